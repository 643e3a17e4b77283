"""Passages that the models read as one of the graver sayings, in words that no pattern holds."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from claimcheck.schema import Genre, Page, QuotedSpan, SaidPassage, Saying, Span, VerdictWord
from claimcheck.text import fold, share_of_oneself
from claimcheck.verdicts.anothers import is_a_paper, is_quoted
from claimcheck.verdicts.page.case import PageCase, told
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.overselling import (
    CASES_KEPT,
    goes_too_far,
    log_odds,
    much_too_far,
    only_reports,
    tells_of_wonders,
)
from claimcheck.verdicts.page.rule import in_order
from claimcheck.verdicts.page.selling import sells_cells
from claimcheck.verdicts.sure import has_context

#: From which likelihood a passage is shown. Chosen on the 64 selling pages of
#: ``corpus/pages/read``, where 10 of 204 against care or with a cure were not labelled so. On 26
#: selling pages that others wrote later their writers had marked 245 of 299 passages of all kinds.
#: That was by what is heard in context, before passages were read by themselves as well.
LEAST: Final[Mapping[Saying, float]] = {
    Saying.AGAINST_CARE: 0.32,
    Saying.NO_HARM: 0.6,
    Saying.RECOVERY: 0.4,
    Saying.CURE: 0.4,
    Saying.SHARE: 0.4,
    Saying.APPROVAL: 0.45,
    Saying.PRESSURE: 0.32,
    Saying.WORKS: 0.4,
    Saying.CAUSE: 0.5,
    Saying.PROOF: 0.4,
}
#: The same on a page that sells and goes much too far. A cause needs no less there: of nine
#: passages between 0.4 and 0.5 none had been marked.
LEAST_MUCH_TOO_FAR: Final[Mapping[Saying, float]] = {
    **LEAST,
    Saying.AGAINST_CARE: 0.24,
    Saying.RECOVERY: 0.3,
    Saying.CURE: 0.3,
    Saying.SHARE: 0.3,
    Saying.WORKS: 0.3,
    Saying.PROOF: 0.3,
}
#: The same for a passage that stands alone on a page that sells cells. Before the sentences of
#: ``corpus/sayings`` were learned they brought what is shown of the 1,070 grave lines of
#: ``corpus/alone`` from 283 to 487 (with slightly lower ones for approval and pressure), and of the
#: 870 look-alikes from 32 to 47. With the rules mended since and what is heard of a passage by
#: itself they are 891 and 23, and of 1,180 later lines and 1,098 look-alikes 936 and 90.
LEAST_OF_CELLS: Final[Mapping[Saying, float]] = {
    Saying.AGAINST_CARE: 0.6,
    Saying.NO_HARM: 0.6,
    Saying.RECOVERY: 0.6,
    Saying.CURE: 0.6,
    Saying.SHARE: 0.5,
    Saying.APPROVAL: 0.5,
    Saying.PRESSURE: 0.5,
    Saying.WORKS: 0.5,
    Saying.CAUSE: 0.6,
    Saying.PROOF: 0.6,
}
#: Each is told of a passage only where no graver one is.
_GRAVEST_FIRST: Final = (
    Saying.AGAINST_CARE,
    Saying.NO_HARM,
    Saying.CURE,
    Saying.RECOVERY,
    Saying.SHARE,
    Saying.APPROVAL,
    Saying.PRESSURE,
    Saying.CAUSE,
    Saying.PROOF,
    Saying.WORKS,
)
_SHOWN: Final = 12
#: Characters before an answer in which its question ends.
_ASKED_BEFORE: Final = 200
#: What no honest seller says. One serious flag or one such passage may be misread; pages that sell
#: proven care seldom have two flags.
_CORE: Final = frozenset({Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE})
_SERIOUS: Final = 2
_ENOUGH_FLAGS: Final = 2
#: Log-odds from which a page goes too far of which no claim is flagged and that tells of no wonder.
#: Cheerful sellers of proven care (laser eye surgery) reached 3.69 with weights that gave some 0.9
#: more; of 112 pages of others that sell 107 have a flag.
UNFLAGGED_FROM: Final = 4.0
#: Share of the words of an unflagged page that are "I" and the like from which it is somebody's own
#: story: a diary of a transplant has 0.051, a clinic that offers nothing by its signs 0.015.
_OWN_STORY: Final = 0.04
#: For a passage that stands alone, on a page of which it is not clear that it sells, or on one that
#: is too short for the models to know.
_LEAST_IN_CONTEXT: Final = 0.92


class _Asked(NamedTuple):
    """From which likelihood a passage is shown."""

    least: float
    in_context: bool = False
    """Whether only what is heard in its context counts."""
    of_many: bool = True
    """Whether the rest of the page tells that such things are said."""


def read_as(case: PageCase, saying: Saying, *told_by: str) -> Iterator[SaidPassage]:
    """Passages read so, in page order, without those that a flag of one of these rules tells."""
    asked = _asked_of(case).get(saying)
    if asked is None:
        return
    elsewhere = [
        claim
        for claim, verdict in case.flags
        if any(finding.rule in told_by for finding in verdict.findings)
    ]
    # Care that is proven may be named by whoever speaks against it.
    if saying is not Saying.AGAINST_CARE:
        elsewhere += [
            claim for claim, verdict in case.judged if verdict.verdict is VerdictWord.MATCHES
        ]
    for passage in _meant(case, saying, asked):
        if not asked.of_many and saying is not Saying.RECOVERY and _is_quoted(case, passage):
            continue  # whose words they are only the rest of the page could tell
        if not (any(meet(passage, one) for one in elsewhere) or _is_printed(case, passage)):
            yield passage


@functools.lru_cache(maxsize=CASES_KEPT)
def _asked_of(case: PageCase) -> Mapping[Saying, _Asked]:
    """For each saying of which passages of the page are shown at all."""
    oversells = _oversells(case)
    tells = case.informs or only_reports(case)
    if not (oversells or case.sells or (goes_far(case) and not tells)):
        return {}
    enough = oversells or _has_flags(case)
    known = (case.sells or oversells) and has_context(case.page)
    if known and enough:
        of_page = LEAST_MUCH_TOO_FAR if case.sells and much_too_far(case) else LEAST
        return {saying: _Asked(least) for saying, least in of_page.items()}
    found = {
        saying: _Asked(max(least, _LEAST_IN_CONTEXT), in_context=True, of_many=enough)
        for saying, least in LEAST.items()
        if enough or saying in _CORE
    }
    if known and sells_cells(case.page):
        found |= {saying: _Asked(least, of_many=False) for saying, least in LEAST_OF_CELLS.items()}
    return found


def read_apart(case: PageCase, saying: Saying) -> Iterator[SaidPassage]:
    """Passages read so of which no flag and no graver saying tells, in page order."""
    asked = _asked_of(case)
    graver = [one for one in _GRAVEST_FIRST[: _GRAVEST_FIRST.index(saying)] if one in asked]
    flagged = [claim for claim, _ in case.flags]
    for passage in read_as(case, saying):
        is_graver = any(_is_read(passage, one, asked[one]) for one in graver)
        if not is_graver and not any(meet(passage, claim) for claim in flagged):
            yield passage


def _is_read(passage: SaidPassage, saying: Saying, asked: _Asked) -> bool:
    likely = told(passage, saying, in_context=asked.in_context)
    return likely >= asked.least and is_meant(passage.quote, saying)


def surest(found: Sequence[SaidPassage], saying: Saying) -> tuple[QuotedSpan, ...]:
    """Those that are likeliest to say so, in page order: more on one matter nobody reads."""
    likeliest = sorted(found, key=lambda passage: -told(passage, saying))
    return in_order(likeliest[:_SHOWN])


def _oversells(case: PageCase) -> bool:
    if not goes_too_far(case):
        return False
    if case.flags:
        return True
    far = tells_of_wonders(case) or log_odds(case) >= UNFLAGGED_FROM
    return far and not _only_tells_of_oneself(case)


def _only_tells_of_oneself(case: PageCase) -> bool:
    """Whether one person tells their own story and nothing on the page offers anything."""
    offers = case.sells or any(sign.points_to is Genre.SELLS for sign in case.page.genre_signals)
    if offers or _HEALS.search(fold(case.page.text)):
        return False
    return share_of_oneself(case.page.text) >= _OWN_STORY


#: Somebody who has a method, or people who come for it, does not only tell of themselves.
_HEALS = re.compile(
    r"\bmy (?:own )?(?:protocol|program(?:me)?|method|clients|patients|remed(?:y|ies)|course)\b|"
    r"\b(?:write|message|text|e-?mail|contact|ring|call) (?:to )?me\b"
)


def _is_printed(case: PageCase, passage: SaidPassage) -> bool:
    """Whether a paper that sells nothing prints the words as somebody's."""
    return not case.sells and is_a_paper(case.page) and _is_quoted(case, passage)


