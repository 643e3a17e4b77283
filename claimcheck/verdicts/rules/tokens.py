"""TOK: signs of science that are no evidence; weak alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Hit, rule

_PUBLISHED = re.compile(
    r"\b(?:published in|publications? in|peer[- ]reviewed)\b.{0,40}\b(?:journals?|magazines?|"
    r"publications?|papers?)?"
)
_EXPERTS = re.compile(
    r"\b(?:world[- ](?:class|renowned|leading)|leading (?:experts?|professors?|specialists?|"
    r"physicians?|"
    r"doctors?)|renowned|pioneer\w*|top experts?|scientific (?:community|board|advisory)|"
    r"international (?:scientific )?(?:community|experts))\b"
)
_AWARDS = re.compile(r"\b(?:award[- ]winning|(?:international |national )?awards?|best clinic)\b")
_PATENT = re.compile(r"\bpatent(?:ed|s)?\b")
#: The body that certifies belongs to the trade; laboratory accreditation is REG-08.
_OF_THE_TRADE = re.compile(
    r"\b(?:certified|accredited|approved|endorsed|recogni[sz]ed|licen[sc]ed) by (?:the |an? )?"
    r"(?:[\w-]+ ){0,4}?(?:cell|cellular|regenerative|anti-?ag(?:e)?ing|stem|longevity|ozone|"
    r"chelation|biomedical)(?: [\w-]+){0,3}? (?:society|association|academy|board|council|"
    r"federation|alliance|institute)\b|"
    r"\b(?:certified|accredited|approved|endorsed|recogni[sz]ed|licen[sc]ed) by (?:the |an? )?"
    r"(?:[\w-]+ ){0,2}?(?:society|association|academy|board|council|federation|alliance|institute)"
    r" (?:of|for) (?:[\w-]+ ){0,2}?(?:stem|cell|cellular|regenerative|anti-?ag(?:e)?ing)\b|"
    r"\b(?:our|its|their) own (?:patient |treatment |outcome |international )?"
    r"(?:registry|register|certificat\w+ board|society|ethics board)\b"
)


def _leans(case: Case) -> bool:
    return (
        case.has(ClaimType.AUTHORITY)
        and not case.has(ClaimType.DISCLAIMER)
        and case.sells
        and not case.tells_of_study
        and case.unsupported
    )


@rule(
    "TOK-01",
    title="Publications named as proof",
    severity=0,
    sources=(src.SIPP, src.AHPRA),
    example="Our results with stem cells in autism were published in leading journals.",
    not_when=("The trial of stem cells in autism was never published in a journal.",),
    ask="Which paper, in which journal, and is it about this product and this disease?",
)
def published(case: Case) -> Iterator[Hit]:
    """A paper counts for what it found, on the product that it studied."""
    span = case.says(_PUBLISHED)
    if span and _leans(case):
        yield Hit(
            span=span,
            message="A publication counts for what it found. Ask which paper it is, and on what "
            "product.",
        )


@rule(
    "TOK-02",
    title="Experts named as proof",
    severity=0,
    sources=(src.SIPP,),
    example="World-renowned experts lead our stem cell programme for autism.",
    not_when=("Experts warn that stem cells do not help in autism.",),
    ask="In which field were these experts trained, and have they published on this disease?",
    version=2,
)
def experts(case: Case) -> Iterator[Hit]:
    """Names and fame are no result."""
    span = case.says(_EXPERTS)
    if span and _leans(case):
        yield Hit(
            span=span,
            message="What experts think of a treatment, and how well known they are, is no result "
            "in patients.",
        )


@rule(
    "TOK-03",
    title="Awards",
    severity=0,
    sources=(src.SIPP,),
    example="Our award-winning team of experts gives stem cells for autism.",
    not_when=("The film about stem cells and autism won three awards.",),
)
def awards(case: Case) -> Iterator[Hit]:
    """An award is not evidence."""
    span = case.says(_AWARDS)
    if span and _leans(case):
        yield Hit(span=span, message="An award is not evidence that a treatment works.")


@rule(
    "TOK-04",
    title="A patent",
    severity=1,
    sources=(src.SIPP,),
    example="Our patented stem cell method, developed by leading experts, treats autism.",
    not_when=("The patent office has nothing to do with stem cells in autism.",),
)
def patent(case: Case) -> Iterator[Hit]:
    """A patent protects something new; it does not test whether it helps."""
    span = case.says(_PATENT)
    if span and (_leans(case) or case.promises) and case.unsupported:
        yield Hit(span=span, message="A patent says that something is new, not that it helps.")


@rule(
    "TOK-05",
    title="A seal or a register of the trade",
    severity=1,
    sources=(src.SIPP,),
    example="Leading experts give our stem cells for autism, certified by the International Cell "
    "Medicine Society.",
    not_when=(
        "The Autism Society wrote about stem cells.",
        "Our laboratory for stem cells is accredited by the national accreditation body.",
    ),
    ask="Who founded this body, who pays it, and has it ever refused a clinic?",
    unless=("NUM-12",),
)
def trade(case: Case) -> Iterator[Hit]:
    """A body that sellers run does not check them from outside."""
    span = case.says(_OF_THE_TRADE)
    appeals = case.has(ClaimType.AUTHORITY, ClaimType.REGULATORY)
    if not span or not case.sells or not (appeals or case.promises):
        return
    if not case.has(ClaimType.DISCLAIMER) and not case.tells_of_study and case.unsupported:
        yield Hit(
            span=span,
            message="It leans on a society or a register of the trade. Such a body is no "
            "independent check of whether a treatment works.",
        )


RULES = (published, experts, awards, patent, trade)
