"""What the rules read in each passage: cues with their scopes, what is inherited, the figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimcheck.claims.figures import read_figures
from claimcheck.claims.passages import (
    Passage,
    Piece,
    is_bare_count,
    leads_after_treatment,
    says_no_harm,
)
from claimcheck.claims.reading import Reading, names_treatment, read_piece, refers_back
from claimcheck.claims.reported import is_reported
from claimcheck.claims.scraps import is_scrap
from claimcheck.claims.spoken_of import only_spoken_of
from claimcheck.schema import (
    BlockKind,
    ClaimType,
    ConceptKind,
    Denied,
    Figure,
    FigureKind,
    Page,
    Zone,
)

#: What a story may claim; its prestige words and its pressure are the teller's own.
_STORY_TYPES = frozenset(
    {
        ClaimType.EFFICACY,
        ClaimType.CURE,
        ClaimType.SAFETY,
        ClaimType.DISCLAIMER,
        ClaimType.TESTIMONIAL,
    }
)
_ANY = frozenset(ClaimType)
_NO_STORY = _ANY - {ClaimType.TESTIMONIAL}
_BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE, ClaimType.SAFETY, ClaimType.MECHANISM})
#: What a button may claim; most of its other words only name what it leads to.
_BUTTON_TYPES = frozenset({ClaimType.URGENCY, ClaimType.CURE})
_YES = re.compile(r"^\s*(?:yes|absolutely|definitely|of course)\b")
_NO = re.compile(r"^\s*(?:no|not at all|never|none|zero|nil|0)\b")
_ASKS_HARM = re.compile(
    r"\b(?:side[- ]effects?|risks?|complications?|danger(?:ous|s)?|harm(?:ful)?|hurts?|painful|"
    r"rejection)\b"
)
#: A table row that only names its columns holds no claim.
_HEADER_ROW_WORDS = 10
#: Cues that a heading sets off merely by naming a treatment and a disease.
_NOT_IN_HEADINGS = frozenset(
    {
        "efficacy.treats_condition",
        "efficacy.relieve_condition",
        "efficacy.works",
        "testimonial.patients_report",
        "disclaimer.no_evidence",
    }
)
#: Shorter quotations in a testimonial zone are names, ratings or left-over markup.
_MIN_STORY_WORDS = 3


@dataclass(frozen=True)
class Heard:
    """One passage with what the rules read in it; ``may_claim`` are the types it could have."""

    passage: Passage
    reading: Reading
    figures: tuple[Figure, ...]
    may_claim: frozenset[ClaimType]


def hear(page: Page, passage: Passage) -> Heard:
    """Read a passage by rule."""
    figures = _figures(page, passage)
    named = only_spoken_of(passage.piece.folded)
    may_claim = _may_claim(page, passage) - named
    reading = _read(page, passage, named) if may_claim else Reading()
    types = _with_figures(reading.types, figures, passage)
    if types != reading.types:
        reading = replace(reading, types=types)
    return Heard(passage, reading, figures, may_claim)


def _may_claim(page: Page, passage: Passage) -> frozenset[ClaimType]:
    """A menu and a scrap claim nothing, a button little, a story what its teller knows."""
    block = page.blocks[passage.block]
    folded = passage.piece.folded
    if is_scrap(passage, block):
        return frozenset()
    if block.zone is Zone.NAV or (block.kind is BlockKind.TABLE_ROW and _is_header_row(folded)):
        return frozenset()
    if block.kind is BlockKind.BUTTON:
        return _BUTTON_TYPES
    if passage.testimonial:
        too_short = folded.count(" ") < _MIN_STORY_WORDS
        return frozenset() if too_short else _STORY_TYPES | {ClaimType.QUANTIFIED}
    if block.kind is BlockKind.HEADING:  # it announces stories and tells none
        return _NO_STORY
    return _ANY


def _read(page: Page, passage: Passage, named: frozenset[ClaimType]) -> Reading:
    block = page.blocks[passage.block]
    quoted = passage.testimonial or block.kind is BlockKind.QUOTE or '"' in passage.piece.folded
    own = read_piece(passage.piece, passage, quoted=quoted)
    if block.kind is BlockKind.BUTTON:
        return _only(own, _BUTTON_TYPES)
    if block.kind is BlockKind.HEADING:
        own = _without_cues(own, _NOT_IN_HEADINGS)
    if named:
        own = _only(own, _ANY - named)
    if passage.testimonial:
        story = _only(own, _STORY_TYPES)
        return Reading(story.types | {ClaimType.TESTIMONIAL}, story.denied, story.cues)
    own = _inherit(own, passage)
    return _grounded(own, passage)


def _is_header_row(folded: str) -> bool:
    return (
        not re.search(r"\d", folded)
        and folded.count(" ") < _HEADER_ROW_WORDS
        and (folded.count(" | ") > 1)
    )


def _only(reading: Reading, types: frozenset[ClaimType]) -> Reading:
    kept = reading.types & types
    denied = reading.denied if ClaimType.DISCLAIMER in kept else frozenset()
    return Reading(kept, denied, tuple(cue for cue in reading.cues if cue.type in kept))


def _without_cues(reading: Reading, ids: frozenset[str]) -> Reading:
    cues = tuple(cue for cue in reading.cues if cue.rule_or_pattern not in ids)
    left = {cue.type for cue in cues}
    types = frozenset(type_ for type_ in reading.types if type_ in left)
    return Reading(types, reading.denied if ClaimType.DISCLAIMER in types else frozenset(), cues)


def _inherit(own: Reading, passage: Passage) -> Reading:
    """A bullet completes its lead-in; "Yes." completes the question."""
    context = passage.context
    if context is None:
        return own
    if passage.context_is_question:
        return _answer(own, passage, context)
    if says_no_harm(context, passage.piece):
        return Reading(frozenset({ClaimType.SAFETY}))
    lead = read_piece(context, passage, quoted=False)
    if ClaimType.DISCLAIMER in lead.types:
        return own
    inherited = {
        type_
        for type_ in (ClaimType.EFFICACY, ClaimType.SAFETY, ClaimType.CURE)
        if type_ in lead.types and not own.types & _BENEFIT
    }
    if not inherited or not _is_item(passage.piece):
        return own
    cues = tuple(cue for cue in lead.cues if cue.type in inherited)
    return Reading(own.types | inherited, own.denied, (*own.cues, *cues))


def _is_item(piece: Piece) -> bool:
    """Whether a bullet is a thing that its lead-in can be said of."""
    return piece.mention(ConceptKind.OUTCOME) is not None


def _answer(own: Reading, passage: Passage, context: Piece) -> Reading:
    asked = Passage(piece=passage.piece, block=passage.block, context=None)
    question = read_piece(context, asked, quoted=False)
    if _YES.search(passage.piece.folded):
        return Reading(
            own.types | question.types, own.denied | question.denied, own.cues + question.cues
        )
    if _NO.search(passage.piece.folded) and _ASKS_HARM.search(context.folded):
        return Reading(own.types - {ClaimType.DISCLAIMER} | {ClaimType.SAFETY}, cues=own.cues)
    if _NO.search(passage.piece.folded) and not own.types:
        denial = {
            ClaimType.CURE: Denied.CURE,
            ClaimType.EFFICACY: Denied.EFFICACY,
            ClaimType.SAFETY: Denied.SAFETY,
        }
        denied = frozenset(denial[t] for t in question.types if t in denial)
        if denied:
            return Reading(frozenset({ClaimType.DISCLAIMER}), denied, question.cues)
    return own


def _grounded(reading: Reading, passage: Passage) -> Reading:
    """Mechanism counts only where a treatment acts; the rest is biology.

    The passage or its lead-in names the treatment, it refers back to a sentence that does, or it
    is a bullet under a heading that speaks of what comes after treatment.
    """
    if ClaimType.MECHANISM not in reading.types:
        return reading
    near = (passage.piece, passage.context)
    if any(names_treatment(piece) for piece in near) or _after_treatment(passage):
        return reading
    if refers_back(passage.piece, passage):
        return reading
    return _only(reading, reading.types - {ClaimType.MECHANISM})


def _after_treatment(passage: Passage) -> bool:
    return passage.bullet and any(leads_after_treatment(h) for h in passage.headings)


def _figures(page: Page, passage: Passage) -> tuple[Figure, ...]:
    """The figures of a passage; those of a counter stand in the block before its label."""
    piece, count = passage.piece, passage.context
    own = read_figures(page.text[piece.start : piece.end], piece.start)
    if count is None or not is_bare_count(count):
        return own
    shown = page.text[count.start : count.end]
    together = read_figures(f"{shown} {page.text[piece.start : piece.end]}", count.start)
    return (*(figure for figure in together if figure.end <= count.end), *own)


def _with_figures(
    types: frozenset[ClaimType], figures: tuple[Figure, ...], passage: Passage
) -> frozenset[ClaimType]:
    """An outcome figure makes a claim quantified; a share of people helped is itself a claim."""
    if not any(figure.is_outcome for figure in figures):
        return types
    shares = any(
        figure.kind is FigureKind.RESPONDERS and not _reported(figure, passage)
        for figure in figures
    )
    if shares and types <= {ClaimType.AUTHORITY} and names_treatment(passage.piece):
        return types | {ClaimType.EFFICACY, ClaimType.QUANTIFIED}
    if types & {ClaimType.EFFICACY, ClaimType.SAFETY, ClaimType.CURE, ClaimType.DISCLAIMER}:
        return types | {ClaimType.QUANTIFIED}
    return types


def _reported(figure: Figure, passage: Passage) -> bool:
    return not passage.testimonial and is_reported(
        passage.piece.folded, figure.start - passage.piece.start
    )
