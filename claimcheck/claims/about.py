"""What a claim is about: the sentence first, then its lead-in, the headings, the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.claims.about_children import is_of_a_child
from claimcheck.claims.about_main import main_mention, main_of_children
from claimcheck.claims.about_rivals import (
    around,
    compared_with,
    is_in_a_body,
    set_aside,
    speaks_of_other_care,
)
from claimcheck.claims.about_time import time_in, time_in_heading
from claimcheck.claims.passages import Mention, Passage, Piece
from claimcheck.schema import (
    BlockKind,
    ConceptKind,
    ConceptMention,
    Genre,
    MentionOrigin,
    Page,
    Zone,
)
from claimcheck.vocabulary import Vocabulary

_AFTER = re.compile(r"\b(?:after|since|following|with|thanks to|through|from)(?: [\w'-]+){0,4}? ?$")
_POPULATION = re.compile(
    r"\b(?:(?:young |small |school-age |autistic )?(?:children|toddlers|infants|babies|teenagers|"
    r"adolescents|adults|kids)(?: (?:with|aged|between|over|under) (?!the\b)\w+(?: (?!after|"
    r"who|in|is|are|by|at|for|to)\w+){0,2})?|"
    r"(?:patients|people|individuals|boys|girls) with (?!(?:the|our|a|"
    r"this)\b)\w+(?: (?!after|who|in|and|is|are|by|at|for|to)\w+){0,2}|"
    r"(?:ages?|aged) \d+(?: ?(?:-|to|and) ?\d+)?(?: years)?|\d+ (?:and|to) \d+ years? old)\b"
)
#: "Infection with C. difficile is a …": what its paragraph is about.
_IS = re.compile(r"\W*(?:\([^)]*\)\W*)?(?:infections? |disease |syndrome )?(?:is|are)\b")
_OF_A_PICTURE = frozenset({Zone.ALT, Zone.CAPTION})
#: Each tells of one person or thing: "Mila, 6, cerebral palsy. Before: … After: …".
_OF_ONE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTE, BlockKind.CAPTION})
_CELLS = "stem_cells"
_Find = Callable[[str], "re.Match[str] | None"]


@dataclass(frozen=True)
class About:
    """Concepts of one claim (one of each kind at most) and the words for people and time."""

    concepts: tuple[ConceptMention, ...]
    outcome: str | None
    population: str | None
    time_frame: str | None

    def label(self, kind: ConceptKind) -> str | None:
        """The label of the concept of a kind."""
        return next((c.label for c in self.concepts if c.kind is kind), None)


class Subject:
    """Finds what claims of one page are about."""

    def __init__(self, page: Page, passages: Sequence[Passage], vocabulary: Vocabulary) -> None:
        self._page = page
        self._vocabulary = vocabulary
        self._main = {
            kind: self._mention(main, MentionOrigin.PAGE)
            for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION)
            if (main := main_mention(page, passages, kind, vocabulary))
        }
        self._of_children = self._childs(page, passages)
        self._pictured = [one for one in passages if page.blocks[one.block].zone in _OF_A_PICTURE]
        self._in_block: dict[int, list[Passage]] = {}
        for one in passages:
            self._in_block.setdefault(one.block, []).append(one)
        self._beside: dict[int, Mention | None] = {}
        self._contexts: dict[tuple[int, ConceptKind], Mention | None] = {}
        self._sections: dict[tuple[int, ConceptKind], ConceptMention | None] = {}

    def of(self, passage: Passage) -> About:
        """What one passage is about."""
        found = [
            self._find(passage, kind)
            for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION, ConceptKind.OUTCOME)
        ]
        outcomes = [
            self._vocabulary[m.concept].label
            for m in passage.piece.mentions
            if m.kind is ConceptKind.OUTCOME
        ]
        return About(
            concepts=tuple(mention for mention in found if mention is not None),
            outcome="; ".join(dict.fromkeys(outcomes)) or None,
            population=self._words(_POPULATION.search, passage),
            time_frame=self._words(time_in, passage) or self._time_above(passage),
        )

    def _words(self, find: _Find, passage: Passage) -> str | None:
        for piece in (passage.piece, passage.context):
            if piece and (match := find(piece.folded)):
                return self._quote(piece, match)
        return None

    def _time_above(self, passage: Passage) -> str | None:
        """The time in a section's own heading: "What families see after 3 months".

        The heading of the whole page says when everything is promised, not when it was measured.
        """
        section = passage.headings[:1] if len(passage.headings) > 1 else ()
        for heading in section:
            if match := time_in_heading(heading.folded):
                return self._quote(heading, match)
        return None

    def _quote(self, piece: Piece, match: re.Match[str]) -> str:
        return self._page.text[piece.start + match.start() : piece.start + match.end()]

    def _find(self, passage: Passage, kind: ConceptKind) -> ConceptMention | None:
        if passage.testimonial and kind is ConceptKind.INTERVENTION:
            return self._of_story(passage)
        if mention := _own_side(passage.piece, kind) or _rival(passage.piece, kind):
            main = self._main.get(kind)
            if main and self._is_of_a_body(passage.piece, mention, main):
                return main
            return self._mention(mention, MentionOrigin.SENTENCE)
        if passage.context and (mention := self._led_by(passage.context, kind)):
            return self._mention(mention, MentionOrigin.CONTEXT)
        if kind is ConceptKind.INTERVENTION and speaks_of_other_care(passage.piece):
            return None
        if mention := self._beside_in_block(passage, kind) or self._beside_picture(passage, kind):
            return self._mention(mention, MentionOrigin.CONTEXT)
        named = self._above(passage, kind) or self._just_named(passage, kind)
        return named or self._of_page(passage, kind)

    def _of_page(self, passage: Passage, kind: ConceptKind) -> ConceptMention | None:
        """What the whole page is about; of what it tells of children what these have."""
        of_children = self._of_children if kind is ConceptKind.CONDITION else None
        if of_children and is_of_a_child(passage, self._in_block[passage.block]):
            return of_children
        return self._main.get(kind)

    def _childs(self, page: Page, passages: Sequence[Passage]) -> ConceptMention | None:
        main = self._main.get(ConceptKind.CONDITION)
        if main is None or page.genre is not Genre.SELLS:
            return None
        found = main_of_children(page, passages, main.concept, self._vocabulary)
        return self._mention(found, MentionOrigin.PAGE) if found else None

    def _of_story(self, passage: Passage) -> ConceptMention | None:
        """A story is about what the page treats with, unless it says "after the …" something else.

        Other care that it mentions ("his speech therapy goes better") is not what is praised.
        """
        told = [
            m
            for m in passage.piece.mentions
            if m.kind is ConceptKind.INTERVENTION and not set_aside(passage.piece, m)
        ]
        for mention in told:
            if _AFTER.search(around(passage.piece, mention)[0]):
                return self._mention(mention, MentionOrigin.SENTENCE)
        if main := self._main.get(ConceptKind.INTERVENTION):
            return main
        return self._mention(told[0], MentionOrigin.SENTENCE) if told else None

    def _is_of_a_body(self, piece: Piece, mention: Mention, main: ConceptMention) -> bool:
        """Whether cells are named that a body has, on a page of which the treatment is none."""
        is_a = self._vocabulary.is_a
        cells = is_a(mention.concept, _CELLS) and not is_a(main.concept, _CELLS)
        return cells and is_in_a_body(piece, mention)

    def _beside_in_block(self, passage: Passage, kind: ConceptKind) -> Mention | None:
        """The one condition that a story names, or an item of a list, or the name under a story.

        A page on autism may tell of a girl with cerebral palsy; what she gained was not in autism.
        """
        block = self._page.blocks[passage.block]
        if kind is not ConceptKind.CONDITION:
            return None
        if not passage.testimonial and block.kind not in _OF_ONE:
            return None
        if passage.block not in self._beside:
            self._beside[passage.block] = self._only_condition(passage, block.kind)
        return self._beside[passage.block]

    def _only_condition(self, passage: Passage, kind: BlockKind) -> Mention | None:
        """The one that the block of a passage names together with the line that signs it."""
        told = [one.piece for one in self._in_block[passage.block]]
        if passage.signed:
            told.append(passage.signed)
        elif kind is BlockKind.QUOTE:
            told += self._below_quote(passage.block + 1)
        named = {m.concept: m for piece in told if (m := _own_side(piece, ConceptKind.CONDITION))}
        return next(iter(named.values())) if len(named) == 1 else None

    def _below_quote(self, index: int) -> Iterator[Piece]:
        """A line that says whose words the quotation above it is: "Ana, mother of Lia, 6"."""
        for one in self._in_block.get(index, ()):
            kind, line = self._page.blocks[index].kind, one.piece.folded
            cited = kind is BlockKind.QUOTE and "," in line and not line.endswith((".", "!", '"'))
            if kind is BlockKind.CAPTION or cited:
                yield one.piece

    def _just_named(self, passage: Passage, kind: ConceptKind) -> ConceptMention | None:
        """The one condition of the sentence before: "C. difficile comes back. FMT cures it.".

        Sellers name other illnesses on the way to their own.
        """
        if kind is not ConceptKind.CONDITION or passage.before is None:
            return None
        if self._page.genre is Genre.SELLS:
            return None
        before = passage.before
        named = {m.concept: m for m in before.named if m.kind is kind}
        if len(named) != 1:
            return None
        [mention] = named.values()
        if not _IS.match(before.folded, mention.end - before.start):
            return None
        return self._mention(mention, MentionOrigin.CONTEXT)

    def _beside_picture(self, passage: Passage, kind: ConceptKind) -> Mention | None:
        """What the caption of the same picture names, or the text in its place."""
        zone, blocks = self._page.blocks[passage.block].zone, self._page.blocks
        if zone not in _OF_A_PICTURE:
            return None
        # The text in place of a picture comes first, and its caption behind it.
        at, other = (1, Zone.CAPTION) if zone is Zone.ALT else (-1, Zone.ALT)
        beside = (
            one
            for one in self._pictured
            if one.block == passage.block + at and blocks[one.block].zone is other
        )
        return next(filter(None, (_own_side(one.piece, kind) for one in beside)), None)

    def _led_by(self, context: Piece, kind: ConceptKind) -> Mention | None:
        """``_own_side`` of a lead-in, once for all that it leads."""
        place = (context.start, kind)
        if place not in self._contexts:
            self._contexts[place] = _own_side(context, kind)
        return self._contexts[place]

    def _above(self, passage: Passage, kind: ConceptKind) -> ConceptMention | None:
        """The nearest mention in the headings; the nearest heading settles which these are."""
        if not passage.headings:
            return None
        section = (passage.headings[0].start, kind)
        if section not in self._sections:
            named = (_own_side(heading, kind) for heading in passage.headings)
            nearest = next(filter(None, named), None)
            self._sections[section] = (
                self._mention(nearest, MentionOrigin.HEADING) if nearest else None
            )
        return self._sections[section]

    def _mention(self, mention: Mention, origin: MentionOrigin) -> ConceptMention:
        return ConceptMention(
            start=mention.start,
            end=mention.end,
            quote=self._page.text[mention.start : mention.end],
            kind=mention.kind,
            concept=mention.concept,
            label=self._vocabulary[mention.concept].label,
            origin=origin,
        )


def _own_side(piece: Piece, kind: ConceptKind) -> Mention | None:
    """The first mention that is not what the claim is set against."""
    of_kind = [mention for mention in piece.named if mention.kind is kind]
    if not of_kind:
        return None
    own = next((mention for mention in of_kind if not set_aside(piece, mention)), None)
    return own if own or kind is ConceptKind.INTERVENTION else next(iter(of_kind), None)


def _rival(piece: Piece, kind: ConceptKind) -> Mention | None:
    """The treatment with which a sentence compares one that it does not name.

    Rules know it for a rival by the words before it.
    """
    return next((m for m in piece.mentions if m.kind is kind and compared_with(piece, m)), None)
