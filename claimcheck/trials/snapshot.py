"""The snapshot that ships with the program: the room's front."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from claimcheck.errors import DataError
from claimcheck.schema import (
    Claim,
    ConceptKind,
    EvidenceProfile,
    NotJudged,
    PairNote,
    Reach,
    Review,
    Trial,
    TrialMatch,
)
from claimcheck.trials.coverage import Coverage, Covered, covered_by_notes
from claimcheck.trials.evidence import weigh
from claimcheck.trials.matching import Matcher
from claimcheck.trials.memory import TrialStore
from claimcheck.trials.merging import refreshed
from claimcheck.trials.rows import read_folder, read_rows
from claimcheck.vocabulary import ANY_CONDITION, Vocabulary, load_vocabulary


class Snapshot:
    """A dated copy of records; ``snapshot`` is the last day on which one of them was read."""

    def __init__(
        self,
        trials: Iterable[Trial],
        reviews: Iterable[Review],
        covered: Iterable[Covered],
        vocabulary: Vocabulary,
        *,
        notes: Iterable[PairNote] = (),
        read_on: date | None = None,
    ) -> None:
        self._store = TrialStore(trials, vocabulary)
        self._reviews = tuple(reviews)
        self._covered = tuple(covered)
        self._notes = {(note.intervention, note.condition): note for note in notes}
        looked_up = covered_by_notes(self._notes.values())
        self._coverage = Coverage([*self._covered, *looked_up], vocabulary)
        self._vocabulary = vocabulary
        self._matcher = Matcher(self._store, vocabulary)
        self._profile = functools.cache(self._weigh)
        days = [trial.snapshot_date for trial in self._store.by_id().values()]
        if not days:
            raise DataError("the copy of the trial records is empty")
        self._read_on: date = read_on or max(days)
        self.snapshot = self._read_on.isoformat()

    def with_records(self, trials: Iterable[Trial], covered: Iterable[Covered]) -> Snapshot:
        """A copy that holds further records; what curators added to one of ours is kept."""
        merged = dict(self._store.by_id())
        for trial in trials:
            # The register may have given a trial of ours another id since.
            ids = (trial.id, *trial.nct_id_aliases)
            known = next((merged[id_] for id_ in ids if id_ in merged), None)
            merged[known.id if known else trial.id] = refreshed(known, trial) if known else trial
        return Snapshot(
            merged.values(),
            self._reviews,
            [*self._covered, *covered],
            self._vocabulary,
            notes=self._notes.values(),
            read_on=self._read_on,
        )

    def gathered(self, claims: Sequence[Claim]) -> tuple[Snapshot, tuple[NotJudged, ...]]:  # noqa: ARG002 (the copy alone is the same for all)
        """The copy as it is."""
        return self, ()

    def speaking(self, vocabulary: Vocabulary) -> Snapshot:
        """The same records with a wider vocabulary."""
        return Snapshot(
            self._store.by_id().values(),
            self._reviews,
            self._covered,
            vocabulary,
            notes=self._notes.values(),
            read_on=self._read_on,
        )

    def is_open(self, pair: tuple[str, str]) -> bool:
        """Whether the registry is worth asking: the copy does not cover the pair."""
        return pair[1] != ANY_CONDITION and self.reach(pair) is Reach.NOT_GATHERED

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
        """The claim's own pair, then its classes, narrowest first; then the treatment as a whole.

        The last (in ``any_condition``) only where it was looked up; empty without a treatment.
        """
        intervention = claim.concept_id(ConceptKind.INTERVENTION)
        condition = claim.concept_id(ConceptKind.CONDITION)
        if intervention is None:
            return ()
        treatments = (intervention, *self._classes(intervention))
        own = [(id_, condition) for id_ in treatments if condition]
        general = [(id_, ANY_CONDITION) for id_ in treatments if condition != ANY_CONDITION]
        return (*own, *[pair for pair in general if pair in self._notes][:1])

    def profile(self, pair: tuple[str, str]) -> EvidenceProfile:
        """What the records of (intervention concept, condition concept) add up to."""
        return self._profile(pair)

    def reviews_of(self, pair: tuple[str, str]) -> tuple[Review, ...]:
        """Reviews of this treatment or a narrower one in this condition or a narrower one."""
        is_a = self._vocabulary.is_a
        return tuple(
            review
            for review in self._reviews
            if any(is_a(own, pair[0]) for own in review.interventions)
            and any(is_a(own, pair[1]) for own in review.conditions)
        )

    def notes(self) -> tuple[PairNote, ...]:
        """What was written down about every pair that was looked up."""
        return tuple(self._notes.values())

    def asked(self, intervention: str, condition: str) -> PairNote | None:
        """The note on a pair that was looked up in exactly these words, letter case aside."""
        wanted = (intervention.casefold().strip(), condition.casefold().strip())
        for note in self._notes.values():
            if any((one.casefold(), other.casefold()) == wanted for one, other in note.asked):
                return note
        return None

    def note(self, pair: tuple[str, str]) -> PairNote | None:
        """What was written down when this very pair was looked up, if it was."""
        return self._notes.get(pair)

    def _weigh(self, pair: tuple[str, str]) -> EvidenceProfile:
        intervention, condition = pair
        return weigh(
            self._store.studying(intervention, condition),
            self.reviews_of(pair),
            self._vocabulary[intervention],
            self._vocabulary[condition],
            read_on=self._coverage.read_on(intervention, condition) or self._read_on,
            reach=self._coverage.reach(intervention, condition),
            judged=note.judged if (note := self.note(pair)) else None,
            vocabulary=self._vocabulary,
        )

    def _classes(self, intervention: str) -> list[str]:
        broader = self._vocabulary.ancestors(intervention) - {intervention}
        classes = [id_ for id_ in broader if self._vocabulary[id_].is_class]
        return sorted(classes, key=lambda id_: (-len(self._vocabulary.ancestors(id_)), id_))


@functools.cache
def load_snapshot() -> Snapshot:
    """The copy under ``corpus/trials``; raises ``ResourceMissing`` or ``BadRow``."""
    return Snapshot(
        read_folder(Trial, "records"),
        read_folder(Review, "reviews"),
        read_rows(Covered, "coverage.jsonl"),
        load_vocabulary(),
        notes=read_folder(PairNote, "pairs"),
    )
