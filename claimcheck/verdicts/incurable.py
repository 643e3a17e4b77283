"""Conditions of which health services say plainly that no cure is known, each with who says it.

Wider than ``Case.without_cure``: these decide only whether words of a cure may stand, never whether
a treatment helps. Left out on purpose: cancer and infections as a whole (many are cured), type 2
diabetes (remission is real), osteoarthritis and others that an operation can end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.schema import ConceptKind, Source, SourceKind
from claimcheck.verdicts.case import Case, Support


class Incurable(NamedTuple):
    """What the condition is called, and the document that says that no cure is known."""

    label: str
    source: Source


def _says(title: str, kind: SourceKind = SourceKind.GUIDANCE, url: str | None = None) -> Source:
    return Source(title=title, kind=kind, url=url)


_NHS_KIDNEY = _says(
    "NHS, Chronic kidney disease: treatment",
    url="http://www.nhs.uk/Conditions/Kidney-disease-chronic/Pages/Treatment.aspx",
)
_NINDS = _says(
    "NINDS, Motor neuron diseases",
    url="http://www.ninds.nih.gov/disorders/motor_neuron_diseases/xml_motor_neuron_diseases.xml",
)
_OXLEAS = _says(
    "Oxleas NHS Foundation Trust, Alzheimer's disease and other dementias",
    url="http://oxleas.nhs.uk/advice-and-guidance/mental-health-services/conditions/"
    "alzheimers-and-other-dementias/",
)
_DHSC = _says(
    "UK Department of Health and Social Care, answer in Parliament on Huntington's disease",
    url="https://parallelparliament.co.uk/question/83732/huntingtons-disease-medical-treatments",
)
_PSORIASIS = _says(
    "WHO, Global report on psoriasis",
    url="https://medbox.org/document/global-report-on-psoriasis",
)
#: By the id of the concept.
_BY_CONCEPT = {
    "ms": _says("NHS, Multiple sclerosis: treatment"),
    "als": _NINDS,
    "parkinsons": _says("NHS, Parkinson's disease: treatment"),
    "dementia": _OXLEAS,
    "huntingtons": _DHSC,
    "muscular_dystrophy": _says("NHS, Muscular dystrophy: treatment"),
    "copd": _says("NHS, Chronic obstructive pulmonary disease: treatment"),
    "asthma": _says("WHO, fact sheet on asthma"),
    "type_1_diabetes": _says("CDC, Diabetes basics"),
    "kidney_disease": _NHS_KIDNEY,
    "psoriasis": _PSORIASIS,
    "rheumatoid_arthritis": _says("NHS, Rheumatoid arthritis: treatment"),
    "lupus": _says("NHS, Lupus"),
    "crohns": _says("NHS, Crohn's disease: treatment"),
    "fibromyalgia": _says("NHS, Fibromyalgia: treatment"),
    "pcos": _says("WHO, fact sheet on polycystic ovary syndrome"),
    "hiv": _says("WHO, fact sheet on HIV and AIDS"),
}
#: Conditions that the vocabulary lacks, by their names.
_BY_NAME = (
    (re.compile(r"\bco?eliac\b"), Incurable("coeliac disease", _says("NHS, Coeliac disease"))),
    (
        re.compile(r"\b(?:food|peanut|nut|egg|fish|shellfish|sesame|wheat) allerg(?:y|ies)\b"),
        Incurable("food allergy", _says("FDA, Food allergies", SourceKind.REGULATOR)),
    ),
    (
        re.compile(r"\b(?:revers|end|stop|cur)(?:es?|s|ing) (?:your |all |any )?memory loss\b"),
        Incurable("memory loss in Alzheimer's disease", _OXLEAS),
    ),
)
#: Care that replaces an organ, and what ends by itself.
_REPLACED = re.compile(
    r"\b(?:transplant\w*|graft\w*|donor (?:organ|kidney|lungs?)|outgr[eo]w\w*)\b"
)


#: Care that lets people bear some of a food; it ends no allergy and says so.
_DESENSITISES = re.compile(
    r"\b(?:immunotherap\w+|desensiti\w+|tolerat\w+|small amounts?|traces?)\b"
)


def by_name(case: Case) -> Incurable | None:
    """The condition that a page which sells names and the vocabulary lacks."""
    if not case.sells or _DESENSITISES.search(case.folded):
        return None
    return next((told for name, told in _BY_NAME if name.search(case.folded)), None)


def incurable(case: Case) -> Incurable | None:
    """The condition of the passage, if health services say that no cure for it is known.

    None where a transplant is spoken of, or where trials or people who looked found a benefit.
    """
    if case.support is Support.SUPPORTED or _REPLACED.search(case.folded):
        return None
    if told := by_name(case):
        return told
    condition = case.claim.concept_id(ConceptKind.CONDITION)
    if condition is None:
        return None
    for known, source in _BY_CONCEPT.items():
        if case.vocabulary.is_a(condition, known):
            return Incurable(case.vocabulary[condition].label, source)
    return None
