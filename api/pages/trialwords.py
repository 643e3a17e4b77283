"""A record's closed vocabularies in whole sentences that a parent can read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from claimcheck.exports.words import ages_words
from claimcheck.schema import (
    Allocation,
    InterventionModel,
    Masking,
    OverallStatus,
    PostedOutcome,
    Sex,
    StudyType,
    Trial,
    WhoMasked,
)

_ROWS: Final = 3
_BLIND: Final = {
    WhoMasked.PARTICIPANT: "the people in the trial",
    WhoMasked.CARE_PROVIDER: "those who treated them",
    WhoMasked.INVESTIGATOR: "the researchers",
    WhoMasked.OUTCOMES_ASSESSOR: "those who measured",
}


def groups(trial: Trial) -> str:
    """How it was decided who got what; empty where the record does not say."""
    if trial.study_type is StudyType.OBSERVATIONAL:
        return "Nobody was given a treatment for the trial: people were only watched."
    match trial.allocation:
        case Allocation.RANDOMIZED:
            crossed = trial.intervention_model is InterventionModel.CROSSOVER
            after = " Later the groups changed places." if crossed else ""
            return (
                f"By chance. So a difference between the groups can be due to the treatment.{after}"
            )
        case Allocation.NON_RANDOMIZED:
            return "Not by chance. So the groups may have differed from the start."
        case Allocation.NA:
            return (
                "There was one group alone. So nobody can tell what would have happened without "
                "the treatment."
            )
        case None:
            return ""
    assert_never(trial.allocation)


def blinding(trial: Trial) -> str:
    """Who did not know; empty where the record does not say."""
    if trial.who_masked:
        who = [_BLIND[one] for one in trial.who_masked]
        return f"{_listed(who)}.".capitalize()
    match trial.masking:
        case None:
            return ""
        case Masking.NONE:
            return "Nobody: all knew. Hope alone can then change what is reported."
        case Masking.SINGLE:
            return "One side did not know."
        case Masking.DOUBLE:
            return "Two sides did not know (double blind)."
        case Masking.TRIPLE:
            return "Three sides did not know (triple blind)."
        case Masking.QUADRUPLE:
            return (
                "The people in the trial, those who treated them, the researchers and those who "
                "measured."
            )
    assert_never(trial.masking)


def in_whom(trial: Trial, conditions: Iterable[str]) -> str:
    """Condition, age and sex of the people."""
    ages = ages_words(trial.minimum_age_months, trial.maximum_age_months)
    sex = {Sex.FEMALE: "women and girls only", Sex.MALE: "men and boys only"}
    parts = (
        f"People with {_listed(list(conditions))}" if conditions else "",
        f"aged {ages}" if ages else "",
        sex.get(trial.sex, "") if trial.sex else "",
        "healthy people too" if trial.healthy_volunteers else "",
    )
    return ", ".join(part for part in parts if part)


def status_sentence(status: OverallStatus | None) -> str:
    """How far the trial has come."""
    match status:
        case None | OverallStatus.UNKNOWN:
            return "It is not known how far it has come."
        case OverallStatus.COMPLETED:
            return "It has ended."
        case OverallStatus.RECRUITING:
            return "It is still looking for people."
        case OverallStatus.ENROLLING_BY_INVITATION:
            return "It still takes people in, by invitation."
        case OverallStatus.ACTIVE_NOT_RECRUITING:
            return "It is running and takes nobody in any more."
        case OverallStatus.NOT_YET_RECRUITING:
            return "It has not started."
        case OverallStatus.SUSPENDED:
            return "It is halted for now."
        case OverallStatus.TERMINATED:
            return "It was stopped before its end."
        case OverallStatus.WITHDRAWN:
            return "It was withdrawn before anybody took part."
        case (
            OverallStatus.AVAILABLE
            | OverallStatus.NO_LONGER_AVAILABLE
            | OverallStatus.TEMPORARILY_NOT_AVAILABLE
            | OverallStatus.APPROVED_FOR_MARKETING
        ):
            return "It gives access to a treatment and is no test of it."
        case OverallStatus.WITHHELD:
            return "The sponsor has the record withheld."
    assert_never(status)


def posted_figures(outcome: PostedOutcome) -> tuple[str, ...]:
    """The first figures of an outcome, group by group, and how groups compare."""
    unit = f" {outcome.unit}" if outcome.unit else ""
    values = [
        f"{f'{row.title}, ' if row.title else ''}{value.group}: {value.value}{unit}"
        f"{f' (of {value.analysed:,} people)' if value.analysed is not None else ''}"
        for row in outcome.rows[:_ROWS]
        for value in row.values
    ]
    compared = [
        f"{' against '.join(one.groups)}: p {one.p_value.raw}"
        for one in outcome.analyses[:_ROWS]
        if one.p_value
    ]
    return (*values, *compared)


def _listed(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
