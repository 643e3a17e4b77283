"""``resultsSection`` of a record as ``PostedResults``: what is posted, nothing concluded yet.

Primary outcomes come first. Of the adverse events the serious ones are kept, and those others that
affected at least five people, or five in a hundred, of one group; the full tables of large trials
would outweigh the rest of the record.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from claimcheck.schema import (
    AdverseEvent,
    AdverseEvents,
    EventCount,
    EventGroup,
    NonInferiorityType,
    OutcomeType,
    PostedAnalysis,
    PostedOutcome,
    PostedResults,
    PostedRow,
    PostedValue,
    PrimaryResult,
)
from claimcheck.trials.fields import Fields
from claimcheck.trials.pvalues import parse_p_value

#: Stands in ``why`` until ``results.read_posted`` has read the outcome.
UNREAD: Final = "Not read yet."
_MANY_PEOPLE = 5
_MANY_SHARE = 0.05
_RANK = {type_: rank for rank, type_ in enumerate(OutcomeType)}
_PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+", re.ASCII)
_NOT_POSTED = "NOT_POSTED"
_REMARKS = (
    "groupDescription",
    "statisticalComment",
    "estimateComment",
    "pValueComment",
    "nonInferiorityComment",
    "otherAnalysisDescription",
)


def parse_posted(section: Fields) -> PostedResults:
    """Read the section; every ``reading`` is left open."""
    listed = section.inner("outcomeMeasuresModule").each("outcomeMeasures") or ()
    outcomes = [outcome for one in listed if (outcome := _outcome(one))]
    limits = section.inner("moreInfoModule").inner("limitationsAndCaveats")
    return PostedResults(
        outcomes=tuple(sorted(outcomes, key=lambda outcome: _RANK[outcome.type])),
        adverse_events=_adverse_events(section.inner("adverseEventsModule")),
        limitations=limits.text("description"),
        reading=PrimaryResult.UNCLEAR,
        why=UNREAD,
    )


def figure(text: str) -> float | None:
    """A number as registers write it, thousands and decimal commas too; ``None`` for words."""
    text = text.strip().replace("−", "-").replace("–", "-")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif not _PLAIN.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _outcome(one: Fields) -> PostedOutcome | None:
    measure = one.text("title")
    type_ = one.choice("type", OutcomeType)
    if measure is None or type_ is None:
        one.lose("title", "or its type is missing, so the posted outcome cannot be read")
        return None
    groups = _titles(one, "groups")
    statistic = one.text("paramType")
    denominators = _denominators(one, statistic)
    return PostedOutcome(
        type=type_,
        measure=measure,
        description=one.text("description"),
        time_frame=one.text("timeFrame"),
        population=one.text("populationDescription"),
        statistic=statistic,
        dispersion=one.text("dispersionType"),
        unit=one.text("unitOfMeasure"),
        posted=one.text("reportingStatus") != _NOT_POSTED,
        rows=_rows(one, groups, denominators, statistic),
        analyses=tuple(_analysis(each, groups) for each in one.each("analyses") or ()),
        reading=PrimaryResult.UNCLEAR,
        why=UNREAD,
    )


def _titles(one: Fields, key: str) -> dict[str, str]:
    """Titles by group id; the second of two alike carries its id, so that groups stay apart."""
    titles: dict[str, str] = {}
    for group in one.each(key) or ():
        id_ = group.text("id")
        if id_ is None:
            group.lose("id", "is missing")
            continue
        title = group.text("title") or group.text("description") or id_
        titles[id_] = f"{title} ({id_})" if title in titles.values() else title
    return titles


def _denominators(one: Fields, statistic: str | None) -> dict[str, int]:
    """How many were analysed, by group id: people, or units where units were counted."""
    by_unit = {denom.text("units") or "": denom for denom in one.each("denoms") or ()}
    if not by_unit:
        return {}
    people = [unit for unit in by_unit if unit.lower() == "participants"]
    others = [unit for unit in by_unit if unit not in people]
    first = others or people if statistic == "COUNT_OF_UNITS" else people or others
    counted = {}
    for count in by_unit[first[0]].each("counts") or ():
        id_, number = count.text("groupId"), count.number("value")
        if id_ is not None and number is not None:
            counted[id_] = number
    return counted


def _rows(
    one: Fields,
    groups: Mapping[str, str],
    denominators: Mapping[str, int],
    statistic: str | None,
) -> tuple[PostedRow, ...]:
    rows = []
    for class_ in one.each("classes") or ():
        analysed = {**denominators, **_denominators(class_, statistic)}
        for category in class_.each("categories") or ():
            titles = [title for title in (class_.text("title"), category.text("title")) if title]
            values = tuple(
                value
                for measured in category.each("measurements") or ()
                if (value := _value(measured, groups, analysed))
            )
            if values:
                rows.append(PostedRow(title=": ".join(titles) or None, values=values))
    return tuple(rows)


def _value(
    measured: Fields, groups: Mapping[str, str], analysed: Mapping[str, int]
) -> PostedValue | None:
    id_, value = measured.text("groupId"), measured.text("value")
    if id_ is None or value is None:
        return None
    return PostedValue(
        group=groups.get(id_, id_),
        analysed=analysed.get(id_),
        value=value,
        number=figure(value),
        spread=measured.text("spread"),
        lower=measured.text("lowerLimit"),
        upper=measured.text("upperLimit"),
    )


def _analysis(one: Fields, groups: Mapping[str, str]) -> PostedAnalysis:
    estimate, p_value = one.text("paramValue"), one.text("pValue")
    remarks = [remark for key in _REMARKS if (remark := one.text(key))]
    return PostedAnalysis(
        groups=tuple(groups.get(id_, id_) for id_ in one.texts("groupIds") or ()),
        method=one.text("statisticalMethod"),
        estimate_type=one.text("paramType"),
        estimate=estimate,
        estimate_number=figure(estimate) if estimate else None,
        interval_percent=_figure(one, "ciPctValue"),
        lower=_figure(one, "ciLowerLimit"),
        upper=_figure(one, "ciUpperLimit"),
        p_value=parse_p_value(p_value) if p_value else None,
        non_inferiority=one.choice("nonInferiorityType", NonInferiorityType),
        comment=" | ".join(dict.fromkeys(remarks)) or None,
    )


def _figure(one: Fields, key: str) -> float | None:
    text = one.text(key)
    return figure(text) if text else None


def _adverse_events(module: Fields) -> AdverseEvents | None:
    if not module:
        return None
    titles = _titles(module, "eventGroups")
    groups = tuple(
        EventGroup(
            title=titles[id_],
            deaths=group.number("deathsNumAffected"),
            deaths_at_risk=group.number("deathsNumAtRisk"),
            serious=group.number("seriousNumAffected"),
            serious_at_risk=group.number("seriousNumAtRisk"),
            other=group.number("otherNumAffected"),
            other_at_risk=group.number("otherNumAtRisk"),
        )
        for group in module.each("eventGroups") or ()
        if (id_ := group.text("id")) is not None
    )
    serious = [_event(one, titles, serious=True) for one in module.each("seriousEvents") or ()]
    others = [_event(one, titles, serious=False) for one in module.each("otherEvents") or ()]
    return AdverseEvents(
        time_frame=module.text("timeFrame"),
        threshold=module.text("frequencyThreshold"),
        groups=groups,
        events=tuple(event for event in (*serious, *others) if event and _kept(event)),
    )


def _event(one: Fields, titles: Mapping[str, str], *, serious: bool) -> AdverseEvent | None:
    term = one.text("term")
    if term is None:
        return None
    counts = tuple(
        EventCount(
            group=titles.get(id_, id_),
            affected=stat.number("numAffected"),
            at_risk=stat.number("numAtRisk"),
        )
        for stat in one.each("stats") or ()
        if (id_ := stat.text("groupId")) is not None
    )
    return AdverseEvent(
        term=term, serious=serious, organ_system=one.text("organSystem"), counts=counts
    )


def _kept(event: AdverseEvent) -> bool:
    affected = [(count.affected, count.at_risk) for count in event.counts if count.affected]
    if event.serious:
        return bool(affected)
    return any(
        people >= _MANY_PEOPLE or (at_risk and people / at_risk >= _MANY_SHARE)
        for people, at_risk in affected
        if people is not None
    )
