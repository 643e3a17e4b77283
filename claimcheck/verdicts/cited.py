"""Which trial a passage cites, as against trials that only match its treatment and condition.

A trial is cited by its number, by its name, by the place that ran it, or by facts that only one
record of the claim's pair has. Where more than one record fits a place, all of them are given;
where more than one fits the facts, none is: a wrong guess would put words into a page's mouth.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.schema import (
    Dimension,
    DimensionReading,
    FigureKind,
    FigureUnit,
    Phase,
    Reference,
    ReferenceKind,
    Span,
    Trial,
    TrialMatch,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import of_condition

REGISTERS = frozenset(
    {
        ReferenceKind.NCT,
        ReferenceKind.ISRCTN,
        ReferenceKind.EUCTR,
        ReferenceKind.IRCT,
        ReferenceKind.CHICTR,
    }
)
STUDY = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|research(?:ers?)?|scientists|published|publication|paper|"
    r"investigators?|data|results?)\b"
)
_FOUND = re.compile(r"\b(?:show(?:s|ed|n)?|found|finds|prov(?:e|es|ed|en)|reported|discovered)\b")
_OURS = re.compile(
    r"\bour (?:[\w-]+ ){0,3}?(?:trial|study|research|data|results?)\b|"
    r"\bwe (?:ran|led|conducted|carried out)\b"
)
_PHASE = re.compile(
    r"\bphase (?P<one>[1-4]|i{1,3}|iv)(?:\s*(?:/|and|-)\s*(?P<two>[1-4]|i{1,3}))?\b"
)
_PHASES: Mapping[str, Phase] = {
    "1": Phase.PHASE1, "i": Phase.PHASE1, "2": Phase.PHASE2, "ii": Phase.PHASE2,
    "3": Phase.PHASE3, "iii": Phase.PHASE3, "4": Phase.PHASE4, "iv": Phase.PHASE4,
}  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Words of a sponsor's name that do not tell it from others, or that name a place.
_COMMON = frozenset({
    "academy", "advanced", "and", "arizona", "arkansas", "armed", "autonomous", "beijing",
    "brain", "california", "carolina", "cell", "cells", "center", "central", "centre", "chicago",
    "children", "china", "chinese", "clinic", "clinicas", "college", "company", "corporation",
    "department", "development", "diego", "florida", "forces", "foundation", "general", "group",
    "hainan", "health", "hill", "hospital", "houston", "human", "india", "indonesia", "institut",
    "institute", "institutes", "international", "internationales", "iran", "israel", "italy",
    "japan", "jordan", "korea", "laboratories", "laboratory", "limited", "london", "medical",
    "medicine", "mental", "ministry", "multiple", "national", "north", "northern", "nova",
    "ottawa", "pharma", "pharmaceutical", "pharmaceuticals", "police", "program", "public",
    "recherches", "regenerative", "regional", "republic", "research", "royal", "russia",
    "samara", "san", "school", "science", "sciences", "sclerosis", "seoul", "shanghai", "south",
    "southern", "southwest", "spain", "spine", "state", "stem", "sweden", "terapia", "texas",
    "therapeutics", "third", "translational", "treatment", "united", "university", "utah",
    "vietnam", "west", "western", "world", "york", "young",
})  # fmt: skip
_NAME_WORD = re.compile(r"[A-Z][\w'-]{3,}")
_SHORT_REFERENCE = 80
_TELLING_SIZE = 100


class How(StrEnum):
    """By what a trial is cited."""

    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    FACTS = "facts"


@dataclass(frozen=True)
class Cited:
    """Records that the passage cites and the words that do; several only for a place."""

    trials: tuple[Trial, ...]
    span: Span
    how: How
    sure: bool = True
    """A place alone is not: our copy may lack the trial that is meant."""

    @property
    def one(self) -> Trial | None:
        """The record that is meant, where only one can be."""
        return self.trials[0] if self.sure and len(self.trials) == 1 else None


def cited(case: Case) -> tuple[Cited, ...]:
    """What the passage cites; a number or a name settles it, facts are used only without them."""
    named = (*_by_number(case), *_by_name(case))
    if named:
        return tuple(named)
    studied = STUDY.search(case.folded)
    place = next(_by_place(case), None) if studied or _FOUND.search(case.folded) else None
    told = place or (_by_facts(case) if studied else None)
    return (told,) if told else ()


def numbers(case: Case) -> Iterator[Reference]:
    """Register numbers of the passage: in its words, in its links, or in a short line after it."""
    claim, block = case.claim, case.block
    line_end = _end_of_next(case.page.text[claim.end : block.end])
    for reference in case.page.references:
        if reference.kind not in REGISTERS or not block.start <= reference.start < block.end:
            continue
        inside = reference.start < claim.end and reference.end > claim.start
        after = claim.end <= reference.start < claim.end + line_end
        if inside or (after and STUDY.search(case.folded)):
            yield reference


def record_of(trials: Mapping[str, Trial], id_: str) -> Trial | None:
    """The record with this number, also where the register has since given it another one."""
    if id_ in trials:
        return trials[id_]
    return next(
        (t for t in trials.values() if id_ in t.nct_id_aliases or id_ in t.secondary_ids), None
    )


def match_of(case: Case, trial: Trial) -> TrialMatch | None:
    """The comparison of the claim with a cited record, if it is among the matched ones."""
    return next((match for match in case.matches if match.trial == trial.id), None)


def reading_of(case: Case, trial: Trial, dimension: Dimension) -> DimensionReading | None:
    """One dimension of the comparison with a cited record."""
    match = match_of(case, trial)
    return match.dimensions.get(dimension) if match else None


def place_words(trial: Trial) -> frozenset[str]:
    """The words of a sponsor's name that tell it from others: "Duke", "Vinmec"."""
    return frozenset(
        word
        for word in _NAME_WORD.findall(trial.sponsor or "")
        if word.lower() not in _COMMON and word not in (trial.country or "")
    )


