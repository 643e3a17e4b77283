"""What a seller, too, says against its own interest: usual care comes first, and what is not known.

The page around such words goes too far, and models take them for more of the same. Read by the
judge and by the rules on what a page tells; nothing here is a rule.
"""

from __future__ import annotations

import re
from typing import Final

#: Longer passages say more than one thing.
_LONGEST: Final = 400
_DOCTOR = (
    r"(?:doctors?|gp|physicians?|specialists?|consultants?|neurologists?|oncologists?|surgeons?|"
    r"pa?ediatricians?|psychiatrists?|cardiologists?|ophthalmologists?|midwi(?:fe|ves)|"
    r"(?:cancer|diabetes|medical|care|hospital) team)"
)
_YOUR_DOCTOR = rf"(?:your|his|her|their|the child's) (?:own )?(?:\w+ )?{_DOCTOR}\b"
#: Care that others give; a seller calls its own "treatment".
_CARE = (
    r"(?:medicines?|medications?|tablets|pills|inhalers?|sprays?|insulin|eye drops|glasses|"
    r"physiotherapy|physical therapy|speech (?:and language )?therapy|occupational therapy|"
    r"special education|behaviou?ral therapy|school|chemotherapy|radiotherapy|surgery|antibiotics|"
    r"vaccin\w+|metformin|minoxidil|pacing)"
)
#: Usual care goes on, comes first or decides.
_SENDS_TO_CARE = re.compile(
    rf"\b(?:do|follow|as|listen to|what) (?:\w+ )?(?!our\b){_YOUR_DOCTOR} "
    r"(?:says?|said|tells?|told|planned|prescribed|advis\w+|recommend\w*|decid\w+|wants?)\b|"
    r"\byou (?:should|must|need to|have to) (?:always )?(?:tell|ask|inform) "
    rf"{_YOUR_DOCTOR}(?! why)|"
    rf"\b(?:is|are|remains?) (?:a matter )?(?:for|up to) {_YOUR_DOCTOR}|"
    r"\bgo (?:straight |at once |directly )?to (?:the |a |your )?(?:nearest )?(?:hospital|a&e|"
    r"emergency|casualty|er\b)|\bnot (?:meant |suitable |made )?for emergenc(?:y|ies)\b|"
    r"\bplease (?:do not|don't|never) (?:ever )?(?:stop|take away|leave out|skip|change|throw) "
    r"(?:the|your|his|her|their|any|an?) |"
    rf"\b{_CARE} (?:must|should|has to|have to|needs? to) "
    r"(?:always )?be (?:finished|taken|continued|kept|given|used)\b|\bmust be finished\b|"
    rf"\b{_CARE} (?:all )?(?:has|have) (?:its|their) place\W*$|"
    rf"\b{_CARE} (?:is|are) (?:wise|sensible|vital|essential)\b|"
    rf"\b{_CARE} (?:is|are) an? proven (?:treatment|medicine|therapy)\b|"
    r"\bi(?:'m| am) not (?:telling|asking|advising) (?:you|anyone|anybody|people) to "
    r"(?:stop|skip|bin|put|throw|give up|leave|come off|drop)\b|"
    r"\bis (?:maintained|continued|kept up) in all\b|"
    r"\b(?:we|i)(?: are|'re| am|'m) (?:\w+ )?(?:happy|glad|content) for (?:you|them|him|her|your "
    r"(?:child|son|daughter)) to (?:stay|remain|go) on (?:(?:your|his|her|their|the) )?"
    rf"(?:them|it|(?:\w+ )?{_CARE})(?: while [\w ]{{1,20}})?\W*$|"
    r"\b(?:do not|don't|never) wait for (?:(?:my|our) (?:course|programme|program|appointment|"
    r"visit)|us|me)\b|"
    r"\bwe(?: would|'d)? (?:also )?never (?:talk|advise|ask) you (?:out of|to (?:stop|leave|skip))|"
    r"\bwill do more for [^.;]{1,60} than we (?:can|could)\b|"
    rf"\bmost {_DOCTOR} (?:advise|recommend|suggest) (?:to )?wait"
)
#: What is not known, did not come out or cannot be had, told against oneself.
_OWNS_LIMITS = re.compile(
    r"\b(?:our|the|these|those) (?:own )?(?:studies|trials|series|data|numbers)\b[^.;]{0,30}\b"
    r"(?:are|is|were|was) (?:still |rather |very |too |so far )?(?:small|few|uncontrolled|open|"
    r"not (?:blinded|controlled|randomi[sz]ed|published))\b|"
    r"\b(?:was|were|are) not (?:blinded|randomi[sz]ed|controlled)\b|"
    r"\b(?:had|have|there (?:was|were)) no (?:comparison|control|placebo|sham)(?: group| arm|s)?"
    r"(?: with [\w ]{1,30})?,? (?:and )?so (?:that )?(?:(?:we|i|nobody|no one|one|it) "
    r"(?:cannot|can't|can (?:tell|say|know)|is not known)|the [\w ]{1,40} (?:cannot|can't))\b|"
    r"\b(?:big|large|proper|controlled|decisive|good) (?:stud(?:y|ies)|trials?)"
    r"(?: (?:of|on) [\w ]{1,30})? (?:is|are) (?:still )?missing\W*$|"
    r"\b(?:others|(?:other|independent) (?:laborator(?:y|ies)|labs?|teams?|groups?|researchers)) "
    r"(?:could not|couldn't|have not|haven't|did not|didn't) (?:\w+ )?"
    r"(?:repeat|reproduc|confirm)\w*|"
    r"\bthe question (?:is|remains) (?:still )?open\b|"
    r"\bin (?:most|many) (?:women|men|people|children|patients|families|cases),? no (?:\w+ )?cause "
    r"(?:is|can be|was) found\b|"
    r"\bpaid for by (?:us|ourselves|the maker|our company)\b|\bwe paid for (?:it|them) ourselves\b|"
    r"\bcritics?\b[^.;]{0,80}\b(?:(?:control|sham|placebo|dummy)\b[^.;]{0,30} (?:also|as much|"
    r"just as)|shrank|vanished|disappeared)\b|"
    r"\b(?:missed|did not (?:meet|reach)|failed to (?:meet|reach)|fell short of) (?:its|the|their) "
    r"(?:primary|main|first) \w+\b|"
    r"\b(?:cannot|can't|can not) (?:easily |simply |always )?be (?:taken out|removed|got out)"
    r"(?: again)?\b|"
    r"\b(?:does|do) not (?:have|need) to be (?:taken out|removed|replaced)\b|"
    r"\b(?:chances?|odds|it) (?:is|are) only (?:a few|one or two|\w+) (?:in|out of) (?:a |one )?"
    r"(?:hundred|100|ten|twenty)\b|"
    r"\bmay be too short\b|\bsmall average (?:gains?|effects?|benefits?)\b|"
    r"\bmodest (?:[\w-]+ ){0,2}(?:relief|benefit|gains?|effects?|help)\b|"
    r"\bmost of (?:it|them|the [\w -]{1,30}) (?:leaves?|passes?|goes?|is passed|ends? up) "
    r"(?:\w+ )?(?:in|into|with) (?:your |the )?(?:urine|toilet|pee)\b|"
    r"\b(?:would|might|may) have (?:improved|got(?:ten)? better|recovered) (?:without us|anyway|"
    r"by (?:itself|themselves)|on their own)\b|"
    r"\bwhether (?:or not )?(?:anyone|anybody|you|we) (?:treats?|does anything|do anything)\b|"
    r"\bwithout any treatment\b|\bnot chosen by lot\b|"
    r"\b(?:it|this|that|which) (?:does not|doesn't) always (?:help|work)\b|"
    r"\bpositive (?:results?|findings?) in (?:\w+ )?(?:children|people|those) who have nothing "
    r"wrong\b|"
    r"\bno difference (?:in|for|at all|to|whatsoever)\b[^.;]{0,60}(?:\(|$)|"
    r"\bit is (?:quite |entirely |perfectly )?(?:legitimate|fair|right|reasonable) to ask for "
    r"(?:proof|evidence|studies)\b"
)
#: Right before the words that were found: what turns them round.
_TURNED = re.compile(
    r"\b(?:ignore|forget|whatever|never|not|no matter|instead of|despite|against|far from|"
    r"more than|beyond)\b[^.;:]{0,20}$"
)
#: A turn after which the seller's own tale may follow, and what no candid passage promises.
_PROMISES = re.compile(
    r"\b(?:no|without(?: any)?|free (?:of|from)) (?:side[- ]effects?|risks?|harm)\b|"
    r"\b(?:but|yet|however|though|although|nevertheless|still,)\b|\d ?%|"
    r"\b(?:cur(?:e|es|ed|ing)|revers(?:e|es|ed|ing)|heal(?:s|ed|ing)?|regrow\w*|regenerat\w+|"
    r"restor\w+|rebuild\w*|repair\w*|regain\w*)\b|"
    r"\bour (?:[\w-]+ ){0,2}(?:cells|infusions?|therap(?:y|ies)|drops|protocol|exosomes)\b"
)
_GOES_ON = re.compile(r"[:;]")


_SHARE = re.compile(r"\b\d{1,3}(?:\.\d+)? ?%")


def is_share_limited(folded: str, page: str) -> bool:
    """Whether the page (folded) warns of reading a share of the passage as an effect."""
    return any(
        re.search(
            rf"\b(?:do not|don't) (?:read|take|see|quote) (?:the|this|that|our) "
            rf"{re.escape(share.group())} (?:as|for)\b",
            page,
        )
        for share in _SHARE.finditer(folded)
    )


def is_candid(folded: str) -> bool:
    """Whether a passage (folded) sends its reader to usual care or owns a limit, and no more."""
    if len(folded) > _LONGEST or _PROMISES.search(folded):
        return False
    found = [*_SENDS_TO_CARE.finditer(folded), *_OWNS_LIMITS.finditer(folded)]
    if not found or any(_TURNED.search(folded[: one.start()]) for one in found):
        return False
    return _GOES_ON.search(folded, max(one.end() for one in found)) is None
