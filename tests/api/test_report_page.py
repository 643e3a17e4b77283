"""The report page, rendered from a report whose page tries to break out of the HTML."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from api.pages.place import Place
from api.pages.report import report_page
from api.rendering import html
from claimcheck.schema import ClaimType, Genre, Report, ReportedClaim, VerdictWord, Zone

PLACE = Place(
    id="0123456789abcdefABCDEF",
    link="https://check.example/reports/0123456789abcdefABCDEF",
    until="4 January 2026, 10:00 (UTC)",
)
VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})
OWN_SCRIPT = re.compile(r'<script type="module" src="/static/[a-z]+\.js"></script>')
ALLOWED_URLS = re.compile(r"(?:https?://|#|/)")
NEVER_SAID = ("scam", "fraud", "fake", "quack", "bogus", "illegal", "dishonest")


class Seen(HTMLParser):
    """Collects what a browser would see: tags, ids, links, headings, text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.labelled: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.tags[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src", "action") if name in found]
        self.labelled += found.get("aria-labelledby", "").split()
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close one tag; tags close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note visible text."""
        self.text += data


def _shown(report: Report) -> str:
    return bytes(html(report_page(report, PLACE)).body).decode()


@pytest.fixture(scope="module")
def source(report: Report) -> str:
    """The HTML of the report page."""
    return _shown(report)


@pytest.fixture(scope="module")
def seen(source: str) -> Seen:
    """What a browser would see of it."""
    return Seen(source)


def test_hostile_text_is_inert(source: str, seen: Seen) -> None:
    """Tags and attributes in titles, quotes, sources and reasons come out as plain words."""
    assert not seen.tags.keys() & {"img", "iframe", "style", "object", "base"}
    assert not [name for name in seen.attributes if name.startswith("on") or name == "style"]
    assert "<script>alert(1)</script>" in seen.text
    assert "onerror=alert(1)" in seen.text
    assert "<script" not in OWN_SCRIPT.sub("", source)


def test_links_lead_only_where_they_may(seen: Seen) -> None:
    """Addresses that are not http or https are shown as text, never as a link."""
    assert [link for link in seen.links if not ALLOWED_URLS.match(link)] == []
    assert "javascript:alert(document.title)" in seen.text


def test_page_is_well_formed(seen: Seen) -> None:
    """Every tag is closed, ids are unique, and every label and inner link has its target."""
    assert seen.open == []
    assert [id_ for id_, count in Counter(seen.ids).items() if count > 1] == []
    inner = {link[1:] for link in seen.links if link.startswith("#")}
    assert inner | set(seen.labelled) <= set(seen.ids)


def test_headings_stand_in_order(seen: Seen) -> None:
    """One first heading, and none skips a level, although the checked page's own do."""
    assert seen.headings.count(1) == 1
    steps = [
        after - before for before, after in zip(seen.headings, seen.headings[1:], strict=False)
    ]
    assert max(steps) == 1


def test_sections_stand_in_the_readers_order(seen: Seen, report: Report) -> None:
    """The bottom line comes first, the most serious passage next, the versions last."""
    order = [
        "In short",
        report.summary.bottom_line,
        "Flagged passages",
        "The reason for passage 2.",
        "The reason for passage 6.",
        "The reason for passage 4.",
        "The page as a whole",
        "How many children were counted?",
        "What the registered trials show",
        "The page's text, with claims marked",
        "What agrees with the record",
        "Cautions that the page itself gives",
        "What was not judged, and why",
        "Keep, share, delete",
        "Our copy of the trial records is of 2 January 2026",
        "rules 7",
    ]
    rest = seen.text
    for words in order:
        assert words in rest
        rest = rest.partition(words)[2]


@pytest.mark.parametrize(
    ("genre", "heading"),
    [
        (Genre.SELLS, "Ask the clinic first"),
        (Genre.INFORMS, "Questions to ask"),
        (Genre.UNCLEAR, "Ask first"),
    ],
)
def test_the_first_questions_stand_at_the_top(report: Report, genre: Genre, heading: str) -> None:
    """Three of them follow the bottom line, with a link to all; a clinic is named if one sells."""
    asked = tuple(f"Question {number}?" for number in range(1, 6))
    page = report.page.model_copy(update={"genre": genre})
    summary = report.summary.model_copy(update={"questions": asked})
    text = _shown(report.model_copy(update={"page": page, "summary": summary}))
    top = text[text.index('id="ask-first"') : text.index('class="contents"')]
    assert f">{heading}</h2>" in top
    assert [question in top for question in asked] == [True] * 3 + [False] * 2
    assert '<a href="#questions">All 5 questions</a>' in top
    assert all(question in text[text.index('id="questions"') :] for question in asked)


def test_the_end_of_the_report_stands_under_its_title(source: str) -> None:
    """Nobody reads to the last line to learn when the report is deleted."""
    under = source[source.index('class="origin"') : source.index('id="short"')]
    assert f"kept until {PLACE.until}, then deleted" in under


def test_every_claim_is_marked_and_answered(seen: Seen, report: Report) -> None:
    """Each claim has a mark in the text that leads to its quote, and a quote that leads back."""
    for number in range(1, len(report.claims) + 1):
        assert {f"mark-{number}", f"quote-{number}"} <= set(seen.ids)
        assert {f"#mark-{number}", f"#quote-{number}"} <= set(seen.links)


def test_flags_show_without_colour(source: str) -> None:
    """A flagged passage carries words, not only a look; each verdict has its own."""
    assert 'href="#quote-2">contradicted, reason 1</a>' in source
    assert 'href="#quote-3">goes beyond, reason 2</a>' in source
    assert 'href="#quote-1">not found in our copy, reason 3</a>' in source
    assert 'href="#quote-5">caution</a>' in source


def test_without_a_trial_no_record_is_spoken_of(report: Report) -> None:
    """What only a rule on wording flags says more than it can show, in card and mark alike."""
    bare = tuple(
        claim.model_copy(
            update={"findings": tuple(f.model_copy(update={"trials": ()}) for f in claim.findings)}
        )
        for claim in report.claims
    )
    text = _shown(report.model_copy(update={"claims": bare}))
    assert "</span> Says more than it can show <span" in text
    assert 'href="#quote-3">says more than it can show, reason 2</a>' in text
    assert "</span> Goes beyond the record <span" not in text
    assert "</span> Goes beyond the record <span" in _shown(report)


def _silent(report: Report, *quotes: str, **changed: object) -> Report:
    """The report, its claims not flagged and quoted as given, the last of them as ``changed``."""
    claims = [
        claim.model_copy(
            update={"quote": quote, "verdict": VerdictWord.NOT_CHECKABLE, "flagged": False}
            | {"severity": 0, "findings": (), "reason": "One reason."}
        )
        for claim, quote in zip(report.claims, quotes, strict=False)
    ]
    last: ReportedClaim = claims[-1].model_copy(update=changed)
    return report.model_copy(update={"claims": (*claims[:-1], last)})


@pytest.mark.parametrize(
    ("quotes", "said"),
    [
        (("We help families.", "”", "Yes.", "100 %", "1 day"), "and 4 fragments of a few letters"),
        (("We help families.", "Yes."), "and 1 fragment of a few letters"),
        (("“", "”"), ">2 fragments of a few letters"),
    ],
)
def test_fragments_are_counted_and_not_quoted(
    report: Report, quotes: tuple[str, ...], said: str
) -> None:
    """A lone sign or word that was not judged tells nothing; the count of claims stays whole."""
    text = _shown(_silent(report, *quotes))
    seen = Seen(text)
    part = text[text.index('id="not-judged"') :]
    assert said in part
    assert f"{len(quotes)} claims not flagged." in part
    assert part.count("<blockquote>") == sum("families" in quote for quote in quotes)
    assert {f"quote-{number}" for number in range(1, len(quotes) + 1)} <= set(seen.ids)


HURRY = "It asks you to hurry. You may take your time."


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"types": (ClaimType.URGENCY,)}, True),
        ({"types": (ClaimType.URGENCY,), "verdict": VerdictWord.GOES_BEYOND}, False),
        (
            {
                "types": (ClaimType.URGENCY,),
                "verdict": VerdictWord.GOES_BEYOND,
                "for_review": True,
            },
            True,
        ),
        ({"types": (ClaimType.AUTHORITY,)}, False),
    ],
)
def test_whoever_is_hurried_may_take_time(
    report: Report, changed: dict[str, object], *, told: bool
) -> None:
    """A passage that presses for time and was not judged is quoted, however short, and answered."""
    part = _shown(_silent(report, "We help families.", "Hurry!", **changed))
    assert (HURRY in part) is told
    assert ("“Hurry!”</blockquote>" in part) is told


