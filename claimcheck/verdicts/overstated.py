"""What a passage says on top of a benefit that the records support.

"It agrees with the record" is the warmest word that a passage can get, so it is kept for the
benefit that was tested, of the treatment that was tested, stated plainly. Nothing here flags.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from claimcheck.schema import (
    APART,
    BlockKind,
    ClaimType,
    ConceptKind,
    ConceptMention,
    Figure,
    FigureKind,
    FigureUnit,
    MentionOrigin,
)
from claimcheck.text import fold
from claimcheck.verdicts import overstated_words as words
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.figures import ROUNDING, beside_all
from claimcheck.verdicts.young import speaks_of_young_unrecorded
from claimcheck.vocabulary import ANY_CONDITION, Vocabulary

_SHARES = frozenset({FigureUnit.PERCENT, FigureUnit.FOLD, FigureUnit.RATIO, FigureUnit.POINTS})
#: What is counted there is no result of the treatment.
_NO_RESULT = frozenset(
    {
        FigureKind.PRICE,
        FigureKind.DISCOUNT,
        FigureKind.DOSE,
        FigureKind.PREVALENCE,
        FigureKind.PARTICIPANTS,
        FigureKind.AGE,
        FigureKind.DURATION,
    }
)
#: A complaint that a treatment brings is not what it is for; what boosts it, or is done while it
#: lasts, is another one.
_NOT_THE_ONE = re.compile(
    r"\b(?:boost\w*|enhanc\w*|strengthen\w*|complement\w*|combin\w*|add(?:s|ed)? to) "
    r"(?:[\w-]+ ){0,5}$|"
    r"\b(?:during|throughout|alongside|while (?:on|having)) (?:the |your |their |his |her )?$|"
    r"\b(?:sickness|nausea|vomiting|(?:side|after)[- ]?effects?|fatigue|tiredness|neuropathy|hair "
    r"loss|sores|flushes|infections?|complications?|damage) (?:[\w-]+ ){0,3}?"
    r"(?:after|during|from|of|due to|caused by|with) (?:the |your )?$"
)
#: "If hearing aids are no longer enough, …" speaks of what comes next.
_FAILS = re.compile(
    r"^ (?:alone )?(?:(?:is|are|was|were|has|have|do|does|did|can|could) )?"
    r"(?:no longer|not\b|fail|stops? working)|^ \w+n't\b"
)
#: "People without asthma", "besides depression": it is others that are spoken of.
_LACKING = re.compile(
    r"\b(?:without|no|free of|besides|apart from|other than|in addition to) (?:any )?$"
)
#: A treatment that only the heading names is meant where the passage points back at it.
_POINTS_BACK = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:it|they|this|these|the (?:treatment|therapy|medicine|medication|drug|"
    r"vaccine|operation|procedure|surgery|device|training|exercises?|tablets?|injections?))\b"
)
#: "We see no evidence that it was properly assessed": a quarrel, not a null result.
_DISPUTES = re.compile(
    r"\b(?:disagree\w*|disput\w+|reject\w*|object(?:s|ed)?|contrary to|wrong(?:ly)?|"
    r"challeng(?:e|es|ed|ing)|unfair\w*|mistaken\w*)\b"
)
#: Without one of these and without a full stop it is a label ("Shock waves for heel pain").
_STATES = re.compile(
    r"[.!?;]\W*$|\b(?:help|work|improv|reduc|eas|reliev|prevent|lower|control|protect|treat(?:s|ed)\b|"
    r"restor|slow|lessen|cut|keep|make|give|bring|lift|stop|is\b|are\b|can\b|may\b|has\b|have\b|"
    r"shown|found|effective|benefi)\w*"
)


def states_benefit_plainly(case: Case) -> bool:
    """Whether the passage itself states the benefit of its pair, and nothing on top of it."""
    return names_pair(case) and added_to_benefit(case) is None


def added_to_benefit(case: Case) -> str | None:
    """What the passage says on top of a benefit, to follow "speaks of"; ``None``: nothing."""
    return next(_added(case), None)


def names_pair(case: Case) -> bool:
    """Whether the passage is about the pair by its own words, and not by where it stands.

    A treatment that only the rest of the page names is often not the one that is meant.
    """
    treatment = _mention(case, ConceptKind.INTERVENTION)
    condition = _mention(case, ConceptKind.CONDITION)
    if treatment is None or condition is None or case.block.kind is BlockKind.HEADING:
        return False
    if _STATES.search(case.folded) is None:
        return False
    if not _is_meant(case, treatment) or _before(case, condition, _LACKING):
        return False
    outcome = _mention(case, ConceptKind.OUTCOME)
    said = any(one and one.origin is MentionOrigin.SENTENCE for one in (condition, outcome))
    near = condition.origin is not MentionOrigin.PAGE
    return said or (treatment.origin is MentionOrigin.SENTENCE and near)


def reports_no_trial(case: Case) -> bool:
    """Whether words that sound like a null result are the page's own count, or a quarrel."""
    return any(pattern.search(case.folded) for pattern in (words.OWN_SHARE, _DISPUTES))


