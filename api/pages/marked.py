"""The page's own text, block by block: what holds a claim, or has a remark on it, is marked."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, assert_never

from claimcheck.exports.words import zone_words
from claimcheck.schema import (
    Block,
    BlockKind,
    Frozen,
    Page,
    ReportedClaim,
    Span,
    VerdictWord,
    Zone,
)


class MarkKind(StrEnum):
    """How a passage is marked, the strongest first."""

    FLAGGED = "flagged"
    CAUTION = "caution"
    REMARKED = "remarked"
    """A remark on the page as a whole points to it; a caution that is credited stays one."""
    AGREES = "agrees"
    SILENT = "silent"
    """Read as a claim and not flagged."""


class Target(Frozen):
    """Where a claim is spoken of on the report page; ``label`` is the text of the link there.

    ``remark`` names a passage of a remark on the page instead of the claim with the ``number``;
    ``begins_with`` is the number of the claim whose mark begins at the same place, and serves both.
    """

    number: int
    kind: MarkKind
    label: str
    severity: int
    remark: str | None = None
    begins_with: int | None = None

    @property
    def mark(self) -> str:
        """The id of the mark in the text."""
        own = self.remark or self.number
        return f"mark-{own if self.begins_with is None else self.begins_with}"

    @property
    def quote(self) -> str:
        """The id of the words where they are spoken of."""
        return self.remark or f"quote-{self.number}"


class Pointed(Frozen):
    """A passage that a remark on the page points to."""

    span: Span
    target: Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A link from a passage to what is said about it."""

    href: str
    kind: MarkKind
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """Where a claim's mark begins, and the ids of the marks before and after it."""

    id: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of text under one mark; ``anchors`` are the marks that begin here."""

    text: str
    kind: MarkKind | None = None
    severity: int = 0
    anchors: tuple[Anchor, ...] = ()
    references: tuple[Reference, ...] = ()


class RunKind(StrEnum):
    """How blocks are laid out."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ROWS = "rows"
    QUOTE = "quote"
    SMALL = "small"
    """Captions, buttons, texts behind pictures."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Blocks that are laid out together; each line holds the pieces of one block.

    ``level`` is the depth of a heading below the section it is shown in. ``zone`` is set where the
    reader enters another part of the page.
    """

    kind: RunKind
    lines: tuple[tuple[Piece, ...], ...]
    level: int = 0
    zone: str | None = None


class Section(Frozen):
    """Runs in page order; ``folded`` ones are menus and notices in which no claim was found."""

    folded: bool
    runs: tuple[Run, ...]


_FURNITURE = frozenset({Zone.NAV, Zone.COOKIE, Zone.FORM, Zone.META, Zone.HEADER})
_ORDER = tuple(MarkKind)
_DEEPEST = 3


def mark_kind(claim: ReportedClaim) -> MarkKind:
    """How the passage of a claim is marked."""
    if claim.flagged:
        return MarkKind.FLAGGED
    match claim.verdict:
        case VerdictWord.DISCLAIMER:
            return MarkKind.CAUTION
        case VerdictWord.MATCHES:
            return MarkKind.AGREES
        case (
            VerdictWord.GOES_BEYOND
            | VerdictWord.CONTRADICTED
            | VerdictWord.REGISTERED_NO_RESULTS
            | VerdictWord.NO_MATCH_IN_SNAPSHOT
            | VerdictWord.NOT_CHECKABLE
        ):
            return MarkKind.SILENT
        case _:
            assert_never(claim.verdict)


def marked_text(
    page: Page,
    claims: Sequence[ReportedClaim],
    targets: Mapping[str, Target],
    pointed: Sequence[Pointed] = (),
) -> tuple[Section, ...]:
    """The text of ``page`` with its claims marked; ``targets`` is keyed by claim id.

    ``pointed`` are marked beside them, whether they were read as claims or not.
    """
    lines = list(_lines(page, _placed(page.blocks, claims, targets, pointed)))
    levels = _heading_levels(page.blocks)
    sections = []
    for folded, members in itertools.groupby(lines, key=_is_furniture):
        runs = tuple(_runs(list(members), levels))
        sections.append(Section(folded=folded, runs=runs))
    return tuple(sections)


_Line = tuple[Block, tuple[Piece, ...]]


def _is_furniture(line: _Line) -> bool:
    block, pieces = line
    return block.zone in _FURNITURE and all(piece.kind is None for piece in pieces)


class _Placed(NamedTuple):
    """A claim's range drawn in to the blocks that it touches."""

    start: int
    end: int
    target: Target
    anchor: Anchor | None = None
    """``None`` where the same words were marked before; only the first place is linked to."""


