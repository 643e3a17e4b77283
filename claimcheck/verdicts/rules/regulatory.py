"""REG: appeals to regulators, licences and laboratories.

What each phrase means is told by guidance of the country named on the card; another country's law
may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Hit, rule

_REGULATOR = (
    r"(?:fda|ema|nih|health canada|mhra|tga|regulators?|regulatory (?:authorities|agencies|bodies)|"
    r"authorities|ministry of health|health ministry|food and drug administration)"
)
_STUDIES = r"(?:clinical )?(?:studies|trials|research|investigations)"
_PERMITTED_STUDY = re.compile(
    rf"\b{_REGULATOR}\b.{{0,90}}?\b(?:approv|authori[sz]|clear|permit|allow)\w*\b.{{0,40}}?\b{_STUDIES}|"
    rf"\b{_STUDIES}\b.{{0,40}}?\b(?:approv|authori[sz]|clear|permit|allow)"
    rf"\w* by\b.{{0,30}}?\b{_REGULATOR}|"
    r"\b(?:under|with|valid) (?:an? |our |the )?(?:fda )?ind\b|\bind (?:number|approval|clearance)"
    r"\b"
)
_APPROVED = re.compile(
    rf"\b{_REGULATOR}[- ](?:approv|licen[sc]|clear|certifi)(?:ed|es|al|ance)\b|"
    rf"\b(?:approved|cleared|certified|licen[sc]ed|authori[sz]ed) by (?:the )?"
    rf"(?:us |u\.s\. |american |european )*{_REGULATOR}\b|"
    rf"\b{_REGULATOR} (?:has |have )?(?:approved|approves|cleared|clears|licensed)\b"
)
#: Products that are licensed, or a limit to them: no appeal for another use.
_LICENSED_USE = re.compile(
    r"\bonly\b|\birritability\b|\bepidiolex\b|"
    r"\bcertain (?:medical )?(?:uses|conditions|diseases)\b|"
    r"\bblood[- ]forming\b|\bblood (?:disorders?|diseases?|cancers?)\b|"
    r"\bleuk\w+|"
    r"\blymphoma|\bholoclar\b|"
    r"\bha?ematopoietic\b|\bgraft[- ]versus[- ]host\b|\bcar[- ]t\b"
)
_REGISTERED = re.compile(
    r"\b(?:fda|usfda)[- ](?:registered|listed|compliant|inspected|approved (?=lab|clinic|facilit|"
    r"cent))"
    r"(?: \w+)?|\bregistered (?:with|by) (?:the )?(?:us )?fda\b"
)
_OWN_CELLS = re.compile(
    r"\b(?:(?<!more than )minimally manipulated|not (?:considered )?a drug|section 361|361 product|"
    r"same[- ](?:day|surgery|surgical)[^.]{0,30}\b(?:exempt\w*|exception|no approval)|"
    r"own (?:cells|tissue|blood)[^.]{0,60}\b(?:no|not|without)[^.]{0,20}\bapprov\w+)\b"
)
_DESIGNATION = re.compile(
    r"\b(?:rmat|orphan drug|orphan|fast[- ]track|breakthrough therapy)[- ](?:designation|status|"
    r"designated)\b"
)
_ETHICS = re.compile(
    r"\b(?:irb|ethics (?:committee|board)|institutional review board)[- ](?:\w+ ){0,2}(?:approv|"
    r"clear)\w*|"
    r"\b(?:approved|cleared) by (?:an?|the|our) (?:[\w-]+ ){0,3}?(?:irb|ethics (?:committee|board)"
    r")\b"
)
_MAKING = re.compile(
    r"\b(?:c?gmp\b|iso[ -]?\d{3,5}|aabb|accredited (?:\w+ )?(?:lab\w*|clinic|facilit\w+|hospital|"
    r"cent\w+)|"
    r"certified (?:\w+ )?(?:lab\w*|clinic|facilit\w+|cent\w+))"
)
_ABROAD = re.compile(
    r"\b(?:approved|licen[sc]ed|authori[sz]ed|legal|permitted|regulated)\b.{0,40}\b(?:japan\w*|mexic\w+|"
    r"panama\w*|cayman|bahamas|ukrain\w+|turk\w+|thai\w*|antigua|georgia|colombia\w*)\b|"
    r"\b(?:japan\w*|mexic\w+|panama\w*|cofepris|anvisa)\b.{0,40}\b(?:approv|licen[sc]|authori[sz]|legal)\w*"
)
_RIGHT_TO_TRY = re.compile(
    r"\b(?:right[- ]to[- ]try|compassionate use|hospital exemption|expanded access)\b"
)


#: An approval that is still wanted or sought is no appeal to one.
_WANTED = re.compile(
    rf"\b(?:needs?|requires?|requiring|going through|await\w*|pending|seek\w*|appl(?:y|ied|ying) "
    rf"for|process for|before)\b[^.;]{{0,60}}?\b{_REGULATOR}\b"
)


def _appeals(case: Case) -> bool:
    """Whether the passage leans on a regulator; denials and sober reports do not."""
    asserted = case.has(ClaimType.REGULATORY) and not case.has(ClaimType.DISCLAIMER)
    honest = case.speaks_of_study and not case.sells
    return (
        asserted and not case.informs and not case.tells_of_study and not (case.advises or honest)
    )


@rule(
    "REG-01",
    title="Called approved",
    severity=3,
    sources=(src.FDA_ALERT, src.FDA_PATIENTS),
    jurisdiction="US",
    example="We use FDA-approved stem cells for autism.",
    not_when=(
        "No stem cell product is FDA approved for autism.",
        "The FDA has approved studies of stem cells in autism.",
    ),
    ask="Which product is approved, for which disease, and under which licence number?",
    unless=("REG-02", "REG-05"),
)
def approved(case: Case) -> Iterator[Hit]:
    """Guidance of 2020 and 2021 names autism among the uses without an approved cell product."""
    span = case.says(_APPROVED)
    if not span or not _appeals(case) or case.says(_LICENSED_USE):
        return
    if case.says(_REGISTERED) or case.says(_PERMITTED_STUDY) or case.says(_WANTED):
        return
    if case.is_cell_product:
        yield Hit(
            span=span,
            message="It says that a regulator approved the treatment. FDA guidance of 2020 and "
            "2021 "
            "says that no cell or exosome product is approved for autism, or for orthopaedic or "
            "neurological conditions; ask for product, disease and licence.",
        )
    elif case.unshown:
        yield Hit(
            span=span,
            severity=1,
            message="It says that a regulator approved the treatment. An approval is for one "
            "product "
            "and one disease; ask for both, and for the licence.",
        )


@rule(
    "REG-02",
    title="A registered laboratory",
    severity=3,
    sources=(src.FDA_REALLY,),
    jurisdiction="US",
    example="Our stem cells come from an FDA-registered laboratory.",
    not_when=("Ask whether the laboratory is FDA registered, and what that means for stem cells.",),
    ask="What has the FDA reviewed: a form that the laboratory sent in, or the treatment itself?",
)
def registered(case: Case) -> Iterator[Hit]:
    """Registration is paperwork; a regulator does not approve laboratories or clinics."""
    span = case.says(_REGISTERED)
    if span and _appeals(case):
        yield Hit(
            span=span,
            message="A laboratory registers itself with the FDA. That is paperwork: it is no "
            "approval "
            "of the laboratory, and no review of whether the treatment works.",
        )


@rule(
    "REG-04",
    title="Own cells, so no approval needed",
    severity=3,
    sources=(src.CFR_1271, src.NINTH_CIRCUIT),
    jurisdiction="US",
    example="These are your own cells, minimally manipulated, so our stem cell therapy is "
    "permitted.",
    not_when=("Cells that are more than minimally manipulated are a drug in law.",),
    ask="Which regulator has confirmed that this product needs no approval?",
)
def own_cells(case: Case) -> Iterator[Hit]:
    """Four tests decide, and a court refused the same-surgery exception for fat-derived cells."""
    span = case.says(_OWN_CELLS)
    if span and _appeals(case) and case.is_cell_product:
        yield Hit(
            span=span,
            message="It says that no approval is needed. In the United States four tests decide "
            "that "
            "(21 CFR 1271.10), and a court held in 2024 that cells taken from fat are a drug.",
        )


@rule(
    "REG-05",
    title="Permission to study, told as approval",
    severity=2,
    sources=(src.FDA_PATIENTS, src.CFR_312),
    jurisdiction="US; the European Union and Canada know similar permissions",
    example="The FDA and EMA have approved numerous clinical studies of stem cells in autism.",
    not_when=(
        "The FDA has approved no study of iPSC in autism and no cell product for it.",
        "A trial of stem cells in autism needs an IND; it is not proof that they help.",
    ),
    ask="Under which number does this treatment run as a study, and who may be charged for it?",
)
def permitted_study(case: Case) -> Iterator[Hit]:
    """A regulator that lets a study begin has not found that the treatment works."""
    span = case.says(_PERMITTED_STUDY)
    if span and _appeals(case):
        yield Hit(
            span=span,
            severity=1 if case.speaks_of_study else 2,
            message="Permission to study a treatment is not approval of it. A regulator that lets "
            "a "
            "study begin has not found that the treatment works or that it is safe.",
        )


@rule(
    "REG-06",
    title="A designation told as a result",
    severity=2,
    sources=(src.FDA_PATIENTS,),
    jurisdiction="US",
    example="Our stem cell product for autism has RMAT designation.",
    not_when=("The stem cell product has no RMAT designation.",),
    ask="Which named product has the designation, and for which disease?",
)
def designation(case: Case) -> Iterator[Hit]:
    """A designation speeds a named product's review; it is no finding."""
    span = case.says(_DESIGNATION)
    if span and _appeals(case):
        yield Hit(
            span=span,
            message="A designation speeds the review of one named product. It is no finding that "
            "the "
            "product works.",
        )