def _added(case: Case) -> Iterator[str]:
    against_placebo = words.AGAINST_PLACEBO.search(case.folded) is not None
    for type_, added in words.ADDED_BY_TYPE.items():
        if case.has(type_) and not (type_ is ClaimType.COMPARISON and against_placebo):
            yield added
    if by_words := words.added_by_words(case.folded):
        yield by_words
    if any(_counts_result(f) and not _is_recorded(case, f) for f in case.claim.figures):
        yield words.A_FIGURE
    if speaks_of_young_unrecorded(case):
        yield words.AN_AGE
    if other := _other_condition(case):
        yield f"another condition ({other})"


def _counts_result(figure: Figure) -> bool:
    return figure.is_outcome or (figure.unit in _SHARES and figure.kind not in _NO_RESULT)


def _is_recorded(case: Case, figure: Figure) -> bool:
    """Whether a record of the pair counts the same share of people."""
    low, high = figure.lo, figure.hi
    if low is None or high is None or high - low > ROUNDING:
        return False
    return any(
        one.percent is not None
        and not APART & set(one.limits)
        and low - ROUNDING <= one.percent <= high + ROUNDING
        for one in beside_all(case, figure)
    )


def _is_meant(case: Case, treatment: ConceptMention) -> bool:
    """Whether the treatment that is named is the one that is said to help."""
    match treatment.origin:
        case MentionOrigin.PAGE:
            return False
        case MentionOrigin.SENTENCE:
            elsewhere = _before(case, treatment, _NOT_THE_ONE) or _after(case, treatment, _FAILS)
            return not elsewhere
        case MentionOrigin.CONTEXT | MentionOrigin.HEADING:
            return _POINTS_BACK.search(case.folded) is not None


def _mention(case: Case, kind: ConceptKind) -> ConceptMention | None:
    return next((one for one in case.claim.concepts if one.kind is kind), None)


def _place(case: Case, mention: ConceptMention) -> tuple[int, int] | None:
    """Where a mention stands in the quote; ``None`` for one that stands elsewhere."""
    begin, end = mention.start - case.claim.start, mention.end - case.claim.start
    return (begin, end) if begin >= 0 and end <= len(case.folded) else None


def _before(case: Case, mention: ConceptMention, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern ends right before a mention that stands in the passage."""
    place = _place(case, mention)
    return place is not None and pattern.search(case.folded[: place[0]]) is not None


def _after(case: Case, mention: ConceptMention, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern begins right after a mention that stands in the passage."""
    place = _place(case, mention)
    return place is not None and pattern.search(case.folded[place[1] :]) is not None


def _other_condition(case: Case) -> str | None:
    """The label of a condition that the passage names and that is not of its pair's kind."""
    own = case.claim.concept_id(ConceptKind.CONDITION)
    if own is None or own == ANY_CONDITION:
        return None
    text = case.folded
    treatment = _mention(case, ConceptKind.INTERVENTION)
    if treatment and (place := _place(case, treatment)):
        # "Cataract surgery" and "asthma inhalers" name no second condition.
        text = f"{text[: place[0]]}; {text[place[1] :]}"
    is_a, names = case.vocabulary.is_a, _conditions(case.vocabulary)
    for found in _any_name(case.vocabulary).finditer(text):
        other = names[found[0]]
        if not is_a(other, own) and not is_a(own, other):
            return case.vocabulary[other].label
    return None


@functools.lru_cache(maxsize=4)
def _conditions(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        fold(alias): concept.id
        for concept in vocabulary.of_kind(ConceptKind.CONDITION)
        for alias in concept.aliases
    }


@functools.lru_cache(maxsize=4)
def _any_name(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = sorted(_conditions(vocabulary), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