def _placed(
    blocks: Sequence[Block],
    claims: Sequence[ReportedClaim],
    targets: Mapping[str, Target],
    pointed: Sequence[Pointed],
) -> list[_Placed]:
    """What touches a block, by start; a range may begin or end between two blocks."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    places: list[tuple[Span, Target, bool]] = [
        (place, targets[claim.id], not number)
        for claim in claims
        for number, place in enumerate((claim, *claim.also_at))
    ]
    places += [(one.span, one.target, one.target.begins_with is None) for one in pointed]
    placed = []
    for place, target, is_first in places:
        first, after = bisect_right(ends, place.start), bisect_left(starts, place.end)
        if first < after:
            start, end = max(place.start, starts[first]), min(place.end, ends[after - 1])
            anchor = Anchor(id=target.mark) if is_first else None
            placed.append(_Placed(start, end, target, anchor))
    return _chained(sorted(placed, key=lambda one: one.start))


def _chained(placed: Sequence[_Placed]) -> list[_Placed]:
    """The same places; each anchor knows the one before it and the one after it."""
    anchored = [(at, one.anchor.id) for at, one in enumerate(placed) if one.anchor]
    ids: list[str | None] = [None, *(id_ for _, id_ in anchored), None]
    chained = list(placed)
    for (at, id_), before, after in zip(anchored, ids, ids[2:], strict=False):
        chained[at] = placed[at]._replace(anchor=Anchor(id=id_, before=before, after=after))
    return chained


def _lines(page: Page, placed: Sequence[_Placed]) -> Iterator[_Line]:
    waiting = deque(placed)
    active: list[_Placed] = []
    for block in page.blocks:
        active = [one for one in active if one.end > block.start]
        while waiting and waiting[0].start < block.end:
            active.append(waiting.popleft())
        yield block, tuple(_pieces(page.text, block, active))


def _pieces(text: str, block: Block, claims: Sequence[_Placed]) -> Iterator[Piece]:
    if not claims:
        yield Piece(text=text[block.start : block.end])
        return
    borders = {border for one in claims for border in (one.start, one.end)}
    cuts = sorted({block.start, block.end, *(b for b in borders if block.start < b < block.end)})
    for start, end in itertools.pairwise(cuts):
        over = [one.target for one in claims if one.start <= start and end <= one.end]
        first = min(over, key=_rank, default=None)
        ending = [one.target for one in claims if one.end == end]
        yield Piece(
            text=text[start:end],
            kind=first.kind if first else None,
            severity=first.severity if first else 0,
            anchors=tuple(one.anchor for one in claims if one.start == start and one.anchor),
            references=tuple(
                Reference(href=f"#{target.quote}", kind=target.kind, label=target.label)
                for target in sorted(ending, key=_rank)
            ),
        )


def _rank(target: Target) -> tuple[int, int, int]:
    return _ORDER.index(target.kind), -target.severity, target.number


def _heading_levels(blocks: Sequence[Block]) -> Mapping[int, int]:
    """Depth by block start, without gaps: a page may jump from its first level to its fifth."""
    depths: dict[int, int] = {}
    above: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            level = block.level or 1
            above = [outer for outer in above if outer < level]
            depths[block.start] = min(len(above), _DEEPEST)
            above.append(level)
    return depths


def _runs(lines: Sequence[_Line], levels: Mapping[int, int]) -> Iterator[Run]:
    zone: Zone | None = None
    for (kind, in_zone, _), members in itertools.groupby(lines, key=_togetherness):
        run = list(members)
        yield Run(
            kind=kind,
            lines=tuple(pieces for _, pieces in run),
            level=levels.get(run[0][0].start, 0),
            zone=zone_words(in_zone) if in_zone is not zone else None,
        )
        zone = in_zone


def _togetherness(line: _Line) -> tuple[RunKind, Zone, int]:
    """Neighbours with the same answer share a run; only list items and table rows do."""
    block, _ = line
    kind = _run_kind(block.kind)
    alone = kind not in {RunKind.LIST, RunKind.ROWS}
    return kind, block.zone, block.start if alone else -1


def _run_kind(kind: BlockKind) -> RunKind:
    match kind:
        case BlockKind.HEADING:
            return RunKind.HEADING
        case BlockKind.LIST_ITEM:
            return RunKind.LIST
        case BlockKind.TABLE_ROW:
            return RunKind.ROWS
        case BlockKind.QUOTE:
            return RunKind.QUOTE
        case BlockKind.PARAGRAPH | BlockKind.OTHER:
            return RunKind.PARAGRAPH
        case BlockKind.CAPTION | BlockKind.ALT | BlockKind.BUTTON | BlockKind.META:
            return RunKind.SMALL
        case _:
            assert_never(kind)
