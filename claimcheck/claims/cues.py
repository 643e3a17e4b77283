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
from typing import Any

from pydantic import Field, ValidationError

from claimcheck.errors import DataError
from claimcheck.schema import ClaimType, Denied, Frozen


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
    stems: tuple[str, ...] = Field(min_length=1)
    needs: frozenset[Need] = frozenset()
    denies: Denied | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """All places where the pattern fires."""
        if any(stem in folded for stem in self.stems):
            yield from _compiled(self.pattern).finditer(folded)


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
