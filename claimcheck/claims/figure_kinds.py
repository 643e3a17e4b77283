"""What a figure counts, by the words around it."""

from __future__ import annotations

import re

from claimcheck.schema import Figure, FigureKind, FigureUnit

#: People as pages count them.
PEOPLE = (
    r"(?:patients?|child(?:ren)?|people|persons?|families|parents|toddlers|kids|women|men|"
    r"participants|cases|clients|users|adults|boys|girls|subjects|individuals)"
)
#: What a figure counts, by the words around it; the first that fits decides. Order matters: a
#: price or a prevalence is never an outcome, whatever else the sentence says.
_KINDS: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    (FigureKind.DISCOUNT, re.compile(r"\b(?:off|discounts?|savings?|save)\b")),
    (
        FigureKind.PREVALENCE,
        re.compile(
            r"\b(?:prevalence|incidence|affects?|diagnosed (?:with|in)|suffer from|"
            r"in the population|born with|have (?:autism|adhd|asd)|come from|of the world|"
            r"likel(?:y|ier) to (?:carry|have|be diagnosed)|live with|people with|has it|"
            r"have it|gets|of the population|live births|full term|born|worldwide|mortality|"
            r"a year)\b"
        ),
    ),
    (
        FigureKind.ADVERSE_EVENTS,
        re.compile(
            r"\b(?:adverse|side[- ]effects?|complications?|reactions?|seizures?|deaths?|died|"
            r"infections?|rejection)\b"
        ),
    ),
    (FigureKind.SATISFACTION, re.compile(r"\b(?:satisf\w+|recommend|happy with|pleased)\b")),
    (FigureKind.RATING, re.compile(r"\b(?:stars?|star rating|rated \d|google reviews?)\b")),
    (
        FigureKind.DOSE,
        re.compile(r"\b(?:mg|ml|million cells|cells per|dose of|billion|per kilogram|per kg)\b"),
    ),
    (
        FigureKind.RESPONDERS,
        re.compile(
            r"\b(?:patients|children|people|parents|families|toddlers|cases|participants|"
            r"clients|users|those|kids|adults|success|respon(?:d\w*|se)|improve\w*|cured|"
            r"recover\w*|effective\w*|benefit\w*|remission)\b"
        ),
    ),
    (
        FigureKind.CHANGE,
        re.compile(
            r"\b(?:reduc\w+|decreas\w+|increas\w+|improv\w+|less|more|drop\w*|fell|lower\w*|"
            r"better|scores?|gain\w*|changes?|relief|grew|longer|faster|new words|words)\b"
        ),
    ),
)
_OF_PEOPLE = re.compile(
    rf"\s*(?:\)\s*)?(?:of |our |the |all )*(?:(?!in\b|within\b|after\b|for\b)\w+ ){{0,3}}{PEOPLE}\b"
)
_NEAR = 120
#: How a table row is written: "Start | one drip | better sleep | $9,800".
_CELL = " | "
_VOLUME = re.compile(
    r"\b(?:treated|performed|procedures|treatments|helped|served|infusions given|so far|"
    r"worldwide|since \d{4}|successful|done|carried out|transplants)\b"
)
_IMPROVED = re.compile(
    r"\b(?:improv\w+|better|respon(?:d\w*|se)|success\w*|effective\w*|cured|recover\w*|"
    r"benefit\w*|remission|helped|worked|relie\w+|gained|progress|observed|recorded|seen|"
    r"lost|stop(?:ped)?|speak|spoke|free|normal|able|halted|protected|survival|rates?|"
    r"regained|fewer|lessened|reported|revers\w*|heal(?:ed|s)?|avoid\w*|results?|dynamics)\b"
)


def _around(folded: str, start: int, end: int) -> str:
    """The words around a figure; in a table row those of its own cell."""
    before, after = folded[max(0, start - _NEAR) : start], folded[end : end + _NEAR]
    return f"{before.rpartition(_CELL)[2]}{folded[start:end]}{after.partition(_CELL)[0]}"


def kind_of(figure: Figure, folded: str, base: int) -> FigureKind:
    """What ``figure`` counts; ``folded`` is its passage, which begins at ``base``."""
    start, end = figure.start - base, figure.end - base
    near = _around(folded, start, end)
    if figure.unit is FigureUnit.CURRENCY:
        return FigureKind.PRICE
    if figure.unit is FigureUnit.COUNT:
        if re.search(r"\bwords\b", figure.raw.lower()):
            return FigureKind.CHANGE
        if _VOLUME.search(near):
            return FigureKind.VOLUME
        return FigureKind.PARTICIPANTS
    kinds = [kind for kind, pattern in _KINDS if pattern.search(near)]
    if not kinds:
        return FigureKind.OTHER
    if figure.numerator is not None or figure.unit is FigureUnit.PERCENT:
        return _share_kind(kinds, near, figure, folded, base)
    return next((k for k in kinds if k is not FigureKind.RESPONDERS), FigureKind.CHANGE)


def _share_kind(
    kinds: list[FigureKind], near: str, figure: Figure, folded: str, base: int
) -> FigureKind:
    first = kinds[0]
    if first not in {FigureKind.RESPONDERS, FigureKind.CHANGE}:
        return first
    after = folded[figure.end - base : figure.end - base + 45]
    of_people = _OF_PEOPLE.match(after)
    if figure.numerator is not None or of_people or re.search(r"\bsuccess|respon|effective", near):
        return FigureKind.RESPONDERS if _IMPROVED.search(near) else FigureKind.OTHER
    return FigureKind.CHANGE if FigureKind.CHANGE in kinds else FigureKind.RESPONDERS
