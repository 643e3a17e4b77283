"""Claims of a page: passages, what they assert, what they deny, their figures and their subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.claims.about import Subject
from claimcheck.claims.confidence import CueConfidence, load_confidence
from claimcheck.claims.context import attribution, hedge_of, third_party
from claimcheck.claims.decisions import Classifier, Decision, RulesAlone
from claimcheck.claims.hearsay import is_hearsay
from claimcheck.claims.outputs import DENIED, TYPES
from claimcheck.claims.passages import Passage, PassageReader, Piece
from claimcheck.claims.rules import Heard, hear
from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
    Extraction,
    Hedge,
    NotJudged,
    Page,
    QuotedSpan,
    SaidPassage,
    Span,
    Speaker,
    Zone,
)
from claimcheck.vocabulary import Vocabulary, load_vocabulary

#: Somebody tells of their own body or family.
_OF_OWN = re.compile(
    r"\b(?:my|our) (?:[\w-]+ ){0,2}?(?:sons?|daughters?|boys?|girls?|child|kids?|husband|wife|"
    r"mother|father|mum|mom|dad|brother|sister|grand\w+)\b|\bi (?:felt|noticed|needed|suffered)\b|"
    r"\bmy (?:\w+ )?(?:pain|knees?|hips?|back|hands?|legs?|arms?|shoulders?|tongue|hearing|sight|"
    r"migraines?|arthritis|symptoms|tremors?)\b"
)
#: Characters before a passage in which a quotation may have been opened.
_LOOKED_BACK = 1_500
#: Characters behind it that may say whose words it was.
_LOOKED_AHEAD = 200
_HEDGES = (Hedge.NONE, Hedge.WEAK, Hedge.STRONG)


class Extractor:
    """Reads passages by rule and lets a classifier decide which types each of them has."""

    def __init__(self, classifier: Classifier, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or load_vocabulary()
        self._passages = PassageReader(self._vocabulary)
        self._classifier = classifier
        self.model_version = classifier.version

    def extract(self, page: Page) -> Extraction:
        """The claims of a page in page order, and what was left out."""
        passages = self._passages.read(page)
        heard = [hear(page, passage) for passage in passages]
        decided = self._classifier.decide(page, heard)
        subject = Subject(page, passages, self._vocabulary)
        repeats = _repeats(page)
        claims: list[Claim] = []
        for one, decision in zip(heard, decided, strict=True):
            if decision.types:
                claim = _claim(page, one, decision, subject, number=len(claims) + 1)
                if again := repeats.get(claim.block):
                    there = _elsewhere(page, claim, again)
                    claim = claim.model_copy(update={"also_at": there})
                claims.append(claim)
        return Extraction(
            claims=tuple(claims),
            sayings=tuple(_sayings(page, heard, decided)),
            skipped=tuple(_left_out(page)),
        )


class RuleExtractor(Extractor):
    """Extracts with the rules alone."""

    def __init__(
        self, vocabulary: Vocabulary | None = None, confidence: CueConfidence | None = None
    ) -> None:
        super().__init__(RulesAlone(confidence or load_confidence()), vocabulary)


def _claim(page: Page, one: Heard, decision: Decision, subject: Subject, *, number: int) -> Claim:
    """``number`` counts the claims from 1 in page order."""
    passage, piece, context = one.passage, one.passage.piece, one.passage.context
    about = subject.of(passage)
    types = tuple(type_ for type_ in TYPES if type_ in decision.types)
    return Claim(
        id=f"c{number:03d}",
        start=piece.start,
        end=piece.end,
        quote=page.text[piece.start : piece.end],
        sentence_start=piece.start,
        sentence_end=piece.end,
        block=passage.block,
        types=types,
        denied=tuple(denied for denied in DENIED if denied in decision.denied),
        hedge=_hedge(passage),
        speaker=_speaker(passage, decision),
        attributed_to=_attributed(page, passage),
        reported=_is_reported(page, passage),
        figures=one.figures,
        intervention=about.label(ConceptKind.INTERVENTION),
        condition=about.label(ConceptKind.CONDITION),
        outcome=about.outcome,
        population=about.population,
        time_frame=about.time_frame,
        concepts=about.concepts,
        context=_quoted(page, context) if context else None,
        cues=tuple(
            cue for cue in one.reading.cues if piece.start <= cue.start and cue.end <= piece.end
        ),
        confidence=decision.confidence,
        by_rule=tuple(type_ for type_ in types if type_ in decision.by_rule),
        flag_likelihood=decision.flag_likelihood,
        type_confidence={type_: decision.types[type_] for type_ in types},
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


def _hedge(passage: Passage) -> Hedge:
    pieces = [passage.piece, *([passage.context] if passage.context else [])]
    return max((hedge_of(piece.folded) for piece in pieces), key=_HEDGES.index)


def _speaker(passage: Passage, decision: Decision) -> Speaker:
    if passage.testimonial or decision.patient:
        return Speaker.PATIENT
    if ClaimType.TESTIMONIAL in decision.types and (
        '"' in passage.piece.folded or _OF_OWN.search(passage.piece.folded)
    ):
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


def _is_reported(page: Page, passage: Passage) -> bool:
    block = page.blocks[passage.block]
    # A block may hold thousands of passages; what opened so far back reaches none of them.
    begin = max(block.start, passage.piece.start - _LOOKED_BACK)
    before = page.text[begin : passage.piece.start]
    end = min(block.end, passage.piece.end + _LOOKED_AHEAD)
    return is_hearsay(passage, block.kind, before, page.text[passage.piece.end : end])


def _quoted(page: Page, piece: Piece) -> QuotedSpan:
    return QuotedSpan(start=piece.start, end=piece.end, quote=page.text[piece.start : piece.end])


def _sayings(
    page: Page, heard: Sequence[Heard], decided: Sequence[Decision]
) -> Iterator[SaidPassage]:
    """What passages say whatever they claim; a menu says nothing."""
    for one, decision in zip(heard, decided, strict=True):
        block, piece = page.blocks[one.passage.block], one.passage.piece
        if decision.says and block.zone is not Zone.NAV:
            yield SaidPassage(
                start=piece.start,
                end=piece.end,
                quote=page.text[piece.start : piece.end],
                block=one.passage.block,
                says=decision.says,
                alone=decision.alone,
            )


def _left_out(page: Page) -> Iterator[NotJudged]:
    menu = sum(block.zone in {Zone.NAV, Zone.COOKIE} for block in page.blocks)
    if menu:
        yield NotJudged(
            what=f"{menu} {'block' if menu == 1 else 'blocks'} of menus and cookie notices",
            why="Read and kept in the text, but not taken as claims.",
        )
