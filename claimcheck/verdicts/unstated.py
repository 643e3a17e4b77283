"""Wording that names a treatment and a disease and yet states no benefit and no effect."""

from __future__ import annotations

import re

from claimcheck.schema import ConceptKind, MentionOrigin
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.table_heads import is_head

_OTHER_CARE = re.compile(
    r"^\W*+(?:one|the|another) (?:problem|drawback|catch):|"
    r"^\W*+(?:conventional|standard|traditional|existing|targeted|approved|current) (?:\w+ )?"
    r"(?:drugs?|medicines?|medications?|biologics|treatments?|therap(?:y|ies)|care)\b|"
    r"^\W*+(?:(?:mainly|mostly|usually|often),? )?doctors (?:can|may|will|often|usually) (?:put|"
    r"give|treat|prescribe|use)\b|\b(?:drugs|medicines) (?:like|such as) [\w-]+ (?:can|may) help\b"
)
#: Titles that name a subject, and entries of a trial register, say nothing of a result.
_NAMES_TOPIC = re.compile(
    r"^\W*+(?:how (?:does|do|can)\b[^.!]*|how\b[^.!?;:]{0,60}\bcan\b[^.!?]*|"
    r"(?:the |expected |possible |potential )*(?:benefits?|improvements?|effects?) "
    r"(?:of|for|to|after|in|with)\b[^.!?;:]*:?|"
    r"[^.!]*\b(?:risks? and benefits?|benefits? and risks?)\b[^.!]*|"
    r"treating\b[^.!]* with\b[^.!]*|[^.!]*\btreated with [^.!]*|"
    r"[^.!]*\b(?:efficacy|effectiveness) (?:of|in)\b[^.!]*)$|\btime frame:"
)
#: What a table is of: "Success rate of stem cell therapy in cerebral palsy".
_RATE_OF = re.compile(
    r"^\W*+(?!.*\b(?:that|which|who|no|not|never|every\w*|all|most|any|nearly|almost|half|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|\w+ty|per|double|triple|treble|beat|top|surpass|exceed|"
    r"equal|match|remain|speak|stand|stay|come|go|leave|rise|grow|climb|reach|is|are|was|were|ha[sv]e?|"
    r"high\w*|better|best|hundred|thousand|percent|outstanding|soar|outperform|amaze|defy|defie|"
    r"astonish|impress|improve|doctors?|drugs?|belief)(?:s|es|d|ed|ing)?\b)"
    r"(?:our )?(?:success|response|improvement) rates? (?:of|for|with) "
    r"(?:[^\W\d][\w-]* ){1,4}(?:in|for) (?:[^\W\d][\w-]* ?){1,3}\W*$"
)
#: What an illness does that nobody treats: "Left alone it comes back as glue ear".
_GROWS_WORSE = re.compile(
    r"^\W*+(?!.*\b(?:our|we|us|cells?|treat(?:ment|ed|s)?|therap(?:y|ies)|sessions?|injections?|"
    r"but|until|unless|yet|stops?|ends?|cure[sd]|heal(?:s|ed|ing)?|gone|vanish\w*|disappear\w*|"
    r"revers(?:es|ed|ing)|rebuil\w+|regrow\w*|restor\w+|shrink\w*|repair\w*|before)\b)"
    r"(?:left (?:alone|untreated|to itself|unchecked),? (?:it|this|[\w-]+(?: [\w-]+)?) "
    r"(?:comes back as|returns as|gets worse|turns into|becomes|leads to)\b|"
    r"(?:it|this|[\w-]+(?: [\w-]+)?) gets? (?:harder|more difficult) to "
    r"(?:reverse|cure|undo|heal)\b)[^;:]*$"
)
#: What is had for how much: "Spring offer: test plus three treatments for €240 instead of €300."
_AT_A_PRICE = re.compile(
    r"^\W*+(?:[\w-]+ )?(?:offers?|specials?|deals?|promotions?): (?:(?:an?|the|one|two|three|four|"
    r"five|six|eight|ten|\d+|first|plus|and|with|full|test|tests|scans?|treatments?|sessions?|"
    r"visits?|consultations?|infusions?|drips?|packages?|courses?|months?),? ){1,10}"
    r"for [$€£] ?\d[\d,.]*(?: instead of [$€£] ?\d[\d,.]*)?\W*$"
)
#: How many an offer has room for: "We only take 14 new knees a month."
_ROOM = re.compile(
    r"^\W*+(?:that is why |so )?we (?:only|can only|never) "
    r"(?:take|accept|see|have (?:room|places) for)(?: on)? (?:more than )?"
    r"(?:\d+|two|three|four|five|six|eight|ten|twelve|twenty|so many|a few|a handful of) "
    r"(?:new )?(?:patients|people|children|families|guests|clients|cases|adults|"
    r"couples|knees|hips|backs|visitors) (?:a|per|each|every|at a) "
    r"(?:day|week|month|year|time)\W*$"
)
#: How long, since when, by whom: the history of an offer.
_OF_THE_OFFER = re.compile(
    r"^\W*+(?:(?:over|more than|about) )?\d+\+? years? (?:of )?(?:\w+ )?(?:experience|practice|"
    r"expertise)\W*$|"
    r"^[^.;:]*\b(?:have|has) been (?:\w+ and )?(?:developed|studied|used|researched|investigated)\b"
    r"(?:(?!\b(?:improv|help|benefi|effect|success|relie|recover|restor|treat|repair|heal)\w*)[^.;:])*\W*$|"
    r"^\W*+(?:first,? )?(?:i|we) (?:also )?recommend (?:an? |the )?"
    r"(?:(?!improv|help|benefi)[\w-]+ )*diet\b|"
    r"^\W*+(?:back|return\w*) home (?:in|within|after)\b|"
    r"^\W*+take the (?:first|next) step (?:to|towards?|on)\b[^.;:]{0,30}$|"
    r"^\W*+we (?:also )?(?:use|offer|provide|give) [^.;,:]*\b(?:for|to) "
    r"(?:people|patients|children|adults|families)\b"
    r"(?:(?!\b(?:improv|help|benefi|effect|success|relie|recover|restor|repair|heal|better)\w*)[^.;,:])*\W*$"
)
#: Safety alone.
_ONLY_SAFE = re.compile(
    r"^(?!.*\b(?:improv|help|benefi|effective|efficac|success|relie|recover|restor|heal|cur(?:e|es|ed)\b"
    r"|work(?:s|ed)?\b|better|treats?\b|repair|results?\b)).*\b(?:safe|safety|well[- ]tolerated)\b"
)
#: What goes wrong in the body in a disease; no effect of a treatment.
_GOES_WRONG = re.compile(
    r"^\W*+(?:their|its|this|such|the) (?:\w+ )?(?:dysfunction|deficiency|deficit|imbalance|"
    r"impairment|disturbances?|overactivity|inflammation) (?:(?:may|can|could|might) (?:also )?)?"
    r"(?:leads?|causes?|contributes?|enhances?|worsens?|results?|impairs?|increases?)\b|"
    r"\btakes? longer to (?:heal|recover|improve)\b|"
    r"\b(?:lost (?:his|her|their|my) (?:balance|speech|sight|hearing)|lost balance|saw double)\b"
    r"(?!.*\b(?:now|again|improv\w*|recover\w*|better|back)\b)"
)
#: How an illness goes on or what it is made of, where nothing is said against it.
_COURSE = re.compile(
    r"^(?!.*\b(?:our|we|but|cells?|therap\w+|treat\w*|cur(?:e|es|ed|ing))\b)\W*"
    r"(?:(?:typically|usually|often),? it (?:relapses|recurs|flares up|comes back)\b|"
    r"(?:many |most |some )?(?:[\w-]+ )?(?:conditions|disorders|diseases) involve\b)"
)
#: An effect that ends: "after years its effect wears off".
_WEARS_OFF = re.compile(
    r"\b(?:its|the|their|this|that) effects? (?:then |soon |often |usually |slowly )?"
    r"(?:shortens?|wears? off|fades?|wanes?|weakens?|gets? shorter|is lost|are lost)\b"
)
#: What none of the treatments does, or one of others does not.
_NONE_CAN = re.compile(
    r"^\W*+(?:not (?:a|one) (?:single )?|no (?:existing|available|known|current) )[^.;]*"
    r"\b(?:can|could|has|have|is|are|does|do)\b|"
    r"\b(?:does not|doesn't|do not|don't) (?:touch|address|reach|tackle|treat) "
    r"(?:the (?:root|cause)|what (?:causes|produces))"
)
#: Stories looked at from outside, or taken back.
_OTHERS_STORIES = re.compile(
    r"\b(?:families|parents|patients|people|readers|you) (?:may |will |often )?"
    r"(?:see|read|hear|find|come across) (?:\w+ )?(?:testimonials?|stories|claims|adverts?|ads)\b|"
    r"\bthe (?:stories|testimonials) (?:were|are|sound(?:ed)?)\b|"
    r"\b(?:felt|looked|seemed|sounded) like (?:a )?(?:miracle|magic)\b[^.;]*\bbut\b"
)
#: What is still to be found, told as a task.
_SOUGHT = re.compile(
    r"^\W*+(?:the|our) (?:aims?|goals?):|"
    r"\b(?:challenges?|difficult(?:y|ies))\b[^.;]* is (?:still )?to\b|"
    r"\befforts? (?:go on|continue|are (?:being made|under ?way))\b|"
    r"^\W*+all (?:of )?(?:this|that) is to help\b|"
    r"\bstudied as an? (?:hopeful|possible|potential) (?:way|means|treatment)\b|"
    r"^\W*+(?:scientists|researchers) (?:focus|hope|look|(?:are )?work(?:ing)?)\b|"
    r"^\W*+(?:today's |current |such |these |most )(?:[\w-]+ )?(?:protocols|treatments|therapies|"
    r"medicines|drugs) (?:all |mainly |mostly )?aim at\b"
)
#: A working that is only proposed, or a promise that somebody else sees in it.
_PROPOSED = re.compile(
    r"\bproposed mechanisms?\b|\bfound (?:that )?[\w -]{1,40} (?:could|might) help\b|"
    r"\bbelieved to (?:work|act|lighten|reduce|help|lower)\b|"
    r"^\W*+(?:he|she|they|researchers|scientists) (?:also )?(?:stress|underlin|emphasi[sz]|"
    r"highlight)(?:e[sd]|ed)\b[^.;]*\bpotential\b"
)
#: What helps a reader to follow.
_HELPS_READER = re.compile(
    r"\bit helps (?:you )?to (?:understand|know|remember|think|ask|bring|plan|be aware)\b"
)

