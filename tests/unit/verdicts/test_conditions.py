"""What a rule on passages hangs on: one circumstance of its own example is changed at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    Denied,
    EvidenceLevel,
    Figure,
    FigureKind,
    FigureUnit,
    Genre,
    Hedge,
    Reach,
    Speaker,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.sure import heard
from claimcheck.verdicts.trust import PageSigns
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import SELLS

Change = Callable[[Case], Case]
Weighs = Mapping[str, int | None]


def _page(**fields: Any) -> Change:
    return lambda case: replace(case, page=case.page.model_copy(update=fields))


def _claim(**fields: Any) -> Change:
    return lambda case: replace(case, claim=case.claim.model_copy(update=fields))


def _records(**fields: Any) -> Change:
    def change(case: Case) -> Case:
        return replace(case, profiles=tuple(p.model_copy(update=fields) for p in case.profiles))

    return change


def about(kind: ConceptKind, concept: str | None) -> Change:
    """About something else of this kind, or (``None``) about nothing of it."""

    def change(case: Case) -> Case:
        kept = [m for m in case.claim.concepts if m.kind is not kind or concept]
        told = [m.model_copy(update={"concept": concept}) if m.kind is kind else m for m in kept]
        return _claim(concepts=tuple(told))(case)

    return change


def _under_a_study(case: Case) -> Case:
    return replace(case, block=case.block.model_copy(update={"heading_path": ("A phase 2 trial",)}))


def _limited(case: Case) -> Case:
    return _claim(types=(*case.claim.types, ClaimType.DISCLAIMER))(case)


def _all(*changes: Change) -> Change:
    def change(case: Case) -> Case:
        for one in changes:
            case = one(case)
        return case

    return change


_NOT_HELD: Change = lambda case: replace(case, profiles=())  # noqa: E731
_KNEES = about(ConceptKind.CONDITION, "knee_osteoarthritis")
_SEEN = {"judged": None, "reach": Reach.SEARCHED, "best_level": EvidenceLevel.NONE}

CHANGES: Mapping[str, Change] = {
    # The page informs; it does neither that nor sell; the heading above names a trial.
    "informs": _page(genre=Genre.INFORMS),
    "unclear": _page(genre=Genre.UNCLEAR),
    "study": _under_a_study,
    # The passage tells a limit, is worded as a possibility, is told by others or by a patient.
    "limited": _limited,
    "perhaps": _claim(hedge=Hedge.STRONG),
    "may": _claim(hedge=Hedge.WEAK),
    "retold": _all(_claim(speaker=Speaker.THIRD_PARTY), _page(genre=Genre.UNCLEAR)),
    "patient": _claim(speaker=Speaker.PATIENT),
    "denied": _claim(denied=tuple(Denied)),
    "uncounted": _claim(figures=()),
    # The records show the benefit, show it weakly, hold no trial, no result, a few trials by
    # chance, or nothing at all, of this disease or of one for which cures are known.
    "shown": _records(best_level=EvidenceLevel.HIGH, judged=EvidenceLevel.HIGH),
    "weakly": _records(best_level=EvidenceLevel.LOW, judged=EvidenceLevel.LOW),
    "no_trial": _records(**_SEEN, registered=0, with_results=0),
    "no_result": _records(**_SEEN, registered=1, with_results=0),
    "by_chance": _records(**{**_SEEN, "reach": Reach.SELECTION}, registered=1, with_results=0),
    "not_held": _NOT_HELD,
    "knees": _KNEES,
    "knees_not_held": _all(_KNEES, _NOT_HELD),
    # The passage names another treatment, or none; or no disease.
    "oxygen": about(ConceptKind.INTERVENTION, "hbot"),
    "untreated": about(ConceptKind.INTERVENTION, None),
    "unnamed": about(ConceptKind.CONDITION, None),
}


@pytest.fixture(scope="session")
def examples(checker: Checker) -> Mapping[str, Case]:
    """The passage of each rule's example on which it fires, as the judge has it before it."""
    return {rule.card.id: example_of(checker, rule) for rule in RULES}


