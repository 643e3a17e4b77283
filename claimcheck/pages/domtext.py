"""The text of one block, collapsed as a browser does, from the text nodes that it stands in."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.pages.flat import Place
from claimcheck.schema import Prominence

#: One sign for two or three letters, which no search for the letters finds.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = "\ufb00-\ufb06"
#: Without width: soft hyphen, zero-width space and non-joiner, direction marks, joiners of words.
_NO_WIDTH = "\x00\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
#: These two draw emoji; beside a letter they only hide the word from whoever searches for it.
_NO_WIDTH_IN_WORDS = (
    r"(?<=\w)\u200d|\u200d(?=\w)|(?<=[^\W\d_])[\ufe00-\ufe0f]|[\ufe00-\ufe0f](?=[^\W\d_])"
)
DROPPED = rf"[{_NO_WIDTH}]+|{_NO_WIDTH_IN_WORDS}"
NOT_PLAIN = rf"{_NO_WIDTH}{LIGATURE}\u200d\ufe00-\ufe0f"
#: Space to Python and not to HTML: a browser keeps it.
_KEPT_SPACE = "\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPECIAL = re.compile(rf"[{NOT_PLAIN}{_KEPT_SPACE}]")
_REWRITTEN = re.compile(rf"(?:{DROPPED})|([{LIGATURE}])")
#: What HTML calls white space.
_SPACE = " \t\n\f\r"
_SPACES = re.compile(rf"[{_SPACE}]+")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_SPEAKS = re.compile(r"[^\W_]")
_NORMAL = Prominence.NORMAL


def readable(text: str) -> str:
    """Text without characters that have no width, its ligatures as letters; white space is kept."""
    if text.isascii() and "\x00" not in text:
        return text
    return _REWRITTEN.sub(lambda found: LIGATURES.get(found.group(1) or "", ""), text)


def is_plain(text: str) -> bool:
    """Whether nothing but white space has to be rewritten."""
    return text.isascii() or _SPECIAL.search(text) is None


def plain_words(text: str) -> str | None:
    """The words with one space between them; ``None`` when the text is not plain."""
    if not text.isascii() and not is_plain(text):
        return None
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return " ".join(text.split())
    return text.strip(" ")


def has_word(words: str) -> bool:
    """Whether there is a letter or a digit."""
    return words[0].isalnum() or _SPEAKS.search(words) is not None


Piece = tuple[str, Place, int, int]
"""A text that stands at an offset of a node; the last number is its length there when it is spelled
in another way, else 0."""


class Drawn(NamedTuple):
    """A character that a browser draws and no text node holds."""

    text: str


class BlockText:
    """Collects the text nodes of one block, and remembers them for the way back.

    White space becomes one space and is written only when more text follows. ``parts`` is empty
    until a word was written; ``pending`` is what will be written before the next one. ``linked``
    says that all of it is the text of links, ``of_attribute`` that some of it stands in an
    attribute; ``loudness`` is how loud all of it is, ``NORMAL`` when that differs.

    ``pieces`` are the texts, what is drawn between them and, as bare strings, the gaps. After
    ``finish``, ``text`` is what a reader sees, and ``cut`` the number of characters before it.
    """

    __slots__ = (
        *("_loudness", "_maybe_number_gap", "cut", "linked", "of_attribute"),
        *("has_text", "parts", "pending", "pieces", "text"),
    )

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece | Drawn | str] = []
        self.pending = ""
        self.linked = True
        self.of_attribute = False
        self.has_text = False
        self.text = ""
        self.cut = 0
        self._maybe_number_gap = False
        self._loudness: Prominence | None = None

    @property
    def loudness(self) -> Prominence:
        return self._loudness or _NORMAL

    def add(
        self,
        text: str,
        place: Place,
        offset: int = 0,
        linked: bool = False,
        loudness: Prominence = _NORMAL,
    ) -> None:
        """Append a text node, or the part of it that begins at ``offset``."""
        self.pieces.append((text, place, offset, 0))
        words = plain_words(text)
        if words is None:
            text = readable(text)
            words = _SPACES.sub(" ", text).strip(" ")
        if not words:
            if text and not self.pending:
                self.pending = " "
            return
        if self._loudness is not loudness or (self.linked and not linked):
            self._hear(words, linked, loudness)
        if self.parts:
            if not self.pending and text[0] in _SPACE:
                self.pending = " "
            self._join(words)
        self.parts.append(words)
        self.has_text = True
        self._maybe_number_gap = False
        self.pending = " " if text[-1] in _SPACE else ""

    def add_spelled(self, text: str, place: Place, offset: int, length: int) -> None:
        """Append what ``node[offset:offset + length]`` spells in another way."""
        text = readable(text)
        if text.isspace():
            self.space()
        elif text:
            self.linked = False
            self.pieces.append((text, place, offset, length))
            if self.parts:
                self._join(text)
            self.parts.append(text)
            self.has_text = True
            self.pending, self._maybe_number_gap = "", False

    def draw(self, mark: str) -> None:
        """Append a quotation mark that stands in no text node."""
        self.pieces.append(Drawn(mark))
        if self.parts:
            self._join(mark)
        self.parts.append(mark)
        self.pending, self._maybe_number_gap = "", False

    def space(self) -> None:
        """A gap that stands in no text node, such as the edge of a table cell's paragraph."""
        if not self.pending:
            self.separator(" ")

    def newline(self) -> bool:
        """A ``<br>``; true when it is the second in a row, which ends the block."""
        if self.pending == "\n":
            return True
        self.separator("\n")
        return False

    def separator(self, text: str) -> None:
        """A visible mark of ours between two cells."""
        self.pending = text
        self.pieces.append(text)

    def between_siblings(self) -> None:
        """Two elements touch: a number beside a word is a counter with its label, not one word."""
        self._maybe_number_gap = not self.pending

    def after_letters(self) -> None:
        """A figure that no text node shows is never a part of the word before it."""
        if self.parts and self.parts[-1][-1].isalpha():
            self.space()

    def restart(self) -> None:
        """Forget the gap before the first word."""
        self.pending, self._maybe_number_gap = "", False
        self.pieces.clear()

    def finish(self) -> str:
        """The text without leading or trailing space of any kind."""
        whole = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.text = whole.strip()
        if len(self.text) < len(whole):
            self.cut = len(whole) - len(whole.lstrip())
        return self.text

    def _hear(self, words: str, linked: bool, loudness: Prominence) -> None:
        if has_word(words):
            self.linked = self.linked and linked
            if self._loudness is not loudness:
                self._loudness = loudness if self._loudness is None else _NORMAL

    def _join(self, words: str) -> None:
        """Write the gap between the words before and these, the last piece."""
        if self._maybe_number_gap and not self.pending and self._number_meets(words):
            self.pending = " "
            self.pieces.insert(-1, " ")
        if self.pending:
            self.parts.append(self.pending)

    def _number_meets(self, words: str) -> bool:
        last = self.parts[-1][-1]
        return (last in "+%" or last.isdecimal()) and _LETTERS.match(words) is not None
