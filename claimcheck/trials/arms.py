"""Who is given what: arms, interventions, and what follows from their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from claimcheck.schema import (
    Allocation,
    Arm,
    ArmGroupType,
    InterventionModel,
    InterventionType,
    RegisteredIntervention,
)
from claimcheck.trials.fields import Fields
from claimcheck.trials.routes import routes_in

_INERT = frozenset({ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR})
_COMPARED = _INERT | {ArmGroupType.ACTIVE_COMPARATOR, ArmGroupType.NO_INTERVENTION}
_TYPE_PREFIX = re.compile(
    r"^(?:Behavioral|Biological|Combination Product|Device|Diagnostic Test|Dietary Supplement|"
    r"Drug|Genetic|Procedure|Radiation|Other):\s*"
)
_PLACEBO = re.compile(r"(?<!no )(?<!non-)(?<!without )\b(?:placebos?|sham)\b", re.IGNORECASE)
_PLACEBO_DESIGN = re.compile(
    r"\b(?:placebo|sham)[- ]?controll?ed\b|\b(?:versus|vs\.?|compared (?:to|with)|or) placebo\b",
    re.IGNORECASE,
)
_PERHAPS_INERT = re.compile(
    r"\b(?:placebos?|sham|saline|vehicle|dummy|mock|inert|inactive|simulat\w+|imitat\w+)\b",
    re.IGNORECASE,
)
#: "Stage IV", "phase III/IV": a number, not a vein.
_ROMAN = re.compile(
    r"\b(?:phase|stage|grade|class|type|level|cohort|group|arm|part|factor|step|line)s?\s+"
    r"(?:[ivx]+[ab]?\s*(?:-|/|,|to|or|and|&)\s*)*iv\b|\b[ivx]+\s?[-/]\s?iv\b",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"\b\d[\d.,]{0,15}\s?(?:(?:[x×*]\s?10\s?(?:\^|e)?\s?\d{1,3}|million|billion)\s?)?"
    r"(?:cells(?:\s?/\s?kg)?|(?:mg|mcg|[µμ]g|IU)(?:\s?/\s?(?:kg|day|m2|m\^2))?)(?![\w/])",
    re.IGNORECASE,
)
#: The words by which ``routes_in`` finds the same route again.
_ROUTE_WORDS: Mapping[str, str] = MappingProxyType(
    {"joint": "into a joint", "brain": "into the brain"}
)


@dataclass(frozen=True)
class Given:
    """``armsInterventionsModule``; each field is named as in ``Trial``."""

    arms: tuple[Arm, ...] | None
    registered_interventions: tuple[RegisteredIntervention, ...] | None
    placebo: bool | None
    comparator: str | None
    intervention: str | None
    route: str | None
    dose: str | None


@dataclass(frozen=True)
class _Arm:
    arm: Arm
    description: str


@dataclass(frozen=True)
class _Treatment:
    registered: RegisteredIntervention
    description: str
    labels: tuple[str, ...]


def read_arms(
    module: Fields,
    *,
    titles: Sequence[str],
    words: Sequence[str],
    allocation: Allocation | None,
    model: InterventionModel | None,
) -> Given:
    """Arms and interventions, and what the record's words say about placebo, route and dose.

    ``placebo`` is true where an arm's type, a name or a title says so, false only where typed arms
    are listed and no word of the record hints at a placebo, a sham or saline; ``words`` are further
    texts to look for these in.
    """
    treatments = _treatments(module)
    arms = _arms(module, treatments or ())
    listed = [one.arm for one in arms or ()]
    names = [*_names(listed, treatments or ())]
    tried = _tried(listed, treatments or ())
    told = [
        *(one.description for one in treatments or ()),
        *(one.description for one in arms or ()),
    ]
    single = allocation is Allocation.NA or model is InterventionModel.SINGLE_GROUP
    return Given(
        arms=None if arms is None else tuple(listed),
        registered_interventions=(
            None if treatments is None else tuple(one.registered for one in treatments)
        ),
        placebo=_placebo(listed, names, titles, [*words, *told]),
        comparator=None if single else _comparator(listed, allocation),
        intervention="; ".join(one.registered.name for one in tried) or None,
        route=_route(tried, arms or ()),
        dose=_dose(tried),
    )


def _treatments(module: Fields) -> tuple[_Treatment, ...] | None:
    listed = module.each("interventions")
    if listed is None:
        return None
    found = []
    for one in listed:
        name = one.text("name")
        if name is None:
            one.lose("name", "is missing")
            continue
        registered = RegisteredIntervention(
            name=name,
            type=one.choice("type", InterventionType),
            other_names=one.texts("otherNames") or (),
        )
        found.append(
            _Treatment(registered, one.text("description") or "", one.texts("armGroupLabels") or ())
        )
    return tuple(found)


def _arms(module: Fields, treatments: Sequence[_Treatment]) -> tuple[_Arm, ...] | None:
    listed = module.each("armGroups")
    if listed is None:
        return None
    found = []
    for one in listed:
        label = one.text("label")
        if label is None:
            one.lose("label", "is missing")
            continue
        named = tuple(_TYPE_PREFIX.sub("", name) for name in one.texts("interventionNames") or ())
        # The classic register links the other way round: each intervention names its arms.
        linked = tuple(t.registered.name for t in treatments if label in t.labels)
        arm = Arm(
            label=label,
            type=one.choice("type", ArmGroupType),
            intervention_names=named or linked,
        )
        found.append(_Arm(arm, one.text("description") or ""))
    return tuple(found)


def _names(arms: Iterable[Arm], treatments: Iterable[_Treatment]) -> Iterable[str]:
    for arm in arms:
        yield arm.label
        yield from arm.intervention_names
    for one in treatments:
        yield one.registered.name
        yield from one.registered.other_names


def _tried(arms: Sequence[Arm], treatments: Sequence[_Treatment]) -> tuple[_Treatment, ...]:
    """What the study is about: given in experimental arms where these are known, never placebo."""
    real = tuple(one for one in treatments if not is_placebo(one.registered.name))
    experimental = {
        name
        for arm in arms
        if arm.type is ArmGroupType.EXPERIMENTAL
        for name in arm.intervention_names
    }
    return tuple(one for one in real if one.registered.name in experimental) or real


def is_placebo(name: str) -> bool:
    """Whether a name speaks of a placebo or a sham."""
    return _PLACEBO.search(name) is not None


def _placebo(
    arms: Sequence[Arm], names: Sequence[str], titles: Sequence[str], words: Sequence[str]
) -> bool | None:
    if any(arm.type in _INERT for arm in arms) or any(is_placebo(name) for name in names):
        return True
    if any(_PLACEBO_DESIGN.search(title) for title in titles):
        return True
    if not arms or not all(arm.type for arm in arms):
        return None
    hints = (*names, *titles, *words)
    return None if any(_PERHAPS_INERT.search(text) for text in hints) else False


def _comparator(arms: Sequence[Arm], allocation: Allocation | None) -> str | None:
    """Labels of the arms that the others are compared with."""
    types = {arm.type for arm in arms}
    compared: frozenset[ArmGroupType] = _COMPARED
    if ArmGroupType.EXPERIMENTAL in types:
        # Without chance "other" may be any group, not one to compare with.
        if allocation is Allocation.RANDOMIZED:
            compared = _COMPARED | {ArmGroupType.OTHER}
    elif types & (_INERT | {ArmGroupType.NO_INTERVENTION}):
        compared = _INERT | {ArmGroupType.NO_INTERVENTION}
    labels = [arm.label for arm in arms if arm.type in compared]
    if len(arms) < 2:  # noqa: PLR2004 - a comparison takes two
        return None
    return "; ".join(dict.fromkeys(labels)) or None


def _route(tried: Sequence[_Treatment], arms: Sequence[_Arm]) -> str | None:
    """Routes that names give, else descriptions."""
    experimental = [one for one in arms if one.arm.type is ArmGroupType.EXPERIMENTAL] or arms
    named = [*(t.registered.name for t in tried), *(one.arm.label for one in experimental)]
    told = [*(t.description for t in tried), *(one.description for one in experimental)]
    for texts in (named, told):
        routes = routes_in(_ROMAN.sub(" ", "\n".join(texts)))
        if routes:
            return ", ".join(_ROUTE_WORDS.get(route, route) for route in routes)
    return None


def _dose(tried: Sequence[_Treatment]) -> str | None:
    """A dose, where the names state one and only one."""
    doses = {dose[0] for one in tried for dose in _DOSE.finditer(one.registered.name)}
    return doses.pop() if len(doses) == 1 else None
