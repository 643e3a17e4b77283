"""The documents that rules rest on; ``url`` only where the address was read with the document."""

from __future__ import annotations

from claimcheck.schema import Source, SourceKind


def _source(
    title: str, kind: SourceKind, year: int | None = None, url: str | None = None
) -> Source:
    return Source(title=title, kind=kind, year=year, url=url)


FTC_HEALTH = _source(
    "FTC, Health Products Compliance Guidance",
    SourceKind.GUIDANCE,
    2022,
    "https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",
)
FTC_SUBSTANTIATION = _source(
    "FTC, Notice of Penalty Offenses concerning substantiation of product claims",
    SourceKind.GUIDANCE,
    2023,
)
ENDORSEMENTS = _source("16 CFR 255, guides on endorsements and testimonials", SourceKind.STATUTE)
FTC_RMG = _source("FTC v. Regenerative Medical Group", SourceKind.COURT, 2018)
FTC_SCIA = _source("FTC and Georgia v. Stem Cell Institute of America", SourceKind.COURT, 2024)
CAP_12 = _source(
    "UK CAP Code, section 12: medicines and health-related products", SourceKind.GUIDANCE
)
AHPRA = _source(
    "Australia, Health Practitioner Regulation National Law s133 and Ahpra guidance on evidence",
    SourceKind.STATUTE,
)
FDA_ALERT = _source(
    "FDA, consumer alert on regenerative medicine products", SourceKind.REGULATOR, 2020
)
FDA_PATIENTS = _source(
    "FDA, information for patients on regenerative medicine therapies", SourceKind.REGULATOR, 2021
)
FDA_REALLY = _source(
    "FDA, consumer page: is it really FDA approved?",
    SourceKind.REGULATOR,
    url="https://www.fda.gov/consumers/consumer-updates/it-really-fda-approved",
)
CFR_312 = _source("21 CFR 312: investigational new drug applications", SourceKind.STATUTE)
CFR_1271 = _source(
    "21 CFR 1271: human cells, tissues and tissue-based products", SourceKind.STATUTE
)
NINTH_CIRCUIT = _source(
    "US v. California Stem Cell Treatment Center, 9th Circuit", SourceKind.COURT, 2024
)
EMA_CAT = _source(
    "EMA, Committee for Advanced Therapies, statement on unregulated cell therapies",
    SourceKind.REGULATOR,
    2020,
)
CTGOV_DISCLAIMER = _source("ClinicalTrials.gov, disclaimer on listed studies", SourceKind.REGISTRY)
GRADE_26 = _source(
    "GRADE guidelines 26: informative statements to communicate findings",
    SourceKind.LITERATURE,
    2020,
)
ISSCR = _source("ISSCR, guidelines and information for patients", SourceKind.GUIDANCE, 2021)
SIPP = _source(
    "Sipp et al., marketing of unproven stem cell-based interventions", SourceKind.LITERATURE, 2017
)
CONNOLLY = _source(
    "Connolly et al., survey of 68 stem-cell clinic sites", SourceKind.LITERATURE, 2014
)
MURDOCH = _source(
    "Murdoch et al., BMJ Open 8:e019414, survey of 243 sites", SourceKind.LITERATURE, 2018
)
MEEHAN = _source(
    "Meehan et al., survey of 200 search results on stem cells", SourceKind.LITERATURE, 2017
)
TURNER_PAY = _source("Turner, studies that charge their participants", SourceKind.LITERATURE, 2017)
BAUER = _source(
    "Bauer et al., review of harms from cell interventions", SourceKind.LITERATURE, 2018
)
THEMES = _source("Themes on clinic sites (PMC7466910)", SourceKind.LITERATURE)
YU = _source(
    "Yu et al., causal wording in observational studies and their press releases",
    SourceKind.LITERATURE,
    2020,
)
COOK = _source("Cook et al., kinds of evidence on clinic sites", SourceKind.LITERATURE, 2021)
DECEPTION_TOOL = _source("Garrett, risk of deception tool (UBC)", SourceKind.LITERATURE)
HEALTH_NEWS = _source("HealthNewsReview, criteria for reporting on treatments", SourceKind.GUIDANCE)
ETHICS_REVIEW = _source(
    "Turner, ethics review in studies that charge participants", SourceKind.LITERATURE, 2017
)
TRIALSTRACKER = _source("TrialsTracker: results due under FDAAA", SourceKind.LITERATURE)
