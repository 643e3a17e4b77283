"""Shares of people who improved, as records count them; none of them had a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.schema import Figure, Trial, TrialResult
from claimcheck.verdicts.case import Case

_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?% of\b")
_IMPROVED = re.compile(r"\b(?:improved|less severe|responded)\b", re.IGNORECASE)
#: A page prints rounded shares: "67%" is not more than 8 of 12.
_ROUNDING = 0.5
_WHOLE = 100.0


@dataclass(frozen=True)
class Share:
    """One share in percent, the trial that counts it, and how the record says it."""

    trial: str
    percent: float
    words: str


def recorded_shares(case: Case) -> tuple[Share, ...]:
    """Every share of people who improved in a record of the claim's pairs."""
    ids = dict.fromkeys(id_ for profile in case.profiles for id_ in profile.trials)
    return tuple(share for id_ in ids for share in _of_trial(case.trials[id_]))


def nearest(shares: tuple[Share, ...], figure: Figure, most: int) -> tuple[Share, ...]:
    """The shares nearest to the claimed one, nearest first."""
    ends = [end for end in (figure.lo, figure.hi) if end is not None]
    middle = sum(ends) / len(ends)
    return tuple(
        sorted(shares, key=lambda share: (abs(share.percent - middle), share.trial))[:most]
    )


def outside(shares: tuple[Share, ...], figure: Figure) -> bool:
    """Whether even the least that the page claims is more than any record counts."""
    least = figure.lo if figure.lo is not None else figure.hi
    return least is not None and all(least > share.percent + _ROUNDING for share in shares)


def _of_trial(trial: Trial) -> Iterator[Share]:
    for result in trial.all_results:
        if not result.retracted:
            yield from _of_result(trial.id, result)


def _of_result(trial: str, result: TrialResult) -> Iterator[Share]:
    doubt = "" if result.confirmed else ", not confirmed"
    if result.improved is not None and result.analysed:
        percent = _WHOLE * result.improved / result.analysed
        words = f"{result.improved} of {result.analysed} ({percent:.0f}%{doubt})"
        yield Share(trial, percent, words)
    for line in result.numbers:
        found = _SHARE.search(line)
        if found and _IMPROVED.search(line):
            yield Share(trial, float(found[1]), f"{line.removesuffix(' (single arm)')}{doubt}")
