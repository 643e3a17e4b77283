"""What somebody tells of getting better: the words of one claim.

Read by the rules of the ``TES`` family; nothing here is a rule.
"""

from __future__ import annotations

import re

from claimcheck.schema import Span, Speaker, Zone
from claimcheck.verdicts.case import Case

#: What somebody tells of getting better; widened beside the corpus, so its scores flatter it.
_IMPROVED = re.compile(
    r"\b(?:(?:never|not) (?:felt|been|slept|looked|walked) (?:so |this )?"
    r"(?:better|good|well|great|happier|calmer|stronger)|"
    r"improv\w+|better|calmer|clearer|easier|(?:more|much|far|so) eas\w+|steadier|happier|"
    r"stronger|faster|"
    r"more (?:focused|social|verbal|aware|alert|independent|confident|relaxed|willing|energy)|"
    r"(?:began|begun|started) to (?!(?:cry|scream|worry|notice|wonder|think|look|suspect)\b)\w+|"
    r"(?:able|can now|now able) to|can (?:now|\w+ now|see|walk|talk|speak|swallow)|"
    r"speaks?|spoke|talk(?:s|ing|ed)?|new words|(?:whole|longer|full) sentences|"
    r"(?<!no )eye contact|sleeps?|"
    r"slept(?! (?:upstairs|downstairs|in (?:the|a|our) (?:\w+ )?(?:room|flat|house|hotel)\b))|"
    r"walk(?:s|ed|ing)?|decreas\w+|disappear\w+|vanish\w+|"
    r"stopped|(?:all|completely|is|are|been|now) gone|fewer|less \w+|progress\w*|"
    r"(?:positive|noticeable|big|great|significant|remarkable|amazing) (?:\w+ )?"
    r"(?:changes?|difference|strides|gains?)|"
    r"learn(?:s|ed|ing|t)?|focus\w*|lost (?:his|her|their) diagnosis|recover\w+|"
    r"(?:pain|symptom|seizure|migraine|tumou?r|drug|medication)[- ]free|free (?:of|from) \w+|"
    r"cured|healed|reliev\w+|eased|lifted|sits? (?:still|through)|concentrat\w+|engag\w+|"
    r"adapts?|follows? instructions|"
    r"(?:doesn't|no longer|does not|don't) (?:hurts?|needs?|has|have|suffers?)|"
    r"(?:haven't|hasn't|not|never) (?:come|came) back|saved (?:me|him|her|my|his|us) from|"
    r"(?:a|any) normal (?:child|kid|boy|girl|life)|transform\w+|miracul\w+|miracle(?! workers?\b)|"
    r"without (?:help|(?:my|his|her|a) (?:cane|walker|wheelchair|sticks?|crutch\w*)|pain|trouble)|"
    r"on (?:my|his|her|their) own|first (?:words?|steps?|sentence)|normal(?:ly)? again|"
    r"benefit(?:ed|ing)|(?:he|she|child|son|daughter) benefits|"
    r"blossom\w*|back to (?:normal|work|school|(?:run|surf|danc|play|cycl|swimm|hik|golf)\w*)|"
    r"called me ['\"]?(?:mum|mom|mama|mummy|mommy|dad|papa|daddy)|"
    r"(?:said|says) (?:['\"]?(?:mum|mom|mama|mummy|mommy|dad|papa|daddy)|(?:his|her) first))\b"
)
#: What stands right before it was not to be had.
NOT_YET = re.compile(
    r"\b(?:could not|couldn't|can't|cannot|unable to|not able to|did not|didn't|never|"
    r"instead of|zero|no way|without|wasn't|weren't|isn't|not|would|(?:he|she|i|we)'d|might)\W+"
    r"(?:\w+\W+){0,2}$"
)
_TIME_OR_ROUND = (
    r"(?:days?|weeks?|months?|sessions?|visits?|infusions?|treatments?|doses?|rounds?|injections?)"
)
_AID = (
    r"(?:cane|walker|walking frame|rollator|wheelchair|crutch(?:es)?|sticks?|pump|inhalers?|"
    r"nebuli[sz]er|spray|pills?|pill box|tablets|brace|hearing aids?|glasses|"
    r"oxygen (?:tank|bottle)|insulin|epipen|machine|patches)"
)
_PUT_AWAY = r"(?:cupboard|drawer|bin|attic|garage|closet|basement|cellar|shed|loft|trash|corner)"
_DRUGS = (
    r"(?:meds?|medications?|medicines?|insulin|steroids?|tablets|pills|oxygen|dialysis|opioids|"
    r"painkillers|drugs|blood thinners|antidepressants|inhalers)"
)
#: A result told without a word of improvement: a finding that went, a figure that fell, an aid or a
#: drug that is no longer needed.
_RESULT = re.compile(
    r"\b(?:(?:could not|couldn't|can't|cannot|can no longer|could no longer) (?:find|see|detect) "
    r"(?:the |any |a |my |his |her )?(?:\w+ )?(?:lesions?|tumou?rs?|cancer|plaques?|cysts?|"
    r"fibroids?|spots?|lumps?|disease|stones?|trace|sign)|"
    r"(?:clean|clear) (?:colonoscopy|scans?|mri|biopsy|x-?rays?|bill of health|"
    r"blood (?:tests?|work))|"
    r"(?:scans?|mri|colonoscopy|biopsy|x-?ray|blood (?:tests?|work)) (?:was|were|is|came back) "
    r"(?:clean|clear|normal|perfect|black|empty)|"
    r"(?:went|fell|fallen|dropped|came down|gone|down|improved|rose) from \d[\d.,]*%?(?: \w+)? to "
    r"(?:\d|zero|nil|none|nothing)[\d.,]*|"
    rf"went from (?!\d)[^.!?\"]{{3,50}}? to [^.!?\"]{{3,40}}? (?:in|within|after) (?:\w+ ){{0,2}}?"
    rf"{_TIME_OR_ROUND}|"
    rf"threw (?:away |out )?(?:my|his|her|the) (?:\w+ )?{_AID}|"
    rf"{_AID} (?:is|are|lies?|lives?|stands?|sits?|has been|now)(?: now)? in the "
    rf"(?:\w+ )?{_PUT_AWAY}|lies the (?:\w+ )?{_AID} in the (?:\w+ )?{_PUT_AWAY}|"
    r"(?<!day )(?<!time )(?<!take )(?<!took )off (?:all |most )?(?:of )?(?:my |his |her )?"
    rf"{_DRUGS}|"
    rf"years of {_DRUGS}, gone|"
    r"can (?:\w+ ){1,6}?again|want(?:ed|s)? to live(?! (?:in|at|near|with|by|on|to|here|there)\b)|"
    r"asked (?:me |us )?what (?:we|i|had|he|she|have we)\b[^.!?]{0,20}?\b(?:changed|done|doing)|"
    r"took (?:his|her|a few|\w+) (?:first |\w+ )?steps|"
    r"(?:fit|wheelchair|steroid|insulin|crutch|allergy)[- ]free)\b"
)