def _end_of_next(rest: str) -> int:
    """Length of a short line after the passage; 0 when what follows is a sentence of its own."""
    found = re.match(r"\s*[^.!?]*[.!?)]?", rest)
    length = found.end() if found else 0
    return length if length <= _SHORT_REFERENCE else 0


def _by_number(case: Case) -> Iterator[Cited]:
    claim = case.claim
    whole = Span(start=claim.start, end=claim.end)
    seen: set[str] = set()
    for reference in numbers(case):
        trial = record_of(case.trials, reference.id)
        if trial is None or trial.id in seen:
            continue
        seen.add(trial.id)
        inside = claim.start <= reference.start and reference.end <= claim.end
        place = Span(start=reference.start, end=reference.end) if inside else None
        yield Cited((trial,), place or case.says(STUDY) or whole, How.NUMBER)


def _pool(case: Case) -> tuple[Trial, ...]:
    """Records of the claim's pairs, its own first."""
    ids = dict.fromkeys(id_ for profile in of_condition(case) for id_ in profile.trials)
    return tuple(case.trials[id_] for id_ in ids)


def _by_name(case: Case) -> Iterator[Cited]:
    for trial in _pool(case):
        name = trial.short_name
        if not name or len(name) < len("TACT"):
            continue
        # One word could be any word in capitals; it must be called a trial.
        tail = r"" if " " in name else r"(?=[ -](?:[\w-]+ ){0,1}(?:trial|study))"
        found = _named(name, tail).search(case.claim.quote)
        if found and (" " not in name or STUDY.search(case.folded)):
            start = case.claim.start + found.start()
            yield Cited((trial,), Span(start=start, end=start + len(name)), How.NAME)


def _by_place(case: Case) -> Iterator[Cited]:
    pool = _pool(case)
    words = {word for trial in pool for word in place_words(trial)}
    for word in sorted(words):
        found = _named(word, "").search(case.claim.quote)
        if found is None:
            continue
        there = [trial for trial in pool if word in place_words(trial)]
        start = case.claim.start + found.start()
        span = Span(start=start, end=start + len(word))
        facts = _facts(case)
        fitting = [trial for trial in there if all(agrees(case, trial) for agrees in facts)]
        if fitting:
            yield Cited(tuple(fitting), span, How.PLACE, sure=bool(facts))


def _facts(case: Case) -> list[Callable[[Case, Trial], bool]]:
    """What the passage tells of the study that a record can agree with."""
    told = (
        (_phase_agrees, _PHASE.search(case.folded)),
        (_year_agrees, _YEAR.search(case.folded)),
        (_size_agrees, _size(case)),
    )
    return [agrees for agrees, said in told if said]


def _by_facts(case: Case) -> Cited | None:
    """The one record with the size that is told, and with its phase or year where told."""
    size, facts = _size(case), _facts(case)
    if size is None or _OURS.search(case.folded):
        return None
    if size[0] < _TELLING_SIZE and len(facts) == 1:
        return None
    fitting = [trial for trial in _pool(case) if all(agrees(case, trial) for agrees in facts)]
    return Cited((fitting[0],), size[1], How.FACTS) if len(fitting) == 1 else None


def _size(case: Case) -> tuple[int, Span] | None:
    for figure in case.claim.figures:
        counts = figure.kind is FigureKind.PARTICIPANTS and figure.unit is FigureUnit.COUNT
        if counts and figure.lo is not None and figure.lo == figure.hi:
            return int(figure.lo), Span(start=figure.start, end=figure.end)
    return None


def _size_agrees(case: Case, trial: Trial) -> bool:
    size = _size(case)
    return size is not None and trial.enrollment is not None and trial.enrollment.count == size[0]


def _phase_agrees(case: Case, trial: Trial) -> bool:
    found = _PHASE.search(case.folded)
    if found is None or not trial.phases:
        return False
    told = {_PHASES[word] for word in (found["one"], found["two"]) if word}
    return told == set(trial.phases)


def _year_agrees(case: Case, trial: Trial) -> bool:
    told = set(_YEAR.findall(case.folded))
    dates = (trial.completion_date, trial.results_first_posted, trial.short_name)
    papers = [str(result.source.year) for result in trial.results if result.source.year]
    return bool(told & {year for date in dates if date for year in _YEAR.findall(date)}) or bool(
        told & set(papers)
    )


@functools.cache
def _named(name: str, tail: str) -> re.Pattern[str]:
    """Names and places of records: as many as the copy holds."""
    return re.compile(rf"\b{re.escape(name)}\b{tail}")
