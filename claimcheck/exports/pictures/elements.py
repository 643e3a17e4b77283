"""Elements of SVG and HTML, built as a tree so that words can never become markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from claimcheck.exports.layout import printable

_SVG = "http://www.w3.org/2000/svg"
#: Attributes whose names no keyword can have.
_NAMES = {"css": "class", "labelledby": "aria-labelledby", "hidden": "aria-hidden"}


def element(
    tag: str,
    words: str | None = None,
    children: Iterable[Element] = (),
    **attributes: str | float | None,
) -> Element:
    """An element; ``css`` is its class, and ``stroke_width`` stands for ``stroke-width``.

    Attributes that are ``None`` are left out; numbers lose the digits that nobody sees.
    """
    made = Element(tag)
    _set(made, attributes)
    if words is not None:
        made.text = printable(words)
    made.extend(children)
    return made


def followed(one: Element, words: str) -> Element:
    """The element with words behind it."""
    one.tail = printable(words)
    return one


def svg(
    width: float, height: float, children: Iterable[Element], **attributes: str | float | None
) -> Element:
    """An ``<svg>`` of that many units, which scales."""
    made = element("svg", children=children, xmlns=_SVG, width=width, height=height)
    made.set("viewBox", f"0 0 {_written(width)} {_written(height)}")
    _set(made, attributes)
    return made


def markup(one: Element) -> Markup:
    """The element as text that may stand in a page: the tree escapes every value."""
    return Markup(tostring(one, encoding="unicode"))  # noqa: S704 - see above


def _set(made: Element, attributes: Mapping[str, str | float | None]) -> None:
    for name, value in attributes.items():
        if value is not None:
            made.set(_NAMES.get(name, name.replace("_", "-")), _written(value))


def _written(value: str | float) -> str:
    return printable(value) if isinstance(value, str) else f"{round(value, 2):g}"
