"""All that a rule on the whole page may look at."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimcheck.schema import (
    Block,
    Claim,
    ClaimType,
    ConceptKind,
    Denied,
    Genre,
    Hedge,
    Page,
    QuotedSpan,
    SaidPassage,
    Saying,
    Span,
    Trial,
    Verdict,
    VerdictWord,
    Zone,
)
from claimcheck.text import fold
from claimcheck.verdicts.case import BENEFIT, CELL_PRODUCTS
from claimcheck.vocabulary import Vocabulary

_SERIOUS = 2
_PROMISES = BENEFIT | {ClaimType.TESTIMONIAL, ClaimType.MECHANISM}
#: Rules that rest on a benefit which the records do not show; others speak of wording alone.
_UNSHOWN = frozenset(
    {
        "EFF-01",
        "EFF-03",
        "EFF-07",
        "EFF-12",
        "NUM-06",
        "TES-01",
        "TES-05",
        "TES-07",
        "TES-12",
        "TRI-06",
    }
)
_GENE_THERAPY = "gene_therapy"
#: Blocks that are not the page's own words to its reader.
_NOT_READ = frozenset({Zone.COOKIE, Zone.META})
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
#: A longer quote would hide the point; no sentence border was found in it.
_LONGEST_QUOTE = 300
_AROUND = 120
#: So much less than the passage alone counts what stands around it: on 14 pages that others wrote,
#: counted in full it brought five of 143 grave passages more and eleven that nobody had marked.
_AROUND_COUNTS_LESS = 0.2
#: So few by themselves may be about anything.
_FEW_WORDS = 2


def told(passage: SaidPassage, saying: Saying, *, in_context: bool = False) -> float:
    """How likely a passage says so, where it is shown by itself.

    With ``in_context`` only what is heard of it among what stands around it counts.

    The encoder that reads it by itself comes first, where it takes part. It knows far more ways to
    say something, but not what "suppress inflammation" stands in a list of: of so few words only
    what stands around them tells.
    """
    around = passage.says.get(saying, 0.0)
    if in_context or passage.alone is None or len(passage.quote.split()) <= _FEW_WORDS:
        return around
    return max(passage.alone.get(saying, 0.0), around - _AROUND_COUNTS_LESS)


@dataclass(frozen=True, kw_only=True, eq=False)
class PageCase:
    """A page with its claims and what was found on each (one verdict a claim, in their order).

    Equal to itself alone: what many rules ask of it is worked out once.
    """

    page: Page
    claims: Sequence[Claim]
    verdicts: Sequence[Verdict]
    vocabulary: Vocabulary
    country: str | None = None
    trials: Mapping[str, Trial] = field(default_factory=dict)
    """Every record of our copy, by id."""
    flags: Sequence[tuple[Claim, Verdict]] = ()
    """Every flagged claim with its verdict, also those of whose types we are less sure."""
    sayings: Sequence[SaidPassage] = ()
    """What passages say whatever they claim, in page order."""

    @functools.cached_property
    def folded(self) -> str:
        """The page's text as patterns read it."""
        return fold(self.page.text)

    @property
    def sells(self) -> bool:
        """Whether the page sells care."""
        return self.page.genre is Genre.SELLS

    @property
    def informs(self) -> bool:
        """Whether the page informs about care."""
        return self.page.genre is Genre.INFORMS

    @functools.cached_property
    def judged(self) -> tuple[tuple[Claim, Verdict], ...]:
        """Each claim with its verdict, in page order."""
        return tuple(zip(self.claims, self.verdicts, strict=True))

    @functools.cached_property
    def promised(self) -> tuple[Claim, ...]:
        """Claims flagged as serious that hold out a benefit, the gravest first."""
        pairs = [
            (claim, verdict)
            for claim, verdict in self.judged
            if verdict.flagged and verdict.severity >= _SERIOUS and _PROMISES & set(claim.types)
        ]
        pairs.sort(key=lambda pair: (-pair[1].severity, is_story(pair[0]), pair[0].start))
        return tuple(claim for claim, _ in pairs)

    @functools.cached_property
    def unshown(self) -> tuple[Claim, ...]:
        """Those of ``promised`` whose benefit the records do not show, where there are any."""
        flagged = {
            claim.id
            for claim, verdict in self.having(*_UNSHOWN, least=_SERIOUS)
            if verdict.verdict is not VerdictWord.NOT_CHECKABLE
        }
        return tuple(claim for claim in self.promised if claim.id in flagged)

    @functools.cached_property
    def firm(self) -> tuple[Claim, ...]:
        """Those of ``promised`` that are not worded as a possibility."""
        return tuple(claim for claim in self.promised if claim.hedge is Hedge.NONE)

    @property
    def offers(self) -> bool:
        """Whether the page sells care and promises what the records do not show."""
        return self.sells and bool(self.promised)

    @functools.cached_property
    def cell_claims(self) -> tuple[Claim, ...]:
        """Those of ``promised`` that are about cells, what is made of them, or gene therapy."""
        return tuple(claim for claim in self.promised if self._is_of_cells(claim))

    def _is_of_cells(self, claim: Claim) -> bool:
        intervention = claim.concept_id(ConceptKind.INTERVENTION)
        return intervention is not None and any(
            self.vocabulary.is_a(intervention, one) for one in (*CELL_PRODUCTS, _GENE_THERAPY)
        )

    def having(self, *rules: str, least: int = 0) -> tuple[tuple[Claim, Verdict], ...]:
        """Claims on which one of these rules fired with severity ``least`` or more."""
        return tuple(
            (claim, verdict)
            for claim, verdict in self.judged
            if any(f.rule in rules and f.severity >= least for f in verdict.findings)
        )

    def cautions(self, *denied: Denied) -> tuple[Claim, ...]:
        """Claims that deny one of these."""
        return tuple(claim for claim in self.claims if set(denied) & set(claim.denied))

    def block_of(self, claim: Claim) -> Block:
        """The block in which a claim stands."""
        return self.page.blocks[claim.block]

    def blocks(self) -> Iterator[tuple[Block, str]]:
        """Blocks that speak to the reader, each with its folded text; repeats are left out."""
        for block in self.page.blocks:
            if block.zone not in _NOT_READ and block.repeats is None:
                yield block, self.folded[block.start : block.end]

    def saying(self, pattern: re.Pattern[str]) -> Iterator[QuotedSpan]:
        """The sentence of each block in which a pattern is found first, in page order."""
        for block, text in self.blocks():
            if found := pattern.search(text):
                yield self.quoted(_sentence(block, text, found))

    def likely_says(
        self, saying: Saying, least: float, *, in_context: bool = False
    ) -> Iterator[SaidPassage]:
        """Passages that speak to the reader and are at least so likely (``told``) to say it."""
        for passage in self.sayings:
            likely = told(passage, saying, in_context=in_context)
            if self.speaks(passage) and likely >= least:
                yield passage

    def speaks(self, passage: SaidPassage) -> bool:
        """Whether a passage is the page's own word to its reader, said for the first time."""
        block = self.page.blocks[passage.block]
        return block.zone not in _NOT_READ and block.repeats is None

    def quoted(self, span: Span) -> QuotedSpan:
        """A place of the page with its exact words."""
        return QuotedSpan(start=span.start, end=span.end, quote=self.page.quote(span))


def is_story(claim: Claim) -> bool:
    """Whether a claim is somebody's story."""
    return ClaimType.TESTIMONIAL in claim.types


def _sentence(block: Block, text: str, found: re.Match[str]) -> Span:
    """The sentence around a match, without the space about it."""
    ends = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= found.start())
    end = min(end for end in ends if end >= found.end())
    if end - start > _LONGEST_QUOTE:
        start, end = max(start, found.start() - _AROUND), min(end, found.end() + _AROUND)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Span(start=block.start + start, end=block.start + end)
