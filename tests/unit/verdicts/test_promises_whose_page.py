"""On whose page what models hear is shown: a seller's, a report's, or somebody's own account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.schema import Genre, GenreSignal, SaidPassage, Saying
from claimcheck.settings import MIN_CONTEXT_BLOCKS
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.overselling import log_odds
from claimcheck.verdicts.page.said import LEAST, LEAST_MUCH_TOO_FAR, LEAST_OF_CELLS, read_as
from tests.unit.verdicts.made_pages import FAR, Told, case_of, page

_MORE = "Fir resin mends every bone."
_HEARD = "Ida tells of it by the lake."
_ROOMS = tuple(f"The room on floor {number} has a fan." for number in range(1, 9))
_SURE = 0.95
_DOUBTFUL = 0.91
_LIKELY = 0.92
#: Two serious flags, and one.
_FLAGS = (Told(), Told(quote=_MORE))
_FLAG = (Told(), Told(quote=_MORE, flagged=False))
#: Six kinds of signs that a page reports of studies.
_REPORTS = (
    *("placebo_compared", "registry_record", "evidence_weighed", "disclaimer"),
    *("references", "study_limits"),
)
_GRAVE = {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE}
_CORE = (Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE)
_OTHER = tuple(one for one in LEAST if one not in _CORE)


def _case(
    says: Mapping[str, Mapping[Saying, float]],
    genre: Genre,
    claims: Sequence[Told] = _FLAGS,
    signs: Mapping[str, Genre] | None = None,
    lines: Sequence[str] = (_HEARD, *_ROOMS),
    title: str | None = None,
) -> PageCase:
    """A page of lines that goes far twice, and how likely they are to say something."""
    whole = page(FAR, _MORE, *lines, genre=genre)
    signals = tuple(
        GenreSignal(start=0, end=1, name=name, points_to=points)
        for name, points in (signs or {}).items()
    )
    whole = whole.model_copy(update={"genre_signals": signals, "title": title})
    said = []
    for quote, likely in says.items():
        start = whole.text.index(quote)
        block = next(k for k, one in enumerate(whole.blocks) if one.start <= start < one.end)
        end = start + len(quote)
        said.append(SaidPassage(start=start, end=end, quote=quote, block=block, says=likely))
    return replace(case_of(whole, *claims), sayings=sorted(said, key=lambda one: one.start))


def _is_shown(case: PageCase, saying: Saying, line: str = _HEARD) -> bool:
    return line in [passage.quote for passage in read_as(case, saying)]


def _alone(likely: float, genre: Genre, **kind: Any) -> bool:
    """Whether a cure is shown that is the only thing heard on a page."""
    return _is_shown(_case({_HEARD: {Saying.CURE: likely}}, genre, **kind), Saying.CURE)


def test_a_page_that_neither_sells_nor_goes_far_shows_nothing() -> None:
    """One serious flag makes a page of which nobody knows what it is go far enough."""
    assert _alone(_LIKELY, Genre.UNCLEAR)
    assert _alone(_LIKELY, Genre.UNCLEAR, claims=_FLAG)
    assert not _alone(_SURE, Genre.UNCLEAR, claims=())
    assert _alone(_LIKELY, Genre.SELLS, claims=())


def test_a_page_that_informs_shows_nothing_though_it_is_flagged() -> None:
    """Nor does one that reports of studies in six ways and offers no care of its own."""
    six = dict.fromkeys(_REPORTS, Genre.INFORMS)
    five = dict.fromkeys(_REPORTS[:5], Genre.INFORMS)
    assert not _alone(_SURE, Genre.INFORMS)
    assert not _alone(_SURE, Genre.UNCLEAR, signs=six)
    assert _alone(_SURE, Genre.UNCLEAR, signs=five)
    assert _alone(_SURE, Genre.UNCLEAR, signs=six | {"own_clinic": Genre.SELLS})


def test_where_nobody_knows_whether_it_sells_each_passage_must_be_likely() -> None:
    """Of a seller with two serious flags what is doubtful is shown too."""
    assert _alone(_LIKELY, Genre.UNCLEAR)
    assert not _alone(_DOUBTFUL, Genre.UNCLEAR)
    assert _alone(LEAST[Saying.CURE], Genre.SELLS)
    assert not _alone(LEAST[Saying.CURE] - 0.01, Genre.SELLS)


def test_on_a_page_of_few_blocks_each_passage_must_be_likely() -> None:
    """The models cannot know whose page it is, even if it has two serious flags."""
    enough = (_HEARD, *_ROOMS[: MIN_CONTEXT_BLOCKS - 3])
    assert _alone(_DOUBTFUL, Genre.SELLS, lines=enough)
    assert not _alone(_DOUBTFUL, Genre.SELLS, lines=enough[:-1])
    assert _alone(_LIKELY, Genre.SELLS, lines=enough[:-1])


def test_with_one_flag_each_passage_of_a_seller_must_be_likely() -> None:
    """And only what no honest seller says is shown then."""
    assert not _alone(_DOUBTFUL, Genre.SELLS, claims=_FLAG)
    assert _alone(_LIKELY, Genre.SELLS, claims=_FLAG)
    for saying in LEAST:
        case = _case({_HEARD: {saying: _SURE}}, Genre.SELLS, claims=_FLAG)
        assert _is_shown(case, saying) is (saying in _CORE)


@pytest.mark.parametrize("saying", _OTHER)
def test_two_flags_of_a_page_left_open_show_what_honest_sellers_say_too(saying: Saying) -> None:
    """Where it is likely by what stands around it; its own words alone are not enough."""
    for flags, shown in ((_FLAGS, True), (_FLAG, False)):
        assert _is_shown(_case({_HEARD: {saying: _LIKELY}}, Genre.UNCLEAR, flags), saying) is shown
    doubtful = _case({_HEARD: {saying: _DOUBTFUL}}, Genre.UNCLEAR)
    [heard] = doubtful.sayings
    by_itself = heard.model_copy(update={"alone": {saying: 0.99}})
    assert not _is_shown(replace(doubtful, sayings=[by_itself]), saying)


def test_on_a_page_that_goes_too_far_though_it_may_not_sell_the_doubtful_is_shown() -> None:
    """As on a seller's; and none of it is asked to be less likely, however far it goes."""
    says = {**dict.fromkeys(_ROOMS, _GRAVE), _HEARD: {Saying.SHARE: LEAST[Saying.SHARE]}}
    assert _is_shown(_case(says, Genre.UNCLEAR), Saying.SHARE)
    says[_HEARD] = {Saying.SHARE: LEAST_MUCH_TOO_FAR[Saying.SHARE]}
    assert not _is_shown(_case(says, Genre.UNCLEAR), Saying.SHARE)
    assert _is_shown(_case(says, Genre.SELLS), Saying.SHARE)
    few = {one: told for one, told in says.items() if one not in _ROOMS[5:]}
    assert not _is_shown(_case(few, Genre.SELLS), Saying.SHARE)


