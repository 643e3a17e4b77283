"""PRE: pressure to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.rule import Hit, rule

_CLOSING = re.compile(
    r"\b(?:too late|window (?:is|of)|(?:until|before|after) (?:the )?(?:age|turns?) ?(?:of )?\w+|"
    r"every (?:month|week|day) (?:you wait |that passes |of delay )?(?:counts|matters)|"
    r"time is running|"
    r"open to repair|brain (?:closes|shuts))\b"
)
#: Scarcity, a deadline or a bargain; "call us today" is an ordinary invitation.
_HURRY = re.compile(
    r"\b(?:(?:only|just|last|final|limited|few) (?:\w+ )?(?:\w+ )?(?:places?|slots?|spots?|"
    r"spaces?|seats?|appointments?|dates?|chance|availability|time|offer|number)|"
    r"(?:places?|slots?|spots?|spaces?|seats?) (?:are |is )?(?:left|limited|remaining|filling)|"
    r"(?:book|pay|sign up|register|enrol|reserve|order|act|decide|apply)\w* (?:now|before|by|early|"
    r"this (?:week|month)|within|today and|today to)|"
    r"discount\w*|\d+ ?% off|half price|(?:special|spring|summer|autumn|winter|holiday|"
    r"introductory|early[- ]bird) (?:offer|price|deal|rate)s?|offer (?:ends|expires|is valid)|"
    r"(?:free )?gifts?|refer a (?:friend|family)|bring a friend|hurry(?: up|!|,)|"
    r"don't (?:delay|miss|wait (?:any|another|until|to book))|while (?:places|stocks) last|"
    r"today only|prices (?:go up|rise|will rise|increase))\b|\bsave (?:up to )?[$€£]?\d"
)
#: A lower price for those who have little, at any time.
_FOR_THE_POOR = re.compile(
    r"^(?!.*\b(?:only|left|until|till|go up|limited|today|now|soon|this (?:week|month)|last)\b)"
    r".*\b(?:half price|reduced|discounts?|lower (?:price|fee|rate)s?)\b[^.;!]{0,30}\bfor "
    r"(?:families|people|patients|parents|anyone|those)?[^.;!]{0,10}\bon (?:benefits|welfare|"
    r"income support|universal credit|a low income|low incomes)\b",
    re.DOTALL,
)
#: The passage speaks of what others say.
_OF_OTHERS = re.compile(
    r"\b(?:words|phrases|slogans?|headlines?|adverts?|ads|claims?|websites?) (?:are|is|say|such as|"
    r"like|that)\b"
)
_HIDDEN = re.compile(
    r"\b(?:(?:big )?pharma(?:ceutical)?(?: industry| companies)?|doctors|the fda|hospitals|"
    r"medicine)\b"
    r"(?:[^\w'-]+[\w'-]+){0,3}?[^\w'-]+(?:hid(?:e|es|ing)|will not tell|won't tell|"
    r"do(?:es)? not want|don't want|slow to|keep(?:s|ing)? (?:it )?(?:quiet|secret|from you)|"
    r"suppress\w*)\b|"
    r"\b(?:system|fda|agenc(?:y|ies)|regulators?|authorit(?:y|ies)|governments?|guidelines?)\b"
    r"(?:[^\w'-]+[\w'-]+){0,5}?[^\w'-]+(?:protects?|shields?|serves?|bows? to|"
    r"in the pockets? of) (?:the )?(?:big |large )?"
    r"(?:pharma\w*|drug (?:companies|makers|industry|lobby))\b"
)
_EVENT = re.compile(
    r"\b(?:seminars?|webinars?|dinner (?:talk|event|seminar)|lunch and learn|masterclass\w*|"
    r"info(?:rmation)? (?:evening|session|event|day)s?|open (?:evening|house)|online event)\b"
)
_FOR_STAFF = re.compile(r"\b(?:doctors|physicians|clinicians|professionals|students|nurses)\b")


@rule(
    "PRE-01",
    title="Hurry, or pay less",
    severity=1,
    sources=(src.AHPRA, src.DECEPTION_TOOL),
    jurisdiction="Australia for inducements; elsewhere a sign to slow down",
    example="Only three places left in May for stem cells!",
    not_when=(
        "The car park of the stem cell clinic has few places.",
        "Call our office today to ask about stem cells.",
    ),
    ask="Will the price and the place still be there next month, so that we can ask our doctor "
    "first?",
    unless=("PRE-02",),
    version=3,
)
def hurry(case: Case) -> Iterator[Hit]:
    """Scarcity and discounts press people to decide before they can ask."""
    span = case.says(_HURRY)
    if case.has(ClaimType.DISCLAIMER) or case.says(_FOR_THE_POOR):
        return
    if span and case.has(ClaimType.URGENCY) and case.sells:
        yield Hit(
            span=span,
            message="It presses for a quick decision. A medical decision can wait until you have "
            "asked "
            "your doctor.",
        )


@rule(
    "PRE-02",
    title="A window that closes",
    severity=2,
    sources=(src.CAP_12, src.AHPRA),
    example="The brain is open to repair until the age of seven, so act early with stem cells.",
    not_when=("Signs of autism often show before the age of three.",),
    ask="Which study shows that the treatment works at one age and not later?",
    version=2,
)
def window(case: Case) -> Iterator[Hit]:
    """Fear of being late, with no source for it."""
    span = case.says(_CLOSING)
    if span and case.has(ClaimType.URGENCY) and case.sells:
        yield Hit(
            span=span,
            message="It says that time is short, and gives no source.",
        )


@rule(
    "PRE-03",
    title="What others do not tell",
    severity=1,
    sources=(src.THEMES,),
    example="Doctors will not tell you that stem cells help in autism.",
    not_when=(
        "Doctors tell you that stem cells do not help in autism.",
        "The words are always the same: “the autism cure that doctors don't want you to know.”",
        "A patent protects drug companies for twenty years; stem cells for autism have none.",
    ),
    version=3,
)
def hidden(case: Case) -> Iterator[Hit]:
    """Distrust of others is no evidence; whether it is right is not judged here."""
    span = case.says(_HIDDEN)
    if span and case.sells and not case.says(_OF_OTHERS):
        yield Hit(
            span=span, message="What others may not say is no evidence that a treatment works."
        )


@rule(
    "PRE-04",
    title="A talk for sale",
    severity=1,
    sources=(src.FTC_SCIA, src.HASSOUN),
    example="Join our free seminar and hear how stem cells improve autism.",
    not_when=(
        "Join our seminar on school support for children with autism.",
        "A seminar for doctors asks whether stem cells improve autism.",
    ),
    ask="Which trials will the speaker show, and does the speaker earn from those who sign up?",
)
def seminar(case: Case) -> Iterator[Hit]:
    """A talk by the seller tells what the seller says; it shows nothing."""
    span = case.says(_EVENT)
    if not span or not case.sells or case.sober or case.says(_FOR_STAFF):
        return
    if case.has(*BENEFIT) and case.support is not Support.SUPPORTED:
        yield Hit(
            span=span,
            message="It invites to a talk with a promise of benefit. A talk by those who offer a "
            "treatment is no evidence for it.",
        )


RULES = (hurry, window, hidden, seminar)