#: What stem cells are, in textbooks as on any page.
_RENEWS = re.compile(
    r"\b(?:(?:self[- ]renew\w*|renew themselves)\b"
    r"(?![^.;]*\b(?:damage|injur|diseas|patient|brain))|"
    r"multicellular|mitosis)"
)
#: What cells are, and what the body has them or a substance for: true without any treatment.
_DEFINES = re.compile(
    r"^(?!.*\b(?:treat\w*|therap\w+|our|we|your|inject\w*|infus\w*|protocol|clinic\w*|autism|"
    r"contact with)\b).*"
    r"(?:\bis an? (?:essential|important|vital) (?:co-?enzyme|vitamin|mineral|amino acid|hormone|"
    r"protein|enzyme|nutrient|neurotransmitter)\b|\bcells? (?:able to|that can|which can)\b|"
    r"\b(?:can|could|may) (?:also |then )?(?:become|develop into|turn into|"
    r"differentiate into|form)\b|\b(?:is|are) (?:found in|defined as)\b|\bdifferentiate into\b|"
    r"\b(?:is|are) (?:essential|vital|crucial) (?:for|to)\b)|"
    r"\b(?:can|may) be defined as\b"
)
#: Those without the treatment did as well: a result against it.
NO_DIFFERENCE = re.compile(
    r"\b(?:placebo|sham|dummy|control)\b[^.;]{0,60}\b(?:just as (?:much|well|often)|equally|"
    r"the same)\b|"
    r"\b(?:by|just|about|quite) as (?:much|well|often) without (?:it|them|the)\b|"
    r"\bboth (?:groups|arms)\b[^.;]{0,80}\b(?:the same|alike|equally|as much)\b|"
    r"\b(?:children|patients|people|kids|toddlers|they)\b[^.;]{0,40}\b(?:progress|improve|"
    r"get better|recover|catch up) (?:on their own|by themselves|spontaneously)\b|"
    r"\bdid as well as\b[^.;]{0,30}\b(?:air|placebo|sham|dummy|without|"
    r"untreated|controls?)\b"
)
#: "The boy had been given salt water."
HAD_PLACEBO = re.compile(r"\b(?:had|was|were) (?:been )?given (?:salt water|saline|a placebo)\b")
#: What a child did early in life, before any illness showed: "walked at eleven months".
EARLY_YEARS = re.compile(
    r"^(?!.*\b(?:after|since|with|thanks|now|new|more|calmer|better|improv\w*|infus\w*|inject\w*|"
    r"treat\w*|therap\w*|cells?|exosomes?|oxygen|sessions?|drops|programme|program|course|protocol|"
    r"supplements?|diet|doctors?)\b).*"
    r"\b(?:walked|crawled|talked|babbled|sat(?: up)?|smiled|waved|pointed|"
    r"had (?:(?:about|some|almost|over|around) )?(?:[\w-]+ )?words)\b[^.;:]{0,20}? "
    r"(?:at|by|before) (?:(?:about|around|just|only|barely) )?"
    r"(?:(?:his|her|the) (?:first|second) birthday\b|a year(?: and a half)?\b|one(?=\W*$|[,;.:])|"
    r"(?:[7-9]|1\d|2[0-4]|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|twenty(?:-four)?) months\b)"
)
#: Blood that is taken, and the one word of its result.
BLOOD_TEST = re.compile(
    r"^\W*(?:positive|negative|normal|inconclusive)\W*$|"
    r"^(?!.*\b(?:improv\w*|better|calmer|cells?|exosomes?|plasma|prp|gone|vanish\w*|heal\w*|"
    r"cur(?:e|es|ed)|inject\w*|back)\b)"
    r"\W*(?:then )?(?:he|she|they|we|the (?:nurse|doctor)) (?:took|drew|sent(?: off)?) "
    r"(?:\w+ ){0,2}?(?:tubes?|samples?|vials?) of (?:blood|urine|saliva)\b"
)
#: How many were treated, and nothing of how they fared.
_ONLY_COUNTS = re.compile(
    r"^[^.;:]*\b(?:we|our [\w-]+|the (?:clinic|cent(?:er|re)|team|institute|hospital)) "
    r"(?:have |has )?(?:now |already |so far )?(?:treated|served|welcomed|performed|given|"
    r"administered|carried out|completed) (?:[\w-]+ ){0,3}?\d[\d,.]*\+? (?:[\w-]+ ){0,3}?"
    r"(?:patients|people|children|families|cases|procedures|treatments|infusions|injections)"
    r"(?: with [\w -]{1,25})?(?: with [\w -]{1,25})?(?: from (?:over |more than )?\d+ countries)?"
    r"(?: since \d{4}| in \d+ years)?\W*$"
)
#: Who doubts which part of an offer did it doubts none of it.
_ON_OFFER = (
    r"(?:just |only )?(?:the |a |an |our )?(?:first|second|third|last|next|other|exosomes?|"
    r"cells?|stem|oxygen|infusions?|drips?|drops|"
    r"injections?|ozone|supplements?|diet|chelation|sessions?|course|remed(?:y|ies)|programme|"
    r"program|glutathione|hbot|hyperbaric|mesenchymal|umbilical|cord|mscs?|vitamins?|peptides?)"
)
#: The same happened to somebody without the treatment, or who tells it takes it back.
_TAKEN_BACK = re.compile(
    r"\b(?:(?:hard|difficult|impossible) to|cannot|can't|could not|couldn't|do not|don't) "
    r"(?:say|tell|know) (?:whether|if) (?:it|this|that) (?:was|were|is) "
    rf"(?!{_ON_OFFER}\b[^.;]{{0,40}}?\bor {_ON_OFFER}\b)"
    r"(?!(?:an? |the )?(?:miracles?|god|autism))[^.;]{1,50}?\bor\b|"
    r"\bbut (?:nothing|no (?:trial|study|evidence)) (?:shows|proves|says|tells)\b|"
    r"^(?!.*\bdoctors? (?:said|told)\b).*(?:\bwould(?:'ve| have)|'d have) "
    r"(?:(?!stayed|been|never|died|remained)\w+ ){1,3}anyway\b|"
    r"\bso (?:does|do|did|is|are|was|were|has|have|can|could) [^.;]{0,60}"
    r"\bwho (?:(?:has|have|had) )?never (?:had|got|took|received|tried|was given|were given) "
    r"(?:any|one|it|them|the (?:cells|drops|treatment|infusions?|injections?))\b|"
    r"\b(?:convinced|persuaded|fooled) (?:myself|ourselves|himself|herself|themselves) "
    r"(?:that )?(?:he|she|it|they) (?!would|will|could|can|never)[^.;,]*\W*$"
)
#: Something else changed at the same time, and nothing is said of a gain.
ELSE_CHANGED = re.compile(
    r"^(?!.*\b(?:talk|speak|spoke|said|say|word|better|calm|improv|walk|sleep|normal|mainstream|"
    r"regular|first|thanks|cells?|exosomes?|treat|therapy|cur(?:e|ed)|gone|vanish|disappear|stop|"
    r"ends?|ended|longer|recover|heal|lost|lose|fewer|less|free|never|play|understand|after|within|"
    r"infus|inject|drips?|drops|trained)\w*\b)[^.;:,]*"
    r"\balso (?:got|has|had|goes to|went to|moved to|began|started(?: at| with)?) "
    r"(?:an? |his |her |their )?new (?:[\w-]+ ){0,2}?"
    r"(?:teacher|therapist|school|kindergarten|nursery|class|boss|job|tutor)\b"
)


