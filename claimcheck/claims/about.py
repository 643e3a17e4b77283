"""What a claim is about: the sentence first, then its lead-in, the headings, the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.claims.passages import Mention, Passage, Piece
from claimcheck.schema import ConceptKind, ConceptMention, MentionOrigin, Page
from claimcheck.vocabulary import Vocabulary

_OTHER_SIDE = re.compile(
    r"\b(?:unlike|than|compared (?:to|with)|instead of|rather than|alternative to|as opposed to|"
    r"in contrast to|beyond)\b(?: [\w'-]+){0,3}? ?$"
)
_OTHER_CARE = re.compile(
    r"\b(?:tablets?|pills?|medicines?|medications?|antibiotics?|drops|operations?|exercis\w+|physiotherapy|"
    r"rhizotomy|toxin|botulinum|rehabilitation|lessons|constraint|brac(?:e|es|ing)|splints?)\b"
)
_OWN_CARE = re.compile(
    r"\b(?:our|this|these|the) (?:[\w-]+ )?(?:therapy|treatment|cells|infusions?|procedure|"
    r"protocol|course)\b"
)
_AFTER = re.compile(r"\b(?:after|since|following|with|thanks to|through|from)(?: [\w'-]+){0,4}? ?$")
_POPULATION = re.compile(
    r"\b(?:(?:young |small |school-age |autistic )?(?:children|toddlers|infants|babies|teenagers|"
    r"adolescents|adults|kids)(?: (?:with|aged|between|over|under) (?!the\b)\w+(?: (?!after|"
    r"who|in|is|are|by|at|for|to)\w+){0,2})?|"
    r"(?:patients|people|individuals|boys|girls) with (?!(?:the|our|a|"
    r"this)\b)\w+(?: (?!after|who|in|and|is|are|by|at|for|to)\w+){0,2}|"
    r"(?:ages?|aged) \d+(?: ?(?:-|to|and) ?\d+)?(?: years)?|\d+ (?:and|to) \d+ years? old)\b"
)
_TIME = re.compile(
    r"\b(?:(?:within|after|for|over|in|at|by|during|up to|following|lasting)\s+(?:the |a |about |"
    r"only |just |first |next |around |as little as )*(?:\d+|one|two|three|four|five|six|nine|"
    r"twelve|few|several)(?:\s*(?:-|to)\s*\d+)?\s*(?:days?|weeks?|months?|years?|sessions?)|"
    r"first (?:weeks|months|days)|\d+\s*(?:-|to)\s*\d+ (?:days|weeks|months|years)|long[- ]term|"
    r"permanent(?:ly)?|lifelong|for life)\b"
)


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
            kind: _main_mention(page, passages, kind)
            for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION)
        }

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
            population=self._words(_POPULATION, passage),
            time_frame=self._words(_TIME, passage),
        )

    def _words(self, pattern: re.Pattern[str], passage: Passage) -> str | None:
        for piece in (passage.piece, passage.context):
            if piece and (match := pattern.search(piece.folded)):
                start = piece.start + match.start()
                return self._page.text[start : start + len(match[0])]
        return None

    def _find(self, passage: Passage, kind: ConceptKind) -> ConceptMention | None:
        if passage.testimonial and kind is ConceptKind.INTERVENTION:
            return self._of_story(passage)
        other = kind is ConceptKind.INTERVENTION and _speaks_of_other_care(passage)
        for piece, origin in self._places(passage):
            if other and origin is MentionOrigin.HEADING:
                return None
            mention = _own_side(piece, kind)
            if mention:
                return self._mention(mention, origin)
        main = self._main.get(kind)
        return self._mention(main, MentionOrigin.PAGE) if main and not other else None

    def _of_story(self, passage: Passage) -> ConceptMention | None:
        """A story is about what the page treats with, unless it says "after the …" something else.

        Other care that it mentions ("his speech therapy goes better") is not what is praised.
        """
        told = [m for m in passage.piece.mentions if m.kind is ConceptKind.INTERVENTION]
        for mention in told:
            if _AFTER.search(passage.piece.folded[: mention.start - passage.piece.start]):
                return self._mention(mention, MentionOrigin.SENTENCE)
        main = self._main[ConceptKind.INTERVENTION]
        if main:
            return self._mention(main, MentionOrigin.PAGE)
        return self._mention(told[0], MentionOrigin.SENTENCE) if told else None

    @staticmethod
    def _places(passage: Passage) -> Iterator[tuple[Piece, MentionOrigin]]:
        yield passage.piece, MentionOrigin.SENTENCE
        if passage.context:
            yield passage.context, MentionOrigin.CONTEXT
        for heading in passage.headings:
            yield heading, MentionOrigin.HEADING

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


def _speaks_of_other_care(passage: Passage) -> bool:
    """Whether a passage names care that the vocabulary lacks, and not the page's own."""
    folded = passage.piece.folded
    return _OTHER_CARE.search(folded) is not None and _OWN_CARE.search(folded) is None


def _own_side(piece: Piece, kind: ConceptKind) -> Mention | None:
    """The first mention that is not what the claim is compared with."""
    of_kind = [m for m in piece.mentions if m.kind is kind]
    own = [m for m in of_kind if not _OTHER_SIDE.search(piece.folded[: m.start - piece.start])]
    return next(iter(own or of_kind), None)


def _main_mention(page: Page, passages: Sequence[Passage], kind: ConceptKind) -> Mention | None:
    """The first mention of the concept that the page names most; headings count three times."""
    weights: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for passage in passages:
        weight = 3 if page.blocks[passage.block].kind == "heading" else 1
        for mention in passage.piece.mentions:
            if mention.kind is kind:
                weights[mention.concept] += weight
                first.setdefault(mention.concept, mention)
    if not weights:
        return None
    return first[weights.most_common(1)[0][0]]
