"""What a guarantee hangs on: the word, or money that comes back where nothing comes of it."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.page.hurry import guaranteed
from tests.unit.verdicts.made_pages import (
    case_of,
    each,
    fires,
    page,
    quotes,
)

_BACK = (
    "refund you|give money back|return the fee|give back your fee|repay all of it|"
    "return every cent|"
    "return half|return you half"
)


@pytest.mark.parametrize(
    "words",
    [
        *each("If it ", "does not work|doesn't work|do not work|don't work|did not work|"
               "didn't work|fails to work|fail to work|goes without effect|brings no relief|"
               "does not really work|is not better", ", we refund you."),
        *each("If there is no ", "help|difference|improvement|result|change|relief|progress|effect",
               ", we refund you."),
        "If his words do not grow, we refund you.",
        *each("If it ", "won't|can't", " help, we refund you."),
        *each("If it does not work, we ", _BACK, "."),
        *each("If it does not work, parents ", "do not pay|don't pay|won't pay|will not pay|"
               "do not have to pay|pay nothing", "."),
        *each("", "If|Unless|When|Where", " there is no relief, we refund you."),
        *each("We refund you ", "if|unless|when|where", " it does not work."),
        "Parents do not pay if it does not work.",
        *each("", "Relief|Results|Improvement|It improves|We improve it,|A cure|You are cured|"
               "Pain-free|Success|Speech|Recovery", " or money back."),
        *each("Relief or ", "else money back|we give money back|we return money back|"
               "your money back|you get money back|you get your money back", "."),
        *each("No ", "cure|result|improvement|relief|success|change", ", no fee."),
        *each("No cure, no ", "pay|charge|cost", "."),
    ],
)  # fmt: skip
def test_money_comes_back_where_nothing_comes_of_it(words: str) -> None:
    """It is told of a page whatever else it says."""
    assert quotes(guaranteed, case_of(page(words))) == [words]


@pytest.mark.parametrize(
    "words",
    [
        *each("A ", "written|lifetime|100%|full|iron-clad|money-back|satisfaction|success|result",
               " guarantee."),
        *each("Come with ", "a firm guarantee|an honest guarantee|our firm guarantee|guarantee|"
               "firm guarantees", "."),
        "Come and be glad, or your money back.",
        *each("We stand for 100% ", "satisfaction|money back", "."),
    ],
)  # fmt: skip
def test_a_guarantee_is_told_only_where_a_page_goes_far(words: str) -> None:
    """Alone the word may stand for a fee or a date."""
    assert fires(guaranteed, words)
    assert quotes(guaranteed, case_of(page(words))) == []


def test_a_number_that_ends_in_a_hundred_is_no_guarantee() -> None:
    """The per cent must be a hundred, and not the end of a longer figure."""
    assert not fires(guaranteed, "Our shop sold 2100% satisfaction mugs.")


@pytest.mark.parametrize(
    "goods",
    each(
        "",
        "hearing aid|glasses|spectacles|lenses|filling|crown|implant|denture|device|parcel|"
        "faulty|"
        "broken|damaged|cancelled|subscription|app|software|course|ticket|order|late|confidential|"
        "privacy|appointment",
        "",
    ),
)
def test_a_refund_of_goods_says_nothing_of_a_treatment(goods: str) -> None:
    """Things, dates and secrets have guarantees of their own."""
    assert not fires(guaranteed, f"If it does not work, we refund you ({goods}).")


def test_urgent_care_excuses_no_guarantee() -> None:
    """What may rightly hurry a reader may not be sold with money back."""
    assert fires(guaranteed, "If your hearing does not improve, we refund you.")
