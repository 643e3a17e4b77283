"""Ways of saying that nothing bad can happen, besides "no risk" and "no side effects".

Patterns read folded text. ``FIRM`` words leave no room for harm whoever says them; ``SOFT`` ones
also comfort people before proven care, so they count only beside a promise.
"""

from __future__ import annotations

import re

_HARM = (
    r"(?:side[- ]effects?|adverse (?:events?|effects?|reactions?)|complications?|infections?|"
    r"rejection|tumou?rs?|cancers?|overdos(?:e|es|ing)|(?:allergic |bad )?reactions?|"
    r"allerg(?:y|ies)|harm|dangers?|damage|deaths?|injur(?:y|ies)|(?:blood )?clots?|bleeding|"
    r"arrhythmias?|seizures?|strokes?|contamination|toxicity|addiction|dependenc[ey])"
)
#: Things of every day that nobody thinks twice about.
_EVERYDAY = (
    r"(?:(?:a|an|any|your|the|having|taking|drinking|eating|getting|holding|plain|simple|normal|"
    r"ordinary|daily|warm|hot|glass of|cup of) ){0,4}"
    r"(?:car seats?|tea|coffee|aspirin|paracetamol|acetaminophen|tylenol|ibuprofen|"
    r"(?:multi)?vitamins?|blood (?:tests?|draws?|samples?)|(?:tap )?water|milk|salt|candy|sweets|"
    r"apples?|honey|walks?|flights?|flying|haircuts?|massages?|sleep(?:ing)?|naps?|toothpaste|"
    r"sunlight|breathing|fresh air|flu (?:shots?|jabs?)|(?:iv|saline) drips?|baths?|showers?|"
    r"phone calls?|ear piercing|manicures?|facials?)\b"
)
_EVERYDAY_ROADS = (
    rf"(?:{_EVERYDAY}|(?:driving|a car ride|a car journey|crossing (?:the|a) (?:street|road)))"
)
_WE = (
    r"(?:we|our (?:[\w-]+ )?(?:team|doctors?|clinics?|cent(?:re|er)s?|patients|clients|families|"
    r"guests))"
)
_NEVER_SEEN = (
    rf"\b{_WE}(?: [^.;!?]{{1,60}}? and)?(?:'ve| have| has)?(?: still)?"
    r"(?: not| never| yet to|n't)(?: yet| ever| once)?"
    r"(?: have)? (?:seen?|had|have|met|record(?:ed)?|observed?|experienced?|encountered?|noticed?|"
    r"registered|come across|faced) (?:even )?(?:a single|a|an|any|one)(?: single)? "
    rf"(?:[\w-]+ ){{0,2}}?(?:{_HARM}|(?:problems?|incidents?)(?= so far\b| (?:with|from|after) "
    r"(?:it|this|them|the (?:treatment|cells|infusions?|injections?|drips?|therapy))\b|"
    r"\W*(?:$|[.,;!])))"
)
_NOT_ONE = (
    r"\b(?:not|without) (?:even )?(?:one|a single) (?:death|complication|side[- ]effect|"
    r"adverse \w+|allergic reaction|infection|injury)\b(?! (?:was|were|is|has|have|had)\b)"
)
_NONE_CAN = (
    rf"\b{_HARM}\b[^.!?]{{0,60}}(?:[.!?] )?\b(?:none of (?:this|these|those|them|that)|"
    r"neither(?: of (?:these|them))?) (?:can|could|will) (?:ever )?(?:happen|occur|arise|develop)\b"
)
_IMPOSSIBLE = (
    rf"\b{_HARM} (?:is|are)(?: (?:simply|completely|totally|absolutely|therefore|thus|practically|"
    r"biologically|medically|technically|entirely|virtually))? (?:impossible|out of the question|"
    r"excluded|ruled out|unheard of|non-?existent)\b"
    r"(?! (?:to|until|unless|without|if|when|by|once|with|from|before|in)\b)|"
    r"\b(?:side[- ]effects?|complications?) (?:do not|don't|never) (?:occur|arise|happen|exist)\b"
    r"(?! (?:if|when|unless|in|at|until|with|from|only|often|always|every)\b)"
)
_NONE_ARISES = (
    rf"\bno (?:{_HARM}(?:,? (?:or|and|nor)|,) ){{0,4}}{_HARM} (?:can|could|will) (?:ever )?"
    r"(?:arise|occur|develop|form|happen|result|follow)\b(?! (?:from|if|when|unless|until)\b)"
)
_CANNOT_CAUSE = (
    r"(?<!vaccine )(?<!vaccines )"
    r"\b(?:cannot|can't|can never|could never|(?:is|are) (?:\w+ly )?(?:unable to|incapable of))"
    r" (?:ever )?(?:form|cause|provoke|trigger|produce|transmit|induce|lead to|give rise to|"
    r"turn into|bring on|causing|provoking|triggering|producing|transmitting|inducing) "
    rf"(?:any |an? |the )?(?:serious |allergic |immune |lasting )?{_HARM}\b"
    r"(?! (?:if|unless|when)\b)"
)
_NO_CONCERN = (
    rf"\b{_HARM} (?:is|are) no longer an? (?:\w+ )?(?:concern|worry|issue|risk|possibility)\b"
)
_NONE_LEFT = (
    r"(?<!once )(?<!until )(?<!after )(?<!when )\b(?:long-?term (?:harm|damage)|(?:this|that|the|"
    r"any|all|every) (?:\w+ )?(?:risk|danger)s?)(?: (?:to|of|from) [^.;:,!?]{1,40})? "
    r"(?:has|have|is|are)(?: (?:\w+ly|thus|therefore))? (?:been )?"
    r"(?:ruled out|excluded|eliminated|removed|abolished|"
    r"taken away)\b(?![^.;!?]{0,40}\b(?:by|with|if|when|before|from|as (?:far|much))\b)|"
    r"\b(?:removes?|eliminates?|excludes?|abolishes?) (?:this|that|the|any|all|every) (?:\w+ )?"
    r"(?:risk|danger)s?(?: of [^.;:,!?]{1,30})? (?:entirely|altogether|completely|fully|for good)\b"
)
_NEVER_TOLD = (
    rf"\b{_HARM}[^.;:,!?]{{0,20}} (?:has|have) never (?:once |ever )?been "
    r"(?:described|reported|observed|recorded|documented) (?:anywhere|"
    r"(?:with|after|from) (?:this|these|our|the) )"
)
_NOTHING_HURTS = (
    r"\bnothing (?:in|about|that|we|you|of) (?:[\w'-]+ ){1,6}(?:can|could|will) (?:ever )?"
    r"(?:hurt|harm|injure) (?:you|your (?:child|baby|body)|him|her|them|anyone|anybody)\b"
)
_NO_BURDEN = (
    r"\bburdens? neither the (?:liver|kidneys?|heart|stomach|body|blood)\b|"
    r"\bwithout (?:any )?(?:burden|strain) (?:on|to) the (?:liver|kidneys?|heart|body)\b"
)
_NOT_WITH_US = (
    rf"\b{_HARM}\b[^.!]{{0,80}}\b(?:they|these) are (?:simply |quite )?"
    r"(?:impossible|out of the question)\b(?! (?:to|until|unless|without|if|when|by|once)\b)|"
    r"\b(?:cannot|can't|can never|could never) (?:happen|occur|arise) (?:with|under|in|using) "
    r"(?:our|this) (?:[\w-]+ )?(?:methods?|techniques?|clinic|cells|treatment|protocol|"
    r"product)\b(?! (?:if|when|unless)\b)"
)
_RISK_FREE = (
    r"\b(?:is|are|be|remains?) (?:(?!rarely|hardly|scarcely)[\w-]+ly |quite )?free "
    r"(?:of|from) (?:all |any )?"
    r"(?:risks?|side[- ]effects?|danger|complications|toxicity|toxic effects)\b"
    r"(?! (?:of|from|if|when|as long)\b)"
)
_NEVER_AT_RISK = (
    r"\b(?:you|your (?:child|son|daughter|baby)|(?:the |our )?(?:patients?|child(?:ren)?|people|"
    r"clients|guests)) (?:is|are|will be) (?:never|at no (?:time|point|moment)|not for (?:a|one) "
    r"(?:moment|second)) (?:at (?:any |the )?risk|in (?:any )?danger)\b"
    r"(?! of (?:catching|getting)\b)"
)
_TOO_MUCH = (
    r"\b(?:(?:you|your child|children|patients?) (?:cannot|can't|can never)|(?:nobody|no one) can) "
    r"(?:ever )?(?:take|get|receive|give|absorb) too (?:much|many)(?= of (?:it|them|this)\b|\W*$|"
    r"[.,;!])(?! of (?:it|them|this) from\b)|"
    r"\b(?:you|your child|children) (?:cannot|can't|can never) (?:ever )?overdose(?=\W*$|[.,;!])"
)
_NO_DOWNSIDE = (
    r"\b(?:no|zero|without(?: any| a)?|not a single)(?: (?:known|real|hidden|"
    r"possible))* down-?sides?"
    r"\b(?! (?:to|in|of) (?:(?!trying)[a-z]+ing\b|exercise|a second opinion|vaccin|asking))"
)
_NOTHING_WRONG = (
    r"(?<!so )(?<!so that )(?<!sure )(?<!sure that )(?<!ensure )(?<!ensure that )"
    r"\bnothing (?:bad |serious |harmful |dangerous )?(?:can|could|will) (?:ever |possibly )?"
    r"(?:go wrong|happen to (?:you|your (?:child|son|daughter|baby)|him|her|them))\b"
)
_AS_SAFE = (
    r"(?<!not )(?<!n't )\bas (?:safe|harmless|gentle|risky|dangerous|risk-free) as "
    rf"{_EVERYDAY}|"
    rf"\bno (?:riskier|(?:more|less) (?:risky|dangerous|harmful|safe)) than {_EVERYDAY_ROADS}"
)
#: "Paracetamol is safer than aspirin for children" sets one medicine against another.
_SAFER = (
    r"(?:^\W*|(?<=[.!?:] )|\b(?:it|this|which|our (?:[\w-]+ ){1,2}|they|these|"
    r"the (?:treatment|therapy|infusions?|injections?|method|procedure|drips?|laser|oxygen)|"
    r"(?:the |our )?(?:stem )?cells|exosomes)(?:'s|'re| ?is| ?are) "
    r"(?:(?:also|even|actually|far|much|statistically) )*)"
    rf"safer than {_EVERYDAY_ROADS}(?! (?:for|in|during|when|if)\b)"
)
_OF_ALL = (
    r"\bfree (?:from|of) (?:every|all|any) (?:kinds? of )?(?:side[- ]effects?|risks?|dangers?|"
    r"harm)\b|"
    r"(?<![\w.])100 ?% (?:safe|risk[- ]free|harmless)\b|"
    r"\b(?:perfectly|completely|totally|absolutely|entirely) safe (?:to (?:take|use|give|combine)|"
    r"for (?:everyone|everybody|anyone|all|babies|children|kids|pregnan\w+)|at home)\b|"
    r"\bzero (?:side[- ]effects?|dangers?|risks?\b(?! of\b))"
)
FIRM = re.compile(
    f"{_OF_ALL}|{_NEVER_SEEN}|{_NOT_ONE}|{_NONE_CAN}|{_NONE_ARISES}|{_CANNOT_CAUSE}|{_NO_CONCERN}|"
    f"{_IMPOSSIBLE}|{_NEVER_AT_RISK}|{_TOO_MUCH}|{_NO_DOWNSIDE}|{_NOTHING_WRONG}|"
    f"{_AS_SAFE}|{_SAFER}|"
    f"{_NOT_WITH_US}|{_RISK_FREE}|{_NONE_LEFT}|{_NEVER_TOLD}|{_NOTHING_HURTS}|{_NO_BURDEN}"
)
#: Only trifles were ever seen, or can be thought of.
_TRIFLES = (
    r"\b(?:we|i)(?: have|'ve)? (?:only |ever )?(?:seen|saw|noted|observed|recorded) (?:only )?"
    r"(?:an? |some |the odd )?(?:slight|mild|light|little|passing|brief|minor|small) (?:\w+ ){0,2}?"
    r"(?:fevers?|headaches?|bruis\w+|redness|sore\w*|tiredness|swelling|nausea|rash(?:es)?|"
    r"dizz\w+|aches?|pain|itch\w*|side[- ]effects?|reactions?)\b"
    r"(?:(?!strokes?|clots?|deaths?|seizures?|infections?)[^.;!?]){0,50}?,? and nothing "
    r"(?:else|more|worse)(?=\W*$|[.,;!])|"
    r"\b(?:beyond|apart from|aside from|besides|except for|other than) [^.;!?,]{1,40},? (?:i|we) "
    r"(?:really |honestly |truly )?(?:cannot|can't|could not|couldn't) (?:think of|name|recall) "
    r"(?:anything|any|a single|one) (?:that (?:carries|has|could|might) (?:an? |any )?"
    r"(?:risks?|harm|danger|side[- ]effects?)|(?:that (?:[\w']+ ){1,4}should |to )"
    r"(?:worry|lose sleep|fear)|side[- ]effects?(?! than)|risks?(?! than)|dangerous)\b"
)
SOFT = re.compile(
    rf"{_TRIFLES}|"
    r"\b(?:there is|there's|you have|your child has) (?:absolutely |really |simply )?nothing "
    r"(?:at all )?to (?:fear|be (?:afraid|scared) of|lose)\b|"
    r"\b(?:gentle|mild|safe|harmless|soft) enough (?:even )?(?:for|to (?:use|give|be used|be given)"
    r"(?: (?:on|to|in|with|for))?) (?:even |the |very |your |small |young |our |smallest )*"
    r"(?:babies|bab(?:y|ys)|infants?|newborns?|toddlers?|[\w-]+-year-olds?|children|kids|"
    r"pregnan\w+)\b|"
    r"\b(?:cannot|can't|can never|could never) (?:ever )?(?:hurt|harm) (?:anyone|anybody|you|"
    r"(?:your|a|any) (?:child|baby|patient))\b|"
    r"\beven (?:babies|toddlers|newborns|infants|small children) (?:tolerate|take|accept) (?:it|"
    r"this|"
    r"them)\b[^.;]{0,15}\bwithout (?:any )?(?:trouble|problems?)\b|"
    r"\b(?:is|are|was|were|be|ends? up|gets?) never (?:any )?worse (?:off )?than before\b|"
    r"\b(?:cannot|can't|can never) make (?:it|you|things|anything|anyone|him|her|them|"
    r"your (?:child|condition)) (?:any )?worse\b|"
    r"\bnone of (?:that|the|those|these|its|their) (?:\w+ )?(?:risks?|side[- ]effects?|dangers?|"
    r"harms?|complications?|toxicity)\b|"
    r"(?:\b(?:has|have|are|is|with)|^\W*|[,;] ?(?:and )?)\b ?(?:no|without|zero) (?:known )?"
    r"contra-?indications?\b(?! (?:to|for|against|in|was|were)\b)|"
    r"\b(?:does not|do not|doesn't|don't|never) interacts? with (?:any |other |your |the )+"
    r"(?:\w+ )?(?:medicines?|medications?|drugs)\b|"
    r"\b(?:with no|without(?: any)?) (?:drug )?interactions?\b|"
    r"\bno (?:\w+ or )?(?:doctor|doctor's note|prescription|medical supervision|supervision|"
    r"(?:pesky |annoying |routine )?blood (?:work|tests?|draws?))(?: (?:is|are))? "
    r"(?:needed|required|necessary)\b(?! (?:to (?:move|book|cancel|change)|for vitamin)\b)|"
    r"\bno (?:pesky|annoying) blood (?:work|tests?)\b|"
    r"\b(?:chances?|odds|likel\w+)\b[^.!?]{0,30}\bstruck by lightning\b|"
    r"\b(?:we|i)(?: have|'ve)? (?:not|never)(?: yet| ever)? lost (?:anyone|anybody|a (?:single )?"
    r"(?:patient|child|guest|person))\b(?! to\b)|"
    r"\b(?:this|that|such an? \w+) is (?:simply )?not possible (?:here|with us)\b|"
    r"\beffects? can only be (?:beneficial|good|positive)\b|"
    r"\b(?:epilepsy|seizures?|heart (?:trouble|disease|failure|problems?)|pregnan\w+|psychosis)\b"
    r"[^.;!?:]{0,20}\b(?:do not|don't) (?:fret|worry)\b(?![^.;!?]*\b(?:doctor|neurologist|nurse|"
    r"call|ask)\b)"
)
#: A count within a study or a year says what was seen, and no more.
_COUNTED = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|participants?|volunteers|placebo|published|researchers|"
    r"(?:in|during) (?:19|20)\d\d|(?:last|past|this) (?:year|quarter|\w+ months))\b"
)
#: Things that are mild for everybody, and foods: nobody is sold a cure by these words.
HARMLESS_THINGS = re.compile(
    r"\b(?:shampoos?|soaps?|lotions?|tooth(?:brush\w*|paste)|sunscreens?|sun creams?|wipes|"
    r"detergents?|moisturi[sz]\w+|scans?|screening|(?<!to )(?<!without blood )tests?|exam\w*|"
    r"imaging|x-?rays?|ultrasound|ecgs?|eegs?|mris?|exercis\w+|yoga|swimming|stretch\w*|physio\w*|"
    r"massage|from (?:food|the sun|"
    r"sunlight|your diet|fruit)|through (?:food|diet|exposure)|vaccin\w*|breast ?milk)\b"
)
_NOT_SO = re.compile(
    r"(?:\b(?:no|not|never|nobody|no one|none|nor|neither|cannot|hardly|rarely|seldom|"
    r"scarcely|few|if|unless|whether)\b|n't\b)"
    r"[^.;:,!?]{0,50}$|"
    r"(?<!our )\b(?:web ?sites?|clinics?|sellers?|compan(?:y|ies)|adverts?|ads|people|anyone|"
    r"anybody|someone|somebody|they|others|another)\b[^.;!?]{0,30}\b(?:says?|said|tells?|told|claims?|"
    r"claimed|promis\w+|states?|believes?)\b[^.;!?]{0,80}$"
)


