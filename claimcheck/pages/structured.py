"""What a page says outside of its body: the description, reviews and ratings for machines."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from claimcheck.pages.domtext import BlockText
from claimcheck.pages.drafts import Draft
from claimcheck.pages.flat import xpath_of
from claimcheck.pages.mapping import NamedSource
from claimcheck.pages.microdata import microdata
from claimcheck.schema import BlockKind, BlockOrigin, Zone

_LITERAL = r"[^\"\\]*+(?>\\.[^\"\\]*+)*+"
_TOKEN = re.compile(
    rf'"(?P<key>{_LITERAL})"(?=\s*+:)|"(?P<text>{_LITERAL})"|'
    r"(?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)",
    re.DOTALL,
)
#: A piece of a JSON string that is spelled in another way than it reads; tags are read as space.
_SPELLED = re.compile(
    r"(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<tag></?[a-zA-Z][^<>\"\\]*>)"
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_REVIEWS = frozenset({"Review", "UserReview", "CriticReview"})
_RATINGS = frozenset({"AggregateRating", "Rating"})
_BODIES = ("reviewBody", "description")
#: Limits for hostile pages: scripts that are read, and values that are looked at in each.
_MAX_SCRIPTS = 50
_MAX_DESCRIPTIONS = 5
_MAX_VALUES = 20_000

_Place = tuple[int, str]
"""Where a value begins in the script, and how it is spelled there."""
_Value = tuple[str, object]
"""A value under its key."""


def outside_of_body(root: HtmlElement) -> list[Draft]:
    """Blocks for the end of the page: description, microdata, then JSON-LD in its own order.

    JSON that cannot be read says nothing; a browser leaves it out as well.
    """
    drafts = [*_descriptions(root), *microdata(root)]
    scripts = (
        script
        for script in root.iter("script")
        if script.get("type", "").strip().lower() == "application/ld+json" and script.text
    )
    for script in itertools.islice(scripts, _MAX_SCRIPTS):
        drafts += _Script(script).drafts()
    return drafts


def _descriptions(root: HtmlElement) -> Iterator[Draft]:
    named = (
        meta for meta in root.iter("meta") if meta.get("name", "").strip().lower() == "description"
    )
    for meta in itertools.islice(named, _MAX_DESCRIPTIONS):
        if meta.get("content"):
            place = xpath_of(meta)
            collected = BlockText()
            collected.add(meta.get("content", ""), f"{place}/@content")
            text = collected.finish()
            if text:
                yield Draft(
                    text=text,
                    zone=Zone.META,
                    kind=BlockKind.META,
                    origin=BlockOrigin.METADATA,
                    source=NamedSource(place, collected),
                )


class _Script:
    """One JSON-LD script: its values and where each of them is spelled."""

    def __init__(self, script: HtmlElement) -> None:
        self._source = script.text or ""
        self._xpath = xpath_of(script)
        self._places: defaultdict[_Value, deque[_Place]] = defaultdict(deque)

    def drafts(self) -> Iterator[Draft]:
        try:
            data = json.loads(self._source, strict=False)
        except (ValueError, RecursionError):
            return
        self._find_places()
        for thing, kinds in _things(data):
            if kinds & _REVIEWS:
                yield from self._review(thing)
            elif kinds & _RATINGS:
                yield from self._rating(thing)

    def _find_places(self) -> None:
        """Note each value under its key; the values of a list stand under the key of the list."""
        key = ""
        for found in _TOKEN.finditer(self._source):
            if found.group("key") is not None:
                key = str(json.loads(f'"{found.group("key")}"', strict=False))
                continue
            name = "text" if found.group("text") is not None else "number"
            try:
                value = json.loads(found.group(), strict=False)
            except ValueError:  # a number with more digits than Python reads
                continue
            self._places[key, value].append((found.start(name), found.group(name)))

    def _review(self, review: Mapping[str, object]) -> Iterator[Draft]:
        body = next((key for key in _BODIES if isinstance(review.get(key), str)), None)
        if body is None:
            return
        yield from self._block([(body, review[body])], Zone.TESTIMONIAL, BlockKind.QUOTE)
        for name in _names(review.get("author")):
            yield from self._block([name], Zone.TESTIMONIAL, BlockKind.CAPTION)

    def _rating(self, rating: Mapping[str, object]) -> Iterator[Draft]:
        """As "4.9 of 5 (312 reviews)"; only the figures are the page's own."""
        keys = ("ratingValue", "bestRating", "reviewCount", "ratingCount")
        value, best, *counts = ((key, rating.get(key)) for key in keys)
        if not _is_figure(value[1]):
            return
        parts, gaps, closing = [value], [], ""
        if _is_figure(best[1]):
            parts.append(best)
            gaps.append(" of ")
        counted = next((count for count in counts if _is_figure(count[1])), None)
        if counted:
            parts.append(counted)
            gaps.append(" (")
            closing = " reviews)" if counted[0] == "reviewCount" else " ratings)"
        yield from self._block(parts, Zone.META, BlockKind.META, gaps=gaps, closing=closing)

    def _block(
        self,
        values: Sequence[_Value],
        zone: Zone,
        kind: BlockKind,
        *,
        gaps: Sequence[str] = (),
        closing: str = "",
    ) -> Iterator[Draft]:
        collected = BlockText()
        for number, value in enumerate(values):
            places = self._places.get(value)
            if not places:
                return
            if number:
                collected.separator(gaps[number - 1])
            self._spell(collected, *(places.popleft() if len(places) > 1 else places[0]))
        text = collected.finish()
        if text:
            yield Draft(
                text=text + closing,
                zone=zone,
                kind=kind,
                origin=BlockOrigin.STRUCTURED_DATA,
                source=NamedSource(self._xpath, collected),
            )

    def _spell(self, collected: BlockText, offset: int, spelled: str) -> None:
        xpath = f"{self._xpath}/text()[1]"
        at = 0
        for found in _SPELLED.finditer(spelled):
            collected.add(spelled[at : found.start()], xpath, offset=offset + at)
            at = found.end()
            if found.group("tag"):
                collected.space()
                continue
            if found.group("escape"):
                reads = str(json.loads(f'"{found.group()}"', strict=False))
            else:
                reads = html.unescape(found.group())
            if _LONE_SURROGATE.search(reads):
                continue
            collected.add_spelled(reads, xpath, offset + found.start(), len(found.group()))
        collected.add(spelled[at:], xpath, offset=offset + at)


def _things(data: object) -> Iterator[tuple[Mapping[str, object], frozenset[str]]]:
    """Every object of the JSON with its types, in order; a review stands before its rating."""
    waiting: list[tuple[object, str]] = [(data, "")]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        value, key = waiting.pop()
        if isinstance(value, list):
            waiting += [(item, key) for item in reversed(value)]
        elif isinstance(value, dict):
            yield value, _types(value, key)
            waiting += [(item, name) for name, item in reversed(value.items())]


def _types(thing: Mapping[str, object], key: str) -> frozenset[str]:
    named = thing.get("@type")
    names = named if isinstance(named, list) else [named]
    types = {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if name}
    implied = {"review": "Review", "reviews": "Review", "aggregateRating": "AggregateRating"}
    if not types and key in implied:
        types.add(implied[key])
    return frozenset(types)


def _names(author: object) -> Iterator[_Value]:
    for one in author if isinstance(author, list) else [author]:
        key, name = ("name", one.get("name")) if isinstance(one, dict) else ("author", one)
        if isinstance(name, str):
            yield key, name


def _is_figure(value: object) -> bool:
    if isinstance(value, str):
        return any(char.isdecimal() for char in value)
    return isinstance(value, int | float) and not isinstance(value, bool)
