"""The labelled passages under ``corpus/passages`` and how they are turned into pages.

They are not part of an installed wheel: only training and the quality tests read them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import (
    Block,
    BlockKind,
    ClaimType,
    Denied,
    Frozen,
    Page,
    Saying,
    Zone,
)

LABEL_NONE = "none"

_Row = TypeVar("_Row", bound=Frozen)


class LabelledLine(Frozen):
    """One line of a page with what an annotator said of it (``corpus/README.md``)."""

    text: str
    labels: tuple[str, ...]
    attrs: dict[str, Any]
    should_flag: bool
    sure: bool
    why: str

    @property
    def types(self) -> frozenset[ClaimType]:
        """The claim types of the line; empty for a line labelled "none"."""
        return frozenset(ClaimType(label) for label in self.labels if label != LABEL_NONE)


class LabelledPage(Frozen):
    """One page; ``group`` is its site and is never split between training and test."""

    id: str
    group: str
    kind: str
    topic: str
    intervention: str | None
    condition: str | None
    evidence: str
    lines: tuple[LabelledLine, ...]

    def as_page(self) -> Page:
        """The lines as blocks of a page, one block a line, in order."""
        text = "\n".join(line.text for line in self.lines)
        blocks, at = [], 0
        for line in self.lines:
            end = at + len(line.text)
            if line.text.strip():
                blocks.append(Block(start=at, end=end, zone=Zone.MAIN, kind=_kind(line.text)))
            at = end + 1
        return Page(
            text=text,
            blocks=tuple(blocks),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            retrieved_at=datetime(2026, 11, 22, tzinfo=UTC),
            language="en",
        )


def _kind(text: str) -> BlockKind:
    return BlockKind.LIST_ITEM if text.startswith(("•", "- ", "* ")) else BlockKind.PARAGRAPH


class Part(StrEnum):
    """A part of the labelled pages, named as its folder under ``corpus/``."""

    PASSAGES = "passages"
    """Retold from real pages: models are trained on it and tested by cross-validation."""
    WRITTEN = "written"
    """Made up for the rare types and the hard negatives: trained on, never a test."""
    UNSEEN = "unseen"
    """Retold from other real pages after the rest was settled: a test, never trained on."""


def load_passages(part: Part = Part.PASSAGES) -> Iterator[LabelledPage]:
    """Every labelled page of a part; raises ``BadRow`` naming file and line."""
    for path in sorted(corpus_path(part).glob("*.jsonl")):
        yield from _rows(path, LabelledPage, f"corpus/{part}/{path.name}")


class SaidLine(Frozen):
    """A line of a page that was written to tell graver kinds of saying apart.

    ``says`` holds what it says (``corpus/README.md``); most lines say none of it.
    """

    text: str
    says: tuple[Saying, ...]
    sure: bool


class SaidPage(Frozen):
    """One page, its lines in their order; the pages of a ``group`` are written in one manner."""

    id: str
    group: str
    sells: bool
    topic: str
    lines: tuple[SaidLine, ...]

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


def load_sayings() -> list[SaidPage]:
    """The pages of ``corpus/sayings``: trained on, never a test; raises ``BadRow``."""
    where = "corpus/sayings/pages.jsonl"
    return list(_rows(corpus_path("sayings", "pages.jsonl"), SaidPage, where))


class SaidSentence(Frozen):
    """A sentence by itself that says something, or that looks as if it did and says nothing."""

    group: str
    text: str
    says: tuple[Saying, ...]


def load_said_sentences() -> list[SaidSentence]:
    """The sentences of ``corpus/sayings``: trained on, never a test; raises ``BadRow``."""
    return _sentences("sentences.jsonl")


def load_unlearned_sentences() -> list[SaidSentence]:
    """Sentences of later writers that no model has learned: a test; raises ``BadRow``."""
    return _sentences("unlearned.jsonl")


def _sentences(name: str) -> list[SaidSentence]:
    return list(_rows(corpus_path("sayings", name), SaidSentence, f"corpus/sayings/{name}"))


#: Under ``corpus/``: what moderators decided, retold; not trained on and not measured by itself.
DECISIONS = "decisions"
DECIDED_PAGES = "pages.jsonl"
DECIDED_FLAGS = "flags.jsonl"


class FlagCase(Frozen):
    """A line of a decided page about which people overturned the program: a regression test.

    ``line`` counts from 1. ``flagged`` is what people say. ``open``: the program does not say so
    yet.
    """

    page: str
    line: int = Field(ge=1)
    flagged: bool
    open: bool


def load_decided(folder: Path) -> list[LabelledPage]:
    """The pages that moderators decided about; none when there is no such file."""
    return list(_rows(folder / DECIDED_PAGES, LabelledPage, f"{folder.name}/{DECIDED_PAGES}"))


def load_flag_cases(folder: Path) -> list[FlagCase]:
    """The decisions that overturned what the program said."""
    return list(_rows(folder / DECIDED_FLAGS, FlagCase, f"{folder.name}/{DECIDED_FLAGS}"))


def _rows(path: Path, kind: type[_Row], where: str) -> Iterator[_Row]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                raise BadRow.at(where, number, str(error.errors()[0])) from error


class CorpusCounts(Frozen):
    """How much has been labelled; ``groups`` are sites, ``by_label`` counts lines."""

    pages: int
    groups: int
    lines: int
    should_flag: int
    sure_flags: int
    by_kind: dict[str, int]
    by_label: dict[str, int]


def count(pages: Iterable[LabelledPage]) -> CorpusCounts:
    """The counts that ``corpus/README.md`` gives; the most frequent label first."""
    pages = list(pages)
    lines = [line for page in pages for line in page.lines]
    labels = Counter(label for line in lines for label in line.labels)
    return CorpusCounts(
        pages=len(pages),
        groups=len({page.group for page in pages}),
        lines=len(lines),
        should_flag=sum(line.should_flag for line in lines),
        sure_flags=sum(line.should_flag and line.sure for line in lines),
        by_kind=dict(Counter(page.kind for page in pages).most_common()),
        by_label=dict(labels.most_common()),
    )


#: Into how many parts the sites are split for cross-validation.
FOLDS = 3


def fold_of(page: LabelledPage) -> int:
    """The fold of a page's site: by digest, so that a new site moves no other."""
    return int(hashlib.sha256(page.group.encode()).hexdigest(), 16) % FOLDS


