"""Passages that the models read as one of the graver sayings, in words that no pattern holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from claimcheck.schema import SaidPassage, Saying, Span, VerdictWord
from claimcheck.settings import MIN_SAYING
from claimcheck.text import fold
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.sure import has_context

#: From which likelihood a passage is shown. Chosen on the 64 selling pages of
#: ``corpus/pages/read``, where 32 of 538 such passages were not labelled as going too far.
LEAST: Final[Mapping[Saying, float]] = {
    Saying.AGAINST_CARE: 0.4,
    Saying.NO_HARM: 0.5,
    Saying.RECOVERY: 0.4,
    Saying.CURE: 0.4,
    Saying.SHARE: 0.4,
    Saying.APPROVAL: 0.5,
    Saying.PRESSURE: 0.35,
}
#: What no honest seller says. One serious flag or one such passage may be misread; pages that sell
#: proven care seldom have two flags, or so many such passages to be expected.
_CORE: Final = frozenset({Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE})
_SERIOUS: Final = 2
_ENOUGH_FLAGS: Final = 2
#: On pages of ``corpus/sayings``, told by heads that had not seen their group, 89 of 100 that sell
#: and have two or more reach this, and 1 of 172 that do not sell.
_ENOUGH: Final = 2.5
#: The same of a page that reads as a story or an essay: 82 of 100 that sell, none of the others.
_ENOUGH_OPEN: Final = 3
#: For a passage that stands alone, on a page of which it is not clear that it sells, or on one that
#: is too short for the models to know.
_LEAST_ALONE: Final = 0.9
_QUOTED = re.compile(r"\W*[\"“]")
_QUESTION = re.compile(r"\?[\"')\s]*$")
#: Sound advice in much the same words.
_KEEPS = re.compile(
    r"(?:\b(?:not|never)\b|n't\b) (?:ever |suddenly |simply |just )?(?:stop|skip|quit|change|"
    r"reduce|delay|put off|leave out|come off|throw)\b|"
    r"\bkeep (?:on |taking |seeing |going |the |your |his |her |up )|"
    r"\b(?:call|ring|dial) (?:911|112|999|000|an ambulance)\b|\bsaves? lives\b|"
    r"\b(?:ask|talk (?:to|with)|see|call|tell) (?:your|his|her|their|a) (?:own )?(?:\w+ )?"
    r"(?:doctor|gp|physician|paediatrician|pediatrician|oncologist|neurologist|specialist)\b"
)
_DENIES = re.compile(
    r"^\W*(?:no|nobody(?:'s)?|no one|none|nothing|neither|not)\b[^.;,]{0,50}\b(?:free (?:of|from)|"
    r"without|heal(?:ed|s)?|cured?|cures|risk-free|safe|guarantee\w*)\b"
)
_ENDS_BADLY = re.compile(
    r"\b(?:passed (?:away|in|on|last)|died|did not|didn't|no change|still (?:cannot|can't)|"
    r"wore off|relaps\w+|cried at)\b"
)
#: What is aimed at or hoped for has not ended.
_AIMS = re.compile(
    r"\b(?:aims?|aimed|aiming) (?:at|to)\b|\bpromising\b|\bnew directions?\b|\bhopes? to\b|"
    r"\b(?:is|are) (?:the|our) goals?\b"
)
_TURNED: Final[Mapping[Saying, Sequence[re.Pattern[str]]]] = {
    Saying.AGAINST_CARE: (_KEEPS,),
    Saying.NO_HARM: (_DENIES,),
    Saying.CURE: (_DENIES, _AIMS),
    Saying.RECOVERY: (_ENDS_BADLY,),
}


def read_as(case: PageCase, saying: Saying, *told_by: str) -> Iterator[SaidPassage]:
    """Passages read so, in page order, without those that a flag of one of these rules tells."""
    if case.informs or not (case.sells or goes_far(case) or _speaks_far(case)):
        return
    enough = _says_much(case)
    if not enough and saying not in _CORE:
        return
    known = enough and case.sells and has_context(case.page)
    least = LEAST[saying] if known else max(LEAST[saying], _LEAST_ALONE)
    told = [
        claim
        for claim, verdict in case.flags
        if any(finding.rule in told_by for finding in verdict.findings)
    ]
    told += [claim for claim, verdict in case.judged if verdict.verdict is VerdictWord.MATCHES]
    for passage in _meant(case, saying, least):
        if not any(meet(passage, one) for one in told):
            yield passage


def _says_much(case: PageCase) -> bool:
    """Whether enough passages have a serious flag, or are to be expected of no honest seller."""
    places: list[Span] = [
        claim for claim, verdict in case.judged if verdict.flagged and verdict.severity >= _SERIOUS
    ]
    enough = len(places) >= _ENOUGH_FLAGS
    return enough or len(places) + _expected(case, _CORE, places) >= _ENOUGH


def _speaks_far(case: PageCase) -> bool:
    """Whether a page of which the genre stays open goes too far; of cures that are true, none does.

    Pages on what medicine can cure speak of cures and of few side effects, and not against care.
    """
    against = _expected(case, {Saying.AGAINST_CARE}, ())
    return against >= 1 and _expected(case, _CORE, ()) >= _ENOUGH_OPEN


def _expected(case: PageCase, sayings: Collection[Saying], told: Sequence[Span]) -> float:
    """The sum of the likelihoods of passages that say one of these; what is quoted is another's."""
    likely: dict[int, float] = {}
    for saying in sayings:
        for passage in _meant(case, saying, MIN_SAYING):
            if not _QUOTED.match(passage.quote) and not any(meet(passage, place) for place in told):
                most = max(likely.get(passage.start, 0.0), passage.says[saying])
                likely[passage.start] = most
    return sum(likely.values())


def _meant(case: PageCase, saying: Saying, least: float) -> Iterator[SaidPassage]:
    """Passages likely to say it, without questions and what takes it back in the same words."""
    for passage in case.likely_says(saying, least):
        text = fold(passage.quote)
        turned = any(pattern.search(text) for pattern in _TURNED.get(saying, ()))
        if not turned and not _QUESTION.search(text):
            yield passage


def goes_far(case: PageCase) -> bool:
    """Whether a passage of the page goes far beyond what is known, whatever it speaks of."""
    return any(verdict.flagged and verdict.severity >= _SERIOUS for verdict in case.verdicts)


def meet(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end
