"""The words that make a figure of a number: bounds, units, people, and what is never a figure."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.schema import FigureBound, FigureUnit

#: People as pages count them.
PEOPLE: Final = (
    r"(?:patients?|child(?:ren)?|people|persons?|famil(?:ies|y)|parents?|toddlers?|kids|"
    r"women|woman|men|participants?|cases?|clients?|users|adults?|boys?|girls?|subjects?|"
    r"individuals?|volunteers|veterans|newborns|babies|infants|couples|teen(?:ager)?s|youngsters|"
    r"students|athletes|mothers|fathers|smokers|survivors|sufferers|recipients|responders|"
    r"respondents|americans|members|customers|students|seniors|pupils|males?|females?|doctors|"
    r"physicians|mums|moms|dads)"
)
#: What clinics count beside people.
_DONE = (
    r"(?:procedures|treatments|infusions|injections|transplant\w*|surgeries|operations|births|"
    r"pregnancies|new words|words|countries|hospitals|clinics|practices|success stories|implants)"
)
_BEFORE: Final[tuple[tuple[FigureBound, str], ...]] = (
    (
        FigureBound.AT_MOST,
        (
            r"up to|as (?:much|many|high|long) as|at (?:the )?most|(?:no|not) (?:more|greater|"
            r"higher) than|(?:(?:slightly|a little|just|far|well|much) )?(?:fewer|less|lower|"
            r"smaller) "
            r"than|(?:just |well )?(?:under|below)|a maximum of|(?:a )?max(?:imum|\.)?|<|≤|⩽"
        ),
    ),
    (
        FigureBound.AT_LEAST,
        (
            r"(?:(?:slightly|a little|a bit|just|well|far|much) )?(?:over|above|more than|greater "
            r"than|higher than|better than)|at least|upwards? of|(?:no|not) (?:less|fewer|"
            r"lower) than|"
            r"in excess of|exceed(?:s|ing)|a minimum of|(?:a )?min(?:imum|\.)?|as (?:little|few|"
            r"low) "
            r"as|>|≥|⩾"
        ),
    ),
    (
        FigureBound.APPROX,
        (
            r"nearly|almost|about|around|approx(?:imately|\.)?|roughly|some|close to|circa|ca?\.|"
            r"~|≈|"
            r"∼|an estimated|estimated(?: at)?|more or less"
        ),
    ),
)
_BOUNDS = tuple(
    (bound, re.compile(rf"(?:^|(?<![\w]))(?:{words})\s*(?:an? |the )?$"))
    for bound, words in _BEFORE
)
#: Longest bound with its article; what is read before a number is cut to this.
_BOUND_REACH = 30
_NAME_REACH = 48
_MORE_AFTER = re.compile(
    r"\+(?!\s?\d)|\+?,? (?:or|and) (?:more|greater|higher|better|above|over)\b| plus\b"
)
_LESS_AFTER = re.compile(r",? or (?:less|fewer|lower|under|below)\b| at (?:the )?most\b")
_STARTING = re.compile(r"(?:\bfrom|\bstart(?:s|ing)? (?:at|from)) $")

PERCENT: Final = re.compile(
    r"\+?\s?(?:%|٪)|(?:-plus|\+)?[- ]per ?cent(?:age)?\b(?! points?\b)|\s?pct\b"
)
_UNITS: Final[tuple[tuple[FigureUnit, re.Pattern[str]], ...]] = (
    (
        FigureUnit.POINTS,
        re.compile(r"(?:%| per ?cent(?:age)?|-per ?cent(?:age)?)[- ]points?\b"),
    ),
    (FigureUnit.PERCENT, PERCENT),
    (
        FigureUnit.FOLD,
        re.compile(
            r"[- ]?fold\b| ?times(?= (?:more|less|as|the|that|what|normal|fewer|better|worse|"
            r"[a-z]{2,16}er|increase|improvement|reduction)\b)|\s?[x×](?= (?:more|less|the|fewer|"
            r"better|"
            r"[a-z]{2,16}er|increase|improvement|reduction)\b|[.,;:!)]|$)"
        ),
    ),
    (
        FigureUnit.POINTS,
        re.compile(
            r" (?:[a-z][\w-]{0,24} )?points?\b(?![- ](?:scale|plan|likert|system|test|checklist|"
            r"guide|"
            r"program\w*|score|health score))|[- ]points?(?= (?:drop|rise|increase|improvement|"
            r"reduction|"
            r"gain|change|decrease|decline|difference|fall)\b)|[- ](?:levels?|grades?|shades?|"
            r"lines?)\b"
        ),
    ),
    (
        FigureUnit.MEASURE,
        re.compile(
            r"[- ]?(?:mm (?:of )?hg|mmhg|cubic centimet(?:er|re)s?|(?:nano|milli|centi|"
            r"kilo)met(?:er|re)s?|"
            r"gallons?|feet|foot|ft|miles|[µμ]m|atmospheres|mg|mcg|[µμu]g|ng|kg|g|grams?|kilos?|"
            r"kilograms?|lbs?|stone|oz|ounces|"
            r"ml|cc|lit(?:er|re)s?|[µμ]mol|mmol|iu|international units|cm|mm|met(?:er|re)s|"
            r"inch(?:es)?|ata|"
            r"atm|kcal|calories|hz|mw|degrees|°c|[µμ]l)\b(?:/(?:kg|ml|m2|day|dl|l|min)\b)?"
            r"|\s?(?:(?!of\b|in\b|per\b)[a-z-]{1,24} ){0,4}?cells\b(?:/(?:kg|ml)\b)?"
        ),
    ),
    (FigureUnit.MEASURE, re.compile(r"[- ](?:hours?|hrs?|minutes?|mins?|seconds?)\b")),
    (FigureUnit.YEARS, re.compile(r"[- ](?:years?|yrs?)\b")),
    (FigureUnit.MONTHS, re.compile(r"[- ]months?\b")),
    (FigureUnit.WEEKS, re.compile(r"[- ]weeks?\b")),
    (FigureUnit.DAYS, re.compile(r"[- ]days?\b")),
)
_TIME = re.compile(
    r"[- ](?:hours?|hrs?|minutes?|mins?|seconds?|years?|yrs?|months?|weeks?|days?)\b"
)
_TIME_AFTER = re.compile(
    r" (?:less|longer|more (?:of|than|sleep|a|per|each|every)|fewer|earlier|sooner|younger|"
    r"faster|extra)\b"
)
_TIME_BEFORE = re.compile(
    r"(?:\b(?:fell|down|up|dropped|rose|increased|reduced|boost\w*|cut|"
    r"improved) (?:[\w']{1,16} ){0,6}?(?:by|against|versus|vs\.?)|\bsurvival (?:was|of|"
    r"time (?:was|of))|\b(?:rose|grew|fell|dropped|gain(?:ed)?|increased|improved|advanced|cut|"
    r"shortened|extended|reduced|prolonged|delayed) (?:\w+ )?by|\bsurvived(?: for)?|"
    r"\bgain(?:ed|s)?(?: of)?|\blived(?: for)?)(?: an average of| on average| a median of)? ?$"
)
_COUNTED = re.compile(
    rf"(?:\+|-plus)? (?:(?!years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|of\b|in\b|"
    rf"out\b|"
    rf"per\b|and\b|or\b|to\b|for\b|with\b|who\b|the\b|at\b|on\b|from\b|times\b|stars?\b|by\b|vs\b)"
    rf"(?!\d)[\w'-]{{1,24}} ){{0,3}}?(?P<what>{PEOPLE}|{_DONE})\b(?!')"
)
#: "Step 3", "Phase 2", "type 1": the number is a name.
LABELS: Final = re.compile(
    r"\b(?:types?|stages?|phases?|grades?|groups?|steps?|visits?|parts?|pages?|pg\.?|pp?\.|"
    r"(?<!\beach )(?<!\bevery )(?<!\bper )(?<!\ba )(?:days?|weeks?|months?|years?)|levels?|"
    r"tables?|figures?|fig\.|chapters?|sections?|questions?|no\.|number|cohorts?|"
    r"arms?|courses?|sepq|rounds?|omega|version|top|aged?|ages|trisomy|factor|article|under|"
    r"level|the first|the last|first|last|next|past)[ -]$"
)
#: A number that belongs to the statistics of a result and is no result itself.
STATISTICS: Final = re.compile(
    r"\b(?:p|i2|i\ue002|t|f|df|z|χ2|alpha|kappa)\s?[=<>≤≥]\s?-?$|\b(?:ci|confidence interval|cri|"
    r"iqr|sd|se)\b"
    r"[\s:,=(\[]{0,3}(?:[-\d.,]{1,7}\s?(?:-|to|,)\s?)?-?$"
)
INTERVAL_AFTER: Final = re.compile(r"\s?%?\s?(?:ci|cri|confidence|credible)\b")
#: Names of comparing statistics before their value ("OR 0.70", "RR=1.51", "odds ratio [OR] 2.08").
_RATIO_NAMES: Final = re.compile(
    r"\b(?:(?P<name>(?:(?:standardi[sz]ed )?mean|risk|"
    r"weighted mean) differences?(?: between \w{1,16}(?: \w{1,16})?)?:?|odds ratios?|"
    r"risk ratios?|hazard ratios?|rate ratios?|relative risks?|effect sizes?|"
    r"cohen's d|hedges'? g)(?: ?[\[(]\w{1,4}[\])])?|(?P<short>or|rr|hr|smd|irr|aor|ahr|nnt|nnh|"
    r"es))"
    r"(?: (?:was|of|is)|\s?[=:,])? ?$|\b(?P<letter>[dg])\s?= ?$"
)


def bound_before(folded: str, start: int) -> tuple[int, FigureBound]:
    """Where the bound before a number begins and what it says; ``start`` if there is none."""
    found = _one_bound(folded, start)
    if found[1] is FigureBound.APPROX:
        # "up to about 60%" is bounded by its first word.
        further = _one_bound(folded, found[0])
        return further if further[0] < found[0] else found
    return found


def _one_bound(folded: str, start: int) -> tuple[int, FigureBound]:
    window = max(0, start - _BOUND_REACH)
    for bound, pattern in _BOUNDS:
        if found := pattern.search(folded[window:start]):
            return window + found.start(), bound
    return start, FigureBound.EXACT


def bound_after(folded: str, end: int) -> tuple[int, FigureBound]:
    """Where the bound after a figure ends ("80%+", "50% or more") and what it says."""
    for bound, pattern in ((FigureBound.AT_LEAST, _MORE_AFTER), (FigureBound.AT_MOST, _LESS_AFTER)):
        if found := pattern.match(folded, end):
            return found.end(), bound
    return end, FigureBound.EXACT


def starting_price(folded: str, start: int) -> int:
    """Where "from" before a price begins; ``start`` if there is none."""
    found = _STARTING.search(folded[max(0, start - _BOUND_REACH) : start])
    return start if found is None else start - len(found[0])


def unit_after(folded: str, end: int) -> tuple[int, FigureUnit] | None:
    """The unit written right after a number and where it ends."""
    for unit, pattern in _UNITS:
        if found := pattern.match(folded, end):
            return found.end(), unit
    return None


def is_time(folded: str, end: int) -> bool:
    """Whether what follows a number is a unit of time."""
    return _TIME.match(folded, end) is not None


def time_is_result(folded: str, start: int, end: int) -> bool:
    """Whether a length of time is itself a result ("slept two hours longer")."""
    before = folded[max(0, start - 60) : start]
    return bool(_TIME_AFTER.match(folded, end) or _TIME_BEFORE.search(before))


def counted_after(folded: str, end: int) -> re.Match[str] | None:
    """The people or procedures that a number counts; the group ``what`` names them."""
    return _COUNTED.match(folded, end)


def names_ratio(text: str, folded: str, start: int) -> bool:
    """Whether the words before a number name a ratio of risks or an effect size."""
    window = max(0, start - _NAME_REACH)
    found = _RATIO_NAMES.search(folded[window:start])
    if found is None or found["short"] is None:
        return found is not None
    # "or" is a word, "OR" the odds ratio.
    short = text[window + found.start("short") : window + found.end("short")]
    return short[-2:].isupper()