def denied_of(line: LabelledLine) -> frozenset[Denied]:
    """What a line denies; the corpus gives one kind or several."""
    given = line.attrs.get("denied") or ()
    known = {str(kind) for kind in Denied}
    names = [given] if isinstance(given, str) else list(given)
    kinds = (part.strip() for name in names for part in str(name).replace("+", ",").split(","))
    return frozenset(Denied(kind) for kind in kinds if kind in known)


_KINDS = frozenset({"clinic", "control", "mixed", "news"})
_LABELS = frozenset({LABEL_NONE, *ClaimType})
_HEDGES = frozenset({"none", "weak", "strong"})
_SPEAKERS = frozenset({"page", "patient", "third-party"})
_BOUNDS = frozenset({"exact", "at_least", "at_most", "approx"})
_POLARITIES = frozenset({"asserts", "denies"})


def faults(pages: Iterable[LabelledPage]) -> list[str]:
    """Every breach of the guidelines that a program can see, with page id and line number.

    A page id twice, an unknown kind or label, "none" beside another label, an unknown hedge,
    speaker or polarity, a figure that the line does not hold or that is out of order.
    """
    found = []
    seen: set[str] = set()
    for page in pages:
        if page.id in seen:
            found.append(f"page {page.id}: this id comes twice")
        seen.add(page.id)
        if page.kind not in _KINDS:
            found.append(f"page {page.id}: unknown kind {page.kind!r}")
        for number, line in enumerate(page.lines, start=1):
            found += [f"page {page.id}, line {number}: {fault}" for fault in _faults_of(line)]
    return found


def _faults_of(line: LabelledLine) -> Iterator[str]:
    if not line.labels:
        yield "no label; use none"
    if unknown := sorted(set(line.labels) - _LABELS):
        yield f"unknown labels {unknown}"
    if len(set(line.labels)) != len(line.labels):
        yield "a label comes twice"
    if LABEL_NONE in line.labels and len(line.labels) > 1:
        yield "none stands beside another label"
    closed = (("hedge", _HEDGES), ("speaker", _SPEAKERS), ("polarity", _POLARITIES))
    for key, allowed in closed:
        if (value := line.attrs.get(key)) is not None and value not in allowed:
            yield f"unknown {key} {value!r}"
    for figure in line.attrs.get("figures") or ():
        yield from _faults_of_figure(figure, line.text)


def _faults_of_figure(figure: object, text: str) -> Iterator[str]:
    """``raw`` stands in the line where the figure is ``verbatim``; bounds are in order."""
    if not isinstance(figure, dict) or not isinstance(figure.get("raw"), str):
        yield "a figure without its text"
        return
    raw = figure["raw"]
    if figure.get("verbatim") and raw not in text:
        yield f"the figure {raw!r} is not in the line"
    low, high = figure.get("lo"), figure.get("hi")
    if low is not None and high is not None and low > high:
        yield f"the figure {raw!r} ends before it begins"
    if figure.get("bound") not in _BOUNDS:
        yield f"unknown bound {figure.get('bound')!r}"
