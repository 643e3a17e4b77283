"""Passages in a seller's words without their sense: denied, called wrong, of other things.

Patterns read folded text. Whatever stands beside the words that were found must claim nothing:
sellers deny harm, doubt and what others say in the same breath.
"""

from __future__ import annotations

import re

#: Longer ones hold more than what is denied.
_LONGEST = 150
#: Whose silence sellers explain away, and what joins another thought to it.
_SILENT_ONES = (
    r"absence|silence|lack|fail(?:s|ed)?|critics?|guidelines?|doctors?|physicians?|neurologists?|"
    r"p(?:a)?ediatricians?|experts?|fda|authorit(?:y|ies)|pharma\w*|industry|media|papers?|"
    r"nobody|no one|and|but|because|while|so"
)
_BROUGHT_ABOUT = (
    r"cure[sd]?|heal(?:s|ed)?|revers\w+|restor\w+|repair\w*|recover\w*|gone|vanish\w*|"
    r"disappear\w*|works?|helps?|drops|diet|oxygen|ozone|protocol|programme"
)
_DENIED = re.compile(
    # A row or a label: "Cure | no", "FDA approval: none".
    r"^\W*(?:(?:evidence of |chance of )?(?:a )?(?:cure|healing|remission)"
    r"(?: (?:for|of) [\w ]{1,30})?(?: rate)?|"
    r"(?:fda |ema )?(?:approval|licen[cs]e|clearance|authori[sz]ation)(?: for [\w ]{1,30})?)"
    r" ?[|:] ?(?:no|none|nil|0 ?%?|zero|not (?:yet|known|given|granted))\W*$|"
    # "The risk is not zero", "low risk is not no risk".
    r"^\W*(?:the )?(?:low )?risks?(?: of [\w ]{1,20})?(?: is [\w' ]{1,40}, but it)? "
    r"(?:is|are|remains)(?: not|n't) (?:quite |entirely )?(?:zero|nil|none|no risk)\W*$|"
    r"^\W*there is no such thing as (?:an? )?(?:zero-risk|risk-free|harmless) \w+\W*$|"
    r"^\W*not all (?:the |of the )?(?:side[- ]effects?|risks?) are (?:yet )?(?:known|listed)"
    r"(?: yet| here)?\W*$|"
    # "None of our patients has lost the diagnosis."
    r"^\W*(?:none of (?:our|the) (?:patients?|children|families|clients)|"
    r"(?:nobody|no one|no patient|no child)) (?:here |with us )?"
    r"(?:has|have|was|were)(?: ever| yet)? (?:been )?(?:lost (?:the|his|her|their|a) diagnosis"
    r"(?: because of [\w ]{1,20})?|cured|healed)(?: here| by it| yet)?\W*$|"
    # "We have never seen autism go away here."
    r"^\W*(?:we|i)(?:'ve| have) never (?:yet )?(?:seen|known|met) (?:autism|it|an? \w+|anyone|"
    r"anybody) [\w ]{0,30}\b(?:go away|vanish|disappear|cured|healed)(?: here| by it| yet)?\W*$|"
    r"^\W*no (?:side[- ]effects?|complications?|problems?|harm) (?:was|were) (?:reported|recorded|"
    r"noted|seen)[\w ]{0,30}, but (?:then )?(?:nobody|no one) (?:was|had been) (?:phoned|asked|"
    r"called|checked|followed up|examined)\b[\w ]{0,40}\W*$|"
    # "Long-term safety is not known", "safety is the main question of the study".
    r"^\W*(?:the |long-term |its )*safety (?:of [\w ]{1,30} )?(?:is|remains|was)(?: still)? "
    r"(?:not (?:yet )?(?:known|clear|settled|established)|unknown|unclear|(?:the|a) (?:\w+ )?"
    r"question of (?:the|this|a) (?:\w+ )?(?:study|trial)\b[\w ]{0,30})\W*$|"
    r"^\W*(?:an? |the )?(?:study|trial) of safety is planned\b[\w ,]{0,60}\W*$|"
    r"\beffect on [\w ]{1,20} has not (?:yet )?been (?:settled|shown|established)\W*$|"
    r"^[^;:]*,? and this has not been (?:subtracted|taken into account|corrected for)\W*$|"
    # "Autism cannot be cured", "you will not leave here with a healed child".
    r"^\W*(?:autism|adhd|diabetes|cerebral palsy|ms|multiple sclerosis|dementia|it|this) "
    r"(?:cannot|can't) be (?:cured|reversed)(?:, and it (?:does not|doesn't) need to be)?\W*$|"
    r"^\W*(?:you|your child) will not (?:leave|go home)(?: here)? (?:with a )?(?:healed|cured)"
    r"(?: child)?\W*$|^\W*your child will still be autistic after[\w ]{1,30}\W*$|"
    r"^\W*[\w ]{1,30} will not make (?:medication|medicines?|insulin|tablets) unnecessary\W*$|"
    r"^\W*(?:type [12] diabetes|autism|epilepsy|cerebral palsy) lasts for life\W*$|"
    r"^\W*not (?:yet )?(?:scientifically |clinically )?proven\W*$|"
    r"^\W*[\w ]{1,40} (?:do|does)(?: not|n't) prove that a \w+ works\W*$|"
    r"^\W*we (?:refuse|turn away) (?:families|parents|people) who expect a cure\W*$|"
    r"^\W*(?:do not|don't|never) believe that nothing can go wrong\W*$|"
    r"^\W*we (?:cannot|can't|do not|don't) (?:promise|guarantee|offer) (?:you )?(?:an? |any )?"
    r"(?:cures?|healing|recovery)\W*$|"
    # "Zero complications in nine children tells you next to nothing about the tenth."
    rf"^(?:(?!\b(?:{_SILENT_ONES}|{_BROUGHT_ABOUT})\b)[^;:]){{3,80}} "
    r"(?:tells?|says?|proves?) (?:you |us |me )?(?:next to |almost )?nothing"
    r"(?: (?:about|of|on) [\w' ]{1,40})?\W*$|"
    # What nobody knows: "Nobody knows whether it brings calmer nights".
    r"^\W*(?:nobody|no one|we do not|we don't) (?:knows?|can (?:say|tell you)) "
    r"(?:whether|if) (?!to\b)[^,;:]*$"
)
_CALLED_WRONG = re.compile(
    r"^\W*(?:wrong|false|untrue|not true|myth|misleading)(?::| ?-) ?\"?[^.;]*\W*$|"
    r"^\W*\"[^\"]{3,80}\" is an? (?:poor|bad|weak|wrong|false|untrue|misleading) [\w ]{1,50}\W*$|"
    # "It cannot hurt" is the sentence which has cost parents the most. What cannot be cured, or is
    # for life, a seller would call so.
    r"^\W*\"(?![^\"]*\b(?:incurable|lifelong|for life|hopeless|nothing|(?:cannot|can't|never|not) "
    r"(?:be|speak|talk|walk|recover|improve|get|work))\b)"
    r"[^\"]{3,80}\" is (?:the|a) (?:sentence|phrase|slogan|promise) (?:(?:which|that) )?"
    r"(?:(?:has |have )?(?:cost|misle(?:d|ads?)|hurt)|we(?:'ve| have| had)?(?: had)? "
    r"(?:painted over|removed|banned|crossed out|stopped using))\b[^;:]*$|"
    r"^\W*(?:we|i) (?:have )?(?:withdrawn|withdrew|removed|dropped|took down|corrected) the "
    r"(?:phrase|sentence|claim|slogan|wording|seal|logo) [^;:]*$|"
    r"^\W*(?:our|a|one) (?:competitors?|clinic|firm|company) (?:was|has been) fined for "
    r"(?:writing|saying|claiming|stating) [^,;:]*$|"
    r"^\W*you are told (?:that )?it is (?:completely |perfectly )?safe\W*$|"
    r"^\W*suppose [^;:]{1,60}: (?:time|chance|growth) [\w ]{1,40}\W*$|"
    r"^\W*the claim that [^.;:,]{1,60} was (?:withdrawn|retracted|refuted)\W*$"
)
#: "Anybody who tells you there is no risk is either new or selling."
_WHO_SAYS_SO = re.compile(
    r"^\W*(?:anybody|anyone|whoever|a (?:doctor|clinic|seller)) (?:who |that )?(?:tells?|says?|"
    r"promises|claims?)\b(?P<told>[^;:]{3,80}) (?:is|has) (?:either |just |only |simply )?(?:new|"
    r"selling|lying|mistaken|wrong|guessing|(?:not|never) (?:read|met|seen|asked))\b[^;:]*$"
)
_FOR_LIFE = re.compile(r"\b(?:for life|permanent|genetic|too (?:old|late)|enough)\b")
#: A myth that is itself a denial is what a seller would call one; "no side effects" is none.
_A_DENIAL = re.compile(
    r"\b(?:no|without|zero)\b(?! (?:\w+ )?(?:side[- ]effects?|risks?|harm)\b)|"
    r"\b(?:not|never|cannot|can't|incurable|nothing|lifelong|unproven|dangerous|risky)\b|"
    r"(?<!no )(?<!without )(?<!zero )\b(?:side[- ]effects?|risks?|harm)\b"
)
_OF_OTHERS = re.compile(
    r"^\W*[\w ]{1,40} (?:is )?no danger to (?:other|others)\b[\w ]{0,20}\W*$|"
    r"^\W*[\w ]{1,40} (?:no|little|less) sense of danger\b[\w ]{0,30}\W*$|"
    r"\bno harm by (?:saying no|refusing|waiting|asking)\W*$|"
    r"^\W*[\w ]{1,20} (?:tests?|scans?|checks?|examinations?|questionnaires?|screenings?) "
    r"(?:is|are) (?:\w+ )?(?:painless|harmless|safe)\W*$|"
    r"\b(?:varnish|resin|paint|concrete|glue|cement|lacquer) [\w ]{1,30} (?:days?|hours?) to "
    r"cure\W*$|"
    r"\b(?:varnish|paint|concrete|lacquer)\b[\w ]{1,40} (?:days?|weeks?|hours?|minutes?) to "
    r"cure(?:\W*$|,? (?:so|and|before)\b(?!.*\b(?:pain|gone|knees?|skin|arthritis)\b)[\w ,']{0,60}"
    r"\W*$)|"
    # What an illness keeps people from: it does so itself, and nothing is told of what ends it.
    r"^(?!.*\b(?:treat\w*|therap\w*|ends?|ended|until|no longer|any ?more|again|without|but|yet|"
    r"cur(?:e|es|ed)|revers\w+|heal\w*|gone|cells?|exosomes?|oxygen|ozone|no side|our|we|it|"
    r"them)\b)\W*(?:the |your )?(?:[\w-]+ )?(?:pain|stiffness|symptoms?|spasticity|tremors?|"
    r"fatigue|tiredness|arthritis|migraines?|seizures?|depression|anxiety|noise|fog)"
    r"(?: of [\w ]{1,20})? (?:stops?|keeps?|prevents?|robs?) "
    r"(?:you|people|patients|children|many|most)(?: back)? (?:from|of)\b[^.;:]{0,60}|"
    r"^\W*we (?:struck|took|crossed|cut|deleted|removed) (?:out )?\"[^\"]{2,40}\"[^.;]*"
    r"\b(?:untrue|not true|wrong|misleading)\W*$|"
    r"\byou (?:have not|haven't|did not|didn't) fail(?:ed)? (?:him|her|your (?:child|son|"
    r"daughter))(?: by [\w ]{1,40})?\W*$|"
    r"^\W*nothing (?:that )?you [\w ,]{2,60} (?:has |have )?(?:brought (?:this|it) about|caused "
    r"(?:it|this|autism))\W*$|"
    r"\bcured (?:ham|meat|fish|sausage|bacon|salmon)\b|"
    r"^\W*antibiotics? (?:can |may |usually |often )?cures? [\w ]{0,20}infections?\W*$|"
    r"^\W*[\w ]{1,40} in remission and (?:can )?still (?:flare|relapse)[\w ]{0,20}\W*$|"
    r"^\W*(?:since [\w ]{1,20} )?the (?:new )?(?:lifts?|elevators?|lighting|lights?|caf[eé]|"
    r"kitchen|restaurant|wi-?fi|phones?|printers?|heating|parking|hot water|showers?|playground)"
    r"(?: in the [\w ]{1,20})? (?:is|are|works?|has|have)\b[\w ]{0,40}\W*$|"
    r"\b(?:the|our|a) (?:coffee(?: machine)?|hotel|canteen|car park|wi-?fi)\b[\w ]{0,30} is "
    r"(?:better|nicer|quieter|faster|cheaper|closer) than the (?:one|other|old|last)\b[\w ]{0,30}"
    r"\W*$|"
    r"^\W*(?:the |our |a )?[\w ]{0,30}\b(?:stains? on the|rid of the (?:ants|mice|wasps))\b"
    r"[\w ,]{0,60}\W*$|"
    r"^\W*we do not reject (?:conventional|standard|modern|ordinary) \w+\W*$|"
    # A heading over what follows, and what a teller remembers.
    r"^\W*(?:\d{1,2}:\d\d )?(?:(?:autism|adhd|cerebral palsy|ms|als|copd|knees?): )?"
    r"results (?:of (?:our|the) "
    r"(?:children|patients|clients|guests|survey|study)|(?:after|at) (?:\w+ ){1,2}?"
    r"(?:days?|weeks?|months?|years?|sessions?))\W*$|"
    r"^\W*(?:i|we)(?:'ll| will| shall) never (?:ever )?forget (?:it|that|this|them|you|her|him|"
    r"that (?:day|moment|night))\W*$|"
    rf"^(?:(?!\b(?:our|{_BROUGHT_ABOUT})\b)[^;:]){{1,90}}, with or without (?:any )?"
    r"(?:treatment|therapy|the cells|infusions?)\b[^;:]*$|"
    # Natural history, where nothing is said to have brought it about.
    r"^(?!.*\b(?:after (?!an? (?:relapse|attack|flare))|when|once|if|take|thanks|our|with|cells?|"
    r"exosomes?|infus(?:e|ed|es|ing)|inject\w*|drops|protocol|programme|sessions?|oxygen|"
    r"treated|alone)\b|.*\d ?%)[^,:;]*\b(?:improve|recover|catch up|develop|gain words|"
    r"stop meeting|get better|settle|pass|go away)\b[^.,:;]{0,60}?\b(?:on their own|by themselves|"
    r"spontaneously|without (?:any )?(?:special )?(?:treatment|therapy|help|infusions?))\b"
)
#: Beside what was found nothing of the kind may stand.
_CLAIMS = re.compile(
    r"\b(?:no|zero|without(?: any)?|free (?:of|from)) (?:\w+ ){0,2}"
    r"(?:side[- ]effects?|risks?|harm)\b|"
    r"\b(?:risk-free|harmless|cur(?:e|es|ed|ing)|revers\w+|heal(?:s|ed|ing)?|restor\w+|repair\w*|"
    r"recover\w*|approved|gone|vanish\w*|cells?|exosomes?|infusions?|drops|ozone|oxygen|"
    r"our)\b|\d ?%"
)
_BOTH_GROUPS = re.compile(
    r"\b(?P<own>\d+(?:\.\d+)?) ?%[^.;%]{1,60}\b(?:and|against|versus|vs)\b[^.;%]{0,20}"
    r"\b(?P<other>\d+(?:\.\d+)?) ?%[^.;%]{0,15}\b(?:placebo|sham|dummy)"
)
#: Points that a group may be ahead of the one with the placebo.
_NO_MORE_THAN = 5.0


def is_not_meant(folded: str) -> bool:
    """Whether a passage (folded) denies what it names, calls it wrong or speaks of other things."""
    if len(folded) > _LONGEST:
        return False
    if (wrong := _CALLED_WRONG.search(folded)) is not None:
        return _A_DENIAL.search(_quoted(wrong[0])) is None
    if (said := _WHO_SAYS_SO.search(folded)) is not None:
        denied = _A_DENIAL.search(said["told"]) or _FOR_LIFE.search(said["told"])
        return denied is None
    if (groups := _BOTH_GROUPS.search(folded)) is not None:
        return float(groups["own"]) - float(groups["other"]) <= _NO_MORE_THAN
    found = _DENIED.search(folded) or _OF_OTHERS.search(folded)
    if found is None:
        return False
    return _CLAIMS.search(f"{folded[: found.start()]} | {folded[found.end() :]}") is None


def _quoted(words: str) -> str:
    """What is called wrong: behind a colon, without the word that calls it so."""
    label, colon, told = words.partition(":")
    return told if colon and len(label) < len(told) and '"' not in label else ""
