"""What is heard on a page must and must not be told: by whom, beside what, and how it is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from claimcheck.schema import (
    BlockKind,
    ClaimType,
    Genre,
    GenreSignal,
    SaidPassage,
    Saying,
    VerdictWord,
)
from claimcheck.settings import MIN_CONTEXT_BLOCKS
from claimcheck.verdicts.candid import is_candid
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.said import LEAST, answers_that_it_can, goes_far, read_apart, read_as
from claimcheck.verdicts.rules.told import LEAST as LEAST_TOLD
from claimcheck.verdicts.rules.told import benefit_heard
from tests.unit.verdicts.made_cases import made
from tests.unit.verdicts.made_pages import FAR, Part, Told, case_of, page

_MORE = "Fir resin mends every bone."
_HEARD = "Ida tells of it by the lake."
_QUIET = tuple(f"The room on floor {number} has a fan." for number in range(1, 8))
_SURE = 0.95


def _page(
    *lines: Part | str,
    says: Mapping[str, Mapping[Saying, float]],
    genre: Genre = Genre.SELLS,
    claims: tuple[Told, ...] = (Told(), Told(quote=_MORE)),
    signs: tuple[tuple[str, Genre], ...] = (),
) -> PageCase:
    """A page that goes far twice, its lines, and how likely they are to say something."""
    whole = page(FAR, _MORE, *lines, *_QUIET, genre=genre)
    signals = tuple(
        GenreSignal(start=0, end=1, name=name, points_to=points) for name, points in signs
    )
    whole = whole.model_copy(update={"genre_signals": signals})
    case = case_of(whole, *claims)
    said = []
    for quote, likely in says.items():
        start = whole.text.index(quote)
        block = next(k for k, one in enumerate(whole.blocks) if one.start <= start < one.end)
        end = start + len(quote)
        said.append(SaidPassage(start=start, end=end, quote=quote, block=block, says=likely))
    return replace(case, sayings=sorted(said, key=lambda one: one.start))


def _quotes(case: PageCase, saying: Saying, *told_by: str) -> list[str]:
    return [passage.quote for passage in read_as(case, saying, *told_by)]


def _apart(case: PageCase, saying: Saying) -> list[str]:
    return [passage.quote for passage in read_apart(case, saying)]


_ORDER = (
    Saying.AGAINST_CARE,
    Saying.NO_HARM,
    Saying.CURE,
    Saying.RECOVERY,
    Saying.SHARE,
    Saying.APPROVAL,
    Saying.PRESSURE,
    Saying.CAUSE,
    Saying.PROOF,
    Saying.WORKS,
)


@pytest.mark.parametrize("graver", _ORDER[:-1])
def test_a_passage_that_says_something_graver_is_not_told_as_a_benefit(graver: Saying) -> None:
    """From the likelihood on from which that is shown, and only if it is so meant."""
    least = LEAST[graver]

    def found(likely: float) -> list[str]:
        says = {_HEARD: {Saying.WORKS: _SURE, graver: likely}}
        return _apart(_page(_HEARD, says=says), Saying.WORKS)

    assert found(least) == []
    assert found(least - 0.01) == [_HEARD]


def test_a_graver_saying_that_is_not_meant_leaves_the_benefit_to_be_told() -> None:
    """A share that is told with its interval is a trial's."""
    line = "Our clinic with 95% CI is proven to lift fog."
    says = {line: {Saying.WORKS: _SURE, Saying.SHARE: _SURE}}
    assert not is_meant(line, Saying.SHARE)
    assert _apart(_page(line, says=says), Saying.WORKS) == [line]


def test_any_flag_on_the_same_words_tells_a_benefit_already() -> None:
    """A flag that stands next to them, one character on, tells of something else."""
    says = {_HEARD: {Saying.WORKS: _SURE}}
    beside = (Told(), Told(quote=_MORE))
    own = Told(quote=_HEARD, rules={"EFF-04": 1})
    assert _apart(_page(_HEARD, says=says), Saying.WORKS) == [_HEARD]
    assert _apart(_page(_HEARD, says=says, claims=(*beside, own)), Saying.WORKS) == []
    line = f"{_HEARD}Up{_HEARD[::-1]}"
    near = (Told(quote="Up", rules={"EFF-04": 1}), Told(quote=_HEARD[::-1], rules={"EFF-04": 1}))
    case = _page(line, says=says, claims=(*beside, *near))
    assert _apart(case, Saying.WORKS) == [_HEARD]


