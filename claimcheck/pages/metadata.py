"""Title, author, date and site of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.pages.drafts import Draft
from claimcheck.schema import BlockKind

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_MAX_TITLE = 300


class Metadata(NamedTuple):
    """What a page says about itself; ``published`` is yyyy-MM-dd."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    site_name: str | None = None


def html_metadata(root: HtmlElement, drafts: Sequence[Draft], url: str | None) -> Metadata:
    """Metadata of an HTML page. The tree may be changed, so this comes last."""
    own_title = _clean(root.findtext(".//title")) or first_heading(drafts)
    from trafilatura import extract_metadata

    found = extract_metadata(root, default_url=url, extensive=False)
    date = _clean(found.date)
    return Metadata(
        title=_clean(found.title) or own_title,
        author=_clean(found.author),
        published=date if date and _DATE.fullmatch(date) else None,
        site_name=_clean(found.sitename),
    )


def text_metadata(drafts: Sequence[Draft]) -> Metadata:
    """A text has a title when its first block is a heading, or else the first heading."""
    return Metadata(title=first_heading(drafts))


def first_heading(drafts: Sequence[Draft]) -> str | None:
    """The first heading of the text; a first-level one is preferred."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    top = [draft for draft in headings if draft.level == 1]
    chosen = next(iter(top or headings), None)
    return _clean(chosen.text) if chosen else None


def _clean(value: str | None) -> str | None:
    text = " ".join((value or "").split())[:_MAX_TITLE]
    return text or None
