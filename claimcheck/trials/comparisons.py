"""One posted analysis: who is compared with whom, and whether chance explains the difference."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from claimcheck.schema import (
    ArmGroupType,
    NonInferiorityType,
    PostedAnalysis,
    PostedOutcome,
    PostedRow,
    Trial,
)
from claimcheck.text import fold
from claimcheck.trials.directions import Better, better, counts_people
from claimcheck.trials.pvalues import below

_LEVEL = 0.05
_USUAL_INTERVAL = 95.0
_NARROW_INTERVAL = 90.0
_ONE_SIDED = re.compile(r"\b(?:one|1)[- ]?(?:sided|tailed)\b")
_OWN_LEVEL = re.compile(
    r"\b(?:alpha|significance level|level of significance|significance threshold|"
    r"statistical significance)\b[^.\d]{0,40}(0?[.,]\d+)"
)
_NOT_SUPERIOR = re.compile(r"\bnon-?\s?inferior|\bequivalen|\bhistorical")
_ASIDE = re.compile(
    r"\bper[- ]protocol\b|\bsensitivity analys|\bpost[- ]hoc\b|\bexploratory\b|\bcompleters?\b|"
    r"\bsubgroup\b|\bas[- ]treated\b|\bunadjusted\b"
)
_MARGIN = re.compile(r"\bmargin\b[^.\d]{0,40}?(\d+(?:[.,]\d+)?)\s*(%)?")
_RATIO = re.compile(r"\bratio\b|\brelative risk\b")
_DIFFERENCE = re.compile(r"\bdifference\b|\bcomparison of\b|\bbeta\b|\bcoefficient\b|\bslope\b")
#: "Placebo", but not "drug plus placebo".
_CONTROL = re.compile(
    r"(?<!plus )(?<!and )(?<!with )(?<!\+ )(?<!\+)(?<!& )\b(?:placebos?|sham|vehicle|"
    r"controls?(?= (?:group|arm|\()|$)|usual care|standard(?: of)? care|"
    r"standard (?:treatment|therapy)|no (?:treatment|intervention)|untreated|observation|"
    r"wait(?:ing)?[- ]?list|best supportive care|(?:treatment|care) as usual)\b|"
    r"\balone\b|^controls?\b"
)
_ADJECTIVE = re.compile(r"\b(?:matching|matched|oral|dummy) (?=placebo)")
_COMPARED_WITH = re.compile(r"\b(?:compared|in comparison|relative) (?:to|with) (.+)")
_TOKEN = re.compile(r"[a-z0-9]+")
_COMMON = frozenset({"arm", "group", "the", "of", "and", "with", "plus", "a", "b", "in", "mg"})
_ENOUGH_OVERLAP = 0.5

_INERT = frozenset({ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR})
_OTHERWISE_TREATED = frozenset({ArmGroupType.ACTIVE_COMPARATOR, ArmGroupType.NO_INTERVENTION})
_NOT_WORSE = frozenset(
    {
        NonInferiorityType.NON_INFERIORITY,
        NonInferiorityType.EQUIVALENCE,
        NonInferiorityType.NON_INFERIORITY_OR_EQUIVALENCE,
        NonInferiorityType.NON_INFERIORITY_OR_EQUIVALENCE_LEGACY,
    }
)


class Role(Enum):
    """What a posted group is to the question."""

    TREATED = "treated"
    COMPARISON = "comparison"


Roles: TypeAlias = Mapping[str, Role]


def tests_non_inferiority(analysis: PostedAnalysis) -> bool:
    """Whether the question was "no worse", not "better"."""
    if analysis.non_inferiority in _NOT_WORSE:
        return True
    named_superiority = analysis.non_inferiority is NonInferiorityType.SUPERIORITY
    return not named_superiority and bool(_NOT_SUPERIOR.search(fold(analysis.comment or "")))


def set_aside(analysis: PostedAnalysis) -> bool:
    """Whether its remark says that it is not the main analysis."""
    return _ASIDE.search(fold(analysis.comment or "")) is not None


def significant(analysis: PostedAnalysis) -> bool | None:
    """Whether the groups differ beyond chance (two-sided, 5%, or the stricter level it names).

    By the p-value, else by whether the confidence interval holds "no difference"; ``None`` when
    neither tells.
    """
    comment = fold(analysis.comment or "")
    level = _LEVEL
    if own := _OWN_LEVEL.search(comment):
        level = min(level, float(own[1].replace(",", ".")) or level)
    if analysis.p_value and analysis.p_value.value is not None:
        # Half of a one-sided level is what a two-sided test would ask.
        one_sided = _ONE_SIDED.search(f"{fold(analysis.method or '')} {_p_words(analysis)}")
        if below(analysis.p_value, level / 2 if one_sided else level):
            return True
        return False if below(analysis.p_value, _LEVEL) is False else None
    return _by_interval(analysis)


def _p_words(analysis: PostedAnalysis) -> str:
    return fold(analysis.p_value.raw) if analysis.p_value else ""


def _by_interval(analysis: PostedAnalysis) -> bool | None:
    none_at = _no_difference(analysis)
    lower, upper, percent = analysis.lower, analysis.upper, analysis.interval_percent
    if none_at is None or lower is None or upper is None or percent is None or lower > upper:
        return None
    if lower <= none_at <= upper:
        return False if percent >= _NARROW_INTERVAL else None
    return True if percent >= _USUAL_INTERVAL else None


def _no_difference(analysis: PostedAnalysis) -> float | None:
    """The estimate's value when the groups are alike: 1 for a ratio, 0 for a difference."""
    named = fold(analysis.estimate_type or "")
    ratio, difference = _RATIO.search(named), _DIFFERENCE.search(named)
    if bool(ratio) == bool(difference):
        return None
    return 1.0 if ratio else 0.0


