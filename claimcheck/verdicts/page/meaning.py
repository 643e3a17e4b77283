"""Whether a passage means what the models read in it: questions, denials and hopes do not."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Final

from claimcheck.schema import Saying
from claimcheck.text import fold
from claimcheck.verdicts.candid import is_candid
from claimcheck.verdicts.not_meant import is_not_meant
from claimcheck.verdicts.some_trial import names_trial
from claimcheck.verdicts.told_soberly import is_told_soberly

_QUESTION = re.compile(r"\?[\"')\s]*$")
#: A statement with a question at its end that nobody is to answer: "…, why torture it?"
_RHETORICAL = re.compile(
    r"^[^?]{25,}[,;:–-] ?(?:so |and |but |then )?(?:why|is it not|isn't (?:it|that)|is that not|"
    r"who (?:needs|wants)|what (?:for|is the use))\b[^?]{0,60}\?\W*$"
)
#: Sound advice in much the same words.
_KEEPS = re.compile(
    r"^\W*(?:it|this|that)(?: is|'s) (?:not a|no) (?:magic|miracle)"
    r"(?: (?:bullet|cure|pill|wand|potion|fix))?(?:\W*$| and (?:it )?(?:does )?(?:needs?|takes?|"
    r"requires?) (?:your |some |a lot of )?(?:time|patience|work|practice|commitment)\W*$)|"
    r"(?:\b(?:not|never)\b|n't\b) (?:ever |suddenly |simply |just )?(?:stop|skip|quit|change|"
    r"reduce|delay|put off|leave out|come off|throw)\b|"
    r"\bkeep (?:on |taking |seeing |going |the |your |his |her |up )|"
    r"\b(?:call|ring|dial) (?:911|112|999|000|an ambulance)\b|\bsaves? lives\b|"
    r"\b(?:is|are) to be continued\b|"
    r"\b(?:recommend|advise|encourage|urge|ask)\b(?![^.;]{0,160}\b(?:instead|rather than|our|stop|"
    r"quit|without|but|drop|leave|give up|cancel|pause|end|only until|so that)\b)[^.;,]{0,60}"
    r"\b(?:continues?|go(?:es)? on|carr(?:y|ies) on)\b|"
    r"(?:n't|\bnot|\bnever|\bcannot) (?:meant to |intended to )?replace (?:it|them|(?:your|his|her|"
    r"their|any|other|medical|standard|conventional|established|usual) [\w ]+)\b|"
    r"\b(?:no|not a) (?:substitute|replacement) for (?:an?|your|his|her|any|medical|standard|"
    r"conventional|professional)\b|"
    r"\bonly (?:your|his|her|their) (?:own )?(?:doctor|physician|gp)\b|"
    r"\b(?:ask|talk (?:to|with)|see|call|tell) (?:your|his|her|their|a) (?:own )?(?:\w+ )?"
    r"(?:doctor|gp|physician|paediatrician|pediatrician|oncologist|neurologist|specialist)\b"
)
#: One cell product beside another, and no care that somebody might leave for it.
_AMONG_CELLS = re.compile(
    r"^(?!.*\b(?:medic(?:in|at)\w*|drugs?|tablets?|pills?|surg\w+|operat\w+|chemo\w*|radi\w+|"
    r"doctors?|physicians?|surgeons?|hospitals?|vaccin\w*|insulin|steroids?|cortisone|dialysis|"
    r"transplant\w*|replacements?|rehabilitation|lessons)\b)"
    r"(?=.*\b(?:compared|rather than|unlike|instead of|safer|better|advantages?|risks?|superior)\b)"
    r".*\b(?:ipscs?|mscs?|(?:stem|stromal|pluripotent|mesenchymal) cells?|exosomes?|vesicles)\b",
    re.DOTALL,
)
#: What a page has itself, and no good is known of.
_OWN_UNSHOWN = re.compile(r"^\W*our\b[^.]{0,160}\b(?:has|have)(?:n't| not) been (?:shown|proven)\b")
_DENIES = re.compile(
    r"^\W*(?:no|nobody(?:'s)?|no one|none|nothing|neither|not)\b[^.;,]{0,50}\b(?:free (?:of|from)|"
    r"without|heal(?:ed|s)?|cured?|cures|risk-free|safe|guarantee\w*)\b"
)
#: That there is harm, and what is done about it.
_NAMES_HARM = re.compile(
    r"\bno (?:\w+ ){1,2}(?:is|are) (?:\w+ )?(?:free (?:of|from)|without) (?:\w+ )?"
    r"(?:risks?|side[- ]effects?|harms?)\b|"
    r"\b(?<!no )(?:largest|greatest|main|biggest|commonest|most common) (?:avoidable )?"
    r"(?:risks?|side[- ]effects?|complications?)\b[^.;]* (?:is|are|to|for|include|of)\b|"
    r"^\W*(?:please )?(?:use|used)(?: it)? (?:only )?at (?:your |their )?own risk\W*$|"
    r"^\W*(?:it is|it's) your body(?:,| and) (?:it is )?your (?:choice|decision)\W*$|"
    r"\bwe (?:lower|reduce|cut) the risks?\b"
    r"(?![^.;]*\b(?:zero|nil|nothing|none|entirely|completely)\b)|"
    r"^\W*(?!.*\b(?:not|never|without|nor|less|no longer)\b)(?:\w+, ){1,3}(?:and )?dangerous\b|"
    r"\b(?:things?|medicines?|treatments?|remed(?:y|ies)|products?)\b[^.;]{0,20}\bno "
    r"side[- ]effects? (?:is|are|has|have)\b[^.;]{0,30}\bno effects?\b|"
    r"\bsafer\b[^.;]{0,40}\bthan (?:stopping|not|leaving|waiting|going without|untreated|the "
    r"(?:illness|disease))\b"
)
#: A share with the interval that it was told with: who counted and how many is known.
_INTERVAL = re.compile(
    r"\(\d+(?:\.\d+)?%? ?(?:to|-) ?\d+(?:\.\d+)?%?\)|\b95 ?% ci\b|\bconfidence intervals?\b"
)
_ENDS_BADLY = re.compile(
    r"\b(?:passed (?:away|in|on|last)|died|did not|didn't|no change|still (?:cannot|can't)|"
    r"wore off|relaps\w+|cried at)\b"
)
#: Whoever tells it does not know what did it.
_NOT_SURE = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|could not|won't) (?:swear|say|tell|know)(?: to)? "
    r"(?:what did what|which did|which of (?:them|the)|what (?:it was|helped|brought|did it))\b"
)
#: What is aimed at or hoped for has not ended.
_AIMS = re.compile(
    r"\b(?:aims?|aimed|aiming) (?:at|to)\b|\bpromising\b|\bnew directions?\b|\bhopes? to\b|"
    r"\b(?:is|are) (?:the|our) goals?\b"
)
#: An approval together with the use that it is for says no more than that.
_FOR_A_USE = re.compile(
    r"\b(?:cleared|approved|licen[cs]ed|authori[sz]ed)\b[^.;]{0,40}?\bfor (?:the )?"
    r"(?:temporary relief|adults?|children|people|patients|conditions|certain)\b|"
    r"\b(?:one of the|among the) (?:uses|conditions) for which\b"
)
#: A register of people says who may practise.
_PEOPLE_REGISTERED = re.compile(
    r"^(?!.*\b(?:which|it|they|council|board|ministry|authority|regulator|law) would"
    r"(?: not|n't| never) (?:\w+ )?(?:permit|allow|let|approve|tolerate) (?:us|it|this|that|such|"
    r"a treatment)\b)"
    r".*\b(?:doctors?|dentists?|physicians?|surgeons?|nurses?|therapists?|practitioners?|"
    r"pharmacists?|staff)\b[^.;]{0,20}\b(?:is|are) (?:all |fully )?"
    r"(?:registered|licen[cs]ed) (?:with|by)\b",
    re.DOTALL,
)
#: One cell product beside another, and nobody who vouches for it.
_CELLS_COMPARED = re.compile(
    r"^(?!.*\b(?:approv\w+|licen[cs]\w+|regist\w+|certif\w+|patent\w*|permi\w+|ministr\w+|"
    r"authorit\w+|agenc\w+|fda|ema|gmp|iso|law|legal\w*|universit\w+|awards?|prize)\b)"
    r"(?=.*\b(?:compared|rather than|unlike|instead of|than)\b)"
    r".*\b(?:ipscs?|mscs?|(?:stem|stromal|pluripotent|mesenchymal) cells?|exosomes?)\b",
    re.DOTALL,
)
#: The head of a table, and what a week or a lesson is called.
_ONLY_A_HEAD = re.compile(
    r"^\W*(?:disease|illness|condition|diagnosis|symptom|area|complaint|problem)s?(?: [\w ]{1,20})?"
    r" \| [^\d%]+$|"
    r"^\W*(?:sign|skill|function|symptom|area)s?(?: \w+)?(?: \| (?:improvement|changes?|results?|"
    r"scores?|progress|before|after|baseline|(?:usual |typical )?time|(?:children|patients|"
    r"families|people) (?:who )?improved)(?: (?:before|after|at) (?:\d{1,2} )?\w+)?)+\W*$|"
    r"^\W*(?:week|day|step|stage|phase|module|lesson|session) \d+ ?[-–—] [^.|%]{0,45}$|"
    r"^\W*(?:step|stage|phase|module|lesson) (?:\d+|one|two|three|four|five|six): "
    r"(?!(?:cured?|heal\w*|recover\w*)\b)\w+\W*$|"
    r"^\W*this is where (?!.*\b(?:cur(?:e|es|ing)|heal\w*|restor\w*|regr\w+|repair\w*|which|that|"
    r"who)\b)[^.;,]{1,40} comes? in\W*$|"
    r"^\W*what (?:we|you)(?:'ll| will)?(?: \w+){1,4}, (?:week|day|step) by (?:week|day|step)\W*$|"
    r"^\W*+\w[\w'’-]*+(?: [\w'’-]++)?\W*$"
)
#: What any textbook says of cells and organs, where no treatment and no hidden cause is named.
_TEXTBOOK = re.compile(
    r"^(?!.*\b(?:we|our|you|your|treat\w*|therap(?:y|ies)|infus\w+|inject\w+|remed\w+|drops|"
    r"toxi\w+|metals?|vaccin\w+|block\w*|root|hidden|detox\w*|cleans\w*|repair\w*|restor\w+|"
    r"regenerat\w+|rebuild\w*)\b).*(?:"
    r"\b(?:neurons?|nerve cells|astrocytes?|oligodendrocytes?|microglia|synapses?|axons?|"
    r"mitochondria|platelets|(?:white|red) blood cells),? (?:\w+ )?(?:are|is|forms?|regulates?|"
    r"carry|carries|makes?|produces?|supports?|transmits?|helps?|guides?)\b|"
    r"\bthe (?:liver|kidneys?|thyroid|pancreas|adrenals?|skin|lungs?) (?:\w+ )?(?:regulates?|"
    r"makes?|produces?|filters?|stores?)\b|"
    r"\bcontain(?:s|ing)? (?:biologically active|m-?rna|micro-?rna|proteins|lipids|growth "
    r"factors)\b|"
    r"\bplay an? (?:key|important|central) role in intercellular communication\b|"
    r"\b(?:is|are) (?:considered|thought|believed|assumed) (?:to|one of|as)\b|"
    r"\bbetween excitatory and inhibitory\b|"
    r"\bpluripoten\w+|\b(?:often|commonly|frequently) (?:observed|seen|found|reported)\b|"
    r"\bnot (?:a single|one) (?:disease|disorder|illness|condition)\b|"
    r"\bparticularly important in\b)",
    re.DOTALL,
)
#: What nothing was better than was not proven by it.
_NO_BETTER = re.compile(
    r"(?<!no )\b(?:sham|placebo|dummy|pretend|control(?:s| group)?|untreated)\b.{0,400}"
    r"\b(?:just as|as (?:much|well)|(?:did|had|improved) the same|no (?:difference|better)|"
    r"equally)\b|"
    r"\b(?:no better|not beaten|did(?: not|n't) beat|not better|no difference|"
    r"no more\b[^.;]{0,40}\bthan)\b.{0,400}"
    r"\b(?:sham|placebo|dummy|pretend|control(?:s| group)?|untreated|groups)\b"
)
#: What any doctor would begin with.
_USUAL_CARE = re.compile(
    r"^(?!.*\b(?:no|not|never|unlike|instead|than|without|our|only)\b)\W*(?:[\w']+,? ){0,3}?"
    r"(?:exercise|weight loss|physiotherap\w+|physical therap\w+|occupational therap\w+|"
    r"speech (?:and language )?therap\w+|(?:simple )?pain relief|painkillers|emollients?|"
    r"aqueous cream)\b"
)
#: What other care does in the body, as any textbook has it, or is said not to do.
_OF_OTHER_CARE = re.compile(
    r"\b(?:chemo(?:therapy)?|radiotherapy|radiation) (?:\w+ )?(?:kills?|destroys?|attacks?|hits)\b|"
    r"\bantibiotics (?:\w+ )?kill\b|\binsulin (?:\w+ )?lowers?\b|\bstatins? (?:\w+ )?lowers?\b|"
    r"\b(?:these|those|other|conventional|standard|usual|existing|such) (?:approaches|methods|"
    r"therapies|treatments|medicines|drugs)\b[^.;]{0,40}\b(?:do not|don't|cannot|can't|never)\b"
)
#: What may or might be is no fact.
_MAY = re.compile(
    r"\b(?:may|might|could|perhaps|possibl[ye]|hopes?|hoped|hoping)\b"
    r"(?! not (?:\w+ )?(?:tell|mention|know|say|admit|have (?:told|heard|mentioned|said))\b)"
)
#: What a study that is named found is its result; whether it is told rightly others ask.
_RESULTS: Final = frozenset({Saying.RECOVERY, Saying.SHARE})
_TOLD_AS_FACTS: Final = frozenset({Saying.WORKS, Saying.CAUSE, Saying.PROOF})
#: What words against a seller's own interest do not say; a story, a share or a seal they may.
_NOT_CANDID: Final = _TOLD_AS_FACTS | {
    Saying.AGAINST_CARE,
    Saying.NO_HARM,
    Saying.CURE,
    Saying.PRESSURE,
}
#: What stays for life, or need not end.
_PERMANENT = re.compile(
    r"\b(?:is|are|remains?) (?:an? )?(?:permanent|lifelong|life-long) (?:condition|disability|"
    r"disorder|illness|disease)s?\W*$|"
    r"\b(?:that is|that are|is|are|once) (?:lost|gone|destroyed) (?:does|do)(?: not|n't) "
    r"grow back\W*$|"
    r"\b(?:has|have|is|are) no need to be (?:healed|cured)\W*$"
)
#: Who decides about medicines.
_LEFT_TO_DOCTORS = re.compile(
    r"\b(?:no one|nobody) [^.;]{0,20}\bwill (?:ever )?(?:tell|ask|advise|urge) you to "
    r"(?:stop|quit|skip|leave out|throw away)\b[^,;:.]*\W*$|"
    r"(?<!no longer )(?<!nothing )\bbelongs? (?:only )?(?:with|to|in the hands of) "
    r"(?:the|an?|your|his|her) (?:\w+ )?(?:doctor|psychiatrist|neurologist|"
    r"physician|prescriber|specialist|paediatrician|pediatrician)\W*$|"
    r"^\W*no (?:therapy|medicine|lesson)\b[^.;,]* (?:is|are) made "
    r"(?:superfluous|unnecessary|redundant) by ours\W*$|"
    r"^\W*there is no (?:natural |real )?(?:replacement|substitute) for insulin\W*$|"
    r"\b(?:cannot|can't|can not|won't) (?:answer|decide|choose) for (?:you|him|her|them)"
    r"\b[^;:,.]*(?:, (?:i|we) can (?:only )?tell you\b[^;:.]*)?\W*$|"
    r"\bbring your (?:\w+ )?(?:insulin|medicines?|tablets|pens|inhaler)\b[^.]*\bkeeps?\b"
)
#: Whoever wants patients to stay with the care they have, or sends them on to it.
_STAYS = re.compile(
    r"\b(?:urge|ask|advise|want|expect|encourage|beg) (?:you|them|everybody|everyone|patients|"
    r"people|families|parents) to (?:stay|remain|continue|keep|go on|carry on)\b"
    r"(?![^.;]{0,200}\b(?:us|our|ours|instead|away|until|clear of|only|off|out|without|\w*-?free|"
    r"drawer|cupboard|bin)\b)|"
    r"\b(?:does not|do not|doesn't|don't|never|would not|wouldn't) (?:\w+ )?(?:advise|ask|tell|"
    r"recommend|urge|encourage)\b[^.;,]{0,40}\b(?:discontinu\w+|stop\w*|reduc\w+|interrupt\w*)\b"
    r"(?![^.]{0,200}(?:[;:,]|\b(?:but|until|yourself|herself|himself)\b))|"
    r"^\W*we (?:also |do |will )?refer (?:patients |people |you )?(?:for|to|on|back)\b"
    r"(?![^.;]{0,200}\b(?:instead|never|only|but|ourselves|our|as)\b)|"
    r"^(?!.*\b(?:poison|cut|burn|knife|knives)\b).*\b(?:are|is) the "
    r"(?:conventional|usual|standard|established) (?:options?|treatments?|care)\W*$"
)
#: What anybody would write under a price, and who pays less for no other reason than who they are.
_TERMS = re.compile(
    r"^(?!.*\b(?:today|tonight|now|by \w+day|until|only|left|last|ends?|soon|hurry|hesitat\w+|fear|"
    r"limited|regret\w*|wait\w*|before (?:the|prices?|it|you|your|\d+(?:st|nd|rd|th)?|\w+day|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)\b)"
    r".*(?:\b(?:can(?: ?not|'t) be|(?:is|are)(?: fully| not|n't)?|not|non-?) ?"
    r"refund(?:ed|able)\b|\bcancellations?: |\bchange[- ]of[- ]mind\b|"
    r"\b(?:siblings?|pensioners?|seniors?|students?|veterans|nurses|ration card)\b[^.;]{0,80}"
    r"(?:\d ?%|\b(?:free|half|less|discounts?|fee)\b))",
    re.DOTALL,
)
#: From which age somebody is seen, how many answered or were how old, what is to be sent.
_ADMITTED = re.compile(
    r"^\W*we(?:'re| are)?(?: \w+){0,2} (?:treat|see|take|accept)(?: (?:babies|children|patients|"
    r"people|boys|girls|adults))? from (?:the age of |age )?[\w-]+(?: (?:years?|months?)(?: old| "
    r"on(?:wards)?)?)?\W*$|"
    r"^\W*from (?:the age of |age )?\d+ (?:months?|years?)(?: on(?:wards)?)?\W*$|"
    r"^\W*(?:\w+ )?(?:answered|(?:mean|average) age|age|enrolled|recruited|dropped out|"
    r"lost to follow-up)\b[^|]{0,30}(?:\| *[\d.,%()±–-]+ *)+$|"
    r"^[^|]*\(n ?= ?\d+\)(?: \| [^|]*\(n ?= ?\d+\))+\W*$|"
    r"^\W*(?:please )?(?:send|bring|upload|e-?mail|attach)(?: us)? (?:the|your|an?|all|copies|"
    r"recent)\b[^.;]{0,40}\b(?:extracts?|reports?|records?|videos?|scans?|mri|results|documents?|"
    r"photos?|letters?|history)\b"
)
#: What a proven medicine does; on whose page it stands does not matter.
_MEDICINE_WORKS = re.compile(
    r"^(?!.*\b(?:our|we|unlike|than|instead|only|but|yet|cannot|never)\b).*\b(?:levodopa|"
    r"cholinesterase inhibitors|(?:available|approved|licen[cs]ed|established) "
    r"(?:medicines|drugs|treatments))\b"
    r"[^.;]{0,120}?\b(?:remains?|is|are|treats?|helps?|gives?|slows?|lowers?)\b",
    re.DOTALL,
)
#: How old somebody is, when they came, who met them, what was done to them: nobody got better yet.
_NOTHING_YET = re.compile(
    r"^(?!.*\b(?:walk\w*|left|now|home|without|went|free|sp(?:eak|oke)\w*|better|gone|stopped|"
    r"first|no longer|again|but|then|yet|until|and (?!an?\b|the\b)|(?:vanish|disappear|shr[aiu]nk|"
    r"melt|heal|cure|improv|danc|climb|clear|smil|calm|eas)\w*|r[ua]n|slept|sleeps?|eats?|words?)"
    r"\b)\W*(?:"
    r"(?:he|she|they) came (?:back )?(?:to us )?(?:in|on|for|last)\b|"
    r"(?:the )?cells were (?:\w+ )?(?:separated|returned|taken|injected|infused|grown)\b|"
    r"(?:[\w']+ ){0,6}received (?:an?|his|her|the) (?:\w+ ){0,2}"
    r"(?:infusions?|injections?|dose|drip)\b)|"
    r"^\W*(?:he|she) is (?:\d+|\w+teen|twelve|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"(?:-\w+)?)(?: years old)? now\W*$|"
    r"\b(?:met|collected|fetched|picked) (?:us|me|them|him|her)(?: up)? (?:at|from) the "
    r"(?:airport|station)\b"
)
#: What is put on somebody, what it feels like, how one books and what to do on the day: the whole
#: sentence, and nothing that comes of it.
_ON_THE_DAY = re.compile(
    r"^\W*(?:we (?:put|place|fix|attach|stick)\b[^.;,]{0,60}\b(?:cap|sensors?|electrodes?)\b"
    r"[^.;,]{0,40}\band (?:record|note|measure|read)\b"
    r"(?!.*\b(?:wak\w+|calm\w*|heal\w*|speak\w*|until|so that|which|because)\b)|"
    r"(?:to|for) (?:reserve|book|order|register|apply|appointments?|bookings?)\b[^.;,]{0,40}"
    r"\bplease (?:send|write|call|ring|e-?mail|fill)\b|"
    r"(?:the |a )?(?:pressure|needle|prick|injection|chamber) feels? (?:\w+ ){0,3}like "
    r"(?:(?!\b(?:and|cure|miracle|heal\w*)\b)[^;:,]){0,60}\W*$|"
    r"(?:(?:before|after|during) (?:[\w+]+ ){1,3})?we (?:suggest|ask|advise|recommend)(?: that)? "
    r"you (?:to |please )?(?:sit|rest|lie|bring|arrive|wait)\b"
    r"(?:(?!\b(?:and|until|so|because|heal\w*|works?)\b)[^;:,]){0,60}\W*$)",
    re.DOTALL,
)
#: What a programme costs, a row of a table.
_PRICED = re.compile(
    r"^(?!.*(?:%|\b(?:of|improv\w*|better|fewer|less|cure\w*|heal\w*|gain\w*|recover\w*|before|"
    r"after|baseline|gone|reversed?|free|again|walk\w*|speak\w*|talk\w*|whole|no longer|end\w*|"
    r"vanish\w*|pain|relief)\b))"
    r"(?=[^|]*\b(?:blocks?|packages?|programmes?|programs?|courses?|sessions?|visits?|tasters?|"
    r"consultations?|members?(?:hip)?|assessments?|check-?ups?)\b)"
    r"(?=.*(?:[$€£₹]|\b(?:usd|eur|gbp|euros?|dollars|pounds|rupees)\b))"
    r"[^|\s]+(?: [^|\s]+){0,4}(?: \| [^|\d]{0,4}\d[\d.,]*+[^|\d.,]{0,14})+\W*$"
)
_STEPS = r"(?:cycles?|courses?|sessions?|stays?|infusions?|treatments?|doses?|visits?)"
#: What is not done a second time, and what those get who book early: no care to be left.
_NO_CARE = re.compile(
    rf"^\W*(?:an?|the|each|every|another) (?:(?:repeat|second|further|next) )?{_STEPS} (?:does not|"
    r"doesn't) (?:need|require) (?:an?|another|any) (?:(?:new|second|further|fresh) )?"
    r"(?:liposuction|harvest\w*|extraction|collection|sedation|an(?:a)?esthetic)\W*$|"
    r"^(?!.*\b(?:leave|throw|stop\w*|bin|skip|cancel\w*|let|drop|quit|put|instead|"
    r"before (?:you|they|anybody|it))\b)\W*(?:book|reserve|register|sign up)\b[^.;]{0,40}"
    r"\b(?:before|by|until) [^.;]{0,60}\b(?:gift|free|discount|off|places)\b"
)
_AGE = re.compile(
    r"^\W*(?:no\W+)?age (?:does not matter|doesn't matter|is no (?:obstacle|barrier|limit))"
    r"(?:, (?:since|because|as) (?:the |our )?cells (?:\w+ ){0,3}are (?:\w+ ){0,2}"
    r"(?:old|young))?\W*$"
)
#: Seats on a bus, and who says that nobody is hurried.
_NOT_PRESSED = re.compile(
    r"\b(?:seats?|places?|spaces?|rooms?)(?: (?:are|is|left|free|still)){0,3} "
    r"(?:in|on|at) (?:the|our) (?:\w+ )?(?:shuttle|minibus|bus|coach|taxi|car park|restaurant|"
    r"caf[eé]|canteen|hall|talk)\b|"
    r"\bnever (?:call|ring|write to|press)\b[^.;]*\bno (?:discounts?|deadlines?)\b"
)
_TURNED: Final[Mapping[Saying, Sequence[re.Pattern[str]]]] = {
    Saying.AGAINST_CARE: (
        *(_KEEPS, _STAYS, _AMONG_CELLS),
        *(_OWN_UNSHOWN, _LEFT_TO_DOCTORS, _NO_CARE),
    ),
    Saying.NO_HARM: (_DENIES, _NAMES_HARM, _AGE),
    Saying.CURE: (_DENIES, _AIMS, _PERMANENT),
    Saying.PRESSURE: (_NOT_PRESSED, _TERMS),
    Saying.RECOVERY: (_ENDS_BADLY, _NOT_SURE, _NOTHING_YET),
    Saying.SHARE: (_INTERVAL,),
    Saying.WORKS: (
        *(_MAY, _AIMS, _ENDS_BADLY, _ONLY_A_HEAD, _USUAL_CARE),
        *(_ADMITTED, _MEDICINE_WORKS, _ON_THE_DAY, _PRICED),
    ),
    Saying.CAUSE: (_MAY, _ONLY_A_HEAD, _TEXTBOOK, _OF_OTHER_CARE, _ON_THE_DAY),
    Saying.PROOF: (_NO_BETTER,),
    Saying.APPROVAL: (_FOR_A_USE, _PEOPLE_REGISTERED, _CELLS_COMPARED),
}


# Every rule on a page asks it of the same passages.
@functools.lru_cache(maxsize=4096)
def is_meant(text: str, saying: Saying) -> bool:
    """Whether a passage is no question and does not take it back in the same words."""
    told = fold(text)
    if saying in _RESULTS and names_trial(text):
        return False
    if saying in _TOLD_AS_FACTS and is_told_soberly(told):
        return False
    if saying in _NOT_CANDID and is_candid(told):
        return False
    if is_not_meant(told):
        return False
    turned = any(pattern.search(told) for pattern in _TURNED.get(saying, ()))
    asks = _QUESTION.search(told) and not _RHETORICAL.match(told)
    return not turned and not asks
