"""Which types a passage has and how sure that is: by rule, or with the trained models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimcheck.claims.confidence import CueConfidence
from claimcheck.claims.outputs import DENIED, SAYINGS, TYPES
from claimcheck.claims.rules import Heard
from claimcheck.claims.stack import Floats
from claimcheck.schema import EVERYDAY, ClaimType, Denied, Page, Saying
from claimcheck.settings import MIN_CONTEXT_BLOCKS, MIN_HEARD, MIN_TYPE_CONFIDENCE

#: A kind of denial is named from this probability on; the likeliest kind always is.
_DENIED_FROM = 0.5
_PATIENT_FROM = 0.5
_DENIALS = {
    ClaimType.EFFICACY: Denied.EFFICACY,
    ClaimType.CURE: Denied.CURE,
    ClaimType.SAFETY: Denied.SAFETY,
    ClaimType.REGULATORY: Denied.REGULATORY,
}
_RULED_OUT = "safety.ruled_out"
#: What a harm named beside "none of these can happen" may be taken for.
_OF_HARM = "disclaimer.has_risks"
_IF_NOT = re.compile(
    r"\b(?:if|unless|when)\b[^.;]{0,60}(?:\b(?:not|no|without|fails?)\b|n't\b)[^.;]{0,30}"
    r"\b(?:work|help|difference|improv\w+|results?|better|grow|change|relief|satisfied|happy)"
)
_PAID_BACK = re.compile(
    r"\b(?:refund\w*|money[- ]?back|you (?:do not|don't|won't|will not) pay|pay nothing)\b"
)
_NOT_PAID_BACK = re.compile(
    r"(?:\b(?:no|not|never|cannot|non)\b|n't)[ -](?:\w+ ){0,4}?(?:refund\w*|money[- ]?back)\b"
)
#: "Who should not take it? We have not met one."
_NOBODY_MET = re.compile(
    r"\bwe(?: have|'ve)(?: not| never|n't)(?: yet| ever)? (?:met|seen|found|had) "
    r"(?:one|anyone|anybody)(?: (?:so far|yet))?\W*$"
)


@dataclass(frozen=True)
class Decision:
    """Types with their calibrated probability, what is denied, and whether a patient speaks."""

    types: Mapping[ClaimType, float]
    denied: frozenset[Denied] = frozenset()
    by_rule: frozenset[ClaimType] = frozenset()
    """Types that the rules read by themselves."""
    patient: bool = False
    flag_likelihood: float | None = None
    """How likely a labeller would flag the passage; ``None`` when no model was asked."""
    says: Mapping[Saying, float] = field(default_factory=dict)
    """What it says whatever it claims, from ``MIN_HEARD`` on."""
    alone: Mapping[Saying, float] | None = None
    """The same, with the encoder that was taught sentences; ``None`` in a tier without it."""

    @property
    def confidence(self) -> float:
        """That of the surest type."""
        return max(self.types.values(), default=0.0)


class Classifier(Protocol):
    """Decides for all passages of a page at once: what stands around a passage counts too."""

    version: str

    def decide(self, page: Page, heard: Sequence[Heard]) -> Sequence[Decision]:
        """One decision for each passage, in the same order."""


class RulesAlone:
    """The types that the rules read, as sure as their cues were right on the corpus."""

    def __init__(self, confidence: CueConfidence) -> None:
        self.version = confidence.version
        self._confidence = confidence

    def decide(self, page: Page, heard: Sequence[Heard]) -> list[Decision]:  # noqa: ARG002
        """Nothing around the passages counts."""
        return [self._decide(one) for one in heard]

    def _decide(self, one: Heard) -> Decision:
        reading = one.reading
        types = reading.types - ({ClaimType.DISCLAIMER} if _limits_nothing(one) else frozenset())
        sure = self._confidence.of(reading.cues, types)
        return Decision(
            {type_: sure for type_ in TYPES if type_ in types},
            reading.denied if ClaimType.DISCLAIMER in types else frozenset(),
            by_rule=types,
        )


@dataclass(frozen=True)
class Scores:
    """Probabilities of one page: all but ``patient`` and ``flag`` ``[passages, kinds]``."""

    types: Floats
    denied: Floats
    patient: Floats
    flag: Floats
    says: Floats
    alone: Floats | None = None
    """The same, with the encoder that was taught sentences; ``None`` in a tier without it."""


def decisions(
    page: Page,
    heard: Sequence[Heard],
    scores: Scores,
    thresholds: Mapping[ClaimType, float],
    confidence: CueConfidence,
) -> Iterable[Decision]:
    """Join what the rules read with what the models say.

    The confidence in an everyday type that a rule read is the mean of both: agreement makes it
    sure. A cure or safety is as sure as the surer of both, since missing one is the graver harm;
    and without context, which the model needs, the same holds for every type.
    """
    floors = [thresholds[type_] for type_ in TYPES]
    context = len(page.blocks) >= MIN_CONTEXT_BLOCKS
    likely = zip(scores.types.tolist(), scores.flag.tolist(), strict=True)
    for index, (one, (likely_types, flag)) in enumerate(zip(heard, likely, strict=True)):
        types = _types(one, likely_types, floors, confidence, context=context)
        denied: frozenset[Denied] = frozenset()
        if ClaimType.DISCLAIMER in types:
            denied = one.reading.denied or _denied(scores.denied[index])
        yield Decision(
            types=types,
            by_rule=one.reading.types & types.keys(),
            denied=denied,
            patient=ClaimType.TESTIMONIAL in types and scores.patient[index] >= _PATIENT_FROM,
            flag_likelihood=round(flag, 3),
            says=_said(scores.says[index].tolist()),
            alone=None if scores.alone is None else _said(scores.alone[index].tolist()),
        )


def _said(likely: Sequence[float]) -> Mapping[Saying, float]:
    if max(likely, default=0.0) < MIN_HEARD:
        return {}
    return {
        saying: round(probability, 3)
        for saying, probability in zip(SAYINGS, likely, strict=True)
        if probability >= MIN_HEARD
    }


def _types(
    one: Heard,
    likely: Sequence[float],
    floors: Sequence[float],
    confidence: CueConfidence,
    *,
    context: bool,
) -> Mapping[ClaimType, float]:
    """What the rules read, and what is likely enough among what the passage may claim."""
    if not one.may_claim:
        return {}
    types: dict[ClaimType, float] = {}
    for type_, probability, floor in zip(TYPES, likely, floors, strict=True):
        if type_ in one.reading.types:
            by_cue = confidence.of_type(one.reading.cues, type_)
            types[type_] = round(_together(type_, probability, by_cue, context=context), 3)
        elif type_ in one.may_claim and probability >= _floor(one, type_, floor):
            types[type_] = round(probability, 3)
    if _limits_nothing(one):
        types.pop(ClaimType.DISCLAIMER, None)
    # A figure of nothing that is claimed is no claim.
    return {} if set(types) == {ClaimType.QUANTIFIED} else types


def _limits_nothing(one: Heard) -> bool:
    """Whether words that sound like a limit praise: harm that is ruled out, money paid back."""
    folded = one.passage.piece.folded
    if _NOBODY_MET.search(folded):
        return True
    if _IF_NOT.search(folded) and _PAID_BACK.search(folded):
        return _NOT_PAID_BACK.search(folded) is None
    cues = one.reading.cues
    rules_out = any(cue.rule_or_pattern == _RULED_OUT for cue in cues)
    limits = {cue.rule_or_pattern for cue in cues if cue.type is ClaimType.DISCLAIMER}
    return rules_out and limits <= {_OF_HARM}


def _floor(one: Heard, type_: ClaimType, floor: float) -> float:
    """What a rule reads as denied is told as claimed only when the model is sure of it."""
    denied = _DENIALS.get(type_) in one.reading.denied
    return max(floor, MIN_TYPE_CONFIDENCE) if denied else floor


def _together(type_: ClaimType, by_model: float, by_cue: float, *, context: bool) -> float:
    if type_ in EVERYDAY and context:
        return (2 * by_model + by_cue) / 3
    return max(by_model, by_cue)


def _denied(likely: Floats) -> frozenset[Denied]:
    most = int(likely.argmax())
    return frozenset(
        kind for index, kind in enumerate(DENIED) if index == most or likely[index] >= _DENIED_FROM
    )
