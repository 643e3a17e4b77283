"""Who speaks, how firmly, and what is denied: scopes in the manner of ConText.

A negation or an aim reaches forward to the end of its clause. "Not only" and "not a … but" end
it. Sources: Harkema et al. 2009 (ConText) for the idea of scope; the labelling guidelines for
what counts as weak and strong hedging.
"""

from __future__ import annotations

import re

from claimcheck.schema import Hedge

_STRONG = re.compile(
    r"\b(?:limited (?:evidence|data|research|studies|proof)|preliminary (?:data|results?|"
    r"evidence|findings|stud\w+)|in theory|theoretical\w*|not (?:yet )?(?:been )?proven|"
    r"unproven|"
    r"unclear|uncertain|experimental|investigational|early(?:[- ]stage| stage| research| data)|"
    r"inconclusive|insufficient|further (?:research|studies)|more (?:research|studies)|"
    r"(?:mice|mouse|rats?)|in animals|animal (?:studies|models)|small studies|conflicting|"
    r"anecdotal|hypothes\w+|no evidence|weak evidence|(?:evidence|proof) (?:is|was|remains) "
    r"(?:lacking|missing|absent|thin)|(?:little|no|hardly any) (?:added )?benefit|"
    r"cannot be (?:definitively )?attributed)\b"
)
_WEAK = re.compile(
    r"\b(?:may|might|can|could|potential\w*|promis\w+|help(?:s|ed|ing)?|aim(?:s|ed)?|believed|"
    r"thought to|seem\w*|appear(?:s|ed)? to|suggest\w*|possibl[ey]|likely|probably|designed to|"
    r"intended to|considered|pilot stud\w+|varying degrees?|hope\w*|some patients|in some|"
    r"in many cases|often|capable of|"
    r"contribut\w+|relatively|generally|support\w*|towards?)\b"
)
_AIM = re.compile(
    r"\b(?:to (?:evaluate|assess|determine|investigate|examine|explore|test|find out|study|"
    r"compare|measure)|(?:aim|goal|purpose|objective)s?(?: of| was| is|:)|designed to (?:find|"
    r"assess|evaluate|test)|whether|tested (?:whether|if|an?)|could improve .{0,60}\bwas\b|"
    r"looking to|to find\b|researchers will|will be measured|look for early signs|"
    r"they examined|effectiveness:|"
    r"how(?= (?:\w+ and )?(?:safe|effective|well|long))|"
    r"(?:how|when)(?= (?:[\w-]+ ){1,4}works?(?:\W*$| for\b))|"
    r"objectives?\b.{0,3}an overview of|will show any\b|"
    r"why (?:is|are)|"
    r"if (?:the|a|this) (?:\w+ )?(?:trial|study|results?|treatment|therapy)|"
    r"they wanted to know|if it could|answer several|and if it (?:could|can)|get an early look)\b"
)
_CLAUSE_END = re.compile(
    r"[;:]|, (?:and|which)\b|"
    r"\b(?:but|(?<!not )yet|however|although|though|whereas|while|nevertheless|because|since|"
    r"so that)\b"
)
_NEGATION = re.compile(
    r"\b(?:(?:nobody|nowhere|never|no one|none of)\b[^.;]{0,80}?\b(?:proof|evidence) that|"
    r"not(?! only| just| merely| simply)|n't|never|(?<!with )no(?! doubt| other| matter|"
    r" wonder)|nor|"
    r"neither|cannot|can't|isn't|aren't|doesn't|don't|didn't|wasn't|won't|without|unable to|"
    r"fail(?:s|ed)? to|lack(?:s|ed|ing)?(?: of)?|far from|false claims? (?:of|that)|myth:?|"
    r"no longer|none of (?:them|these|those|which)|nobody|nowhere|bars?|barred|impossible to|"
    r"hesitate to|yet to|nothing|hardly any)\b|n't\b"
)
_OWN_NEGATION = re.compile(
    r"(?:no|zero|0|without|free (?:of|from)|never|not|nil|cannot|can't|won't|do(?:es)?n't)\b"
)
_DENIES_A_DENIAL = re.compile(
    r"(?:\b(?:cannot|not|never|nobody|no one|nothing|none|hardly any)\b|n't)(?: [\w'-]+){0,6} ?$|"
    r"\b(?:no|few) [\w-]+ (?:is|are|comes?|exists?)(?: [\w'-]+){0,2} ?$"
)
#: A denial that comes after what it denies: "a cure there isn't", "curing it is not possible".
_DENIED_AFTER = re.compile(
    r"^\W*(?:[\w']+\W+){0,4}?(?:(?:is|are|was|were|does|do|did|has|have)(?:n't| not)|not possible|"
    r"impossible|unknown)\b"
)
_NONE_NEXT = re.compile(r" (?:neither|none|nothing|no)\b")
_AFTER_CHARS = 45
_THIRD_PARTY = re.compile(
    r"\b(?:(?:(?:the|this|that|a|one|their|its|largest|recent|"
    r"large) (?:[\w,-]+ ){0,3}?(?:study|trial|review|analysis|"
    r"report|meta-analysis|paper)|authors?|critics?|fda|food and drug administration|agency|"
    r"regulators?|committee|professor|researchers (?:at|from|who|in)[\w ,]{0,40})\b"
    r"(?:\W+[\w'-]+){0,4}?\W+(?:found|show(?:s|ed)|say|says|said|conclud\w+|report(?:s|ed)|"
    r"warn\w*|suggest(?:s|ed)|demonstrat(?:es|ed)|stat(?:es|ed)|recommend\w*|reveal(?:s|ed)|"
    r"note[sd]?|analy[sz]ed|argue\w*|did not)|(?:he|she|they) (?:said|says|added|noted)|"
    r"(?<=, )(?:he|she|they) reported(?=,))\b"
)
_ATTRIBUTION = re.compile(
    r"\baccording to (?P<who>(?:[\w.'-]+ ?){1,6}?)(?=[,.;:]|$| (?:the|that|it|improvements)\b)"
)
_WORDS_AFTER = 12
_QUESTION = re.compile(r"\?[\"')\s]*$")
#: "I am asked if we cure autism.": a question that is told, and nothing more.
_TOLD_QUESTION = re.compile(
    r"^\W*(?:(?:i|we) (?:am|are|get|(?:have|'ve)(?: (?:often|sometimes|always))? been)"
    r"(?: (?:often|sometimes|always|regularly))? asked|"
    r"(?:(?:many |some |most )?(?:people|parents|patients|families|mothers|visitors)|you|many|some)"
    r"(?: (?:often|sometimes|always|may|might|will))? (?:ask|wonder)(?: me| us)?)"
    r" (?:if|whether|how long)\b[^,;:.!?]*\W*$"
)


