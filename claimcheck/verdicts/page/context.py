"""What stands around an offer: how it is paid, where it is given, who else has rules for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import Claim, ConceptKind, MentionOrigin, Zone
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, page_rule

_SHOWN = 2
_PAYING = re.compile(
    r"\b(?:crowd-?fund\w*|gofundme|fund-?rais\w*|raise (?:the )?(?:money|funds)|"
    r"(?:medical |treatment |patient |personal )?(?:loans?|financing|instal?lments?)|"
    r"payment plans?|(?:travel|hotel|accommodation|all-inclusive|visa)[- ]"
    r"(?:package|support|service)s?|airport (?:transfers?|pick-?up)|"
    r"(?:flights?|hotel|accommodation) (?:is|are)? ?included)\b"
)
_ON_CAMPUS = re.compile(
    r"\b(?:on|at|in|within|inside|near|next to|beside|opposite|steps from|part of) "
    r"(?:the |a )?(?:grounds of (?:the )?|campus of (?:the )?)?(?:[\w'-]+ ){0,4}"
    r"(?:university|hospital|medical|science|research)(?: of [\w'-]+)? "
    r"(?:campus|grounds|park|city|district|quarter)\b|"
    r"\b(?:campus|grounds) of (?:the )?(?:[\w'-]+ ){0,4}(?:university|hospital)\b"
)
_REPEATS = re.compile(
    r"\b(?:boosters?(?: (?:dose|infusion|injection|treatment|session|shot)s?)?|top[- ]ups?|"
    r"maintenance (?:dose|infusion|injection|treatment|course|session|therapy)s?|"
    r"(?:repeat(?:ed|ing)?|second|third|further|additional|follow-up) (?:the )?(?:\w+ )?"
    r"(?:course|cycle|infusion|injection|treatment|round|session)s?"
    r"|(?:infusions?|injections?|treatments?|courses?|cells) (?:is |are |should be |can be |"
    r"must be )?(?:repeated|renewed))\b"
)
_VACCINE = re.compile(r"\b(?:vaccin\w*|immuni[sz]ation|tetanus|covid)\b")
#: A price cut: how much a second one costs, not that one is advised.
_DISCOUNT = re.compile(
    r"\b(?:free|half(?:[- ]price| the price)|discount\w*|on us|\d+ ?% off|cheaper|"
    r"costs? (?:\d+ ?% |\w+ )?less|at no (?:extra |further )?cost)\b"
)
#: What is done on which day of the one course.
_IN_THE_WEEK = re.compile(
    r"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"day (?:[1-9]|1[0-4]|one|two|three|four|five|six|seven))\b"
)
#: Not needed, or a count of what was given so far.
_NOT_NEEDED = re.compile(
    r"(?:\b(?:no|not|never|without)|n't)\b[^.;|]{0,40}$|\b(?:after|since|before|during) "
    r"(?:the|a|his|her|my) $"
)


@page_rule(
    "SAF-07",
    title="Boosters and repeat courses",
    version=3,
    severity=2,
    sources=(src.FTC_RMG,),
    example="Stem cells improve speech in autism.\n\nWe recommend a booster infusion every year.",
    not_when=(
        "Stem cells improve speech in autism.\n\nNo booster is needed.",
        "We recommend a booster of the tetanus vaccine for children with autism.",
        "Stem cells improve speech in autism.\n\nPlease bring a top.",
        "Stem cells improve speech in autism.\n\nPay in May and the second infusion is free.",
        "Stem cells improve speech in autism.\n\nThe second course costs 15% less.",
        "Stem cells improve speech in autism.\n\nThursday: the second infusion and a check-up.",
    ),
    ask="Which trial gave repeat courses on this schedule, and what did each one add?",
)
def boosters(case: PageCase) -> Iterator[PageHit]:
    """Repeats multiply cost and risk; trials mostly gave what their record says, once."""
    if not case.sells or not case.cell_claims:
        return
    found = [
        span
        for span in case.saying(_REPEATS)
        if not _VACCINE.search(text := case.folded[span.start : span.end])
        and not (_DISCOUNT.search(text) or _IN_THE_WEEK.search(text))
        and (place := _REPEATS.search(text))
        and not _NOT_NEEDED.search(text[: place.start()])
    ]
    if found:
        yield PageHit(
            message="This passage speaks of repeat courses or boosters. Each adds cost and risk, "
            "and only a trial that gave them so can show what they add.",
            spans=tuple(found[:_SHOWN]),
        )


@page_rule(
    "TOK-07",
    title="A university or hospital as an address",
    severity=1,
    sources=(src.SIPP,),
    example="Stem cells improve speech in autism.\n\n"
    "Our clinic is located on the university campus.",
    not_when=(
        "Our nurses are kind.\n\nOur clinic is located on the university campus.",
        "Stem cells improve speech in autism.\n\nOur doctors studied at a university.",
    ),
    ask="Is the clinic part of the university or hospital, and may we ask there?",
)
def on_campus(case: PageCase) -> Iterator[PageHit]:
    """Standing on the grounds of a university is not being a part of it."""
    found = list(case.saying(_ON_CAMPUS))
    if case.offers and found:
        yield PageHit(
            message="This passage names a university or hospital as a place. A place is no tie: "
            "ask whether that university or hospital stands behind the treatment.",
            spans=tuple(found[:1]),
        )


@page_rule(
    "PRE-05",
    title="Help with paying or travelling",
    severity=0,
    sources=(src.SNYDER,),
    example="Stem cells improve speech in autism.\n\nWe help you to start a crowdfunding campaign.",
    not_when=(
        "We help you to start a crowdfunding campaign for the school garden.",
        "Stem cells improve speech in autism.\n\nBring a sandwich package.",
    ),
    ask="Is any of the money given back if we stop, or if it does not help?",
)
def paying(case: PageCase) -> Iterator[PageHit]:
    """No sign of anything alone; it tells how much is at stake."""
    found = [
        case.quoted(span)
        for span in case.saying(_PAYING)
        if not any(
            b.zone is Zone.FOOTER and b.start <= span.start < b.end for b, _ in case.blocks()
        )
    ]
    if case.offers and found:
        yield PageHit(
            message="The page offers help with paying or travelling. That is common and no fault. "
            "It shows that much money is at stake, so take your time.",
            spans=tuple(found[:_SHOWN]),
        )


@page_rule(
    "PRE-06",
    title="Advertising platforms have rules for this",
    severity=0,
    sources=(src.ADS_POLICY,),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        "Our rooms are bright and the staff is kind to every child.",
        "Hyperbaric oxygen improves speech in children with autism.",
    ),
)
def platform(case: PageCase) -> Iterator[PageHit]:
    """Tells a journalist where to look; nothing about the page follows from it."""
    if case.sells and case.cell_claims:
        yield PageHit(
            message="For journalists: Google said on 6 September 2019 that it would not take ads "
            "for most stem-cell, cell and gene therapies, so it is worth a look whether and where "
            "this page is advertised. This says nothing about the page itself.",
            spans=(min(case.cell_claims, key=_unnamed),),
        )


def _unnamed(claim: Claim) -> bool:
    """Whether a claim leaves the treatment to its heading or page."""
    kinds = [m.origin for m in claim.concepts if m.kind is ConceptKind.INTERVENTION]
    return MentionOrigin.SENTENCE not in kinds