@rule(
    "REG-07",
    title="Ethics review told as proof",
    severity=2,
    sources=(src.SIPP, src.ETHICS_REVIEW),
    example="Our stem cell treatment of autism is IRB-approved.",
    not_when=("Ask whether an ethics committee approved the stem cell study.",),
    ask="Which ethics board was it, and does it belong to the clinic?",
)
def ethics(case: Case) -> Iterator[Hit]:
    """An ethics board looks at whether a study may be done, not at whether a treatment works."""
    span = case.says(_ETHICS)
    if span and _appeals(case) and case.unsupported:
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
)
def making(case: Case) -> Iterator[Hit]:
    """Certificates of making say nothing of working."""
    span = case.says(_MAKING)
    if span and _appeals(case) and case.unsupported:
        yield Hit(
            span=span,
            message="Such a certificate is about how something is made, not about whether it "
            "helps.",
        )


@rule(
    "REG-09",
    title="A licence abroad",
    severity=2,
    sources=(src.SIPP,),
    jurisdiction="the country named in the passage",
    example="Our stem cell therapy for autism is fully licensed in Mexico.",
    not_when=("The stem cell therapy is not licensed in Mexico.",),
    ask="What exactly does the licence cover: the building, or the treatment for this disease?",
)
def abroad(case: Case) -> Iterator[Hit]:
    """A notice or a clinic's licence is often no review of whether a treatment works."""
    span = case.says(_ABROAD)
    if span and _appeals(case) and case.is_cell_product:
        yield Hit(
            span=span,
            message="A licence abroad can cover a clinic, or rest on a notice that the clinic "
            "sent in. "
            "It need not be a finding that the treatment works.",
        )


@rule(
    "REG-14",
    title="A narrow route told as access",
    severity=2,
    sources=(src.EMA_CAT, src.CFR_312),
    jurisdiction="US and European Union",
    example="Right-to-try laws let us give stem cells for autism.",
    not_when=("Right-to-try does not show that stem cells help in autism.",),
    ask="Which product in which trial is this, and who has agreed to its use for this patient?",
)
def right_to_try(case: Case) -> Iterator[Hit]:
    """Such routes let single patients try a product that is still being tested."""
    span = case.says(_RIGHT_TO_TRY)
    if span and _appeals(case):
        yield Hit(
            span=span,
            message="Such a route lets single patients try a product that is still being tested. "
            "It "
            "does not show that the product helps.",
        )


RULES = (
    approved,
    registered,
    own_cells,
    permitted_study,
    designation,
    ethics,
    making,
    abroad,
    right_to_try,
)
