"""One question, one answer: what records show for a treatment in a condition."""

from __future__ import annotations

from datetime import UTC, datetime

from claimcheck.schema import ConceptKind, EvidenceAnswer
from claimcheck.trials.lookup import LookedUp, Lookups
from claimcheck.trials.snapshot import Snapshot
from claimcheck.vocabulary import Concept, Vocabulary, named_by


def answer_pair(
    intervention: str,
    condition: str,
    *,
    snapshot: Snapshot,
    vocabulary: Vocabulary,
    lookups: Lookups | None,
    ask: bool,
    now: datetime | None = None,
) -> EvidenceAnswer:
    """The evidence for a pair named in words, by concept id, label or alias.

    Words that the vocabulary lacks are looked for as they stand. The registry is asked when ``ask``
    and the copy does not cover the pair; a failure is told in the answer.
    """
    noted = snapshot.asked(intervention, condition)
    treatment = _concept(
        vocabulary, ConceptKind.INTERVENTION, noted.intervention if noted else intervention
    )
    illness = _concept(vocabulary, ConceptKind.CONDITION, noted.condition if noted else condition)
    strangers = [c for c in (treatment, illness) if c.id not in vocabulary.concepts]
    if strangers:
        vocabulary = vocabulary.with_concepts(strangers)
        snapshot = snapshot.speaking(vocabulary)
        lookups = lookups.speaking(vocabulary) if lookups else None
    pair = (treatment.id, illness.id)
    found = _look(pair, snapshot, lookups, ask=ask, now=now or datetime.now(UTC))
    room = snapshot.with_records(found.trials, [found.covered] if found.covered else [])
    profile = room.profile(pair)
    known = room.trials()
    return EvidenceAnswer(
        matched_intervention=_matched(intervention, treatment),
        matched_condition=_matched(condition, illness),
        profile=profile,
        trials={id_: known[id_] for id_ in profile.trials},
        reviews=room.reviews_of(pair),
        note=room.note(pair),
        failure=found.failure,
    )


def _concept(vocabulary: Vocabulary, kind: ConceptKind, words: str) -> Concept:
    return vocabulary.find(kind, words) or named_by(kind, words)


def _matched(words: str, concept: Concept) -> str:
    same = words.casefold() == concept.label.casefold()
    return words if same else f"{words} = {concept.label}"


def _look(
    pair: tuple[str, str],
    snapshot: Snapshot,
    lookups: Lookups | None,
    *,
    ask: bool,
    now: datetime,
) -> LookedUp:
    if lookups is None:
        return LookedUp(trials=())
    if ask and snapshot.is_open(pair):
        return lookups.ask(pair, now=now)
    return lookups.held(pair)
