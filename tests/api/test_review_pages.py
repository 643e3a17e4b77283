"""The queue, a passage, the log and the lists, as a moderator sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from claimcheck.schema import QuotedSpan, Report, ReviewPassage
from tests.api.conftest import ATTACK, BREAKOUT
from tests.api.moderating import OWNER, Moderator, Room

_ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
_BARE_ATTRIBUTE = re.compile(r"<[^>]*\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A service."""
    opened = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def unsure(report: Report) -> Report:
    """The report with one claim more that the machine was not sure of."""
    last = report.claims[-1].model_copy(update={"for_review": True, "confidence": 0.4})
    return report.model_copy(update={"claims": (*report.claims[:-1], last)})


@pytest.fixture
def passages(room: Room, unsure: Report) -> tuple[ReviewPassage, ...]:
    """The queue: three flags, and one passage that the machine was not sure of."""
    found = room.fill(unsure)
    assert [passage.machine.severity for passage in found] == [3, 2, 1, 0]
    return found


@pytest.fixture
def ann(room: Room) -> Moderator:
    """A moderator."""
    return room.moderator("Ann")


def _shown(page: str) -> list[str]:
    """The ids of the passages in the list, in order."""
    return re.findall(r'<p class="row-quote"><a href="/review/([\w-]+)', page)


def test_queue_shows_the_gravest_first(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """Each passage stands there with its quote, its rules, and what the machine said."""
    page = ann.get().text
    assert _shown(page) == [passage.id for passage in passages]
    for words in ("most serious", "Contradicted by the record", "EFF-01", "Not sure"):
        assert words in page
    assert "<strong>4</strong> Nobody has decided" in page


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=flagged", [0, 1, 2]),
        ("kind=unsure", [3]),
        ("severity=3", [0]),
        ("severity=2", [0, 1]),
        ("rule=EFF-01", [0, 1, 2]),
        ("rule=SAF-01", []),
        ("confidence=low", [3]),
        ("confidence=high", [0, 1, 2]),
        ("age=day", [0, 1, 2, 3]),
        ("age=over-week", []),
        ("state=open", [0, 1, 2, 3]),
        ("state=decided", []),
        ("kind=flagged&severity=2&age=week", [0, 1]),
        ("site=elsewhere.example", []),
        ("kind=&severity=&rule=&site=", [0, 1, 2, 3]),
    ],
)
def test_filters_leave_what_fits(
    ann: Moderator, passages: tuple[ReviewPassage, ...], query: str, wanted: list[int]
) -> None:
    """Each filter of the form, alone and together; an empty field asks for nothing."""
    page = ann.get(f"?{query}").text
    assert _shown(page) == [passages[number].id for number in wanted]


@pytest.mark.parametrize(
    "query", ["severity=9", "kind=x", "state=gone", "rule=%3Cb%3E", "report=x"]
)
def test_filter_that_does_not_exist_is_refused(ann: Moderator, query: str) -> None:
    """An address with a made-up filter is told so, with a way back."""
    answer = ann.get(f"?{query}")
    assert answer.status_code == 422
    assert "Back to the queue" in answer.text


