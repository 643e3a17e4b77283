"""Ratings and reviews that a page tells in ``<meta itemprop=…>``, which no visitor sees."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from claimcheck.pages.domtext import BlockText
from claimcheck.pages.drafts import Draft
from claimcheck.pages.flat import xpath_of
from claimcheck.pages.mapping import NamedSource
from claimcheck.schema import BlockKind, BlockOrigin, Zone

_RATINGS = ("/AggregateRating", "/Rating")
_REVIEWS = ("/Review", "/UserReview", "/CriticReview")
_BODIES = ("reviewBody", "description")
_COUNTS = {"reviewCount": " reviews)", "ratingCount": " ratings)"}
#: A limit for hostile pages.
_MAX_METAS = 100


def microdata(root: HtmlElement) -> Iterator[Draft]:
    """Blocks of what is told in ``meta`` elements only, in the order of their scopes."""
    scopes: dict[HtmlElement, dict[str, HtmlElement]] = {}
    metas = (meta for meta in root.iter("meta") if meta.get("itemprop") and meta.get("content"))
    for meta in itertools.islice(metas, _MAX_METAS):
        scope = next(meta.iterancestors("*"), None)
        while scope is not None and scope.get("itemscope") is None:
            scope = scope.getparent()
        if scope is not None:
            scopes.setdefault(scope, {}).setdefault(meta.get("itemprop", ""), meta)
    for scope, told in scopes.items():
        kind = scope.get("itemtype", "").strip()
        if kind.endswith(_RATINGS):
            yield from _rating(told)
        elif kind.endswith(_REVIEWS):
            yield from _review(told)


def _rating(told: Mapping[str, HtmlElement]) -> Iterator[Draft]:
    """As "4.9 of 5 (312 reviews)"; only the figures are the page's own."""
    if "ratingValue" not in told:
        return
    block = BlockText()
    _add(block, told["ratingValue"])
    if "bestRating" in told:
        block.separator(" of ")
        _add(block, told["bestRating"])
    counted = next((name for name in _COUNTS if name in told), None)
    if counted:
        block.separator(" (")
        _add(block, told[counted])
    closing = _COUNTS[counted] if counted else ""
    yield from _draft(block, told["ratingValue"], closing, Zone.META, BlockKind.META)


def _review(told: Mapping[str, HtmlElement]) -> Iterator[Draft]:
    body = next((told[name] for name in _BODIES if name in told), None)
    if body is not None:
        block = BlockText()
        _add(block, body)
        yield from _draft(block, body, "", Zone.TESTIMONIAL, BlockKind.QUOTE)


def _add(block: BlockText, meta: HtmlElement) -> None:
    block.add(meta.get("content", ""), f"{xpath_of(meta)}/@content")


def _draft(
    block: BlockText, meta: HtmlElement, closing: str, zone: Zone, kind: BlockKind
) -> Iterator[Draft]:
    text = block.finish()
    if any(char.isalnum() for char in text):
        yield Draft(
            text=text + closing,
            zone=zone,
            kind=kind,
            origin=BlockOrigin.METADATA,
            source=NamedSource(xpath_of(meta), block),
        )
