"""Title, author, dates and site of a page: what it declares, never what its text lets one guess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.pages.drafts import Draft
from claimcheck.schema import BlockKind

_DATE = re.compile(r"\s*((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?\s*\Z", re.DOTALL)
_MAX_TITLE = 300
_MAX_JSON = 500_000
_MAX_NODES = 5_000
_MAX_SCRIPT = 50_000
#: ``meta`` elements by ``property``, ``name`` or ``itemprop``, the most telling first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "citation_date",
    "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "publish-date", "publication_date", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "article:updated_time",
)  # fmt: skip
#: Parts of structured data that have dates of their own.
_NOT_THE_PAGE = frozenset({"review", "reviews", "comment", "comments", "subjectof", "citation"})
_OTHER_TYPES = frozenset({"Review", "Comment", "Event", "JobPosting", "VideoObject", "ImageObject"})


class Metadata(NamedTuple):
    """What a page says about itself; dates are yyyy, yyyy-MM or yyyy-MM-dd."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    site_name: str | None = None


def html_metadata(root: HtmlElement, drafts: Sequence[Draft], url: str | None) -> Metadata:
    """Metadata of an HTML page. The tree may be changed, so this comes last."""
    own_title = clean(root.findtext(".//title")) or first_heading(drafts)
    published, modified = _dates(root)
    from trafilatura import extract_metadata

    for script in root.iter("script"):
        if len(script.text or "") > _MAX_SCRIPT:  # trafilatura is quadratic in some of them
            script.text = None
    found = extract_metadata(root, default_url=url, extensive=False)
    return Metadata(
        title=clean(found.title) or own_title,
        author=clean(found.author),
        published=published,
        modified=modified,
        site_name=clean(found.sitename),
    )


def text_metadata(drafts: Sequence[Draft]) -> Metadata:
    """A text has a title when its first block is a heading, or else the first heading."""
    return Metadata(title=first_heading(drafts))


def first_heading(drafts: Sequence[Draft]) -> str | None:
    """The first heading of the text; a first-level one is preferred."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    top = [draft for draft in headings if draft.level == 1]
    chosen = next(iter(top or headings), None)
    return clean(chosen.text) if chosen else None


def clean(value: str | None) -> str | None:
    """One line of at most 300 characters; ``None`` for nothing."""
    text = " ".join((value or "").split())[:_MAX_TITLE]
    return text or None


def partial_date(value: str | None) -> str | None:
    """A date of the form yyyy, yyyy-MM or yyyy-MM-dd, from a value that begins so; else None."""
    found = _DATE.match(value or "")
    if not found:
        return None
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def _dates(root: HtmlElement) -> tuple[str | None, str | None]:
    """Published and modified: structured data, then ``meta``, then microdata, then the head.

    trafilatura's finder knows more spellings; it is shown the head alone, since in a body it takes
    the first thing that looks like a date.
    """
    linked = _structured_dates(root)
    meta = _meta(root)
    published = linked.get("datepublished") or _first(meta, _PUBLISHED)
    modified = linked.get("datemodified") or _first(meta, _MODIFIED)
    published = published or _microdata(root, "datepublished")
    modified = modified or _microdata(root, "datemodified")
    return published or _date_of_head(root), modified


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            day = partial_date(element.get("content"))
            name = (element.get(attribute) or "").strip().lower()
            if name and day:
                found.setdefault(name, day)
    return found


def _first(found: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((found[name] for name in names if name in found), None)


def _microdata(root: HtmlElement, name: str) -> str | None:
    for element in root.iter("time"):
        if (element.get("itemprop") or "").lower() == name:
            day = partial_date(element.get("datetime"))
            if day:
                return day
    return None


def _structured_dates(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _nodes(script.text or ""):
                for key, value in node.items():
                    day = partial_date(value) if isinstance(value, str) else None
                    if day and key.lower() in {"datepublished", "datemodified"}:
                        found.setdefault(key.lower(), day)
    return found


def _nodes(source: str) -> Iterator[Mapping[str, object]]:
    """The objects of structured data that are about the page, outermost first."""
    try:
        data: object = json.loads(source[:_MAX_JSON], strict=False)
    except (ValueError, RecursionError):
        return
    pending = [data]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict) and not _is_other(node.get("@type")):
            yield node
            pending += (value for key, value in node.items() if key.lower() not in _NOT_THE_PAGE)


def _is_other(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name in _OTHER_TYPES for name in kinds)


def _date_of_head(root: HtmlElement) -> str | None:
    from lxml.html import fromstring, tostring
    from trafilatura import extract_metadata

    head = root.find(".//head")
    if head is None or head.find(".//meta") is None:
        return None
    alone = fromstring(f"<html>{tostring(head, encoding='unicode', with_tail=False)}<body></body>")
    return partial_date(extract_metadata(alone, extensive=False).date)