def example_of(checker: Checker, rule: Rule) -> Case:
    """The claim of a rule's example on which it fires."""
    country = next(iter(rule.card.countries), None)
    cases = cases_of(checker, rule.card.example, country=country)
    return next(case for case in cases if weight_of(rule, case) is not None)


def cases_of(
    checker: Checker,
    passage: str,
    around: tuple[str, ...] = SELLS,
    country: str | None = None,
) -> Iterator[Case]:
    """The claims of the last line as the judge has them, on a page with what is around."""
    page = checker._reader.read(capture_text("\n".join((*around, passage))))
    begin = page.text.rindex(passage.rsplit("\n", 1)[-1])
    found = checker._extractor.extract(page)
    claims = found.claims
    said = PageSigns.of(claims, sayings=found.sayings).heard
    room, _ = checker._trials.gathered(claims)
    for claim in claims:
        told = heard(claim, page)
        if told is not None and claim.end > begin:
            yield Case(
                page=page,
                claim=told,
                block=page.blocks[claim.block],
                matches=room.match(claim),
                profiles=tuple(room.profile(pair) for pair in room.pairs(claim)),
                trials=room.trials(),
                reviews=room.reviews(),
                vocabulary=load_vocabulary(),
                country=country,
                heard=said[claim.id],
            )


def weight_of(rule: Rule, case: Case) -> int | None:
    """The gravest finding of a rule on a claim, before other rules take it over."""
    return max((finding.severity for finding in rule.findings(case)), default=None)


#: What each example needs: its weight, what silences it, the types that alone are enough, and what
#: makes it weigh less. Whatever is not named changes nothing.
_SOBER = "informs study retold"
_ANY = " ".join(ClaimType)


def _row(weight: int, *quiet: str, types: str, **less: int) -> tuple[Weighs, frozenset[str]]:
    silent = dict.fromkeys(" ".join(quiet).split())
    return {**dict.fromkeys(CHANGES, weight), **silent, **less}, frozenset(types.split())


