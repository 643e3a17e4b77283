"""A share that a page claims, beside the shares that records count: inside, outside, or apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from claimcheck.schema import (
    APART,
    ConceptKind,
    Figure,
    FigureBound,
    FigureComparison,
    FigureKind,
    FigureLimit,
    FigureStanding,
    FigureUnit,
    MentionOrigin,
    PrimaryResult,
    Trial,
)
from claimcheck.text import fold
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import of_condition, of_other_condition
from claimcheck.verdicts.shares import Share, shares_of
from claimcheck.vocabulary import Vocabulary

#: A page prints rounded shares: "67%" is not more than 8 of 12.
ROUNDING = 0.5
_WHOLE = 100.0
#: Comparisons of one figure that a reader is shown.
_SHOWN = 3
_MONTHS = {"day": 12 / 365, "week": 12 / 52, "month": 1.0, "year": 12.0}
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12,
}  # fmt: skip
_SPELL = re.compile(
    rf"\b(?P<low>\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})(?:\s*(?:-|to)\s*(?P<high>\d+(?:\.\d+)?))?\s*"
    r"(?P<unit>day|week|month|year)s?\b|\bday (?P<day>\d+)"
)
_UP_TO = re.compile(r"\b(?:within|up to|in as little as|in the first)\b")
#: Two times are the same when they are this near to each other.
_NEAR = 1.25
#: Outcomes that take in others: improvement in general.
_GENERAL = re.compile(
    r"\b(?:cgi|global|overall|general|measures|scores?|symptoms?|any improvement|response|"
    r"responders?|remission|isaa|improved)\b"
)


def is_share(figure: Figure) -> bool:
    """Whether a figure of the page says which share of people was helped."""
    return figure.kind is FigureKind.RESPONDERS and figure.unit is FigureUnit.PERCENT


def comparisons(case: Case, figure: Figure) -> tuple[FigureComparison, ...]:
    """The figure beside the nearest shares in records of the claim's pairs and one null trial.

    Comparable shares come first, the nearest of them first; at most ``_SHOWN`` of all, then the
    largest trial with a comparison group that missed its main goal. Empty for other figures.
    """
    shown = beside_all(case, figure)[:_SHOWN]
    missed = _missed(case, figure, {one.trial for one in shown}) if is_share(figure) else ()
    return (*shown, *missed)


def beside_all(case: Case, figure: Figure) -> tuple[FigureComparison, ...]:
    """The figure beside every share in records of the claim's pairs, comparable ones first."""
    if not is_share(figure):
        return ()
    ids = dict.fromkeys(
        id_
        for profile in of_condition(case)
        for id_ in profile.trials
        if not of_other_condition(case, id_)
    )
    beside = [
        _beside(case, figure, case.trials[id_], share)
        for id_ in ids
        for share in shares_of(case.trials[id_])
    ]
    beside.sort(key=lambda one: (bool(APART & set(one.limits)), _distance(one), one.trial))
    return tuple(beside)


def standing_of(figure: Figure, percent: float) -> FigureStanding:
    """``OUTSIDE`` when even the least that is claimed is more than ``percent``, else ``INSIDE``."""
    least = figure.lo if figure.lo is not None else figure.hi
    beyond = least is not None and least > percent + ROUNDING
    return FigureStanding.OUTSIDE if beyond else FigureStanding.INSIDE


def both_frames(figure: Figure) -> str:
    """The share as the page counts it, and the rest: of its own exact number, or of a hundred."""
    some_of, all_of = figure.numerator, figure.denominator
    exact = figure.bound is FigureBound.EXACT
    if exact and some_of is not None and all_of is not None and some_of <= all_of:
        told = f"{some_of:,} of {all_of:,}, and for the other {all_of - some_of:,} it is not so"
        return f"As the page counts it, that is {told}."
    low, high = figure.lo, figure.hi
    if low is None:
        some, others = f"at most {high:g}", f"{_WHOLE - (high or 0):g} or more"
    elif high is None or figure.bound is FigureBound.AT_LEAST:
        some, others = f"{low:g} or more", f"at most {_WHOLE - low:g}"
    elif low == high:
        some, others = f"{high:g}", f"{_WHOLE - high:g}"
    else:
        some, others = f"{low:g} to {high:g}", f"{_WHOLE - high:g} to {_WHOLE - low:g}"
    return f"As the page counts it, that is {some} of 100; for {others} of 100 it is not so."


