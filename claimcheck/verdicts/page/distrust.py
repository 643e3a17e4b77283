"""What a page that goes far says of doctors who know little, and of trials that found nothing.

Whoever has heard both beforehand does not ask the one and does not believe the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import QuotedSpan
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.overselling import goes_too_far
from claimcheck.verdicts.page.said import meet
from claimcheck.verdicts.page.sentences import sentences

_DOCTORS = (
    r"(?<!\bour )(?<!\bour own )(?<!these )\b(?:doctors?|physicians?|specialists?|gps?|"
    r"p(?:a)?ediatricians?|"
    r"neurologists?|pulmonologists?|oncologists?|cardiologists?|rheumatologists?|psychiatrists?|"
    r"dermatologists?|surgeons?|consultants?)\b(?! (?:here|of ours|at our)\b)"
)
_NOT_READ = (
    r"(?:have|has)(?: not|n't) (?:yet |even |simply )?(?:read|heard of|seen|caught up|looked at)|"
    r"never (?:read|heard of|learn(?:ed|t)|looked at)|"
    r"(?:are|is)(?: not|n't) (?:\w+ )?(?:updated?|up[- ]to[- ]date|informed)|"
    r"(?:are|is) (?:\w+ )?(?:years|decades) behind"
)
_OF_NEWS = (
    r"(?:research|stud(?:y|ies)|literature|papers|advances?|advanced|therap(?:y|ies)|treatments?|"
    r"regenerative|cells?)"
)
_FOR_GAIN = (
    r"(?:(?:do|does)(?: not|n't) want to|(?:are|is) afraid (?:to|of)|would) los(?:e|ing) (?:their |"
    r"you as a )?(?:patients|clients|customers|(?:patient|client)(?= each| every))|"
    r"los(?:e|es) (?:a|their|his|her) (?:patients?|clients?|customers?) (?:each|every) time|"
    r"(?:are|is)(?: not|n't) allowed to (?:recommend|mention) (?:it|this|them|our)"
)
_AGAINST_DOCTORS = re.compile(
    rf"{_DOCTORS}[^.;!?]{{0,40}}\b(?:{_NOT_READ})\b[^.;!?]{{0,30}}\b{_OF_NEWS}\b|"
    rf"{_DOCTORS}[^.;!?]{{0,80}}\b(?:{_FOR_GAIN})\b"
)
#: One's own doctors, some words before, and what is no contempt.
_OWN_DOCTORS = re.compile(r"\bour (?:[\w-]+ ){0,3}$")
_BRING = re.compile(r"\bbring\b")
_NO_DIFFERENCE = (
    r"(?:no (?:difference|effect|benefit|better|improvement)|nothing|negative|failed|"
    r"(?:did|do)(?: not|n't) (?:work|help|show|find))"
)
_WAVED_AWAY = re.compile(
    rf"\b(?:trials?|stud(?:y|ies))\b[^.;!?]{{0,60}}\b{_NO_DIFFERENCE}\b[^.;!?]{{0,40}}"
    r"\b(?:but|because|since|as) (?:they|it|those|these|that|the (?:doctors|researchers|authors))"
    r"\b[^.;!?]{0,20}\b(?:used|had|gave|tested|took|chose|injected|infused|were|was)\b"
    r"[^.;!?]{0,40}\b(?:old|weak|frozen|dead|wrong|poor\w*|low(?:er)?|too (?:few|small|short|late|"
    r"little)|other|different|another|single|only one|badly)\b"
)


def against_doctors(case: PageCase) -> list[QuotedSpan]:
    """Sentences that call other doctors ignorant, gagged or afraid for their income."""
    return list(_said(case, _AGAINST_DOCTORS))


def waved_away(case: PageCase) -> list[QuotedSpan]:
    """Sentences that own up to trials without a difference and say why they do not count."""
    return list(_said(case, _WAVED_AWAY))


def _said(case: PageCase, pattern: re.Pattern[str]) -> Iterator[QuotedSpan]:
    """Where the page itself says so and no flag tells of it; others may be right to."""
    if not case.sells or not goes_too_far(case):
        return
    flagged = [claim for claim, _ in case.flags]
    for sentence in sentences(case):
        found = pattern.search(sentence.text)
        if found is None or _OWN_DOCTORS.search(sentence.text[: found.start()]):
            continue
        if sentence.is_own(found) and not _BRING.search(sentence.text):
            span = sentence.quoted(case, found)
            if not any(meet(span, claim) for claim in flagged):
                yield span