def within_margin(analysis: PostedAnalysis) -> bool | None:
    """Whether the interval stays within the margin that the record states, both ways.

    The record does not say which group was subtracted from which, so an interval that crosses the
    margin on one side only is left open (``None``).
    """
    stated = _MARGIN.search(fold(analysis.comment or ""))
    none_at, lower, upper = _no_difference(analysis), analysis.lower, analysis.upper
    if not stated or none_at is None or lower is None or upper is None or lower > upper:
        return None
    margin = float(stated[1].replace(",", "."))
    if none_at == 1.0:
        if margin <= 1 or stated[2]:
            return None
        low, high = 1 / margin, margin
    else:
        low, high = -margin, margin
    if low < lower and upper < high:
        return True
    return False if lower < low and upper > high else None


def roles(titles: Sequence[str], trial: Trial) -> Roles:
    """What each posted group is, from its own words, the trial's title, and the registered arms."""
    found = {title: Role.COMPARISON for title in titles if _is_control(title)}
    if len(found) == len(titles):
        # "Usual care" beside "usual care + cells": the one that the other adds to.
        found = {one: Role.COMPARISON for one in titles if _is_base(one, titles)}
    if not found:
        found = {title: Role.COMPARISON for title in titles if _named_last(title, titles, trial)}
    types = {title: _arm_type(title, trial) for title in titles if title not in found}
    experimental = any(arm.type is ArmGroupType.EXPERIMENTAL for arm in trial.arms or ())
    for title, type_ in types.items():
        if type_ is ArmGroupType.EXPERIMENTAL:
            found[title] = Role.TREATED
        elif type_ in _INERT or (experimental and type_ in _OTHERWISE_TREATED):
            found[title] = Role.COMPARISON
    return found


def _is_control(title: str) -> bool:
    return _CONTROL.search(_ADJECTIVE.sub("", fold(title))) is not None


def pair(groups: Sequence[str], known: Roles) -> tuple[str, str] | None:
    """The treated and the comparison group of an analysis of two; ``None`` when that is open."""
    compared = [group for group in groups if known.get(group) is Role.COMPARISON]
    others = [group for group in groups if known.get(group) is not Role.COMPARISON]
    return (others[0], compared[0]) if len(compared) == 1 == len(others) else None


def _is_base(title: str, titles: Sequence[str]) -> bool:
    return any(_tokens(title) < _tokens(other) for other in titles)


def _named_last(title: str, titles: Sequence[str], trial: Trial) -> bool:
    """Whether the study's title says "... compared with" this group, and no other."""
    for text in (trial.title, trial.official_title or ""):
        if told := _COMPARED_WITH.search(fold(text)):
            words = _tokens(told[1])
            named = [one for one in titles if _tokens(one) and _tokens(one) <= words]
            if named == [title]:
                return True
    return False


def _arm_type(title: str, trial: Trial) -> ArmGroupType | None:
    """The type of the registered arm that shares most words with a posted group."""
    own = _tokens(title)
    scored = []
    for arm in trial.arms or ():
        label = _tokens(arm.label)
        shared = len(own & label) / (min(len(own), len(label)) or 1)
        extra = len(own ^ label)
        scored.append((shared, -extra, arm))
    if not scored:
        return None
    scored.sort(key=lambda score: score[:2], reverse=True)
    best = scored[0]
    tied = len(scored) > 1 and scored[1][:2] == best[:2] and scored[1][2].type is not best[2].type
    return None if tied or best[0] < _ENOUGH_OVERLAP else best[2].type


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(fold(text))) - _COMMON


def favours_treated(
    outcome: PostedOutcome, analysis: PostedAnalysis, treated: str, comparison: str
) -> bool | None:
    """Whether the treated group fared better; ``None`` where words or figures leave it open.

    The figures of the two groups decide, not the sign of the estimate: the record does not say
    which group was subtracted from which.
    """
    wanted = better(outcome)
    if wanted is None:
        return None
    signs = {
        sign
        for row in _rows_of(outcome, analysis)
        if (sign := _sign(outcome, row, treated, comparison)) is not None
    }
    if len(signs) != 1:
        return None
    higher = signs.pop()
    return higher is (wanted is Better.HIGHER)


def _rows_of(outcome: PostedOutcome, analysis: PostedAnalysis) -> Sequence[PostedRow]:
    """The row that the analysis names in its remark ("Day 85"), else all."""
    comment = fold(analysis.comment or "")
    named = [row for row in outcome.rows if row.title and fold(row.title) in comment]
    return named if len(named) == 1 else outcome.rows


def _sign(outcome: PostedOutcome, row: PostedRow, treated: str, comparison: str) -> bool | None:
    """Whether the treated group's figure is the higher one; ``None`` when they are equal."""
    figures = {}
    for value in row.values:
        number = value.number
        if number is not None and counts_people(outcome):
            number = number / value.analysed if value.analysed else None
        figures[value.group] = number
    ours, theirs = figures.get(treated), figures.get(comparison)
    if ours is None or theirs is None or ours == theirs:
        return None
    return ours > theirs
