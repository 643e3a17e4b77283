"""A parsed document as one row of tags, and the XPath of each place in it.

lxml makes a Python object of every element that is looked at. To write the tree out once and to cut
that at its tags is far cheaper, and equal tags are equal strings, so each is understood only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

#: In what lxml writes, ``<`` and ``>`` only ever begin and end a tag, save inside of comments and
#: for names such as ``a<b``.
_TAG = re.compile(r"<(!--.*?--|[^>]*)>([^<]*)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
#: A name may hold anything that HTML does not cut it at; quotes inside a value are references.
_ATTRIBUTE = re.compile(r' (.[^=]*)="([^"]*)"', re.DOTALL)
_NUMBERED = re.compile(r"&#(?:(\d+)|x([0-9a-fA-F]+));")
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_.-]*", re.ASCII)
#: Put before the tags that hold the page's ``<main>`` or ``<h1>``; no tag begins with it.
_AROUND_MAIN = "+"

Place = int | tuple[int, str] | str
"""The text behind the tag of this number, an attribute of that tag, or an XPath."""


class Tags(NamedTuple):
    """All tags of a document in order, and the text between each and the next.

    A tag is what stands between ``<`` and ``>``: ``p class="a"``, ``/p``, or ``br/`` for an element
    that is empty. Of comments only a mark is left.
    """

    heads: list[str]
    texts: list[str]


def flat(root: HtmlElement) -> Tags:
    """The tags of an element and of all that is in it."""
    written = etree.tostring(root, encoding="unicode", with_tail=False)
    bare = _COMMENT.sub("<!>", written) if "<!--" in written else written
    if bare.count("<") == bare.count(">"):
        pieces = bare.replace(">", "<").split("<")
        tags = Tags(pieces[1::2], pieces[2::2])
    else:
        found = _TAG.findall(written)
        tags = Tags([head for head, _ in found], [text for _, text in found])
    for mark in ("main", "h1"):
        for place in _ancestors(tags.heads, mark) if f"<{mark}" in written else ():
            tags.heads[place] = _AROUND_MAIN + tags.heads[place].removeprefix(_AROUND_MAIN)
    return tags


def _ancestors(heads: Sequence[str], name: str) -> Iterator[int]:
    """The elements that hold the first one of this name, the innermost first."""
    found = (
        place for place, head in enumerate(heads) if head.startswith(name) and name_of(head) == name
    )
    closed = 0
    for place in range(next(found, 0) - 1, -1, -1):
        head = heads[place]
        if head[0] == "/":
            closed += 1
        elif is_element(head) and head[-1] != "/":
            if not closed:
                yield place
            closed = max(0, closed - 1)


def is_element(head: str) -> bool:
    """Whether a tag opens an element; a comment or an instruction to a program does not."""
    return head[0] not in "/!?"


class Opening(NamedTuple):
    """An opening tag, taken apart."""

    name: str
    attributes: dict[str, str]
    is_empty: bool
    around_main: bool


def read_opening(head: str) -> Opening:
    """The name and the attributes of an opening tag."""
    name = name_of(head)
    attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(head)}
    return Opening(name, attributes, head[-1] == "/", head.startswith(_AROUND_MAIN))


def name_of(head: str) -> str:
    return head.partition(" ")[0].removeprefix(_AROUND_MAIN).removesuffix("/")


def unescape(text: str) -> str:
    """Text as it stands in the tree; only what lxml itself writes is read back."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    if "&#" in text:
        text = _NUMBERED.sub(_character, text)
    return text.replace("&amp;", "&")


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal = reference.groups()
    return chr(int(decimal) if decimal else int(hexadecimal, 16))


@dataclass(slots=True)
class _Open:
    place: int
    elements: int = 0
    texts: int = 0
    names: dict[str, int] = field(default_factory=dict)

    def counted(self, name: str) -> tuple[str, int]:
        """One element more: the name that XPath has for it, and its number among its like."""
        self.elements += 1
        number = self.names.get(name, 0) + 1
        if number == 1 and self.place >= 0 and _PLAIN_NAME.fullmatch(name) is None:
            return "*", self.elements
        self.names[name] = number
        return name, number


class XPaths:
    """The XPath of each place of a document, worked out when the first one is asked for."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._steps: dict[int, tuple[int, str, int]] = {}
        self._texts: dict[int, tuple[int, int]] = {}
        self._known: dict[int, str] = {}

    def of(self, place: Place) -> str:
        if isinstance(place, str):
            return place
        if not self._steps:
            self._number()
        if isinstance(place, tuple):
            return f"{self.of_element(place[0])}/@{place[1]}"
        element, number = self._texts[place]
        return f"{self.of_element(element)}/text()[{number}]"

    def of_element(self, place: int) -> str:
        """The place of an element, as an XPath that every parser of the same tree understands."""
        if not self._steps:
            self._number()
        path = self._known.get(place)
        if path is None:
            parent, name, number = self._steps[place]
            path = f"{self.of_element(parent)}/{name}[{number}]" if parent >= 0 else f"/{name}"
            self._known[place] = path
        return path

    def _number(self) -> None:
        """Count each element among its siblings, and each text among the texts beside it."""
        names: dict[str, str] = {}
        opened = [_Open(-1)]
        for place, (head, text) in enumerate(zip(*self._tags, strict=True)):
            if head[0] == "/":
                opened.pop()
            elif is_element(head):
                name = names.get(head)
                if name is None:
                    name = names[head] = name_of(head)
                self._steps[place] = (opened[-1].place, *opened[-1].counted(name))
                if head[-1] != "/":
                    opened.append(_Open(place))
            if text:
                inside = opened[-1]
                inside.texts += 1
                self._texts[place] = (inside.place, inside.texts)


def xpath_of(element: HtmlElement) -> str:
    """The path of one element of the tree; its siblings are counted each time."""
    steps = []
    here: HtmlElement | None = element
    while here is not None:
        above = here.getparent()
        steps.append(_step_of(here, above))
        here = above
    return "".join(reversed(steps))


def _step_of(element: HtmlElement, parent: HtmlElement | None) -> str:
    tag = str(element.tag)
    if parent is None:
        return f"/{tag}"
    name = tag if _PLAIN_NAME.fullmatch(tag) else "*"
    return f"/{name}[{1 + sum(1 for _ in element.itersiblings(name, preceding=True))}]"
