"""The signs of the genre, as data: name, what they point to, weight, pattern, an example.

The weights were chosen on one half of the sites behind ``corpus/passages`` and measured on the
other half. A call to book settles the matter alone; the language of promises and the language of
reports weigh little each and settle it together.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.schema import Genre

_S, _I = Genre.SELLS, Genre.INFORMS


class Cue(NamedTuple):
    """One sign; ``pattern`` is searched in a block, or in a host name. ``example`` holds it."""

    name: str
    points_to: Genre
    weight: float
    pattern: re.Pattern[str]
    example: str


def _cue(name: str, points_to: Genre, weight: float, pattern: str, example: str) -> Cue:
    return Cue(name, points_to, weight, re.compile(pattern, re.IGNORECASE), example)


_MONEY = (
    r"(?:[$€£₹] ?\d[\d.,]{0,12}|(?<![\d.,])\d[\d.,]{0,12} ?(?:[$€£₹]|(?:dollars|euros?|pounds|"
    r"rupees|francs|usd|eur|gbp|chf|aud|cad|inr|thb|baht|pesos?)\b))"
)
#: What a seller of care sells by the piece.
_COURSE = (
    r"(?:sessions?|sittings?|infusions?|drips?|injections?|courses? of \d+|courses?|visits?|"
    r"consultations?|packages?|programmes?|memberships?|months?|vials?)"
)
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|few)"

#: What only somebody says who wants to be called, booked or paid.
_OFFERS: tuple[Cue, ...] = (
    _cue("offer_consultation", _S, 2, r"\b(?:free|online|initial|your|a|video) consultations?\b",
         "Ask for a free consultation."),
    _cue("call_to_book", _S, 2, r"\b(?:book|schedule|reserve|arrange) (?:\w+ ){0,3}"
         r"(?:consultations?|appointments?|calls?|treatments?|visits?|spots?|places?)\b",
         "Book your first visit."),
    _cue("call_to_contact", _S, 1, r"\b(?:contact us|call (?:us|now|today)|get in touch|"
         r"message us|whatsapp|viber|speak (?:to|with) (?:our|a) (?:\w+ )?"
         r"(?:team|coordinator|specialist|advis[eo]r))\b",
         "Message us on WhatsApp."),
    _cue("call_to_phone", _S, 1.25,
         r"\b(?:call|phone|whatsapp)(?: us)?(?: (?:now|today|on|at))*:? ?(?:\+|\(?\d)[\d ()-]{6,}",
         "Call us at +00 555 0100."),
    _cue("call_to_quote", _S, 2, r"\b(?:get|request|ask for) (?:a|your|my) (?:\w+ )?"
         r"(?:quote|price|treatment plan|cost estimate)\b", "Request a free quote."),
    _cue("fill_in_form", _S, 2, r"\b(?:fill (?:in|out) (?:our|the|your|this) (?:\w+ )?"
         r"(?:forms?|details)|leave your (?:details|number|request))\b", "Fill in our form."),
    _cue("we_connect_you", _S, 2, r"\bwe (?:can |will )?(?:connect|match|pair) you with\b|"
         r"\b(?:clinics? we.{0,20}vetted|verified clinics?|partner clinics?)\b",
         "We can connect you with a clinic."),
    _cue("team_guides_you", _S, 1, r"\bour (?:\w+ ){0,2}team (?:will|can|is here to) "
         r"(?:guide|help|contact|reach|answer|assist)\b", "Our care team will guide you."),
    _cue("discount", _S, 2, r"\b(?:(?<!\ba clinic's )(?<!\blinks, )discounts?|discounted|"
         r"special offers?|limited[- ]time|save up to|promo(?:tion)? codes?|"
         r"\d+ ?% off(?! gives (?:about|around|roughly|half)\b))\b",
         "Ten places at 20% off."),
    _cue("own_clinic", _S, 1.5, r"\bour (?!(?:club|school|village) (?:doctors?|physicians?)\b|"
         r"family doctor (?:said|says|told|thinks|"
         r"advis|wrote|was|had)|(?:\w+ )?(?:doctors?|hospital|specialists?) (?:back (?:at )?|at )"
         r"home\b(?! and))(?:\w+ )?(?:clinics?|cent(?:er|re)s?|hospital|facilit(?:y|"
         r"ies)|practice|office|laborator(?:y|ies)|lab|specialists?|doctors?|physicians?|"
         r"patients|clients|protocols?|programs?|therap(?:y|ies)|treatments?|services?|"
         r"products?|exosomes|stem cells|guests|chambers?|drips?|infusions?|peptides?|"
         r"packages?)\b", "Our doctors wait for you."),
    _cue("we_treat", _S, 1, r"\bwe (?:have |also |only )?(?:treat(?:ed)?|offer|provide|administer|"
         r"use|inject|perform) (?:[\w,-]+ ){0,6}(?:patients?|children|therap(?:y|ies)|"
         r"treatments?|cells?|exosomes?|conditions?|injections?|infusions?|options?|plans?)\b",
         "We treat patients from abroad."),
    _cue("we_at_the_clinic", _S, 1.5, r"\b(?:we|here) at (?:the )?(?-i:[A-Z])\w+",
         "Here at Larch Clinic the day begins early."),
    _cue("place_of_business", _S, 1, r"\b(?:treatments?|therapy|therapies|clinic|injections?|"
         r"specialists?|doctors?|surgery|acupuncture|chiropractor|center|centre) (?:in|near|of) "
         r"(?-i:[A-Z]\w+(?: [A-Z]\w+)?, [A-Z]{2})\b", "Ozone therapy in Larchville, CA"),
    _cue("price_of_package", _S, 1.25, rf"\bpackages?\b[^.\n$€£₹]{{0,30}}{_MONEY}[^.\n]{{0,30}}"
         r"\b(?:includ\w+|hotel|transfers?|flights?|all in)\b",
         "The package is 7,000 dollars with hotel."),
    _cue("few_places", _S, 1.25, r"\b(?:only|just|last) (?:\w+ )?(?:\d+|" + _SMALL + r") (?:\w+ )?"
         r"(?:spots?|places?|slots?|seats?) (?:left|remain\w*|open)\b|"
         r"\bfor the (?:next|first) \d+ (?:people|callers|patients|families|clients|customers)\b|"
         r"\bfirst \d+ (?:callers|patients|families|clients|customers)\b(?! (?:were|had|got|of))|"
         r"\bwe (?:only (?:accept|take|admit)|(?:accept|take|admit) (?:only|just)) (?:\w+ ){0,2}"
         r"(?:families|children|patients|clients|guests) (?:per|a|each|every) (?:day|week|month)\b|"
         r"\bstock up\b|\bwhile (?:stocks?|supplies|supply) lasts?\b", "Only 4 places left."),
    _cue("offer_ends", _S, 1.25, r"\b(?:book|enroll?|reserve|order|pay|buy|call) "
         r"(?:\w+ ){0,4}?(?:by|before|until|till) (?:the end of (?:the|this) (?:week|month|year)|"
         r"(?:sun|mon|tues|wednes|thurs|fri|satur)day|midnight)\b|"
         r"\b(?:this|next) (?:week|month|weekend) only\b|"
         r"\boffer\b[^.\n]{0,40}\b(?:ends?|till|until)\b",
         "Enrol by Sunday and save."),
    _cue("guarantee", _S, 1, r"\b(?:or your|get your) money back\b|\bmoney[- ]back guarantee\b|"
         r"\bwith (?:a )?(?:written|full|lifetime|results?) guarantee\b|\b100 ?% satisfaction\b|"
         r"\b(?:we|will) refund (?:every|you|your|the full|all)\b|"
         r"\byou (?:don't|do not|won't) pay\b", "It works, or your money back."),
    _cue("pay_ahead", _S, 1, r"\bdeposit of (?:[$€£₹] ?)?\d|"
         r"\bdeposit (?:keeps|holds|secures|reserves) (?:your|a)\b|"
         r"\b(?:financing|payment plans?) (?:is |are )?available\b|\bno credit check\b|"
         r"\bpay in full\b", "A deposit of $300 holds your date."),
    _cue("free_to_start", _S, 0.75, r"\bfirst (?:talk|visit|session|call|sitting|consultation)"
         r"(?: is)? free\b|\b(?:is|are) on us\b|\b(?:ships?|shipping is) free\b|\bfree shipping\b|"
         r"\bfree (?:\w+ )?(?:dinner|seminar|scan)\b", "The first talk is free."),
    _cue("call_to_reserve", _S, 1, r"\b(?:book|enroll?|order|buy|join|apply) (?:now|today)\b|"
         r"\b(?:claim|reserve|secure|save) (?:my|your) (?:\w+ )?"
         r"(?:spot|place|seat|discount|offer)\b",
         "Reserve your seat."),
    _cue("rent_a_device", _S, 1, r"\b(?:rent|hire|buy) (?:a|our|your own) (?:\w+ )?"
         r"(?:chamber|device|machine|unit|mat)\b|\badd to (?:cart|basket)\b|\bgift cards?\b",
         "Rent a chamber for your home."),
    _cue("those_we_treat", _S, 0.75, r"\b(?:children|patients|people|clients|families|others) "
         r"(?:that |whom )?we (?:treat|have treated|have helped)\b|\bwe have treated (?:\w+ )?"
         r"(?:babies|infants|toddlers|children)\b|\bcomplet\w+ our (?:\w+ )?(?:course|programme)\b",
         "Most of the children we treat are five."),
    _cue("travel_package", _S, 1, r"\b(?:airport (?:transfer|pick-?up)|"
         r"accommodation (?:is )?included|medical tourism|all[- ]inclusive)\b",
         "Airport transfer and hotel"),
    _cue("thanks_of_a_patient", _S, 1, r"\b(?:thank(?:s| you)(?: so much)?,? (?:to )?(?:dr|doctor|"
         r"all|everyone)|(?:so|very|forever) (?:grateful|thankful)|(?:stem cells?|treatment|"
         r"therapy|clinic) (?:has |have )?(?:changed|saved) (?:my|our|his|her))\b",
         "We are so grateful."),
)  # fmt: skip

#: A price is told by news, insurers and dentists too: it tips the scale and is no offer.
_PRICES: tuple[Cue, ...] = (
    _cue("package_price", _S, 1.25,
         r"\b(?:packages?|treatment|therapy|program(?:me)?)\b[^.\n]{0,40}[$€£]\s?\d|[$€£]\s?\d[\d,.]*\b[^.\n]{0,30}\b"
         r"(?:packages?|per (?:session|course|infusion))\b", "Packages from $900"),
    _cue("price_list", _S, 1.25, r"\A\W*(?:prices?|costs?|fees?|our prices?)(?: of \w+)?"
         r":? *(?:from )?[$€£]? ?\d|\bprices? (?:start|begin)s? (?:at|from)\b", "Price: 900 EUR"),
    _cue("price_of_course", _S, 0.75, rf"\b{_COURSE}\b[^.\n$€£₹]{{0,30}}{_MONEY}|"
         rf"{_MONEY}[^.\n]{{0,15}}\b(?:per|an?|each|for)\b[^.\n]{{0,12}}\b{_COURSE}\b|"
         r"\b\d[\d,]{2,6} ?(?:an?|per|/) ?month\b", "Ten sittings cost 800 euros."),
)  # fmt: skip

#: How pages speak that hold something out to the reader.
_PROMISES: tuple[Cue, ...] = (
    _cue("promise_of_repair", _S, 0.75, r"\b(?:repair|regenerat|restor|rebuild|replac|renew|"
         r"rejuvenat|heal)(?:s|es|ed|e|ing|t)? (?:[\w'-]+,? ){0,4}(?:damaged?|injur(?:ed|ies)|"
         r"diseased|lost|tissues?|cells?|nerves?|neurons?|cartilage|functions?|organs?|body)\b",
         "It repairs damaged tissue."),
    _cue("promise_of_own_healing", _S, 0.5, r"\b(?:body(?:'s)?|natural|own|innate|self)[ -]"
         r"(?:[\w-]+ ){0,2}(?:heal(?:ing|s)?|repairs?|regenerat\w+|defen[cs]es?)\b",
         "The body's own healing begins."),
    _cue("promise_of_a_boost", _S, 0.75, r"\b(?:boost|stimulat|enhanc|strengthen|promot|support|"
         r"optimi[sz]|modulat|regulat|balanc|reset|activat|increas|improv)(?:s|es|e|ing|ed)? "
         r"(?:[\w'-]+,? ){0,3}(?:immun\w+|energy|healing|recovery|collagen|circulation|blood flow|"
         r"functions?|growth|metabolism|regeneration|well-?being|mood|sleep|"
         r"hormones?|nervous system|oxygen)\b", "It boosts the immune system."),
    _cue("promise_of_help", _S, 0.25, r"\bcan (?:also |even |greatly |significantly |truly |then )?"
         r"(?:help|improve|reduce|relieve|restore|reverse|ease|slow|boost|heal|repair|regenerate|"
         r"stimulate|enhance|support)\b|\bhelps (?:to |the |your )?\w+", "It can help."),
    _cue("promise_of_relief", _S, 0.25, r"\b(?:reduc|lower|decreas|fight|calm|reliev|eas|eliminat)"
         r"(?:s|es|e|ing|ed) (?:[\w'-]+ ){0,2}"
         r"(?:inflammation|pain|swelling|symptoms|stress|anxiety)\b|"
         r"\banti-?inflammatory\b", "It reduces pain."),
    _cue("root_cause", _S, 1.25, r"\b(?:root causes?|root of the|"
         r"mask(?:s|ing)? (?:the )?symptoms)\b",
         "We look for the root cause."),
    _cue("praise_of_novelty", _S, 1, r"\b(?:cutting[- ]edge|state[- ]of[- ]the[- ]art|"
         r"revolution\w+|innovative|ground-?breaking|world[- ]class|game[- ]chang\w+|newest|"
         r"advanced (?:therap|treat|tech)\w+|leading[- ]edge|new hope)\b",
         "An innovative therapy"),
    _cue("praise_of_ease", _S, 0.5, r"\b(?:(?:no|zero|little|minimal) downtime|painless\w*|"
         r"non-?invasive|minimally invasive|without (?:\w+ ){0,3}(?:surgery|side effects|drugs|"
         r"medications?)|drug[- ]free|non-?surgical|"
         r"(?:no|zero) (?:known |serious |negative |adverse )?side effects|outpatient|"
         r"all[- ]natural)\b", "A painless drip"),
    _cue("praise_of_safety", _S, 0.5, r"\b(?:(?:completely|perfectly|entirely|absolutely|totally|"
         r"extremely|very) safe|no risk (?:of|to)|no rejection|safe,? (?:and )?natural)\b",
         "It is completely safe."),
    _cue("praise_of_success", _S, 0.75, r"\b(?:success rates?|successfully treat\w*|amazing|"
         r"incredible|remarkabl[ey]|dramatic(?:ally)?|life[- ]changing|transform\w*)\b",
         "A high success rate"),
    _cue("praise_of_staff", _S, 0.5, r"\b(?:years of experience|experienced (?:team|doctors?|"
         r"physicians?|specialists?)|board[- ]certified|leading (?:clinics?|experts?|doctors?|"
         r"specialists?|cent(?:er|re)s?)|highly (?:trained|qualified|skilled))\b",
         "A highly trained nurse"),
    _cue("made_for_you", _S, 0.75, r"\b(?:personali[sz]ed|individuali[sz]ed|tailored|customi[sz]ed|"
         r"determined individually|your (?:unique|individual|specific))\b",
         "A personalised plan"),
    _cue("address_to_seeker", _S, 0.75, r"\bif you(?:'re| are|'ve been| have been)? (?:\w+ )?"
         r"(?:looking|considering|interested|struggling|suffer(?:ing)?|ready|tired|searching|"
         r"experiencing|want|wish)\b|\b(?:are|do) you (?:\w+ )?(?:suffer|struggl|tired|looking|"
         r"ready|experienc)\w*", "Are you tired of pain?"),
    _cue("course_of_treatment", _S, 0.5, r"\b(?:what to expect|(?:good|ideal|right) candidates?|"
         r"how many (?:sessions|treatments|infusions|injections)|(?:is|are) (?:given|injected|"
         r"administered|applied) (?:\w+ ){0,3}(?:by|through|into|via)|after (?:the|your) "
         r"(?:treatment|procedure|session|injection)|series of (?:\w+ )?(?:sessions|treatments|"
         r"injections|infusions))\b", "What to expect on the day"),
    _cue("patients_enjoy", _S, 0.75, r"\b(?:many|most|some of our) (?:of our )?(?:patients|clients|"
         r"parents)\b|\bpatients (?:report|notice|feel|see|enjoy|often|usually|typically)\b",
         "Most patients feel it at once."),
    _cue("wellness_talk", _S, 0.75, r"\b(?:wellness|vitality|rejuvenat\w+|anti-?ag(?:e)?ing|"
         r"detox\w*|holistic(?:ally)?|longevity|toxins?)\b", "A wellness day"),
    _cue("mechanism_talk", _S, 0.5, r"\b(?:growth factors?|signal\w* (?:molecules|proteins)|"
         r"messengers?|free radicals|oxidative stress|mitochondria\w*|differentiate|"
         r"turn into|(?:immun|neuro)\w*modulat\w+|paracrine|blood vessels|new cells)\b",
         "Growth factors are set free."),
    _cue("regenerative_talk", _S, 0.25, r"\bregenerat(?:ive|ion|es?|ing)\b",
         "Regenerative medicine"),
)  # fmt: skip

#: What those say who weigh, advise, supervise or warn.
_WEIGHING: tuple[Cue, ...] = (
    _cue("talk_to_doctor", _I, 0.75, r"\b(?:talk|speak) (?:to|with) (?:your|a) "
         r"(?:child's )?(?:own )?"
         r"(?:doctor|gp|p(?:a)?ediatrician|physician|health(?:care)? provider)\b",
         "Talk to your doctor first."),
    _cue("evidence_weighed", _I, 1, r"\b(?:no (?:more effective|better) than (?:a )?placebo|"
         r"(?:evidence|data) (?:is|are|remains?) (?:\w+ )?(?:weak|limited|insufficient|lacking|low|"
         r"inconclusive|mixed|very uncertain)|not (?:been )?(?:shown|proven|approved)|"
         r"(?:more|further|larger) (?:\w+, )?(?:\w+ )?"
         r"(?:research|studies|trials) (?:is|are) needed)\b", "It has not been shown to help."),
    _cue("no_evidence", _I, 1.5, r"\b(?:(?:no|little|lack of|not enough|insufficient|scant|weak|"
         r"poor|hardly any) (?:\w+,? ){0,2}(?:evidence|proof)|unsupported|unsubstantiated|"
         r"disprove[dn]|(?:quality|certainty) of (?:the )?evidence|"
         r"(?:low|very low|moderate|high)[- ](?:quality|certainty) evidence)\b",
         "There is little good evidence."),
    _cue("trials_reported", _I, 1, r"\b(?:clinical trials? (?:show|found|have shown|did not)|"
         r"systematic reviews? (?:of|found)|randomi[sz]ed (?:\w+ )?trials?)\b",
         "Systematic reviews found nothing."),
    _cue("warns_of_sellers", _I, 2, r"\b(?:be (?:wary|careful|cautious|suspicious) "
         r"(?:of|about)|beware of|warn(?:s|ed|ing)? (?:about|against|patients|consumers|parents|"
         r"families|the public))\b", "Be wary of adverts."),
    _cue("calls_unproven", _I, 1, r"\bunproven (?:\w+ )?(?:treatments?|therap(?:y|ies)|products?|"
         r"claims?)\b", "an unproven product"),
    _cue("claims_of_others", _I, 1.5, r"\b(?:claim(?:s|ed|ing)? (?:that|to|it|they)\b|"
         r"(?:false|misleading|such|health|bold|their|these|its) claims|proponents|"
         r"advocates (?:say|claim)|tout(?:s|ed|ing)|pseudo-?scien\w+|quack\w*|"
         r"s[ck]eptic\w*|hoax|fraudulent|snake oil)", "They claim to cure it."),
    _cue("regulator_acts", _I, 1.5, r"\b(?:FDA|FTC|MHRA|TGA|EMA|ASA|regulators?|watchdog|agency)\b"
         r"[^.\n]{0,60}\b(?:warn|says?|said|alert|letters?|crack|urge|advis|alleg|order|charg|"
         r"issue|sue|remind|wants?|announce|told|complain|inspect)\w*",
         "The regulator warned the firm."),
    _cue("legal_action", _I, 1, r"\b(?:warning letters?|cease and desist|misbranded|lawsuits?|"
         r"sued|prosecut\w+|plaintiffs?|attorney general|alleg(?:es?|ed|edly|ations?)|"
         r"investigat(?:ors?|ing)|illegally|deceptive\w*|false (?:or|and) misleading|"
         r"falsely)\b", "The firm got a warning letter."),
    _cue("does_not_offer", _I, 2, r"\b(?:we|hospital|charity|trust|society|foundation) "
         r"(?:do(?:es)? not|don't|doesn't|cannot) (?:\w+ )?(?:offer|sell|endorse)\b"
         r"(?! (?:any )?(?:guarantee|refund|discount|a cure|cures|emergency))",
         "Our hospital does not offer the drip."),
    _cue("sells_nothing", _I, 2, r"\bwe sell nothing(?: (?:at all|ourselves))?(?=\s*(?:[.!]|$))",
         "The talk is free, and we sell nothing."),
    _cue("no_interest", _I, 2, r"\b(?:authors? declare|"
         r"no (?:commercial|financial|competing|conflicts? of) interests?)\b",
         "The authors declare nothing."),
    _cue("charity", _I, 2, r"\b(?:registered charity|charity (?:number|no)|"
         r"national (?:\w+ )?(?:autistic|autism) society|"
         r"we are (?:a|an independent) (?:charity|non-?profit))\b",
         "Larch Trust is a registered charity."),
    _cue("school", _I, 3, r"\bour (?:school|pupils)\b|\bthe whole school\b|\bhead ?teacher\b|"
         r"\bterm dates\b|\bschool office\b|\bpupils (?:at|in|on|with)\b",
         "Our school has a quiet room."),
    _cue("own_account", _I, 2, r"\bnobody (?:paid|pays|is paying) me\b|\bnot sponsored\b|"
         r"\bi (?:sell|earn|make|get) nothing\b|\bi(?:'m| am) (?:just )?one person\b|"
         r"\b(?:i have|i've|i've got) nothing to sell\b",
         "Nobody pays me for this, and I am one person."),
    _cue("general_information", _I, 1, r"\bthis (?:page|leaflet|factsheet|fact sheet|booklet) "
         r"(?:gives|provides|is|contains|explains|sums up)\b", "This leaflet explains the test."),
    _cue("guideline", _I, 1, r"\b(?:NHS|NICE|Cochrane|(?:national|clinical|practice) guidelines?|"
         r"guidelines? (?:recommend|say|advise)\w*|your GP)\b", "The national guidelines say no."),
    _cue("early_or_weak", _I, 1, r"\b(?:(?:at|in) (?:an|its|a very) early stages?|too early|hype\b|"
         r"anecdotal|preliminary|(?:don't|doesn't|do not|does not) support|no trial has|"
         r"(?:not|isn't|aren't|n't been) (?:yet )?(?:FDA[- ])?approved|where's the harm)\b",
         "The data are preliminary."),
    _cue("medically_reviewed", _I, 1, r"\b(?:(?:medically|clinically)[- ]reviewed|"
         r"page last reviewed|last reviewed|review due|next review)\b",
         "Page last reviewed in May"),
)  # fmt: skip

#: How papers, registers and reporters write.
_REPORTS: tuple[Cue, ...] = (
    _cue("abstract_heading", _I, 1.5, r"\A\W*(?:abstract|materials? and methods|"
         r"(?:search|study) methods?|main results|authors' conclusions?|study design|"
         r"selection criteria|key ?words)\b\W*(?:\Z|[:.–-])", "Search methods:"),
    _cue("statistics", _I, 1, r"\bp ?[<=>≤] ?0?[.,]\d|\b95 ?% ?(?:CI|confidence)|\bconfidence "
         r"intervals?|\bstatistically\b|±|\bodds ratio|\bmean difference", "p = 0.04"),
    _cue("databases_searched", _I, 1.5, r"\b(?:we|were|was) searched\b|"
         r"\b(?:medline|embase|cinahl)\b|"
         r"\bsystematic(?:ally)? (?:reviews?|search\w*)\b|\bmeta-analys[ie]s\b",
         "Databases were searched."),
    _cue("subjects_enrolled", _I, 0.5, r"\b(?:were|was) (?:\w+ )?(?:enrolled|randomi[sz]ed|"
         r"recruited|assigned|allocated|assessed|evaluated|measured|analy[sz]ed|included)\b|"
         r"\b(?:participants|subjects) (?:were|had|received|got)\b",
         "Forty children were enrolled."),
    _cue("placebo_compared", _I, 1, r"\b(?:placebo|sham|(?:double|single)[- ]blind\w*|"
         r"open[- ]label|cross-?over|control groups?|RCTs?)\b", "Half had a placebo."),
    _cue("authors_conclude", _I, 1, r"\b(?:we (?:conclude|aimed|hypothesi[sz]ed|"
         r"found (?:that|no)|included|identified|report (?:a|on|the))|"
         r"this (?:study|review|trial|paper|article) "
         r"(?:aim|evaluat|was|is|examin|assess|investigat|review|report)\w*|"
         r"funded by|the aim (?:of|was)|ethics committee|institutional review board)\b",
         "We conclude that it failed."),
    _cue("study_tells", _I, 0.25, r"\b(?:the|a|one) (?:\w+ )?(?:study|trial|review) (?:found|"
         r"showed|included|concluded|suggest\w*|reported|published|looked)\b|"
         r"\bthe (?:authors|researchers|investigators|reviewers)\b", "The study found no change."),
    _cue("registry_record", _I, 1.5, r"\b(?:clinicaltrials\.gov|"
         r"(?:estimated |actual )?enrol?lment:?|sponsors?:|recruitment status|"
         r"primary (?:outcome|endpoint)s?|(?:inclusion|exclusion) criteria|"
         r"study type|follow-up (?:of|was)|adverse events)\b",
         "Primary outcome: speech"),
    _cue("reference_numbers", _I, 1, r"\b(?:doi:\s?10\.\d{4}|PMID:?\s?\d{5,}|NCT\d{8})",
         "PMID: 1234567"),
    _cue("citation", _I, 0.25, r"\bet al\b|\b(?:19|20)\d\d;\s?\d+", "Larch et al"),
    _cue("reported_speech", _I, 1.25, r"[,.?!]?[\"”,] (?:(?:says|said|adds|added|told)\b|"
         r"(?:he|she|they|Dr\.?|Prof\w*|(?-i:[A-Z])[\w.]+)(?: (?-i:[A-Z])[\w.]*){0,2} "
         r"(?:says|said|adds|added|told|wrote)\b)|\bsaid (?:Dr|Prof|the)\b",
         "“It is a sad story,” said a neighbour."),
    _cue("press", _I, 2, r"\b(?:requests? for comment|declined to comment|"
         r"did(?: not|n't) respond to (?:\w+ ){0,2}?(?:requests?|questions?|e-?mails?|calls?|"
         r"messages?|inquir\w+|enquir\w+|comments?|letters?)|spokes(?:man|woman|person)|reporters?|"
         r"newsletter sign-?up|the (?:newspaper|tribunal|court) )",
         "The clinic declined to comment."),
    _cue("according_to", _I, 0.25, r"\baccording to (?:the|a|an|Dr)\b",
         "according to the ministry"),
)  # fmt: skip

#: Headings of papers that pages of sellers hold too: two different ones make an abstract.
PARTS_OF_PAPERS = re.compile(
    r"\A\W*(?:(background)|(methods?)|(results)|(conclusions?)|(objectives?|aims?|purpose))\b"
    r"\W*(?:\Z|[:.–-])",
    re.IGNORECASE,
)
#: The names of the signs that only a seller gives.
OFFERS = frozenset(cue.name for cue in _OFFERS)
#: Signs that tell a price; together they weigh no more than the heaviest of them.
PRICES = frozenset(cue.name for cue in _PRICES) | {"price_table"}
CUES: tuple[Cue, ...] = (*_OFFERS, *_PRICES, *_PROMISES, *_WEIGHING, *_REPORTS)

HOSTS: tuple[Cue, ...] = (
    _cue("public_host", _I, 3, r"\.(?:gov(?:\.[a-z]{2})?|nhs\.uk|europa\.eu|mil)\Z", "health.gov"),
    _cue("who_host", _I, 3, r"(?:^|\.)who\.int\Z", "www.who.int"),
    _cue("encyclopaedia_host", _I, 3, r"(?:^|\.)(?:wikipedia|cochrane|cochranelibrary)\.\w+\Z",
         "en.wikipedia.org"),
    _cue("academic_host", _I, 1.5, r"\.(?:edu|ac\.[a-z]{2}|edu\.[a-z]{2})\Z", "larch.ac.uk"),
    _cue("nonprofit_host", _I, 0.5, r"\.org(?:\.[a-z]{2})?\Z", "larch.org"),
    _cue("clinic_host", _S, 0.5, r"\.(?:clinic|doctor|healthcare|surgery)\Z", "larch.clinic"),
)  # fmt: skip
