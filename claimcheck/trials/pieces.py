"""Cutting a file into single JSON values, with bounded memory and whatever it holds."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from claimcheck.schema import RejectedRecord
from claimcheck.trials.rawjson import load_json

#: For one value. A study has 17 KB on average, and the largest of 2,533 stored copies 840 KB.
MOST_BYTES: Final = 20_000_000

_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 262_144
#: A file may be joined from thousands of tiny ones, and what is left is copied after each.
_PACKED_CHUNK: Final = 32_768
_LONGEST_HEAD: Final = 4_096
#: A page as the API sends it, up to its list; nothing else in it is long.
_PAGE_HEAD: Final = re.compile(
    rb'\{\s*(?:"(?:totalCount|nextPageToken)"\s*:\s*(?:\d+|"[^"\\]*")\s*,\s*)*"studies"\s*:\s*\['
)
_TEXT_END: Final = re.compile(rb'[^"\\]*+(?>\\.[^"\\]*+)*+"', re.DOTALL)
_TEXT: Final = rb'"[^"\\]*+(?>\\.[^"\\]*+)*+"'
#: Everything up to the next bracket, and directly in a list up to the next comma.
_TO_BRACKET: Final = re.compile(rb'(?>[^"{}\[\]]++|' + _TEXT + rb")*+", re.DOTALL)
_TO_COMMA: Final = re.compile(rb'(?>[^"{}\[\],]++|' + _TEXT + rb")*+", re.DOTALL)

_PAIRS: Final = {b"{": b"}", b"[": b"]"}
#: Brackets inside each other that are told apart; a study has about a dozen.
_MOST_OPEN: Final = 1_000

_TOO_LARGE: Final = f"This value is larger than {MOST_BYTES:,} bytes."


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one JSON value; ``where`` names file and place, ``file`` only the file."""

    data: bytes
    where: str
    file: str


Pieces = Iterator[Piece | RejectedRecord]


def pieces_of(stream: io.BufferedReader, name: str) -> Pieces:
    """Every value of an open file that can be read again from its start.

    Raises nothing: a fault of the file is a rejection that says where it stands.
    """
    place = _Place(name)
    try:
        yield from _pieces(stream, place)
    except EOFError:
        yield place.rejected("The packed file ends in the middle.")
    except zlib.error:
        yield place.rejected("The packed file is damaged.")
    except OSError as error:
        yield place.rejected(f"The file cannot be read any further: {error.strerror}.")


def _pieces(stream: io.BufferedReader, place: _Place) -> Pieces:
    by_line = _is_by_line(_opened(stream))
    stream.seek(0)
    if by_line is None:
        yield place.rejected("The file holds no JSON in UTF-8.")
    elif by_line:
        yield from _lines(_opened(stream), place)
    else:
        yield from _Document(_opened(stream), place).pieces()


