"""Approvals that do not cover what is sold: of another use, or of what is in a mixture; REG-01."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.schema import ConceptKind, Source, SourceKind
from claimcheck.verdicts.case import Case


@dataclass(frozen=True)
class Approval:
    """What a medicine was approved for: as told, as words, and as ids of conditions."""

    told: str
    words: re.Pattern[str]
    conditions: tuple[str, ...]
    source: Source


#: By the id of the treatment. A kind of it that is approved for more stands with its own row.
_APPROVALS: dict[str, Approval | None] = {
    "ketamine": Approval(
        "The FDA approved ketamine for anaesthesia. In 2023 it said that it had not approved it "
        "for any psychiatric disorder.",
        re.compile(r"\b(?:an(?:a)?esth\w+|sedation|operations?|surgery)\b"),
        (),
        Source(
            title="FDA, warning on compounded ketamine products for psychiatric disorders",
            kind=SourceKind.REGULATOR,
            year=2023,
        ),
    ),
    "esketamine": None,
    "chelation": Approval(
        "The FDA approved chelating drugs such as EDTA for lead poisoning and the like.",
        re.compile(r"\b(?:lead|metals?|mercury|arsenic|iron|copper|calcium|wilson\w*|poison\w*)\b"),
        ("heavy_metals",),
        Source(
            title="US EPA, HERO record 548451: review of EDTA in alternative medicine",
            kind=SourceKind.LITERATURE,
            url="https://hero.epa.gov/hero/index.cfm/reference/details/reference_id/548451",
        ),
    ),
}
COMPOUNDING = Source(
    title="FDA, Compounding: information for consumers and health care professionals",
    kind=SourceKind.REGULATOR,
    year=2018,
    url="https://www.fda.gov/Drugs/GuidanceComplianceRegulatoryInformation/PharmacyCompounding/"
    "ucm607252.htm",
)
_HONEST = re.compile(r"\boff[- ]label\b|\b(?:not|never|n't) (?:\w+ )?approved\b")


def other_use(case: Case) -> Approval | None:
    """The approval of the passage's medicine, if it is for none of what the page sells it for."""
    intervention = case.claim.concept_id(ConceptKind.INTERVENTION)
    condition = case.claim.concept_id(ConceptKind.CONDITION)
    approval = _APPROVALS.get(intervention) if intervention else None
    if approval is None or condition is None or not case.sells:
        return None
    is_a = case.vocabulary.is_a
    listed = any(is_a(condition, one) for one in approval.conditions)
    said = approval.words.search(case.folded) or _HONEST.search(case.folded)
    return None if listed or said else approval
