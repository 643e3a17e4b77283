"""Asking the registry about a pair that the copy does not cover, and remembering the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from claimcheck.errors import RegistryFailed
from claimcheck.schema import Lookup, Source, SourceKind, Trial, TrialQuery
from claimcheck.trials.coverage import Covered
from claimcheck.trials.intake import read_study
from claimcheck.trials.memory import concepts_of
from claimcheck.trials.tagging import Tagger
from claimcheck.vocabulary import Concept, Vocabulary, load_vocabulary

if TYPE_CHECKING:
    # The database and network libraries load when there is something to ask.
    from claimcheck.trials.ctgov import StudyPage
    from claimcheck.trials.store import RecordStore

#: An answer of the registry is used for this long; records change slowly, families do not wait.
FRESH = timedelta(days=30)
#: Records taken from one answer; the count of all that match is kept beside them.
MOST_RECORDS = 100
#: Names sent for one concept; the registry widens each by its own synonyms.
_MOST_NAMES = 5


class PairAsker(Protocol):
    """The client of a registry."""

    def search_pair(
        self, condition_terms: Sequence[str], intervention_terms: Sequence[str], limit: int
    ) -> StudyPage:
        """Studies on both; raises ``RegistryFailed``."""


@dataclass(frozen=True)
class LookedUp:
    """What the store and the registry have on a pair.

    ``covered`` is ``None`` while nobody has asked the registry. ``failure`` says why it could not
    be asked: that is never "no trial".
    """

    trials: tuple[Trial, ...]
    covered: Covered | None = None
    failure: str | None = None


class Lookups:
    """Answers from the store of this machine, from a fresh answer in it, else from the registry.

    Concepts of ``vocabulary`` that the store's own vocabulary lacks are searched by their words.
    """

    def __init__(
        self, store: RecordStore, registry: PairAsker | None, vocabulary: Vocabulary
    ) -> None:
        self._store = store
        self._registry = registry
        self._vocabulary = vocabulary
        self._tagger = Tagger(vocabulary)

    def close(self) -> None:
        """Give the store's connections back."""
        self._store.close()

    def speaking(self, vocabulary: Vocabulary) -> Lookups:
        """The same store and registry with another vocabulary."""
        return Lookups(self._store, self._registry, vocabulary)

    def held(self, pair: tuple[str, str]) -> LookedUp:
        """What this machine holds; asks nobody."""
        known = self._store.lookup(*pair)
        trials = self._studying(pair)
        answered = known if known and known.failure is None else None
        return LookedUp(trials=trials, covered=_covered(answered, trials) if answered else None)

    def ask(self, pair: tuple[str, str], *, now: datetime) -> LookedUp:
        """Ask the registry unless a fresh answer is held; ``now`` has a time zone."""
        known = self._store.lookup(*pair)
        fresh = known is not None and known.failure is None and now - known.asked < FRESH
        if fresh or self._registry is None:
            return self.held(pair)
        intervention, condition = (self._vocabulary[id_] for id_ in pair)
        try:
            page = self._registry.search_pair(
                names_of(condition), names_of(intervention), MOST_RECORDS
            )
        except RegistryFailed as error:
            held = self.held(pair)
            return LookedUp(trials=held.trials, covered=held.covered, failure=str(error))
        self._keep(pair, page, now)
        return self.held(pair)

    def _studying(self, pair: tuple[str, str]) -> tuple[Trial, ...]:
        if all(id_ in load_vocabulary().concepts for id_ in pair):
            return tuple(map(self._known, self._store.studying(*pair)))
        intervention, condition = (self._vocabulary[id_] for id_ in pair)
        asked = TrialQuery(intervention=intervention.label, condition=condition.label)
        found = self._store.search(asked, limit=MOST_RECORDS).hits
        retagged = (self._tagger.tag(hit.trial) for hit in found)
        return tuple(
            trial
            for trial in retagged
            if pair[0] in trial.interventions and pair[1] in trial.conditions
        )

    def _known(self, trial: Trial) -> Trial:
        """The record, its concepts found anew where the vocabulary no longer has one of them."""
        known = self._vocabulary.concepts.keys()
        return trial if concepts_of(trial) <= known else self._tagger.tag(trial)

    def _keep(self, pair: tuple[str, str], page: StudyPage, now: datetime) -> None:
        source = Source(
            title="ClinicalTrials.gov, asked by this program",
            kind=SourceKind.REGISTRY,
            url=page.url,
            date_seen=now.date(),
        )
        read = (
            read_study(study, where=page.url, source=source, read_on=now.date())
            for study in page.studies
        )
        # The total still counts what could not be read, so the answer is then not called complete.
        trials = [trial for trial in read if isinstance(trial, Trial)]
        self._store.put(trials)
        self._store.save_lookup(
            Lookup(
                intervention=pair[0],
                condition=pair[1],
                asked=now,
                url=page.url,
                total=page.total,
                trials=tuple(trial.id for trial in trials),
            )
        )


def _covered(lookup: Lookup, trials: Sequence[Trial]) -> Covered:
    return Covered(
        intervention=lookup.intervention,
        condition=lookup.condition,
        complete=_is_complete(lookup, trials),
        note="Asked of ClinicalTrials.gov by this program.",
        read_on=lookup.asked.date(),
    )


def _is_complete(lookup: Lookup, trials: Sequence[Trial]) -> bool:
    """Whether "none found" may be said: the registry found none, or all it found was read.

    An answer of which nothing is about the pair by our own reading may be our misreading.
    """
    if lookup.total == 0:
        return True
    read_all = lookup.total is not None and lookup.total <= len(lookup.trials)
    return read_all and bool(trials)


def names_of(concept: Concept) -> tuple[str, ...]:
    """The label and the longest other names, which are the least ambiguous."""
    others = sorted(set(concept.aliases) - {concept.label.lower()}, key=lambda a: (-len(a), a))
    plain = [alias for alias in others if alias.isascii()]
    return (concept.label, *plain[: _MOST_NAMES - 1])
