"""What a reader is told first hangs on: how many passages, how grave, and what was not judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from claimcheck.schema import (
    ClaimType,
    EvidenceLevel,
    Finding,
    Hedge,
    Judgement,
    PageFinding,
    QuotedSpan,
    Trial,
    Verdict,
    VerdictWord,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.wording import bottom_line, reason_of
from tests.unit.verdicts.made_cases import condition, made, profile, treatment, trial
from tests.unit.verdicts.made_pages import each

_QUOTE = "So oxygen lifts autism."
_PAIR = (treatment("hbot", "oxygen"), condition("autism", "autism"))
_W = VerdictWord


def _finding(rule: str, severity: int = 2, trials: tuple[str, ...] = ()) -> Finding:
    return Finding(
        start=0,
        end=2,
        quote="So",
        rule=rule,
        version=1,
        severity=severity,
        message="It is said.",
        sources=(src.CAP_12,),
        trials=trials,
    )


def _verdict(*findings: Finding, word: VerdictWord = _W.GOES_BEYOND, **fields: Any) -> Verdict:
    gravest = max((finding.severity for finding in findings), default=0)
    known = {
        "claim": "c0",
        "verdict": word,
        "flagged": gravest > 0,
        "severity": gravest,
        "confidence": 0.9,
        "reason": "It is said.",
        "findings": findings,
    }
    return Verdict.model_validate({**known, **fields})


_PLAIN = _verdict(word=_W.NOT_CHECKABLE)
_LEFT = _verdict(word=_W.NOT_CHECKABLE, for_review=True)
_HELD_NONE = "We hold no trial records"
_UNMATCHED = _verdict(word=_W.NO_MATCH_IN_SNAPSHOT)


def _flag(rule: str = "EFF-07", severity: int = 2, trials: tuple[str, ...] = ()) -> Verdict:
    return _verdict(_finding(rule, severity, trials))


def _line(
    verdicts: Sequence[Verdict], page: Sequence[PageFinding] = (), *, held: bool = True
) -> str:
    """The summary of a page of whose treatment records are held."""
    pair = profile(registered=1 if held else 0, trials=("NCT00000001",) if held else ())
    claims = [made(_QUOTE, *_PAIR).claim] * len(verdicts)
    judgement = Judgement(verdicts=tuple(verdicts), page_findings=tuple(page))
    return bottom_line(claims, judgement, {("hbot", "autism"): pair})


def _of_page(rule: str, severity: int = 2, spans: int = 0) -> PageFinding:
    places = tuple(QuotedSpan(start=n, end=n + 1, quote="x") for n in range(spans))
    return PageFinding(
        rule=rule,
        version=1,
        severity=severity,
        message="It is said.",
        sources=(src.CAP_12,),
        spans=places,
    )


@pytest.mark.parametrize(
    "rule",
    each("", "NUM-08|TES-06|TES-07|TRI-01|TRI-03|TRI-08|TRI-11|TRI-13|TRI-14|TRI-15|REG-01|PRE-01",
         ""),
)  # fmt: skip
def test_a_message_that_names_its_records_or_needs_none_stands_alone(rule: str) -> None:
    """After others what the records show is told."""
    case = made(_QUOTE, *_PAIR, profiles=(profile(),))
    assert reason_of(case, _W.GOES_BEYOND, (_finding(rule),)) == "It is said."
    for other in ("EFF-07", "NUM-06", "TES-01", "TRI-02"):
        told = reason_of(case, _W.GOES_BEYOND, (_finding(other),))
        assert told.startswith("It is said. For hyperbaric oxygen in autism")
    unknown = made(_QUOTE)
    assert reason_of(unknown, _W.GOES_BEYOND, (_finding("EFF-07"),)) == "It is said."


_AUTHORITY, _APPROVAL, _HURRY = ClaimType.AUTHORITY, ClaimType.REGULATORY, ClaimType.URGENCY


@pytest.mark.parametrize(
    ("types", "settled"),
    [
        ((_AUTHORITY,), False),
        ((_AUTHORITY, _APPROVAL, _HURRY), False),
        ((_AUTHORITY, ClaimType.EFFICACY), True),
    ],
)
def test_what_records_cannot_settle_is_said_so(
    types: tuple[ClaimType, ...], *, settled: bool
) -> None:
    """Experts, approvals and hurry, alone or all at once."""
    told = reason_of(made(_QUOTE, types=types), _W.NOT_CHECKABLE, ())
    assert (
        told != "Trial records cannot settle this, and its wording sets off no rule."
    ) is settled


def test_a_page_without_a_claim_may_say_much_as_a_whole() -> None:
    """Or advise against a medicine; else nothing is said for it or against it."""
    none = "We found no claim about a treatment on this page."
    assert _line(()) == f"{none} That does not make it good or bad."
    none = "We found no claim about a treatment to set beside trial records."
    stops = _line((), (_of_page("EFF-15", 3),))
    assert stops.startswith("Words on this page can be read as advice to stop")
    assert stops.endswith(f" {none}")
    whole = _line((), (_of_page("SAF-09"),))
    assert whole == f"Taken as a whole, the page raises one point to ask about. {none}"
    words = _line((), (_of_page("SAF-09", spans=1),))
    assert words == f"The words of this page raise one serious point to ask about. {none}"


@pytest.mark.parametrize(("spans", "told"), [(1, False), (2, True)])
def test_one_passage_may_only_run_down_a_rival(spans: int, *, told: bool) -> None:
    """Two speak against other care."""
    line = _line((_PLAIN,), (_of_page("EFF-17", spans=spans),))
    assert ("speak against other care" in line) is told


@pytest.mark.parametrize(
    ("left", "all_", "told"),
    [(3, 8, True), (2, 8, False), (2, 4, True), (1, 3, False), (0, 3, False)],
)
def test_what_was_left_to_a_person_is_told_where_it_is_much(
    left: int, all_: int, *, told: bool
) -> None:
    """Three passages, or half of them."""
    line = _line([_LEFT] * left + [_PLAIN] * (all_ - left))
    assert ("left for a person to read" in line) is told


@pytest.mark.parametrize(("unmatched", "all_", "told"), [(2, 6, True), (2, 7, False), (3, 8, True)])
def test_what_has_no_record_is_told_where_it_is_a_third(
    unmatched: int, all_: int, *, told: bool
) -> None:
    """Fewer may be names of single pills."""
    line = _line([_UNMATCHED] * unmatched + [_PLAIN] * (all_ - unmatched))
    assert ("no trial in our copy to set" in line) is told


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ((_flag(),), "trial records show, and it is a serious one."),
        ((_flag(), _flag()), "2 passages on this page say more than the trial records show, both"),
        ((_flag(),) * 3, "all of them seriously."),
        ((_flag(), _flag(), _flag(severity=1)), "2 of them seriously."),
        ((_flag(), _flag("REG-01", 2)), "passage should be asked about, and it is a serious one."),
        ((_flag(), _flag("REG-01", 1)), "serious one. 1 more passage should be asked about."),
        ((_flag("REG-01", 2), _flag("REG-01", 1), _flag(severity=1)), ", 1 of them seriously."),
        (
            (_flag("REG-01", 2), _flag(severity=1), _flag(severity=1)),
            "2 passages on this page say more than the trial records show, none of them seriously.",
        ),
        ((_flag("REG-01"),), "should be asked about, and it is a serious one."),
        ((_flag("REG-01", trials=("NCT00000001",)),), "records show, and it is a serious one."),
        (
            (_verdict(_finding("REG-01"), _finding("EFF-07", 0)),),
            "should be asked about, and it is a serious one.",
        ),
        ((_flag("TES-06"),), "should be asked about, and it is a serious one."),
        ((_flag("SAF-01"),), "should be asked about, and it is a serious one."),
        ((_flag("TRI-01"),), "should be asked about, and it is a serious one."),
        ((_flag("SAF-01", trials=("NCT00000001",)),), "says more than the trial records show"),
    ],
)
def test_what_goes_beyond_the_records_is_counted_by_its_weight(
    verdicts: tuple[Verdict, ...], words: str
) -> None:
    """And parted from what is only to be asked about."""
    assert words in _line(verdicts)


def test_without_records_only_the_wording_was_judged() -> None:
    """Whatever rule a passage breaks."""
    told = _line((_flag(),), held=False)
    assert told.startswith(
        "1 passage on this page should be asked about, and it is a serious one. We hold no"
    )


def test_a_possibility_sets_off_no_rule() -> None:
    """It is worded as one."""
    told = reason_of(made(_QUOTE, hedge=Hedge.WEAK), _W.NOT_CHECKABLE, ())
    assert told == "It is worded with some reserve and sets off no rule."
    high = {"best_level": EvidenceLevel.HIGH, "judged": EvidenceLevel.HIGH}
    case = made(f"{_QUOTE} It is safe.", *_PAIR, profiles=(profile(**high),), hedge=Hedge.WEAK)
    assert reason_of(case, _W.NOT_CHECKABLE, ()).startswith("Adequate controlled trials support")


_HIGH = {"best_level": EvidenceLevel.HIGH, "judged": EvidenceLevel.HIGH}
_ADDS = f"{_QUOTE} It is safe."
_SET_OFF = "We could not settle this from the records, and its wording sets off no rule."


@pytest.mark.parametrize(
    ("word", "words"),
    [
        (_W.MATCHES, "It says what the record shows."),
        (_W.DISCLAIMER, "The page limits or denies a claim here."),
        (_W.NO_MATCH_IN_SNAPSHOT, "For hyperbaric oxygen in autism"),
        (_W.REGISTERED_NO_RESULTS, "For hyperbaric oxygen in autism"),
        (_W.GOES_BEYOND, "For hyperbaric oxygen in autism"),
        (_W.NOT_CHECKABLE, _SET_OFF),
    ],
)
def test_a_word_has_its_reason(word: VerdictWord, words: str) -> None:
    """What is held, or why nothing is settled; a finding without weight changes none of it."""
    fields = _HIGH if word is _W.MATCHES else {}
    case = made(_QUOTE, *_PAIR, profiles=(profile(**fields),))
    assert reason_of(case, word, ()).startswith(words)
    assert reason_of(case, word, (_finding("EFF-07", 0),)) == reason_of(case, word, ())


def test_only_a_supported_benefit_of_its_pair_is_told_with_what_was_added() -> None:
    """Not where records leave it open, of another claim, or where the pair is not named."""
    shown = (profile(**_HIGH),)
    added = "Adequate controlled trials support"
    assert reason_of(made(_ADDS, *_PAIR, profiles=shown), _W.NOT_CHECKABLE, ()).startswith(added)
    for case in (
        made(_ADDS, *_PAIR, profiles=(profile(),)),
        made(_ADDS, *_PAIR, profiles=shown, types=(ClaimType.MECHANISM,)),
        made("So oxygen for autism, safe", *_PAIR, profiles=shown),
    ):
        assert reason_of(case, _W.NOT_CHECKABLE, ()) == _SET_OFF


@pytest.mark.parametrize("rule", ["EFF-11", "EFF-15"])
@pytest.mark.parametrize(("severity", "words"), [(3, "can be read as advice"), (2, "suggest that")])
def test_what_can_make_somebody_stop_a_medicine_comes_first(
    rule: str, severity: int, words: str
) -> None:
    """On a passage or on the page; the graver in plainer words."""
    assert _line((_flag(rule, severity),)).startswith(f"Words on this page {words}")
    assert _line((_PLAIN,), (_of_page(rule, severity),)).startswith(f"Words on this page {words}")
    assert not _line((_flag("EFF-07", severity),)).startswith("Words")


def test_passages_against_care_are_counted_alone() -> None:
    """Places of another finding are none of them."""
    page = (_of_page("EFF-17", spans=1), _of_page("SAF-09", spans=3))
    assert "speak against other care" not in _line((_PLAIN,), page)


@pytest.mark.parametrize(
    ("verdicts", "page", "points"),
    [
        ((_PLAIN,), ("SAF-09",), "one point"),
        ((_PLAIN,), ("SAF-09", "EFF-09"), "2 points"),
        ((_PLAIN,), ("SAF-09", "EFF-15"), "one point"),
        ((_PLAIN,), ("EFF-15",), None),
        ((_flag(severity=1),), ("SAF-09",), "one point"),
        ((_flag(severity=2),), ("SAF-09",), None),
        ((_flag(severity=3),), ("SAF-09",), None),
    ],
)
def test_the_whole_is_told_where_no_passage_weighs(
    verdicts: tuple[Verdict, ...], page: tuple[str, ...], points: str | None
) -> None:
    """What can stop a medicine was told before."""
    told = _line(verdicts, [_of_page(rule) for rule in page])
    assert (f"as a whole, the page raises {points} to ask" in told) is bool(points)
    assert ("as a whole" in told) is bool(points)


@pytest.mark.parametrize(
    ("verdicts", "held", "words"),
    [
        ((_flag(severity=1),), True, "By itself, 1 passage deserves a question."),
        ((_flag(severity=1),) * 2, True, "By themselves, 2 passages deserve a question."),
        (
            (_flag(severity=1), _LEFT, _LEFT, _LEFT),
            True,
            "By itself, 1 passage deserves a question, but 3 passages were left for a person",
        ),
        ((_PLAIN,), True, "No passage was flagged by itself."),
        ((_LEFT,), True, "No passage was flagged by itself, but 1 passage was left for a person"),
        ((_flag(severity=1),), False, f"By itself, 1 passage deserves a question. {_HELD_NONE}"),
        ((_PLAIN,), False, f"No passage was flagged by itself. {_HELD_NONE}"),
    ],
)
def test_grave_words_of_the_page_are_told_before_what_is_flagged(
    verdicts: tuple[Verdict, ...], words: str, *, held: bool
) -> None:
    """Where they are shown and no flag weighs; nothing then says that the page is within bounds."""
    told = _line(verdicts, [_of_page("SAF-09", spans=1)], held=held)
    assert told.startswith(f"The words of this page raise one serious point to ask about. {words}")
    two = [_of_page(rule, spans=1) for rule in ("SAF-09", "TES-13", "EFF-15")]
    two.append(_of_page("SAF-03"))
    assert "The words of this page raise 2 serious points to ask about." in _line(verdicts, two)
    for others in ([_of_page("SAF-03")], [_of_page("PRE-10", 1, spans=1)]):
        assert "The words of this page" not in _line(verdicts, others, held=held)
    grave = (_flag(severity=2), *verdicts)
    assert "The words of this page" not in _line(grave, [_of_page("SAF-09", spans=1)], held=held)


@pytest.mark.parametrize(
    ("verdicts", "held", "words"),
    [
        ((_flag(severity=1),), True, "beyond the trial records; 1 passage deserves a question."),
        (
            (_flag(severity=1),) * 2,
            True,
            "beyond the trial records; 2 passages deserve a question.",
        ),
        (
            (_flag(severity=1),),
            False,
            "1 passage deserves a question, and nothing graver was found.",
        ),
        (
            (_verdict(_finding("EFF-07"), flagged=False), _flag(severity=1)),
            True,
            "beyond the trial records; 1 passage deserves a question.",
        ),
        ((_PLAIN,), True, "We found no passage on this page that goes beyond the trial records."),
        ((_PLAIN,), False, "only its wording was judged. Nothing in it was flagged."),
        ((_UNMATCHED,), False, "Nothing in it was flagged."),
        ((_LEFT,), True, "were not sure of any passage. 1 passage was left for a person to read."),
        ((_LEFT,) * 2, True, "2 passages were left for a person to read."),
        ((_verdict(word=_W.MATCHES), _PLAIN), True, "goes beyond the trial records."),
        (
            (_verdict(word=_W.MATCHES),) * 2,
            True,
            "goes beyond the trial records, and 2 passages agree with them.",
        ),
    ],
)
def test_little_or_nothing_that_is_flagged_is_told_as_that(
    verdicts: tuple[Verdict, ...], words: str, *, held: bool
) -> None:
    """With what agrees, and with what was not judged."""
    assert words in _line(verdicts, held=held)


_OPEN = "taken together, whether it helps is very uncertain."


def test_the_summary_closes_with_what_the_flagged_passages_are_about() -> None:
    """However many others speak of something else."""
    skin = condition("psoriasis", "psoriasis")
    claims = [
        made(_QUOTE, *_PAIR).claim,
        made(_QUOTE, *_PAIR).claim,
        made("So oxygen lifts psoriasis.", _PAIR[0], skin).claim.model_copy(update={"id": "c1"}),
    ]
    verdicts = (_PLAIN, _PLAIN, _flag().model_copy(update={"claim": "c1"}))
    profiles = {("hbot", one): profile("hbot", one) for one in ("autism", "psoriasis")}
    line = bottom_line(claims, Judgement(verdicts=verdicts), profiles)
    assert line.endswith(f"For hyperbaric oxygen in psoriasis or eczema, {_OPEN}")


@pytest.mark.parametrize(
    ("trials", "people"),
    [
        (None, "90 people planned"),
        ((trial(enrollment={"count": 90, "type": "ACTUAL"}),), "90 people)"),
    ],
)
def test_people_of_a_trial_may_only_be_planned(
    trials: tuple[Trial, ...] | None, people: str
) -> None:
    """Its record tells, where it is at hand."""
    pair = profile(trials=("NCT00000001",), with_results=0, best_level=EvidenceLevel.NONE,
                   largest_controlled={"trial": "NCT00000001", "enrollment": 90})  # fmt: skip
    told = {one.id: one for one in trials} if trials else None
    claims = [made(_QUOTE, *_PAIR).claim]
    line = bottom_line(claims, Judgement(verdicts=(_PLAIN,)), {("hbot", "autism"): pair}, told)
    assert people in line
