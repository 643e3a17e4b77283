"""Cautions that a remark points to: "Societies that advise against it have not read on".

What sounds like a limit may set doubt aside, or warn of other care. Such a passage is not credited
to the page as a caution while a remark says what is wrong with it, nor where it says itself what
was wrong with the result that it tells, or only which harm was not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from claimcheck.schema import Claim, PageFinding, Verdict, VerdictWord
from claimcheck.text import fold

#: Remarks on the words of a passage itself; others set a caution beside what it limits.
_ON_WORDS: Final = frozenset(
    {
        "EFF-15",
        "EFF-16",
        "EFF-17",
        "EFF-18",
        "EFF-19",
        "NUM-13",
        "PRE-09",
        "PRE-10",
        "REG-16",
        "SAF-09",
        "TES-13",
        "TOK-09",
    }
)
REASON: Final = "A remark on the page as a whole speaks of these words."
SET_ASIDE: Final = (
    "This tells of a result and says what was wrong with it; we credit no limit here."
)
EXCUSED: Final = (
    "This tells why others do not allow or accept it, in the seller's view; it limits no claim."
)
STEPS_IN: Final = (
    "This says that others would step in if something were wrong; it limits no claim of the page."
)
OF_PEOPLE: Final = "This speaks of people, not of a treatment; it limits no claim of the page."
NO_HARM_SEEN: Final = "This tells of harm that was not seen. That limits no claim of the page."
#: "No product-related infections reported".
_NO_HARM_SEEN: Final = re.compile(
    r"^(?!.*\b(?:but|too small|too short|monitor\w*|studied|without)\b)\W*"
    r"(?:there (?:was|were) )?no (?:(?!is\b|are\b)[\w-]+ ){0,3}?(?:infections?|"
    r"side[- ]effects?|adverse|complications?|reactions?|tumou?rs?|toxicity)\b"
    r"(?! (?:data|information|figures|reports?|(?:is|are|was|were) (?:known|too))\b)|"
    r"\bno (?:significant |clear )?difference in (?:\w+ ){0,2}?(?:side[- ]effects?|adverse|safety|"
    r"complications?|harms?)\b"
)
#: "Later trials found no difference, but they used the wrong protocol".
_SETS_ASIDE: Final = re.compile(
    r"^(?!.*\b(?:not prove|no proof|do not know|don't know|unproven|not proven)\b).*"
    r"(?:\b(?:found|saw|showed|reported) no\b|\bdid not (?:find|show|see)\b|\bfailed to\b|"
    r"\bno (?:difference|benefit|effect|evidence)\b)"
    r"[^.;]{0,100}\b(?:but|because|since|although|though) (?:they|it|these|those|its authors|the "
    r"(?:trials?|stud(?:y|ies)|authors|doctors|researchers|reviewers|reviews?)) (?:\w+ )?"
    r"(?:left out|ignored|overlooked|threw out|(?:used|gave|chose|took|picked|tested) "
    r"(?:the |an? )?(?:wrong|outdated|unsuitable|too (?:low|short|few|weak|little)))\b|"
    r"^\W*(?:we|i) (?:think|believe|feel) (?:that )?(?:the|this|that) (?:reviews?|stud(?:y|ies)|"
    r"trials?|authors)\b[^.;]{0,30}\b(?:left out|ignored|overlooked)\b"
)

#: "It is not approved because the system protects the drug companies".
_EXCUSED: Final = re.compile(
    r"\b(?:not|never|yet to be|without|\w+n't) (?:yet |been |be |\w+ly )*(?:approv\w+|licen[cs]\w+|"
    r"accept\w*|recogni[sz]\w+|cleared|endors\w+)\b[^.;]{0,80}\b(?:because|since|as)\b[^.;]{0,60}"
    r"\b(?:bureaucra\w+|red tape|protects?|lobby\w*|(?:nobody|no one) (?:profits|earns)|"
    r"drug (?:companies|makers|industry)|(?:big )?pharma)\b"
)

#: "The council would not permit us to treat babies if it did not work".
_STEPS_IN: Final = re.compile(
    r"^(?!.*\b(?:no evidence|unproven|nobody knows|(?:not|n't) (?:yet )?(?:been )?"
    r"(?:proven|approved))\b).*?(?<!\bwe )(?<!\bi )\bwould(?: not|n't| never) (?:\w+ )?"
    r"(?:permit|allow|let|license|licence|approve|tolerate) (?:us|it|this|them|the|an?)\b"
    r"[^.;]{0,60}?\bif (?:it|they|this|that|(?:our|the) \w+) (?:\w+ ){0,2}?(?:not|\w+n't|"
    r"unsafe|harm\w*|danger\w*|useless|nonsense)\b",
    re.DOTALL,
)

#: "I found no proof that they are crooks".
_OF_PEOPLE: Final = re.compile(
    r"^(?!.*\b(?:helps?|works?|treat\w*|cells|effects?|effective)\b)"
    r".*\bno (?:proof|evidence|signs?|reason to think) that (?:they|he|she|anyone|anybody|"
    r"(?:these|those|the) [\w ]{1,30}?) (?:is|are|was|were|has|have) (?:an? )?(?:\w+ )?"
    r"(?:crooks?|criminals?|dishonest|liars?|lying|lied|cheat\w*|broken? the law|bad people)\b"
)


def _no_limit(words: str) -> str | None:
    """Why the words of a passage (folded) limit nothing, where they do not."""
    if _SETS_ASIDE.search(words):
        return SET_ASIDE
    if _EXCUSED.search(words):
        return EXCUSED
    if _STEPS_IN.search(words):
        return STEPS_IN
    if _OF_PEOPLE.search(words):
        return OF_PEOPLE
    return NO_HARM_SEEN if _NO_HARM_SEEN.search(words) else None


def uncredited(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], findings: Sequence[PageFinding]
) -> Iterator[Verdict]:
    """The verdicts, in their order; one on a caution that a remark points to is none."""
    spans = [
        span
        for finding in findings
        if finding.rule in _ON_WORDS and finding.severity
        for span in finding.spans
    ]
    for claim, verdict in zip(claims, verdicts, strict=True):
        told = any(span.start < claim.end and claim.start < span.end for span in spans)
        reason = REASON if told else _no_limit(fold(claim.quote))
        if reason and verdict.verdict is VerdictWord.DISCLAIMER:
            yield verdict.model_copy(
                update={"verdict": VerdictWord.NOT_CHECKABLE, "reason": reason}
            )
        else:
            yield verdict
