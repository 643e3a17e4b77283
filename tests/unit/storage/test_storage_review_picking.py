"""What enters the queue is asked once, and holds what nobody may overlook."""

from __future__ import annotations

import pytest

from claimcheck.review.standing import ON_WORDS
from claimcheck.schema import (
    Choice,
    ClaimType,
    PageFinding,
    QuotedSpan,
    Report,
    ReviewState,
    Source,
    SourceKind,
    VerdictWord,
)
from claimcheck.storage import ServiceStore
from claimcheck.storage.cache import copy_key
from claimcheck.storage.reviewpicking import picked
from tests.unit.storage.kit import OWNER
from tests.unit.storage.reviewkit import decide, keep, moderator, report_of, waiting

_STOP = "You can stop risperidone once the cells have settled."
_GUIDE = Source(title="A guide for advertisers", kind=SourceKind.GUIDANCE)


def _remarked(report: Report, quote: str, *, rule: str = "EFF-15", severity: int = 3) -> Report:
    start = report.page.text.index(quote)
    remark = PageFinding(
        rule=rule,
        version=1,
        severity=severity,
        message="This can be read as advice to stop a medicine.",
        sources=(_GUIDE,),
        spans=(QuotedSpan(start=start, end=start + len(quote), quote=quote),),
    )
    return report.model_copy(update={"page_findings": (remark,)})


@pytest.mark.parametrize("url", ["https://clinic.example/", None])
def test_a_repeat_brings_nothing_new(desk: ServiceStore, url: str | None) -> None:
    """Four answers with one report ask four times less."""
    report = report_of(url=url)
    ids = [keep(desk, report), *(keep(desk, report, cache_key=copy_key("a key")) for _ in "abc")]
    assert [desk.reviews.take_in(id_, owner=OWNER) for id_ in ids] == [3, 0, 0, 0]
    assert len(waiting(desk)) == 3


def test_what_was_decided_of_a_pasted_text_is_not_asked_again(desk: ServiceStore) -> None:
    """It has no address by which the decision could be carried over."""
    report = report_of(url=None)
    desk.reviews.take_in(keep(desk, report), owner=OWNER)
    decide(desk, waiting(desk)[0], moderator(desk), Choice.UNFLAG)
    desk.reviews.take_in(keep(desk, report, cache_key=copy_key("a key")), owner=OWNER)
    assert len(waiting(desk)) == 2


def test_another_text_or_opinion_is_asked_about(desk: ServiceStore) -> None:
    """Only the same words in the same page, of which the same is said, are a repeat."""
    told = ("Our cells cure autism.", 3)
    desk.reviews.take_in(keep(desk, report_of([told])), owner=OWNER)
    for other in (
        report_of([told], types=(ClaimType.CURE,)),
        report_of([told, ("A new line.", 0)], url="https://clinic.example/other"),
    ):
        assert desk.reviews.take_in(keep(desk, other), owner=OWNER) == 1


def test_equal_words_of_one_report_are_asked_about_once() -> None:
    """A sentence that a page repeats is one question; the same words read otherwise are another."""
    told = [("Our cells cure autism.", 3)] * 9 + [("Our cells cure autism.", -1)]
    assert [one.start for one in picked(report_of(told))] == [0, 9 * len(told[0][0]) + 9]


def test_words_that_a_grave_remark_points_to_wait_as_a_flag(desk: ServiceStore) -> None:
    """The most dangerous sentence of a page is read by a person, though no rule flagged it."""
    report = _remarked(report_of([("It calms.", 0), (_STOP, 0)]), _STOP)
    desk.reviews.take_in(keep(desk, report), owner=OWNER)
    [passage] = waiting(desk, rule="EFF-15", min_severity=3)
    assert (passage.quote, passage.machine.flagged, passage.machine.severity) == (_STOP, True, 3)
    assert "advice to stop a medicine" in passage.machine.reason
    done = decide(desk, passage, moderator(desk), Choice.CONFIRM)
    assert done.state is ReviewState.DECIDED


def test_words_that_nobody_read_as_a_claim_wait_too(desk: ServiceStore) -> None:
    """A remark finds advice to stop a medicine by its words alone."""
    report = report_of([("It calms.", 0), (_STOP, 0)])
    report = _remarked(report.model_copy(update={"claims": report.claims[:1]}), _STOP)
    desk.reviews.take_in(keep(desk, report), owner=OWNER)
    [passage] = waiting(desk)
    assert (passage.quote, passage.machine.types) == (_STOP, ())
    assert passage.prefix == "It calms.\n"
    assert passage.machine.rules == ("EFF-15",)


@pytest.mark.parametrize(
    ("rule", "severity"), [("EFF-15", 2), ("CMB-02", 3), ("TRI-02", 3), ("TES-03", 1)]
)
def test_other_remarks_bring_nothing(rule: str, severity: int) -> None:
    """A remark that is not grave, or speaks of a pair, makes no flag of either passage."""
    assert rule not in ON_WORDS or severity < 3
    report = _remarked(report_of([(_STOP, 0)]), _STOP, rule=rule, severity=severity)
    assert picked(report) == []


def test_a_caution_that_is_credited_is_no_question() -> None:
    """What the program counts for the page is not asked about as if it were flagged."""
    report = report_of([(_STOP, 0)])
    credited = report.claims[0].model_copy(update={"verdict": VerdictWord.DISCLAIMER})
    report = report.model_copy(update={"claims": (credited,)})
    assert picked(_remarked(report, _STOP)) == []
