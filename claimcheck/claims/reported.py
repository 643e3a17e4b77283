"""Whose claim it is: what others say, what is called wrong, what a reader is warned of."""

from __future__ import annotations

import re

#: Reported claims of sellers and of nobody in particular; "our clinic says" is the page's own.
_OTHERS_SAY = re.compile(
    r"\b(?<!our )(?:clinics?|websites?|sites?|homepages?|adverts?|ads|advertis(?:ements?|ing)|"
    r"sellers?|"
    r"compan(?:y|ies)|brochures?|promoters?|marketers|providers?|vendors?|anyone|anybody|somebody|"
    r"someone|you (?:may|might|will) (?:read|hear)|supporters?|proponents?|salesperson|salesman|"
    r"(?:brand-new|deleted|anonymous) accounts?|"
    r"spokes\w+)\b"
    r"(?:\W+[\w'-]+){0,6}?\W+(?:says?|said|saying|tells?|told|claim(?:s|ed|ing)?|describe[sd]?|promis\w+|"
    r"states?|stated|read|hear|that|suggest\w*|impl(?:y|ies|ied)|advertis\w+|guarantee[sd]?)\b"
)
#: What is called wrong, or passed on as somebody's wares.
_CALLED = re.compile(
    r"\b(?:(?:unsubstantiated|unsupported|deceptive|exaggerated)(?: or \w+)? claims?|"
    r"false(?:ly)? claim\w*|debunk\w*|misleading|bogus|so-called|claims? (?:that|such as)|"
    r"fake|charlatans?|(?:marketed|touted|promoted|advertised|billed) as|purport\w*|"
    r"misrepresent\w*|"
    r"(?:fined|sued|warned|charged|banned) (?:\w+ )?for (?:saying|claiming)|"
    r"(?:statement|idea|belief|notion|myth|suggestion) that|"
    r"(?:said|says|say|claims?|claimed) (?:it|they|that it|that they) (?:can|could|would|will))\b|"
    r"\bmyths?\b\W*"
)
#: What is sought, hoped for or promised, by whomever.
_SOUGHT = re.compile(
    r"\b(?:claims? to|claiming|promis(?:e|es|ed|ing)|advertis\w+|desperate|quest for|"
    r"seek(?:s|ing)?|look(?:s|ing)? for|search\w*|bleach|hope(?:s|d)? (?:of|for)|until)\b"
)
_IT_SAYS = re.compile(
    r"(?:^|[.;,] )\W*(?:in a statement,? )?(?:it|they) (?:also |even )?(?:says?|said|claims?|"
    r"claimed|"
    r"tells?|told|"
    r"advertises?)\b"
)
#: A quotation with its speaker behind it: "… safe procedure," a salesperson told us.
_SAID_AFTER = re.compile(r"[\"'],? (?:[\w-]+ ){1,4}?(?:told|said|says|claims?|claimed|wrote)\b")
_WITHIN_WORDS = 20
_SENTENCE_PART_END = re.compile(r";|\b(?:but|yet|however|although|though|whereas|nevertheless)\b")
#: What comes after a claim in the same sentence and takes it back.
_TAKEN_BACK = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:not true|wrong|false|untrue|a myth|misleading|no proof)\b|"
    r"\b(?:isn't|aren't|wasn't|weren't) true\b|[;,] (?:they|it|this|that) (?:is|are|was|were)"
    r" not\b|"
    r"\bupheld\b|\bshould make you (?:careful|wary|suspicious)\b|\bred flags?\b|\bwarning signs?\b|"
    r"[\"'] ?[-:] ?(?:never|false|unsupported|unproven)\b|"
    r"\bis a reason to (?:leave|walk away|be careful)\b|, (?:leave|walk away|be careful|be wary)\b"
)
#: Without any of these nothing is taken back: most sentences need no further look.
_TAKING_BACK = (
    "true", "wrong", "false", "myth", "misleading", "no proof", " not", "upheld", "careful", "wary",
    "suspicious", "red flag", "warning sign", "never", "unsupported", "unproven", "leave",
    "walk away", '"', "'",
)  # fmt: skip
#: A sentence that takes the one before it back.
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:but )?(?:that|this|it) (?:is|was) (?:\w+ )?(?:not true|wrong|false|untrue|a myth|"
    r"misleading)|"
    r"(?:but )?(?:that|this|it) isn't true|not true|untrue|false\b|wrong\b|fact:|"
    r"but i (?:must|have to) be honest\b[^.]{0,60}\b(?:not|no|never|also|same)\b|"
    r"in fact,? (?:they|it|there)"
    r"[^.]{0,40}\bnot\b|the (?:regulator|authority|agency|court)[^.]{0,40}\b(?:upheld|fined|"
    r"banned))"
)
_WARNING_HEADING = re.compile(
    r"\b(?:red flags?|warning signs?|be (?:careful|wary|cautious)|beware|to be careful with|myths?|"
    r"misleading|false claims?|questionable claims?|what to watch (?:out )?for|"
    r"claims? to (?:avoid|question)|what (?:sellers|adverts?|ads) (?:say|tell|claim|promise)|"
    r"(?:told|said|promised) by sellers|"
    r"wrong claims?|do not believe)\b"
)


def is_reported(folded: str, start: int) -> bool:
    """Whether the words at ``start`` are told as somebody else's claim."""
    return is_said_by_others(folded, start) or _reaches(_SOUGHT, folded, start)


def is_said_by_others(folded: str, start: int) -> bool:
    """Whether others say the words at ``start``, or they are called wrong before they come."""
    return (
        _reaches(_OTHERS_SAY, folded, start)
        or _reaches(_IT_SAYS, folded, start)
        or _reaches(_CALLED, folded, start)
    )


def taken_back(folded: str, end: int) -> bool:
    """Whether the rest of the sentence gives the words to a speaker or says that they are wrong."""
    if not any(word in folded for word in _TAKING_BACK):
        return False
    return bool(_TAKEN_BACK.search(folded, end) or _SAID_AFTER.search(folded, end))


def takes_back(folded: str) -> bool:
    """Whether a sentence says that the one before it is wrong."""
    return _TAKES_BACK.search(folded) is not None


def warns(heading: str) -> bool:
    """Whether what stands under a heading is what readers are warned of."""
    return _WARNING_HEADING.search(heading) is not None


def _reaches(trigger: re.Pattern[str], folded: str, start: int) -> bool:
    for match in trigger.finditer(folded, 0, start):
        between = folded[match.end() : start]
        if not _SENTENCE_PART_END.search(between) and between.count(" ") <= _WITHIN_WORDS:
            return True
    return False
