"""A parent's way: paste, read, jump, look a trial up, print, keep, correct, delete."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.visits import Open, opened_details, source

pytestmark = pytest.mark.browser

WIDTHS = (375, 1280)
TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."


def _at(page: Page) -> str:
    return page.url.partition("#")[2]


def _expect_in_view(page: Page, mark: str) -> None:
    expect(page.locator(f"#{mark} ~ mark >> nth=0")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_page_to_a_trial_and_to_paper(visit: Open, width: int) -> None:
    """Paste, report, through the marks by key, a finding, a trial, back, and the print view."""
    page = visit(width=width).report(source("demo_clinic"))
    address = page.url
    for number in (1, 2, 3):
        page.keyboard.press("n")
        expect(page.locator(".hop-place")).to_contain_text(f"Mark {number} of")
        _expect_in_view(page, _at(page))
    page.keyboard.press("p")
    expect(page.locator(".hop-place")).to_contain_text("Mark 2 of")
    page.keyboard.press("Enter")
    finding = page.get_by_role("group", name="What is said about this passage")
    expect(finding).to_be_focused()
    expect(finding).to_contain_text("Why:")
    page.keyboard.press("Escape")
    expect(finding).to_have_count(0)
    expect(page.locator(".ref:focus")).to_have_count(1)
    page.locator(".trial-lines a", has_text="NCT02847182").first.click()
    expect(page.locator("h1")).to_contain_text("Trial NCT02847182")
    expect(page.locator(".bottom-line")).to_have_text("Main goal not met.")
    page.go_back()
    assert page.url.partition("#")[0] == address
    page.emulate_media(media="print")
    for hidden in (".contents", ".hops", "form", ".keep button", ".site"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    expect(page.locator(".on-paper")).to_contain_text(address)
    expect(page.locator(".number").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    ends = "all => all.map(one => getComputedStyle(one, '::after').content)"
    lists = page.locator(".rules ul ul, .trial .sources").all()
    for sources in lists:
        *between, last = sources.locator("> li").evaluate_all(ends)
        assert last == "none"
        assert set(between) <= {'"; "'}
    expect(page.locator("article.card .rules li").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_without_scripts(visit: Open, width: int) -> None:
    """With JavaScript off, links lead from mark to mark, to what is said, and to the trial."""
    page = visit(width=width, scripts=False).report(source("demo_clinic"))
    expect(page.locator(".hops")).to_be_hidden()
    page.get_by_role("link", name="Go to the first mark").click()
    seen = [_at(page)]
    for _ in range(3):
        page.locator(f"#{_at(page)}").get_by_role("link", name="next mark").click()
        _expect_in_view(page, _at(page))
        seen.append(_at(page))
    assert len(set(seen)) == 4
    page.locator(f"#{_at(page)}").get_by_role("link", name="previous mark").click()
    assert _at(page) == seen[-2]
    page.locator(".page-text .ref.flagged").first.click()
    expect(page.locator(":target blockquote")).to_be_in_viewport()
    page.locator(".trial-lines a", has_text="NCT02847182").first.click()
    expect(page.locator("h1")).to_contain_text("Trial NCT02847182")
    page.go_back()
    page.get_by_role("link", name="Delete this report now").click()
    page.get_by_role("button", name="Delete it now").click()
    expect(page.locator("h1")).to_have_text("The report is deleted")


def test_buttons_and_clicks_do_what_keys_do(visit: Open, browser_report: str) -> None:
    """The buttons go round from the last mark to the first; a click on a mark shows a finding."""
    page = visit().at(browser_report)
    page.get_by_role("button", name="Previous mark").click()
    last = page.locator(".hop-place").inner_text()
    assert re.fullmatch(r"Mark (\d+) of \1", last)
    page.get_by_role("button", name="Next mark").click()
    expect(page.locator(".hop-place")).to_contain_text("Mark 1 of")
    page.locator(".page-text mark.flagged").first.click()
    finding = page.locator(".here")
    expect(finding).to_be_visible()
    link = page.locator("[aria-expanded=true]")
    expect(link).to_have_count(1)
    finding.get_by_role("link", name="All that is said about it").click()
    expect(page.locator(":target blockquote")).to_be_in_viewport()
    link.click()
    expect(finding).to_have_count(0)


def test_every_mark_shows_its_finding_beside_it(visit: Open, browser_report: str) -> None:
    """Overlapping, silent, folded: each small link opens something with words, one at a time."""
    page = opened_details(visit().at(browser_report))
    for link in page.locator(".page-text .ref").all():
        link.click()
        expect(page.locator(".here")).to_have_count(1)
        assert len(page.locator(".here").inner_text()) > 40
    assert page.locator(".here [id]").count() == 0


def test_keys_can_be_turned_off(visit: Open, browser_report: str) -> None:
    """Whoever dictates to the browser can keep single letters from moving the page."""
    page = visit().at(browser_report)
    page.get_by_label("with the keys p and n").uncheck()
    page.keyboard.press("n")
    expect(page.locator(".hop-place")).to_be_empty()


def test_keyboard_alone_keeps_corrects_and_deletes(visit: Open) -> None:
    """From the report on, everything is reached by Tab and Enter."""
    page = visit().report(TEXT)

    def follow(name: str) -> None:
        link = page.get_by_role("link", name=name, exact=True).last
        link.focus()
        page.keyboard.press("Enter")

    follow("Report a mistake")
    page.get_by_label("What is wrong?").focus()
    page.keyboard.type("The quote is right.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Thank you")
    follow("Back to the report")
    address = page.url
    follow("Delete this report now")
    for key in ("Tab",) * 6:
        page.keyboard.press(key)
    page.get_by_role("button", name="Delete it now").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("The report is deleted")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("This report is not here")


def test_a_slow_page_is_waited_for_in_words(visit: Open) -> None:
    """While a check runs, a second press sends nothing, the time is told, and it can be stopped."""
    page = visit().home()
    # What would be sent stays here, as if the answer never came.
    page.evaluate(
        """() => { window.sent = 0; addEventListener('submit', event => {
        window.sent += event.defaultPrevented ? 0 : 1; event.preventDefault(); }); }"""
    )
    page.get_by_label("The page's address, or its text").fill("https://clinic.example/slow")
    button = page.get_by_role("button", name="Check this page")
    button.click()
    expect(page.locator(".said")).to_contain_text("is being checked")
    expect(page.get_by_text("The site is asked for its page.")).to_be_visible()
    expect(page.locator(".clock")).to_have_text("2 seconds so far.")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    assert page.evaluate("window.sent") == 1
    page.get_by_role("button", name="Stop waiting").click()
    expect(page.locator(".waiting")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    assert page.evaluate("window.sent") == 2


@pytest.mark.parametrize("dropped", [False, True], ids=["chosen", "dropped"])
def test_a_saved_page_is_checked(visit: Open, *, dropped: bool) -> None:
    """A file is chosen, or dropped on its place."""
    page = visit().home()
    html = source("demo_clinic")
    if dropped:
        files = page.evaluate_handle(
            """html => { const data = new DataTransfer();
            data.items.add(new File([html], 'page.html', {type: 'text/html'})); return data; }""",
            html,
        )
        page.dispatch_event(".drop", "drop", {"dataTransfer": files})
    else:
        file: Any = {"name": "page.html", "mimeType": "text/html", "buffer": html.encode()}
        page.get_by_label("Or a page that you saved").set_input_files(file)
    page.get_by_role("button", name="Check this page").click()
    expect(page.locator("h1")).to_contain_text("Calderwick")


def test_words_to_share_are_copied(visit: Open, browser_report: str) -> None:
    """The buttons copy link and words; without scripts the fields are there to copy by hand."""
    page = visit().at(browser_report)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for field in ("Link to this report", "Words that you can send to others"):
        words = page.get_by_label(field).input_value()
        page.locator(f"#{page.get_by_label(field).get_attribute('id')} + button").click()
        expect(page.get_by_text("Copied.").first).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == words
    plain = visit(scripts=False).at(browser_report)
    expect(plain.get_by_role("button", name="Copy")).to_have_count(0)
    expect(plain.get_by_label("Link to this report")).to_have_attribute("readonly", "")


def test_report_looks_right_on_paper(visit: Open, browser_report: str) -> None:
    """The PDF holds what is folded on the screen, and the addresses behind links."""
    page = visit().at(browser_report)
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    # The font draws "fi" and "fl" as one sign, also within an address.
    drawn = unicodedata.normalize("NFKC", " ".join(one.extract_text() for one in pages))
    text = " ".join(drawn.split())
    for words in ("In short", "Questions to ask the clinic", "https://doi.org/", "EFF-01, version"):
        assert words in text
    for words in ("Previous mark", "Skip to the content", "Report a mistake"):
        assert words not in text
    assert page.url in text.replace(" ", "")


@pytest.mark.parametrize(
    "policy", ["", "default-src 'self'; script-src 'none'", "form-action 'none'"]
)
def test_bookmarks_send_the_page_one_is_on(visit: Open, policy: str) -> None:
    """One opens the field with the address, the other the report on what is shown, if it may."""
    window = visit()
    page = window.at("bookmarklet")
    address, shown = (
        link.evaluate("one => decodeURIComponent(one.href.slice('javascript:'.length))")
        for link in page.locator(".drag").all()
    )
    clinic = "http://clinic.example/autism"
    answer = {"body": source("demo_clinic"), "content_type": "text/html"}
    headers = {"content-security-policy": policy} if policy else {}
    page.context.route(clinic, lambda route: route.fulfill(headers=headers, **answer))
    page.goto(clinic)
    window.refused.clear()
    with page.expect_popup() as opened:
        page.evaluate(address)
    expect(opened.value.get_by_role("textbox")).to_have_value(clinic)
    with page.expect_popup() as opened:
        page.evaluate(shown)
    if "form-action" in policy:
        expect(opened.value.get_by_role("textbox")).to_have_value(clinic)
    else:
        expect(opened.value.locator("h1")).to_contain_text("Calderwick")
    window.elsewhere.clear()
    window.refused.clear()


def test_bookmark_link_says_that_it_is_dragged(visit: Open) -> None:
    """Pressed in its place it does nothing but say so."""
    page = visit().at("bookmarklet")
    page.locator(".drag").first.click()
    expect(page.get_by_text("drag it to your bookmarks bar").first).to_be_visible()


def test_numbers_of_lists_stay_on_a_phone(visit: Open, browser_report: str) -> None:
    """The list of questions leaves room for numbers of two digits, and the first lead to all."""
    page = visit(width=375).at(browser_report)
    page.get_by_role("link", name=re.compile(r"All \d+ questions")).click()
    expect(page.get_by_role("heading", name="Questions to ask the clinic")).to_be_in_viewport()
    room = page.locator("section[aria-labelledby=questions] ol").evaluate(
        """list => { const ruler = document.createElement('span'); ruler.textContent = '10. ';
        ruler.style.whiteSpace = 'pre'; list.before(ruler);
        const width = ruler.getBoundingClientRect().width; ruler.remove();
        return parseFloat(getComputedStyle(list).paddingLeft) - width; }"""
    )
    assert room >= 0
