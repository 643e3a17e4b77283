"""Cues: patterns as data (``cues/*.toml``), one file a claim type, each with its own examples.

Patterns see folded text (``text.fold``). ``stems`` are plain substrings of which one must occur
before the pattern is tried: a page has many sentences and most patterns concern few of them.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from claimcheck.errors import DataError
from claimcheck.schema import ClaimType, Denied, Frozen

#: Words of which is remembered what they hold, and of how many characters no more.
_WORDS: Final = 20_000
_LONG: Final = 40
#: Stems are looked up by so many of their first letters.
_START: Final = 3
#: A stem and the numbers of its cues.
_Stem = tuple[str, tuple[int, ...]]


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

    A sentence holds few stems and there are hundreds. A word holds the same ones wherever it
    stands; those with a space are looked for where the words before it end as they begin.
    """
    words = folded.split(" ")
    held = [_of_word(word) if len(word) < _LONG else _read_word(word) for word in words]
    possible = set(itertools.chain.from_iterable(numbers for numbers, _ in held))
    for _, longer in held:
        for stem, numbers in longer:
            if stem in folded:
                possible.update(numbers)
    cues = load_cues()
    for number in sorted(possible):
        cue = cues[number]
        for match in _compiled(cue.pattern).finditer(folded):
            yield cue, match


def _read_word(word: str) -> tuple[tuple[int, ...], tuple[_Stem, ...]]:
    """The cues of which a word holds a stem, and the stems with a space that may begin in it."""
    whole, parted = _stems()
    starts = {word[at : at + size] for at in range(len(word)) for size in range(1, _START + 1)}
    found = {
        number
        for start in starts & whole.keys()
        for stem, numbers in whole[start]
        if stem in word
        for number in numbers
    }
    ends = (word[at:] for at in range(len(word) + 1))
    return tuple(found), tuple(stem for end in ends for stem in parted.get(end, ()))


_of_word = functools.lru_cache(maxsize=_WORDS)(_read_word)


@functools.cache
def _stems() -> tuple[Mapping[str, list[_Stem]], Mapping[str, list[_Stem]]]:
    """Stems without a space by their first letters, those with one by what stands before it."""
    numbers: dict[str, list[int]] = {}
    for number, cue in enumerate(load_cues()):
        for stem in cue.stems:
            numbers.setdefault(stem, []).append(number)
    whole: dict[str, list[_Stem]] = {}
    parted: dict[str, list[_Stem]] = {}
    for stem, of_stem in numbers.items():
        first, space, _ = stem.partition(" ")
        key = first if space else stem[:_START]
        (parted if space else whole).setdefault(key, []).append((stem, tuple(of_stem)))
    return whole, parted
