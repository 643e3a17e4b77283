"""Addresses that may stand in a link, and names for what has no address."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from claimcheck.exports.layout import printable
from claimcheck.exports.masks import MASK
from claimcheck.schema import Page

#: The space of our own names (RFC 9562, version 5): the same report always gives the same ones.
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:claimcheck:exports")


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it: http or https, with a host, and nothing masked."""
    if url is None or MASK in url or url != printable(url) or any(map(str.isspace, url)):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def page_address(page: Page) -> str | None:
    """Where the page was read, if a browser may go there."""
    return web_address(page.final_url) or web_address(page.url)


def page_iri(page: Page) -> str:
    """The page's address or, for a pasted or saved one, the digest of what was read."""
    return page_address(page) or f"urn:sha256:{page.sha256}"


def urn(*parts: object) -> str:
    """A name that depends on ``parts`` alone."""
    return uuid.uuid5(_NAMES, "\x1f".join(map(str, parts))).urn