def gain(case: Case) -> Span | None:
    """The words that tell of getting better, unless they tell of what could not be done."""
    for found in _IMPROVED.finditer(case.folded):
        if not NOT_YET.search(case.folded[: found.start()]):
            start = case.claim.start + found.start()
            return Span(start=start, end=start + len(found.group()))
    return None


def result(case: Case, story: str, at: int) -> Span | None:
    """The words that tell a result without a word of improvement.

    ``story`` is what the claim stands in and ``at`` its place on the page; of several results of
    one story only the first is told, by the claim that holds it.
    """
    for found in _RESULT.finditer(story):
        if not NOT_YET.search(story, max(0, found.start() - 60), found.start()):
            start, end = at + found.start(), at + found.end()
            held = case.claim.start <= start and end <= case.claim.end
            return Span(start=start, end=end) if held else None
    return None


_OF_ONE = (
    "It is one person's story. A story cannot show what the treatment did: nobody knows how this "
    "person would be without it."
)
_OF_MANY = (
    "It tells what families or patients say they saw. That cannot show what the treatment did: "
    "nobody knows how they would be without it."
)
_MANY = re.compile(
    r"\b(?:many|most|some|our|other|several|all)(?: of (?:our|the))? (?:\w+ ){0,2}?(?:parents|"
    r"patients|families|clients|people|children|kids|mothers|users)\b|"
    r"^\W*(?:parents|patients|families|clients|mothers|users) (?:\w+ ){0,2}?(?:report|describe|say|"
    r"tell|notice|see|saw|told|said|often|love|find|found|experience)\w*\b"
)
#: "Lukas, 6".
_NAMED = re.compile(
    r"^\W*(?!(?:In|After|Within|Over|Week|Day|Month|Age|From|Since|By)\b)"
    r"[A-Z][a-z]+(?: [A-Z][\w.]*)?,? \(?\d{1,2}\b"
)
#: Somebody of whom a story is.
_SOMEBODY = re.compile(
    r"\b(?:i|me|my|mine|myself|he|she|him|his|hers?|himself|herself|son|daughter|child|boy|girl|"
    r"grandson|granddaughter|husband|wife|mother|father|mum|mom|dad|brother|sister|patient|man|"
    r"woman|toddler|baby|an? [\w-]+ year old|\d+[- ]year[- ]old)\b"
)


def whose_story(case: Case) -> str:
    """What is said of a story: of one person, or of nobody in particular."""
    told = case.claim.speaker is Speaker.PATIENT or case.block.zone is Zone.TESTIMONIAL
    of_one = told or _SOMEBODY.search(case.folded) or _NAMED.search(case.claim.quote)
    return _OF_MANY if case.says(_MANY) or not of_one else _OF_ONE