def _distance(one: FigureComparison) -> float:
    ends = [end for end in (one.claimed_low, one.claimed_high) if end is not None]
    return abs((one.percent or 0) - sum(ends) / len(ends)) if ends else 0.0


def _beside(case: Case, figure: Figure, trial: Trial, share: Share) -> FigureComparison:
    limits = tuple(dict.fromkeys(_limits(case, figure, trial, share)))
    apart = APART & set(limits)
    standing = FigureStanding.INCOMPARABLE if apart else standing_of(figure, share.percent)
    return FigureComparison(
        start=figure.start,
        end=figure.end,
        raw=figure.raw,
        claimed_low=figure.lo,
        claimed_high=figure.hi,
        trial=share.trial,
        arm=share.arm or (None if share.control else "all who were treated"),
        control=share.control,
        outcome=share.outcome,
        time_frame=share.time,
        improved=share.improved,
        of_how_many=share.people,
        percent=share.percent,
        recorded=share.words,
        standing=standing,
        limits=limits,
        why=_why(standing, limits),
    )


def _limits(case: Case, figure: Figure, trial: Trial, share: Share) -> Iterator[FigureLimit]:
    if not _same_product(case, trial):
        yield FigureLimit.OTHER_PRODUCT
    yield from _outcome_limits(case, share)
    yield from _time_limits(figure.time_frame or case.claim.time_frame, share.time)
    if figure.denominator is None:
        yield FigureLimit.PAGE_HAS_NO_DENOMINATOR
    if share.people is None:
        yield FigureLimit.RECORD_HAS_NO_DENOMINATOR
    inside = standing_of(figure, share.percent) is FigureStanding.INSIDE
    if inside and figure.hi is not None and figure.hi > share.percent + ROUNDING:
        yield FigureLimit.UPPER_END_HIGHER
    if share.control is None:
        yield FigureLimit.NO_COMPARISON_GROUP
    if not share.confirmed:
        yield FigureLimit.NOT_CONFIRMED


def _same_product(case: Case, trial: Trial) -> bool:
    """Whether the record is of what the page names, of a kind of it, or of its whole class."""
    claimed = case.claim.concept_id(ConceptKind.INTERVENTION)
    is_a = case.vocabulary.is_a
    if claimed is None:
        return True
    return any(is_a(own, claimed) or is_a(claimed, own) for own in trial.interventions)


def _outcome_limits(case: Case, share: Share) -> Iterator[FigureLimit]:
    named = [m for m in case.claim.concepts if m.kind is ConceptKind.OUTCOME]
    if not named or named[0].origin is MentionOrigin.PAGE:
        yield FigureLimit.OUTCOME_NOT_SAID
        return
    counted = _outcomes_in(case.vocabulary, share.outcome or "")
    is_a = case.vocabulary.is_a
    claimed = named[0].concept
    if any(is_a(one, claimed) or is_a(claimed, one) for one in counted):
        return
    general = share.outcome is None or _GENERAL.search(fold(share.outcome))
    yield FigureLimit.WIDER_OUTCOME if general or not counted else FigureLimit.OTHER_OUTCOME


def _outcomes_in(vocabulary: Vocabulary, words: str) -> set[str]:
    text = fold(words)
    return {
        concept.id
        for concept in vocabulary.of_kind(ConceptKind.OUTCOME)
        if concept.aliases and _any_of(concept.aliases).search(text)
    }


@functools.cache
def _any_of(aliases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, aliases))})\b")


def _time_limits(claimed: str | None, recorded: str | None) -> Iterator[FigureLimit]:
    page = _months(claimed or "")
    if page is None:
        yield FigureLimit.TIME_NOT_SAID
        return
    record = _months(recorded or "")
    if record and not (page[0] <= record[1] * _NEAR and record[0] <= page[1] * _NEAR):
        yield FigureLimit.OTHER_TIME


