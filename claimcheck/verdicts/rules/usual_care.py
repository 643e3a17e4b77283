"""Care that hospitals give every day, for which our copy may hold nothing.

Nobody tests a new hip against none, and a copy of trial records has a gap there. A story of such
care is no sign of anything; one of care for which records were looked up is judged by them.
"""

from __future__ import annotations

import re

from claimcheck.schema import BlockKind, ConceptKind, ConceptMention, MentionOrigin
from claimcheck.text import fold
from claimcheck.verdicts.case import Case, Support

#: Concept ids of such care.
_IDS = frozenset(
    {
        "joint_replacement",
        "knee_replacement",
        "hip_replacement",
        "cataract_surgery",
        "bariatric_surgery",
        "lasik",
        "hearing_aids",
        "insulin",
        "cpap",
        "dialysis",
        "inhaled_steroids",
        "hepatitis_c_antivirals",
        "antiretrovirals",
        "anticoagulants",
        "levodopa",
        "thyroid_hormone",
        "car_t",
        "hsct",
        "physiotherapy",
        "speech_therapy",
        "cbt",
    }
)
#: Of these what people wear, sleep with or have put in, for one purpose.
_AID_IDS = frozenset(
    {"cataract_surgery", "cpap", "hearing_aids", "hip_replacement", "knee_replacement", "lasik"}
)
#: The same where the passage or its heading names it; other sellers name it to run it down.
_IDS_IF_NAMED = frozenset({"surgery", "chemotherapy", "vaccines", "antibiotics", "antidepressants"})
_NAMED = frozenset({MentionOrigin.SENTENCE, MentionOrigin.HEADING, MentionOrigin.CONTEXT})
_AFTER_IT = re.compile(
    r"\b(?:after|since|following|with|thanks to|had|having) "
    r"(?:(?:a|an|the|my|his|her|our|their|this) )?(?:(?!\w+ing\b)[\w'-]+ ){0,2}?(?:"
    r"(?:hip|knee|shoulder|joint|valve|ankle) replacements?|new (?:hip|knee|heart|kidney|liver)|"
    r"cataracts?|botox|botulinum|casts?|operation|surgery|bypass|stents?|pacemaker|sdr|rhizotomy|"
    r"hearing aids?|cochlear implants?|dental implants?|dentures?|insulin pump|cpap|"
    r"(?:kidney|liver|heart|lung|cornea\w*) transplant|deep brain stimulation|antibiotics)\b"
)
#: What a story of a ward or of a surgery has in it.
_WARD = re.compile(
    r"\b(?:inhalers?|nebuli[sz]ers?|oxygen|steroids?|"
    r"(?:asthma|ward|community|specialist|our) nurses?|consultants?|surgeons?)\b"
)
#: The same in the heading above.
_HEADING = re.compile(
    r"\b(?:replacement|cataracts?|botox|botulinum|operations?|surgery|bypass|rhizotomy|sdr|"
    r"hearing aids?|implants?|pumps?|deep brain stimulation|vaccin\w+|"
    r"speech (?:and language )?therapy|physiotherapy|dialysis)\b"
)
#: What nobody sells by running down something else.
_AIDS = re.compile(r"\b(?:eye tests?|hearing (?:aids?|tests?)|dentures?|opticians?)\b")
#: Not where the heading sets itself against it.
_AGAINST = re.compile(r"\b(?:no|not|without|avoid\w*|instead|before|alternative\w*|say)\b|n't\b")


def is_usual_care(case: Case) -> bool:
    """Whether the story is one of everyday care of which our copy knows nothing."""
    if _is_of_a_ward(case) or is_paired_from_afar(case):
        return True
    if case.support is not Support.UNKNOWN:
        return False
    if _AFTER_IT.search(case.folded) or _is_headed(case):
        return True
    named = next((c for c in case.claim.concepts if c.kind is ConceptKind.INTERVENTION), None)
    if named is None:
        return False
    return named.concept in _IDS or (named.concept in _IDS_IF_NAMED and named.origin in _NAMED)


def _is_of_a_ward(case: Case) -> bool:
    """Whether it names everyday care, and the treatment it was paired with stands elsewhere."""
    treatments = [c for c in case.claim.concepts if c.kind is ConceptKind.INTERVENTION]
    elsewhere = all(one.origin is MentionOrigin.PAGE for one in treatments)
    return elsewhere and not case.sells and _WARD.search(case.folded) is not None


def is_paired_from_afar(case: Case) -> bool:
    """Whether an aid of every day was paired with an illness that its page names in passing.

    A page on hearing aids may answer whether they prevent dementia; that is not what they are for.
    """
    aid = any(one.concept in _AID_IDS for one in case.claim.concepts)
    ills = [one for one in case.claim.concepts if one.kind is ConceptKind.CONDITION]
    return (
        aid
        and bool(ills)
        and all(one.origin is MentionOrigin.PAGE and not _is_topic(case, one) for one in ills)
    )


def _is_topic(case: Case, ill: ConceptMention) -> bool:
    """Whether a page's title or its first heading names the illness."""
    first = next((b for b in case.page.blocks if b.kind is BlockKind.HEADING), None)
    told = fold(f"{case.page.title or ''} {case.page.quote(first) if first else ''}")
    named = {fold(ill.quote), fold(ill.label)}
    return any(re.search(rf"\b{re.escape(one)}\b", told) for one in named)


def _is_headed(case: Case) -> bool:
    """Whether the heading right above names it, or a page of such aids has it further up."""
    if any(_names(step, _HEADING) for step in case.block.heading_path[-1:]):
        return True
    elsewhere = all(
        one.origin is MentionOrigin.PAGE
        for one in case.claim.concepts
        if one.kind is ConceptKind.INTERVENTION
    )
    return elsewhere and any(_names(step, _AIDS) for step in case.block.heading_path)


def _names(heading: str, care: re.Pattern[str]) -> bool:
    told = fold(heading)
    return care.search(told) is not None and _AGAINST.search(told) is None
