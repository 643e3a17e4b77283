"""The records of a snapshot, in memory, found by treatment and condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from claimcheck.errors import BadRow
from claimcheck.schema import Trial
from claimcheck.vocabulary import Vocabulary


class TrialStore:
    """All records by id; raises ``BadRow`` for a record met twice or an unknown concept."""

    def __init__(self, trials: Iterable[Trial], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._trials: dict[str, Trial] = {}
        for trial in trials:
            if trial.id in self._trials:
                raise BadRow(f"trial {trial.id} is in the copy twice")
            if unknown := concepts_of(trial) - vocabulary.concepts.keys():
                raise BadRow(f"trial {trial.id} names unknown concepts {sorted(unknown)}")
            self._trials[trial.id] = trial

    def get(self, id_: str) -> Trial | None:
        """The record with this id, if the copy has it."""
        return self._trials.get(id_)

    def by_id(self) -> Mapping[str, Trial]:
        """Every record by id, read-only."""
        return MappingProxyType(self._trials)

    def studying(self, intervention: str, condition: str) -> tuple[Trial, ...]:
        """Records of this treatment or a narrower one in this condition or a narrower one."""
        return self._where(intervention, condition, self._vocabulary.is_a)

    def related(self, intervention: str, condition: str) -> tuple[Trial, ...]:
        """Records on the subject: as ``studying``, and those registered for a whole class."""
        return self._where(intervention, condition, self._touches)

    def _where(
        self, intervention: str, condition: str, meets: Callable[[str, str], bool]
    ) -> tuple[Trial, ...]:
        return tuple(
            trial
            for trial in self._trials.values()
            if any(meets(own, intervention) for own in trial.interventions)
            and any(meets(own, condition) for own in trial.conditions)
        )

    def _touches(self, own: str, claimed: str) -> bool:
        is_a = self._vocabulary.is_a
        return is_a(own, claimed) or (self._vocabulary[own].is_class and is_a(claimed, own))


def concepts_of(trial: Trial) -> set[str]:
    """Ids of all concepts that a record names."""
    outcomes = (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
    return {*trial.interventions, *trial.conditions, *(c for o in outcomes for c in o.concepts)}
