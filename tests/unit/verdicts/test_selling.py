"""A page left open that names the price of care of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.pages.genre_cues import CUES, PRICES
from claimcheck.schema import Genre, GenreSignal, Saying
from claimcheck.verdicts.page import selling
from claimcheck.verdicts.page.overselling import (
    _OF_OTHERS,
    MUCH_TOO_FAR,
    REPORTED_MUCH_TOO_FAR,
    log_odds,
)
from claimcheck.verdicts.page.selling import CELLS_SELL_FROM, PRICED_SELLS_FROM, as_it_sells
from tests.unit.verdicts.test_said import _LINES, _MORE, _SURE, Build, case

__all__ = ["case"]


@pytest.mark.parametrize(
    ("names", "sells"),
    [
        (("own_clinic", "price_of_course"), True),
        (("own_clinic", "price_table"), True),
        (("call_to_book", "price_of_course"), True),
        (("call_to_book",), False),
        (("call_to_book", "price_of_course", "charity"), False),
        (("own_clinic",), False),
        (("price_of_course",), False),
        (("own_clinic", "price_of_course", "charity"), False),
        (("own_clinic", "price_of_course", "reported_speech"), False),
    ],
)
def test_who_names_the_price_of_own_care_and_goes_far_sells(
    case: Build, names: tuple[str, ...], sells: bool
) -> None:
    """Less is asked of such a page that was left open, and none who speaks for others is one."""
    said = case({line: {Saying.AGAINST_CARE: _SURE} for line in (*_LINES[:4], _LINES[6])})
    assert PRICED_SELLS_FROM <= log_odds(said) < MUCH_TOO_FAR
    signs = tuple(GenreSignal(start=0, end=4, name=name, points_to=Genre.SELLS) for name in names)
    left_open = said.page.model_copy(update={"genre": Genre.UNCLEAR, "genre_signals": signs})
    assert (as_it_sells(replace(said, page=left_open)).genre is Genre.SELLS) is sells
    informs = left_open.model_copy(update={"genre": Genre.INFORMS})
    assert as_it_sells(replace(said, page=informs)) is informs
    quiet = replace(said, page=left_open, sayings=())
    assert as_it_sells(quiet) is left_open


@pytest.mark.parametrize(
    ("heading", "names", "far", "sells"),
    [
        ("Stem cell", ("own_clinic", "price_of_course"), 3, True),
        ("Stem cell", ("own_clinic", "price_of_course"), 2, False),
        ("Stem cell", ("own_clinic", "price_of_course", "charity"), 3, False),
        ("Stem cell", ("price_of_course",), 3, False),
        ("Warm bath", ("own_clinic", "price_of_course"), 3, False),
    ],
)
def test_cells_at_a_price_are_sold_with_fewer_words(
    case: Build, heading: str, names: tuple[str, ...], far: int, sells: bool
) -> None:
    """A learned page on its own cells at a price sells them, though little goes far."""
    said = case({line: {Saying.AGAINST_CARE: _SURE} for line in _LINES[:far]})
    assert (log_odds(said) >= CELLS_SELL_FROM) is (far > 2)
    assert log_odds(said) < PRICED_SELLS_FROM
    signs = tuple(GenreSignal(start=0, end=4, name=name, points_to=Genre.SELLS) for name in names)
    text = said.page.text.replace("Good care", heading)
    update = {"text": text, "title": None, "genre": Genre.UNCLEAR, "genre_signals": signs}
    page = said.page.model_copy(update=update)
    assert (as_it_sells(replace(said, page=page)).genre is Genre.SELLS) is sells


def test_signs_of_a_price_are_those_of_the_pages_room() -> None:
    """The rooms know each other by the names of the signs alone."""
    assert selling._PRICES == PRICES
    assert {selling._OWN, *_OF_OTHERS} <= {cue.name for cue in CUES}


_STUDIES = (
    *("placebo_compared", "registry_record", "subjects_enrolled"),
    *("study_tells", "statistics", "evidence_weighed"),
)


@pytest.mark.parametrize(
    ("studies", "offer", "sells"),
    [
        (_STUDIES, "fill_in_form", False),
        (_STUDIES[:5], "fill_in_form", True),
        (_STUDIES, "own_clinic", True),
    ],
)
def test_a_summary_of_trials_sells_nothing(
    case: Build, studies: tuple[str, ...], offer: str, sells: bool
) -> None:
    """Results sound like a seller's; who tells of little else offers no care of its own."""
    told = {Saying.NO_HARM: 0.99, Saying.SHARE: 0.99}
    said = case(dict.fromkeys((*_MORE, _LINES[6]), told), *_MORE)
    assert MUCH_TOO_FAR <= log_odds(said) < REPORTED_MUCH_TOO_FAR
    pointing = (*((name, Genre.INFORMS) for name in studies), (offer, Genre.SELLS))
    signs = tuple(GenreSignal(start=0, end=4, name=name, points_to=to) for name, to in pointing)
    page = said.page.model_copy(update={"genre": Genre.UNCLEAR, "genre_signals": signs})
    assert (as_it_sells(replace(said, page=page)).genre is Genre.SELLS) is sells
