"""Words of a user in the search language of ClinicalTrials.gov, with no way to say more in it.

Essie reads ``[ ] ( ) ,``, quotation marks and backslashes as syntax, and certain words in capitals
as operators ("Constructing Complex Search Queries", ClinicalTrials.gov, and the classic API's
"Search Expressions and Syntax"). Both are taken out here, so no word can become ``AREA[...]``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from claimcheck.errors import RegistryRefused

_RESERVED: Final = frozenset(',"\\，')
#: Brackets and quotation marks of every script, control characters, halves of characters.
_RESERVED_KINDS: Final = frozenset({"Ps", "Pe", "Pi", "Pf", "Cc", "Cf", "Cs"})
_OPERATORS: Final = re.compile(
    r"\b(?:AND|OR|NOT|ALL|MISSING|AREA|SEARCH|EXPANSION|COVERAGE|RANGE|TILT)\b"
)
_NCT_ID: Final = re.compile(r"NCT0*([1-9]\d{0,7})", re.ASCII)
#: An address of more than 8,000 bytes is refused by common servers, and there are two expressions.
_MOST_BYTES: Final = 2_500
_MOST_WORDS: Final = 500


def words(text: str) -> str:
    """All words of ``text``, anywhere and with their synonyms, as the site's search box does.

    Raises ``RegistryRefused`` when no word is left.
    """
    # Operators only count in capitals, and words match in any case.
    return _OPERATORS.sub(lambda found: found[0].lower(), " ".join(_plain(text)))


def phrase(text: str) -> str:
    """The words of ``text`` together and in this order. Raises as ``words`` does."""
    return f'"{" ".join(_plain(text))}"'


def any_of(terms: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Any of the phrases; and the terms that an address has no room for, last ones first to go.

    Raises ``RegistryRefused`` when there is no term with a word in it.
    """
    kept: dict[str, None] = {}
    left_out: list[str] = []
    size = 0
    for term in terms:
        quoted = phrase(term)
        if quoted in kept:
            continue
        size += len(quoted.encode()) + len(" OR ")
        if kept and (left_out or size > _MOST_BYTES):
            left_out.append(term)
        else:
            kept[quoted] = None
    if not kept:
        raise RegistryRefused("The question to the register has no words.")
    return " OR ".join(kept), tuple(left_out)


def updated_since(since: date) -> str:
    """Studies of which the register posted a change on that day or later."""
    return f"AREA[LastUpdatePostDate]RANGE[{since.isoformat()},MAX]"


def nct_id(text: str) -> str | None:
    """The id in capitals and with eight digits, or ``None`` when it is not one."""
    found = _NCT_ID.fullmatch(text.strip().upper())
    return f"NCT{found[1]:0>8}" if found else None


def _plain(text: str) -> list[str]:
    # A typographic apostrophe counts as a quotation mark; "Alzheimer’s" is one word.
    text = text.replace("’", "'")
    found = "".join(" " if _is_reserved(character) else character for character in text).split()
    if not any(character.isalnum() for word in found for character in word):
        raise RegistryRefused("The question to the register has no words.")
    if sum(len(word) + 1 for word in found) > _MOST_WORDS:
        raise RegistryRefused(f"A question may have at most {_MOST_WORDS} characters.")
    return found


def _is_reserved(character: str) -> bool:
    return character in _RESERVED or unicodedata.category(character) in _RESERVED_KINDS
