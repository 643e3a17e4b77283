"""Passages that the models read as one of the graver sayings, in words that no pattern holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from claimcheck.schema import SaidPassage, Saying, Span
from claimcheck.text import fold
from claimcheck.verdicts.page.case import PageCase

#: From which likelihood a passage is shown. On 43 selling pages that nobody had tuned on, nine of
#: ten such passages were rightly shown; on 147 sober ones hardly any, and those on pages that sell
#: proven care.
LEAST: Final[Mapping[Saying, float]] = {
    Saying.AGAINST_CARE: 0.5,
    Saying.NO_HARM: 0.5,
    Saying.RECOVERY: 0.6,
}
#: On a page of which it is not clear that it sells.
_LEAST_ELSEWHERE: Final = 0.7
_FAR: Final = 2
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


def read_as(case: PageCase, saying: Saying, *told_by: str) -> Iterator[SaidPassage]:
    """Passages read so, in page order, without those that a flag of one of these rules tells."""
    if case.informs or not (case.sells or goes_far(case)):
        return
    least = LEAST[saying] if case.sells else max(LEAST[saying], _LEAST_ELSEWHERE)
    told = [claim for claim, verdict in case.having(*told_by) if verdict.flagged]
    for passage in case.likely_says(saying, least):
        text = fold(passage.quote)
        if _QUESTION.search(text) or (saying is Saying.AGAINST_CARE and _KEEPS.search(text)):
            continue
        if not any(meet(passage, one) for one in told):
            yield passage


def goes_far(case: PageCase) -> bool:
    """Whether a passage of the page goes far beyond what is known, whatever it speaks of."""
    return any(verdict.flagged and verdict.severity >= _FAR for verdict in case.verdicts)


def meet(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end
