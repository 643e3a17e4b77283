"""Numbers in a passage: what is written, its value or range, how it is bounded and what it counts.

Ratios of people ("8 out of 12") become percentages with numerator and denominator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.claims.figure_kinds import PEOPLE, kind_of
from claimcheck.schema import Figure, FigureBound, FigureKind, FigureUnit
from claimcheck.text import fold

_NUMBER = r"(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_WORDS = {
    word: value
    for value, word in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
}
_N = rf"(?:{_NUMBER}|{'|'.join(_WORDS)})"
_BOUND_BEFORE = (
    r"(?P<bound>(?:up to|as much as|as many as|at most|no more than|fewer than|less than|under|"
    r"below|a maximum of|over|more than|at least|above|upwards of|no less than|nearly|almost|"
    r"about|around|approximately|roughly|some|close to|circa|~|≈|>|<|≥|≤)\s*)?"
)
_RATIO = re.compile(
    rf"{_BOUND_BEFORE}\b(?P<num>{_N})(?:\s+(?:out of|of|in)\s+|\s*/\s*)(?:every |the |our |all )?"
    rf"(?P<den>{_N})\b(?!\s*(?:%|percent|years|months|weeks|days|mg|"
    rf"ml))(?P<tail>\s+(?:\w+ ){{0,2}}?{PEOPLE})?"
)
_PERCENT = re.compile(
    rf"{_BOUND_BEFORE}(?<![\w.])(?P<lo>[-+]?(?:{_NUMBER}))\s*(?:%|per ?cent)?\s*"
    rf"(?:(?:-|to|and)\s*(?P<hi>{_NUMBER})\s*)?(?:%|per ?cent\b)(?P<plus>\+)?"
)
_FOLD = re.compile(
    rf"{_BOUND_BEFORE}\b(?P<lo>{_N})(?:\s*(?:-|to)\s*(?P<hi>{_N}))?[- ]?(?:fold\b|times\b|x\b)"
)
_POINTS = re.compile(
    rf"{_BOUND_BEFORE}(?<![\w.])(?P<lo>[-+]?{_NUMBER})(?:\s*(?:-|"
    rf"to)\s*(?P<hi>{_NUMBER}))?\s+points?\b"
)
_CURRENCY = re.compile(
    rf"{_BOUND_BEFORE}(?:(?:us)?[$€£]|usd|eur|gbp)\s?(?P<lo>{_NUMBER})k?"
    rf"(?:\s*(?:-|to|up to)\s*(?:(?:us)?[$€£])?\s?(?P<hi>{_NUMBER})k?)?"
    rf"|{_BOUND_BEFORE.replace('bound', 'bound2')}\b(?P<lo2>{_NUMBER})"
    rf"(?:\s*-\s*(?P<hi2>{_NUMBER}))?\s*(?:dollars|euros?|usd|eur|pounds)\b"
)
_COUNT = re.compile(
    rf"{_BOUND_BEFORE}\b(?P<lo>{_NUMBER})(?P<plus>\+)?\s+(?:\w+[ -]){{0,2}}?"
    rf"(?P<what>{PEOPLE}|procedures|treatments|infusions|injections|transplant\w*|new words|"
    rf"words|countries|hospitals)\b"
)
_SHARE = re.compile(
    rf"{_BOUND_BEFORE}\b(?P<n>one|two|three|a)[- ](?P<d>thirds?|quarters?|half)\b"
    rf"(?=\s+(?:of\b|(?:\w+ )?{PEOPLE}|are\b|have\b|had\b|were\b|did\b|said\b|saw\b|improved\b))"
)
#: "1 of 1" is no ratio of people.
_SMALLEST_GROUP = 2
_PARTS = {"third": 3, "quarter": 4, "half": 2}
_AT_LEAST = ("over", "more than", "at least", "above", "upwards", "no less", ">", "≥")
_AT_MOST = (
    "up to",
    "as much",
    "as many",
    "at most",
    "no more",
    "fewer",
    "less than",
    "under",
    "below",
    "a maximum",
    "<",
    "≤",
)
_APPROX = (
    "nearly",
    "almost",
    "about",
    "around",
    "approx",
    "roughly",
    "some",
    "close to",
    "circa",
    "~",
    "≈",
)


def _value(text: str | None) -> float | None:
    if text is None:
        return None
    text = text.strip()
    if text in _WORDS:
        return float(_WORDS[text])
    sign = -1.0 if text.startswith("-") else 1.0
    digits = text.lstrip("+-")
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", digits):
        return sign * float(re.sub(r"[, ]", "", digits))
    return sign * float(digits.replace(",", "."))


def _bound(words: str | None) -> FigureBound:
    start = (words or "").strip()
    if not start:
        return FigureBound.EXACT
    if start.startswith(_AT_LEAST):
        return FigureBound.AT_LEAST
    if start.startswith(_AT_MOST):
        return FigureBound.AT_MOST
    if start.startswith(_APPROX):
        return FigureBound.APPROX
    return FigureBound.EXACT


def _figure(
    match: re.Match[str], raw: str, base: int, unit: FigureUnit, lo: float, hi: float | None
) -> Figure:
    groups = match.groupdict()
    bound = _bound(groups.get("bound") or groups.get("bound2"))
    if groups.get("plus"):
        bound = FigureBound.AT_LEAST
    low: float | None = lo
    high: float | None = lo if hi is None else hi
    if low is not None and high is not None and low > high:
        low, high = high, low
    if hi is None and bound is FigureBound.AT_MOST:
        low = None
    if hi is None and bound is FigureBound.AT_LEAST:
        high = None
    return Figure(
        raw=raw,
        start=base + match.start(),
        end=base + match.start() + len(raw),
        lo=low,
        hi=high,
        unit=unit,
        bound=bound,
        kind=FigureKind.OTHER,
    )


def _ratios(text: str, folded: str, base: int) -> Iterator[Figure]:
    for match in _RATIO.finditer(folded):
        num, den = _value(match["num"]), _value(match["den"])
        slash = "/" in match[0]
        if num is None or den is None or num > den or den < _SMALLEST_GROUP or num != int(num):
            continue
        if slash and match["tail"] is None:
            continue
        if " in " in match[0] and match["tail"] is None and den not in {2, 3, 4, 5, 10, 20, 100}:
            continue
        end = match.end("den")
        raw = text[match.start() : end]
        percent = round(100 * num / den, 1)
        yield _figure(match, raw, base, FigureUnit.PERCENT, percent, None).model_copy(
            update={"numerator": int(num), "denominator": int(den)}
        )


def _shares(text: str, folded: str, base: int) -> Iterator[Figure]:
    """Words like "Two thirds of patients" as a percentage; the size of the group is not known."""
    for match in _SHARE.finditer(folded):
        count = _value("one" if match["n"] == "a" else match["n"])
        if count is None:
            continue
        percent = round(100 * count / _PARTS[match["d"].rstrip("s")], 1)
        raw = text[match.start() : match.end()]
        yield _figure(match, raw, base, FigureUnit.PERCENT, percent, None)


def _plain(
    text: str, folded: str, base: int, pattern: re.Pattern[str], unit: FigureUnit
) -> Iterator[Figure]:
    for match in pattern.finditer(folded):
        groups = match.groupdict()
        lo = _value(groups.get("lo") or groups.get("lo2"))
        if lo is None:
            continue
        hi = _value(groups.get("hi") or groups.get("hi2"))
        yield _figure(match, text[match.start() : match.end()].rstrip(), base, unit, lo, hi)


def read_figures(text: str, base: int) -> tuple[Figure, ...]:
    """Every figure of a passage; ``base`` is the passage's offset in ``Page.text``."""
    folded = fold(text)
    if not (
        any(char.isdigit() for char in folded) or _RATIO.search(folded) or _SHARE.search(folded)
    ):
        return ()
    taken: list[tuple[int, int]] = []
    figures: list[Figure] = []
    found = [
        *_plain(text, folded, base, _CURRENCY, FigureUnit.CURRENCY),
        *_plain(text, folded, base, _PERCENT, FigureUnit.PERCENT),
        *_plain(text, folded, base, _POINTS, FigureUnit.POINTS),
        *_ratios(text, folded, base),
        *_shares(text, folded, base),
        *_plain(text, folded, base, _FOLD, FigureUnit.FOLD),
        *_plain(text, folded, base, _COUNT, FigureUnit.COUNT),
    ]
    for figure in found:
        if any(figure.start < end and start < figure.end for start, end in taken):
            continue
        taken.append((figure.start, figure.end))
        figures.append(figure.model_copy(update={"kind": kind_of(figure, folded, base)}))
    return tuple(sorted(figures, key=lambda figure: figure.start))