def _is_quoted(case: PageCase, passage: SaidPassage) -> bool:
    before = case.page.text[case.page.blocks[passage.block].start : passage.start]
    return is_quoted(passage.quote, before)


def _has_flags(case: PageCase) -> bool:
    """Whether enough passages have a serious flag."""
    flagged = sum(verdict.flagged and verdict.severity >= _SERIOUS for verdict in case.verdicts)
    return flagged >= _ENOUGH_FLAGS


def _meant(case: PageCase, saying: Saying, asked: _Asked) -> Iterator[SaidPassage]:
    for one in case.likely_says(saying, asked.least, in_context=asked.in_context):
        owns_up = saying is Saying.NO_HARM and answers_that_it_can(case.page, one)
        if is_meant(one.quote, saying) and not owns_up:
            yield one


#: "Can it be dangerous?" "It can be."
_IT_CAN_BE = re.compile(
    r"^\W*(?:(?:yes|well|sadly|honestly),? )?(?:it|this|that|they|these) "
    r"(?:can|may|could|might)(?: be)?\W*$"
)
_ASKS_AFTER_HARM = re.compile(
    r"\b(?:dangerous|risky|harm(?:s|ful)?|hurts?|painful|side[- ]effects)\b[^.?!]*\?\W*$"
)
_ASKS_AFTER_SAFETY = re.compile(r"\b(?:without|free|safe\w*|no)\b[^.?!]*\?\W*$")


def answers_that_it_can(page: Page, passage: SaidPassage) -> bool:
    """Whether it is the answer that something can be dangerous or hurt."""
    if _IT_CAN_BE.match(fold(passage.quote)) is None:
        return False
    asked = fold(page.text[max(0, passage.start - _ASKED_BEFORE) : passage.start])
    return _ASKS_AFTER_HARM.search(asked) is not None and not _ASKS_AFTER_SAFETY.search(asked)


def goes_far(case: PageCase) -> bool:
    """Whether a passage of the page goes far beyond what is known, whatever it speaks of."""
    return any(verdict.flagged and verdict.severity >= _SERIOUS for verdict in case.verdicts)


def meet(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.start < other.end and other.start < one.end
