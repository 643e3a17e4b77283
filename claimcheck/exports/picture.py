"""The evidence as a small picture in text: one line a trial, with a bar as long as it is large."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimcheck.exports.layout import counted, indented, plain
from claimcheck.exports.words import design, outcome, tally_words, telling
from claimcheck.schema import CountType, Report, Trial

_BAR = 8
"""Columns of the longest bar: what an 80-column line leaves beside the words."""

_DRAWN = 60
"""Trials in one picture: more than any pair of the copy that ships has, fewer than a store may."""

LEGEND = (
    "Bar and number: people in the trial (~ planned only). “Main goal” is the result the trial was "
    "set up to test. ? = told only by a second-hand page, not confirmed."
)


def evidence_picture(report: Report) -> RenderableType:
    """Each profile with its statement; a trial that two profiles share is drawn once."""
    return Group(*_profiles(report), plain(LEGEND, style="dim"))


def trial_picture(trials: list[Trial]) -> RenderableType:
    """One line a trial: people, a bar as long as it is large, design, result."""
    return _drawing(trials, max((trial.size for trial in trials), default=0))


def _profiles(report: Report) -> Iterator[RenderableType]:
    largest = max((trial.size for trial in report.trials.values()), default=0)
    drawn: set[str] = set()
    for profile in report.evidence:
        yield plain(f"{profile.intervention_label} for {profile.condition_label}", style="bold")
        yield plain(profile.statement)
        if profile.registered:
            yield plain(tally_words(profile), style="dim")
        fresh = [report.trials[id_] for id_ in profile.trials if id_ not in drawn]
        drawn.update(profile.trials)
        if shared := len(profile.trials) - len(fresh):
            yield plain(f"{counted(shared, 'record')} of these drawn above.", style="dim")
        if fresh:
            yield indented(_drawing(fresh, largest))
        yield Text()


def _drawing(trials: list[Trial], largest: int) -> RenderableType:
    """The most telling trials, and how many are not drawn."""
    table = _table(sorted(trials, key=telling)[:_DRAWN], largest)
    rest = len(trials) - _DRAWN
    if rest <= 0:
        return table
    more = f"and {counted(rest, 'further record')} (in the JSON)"
    return Group(table, plain(more, style="dim"))


def _table(trials: list[Trial], largest: int) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for trial in trials:
        table.add_row(
            plain(trial.id),
            _people(trial),
            _bar(trial.size, largest),
            design(trial),
            outcome(trial),
        )
    return table


def _people(trial: Trial) -> str:
    if trial.enrollment is None:
        return "?"
    planned = trial.enrollment.type is CountType.ESTIMATED
    return f"{'~' if planned else ''}{trial.enrollment.count}"


def _bar(size: int, largest: int) -> str:
    return "#" * max(1, round(_BAR * size / largest)) if size else ""
