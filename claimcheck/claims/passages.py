"""Passages: what is judged as one piece, with the words before it that it completes.

A passage is a sentence, a list item or a whole testimonial. Its *context* is the lead-in of a list
("The cells may:"), the question it answers, or the heading it stands under.
"""

from __future__ import annotations

import functools
import re
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from claimcheck.claims import cuespans, mentions, sentences  # noqa: F401 (they register components)
from claimcheck.claims.context import is_question
from claimcheck.schema import Block, BlockKind, BlockOrigin, ConceptKind, CueHit, Page, Zone
from claimcheck.text import fold, plain
from claimcheck.vocabulary import Vocabulary, load_vocabulary

#: Words that spaCy's vocabulary may hold before a page's own are forgotten again.
_WORDS_KEPT = 50_000
#: Characters of a heading or a story up to which it is read as one, a longer one by sentence; of a
#: single word that is longer no more is read.
_MOST_OF_ONE = 6_000
#: Zones that hold nothing a clinic claims.
_SILENT_ZONES = frozenset({Zone.COOKIE})
#: Told apart from the body of a page; nothing in the body leads to them or follows from them.
_OUTSIDE = frozenset({BlockOrigin.METADATA, BlockOrigin.STRUCTURED_DATA})
_ANSWER = re.compile(
    r"^\s*(?:yes|no|none|zero|nil|absolutely|definitely|of course|not at all|never)\b"
)
#: A label and its value: "Side effects" / "None", or a counter's "0" / "Side effects".
_HARM_LABEL = re.compile(r"^\W*(?:side[- ]effects?|risks?|complications?|adverse \w+)\W*$")
_NONE = re.compile(r"^\W*(?:none|zero|nil|no|0)\W*$")
#: The big figure of a counter, which its label completes.
_BARE_COUNT = re.compile(r"^\W*\d[\d.,]*\s*(?:%|\+|percent)*\W*$")
#: A heading that presupposes a benefit of treatment: what follows completes it.
_AFTER_TREATMENT = re.compile(
    r"\b(?:after (?:the )?(?:therapy|treatment|procedure|infusion)|benefits?|results?|outcomes?|"
    r"effectiveness|improvements?|what to expect|recovery|advantages)\b"
)


@dataclass(frozen=True)
class Mention:
    """A concept as a text names it; offsets into ``Page.text``."""

    start: int
    end: int
    kind: ConceptKind
    concept: str


@dataclass(frozen=True)
class Piece:
    """A stretch of page text with the cues and concepts seen in it."""

    start: int
    end: int
    folded: str
    cues: tuple[CueHit, ...] = ()
    mentions: tuple[Mention, ...] = ()
    initials: tuple[Mention, ...] = field(default=(), repr=False)
    """What stands for a concept in capitals, where the page also writes it out."""

    @functools.cached_property
    def named(self) -> tuple[Mention, ...]:
        """Every mention, initials among them."""
        if not self.initials:
            return self.mentions
        both = (*self.mentions, *self.initials)
        return tuple(sorted(both, key=lambda one: (one.start, -one.end)))

    def mention(self, kind: ConceptKind) -> Mention | None:
        """The first mention of a kind."""
        return next((m for m in self.mentions if m.kind is kind), None)


@dataclass(frozen=True)
class Passage:
    """One piece that is judged, with what it hangs on."""

    piece: Piece
    block: int
    context: Piece | None = None
    context_is_question: bool = False
    before: Piece | None = None
    headings: tuple[Piece, ...] = ()
    """The headings above it, nearest first."""
    testimonial: bool = False
    attributed_to: str | None = None
    signed: Piece | None = field(default=None, repr=False)
    """The heading or the line below a story that says whose it is."""
    bullet: bool = False
    after: Piece | None = field(default=None, repr=False)
    """The piece that follows on the page."""


#: A passage that lacks only what follows it.
_Opened = functools.partial[Passage]

#: There is one vocabulary, and its memory zones must not overlap.
_one_at_a_time = threading.Lock()


@functools.cache
def _language() -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = _WORDS_KEPT
    for component in ("claim_sentences", "claim_concepts", "claim_cues"):
        nlp.add_pipe(component)
    return nlp


