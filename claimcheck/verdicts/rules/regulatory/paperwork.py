"""REG-02, REG-07, REG-08: registration, ethics review and certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import REGISTERED, appeals, explained

#: The seller's own word that it keeps rules.
_KEEPS_RULES = re.compile(
    r"\b(?:us)?fda[- ]complian\w+|"
    r"\b(?:compl(?:y|ies|iant|iance|ying)|accordance|follow\w*|meets?|meeting|exceeds?|adher\w+|"
    r"conform\w*|to the standards(?: and regulations)? of)\b[^.;]{0,110}?\b(?:us)?fda\b"
    r"(?:(?:[- ]|'s )(?:guidelines?|standards?|regulations?|requirements?|rules?))?"
)
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
    ),
    ask="What has the FDA reviewed: a form that the laboratory sent in, or the treatment itself?",
    version=2,
)
def registered(case: Case) -> Iterator[Hit]:
    """Registration is paperwork; a regulator does not approve laboratories or clinics."""
    if not appeals(case):
        return
    span = case.says(REGISTERED)
    kept = case.says(_KEEPS_RULES)
    proven = case.support is Support.SUPPORTED
    if span:
        words = explained(
            case,
            "REG-02",
            "It speaks of registration or certificates.",
            "That is paperwork: it is no approval, and no review of whether the treatment works.",
        )
        yield Hit(
            span=span,
            severity=1 if proven else 3,
            message=words.message,
            sources=words.sources,
        )
    elif kept and not proven:
        yield Hit(
            span=kept,
            severity=2,
            message="It says that rules of the FDA are kept. Those are the page's own words: they "
            "are no approval, and no review of whether the treatment works.",
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
    version=2,
)
def making(case: Case) -> Iterator[Hit]:
    """Certificates of making say nothing of working."""
    span = case.says(_MAKING)
    if span and appeals(case) and case.unsupported:
        words = explained(
            case,
            "REG-08",
            "It names a certificate or a standard.",
            "Such a certificate is about how something is made, not about whether it helps.",
        )
        yield Hit(span=span, message=words.message, sources=words.sources)


RULES = (registered, ethics, making)
