"""Lists of things to check, as people keep them: plain lines, CSV, JSON lines, a JSON list.

An item is an address, or ``{"url" | "html" | "text": …, "label": …}`` with exactly one of the
three. A bare host name is read as ``https://``. Whatever cannot be read raises ``BadBatch`` with
the line or the place in the list: an item that is left out unseen would look like one without
claims. Whether an address can be fetched is not asked here; that is the item's own result.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import BinaryIO, Final, assert_never

from pydantic_core import from_json

from claimcheck.addresses import address_of
from claimcheck.errors import BadBatch
from claimcheck.schema import BatchItem, Kind

LONGEST_ADDRESS: Final = 8_192
"""Characters; longer ones are refused by most servers."""
LONGEST_LABEL: Final = 200
LONGEST_LINE: Final = 16_000_000
"""Bytes; a page of 5 MB fits, with its quotes and line ends escaped."""

MOST_NAMED: Final = 20
"""Items at fault that are named at once; whoever has more has one mistake in all of them."""

_SHOWN = 80
_NUL = "\ufffd"
_COMMENT = re.compile(r"(?:^|\s+)#.*")
#: JSON can name the halves of a pair by themselves; they are no text, and cannot be kept.
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DELIMITERS = ",;\t"
_URL, _LABEL = "url", "label"
_KINDS = frozenset(kind.value for kind in Kind)


class ItemForm(StrEnum):
    """How a list of items is written."""

    TEXT = "text"
    """One address a line; lines that begin with ``#`` and empty ones are skipped."""
    CSV = "csv"
    """With a column ``url``, ``html`` or ``text`` and, if wanted, ``label``; cells part at comma,
    semicolon or tab. One column of addresses needs no line of names."""
    NDJSON = "ndjson"
    """An item a line."""
    JSON = "json"
    """A list of items."""


_ENDINGS: Mapping[str, ItemForm] = {
    ".txt": ItemForm.TEXT,
    ".csv": ItemForm.CSV,
    ".tsv": ItemForm.CSV,
    ".ndjson": ItemForm.NDJSON,
    ".jsonl": ItemForm.NDJSON,
    ".json": ItemForm.JSON,
}


def form_of(name: str) -> ItemForm:
    """The form that the ending of a file's name tells; plain lines unless it is known."""
    lowered = name.lower()
    return next(
        (form for ending, form in _ENDINGS.items() if lowered.endswith(ending)), ItemForm.TEXT
    )


Read = BatchItem | tuple[str, BadBatch]
"""An item, or the place of one that is at fault, and why."""


def read_items(stream: BinaryIO, form: ItemForm) -> Iterator[BatchItem]:
    """The items in UTF-8, in order, read as they are asked for; raises ``BadBatch``.

    A JSON list is read whole; all other forms take the memory of one line.
    """
    return all_good(_read(stream, form))


def all_good(read: Iterable[Read]) -> Iterator[BatchItem]:
    """The items, unless one is at fault: ``BadBatch`` then names all of those, or the first few."""
    bad: list[tuple[str, BadBatch]] = []
    try:
        for one in read:
            if isinstance(one, tuple):
                bad.append(one)
                if len(bad) == MOST_NAMED:
                    break
            elif not bad:
                yield one
    except BadBatch as error:
        if not bad:
            raise
        bad.append(("The list", error))
    if bad:
        raise _named(bad)


def _named(bad: Sequence[tuple[str, BadBatch]]) -> BadBatch:
    (_, first), *more = bad
    said = str(first)
    if more:
        others = ", ".join(where.lower() for where, _ in more[:-1])
        places = f"{others} and {more[-1][0].lower()}" if others else more[-1][0].lower()
        said = f"{said} The same or other faults: {places}."
    return BadBatch(said, items=[(where, str(error)) for where, error in bad])


def tried(where: str, make: Callable[[], BatchItem]) -> Read:
    """What ``make`` gives; an item at fault with its place, so that the next ones are read too."""
    try:
        return make()
    except BadBatch as error:
        return where, error


def _read(stream: BinaryIO, form: ItemForm) -> Iterator[Read]:
    match form:
        case ItemForm.TEXT:
            return _of_text(stream)
        case ItemForm.CSV:
            return _of_csv(stream)
        case ItemForm.NDJSON:
            return _of_ndjson(stream)
        case ItemForm.JSON:
            return _of_json(stream)
        case _:
            assert_never(form)


def item_of(value: object, where: str) -> BatchItem:
    """One item as JSON holds it; raises ``BadBatch`` with ``where``, such as “line 3”."""
    if isinstance(value, str):
        return _item(Kind.URL, value, None, where)
    if not isinstance(value, Mapping):
        raise BadBatch(f"{where} is neither an address nor an object: {_shown(value)}.")
    if unknown := [name for name in value if name not in _KINDS and name != _LABEL]:
        raise BadBatch(f"{where} has a field that is not known: {_shown(unknown[0])}.")
    kinds = [kind for kind in Kind if value.get(kind) is not None]
    if len(kinds) != 1:
        raise BadBatch(f"{where} needs exactly one of url, html and text.")
    content, label = value[kinds[0]], value.get(_LABEL)
    if not isinstance(content, str):
        raise BadBatch(f"{where} has a {kinds[0]} that is not text: {_shown(content)}.")
    if label is not None and not isinstance(label, str):
        raise BadBatch(f"{where} has a label that is not text: {_shown(label)}.")
    return _item(kinds[0], content, label, where)


