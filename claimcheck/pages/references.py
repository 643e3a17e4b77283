"""Trials and papers that a page names: numbers in its text, and in the addresses of its links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from lxml.html import HtmlElement

from claimcheck.pages.drafts import Segmented
from claimcheck.schema import Reference, ReferenceKind

_GAP = r"[ \t\u00a0:#-]{0,2}"
_BEFORE = r"(?<![^\W_])"
_AFTER = r"(?![^\W_])"
#: Prefix of a path of nodes and the first character that sorts after it.
_STEP, _AFTER_STEP = "/", "0"
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_.-]*", re.ASCII)
_ENDS = ".,;:!?'\"’”»*"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
#: What a publisher's address puts after the DOI.
_DOI_TAIL = re.compile(r"(?:[?#&].*|/(?:full|abstract|pdf|epdf|meta|html?)|\.pdf)\Z", re.IGNORECASE)
_MAX_ADDRESS = 2_000


class Form(NamedTuple):
    """One way to write a number; group 1 holds what tells it from others of its kind."""

    kind: ReferenceKind
    pattern: re.Pattern[str]
    prefix: str
    example: str
    id: str


def _form(kind: ReferenceKind, pattern: str, prefix: str, example: str, id_: str) -> Form:
    return Form(kind, re.compile(pattern, re.IGNORECASE), prefix, example, id_)


FORMS: tuple[Form, ...] = (
    _form(ReferenceKind.NCT, rf"{_BEFORE}NCT{_GAP}(\d{{8}}){_AFTER}", "NCT",
          "nct 01234567", "NCT01234567"),
    _form(ReferenceKind.ISRCTN, rf"{_BEFORE}ISRCTN{_GAP}(\d{{8}}){_AFTER}", "ISRCTN",
          "ISRCTN 12345678", "ISRCTN12345678"),
    _form(ReferenceKind.EUCTR, rf"{_BEFORE}(?<!\d-)(?:EUCTR{_GAP})?(20\d\d-\d{{6}}-\d\d)(?!\d)", "",
          "EUCTR2015-001234-56-ES", "2015-001234-56"),
    _form(ReferenceKind.IRCT, rf"{_BEFORE}IRCT{_GAP}(\d{{8,20}}N\d{{1,3}}){_AFTER}", "IRCT",
          "IRCT20200101012345n2", "IRCT20200101012345N2"),
    _form(ReferenceKind.CHICTR, rf"{_BEFORE}ChiCTR((?:-?[A-Z]{{2,5}}-?|-)?\d{{8,10}}){_AFTER}",
          "ChiCTR", "chictr-trc-12345678", "ChiCTR-TRC-12345678"),
    _form(ReferenceKind.DOI, r"(?<![\w.])(10\.\d{4,9}/[^\s\"<>“”|]{1,200})", "",
          "(https://doi.org/10.1000/XYZ).", "10.1000/xyz"),
    _form(ReferenceKind.PMID, rf"{_BEFORE}(?:PMID|PubMed ID){_GAP}(\d{{4,8}}){_AFTER}", "",
          "PMID: 1234567", "1234567"),
    _form(ReferenceKind.PMID, r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/"
          rf"(\d{{1,8}}){_AFTER}", "",
          "https://pubmed.ncbi.nlm.nih.gov/1234567/", "1234567"),
)  # fmt: skip


class Link(NamedTuple):
    """Where a link points, and the part of the text that stands for it."""

    address: str
    start: int
    end: int


def find_references(text: str, links: Sequence[Link] = ()) -> tuple[Reference, ...]:
    """Every number in the text and in ``links``, in page order; each place tells it once.

    A number in the address of a link that also stands in the link's own words is told by the words.
    """
    said = [
        Reference(start=start, end=end, kind=kind, id=id_) for kind, id_, start, end in _in(text)
    ]
    places: dict[tuple[ReferenceKind, str], list[int]] = {}
    for reference in said:
        places.setdefault((reference.kind, reference.id), []).append(reference.start)
    linked = [
        Reference(start=link.start, end=link.end, kind=kind, id=id_, in_link=True)
        for link in links
        for kind, id_, *_ in _in(unquote(link.address[:_MAX_ADDRESS]))
        if not any(link.start <= at < link.end for at in places.get((kind, id_), ()))
    ]
    once: dict[tuple[ReferenceKind, str, int], Reference] = {}
    for reference in (*said, *linked):
        once.setdefault((reference.kind, reference.id, reference.start), reference)
    return tuple(sorted(once.values(), key=lambda found: (found.start, found.kind, found.id)))


def _in(text: str) -> Iterator[tuple[ReferenceKind, str, int, int]]:
    for form in FORMS:
        for found in form.pattern.finditer(text):
            number, end = found.group(1), found.end()
            if form.kind is ReferenceKind.DOI:
                number = _doi(number)
                end = found.start() + len(number)
                # A prefix alone names a publisher.
                if number.endswith("/"):
                    continue
                yield form.kind, number.lower(), found.start(), end
            else:
                yield form.kind, form.prefix + number.upper(), found.start(), end


def _doi(found: str) -> str:
    """Cut what is not part of the DOI: punctuation, an unopened bracket, the tail of an address."""
    before = ""
    while found != before:
        before = found
        found = _DOI_TAIL.sub("", found).rstrip(_ENDS)
        opening = _BRACKETS.get(found[-1:])
        if opening and found.count(opening) < found.count(found[-1]):
            found = found[:-1]
    return found


def links_of(root: HtmlElement, segmented: Segmented) -> tuple[Link, ...]:
    """The links of a document whose address names a trial or a paper.

    ``root`` must be as it was when it was cut into blocks. A link without text stands for the block
    that holds it, or else for the next one around it; without any block there is no link.
    """
    addresses = {element.get("href", "") for element in root.iter("a", "area")}
    named = {address for address in addresses if any(_in(unquote(address[:_MAX_ADDRESS])))}
    if not named:  # most pages; to know where each word stands takes long
        return ()
    spans = _Spans(segmented)
    links = []
    for path, address in _anchors(root):
        if address in named:
            place = spans.of(path)
            if place:
                links.append(Link(address, *place))
    return tuple(links)


def _anchors(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Path and address of each link, with the same steps as the walk over the document."""
    pending: list[tuple[HtmlElement, str]] = [(root, f"/{root.tag}")]
    while pending:
        element, path = pending.pop()
        address = element.get("href")
        if address and element.tag in {"a", "area"}:
            yield path, address
        counts: dict[str, int] = {}
        elements = 0
        for child in element:
            if not isinstance(child.tag, str):
                continue
            elements += 1
            counts[child.tag] = counts.get(child.tag, 0) + 1
            plain = _PLAIN_NAME.fullmatch(child.tag)
            step = f"{child.tag}[{counts[child.tag]}]" if plain else f"*[{elements}]"
            pending.append((child, f"{path}/{step}"))