#: How long there is time presses; what it is for stands elsewhere.
_TIME_RUNS_OUT = re.compile(
    r"^\W*+(?!.*\b(?:cells?|hbot|oxygen|infusions?|cur\w+|heal\w*|our|re-?open\w*|keeps?|restor\w+)"
    r"\b)(?:but |and |so )?(?:the |this |that |his |her |your child's )?windows? (?:of|for) "
    r"[\w -]{3,40} (?:(?:do|does|will)(?: not|n't) (?:wait|stay open)|is (?:short|closing)|"
    r"(?:is|are) not open for ever|closes?)\b(?: (?!and\b|but\b|while\b|unless\b)[\w-]+){0,6}\W*$"
)


def states_no_benefit(case: Case) -> bool:
    """Whether the words name a subject, a column, other care or an offer's history, no benefit."""
    patterns = (
        _NAMES_TOPIC,
        _OTHER_CARE,
        _OF_THE_OFFER,
        _ONLY_SAFE,
        _GOES_WRONG,
        NO_DIFFERENCE,
        _NONE_CAN,
        _COURSE,
        _WEARS_OFF,
        _SOUGHT,
        _HELPS_READER,
        _PROPOSED,
        _OTHERS_STORIES,
        BLOOD_TEST,
        ELSE_CHANGED,
        _ONLY_COUNTS,
        _TIME_RUNS_OUT,
        _RATE_OF,
        _AT_A_PRICE,
        _ROOM,
    )
    if is_head(case) or tells_of_early_years(case) or taken_back(case) or grows_worse(case):
        return True
    return any(case.says(pattern) is not None for pattern in patterns)