def test_page_keeps_its_structure(source: str) -> None:
    """Headings stay headings, list items stay together, stories stay quotations."""
    text = source[source.index('class="page-text"') :]
    assert "<h3>Cells for autism" in text
    assert "<h4>How it works</h4>" in text
    listed = text[text.index('<ul class="list">\n  <li><span') :]
    assert listed.index("They rebuild the brain.") < listed.index("They calm the body.")
    assert listed.index("They calm the body.") < listed.index("</ul>")
    assert "<blockquote><span" in text


def test_menus_are_folded(source: str) -> None:
    """Menus and cookie notices without claims do not stand between a reader and the text."""
    folded = re.findall(r'<details class="folded">.*?</details>', source, flags=re.DOTALL)
    assert ["Home" in part or "We use cookies." in part for part in folded] == [True, True]


def test_rules_and_trials_stand_behind_each_flag(seen: Seen) -> None:
    """A flag names rule, version, source, and each trial with size, design and finding."""
    assert "EFF-01, version 2" in seen.text
    assert "https://guide.example/rules" in seen.links
    assert "https://clinicaltrials.gov/study/NCT00000001" in seen.links
    assert "60 people, placebo. Main goal not met." in " ".join(seen.text.split())


def test_records_are_told_once(report: Report) -> None:
    """A card whose sentence on the records stands above names that card and does not repeat it."""
    told = "The largest trial missed its main goal."
    claims = tuple(
        claim.model_copy(update={"reason": f"{claim.findings[0].message} {told}"})
        if claim.flagged
        else claim
        for claim in report.claims
    )
    cards = report_page(report.model_copy(update={"claims": claims}), PLACE).flagged
    assert [card.as_under for card in cards] == [(), (1,), (1,)]
    assert [told in card.reason for card in cards] == [True, False, False]
    assert cards[1].reason == "Passage 6 says more than the record."
    text = " ".join(_shown(report.model_copy(update={"claims": claims})).split())
    assert 'What the records say under <a href="#reason-1">reason 1</a> holds here too.' in text


