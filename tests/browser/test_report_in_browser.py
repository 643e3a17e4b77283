"""The report, as a browser shows it after something was pasted into the field."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import claimcheck
from tests.browser.visits import Open, source

pytestmark = pytest.mark.browser

#: Stands beside a checkout and not in it.
_CLINIC_TEXT = Path(__file__).parents[3] / "shared" / "seeds" / "clinic_page.txt"
_IN_VIEW = (
    "one => { const at = one.getBoundingClientRect().top; return 0 <= at && at < innerHeight }"
)


def _marks(page: Page, kind: str) -> Locator:
    """Marks in the page's text; the key above it shows one of each kind."""
    return page.locator(f".page-text mark.{kind}")


def _number(link: Locator) -> str:
    return (link.get_attribute("href") or "").rpartition("-")[2]


def _expect_full_report(page: Page) -> None:
    # In larger letters stands what weighs most: a word against other care comes before the count.
    expect(page.locator(".bottom-line")).not_to_be_empty()
    expect(page.locator("section.short")).to_contain_text("say more than the trial records show")
    expect(_marks(page, "flagged").first).to_be_visible()
    reasons = page.locator("article.card")
    assert reasons.count() > 5
    for reason in reasons.all():
        expect(reason.get_by_text("Why:")).to_be_visible()
        expect(reason.locator("blockquote").first).to_be_visible()
    answered = page.locator("article.card blockquote").count()
    assert page.locator(".page-text .ref.flagged").count() == answered


@pytest.mark.parametrize("as_source", [True, False], ids=["source", "text"])
def test_pasting_a_page_gives_its_report(visit: Open, *, as_source: bool) -> None:
    """A page's source and its bare text both give the bottom line, the marks and the reasons."""
    html = source("demo_clinic")
    pasted = html if as_source else claimcheck.check_html(html).page.text
    _expect_full_report(visit().report(pasted))


def test_report_works_without_scripts(visit: Open) -> None:
    """With JavaScript switched off the report is the same, and its links still lead somewhere."""
    page = visit(scripts=False).report(source("demo_clinic"))
    _expect_full_report(page)
    link = page.locator(".ref.flagged").last
    link.click()
    expect(page.locator(f"#quote-{_number(link)}")).to_be_in_viewport()


def test_marks_lead_to_what_is_said_and_back(visit: Open) -> None:
    """Without scripts each mark leads to what is said, which comes into view, and back."""
    page = visit(scripts=False).report(source("demo_clinic"))
    links = page.locator(".page-text .ref").all()
    assert len(links) > 20
    for link in links:
        quote = page.locator(link.get_attribute("href") or "")
        link.click()
        if not quote.locator("blockquote").count():
            # A word alone is counted where it would be quoted; its mark leads there all the same.
            expect(quote).to_be_attached()
            continue
        expect(quote.locator("blockquote")).to_be_in_viewport()
        mark = quote.locator(".back").get_attribute("href") or ""
        quote.locator(".back").click()
        assert page.locator(mark).evaluate(_IN_VIEW)


def test_trials_that_were_named_before_are_folded(visit: Open) -> None:
    """What a trial found is told once in the open, and again only where a reader asks for it."""
    page = visit().report(source("demo_clinic"))
    for trial in ("NCT02847182", "NCT04089579"):
        lines = page.locator("article.card .trial-lines li", has_text=trial)
        assert lines.count() > 1
        assert [line.is_visible() for line in lines.all()].count(True) == 1


def test_sober_page_has_no_flag(visit: Open) -> None:
    """A page that says what the records say is told so in words, and nothing in it is flagged."""
    page = visit().report(source("sober_hospital"))
    expect(page.get_by_text("No passage was flagged.")).to_be_visible()
    expect(_marks(page, "flagged")).to_have_count(0)
    expect(page.locator("article.card")).to_have_count(0)
    expect(_marks(page, "agrees").first).to_be_visible()


@pytest.mark.skipif(not _CLINIC_TEXT.exists(), reason=f"{_CLINIC_TEXT.name} is not here")
def test_every_story_of_a_real_page_is_flagged(visit: Open) -> None:
    """On a text as clinics publish it, each of the six testimonials carries a flag."""
    text = _CLINIC_TEXT.read_text(encoding="utf-8")
    stories = [line for line in text.splitlines() if line.startswith("“")]
    assert len(stories) == 6
    page = visit().report(text)
    _expect_full_report(page)
    flagged = _marks(page, "flagged").all_inner_texts()
    assert [story for story in stories if not any(mark in story for mark in flagged)] == []
