"""What moderators overturned stays as people said, once the program says so."""

from __future__ import annotations

import pytest

from claimcheck.corpus import (
    DECISIONS,
    FlagCase,
    LabelledLine,
    LabelledPage,
    faults,
    load_decided,
    load_flag_cases,
)
from claimcheck.errors import DataError
from claimcheck.evaluation.decided import FlagCheck
from claimcheck.resources import corpus_path

_CURE = "Our stem cells cure autism, and every child is healed for ever."


@pytest.fixture(scope="module")
def check() -> FlagCheck:
    """The models that ship."""
    return FlagCheck()


def _page(*texts: str) -> LabelledPage:
    lines = [
        LabelledLine(text=text, labels=("none",), attrs={}, should_flag=False, sure=True, why="")
        for text in texts
    ]
    return LabelledPage(
        id="p1",
        group="g1",
        kind="clinic",
        topic="invented",
        intervention=None,
        condition=None,
        evidence="unproven",
        lines=tuple(lines),
    )


def test_decided_lines_keep_the_rules() -> None:
    """The pages that moderators decided about are labelled like all others."""
    assert faults(load_decided(corpus_path(DECISIONS))) == []


def test_overturned_flags_stay_overturned(check: FlagCheck) -> None:
    """A line is flagged as people say; an open case says that it is not so yet, and must be right.

    Whoever mends a rule sets ``open`` to false in ``corpus/decisions/flags.jsonl``.
    """
    folder = corpus_path(DECISIONS)
    cases = load_flag_cases(folder)
    assert check.measured(cases, load_decided(folder)) == cases


def test_a_case_is_measured_by_the_program(check: FlagCheck) -> None:
    """It is open as long as the program and people differ; empty lines are counted too."""
    page = _page("Opening hours", "", _CURE)
    assert check.flags(page) == (False, False, True)
    cases = [FlagCase(page="p1", line=3, flagged=flagged, open=True) for flagged in (True, False)]
    assert [case.open for case in check.measured(cases, [page])] == [False, True]


@pytest.mark.parametrize(("page", "line"), [("p1", 4), ("p2", 1)])
def test_a_case_without_its_line(check: FlagCheck, page: str, line: int) -> None:
    """It is an error of the corpus, not a case that passes."""
    case = FlagCase(page=page, line=line, flagged=True, open=False)
    with pytest.raises(DataError):
        check.measured([case], [_page("One.", "Two.", "Three.")])
