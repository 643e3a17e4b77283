"""The labelled lines are checked by a program before anybody trains on them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from claimcheck.cli import app
from claimcheck.corpus import LabelledLine, LabelledPage, count, faults, load_passages


def _line(**fields: Any) -> LabelledLine:
    usual = {
        "text": "In 60-70% of our patients it helps.",
        "labels": ("efficacy", "quantified"),
        "attrs": {},
        "should_flag": True,
        "sure": True,
        "why": "an invented line",
    }
    return LabelledLine.model_validate({**usual, **fields})


def _page(*lines: LabelledLine, **fields: Any) -> LabelledPage:
    usual = {
        "id": "p1",
        "group": "g1",
        "kind": "clinic",
        "topic": "invented",
        "intervention": None,
        "condition": None,
        "evidence": "unproven",
        "lines": lines or (_line(),),
    }
    return LabelledPage.model_validate({**usual, **fields})


def _figure(**fields: Any) -> dict[str, Any]:
    usual = {"raw": "60-70%", "lo": 60.0, "hi": 70.0, "unit": "%", "bound": "exact"}
    return {**usual, "verbatim": True, **fields}


def test_every_line_that_is_here_keeps_the_rules() -> None:
    """The labelled corpus has no fault that a program can see."""
    assert faults(load_passages()) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (_line(labels=()), "no label"),
        (_line(labels=("efficacy", "miracle")), "miracle"),
        (_line(labels=("cure", "cure")), "twice"),
        (_line(labels=("none", "cure")), "beside another label"),
        (_line(attrs={"hedge": "some"}), "hedge"),
        (_line(attrs={"speaker": "doctor"}), "speaker"),
        (_line(attrs={"polarity": "perhaps"}), "polarity"),
        (_line(attrs={"figures": [_figure(raw="80%")]}), "not in the line"),
        (_line(attrs={"figures": [_figure(lo=70.0, hi=60.0)]}), "ends before"),
        (_line(attrs={"figures": [_figure(bound="roughly")]}), "bound"),
        (_line(attrs={"figures": ["60-70%"]}), "without its text"),
    ],
)
def test_each_fault_is_named_with_page_and_line(line: LabelledLine, fault: str) -> None:
    """Whoever wrote the line finds it at once."""
    [found] = faults([_page(_line(), line)])
    assert found.startswith("page p1, line 2: ")
    assert fault in found


def test_a_figure_in_other_words_need_not_stand_in_the_line() -> None:
    """Annotators may write "five a day to zero" for words that say so differently."""
    told = _figure(raw="two thirds", verbatim=False)
    assert faults([_page(_line(attrs={"figures": [told]}))]) == []


def test_a_page_is_named_when_it_comes_twice_or_has_no_known_kind() -> None:
    """Two pages with one id would be counted once by whoever joins on it."""
    found = faults([_page(), _page(kind="shop")])
    assert found == ["page p1: this id comes twice", "page p1: unknown kind 'shop'"]


def test_counts_add_up() -> None:
    """Lines are counted once for each of their labels, sites once for all their pages."""
    counts = count([_page(_line(), _line(labels=("none",), should_flag=False)), _page(id="p2")])
    assert (counts.pages, counts.groups, counts.lines) == (2, 1, 3)
    assert counts.by_label == {"efficacy": 2, "quantified": 2, "none": 1}
    assert (counts.should_flag, counts.sure_flags) == (2, 2)


def test_the_commands_print_what_the_functions_say() -> None:
    """``validate`` is quiet about a clean corpus; ``stats`` counts it as text and as JSON."""
    assert "keeps the rules" in CliRunner().invoke(app, ["corpus", "validate"]).stdout
    told = CliRunner().invoke(app, ["corpus", "stats", "--format", "json"]).stdout
    assert json.loads(told) == count(load_passages()).model_dump(mode="json")
    assert "11,073 lines" in CliRunner().invoke(app, ["corpus", "stats"]).stdout