NEEDS: Mapping[str, tuple[Weighs, frozenset[str]]] = {
    "EFF-01": _row(3, "informs denied shown knees_not_held unnamed", types="cure"),
    "EFF-03": _row(
        3,
        _SOBER,
        "limited perhaps shown",
        types="efficacy cure authority mechanism",
        knees_not_held=2,
    ),
    "EFF-04": _row(1, _SOBER, "perhaps denied shown unnamed", types="efficacy cure"),
    "EFF-05": _row(
        2, _SOBER, "limited perhaps shown", types="efficacy cure", not_held=1, knees_not_held=1
    ),
    "EFF-06": _row(
        1,
        _SOBER,
        "unclear limited shown not_held knees_not_held",
        types="efficacy authority mechanism",
    ),
    "EFF-07": _row(
        2,
        _SOBER,
        "perhaps patient shown not_held knees_not_held",
        types="efficacy cure",
        may=1,
        weakly=1,
    ),
    "EFF-10": _row(2, _SOBER, "limited shown", types="comparison", not_held=1, knees_not_held=1),
    "EFF-11": _row(3, _SOBER, "limited", types=_ANY.replace("disclaimer", "")),
    "EFF-12": _row(
        2, _SOBER, "limited perhaps shown", types="mechanism", may=1, not_held=1, knees_not_held=1
    ),
    "EFF-20": _row(
        1, _SOBER, "unclear limited perhaps may shown", types=_ANY.replace("disclaimer", "")
    ),
    "EFF-21": _row(
        1, _SOBER, "unclear limited perhaps may shown", types=_ANY.replace("disclaimer", "")
    ),
    "EFF-13": _row(
        2, _SOBER, "perhaps may shown", types="efficacy cure", not_held=1, knees_not_held=1
    ),
    "EFF-14": _row(
        2, _SOBER, "limited perhaps shown", types="efficacy cure", not_held=1, knees_not_held=1
    ),
    "NUM-01": _row(2, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-02": _row(2, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-03": _row(1, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-04": _row(2, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-05": _row(1, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-06": _row(
        2,
        _SOBER,
        "limited uncounted shown not_held knees knees_not_held unnamed",
        types="quantified",
    ),
    "NUM-07": _row(1, _SOBER, "perhaps shown not_held knees_not_held", types="efficacy cure"),
    "NUM-08": _row(
        1,
        _SOBER,
        "limited uncounted shown not_held knees_not_held",
        types="efficacy safety authority",
    ),
    "NUM-09": _row(2, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-10": _row(0, "informs", types=_ANY),
    "NUM-11": _row(2, _SOBER, "limited uncounted shown knees_not_held", types="quantified"),
    "NUM-12": _row(2, _SOBER, "shown knees_not_held", types=_ANY),
    "TRI-01": _row(3, _SOBER, types="regulatory"),
    "TRI-03": _row(
        3,
        _SOBER,
        "limited perhaps knees knees_not_held unnamed",
        types="efficacy quantified cure authority mechanism",
    ),
    "TRI-04": _row(
        2, _SOBER, "unclear limited perhaps", types="efficacy quantified cure authority mechanism"
    ),
    "TRI-05": _row(
        2, _SOBER, "unclear limited perhaps", types="efficacy quantified cure authority mechanism"
    ),
    "TRI-06": _row(
        2,
        _SOBER,
        "limited perhaps shown weakly no_result by_chance not_held knees knees_not_held unnamed",
        types="efficacy cure safety",
    ),
    "TRI-07": _row(
        2,
        _SOBER,
        "limited perhaps shown weakly no_trial by_chance not_held knees knees_not_held unnamed",
        types="efficacy cure safety",
    ),
    "TRI-08": _row(
        3,
        "limited perhaps denied not_held knees knees_not_held unnamed",
        types=_ANY.replace("disclaimer", ""),
        oxygen=2,
    ),
    "TRI-09": _row(2, _SOBER, "limited perhaps denied shown knees_not_held", types="efficacy cure"),
    "TRI-10": _row(2, _SOBER, "limited perhaps denied shown knees_not_held", types="efficacy cure"),
    "TRI-11": _row(
        2, _SOBER, "unclear limited perhaps", types="efficacy quantified cure authority mechanism"
    ),
    "TRI-12": _row(
        2,
        _SOBER,
        "unclear limited not_held knees knees_not_held unnamed",
        types=_ANY.replace("disclaimer", ""),
    ),
    "TRI-13": _row(1, _SOBER, "limited shown not_held knees_not_held", types=""),
    "TRI-14": _row(2, "knees knees_not_held unnamed", types=_ANY),
    "TRI-15": _row(2, "not_held knees knees_not_held unnamed", types=_ANY),
    "REG-01": _row(3, _SOBER, "limited", types="regulatory", oxygen=1, untreated=1),
    "REG-02": _row(3, _SOBER, "limited", types="regulatory", shown=1),
    "REG-03": _row(2, _SOBER, "limited untreated", types="regulatory"),
    "REG-04": _row(3, _SOBER, "limited oxygen untreated", types="regulatory"),
    "REG-05": _row(2, _SOBER, "limited", types="regulatory"),
    "REG-06": _row(2, _SOBER, "limited", types="regulatory"),
    "REG-07": _row(2, _SOBER, "limited shown not_held knees_not_held", types="regulatory"),
    "REG-08": _row(1, _SOBER, "limited shown not_held knees_not_held", types="regulatory"),
    "REG-09": _row(2, _SOBER, "limited oxygen untreated", types="regulatory"),
    "REG-10": _row(
        2, _SOBER, "limited oxygen untreated", types="regulatory", knees=0, knees_not_held=0
    ),
    "REG-11": _row(3, _SOBER, "unclear limited", types="efficacy cure safety"),
    "REG-14": _row(2, _SOBER, "limited", types="regulatory"),
    "REG-15": _row(
        3,
        _SOBER,
        "unclear limited shown knees_not_held oxygen untreated unnamed",
        types="efficacy cure",
    ),
    "TES-01": _row(2, _SOBER, "shown", types="testimonial", not_held=1, knees_not_held=1),
    "TES-04": _row(1, _SOBER, "unclear limited shown", types="efficacy cure testimonial"),
    "TES-05": _row(3, _SOBER, "shown", types="testimonial", not_held=2, knees_not_held=2),
    "TES-06": _row(3, "informs unclear limited retold", types="testimonial"),
    "TES-07": _row(2, _SOBER, "denied shown", types="testimonial", not_held=1, knees_not_held=1),
    "TES-08": _row(1, _SOBER, "unclear limited shown", types="efficacy cure testimonial authority"),
    "TES-09": _row(1, _SOBER, "limited shown", types="efficacy cure testimonial"),
    "TES-12": _row(3, _SOBER, "unclear shown", types="testimonial", not_held=2, knees_not_held=2),
    "TES-10": _row(1, _SOBER, "perhaps shown", types="testimonial"),
    "SAF-01": _row(3, "limited perhaps", types="safety"),
    "SAF-02": _row(2, _SOBER, "oxygen untreated", types="safety"),
    "TOK-01": _row(0, _SOBER, "unclear limited shown not_held knees_not_held", types="authority"),
    "TOK-02": _row(0, _SOBER, "unclear limited shown not_held knees_not_held", types="authority"),
    "TOK-03": _row(0, _SOBER, "unclear limited shown not_held knees_not_held", types="authority"),
    "TOK-04": _row(1, _SOBER, "shown not_held knees_not_held", types="efficacy cure authority"),
    "TOK-05": _row(
        1,
        _SOBER,
        "unclear limited shown not_held knees_not_held",
        types="efficacy cure regulatory authority",
    ),
    "PRE-01": _row(1, "informs unclear limited retold", types="urgency"),
    "PRE-02": _row(2, "informs unclear retold", types="urgency"),
    "PRE-03": _row(1, "informs unclear retold", types=_ANY),
    "PRE-04": _row(1, _SOBER, "unclear shown", types="efficacy cure"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_one_changed_circumstance_silences_a_rule_or_lowers_itsweight_of(
    examples: Mapping[str, Case], rule: Rule
) -> None:
    """Each circumstance a rule hangs on is needed, and no other one is."""
    case = examples[rule.card.id]
    weighs, _ = NEEDS[rule.card.id]
    assert {name: weight_of(rule, change(case)) for name, change in CHANGES.items()} == weighs


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_rule_listens_to_its_own_types_of_claim(examples: Mapping[str, Case], rule: Rule) -> None:
    """A claim of any one of them is enough, and one of another type alone is not."""
    case = examples[rule.card.id]
    heard_by = {
        type_ for type_ in ClaimType if weight_of(rule, _claim(types=(type_,))(case)) is not None
    }
    assert heard_by == NEEDS[rule.card.id][1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_card_says_the_most_that_its_example_weighs(
    examples: Mapping[str, Case], rule: Rule
) -> None:
    """Readers of the catalogue see the weight; NUM-06 reaches it where no record bears it out."""
    weight = weight_of(rule, examples[rule.card.id])
    assert weight == (2 if rule.card.id == "NUM-06" else rule.card.severity)


_OF_PEOPLE = {("responders", "percent"), ("responders", "fold")}
_OF_CHANGE = {("change", "percent"), ("change", "fold")}


@pytest.mark.parametrize(
    ("rule", "counted"),
    [
        ("NUM-01", _OF_PEOPLE),
        ("NUM-02", _OF_PEOPLE),
        ("NUM-03", _OF_PEOPLE | _OF_CHANGE),
        ("NUM-04", _OF_PEOPLE | _OF_CHANGE),
        ("NUM-09", _OF_PEOPLE | _OF_CHANGE),
    ],
)
def test_a_rule_on_figures_listens_to_shares_alone(
    examples: Mapping[str, Case], rule: str, counted: set[tuple[str, str]]
) -> None:
    """Prices, ages, counts and points are no share of people or of change."""
    case = examples[rule]
    [judged] = [one for one in RULES if one.card.id == rule]
    figure = case.claim.figures[0]
    heard_of = {
        (str(kind), str(unit))
        for kind in FigureKind
        for unit in FigureUnit
        if weight_of(judged, _claim(figures=(_as(figure, kind, unit),))(case)) is not None
    }
    assert heard_of == counted


def _as(figure: Figure, kind: FigureKind, unit: FigureUnit) -> Figure:
    return figure.model_copy(update={"kind": kind, "unit": unit})
