"""Evidence as the labellers of the corpus held it to be, in place of our copy of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.corpus import LabelledPage
from claimcheck.schema import (
    Claim,
    ConceptKind,
    EvidenceLevel,
    EvidenceProfile,
    NotJudged,
    Reach,
    Review,
    Trial,
    TrialMatch,
)
from claimcheck.schema.gathered import Pair
from claimcheck.trials import Snapshot

_LEVELS = {
    "proven": EvidenceLevel.MODERATE,
    "mixed": EvidenceLevel.LOW,
    "unproven": EvidenceLevel.VERY_LOW,
    "negative": EvidenceLevel.NEGATIVE,
}
#: Stands for a treatment or condition that our vocabulary lacks.
_ANY = ("supplements", "any_condition")


class LabelledEvidence:
    """One page's evidence; implements ``TrialSource`` and ``TrialRoom``.

    It shows what the judge would do if our copy covered every pair. Records and reviews are ours.
    """

    def __init__(self, snapshot: Snapshot, labelled: LabelledPage) -> None:
        self.snapshot = snapshot.snapshot
        self._own = snapshot
        self._level = _LEVELS[labelled.evidence]

    def gathered(self, claims: Sequence[Claim]) -> tuple[LabelledEvidence, tuple[NotJudged, ...]]:  # noqa: ARG002 (the border's name)
        """Itself."""
        return self, ()

    def match(self, claim: Claim) -> tuple[TrialMatch, ...]:
        """As in our copy."""
        return self._own.match(claim)

    def pairs(self, claim: Claim) -> tuple[Pair, ...]:
        """The claim's own pair, of something at least, before what our copy adds."""
        treatment = claim.concept_id(ConceptKind.INTERVENTION) or _ANY[0]
        condition = claim.concept_id(ConceptKind.CONDITION) or _ANY[1]
        own = (treatment, condition)
        return (own, *(pair for pair in self._own.pairs(claim) if pair != own))

    def profile(self, pair: Pair) -> EvidenceProfile:
        """Our copy's, with the level that the labellers gave the page."""
        said = {"best_level": self._level, "judged": self._level, "reach": Reach.SEARCHED}
        return self._own.profile(pair).model_copy(update=said)

    def trials(self) -> Mapping[str, Trial]:
        """As in our copy."""
        return self._own.trials()

    def reviews(self) -> tuple[Review, ...]:
        """As in our copy."""
        return self._own.reviews()
