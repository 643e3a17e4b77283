"""Pages about animals: the records are trials in people, so nothing of such a page is judged."""

from __future__ import annotations

import functools
import re
from typing import Final

from claimcheck.schema import BlockOrigin, Page
from claimcheck.text import fold

NOT_JUDGED: Final = (
    "The page seems to be about the care of animals. The records here are trials in people, so we "
    "did not set its claims beside them; that does not make the page good or bad."
)
OF_A_PASSAGE: Final = (
    "The page seems to be about animals, and the records here are trials in people. It was not "
    "judged."
)
_ANIMAL = re.compile(
    r"\b(?:dogs?|pupp(?:y|ies)|cats?(?! scans?)|kittens?|horses?|mares?|foals?|pon(?:y|ies)|"
    r"rabbits?|pets?(?![ -](?:ct|scans?|imaging))|canine|feline|equine|paws?|hounds?)\b"
)
_VET = re.compile(r"\bveterinar\w+|\bvets?\b|\bdvm\b|\bbvsc\b|\bmrcvs\b")
_PERSON = re.compile(
    r"\b(?:people|persons?|child|children|kids?|babies|adults?|m[ae]n|wom[ae]n|parents?|mothers?|"
    r"fathers?|sons?|daughters?|boys?|girls?|humans?)\b"
)
_WORD = re.compile(r"[a-z]+")
#: Assistance dogs and riding stand on pages about people, who are named there more often.
_MOST_PEOPLE: Final = 1 / 3
_SOME_ANIMALS: Final = 8
_SHARE: Final = 0.012
#: Letters that are read: what a page is about it has told by then.
_READ: Final = 100_000


def is_about_animals(page: Page) -> bool:
    """Whether animals, and those who treat them, are what a visitor reads of on a page.

    Words that are hidden could otherwise keep any page from being judged.
    """
    seen = (page.quote(block) for block in page.blocks if block.origin is BlockOrigin.TEXT)
    return _is_about_animals("\n".join(seen)[:_READ])


@functools.lru_cache(maxsize=2)
def _is_about_animals(text: str) -> bool:
    folded = fold(text)
    animals = len(_ANIMAL.findall(folded))
    if animals < _SOME_ANIMALS or _VET.search(folded) is None:
        return False
    share = animals / len(_WORD.findall(folded))
    return share >= _SHARE and len(_PERSON.findall(folded)) <= animals * _MOST_PEOPLE
