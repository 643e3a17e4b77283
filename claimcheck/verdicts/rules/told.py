"""EFF: what models hear told as a fact where no pattern holds the words and no record is near.

Most selling passages name no treatment, or one of which we have no records. That such a passage
goes too far only models can tell; whether they are trusted ``verdicts/trust.py`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from claimcheck.schema import ClaimType, Hedge, Saying
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.sure import has_context
from claimcheck.verdicts.table_heads import is_head
from claimcheck.verdicts.told_soberly import is_told_soberly

#: A page that is long enough for the models, for the examples.
_QUIET: Final = (
    "The course of treatment costs 4,000 euros.\n\nOur rooms look at the lake.\n\n"
    "There is tea in the hall.\n\nThe bus stops at the door.\n\nLunch is at one.\n\n"
    "The keys are at the desk.\n\nThe garden is open all day.\n\n"
)
#: From which likelihood a passage is taken to say it.
LEAST: Final = 0.6
#: A row of terms: "Minimum stay | 3 days | 5 days".
ROW_OF_TERMS: Final = re.compile(
    r"^(?:[\w ]{0,20}\b)?(?:terms?|stay|length|duration|notice|contract|membership|visits?|cycles?|"
    r"courses?|minimum|maximum)\b[\w ]{0,20}(?: \| ?(?:-|unlimited|\d+(?:-\d+)? ?(?:min(?:ute)?s?|"
    r"hours?|days?|weeks?|months?|years?|sessions?))){2,}\W*$"
)
#: A row of a price list; what it names is only what can be had.
_PRICED: Final = re.compile(
    r"^[^|]{1,80}(?: \| [^|]{1,40})? \| ?(?:(?:[$€£₹]|usd|eur|gbp|rs\.?) ?\d[\d.,]*|"
    r"\d[\d.,]* ?(?:[$€£₹]|usd|eur|gbp|euros?|dollars|pounds))\W*$"
)
#: Rules that say the same of a passage with a record or in plainer words.
_SAID_BETTER: Final = (
    *("EFF-01", "EFF-03", "EFF-05", "EFF-07", "EFF-10", "EFF-12", "EFF-13", "EFF-14"),
    *("NUM-01", "NUM-02", "NUM-04", "NUM-06", "TES-01", "TES-05", "TES-12"),
)


def _is_told(case: Case, saying: Saying) -> bool:
    """Whether a passage of a seller says it firmly, as its own word, of what is not shown."""
    if case.heard.get(saying, 0.0) < LEAST or not case.sells or not has_context(case.page):
        return False
    if case.says(_PRICED) or case.says(ROW_OF_TERMS) or is_head(case):
        return False
    limited = case.has(ClaimType.DISCLAIMER) or case.claim.hedge is not Hedge.NONE or case.sober
    if limited or not case.questionable or is_told_soberly(case.folded):
        return False
    return is_meant(case.claim.quote, saying)


@rule(
    "EFF-20",
    title="A benefit told as settled",
    severity=1,
    version=3,
    sources=(src.CAP_12, src.FTC_HEALTH),
    example=f"{_QUIET}Proven a thousand times over: oxygen makes autistic children talk.",
    not_when=(
        f"{_QUIET}It may help some children with sleep.",
        f"{_QUIET}Speech therapy goes on during your stay.",
        f"{_QUIET}Nobody knows whether cupping brings calmer evenings.",
        f"{_QUIET}Cupping and tea | 45 min | €60",
        f"{_QUIET}Minimum stay | 3 months | 6 months",
        f"{_QUIET}Cupping brings calmer evenings within weeks.",
        "Proven a thousand times over: oxygen makes autistic children talk.",
    ),
    ask="Which published study compared people who had it with people who had not?",
    unless=_SAID_BETTER,
)
def benefit_heard(case: Case) -> Iterator[Hit]:
    """A gain in words of every day; what it is set beside is not ours to say."""
    if _is_told(case, Saying.WORKS):
        yield Hit(
            span=case.claim,
            message="It tells a benefit as a fact. Look for a published study that compared people "
            "with and without the treatment.",
            trials=telling(case),
        )


@rule(
    "EFF-21",
    title="A cause or a working told as settled",
    severity=1,
    version=3,
    sources=(src.SIPP, src.FTC_HEALTH),
    example=f"{_QUIET}EDTA grabs the calcium in the plaque, and out it goes with the urine.",
    not_when=(
        f"{_QUIET}Genes play a large part in autism.",
        f"{_QUIET}Metals are thought to play a part in autism.",
        "EDTA grabs the calcium in the plaque, and out it goes with the urine.",
    ),
    ask="Which medical society names this cause, or this working, and in which guideline?",
    unless=_SAID_BETTER,
)
def cause_heard(case: Case) -> Iterator[Hit]:
    """Whoever believes in the cause is sold the cure of it."""
    if _is_told(case, Saying.CAUSE):
        yield Hit(
            span=case.claim,
            message="It tells a cause, a test or a working in the body as a fact. Ask your own "
            "doctor whether medicine knows it.",
            trials=telling(case),
        )


RULES = (benefit_heard, cause_heard)
