"""SAF-09: harm that is ruled out, whatever else a passage claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import QuotedSpan, SaidPassage, Saying
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.no_harm import HARMLESS_THINGS, SOFT, ruled_out
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import goes_far, meet, read_as
from claimcheck.verdicts.page.sentences import Sentence, sentences

#: A question or heading about harm, or about people who should keep away.
_ASKS = re.compile(
    r"\b(?:side[- ]effects?|risks?|complications?|dangers?|dangerous|harms?|contraindications?|"
    r"downsides?|(?:should|must|can)(?: not|n't|not|'t) (?:take|have|use|get|do|try|come)|"
    r"not suitable)\b"
)
_NONE = re.compile(
    r"^\W*(?:(?:honestly|frankly|well|basically|so far|(?:beyond|apart from|other than) "
    r"(?:that|this|these)),? |absolutely )*"
    r"(?:there (?:are|is) )?(?:none|nothing)(?: (?:at all|whatsoever|to speak of|of note|"
    r"that (?:we know of|matters?)|worth (?:mentioning|speaking of|noting|a mention)))?\W*$|"
    r"\bwe(?: have|'ve)(?: not|n't| never| yet to)(?: yet| ever)? (?:met|seen|found|had|treated) "
    r"(?:a single )?(?:one|anyone|anybody)(?: (?:so far|yet))?\W*$"
)
#: "Side effects | nausea, rash | none": the other column is the rival's.
_ROW = re.compile(
    r"^\W*(?:(?:possible|known|serious|common) )?(?:side[- ]effects?|risks?|complications?|"
    r"adverse \w+|dangers?|harms?)\W*\|(?:[^|]*\|)*?\s*(?:none|no|nil|zero|0|never)\s*(?:\||$)"
)
_SHOWN = 6
#: Characters before a passage that may say what it speaks of.
_BEFORE = 200
_TOLD_BY = ("SAF-01", "SAF-02")


@page_rule(
    "SAF-09",
    title="Harm is ruled out",
    version=13,
    severity=3,
    sources=(src.CAP_12, src.FTC_HEALTH),
    example="Stem cells improve speech in autism.\n\n"
    "Are there children who should not have it? Honestly, we have not met one.",
    not_when=(
        "We check your name three times so that nothing can go wrong.",
        "Nobody can say that infection is impossible.",
        "Be wary of anyone who says that nothing can go wrong.",
        "There is no downside to asking for a second opinion.",
        "In the trial we have not seen a single complication so far.",
        "Can we be sure that nothing can go wrong?",
        "Paracetamol is safer than aspirin for children.",
        "Most people have no side effects from this vaccine.",
        "Complications are rare.",
        "There is nothing to fear: a nurse holds your hand.",
        "This hearing test is gentle enough for newborns.",
        "Stem cells improve speech in autism.\n\nThis hearing test is gentle enough for newborns.",
        "Stem cells improve speech in autism.\n\nSide effects of the scan\n\nNone.",
    ),
    ask="Which harms were looked for, for how long, and in how many people?",
)
def rules_out(case: PageCase) -> Iterator[PageHit]:
    """Told by words alone: a table cell or a short answer is no claim that the models know."""
    if case.informs:
        return
    told = [claim for claim, verdict in case.having(*_TOLD_BY) if verdict.flagged]
    found = [span for span in _found(case) if not any(meet(span, one) for one in told)]
    found += [
        span
        for span in read_as(case, Saying.NO_HARM, *_TOLD_BY)
        if not any(meet(span, one) for one in found) and not _of_harmless_things(case, span)
    ]
    if found:
        yield PageHit(
            message="This leaves no room for harm. No infusion, injection, device or medicine is "
            "free of risk, and rare harm shows only when many people are followed for long.",
            spans=in_order(found)[:_SHOWN],
            severity=3 if case.promised else 2,
        )


def _found(case: PageCase) -> Iterator[QuotedSpan]:
    for sentence in sentences(case):
        found = _rules_out(sentence, case)
        if found and sentence.is_own(found) and not _is_harmless(sentence):
            yield sentence.quoted(case, found)


def _rules_out(sentence: Sentence, case: PageCase) -> re.Match[str] | None:
    found = ruled_out(sentence.text)
    if found is None and goes_far(case):
        answers = sentence.is_row or _ASKS.search(sentence.asked)
        short = _ROW if sentence.is_row else _NONE
        found = short.search(sentence.text) if answers else None
    return found or (SOFT.search(sentence.text) if case.promised else None)


def _of_harmless_things(case: PageCase, passage: SaidPassage) -> bool:
    block = case.page.blocks[passage.block]
    before = case.folded[max(block.start, passage.start - _BEFORE) : passage.start]
    around = (fold(passage.quote), *map(fold, block.heading_path[-1:]), before)
    return any(HARMLESS_THINGS.search(words) for words in around)


def _is_harmless(sentence: Sentence) -> bool:
    around = (sentence.text, *sentence.headings[:1], sentence.before)
    return any(HARMLESS_THINGS.search(words) for words in around)
