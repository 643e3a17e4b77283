"""Shares of people who improved, as records count them: of which arm, of how many, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.schema import OutcomeType, PostedOutcome, PostedValue, Trial, TrialResult
from claimcheck.text import fold

_IMPROVED = re.compile(
    r"\b(?:improved|improvement|less severe|respon(?:ded|ders?|se)|remission|recovered|"
    r"lower symptom band)\b"
)
#: "8 of 12", "24 of 30 (80%) with oxygen", "62% of 32", "33% with cells", "55.4% v 41.2%".
_COUNTED = re.compile(
    r"\b(?P<top>\d[\d,]*) of (?P<bottom>\d[\d,]*)\b(?: \(\d+(?:\.\d+)?%\))?"
    r"(?: with (?P<arm>[a-z][\w -]*?)(?=[,;.(]| and |$))?(?! no change| not )"
)
_PERCENT = re.compile(
    r"(?<![\w.])(?P<share>\d+(?:\.\d+)?) ?%(?: of (?P<people>\d[\d,]*)| (?:of|in) [a-z][\w -]*|"
    r" with (?P<arm>(?:usual|standard|no) [a-z]+|[a-z]+)|(?P<versus> v\.? \d+(?:\.\d+)?%))"
)
_SECOND = re.compile(r" v\.? (\d+(?:\.\d+)?)%")
_RATIO = re.compile(r"\b(?:ratio|hazard|odds)\b")
_COMPARATOR = re.compile(
    r"\b(?:placebo|sham|control|air|saline|usual|standard|alone|no treatment|untreated|education|"
    r"rehabilitation only)\b"
)
_WHEN = re.compile(
    r"\b(?:at|after|over|in) (?:day \d+|\d+(?:\.\d+)? (?:days?|weeks?|months?|years?))\b"
)
_PARTICIPANTS = re.compile(r"\b(?:participants|people|patients|subjects|children)\b")
_PERCENT_UNIT = re.compile(r"%|\bpercent")
_SPACE = re.compile(r"\s+([ ,])")
_WHOLE = 100.0


@dataclass(frozen=True, kw_only=True)
class Share:
    """One share of people of a treated arm, in percent (0-100), as a record counts it."""

    trial: str
    percent: float
    words: str
    """Both frames: who improved, and who did not."""
    improved: int | None = None
    people: int | None = None
    arm: str | None = None
    outcome: str | None = None
    time: str | None = None
    control: str | None = None
    """The share of the comparison group in words; ``None`` when there was none."""
    confirmed: bool = True


def shares_of(trial: Trial) -> tuple[Share, ...]:
    """Every share of people who improved in a record, each once; none of a retracted paper."""
    found: dict[tuple[float, int | None, str | None], Share] = {}
    for result in trial.results:
        if not result.retracted:
            for share in _of_result(trial.id, result):
                found.setdefault((round(share.percent, 1), share.people, share.time), share)
    for share in _posted(trial):
        found.setdefault((round(share.percent, 1), share.people, share.time), share)
    return tuple(found.values())


@dataclass(frozen=True)
class _Part:
    """One figure of a line: of the treated arm, or of the comparison arm."""

    percent: float
    improved: int | None
    people: int | None
    arm: str | None
    second: bool = False
    """The second of two figures whose arms the line does not name: the comparison group."""

    @property
    def is_control(self) -> bool:
        named = self.arm is not None and _COMPARATOR.search(fold(self.arm)) is not None
        return named or self.second

    @property
    def words(self) -> str:
        if self.improved is not None:
            said = f"{self.improved} of {self.people} ({self.percent:.0f}%)"
        elif self.people is not None:
            said = f"{self.percent:g}% of {self.people}"
        else:
            said = f"{self.percent:g}%"
        return f"{said} with {self.arm}" if self.arm else said


def _of_result(trial: str, result: TrialResult) -> Iterator[Share]:
    counted = False
    for line in result.numbers:
        folded = fold(line)
        if not _IMPROVED.search(folded) and not _is_counted(result, folded):
            continue
        if _RATIO.search(folded):
            continue
        parts = _parts(folded)
        treated = next((part for part in parts if not part.is_control), None)
        if treated is None:
            continue
        control = next((part for part in parts if part.is_control), None)
        counted = counted or treated.improved == result.improved is not None
        yield _share(trial, treated, control, line, confirmed=result.confirmed)
    if not counted and result.improved is not None and result.analysed:
        percent = _WHOLE * result.improved / result.analysed
        only = _Part(percent, result.improved, result.analysed, None)
        yield _share(trial, only, None, "", confirmed=result.confirmed)


def _is_counted(result: TrialResult, line: str) -> bool:
    """Whether the line gives the people that the record itself counts as improved."""
    return result.improved is not None and f"{result.improved} of {result.analysed}" in line


def _parts(line: str) -> list[_Part]:
    counted = [
        _Part(
            _WHOLE * int(top) / int(bottom),
            int(top),
            int(bottom),
            (found["arm"] or "").strip() or None,
        )
        for found in _COUNTED.finditer(line)
        for top, bottom in [(found["top"].replace(",", ""), found["bottom"].replace(",", ""))]
        if 0 <= int(top) <= int(bottom) and int(bottom)
    ]
    return counted or list(_percentages(line))


def _percentages(line: str) -> Iterator[_Part]:
    for found in _PERCENT.finditer(line):
        share = float(found["share"])
        if share > _WHOLE:
            continue
        if found["versus"] and (second := _SECOND.match(found["versus"])):
            yield _Part(share, None, None, None)
            yield _Part(min(float(second[1]), _WHOLE), None, None, None, second=True)
            continue
        people = int(found["people"].replace(",", "")) if found["people"] else None
        yield _Part(share, None, people, found["arm"])


def _share(
    trial: str, treated: _Part, control: _Part | None, line: str, *, confirmed: bool
) -> Share:
    label, colon, _ = line.partition(":")
    when = _WHEN.search(fold(line))
    time = line[when.start() : when.end()] if when else None
    outcome = _SPACE.sub(r"\1", _WHEN.sub("", label)).strip() if colon else ""
    return Share(
        trial=trial,
        percent=treated.percent,
        words=_words(treated, control, time, confirmed=confirmed),
        improved=treated.improved,
        people=treated.people,
        arm=treated.arm,
        outcome=outcome if outcome and not outcome[0].isdigit() else None,
        time=time,
        control=control.words if control else None,
        confirmed=confirmed,
    )


def _words(treated: _Part, control: _Part | None, time: str | None, *, confirmed: bool) -> str:
    doubt = "" if confirmed else ", not confirmed"
    when = f" {time}" if time else ""
    of_arm = f" with {treated.arm}" if treated.arm else ""
    if treated.improved is not None and treated.people is not None:
        others = treated.people - treated.improved
        said = (
            f"{treated.improved} of {treated.people} ({treated.percent:.0f}%{doubt}){of_arm} "
            f"improved{when}, {others} did not"
        )
    else:
        number = f" of {treated.people} people" if treated.people else ""
        said = (
            f"{treated.percent:g}%{number}{of_arm} improved{when}{doubt}, "
            f"{_WHOLE - treated.percent:.3g}% did not"
        )
    return f"{said}; in the comparison group {control.words}" if control else said


def _posted(trial: Trial) -> Iterator[Share]:
    """Shares among the results that the register posts; their groups name the arms."""
    for outcome in trial.posted.outcomes if trial.posted else ():
        if outcome.type is not OutcomeType.POST_HOC and _counts_people(outcome):
            yield from _of_outcome(trial.id, outcome)


def _counts_people(outcome: PostedOutcome) -> bool:
    """Whether the unit is people; a percentage alone could be that of a score."""
    unit = fold(outcome.unit or "")
    named = f"{unit} {fold(outcome.measure)}" if _PERCENT_UNIT.search(unit) else unit
    return _PARTICIPANTS.search(named) is not None


def _of_outcome(trial: str, outcome: PostedOutcome) -> Iterator[Share]:
    for row in outcome.rows:
        if not _IMPROVED.search(fold(f"{outcome.measure} {row.title or ''}")):
            continue
        parts = [part for value in row.values if (part := _of_group(outcome, value))]
        treated = next((part for part in parts if not part.is_control), None)
        control = next((part for part in parts if part.is_control), None)
        if treated:
            share = _share(trial, treated, control, "", confirmed=True)
            yield replace(share, outcome=outcome.measure, time=outcome.time_frame)


def _of_group(outcome: PostedOutcome, value: PostedValue) -> _Part | None:
    number, people = value.number, value.analysed
    if number is None or number < 0:
        return None
    if _PERCENT_UNIT.search(fold(outcome.unit or "")):
        return _Part(number, None, people, value.group) if number <= _WHOLE else None
    if not people or number > people or not number.is_integer():
        return None
    return _Part(_WHOLE * number / people, int(number), people, value.group)
