"""Names of the scales with which trials measure, for readers who do not know their initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from claimcheck.schema import Report

#: Initials as records and papers write them. The names are those that registry records spell out
#: (ClinicalTrials.gov, outcome measures), but for ISAA, which only a paper in our copy names.
SCALES: Final[Mapping[str, str]] = {
    "ABC": "Aberrant Behavior Checklist, filled in by a parent or carer",
    "ADAS": "Alzheimer's Disease Assessment Scale",
    "ADOS": "Autism Diagnostic Observation Schedule, scored by a clinician",
    "ALSFRS-R": "ALS Functional Rating Scale, revised",
    "ATEC": "Autism Treatment Evaluation Checklist",
    "CARS": "Childhood Autism Rating Scale, scored by a clinician",
    "CGI": "Clinical Global Impression, a clinician's overall rating",
    "EDSS": "Expanded Disability Status Scale, in multiple sclerosis",
    "GARS": "Gilliam Autism Rating Scale",
    "GMFM": "Gross Motor Function Measure",
    "ISAA": "Indian Scale for Assessment of Autism",
    "KOOS": "Knee injury and Osteoarthritis Outcome Score, told by the patient",
    "MADRS": "Montgomery-Åsberg Depression Rating Scale",
    "PDDBI": "PDD Behavior Inventory, filled in by a parent or teacher",
    "SRS": "Social Responsiveness Scale, filled in by a parent or teacher",
    "UPDRS": "Unified Parkinson's Disease Rating Scale",
    "VABS": "Vineland Adaptive Behavior Scales, told in an interview",
    "VAS": "visual analogue scale, a mark on a line",
    "WOMAC": "Western Ontario and McMaster Universities Osteoarthritis Index, told by the patient",
}
_NAMED: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, SCALES))})(?!\w)")


def scales_in(report: Report, described: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each scale that reasons, remarks or descriptions of trials name, by its initials."""
    reasons = [claim.reason for claim in report.claims]
    remarks = [finding.message for claim in report.claims for finding in claim.findings]
    whole = [finding.message for finding in report.page_findings]
    texts = (*described, *reasons, *remarks, *whole)
    found = {initials for text in texts for initials in _NAMED.findall(text)}
    return tuple((initials, SCALES[initials]) for initials in sorted(found))