def test_one_of_two_findings_that_tells_it_is_enough() -> None:
    """Whatever else the passage is flagged for."""
    says = {_HEARD: {Saying.CURE: _SURE}}
    beside = (Told(), Told(quote=_MORE))
    both = Told(quote=_HEARD, rules={"EFF-01": 2, "EFF-04": 1})
    case = _page(_HEARD, says=says, claims=(*beside, both))
    assert _quotes(case, Saying.CURE, "EFF-01") == []
    assert _quotes(case, Saying.CURE, "EFF-07") == [_HEARD]


def test_what_matches_the_records_is_not_told_but_against_care_it_is() -> None:
    """Care that is proven may be named by whoever speaks against it."""
    fits = Told(quote=_HEARD, rules={}, word=VerdictWord.MATCHES)
    claims = (Told(), Told(quote=_MORE), fits)
    for saying, shown in ((Saying.CURE, []), (Saying.AGAINST_CARE, [_HEARD])):
        case = _page(_HEARD, says={_HEARD: {saying: _SURE}}, claims=claims)
        assert _quotes(case, saying) == shown


@pytest.mark.parametrize(
    ("genre", "speeches", "quoted", "shown"),
    [
        (Genre.UNCLEAR, 9, True, False),
        (Genre.UNCLEAR, 9, False, True),
        (Genre.UNCLEAR, 0, True, True),
        (Genre.SELLS, 9, True, True),
    ],
)
def test_what_a_paper_prints_as_somebody_s_words_is_not_its_own(
    genre: Genre, speeches: int, *, quoted: bool, shown: bool
) -> None:
    """Where it sells, it is."""
    line = f'"{_HEARD}"' if quoted else _HEARD
    grave = {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE, Saying.CURE: _SURE}
    says = {line: grave, **dict.fromkeys(_QUIET, grave)}
    signs = (("reported_speech", Genre.INFORMS),) * speeches
    case = _page(line, says=says, genre=genre, signs=signs)
    assert (line in _quotes(case, Saying.CURE)) is shown


def test_only_a_serious_flag_makes_a_page_go_far() -> None:
    """One that was held back does not."""
    held = Told(flagged=False)
    assert goes_far(_page(says={}))
    assert not goes_far(_page(says={}, claims=(held,)))
    assert not goes_far(_page(says={}, claims=(Told(rules={"EFF-04": 1}),)))


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ((Told(), Told(quote=_MORE)), True),
        ((Told(),), False),
        ((Told(), Told(quote=_MORE, flagged=False)), False),
        ((Told(), Told(quote=_MORE, rules={"EFF-04": 1})), False),
    ],
)
def test_two_serious_flags_show_what_is_doubtful(claims: tuple[Told, ...], *, shown: bool) -> None:
    """One, or one that was held back or is slight, may be misread."""
    case = _page(_HEARD, says={_HEARD: {Saying.SHARE: LEAST[Saying.SHARE]}}, claims=claims)
    assert bool(_quotes(replace(case, flags=()), Saying.SHARE)) is shown


def _asked(question: str, answer: str, saying: Saying = Saying.NO_HARM) -> list[str]:
    case = _page(question, answer, says={answer: {saying: _SURE}})
    return _quotes(case, saying)


def test_who_answers_that_it_can_hurt_owns_up() -> None:
    """To a question after harm, not to one after safety or after something else."""
    yes = "Honestly, it can be."
    assert _asked("Can it be dangerous?", yes) == []
    assert _asked("Can it be dangerous?", "It never is.") == ["It never is."]
    assert _asked("Can it be pleasant?", yes) == [yes]
    assert _asked("Can it be had without being painful?", yes) == [yes]
    assert _asked("Can it be dangerous?", yes, Saying.CURE) == [yes]