def grows_worse(case: Case) -> bool:
    """Whether only an illness is told of, as it goes where nobody treats it."""
    named = (
        one.kind is ConceptKind.INTERVENTION and one.origin is MentionOrigin.SENTENCE
        for one in case.claim.concepts
    )
    return case.says(_GROWS_WORSE) is not None and not any(named)


#: What a treatment cost its teller: "Periods: gone, possibly for good."
_LOST = re.compile(
    r"^\W*+(?:(?:my|her) )?(?:periods?|fertility|hair|taste|smell|eyebrows|eyelashes|toenails|"
    r"appetite|libido|voice)\b:? (?:(?:is|are|was|were) )?gone\b"
)


def is_loss(case: Case) -> bool:
    """Whether the passage says at its head what somebody lost."""
    return case.says(_LOST) is not None


#: Of the animals that it was seen in, and of nobody else.
_ONLY_ANIMALS = re.compile(
    r"^\W*in (?:the )?(?:pigs|mice|rats|rodents|rabbits|monkeys|sheep|dogs)\b"
    r"(?!.*\b(?:patients?|people|children|humans?|too|as well|also|you|your|our|we|and in)\b)"
)


def is_of_animals(case: Case) -> bool:
    """Whether the passage says at its head that animals had the benefit, and names nobody else."""
    return case.says(_ONLY_ANIMALS) is not None


def taken_back(case: Case) -> bool:
    """Whether what is told came without the treatment as well, or its teller is not sure of it."""
    patterns = (_TAKEN_BACK, NO_DIFFERENCE, ELSE_CHANGED)
    return any(case.says(pattern) is not None for pattern in patterns)


def tells_of_early_years(case: Case) -> bool:
    """Whether a story tells what a child could do before anything was amiss, and of no care."""
    treated = any(
        one.kind is ConceptKind.INTERVENTION and one.origin is MentionOrigin.SENTENCE
        for one in case.claim.concepts
    )
    return not treated and case.says(EARLY_YEARS) is not None


def defines(case: Case) -> bool:
    """Whether the words say what cells are, or what something in the body is for."""
    return any(case.says(pattern) is not None for pattern in (_RENEWS, _DEFINES))


def tells_of_course(case: Case) -> bool:
    """Whether the words tell how an illness goes on, and of nothing that is done about it."""
    return case.says(_COURSE) is not None


def tells_of_disease(case: Case) -> bool:
    """Whether the words tell what goes wrong in the body, not what a treatment does there."""
    return any(case.says(pattern) is not None for pattern in (_GOES_WRONG, _SOUGHT, _PROPOSED))
