"""EFF-15: words that can be read as advice to stop other treatment, claim or no claim."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.schema import Block, BlockKind, QuotedSpan, Span
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page import medicine_sober as sober
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.medicine_frames import FRAMES
from claimcheck.verdicts.page.medicine_names import marked
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import meet

_TOLD_BY = "EFF-11"
_SHOWN = 6
_PROMISE_WEIGHT = 2
#: A headline; longer text that says "without surgery" tells of more than that.
_SLOGAN_WORDS = 12
_LONGEST_QUOTE = 300
#: Where a sentence ends: at its mark, or with the cell of a table.
_ENDS = re.compile(r"[.!?]+(?=\s)| \| ")
_WORD = re.compile(r"\w")
_YES = re.compile(r"^(?:yes|of course|certainly|sure|absolutely|gladly)\b[,.:;!-]")
_NO = re.compile(r"^no\b[,.:;!-]")


@page_rule(
    "EFF-15",
    title="Can be read as advice to stop a medicine, or as a promise that none is needed",
    version=13,
    severity=3,
    sources=(src.CAP_12,),
    example="Stop risperidone two weeks before you come.",
    not_when=(
        "Do not stop risperidone before the infusion.",
        "Ask your own doctor before you stop any medicine.",
        "We stop the infusion when a child is afraid.",
        "Stop taking warfarin five days before surgery if your surgeon says so.",
        "Our daughter no longer needs her inhaler; her asthma nurse stopped it.",
        "Stop taking the tablets and see a doctor if you get a rash.",
        "Some clinics tell families to stop risperidone.",
        "Vaccines should not be put off.",
        "Put off the vaccine if your child has a fever.",
        "My daughter came off her inhaler in spring, on her doctor's advice.",
    ),
    ask="Has the doctor who gave a medicine or other care agreed to change it?",
)
def stops_medicine(case: PageCase) -> Iterator[PageHit]:
    """Found by its words alone: to miss it can harm a person, and a false alarm a clinic.

    Advice weighs most. A promise that people will need no medicine weighs less, and is found only
    where the page holds out another treatment.
    """
    if case.informs:
        return
    told = [claim for claim, verdict in case.having(_TOLD_BY) if verdict.flagged]
    reader = _Reader(case)
    found = [
        (span, advises)
        for span, advises in reader.found()
        if not any(meet(span, one) for one in told)
    ]
    if advice := [span for span, advises in found if advises]:
        yield PageHit(
            message="This can be read as advice to stop, put off or refuse a medicine or other "
            "care. Do not do so before you have talked to the doctor who prescribed it.",
            spans=in_order(advice)[:_SHOWN],
        )
    if promised := [span for span, advises in found if not advises]:
        yield PageHit(
            message="This says or suggests that people will not need a medicine or other care any "
            "more. Do not stop either before you have talked to the doctor who prescribed it.",
            severity=_PROMISE_WEIGHT,
            spans=in_order(promised)[:_SHOWN],
        )


def advice_in(case: PageCase) -> list[QuotedSpan]:
    """Every place that this rule finds."""
    return [span for span, _ in _Reader(case).found()]


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a block (folded), what stands about it, and the headings above it.

    ``said`` is ``text`` with the names in it marked.
    """

    text: str
    said: str
    start: int
    before: str
    after: str
    block: Block
    heads: str

    @property
    def around(self) -> str:
        return f"{self.before} {self.text} {self.after}"


