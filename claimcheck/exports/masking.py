"""Hides the names of private persons, so that a report can be passed on.

Each letter of a name becomes one "█". The text keeps its length, so every offset, every quote and
every place in the document stays valid, and the report verifies itself again. Hidden are names that
testimonials give to patients, children and relatives (``names`` tells how they are found), and the
same names elsewhere: in headings, the title, messages, and the path of the address. An address with
a hidden name no longer works as a link and is not shown as one.

What this misses: a name in no passage that is recognised as a testimonial; names in small letters,
in scripts other than Latin, Greek and Cyrillic, or percent-encoded in an address; names that only
stand in running text ("Bear laughed" is found, "we saw Bear" is not); names that are words as well
("Hope") outside of testimonials, and those that are months; names in a host name or a picture. A
person may also be known by a place, a school, an age, a date or a diagnosis. Now and then a word is
hidden that is no name. This is an aid, not anonymity: the page itself stays public, and its digest
and address lead to it. Read what you publish.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from claimcheck.exports.masks import MASK
from claimcheck.exports.names import Names, places, private_names
from claimcheck.schema import NotJudged, Report

#: Facts about records and rules, and ids: nothing in them comes from the page.
_NOT_OF_THE_PAGE = frozenset(
    {"trials", "evidence", "versions", "sources", "sha256", "label", "concept", "language", "id"}
)
_ADDRESSES = frozenset({"url", "final_url"})
_SHORTEST_IN_ADDRESS = 3


def mask_names(report: Report) -> Report:
    """The report with the names of private persons hidden; every span is verified again."""
    names = private_names(report)
    text = _hidden(report.page.text, names.ranges)
    masked = _walk(report.model_dump(), text, names)
    masked["page"]["text"] = text
    # The map stays out of every dump; masking moves no character, so it still holds.
    masked["page"]["dom_map"] = report.page.dom_map
    masked["skipped"] = (*masked["skipped"], _note(names))
    return Report.model_validate(masked)


def _walk(value: Any, text: str, names: Names, key: str = "") -> Any:  # noqa: ANN401 - any dumped value
    match value:
        case str() if key in _ADDRESSES:
            return _address(value, names)
        case str() if type(value) is str:
            return _hidden(value, tuple(places(value, names)))
        case dict():
            return _dict(value, text, names)
        case list() | tuple():
            return tuple(_walk(one, text, names, key) for one in value)
        case _:
            return value


def _dict(value: dict[Any, Any], text: str, names: Names) -> dict[Any, Any]:
    walked = {
        key: one if key in _NOT_OF_THE_PAGE else _walk(one, text, names, str(key))
        for key, one in value.items()
    }
    for quoted in ("quote", "raw"):
        if quoted in walked:
            walked[quoted] = text[walked["start"] : walked["end"]]
    return walked


def _hidden(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    letters = list(text)
    for start, end in ranges:
        letters[start:end] = [MASK if char.isalpha() else char for char in letters[start:end]]
    return "".join(letters)


def _address(url: str, names: Names) -> str:
    """The host is left: it is the page's, and every reader needs it."""
    words = [word for word in names.words if len(word) >= _SHORTEST_IN_ADDRESS]
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not words:
        return url
    pattern = re.compile(
        rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])", re.IGNORECASE
    )

    def hidden(part: str) -> str:
        return pattern.sub(lambda found: MASK * len(found[0]), part)

    below = (hidden(parts.path), hidden(parts.query), hidden(parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, *below))


def _note(names: Names) -> NotJudged:
    found = (
        f"They are hidden behind {MASK} in this copy of the report, as asked."
        if names.ranges
        else "They were to be hidden, and none was recognised."
    )
    return NotJudged(
        what="Names of private persons",
        why=f"{found} Rules find them, and may miss some: read the report before you pass it on.",
    )
