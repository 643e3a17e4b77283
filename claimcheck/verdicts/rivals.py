"""Words that set a treatment above, beside or in place of other care."""

from __future__ import annotations

import re

#: Concept ids of care that is proven in what it is usually given for. Our copy holds few of its
#: pairs: that nothing was gathered tells nothing against it.
USUAL_CARE = frozenset(
    {
        "als_medicines", "antibiotics", "anticoagulants", "antidepressants", "antiepileptics",
        "antifibrotics", "antihypertensives", "antiretrovirals", "antirheumatic_medicines",
        "aripiprazole", "bariatric_surgery", "behavioural_therapy", "cataract_surgery", "cbt",
        "chemotherapy", "cpap", "dialysis", "hearing_aids", "hepatitis_c_antivirals",
        "hip_replacement", "hpv_vaccine", "ivf", "immunosuppressants", "influenza_vaccine",
        "inhaled_steroids", "insulin", "joint_replacement", "knee_replacement", "levodopa",
        "mmr_vaccine", "ms_medicines", "nicotine_replacement", "opioid_agonists",
        "sma_medicines", "smoking_cessation_drugs", "statins", "surgery", "triptans", "vaccines",
        "varenicline", "allergen_immunotherapy", "antifungals", "biologics", "cochlear_implant",
        "deep_brain_stimulation", "emdr", "hair_drugs", "isotretinoin", "pacemaker", "radiotherapy",
        "jak_inhibitors",
    }
)  # fmt: skip

#: Care that others give.
_OTHER_CARE = (
    r"(?:surgery|operations?|pills?|tablets|drugs?|medicines?|medications?|meds|chemo\w*|insulin|"
    r"steroids|injections|replacement|antidepressants|dialysis|needles?)"
)
#: Not "than I thought".
_THAN = r"than\b(?! (?:i|we) (?:had )?(?:thought|expected|feared|hoped|imagined)\b)"
#: Something is set beside it, or it is called the best there is.
ABOVE = re.compile(
    rf"\b(?!other\b|rather\b|older\b|younger\b)[a-z]+er(?: [\w-]+){{0,4}}? {_THAN}|"
    rf"\b(?:more|less) \w+(?: [\w-]+){{0,4}}? {_THAN}|"
    r"\b(?:superior|preferable|alternative) to\b|"
    r"\bthe (?:best|safest|fastest|strongest|"
    r"most (?:effective|advanced|powerful|successful|natural))\b|"
    r"\b(?:number one|no\. ?1|second to none|nothing else|unmatched|unrivall?ed)\b|"
    r"\bthe only (?:\w+ )?(?:treatment|therapy|method|clinic|cent(?:er|re)|way)\b|"
    r"\bas (?:good|effective|well|safe|powerful|fast)(?: \w+)? as\b|"
    r"\b(?:unlike|instead of|rather than|in place of|versus|vs\b|compared (?:to|with)|beats?\b|"
    r"outperform\w*|replac(?:es?|ed|ing)\b)|"
    r"\b(?:only|merely|just|simply) (?:treats?|suppress\w*|masks?|hid(?:es?|ing)|manag\w+|trains?|"
    r"numbs?|covers?|eases?)\b|\bmask(?:s|ing)? the\b|"
    r"\balone (?:can|could|will|does|do) (?:never|not)\b|\balone can(?:not|'t)\b|"
    rf"\b(?:no|without|avoid\w*|skip\w*|cancel\w*) (?:the |your |any |need for )?{_OTHER_CARE}\b|"
    r"\bmakes? (?:[\w-]+ ){0,4}?worse\b|"
    r"\b(?:other|conventional|mainstream|standard|ordinary) (?:[\w-]+ )?(?:clinics?|"
    r"cent(?:er|re)s?|doctors|treatments?|therap(?:y|ies)|products?|medicine|care)\b"
)
