"""Children and teenagers: whether a passage speaks of them and the records it rests on do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.verdicts.case import Case

_YEAR = 12
_GROWN = 18 * _YEAR
_BABIES = 2 * _YEAR
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17,
}  # fmt: skip
_AGE = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})"
_STATED = re.compile(
    rf"\bage[sd]?(?: (?:of|from|over|above))? (?P<aged>{_AGE})\b(?! ?%)|"
    rf"\bas young as (?P<least>{_AGE})\b|\b(?P<old>{_AGE})[- ]years?[- ]olds?\b"
)
_BABY = r"bab(?:y|ies)|infants?|newborns?|toddlers?"
_CHILD = (
    r"child(?:ren)?|childhood|kids?|boys?|girls?|sons?|daughters?|pa?ediatrics?|teens?|teenagers?|"
    r"adolescents?|adolescence|youth|young people|youngsters?|little ones?|schoolchildren|pupils?"
)
_BABY_WORDS = re.compile(rf"\b(?:{_BABY})\b")
_CHILD_WORDS = re.compile(rf"\b(?:{_CHILD}|{_BABY})\b")
_ALL_AGES = re.compile(
    r"\b(?:all|any|every) ages?\b|\bno age limit\b|\bwhatever (?:your|their) age\b"
)


def speaks_of_young_unrecorded(case: Case) -> bool:
    """Whether children or teenagers are spoken of and no record behind the benefit is of them.

    Records that do not say whom they are of show nothing of children.
    """
    youngest = _youngest(case)
    return youngest is not None and youngest < _GROWN and not _recorded(case, youngest)


def _youngest(case: Case) -> int | None:
    """The youngest age in months that the passage speaks of, or ``None``; children are 17."""
    words = f"{case.folded} {(case.claim.population or '').lower()}"
    return min(_ages(words), default=None)


def _ages(words: str) -> Iterator[int]:
    for found in _STATED.finditer(words):
        number = next(filter(None, found.groupdict().values()))
        yield (_WORDS.get(number) or int(number)) * _YEAR
    if _ALL_AGES.search(words):
        yield 0
    if _BABY_WORDS.search(words):
        yield _BABIES - 1
    if _CHILD_WORDS.search(words):
        yield _GROWN - 1


def _recorded(case: Case, youngest: int) -> bool:
    """Whether a trial that found the benefit admitted that age, or says it is of the young."""
    own = case.own
    if own is None:
        return False
    found = [case.trials[id_] for id_ in own.primary_met]
    least = [one.minimum_age_months for one in found if one.minimum_age_months is not None]
    if min(least, default=_GROWN) <= youngest:
        return True
    reviews = [one for one in case.reviews if one.id in own.reviews]
    told = [f"{one.title} {one.official_title or ''}" for one in found]
    told += [f"{one.title} {one.summary}" for one in reviews]
    of_them = _BABY_WORDS if youngest < _BABIES else _CHILD_WORDS
    return any(of_them.search(words.lower()) for words in told)