class _Place:
    """Where in a file the reading stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.at = ""

    def piece(self, data: bytes) -> Piece:
        return Piece(data=data, where=self._where, file=self.file)

    def rejected(self, why: str) -> RejectedRecord:
        return RejectedRecord(where=self._where, why=why)

    @property
    def _where(self) -> str:
        return f"{self.file}, {self.at}" if self.at else self.file


class _Unpacked(io.RawIOBase):
    """A gzip file unpacked.

    The standard reader throws away what it unpacked just before a fault; this one hands it out.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._packed = b""
        self._unpacker = zlib.decompressobj(wbits=31)
        self._is_done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._is_done:
            if self._unpacker.eof:
                self._next_member()
                continue
            self._packed = self._packed or self._stream.read(_PACKED_CHUNK)
            data = self._unpack(len(buffer))
            if not data and not self._packed:
                raise EOFError
            self._packed = self._unpacker.unconsumed_tail
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _unpack(self, most: int) -> bytes:
        """At most so many bytes, and all that come before a fault; raises ``zlib.error`` at it."""
        before = self._unpacker.copy()
        try:
            return self._unpacker.decompress(self._packed, most)
        except zlib.error:
            if most == 1:
                raise
            self._unpacker = before
            return self._unpack(most // 2)

    def _next_member(self) -> None:
        """Files may be joined, and padded with zeros."""
        packed = self._unpacker.unused_data.lstrip(b"\0")
        while not packed and (more := self._stream.read(_PACKED_CHUNK)):
            packed = more.lstrip(b"\0")
        self._packed, self._is_done = packed, not packed
        self._unpacker = zlib.decompressobj(wbits=31)


def _opened(stream: io.BufferedReader) -> io.BufferedReader:
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    unpacked = io.BufferedReader(_Unpacked(stream), _CHUNK) if is_packed else stream
    opened = cast("io.BufferedReader", unpacked)
    if opened.peek(len(_BOM)).startswith(_BOM):
        opened.read(len(_BOM))
    return opened


def _is_by_line(opened: io.BufferedReader) -> bool | None:
    """Whether each line is a value; ``None`` when the file is not JSON at all.

    One broken line does not tell, so the second is looked at as well.
    """
    found = itertools.islice(_full_lines(opened), 2)
    first, second = next(found, b""), next(found, b"")
    if first.startswith(b"["):
        return False
    if _is_object(first) or _is_object(second):
        return True
    return False if first.startswith(b"{") else None


def _full_lines(opened: io.BufferedReader) -> Iterator[bytes]:
    """Lines that are not blank, up to the first fault of the file."""
    with contextlib.suppress(EOFError, zlib.error, OSError):
        while line := opened.readline(MOST_BYTES):
            if line.strip():
                yield line.strip()


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(load_json(line), dict)
    except ValueError:
        return False


def _lines(opened: io.BufferedReader, place: _Place) -> Pieces:
    for number in itertools.count(1):
        place.at = f"line {number}"
        line = opened.readline(MOST_BYTES + 1)
        if not line:
            return
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            yield place.rejected(_TOO_LARGE)
            while line and not line.endswith(b"\n"):
                line = opened.readline(_CHUNK)
        elif line.strip():
            yield place.piece(line)


class _Scanner:
    """Finds where a value ends, without looking into it.

    ``closing`` is the bracket that ends what the value stands in. Texts may be cut anywhere
    between chunks. A bracket that fits nothing does not hide the values that follow.
    """

    def __init__(self, closing: bytes) -> None:
        self._closing = closing
        self._expected = bytearray()
        self._deeper = 0
        self._in_text = False
        self._is_escaped = False

    def end(self, data: bytes, start: int) -> int | None:
        """Index of the comma or closing bracket that ends the value; ``None``: not in ``data``."""
        at = self._text_end(data, start) if self._in_text else start
        while at < len(data):
            skipped = (_TO_BRACKET if self._expected else _TO_COMMA).match(data, at)
            at = skipped.end() if skipped else at
            mark = data[at : at + 1]
            if mark == b'"':
                at = self._text_end(data, at + 1)
                continue
            if not self._expected and mark in {b",", self._closing} and mark:
                return at
            self._turn(mark)
            at += 1
        return None

    def _turn(self, mark: bytes) -> None:
        if mark in _PAIRS:
            if len(self._expected) < _MOST_OPEN:
                self._expected += _PAIRS[mark]
            else:
                self._deeper += 1
        elif self._deeper:
            self._deeper -= 1
        elif mark and (fits := self._expected.rfind(mark)) >= 0:
            del self._expected[fits:]

    def _text_end(self, data: bytes, start: int) -> int:
        found = _TEXT_END.match(data, start + self._is_escaped)
        self._in_text = found is None
        if found:
            self._is_escaped = False
            return found.end()
        rest = data[start + self._is_escaped :]
        self._is_escaped = (len(rest) - len(rest.rstrip(b"\\"))) % 2 == 1
        return len(data)


class _Document:
    """One JSON document, or several after each other: lists and pages are cut into their items."""

    def __init__(self, opened: io.BufferedReader, place: _Place) -> None:
        self._opened = opened
        self._place = place
        self._data = b""
        self._at = 0
        self._items = 0

    def pieces(self) -> Pieces:
        while start := self._start():
            if start == b"[":
                self._at += 1
                yield from self._list()
            elif head := _PAGE_HEAD.match(self._data, self._at):
                self._at = head.end()
                yield from self._list()
                while self._value(b"}")[1] == b",":
                    pass
            elif start == b"{":
                yield from self._object()
            else:
                self._place.at = f"after study {self._items}"
                yield self._place.rejected("What follows here is not JSON.")
                return

    def _list(self) -> Pieces:
        mark = b","
        while mark == b",":
            self._next_place()
            item, mark = self._value(b"]")
            if not mark:
                yield self._place.rejected("The file ends in the middle of a list.")
            elif item is None:
                yield self._place.rejected(_TOO_LARGE)
            elif item.strip() or mark == b",":
                yield self._place.piece(item)

    def _object(self) -> Pieces:
        self._next_place()
        self._at += 1
        parts = [b"{"]
        size = 1
        mark = b","
        while mark == b",":
            part, mark = self._value(b"}")
            size = MOST_BYTES + 1 if part is None else size + len(part) + len(mark)
            if part is not None and size <= MOST_BYTES:
                parts += [part, mark]
        if size > MOST_BYTES:
            yield self._place.rejected(_TOO_LARGE)
        else:
            yield self._place.piece(b"".join(parts))

    def _value(self, closing: bytes) -> tuple[bytes | None, bytes]:
        """The bytes up to a comma or ``closing``, and that mark.

        ``None`` when they are too many; no mark at the end of the file.
        """
        scanner = _Scanner(closing)
        parts: list[bytes] = []
        size = 0
        while True:
            end = scanner.end(self._data, self._at)
            part = self._data[self._at : end]
            size += len(part)
            if size <= MOST_BYTES:
                parts.append(part)
            if end is not None:
                self._at = end + 1
                break
            if not self._read_on():
                break
        mark = b"" if end is None else self._data[end : end + 1]
        return (b"".join(parts) if size <= MOST_BYTES else None), mark

    def _start(self) -> bytes:
        """The next character that is not blank, with enough after it to know a page by its head."""
        while not (left := self._data[self._at :].lstrip()):
            if not self._read_on():
                return b""
        if len(left) < _LONGEST_HEAD:
            left += self._opened.read1(_CHUNK)
        self._data, self._at = left, 0
        return left[:1]

    def _read_on(self) -> bool:
        self._data, self._at = self._opened.read1(_CHUNK), 0
        return bool(self._data)

    def _next_place(self) -> None:
        self._items += 1
        self._place.at = f"study {self._items}"