def _months(words: str) -> tuple[float, float] | None:
    """The span of time that words give, in months; ``None`` when they give none."""
    text = fold(words)
    found = _SPELL.search(text)
    if found is None:
        return None
    if found["day"]:
        days = float(found["day"]) * _MONTHS["day"]
        return days, days
    low = float(_NUMBERS.get(found["low"]) or found["low"])
    high = float(found["high"]) if found["high"] else low
    scale = _MONTHS[found["unit"]]
    begin = 0.0 if _UP_TO.search(text) and not found["high"] else low * scale
    return begin, max(low, high) * scale


def _missed(case: Case, figure: Figure, shown: Iterable[str]) -> Iterator[FigureComparison]:
    """The largest controlled trial that missed its main goal: what stands beside the shares."""
    missed = {id_ for profile in of_condition(case) for id_ in profile.primary_not_met}
    ids = {id_ for id_ in missed - set(shown) if not of_other_condition(case, id_)}
    trials = sorted((case.trials[id_] for id_ in ids), key=lambda one: (-one.size, one.id))
    for trial in trials[:1]:
        results = [
            result for result in trial.standing_results if result.primary is PrimaryResult.NOT_MET
        ]
        if not results:
            continue
        confirmed = any(result.confirmed for result in results)
        doubt = () if confirmed else (FigureLimit.NOT_CONFIRMED,)
        limits = (FigureLimit.NO_SHARE, *doubt)
        first = trial.primary_outcomes[0] if trial.primary_outcomes else None
        yield FigureComparison(
            start=figure.start,
            end=figure.end,
            raw=figure.raw,
            claimed_low=figure.lo,
            claimed_high=figure.hi,
            trial=trial.id,
            outcome=first.measure if first else None,
            time_frame=first.time_frame if first else None,
            of_how_many=trial.size or None,
            recorded=results[0].summary,
            standing=FigureStanding.INCOMPARABLE,
            limits=limits,
            why=_why(FigureStanding.INCOMPARABLE, limits),
        )


def _why(standing: FigureStanding, limits: tuple[FigureLimit, ...]) -> str:
    said = "; ".join(_limit_words(limit) for limit in limits)
    match standing:
        case FigureStanding.INSIDE:
            first = "The page's figure is not higher than the record's"
        case FigureStanding.OUTSIDE:
            first = "The page's figure is higher than the record's"
        case FigureStanding.INCOMPARABLE:
            first = "The two figures cannot be compared"
        case _:
            assert_never(standing)
    if not said:
        return f"{first}."
    if standing is FigureStanding.INCOMPARABLE:
        return f"{first}: {said}."
    return f"{first}. What this leaves open: {said}."


def _limit_words(limit: FigureLimit) -> str:
    match limit:
        case FigureLimit.OTHER_OUTCOME:
            return "they are of different outcomes"
        case FigureLimit.OTHER_TIME:
            return "they were measured at different times"
        case FigureLimit.OTHER_PRODUCT:
            return "the record is of another product"
        case FigureLimit.NO_SHARE:
            return (
                "the record compares groups, did not reach its main goal, and counts no share of "
                "people who improved"
            )
        case FigureLimit.WIDER_OUTCOME:
            return "the record counts improvement in general and not this outcome alone"
        case FigureLimit.OUTCOME_NOT_SAID:
            return "the page does not say what improved"
        case FigureLimit.TIME_NOT_SAID:
            return "the page does not say when it was measured"
        case FigureLimit.PAGE_HAS_NO_DENOMINATOR:
            return "the page does not say of how many people"
        case FigureLimit.RECORD_HAS_NO_DENOMINATOR:
            return "our copy of the record does not say of how many people"
        case FigureLimit.UPPER_END_HIGHER:
            return "the upper end of the page's range is higher"
        case FigureLimit.NO_COMPARISON_GROUP:
            return "the record had no comparison group for it"
        case FigureLimit.NOT_CONFIRMED:
            return "the record's figure is known only from a secondary page"
    assert_never(limit)
