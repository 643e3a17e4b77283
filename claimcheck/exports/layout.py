"""The few shapes from which the text report is built."""

from __future__ import annotations

import io
import unicodedata

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

#: Left as they are among the control characters: they lay out text and command nothing.
_HARMLESS = "\n\t"
#: Direction overrides can make a terminal show words in another order than they stand.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(words: str, *, style: str = "") -> Text:
    """Text as it is: no markup is read in it, and no page can send commands to a terminal."""
    return Text(printable(words), style=style)


def printable(words: str) -> str:
    """The words with control characters, non-characters and direction overrides made visible."""
    # What Python calls printable has none of these; most words need no closer look.
    return words if words.isprintable() else "".join(map(_printable, words))


def _printable(char: str) -> str:
    commands = unicodedata.category(char) == "Cc" and char not in _HARMLESS
    hidden = commands or char in _DIRECTION or _is_no_character(ord(char))
    return "\N{REPLACEMENT CHARACTER}" if hidden else char


def _is_no_character(code: int) -> bool:
    """Whether Unicode sets the code aside for ever; HTML does not allow it."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - as Unicode has it


def rendered(inner: RenderableType, *, width: int, colour: bool) -> str:
    """Text without trailing blanks; ``colour`` adds terminal styles."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        console.print(inner)
    lines = captured.get().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def title(words: str) -> RenderableType:
    """A section heading with a blank line above it."""
    return Padding(plain(words.upper(), style="bold"), (1, 0, 0, 0), expand=False)


def indented(inner: RenderableType, *, by: int = 2) -> Padding:
    """``inner`` moved to the right."""
    return Padding(inner, (0, 0, 0, by), expand=False)


def hanging(mark: str, words: str) -> Table:
    """A mark with the words hanging beside it, however many lines they take."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(plain(mark), plain(words.strip()))
    return grid


def counted(number: int, noun: str) -> str:
    """The number with its noun, as in "1 claim" or "2 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def quoted(words: str) -> str:
    """The words in quotation marks, unless they bring their own."""
    return words if words[0] in '“"«' and words[-1] in '”"»' else f"“{words}”"
