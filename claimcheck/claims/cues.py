"""Cues: patterns as data (``cues/*.toml``), one file a claim type, each with its own examples.

Patterns see folded text (``text.fold``). ``stems`` are plain substrings of which one must occur
before the pattern is tried: a page has many sentences and most patterns concern few of them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from claimcheck.errors import DataError
from claimcheck.schema import ClaimType, Denied, Frozen

#: Stems are looked up by so many of their first letters.
_START: Final = 3
#: In their place for stems that have fewer.
_SHORT: Final = ""


class Need(StrEnum):
    """What must stand in the sentence or its lead-in besides the pattern (any one of them)."""

    CONDITION = "condition"
    INTERVENTION = "intervention"
    TREATMENT = "treatment"
    """A general word for care: treatment, therapy, infusion, course, session."""
    QUOTED = "quoted"
    """The words are a quotation or stand among testimonials."""


class Cue(Frozen):
    """One pattern. ``denies`` is set for disclaimers only."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    type: ClaimType
    pattern: str
    stems: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    needs: frozenset[Need] = frozenset()
    denies: Denied | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_MACRO = re.compile(r"<<(\w+)>>")


def _expand(pattern: str, macros: dict[str, str]) -> str:
    return _MACRO.sub(lambda name: f"(?:{macros[name[1]]})", pattern)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "cues" / name).read_text(encoding="utf-8"))


@functools.cache
def load_cues() -> tuple[Cue, ...]:
    """Every cue of every type; raises ``DataError`` naming the cue that does not validate."""
    macros: dict[str, str] = _load("macros.toml")["macros"]
    cues: list[Cue] = []
    for claim_type in ClaimType:
        if claim_type is ClaimType.QUANTIFIED:  # figures decide, not words
            continue
        for row in _load(f"{claim_type}.toml")["cue"]:
            try:
                expanded = _expand(row["pattern"], macros)
                cues.append(Cue(**{**row, "type": claim_type, "pattern": expanded}))
                _compiled(expanded)
            except (ValidationError, KeyError, re.error) as error:
                raise DataError(f"cue {row.get('id', '?')} in {claim_type}: {error}") from error
    return tuple(cues)


def fire(folded: str) -> Iterator[tuple[Cue, re.Match[str]]]:
    """Every place in a folded sentence where a cue fires, in the order of the catalogue.

    A sentence holds few stems and there are hundreds: only those are looked for whose first three
    letters stand somewhere in it.
    """
    stems = _stems()
    there = {folded[at : at + _START] for at in range(len(folded))} | {_SHORT}
    possible = {
        number
        for start in there & stems.keys()
        for stem, numbers in stems[start]
        if stem in folded
        for number in numbers
    }
    cues = load_cues()
    for number in sorted(possible):
        cue = cues[number]
        for match in _compiled(cue.pattern).finditer(folded):
            yield cue, match


@functools.cache
def _stems() -> dict[str, list[tuple[str, list[int]]]]:
    """By first letters: each stem with the numbers of the cues that it belongs to."""
    numbers: dict[str, list[int]] = {}
    for number, cue in enumerate(load_cues()):
        for stem in cue.stems:
            numbers.setdefault(stem, []).append(number)
    found: dict[str, list[tuple[str, list[int]]]] = {}
    for stem, of_stem in numbers.items():
        start = stem[:_START] if len(stem) >= _START else _SHORT
        found.setdefault(start, []).append((stem, of_stem))
    return found
