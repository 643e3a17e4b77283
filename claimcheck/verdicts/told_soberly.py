"""What a page that goes much too far may tell soberly all the same.

There a flag needs less trust (``settings.MIN_OVERSOLD_TRUST``). What such a page tells of an
illness, of care that nobody doubts, of harms and of studies without a gain is told apart by its
words and needs as much as elsewhere.
"""

from __future__ import annotations

import re

#: Whoever says so promises, whatever else the words are like.
_PROMISED = re.compile(
    r"\bour (?:[\w-]+ )?(?:cells|infusions?|treatments?|therap\w+|methods?|clinic|drops|patients|"
    r"programmes?|programs?|protocol|oxygen|exosomes)\b|"
    r"\b(?:cur(?:e|es|ed|ing)|revers(?:e|es|ed|ing)|regrow\w*|regenerat\w+|restor\w+|"
    r"rebuild\w*|repair\w*|regain\w*)\b"
)
_ILLNESS = (
    r"(?:parkinson'?s?|als|ms|alzheimer'?s?|copd|diabetes|lupus|lyme|stroke|cancer|lead|"
    r"mercury|high sugar|(?:an )?allerg(?:y|ies)|"
    r"(?:atopic )?eczema|asthma|arthritis|dementia|epilepsy|"
    r"(?:[\w']+ )?(?:disease|disorder|syndrome|palsy|sclerosis|injury|poisoning))"
)
#: What an illness comes from or does, where no treatment, no hidden cause and no haste is named.
_OF_AN_ILLNESS = re.compile(
    r"^(?!.*\b(?:we|our|us|stem|oxygen|ozone|exosomes?|chelat\w+|infusions?|treat\w*|therap\w+|"
    r"wait\w*|hidden|true|real|root|caused?|starv\w+|clinic)\b)\W*(?:with the years,? |"
    r"over time,? )?(?:in )?" + _ILLNESS + r"(?: (?:disease|disorder))?,? (?:(?:can|may|often|"
    r"slowly) )*(?:comes? from|attacks?|affects?|damages?|harms?|destroys?|is (?:an?|the) |the )"
)
#: People get well by themselves, or with care that nobody doubts.
_WELL_WITHOUT = re.compile(
    r"\b(?:recover|get better|improve|heal|settle|pass|go away)\b.{0,50}\b(?:on their own|"
    r"by (?:itself|themselves)|without treatment|with time)\b|"
    r"\btreated early with antibiotics\b"
)
_ESTABLISHED = re.compile(
    r"\bfor (?:proven |confirmed )?(?:lead|iron|arsenic|mercury|metal) poisoning\b|"
    r"\bmedicare (?:paid|pays|covers)\b|\b(?:stop(?:ping)?|quit(?:ting)?|not) smoking\b|"
    r"\b(?:does not|doesn't|never|not) replaces? (?:it|them|your|any|the)\b|"
    r"\b(?:recommend|advise|suggest)\b.{0,40}\b(?:sugars?|walk|exercise|eat|drink|sleep)\b|"
    r"\b(?:flu|pneumonia) (?:shots?|jabs?|vaccines?)\b|"
    r"\b(?:is|are) (?:usually |often |mostly |normally )?treated (?:with|by)\b[^.;]{0,60}\b"
    r"(?:anti-vegf|antibiotics?|surgery|insulin|metformin|inhalers?|physiotherapy|radiotherapy|"
    r"chemotherapy|antidepressants?|dialysis)\b|"
    r"\b(?:low[- ]vision|magnif\w+|speech therapy|physiotherapy)\b[^.;]{0,40}\bhelps?\b"
)
#: What anybody may do for themselves, and what pressure does to a gas.
_OWN_EFFORT = re.compile(
    r"\b(?:weight loss|losing weight|exercise|strength (?:work|training)|walking)\b[^.;]{0,60}"
    r"\b(?:helps?|eases?|works?|best (?:things?|ways?))\b|"
    r"\bcontrol of (?:\w+ )?(?:sugar|pressure)\b|"
    r"\bdissolves? in (?:the|your) blood\b"
)
#: What it may do to a body, and what is watched.
_HARM_TOLD = re.compile(
    r"\b(?:can|may|might|could) (?:\w+ )?(?:harm|damage|stress|upset|irritate)\b|"
    r"\b(?:lower|drop|fall of|fewer) (?:in )?white (?:blood )?cells\b|\bwhite (?:blood )?cells "
    r"(?:may|can|might) (?:fall|drop)\b|\bdrop white (?:blood )?cells\b|\bdry mouth\b|"
    r"\bsleepiness\b|\braises? the (?:chance|risk)\b|"
    r"\bwe (?:take|draw) .{0,20}\bblood\b"
)
#: Studies that found little, nothing or now this, now that, and what limits them.
_WEAK_STUDIES = re.compile(
    r"\b(?:trials?|studies|study|research)\b.{0,90}\b(?:modest\w*|mixed|slightly|"
    r"(?:small|few|some) (?:\w+ )?(?:gains?|improvements?|benefits?|effects?|relief|numbers?|"
    r"studies|trials)|are small|"
    r"a little (?:better|higher|more)|no (?:clear |real |significant )?(?:difference|benefit|"
    r"effect)|did not (?:meet|reach|show|find)|about as (?:much|well)|methods differ|"
    r"difference .{0,30}go(?:es)? away|knew which)\b|"
    r"\b(?:did not|none) .{0,20}\b(?:main|primary) (?:goals?|endpoints?|outcomes?)\b|"
    r"\b(?:tested|studied) in (?:\w+ )?small (?:trials|studies)\b|\bpractice alone\b|"
    r"\b(?:a|the) limitation\b|\bdid not change\b|\bdidn't notice\b|\bwe do not know\b"
)
#: What was seen in a dish or an animal, told as such.
_IN_A_DISH = re.compile(
    r"\bin (?:the laboratory|cultured|cell culture|a dish|test tubes?|vitro|mice|rats|animals)\b"
)
#: A question over an answer, the head of a table, how many came, and who speaks.
_ONLY_A_TITLE = re.compile(
    r"^\W*(?:what (?:we|you|parents) \w+(?: \w+)?|diagnosis|condition|symptom|outcome|measure|"
    r"domain|our (?:guests|patients))s? \| [^.%]{3,60}$|"
    r"^\W*(?:what|how|who|where|results?)(?: [\w'-]+){1,4}\W*$|"
    r"^\W*\d[\d,]*\+? (?:\w+ )?(?:patients|families|children|people)(?: (?:treated|helped|"
    r"from \d+ countries))?\W*$|"
    r"^\W*(?:(?:sgt|mrs?|ms)\.? [a-z]+(?: [a-z]\.)?|[a-z]+ [a-z]\.|[a-z]+, \d\d) [—–-] "
    r"[^.]{0,30}$"
)
_SOBER = (
    _OF_AN_ILLNESS,
    _WELL_WITHOUT,
    _ESTABLISHED,
    _OWN_EFFORT,
    _HARM_TOLD,
    _WEAK_STUDIES,
    _IN_A_DISH,
    _ONLY_A_TITLE,
)


def is_told_soberly(folded: str) -> bool:
    """Whether a passage (folded) reads like what anybody may say of an illness or a study."""
    if _PROMISED.search(folded):
        return False
    return any(pattern.search(folded) for pattern in _SOBER)
