"""P-values as free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import Operator
from claimcheck.trials.pvalues import below, parse_p_value, written


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("0.092", Operator.EQUAL, 0.092),
        (".04", Operator.EQUAL, 0.04),
        ("<0.0001", Operator.LESS, 0.0001),
        ("< 0.001", Operator.LESS, 0.001),
        ("=0.247", Operator.EQUAL, 0.247),
        (">0.05", Operator.MORE, 0.05),
        ("0,001", Operator.EQUAL, 0.001),
        ("p = 0.03", Operator.EQUAL, 0.03),
        ("P<.001", Operator.LESS, 0.001),
        ("<.001", Operator.LESS, 0.001),
        ("p-value: 0.5", Operator.EQUAL, 0.5),
        ("≤ 0.05", Operator.AT_MOST, 0.05),
        ("=<0.05", Operator.AT_MOST, 0.05),
        (">=0.1", Operator.AT_LEAST, 0.1),
        ("less than 0.01", Operator.LESS, 0.01),
        ("0.05 (two-sided)", Operator.EQUAL, 0.05),
        ("1.3e-5", Operator.EQUAL, 0.000013),
        ("2 x 10^-4", Operator.EQUAL, 0.0002),
        ("<0.001,", Operator.LESS, 0.001),
        ("1.000", Operator.EQUAL, 1.0),
        ("0", Operator.EQUAL, 0.0),
    ],
)
def test_written_forms(text: str, operator: Operator, value: float) -> None:
    """Every form seen in records keeps its operator, its number and its own words."""
    p_value = parse_p_value(text)
    assert (p_value.operator, p_value.value) == (operator, pytest.approx(value))
    assert p_value.raw == text


@pytest.mark.parametrize(
    "text", ["NS", "1.2", "5%", "", "n/a", "0.05.1", "1/20", "-0.1", "see text"]
)
def test_no_probability_is_no_value(text: str) -> None:
    """Words, shares and numbers beyond 1 are kept as text and never become a number."""
    p_value = parse_p_value(text)
    assert (p_value.raw, p_value.value) == (text, None)
    assert below(p_value, 0.05) is None


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("0.049", True),
        ("0.05", False),
        ("<0.05", True),
        ("<=0.05", None),
        ("<0.1", None),
        (">0.05", False),
        (">0.01", None),
        ("<0.0001", True),
    ],
)
def test_level_with_operator(text: str, under: bool | None) -> None:
    """A bound is under the level only when every value that it allows is."""
    assert below(parse_p_value(text), 0.05) is under


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """No text breaks the reader; what it reads is a probability, and the text is kept."""
    p_value = parse_p_value(text)
    assert p_value.raw == text
    assert p_value.value is None or 0 <= p_value.value <= 1


@given(
    st.floats(min_value=0, max_value=1).map(lambda value: f"{value:.6f}"),
    st.sampled_from(["", "<", "< ", "=", "= ", ">", "p<", "p = ", "P > "]),
    st.booleans(),
)
def test_every_probability_survives(number: str, before: str, comma: bool) -> None:
    """Whatever stands before the number, and with a decimal comma too, its value is the same."""
    text = before + (number.replace(".", ",") if comma else number)
    assert parse_p_value(text).value == pytest.approx(float(number))


def test_written_for_a_reader() -> None:
    """A value is shown with its operator, words as the record's own."""
    assert written(parse_p_value("<.001")) == "p < 0.001"
    assert written(parse_p_value("NS")) == 'p given as "NS"'
