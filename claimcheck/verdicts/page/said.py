"""Passages that the models read as one of the graver sayings, in words that no pattern holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from claimcheck.schema import SaidPassage, Saying, Span, VerdictWord
from claimcheck.text import fold
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.sure import has_context

#: From which likelihood a passage is shown. Chosen on 85 selling and 195 sober pages
#: (``corpus/pages/read`` holds most of them), where 2 of 347 such passages of selling pages were
#: labelled honest.
LEAST: Final[Mapping[Saying, float]] = {
    Saying.AGAINST_CARE: 0.4,
    Saying.NO_HARM: 0.5,
    Saying.RECOVERY: 0.5,
    Saying.CURE: 0.35,
    Saying.SHARE: 0.4,
    Saying.APPROVAL: 0.5,
    Saying.PRESSURE: 0.35,
}
#: What no honest seller says. One serious flag or one such passage may be misread; pages that sell
#: proven care seldom have two.
_CORE: Final = frozenset({Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE})
_ENOUGH: Final = 2
_SERIOUS: Final = 2
#: For a passage that stands alone, on a page of which it is not clear that it sells, or on one that
#: is too short for the models to know.
_LEAST_ALONE: Final = 0.7
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
_TURNED: Final[Mapping[Saying, re.Pattern[str]]] = {
    Saying.AGAINST_CARE: _KEEPS,
    Saying.NO_HARM: _DENIES,
    Saying.CURE: _DENIES,
    Saying.RECOVERY: _ENDS_BADLY,
}


def read_as(case: PageCase, saying: Saying, *told_by: str) -> Iterator[SaidPassage]:
    """Passages read so, in page order, without those that a flag of one of these rules tells."""
    if case.informs or not (case.sells or goes_far(case)):
        return
    enough = _evidence(case) >= _ENOUGH
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


def _evidence(case: PageCase) -> int:
    """Passages with a serious flag, and others that no honest seller writes."""
    places: list[Span] = [
        claim for claim, verdict in case.judged if verdict.flagged and verdict.severity >= _SERIOUS
    ]
    for saying in _CORE:
        for passage in _meant(case, saying, LEAST[saying]):
            if not any(meet(passage, place) for place in places):
                places.append(passage)
    return len(places)


def _meant(case: PageCase, saying: Saying, least: float) -> Iterator[SaidPassage]:
    """Passages likely to say it, without questions and what takes it back in the same words."""
    for passage in case.likely_says(saying, least):
        text = fold(passage.quote)
        turned = _TURNED.get(saying)
        if not _QUESTION.search(text) and not (turned and turned.search(text)):
            yield passage


def goes_far(case: PageCase) -> bool:
    """Whether a passage of the page goes far beyond what is known, whatever it speaks of."""
    return any(verdict.flagged and verdict.severity >= _SERIOUS for verdict in case.verdicts)


def meet(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end
