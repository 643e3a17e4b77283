"""REG-02, REG-07, REG-08: registration, ethics review and certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import PLACE, REGISTERED, appeals, explained

#: The seller's own word that it keeps rules.
_KEEPS_RULES = re.compile(
    r"\b(?:us)?fda[- ]complian\w+|"
    r"\b(?:compl(?:y|ies|iant|iance|ying)|accordance|follow\w*|meets?|meeting|exceeds?|adher\w+|"
    r"conform\w*|fulfil\w*|satisf(?:y|ies|ied)|observes?|"
    r"to the standards(?: and regulations)? of)\b[^.;]{0,110}?\b(?:us)?fda\b"
    r"(?:(?:[- ]|'s )(?:guidelines?|standards?|regulations?|requirements?|rules?))?"
)
#: "FDA compliant" is written like a mark that somebody gives; nobody does.
_LIKE_A_MARK = re.compile(r"\b(?:us)?fda[- ]complian\w+")
_LOOKS_IN = re.compile(
    r"\b(?:us)?fda (?:\w+ly )?(?:inspects|audits|monitors|oversees|supervises|checks) (?:our|us)\b|"
    r"\b(?:inspected|audited|monitored|overseen|supervised) (?:\w+ly )?by (?:the )?(?:us )?fda\b|"
    r"\bunder (?:the )?(?:\w+ )?(?:us )?fda(?:'s)? (?:oversight|supervision|control)\b"
)
#: Signs of the pages room that a page says where evidence is lacking.
_LIMITS_TOLD = frozenset({"evidence_weighed", "no_evidence"})
_APPROVED_PLACE = re.compile(rf"\b(?:us)?fda[- ]approved (?:\w+ )?{PLACE}\b")
_ETHICS = re.compile(
    r"\b(?:irb|ethics (?:committee|board)|institutional review board)[- ](?:\w+ ){0,2}(?:approv|"
    r"clear)\w*|"
    r"\b(?:approved|cleared) by (?:an?|the|our) (?:[\w-]+ ){0,3}?(?:irb|ethics (?:committee|board)|"
    r"institutional review board)\b"
)
_MAKING = re.compile(
    r"\b(?:(?:who[- ])?c?gmp\b|iso[ -]?\d{3,5}|aabb\b|jci\b|netcord\b|fact[- ]accredit\w+|"
    r"accredited (?:\w+ )?(?:lab\w*|clinic|facilit\w+|hospital|"
    r"cent\w+)|"
    r"certified (?:\w+ )?(?:lab\w*|clinic|facilit\w+|cent\w+)|"
    r"licen[sc]ed (?:stem cell |cord blood |tissue )bank)"
)


@rule(
    "REG-02",
    title="A registered laboratory",
    severity=3,
    sources=(src.CFR_807_39, src.FDA_PATIENTS),
    jurisdiction="US",
    example="Our stem cells come from an FDA-registered laboratory.",
    not_when=(
        "Ask whether the laboratory is FDA registered, and what that means for stem cells.",
        "FDA registered is not the same as FDA approved.",
        "The FDA has approved a few clinical trials of stem cells.",
        "Ask whether the FDA inspects our stem cell laboratory.",
        "We do not meet all requirements of the FDA for stem cells yet.",
    ),
    ask="What has the FDA reviewed: a form that the laboratory sent in, or the treatment itself?",
    version=3,
)
def registered(case: Case) -> Iterator[Hit]:
    """Registration is paperwork; a regulator does not approve laboratories or clinics."""
    if not appeals(case) or _tells_limits(case):
        return
    span = case.says(REGISTERED)
    proven = case.support is Support.SUPPORTED
    # A plain fact about care that nobody gathered, on a page that does not plainly sell.
    mild = proven or not (case.sells or case.unshown)
    if place := case.says(_APPROVED_PLACE):
        yield Hit(
            span=place,
            severity=1 if mild else 3,
            message="It calls a pharmacy, clinic or laboratory approved. The FDA approves single "
            "products, not places. That is no review of whether the treatment works.",
            sources=(src.FDA_REALLY,),
        )
    elif span:
        words = explained(
            case,
            "REG-02",
            "It speaks of registration or certificates.",
            "That is paperwork: it is no approval, and no review of whether the treatment works.",
        )
        yield Hit(
            span=span,
            severity=1 if mild else 3,
            message=words.message,
            sources=words.sources,
        )
    elif not proven:
        yield from _kept(case)


def _tells_limits(case: Case) -> bool:
    """Whether a page that does not plainly sell says itself what is not shown: no appeal then."""
    signs = {signal.name for signal in case.page.genre_signals}
    return not case.sells and bool(signs & _LIMITS_TOLD)


def _kept(case: Case) -> Iterator[Hit]:
    """The page's own word that it keeps the FDA's rules, or that the FDA looks in."""
    if kept := case.says(_KEEPS_RULES):
        yield Hit(
            span=kept,
            severity=3 if case.says(_LIKE_A_MARK) else 2,
            message="It says that rules of the FDA are kept. Those are the page's own words: they "
            "are no approval, and no review of whether the treatment works.",
        )
    elif (looks := case.says(_LOOKS_IN)) and case.unshown:
        yield Hit(
            span=looks,
            severity=2,
            message="It says that the FDA inspects. An inspection looks at how something is made "
            "or kept. It is no approval, and no review of whether the treatment works.",
        )


@rule(
    "REG-07",
    title="Ethics review told as proof",
    severity=2,
    sources=(src.SIPP, src.ETHICS_REVIEW),
    example="Our stem cell treatment of autism is IRB-approved.",
    not_when=("Ask whether an ethics committee approved the stem cell study.",),
    ask="Which ethics board was it, and does it belong to the clinic?",
    version=2,
)
def ethics(case: Case) -> Iterator[Hit]:
    """An ethics board looks at whether a study may be done, not at whether a treatment works."""
    span = case.says(_ETHICS)
    if span and appeals(case) and case.unsupported:
        yield Hit(
            span=span,
            severity=1 if case.speaks_of_study else 2,
            message="An ethics board decides whether a study may be done. That is no finding that "
            "the "
            "treatment works.",
        )


@rule(
    "REG-08",
    title="How it is made, told as what it does",
    severity=1,
    sources=(src.SIPP, src.CONNOLLY),
    example="Our stem cells for autism are made in a GMP-certified laboratory.",
    not_when=("Ask what the GMP certificate of the stem cell laboratory covers.",),
    ask="What does the certificate cover: how the cells are made, or whether they help?",
    version=3,
)
def making(case: Case) -> Iterator[Hit]:
    """Certificates of making say nothing of working."""
    span = case.says(_MAKING)
    if span and appeals(case) and case.unsupported and not _tells_limits(case):
        words = explained(
            case,
            "REG-08",
            "It names a certificate or a standard.",
            "Such a certificate is about how something is made, not about whether it helps.",
        )
        yield Hit(span=span, message=words.message, sources=words.sources)


RULES = (registered, ethics, making)
