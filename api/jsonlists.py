"""A JSON list of items, or an object with ``items`` and ``options``, read one item at a time.

Only the item that is being read is held in memory, so that a list of 100 MB takes no more than a
list of one line does.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from claimcheck.errors import BadBatch
from claimcheck.itemfiles import Read, all_good, item_of, tried
from claimcheck.schema import BatchItem

_ITEMS: Final = "items"
_OPTIONS: Final = "options"
_CHUNK: Final = 65_536
#: So close to the end of what was read, a mistake may be no more than a cut: “tru”, “\u00”.
_CUT: Final = 16


class JsonItems:
    """The items of a JSON body in UTF-8; ``options`` is known when all of them were read."""

    def __init__(self, file: BinaryIO) -> None:
        self._text = _Text(file)
        self.options: object = None

    def __iter__(self) -> Iterator[BatchItem]:
        """Each item in order; raises ``BadBatch``, which names all that are at fault."""
        return all_good(self._read())

    def _read(self) -> Iterator[Read]:
        match self._text.next():
            case "[":
                yield from self._list()
            case "{":
                yield from self._object()
            case _:
                raise BadBatch("The body is neither a JSON list nor an object with “items”.")
        if self._text.next():
            raise BadBatch("Something follows after the end of the JSON.")

    def _list(self) -> Iterator[Read]:
        self._text.take("[")
        number = 0
        while self._text.next() != "]":
            if number:
                self._text.take(",")
            where = f"Item {number}"
            value = self._text.value(where)
            yield tried(where, partial(item_of, value, where))
            number += 1
        self._text.take("]")

    def _object(self) -> Iterator[Read]:
        self._text.take("{")
        seen: set[str] = set()
        while self._text.next() != "}":
            if seen:
                self._text.take(",")
            name = self._text.value("The name of a field")
            if not isinstance(name, str) or name not in {_ITEMS, _OPTIONS}:
                raise BadBatch("The object may have the fields “items” and “options” alone.")
            if name in seen:
                raise BadBatch(f"The field “{name}” is there twice.")
            seen.add(name)
            self._text.take(":")
            if name == _OPTIONS:
                self.options = self._text.value("“options”")
            else:
                yield from self._list()
        self._text.take("}")
        if _ITEMS not in seen:
            raise BadBatch("The object has no field “items”.")


class _Text:
    """JSON as it comes; every method raises ``BadBatch`` for what is not JSON in UTF-8."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._scan = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._ended = False

    def next(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            while self._at < len(self._text):
                char = self._text[self._at]
                if char not in " \t\r\n":
                    return char
                self._at += 1
            if self._ended:
                return ""
            self._more()

    def take(self, char: str) -> None:
        """Step over ``char``, which must come next."""
        if self.next() != char:
            raise BadBatch(f"The body is not JSON, or was cut off: a “{char}” is missing.")
        self._at += 1

    def value(self, where: str) -> object:
        """The whole value that comes next."""
        self.next()
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or self._is_final(error):
                    raise BadBatch(f"{where} is not JSON, or was cut off.") from error
            except (ValueError, RecursionError) as error:
                raise BadBatch(f"{where} cannot be read as JSON.") from error
            else:
                # A number may go on in what was not read yet.
                if self._ended or end < len(self._text):
                    self._at = end
                    return value
            self._more()

    def _is_final(self, error: json.JSONDecodeError) -> bool:
        unterminated = error.msg.startswith("Unterminated string")
        return not unterminated and error.pos + _CUT < len(self._text)

    def _more(self) -> None:
        """Read on, each time as much again as is held, so that a long item is scanned seldom."""
        held = self._text[self._at :]
        raw = self._file.read(max(_CHUNK, len(held)))
        self._ended = not raw
        try:
            self._text = held + self._decode(raw, final=self._ended)
        except UnicodeDecodeError as error:
            raise BadBatch("The body is not UTF-8; save the list as UTF-8.") from error
        self._at = 0
