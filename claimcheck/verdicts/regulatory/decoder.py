"""Reads the words of regulators in a passage, and what was listed for which use."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.verdicts.regulatory.loading import (
    Row,
    load_devices,
    load_products,
    load_terms,
)
from claimcheck.verdicts.regulatory.models import Device, Listed, Product, Standing, Term
from claimcheck.vocabulary import Vocabulary

_WORD = re.compile(r"\w+")
#: Without such a word the name of a country or of a product is no appeal to a regulator.
_APPEAL = re.compile(
    r"\b(?:approv|licen[cs]|legal|lawful|law\b|regulat|permi[ts]|authori[sz]|clear(?:ed|ance)|"
    r"registr|registered|certifi|accredit|exempt|designat|allow|fda\b|act\b)"
)


class Fit(StrEnum):
    """How a use fits those that were listed."""

    LISTED = "listed"
    OTHER = "other"
    """None of the listed uses that we know."""
    UNCLEAR = "unclear"
    """No use is named, or one that is broader than those listed."""


@dataclass(frozen=True)
class Decoded:
    """Rows whose words stand in a passage; of phrases inside others only the longer ones."""

    terms: tuple[Term, ...] = ()
    products: tuple[Product, ...] = ()
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True)
class _Name:
    pattern: re.Pattern[str]
    row: Term | Product | Device


@functools.lru_cache(maxsize=256)
def decode(folded: str) -> Decoded:
    """Every phrase, product and device that a folded passage names."""
    names = _names()
    found: list[tuple[re.Match[str], Term | Product | Device]] = []
    for word in dict.fromkeys(_WORD.findall(folded)):
        for name in names.get(word, ()):
            match = name.pattern.search(folded)
            if match:
                found.append((match, name.row))
    if not found:
        return Decoded()
    appeals = _APPEAL.search(folded) is not None
    terms = [(match, row) for match, row in found if isinstance(row, Term)]
    terms = [(match, row) for match, row in terms if appeals or not row.weak]
    return Decoded(
        terms=_once(row for match, row in terms if not _inside(match, terms)),
        products=_once(row for _, row in found if isinstance(row, Product)),
        devices=_once(row for _, row in found if isinstance(row, Device)),
    )


def devices_of(intervention: str, vocabulary: Vocabulary) -> tuple[Device, ...]:
    """Devices with which a treatment is given; empty when we know none."""
    return tuple(
        device
        for device in load_devices()
        if any(vocabulary.is_a(intervention, one) for one in device.interventions)
    )


def fit(rows: Sequence[Listed], condition: str | None, folded: str, vocabulary: Vocabulary) -> Fit:
    """How the use of a passage fits the listed uses of any of these rows."""
    cleared = [row for row in rows if not _is_refused(row)]
    if any(_starts_word(word, folded) for row in cleared for word in row.words):
        return Fit.LISTED
    if condition is None or not rows:
        return Fit.UNCLEAR
    is_a = vocabulary.is_a
    if any(is_a(condition, listed) for row in cleared for listed in row.conditions):
        return Fit.LISTED
    broader = [is_a(listed, condition) for row in cleared for listed in row.conditions]
    within = [is_a(broad, condition) for row in cleared for broad in row.within]
    return Fit.UNCLEAR if any((*broader, *within)) else Fit.OTHER


def listed_products(
    condition: str, vocabulary: Vocabulary, jurisdictions: Iterable[str] | None
) -> tuple[Product, ...]:
    """Products of cells that may be listed for a condition, there or (``None``) anywhere."""
    places = None if jurisdictions is None else frozenset(jurisdictions)
    return tuple(
        product
        for product in load_products()
        if product.cells
        and (places is None or product.jurisdiction in places)
        and fit((product,), condition, "", vocabulary) is not Fit.OTHER
    )


@functools.cache
def _names() -> Mapping[str, tuple[_Name, ...]]:
    """Names by their first word, so that most of a passage is passed over."""
    names: defaultdict[str, list[_Name]] = defaultdict(list)
    rows: list[tuple[str, Term | Product | Device]] = [
        *((words, term) for term in load_terms() for words in term.patterns),
        *((words, product) for product in load_products() for words in product.names),
        *((words, device) for device in load_devices() for words in device.names),
    ]
    for words, row in rows:
        first = _WORD.search(words)
        if first is None:
            raise ValueError(f"{row.id}: {words!r} has no word")
        pattern = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
        names[first.group()].append(_Name(pattern, row))
    return {word: tuple(group) for word, group in names.items()}


def _inside(match: re.Match[str], others: Iterable[tuple[re.Match[str], Term]]) -> bool:
    start, end = match.span()
    return any(
        other.start() <= start and end <= other.end() and other.span() != (start, end)
        for other, _ in others
    )


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.id: row for row in rows}.values())


def _is_refused(row: Listed) -> bool:
    return isinstance(row, Device) and row.standing is Standing.NOT_CLEARED


def _starts_word(start: str, folded: str) -> bool:
    return any(at == 0 or not folded[at - 1].isalnum() for at in _places(start, folded))


def _places(part: str, whole: str) -> Iterable[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)
