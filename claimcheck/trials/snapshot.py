"""The snapshot that ships with the program: the room's front."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date

from claimcheck.errors import DataError
from claimcheck.schema import (
    Claim,
    ConceptKind,
    EvidenceProfile,
    Reach,
    Review,
    Trial,
    TrialMatch,
)
from claimcheck.trials.coverage import Coverage, Covered
from claimcheck.trials.evidence import weigh
from claimcheck.trials.matching import Matcher
from claimcheck.trials.memory import TrialStore
from claimcheck.trials.rows import read_rows
from claimcheck.vocabulary import Vocabulary, load_vocabulary

_TRIAL_FILES = ("autism_cell_therapy.jsonl", "other_pairs.jsonl")
_REVIEW_FILE = "reviews.jsonl"
_COVERAGE_FILE = "coverage.jsonl"


class Snapshot:
    """A dated copy of records; ``snapshot`` is the last day on which one of them was read."""

    def __init__(
        self,
        trials: Iterable[Trial],
        reviews: Iterable[Review],
        covered: Iterable[Covered],
        vocabulary: Vocabulary,
    ) -> None:
        self._store = TrialStore(trials, vocabulary)
        self._reviews = tuple(reviews)
        self._coverage = Coverage(covered, vocabulary)
        self._vocabulary = vocabulary
        self._matcher = Matcher(self._store, vocabulary)
        self._profile = functools.cache(self._weigh)
        days = [trial.snapshot_date for trial in self._store.by_id().values()]
        if not days:
            raise DataError("the copy of the trial records is empty")
        self._read_on: date = max(days)
        self.snapshot = self._read_on.isoformat()

    def trials(self) -> Mapping[str, Trial]:
        """Every record, by id."""
        return self._store.by_id()

    def reviews(self) -> tuple[Review, ...]:
        """Reviews and meta-analyses in our copy."""
        return self._reviews

    def reach(self, pair: tuple[str, str]) -> Reach:
        """Whether trials of this pair were looked for when the copy was made."""
        return self._coverage.reach(*pair)

    def match(self, claim: Claim) -> tuple[TrialMatch, ...]:
        """The records on the claim's intervention and condition, most telling first."""
        return self._matcher.match(claim)

    def pairs(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """The claim's own pair, then its classes, narrowest first; empty when either is missing."""
        intervention = claim.concept_id(ConceptKind.INTERVENTION)
        condition = claim.concept_id(ConceptKind.CONDITION)
        if intervention is None or condition is None:
            return ()
        return tuple((id_, condition) for id_ in (intervention, *self._classes(intervention)))

    def profile(self, pair: tuple[str, str]) -> EvidenceProfile:
        """What the records of (intervention concept, condition concept) add up to."""
        return self._profile(pair)

    def _weigh(self, pair: tuple[str, str]) -> EvidenceProfile:
        intervention, condition = pair
        return weigh(
            self._store.studying(intervention, condition),
            self._vocabulary[intervention],
            self._vocabulary[condition],
            read_on=self._read_on,
            reach=self._coverage.reach(intervention, condition),
        )

    def _classes(self, intervention: str) -> list[str]:
        broader = self._vocabulary.ancestors(intervention) - {intervention}
        classes = [id_ for id_ in broader if self._vocabulary[id_].is_class]
        return sorted(classes, key=lambda id_: (-len(self._vocabulary.ancestors(id_)), id_))


@functools.cache
def load_snapshot() -> Snapshot:
    """The copy under ``corpus/trials``; raises ``ResourceMissing`` or ``BadRow``."""
    trials = [trial for name in _TRIAL_FILES for trial in read_rows(Trial, name)]
    return Snapshot(
        trials,
        read_rows(Review, _REVIEW_FILE),
        read_rows(Covered, _COVERAGE_FILE),
        load_vocabulary(),
    )
