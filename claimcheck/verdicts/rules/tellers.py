"""TES: who tells a story, and stars in place of a result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.usual_care import is_paired_from_afar

_FAMOUS = re.compile(
    r"\b(?:celebrit(?:y|ies)|hollywood|movie stars?|film stars?|(?:famous|well-known|professional|"
    r"pro|elite|olympic|top) (?:\w+ )?(?:athletes?|actors?|actress\w*|singers?|players?|"
    r"sportsm[ae]n|footballers?|champions?)|"
    r"(?:football|soccer|basketball|baseball|tennis|hockey|rugby|golf|boxing|ufc|nfl|nba|nhl|mlb|"
    r"mma) (?:stars?|players?|legends?|champions?|icons?)|olympians?|olympic champions?|"
    r"world champions?)\b"
)
_DOCTOR_PATIENT = re.compile(
    r"\b(?:as a (?:doctor|physician|surgeon|nurse|neurologist|pa?ediatrician)(?: and (?:a )?"
    r"(?:patient|parent|mother|father))?|i(?: am|'m) (?:myself )?a "
    r"(?:doctor|physician|surgeon|nurse)|"
    r"(?:doctor|physician|surgeon|nurse) (?:and patient|himself|herself))\b"
)
_RATING = re.compile(
    r"[★⭐]|\b(?:\d(?:\.\d)?|five|four)[- ](?:out of (?:5|five)[- ])?stars?\b|"
    r"\b\d(?:\.\d)? ?(?:/|out of) ?5\b|"
    r"\b\d[\d,.]* (?:\w+ )?(?:reviews|ratings)\b"
)
_WORKS = re.compile(
    r"\b(?:(?<!at )works?|worked|results?|effective\w*|success\w*|improv\w+|heal\w*|"
    r"cur(?:e|es|ed)|better|relief|prov(?:e|es|en))\b"
)
_SERVICE = re.compile(
    r"\b(?:staff|nurses?|reception\w*|service|booking|parking|rooms?|friendly|kind(?:ness)?|clean|"
    r"waiting|hotel|location|website|app)\b"
)
_TIED = re.compile(
    r"\b(?:our|the clinic's|the) (?:own )?(?:co-?)?(?:founder|director|doctor|nurse|ceo|owner|"
    r"chief \w+|manager|coordinator|employee|colleague|investor|shareholder|ambassador)s?"
    r"(?:'s?)? (?:\w+ ){0,2}?(?:son|daughter|child|wife|husband|mother|father|brother|sister|"
    r"grandson|granddaughter|was treated|had(?! \w+(?:ed|en)\b| told| said)|received|tried)\b|"
    r"\b(?:founder|owner|director|ceo|investor|employee|shareholder|ambassador)'s (?:own )?"
    r"(?:son|daughter|child|wife|husband|mother|father)\b|"
    r"\b(?:i|we|he|she|they|patients?|famil\w+) (?:\w+ )?(?:received|got|were given|was given|get) "
    r"(?:a |an )?(?:discount\w*|free (?:treatment|course)|reduced price|refund)\b|"
    r"\bin (?:exchange|return) for (?:a|an|this|my|their|his|her|our) (?:\w+ )?"
    r"(?:review|story|testimonial|interview)\b|"
    r"\bi (?:work|invested|now work) (?:at|for|in) (?:the|this) (?:clinic|company|centre|center)\b"
)


def _lends(case: Case) -> bool:
    """Whether the passage lends a name to a treatment that adequate trials do not support."""
    says = case.has(ClaimType.TESTIMONIAL, ClaimType.AUTHORITY, *BENEFIT)
    open_ = not case.sober and not case.has(ClaimType.DISCLAIMER)
    return (
        says and open_ and case.support is not Support.SUPPORTED and not is_paired_from_afar(case)
    )


@rule(
    "TES-04",
    title="A famous name, or a doctor as a patient",
    severity=1,
    sources=(src.ENDORSEMENTS, src.DECEPTION_TOOL, src.SIPP),
    example="A famous football player came for our stem cells, and his autism improved.",
    not_when=(
        "The charity for autism was founded by a famous football player.",
        "Our doctor gives stem cells for autism.",
    ),
    ask="What does this person know of the disease, and were they paid or treated for less?",
)
def famous(case: Case) -> Iterator[Hit]:
    """Fame is no knowledge, and one doctor's own treatment is one person's story."""
    span = case.says(_FAMOUS) or case.says(_DOCTOR_PATIENT)
    told = case.has(ClaimType.TESTIMONIAL) or case.has(*BENEFIT)
    if span and case.sells and told and _lends(case):
        yield Hit(
            span=span,
            message="It leans on who the person is. A known name, or a doctor who was treated, is "
            "still one person's story.",
        )


@rule(
    "TES-08",
    title="Stars told as a result",
    severity=1,
    sources=(src.HAWKE,),
    example="Rated 4.9 stars by 600 families: our stem cells improve autism.",
    not_when=(
        "Rated 4.9 stars by 600 families for our friendly staff and easy booking.",
        "On a scale of 5 stars the study of stem cells in autism was weak.",
        "Five stars: since the stem cells my son with autism is calmer while I am at work.",
    ),
    version=3,
    ask="Do these ratings speak of the service, or of what was measured in each person?",
)
def stars(case: Case) -> Iterator[Hit]:
    """A rating of a service is not an outcome."""
    span = case.says(_RATING)
    if not span or not case.sells or case.says(_SERVICE) or not case.says(_WORKS):
        return
    if _lends(case):
        yield Hit(
            span=span,
            message="It sets stars or reviews beside a result. People rate how they were served; "
            "that does not measure what the treatment did.",
        )


@rule(
    "TES-09",
    title="A story by somebody with a tie",
    version=2,
    severity=1,
    sources=(src.ENDORSEMENTS,),
    example="Our founder's own son had stem cells for autism and speaks better now.",
    not_when=(
        "Our founder's own son has autism.",
        "We got a discount at the hotel near the stem cell clinic.",
        "His autism is better since the stem cells, which the doctor had told us to try.",
    ),
    ask="Which of the people whose stories are told work here, invested, or paid less?",
)
def tied(case: Case) -> Iterator[Hit]:
    """A tie to the seller should be told beside the story."""
    span = case.says(_TIED)
    if span and _lends(case) and case.has(ClaimType.TESTIMONIAL, *BENEFIT):
        yield Hit(
            span=span,
            message="The person who is told of has a tie to those who offer the treatment, such as "
            "work, family or a lower price. Guidance asks to weigh such a story with that in mind.",
        )


RULES = (famous, stars, tied)
