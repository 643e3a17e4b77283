"""The words of a whole page tell whether it sells care, where there are enough of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.pages.genre import read_genre
from claimcheck.pages.metadata import Metadata
from claimcheck.pages.wording import load_mix, load_wording, word_features, words_of
from claimcheck.schema import Genre
from tests.unit.pages.pagekit import read_text

SELLER = (
    "Our healing drip wakes up the tired brain and brings your energy back from the first "
    "session. We see it every day: children who begin to look at their mothers, men who lift their "
    "shoulder again, women whose skin glows. The natural formula of our doctors boosts the immune "
    "system, repairs the nerves and cleans the blood, and each of our programmes is made for you "
    "alone. Dr. Anselm has helped thousands of families from the whole world, and our success "
    "stories speak for themselves. Your body can heal; we only give it what it has lost. The "
    "energy flows again, the muscles wake, the brain makes new connections and the stress leaves "
    "your life. Come to our centre by the lake, rest in our garden and feel the difference in ten "
    "days. Our team looks after you like a family, from the airport to your last session."
)
SOBER = (
    "People who were in the trial had the injection or a placebo, and neither they nor the nurses "
    "were told which. After six months there was no difference between the groups, and eleven "
    "people had left the trial. The review says that the evidence is of low certainty, because the "
    "trials were small and most of them had no comparison. Side effects were headache in one of "
    "ten people and infection in one of two hundred. If you take other tablets, you should ask "
    "your doctor or pharmacist before you change anything. Some companies sell the product for "
    "other conditions, and their claims were found to be false by the regulator. It may help "
    "people with severe disease, but it is not known who they are. More information about the "
    "study is on the website of the university, and the results were said to be published soon."
)


def test_words_tell_where_signs_are_silent() -> None:
    """Neither page offers to book or names a price, and both are told."""
    assert load_wording().logit(words_of(SELLER)) > 0 > load_wording().logit(words_of(SOBER))
    assert read_text(SELLER).genre is Genre.SELLS
    assert read_text(SOBER).genre is Genre.INFORMS


def test_a_few_words_tell_nothing() -> None:
    """On a short text signs decide alone, and here there are none."""
    short = SELLER.partition(". ")[2].partition(". ")[0]
    assert load_wording().logit(words_of(short)) > 0
    assert read_text(short).genre is Genre.UNCLEAR


def test_a_report_that_sends_readers_to_sellers_does_not_merely_inform() -> None:
    """Whoever reports soberly and connects with clinics earns by it."""
    page = read_text(
        f"{SOBER}\n\nWe can connect you with verified clinics at a discounted price. Book your "
        "free consultation today. Fill in the form and our team will guide you to the best clinic."
    )
    assert page.genre is not Genre.INFORMS


@pytest.mark.parametrize(
    ("more", "genre"),
    [
        ("The programme costs £7,400 for a child.", Genre.INFORMS),
        ("Our doctors come from abroad.", Genre.INFORMS),
        ("Our doctors come from abroad. The programme costs £7,400 for a child.", Genre.UNCLEAR),
    ],
)
def test_whoever_names_the_price_of_own_care_does_not_merely_inform(
    more: str, genre: Genre
) -> None:
    """Sellers cite studies and admit doubts; a charity names the prices of others."""
    page = read_text(f"{SOBER}\n\n{SOBER}\n\n{more}")
    found, _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=-6.0)
    assert found is genre


@given(st.text(max_size=400))
def test_any_text_has_finite_log_odds(text: str) -> None:
    """Signs of every script and none at all are read."""
    logit = load_wording().logit(words_of(text))
    assert -50 < load_mix().logit(logit, 0.0, 0.0) < 50


@given(st.lists(st.sampled_from(["stem", "cells", "heal", "?"]), max_size=12))
def test_each_word_and_each_pair_counts(words: list[str]) -> None:
    """A page of n words has n words and the pairs between them."""
    assert len(list(word_features(words))) == len(words) + max(len(words) - 1, 0)
