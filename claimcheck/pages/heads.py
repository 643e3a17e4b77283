"""Where a head ends: at the first element that it cannot hold, whether its end is written or not.

HTML lets a page leave out ``</head>`` and ``<body>``, and those who make pages small do so. The
parser knows the elements of HTML 4 only: a ``main`` or ``header`` that comes first, and everything
in it, stays in the head, where nothing is shown.
"""

from __future__ import annotations

from typing import Final

from lxml.html import HtmlElement

#: https://html.spec.whatwg.org/multipage/parsing.html, insertion mode "in head".
_HOLDS: Final = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style"}
    | {"template", "title"}
)


def end_head(root: HtmlElement) -> None:
    """Move from the head to the start of the body what a browser shows there."""
    head = root.find("head")
    if head is None:
        return
    shown = [one for one in head if isinstance(one.tag, str) and one.tag not in _HOLDS]
    if not shown:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    last = shown[-1]
    text, body.text = body.text, None
    # From the end: an element is put in first place at once, in any other after all before it.
    for element in reversed(shown):
        body.insert(0, element)
    last.tail = f"{last.tail or ''}{text or ''}" or None
