"""What records show for one treatment and condition, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimcheck.exports.layout import counted, hanging, indented, plain, rendered, title
from claimcheck.exports.picture import LEGEND, trial_picture
from claimcheck.exports.words import ages_words, design, people, result_sentence, source_words
from claimcheck.schema import (
    EvidenceAnswer,
    EvidenceLevel,
    EvidenceProfile,
    PrimaryResult,
    Reach,
    Review,
    Trial,
    TrialResult,
)
from claimcheck.trials.facts import decisive

CAVEAT = (
    "A registration is not an approval, and a register does not check what sponsors enter. “Not "
    "found in our copy” does not mean that no trial exists."
)
#: Ids listed in one line; the JSON has all of them.
_IDS_SHOWN = 12
#: Trials told in full under one heading; a store may hold thousands.
_TOLD = 25


def render_evidence(answer: EvidenceAnswer, *, width: int = 80, colour: bool = False) -> str:
    """The answer field by field, with the records and sources behind it."""
    return rendered(Group(*_sections(answer)), width=width, colour=colour)


def _sections(answer: EvidenceAnswer) -> Iterator[RenderableType]:
    profile = answer.profile
    yield plain(f"{profile.intervention_label} for {profile.condition_label}", style="bold")
    yield plain(f"read as: {answer.matched_intervention} · {answer.matched_condition}", style="dim")
    yield Text()
    yield plain(profile.statement)
    if answer.failure:
        yield plain(f"ClinicalTrials.gov could not be asked: {answer.failure}", style="bold")
    yield from _counts(profile)
    yield from _results(answer)
    yield from _reviews(answer.reviews)
    yield from _picture(answer)
    yield from _level(profile)
    yield from _gaps(answer)
    yield from _sources(answer)
    yield Text()
    yield plain(CAVEAT, style="dim")


def _counts(profile: EvidenceProfile) -> Iterator[RenderableType]:
    yield title(f"In our copy of {profile.snapshot_date:%d %B %Y}")
    apart = len(profile.trials) - profile.registered
    if not profile.registered:
        others = f"; {counted(apart, 'trial')} known from publications alone" if apart else ""
        yield indented(plain(f"No registry record of this pair{others}."))
    else:
        yield indented(_tally(profile))
    if words := ages_words(profile.minimum_age_months, profile.maximum_age_months):
        yield indented(plain(f"Ages admitted, all trials together: {words}."))
    if profile.reach is not Reach.SEARCHED:
        yield indented(plain(_reach(profile.reach)))


def _tally(profile: EvidenceProfile) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    for number, words in (
        (profile.registered, "registered"),
        (profile.randomised, "with groups drawn by lot"),
        (profile.blinded, "of these with at least two parties blinded"),
        (profile.controlled, "with a comparison group"),
        (profile.placebo_controlled, "with a placebo or sham"),
        (profile.completed, "completed"),
        (profile.recruiting, "recruiting"),
        (profile.with_results, "with a result, posted or published"),
        (
            len(profile.overdue_results),
            "due to have ended over a year before, no result in our copy",
        ),
        (len(profile.participants_pay), "in which people paid to take part, as far as told"),
    ):
        table.add_row(str(number), plain(words))
    return table


def _reach(reach: Reach) -> str:
    if reach is Reach.SELECTION:
        return "A selection: key trials only, so the counts are no totals."
    return "Nobody looked for trials of this pair: the counts say nothing about the world."


def _results(answer: EvidenceAnswer) -> Iterator[RenderableType]:
    left = dict(answer.trials)
    for heading, chosen in _groups(answer):
        found = [left.pop(id_) for id_ in chosen if id_ in left]
        if not found:
            continue
        yield title(heading)
        largest = sorted(found, key=lambda trial: (-trial.size, trial.id))
        for trial in largest[:_TOLD]:
            yield indented(_told(trial))
        if len(largest) > _TOLD:
            more = f"and {counted(len(largest) - _TOLD, 'further record')} (in the JSON)"
            yield indented(plain(more, style="dim"))


def _groups(answer: EvidenceAnswer) -> Iterator[tuple[str, Iterable[str]]]:
    profile, trials = answer.profile, answer.trials
    placebo = {id_ for id_, trial in trials.items() if trial.placebo}
    missed, met = profile.primary_not_met, profile.primary_met
    yield "Publication retracted: carries no weight", profile.retracted
    yield (
        "Placebo-controlled, main goal not met",
        [id_ for id_ in missed if id_ in placebo],
    )
    yield "Placebo-controlled, main goal met", [id_ for id_ in met if id_ in placebo]
    yield "Compared without placebo, main goal not met", missed
    yield "Compared without placebo, main goal met", met
    yield (
        "A result that does not test benefit",
        [id_ for id_, trial in trials.items() if _has(trial, PrimaryResult.NOT_A_TEST)],
    )
    yield (
        "Posted, but not clear by itself",
        [id_ for id_, trial in trials.items() if _has(trial, PrimaryResult.UNCLEAR)],
    )


def _has(trial: Trial, primary: PrimaryResult) -> bool:
    result = decisive(trial)
    return result is not None and result.primary is primary


def _told(trial: Trial) -> RenderableType:
    name = f"{trial.id} ({trial.short_name})" if trial.short_name else trial.id
    head = f"{name}: {people(trial)}, {design(trial)}."
    lines = [words for result in trial.all_results for words in _result(result)]
    return Group(plain(head, style="bold"), *(hanging("-", words) for words in lines))


def _result(result: TrialResult) -> Iterator[str]:
    whose = "Posted on the register: " if result.posted else ""
    yield f"{whose}{result_sentence(result)}"
    if result.retraction_note:
        yield f"Retraction: {result.retraction_note}"
    yield from result.numbers
    for limit in result.limits:
        yield f"Limit: {limit}"
    yield f"Source: {source_words(result.source)}"


def _reviews(reviews: tuple[Review, ...]) -> Iterator[RenderableType]:
    if not reviews:
        return
    yield title("Reviews of trials")
    for review in sorted(reviews, key=lambda review: (-(review.year or 0), review.id)):
        unread = "" if review.confirmed else " Not confirmed: its own text was not read."
        yield indented(hanging("-", f"{review.title}: {review.summary}{unread}"))
        for words in (*review.numbers, *map(source_words, review.sources)):
            yield indented(hanging("-", words), by=4)


def _picture(answer: EvidenceAnswer) -> Iterator[RenderableType]:
    if not answer.trials:
        return
    yield title("Size, design and result")
    yield indented(trial_picture(list(answer.trials.values())))
    yield plain(LEGEND, style="dim")


def _level(profile: EvidenceProfile) -> Iterator[RenderableType]:
    yield title("How sure one can be that it helps")
    yield indented(plain(_level_words(profile), style="bold"))
    for reason in profile.reasons:
        yield indented(hanging("-", reason))


def _level_words(profile: EvidenceProfile) -> str:
    """Of trials that came here by chance a level would say nothing."""
    if profile.reach is Reach.NOT_GATHERED:
        return "Not told: nobody gathered the trials of this pair."
    level = profile.best_level
    match level:
        case EvidenceLevel.NONE:
            return "No controlled evidence in our copy."
        case EvidenceLevel.NEGATIVE:
            return "Adequate controlled trials found no benefit."
        case _:
            words = level.value.replace("_", " ").capitalize()
            return f"{words} certainty (our reading, in GRADE's words)."


def _gaps(answer: EvidenceAnswer) -> Iterator[RenderableType]:
    note = answer.note
    if note and note.judged is not answer.profile.best_level and note.difference:
        judged = note.judged.value.replace("_", " ")
        words = f"The person who looked it up judged otherwise ({judged}): {note.difference}"
        yield indented(hanging("-", words))
    if note and note.gaps:
        yield title("Not found or not confirmed")
        yield indented(plain(note.gaps))


def _sources(answer: EvidenceAnswer) -> Iterator[RenderableType]:
    urls = [trial.url for trial in answer.trials.values() if trial.url]
    if not urls:
        return
    yield title("Records")
    for url in urls[:_IDS_SHOWN]:
        yield indented(plain(url))
    rest = len(urls) - _IDS_SHOWN
    if rest > 0:
        yield indented(plain(f"and {counted(rest, 'further record')} (in the JSON)", style="dim"))