def test_queue_comes_in_pieces(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """The link below leads on, with the same filters, until all were seen once."""
    page = ann.get("?limit=3&kind=flagged&severity=1").text
    assert 'rel="next"' not in page
    page = ann.get("?limit=2").text
    seen = _shown(page)
    link = re.search(r'href="/review(\?after=\d+)" rel="next"', page)
    assert link
    seen += _shown(ann.get(link[1]).text)
    assert seen == [passage.id for passage in passages]
    assert ann.get("?after=nothing").status_code == 404


def test_locked_passages_are_shown_as_such(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """Others see who has a passage until when, and cannot take it; its holder can go on."""
    ann.take(passages[0].id)
    others = room.moderator("Ben").get().text
    assert re.search(r"Locked:</span> Ann has it until <time [^>]*>\d\d:\d\d \(UTC\)", others)
    assert others.count(">Take</button>") == 3
    own = ann.get().text
    assert "You have it until" in own
    assert own.count(">Go on</button>") == 1


def test_help_names_the_keys_that_exist(
    ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """A flag can be confirmed or taken back, what is unsure can be kept: each has its own keys."""
    for passage, keys in ((passages[0], "1235"), (passages[3], "345")):
        ann.take(passage.id)
        page = ann.get(f"/{passage.id}").text
        line = page.partition("choose the answer")[0].rpartition("<dt>")[2]
        assert re.findall(r"<kbd>(.)</kbd>", line) == list(keys)
        assert sorted(re.findall(r'data-key="(.)"', page)) == list(keys)


def test_every_time_is_there_for_people_and_for_machines(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """Locks, decisions and the log say it in UTC, where a script puts the reader's clock."""
    ann.take(passages[0].id)
    ben = room.moderator("Ben")
    stale = ben.decide(passages[0].id, "confirm", version="1").text
    lock = ben.get().text
    ann.decide(passages[0].id, "unflag")
    day = r"\d+ \w+ \d{4}, \d\d:\d\d \(UTC\)"
    for page, kind, words in (
        (lock, "hour", r"\d\d:\d\d \(UTC\)"),
        (stale, "day", day),
        (ann.get("/audit").text, "day", day),
        (ann.get(f"/{passages[0].id}").text, "day", day),
    ):
        told = rf'<time datetime="[\d-]+T[\d:]+\+00:00" data-clock="{kind}">{words}</time>'
        assert re.search(told, page)
        assert page.count("(UTC)") == page.count("data-clock")


def test_passage_keeps_machine_and_people_apart(
    ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """Each has a box of its own; what was decided stands in the one, and not in the other."""
    ann.take(passages[0].id)
    ann.decide(passages[0].id, "unflag", reason="The rule misread it.")
    page = ann.get(f"/{passages[0].id}").text
    machine = page.partition('class="box machine"')[2].partition("</section>")[0]
    people = page.partition('class="box person"')[2].partition("</section>")[0]
    for words in ("Contradicted by the record", "EFF-01", "The rules", "The model", "NCT00000001"):
        assert words in machine
        assert words not in people
    for words in ("No flag", "The rule misread it.", "Ann (you)"):
        assert words in people
        assert words not in machine


def test_passage_stands_in_its_place(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """The words around it, its headings, and links to report, other passages and log."""
    passage = passages[0]
    page = ann.get(f"/{passage.id}").text
    assert "How it works" in page
    for link in (
        f"/review/reports/{passage.report}",
        f"/review?report={passage.report}",
        f"/review/audit?passage={passage.id}",
        "/trials/NCT00000001",
        "/rules/EFF-01",
    ):
        assert f'"{link}"' in page
        assert ann.client.get(link).status_code in {200, 404}
    assert ann.client.get(f"/review/reports/{passage.report}").status_code == 200


def test_passage_outlives_its_report(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """A decided passage is still shown when its report is gone, and says so."""
    passage = passages[0]
    ann.decide(passage.id, "confirm")
    room.store.reports.delete(passage.report, owner=OWNER)
    page = ann.get(f"/{passage.id}").text
    assert "The report has expired" in page
    assert "EFF-01" in page
    assert ann.get(f"/{passages[1].id}").status_code == 404


def test_looking_changes_nothing(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """No page that is only opened takes a passage or writes into the log."""
    before = room.queue(), len(room.store.reviews.audit(owner=OWNER))
    for path in ("", f"/{passages[0].id}", "/audit", "/agreement", "/export", "/mistakes"):
        assert ann.get(path).status_code == 200
    assert (room.queue(), len(room.store.reviews.audit(owner=OWNER))) == before


def test_hostile_words_stay_words(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """Markup in titles, quotes, messages, reasons and readers' words is shown and never runs."""
    hostile = f"{ATTACK} {BREAKOUT}"
    for passage in passages[:3]:
        ann.take(passage.id)
        ann.decide(passage.id, "unflag", reason=hostile)
    report = passages[0].report
    room.store.reviews.report_mistake(report, owner=OWNER, claim=None, words=hostile)
    eve = room.moderator(f"Eve {ATTACK}")
    eve.take(passages[3].id)
    stale = ann.decide(passages[3].id, "keep", version="1", reason=hostile)
    pages = [eve.get(path).text for path in ("", "?state=decided", "/audit", "/mistakes")]
    pages += [eve.get(f"/{passage.id}").text for passage in passages] + [stale.text]
    for page in pages:
        assert ATTACK not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
        assert not _BARE_ATTRIBUTE.search(page)
        assert not re.search(r"<script(?! type=\"module\" src=\"/static/)", page)
    assert all(_ESCAPED in page for page in pages)


def test_log_tells_who_did_what(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """Of all passages or of one, the newest first, with what was decided on which version."""
    for passage in passages[:2]:
        ann.take(passage.id)
        ann.decide(passage.id, "confirm")
    whole = ann.get("/audit").text
    assert whole.count("The flag is right") == 2
    assert "Came into the queue" in whole
    one = ann.get(f"/audit?passage={passages[0].id}").text
    assert one.count("The flag is right") == 1
    assert "Came into the queue" not in one
    assert "rules 7" in one
    assert one.index("Decided") < one.index("Taken")


def test_agreement_says_when_there_is_too_little(tmp_path: Path, report: Report) -> None:
    """Without pairs none is told; with a few the numbers stand there with a warning."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path, sample=100)
    passages = room.fill(report)
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    assert "No passage has two readers yet" in ann.get("/agreement").text
    for passage, second in zip(passages, ("confirm", "unflag"), strict=False):
        ann.decide(passage.id, "confirm")
        ben.decide(passage.id, second)
    page = ann.get("/agreement").text
    assert "too few pairs" in page
    assert "<td>2</td><td>1</td><td>50%</td>" in page
    room.close()


def test_mistakes_of_readers_are_listed(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...], report: Report
) -> None:
    """With the passage that they are about and its report; those of other owners are not."""
    passage = passages[0]
    told = room.store.reviews.report_mistake
    told(passage.report, owner=OWNER, claim=passage.claim, words="It is only a question.")
    others = room.fill(report, "another desk")[0]
    told(others.report, owner="another desk", claim=None, words="Not for you.")
    page = ann.get("/mistakes").text
    assert "It is only a question." in page
    assert "Our cells cure autism" in page
    assert f"/review/reports/{passage.report}" in page
    assert "Not for you." not in page


def test_a_grave_remark_is_shown_as_what_it_is(room: Room, ann: Moderator, report: Report) -> None:
    """A moderator sees the rule and that a remark points to the words; no confidence is made up."""
    block = report.page.blocks[4]
    span = QuotedSpan(
        start=block.start, end=block.end, quote=report.page.text[block.start : block.end]
    )
    told = {"rule": "EFF-15", "message": "This can be read as advice to stop.", "spans": (span,)}
    remark = report.page_findings[0].model_copy(update=told)
    grave = report.model_copy(update={"claims": (), "page_findings": (remark,)})
    [passage] = room.fill(grave)
    page = ann.get(f"/{passage.id}").text
    assert "A remark on the page as a whole points to these words." in page
    assert '<a href="/rules/EFF-15">EFF-15</a> (most serious)' in page
    assert "Confidence of the reading" not in page
    assert "confidence" not in ann.get(f"?report={passage.report}").text.partition("row-foot")[2]
    assert ann.decide(passage.id, "unflag").status_code == 303


def test_a_report_of_nobody_is_not_opened_by_a_mistake_in_it(
    room: Room, ann: Moderator, report: Report
) -> None:
    """Moderators of any owner see the passage and what was said of it, and no way to the rest."""
    later = datetime.now(UTC) + timedelta(days=1)
    kept = room.store.reports.put(
        report.model_dump_json(), owner=None, cache_key="0" * 64, expires_at=later
    )
    told = room.store.reviews.report_mistake
    told(kept.id, owner=None, claim=report.claims[1].id, words="It is only a question.")
    told(kept.id, owner=None, claim="CMB-02#1", words="It takes nothing back.")
    page = ann.get("/mistakes").text
    assert "It is only a question." in page
    assert "Our cells cure autism" in page
    assert escape(report.claims[1].reason) in page
    assert "remark on the page (CMB-02)" in page
    assert kept.id not in page


def test_export_has_what_was_decided(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """A file with a page a line: the passages that were decided about, and nobody's name."""
    assert ann.get("/export").text == ""
    ann.decide(passages[0].id, "unflag", reason="It is a quote.")
    answer = ann.get("/export")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    [page] = map(json.loads, answer.text.splitlines())
    [line] = page["lines"]
    assert line["passage"] == passages[0].id
    assert line["should_flag"] is False
    assert line["overturned"] is True
    assert "Ann" not in answer.text


_READ = ("", "/{id}", "/reports/{report}", "/audit?passage={id}")
_DONE = ("claim", "release", "decide", "undo")


def test_nothing_is_seen_across_owners(
    room: Room, ann: Moderator, passages: tuple[ReviewPassage, ...]
) -> None:
    """A moderator of somebody else finds no passage, no report and no line of the log."""
    passage = passages[0]
    ann.take(passage.id)
    ann.decide(passage.id, "confirm", reason="Ours alone.")
    before = room.store.reviews.get(passage.id, owner=OWNER)
    eve = room.moderator("Eve", "another desk")
    pages = [eve.get(path.format(id=passage.id, report=passage.report)) for path in _READ]
    assert [page.status_code for page in pages] == [200, 404, 404, 200]
    assert not any("Ours alone." in page.text or "cure autism" in page.text for page in pages)
    for step in _DONE:
        fields = {"choice": "unflag", "version": str(before.version)}
        assert eve.post(f"/{passage.id}/{step}", **fields).status_code == 404
    assert eve.get("/export").text == ""
    assert room.store.reviews.get(passage.id, owner=OWNER) == before


def test_pages_are_kept_nowhere(ann: Moderator, passages: tuple[ReviewPassage, ...]) -> None:
    """No cache keeps a page, none is compressed beside its token, and no search lists it."""
    for path in ("", f"/{passages[0].id}", "/audit"):
        answer = ann.client.get(f"/review{path}", headers={"accept-encoding": "gzip"})
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "content-encoding" not in answer.headers
        assert '<meta name="robots" content="noindex">' in answer.text
        assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("after", [0, 2**31, 2**63, 10**30])
def test_a_made_up_place_in_the_log_is_refused(ann: Moderator, after: int) -> None:
    """A number that no entry can have is no defect of the service."""
    assert ann.get(f"/audit?after={after}").status_code == 422
    assert ann.get(f"/audit?after={2**31 - 1}").status_code == 200
