"""REG-09: licences of countries where a notice or a clinic's licence is told as approval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import (
    MINISTRY,
    PERMITTED_STUDY,
    WANTED,
    appeals,
    explained,
)

_PLACES = (
    r"(?:japan\w*|mexic\w+|panama\w*|cayman|bahamas|ukrain\w+|turk\w+|thai\w*|antigua|georgia|"
    r"colombia\w*|india\w*|malaysia\w*|china|costa rica)"
)
_ALLOWED = r"(?:approved|licen[sc]ed|authori[sz]ed|legal(?:ly)?|permitted|regulated|registered)"
_ABROAD = re.compile(
    rf"\b{_ALLOWED}\b.{{0,40}}\b{_PLACES}\b|"
    rf"\b{_PLACES}\b.{{0,40}}\b(?:approv|licen[sc]|authori[sz]|legal)\w*|"
    r"\blicen[sc]e covers\b|"
    rf"\b{_ALLOWED} (?:by|with) (?:[\w'-]+ ){{0,3}}?{MINISTRY}\b|"
    rf"\b{MINISTRY}(?:[- ]| has | have )(?:approv|licen[sc]|authori[sz]|regulat)\w*"
)
#: A ministry's word for the treatment itself; a clinic's licence is a plain fact.
_BY_MINISTRY = re.compile(
    r"\b(?:approved|authori[sz]ed|certified|recogni[sz]ed) by (?:the )?"
    rf"(?:[\w'-]+ ){{0,2}}?{MINISTRY}\b"
)


@rule(
    "REG-09",
    title="A licence abroad",
    severity=2,
    sources=(src.SIPP,),
    jurisdiction="the country named in the passage",
    example="Our stem cell therapy for autism is fully licensed in Mexico.",
    not_when=(
        "The stem cell therapy is not licensed in Mexico.",
        "The Ministry of Health has approved a trial of stem cells in autism.",
    ),
    ask="What exactly does the licence cover: the building, or the treatment for this disease?",
    version=3,
)
def abroad(case: Case) -> Iterator[Hit]:
    """A notice or a clinic's licence is often no review of whether a treatment works."""
    span = case.says(_ABROAD) or case.says(_BY_MINISTRY)
    offered = case.is_cell_product or (case.sells and case.unsupported and case.says(_BY_MINISTRY))
    if not span or not appeals(case) or not offered:
        return
    if case.says(PERMITTED_STUDY) or case.says(WANTED):
        return
    words = explained(
        case,
        "REG-09",
        "It speaks of a licence of one country.",
        "A licence abroad can cover a clinic, or rest on a notice that the clinic sent in. It "
        "need not be a finding that the treatment works.",
    )
    yield Hit(span=span, message=words.message, sources=words.sources)


RULES = (abroad,)
