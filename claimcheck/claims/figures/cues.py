"""The words by which kinds of figures are told apart; patterns over folded text."""

from __future__ import annotations

import re

from claimcheck.claims.figures.words import PEOPLE

DISCOUNT = re.compile(r"\b(?:discounts?|sav(?:e|es|ing|ings)(?: you| up to| of)?|coupon|cheaper)\b")
MONEY = re.compile(
    r"\b(?:costs?|prices?|fees?|deposit|payments?|refund\w*|tax|cagr|market|revenue|sales|funding|"
    r"invest\w*|insurance|reimburse\w*|grants?)\b"
)
NO_PRICE = re.compile(
    r"\b(?:market|revenue|sales|grants?|funding|raised|invest\w*|fine[ds]?|economy|industry|"
    r"lawsuit|awarded|sued)\b"
)
RATING = re.compile(r"\b(?:stars?|star rating|rated \d|google reviews?)\b")
MADE_OF = re.compile(
    r" ?(?:pure|natural|organic|sodium|oxygen|bacteria|alcohol|water|saline|thc|cbd|ethanol|"
    r"protein|carb\w*|mercury|human|albumin|solution|gel|cream|bioavail\w*|"
    r"of (?:the )?(?:clinics|hospitals|stud(?:y|ies)|trials|articles|papers)|female|females|male|"
    r"males|women|men|boys|girls|white|viab\w+|cell viability|"
    r"of (?:(?:the|our|all|these|infused|injected|living|stem) ){0,3}(?:cells|samples|vials|bags|"
    r"batches)|"
    r"by volume|of (?:the )?(?:calories|vapor|dose|market|dna|genes|serotonin|its weight)|"
    r"(?:the )?normal (?:atmospheric )?pressure|the pressure|ci|confiden\w+|sure|certain|"
    r"committed|transparent|online|purity|concentration|honest|"
    r"private|growth factors|other)\b"
)
#: How common something is, whatever is done about it.
STATE = re.compile(
    r"\b(?:prevalence|incidence|diagnos(?:ed|is|es|e)|in the population|(?<!than in the )"
    r"(?<!comparable )general population|born|(?:at|after|since) birth|carry|living with|has it|"
    r"have it|have one|have had|"
    r"have them|lifetime|at some (?:point|time)|in (?:any|a given) (?:week|year)|new cases|"
    r"likel(?:y|ier|ihood) to (?:carry|be (?:diagnosed|born)|get|develop|fall)|newly injured|"
    r"(?:each|every|per) year|(?<!within )(?<!after )(?<!in )(?<!for )(?<!at )(?<!half )a year|"
    r"annually|yearly|worldwide|globally|in the world|countries|"
    r"(?:in|of) (?:the )?(?:uk|us|u\.s\.?|usa|united states|america|england|west)\b|"
    r"americans|estimate[ds]?|fall ill|is found in|suffer\w*|affect(?:s|ed|ing)?|occurs in|"
    r"(?:have|has|had|with) (?:autism|adhd|asd|epilepsy|chronic|the condition|comorbid\w*)|"
    r"result(?:s|ed)? from|"
    r"(?:are|is|was|were) (?:due to|caused by|genetic|inherited)|come (?:of|from|because)|"
    r"heritab\w*|mean age|consent|offer|look(?:s|ed)? for|conceive|at first|imaging|"
    r"will (?:get|have|develop|be diagnosed)|of what|whatever)\b"
)
#: The same, in words that results use too.
MAYBE_STATE = re.compile(
    r"\b(?:of cases|caus(?:es?|ed)|linked|common|commonest|inherit\w*|genetic\w*|at risk|gets?|"
    r"by age|"
    r"deficien\w*|had been|employ\w*|obes\w*|prone|world|society|die of|likel(?:y|ier)|have|has|"
    r"had|risk)\b"
)
HARM = re.compile(
    r"\b(?:adverse|side[- ]effects?|complications?|reactions?|rejection|mortality|trm|saes?|aes?|"
    r"toxicity|nausea|vomit\w*|diarrh\w*|worsen\w*|worse|harm\w*|bleeding|miscarriages?|"
    r"tolerat\w*|graft[- ]versus[- ]host|gvhd|dropped out|withdrew|failed back|fbss|"
    r"need (?:a )?second|re-?operat\w+|revision|inflame|(?:damage|ones|"
    r"events) are (?:very )?rare)\b"
)
MAYBE_HARM = re.compile(
    r"\b(?:deaths?|died|die|dies|infections?|headaches?|fever|weakness|dizz\w*|rash|fatigue|"
    r"swelling|seizures|hospitali[sz]ed|tumou?rs?|safe(?:ty|ly)?|discontinu\w*)\b"
)
FAILED = re.compile(
    r"\b(?:go(?:es)? on having|continue(?:s|d)? to have|still have|not|n't|never|fail(?:s|"
    r"ed)?(?: to)?|no) (?:\w+ ){0,3}?(?:respon\w+|improv\w+|"
    r"benefit\w*|reach\w*|heal\w*|help\w*|work\w*|reliev\w*|recover\w*|change\w*)\b|(?:do|did|"
    r"does)(?: not|n't)(?=[,.;]|$)|n't (?:\w+ "
    r"){0,2}?(?:respon\w+|improv\w+|benefit\w*|reach\w*|heal\w*|help\w*|work\w*|reliev\w*)\b|"
    r"\b(?:relaps(?:e|ed) (?:rate|in|after|within)|relapsed|(?:long-term )?relapse rate|"
    r"non-?respon\w+|failures?|recurrence|ineffective|poor outcome)\b"
)
SATISFIED = re.compile(
    r"\b(?:satisf(?:ied|action)|(?:would|will|do|to) recommend\w*|recommend us|happy with|pleased|"
    r"would (?:do it|choose|have it) again|delighted)\b"
)
IMPROVED = re.compile(
    r"\b(?:improv(?:e[ds]?|ing|ements?)|better|respon(?:d|ds|ded|ding|se|ses|ders)|"
    r"success(?:es|ful|fully)?|succeed\w*|effective(?:ly|ness)?|efficacy|cured|cures|"
    r"recover(?:ed|y|ies)|"
    r"benefit(?:ed|s)?|remission|helped|reliev\w+|relief|progress(?:ed)?|cure rates?|immune|"
    r"halted|"
    r"(?:seizure|symptom|pain|insulin|drug|medication|relapse|disease|cancer|progression)[- ]free|"
    r"surviv(?:e[ds]?|al)|alive|regained|lessen\w*|revers(?:ed|al|es)|healed|abstinent|"
    r"abstinence|quit|controlled|clear(?:ed|ance)|resolv\w+|resolution|disappear\w*|(?:stayed|"
    r"remained|are|were) stable|"
    r"(?:can|could|able to) (?:stop|leave off|come off)|gain(?:s|ed)? (?:complete|full|better|"
    r"back)|"
    r"(?:saw|see|walk|speak|sleep|feel|felt) better|highest grade|best grade|eye contact|"
    r"less severe|regrowth|good results|excellent results|"
    r"free of (?:pain|symptoms|seizures)|no longer|fewer(?! than)|(?:began|started|learn(?:ed|"
    r"t)) to|mainstream\w*|stopped|control (?:their|his|her|the)|"
    r"complete response|spoke|gained|reduction|became|outcomes|works?(?: for| in)|worked)\b"
)
MAYBE_IMPROVED = re.compile(
    r"\b(?:cure|heal|free|normal\w*|able|fewer|avoid\w*|walk(?:ed)?|positive|chance of|cr|lost|"
    r"lose|results?|thicker|satisfactory|excellent|good|significant\w*|live|placebo|sham|speak|"
    r"talk(?:ed|ing)?|protect\w*|prevent\w*|eased?|calmer|gone|stops?|leave|graduat\w*|less|"
    r"reported|saw|seen|show(?:ed|s)?|back)\b"
)
ALTERED = re.compile(
    r"\b(?:reduc\w+|decreas\w+|increas\w+|improv\w+|less|(?<!or )more(?! than)|drop(?:s|ped)?|"
    r"fell|fall(?:s|en)?|"
    r"rise|rises|rose|rais\w+|lower\w*|better|gain(?:s|ed)?|chang(?:e|es|ed)|relief|grew|grow|"
    r"longer|faster|quicker|shorter|younger|lighter|thinner|thicker|stronger|cut(?:s|ting)?|down|"
    r"up by|went up|goes up|went from|loss|lose|lost|los(?:es|ing)|higher|greater|smaller|"
    r"declin\w+|"
    r"diminish\w*|shr[iau]nk\w*|reliev\w*|boost\w*|accelerat\w*|takes? off|averag\w+|difference|"
    r"recovery|regenerat\w*|slow\w*|delay\w*|restor\w*|gives|elevat\w*|median|score[sd]?|went|"
    r"half the risk|chance|likelier|likely|moved|climbed|(?:new )?words|as (?:long|high))\b"
)
#: Words that nobody uses of the world's state, only of what was done about it.
BETTERED = re.compile(
    r"\b(?:drop(?:s|ped)?|reduc\w+|decreas\w+|down|improv\w+|fell|less|lower(?:ed|s)?|cut|"
    r"thinner|lighter|"
    r"faster|lose|lost|loss|difference|shrank|relief)\b"
)
#: More papers, more cases or a larger market are no result of a treatment.
OF_NUMBERS = re.compile(
    r"\b(?:(?:the|yearly|whose) numbers?|publications|published|market|demand|cases of|diagnoses|"
    r"the rise|prevalence|expected to grow|kidney function is left|share of)\b"
)
SURVIVED = re.compile(r"\bsurviv")
ARMS = re.compile(
    r"(?<!\w)(?:vs\.?|versus|placebo|sham|in controls|than (?:in )?controls?|head to head)(?!\w)"
)
SYMPTOMS = re.compile(
    r"\b(?:eye contact|speech|language|sleep\w*|tantrums|meltdowns|attention|pain|mood|"
    r"soci(?:al|ability)\w*|communicat\w+|behaviou?r\w*|cognit\w*|motor|mobility|hyperactiv\w*|"
    r"irritab\w*|"
    r"aggress\w*|anxiety|depress\w*|function\w*|fatigue|memory|digest\w*|erections?|"
    r"stiffness|symptoms?|concentration|understanding|vocabulary|words|weight|survival|mortality|"
    r"scores?|healing|developmental age|wrinkles|hair|quality of life|skills|iq|recovery)\b"
)
TREATED = re.compile(
    r"\b(?:treat(?:ed|ment|ments|ing|s)?|therap(?:y|ies)|infusions?|injections?|injected|"
    r"transplant\w*|"
    r"\w{2,12}therap\w+|acupuncture|chiropract\w+|hypno\w+|hyperbaric|hom(?:o?e)opath\w+|massage|"
    r"exercis\w+|yoga|meditation|relaxation|vitamins?|nicotine|inhibitors?|antibiotics|steroids|"
    r"botox|"
    r"fillers|training|adjustments?|osteopath\w*|needling|ozone|exosomes?|prp|cord blood|"
    r"bone marrow|"
    r"chelation|leucovorin|melatonin|cannabi\w+|cbd|stimulation|neurofeedback|biofeedback|r?tms|"
    r"ibogaine|immuniz\w+|placebo|ivf|combination|\w{3,14}(?:mab|pril|statin|glutide|oxetine)|"
    r"stem cells?|drugs?|dos(?:e|es|ed)|sessions?|medicines?|medicat\w+|surger\w+|vaccin\w*|diet|"
    r"statins?|supplement\w*|antidepressants|protocol|program\w*|trials?|stud(?:y|ies)|"
    r"randomi[sz]ed|"
    r"procedures?|took|taking|given|grafts?|intervention|pill|hbot|ect|ketamine|"
    r"semaglutide|"
    r"statin|screening|implants?|devices?|laser|shots?|on (?:cbd|omega\S*|"
    r"cells)|with "
    r"cells|group|participants|after (?:one|a single|two|three|\d+)|those who|"
    r"of them|"
    r"users|clients|our patients|parents|completed|cigarettes|treatments|the (?:vitamin|cells|"
    r"method|"
    r"protocol|programme)|clinics?|brought|brings|led to|leads to)\b"
)
DONE = re.compile(
    r"\b(?:treated|performed|procedures|treatments|helped|served|infusions|injections|so far|"
    r"worldwide|since \d{4}|successful|done|"
    r"carried out|transplants\w*|conceived|cared for|seen|have (?:had|received|undergone|used|"
    r"chosen|trusted)|patients? from|trust\w*|happy|"
    r"countries|experience|countless|implant\w*|surgeries|operations|births|babies born|"
    r"injected)\b"
)
STUDIED = re.compile(
    r"\b(?:study|studies|trials?|enrol\w+|recruit\w+|random\w+|participat\w+|analys\w+|cohort|"
    r"eligible|follow\w*|examined|published|included|"
    r"group|arms?|looked at|data from|review\w*|survey\w*|n =|assigned|questioned|sample|tested|"
    r"had both|found)\b"
)
IN_A_POPULATION = re.compile(
    r"\b(?:have|has|had|live|lives|living with|affected|affects?|suffer\w*|diagnosed|disease|"
    r"disability|disorder|stage|worldwide|in the (?:us|uk|united states|world)|"
    r"each year|a year|die|born|new cases|per million|estimated)\b"
)
OF_PEOPLE = re.compile(
    rf"\s*(?:\)\s*)?(?:of |our |the |all |in |among )*(?:(?!in\b|within\b|after\b|for\b|of\b)"
    rf"[\w'-]{{1,24}} ){{0,3}}(?:{PEOPLE}|those|them|whom)\b"
)
#: "87% improved", "83% reported better sleep": the figure stands for people.
DID = re.compile(
    r"\)? (?:\([^()]{1,12}\) )?(?:then |have |had |also )?(?:improved|responded|reported|said|"
    r"saw|showed|experienced|"
    r"felt|noticed|achieved|became|recovered|regained|were (?:able|free|better|helped|cured)|"
    r"did)\b"
)
#: "20 times more oxygen", "three times higher than normal" tell how it is done.
OF_MATTER = re.compile(r"\b(?:oxygen|pressure|normal|concentrat\w+|potent|levels|size)\b")
SAFE_AFTER = re.compile(
    r" (?:safe|risk[- ]free|side[- ]effect[- ]free|non-?toxic|free (?:of|from) side)\b"
)
#: The figure is the subject of a state: "91.6 percent had trouble walking".
HAD = re.compile(
    r"(?: \(\S{1,12}\))?(?: of [\w' -]{3,60}?)? (?:have|has|had|having|were|was|are|is|also have|"
    r"suffer\w*|carry|live|lived|come|use|used|try|tried|choose|want|prefer|tell|treat|believe|"
    r"see)\b"
)
LEVELS = re.compile(r"mol\b|[a-z]/d?l\b|ng/|[µμ]m\b")
LENGTH = re.compile(r"(?:meters|metres|mm|cm|feet|foot|ft|miles|inch(?:es)?|hg)$")
LOST = re.compile(
    r"\b(?:los[et]|lost|losing|loss|added|adds|weight|versus|shed|drop\w*|fell|fall|reduc\w+|"
    r"decreas\w*|lower\w*|less|longer|more|gain\w*|improv\w*|"
    r"increas\w*|rose|further|extra|down|burn\w*)\b"
)
WEIGHT = re.compile(r"(?:\b|\d)(?:lbs?|kilos?|pounds|stone)\b")
BY = re.compile(r"\bby $")
#: "11 patients (64.7%) saw better": people counted by what happened to them.
FARED = re.compile(
    r"(?: \([\d.,]{1,6} ?%\))? (?:\w{3,14}ly )?(?:improved|responded|recovered|relapsed|died|saw|"
    r"stayed|"
    r"remained|became|regained|achieved|showed improvement|were cured|reported|had (?:adverse|"
    r"side|better|fewer))\b"
)
#: "The movements are" before "about half", and what may follow on it.
SYMPTOM_IS = re.compile(
    r"\b(?:attacks?|cramps?|dose|fits|headaches?|jerks|meltdowns?|migraines?|movements?|pain|"
    r"seizures?|spasms?|stiffness|swelling|tics|tremors?|tantrums?|tumou?rs?|lesions?) "
    r"(?:is|are|was|were) (?:now |only |just |already )*$"
)
SENTENCE_GOES_ON = re.compile(r"\W*(?:$|[.;,]|(?:and|now|since|what|of what)\b)")
FRACTION_IN_WORDS = re.compile(r"\b(?:half|thirds?|quarters?)\b")
PEOPLE_NAMED = re.compile(rf"\b(?:{PEOPLE}|those|them|us)\b")