def hedge_of(folded: str) -> Hedge:
    """How firmly a passage speaks; the strongest hedge wins."""
    if _STRONG.search(folded):
        return Hedge.STRONG
    return Hedge.WEAK if _WEAK.search(folded) else Hedge.NONE


def negated(folded: str, start: int) -> bool:
    """Whether a negation in the same clause reaches the words at ``start``."""
    return _reaches(_NEGATION, folded, start, within=_WORDS_AFTER)


def negated_within(folded: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` hold a negation, or one comes next."""
    within = _NEGATION.search(folded, start, end) is not None
    return within or _NONE_NEXT.match(folded, end) is not None


def denies_itself(words: str) -> bool:
    """Whether words bring their own negation, as "no side effects" does."""
    return _OWN_NEGATION.match(words) is not None


def denial_denied(folded: str, start: int) -> bool:
    """Whether words with their own negation are denied: "nothing is without risk".

    Another "no" beside it ("no side effects and no risk") says the same once more.
    """
    before = _CLAUSE_END.split(folded[:start])[-1]
    return _DENIES_A_DENIAL.search(before) is not None


def denied_after(folded: str, end: int) -> bool:
    """Whether the words that end at ``end`` are denied by what follows in the same clause."""
    rest = _CLAUSE_END.split(folded[end : end + _AFTER_CHARS], maxsplit=1)[0]
    return _DENIED_AFTER.search(rest.split(",")[0]) is not None


def ends_clause(folded: str) -> bool:
    """Whether a stretch of text crosses the end of a clause."""
    return _CLAUSE_END.search(folded) is not None


def is_aim(folded: str, start: int) -> bool:
    """Whether the words at ``start`` are what a study sets out to find, not what it found."""
    return _reaches(_AIM, folded, start, within=40)


def is_question(folded: str) -> bool:
    """Whether a sentence asks, or tells what is asked."""
    return _QUESTION.search(folded) is not None or _TOLD_QUESTION.search(folded) is not None


def third_party(folded: str) -> bool:
    """Whether a sentence reports what somebody else found or said."""
    return bool(_THIRD_PARTY.search(folded))


def attribution(folded: str) -> tuple[int, int] | None:
    """Span of the source in "according to …"."""
    match = _ATTRIBUTION.search(folded)
    return match.span("who") if match else None


def _reaches(trigger: re.Pattern[str], folded: str, start: int, *, within: int) -> bool:
    for match in trigger.finditer(folded):
        if match.end() > start:
            return False
        between = folded[match.end() : start]
        if not _CLAUSE_END.search(between) and between.count(" ") <= within:
            return True
    return False
