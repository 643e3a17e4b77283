"""The documents that rules rest on; ``url`` only where the address was read with the document."""

from __future__ import annotations

from datetime import date

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
    "FDA, consumer alert on regenerative medicine products",
    SourceKind.REGULATOR,
    2020,
    "https://www.fda.gov/vaccines-blood-biologics/consumers-biologics/"
    "consumer-alert-regenerative-medicine-products-including-stem-cells-and-exosomes",
)
FDA_PATIENTS = _source(
    "FDA, information for patients on regenerative medicine therapies",
    SourceKind.REGULATOR,
    2021,
    "https://www.fda.gov/vaccines-blood-biologics/consumers-biologics/"
    "important-patient-and-consumer-information-about-regenerative-medicine-therapies",
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
ASA_2015 = _source("UK ASA, ruling A15-299143 on testimonials and small print", SourceKind.GUIDANCE)
SNYDER = _source(
    "Snyder et al., JAMA, survey of 408 campaigns that raise money for stem-cell treatment",
    SourceKind.LITERATURE,
    2018,
)
HAWKE = _source("Hawke et al., survey of 159 video testimonials", SourceKind.LITERATURE, 2019)
HASSOUN = _source(
    "Hassoun et al., survey of what stem-cell seminars claim", SourceKind.LITERATURE, 2021
)
ADS_POLICY = _source(
    "Consumer Health Digest 19-36, on the Google Ads policy of 6 September 2019",
    SourceKind.SECONDARY,
    2019,
)
FROW = _source(
    "Frow et al., expertise and conditions treated at about 170 firms", SourceKind.LITERATURE, 2019
)
RISK_WORDS = _source(
    "Studies of risk communication: how differently readers take words such as “rare”",
    SourceKind.LITERATURE,
)
HEART_CLINICS = _source(
    "Survey of clinics that quote shares of success in heart failure (PMC7367235)",
    SourceKind.LITERATURE,
)
CTGOV_STATUS = _source("ClinicalTrials.gov, what the states of a study mean", SourceKind.REGISTRY)
CFR_312_7 = Source(
    title="21 CFR 312.7: promotion of investigational drugs (2001 edition)",
    kind=SourceKind.STATUTE,
    year=2001,
    url="https://webarchive.library.unt.edu/eot2008/20090113152053/http://edocket.access.gpo.gov/cfr_2001/aprqtr/21cfr312.7.htm",
    date_seen=date(2026, 11, 26),
)
CFR_812_7 = Source(
    title="21 CFR 812.7: promotion of investigational devices (copy of the text)",
    kind=SourceKind.STATUTE,
    url="https://ecfr.io/Title-21/Section-812.7",
    date_seen=date(2026, 11, 26),
)
CFR_807_39 = Source(
    title="21 CFR 807.39: registration does not denote approval (2019 edition, copy of the text)",
    kind=SourceKind.STATUTE,
    year=2019,
    url="https://ecfr.okayd.com/browse/21/807/807.39",
    date_seen=date(2026, 11, 26),
)
CFR_807_97 = Source(
    title="21 CFR 807.97, reference to premarket notification",
    kind=SourceKind.STATUTE,
    year=2026,
    url="https://lexbuild.dev/ecfr/title-21/chapter-I/part-807/section-807.97",
    date_seen=date(2026, 11, 26),
)
FDA_LOGO = Source(
    title="FDA, policy on its name and logo",
    kind=SourceKind.REGULATOR,
    url="http://fda.gov/AboutFDA/AboutThisWebsite/WebsitePolicies/ucm218116.htm",
    date_seen=date(2026, 11, 26),
)
FLORIDA_CELLS = Source(
    title="Florida Statutes 459.0127, stem cell therapy",
    kind=SourceKind.STATUTE,
    year=2025,
    url="https://www.flsenate.gov/Laws/Statutes/2025/0459.0127",
    date_seen=date(2026, 11, 26),
)
CAP_12_1 = Source(
    title="UK CAP Code, rule 12.1: claims for medicines and devices",
    kind=SourceKind.GUIDANCE,
    url="https://asa.org.uk/type/capcode/code_rule/12.11.html",
    date_seen=date(2026, 11, 26),
)
ASA_AUTISM = Source(
    title="UK Advertising Standards Authority, ruling of 10 December 2025 on autism supplements",
    kind=SourceKind.REGULATOR,
    year=2025,
    url="https://www.asa.org.uk/rulings/tayhli-ltd-a25-1303750-tayhli-ltd.html",
    date_seen=date(2026, 11, 22),
)
TGA_CELLS = Source(
    title="TGA, guidance on advertising stem cells and other human cell products",
    kind=SourceKind.REGULATOR,
    url="https://tga.gov.au/resources/guidance/advertising-stem-cell-and-other-human-cell-or-tissue-hct-products",
    date_seen=date(2026, 11, 22),
)