def test_a_question_far_above_an_answer_is_not_its_own() -> None:
    """Two hundred characters before it, and not farther."""
    for gap, owns_up in ((200, True), (201, False)):
        question, answer = "x Can it be dangerous?", "It can be."
        rest = "dangerous?"
        between = " " * (gap - len(rest))
        whole = page(f"{question}{between}{answer}")
        start = whole.text.index(answer)
        passage = SaidPassage(
            start=start, end=start + len(answer), quote=answer, block=0, says={Saying.NO_HARM: 1}
        )
        assert answers_that_it_can(whole, passage) is owns_up


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying.RECOVERY, "She got better on it and passed away in May."),
        (Saying.RECOVERY, "She got better; I can't say what helped."),
        (Saying.RECOVERY, "She got better; I can't say what did it."),
        (Saying.SHARE, "60% got better (95% CI 41 to 77)."),
        (Saying.APPROVAL, "It is cleared for temporary relief of aches."),
        (Saying.APPROVAL, "Our doctors are registered with the medical council."),
        (Saying.AGAINST_CARE, "Our drops have not been shown to do any good."),
        (Saying.CURE, "Nobody is healed by it."),
        (Saying.WORKS, "It promises to be a promising way."),
        (Saying.WORKS, "He grew stronger and died in May."),
    ],
)
def test_what_takes_it_back_in_the_same_words_is_not_meant(saying: Saying, words: str) -> None:
    """A bad end, a doubt, an interval, a use, a register of people and a hope."""
    assert not is_meant(words, saying)


def test_a_question_that_wants_no_answer_is_meant() -> None:
    """What stands before it is said; a question that wants one says nothing."""
    said = "The child is healthy and wise as it is, so why torture it with tablets?"
    assert is_meant(said, Saying.AGAINST_CARE)
    assert not is_meant("Why do you torture it with tablets?", Saying.AGAINST_CARE)


_CANDID = "Your own doctor decides on the dose: our data are still small."


@pytest.mark.parametrize(
    "saying",
    [
        Saying.WORKS,
        Saying.CAUSE,
        Saying.PROOF,
        Saying.AGAINST_CARE,
        Saying.NO_HARM,
        Saying.CURE,
        Saying.PRESSURE,
    ],
)
def test_what_is_candid_holds_out_nothing(saying: Saying) -> None:
    """Whatever it was heard as; a story, a share or a seal may be told with it."""
    words = "Our own studies are still small."
    assert is_candid(words.lower())
    assert not is_meant(words, saying)
    for other in (Saying.RECOVERY, Saying.SHARE, Saying.APPROVAL):
        assert is_meant(words, other)


@pytest.mark.parametrize(("length", "candid"), [(400, True), (401, False)])
def test_a_long_passage_says_more_than_one_candid_thing(length: int, *, candid: bool) -> None:
    """Four hundred characters are as many as it may have."""
    words = "our own studies are still small. "
    assert is_candid(words + "l" * (length - len(words))) is candid


def test_one_turn_before_candid_words_is_enough() -> None:
    """Of two of them the other may stand straight."""
    straight = "our own studies are still small"
    turned = "never mind that the question is still open"
    assert is_candid(straight)
    assert not is_candid(f"{straight}, and never mind that they were not blinded")
    assert not is_candid(f"{straight} and {turned}")


_BLOCKS = tuple(f"Part {number} of it." for number in range(1, MIN_CONTEXT_BLOCKS))


def _heard(
    quote: str = "Larch lifts every fog.",
    likely: float = 0.9,
    above: tuple[str, ...] = _BLOCKS,
) -> bool:
    case = made(
        quote, genre=Genre.SELLS, above=above, kind=BlockKind.PARAGRAPH, types=(ClaimType.EFFICACY,)
    )
    case = replace(case, heard={Saying.WORKS: likely})
    return bool(list(benefit_heard.findings(case)))


def test_a_benefit_is_heard_from_a_likelihood_on() -> None:
    """On a page long enough to know whose words they are."""
    assert _heard(likely=LEAST_TOLD)
    assert LEAST_TOLD == 0.6
    assert not _heard(likely=LEAST_TOLD - 0.01)
    assert _heard()
    assert not _heard(above=_BLOCKS[1:])


def test_a_row_of_prices_and_a_sober_word_tell_no_benefit() -> None:
    """Whatever models hear in them."""
    assert not _heard("Larch for fog | 45 min | €60")
    assert not _heard("Parkinson's affects the nerves.")
