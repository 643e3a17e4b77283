"""Severity and sex of people, whose cells, how handled, how often and how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Claim, Dimension, Sex, Standing, Trial
from claimcheck.trials.doses import dose_in, exceeds
from claimcheck.trials.people import severities
from claimcheck.trials.products import traits_in
from claimcheck.vocabulary import load_vocabulary
from tests.unit.trials.comparing import compare

MakeClaim = Callable[..., Claim]
MakeTrial = Callable[..., Trial]

WITHIN, BEYOND, NOT_STATED = Standing.WITHIN, Standing.BEYOND, Standing.NOT_STATED
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("quote", "title", "standing"),
    [
        ("It helps in severe autism.", "Cord blood in mild autism", BEYOND),
        ("It helps in mild autism.", "Cord blood in mild to moderate autism", WITHIN),
        ("It helps in severe autism.", "Cord blood in autism", NOT_STATED),
        ("It helps in autism.", "Cord blood in severe autism", NOT_STATED),
        ("No severe side effects in autism.", "Cord blood in mild autism", NOT_STATED),
    ],
)
def test_severity_is_compared_where_both_name_it(
    claim: MakeClaim, trial: MakeTrial, quote: str, title: str, standing: Standing
) -> None:
    """A trial in mild autism says nothing of severe autism, and silence says nothing at all."""
    read = compare(claim("cord_blood", "autism", quote=quote), trial(title=title), VOCABULARY)
    assert read[Dimension.PEOPLE].standing is standing


def test_both_texts_on_severity_are_shown(claim: MakeClaim, trial: MakeTrial) -> None:
    """A reader sees the page's words and the record's."""
    read = compare(
        claim("cord_blood", "autism", quote="It helps in severe autism."),
        trial(title="Cord blood in mild autism", minimum_age_months=24, maximum_age_months=95),
        VOCABULARY,
    )[Dimension.PEOPLE]
    assert (read.claimed, read.recorded) == ("severe autism", "2 to 7 years, mild autism")


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("mild to moderate autism", {1, 2}),
        ("mild to severe autism", {1, 2, 3}),
        ("severe cerebral palsy", {3}),
        ("severe adverse events", set()),
        ("moderately affected children", {2}),
        ("", set()),
    ],
)
def test_degrees_of_severity(words: str, degrees: set[int]) -> None:
    """A range takes in what lies between; words on side effects are no degree."""
    assert severities(words) == degrees


@pytest.mark.parametrize(
    ("population", "sex", "standing"),
    [
        ("girls", Sex.MALE, BEYOND),
        ("boys", Sex.MALE, WITHIN),
        ("girls", Sex.ALL, WITHIN),
        ("boys and girls", Sex.MALE, NOT_STATED),
        ("girls", None, NOT_STATED),
    ],
)
def test_sex_is_compared_where_both_name_one(
    claim: MakeClaim, trial: MakeTrial, population: str, sex: Sex | None, standing: Standing
) -> None:
    """A trial of boys says nothing of girls."""
    said = claim("cord_blood", "autism", population=population)
    read = compare(said, trial(sex=sex), VOCABULARY)
    assert read[Dimension.PEOPLE].standing is standing


@pytest.mark.parametrize(
    ("quote", "registered", "standing"),
    [
        ("Donor cord blood helps.", "the child's own (autologous) cord blood", BEYOND),
        ("Your own cord blood helps.", "own (autologous) cord blood", WITHIN),
        ("Cord blood helps.", "the child's own cord blood", WITHIN),
        ("Own or donor cord blood helps.", "donor cord blood", WITHIN),
        ("Minimally manipulated cord blood helps.", "cultured cord blood cells", BEYOND),
        ("Your own doctor says cord blood helps.", "donor cord blood", WITHIN),
    ],
)
def test_whose_cells_and_how_handled(
    claim: MakeClaim, trial: MakeTrial, quote: str, registered: str, standing: Standing
) -> None:
    """The same source from somebody else, or handled otherwise, is another product."""
    read = compare(
        claim("cord_blood", "autism", quote=quote), trial(intervention=registered), VOCABULARY
    )[Dimension.PRODUCT]
    assert read.standing is standing
    assert read.recorded == registered


def test_traits_are_read_with_their_words() -> None:
    """Own and donor cells, grown and untouched ones, each with the words that say so."""
    assert dict(traits_in("autologous cells, not cultured")) == {
        ("origin", "own"): "autologous",
        ("handling", "untouched"): "not cultured",
    }


@pytest.mark.parametrize(
    ("quote", "dose", "standing"),
    [
        ("Three infusions help.", "one infusion", BEYOND),
        ("One infusion helps.", "two infusions 6 months apart", WITHIN),
        ("Three infusions help.", "one, two or three infusions", WITHIN),
        ("A yearly booster helps.", "one infusion", BEYOND),
        ("A yearly booster helps.", "four infusions", NOT_STATED),
        ("A dose of 100 million cells helps.", "one infusion of 20 million cells", BEYOND),
        ("2 million cells per kg help.", "one infusion of 2 million cells/kg", WITHIN),
        ("100 million cells help.", "one infusion of 2 million cells/kg", NOT_STATED),
        ("It helps.", "one infusion", NOT_STATED),
        ("Three infusions help.", None, NOT_STATED),
    ],
)
def test_repeats_and_dose(
    claim: MakeClaim, trial: MakeTrial, quote: str, dose: str | None, standing: Standing
) -> None:
    """More often, more cells, or a booster after a single infusion go beyond the record."""
    read = compare(claim("cord_blood", "autism", quote=quote), trial(dose=dose), VOCABULARY)
    assert read[Dimension.ROUTE_DOSE].standing is standing


def test_a_route_within_does_not_make_up_for_repeats_beyond(
    claim: MakeClaim, trial: MakeTrial
) -> None:
    """One part that goes beyond is enough, and both texts are shown."""
    read = compare(
        claim("cord_blood", "autism", quote="Three IV infusions help."),
        trial(route="intravenous", dose="one infusion"),
        VOCABULARY,
    )[Dimension.ROUTE_DOSE]
    assert read.standing is BEYOND
    assert (read.claimed, read.recorded) == ("IV, Three IV infusions", "intravenous; one infusion")


def test_doses_of_different_kinds_are_not_compared() -> None:
    """Cells in all and cells a kilo are two things."""
    assert exceeds(dose_in("100 million cells"), dose_in("2 million cells/kg")) is None
    assert dose_in("one infusion of 0.5, 1.0 or 2.0 million cells/kg").cells_per_kilo == 2e6
    assert dose_in("10-50 million nucleated cells/kg").cells_per_kilo == 50e6