_CELLS = "Stem cells for autism"


@pytest.mark.parametrize("saying", list(LEAST_OF_CELLS))
def test_on_a_seller_s_page_of_cells_one_likely_passage_is_shown_by_its_own_words(
    saying: Saying,
) -> None:
    """On one long enough to know whose it is; another's words in quotation marks are not."""
    least = LEAST_OF_CELLS[saying]
    says = {_HEARD: {saying: least}}
    assert _is_shown(_case(says, Genre.SELLS, (), title=_CELLS), saying)
    assert not _is_shown(_case(says, Genre.SELLS, (), title="Oxygen for autism"), saying)
    few = (_HEARD, *_ROOMS[: MIN_CONTEXT_BLOCKS - 4])
    assert not _is_shown(_case(says, Genre.SELLS, (), title=_CELLS, lines=few), saying)


@pytest.mark.parametrize(("times", "shown"), [(2, False), (3, True)])
def test_a_seller_that_names_cells_three_times_sells_them(times: int, *, shown: bool) -> None:
    """Whatever its head says; a page on leukaemia tells of licensed care."""
    says = {_HEARD: {Saying.CURE: LEAST_OF_CELLS[Saying.CURE]}}
    named = tuple(f"In room {number} stem cells are kept." for number in range(times))
    lines = (_HEARD, *_ROOMS, *named)
    assert _is_shown(_case(says, Genre.SELLS, (), lines=lines), Saying.CURE) is shown
    blood = (*lines, *(f"Leukaemia, part {number}." for number in range(4)))
    assert not _is_shown(_case(says, Genre.SELLS, (), lines=blood), Saying.CURE)


def test_with_two_flags_a_seller_s_page_of_cells_is_read_as_any_other() -> None:
    """What it quotes counts then, and from the same likelihood on."""
    quoted = f'"{_HEARD}"'

    def shown(likely: float, claims: tuple[Told, ...]) -> bool:
        says, lines = {quoted: {Saying.CURE: likely}}, (quoted, *_ROOMS)
        case = _case(says, Genre.SELLS, claims, title=_CELLS, lines=lines)
        return _is_shown(case, Saying.CURE, quoted)

    assert shown(LEAST[Saying.CURE], _FLAGS)
    assert not shown(LEAST[Saying.CURE] - 0.01, _FLAGS)
    assert not shown(_SURE, ())


#: A hundred words, of which four are of whoever tells.
_DIARY = ("So my lake, my tea, my dog, my cat.", " ".join(["lake"] * 18))


def _account(*lines: str, genre: Genre = Genre.UNCLEAR, sign: Genre | None = None) -> bool:
    """Whether a share is shown on somebody's page that goes much too far without a flag."""
    said = (*_ROOMS[1:], _HEARD)
    says = {**dict.fromkeys(_ROOMS[1:], _GRAVE), _HEARD: {Saying.SHARE: LEAST[Saying.SHARE]}}
    signs = {} if sign is None else {"price_of_course": sign}
    case = _case(says, genre, (), signs, lines=(*said, *lines))
    assert log_odds(case) > 4
    return _is_shown(case, Saying.SHARE)


def test_who_only_tells_of_oneself_goes_not_too_far() -> None:
    """Where every twenty-fifth word is of the one who tells; with fewer it may be anybody's."""
    assert not _account(*_DIARY)
    assert _account(*_DIARY, "lake")


def test_who_offers_something_does_not_only_tell_of_oneself() -> None:
    """By what the page is, by a sign on it, or by a method and people who come for it."""
    assert _account(*_DIARY, genre=Genre.SELLS)
    assert _account(*_DIARY, sign=Genre.SELLS)
    assert not _account(*_DIARY, sign=Genre.INFORMS)
    assert _account(*_DIARY, "Write to me of my protocol.")
    assert not _account(*_DIARY, "Let me be at my lake.")
