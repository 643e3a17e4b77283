"""What a text says of a product beyond its name: whose cells, and what was done to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_KIND = (
    r"(?:\(autologous\)|umbilical(?:-cord)?|cord|bone(?:-marrow)?|adipose|fat|stem|mesenchymal|"
    r"blood|immune|skin|living|healthy)"
)
_MATERIAL = r"(?:cells?|blood|marrow|fat|tissue|plasma|exosomes|stem)"
#: (what of, which kind) of each trait, with the words that name it.
Traits = Mapping[tuple[str, str], str]
#: Kinds that exclude each other, by what they are kinds of.
_TRAITS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "origin": {
        "own": re.compile(
            rf"\bautologous\b|\bown (?:{_KIND} ){{0,3}}?{_MATERIAL}\b",
            re.IGNORECASE,
        ),
        "donor": re.compile(r"\ballogen(?:e)?ic\b|\bdonors?\b|\bdonated\b", re.IGNORECASE),
    },
    "handling": {
        "grown": re.compile(
            r"(?<!not )(?<!lab-)\b(?:culture[- ])?(?:expanded|cultured)\b|"
            r"\bgrown in (?:a|the) lab\w*",
            re.IGNORECASE,
        ),
        "untouched": re.compile(
            r"\bminimally manipulated\b|\bsame[- ]day (?:procedure|treatment)\b|"
            r"\bnot (?:lab-)?(?:cultured|expanded)\b|\buncultured\b|\bfreshly isolated\b",
            re.IGNORECASE,
        ),
    },
}


def traits_in(text: str) -> Traits:
    """The traits that a text names."""
    return MappingProxyType(
        {
            (trait, kind): match[0]
            for trait, kinds in _TRAITS.items()
            for kind, pattern in kinds.items()
            if (match := pattern.search(text))
        }
    )


def apart(claimed: Traits, recorded: Traits) -> bool:
    """Whether the two name the same trait, and no kind of it in common."""
    for trait in _TRAITS:
        ours = {kind for of, kind in claimed if of == trait}
        theirs = {kind for of, kind in recorded if of == trait}
        if ours and theirs and not ours & theirs:
            return True
    return False
