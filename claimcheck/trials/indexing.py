"""What of a record goes into the full-text index, and the place that it takes in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.schema import (
    Allocation,
    Arm,
    ArmGroupType,
    ConceptKind,
    OverallStatus,
    RegisteredIntervention,
    Trial,
)
from claimcheck.trials.words import Names, fold, plain

#: Stands between two values of one column, so that no phrase reaches across them.
BORDER = "_"

COLUMNS = ("conditions", "interventions", "title", "keywords", "outcomes", "ids", "concepts")

_PREFIXES = {
    ConceptKind.CONDITION: "xc_",
    ConceptKind.INTERVENTION: "xi_",
    ConceptKind.OUTCOME: "xo_",
}
_TESTED = frozenset({ArmGroupType.EXPERIMENTAL, ArmGroupType.OTHER, None})
_DUMMY = re.compile(r"\b(?:placebos?|shams?|dummy|(?:normal|isotonic) saline)\b", re.IGNORECASE)
_NCT = re.compile(r"NCT0*([1-9][0-9]{0,7})")
# A record can list hundreds of outcomes.
_MOST_WORDS = 2_000

#: Registry numbers stay below it; records without one are numbered from here on.
FIRST_OWN_NUMBER = 1 << 27
_NUMBER_BITS = 28
_SIZE_BITS = 27


@dataclass(frozen=True)
class IndexedWords:
    """The columns of the full-text index, in the order of ``COLUMNS``; words parted by blanks."""

    conditions: str
    interventions: str
    title: str
    keywords: str
    outcomes: str
    ids: str
    concepts: str

    def columns(self) -> tuple[str, ...]:
        """All columns, in order."""
        return tuple(getattr(self, name) for name in COLUMNS)


def concept_token(kind: ConceptKind, concept: str) -> str:
    """The one word that stands for a concept; no text folds to it, because of the underscore."""
    return _PREFIXES[kind] + concept


def flag_tokens(*, with_results: bool | None, completed: bool | None) -> list[str]:
    """The words that stand for what can be filtered."""
    tokens = []
    if with_results is not None:
        tokens.append("f_results" if with_results else "f_no_results")
    if completed is not None:
        tokens.append("f_completed" if completed else "f_not_completed")
    return tokens


def words_of(trial: Trial, names: Names) -> IndexedWords:
    """The words of a record by column.

    What only comparison groups are given stands among the keywords: free text finds it there, and
    a search for a treatment does not.
    """
    treatments, others = split_interventions(trial, names)
    measures = (
        outcome.measure
        for outcome in (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
    )
    return IndexedWords(
        conditions=_column((*(trial.registered_conditions or ()), *trial.condition_mesh)),
        interventions=_column(
            (*(name for one in treatments for name in _names(one)), trial.intervention or "")
        ),
        title=_column(filter(None, (trial.title, trial.official_title, trial.short_name))),
        keywords=_column(
            (
                *trial.keywords,
                *trial.intervention_mesh,
                *(name for one in others for name in _names(one)),
            )
        ),
        outcomes=_column(measures),
        ids=_column((trial.id, *trial.nct_id_aliases, *trial.secondary_ids)),
        concepts=" ".join(_tokens(trial, names)),
    )


def split_interventions(
    trial: Trial, names: Names
) -> tuple[list[RegisteredIntervention], list[RegisteredIntervention]]:
    """What is tested, and what only comparison groups are given."""
    tested: list[RegisteredIntervention] = []
    compared: list[RegisteredIntervention] = []
    for one in trial.registered_interventions or ():
        (compared if _only_compared(one, trial, names) else tested).append(one)
    return tested, compared


def _only_compared(one: RegisteredIntervention, trial: Trial, names: Names) -> bool:
    concepts = {names.concept(ConceptKind.INTERVENTION, name) for name in _names(one)} - {None}
    if concepts and concepts <= set(trial.comparators) - set(trial.interventions):
        return True
    if _DUMMY.search(one.name):
        return True
    arms = trial.arms or ()
    has_tested_arm = any(arm.type is ArmGroupType.EXPERIMENTAL for arm in arms)
    given = [arm for arm in arms if _gives(arm, one.name)]
    return has_tested_arm and bool(given) and not any(arm.type in _TESTED for arm in given)


def _gives(arm: Arm, name: str) -> bool:
    folded = name.casefold()
    return any(given.casefold() == folded for given in arm.intervention_names)


def _names(one: RegisteredIntervention) -> tuple[str, ...]:
    return (one.name, *one.other_names)


def _column(values: Iterable[str]) -> str:
    unique = dict.fromkeys(" ".join(fold(value)) for value in values)
    words = f" {BORDER} ".join(filter(None, unique)).split(" ")
    return " ".join(words[:_MOST_WORDS])


def _tokens(trial: Trial, names: Names) -> Sequence[str]:
    tags = {
        ConceptKind.CONDITION: trial.conditions,
        ConceptKind.INTERVENTION: trial.interventions,
    }
    vocabulary = names.vocabulary
    tokens = {
        concept_token(kind, broader)
        for kind, ids in tags.items()
        for id_ in ids
        for broader in (vocabulary.ancestors(id_) if id_ in vocabulary.concepts else (id_,))
    }
    tokens.update(flag_tokens(with_results=trial.with_results, completed=completed(trial)))
    return sorted(tokens)


def completed(trial: Trial) -> bool | None:
    """Whether the record says that the trial was completed; ``None`` without a known status."""
    if trial.overall_status in {None, OverallStatus.UNKNOWN, OverallStatus.WITHHELD}:
        return None
    return trial.overall_status is OverallStatus.COMPLETED


def record_key(id_: str) -> str:
    """An id as the store compares it: upper case, and NCT ids with their eight digits."""
    upper = plain(id_).strip().upper()
    match = _NCT.fullmatch(upper)
    return f"NCT{match[1]:0>8}" if match else upper


def registry_number(id_: str) -> int | None:
    """The number in an NCT id; ``None`` for any other id."""
    match = _NCT.fullmatch(record_key(id_))
    return int(match[1]) if match else None


def place_of(trial: Trial, number: int) -> int:
    """Where the record stands in answers, as one positive integer that no other record has.

    Randomised ones come first, then those with results, then the largest, then by number. The
    full-text index of SQLite uses it as row id, so its answers come in this order by themselves.
    """
    size = trial.enrollment.count + 1 if trial.enrollment else 0
    order = (trial.allocation is not Allocation.RANDOMIZED) << 1 | (not trial.with_results)
    return (order << _SIZE_BITS | (1 << _SIZE_BITS) - 1 - size) << _NUMBER_BITS | number
