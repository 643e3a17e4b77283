"""Reading a record whose shape cannot be trusted: what does not fit is left out and noted."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

#: A record broken throughout would otherwise carry thousands of notes; the rest is counted.
_MOST_NOTES = 40
_SHOWN = 80
#: Neither SQLite nor PostgreSQL keeps NUL, and lone surrogates are not UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: CommonMark: a backslash before ASCII punctuation only keeps it from being markup.
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: Without the semicolon "R&D" and "AT&T" would be taken for entities.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_LARGEST = 10**15
_NOTHING: Mapping[str, object] = MappingProxyType({})


def clean(text: str) -> str:
    """Plain text on one line: no markdown escapes, entities, NUL characters or double spaces."""
    if not text.isascii() or "\x00" in text:
        text = _UNSTORABLE.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return " ".join(text.split())


def _character(entity: re.Match[str]) -> str:
    return _UNSTORABLE.sub("", html.unescape(entity[0]))


class Losses:
    """What a record held that could not be kept, as remarks for a reader."""

    def __init__(self) -> None:
        self._notes: dict[str, None] = {}
        self._uncounted = 0

    def add(self, where: str, why: str) -> None:
        """``where`` is the field's path in the record."""
        note = f"The record's {where} {why}; it was left out."
        if note in self._notes:
            return
        if len(self._notes) < _MOST_NOTES:
            self._notes[note] = None
        else:
            self._uncounted += 1

    def notes(self) -> tuple[str, ...]:
        """One sentence for each value lost; beyond the limit only their number."""
        rest = (f"{self._uncounted} more values of the record were left out.",)
        return (*self._notes, *(rest if self._uncounted else ()))


class Fields:
    """One object of a record, its path in the record, and where losses are noted.

    Every reader returns ``None`` (or an empty tuple) both for an absent field and for a value that
    does not fit; only the latter is noted.
    """

    def __init__(self, values: Mapping[str, object], path: str, losses: Losses) -> None:
        self._values = values
        self._path = path
        self._losses = losses

    def __bool__(self) -> bool:
        return bool(self._values)

    def has(self, key: str) -> bool:
        """Whether the record holds the field at all."""
        return self._values.get(key) is not None

    def lose(self, key: str, why: str) -> None:
        """Note that the value of a field was not kept."""
        self._losses.add(self.path(key), why)

    def path(self, key: str) -> str:
        """Where the field stands in the record."""
        return f"{self._path}.{key}" if self._path else key

    def text(self, key: str) -> str | None:
        """A text without markup, or a number as text; ``None`` when it is empty."""
        value = self._values.get(key)
        if value is None:
            return None
        return self._text(key, value)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; a single text counts as a list of one."""
        value = self._values.get(key)
        if value is None:
            return None
        listed = value if isinstance(value, list | tuple) else [value]
        found = (self._text(key, one) for one in listed if one is not None)
        return tuple(text for text in found if text)

    def number(self, key: str) -> int | None:
        """A count of zero or more; digits in quotes count."""
        value = self._values.get(key)
        if value is None:
            return None
        count: int | None = None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            count = value
        elif isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
            count = int(value)
        if count is None or not 0 <= count < _LARGEST:
            self.lose(key, f"holds {_shown(value)}, which is not a count")
            return None
        return count

    def flag(self, key: str) -> bool | None:
        """True or false, also in words."""
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        told = value.strip().lower() if isinstance(value, str) else None
        if told in {"true", "yes"}:
            return True
        if told in {"false", "no"}:
            return False
        self.lose(key, f"holds {_shown(value)}, which is neither true nor false")
        return None

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """A word of a closed vocabulary."""
        value = self._values.get(key)
        return None if value is None else self._choice(key, kind, value)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...] | None:
        """Words of a closed vocabulary; ``None`` when none of them is known."""
        value = self._values.get(key)
        if value is None:
            return None
        listed = value if isinstance(value, list | tuple) else [value]
        found = (self._choice(key, kind, one) for one in listed)
        return tuple(one for one in found if one is not None) or None

    def inner(self, key: str) -> Fields:
        """An object inside; an empty one when the record has none."""
        value = self._values.get(key)
        if isinstance(value, Mapping):
            return Fields(value, self.path(key), self._losses)
        if value is not None:
            self.lose(key, f"holds {_shown(value)} instead of an object")
        return Fields(_NOTHING, self.path(key), self._losses)

    def each(self, key: str) -> tuple[Fields, ...] | None:
        """A list of objects; a single object counts as a list of one."""
        value = self._values.get(key)
        if value is None:
            return None
        path = self.path(key)
        found = []
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, Mapping):
                found.append(Fields(one, path, self._losses))
            else:
                self.lose(key, f"holds {_shown(one)} instead of an object")
        return tuple(found)

    def _text(self, key: str, value: object) -> str | None:
        if isinstance(value, str):
            return clean(value) or None
        if _is_number(value):
            return str(value)
        self.lose(key, f"holds {_shown(value)} instead of a text")
        return None

    def _choice(self, key: str, kind: type[Choice], value: object) -> Choice | None:
        known = _members(kind).get(value) if isinstance(value, str) else None
        if known is None:
            self.lose(key, f"holds {_shown(value)}, which is not a known value")
        return known


def _is_number(value: object) -> bool:
    """A finite number whose digits can be written out."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -_LARGEST < value < _LARGEST
    )


@functools.cache
def _members(kind: type[Choice]) -> Mapping[str, Choice]:
    return {member.value: member for member in kind}


def _shown(value: object) -> str:
    if isinstance(value, str):
        text = clean(value)
        return f'"{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value) if _is_number(value) else "a number out of range"
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else f"a {type(value).__name__}"
