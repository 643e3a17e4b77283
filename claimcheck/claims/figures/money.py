"""Amounts of money and what they are told by."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.claims.figures import words
from claimcheck.claims.figures.numbers import Draft, Found, Numbers, grouped
from claimcheck.claims.figures.numerals import Numeral
from claimcheck.claims.figures.ranges import TO, joins
from claimcheck.schema import FigureBound, FigureUnit

_CURRENCY = re.compile(
    r"(?:\b(?:usd?|c|a|au|ca|nz|hk|s))?[$€£₹¥]\s?$|\b(?:usd|eur|gbp|inr|aud|rs\.?)\s?$"
)
_MONEY_AFTER = re.compile(r"\s?(?:dollars|euros?|usd|eur|gbp|aud|€|£|\$|bucks|rupees|pounds)(?!\w)")
_SECOND_SIGN = re.compile(r"(?:us)?[$€£₹]\s?$")


def money(numbers: Numbers, at: int) -> Found | None:
    """Such as "$9,800", "€5.000 to €7.000", "20 dollars"."""
    one = numbers.all[at]
    sign = _CURRENCY.search(numbers.before(one.start))
    if sign is None and (joint := _money_behind(numbers, at)):
        return joint
    after = _MONEY_AFTER.match(numbers.folded, one.end)
    if sign is None and (after is None or _weighs(numbers, one, after)):
        return None
    start = one.start - len(sign[0]) if sign else one.start
    end = after.end() if after and not sign else one.end
    draft = Draft(start, end, grouped(one), grouped(one), FigureUnit.CURRENCY)
    other = numbers.after(at)
    if other and sign:
        gap = numbers.folded[end : other.start]
        second = _SECOND_SIGN.search(gap)
        joined = gap[: second.start()] if second else gap
        if joins(numbers, joined, start) or (TO.fullmatch(joined) and other.value > one.value):
            high = grouped(other)
            low, high = sorted((draft.lo, high))
            return replace(draft, end=other.end, lo=low, hi=high), 2
    if sign and (first := words.starting_price(numbers.folded, start)) < start:
        return replace(draft, start=first, bound=FigureBound.AT_LEAST), 1
    return draft, 1


def _money_behind(numbers: Numbers, at: int) -> Found | None:
    """Such as "600-700 euros": the currency stands behind a range."""
    one, other = numbers.all[at], numbers.after(at)
    if other is None or not joins(numbers, numbers.folded[one.end : other.start], one.start):
        return None
    after = _MONEY_AFTER.match(numbers.folded, other.end)
    if after is None or _weighs(numbers, one, after):
        return None
    low, high = sorted((grouped(one), grouped(other)))
    return Draft(one.start, after.end(), low, high, FigureUnit.CURRENCY), 2


def _weighs(numbers: Numbers, one: Numeral, after: re.Match[str]) -> bool:
    """Whether "pounds" are weight."""
    if "pounds" not in after[0]:
        return False
    near = numbers.folded[max(0, one.start - 60) : after.end() + 40]
    return (
        re.search(r"\b(?:los[et]|lost|losing|gain\w*|weigh\w*|shed|drop\w*|fat)\b", near)
        is not None
    )
