"""Conditions of which health services say plainly that no cure is known, each with who says it.

Wider than ``Case.without_cure``: these decide only whether words of a cure may stand, never whether
a treatment helps. Left out on purpose: cancer and infections as a whole (many are cured), type 2
diabetes (remission is real), osteoarthritis and others that an operation can end.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from claimcheck.schema import ConceptKind, Source, SourceKind
from claimcheck.text import fold
from claimcheck.verdicts.case import Case, Support


class Incurable(NamedTuple):
    """What the condition is called, and the document that says that no cure is known."""

    label: str
    source: Source


#: The day on which every page below was read, as a stored copy.
_READ = date(2026, 11, 27)


def _says(
    title: str, url: str, year: int | None = None, kind: SourceKind = SourceKind.GUIDANCE
) -> Source:
    return Source(title=title, kind=kind, url=url, year=year, date_seen=_READ)


_HSE_ALZHEIMERS = _says(
    "HSE Ireland, Treatment for Alzheimer's disease",
    "https://www2.hse.ie/conditions/alzheimers-disease/treatment",
)
#: By the id of the concept; what is narrower stands first.
_BY_CONCEPT = {
    "ms": _says(
        "US National Library of Medicine, MedlinePlus: Multiple sclerosis (archived)",
        "https://webarchive.library.unt.edu/eot2008/20090119074835/"
        "http://www.nlm.nih.gov/medlineplus/print/multiplesclerosis.html",
        2009,
    ),
    "als": _says(
        "NINDS, Motor neuron diseases",
        "http://www.ninds.nih.gov/disorders/motor_neuron_diseases/xml_motor_neuron_diseases.xml",
    ),
    "parkinsons": _says(
        "US Department of Veterans Affairs, Parkinson's Disease Awareness Month",
        "https://www.va.gov/QUALITYOFCARE/education/Parkinson_s_Diesease_Awareness_Month.asp",
    ),
    "alzheimers": _HSE_ALZHEIMERS,
    "dementia": _says(
        "Oxford Health NHS Foundation Trust, research on dementia",
        "https://www.oxfordhealth.nhs.uk/research/themes/dementia/",
        2021,
    ),
    "huntingtons": _says(
        "UK Department of Health and Social Care, answer in Parliament on Huntington's disease",
        "https://parallelparliament.co.uk/question/83732/huntingtons-disease-medical-treatments",
        2025,
    ),
    "muscular_dystrophy": _says(
        "NHS 111 Wales, Muscular dystrophy",
        "http://111.wales.nhs.uk/Encyclopaedia/m/article/musculardystrophy",
    ),
    "copd": _says(
        "HSE Ireland, Chronic obstructive pulmonary disease: overview",
        "https://www2.hse.ie/conditions/copd/copd-overview/",
    ),
    "asthma": _says(
        "NIH MedlinePlus magazine, Turning discovery into health: asthma",
        "https://medlineplus.gov/magazine/issues/fall11/articles/fall11pg4.html",
        2011,
    ),
    "type_1_diabetes": _says(
        "National Diabetes Services Scheme (Australia), Type 1 diabetes",
        "https://www.ndss.com.au/about-diabetes/type-1-diabetes/",
    ),
    "kidney_disease": _says(
        "NHS 111 Wales, Chronic kidney disease",
        "https://111.wales.nhs.uk/kidneydisease,chronic",
    ),
    "psoriasis": _says(
        "WHO, Psoriasis",
        "http://www.who.int/ncds/management/psoriasis/en/",
    ),
    "rheumatoid_arthritis": _says(
        "HSE Ireland, Rheumatoid arthritis",
        "http://www.hse.ie/eng/health/az/R/Rheumatoid-arthritis/Introduction.html",
    ),
    "lupus": _says(
        "nidirect (Northern Ireland government), Lupus",
        "https://www.nidirect.gov.uk/conditions/lupus",
    ),
    "crohns": _says(
        "Better Health Channel (Victoria, Australia), Crohn's disease and ulcerative colitis",
        "https://betterhealth.vic.gov.au/health/ConditionsAndTreatments/"
        "crohns-disease-and-ulcerative-colitis",
    ),
    "fibromyalgia": _says(
        "Cwm Taf Morgannwg University Health Board (NHS Wales), Fibromyalgia",
        "https://ctmuhb.nhs.wales/wise-ctm/health-conditions/fibromyalgia",
    ),
    "pcos": _says(
        "US National Library of Medicine, MedlinePlus: Polycystic ovary syndrome",
        "https://medlineplus.gov/polycysticovarysyndrome.html",
    ),
    "hiv": _says(
        "CDC, HIV 101",
        "http://www.cdc.gov/actagainstaids/campaigns/hivtreatmentworks/getincare/hiv101.html",
    ),
}
#: Names under which a concept also holds diseases of which its document does not speak; some of
#: them end (a fistula closes, children outgrow eczema).
_ANOTHER = re.compile(
    r"\b(?:eczema|dermatitis|epidermolysis|pulmonary fibrosis|lung disease|juvenile (?:\w+ )?"
    r"arthritis|parkinsonism|fistulas?|perianal crohn\w*)\b"
)
#: Labels that would say more than the document.
_LABELS = {"psoriasis": "psoriasis"}
#: Conditions by their names, where the vocabulary lacks them or holds more under one.
_BY_NAME = (
    (
        re.compile(r"\bco?eliac\b"),
        Incurable(
            "coeliac disease",
            _says(
                "County Durham and Darlington NHS Foundation Trust, Coeliac disease",
                "https://cddft.nhs.uk/services/nutrition-dietetics/adult/gastro/coeliac",
            ),
        ),
    ),
    (
        re.compile(r"\b(?:food|peanut|nut|egg|fish|shellfish|sesame|wheat) allerg(?:y|ies)\b"),
        Incurable(
            "food allergy",
            _says(
                "FDA, Food allergies",
                "https://www.fda.gov/food/food-labeling-nutrition/food-allergies",
                kind=SourceKind.REGULATOR,
            ),
        ),
    ),
    (
        re.compile(r"\bpulmonary fibrosis\b"),
        Incurable(
            "idiopathic pulmonary fibrosis",
            _says(
                "NHS 111 Wales, Pulmonary fibrosis (idiopathic)",
                "https://111.wales.nhs.uk/encyclopaedia/p/article/pulmonaryfibrosis(idiopathic)",
            ),
        ),
    ),
    (
        re.compile(r"\b(?:revers|end|stop|cur)(?:es?|s|ing) (?:your |all |any )?memory loss\b"),
        Incurable("memory loss in Alzheimer's disease", _HSE_ALZHEIMERS),
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
    """The condition that a page which sells calls by one of these names."""
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
    if condition is None or _is_another(case, condition):
        return None
    for known, source in _BY_CONCEPT.items():
        if case.vocabulary.is_a(condition, known):
            return Incurable(_LABELS.get(condition) or case.vocabulary[condition].label, source)
    return None


def _is_another(case: Case, condition: str) -> bool:
    """Whether the page names the concept by a disease of which the document does not speak."""
    return any(
        _ANOTHER.search(fold(mention.quote))
        for mention in case.claim.concepts
        if mention.kind is ConceptKind.CONDITION and mention.concept == condition
    )
