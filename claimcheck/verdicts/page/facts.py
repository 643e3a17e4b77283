"""What a page that goes too far tells as facts: benefits, causes and workings, proof.

Models hear it; no record is set beside these passages. On other pages the same words may well be
true, and nobody asks there (``said.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import SaidPassage, Saying
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.distrust import against_doctors, waved_away
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import meet, read_apart, surest
from claimcheck.verdicts.rules.told import ROW_OF_TERMS

_QUIET = (
    "Stem cells cure autism.\n\nThere are no side effects.\n\nOur rooms look at the lake.\n\n"
    "There is tea in the hall.\n\nThe bus stops at the door.\n\n"
)
_DOCTORS_SHOWN = 3
#: "The prevalence continues to increase".
_ILLNESS_GROWS = re.compile(
    r"\bprevalence\b[^.;,]{0,60}\b(?:increas\w*|ris(?:es?|en|ing)|grow\w*|rose|grew|climb\w*|"
    r"doubl\w*)\b"
)
#: Asked once, whichever of two rules asks it.
_WHICH_STUDY = "Which published study compared people who had it with people who had not?"


@page_rule(
    "EFF-19",
    title="A cause, a test or a working, told as a fact",
    version=5,
    severity=2,
    sources=(src.SIPP, src.FTC_HEALTH),
    example=f"{_QUIET}Our hair test shows which metals cause headaches.",
    not_when=(
        f"{_QUIET}Genes play a large part in autism.",
        f"{_QUIET}A blood test shows how much iron there is.",
        "Our hair test shows which metals cause headaches.",
    ),
    ask="Which medical society names this cause, or this test, and in which guideline?",
)
def told_cause(case: PageCase) -> Iterator[PageHit]:
    """Whoever believes in the cause is sold the cure of it."""
    if found := list(read_apart(case, Saying.CAUSE)):
        yield PageHit(
            message="This tells a cause, a test or a working in the body as a fact. We could not "
            "set it beside a record. Ask your own doctor whether medicine knows it.",
            spans=surest(found, Saying.CAUSE),
        )


@page_rule(
    "TOK-09",
    title="Called beyond doubt, or why proof is lacking",
    version=4,
    severity=1,
    sources=(src.FTC_SUBSTANTIATION, src.COOK),
    example=f"{_QUIET}Hundreds of studies leave no doubt, and no firm pays for a trial of it.",
    not_when=(
        f"{_QUIET}There is no good evidence for this yet.",
        f"{_QUIET}Our doctors have read the studies.",
        "Hundreds of studies leave no doubt, and no firm pays for a trial of it.",
    ),
    ask=_WHICH_STUDY,
)
def told_proof(case: PageCase) -> Iterator[PageHit]:
    """What many papers are of, and whether one compared anything, is not said."""
    spans = surest(list(read_apart(case, Saying.PROOF)), Saying.PROOF)
    others = (*waved_away(case), *against_doctors(case)[:_DOCTORS_SHOWN])
    more = [one for one in others if not any(meet(one, span) for span in spans)]
    if spans or more:
        yield PageHit(
            message="This says that the matter is beyond doubt, or why proof is lacking or not "
            "needed, or why doctors or trials that say otherwise do not count. Look for a "
            "published trial with a comparison.",
            spans=in_order([*spans, *more]),
        )


@page_rule(
    "EFF-18",
    title="A benefit, told as a fact",
    version=8,
    severity=1,
    sources=(src.CAP_12, src.FTC_HEALTH),
    example=f"{_QUIET}With our reflexology guests sleep through the night within a week.",
    not_when=(
        f"{_QUIET}It may help some children with sleep.",
        f"{_QUIET}Speech therapy goes on during your stay.",
        f"{_QUIET}The prevalence of autism goes on increasing, which worries many.",
        f"{_QUIET}Minimum stay | 3 days | 5 days",
        "With our reflexology guests sleep through the night within a week.",
    ),
    ask=_WHICH_STUDY,
)
def told_benefit(case: PageCase) -> Iterator[PageHit]:
    """Gains in words that name no treatment, or none of which we have records."""
    if found := [one for one in read_apart(case, Saying.WORKS) if not _tells_no_gain(one)]:
        yield PageHit(
            message="This tells a benefit as a fact. We could not set it beside a record. Look "
            "for a published study that compared people with and without the treatment.",
            spans=surest(found, Saying.WORKS),
        )


def _tells_no_gain(passage: SaidPassage) -> bool:
    """Whether it is an illness that grows, or a row of terms."""
    told = fold(passage.quote)
    return _ILLNESS_GROWS.search(told) is not None or ROW_OF_TERMS.match(told) is not None