@dataclass(frozen=True)
class _Reader:
    """Reads the sentences of a page in their order."""

    case: PageCase

    @functools.cached_property
    def pushes(self) -> bool:
        """Whether the page holds out another treatment: it sells, or promises what is not shown."""
        return self.case.sells or bool(self.case.promised)

    def found(self) -> Iterator[tuple[QuotedSpan, bool]]:
        """Places, each with whether it advises (or promises)."""
        question = ""
        for block, text in self.case.blocks():
            for sentence in _sentences(block, text, self._marked(text)):
                advises = self._advises(sentence, question)
                if advises is not None:
                    yield self.case.quoted(_span(sentence)), advises
                if sentence.text.endswith("?"):
                    question = sentence.said
            if not text.rstrip().endswith("?") and block.kind is not BlockKind.BUTTON:
                question = ""

    def _marked(self, text: str) -> str:
        return marked(self.case.vocabulary, text)

    def _advises(self, sentence: _Sentence, question: str) -> bool | None:
        """True for advice, false for a promise, else ``None``."""
        said = sentence.said
        if said.endswith("?"):
            return None
        if question and self.pushes and self._answers(sentence, question):
            return True
        named = FRAMES.named.search(said)
        if self._refers(sentence, question, named is not None):
            return True
        if not named:
            return None
        if self._advice_at(sentence, FRAMES.advice.search(said)):
            return True
        if not self.pushes:
            return None
        if self._advice_at(sentence, FRAMES.pushed.search(said)):
            return True
        return False if self._promises(sentence) else None

    def _advice_at(self, sentence: _Sentence, found: re.Match[str] | None) -> bool:
        if not found or _is_sober(sentence, found) or sober.DENIED.search(found.group()):
            return False
        if sober.OCCASION.search(sentence.around):
            return False
        rest = _rest(sentence, found)
        if any(one.search(rest) for one in (sober.ILL, sober.WARNS, sober.FOUND_OUT)):
            return False
        return self.pushes or not (
            sober.GENTLE.search(rest)
            or sober.CONDITION.search(rest)
            or _is_quoted(sentence.text, found)
        )

    def _refers(self, sentence: _Sentence, question: str, named: bool) -> bool:
        found = FRAMES.refers.search(sentence.said) if self.pushes else None
        if not found:
            return False
        named = named or bool(FRAMES.named.search(f"{self._marked(sentence.before)} {question}"))
        return named and self._advice_at(sentence, found)

    def _answers(self, sentence: _Sentence, question: str) -> bool:
        stops = FRAMES.may_stop.search(question)
        keeps = FRAMES.must_keep.search(question)
        if not stops and not keeps:
            return False
        plain = (_YES if stops else _NO).search(sentence.text)
        found = plain or FRAMES.answered.search(sentence.said)
        if not found or sober.ONLY_IF.search(sentence.text):
            return False
        return self._advice_at(sentence, found)

    def _promises(self, sentence: _Sentence) -> bool:
        found = FRAMES.promise.search(sentence.said)
        if not found and self.case.promised and len(sentence.text.split()) <= _SLOGAN_WORDS:
            found = FRAMES.slogan.search(sentence.said)
        if not found or _is_sober(sentence, found) or sober.FOUND_OUT.search(sentence.text):
            return False
        rest = _rest(sentence, found)
        if "can " in found.group() and sober.ILL.search(rest):
            return False
        if sober.WARNS.search(rest) or sober.OCCASION.search(f"{sentence.before} {rest}"):
            return False
        title = fold(self.case.page.title or "")
        return not sober.PROVEN.search(f"{sentence.text} {sentence.heads} {title}")


def _is_sober(sentence: _Sentence, found: re.Match[str]) -> bool:
    """Whether a doctor, an occasion, a study or a warning stands behind the words."""
    before = sentence.text[: found.start()]
    return bool(
        sober.TURNED.search(before)
        or sober.OTHERS.search(before)
        or sober.GUIDED.search(sentence.text)
        or sober.ADVISED.search(sentence.around)
        or sober.DECIDED.search(_rest(sentence, found))
        or sober.STUDY.search(sentence.text)
        or sober.ADDICTION.search(sentence.around)
        or ("thr" in found.group() and sober.DISPOSAL.search(sentence.text))
        or sober.OCCASION_HEAD.search(sentence.heads)
        or sober.OTHERS_HEAD.search(sentence.heads)
    )


def _rest(sentence: _Sentence, found: re.Match[str]) -> str:
    """The sentence without the words that were found, which may call medicines dangerous."""
    return f"{sentence.text[: found.start()]} {sentence.text[found.end() :]}"


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Whether a quotation is open where the first word of what was found stands."""
    first = _WORD.search(found.group())
    begins = found.start() + (first.start() if first else 0)
    return text.count('"', 0, begins) % 2 == 1


def _sentences(block: Block, text: str, said: str) -> Iterator[_Sentence]:
    ends = [0, *(end.end() for end in _ENDS.finditer(text)), len(text)]
    parts = [(start, text[start:end]) for start, end in itertools.pairwise(ends)]
    told = [(start + len(part) - len(part.lstrip(" |")), part.strip(" |")) for start, part in parts]
    told = [(start, part) for start, part in told if part]
    heads = fold(" / ".join(block.heading_path))
    for at, (start, part) in enumerate(told):
        yield _Sentence(
            text=part,
            said=said[start : start + len(part)],
            start=start,
            before=told[at - 1][1] if at else "",
            after=told[at + 1][1] if at + 1 < len(told) else "",
            block=block,
            heads=heads,
        )


def _span(sentence: _Sentence) -> Span:
    start = sentence.block.start + sentence.start
    return Span(start=start, end=start + min(len(sentence.text), _LONGEST_QUOTE))
