"""PRE: pressure to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Hit, rule

_CLOSING = re.compile(
    r"\b(?:too late|window (?:is|of)|(?:until|before|after) (?:the )?(?:age|turns?) ?(?:of )?\w+|"
    r"every (?:month|week|day) (?:you wait |that passes |of delay )?(?:counts|matters)|"
    r"time is running|"
    r"open to repair|brain (?:closes|shuts))\b"
)
_HIDDEN = re.compile(
    r"\b(?:(?:big )?pharma(?:ceutical)?(?: industry| companies)?|doctors|the fda|hospitals|"
    r"medicine)\b"
    r"(?:\W+[\w'-]+){0,3}?\W+(?:hid(?:e|es|ing)|will not tell|won't tell|do(?:es)? not want|"
    r"don't want|"
    r"slow to|keep(?:s|ing)? (?:it )?(?:quiet|secret|from you)|suppress\w*)\b"
)


@rule(
    "PRE-01",
    title="Hurry, or pay less",
    severity=1,
    sources=(src.AHPRA, src.DECEPTION_TOOL),
    jurisdiction="Australia for inducements; elsewhere a sign to slow down",
    example="Only three places left in May for stem cells!",
    not_when=("The car park of the stem cell clinic has few places.",),
    ask="Will the price and the place still be there next month, so that we can ask our doctor "
    "first?",
    unless=("PRE-02",),
)
def hurry(case: Case) -> Iterator[Hit]:
    """Scarcity and discounts press people to decide before they can ask."""
    if case.has(ClaimType.URGENCY) and not case.informs and not case.has(ClaimType.DISCLAIMER):
        yield Hit(
            span=case.cue_span(ClaimType.URGENCY),
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
)
def window(case: Case) -> Iterator[Hit]:
    """Fear of being late, with no source for it."""
    span = case.says(_CLOSING)
    if span and case.has(ClaimType.URGENCY) and not case.informs:
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
    not_when=("Doctors tell you that stem cells do not help in autism.",),
)
def hidden(case: Case) -> Iterator[Hit]:
    """Distrust of others is no evidence; whether it is right is not judged here."""
    span = case.says(_HIDDEN)
    if span and not case.informs and case.sells:
        yield Hit(
            span=span, message="What others may not say is no evidence that a treatment works."
        )


RULES = (hurry, window, hidden)
