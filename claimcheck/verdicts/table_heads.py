"""What the first row of a table says of the cells under it."""

from __future__ import annotations

import re
from itertools import takewhile

from claimcheck.schema import BlockKind
from claimcheck.text import fold
from claimcheck.verdicts.case import Case

_BETWEEN_CELLS = " | "
#: A column that counts people; one that is headed "No." may number the rows.
_COUNTS = re.compile(
    r"^\W*(?:n|(?:(?:number|no\.?|total) (?:of )?)?(?:[\w-]+ )?"
    r"(?:patients?|people|persons|participants|subjects|cases|children|clients|guests|users)"
    r"(?: (?:treated|in all|in total|seen|followed|counted|assessed))?)\W*$"
)
_COUNT = re.compile(r"^\W*(?:n ?= ?)?\d[\d,. ]*\W*$")
#: A column that says when it was measured.
_WHEN = re.compile(
    r"\b(?:at|after|within|by|in) (?:(?:\d+|one|two|three|four|six|nine|twelve|eighteen) )?"
    r"(?:days?|weeks?|months?|years?)\b|\b(?:\d+|one|two|three|six|twelve)[- ]"
    r"(?:day|week|month|year)s?\b"
)
_FIGURE = re.compile(r"\d")
#: In a head they count what was given or how long ago that was: "after 3 courses".
_OF_WHEN = re.compile(
    r"\b(?:after|before|at) (?:the )?\d{1,2}(?:st|nd|rd|th)? (?:courses?|sessions?|visits?|"
    r"treatments?|infusions?|injections?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
#: A cell of a head names its column.
_HEAD_WORDS = 4
#: Rows above a passage that are looked through for the first of its table.
_MOST_ROWS = 200


def row_counts_people(case: Case) -> bool:
    """Whether a cell of the passage's row tells of how many people its figure is."""
    return any(_COUNTS.search(head) and _COUNT.search(cell) for head, cell in _headed(case))


def row_tells_time(case: Case) -> bool:
    """Whether the head of a cell in the passage's row tells when it was measured."""
    return any(_WHEN.search(head) for head, _ in _headed(case))


def is_head(case: Case) -> bool:
    """Whether the passage is the first row of a table: words over figures, a few to each cell."""
    words = _OF_WHEN.sub("", case.claim.quote)
    if case.block.kind is not BlockKind.TABLE_ROW or _FIGURE.search(words):
        return False
    blocks, at = case.page.blocks, case.claim.block
    is_first = at == 0 or blocks[at - 1].kind is not BlockKind.TABLE_ROW
    below = blocks[at + 1 : at + 2]
    over_figures = any(
        row.kind is BlockKind.TABLE_ROW and _FIGURE.search(case.page.quote(row)) for row in below
    )
    cells = case.page.quote(case.block).split(_BETWEEN_CELLS)
    return is_first and over_figures and all(len(cell.split()) <= _HEAD_WORDS for cell in cells)


def _headed(case: Case) -> list[tuple[str, str]]:
    """Folded (head, cell) of each column, if the row lies in a table with a head of its own."""
    if case.block.kind is not BlockKind.TABLE_ROW:
        return []
    above = case.page.blocks[max(0, case.claim.block - _MOST_ROWS) : case.claim.block]
    rows = list(takewhile(lambda block: block.kind is BlockKind.TABLE_ROW, reversed(above)))
    if not rows:
        return []
    heads, cells = (
        [fold(cell) for cell in case.page.text[row.start : row.end].split(_BETWEEN_CELLS)]
        for row in (rows[-1], case.block)
    )
    return list(zip(heads, cells, strict=True)) if len(heads) == len(cells) else []
