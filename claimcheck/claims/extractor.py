"""Claims of a page: passages, what they assert, what they deny, their figures and their subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from claimcheck.claims.about import Subject
from claimcheck.claims.confidence import CueConfidence, load_confidence
from claimcheck.claims.context import attribution, hedge_of, third_party
from claimcheck.claims.figures import read_figures
from claimcheck.claims.passages import (
    Passage,
    PassageReader,
    Piece,
    is_bare_count,
    leads_after_treatment,
    says_no_harm,
)
from claimcheck.claims.reading import Reading, names_treatment, read_piece, refers_back
from claimcheck.claims.reported import is_reported
from claimcheck.schema import (
    BlockKind,
    Claim,
    ClaimType,
    ConceptKind,
    Denied,
    Extraction,
    Figure,
    FigureKind,
    Hedge,
    NotJudged,
    Page,
    QuotedSpan,
    Span,
    Speaker,
    Zone,
)
from claimcheck.vocabulary import Vocabulary, load_vocabulary

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
_HEDGES = (Hedge.NONE, Hedge.WEAK, Hedge.STRONG)


@dataclass(frozen=True)
class _Found:
    """A passage that claims something; ``number`` counts from 1 in page order."""

    passage: Passage
    reading: Reading
    figures: tuple[Figure, ...]
    number: int


class RuleExtractor:
    """Extracts claims with cues alone; the trained model takes the same place later."""

    def __init__(
        self, vocabulary: Vocabulary | None = None, confidence: CueConfidence | None = None
    ) -> None:
        self._vocabulary = vocabulary or load_vocabulary()
        self._passages = PassageReader(self._vocabulary)
        self._confidence = confidence or load_confidence()
        self.model_version = self._confidence.version

    def extract(self, page: Page) -> Extraction:
        """The claims of a page in page order, and what was left out."""
        passages = self._passages.read(page)
        subject = Subject(page, passages, self._vocabulary)
        repeats = _repeats(page)
        claims: list[Claim] = []
        for passage in passages:
            reading = self._read(page, passage)
            figures = _figures(page, passage)
            types = _with_figures(reading.types, figures, passage)
            if types:
                found = _Found(passage, replace(reading, types=types), figures, len(claims) + 1)
                claim = self._claim(page, found, subject)
                again = repeats.get(claim.block, ())
                claims.append(claim.model_copy(update={"also_at": _elsewhere(page, claim, again)}))
        return Extraction(claims=tuple(claims), skipped=tuple(_left_out(page)))

    def _read(self, page: Page, passage: Passage) -> Reading:
        block = page.blocks[passage.block]
        if block.zone is Zone.NAV:
            return Reading()
        quoted = passage.testimonial or block.kind is BlockKind.QUOTE or '"' in passage.piece.folded
        own = read_piece(passage.piece, passage, quoted=quoted)
        if block.kind is BlockKind.BUTTON:
            return _only(own, _BUTTON_TYPES)
        if block.kind is BlockKind.TABLE_ROW and _is_header_row(passage.piece.folded):
            return Reading()
        if block.kind is BlockKind.HEADING:
            own = _without_cues(own, _NOT_IN_HEADINGS)
        if passage.testimonial:
            if passage.piece.folded.count(" ") < _MIN_STORY_WORDS:
                return Reading()
            story = _only(own, _STORY_TYPES)
            return Reading(story.types | {ClaimType.TESTIMONIAL}, story.denied, story.cues)
        own = _inherit(own, passage)
        return _grounded(own, passage)

    def _claim(self, page: Page, found: _Found, subject: Subject) -> Claim:
        passage, reading = found.passage, found.reading
        piece, types = passage.piece, reading.types
        about = subject.of(passage)
        context = passage.context
        return Claim(
            id=f"c{found.number:03d}",
            start=piece.start,
            end=piece.end,
            quote=page.text[piece.start : piece.end],
            sentence_start=piece.start,
            sentence_end=piece.end,
            block=passage.block,
            types=tuple(type_ for type_ in ClaimType if type_ in types),
            denied=tuple(denied for denied in Denied if denied in reading.denied),
            hedge=_hedge(passage),
            speaker=_speaker(passage, types),
            attributed_to=_attributed(page, passage),
            figures=found.figures,
            intervention=about.label(ConceptKind.INTERVENTION),
            condition=about.label(ConceptKind.CONDITION),
            outcome=about.outcome,
            population=about.population,
            time_frame=about.time_frame,
            concepts=about.concepts,
            context=_quoted(page, context) if context else None,
            cues=tuple(
                cue for cue in reading.cues if piece.start <= cue.start and cue.end <= piece.end
            ),
            confidence=self._confidence.of(reading.cues, types),
        )


def _is_header_row(folded: str) -> bool:
    return (
        not re.search(r"\d", folded)
        and folded.count(" ") < _HEADER_ROW_WORDS
        and (folded.count(" | ") > 1)
    )


def _repeats(page: Page) -> Mapping[int, list[int]]:
    """For each block that stands on the page again, the indices of its repeats."""
    again: dict[int, list[int]] = {}
    for index, block in enumerate(page.blocks):
        if block.repeats is not None:
            again.setdefault(block.repeats, []).append(index)
    return again


def _elsewhere(page: Page, claim: Claim, again: Iterable[int]) -> tuple[Span, ...]:
    """The claim's words in the blocks that repeat its own."""
    first = page.blocks[claim.block]
    shifts = [page.blocks[index].start - first.start for index in again]
    return tuple(Span(start=claim.start + by, end=claim.end + by) for by in shifts)


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


def _hedge(passage: Passage) -> Hedge:
    pieces = [passage.piece, *([passage.context] if passage.context else [])]
    return max((hedge_of(piece.folded) for piece in pieces), key=_HEDGES.index)


def _speaker(passage: Passage, types: frozenset[ClaimType]) -> Speaker:
    if passage.testimonial:
        return Speaker.PATIENT
    if ClaimType.TESTIMONIAL in types and '"' in passage.piece.folded:
        return Speaker.PATIENT
    return Speaker.THIRD_PARTY if third_party(passage.piece.folded) else Speaker.PAGE


def _attributed(page: Page, passage: Passage) -> str | None:
    if passage.attributed_to:
        return passage.attributed_to
    span = attribution(passage.piece.folded)
    if span is None:
        return None
    start = passage.piece.start + span[0]
    return page.text[start : start + span[1] - span[0]].strip()


def _quoted(page: Page, piece: Piece) -> QuotedSpan:
    return QuotedSpan(start=piece.start, end=piece.end, quote=page.text[piece.start : piece.end])


def _left_out(page: Page) -> Iterator[NotJudged]:
    menu = sum(block.zone in {Zone.NAV, Zone.COOKIE} for block in page.blocks)
    if menu:
        yield NotJudged(
            what=f"{menu} blocks of menus and cookie notices",
            why="They are read and kept in the text but not taken as claims.",
        )
