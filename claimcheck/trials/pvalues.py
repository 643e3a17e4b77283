"""P-values as registers hold them: free text, with or without an operator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from claimcheck.schema import Operator, PValue

_NUMBER = re.compile(
    r"^(?:p(?:[- ]?values?)?\b)?[\s:]*(?P<operator><=|>=|=<|=>|==|[<>=≤≥])?\s*"
    r"(?P<number>(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:\s?(?:e|[x×*]\s?10\^?)\s?[-−–]\s?\d{1,3})?)"
    r"(?![\d.,%/])",
    re.IGNORECASE | re.ASCII,
)
_EXPONENT = re.compile(r"\s?(?:e|[x×*]\s?10\^?)\s?[-−–]\s?", re.IGNORECASE)
#: "0,0001" and "<.001," alike: a comma or a full stop may end the sentence.
_CLOSING = " .,;"
_WORDS: Mapping[str, Operator] = {
    "less than": Operator.LESS,
    "greater than": Operator.MORE,
    "more than": Operator.MORE,
}
_OPERATORS: Mapping[str, Operator] = {
    "<": Operator.LESS,
    "<=": Operator.AT_MOST,
    "=<": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    ">": Operator.MORE,
    ">=": Operator.AT_LEAST,
    "=>": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
}


def parse_p_value(text: str) -> PValue:
    """Read ``analyses[].pValue``; the text itself is kept.

    ``value`` is ``None`` for words ("NS"), shares ("5%") and numbers beyond 1: no probability.
    """
    folded = text.strip().rstrip(_CLOSING)
    for words, operator in _WORDS.items():
        folded = re.sub(rf"\b{words}\b", operator.value, folded, flags=re.IGNORECASE)
    found = _NUMBER.match(folded)
    if found is None:
        return PValue(raw=text)
    value = float(_EXPONENT.sub("e-", found["number"]).replace(",", "."))
    if not 0 <= value <= 1:
        return PValue(raw=text)
    return PValue(
        raw=text, operator=_OPERATORS.get(found["operator"] or "", Operator.EQUAL), value=value
    )


def below(p_value: PValue, level: float) -> bool | None:
    """Whether the probability is under a level; ``None`` when the text leaves that open."""
    if p_value.value is None:
        return None
    value = p_value.value
    match p_value.operator:
        case Operator.EQUAL:
            return value < level
        case Operator.LESS:
            return True if value <= level else None
        case Operator.AT_MOST:
            return True if value < level else None
        case Operator.MORE | Operator.AT_LEAST:
            return False if value >= level else None
    assert_never(p_value.operator)


def written(p_value: PValue) -> str:
    """The value as readers know it, such as "p < 0.001"; the record's words when it is none."""
    if p_value.value is None:
        return f'p given as "{p_value.raw}"'
    return f"p {p_value.operator.value} {p_value.value:g}"