def ruled_out(folded: str) -> re.Match[str] | None:
    """Words that leave no room for harm, unless they are denied or count what one study saw."""
    if _COUNTED.search(folded):
        return None
    return next((m for m in FIRM.finditer(folded) if not _NOT_SO.search(folded[: m.start()])), None)


#: A harm of one kind, which only a record of the same kind answers.
_KIND = re.compile(
    r"\b(infect|reject|tumou?r|cancer|addict|depend|overdos|death|clot|bleed|seizure|stroke|allerg|"
    r"toxic|contaminat|immune|burn|scar)\w*|\b([a-z]{3,})[- ]risks?\b"
)
_ANY_RISK = frozenset(
    (
        "any",
        "the",
        "known",
        "real",
        "serious",
        "severe",
        "major",
        "significant",
        "possible",
        "potential",
        "health",
        "medical",
        "single",
        "low",
        "high",
        "small",
        "little",
        "zero",
        "without",
        "never",
        "free",
        "and",
        "long",
        "term",
        "side",
        "harmful",
        "negative",
    )
)
_GENERAL = re.compile(
    r"\b(?:side[- ]effects?|complications?|adverse \w+|harm|harmless|danger|risk[- ]free)\b"
)
_ALSO = {"death": ("death", "died", "fatal"), "cancer": ("cancer", "tumor", "malignan")}


def same_kind(said: str, harm: str) -> bool:
    """Whether a recorded harm answers words (folded) that rule out harm: all of it, or this kind.

    "No fire risk" is not answered by a record of ear injuries; "no side effects" is.
    """
    kinds = [one or other for one, other in _KIND.findall(said)]
    kinds = [kind.replace("tumour", "tumor") for kind in kinds if kind not in _ANY_RISK]
    if not kinds or _GENERAL.search(said):
        return True
    recorded = harm.lower().replace("tumour", "tumor")
    return any(stem in recorded for kind in kinds for stem in _ALSO.get(kind, (kind,)))
