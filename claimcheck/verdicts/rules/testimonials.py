"""TES: stories told as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, Hedge, Speaker, Zone
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule

_IMPROVED = re.compile(
    r"\b(?:improv\w+|better|calmer|more (?:focused|social|verbal|aware|independent|confident)|"
    r"(?:began|started|able) to|speaks?|spoke|talk\w*|said|says|words?|eye contact|sleeps?|slept|"
    r"walk\w*|"
    r"decreas\w+|disappear\w+|stopped|gone|less|fewer|progress|changes?|learn\w*|focus\w*|"
    r"lost (?:his|her|their) diagnosis|recover\w+|pain[- ]free|cured|healed|sits? (?:still|"
    r"through)|"
    r"concentrat\w+|engag\w+|adapts?|follows? instructions)\b"
)
_MILESTONE = re.compile(
    r"\b(?:first (?:words?|steps?|sentence|time)|(?:said|says|spoke|called me) ['\"]?(?:mum|mom|"
    r"mama|mummy|"
    r"mommy|dad|papa|daddy)\b|lost (?:his|her|their) diagnosis|no longer (?:autistic|"
    r"on the spectrum)|"
    r"(?:began|started|starting|able) to (?:speak|talk|walk))"
)
_WHAT_A_SELLER_MAY_NOT = re.compile(
    r"\b(?:cured?|miracle|completely (?:gone|healed|normal)|(?<!not )a normal child|"
    r"lost (?:his|her|their) diagnosis|no longer (?:autistic|on the spectrum))\b"
)
_OTHER_CARE = re.compile(
    r"\b(?:speech|behaviou?ral|occupational|aba|language) (?:therap\w+|lessons|programme|program)\b"
)


def _story(case: Case) -> bool:
    """Whether a page that does not merely inform tells of one person's gain."""
    shown = case.sells or case.block.zone is Zone.TESTIMONIAL
    if not case.has(ClaimType.TESTIMONIAL) or not shown or case.informs:
        return False
    told = case.claim.speaker is Speaker.PATIENT or bool(BENEFIT & set(case.claim.types))
    return (
        told and case.unsupported and case.says(_IMPROVED) is not None and not case.tells_of_study
    )


@rule(
    "TES-01",
    title="A story told as evidence",
    severity=2,
    sources=(src.ENDORSEMENTS, src.ISSCR),
    example="“After stem cells for autism my son became calmer and sleeps better.”",
    not_when=(
        "“The nurses of the stem cell clinic were kind to my son.”",
        "“We paid for stem cells for autism and my son did not change.”",
    ),
    ask="What happened to the patients whose stories are not on the page?",
    unless=("NUM-05", "TES-05"),
)
def story(case: Case) -> Iterator[Hit]:
    """A page that shows a story claims that the treatment did it."""
    if not _story(case) or _no_change(case):
        return
    yield Hit(
        span=case.says(_IMPROVED) or case.cue_span(ClaimType.TESTIMONIAL),
        message="It is one person's story. A story cannot show what the treatment did: nobody "
        "knows "
        "how this person would be without it.",
        trials=telling(case),
    )


def _about_story(case: Case) -> str:
    if case.claim.speaker is Speaker.PATIENT:
        return (
            "It is one person's story. A story cannot show what the treatment did: nobody knows "
            "how "
            "this person would be without it."
        )
    return (
        "It tells what parents or patients report. They know what was given and hope that it "
        "helps, "
        "so such reports cannot show what the treatment did."
    )


_UNCHANGED = re.compile(
    r"\b(?:did not|didn't|no) (?:change|improve|help|work|difference|effect)\w*\b"
)


def _no_change(case: Case) -> bool:
    return _UNCHANGED.search(case.folded) is not None and not case.has(*BENEFIT)


@rule(
    "TES-05",
    title="A child's milestone",
    severity=3,
    sources=(src.FTC_RMG, src.ENDORSEMENTS),
    example="“Two weeks after stem cells for autism our daughter said mama for the first time.”",
    not_when=(
        "“We saw the stem cell clinic for the first time in May, and my son liked the garden.”",
    ),
    ask="How many children of this age said their first words in the comparison group?",
)
def milestone(case: Case) -> Iterator[Hit]:
    """Children reach milestones without treatment too; such stories move parents most."""
    span = case.says(_MILESTONE)
    if span and _story(case) and _is_milestone(case):
        yield Hit(
            span=span,
            message="It tells of a child's milestone after the treatment. Children reach "
            "milestones "
            "without it too, and a story cannot tell which it was.",
            trials=telling(case),
        )


_OF_A_CHILD = re.compile(
    r"\b(?:word|step|sentence|said|says|spoke|mum|mom|mama|mummy|mommy|dad|papa|daddy|diagnosis|"
    r"spectrum|autistic|speak|talk|walk)\w*"
)


def _is_milestone(case: Case) -> bool:
    return _OF_A_CHILD.search(case.folded) is not None


@rule(
    "TES-07",
    title="A patient says what a seller may not",
    severity=2,
    sources=(src.CAP_12,),
    jurisdiction="UK",
    example="“Stem cells cured my son's autism, he became a different boy.”",
    not_when=("“Stem cells did not cure my son's autism.”",),
)
def proxy(case: Case) -> Iterator[Hit]:
    """Guidance treats a quoted cure as the page's own claim."""
    span = case.says(_WHAT_A_SELLER_MAY_NOT)
    if span and _story(case) and not case.claim.denied:
        yield Hit(
            span=span,
            message="Guidance treats a cure in a quoted story as a claim of the page that quotes "
            "it.",
        )


@rule(
    "TES-10",
    title="Other therapy at the same time",
    severity=1,
    sources=(src.ISSCR,),
    example="“With stem cells and speech therapy our son with autism started to talk.”",
    not_when=("“Speech therapy for autism was hard for our son.”",),
    ask="Which other therapy did the child have at the same time?",
)
def co_treatment(case: Case) -> Iterator[Hit]:
    """Development and other therapy are not ruled out."""
    span = case.says(_OTHER_CARE)
    if span and _story(case) and case.claim.hedge is not Hedge.STRONG:
        yield Hit(
            span=span,
            message="Another therapy ran at the same time, so nobody can tell which one did it.",
        )


RULES = (story, milestone, proxy, co_treatment)
