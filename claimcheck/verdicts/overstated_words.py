"""The wordings that add to a plain benefit, and what each of them adds.

They refuse the credit "agrees with the record"; they flag nothing, so they may be wide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.schema import ClaimType

#: Right before a word it takes the word back: "not a cure", "cannot guarantee".
_DENIED = re.compile(
    r"(?:\b(?:not|no|never|cannot|neither|nor|nobody|without)\b|n't\b)"
    r"(?! (?:only|just|merely|simply)\b)[^.;:!?]{0,20}$"
)
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|(?:a )?few|"
    r"(?:a )?couple of)"
)
_PEOPLE = (
    r"(?:people|patients|clients|users|customers|members|kids|children|families|adults|women|men|"
    r"cases|sufferers)"
)
_SHARE = (
    r"(?:most|all|every|many|half|majority|thirds?|quarters?|\d+ ?%|per ?cent|nearly|almost|"
    r"(?:out of|in) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred))"
)
_OWN_PEOPLE = (
    r"our (?:[\w-]+ )?(?:patients|clients|customers|members|kids|children|families|users|people)"
)
#: What trials set a treatment against: to be better than these is the benefit itself.
_PLACEBO = (
    r"(?:a |an |the )?(?:placebo|sham|dummy|no treatment|nothing|doing nothing|usual care|waiting|"
    r"controls?\b)"
)
_REMEDY = (
    r"(?:medicines?|medications?|meds|drugs?|pills?|tablets?|antidepressants?|insulin|inhalers?|"
    r"injections?|painkillers?|opioids?|steroids?|stimulants?|statins?|ritalin|surgery|operations?|"
    r"dialysis|hearing aids?|glasses)"
)

_LASTING = re.compile(
    r"\b(?:cur(?:e|es|ed|ing|able)|permanent\w*|forever|for good|for life|lifelong|life-long|"
    r"once and for all|(?:long[- ])?last(?:s|ing|ed)|last (?:longer|for)|"
    r"never (?:comes?|come back|returns?)|"
    r"(?:full|complete|total)(?:ly)? (?:remission|recover\w*|relief|reversal|resolution|"
    r"restoration|freedom|gone|free)|(?:symptom|pain|disease|seizure|drug|cancer)-free|"
    r"free (?:of|from) (?:all |your |their |the )?(?:symptoms?|pain|disease|seizures|depression|"
    r"anxiety|cancer|asthma|\w+itis)|disappear\w*|vanish\w*|eliminat\w*|eradicat\w*|"
    r"revers(?:e|es|ed|ing|al)|root causes?|back to normal|normal li(?:fe|ves)|"
    r"heals? (?:you|your|the (?:body|mind|brain)|itself))\b"
)
#: How many of the page's own patients fared well, or badly.
OWN_SHARE = re.compile(
    rf"\b{_SHARE}(?!\w)[^.;!?]{{0,40}}\b{_OWN_PEOPLE}\b|"
    rf"\b{_OWN_PEOPLE}\b[^.;!?]{{0,60}}(?<!\w){_SHARE}(?!\w)"
)
_FIGURE_IN_WORDS = re.compile(
    rf"\b(?:halv(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|twice as|"
    rf"(?:nearly|almost|virtually) (?:all|every\w*)|(?:vast|great|large) majority|"
    rf"most (?:of )?(?:our |the |these |those )?{_PEOPLE}|success rates?)\b"
)
_FOR_ALL = re.compile(
    rf"\b(?:works?|helps?|effective|suitable|right) (?:for |in |with )?(?:everyone|everybody|"
    rf"anyone|anybody|all|every)\b|\b(?:all|every|each)(?: of)?(?: our| the| these)? {_PEOPLE}\b|"
    r"\bevery patient\b|\balways (?:works?|helps?|improves?|responds?)\b|\bnever fails?\b|"
    r"\bwithout fail\b"
)
_COMPARED = re.compile(
    rf"\b(?:better|worse|safer|stronger|faster|quicker|longer|sooner|cheaper|(?:more|less) [\w-]+) "
    rf"(?:[\w-]+ ){{0,2}}?than (?!{_PLACEBO})|\bcompared (?:with|to) (?!{_PLACEBO})|"
    rf"\b(?:more|less) than (?:any|other|all|every|most|{_REMEDY})\b|\bsuperior\b|\bequally\b|"
    rf"\b(?:just|every bit|at least) as \w+|"
    rf"\bas (?:safe|effective|good|strong|powerful|well) as (?!{_PLACEBO})"
)
_PRAISED = re.compile(
    r"\boutperform\w*|\bbeats?\b|\bunlike\b|\bthe (?:very )?(?:best|only|leading|number one)\b|"
    r"\bmost (?:effective|powerful|promising|advanced|successful|efficient|proven|reliable)\b|"
    r"\bbest-kept\b|\bever (?:developed|made|invented|created)\b|\bbreak-?through|\brevolution\w*|"
    r"\bmirac\w+|\bgame-?chang\w+|\bgold standard\b|\bgo-to\b|"
    r"\b(?:traditional|conventional|western)(?:ly)? (?:medicines?|techniques?|treat\w+|therap\w+|"
    r"care|drugs?)\b"
)
#: A product that leans on the one that was tested.
_LIKE_THE_TESTED = re.compile(
    r"\b(?:same|identical) (?:[\w-]+ ){0,2}?(?:ingredients?|molecules?|formulas?|compounds?)\b|"
    r"\bcompounded\b|\bour (?:own )?(?:version|formula|alternative)\b"
)
_LARGE = re.compile(
    r"\b(?:dramatic\w*|profound\w*|massive\w*|life-? ?changing|transform(?:s|ed|ing|ative)?|"
    r"far more|great deal|hugely|vastly|incredibl\w+|amazing\w*|works? wonders|extremely)\b"
)
_SAFE = re.compile(
    r"\bsafe(?:ly|ty|r|st)?\b|\brisk-free\b|\bharmless\b|\bpainless\w*|"
    r"\b(?:well|better)[- ]tolerated\b|"
    r"\b(?:no|few|fewer|zero|without(?: any)?|free of|minimal|hardly any) (?:[\w-]+ ){0,2}?"
    r"(?:side[- ]effects?|risks?|downtime|complications?|harms?)\b|\bnon-?(?:toxic|addictive)\b"
)
_APPROVED = re.compile(
    r"\b(?:fda|ema|mhra|tga|cofepris|nmpa|anvisa|health canada|patented)\b|"
    r"\b(?:approv(?:ed|al)|licen[sc]ed|authori[sz]ed|cleared|registered) (?:by|for|to|treatment|"
    r"medicine|drug)\b"
)
_AT_MOST = re.compile(r"\b(?:up to|as (?:much|many|high) as) (?!(?:date|you|your|the)\b)")
_FAST = re.compile(
    rf"\b(?:today|tonight|tomorrow|overnight|instant\w*|immediate(?!-release)\w*|straight ?away|"
    rf"right away|at once|same[- ]day|from day one|in no time|"
    rf"(?:rapid|fast|quick|swift)(?:ly|est|er)?(?![- ](?:acting|eye)))\b|"
    rf"\b(?:with)?in (?:as little as |just |only |under |less than |about |the first )*{_NUMBER} "
    rf"(?:short )?(?:seconds?|minutes?|hours?|days?|sessions?|treatments?|visits?|doses?)\b|"
    rf"\b(?:with)?in (?:minutes|hours|days|weeks)\b|"
    rf"\bafter (?:just |only |a single |your |the |one |first )+(?:{_NUMBER} )?(?:first )?"
    rf"(?:short )?(?:drips?|sessions?|infusions?|injections?|doses?|treatments?|visits?|shots?|"
    rf"course)\b|\b(?:in|from) (?:one|a single|the first) (?:[\w-]+ )?(?:session|dose|infusion|"
    rf"injection|treatment)\b"
)
_DOING_WITHOUT = re.compile(
    rf"\b(?:com(?:e|es|ing)|came|get|gets|getting|got|stay|wean\w*|taper\w*) (?:\w+ ){{0,2}}?off\b|"
    rf"\b(?:stop|stopped|stopping|quit|ditch|drop|skip|avoid|replac\w*|throw away|give up|gave up|"
    rf"giving up|reduce|cut|cut down on|do without|forget) (?:[\w-]+ ){{0,3}}?{_REMEDY}\b|"
    rf"\bwithout (?:any |the |your |their |having |needing |taking )*(?:need for )?(?:{_REMEDY}|"
    rf"diet\w*|exercis\w*|effort)\b|\bno longer need\w*\b|"
    rf"\b(?:no|less|little) need (?:for|of|to)\b|"
    rf"\b(?:instead of|rather than|alternative to) (?:[\w-]+ ){{0,2}}?{_REMEDY}\b|"
    rf"\b(?:less|fewer|no more) {_REMEDY}\b"
)
_SURE = re.compile(
    r"\bguarante\w+|\bmoney[- ]back\b|\b(?:100|hundred) ?(?:%|per ?cent)|"
    r"\bpromises? (?:you|to|that)\b|\b(?:certain|sure|bound) to\b|\bdefinitely\b|"
    r"\bwithout (?:a )?doubt\b"
)
_NO_PEOPLE = re.compile(
    r"\bin (?:a dish|vitro|mice|rats|animals?|the lab(?:oratory)?|test tubes?|cell cultures?)\b|"
    r"\b(?:mice|rats?|animal|laboratory|cell) (?:stud(?:y|ies)|models?|tests|experiments?)\b"
)

_CURE = "a cure, or an effect that lasts or is complete"
A_FIGURE = "how many it helps, or how much"
AN_AGE = "children or teenagers"
_OTHER_CARE = "how it compares with other care"
_SAFETY = "safety"
_APPROVAL = "a regulator or an approval"
#: What a wording adds to a benefit, in words that complete "This passage also speaks of …".
_ADDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (_LASTING, _CURE),
    (OWN_SHARE, "how many of the clinic's own patients it helped"),
    (_FIGURE_IN_WORDS, A_FIGURE),
    (_FOR_ALL, "what happens in everybody"),
    (_COMPARED, _OTHER_CARE),
    (_PRAISED, _OTHER_CARE),
    (_LIKE_THE_TESTED, "a product that is like the one in the trials"),
    (_LARGE, "a very large effect"),
    (_SAFE, _SAFETY),
    (_APPROVED, _APPROVAL),
    (_AT_MOST, "the most that can be reached"),
    (_FAST, "how fast it works"),
    (_DOING_WITHOUT, "doing without other care"),
    (_SURE, "a sure result"),
    (_NO_PEOPLE, "a test that was not done in people"),
)
#: What a type adds by itself, however it is worded.
ADDED_BY_TYPE: Mapping[ClaimType, str] = {
    ClaimType.CURE: _CURE,
    ClaimType.SAFETY: _SAFETY,
    ClaimType.REGULATORY: _APPROVAL,
    ClaimType.COMPARISON: _OTHER_CARE,
    ClaimType.URGENCY: "a reason to decide soon",
}
AGAINST_PLACEBO = re.compile(rf"\b(?:than|versus|vs\.?|against|compared (?:to|with)) {_PLACEBO}")


def added_by_words(folded: str) -> str | None:
    """What the wording adds to a plain benefit, to follow "speaks of"; ``None``: nothing.

    ``folded`` is the passage as ``Case.folded``. Words that are taken back add nothing.
    """
    return next((words for pattern, words in _ADDED if _says(folded, pattern)), None)


def _says(text: str, pattern: re.Pattern[str]) -> bool:
    return any(_DENIED.search(text, 0, found.start()) is None for found in pattern.finditer(text))
