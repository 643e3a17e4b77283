"""Trial records as text for a terminal: a list of hits, and one record in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimcheck.exports.evidence import CAVEAT
from claimcheck.exports.layout import counted, hanging, indented, plain, rendered, title
from claimcheck.exports.picture import trial_picture
from claimcheck.exports.words import ages_words, design, outcome, people, result_sentence, status
from claimcheck.schema import (
    AdverseEvents,
    PostedOutcome,
    PostedResults,
    RecordChange,
    SearchAnswer,
    Trial,
    TrialOutcome,
)

#: Words of a record that are shown as what matched.
_WORDS = 4
#: Outcomes and publications of a record that are listed; the JSON has all of them.
_LISTED = 10


def render_search(answer: SearchAnswer, *, width: int = 80, colour: bool = False) -> str:
    """One entry a record, with the words that matched."""
    return rendered(Group(*_hits(answer)), width=width, colour=colour)


def _hits(answer: SearchAnswer) -> Iterator[RenderableType]:
    when = f"in our copy of {answer.read_on:%d %B %Y}" if answer.read_on else "in our copy"
    yield plain(f"{counted(answer.total, 'record')} {when}", style="bold")
    for words in answer.read_as:
        yield plain(words, style="dim")
    for hit in answer.hits:
        trial = hit.trial
        yield Text()
        yield plain(f"{trial.id}  {trial.title}", style="bold")
        yield indented(plain(f"{people(trial)}, {design(trial)}, {outcome(trial)}"))
        if hit.matched:
            once = tuple({words.casefold(): words for words in hit.matched}.values())
            yield indented(plain(f"matched: {'; '.join(once[:_WORDS])}", style="dim"))
    if not answer.total:
        yield plain("Not found in our copy; “claimcheck trials sync” copies more of the register.")
    if len(answer.hits) < answer.total:
        yield Text()
        yield plain(f"{len(answer.hits)} shown; see --limit.", style="dim")
    if answer.hits:
        yield title("Size, design and result")
        yield indented(trial_picture([hit.trial for hit in answer.hits]))


def render_trial(
    trial: Trial,
    changes: Iterable[RecordChange] = (),
    *,
    width: int = 80,
    colour: bool = False,
) -> str:
    """The record in plain words; what it does not say is said to be missing."""
    return rendered(Group(*_record(trial, tuple(changes))), width=width, colour=colour)


def _record(trial: Trial, changes: tuple[RecordChange, ...]) -> Iterator[RenderableType]:
    yield plain(f"{trial.id}  {trial.title}", style="bold")
    yield plain(trial.url or "no address in our copy", style="dim")
    yield Text()
    yield _facts(trial)
    yield from _outcomes("Main goals (primary outcomes)", trial.primary_outcomes)
    yield from _outcomes("Further goals", trial.secondary_outcomes)
    if trial.posted:
        yield from _posted(trial.posted)
    if trial.results:
        yield title("Published findings, as curated")
        for result in trial.results:
            yield indented(hanging("-", result_sentence(result)))
    yield from _publications(trial)
    yield from _notes(trial, changes)
    yield Text()
    yield plain(CAVEAT, style="dim")


def _facts(trial: Trial) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, words in (
        ("read on", f"{trial.snapshot_date:%d %B %Y}"),
        ("last changed", trial.last_update_posted),
        ("status", status(trial.overall_status)),
        ("people", people(trial)),
        ("design", design(trial)),
        ("phase", ", ".join(trial.phases) if trial.phases else None),
        ("ages", ages_words(trial.minimum_age_months, trial.maximum_age_months)),
        ("conditions", _joined(trial.registered_conditions or trial.conditions)),
        ("treatment", _treatment(trial)),
        ("compared with", trial.comparator),
        ("given", trial.route),
        ("sponsor", trial.sponsor),
        ("started", trial.start_date),
        ("main data", trial.primary_completion_date),
        ("ended", trial.completion_date),
        ("why stopped", trial.why_stopped),
    ):
        table.add_row(name, plain(words or "the record, or our copy of it, does not say"))
    return table


def _joined(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _treatment(trial: Trial) -> str | None:
    if trial.registered_interventions:
        return _joined(dict.fromkeys(item.name for item in trial.registered_interventions))
    return trial.intervention


def _outcomes(heading: str, outcomes: tuple[TrialOutcome, ...] | None) -> Iterator[RenderableType]:
    if not outcomes:
        return
    yield title(heading)
    for outcome_ in outcomes[:_LISTED]:
        when = f" ({outcome_.time_frame})" if outcome_.time_frame else ""
        yield indented(hanging("-", f"{outcome_.measure}{when}"))
    if len(outcomes) > _LISTED:
        yield indented(plain(f"and {len(outcomes) - _LISTED} more", style="dim"))


def _posted(posted: PostedResults) -> Iterator[RenderableType]:
    yield title("Results posted on the register")
    yield indented(plain(posted.why))
    for outcome_ in posted.outcomes[:_LISTED]:
        yield Text()
        yield indented(_posted_outcome(outcome_))
    if posted.limitations:
        yield indented(hanging("Limits:", posted.limitations))
    if posted.adverse_events:
        yield from _harms(posted.adverse_events)


def _posted_outcome(outcome_: PostedOutcome) -> RenderableType:
    kind = outcome_.type.value.replace("_", " ").lower()
    lines: list[RenderableType] = [
        plain(f"{outcome_.measure} ({kind})", style="bold"),
        plain(f"When: {outcome_.time_frame or 'not said'}. {outcome_.why}"),
    ]
    for row in outcome_.rows[:_LISTED]:
        for value in row.values:
            analysed = f" of {value.analysed} analysed" if value.analysed is not None else ""
            unit = f" {outcome_.unit}" if outcome_.unit else ""
            label = f"{row.title}, " if row.title else ""
            lines.append(hanging("-", f"{label}{value.group}: {value.value}{unit}{analysed}"))
    for analysis in outcome_.analyses:
        p = f"p {analysis.p_value.raw}" if analysis.p_value else "no p-value"
        lines.append(hanging("-", f"{' against '.join(analysis.groups)}: {p}"))
    return Group(*lines)


def _harms(events: AdverseEvents) -> Iterator[RenderableType]:
    yield title("Harms posted on the register")
    for group in events.groups:
        yield indented(
            hanging(
                "-",
                f"{group.title}: serious {_share(group.serious, group.serious_at_risk)}, "
                f"other {_share(group.other, group.other_at_risk)}",
            )
        )


def _share(affected: int | None, at_risk: int | None) -> str:
    if affected is None:
        return "not said"
    return f"{affected} of {at_risk}" if at_risk is not None else f"{affected} people"


def _publications(trial: Trial) -> Iterator[RenderableType]:
    if not trial.publications:
        return
    yield title("Papers that the record names")
    for paper in trial.publications[:_LISTED]:
        gone = "RETRACTED. " if paper.retracted else ""
        yield indented(hanging("-", f"{gone}{paper.citation}"))


def _notes(trial: Trial, changes: tuple[RecordChange, ...]) -> Iterator[RenderableType]:
    if trial.notes:
        yield title("Notes")
        for note in trial.notes:
            yield indented(hanging("-", note))
    if changes:
        yield title("What changed between versions that we have seen")
        for change in changes:
            words = f"{change.field}: {change.before or 'not said'} -> {change.after or 'not said'}"
            yield indented(hanging("-", f"{words} (record of {change.posted or '?'})"))
