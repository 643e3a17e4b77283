"""One trial in plain words: what was tested, in whom, how, what was measured, what came out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from api.pages.evidence import ProfileCard, ResultLine, profile_card, result_line
from api.pages.links import SourceLink, day, record_words, source_link
from api.pages.trialwords import blinding, groups, in_whom, posted_figures, status_sentence
from claimcheck.exports.addresses import web_address
from claimcheck.exports.words import outcome, people, primary_words
from claimcheck.schema import (
    AdverseEvents,
    CountType,
    EventGroup,
    EvidenceProfile,
    Frozen,
    OutcomeType,
    PostedOutcome,
    RecordChange,
    ReferenceType,
    Trial,
    TrialOutcome,
)

#: Further goals, papers and posted outcomes that are told; the record has all of them.
_LISTED: Final = 12
_UNSAID: Final = "The record, or our copy of it, does not say."
_PAIRS: Final = 2
_MONTH: Final = re.compile(r"\d{4}-\d{2}")


class Fact(Frozen):
    """A question about the trial, and what the record says."""

    name: str
    words: str


class Goal(Frozen):
    """Something that was measured, what that is in plain words, and when."""

    measure: str
    plainly: str
    when: str | None


class PostedLine(Frozen):
    """An outcome as the register posts it."""

    measure: str
    main: bool
    when: str | None
    result: str
    why: str
    figures: tuple[str, ...]


class Paper(Frozen):
    """A paper that the record names."""

    citation: str
    link: str | None
    retracted: bool


class TrialPage(Frozen):
    """Everything that the page of a trial shows.

    ``more_goals``, ``more_posted`` and ``more_papers`` count what is left out.
    """

    template: ClassVar[str] = "trial.html"

    id: str
    name: str | None
    title: str
    bottom_line: str
    retracted: bool
    retraction: str | None
    pays: bool
    facts: tuple[Fact, ...]
    goals: tuple[Goal, ...]
    further: tuple[Goal, ...]
    more_goals: int
    results: tuple[ResultLine, ...]
    posted: tuple[PostedLine, ...]
    more_posted: int
    posted_why: str | None
    limitations: str | None
    harms: tuple[str, ...]
    beside: tuple[ProfileCard, ...]
    papers: tuple[Paper, ...]
    more_papers: int
    notes: tuple[str, ...]
    changes: tuple[str, ...]
    record: SourceLink
    sources: tuple[SourceLink, ...]
    read_on: str
    changed_on: str | None


def trial_page(
    trial: Trial,
    changes: Sequence[RecordChange],
    labels: Mapping[str, str],
    profiles: Iterable[EvidenceProfile],
) -> TrialPage:
    """The page; ``labels`` are the plain names of concepts, ``profiles`` what trials add up to."""
    goals, posted = trial.primary_outcomes or (), trial.posted
    further = trial.secondary_outcomes or ()
    papers = trial.publications or ()
    outcomes = posted.outcomes if posted else ()
    return TrialPage(
        id=trial.id,
        name=trial.short_name,
        title=trial.title,
        bottom_line=_bottom_line(trial),
        retracted=trial.retracted,
        retraction=_retraction(trial),
        pays=bool(trial.participants_pay),
        facts=tuple(_facts(trial, labels)),
        goals=tuple(_goals(goals, labels)),
        further=tuple(_goals(further[:_LISTED], labels)),
        more_goals=len(further[_LISTED:]),
        results=tuple(map(result_line, trial.results)),
        posted=tuple(map(_posted, outcomes[:_LISTED])),
        more_posted=len(outcomes[_LISTED:]),
        posted_why=posted.why if posted else None,
        limitations=posted.limitations if posted else None,
        harms=tuple(_harms(posted.adverse_events)) if posted and posted.adverse_events else (),
        beside=tuple(map(profile_card, profiles)),
        papers=tuple(
            Paper(
                citation=paper.citation,
                link=f"https://doi.org/{paper.doi}" if paper.doi else None,
                retracted=paper.retracted,
            )
            for paper in papers[:_LISTED]
        ),
        more_papers=len(papers[_LISTED:]),
        notes=trial.notes,
        changes=tuple(map(_change, changes)),
        record=SourceLink(words=record_words(trial), url=web_address(trial.url), second_hand=False),
        sources=tuple(map(source_link, trial.sources)),
        read_on=day(trial.snapshot_date),
        changed_on=_day_of(trial.last_update_posted),
    )


def pairs_of(trial: Trial) -> tuple[tuple[str, str], ...]:
    """Pairs of treatment and condition that the trial speaks to, the most specific first."""
    pairs = itertools.product(trial.interventions, trial.conditions)
    return tuple(itertools.islice(pairs, _PAIRS))


def concepts_of(trial: Trial) -> frozenset[str]:
    """Ids of the conditions and outcomes whose plain names the page needs."""
    goals = (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
    return frozenset((*trial.conditions, *(id_ for goal in goals for id_ in goal.concepts)))


def _bottom_line(trial: Trial) -> str:
    """What came out, in the words that the reports use."""
    if trial.retracted:
        return "A paper with results of this trial was retracted. Its results carry no weight."
    if trial.has_posted_results and not trial.all_results:
        return "Results are posted on the register. Our copy does not hold them."
    if not trial.all_results:
        return f"No result in our copy. {status_sentence(trial.overall_status)}"
    word = outcome(trial)
    if word.endswith("?"):
        told = word.removesuffix(" ?").capitalize()
        return f"{told}. Not confirmed: only a page that retells the trial says so."
    return f"{word.capitalize()}."


def _retraction(trial: Trial) -> str | None:
    notes = (result.retraction_note for result in trial.results if result.retracted)
    named = (
        paper.retraction_note
        for paper in trial.publications or ()
        if paper.retracted and paper.type is not ReferenceType.BACKGROUND
    )
    return next(filter(None, (*notes, *named)), None)


def _facts(trial: Trial, labels: Mapping[str, str]) -> Iterator[Fact]:
    names = trial.registered_interventions or ()
    treatment = trial.intervention or ", ".join(dict.fromkeys(one.name for one in names))
    given = ", ".join(filter(None, (trial.route, trial.dose)))
    conditions = trial.registered_conditions or [labels.get(id_, id_) for id_ in trial.conditions]
    for name, words in (
        ("What was tested", treatment),
        ("How it was given", given),
        ("Against what", trial.comparator or ("placebo" if trial.placebo else "")),
        ("How the groups were made", groups(trial)),
        ("Who did not know who got what", blinding(trial)),
        ("In whom", in_whom(trial, conditions)),
        ("How many", people(trial) if trial.enrollment else ""),
        ("How far it has come", status_sentence(trial.overall_status)),
        ("Why it stopped", trial.why_stopped),
        ("When", _when(trial)),
        ("Who runs it", ", ".join(filter(None, (trial.sponsor, *trial.collaborators)))),
        ("Where", ", ".join(trial.countries or filter(None, [trial.country]))),
    ):
        if words or name not in {"How it was given", "Why it stopped"}:
            yield Fact(name=name, words=f"{words[:1].upper()}{words[1:]}" if words else _UNSAID)


def _when(trial: Trial) -> str:
    planned = trial.completion_date_type is CountType.ESTIMATED
    parts = (
        ("Began", trial.start_date),
        ("is to end" if planned else "ended", trial.completion_date),
    )
    told = ", ".join(f"{name} {_day_of(when)}" for name, when in parts if when)
    return f"{told[:1].upper()}{told[1:]}"


def _goals(outcomes: Iterable[TrialOutcome], labels: Mapping[str, str]) -> Iterator[Goal]:
    for one in outcomes:
        plainly = ", ".join(labels[id_] for id_ in one.concepts if id_ in labels)
        yield Goal(measure=one.measure, plainly=plainly, when=one.time_frame)


def _posted(one: PostedOutcome) -> PostedLine:
    return PostedLine(
        measure=one.measure,
        main=one.type is OutcomeType.PRIMARY,
        when=one.time_frame,
        result=primary_words(one.reading),
        why=one.why,
        figures=posted_figures(one),
    )


def _harms(events: AdverseEvents) -> Iterator[str]:
    for group in events.groups:
        yield f"{group.title}: {_harm(group)}"


def _harm(group: EventGroup) -> str:
    parts = (
        ("died", group.deaths, group.deaths_at_risk),
        ("had a serious event", group.serious, group.serious_at_risk),
        ("had another event", group.other, group.other_at_risk),
    )
    told = [
        f"{count:,} of {of:,} {words}" if of is not None else f"{count:,} {words}"
        for words, count, of in parts
        if count is not None
    ]
    return ", ".join(told) or "not said"


def _change(change: RecordChange) -> str:
    name = change.field.replace("_", " ")
    seen = _day_of(change.posted) or "an unknown day"
    return (
        f"{name}: from “{change.before or 'not said'}” to “{change.after or 'not said'}” "
        f"in the record of {seen}"
    )


def _day_of(partial: str | None) -> str | None:
    """A date as people write it, a month or a year where the record gives no more."""
    if partial is None:
        return None
    try:
        if _MONTH.fullmatch(partial):
            return f"{date.fromisoformat(f'{partial}-01'):%B %Y}"
        return day(date.fromisoformat(partial))
    except ValueError:
        return partial