class _Spans:
    """Finds the part of the text that stands below a path of the document."""

    def __init__(self, segmented: Segmented) -> None:
        self._text = segmented.text
        self._drafts = segmented.drafts
        self._first_below: dict[str, int | None] = {}
        self._runs = sorted(
            (run.xpath, draft.start + run.start, draft.start + run.start + run.length, index)
            for index, draft in enumerate(segmented.drafts)
            for run in draft.runs
        )

    def of(self, path: str) -> tuple[int, int] | None:
        """The text of a link, cut to one block; the block around it when the link has none."""
        below = self._below(path)
        if below:
            first = min(below, key=lambda run: run[1])[3]
            inside = [run for run in below if run[3] == first]
            start = min(run[1] for run in inside)
            end = max(run[2] for run in inside)
            words = self._text[start:end]
            if words.strip():
                start += len(words) - len(words.lstrip())
                return start, start + len(words.strip())
        return self._around(path)

    def _around(self, path: str) -> tuple[int, int] | None:
        while path.count(_STEP) > 1:
            path = path.rpartition(_STEP)[0]
            if path not in self._first_below:
                below = self._below(path)
                self._first_below[path] = min((run[3] for run in below), default=None)
            first = self._first_below[path]
            if first is not None:
                draft = self._drafts[first]
                return draft.start, draft.start + len(draft.text)
        return None

    def _below(self, path: str) -> list[tuple[str, int, int, int]]:
        low = bisect_left(self._runs, (path + _STEP,))
        high = bisect_left(self._runs, (path + _AFTER_STEP,))
        return self._runs[low:high]
