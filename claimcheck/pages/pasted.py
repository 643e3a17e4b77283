"""What somebody pasted or saved: an address, a page's source, or a text.

A text in which little but an address stands is refused. Read as a text it would get a calm report,
and whoever sent it would think that the page had been opened.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from claimcheck.errors import AddressNotAlone
from claimcheck.pages.charset import decode
from claimcheck.schema import Capture, Kind, MediaKind, Submission

#: One word with a scheme. Browsers read "http:/host" and "https:host" as if the slashes were there.
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_FEW_SLASHES: Final = re.compile(r"(https?):/?(?![/\d])(\S+)", re.IGNORECASE)
#: A host name alone with at least one dot, in any script, with or without a port and a path.
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_REST: Final = r"(?::\d{1,5})?(?:[/?#]\S*)?"
_BARE: Final = re.compile(
    rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,63}}){_REST}", re.IGNORECASE
)
#: What means something inside a network alone; the guard of addresses says why it is not fetched.
_LOCAL: Final = re.compile(
    rf"(?:localhost|(?:\d{{1,3}}\.){{3}}\d{{1,3}}|\[[0-9a-f:.]{{2,45}}\]){_REST}", re.IGNORECASE
)
#: An address between other words. A bare name needs a sign that it is one: "safe.No" has none.
_WITHIN: Final = re.compile(
    rf"(?:https?:/|www\.)\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|clinic|example\b)"
    rf"(?![\w-]){_REST}|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?-i:[a-z]{{2,}})/\S+",
    re.IGNORECASE,
)
#: Signs around an address that no reader takes for a part of it.
_INVISIBLE: Final = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_PAIRS: Final = tuple(map(tuple, ("<>", "()", "[]", '""', "''", "“”", "„“", "‘’", "«»", "``")))
_AFTER: Final = ".,;"

_WORD: Final = re.compile(r"[^\W_]+")
#: Neither "Dr." nor the question that a title asks ends a sentence.
_ENDS: Final = re.compile(r"(?<=\w{3})[.!](?:\s|$)")
#: Words that say what to do with an address; they are no text of a page.
_ASKING: Final = re.compile(
    r"please|check|look|see|read|open|at|this|that|the|a|page|site|website|web|link|url|address|"
    r"here|is|it|s|can|could|would|you|me|for|my|our|us|hi|hello|thanks?|of|about|true|source|"
    r"https?|www|clinics?",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 12
"""A title that a phone sends along with an address has about as many."""
_SENTENCE: Final = 3
#: A text with an address in it is looked at so far; what is longer is a text.
_MOST: Final = 20_000

_PROLOG: Final = re.compile(
    r"\s*(?>(?:<!--.*?-->|<\?xml\b[^>]{0,500}\?>)\s*)*+", re.IGNORECASE | re.DOTALL
)
_DOCUMENT: Final = re.compile(r"<(?:(?:!doctype\s+html|html|head|body)\b|title>)", re.IGNORECASE)
_BLOCKS: Final = (
    r"address|article|aside|blockquote|dl|div|figure|footer|form|h[1-6]|header|main|nav|ol|p|"
    r"section|table|ul"
)
_OPENED: Final = re.compile(rf"<({_BLOCKS})(?:\s[^<>]*)?>", re.IGNORECASE)
_CLOSED: Final = re.compile(rf"</({_BLOCKS})\s*>", re.IGNORECASE)
_CLOSED_IN_SOURCE: Final = 3
"""A text about HTML may show one element that is closed; source copied from its middle has more."""

#: Links that Windows and Linux save as files.
_SHORTCUT: Final = re.compile(r"\s*\[(?:InternetShortcut|Desktop Entry)\]", re.IGNORECASE)
_TARGET: Final = re.compile(r"^URL=(\S+)\s*$", re.IGNORECASE | re.MULTILINE)


def told_apart(content: str) -> Submission:
    """Tell an address, a page's HTML and plain text apart; raises ``AddressNotAlone``."""
    if (address := lone_address(content)) is not None:
        return Submission(kind=Kind.URL, content=address)
    if _is_html(content):
        return Submission(kind=Kind.HTML, content=content)
    _refuse_mere_address(content)
    return Submission(kind=Kind.TEXT, content=content)


def address_in(capture: Capture) -> str | None:
    """The address that a text or a saved link holds and nothing else; raises ``AddressNotAlone``.

    A file that was fetched is a page: what a site sends never leads to another one.
    """
    fetched = capture.url is not None
    if fetched or capture.media is not MediaKind.TEXT or len(capture.body) > _MOST:
        return None
    content = decode(capture.body, declared=capture.charset, media=capture.media)
    if (address := lone_address(content)) is None:
        _refuse_mere_address(content)
    return address


def lone_address(content: str) -> str | None:
    """The address that ``content`` is, as it can be asked for; ``None`` where it is none."""
    if len(content) > _MOST:
        return None
    if _SHORTCUT.search(content) and (target := _TARGET.search(content)):
        return target[1]
    bare = _stripped(content)
    if _ADDRESS.fullmatch(bare):
        return bare
    if found := _FEW_SLASHES.fullmatch(bare):
        return f"{found[1]}://{found[2]}"
    bare = bare.rstrip(_AFTER)
    return f"https://{bare}" if _BARE.fullmatch(bare) or _LOCAL.fullmatch(bare) else None


def _stripped(content: str) -> str:
    trimmed = content.strip().strip(_INVISIBLE).strip()
    for start, end in _PAIRS:
        if len(trimmed) > 1 and trimmed[0] == start and trimmed[-1] == end:
            inner = trimmed[1:-1].strip()
            # An IPv6 address stands in brackets of its own.
            return trimmed if start == "[" and _LOCAL.fullmatch(trimmed) else inner
    return trimmed


def _is_html(content: str) -> bool:
    start = _PROLOG.match(content)
    at = start.end() if start else 0
    if _DOCUMENT.match(content, at):
        return True
    opened = Counter(found[1].lower() for found in _OPENED.finditer(content, at))
    closed = sum(found[1].lower() in opened for found in _CLOSED.finditer(content, at))
    if _OPENED.match(content, at):
        return closed > 0 or opened.total() > 1
    # Other tags may come first, as a link to a style does.
    return closed >= (1 if content.startswith("<", at) else _CLOSED_IN_SOURCE)


def _refuse_mere_address(content: str) -> None:
    if len(content) > _MOST:
        return
    words = content.split()
    if len(words) > 1 and all(lone_address(word) for word in words):
        raise AddressNotAlone("These look like several addresses. One page is checked at a time.")
    rest, found = _WITHIN.subn(" ", content)
    if found and not _says_something(rest):
        raise AddressNotAlone(
            "This looks like an address with a space or other words in it, so no page was opened."
        )


def _says_something(rest: str) -> bool:
    """Whether what stands beside an address is a text of its own."""
    said = [word for word in _WORD.findall(rest) if not _ASKING.fullmatch(word)]
    return len(said) > _FEW_WORDS or (len(said) >= _SENTENCE and bool(_ENDS.search(rest)))
