"""The report as one HTML file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.exports import html, text
from claimcheck.exports.grouping import group_flagged
from claimcheck.exports.words import heading_words
from claimcheck.schema import Genre, Report, Source, SourceKind, VerdictWord

TEMPLATES = Path(html.__file__).with_name("templates")
NEVER_SAID = ("scam", "fraud", "fake", " lie ", "quack", "bogus", "illegal", "dishonest")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


def _tree(text: str) -> Element:
    """The document as a strict HTML parser reads it; raises at the first fault."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    return tree


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _by_class(tree: Element, name: str) -> list[Element]:
    return [one for one in tree.iter() if name in (one.get("class") or "").split()]


@pytest.fixture(scope="module")
def tree(demo: Report) -> Element:
    """The demo report, parsed."""
    return _tree(html.render(demo))


def test_every_flagged_quote_is_marked_in_its_context(demo: Report, tree: Element) -> None:
    """Each flagged passage stands word for word, marked, with the rest of its block around it."""
    marked = [_words(one) for one in _by_class(tree, "quote")]
    for claim in demo.claims:
        if claim.flagged:
            assert " ".join(claim.quote.split()) in marked
    around = _by_class(tree, "around")
    assert any("Because the cells come from" in _words(one) for one in around)


def test_sections_stand_in_the_readers_order(demo: Report, tree: Element) -> None:
    """Bottom line, questions, passages, page, records, what was not judged, versions."""
    headings = [_words(one) for one in tree.iter("h2")]
    assert headings == [
        "In short",
        "Questions to ask the clinic",
        "Flagged passages",
        "The page as a whole",
        "Cautions that the page itself gives",
        "What the registered trials show",
        "What was not judged, and why",
        "About this report",
    ]
    assert demo.summary.bottom_line in _words(_by_class(tree, "short")[0])


@pytest.mark.parametrize(
    ("genre", "heading"),
    [
        (Genre.SELLS, "Questions to ask the clinic"),
        (Genre.INFORMS, "Questions to ask whoever offers the treatment"),
        (Genre.UNCLEAR, "Questions to ask whoever offers the treatment"),
    ],
)
def test_only_a_page_that_sells_has_a_clinic_to_ask(
    demo: Report, genre: Genre, heading: str
) -> None:
    """A charity or a newspaper is not asked for its side effects."""
    page = demo.page.model_copy(update={"genre": genre})
    report = demo.model_copy(update={"page": page})
    assert heading in html.render(report)
    assert heading.upper() in text.render(report).upper()


def test_a_flag_without_a_trial_speaks_of_no_record(demo: Report, tree: Element) -> None:
    """Its heading says that the passage says more than it can show, here and in plain text."""
    groups = group_flagged(demo)
    titles = [_words(one) for one in tree.iter("h3")]
    lines = text.render(demo).splitlines()
    for number, one in enumerate(groups, start=1):
        words = heading_words(one.verdict, on_record=bool(one.trials))
        assert any(title.startswith(f"{number}. {words}") for title in titles)
        assert any(line.startswith(f"{number}. {words}") for line in lines)
    beyond = {bool(one.trials) for one in groups if one.verdict is VerdictWord.GOES_BEYOND}
    assert beyond == {True, False}


def test_every_finding_names_rule_and_source(demo: Report, tree: Element) -> None:
    """Rules with version and sources, page findings among them."""
    said = " ".join(_words(one) for one in _by_class(tree, "rules"))
    findings = [f for claim in demo.claims if claim.flagged for f in claim.findings]
    for finding in (*findings, *demo.page_findings):
        assert f"{finding.rule}, version {finding.version}" in said
        assert all(" ".join(source.title.split()) in said for source in finding.sources)


def test_every_record_has_a_row_with_a_link(demo: Report, tree: Element) -> None:
    """The table holds each trial that the report names, linked to its register."""
    rows = {_words(row[0]).split()[0]: row for row in list(tree.iter("tr"))[1:]}
    assert rows.keys() == demo.trials.keys()
    for id_, row in rows.items():
        linked = row[0].find("a")
        assert (linked.get("href") if linked is not None else None) == demo.trials[id_].url
        assert f"read on {demo.trials[id_].snapshot_date}" in _words(row[0])


def test_what_was_not_judged_is_said(demo: Report, tree: Element) -> None:
    """Skipped parts, and claims that were read and not flagged, are named with the reason."""
    text = _words(tree)
    for skipped in demo.skipped:
        assert f"{skipped.what}: {skipped.why}" in text
    assert "not flagged." in text


def test_dates_versions_and_country_are_told(demo: Report, tree: Element) -> None:
    """A reader sees when the page was read, of when the copy is, and by which versions."""
    text = _words(tree)
    assert "read on 4 March 2026" in text
    assert demo.versions.rules in text
    assert demo.page.sha256 in text
    assert "Country given: GB" in text
    assert "“Not found in our copy” does not mean that no trial exists" in text


def test_report_accuses_nobody(tree: Element) -> None:
    """No score, no motive, and no word that accuses."""
    text = _words(tree).lower()
    assert "it is no score" in text
    assert not [word for word in NEVER_SAID if word in text]


