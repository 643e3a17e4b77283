"""SAF-10: harm that is told as healing.

Who takes harm for healing does not call a doctor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import QuotedSpan
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.overselling import goes_too_far
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import goes_far
from claimcheck.verdicts.page.sentences import Sentence, sentences

_SHOWN = 6
#: Characters before a sentence that may say what it speaks of.
_BEFORE = 200
_WORSE = re.compile(
    r"\b(?:side[- ]effects?|reactions?|fevers?|feverish|temperature|chills?|shiver\w*|tantrums?|"
    r"meltdowns?|rash(?:es)?|acne|pimples?|spots|itch\w*|headaches?|diarrh\w+|loose stools?|"
    r"bloat\w+|vomit\w*|nausea|hyperactiv\w+|aggress\w+|regress\w+|irritab\w+|wild|moody|"
    r"restless\w*|sleepless\w*|sleeps? badly|cry|cries|crying|shout\w*|scream\w*|"
    r"sore(?:ness)?|aches?|pains?|burning|swelling|swollen|tightness|flutter\w*|palpitations?|cramps?|fatigue|tired(?:ness)?|exhaust\w+|"
    r"dizz\w+|flu-like|(?:new|more|stronger|worse) symptoms|worsening|confused|confusion|rage|"
    r"flare-?ups?|symptoms (?:flare|return|come back)|return of symptoms|bad days?|die-?off|"
    r"(?:feel|feels|feeling|get|gets|getting) (?:worse|sick|ill|unwell)|for the worse)\b"
)
#: What is told of it: that something good is under way.
_OF_BODY = (
    r"(?:immune system|body|brain|nervous system|nerves?|cells?|mitochondria|engine|metabolism|"
    r"organism|gut|liver|system)"
)
_OF_HARM = (
    r"(?:toxins?|metals?|poisons?|dirt|waste|species|bacteria|germs?|pathogens?|yeasts?|candida|"
    r"parasites?|spirochetes?|viruses|illness|disease|inflammation)"
)
_OF_CARE = r"(?:it|that|(?:the|this|our|your) (?:treatment|therapy|remedy|protocol|cells?|drip))"
_UNDER_WAY = (
    rf"(?:{_OF_CARE}(?: is| are| has|'s)(?: already| really)? "
    r"(?:working|at work|taking (?:effect|hold)|started to work|begun to work)|"
    rf"{_OF_BODY}(?: is| are| has| have|'s)?"
    r"(?: (?:now|already|begun|beginning|begins?|starting|started|to|its|taking|switch\w*))* "
    r"(?:working|at work|respond\w*|reorgani[sz]\w*|repair\w*|heal\w*|clean\w*|wak\w+|"
    r"notice|fight\w*|back on|starting|detox\w*|rebuild\w*|regenerat\w*)|"
    rf"{_OF_HARM}(?: is| are)?(?: now)? (?:leav\w+|dying|coming (?:out|up|to the surface)|losing|"
    r"go(?:ing|es)? (?:out|away)|being (?:released|flushed|expelled|drawn out)|"
    r"breaking down|on (?:its|their) way out)|"
    r"healing (?:has begun|is (?:beginning|under way|starting)|begins|beginning|process|progress|"
    r"response))"
)
#: Only after a word that makes a sign of it.
_BARE = (
    r"(?:of (?:healing|recovery|regenerat\w*|repair|detox\w*|progress)|coming (?:back|out)|"
    r"waking up|on the right (?:track|path|way)|right (?:remedy|dose))"
)
_SIGN = (
    r"(?:\bsigns?\b|\bsignals?\b|\bproof\b|\bmeans?\b|\bshows?\b|\bproves?\b|"
    r"\btells? (?:us|you|me)\b)"
)
_IS = (
    r"(?:\bis (?:only |just |simply )?(?=the\b|your\b)|"
    r"\b(?:this|that|it)(?: is|'s) (?:only |just |simply )?|\bas (?=the\b|your\b))"
)
_GOOD = r"(?:good|best|positive|healthy|welcome|encouraging|hopeful|wonderful|excellent)"
_AS_HEALING = re.compile(
    rf"(?:\b(?:is|are|as)\b|'s\b)(?: [\w-]+){{0,3}} {_GOOD} signs?\b"
    r"(?! of (?!heal|recover|progress|detox|regenerat))|"
    rf"{_SIGN}[^.!?|]{{0,25}}?\b(?:{_UNDER_WAY}|{_BARE})\b|"
    rf"{_IS}[^.!?|]{{0,25}}?\b{_UNDER_WAY}\b"
)
#: What was bad and is less: no harm is told as healing.
_BETTER = re.compile(
    r"\b(?:gone|less|fewer|better|relie\w+|improv\w+|reduc\w+|decreas\w+|disappear\w*|vanish\w*|"
    r"eas(?:ed|es|ing)|calm\w*|drop(?:s|ped)?|fell|lower\w*|stopped|free)\b"
)
#: "The wild ones do best": worse is better.
_WORSE_IS_BETTER = re.compile(
    r"\b(?:those|children|kids|patients|people|ones) who (?:feel|felt|react(?:ed)?|g[eo]t|had|have)"
    r"[^.!?|]{0,40}\b(?:worst|strong(?:est|ly)|hardest)\b[^.!?|]{0,60}"
    r"\b(?:best|most|furthest|further)\b|"
    r"\b(?:wild|bad|hard) ones (?:do|get|come|go)[^.!?|]{0,20}\b(?:best|furthest)\b|"
    r"\bthe (?:stronger|worse|harder|more strong)\b[^.!?|]{0,40}\bthe better\b"
)
#: "Do not rush to a doctor": where somebody feels worse, and nobody else is to see it.
_KEEPS_FROM_CARE = re.compile(
    r"\b(?:do not|don't|no need to|need not|never|rather than) (?:rush|run|hurry|rushing|running) "
    r"(?:off )?(?:to|for|into) (?:a|the|your|any) (?:\w+ )?"
    r"(?:doctors?|hospitals?|emergency|er|a&e|gp|surgery|paediatrician|pediatrician|clinic)\b|"
    r"\b(?:ring|call|phone|contact) (?:me|us)\b[^.!?]{0,30}\bbefore you (?:ring|call|phone|contact|"
    r"go to|see) (?:a|the|your|any) (?:\w+ )?(?:doctors?|hospitals?|surgery|gp|paediatrician|"
    r"pediatrician)\b"
)
#: The same of hospitals in plainer words, which honest doctors use as well: it takes a page that
#: goes too far, and nobody who is to call an ambulance.
_KEEPS_FROM_HOSPITAL = re.compile(
    r"^(?!.*(?<![\d,.])(?:911|999|112|000|988)(?![\d,]))"
    r"(?!.*\b(?:ambulance|yourself|alone|let someone|pool|measles|contagious|waiting rooms?)\b).*?"
    r"\b(?:(?:do not|don't|never) [^.;!?,]{1,40} and (?:please )?)?"
    r"(?:do not|don't|never) (?:please )?(?:rush|run|hurry|go|drive|take (?:him|her|them|your "
    r"child|the child))(?: (?:with (?:it|him|her|them|the child)|off|straight|there))? "
    r"(?:in|to|into) (?:the |an? |your )?(?:hospitals?|urgent care|emergency room|e\.?r|a&e|"
    r"casualty)\b",
    re.DOTALL,
)
#: Said to be none, or to be what others say.
_NO_SIGN = re.compile(
    r"\b(?:never|not|rarely|seldom|hardly|no (?:good )?sign|myth|old idea|websites?|"
    r"without evidence)\b|"
    r"n't\b"
)
#: "Do not be alarmed", "don't quit": no denial of a sign, but part of the sale.
_BE_CALM = re.compile(
    r"\b(?:do not|don't|need not|no need to|never) (?:be )?(?:afraid|alarmed|scared|frightened|"
    r"worry|worried|panic|quit|stop|give up|run|fear|put it down)\b"
)
_HEALING_CRISIS = re.compile(
    r"\bhealing (?:crisis|crises|reactions?)\b|(?<!jarisch-)(?<!jarisch )\bherxheimer\b|"
    r"\bherxing\b|"
    r"\b(?:detox(?:ification)?|die-?off) (?:reactions?|symptoms?|effects?)\b"
)
#: Where feeling unwell for a while is part of care that is known to work, or of an illness.
_KNOWN_CARE = re.compile(
    r"\b(?:vaccin\w*|immuni[sz]\w*|jabs?|wounds?|scars?|scabs?|stitches|incisions?|operations?|"
    r"surgery|surgical|pregnan\w+|labou?r|contractions|creams?|physio\w*|exercis\w+|train\w*|"
    r"workouts?|muscles?|massage|withdrawal|alcohol|opioids?|nicotine|smoking|chemo\w*|"
    r"radi(?:ation|otherapy)|immunotherap\w*|egfr|interferon|infections?|colds?)\b"
)


@page_rule(
    "SAF-10",
    title="Feeling worse is told as healing",
    version=5,
    severity=2,
    sources=(src.CAP_12,),
    example="Stem cells improve speech in autism.\n\n"
    "A fever after the drip is a good sign: the cells are at work.",
    not_when=(
        "A fever after the vaccine is a good sign: the body builds its defence.",
        (
            "Stem cells improve speech in autism.\n\n"
            "A sore arm and fever after a vaccination are a sign that it is working."
        ),
        (
            "Stem cells improve speech in autism.\n\n"
            "A fever after the drip is not a good sign: call us."
        ),
        (
            "Stem cells improve speech in autism.\n\n"
            "Some sellers call a fever a healing crisis, which is misleading."
        ),
        (
            "Stem cells improve speech in autism.\n\n"
            "Fever shows that the body is fighting an infection: see your doctor."
        ),
        "Some itching and pain is a sign that the wound is healing.",
    ),
    ask="Which signs after the treatment mean that we must see a doctor at once?",
)
def as_healing(case: PageCase) -> Iterator[PageHit]:
    """Of a page that promises a benefit or goes far; a healing crisis is told of any that sells."""
    if case.informs:
        return
    promising = bool(case.promised) or goes_far(case)
    found = [
        sentence.quoted(case, match)
        for sentence in sentences(case)
        if (match := _retold(sentence, promising=promising))
        and sentence.is_own(match)
        and _is_meant(sentence)
    ]
    if goes_too_far(case):
        found += [one for one in _kept_away(case) if one not in found]
    if found:
        yield PageHit(
            message="This tells a side effect or feeling worse as a sign of healing, or keeps you "
            "from seeing a doctor about it. It can also be harm: ask a doctor who does not offer "
            "the treatment.",
            spans=in_order(found)[:_SHOWN],
        )


def _kept_away(case: PageCase) -> Iterator[QuotedSpan]:
    """Sentences that keep somebody who feels worse from a hospital."""
    for sentence in sentences(case):
        around = (sentence.text, *sentence.headings[:1], sentence.before)
        if any(_KNOWN_CARE.search(words) for words in around):
            continue
        found = _KEEPS_FROM_HOSPITAL.search(sentence.text)
        if found and sentence.is_own(found) and _is_of_feeling_worse(sentence, found.end()):
            yield sentence.quoted(case, found)


def _is_meant(sentence: Sentence) -> bool:
    denial = _NO_SIGN.search(_BE_CALM.sub("", sentence.text))
    return denial is None or _KEEPS_FROM_CARE.search(sentence.text) is not None


def _retold(sentence: Sentence, *, promising: bool) -> re.Match[str] | None:
    around = (sentence.text, *sentence.headings[:1], sentence.before)
    if any(_KNOWN_CARE.search(words) for words in around):
        return None
    if promising and (found := _WORSE_IS_BETTER.search(sentence.text)):
        return found
    found = _AS_HEALING.search(sentence.text) or _KEEPS_FROM_CARE.search(sentence.text)
    if promising and found and _is_of_feeling_worse(sentence, found.start()):
        return found
    return _HEALING_CRISIS.search(sentence.text)


def _is_of_feeling_worse(sentence: Sentence, start: int) -> bool:
    """Whether somebody feels worse before the words at ``start``, and not better since."""
    ahead = f"{sentence.before[-_BEFORE:]} {sentence.text[:start]}"
    worse = _WORSE.search(ahead)
    return worse is not None and not _BETTER.search(ahead, worse.end())
