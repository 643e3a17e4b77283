"""What a passage names without claiming it: testimonials as such, cures in general, an illness."""

from __future__ import annotations

import re
import string

from claimcheck.schema import ClaimType

#: Said of testimonials as such: what they are worth, that they were made up, the title over them.
_OF_TESTIMONIALS = re.compile(
    r"\b(?:testimonials?|success stories)\b.{0,80}\b(?:evidence|scientific|science|proof|"
    r"substitute|replace|misleading|tempting|unreliable|cures? (?:are|is)|unscrupulous)\b|"
    r"\b(?:fake|false|misleading|invented|made[- ]up|paid|consumer|personal) "
    r"(?:\w+ )?testimonials\b|\bonly (?:hear|see|read)(?: of)? the success stories\b|"
    r"^\W*(?:\w+ )?testimonials(?: (?:and|&) \w+)?\W*$"
)
#: A teaching of homoeopathy, what nobody can do, and what others promise in general. That something
#: was held to be incurable, or is so no longer, is how a cure is sold.
_OF_CURES = re.compile(
    r"\blike[- ]cures?[- ]like\b|"
    r"^(?!.*\b(?:no longer|not|never|once|until|before|but|yet|today|now|cured|told|said|say|"
    r"thought|believed|considered|called|seem\w*)\b).*\b(?:is|are) (?:\w+ ){0,2}incurable\b|"
    r"\bcure (?:language|claims?)\b|\bclaims? of (?:\w+ and )?cures?\b|"
    r"\bpromot\w+ (?:it|them|this|these) as an? (?:\w+ )?cure\b"
)
#: How common an illness is.
_HOW_COMMON = re.compile(
    r"^(?!.*\b(?:treat\w*|used?|using|our|we|clinics?|patients|cells|therap\w+)\b).*"
    r"(?:\b(?:one|1) in (?:every )?\d+\b|\b\d[\d,]{4,} (?:documented |new )?cases a year\b|"
    r"(?:\bmillions?|\bthousands?|\b\d[\d,]{4,}|\d ?%) (?:of )?(?:[\w-]+ ){0,3}?(?:children|"
    r"people|adults|americans|men|women|sufferers)\b[^.;]{0,40}\b(?:have|has|live|suffer|affected|"
    r"get the)\b|\bpeople in general have\b)"
)
#: What only names a source.
_A_SOURCE = re.compile(r"^\W*(?:by:? (?:dr|prof)\b|published in\b|citation:|source:|review by\b)")
#: What a page is going to tell.
_ANNOUNCES = re.compile(
    r"^(?=.*\b(?:risks?|side[- ]effects?|contraindications?|evidence)\b).*\b(?:(?:is|are) "
    r"(?:outlined|explained|described|set out) (?:here|below)|(?:here|below) (?:you'll find|you "
    r"will find|you find|are (?:many|the|some))|we describe)\b"
)
#: The same at the head of a sentence, whatever it is about; "how it helps" says that it does.
_FOREWORD = re.compile(
    r"^(?!.*\b(?:how|why|that|because)\b)\W*(?:in this (?:post|article|guide|page),? "
    r"(?:you(?:'ll| will| can)|we(?:'ll)?) (?:learn|read|explain|look at|cover|discuss|go through)"
    r"\b|"
    r"(?:here|below),? (?:you(?:'ll| will| can)|we(?:'ll)?) (?:learn|read|explain|discuss|"
    r"go through)\b|we go through \w)"
)
#: A child, and no cure.
_A_BABY = re.compile(r"\b(?:our|my) (?:little |own )?miracle (?:is|was) (?:called|named|born)\b")
#: Each with words of which one must occur before it is tried: few passages hold any.
_SPOKEN_OF = (
    (_A_BABY, ("miracle",), frozenset({ClaimType.CURE, ClaimType.EFFICACY})),
    (
        _FOREWORD,
        ("in this ", "here", "below", "we go through"),
        frozenset(ClaimType) - {ClaimType.CURE, ClaimType.URGENCY},
    ),
    (
        _HOW_COMMON,
        ("one in", "million", "thousand", "in general", *string.digits),
        frozenset({ClaimType.AUTHORITY}),
    ),
    (
        _A_SOURCE,
        ("by", "published in", "citation:", "source:"),
        frozenset({ClaimType.AUTHORITY}),
    ),
    (_ANNOUNCES, ("here", "below", "we describe"), frozenset({ClaimType.DISCLAIMER})),
    (_OF_TESTIMONIALS, ("testimonial", "success stories"), frozenset({ClaimType.TESTIMONIAL})),
    (_OF_CURES, ("cure", "incurable"), frozenset({ClaimType.CURE})),
)


def only_spoken_of(folded: str) -> frozenset[ClaimType]:
    """Types that a passage (folded) names and does not claim."""
    named: frozenset[ClaimType] = frozenset()
    for pattern, words, types in _SPOKEN_OF:
        if any(word in folded for word in words) and pattern.search(folded):
            named |= types
    return named
