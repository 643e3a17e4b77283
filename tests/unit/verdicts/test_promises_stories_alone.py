"""When mere stories are all that goes too far on a page, and what beside them makes them count."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from claimcheck.schema import (
    EvidenceProfile,
    Finding,
    PageFinding,
    QuotedSpan,
    Verdict,
    VerdictWord,
)
from claimcheck.settings import WORDS_OF_A_PAGE
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.stories_alone import are_alone
from tests.unit.verdicts.made_cases import condition, made, profile, treatment

_TOLD = "With oxygen his autism got better."
_STORY = {"TES-01": 1}
_LOOKED_UP = (profile(),)


def _told(
    rules: Mapping[str, int] = _STORY,
    profiles: tuple[EvidenceProfile, ...] = (),
    words: int = WORDS_OF_A_PAGE,
    *,
    flagged: bool = True,
) -> tuple[Case, Verdict]:
    """A passage on a page of so many words, and the rules that fired on it with their weight."""
    rest = " ".join(["lake"] * (words - len(_TOLD.split())))
    case = made(
        _TOLD,
        treatment("hbot", "oxygen"),
        condition("autism", "autism"),
        profiles=profiles,
        above=(rest,),
    )
    claim = case.claim
    findings = tuple(
        Finding(
            start=claim.start,
            end=claim.end,
            quote=claim.quote,
            rule=rule,
            version=1,
            severity=severity,
            message="It is told.",
            sources=(src.CAP_12,),
        )
        for rule, severity in rules.items()
    )
    verdict = Verdict(
        claim=claim.id,
        verdict=VerdictWord.GOES_BEYOND,
        flagged=flagged,
        severity=max(rules.values(), default=0),
        confidence=0.9,
        reason="It is told.",
        findings=findings,
    )
    return case, verdict


def _of_page(rule: str, severity: int, *, placed: bool = True) -> PageFinding:
    """A remark on the page as a whole, with a place on the page or without one."""
    place = QuotedSpan(start=0, end=4, quote="lake")
    return PageFinding(
        rule=rule,
        version=1,
        severity=severity,
        message="It is said.",
        sources=(src.CAP_12,),
        spans=(place,) if placed else (),
    )


def _alone(*told: tuple[Case, Verdict], beside: tuple[PageFinding, ...] = ()) -> bool:
    return are_alone([case for case, _ in told], [verdict for _, verdict in told], beside)


def test_stories_of_care_without_a_record_are_alone_where_nothing_else_is_flagged() -> None:
    """One or several of them; on a page without a claim or without a flag there is none."""
    assert _alone(_told())
    assert _alone(_told(), _told({"TES-01": 1, "TES-07": 1}))
    assert not _alone()
    assert not _alone(_told({}, flagged=False))


def test_a_text_too_short_for_a_page_may_be_a_part_of_one_that_says_more() -> None:
    """From the length of a page on, stories are alone on it."""
    assert _alone(_told(words=WORDS_OF_A_PAGE))
    assert not _alone(_told(words=WORDS_OF_A_PAGE - 1))


def test_one_story_of_care_that_was_looked_up_in_vain_makes_all_count() -> None:
    """Whoever sells such care is no dentist."""
    assert not _alone(_told(profiles=_LOOKED_UP))
    assert not _alone(_told(), _told(profiles=_LOOKED_UP))
    assert not _alone(_told(profiles=_LOOKED_UP), _told())


@pytest.mark.parametrize("rules", [{"TES-05": 2}, {"TES-12": 3}, {"EFF-07": 1}])
def test_a_child_s_first_word_or_another_sort_of_flag_makes_stories_count(
    rules: dict[str, int],
) -> None:
    """On the story itself or on another passage, whichever comes first."""
    assert not _alone(_told(rules))
    assert not _alone(_told(), _told(rules))
    assert not _alone(_told(rules), _told())
    assert not _alone(_told(_STORY | rules))


def test_what_is_not_flagged_makes_no_story_count() -> None:
    """A passage left for a person, and a finding on a story that finds no fault."""
    grave = _told({"EFF-07": 3}, profiles=_LOOKED_UP, flagged=False)
    assert _alone(grave, _told())
    assert _alone(_told(), grave)
    assert _alone(_told({"TES-01": 1, "CMB-06": 0}))


@pytest.mark.parametrize("severity", [2, 3])
def test_a_serious_remark_on_another_place_of_the_page_makes_stories_count(severity: int) -> None:
    """A slight one does not, nor one on stories, nor one on what the page leaves out."""
    slight, told = _of_page("PRE-07", 1), _of_page("TES-02", severity)
    left_out = _of_page("SAF-03", severity, placed=False)
    assert _alone(_told(), beside=(slight, told, left_out))
    serious = _of_page("PRE-07", severity)
    assert not _alone(_told(), beside=(serious,))
    assert not _alone(_told(), beside=(slight, told, left_out, serious))