def test_quotes_say_where_they_stand(report: Report) -> None:
    """The heading that stands above every passage is left out, and a place is named once."""
    blocks = tuple(
        block.model_copy(update={"heading_path": ("Cells", "Results"), "zone": Zone.MAIN})
        for block in report.page.blocks
    )
    same = tuple(
        claim.model_copy(
            update={"findings": (), "severity": 0, "flagged": False, "reason": "One reason."}
        )
        for claim in report.claims
    )
    page = report.page.model_copy(update={"blocks": blocks})
    shown = report_page(report.model_copy(update={"page": page, "claims": same}), PLACE)
    assert [quote.where for card in shown.agrees for quote in card.quotes] == ["Results"]
    places = {card.verdict: [quote.where for quote in card.quotes] for card in shown.silent}
    assert places["Goes beyond the record"] == ["Results"]
    assert all(places.values())


def test_flag_that_no_trial_can_settle_is_a_flag(report: Report) -> None:
    """The small words behind such a passage do not say that it was not checked."""
    claims = tuple(
        claim.model_copy(update={"verdict": VerdictWord.NOT_CHECKABLE}) for claim in report.claims
    )
    text = bytes(
        html(report_page(report.model_copy(update={"claims": claims}), PLACE)).body
    ).decode()
    assert 'href="#quote-2">flagged, reason 1</a>' in text
    assert 'href="#quote-6">not checked</a>' in text


