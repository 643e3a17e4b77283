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
        self._told: dict[tuple[str, str], tuple[Trial, ...]] = {}

    def match(self, claim: Claim) -> tuple[TrialMatch, ...]:
        """At most ``MOST_MATCHES`` records; empty when the claim names no treatment or condition.

        Order: randomised with a known result, other controlled with one, uncontrolled with one
        (posted on the registry first), then those without; within each the largest first.
        """
        treatment = _mention(claim, ConceptKind.INTERVENTION)
        condition = _mention(claim, ConceptKind.CONDITION)
        if treatment is None or condition is None:
            return ()
        told = self._most_telling((treatment.concept, condition.concept))
        return tuple(self._match(claim, trial, treatment) for trial in told)

    def _most_telling(self, pair: tuple[str, str]) -> tuple[Trial, ...]:
        if pair not in self._told:
            found = sorted(self._store.related(*pair), key=_telling)
            self._told[pair] = tuple(found[:MOST_MATCHES])
        return self._told[pair]

    def _match(self, claim: Claim, trial: Trial, treatment: ConceptMention) -> TrialMatch:
        dimensions = compare(claim, trial, self._vocabulary)
        return TrialMatch(
            trial=trial.id,
            registry=trial.registry,
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
