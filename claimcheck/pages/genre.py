"""Does a page sell care, or inform about it? Every sign is kept with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from claimcheck.pages.genre_cues import CUES, HOSTS, Cue
from claimcheck.pages.metadata import Metadata
from claimcheck.schema import Block, BlockKind, Genre, GenreSignal, Zone

_REFERENCES = frozenset(
    {"references", "bibliography", "sources", "further reading", "works cited", "literature"}
)
#: A menu or a footer says "Contact us" on every site.
_FRAME_SHARE = 0.25
_FRAME = frozenset({Zone.NAV, Zone.HEADER, Zone.FOOTER, Zone.COOKIE, Zone.SIDEBAR})
_DECIDED = 2.0
#: One side must outweigh the other by this factor, or the page is unclear.
_LEAD = 1.5
_TESTIMONIALS_WEIGHT = 2.0
_SOME_TESTIMONIALS = 2


class _Seen(NamedTuple):
    signal: GenreSignal
    weight: float


def read_genre(
    text: str, blocks: Sequence[Block], *, url: str | None, about: Metadata
) -> tuple[Genre, tuple[GenreSignal, ...]]:
    """The genre and every sign of it, in page order.

    A sign counts once however often it recurs. Signs from the address have the span of the first
    block.
    """
    seen = [*_in_text(text, blocks), *_in_blocks(text, blocks), *_in_address(blocks, url, about)]
    weights: dict[tuple[str, Genre], float] = {}
    for sign in seen:
        key = (sign.signal.name, sign.signal.points_to)
        weights[key] = max(weights.get(key, 0), sign.weight)
    sells = sum(weight for (_, genre), weight in weights.items() if genre is Genre.SELLS)
    informs = sum(weight for (_, genre), weight in weights.items() if genre is Genre.INFORMS)
    signals = sorted((sign.signal for sign in seen), key=lambda signal: (signal.start, signal.name))
    return _decide(sells, informs), tuple(signals)


def _decide(sells: float, informs: float) -> Genre:
    if sells >= _DECIDED and sells >= informs * _LEAD:
        return Genre.SELLS
    if informs >= _DECIDED and informs >= sells * _LEAD:
        return Genre.INFORMS
    return Genre.UNCLEAR


def _in_text(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    for block in blocks:
        quote = text[block.start : block.end].replace("’", "'")
        share = _FRAME_SHARE if block.zone in _FRAME else 1.0
        for cue in CUES:
            if found := cue.pattern.search(quote):
                yield _seen(cue, block.start + found.start(), block.start + found.end(), share)


def _in_blocks(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    stories = [b for b in blocks if b.zone is Zone.TESTIMONIAL and b.kind is BlockKind.QUOTE]
    weight = _TESTIMONIALS_WEIGHT if len(stories) >= _SOME_TESTIMONIALS else 1.0
    for story in stories[:1]:
        signal = GenreSignal(
            start=story.start, end=story.end, name="testimonials", points_to=Genre.SELLS
        )
        yield _Seen(signal, weight)
    for block in blocks:
        heading = block.kind is BlockKind.HEADING
        if heading and text[block.start : block.end].strip(" :").lower() in _REFERENCES:
            signal = GenreSignal(
                start=block.start, end=block.end, name="reference_list", points_to=Genre.INFORMS
            )
            yield _Seen(signal, 1.0)


def _in_address(blocks: Sequence[Block], url: str | None, about: Metadata) -> Iterator[_Seen]:
    first = blocks[0]
    host = (urlsplit(url).hostname or "") if url else ""
    for cue in HOSTS:
        if cue.pattern.search(host):
            yield _seen(cue, first.start, first.end, 1.0)
            break
    if about.author and about.published:
        signal = GenreSignal(
            start=first.start, end=first.end, name="byline", points_to=Genre.INFORMS
        )
        yield _Seen(signal, 0.5)


def _seen(cue: Cue, start: int, end: int, share: float) -> _Seen:
    signal = GenreSignal(start=start, end=end, name=cue.name, points_to=cue.points_to)
    return _Seen(signal, cue.weight * share)
