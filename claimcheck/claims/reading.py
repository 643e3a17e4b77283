"""What one piece asserts and what it denies: cues, with their scopes applied."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimcheck.claims.context import (
    denial_denied,
    denied_after,
    denies_itself,
    ends_clause,
    is_aim,
    is_question,
    negated,
    negated_within,
)
from claimcheck.claims.cues import Cue, Need, load_cues
from claimcheck.claims.passages import Passage, Piece
from claimcheck.claims.reported import is_reported, taken_back, takes_back, warns
from claimcheck.schema import ClaimType, ConceptKind, CueHit, Denied

_TREATMENT = re.compile(
    r"\b(?:treat(?:ment|ments|ed|ing|s)?|therap(?:y|ies|eutic)|infusions?|injections?|procedures?|"
    r"protocols?|sessions?|course|transplant\w*|program(?:me)?s?|cells|exosomes|doses?|drips?|"
    r"products?|device|technique|method|surgery|medicines?|medications?|vaccin\w+|drugs?|tablets|"
    r"stud(?:y|ies)|trials?)\b"
)
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|these|this|which|such)\b")
#: What a negation turns a type into; types without an entry just fall away.
_DENIAL: Mapping[ClaimType, Denied] = {
    ClaimType.CURE: Denied.CURE,
    ClaimType.EFFICACY: Denied.EFFICACY,
    ClaimType.SAFETY: Denied.SAFETY,
    ClaimType.REGULATORY: Denied.REGULATORY,
}
#: Types that a study's aim or a quoted seller's claim does not assert.
_ASSERTIVE = frozenset(
    {
        ClaimType.EFFICACY,
        ClaimType.SAFETY,
        ClaimType.CURE,
        ClaimType.COMPARISON,
        ClaimType.MECHANISM,
        ClaimType.AUTHORITY,
        ClaimType.REGULATORY,
    }
)
_HARM_CUE = "disclaimer.has_risks"
#: Disclaimers that reach over what follows in their clause.
_REACHING = frozenset({"disclaimer.no_better", "disclaimer.no_evidence", "disclaimer.not_a_cure"})
#: Disclaimers that take back a benefit anywhere in their sentence.
_CANCELLING = "disclaimer.same_in_both"
_REACH_CHARS = 60
_NO_HARM_CUE = "safety.no_harm"


@dataclass(frozen=True)
class Reading:
    """The types a piece asserts, what it denies, and the cues behind either."""

    types: frozenset[ClaimType] = frozenset()
    denied: frozenset[Denied] = frozenset()
    cues: tuple[CueHit, ...] = ()


@functools.cache
def _by_id() -> Mapping[str, Cue]:
    return {cue.id: cue for cue in load_cues()}


def names_treatment(piece: Piece | None) -> bool:
    """Whether a piece speaks of a treatment, by name or in general."""
    return piece is not None and (
        piece.mention(ConceptKind.INTERVENTION) is not None
        or _TREATMENT.search(piece.folded) is not None
    )


def read_piece(piece: Piece, passage: Passage, *, quoted: bool) -> Reading:
    """Apply needs and scopes to the cues of ``piece``, which is the passage or its context."""
    if is_question(piece.folded) and piece is passage.piece and not passage.testimonial:
        return Reading()
    hits = [(hit, _by_id()[hit.rule_or_pattern]) for hit in piece.cues]
    hits = [(hit, cue) for hit, cue in hits if _needs_met(cue, piece, passage, quoted=quoted)]
    hits = list(_without_overlaps(hits, piece))
    types: set[ClaimType] = set()
    denied: set[Denied] = set()
    kept: list[CueHit] = []
    for hit, cue in hits:
        start = hit.start - piece.start
        if cue.type in _ASSERTIVE and (
            _is_aim(piece, passage, start) or _is_anothers(hit, piece, passage)
        ):
            continue
        if cue.id == _HARM_CUE and negated(piece.folded, start):
            types.add(ClaimType.SAFETY)
        elif cue.type is ClaimType.DISCLAIMER:
            types.add(cue.type)
            denied.add(cue.denies or Denied.GENERIC)
        elif _is_denied(cue, hit, piece):
            if cue.type not in _DENIAL:
                continue
            types.add(ClaimType.DISCLAIMER)
            denied.add(_DENIAL[cue.type])
        else:
            types.add(cue.type)
        kept.append(hit.model_copy(update={"type": cue.type}))
    return Reading(frozenset(types), frozenset(denied), tuple(kept))


def _is_anothers(hit: CueHit, piece: Piece, passage: Passage) -> bool:
    """Whether somebody else claims it, or the text around it takes it back."""
    if passage.testimonial:
        return False
    start, end = hit.start - piece.start, hit.end - piece.start
    if is_reported(piece.folded, start) or taken_back(piece.folded, end):
        return True
    if passage.after is not None and takes_back(passage.after.folded):
        return True
    return any(warns(heading.folded) for heading in passage.headings[:1]) or (
        passage.context is not None and warns(passage.context.folded)
    )


def _is_denied(cue: Cue, hit: CueHit, piece: Piece) -> bool:
    start = hit.start - piece.start
    if denies_itself(piece.folded[start:]):
        return denial_denied(piece.folded, start)
    end = hit.end - piece.start
    if negated(piece.folded, start):
        return True
    # "The FDA has not approved": what approves comes first, and its "not" within.
    if cue.type is ClaimType.REGULATORY and negated_within(piece.folded, start, end):
        return True
    return cue.type is ClaimType.CURE and denied_after(piece.folded, end)


def _is_aim(piece: Piece, passage: Passage, start: int) -> bool:
    if is_aim(piece.folded, start):
        return True
    lead_in = passage.context if piece is passage.piece else None
    return (
        lead_in is not None
        and lead_in.folded.endswith(":")
        and is_aim(lead_in.folded, len(lead_in.folded))
    )


def _needs_met(cue: Cue, piece: Piece, passage: Passage, *, quoted: bool) -> bool:
    if not cue.needs:
        return True
    around = [piece, passage.context] if piece is passage.piece else [piece]
    for need in cue.needs:
        match need:
            case Need.CONDITION:
                met = any(p and p.mention(ConceptKind.CONDITION) for p in around)
            case Need.INTERVENTION:
                met = any(p and p.mention(ConceptKind.INTERVENTION) for p in around)
            case Need.TREATMENT:
                met = (
                    any(names_treatment(p) for p in (*around, *passage.headings[:2]))
                    or passage.context_is_question
                    or refers_back(piece, passage)
                )
            case Need.QUOTED:
                met = quoted
        if met:
            return True
    return False


def refers_back(piece: Piece, passage: Passage) -> bool:
    """Whether a pronoun of the piece points to a treatment in the sentence before."""
    return _PRONOUN.search(piece.folded) is not None and names_treatment(passage.before)


def _falls_under(hit: CueHit, limit: CueHit, folded: str, base: int) -> bool:
    """Inside "no better than placebo for improving speech" the improvement is not asserted."""
    if limit.rule_or_pattern not in _REACHING or hit.start < limit.end:
        return False
    between = folded[limit.end - base : hit.start - base]
    return len(between) < _REACH_CHARS and not ends_clause(between)


def _without_overlaps(hits: list[tuple[CueHit, Cue]], piece: Piece) -> Iterator[tuple[CueHit, Cue]]:
    """Inside "no significant improvement" the improvement is not asserted."""
    safe = [hit for hit, cue in hits if cue.id == _NO_HARM_CUE]
    limits = [
        hit
        for hit, cue in hits
        if cue.type is ClaimType.DISCLAIMER
        and not (cue.id == _HARM_CUE and any(_overlap(hit, other) for other in safe))
    ]
    cancelled = any(cue.id == _CANCELLING for _, cue in hits)
    for hit, cue in hits:
        if cancelled and cue.type in {ClaimType.EFFICACY, ClaimType.COMPARISON}:
            continue
        if cue.type is ClaimType.DISCLAIMER:
            if hit in limits:
                yield hit, cue
        elif cue.type in {ClaimType.AUTHORITY, ClaimType.TESTIMONIAL} or not any(
            _overlap(hit, limit) or _falls_under(hit, limit, piece.folded, piece.start)
            for limit in limits
        ):
            yield hit, cue


def _overlap(one: CueHit, other: CueHit) -> bool:
    return one.start < other.end and other.start < one.end