def test_nothing_is_loaded_and_nothing_runs(tree: Element) -> None:
    """No script, picture, frame, style sheet or font from anywhere; a policy forbids it as well."""
    loading = {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "video",
        "audio",
        "form",
        "base",
    }
    assert not [one.tag for one in tree.iter() if one.tag in loading]
    for one in tree.iter():
        assert not [
            name for name in one.attrib if name.startswith("on") or name in {"src", "style"}
        ]
    css = (TEMPLATES / "report.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css
    policy = next(m for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert (policy.get("content") or "").startswith("default-src 'none'")


def test_links_go_to_the_web_or_stay_inside(tree: Element) -> None:
    """Every link is http(s) or leads to an id that is there; each id stands once."""
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(set(ids)) == len(ids)
    for link in tree.iter("a"):
        href = link.get("href") or ""
        assert href.startswith(("https://", "http://")) or href.removeprefix("#") in ids
        assert _words(link)


def test_document_can_be_walked_without_eyes(tree: Element) -> None:
    """Language, one h1, no skipped level, a skip link first, labelled regions, table headers."""
    assert tree.get("lang") == "en"
    levels = [int(one.tag[1]) for one in tree.iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    body = tree.find("body")
    assert body is not None
    assert body[0].get("href") == "#content"
    ids = {one.get("id") for one in tree.iter()}
    labelled = [id_ for one in tree.iter() for id_ in one.get("aria-labelledby", "").split()]
    assert labelled
    assert set(labelled) <= ids
    assert {cell.get("scope") for cell in tree.iter("th")} == {"col", "row"}
    assert len(list(tree.iter("caption"))) == 1


def test_severity_is_said_in_words(tree: Element) -> None:
    """Colour is never the only sign: each card says in words how serious its reason is."""
    cards = [one for one in _by_class(tree, "card") if "level-" in (one.get("class") or "")]
    assert cards
    levels = {
        "level-0": "for information",
        "level-1": "minor",
        "level-2": "serious",
        "level-3": "most serious",
    }
    for card in cards:
        words = next(levels[name] for name in (card.get("class") or "").split() if name in levels)
        assert words in _words(card)


def _colours() -> dict[str, str]:
    css = (TEMPLATES / "report.css").read_text("utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", css))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground"),
    list(product(("ink", "soft", "link", "flag"), ("ground", "shade", "flag-ground"))),
)
def test_contrast_is_enough(ink: str, ground: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for every colour of text on every ground it may stand on."""
    colours = _colours()
    dark, light = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_hostile_page_is_only_text() -> None:
    """Markup, scripts and template signs of a page are shown as they are, and run nowhere."""
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    page = (
        f"<html><head><title>{escaped}</title></head><body><main><h1>Care {escaped}</h1>"
        f"<p>Stem cells cure autism in all children {escaped}.</p>"
        "<p>Our reception is open from nine to five on every day.</p></main></body></html>"
    )
    report = claimcheck.check_html(page, url='https://a.example/?q="><script>alert(1)</script>')
    tree = _tree(html.render(report))
    assert not list(tree.iter("script"))
    assert not list(tree.iter("img"))
    assert HOSTILE in _words(tree)
    assert "49" not in _words(next(tree.iter("h1")))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_other_addresses_are_words(report: Report, url: str) -> None:
    """An address that a browser must not follow is printed and not linked, wherever it stands."""
    bad = Source(title="A bad source", kind=SourceKind.GUIDANCE, url=url)
    first, *rest = report.claims
    finding = first.findings[0].model_copy(update={"sources": (bad,)})
    trials = {id_: trial.model_copy(update={"url": url}) for id_, trial in report.trials.items()}
    changed = report.model_copy(
        update={
            "page": report.page.model_copy(update={"url": url}),
            "claims": (first.model_copy(update={"findings": (finding,)}), *rest),
            "trials": trials,
        }
    )
    tree = _tree(html.render(changed))
    assert not [
        one for one in tree.iter("a") if not (one.get("href") or "").startswith(("#", "http"))
    ]
    assert "A bad source" in _words(tree)


def _saying(report: Report, words: str) -> Report:
    """The report with ``words`` wherever a page could put them; nothing is verified."""
    changed: dict[str, Any] = {"quote": words, "reason": words}
    claims = tuple(claim.model_copy(update=changed) for claim in report.claims)
    page = report.page.model_copy(update={"title": words, "url": f"https://a.example/{words}"})
    return report.model_copy(update={"claims": claims, "page": page})


@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_words_give_a_well_formed_document(report: Report, words: str) -> None:
    """Whatever a page says, a strict parser accepts the document and finds no other element."""
    plain = {str(one.tag) for one in _tree(html.render(_saying(report, "words"))).iter()}
    assert {str(one.tag) for one in _tree(html.render(_saying(report, words))).iter()} <= plain


def test_sober_answer_is_given_when_nothing_is_flagged() -> None:
    """Without a flag the report says so, and that a claim can be missed."""
    report = claimcheck.check_text(
        "The hospital has a library and a small garden for families.\n",
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    text = _words(_tree(html.render(report)))
    assert "No passage was flagged." in text
    assert "claims can be missed" in text


def test_html_is_deterministic(demo: Report) -> None:
    """The same report gives the same document."""
    assert html.render(demo) == html.render(demo.model_copy())
