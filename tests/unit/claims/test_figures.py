"""Figures: exact text, value, bound, and what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims.figures import read_figures
from claimcheck.schema import FigureBound, FigureKind, FigureUnit


@pytest.mark.parametrize(
    ("text", "raw", "lo", "hi", "unit", "bound", "kind"),
    [
        ("better speech in 60–80% of children", "60–80%", 60, 80, "percent", "exact", "responders"),
        (
            "up to 90% of patients improved",
            "up to 90%",
            None,
            90,
            "percent",
            "at_most",
            "responders",
        ),
        (
            "over 12,000 patients treated",
            "over 12,000 patients",
            12000,
            None,
            "count",
            "at_least",
            "volume",
        ),
        (
            "8 out of 12 toddlers improved",
            "8 out of 12",
            66.7,
            66.7,
            "percent",
            "exact",
            "responders",
        ),
        (
            "nine in ten parents saw progress",
            "nine in ten",
            90,
            90,
            "percent",
            "exact",
            "responders",
        ),
        ("tantrums reduced by 50%", "50%", 50, 50, "percent", "exact", "change"),
        ("average change of -5.00 points", "-5.00 points", -5, -5, "points", "exact", "change"),
        ("a 3-fold increase in words", "3-fold", 3, 3, "fold", "exact", "change"),
        ("20% off in May", "20%", 20, 20, "percent", "exact", "discount"),
        (
            "about 1 in 36 children have autism",
            "about 1 in 36",
            2.8,
            2.8,
            "percent",
            "approx",
            "prevalence",
        ),
        (
            "from $1,320 up to $50,000",
            "$1,320 up to $50,000",
            1320,
            50000,
            "currency",
            "exact",
            "price",
        ),
        (
            "reactions in 20.6% of the group",
            "20.6%",
            20.6,
            20.6,
            "percent",
            "exact",
            "adverse_events",
        ),
        ("98% of parents recommend us", "98%", 98, 98, "percent", "exact", "satisfaction"),
    ],
)
def test_a_figure_is_read_as_written(
    text: str, raw: str, lo: float | None, hi: float | None, unit: str, bound: str, kind: str
) -> None:
    """Raw text, range, unit, bound and kind come out as a careful reader has them."""
    figure = read_figures(text, 0)[0]
    assert (figure.raw, figure.lo, figure.hi) == (raw, lo, hi)
    assert (figure.unit, figure.bound, figure.kind) == (
        FigureUnit(unit),
        FigureBound(bound),
        FigureKind(kind),
    )


def test_a_ratio_keeps_its_people() -> None:
    """Words like "8 out of 12" stays 8 and 12 beside the percentage."""
    figure = read_figures("8 out of 12 toddlers improved", 0)[0]
    assert (figure.numerator, figure.denominator) == (8, 12)


def test_prices_and_prevalence_are_no_outcomes() -> None:
    """A percentage is an outcome only when it says something about results."""
    text = "20% off. About 2% of children have autism. Costs $9,000."
    assert [figure.is_outcome for figure in read_figures(text, 0)] == [False, False, False]


@given(
    lo=st.integers(1, 49),
    span=st.integers(1, 50),
    dash=st.sampled_from(["-", "–", " to ", "%-", "% to "]),
    before=st.text(alphabet="abc “”é😀 ", max_size=12),
    base=st.integers(0, 1000),
)
def test_ranges_survive_any_surroundings(
    lo: int, span: int, dash: str, before: str, base: int
) -> None:
    """Both ends of a percentage range are found and the offsets quote them exactly."""
    raw = f"{lo}{dash}{lo + span}%"
    text = f"{before} {raw} of patients improved"
    figure = read_figures(text, base)[0]
    assert (figure.lo, figure.hi) == (lo, lo + span)
    assert text[figure.start - base : figure.end - base] == figure.raw


@given(st.text(max_size=200))
def test_any_text_yields_verifying_quotes(text: str) -> None:
    """Whatever the text, every figure's raw words stand where it says."""
    for figure in read_figures(text, 7):
        assert text[figure.start - 7 : figure.end - 7] == figure.raw
