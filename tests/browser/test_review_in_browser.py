"""Moderators at work in a browser: by keyboard alone, two at once, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

import claimcheck
from api.app import create_app
from claimcheck.exports.words import verdict_words
from claimcheck.schema import Choice, ClaimType, ReviewFilters, ReviewPassage, Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet
from tests.browser.axe import violations
from tests.browser.running import running
from tests.browser.visits import Open, opened_details, source

pytestmark = pytest.mark.browser

_HOSTILE: Final = "<img src=x onerror=\"document.title='broken'\"><script>alert(1)</script>"
_WIDTHS: Final = (375, 1280)


class Office:
    """The store behind the service, and keys for whoever comes."""

    def __init__(self, store: ServiceStore) -> None:
        self.store = store
        self.owner = ""

    def key(self, name: str) -> str:
        """The token of a new key for moderation."""
        scopes = (Scope.REVIEW,)
        return self.store.keys.create(owner=self.owner, name=name, scopes=scopes)[1]

    def waiting(self) -> tuple[ReviewPassage, ...]:
        """What waits, in the order of the queue."""
        return self.store.reviews.queue(ReviewFilters(), owner=self.owner).passages

    def passage(self, id_: str) -> ReviewPassage:
        """A passage as it is now."""
        return self.store.reviews.get(id_, owner=self.owner)


@pytest.fixture(scope="module")
def report_json() -> str:
    """The report on the invented clinic's page."""
    return claimcheck.check_html(source("demo_clinic"), offline=True).model_dump_json()


@pytest.fixture(scope="module")
def service(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, ServiceStore]]:
    """The address of a running service, and its store; no passage gets a second reader."""
    assert browser.is_connected()
    settings = quiet(tmp_path_factory.mktemp("moderation"), review_sample_percent=0)
    with (
        running(create_app(settings=settings)) as address,
        ServiceStore.open(settings.database_url, review_sample=0) as store,
    ):
        yield address, store


@pytest.fixture
def base(service: tuple[str, ServiceStore]) -> str:
    """Where ``visit`` goes."""
    return service[0]


@pytest.fixture
def office(
    service: tuple[str, ServiceStore], report_json: str, request: pytest.FixtureRequest
) -> Office:
    """A queue of this test's own."""
    found = Office(service[1])
    found.owner = request.node.name[:100]
    later = datetime.now(UTC) + timedelta(days=1)
    kept = found.store.reports.put(
        report_json, owner=found.owner, cache_key="0" * 64, expires_at=later
    )
    assert found.store.reviews.take_in(kept.id, owner=found.owner) > 5
    return found


def _sign_in(
    visit: Open,
    office: Office,
    name: str = "Ann",
    *,
    token: str | None = None,
    width: int = 1280,
    scripts: bool = True,
) -> Page:
    page = visit(width=width, scripts=scripts).at("review")
    page.get_by_label("Your key").fill(token or office.key(name))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue", level=1)).to_be_visible()
    return page


def _press(page: Page, *keys: str) -> None:
    """Keys one after the other, once the page's script listens."""
    page.locator("html.keys-live").wait_for()
    for key in keys:
        page.keyboard.press(key)


def _id(page: Page) -> str:
    found = re.search(r"/review/([\w-]{22,})", page.url)
    assert found, page.url
    return found[1]


def _turned(office: Office, passage: ReviewPassage) -> set[ClaimType]:
    """The types that the decision which stands added or took away."""
    [decision] = [one for one in office.passage(passage.id).decisions if one.stands]
    return set(decision.types or ()) ^ set(passage.machine.types)


