"""Which records a claim is about, in the order in which a reader should see them."""

from __future__ import annotations

from enum import IntEnum

from claimcheck.schema import (
    Claim,
    ConceptKind,
    ConceptMention,
    Dimension,
    Standing,
    Trial,
    TrialMatch,
)
from claimcheck.trials import facts
from claimcheck.trials.dimensions import compare
from claimcheck.trials.memory import TrialStore
from claimcheck.trials.sides import Recorded, Told
from claimcheck.vocabulary import Vocabulary

#: More records than this are not read; the profile of the pair still counts all of them.
MOST_MATCHES = 12


class _Rank(IntEnum):
    RANDOMISED = 0
    CONTROLLED = 1
    UNCONTROLLED = 2
    NO_RESULT = 3


class Matcher:
    """Matches claims to the records of a store."""

    def __init__(self, store: TrialStore, vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        # Most claims of a page are about the same pair, and the records do not change.
        self._most_telling_of: dict[tuple[str, str], tuple[Recorded, ...]] = {}
        self._recorded: dict[str, Recorded] = {}

    def match(self, claim: Claim) -> tuple[TrialMatch, ...]:
        """At most ``MOST_MATCHES`` records; empty when the claim names no treatment or condition.

        Order: randomised with a known result, other controlled with one, uncontrolled with one
        (posted on the registry first), then those without; within each the largest first.
        """
        treatment = _mention(claim, ConceptKind.INTERVENTION)
        condition = _mention(claim, ConceptKind.CONDITION)
        if treatment is None or condition is None:
            return ()
        records = self._most_telling((treatment.concept, condition.concept))
        told = Told.of(claim)
        return tuple(self._match(told, recorded, treatment) for recorded in records)

    def _most_telling(self, pair: tuple[str, str]) -> tuple[Recorded, ...]:
        if pair not in self._most_telling_of:
            found = sorted(self._store.related(*pair), key=_telling)[:MOST_MATCHES]
            self._most_telling_of[pair] = tuple(map(self._read, found))
        return self._most_telling_of[pair]

    def _read(self, trial: Trial) -> Recorded:
        if trial.id not in self._recorded:
            self._recorded[trial.id] = Recorded.of(trial, self._vocabulary)
        return self._recorded[trial.id]

    def _match(self, told: Told, recorded: Recorded, treatment: ConceptMention) -> TrialMatch:
        dimensions = compare(told, recorded, self._vocabulary)
        return TrialMatch(
            trial=recorded.trial.id,
            registry=recorded.trial.registry,
            dimensions=dimensions,
            first_beyond=next(
                (d for d in Dimension if dimensions[d].standing is Standing.BEYOND), None
            ),
            matched_alias=treatment.quote,
        )


def _mention(claim: Claim, kind: ConceptKind) -> ConceptMention | None:
    return next((mention for mention in claim.concepts if mention.kind is kind), None)


def _telling(trial: Trial) -> tuple[_Rank, bool, int, str]:
    rank = _rank(trial)
    unposted = rank is _Rank.UNCONTROLLED and not trial.has_posted_results
    return rank, unposted, -trial.size, trial.id


def _rank(trial: Trial) -> _Rank:
    if not facts.known_result(trial):
        return _Rank.NO_RESULT
    if facts.randomised(trial):
        return _Rank.RANDOMISED
    return _Rank.CONTROLLED if trial.controlled else _Rank.UNCONTROLLED