def test_posted_results_that_we_lack_are_not_called_missing(report: Report) -> None:
    """A trial with results on the registry is never said to have none."""
    trial = report.trials["NCT00000002"].model_copy(
        update={"results": (), "has_posted_results": True}
    )
    trials = {**report.trials, trial.id: trial}
    shown = report_page(report.model_copy(update={"trials": trials}), PLACE).evidence
    outcomes = {card.line.id: card.line.outcome for card in shown.trials}
    assert outcomes[trial.id] == "results posted, not in our copy"


def test_unconfirmed_results_say_so(seen: Seen) -> None:
    """A result that only a second-hand page tells is marked wherever it is shown."""
    text = " ".join(seen.text.split())
    assert text.count("From a secondary page, not confirmed.") == 2
    assert re.search(r"NCT00000002: 15 people, [^.]*not confirmed", text)
    assert "A page that retells (second-hand page)" in text


def test_trials_are_drawn_and_lead_to_their_pages(seen: Seen) -> None:
    """The profile has a picture with words of its own, whose marks lead to pages of ours."""
    assert seen.tags["svg"] >= 1
    assert "/trials/NCT00000001" in seen.links


def test_marks_know_their_neighbours(source: str) -> None:
    """From each mark links lead to the one before and the one after, in the order of the text."""
    hops = re.findall(r'id="mark-(\d+)">(.*?)</span>', source)
    order = [number for number, _ in hops]
    assert order == ["2", "1", "3", "4", "5", "6"]
    for before, (_, links), after in zip([None, *order], hops, [*order[1:], None], strict=False):
        expected = [f"#mark-{number}" for number in (before, after) if number]
        assert re.findall(r'href="([^"]*)"', links) == expected


def test_what_may_be_quoted_judges_nobody(report: Report) -> None:
    """The words to share have the bottom line, both dates and the link, and name no motive."""
    share = report_page(report, PLACE).share
    for words in (report.summary.bottom_line, "3 January 2026", "2 January 2026", PLACE.link):
        assert words in share
    assert "does not judge a clinic" in share
    assert not [word for word in NEVER_SAID if word in share.lower()]


def test_nothing_flagged_is_said(report: Report) -> None:
    """A sober page gets a plain answer that promises no more than it can."""
    claims = tuple(claim.model_copy(update={"flagged": False}) for claim in report.claims)
    text = bytes(
        html(report_page(report.model_copy(update={"claims": claims}), PLACE)).body
    ).decode()
    assert "No passage was flagged." in text


def test_no_evidence_is_said(report: Report) -> None:
    """Without records on the subject the page says so, with the date of our copy."""
    bare = report.model_copy(
        update={"evidence": (), "trials": {}, "claims": (), "page_findings": ()}
    )
    text = bytes(html(report_page(bare, PLACE)).body).decode()
    assert "on which we hold records. Our copy is of 2 January 2026." in text
    assert "<svg" not in text
    assert 'href="#mark-' not in text


def test_page_never_accuses(seen: Seen) -> None:
    """The page speaks of passages and records, never of anyone's honesty."""
    assert not [word for word in NEVER_SAID if word in seen.text.lower()]
    assert "“Not found in our copy” does not mean that no trial exists." in seen.text