def test_whole_round_by_keyboard_alone(visit: Open, office: Office) -> None:
    """Sign in, look at the keys, filter, take, decide, undo, change, skip, and sign out."""
    first, second, third = office.waiting()[:3]
    page = visit().at("review")
    page.get_by_label("Your key").focus()
    page.keyboard.type(office.key("Ann"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/review$"))
    # The list of keys, and back.
    _press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("to the next passage in the list")
    _press(page, "Escape")
    # The filters: severity 3 alone.
    _press(page, "/")
    expect(page.get_by_label("Kind")).to_be_focused()
    _press(page, "Tab")
    page.keyboard.type("most")
    _press(page, *["Tab"] * 6, "Enter")
    expect(page).to_have_url(re.compile("severity=3"))
    # Down and up, and open.
    _press(page, "j", "j", "k", "Enter")
    expect(page.locator("#decide")).to_be_visible()
    assert _id(page) == first.id
    # Confirm with a reason; "s" in the field is only a letter.
    _press(page, "1")
    _press(page, "r")
    page.keyboard.type("says so, as is")
    _press(page, "Tab")
    _press(page, "s")
    expect(page.get_by_role("status")).to_contain_text("Saved: The flag is right")
    assert _id(page) == second.id
    [decision] = office.passage(first.id).decisions
    assert (decision.choice, decision.reason) == (Choice.CONFIRM, "says so, as is")
    # Undo leads back to it, in hand.
    _press(page, "u")
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert _id(page) == first.id
    assert not office.passage(first.id).decisions[0].stands
    assert office.passage(second.id).claimed_by is None
    # Another type.
    _press(page, "3")
    _press(page, "Tab")
    _press(page, "Space")
    _press(page, "r")
    page.keyboard.type("no effect is told")
    _press(page, "Tab")
    _press(page, "s")
    expect(page.get_by_role("status")).to_contain_text("Another type or verdict; types:")
    assert _turned(office, first) == {ClaimType.EFFICACY}
    assert _id(page) == second.id
    # Skip, and out.
    _press(page, "n")
    expect(page).not_to_have_url(re.compile(second.id))
    assert _id(page) == third.id
    page.get_by_role("button", name="Sign out", exact=True).focus()
    _press(page, "Enter")
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_keys_can_be_switched_off(visit: Open, office: Office) -> None:
    """Then letters do nothing, also on the next page, until they are switched on again."""
    page = _sign_in(visit, office)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Shortcuts of one key are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("/review$"))
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Shortcuts of one key are on").check()
    page.keyboard.press("Escape")
    _press(page, "n")
    expect(page.locator("#decide")).to_be_visible()


def test_two_moderators_in_conflict(visit: Open, office: Office) -> None:
    """The lock is seen; when it ran out, whoever comes second is told, and loses no word."""
    passage = office.waiting()[0]
    ann, ben = _sign_in(visit, office, "Ann"), _sign_in(visit, office, "Ben")
    ann.get_by_role("button", name="Take", exact=True).first.click()
    ann.get_by_label("The flag is right").check()
    ann.get_by_label("Reason").fill("Written by Ann.")
    ben.reload()
    expect(ben.locator(".row").first).to_contain_text("Locked: Ann has it until")
    ben.goto(ann.url)
    expect(ben.get_by_text("Ann has it until")).to_be_visible()
    expect(ben.locator("#decide")).to_have_count(0)
    # Ann's time runs out, and Ben is quicker.
    key = office.store.keys.get(str(office.passage(passage.id).claimed_by))
    assert key
    office.store.reviews.release(passage.id, owner=office.owner, moderator=key)
    ben.reload()
    ben.get_by_role("button", name="Take it to decide").click()
    ben.get_by_label("No flag").check()
    ben.get_by_label("Reason").fill("Written by Ben.")
    ben.get_by_role("button", name="Save and stay").click()
    expect(ben.get_by_role("status")).to_contain_text("Saved: No flag")
    ann.get_by_role("button", name="Save and take the next").click()
    alert = ann.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Ben: decided: No flag")
    expect(ann.get_by_label("Reason")).to_have_value("Written by Ann.")
    expect(ann.get_by_label("The flag is right")).to_be_checked()
    expect(ann.locator(".person")).to_contain_text("Written by Ben.")
    assert violations(ann) == []
    assert [one.moderator_name for one in office.passage(passage.id).decisions] == ["Ben"]
    ann.get_by_role("button", name="Save and stay").click()
    expect(ann.get_by_role("status")).to_contain_text("Saved: The flag is right")
    told = [one.moderator_name for one in office.passage(passage.id).decisions]
    assert told == ["Ben", "Ann"]


def test_whole_round_without_scripts(visit: Open, office: Office) -> None:
    """With JavaScript switched off: filter, take, decide, undo, give back, sign out."""
    first = office.waiting()[0]
    page = _sign_in(visit, office, scripts=False)
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_have_count(0)
    page.locator(".filtering summary").click()
    page.get_by_label("Severity").select_option("most serious")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Take", exact=True).first.click()
    assert _id(page) == first.id
    page.get_by_label("Another type or verdict").check()
    page.get_by_label("Verdict", exact=True).select_option("Cannot be checked against trials")
    page.get_by_label("Reason").fill(_HOSTILE)
    page.get_by_role("button", name="Save and stay").click()
    expect(page.locator(".person")).to_contain_text("verdict: Cannot be checked against trials")
    expect(page.locator(".machine")).to_contain_text(verdict_words(first.machine.verdict))
    page.get_by_role("button", name="Undo my last decision").click()
    expect(page.locator(".person")).to_contain_text("undone")
    page.get_by_role("button", name="Give it back").click()
    expect(page).to_have_url(re.compile(r"/review\?severity=3$"))
    assert office.passage(first.id).claimed_by is None
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_times_go_by_the_clock_of_the_reader(browser: Browser, base: str, office: Office) -> None:
    """A lock and the log name the same zone: the reader's with scripts, and UTC without."""
    for scripts, zone in ((True, re.compile(r"GMT\+5:45")), (False, re.compile(r"\(UTC\)"))):
        context = browser.new_context(timezone_id="Asia/Kathmandu", java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{base}review/sign-in")
        page.get_by_label("Your key").fill(office.key("Ann"))
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Take", exact=True).first.click()
        expect(page.locator("#decide time")).to_have_text(zone)
        page.get_by_role("link", name="Log of this passage").click()
        expect(page.locator(".log time").first).to_have_text(zone)
        context.close()


def test_reason_outlives_the_session(visit: Open, office: Office) -> None:
    """Whoever was signed out while writing finds the words again after signing in."""
    token = office.key("Ann")
    page = _sign_in(visit, office, token=token)
    _press(page, "n")
    page.get_by_label("No flag").check()
    page.get_by_label("Reason").fill("Half an hour of work.")
    passage = office.passage(_id(page))
    office.store.sessions.end_all(str(passage.claimed_by))
    page.get_by_role("button", name="Save and take the next").click()
    page.get_by_label("Your key").fill(token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Reason")).to_have_value("Half an hour of work.")
    assert _id(page) == passage.id
    assert office.passage(passage.id).decisions == ()
    page.reload()
    expect(page.get_by_label("Reason")).to_have_value("")


def test_hostile_reason_stays_words(visit: Open, office: Office) -> None:
    """Markup in a reason is shown as it was typed, and nothing in it runs."""
    page = _sign_in(visit, office)
    _press(page, "n")
    page.get_by_label("No flag").check()
    page.get_by_label("Reason").fill(_HOSTILE)
    page.get_by_role("button", name="Save and stay").click()
    expect(page.locator(".reason-words")).to_contain_text(_HOSTILE)
    expect(page.locator("main img")).to_have_count(0)
    assert "broken" not in page.title()


@pytest.mark.parametrize("width", _WIDTHS)
def test_pages_have_no_violation_and_room(visit: Open, office: Office, width: int) -> None:
    """axe-core finds nothing to mend on any page, and none scrolls sideways."""
    door = visit(width=width).at("review/sign-in")
    _check(door, width)
    door.get_by_label("Your key").fill("wrong")
    door.get_by_role("button", name="Sign in").click()
    expect(door.get_by_role("alert")).to_be_visible()
    _check(door, width)
    page = _sign_in(visit, office, width=width)
    _check(page, width)
    _press(page, "?")
    _check(page, width)
    page.keyboard.press("Escape")
    _press(page, "n")
    expect(page.locator("#decide")).to_be_visible()
    _press(page, "3")
    _check(page, width)
    _press(page, "5", "s")
    expect(page.get_by_role("status")).to_contain_text("Second opinion wanted")
    _check(page, width)
    for path in ("audit", "agreement", "mistakes", "?state=second", "nothing"):
        page.goto(f"{page.url.partition('/review')[0]}/review/{path}".replace("/?", "?"))
        _check(page, width)


def _check(page: Page, width: int) -> None:
    opened_details(page)
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
