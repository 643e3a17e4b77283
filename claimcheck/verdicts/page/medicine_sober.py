"""Circumstances in which stopping a medicine is spoken of soberly, as patterns."""

from __future__ import annotations

import re

_DOCTOR = (
    r"(?:doctors?|gps?|physicians?|nurses?|consultants?|specialists?|pa?ediatricians?|"
    r"neurologists?|oncologists?|cardiologists?|psychiatrists?|surgeons?|an(?:a)?esthetists?|"
    r"rheumatologists?|endocrinologists?|pharmacists?|midwi(?:fe|ves)|prescribers?|clinicians?|"
    r"diabetes team|care team|healthcare (?:team|providers?|professionals?)|hospital team)"
)
_GUIDES = (
    r"(?:ask\w*|talk\w*|spoken|speak\w*|consult\w*|agree\w*|see|seeing|tell|contact|call|check\w*|ring|"
    r"with|by|from|under|unless|until|advice|advised|approval|discuss\w*|together)"
)
_ACTS = (
    r"(?:decides?|decided|agrees?|agreed|says?|said|tells?|told|stopped|reduced|lowered|took|"
    r"weaned|advis\w+|recommend\w*|approv\w+|will (?:tell|say|decide|guide|advise)|"
    r"asks?|prescribed|wants?|suggest\w*|offer\w*|helps?|helped)"
)
_NOT_OURS = (
    r"(?:(?:the|a|an|your|his|her|their|my|own|child's|family|treating|any|every) (?:[\w-]+ )?|"
    r"our (?:own )?(?=gp|pa?ediatrician|midwife))"
)
#: A doctor who is not the seller decides. "Our doctors" are the seller's own, "our GP" is not.
GUIDED = re.compile(
    rf"\b{_GUIDES} (?!(?:[\w']+ ){{0,3}}?our (?:\w+ )?(?:doctor|physician|specialist|nurse)s?\b)"
    rf"(?:[\w'-]+ ){{0,4}}?{_DOCTOR}\b|"
    rf"\bon {_NOT_OURS}{_DOCTOR}(?:'s|s') (?:advice|orders?|recommendation)\b|"
    rf"\bwhoever prescribed\b|\bseek (?:\w+ )?(?:medical|help)\b|\bmedical advice\b|"
    rf"\b(?:emergency|a&e|999|911|112)\b"
)
#: So in a sentence beside it. Sellers too want to be told what a patient takes.
ADVISED = re.compile(
    rf"\b(?:ask|talk|speak|spoken|consult|agree|discuss|check) (?!(?:to |with )?our\b)"
    rf"(?:[\w'-]+ ){{0,4}}?{_DOCTOR}\b|"
    rf"\b{_NOT_OURS}{_DOCTOR} will (?:\w+ )?(?:tell|say|decide|guide|advise|help)\b"
)
DECIDED = re.compile(rf"\b{_NOT_OURS}{_DOCTOR} (?:[\w']+ ){{0,2}}?{_ACTS}\b")
#: An operation or a test that calls for a pause.
OCCASION = re.compile(
    r"\b(?:before|for|of|after|until|prior to|ahead of|on|to) (?:(?:your|the|a|an|any|his|her|"
    r"their|big|major|planned|day|morning|having|dental|eye|heart|bowel|blood|skin|some|certain|"
    r"h\. ?pylori|pylori|breath|patch|prick|allergy|stress|exercise|tooth|of|ct|mri|pet|"
    r"routine) ){0,4}"
    r"(?:surgery|operations?|an(?:a)?esthe\w+|scans?|tests?|"
    r"endoscop\w+|colonoscop\w+|"
    r"spirometry|lung function|"
    r"gastroscop\w+|biops\w+|extractions?|angiogra\w+|theatre|catheter\w*|x-rays?|"
    r"contrast|delivery|birth|pregnancy|conception|fasting|ramadan|ect|"
    r"electroconvulsive therapy)\b|"
    r"\b(?:before|after|until|prior to|ahead of) (?:your |the |a )?(?:hip|knee|joint) "
    r"replacements?\b|"
    r"\bon the (?:day|morning)\b|\bthe (?:night|evening|day) before\b|"
    r"\bbefore (?:starting|taking|switching to) (?!our\b|the\b|your\b)"
)
#: A state of health that calls for one.
ILL = re.compile(
    r"\b(?:rash|bleed\w*|vomit\w*|diarrh\w*|dehydrat\w*|fever\w*|feverish|unwell|a cold|"
    r"infections?|pregnan\w*|breast-?feed\w*|trying for a baby|conceiv\w*|allerg\w*|swelling|"
    r"overdose|liver problems|jaundice|suicid\w*|nil by mouth|recall(?:ed)?|immunotherapy|"
    r"live vaccine)\b|"
    r"\b(?:if|when) (?:you|he|she|your child)(?:'s| is| are|'re)? (?:feels?|ill|sick|"
    r"develops?|gets?|have|has|notices?|experiences?|better|well)\b"
)
#: Headings and titles under which a hospital lists what to leave out.
OCCASION_HEAD = re.compile(
    r"\b(?:before|prepar\w+ for|getting ready for|ready for|coming in for|day of|having) "
    r"(?:[\w'-]+ ){0,3}(?:surgery|operations?|an(?:a)?esthe\w+|scans?|tests?|\w+oscop\w+|"
    r"theatre|biops\w+|replacement|transplant)\b|"
    r"\b(?:sick[- ]day|side effects?|when not to take|possible reactions?|interactions?|"
    r"pre-?op\w*|what to bring|packing|admission|\w+oscopy|"
    r"an(?:a)?esthe\w+)\b"
)
#: Told of a study and of who may join it.
STUDY = re.compile(
    r"\b(?:trials?|participants?|randomi[sz]ed|enrol\w*|eligib\w*|placebo|wash-?out|"
    r"(?:inclusion|exclusion) criteria|volunteers)\b"
)
#: Said by others, where it stands before the words that were found.
OTHERS = re.compile(
    r"\b(?:clinics?|sellers?|websites?|adverts?|ads?|companies|someone|anyone|anybody|people|"
    r"practitioners?|influencers?|coach(?:es)?|some|promoters?|they|he|she|firms?|posts?|"
    r"which|(?:was|were|been)) (?:\w+ ){0,2}?(?:tells?|told|says?|said|claims?|claimed|"
    r"advis\w+|urg\w+|asks?|suggest\w*|promis\w+|encourag\w+|persuad\w+|pressur\w+)\b"
)
#: Warned of.
WARNS = re.compile(
    r"\b(?:be (?:wary|careful|suspicious)|beware|warn\w*|dangerous|danger|harmful|risky|deadly|"
    r"fatal|life-threatening|myth|false|untrue|misleading|no evidence|in the hope|"
    r"too (?:soon|early)|because you feel|from working|relaps\w*|comes? back|"
    r"and (?:it|they|you|your \w+) (?:might|may|could|will))\b"
)
#: Headings over what others say, or over warnings.
OTHERS_HEAD = re.compile(
    r"\b(?:warning|red flags?|beware|be (?:wary|careful)|claims?|myths?|misleading|advert\w*|"
    r"do not believe|scams?|what (?:clinics|sellers|some|they|people) (?:say|claim|tell)|"
    r"ruling|complaints?|unproven|trials?|who can (?:join|take part)|eligib\w*|criteria)\b"
)
#: Test results and recovery decide in good care; an operation that is proven may end a medicine.
FOUND_OUT = re.compile(
    r"\b(?:tests?|scans?|scores?|biops\w+|genomic|screening|low[- ]risk|early[- ]stage|"
    r"supportive|conservative care|none exists?|palliative|comfort|hospice|exercises?|"
    r"physiotherapy|"
    r"physical therapy|losing weight|weight loss|remission|free for|short notice|waiting list|"
    r"if (?:there|the|all|no|your?|blood|levels?))\b"
)
PROVEN = re.compile(
    r"\b(?:bariatric|gastric (?:bypass|sleeve|band\w*)|sleeve gastrectomy|weight[- ]loss "
    r"(?:surgery|operations?|programmes?|drugs?)|metabolic surgery|los(?:e|es|ing) weight|"
    r"(?:kidney|islet|liver|pancreas|organ|corneal|heart|lung) transplant\w*|ablation|"
    r"epilepsy surgery|low[- ]calorie|total diet replacement|closed loop|cpap|"
    r"after (?:the )?birth|gestational|some (?:people|patients|children) (?:can|may|could))\b"
)
#: Getting free of what harms: tobacco, alcohol, street drugs, screens.
ADDICTION = re.compile(
    r"\b(?:smok\w*|cigarettes?|tobacco|nicotine|vap(?:e|es|ing)|alcohol\w*|drink(?:ing|ers)|"
    r"heroin|cocaine|crack|meth|fentanyl|opioids?|opiates?|cannabis|addict\w*|rehab centre|"
    r"street drugs|substance|doping|anabolic|bodybuild\w*|screens?|i-?pads?|devices?|"
    r"(?<!by )(?<!\bon the )(?<!over the )phones?\b(?!:? ?[+(\d]| (?:number|calls?|line|us|me|our|"
    r"you|her|him)\b)|"
    r"sleeping (?:pills|tablets)|slimming|diet pills|painkillers?)\b"
)
#: Medicines are thrown away when they are old, and what is used up.
DISPOSAL = re.compile(
    r"\b(?:expir\w*|out[- ]of[- ]date|unused|left ?over|after \d+ (?:days?|weeks?)|frozen|"
    r"counter|empty|sharps|needles|once opened|fridge)\b"
)
#: Yes or no, on a condition.
ONLY_IF = re.compile(
    r"^yes,? (?:but|if|as long as|once|after|provided|when|with|in some)\b|"
    r"^no,? (?:not (?:in|for|every|always|all)|but|only|unless)\b"
)
#: Where a rule for patients sets in: what guidelines and leaflets are made of.
CONDITION = re.compile(r"\b(?:if|when|unless|while|in case|below|above|people with)\b")
#: Slow and watched is how it is done; only beside another treatment can it be advice.
GENTLE = re.compile(r"\b(?:slowly|gradually|bit by bit|little by little|may|might|perhaps)\b")
#: Before the words that were found: what turns them round.
TURNED = re.compile(
    r"(?:\b(?:do not|don't|never|not|nor|no one|nobody|without|instead of|rather than|cannot|"
    r"can't|need not|needn't|if|when|whether|who|unless|before you) (?:[\w']+ ){0,5}|n't |"
    r"\b(?:no|few) (?:child|children|person|people|patients?|one) (?:can|could|may|should) )$"
)
#: Within them: "you never need to stop".
DENIED = re.compile(r"\b(?:never|rarely|seldom|hardly ever) (?:need|have|has|must|should|can)\b")