class PassageReader:
    """Cuts a page into passages."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or load_vocabulary()
        self._nlp = _language()

    def read(self, page: Page) -> tuple[Passage, ...]:
        """Every passage of a page, in page order."""
        opened = list(_assemble(page, self._pieces(page)))
        following = [one.keywords["piece"] for one in opened[1:]]
        return tuple(one(after=after) for one, after in zip_longest(opened, following))

    def _pieces(self, page: Page) -> list[tuple[Piece, ...]]:
        with _one_at_a_time, self._memory(page):  # nothing of a Doc leaves this block
            texts = [plain(page.quote(block)) for block in page.blocks]
            pieces = [
                tuple(self._of_doc(doc, text, block.start))
                for doc, text, block in zip(self._nlp.pipe(texts), texts, page.blocks, strict=True)
            ]
        return _spelled_out(pieces)

    def _memory(self, page: Page) -> AbstractContextManager[object]:
        """Every word that spaCy meets stays in it and is read faster again; so many, then no more.

        Words alone, without what stood around them; a page that could hold more leaves none.
        """
        if len(self._nlp.vocab) < _WORDS_KEPT and len(page.text) < _WORDS_KEPT:
            return nullcontext()
        return self._nlp.memory_zone()

    def _of_doc(self, doc: Doc, whole: str, base: int) -> Iterator[Piece]:
        found = list(doc.sents)
        starts = [sentence.start for sentence in found]
        cues = _by_sentence(doc.spans[cuespans.SPANS], starts)
        named = _by_sentence(doc.spans[mentions.SPANS], starts)
        short = _by_sentence(doc.spans[mentions.INITIALS], starts)
        for number, sentence in enumerate(found):
            first = sentence.start_char
            text = whole[first : sentence.end_char]
            start = base + first + len(text) - len(text.lstrip())
            end = min(base + first + len(text.rstrip()), start + _MOST_OF_ONE)
            if start >= end:
                continue
            yield Piece(
                start=start,
                end=end,
                folded=fold(whole[start - base : end - base]),
                cues=tuple(
                    CueHit(
                        rule_or_pattern=span.label_,
                        start=base + span.start_char,
                        end=base + span.end_char,
                    )
                    for span in cues.get(number, ())
                    if base + span.end_char <= end
                ),
                mentions=tuple(self._mentions(named.get(number, ()), base, end)),
                initials=tuple(self._mentions(short.get(number, ()), base, end)),
            )

    def _mentions(self, spans: Iterable[SpacySpan], base: int, end: int) -> Iterator[Mention]:
        """Those that end in the piece: one that was cut may run on."""
        for span in spans:
            if base + span.end_char <= end:
                yield Mention(
                    start=base + span.start_char,
                    end=base + span.end_char,
                    kind=self._vocabulary[span.label_].kind,
                    concept=span.label_,
                )


def _spelled_out(pieces: list[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """The pieces without initials of what the page never writes out."""
    if not any(piece.initials for of_block in pieces for piece in of_block):
        return pieces
    written = {one.concept for of_block in pieces for piece in of_block for one in piece.mentions}
    return [tuple(_with_initials(piece, written) for piece in of_block) for of_block in pieces]


def _with_initials(piece: Piece, written: set[str]) -> Piece:
    meant = (
        one
        for one in piece.initials
        if one.concept in written
        and not any(m.start < one.end and one.start < m.end for m in piece.mentions)
    )
    return replace(piece, initials=tuple(meant)) if piece.initials else piece


def _by_sentence(spans: Iterable[SpacySpan], starts: list[int]) -> dict[int, list[SpacySpan]]:
    found: dict[int, list[SpacySpan]] = {}
    for span in spans:
        found.setdefault(bisect_right(starts, span.start) - 1, []).append(span)
    return found


def _join(pieces: tuple[Piece, ...], page: Page) -> Piece:
    """One piece over a whole block."""
    if len(pieces) == 1:
        return pieces[0]
    return Piece(
        start=pieces[0].start,
        end=pieces[-1].end,
        folded=fold(page.text[pieces[0].start : pieces[-1].end]),
        cues=tuple(cue for piece in pieces for cue in piece.cues),
        mentions=tuple(mention for piece in pieces for mention in piece.mentions),
        initials=tuple(mention for piece in pieces for mention in piece.initials),
    )


def _assemble(page: Page, pieces: list[tuple[Piece, ...]]) -> Iterator[_Opened]:
    state = _State()
    for index, (block, of_block) in enumerate(zip(page.blocks, pieces, strict=True)):
        if not of_block or block.zone in _SILENT_ZONES:
            continue
        if block.origin in _OUTSIDE:
            state = _State()
        is_one = of_block[-1].end - of_block[0].start <= _MOST_OF_ONE
        if block.kind is BlockKind.HEADING and is_one:
            yield from _heading(state, block, index, _join(of_block, page), page)
            continue
        if block.repeats is not None:
            state.before = of_block[-1]
            continue
        headings = tuple(reversed(state.headings))
        if _is_story(block):
            speaker, signed = state.speaker or _signature(page, pieces, index) or (None, None)
            for piece in (_join(of_block, page),) if is_one else of_block:
                yield _Opened(
                    Passage,
                    piece=piece,
                    block=index,
                    before=state.before,
                    headings=headings,
                    testimonial=True,
                    attributed_to=speaker,
                    signed=signed,
                )
                state.before = of_block[-1] if is_one else piece
            state.speaker = None
            continue
        if block.kind is not BlockKind.LIST_ITEM:
            state.lead_in = None
        for piece in of_block:
            context = state.context(piece, block)
            yield _Opened(
                Passage,
                piece=piece,
                block=index,
                context=context,
                context_is_question=context is not None and is_question(context.folded),
                before=state.before,
                headings=headings,
                bullet=block.kind is BlockKind.LIST_ITEM,
            )
            state.before = piece
        if of_block[-1].folded.endswith(":"):
            state.lead_in = of_block[-1]


def _signature(
    page: Page, pieces: Sequence[tuple[Piece, ...]], index: int
) -> tuple[str, Piece] | None:
    """The name that stands under a story."""
    below = index + 1
    if below == len(page.blocks) or not pieces[below]:
        return None
    block = page.blocks[below]
    signs = block.zone is Zone.TESTIMONIAL and block.kind is BlockKind.CAPTION
    return (page.quote(block), pieces[below][0]) if signs else None


def _heading(
    state: _State, block: Block, index: int, joined: Piece, page: Page
) -> Iterator[_Opened]:
    headings = tuple(reversed(state.headings))
    if block.zone is Zone.TESTIMONIAL:
        state.speaker = page.quote(block), joined
    else:
        if block.origin is not BlockOrigin.HIDDEN:
            state.push(joined, block.level or 6)
        if block.repeats is None:
            yield _Opened(
                Passage, piece=joined, block=index, before=state.before, headings=headings
            )
    state.before = joined
    state.lead_in = joined if _heading_leads(joined) else None


def _heading_leads(heading: Piece) -> bool:
    return heading.folded.endswith((":", "?")) or leads_after_treatment(heading)


def leads_after_treatment(heading: Piece) -> bool:
    """Whether a heading presupposes that the treatment did something."""
    return _AFTER_TREATMENT.search(heading.folded) is not None


def _is_story(block: Block) -> bool:
    return block.zone is Zone.TESTIMONIAL and block.kind in {
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
        BlockKind.OTHER,
        BlockKind.LIST_ITEM,
    }


@dataclass
class _State:
    """What the passages so far leave for the next one."""

    headings: list[Piece] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    before: Piece | None = None
    lead_in: Piece | None = None
    speaker: tuple[str, Piece] | None = None

    def push(self, heading: Piece, level: int) -> None:
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
            self.headings.pop()
        self.headings.append(heading)
        self.levels.append(level)

    def context(self, piece: Piece, block: Block) -> Piece | None:
        if self.before and is_question(self.before.folded) and _ANSWER.match(piece.folded):
            return self.before
        if self.before and _label_and_value(self.before.folded, piece.folded):
            return self.before
        if self.before and block.zone is Zone.COUNTER and is_bare_count(self.before):
            return self.before
        return self.lead_in if block.kind is BlockKind.LIST_ITEM else None


def _label_and_value(before: str, piece: str) -> bool:
    label_first = _HARM_LABEL.match(before) and _NONE.match(piece)
    return bool(label_first or (_NONE.match(before) and _HARM_LABEL.match(piece)))


def says_no_harm(context: Piece, piece: Piece) -> bool:
    """Whether a label and its value say that there is no harm."""
    return _label_and_value(context.folded, piece.folded)


def is_bare_count(piece: Piece) -> bool:
    """Whether a piece is a figure and nothing else."""
    return _BARE_COUNT.match(piece.folded) is not None
