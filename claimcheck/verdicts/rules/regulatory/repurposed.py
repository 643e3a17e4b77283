"""Approvals that do not cover what is sold: of another use, or of what is in a mixture; REG-01."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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
            title="Scripps News, on the FDA warning of 10 October 2023 about compounded ketamine",
            kind=SourceKind.SECONDARY,
            year=2023,
            url="https://scrippsnews.com/stories/"
            "fda-warns-of-risks-involved-with-compounded-ketamine-products",
            date_seen=date(2026, 11, 27),
        ),
    ),
    "esketamine": None,
    "chelation": Approval(
        "The FDA approved chelating drugs such as EDTA for lead poisoning.",
        re.compile(r"\b(?:lead|metals?|mercury|arsenic|iron|copper|calcium|wilson\w*|poison\w*)\b"),
        ("heavy_metals",),
        Source(
            title="Los Angeles County Department of Public Health, Chelation therapy",
            kind=SourceKind.GUIDANCE,
            url="https://admin.publichealth.lacounty.gov/eh/safety/chelation-therapy.htm",
            date_seen=date(2026, 11, 27),
        ),
    ),
}
COMPOUNDING = Source(
    title="FDA, compounding: consumer and health care professional information",
    kind=SourceKind.REGULATOR,
    year=2023,
    url="https://www.fda.gov/drugs/human-drug-compounding/"
    "consumer-and-health-care-professional-information",
    date_seen=date(2026, 11, 27),
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