def _item(
    kind: Kind, content: str, label: str | None, where: str, *, blanks: bool = True
) -> BatchItem:
    if not content.strip():
        raise BadBatch(f"{where} has an empty {kind}.")
    if _SURROGATE.search(content) or _SURROGATE.search(label or ""):
        raise BadBatch(f"{where} holds half a character, “\\ud800” or its like.")
    if label is not None and len(label) > LONGEST_LABEL:
        raise BadBatch(f"{where} has a label of more than {LONGEST_LABEL} characters.")
    content = _address(content, where, blanks=blanks) if kind is Kind.URL else content
    # Databases keep no NUL; in HTML it stands for the replacement character anyway.
    content, label = content.replace("\0", _NUL), label and label.replace("\0", _NUL)
    return BatchItem(kind=kind, content=content, label=label)


def _address(text: str, where: str, *, blanks: bool) -> str:
    if len(text.strip()) > LONGEST_ADDRESS:
        raise BadBatch(f"{where} has an address of more than {LONGEST_ADDRESS:,} characters.")
    found = address_of(text, blanks=blanks)
    if found is None:
        raise BadBatch(f"{where} is not an address: {_shown(text.strip())}.")
    return found


def _of_text(stream: BinaryIO) -> Iterator[Read]:
    for number, line in _lines(stream):
        if said := _COMMENT.sub("", line.strip()):
            where = f"Line {number}"
            # A blank may as well part an address from a word about it, or from another one.
            yield tried(where, partial(_item, Kind.URL, said, None, where, blanks=False))


def _of_ndjson(stream: BinaryIO) -> Iterator[Read]:
    for number, line in _lines(stream):
        where = f"Line {number}"
        if line.strip():
            yield tried(where, partial(_of_line, line, where))


def _of_line(line: str, where: str) -> BatchItem:
    return item_of(_parsed(line, where), where)


def _of_json(stream: BinaryIO) -> Iterator[Read]:
    whole = _parsed(_decoded(stream.read(), "The list", first=True), "The list")
    if not isinstance(whole, list):
        raise BadBatch("This is not a JSON list.")
    for number, value in enumerate(whole):
        where = f"Item {number}"
        yield tried(where, partial(item_of, value, where))


def _of_csv(stream: BinaryIO) -> Iterator[Read]:
    lines = _lines(stream)
    first, header = next(((at, line) for at, line in lines if line.strip()), (1, ""))
    if not header:
        return
    delimiter = max(_DELIMITERS, key=header.count)
    columns = _cells(header, delimiter)
    if len(columns) == 1 and address_of(columns[0]):
        # The address itself is read with the rows: names of columns are in small letters.
        lines, first, columns = itertools.chain([(first, header)], lines), first - 1, [_URL]
    if _KINDS.isdisjoint(columns):
        raise BadBatch(f"The first line names no column “url”: {_shown(header.strip())}.")
    if len({*columns} - {""}) < len(columns) - columns.count(""):
        raise BadBatch("The first line names a column twice.")
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader((line for _, line in lines), delimiter=delimiter, strict=True)
    while True:
        where = f"Line {first + rows.line_num + 1}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadBatch(f"{where} cannot be read as CSV: {error}.") from error
        if any(cell.strip() for cell in cells):
            yield tried(where, partial(_of_row, columns, cells, where))


def _cells(header: str, delimiter: str) -> list[str]:
    try:
        [cells] = csv.reader(io.StringIO(header), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        raise BadBatch("The first line cannot be read as names of columns.") from error
    return [cell.strip().lower() for cell in cells]


def _of_row(columns: list[str], cells: list[str], where: str) -> BatchItem:
    # An address with a comma that is not in quotes would be cut short, and another page checked.
    if len(cells) > len(columns):
        raise BadBatch(f"{where} has more cells than the first line; put addresses in quotes.")
    row = dict(zip(columns, cells, strict=False))
    kinds = [kind for kind in Kind if row.get(kind, "").strip()]
    if len(kinds) != 1:
        raise BadBatch(f"{where} needs exactly one of url, html and text.")
    return _item(kinds[0], row[kinds[0]], row.get(_LABEL, "").strip() or None, where)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Each line with its number from 1, without a byte order mark."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadBatch(f"Line {number} is longer than {LONGEST_LINE // 1_000_000} MB.")
        yield number, _decoded(line, f"Line {number}", first=number == 1)


def _decoded(raw: bytes, where: str, *, first: bool) -> str:
    try:
        return raw.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        raise BadBatch(f"{where} is not UTF-8; save the list as UTF-8.") from error


def _parsed(text: str, where: str) -> object:
    try:
        parsed: object = from_json(text)
    except ValueError as error:
        raise BadBatch(f"{where} is not JSON.") from error
    return parsed


def _shown(value: object) -> str:
    """Enough of a value to find it again."""
    text = "".join(char if char.isprintable() else "·" for char in str(value))
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1]}…”"
