"""Figures: exact text, value, bound, and what is counted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims.figures import read_figures
from claimcheck.schema import Figure, FigureBound, FigureKind, FigureUnit


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


@pytest.mark.parametrize(
    ("text", "raw", "lo", "hi", "unit", "bound"),
    [
        ("Tantrums went from five a day to nil.", "five a day to nil", 0, 5, "count", "exact"),
        ("CARS fell from 35.25 to 32.5", "35.25 to 32.5", 32.5, 35.25, "points", "exact"),
        ("Her score went from 7/10 to 2/10.", "7/10 to 2/10", 2, 7, "points", "exact"),
        ("Sleep loss fell from 10 days to 4", "10 days to 4", 4, 10, "days", "exact"),
        ("ninety-five percent improved", "ninety-five percent", 95, 95, "percent", "exact"),
        ("Two thirds of them improved", "Two thirds", 66.7, 66.7, "percent", "exact"),
        ("for about ⅔ of patients", "about ⅔", 66.7, 66.7, "percent", "approx"),
        ("at least half reported relief", "at least half", 50, None, "percent", "at_least"),
        ("fewer than one in 1,000", "fewer than one in 1,000", None, 0.1, "percent", "at_most"),
        ("1 or more people in 100", "1 or more people in 100", 1, None, "percent", "at_least"),
        ("1-10 people in 100", "1-10 people in 100", 1, 10, "percent", "exact"),
        ("None of the 40 children had seizures", "None of the 40", 0, 0, "percent", "exact"),
        ("CARS changed by −5.9 points", "−5.9 points", -5.9, -5.9, "points", "exact"),
        ("pressure fell by 8 mm Hg", "8 mm Hg", 8, 8, "measure", "exact"),
        ("she lost 30lb", "30lb", 30, 30, "measure", "exact"),
        ("Itching was commoner [RR=1.51]", "1.51", 1.51, 1.51, "ratio", "exact"),
        ("as frequent as placebo (OR 0.70)", "0.70", 0.7, 0.7, "ratio", "exact"),
        ("Success rate: 92,5 %", "92,5 %", 92.5, 92.5, "percent", "exact"),
        ("12 000 patients treated", "12 000 patients", 12000, 12000, "count", "exact"),
        (
            "Over 12.000 patients treated",
            "Over 12.000 patients",
            12000,
            None,
            "count",
            "at_least",
        ),
        ("٨٥% of patients improved", "٨٥%", 85, 85, "percent", "exact"),
        ("80+% of cases improved", "80+%", 80, None, "percent", "at_least"),
        ("a threefold increase in speech", "threefold", 3, 3, "fold", "exact"),
        ("2×10⁶ cells/kg", "2×10⁶ cells/kg", 2e6, 2e6, "measure", "exact"),
        ("up to about 60% of patients", "up to about 60%", None, 60, "percent", "at_most"),
        ("$10,000 at most", "$10,000 at most", None, 10000, "currency", "at_most"),
    ],
)
def test_figures_written_in_other_ways(
    text: str, raw: str, lo: float | None, hi: float | None, unit: str, bound: str
) -> None:
    """Words, before and after, ratios of risks, measures and other countries' digits are read."""
    figure = read_figures(text, 0)[0]
    assert (figure.raw, figure.lo, figure.hi) == (raw, lo, hi)
    assert (figure.unit, figure.bound) == (FigureUnit(unit), FigureBound(bound))


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05, 95% CI 1.2 to 1.9, I2 = 0%",
        "Call 555-123-4567 before 12/05/2016.",
        "for children of 3 to 12 years, phase 2",
        "one of the few experts on IGF-1 and COVID-19",
        "half an hour a day for 6 months",
        "from 1912 to 1940",
        "The two halves of the brain do not speak with each other.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    """Statistics, dates, telephone numbers, ages, names and lengths of time count nothing."""
    assert read_figures(text, 0) == ()


@pytest.mark.parametrize("text", ["Eye contact | 81% | 48%", "98% | success"])
def test_rows_of_tables_and_counters_tell_a_result(text: str) -> None:
    """The words of the row stand for the words that a bare cell lacks."""
    figures = read_figures(text, 0)
    assert figures
    assert all(figure.is_outcome for figure in figures)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A third of patients relapsed within a year.", "non_responders"),
        ("The treatment is 100% safe.", "adverse_events"),
        ("Patients sit in a chamber with 100 per cent oxygen.", "other"),
        ("You save 50% off US prices.", "discount"),
        ("Return within a year and the second package is 25% less.", "discount"),
        ("With our stem cells relapse rates are 50% lower.", "change"),
        ("Hospital visits are 60% lower after the stem cells.", "change"),
        ("At 10 mg/kg the drug was given weekly.", "dose"),
        ("Rated 4.8 out of 5 by families.", "rating"),
        ("11 patients (64.7%) saw better after the infusion.", "responders"),
        ("Since the cells his movements are about half.", "change"),
        ("Since the cells the pain was nearly half and he sleeps.", "change"),
        ("Since the cells about half of the children walk.", "responders"),
    ],
)
def test_what_a_figure_counts(text: str, kind: str) -> None:
    """The words around a figure tell what it counts."""
    assert read_figures(text, 0)[0].kind is FigureKind(kind)


def test_people_and_time_are_read_where_they_are_said() -> None:
    """The group and the time stand in the passage's own words, and are left open otherwise."""
    said = read_figures("At 6 months 70% of our patients with arthritis improved.", 0)[0]
    assert (said.of_whom, said.time_frame) == ("our patients with arthritis", "At 6 months")
    unsaid = read_figures("a success rate of 85%", 0)[0]
    assert (unsaid.of_whom, unsaid.time_frame) == (None, None)


def test_a_figure_of_an_older_report_is_still_read() -> None:
    """People and time came later; a figure without them is complete."""
    old = read_figures("70% of children improved", 0)[0].model_dump(
        mode="json", exclude={"of_whom", "time_frame"}
    )
    assert Figure.model_validate(old).raw == "70%"


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "50%",
                "½",
                "²",
                "half",
                "two",
                " of ",
                " in ",
                "-",
                "–",
                "−",
                "/",
                "|",
                "$",
                "€",
                ",",
                ".",
                " to ",
                "from ",
                " vs ",
                "about ",
                "up to ",
                "+",
                "×10",
                "k",
                " people",
            ]
        ),
        max_size=40,
    )
)
def test_any_mix_of_number_words_is_quoted_in_order(pieces: list[str]) -> None:
    """Whatever is joined, figures quote the text, stand in order and never overlap."""
    text = "".join(pieces)
    behind = 0
    for figure in read_figures(text, 0):
        assert text[figure.start : figure.end] == figure.raw
        assert figure.start >= behind
        behind = figure.end


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,111", "1 ", "of ", "1 of ", "1-", "about ", "half the ", "1-a", "$1-"]
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    """Twenty times the text takes about twenty times as long, and not four hundred times."""

    def seconds(times: int) -> float:
        text = piece * times
        start = time.process_time()
        read_figures(text, 0)
        return time.process_time() - start

    short = seconds(200)
    assert seconds(4_000) < 80 * short + 0.5
