"""What is told of a single passage, and what is not meant by words of the same sort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.schema import SaidPassage, Saying
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.case import told
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.overselling import log_odds
from claimcheck.verdicts.page.said import LEAST, LEAST_OF_CELLS
from claimcheck.verdicts.trust import PageSigns
from tests.unit.verdicts.test_said import _GRAVE, _LINES, Build, _quotes, case

__all__ = ["case"]


@pytest.mark.parametrize("saying", list(LEAST_OF_CELLS))
def test_on_a_page_that_sells_cells_one_alone_is_enough(case: Build, saying: Saying) -> None:
    """Next to nothing of what cells are sold for is proven, unless they are of the blood."""

    def quotes(head: str, likely: float, line: str = _LINES[6]) -> list[str]:
        found = case({line: {saying: likely}}, *((line,) if line not in _LINES else ()))
        return _quotes(replace(found, page=found.page.model_copy(update={"title": head})), saying)

    least = LEAST_OF_CELLS[saying]
    assert quotes("Stem cells for autism", least) == [_LINES[6]]
    assert quotes("Stem cells for autism", least - 0.01) == []
    assert quotes("Haematopoietic stem cells for autism", least) == []
    assert quotes("Oxygen for autism", least) == []
    quoted = f'"{_LINES[6]}"'
    shown = [quoted] if saying is Saying.RECOVERY else []
    assert quotes("Stem cells for autism", least, quoted) == shown


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying.CURE, "Cerebral palsy is a permanent condition."),
        (Saying.CURE, "Cartilage that is lost does not grow back."),
        (Saying.CURE, "An autistic person has no need to be healed."),
        (Saying.AGAINST_CARE, "No one here will tell you to throw away pills."),
        (Saying.AGAINST_CARE, "A change of dose belongs in the hands of your own neurologist."),
        (Saying.AGAINST_CARE, "No therapy at home is made superfluous by ours."),
        (Saying.AGAINST_CARE, "There is no natural replacement for insulin."),
        (Saying.AGAINST_CARE, "Bring your insulin pens; the kitchen keeps them cool."),
        (Saying.PRESSURE, "Only two seats are left in the shuttle."),
        (Saying.PRESSURE, "We never call parents unasked, and there are no discounts."),
    ],
)
def test_a_limit_or_another_matter_in_the_same_words_is_not_meant(
    saying: Saying, words: str
) -> None:
    """Who leaves medicines to doctors, and seats on a bus."""
    assert not is_meant(words, saying)


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying.CURE, "Our drops cure cancer and it does not grow back."),
        (Saying.CURE, "We cured what doctors call a lifelong condition in 400 children."),
        (Saying.CURE, "There is no need to be cured by drugs, our cells heal autism."),
        (Saying.AGAINST_CARE, "No one will tell you to stop the pills, so we do."),
        (Saying.AGAINST_CARE, "It no longer belongs to the doctor."),
        (Saying.AGAINST_CARE, "No treatment but ours is needed, all drugs are made superfluous."),
        (Saying.AGAINST_CARE, "There is no substitute for insulin they say; our herbs replace it."),
        (Saying.PRESSURE, "Only 3 places left this month, hotel included!"),
        (Saying.PRESSURE, "Pay today, at midnight the price with hotel and taxi goes up."),
    ],
)
def test_what_a_seller_says_in_such_words_is_meant(saying: Saying, words: str) -> None:
    """A hotel in the price is no bus, and a denial of doctors leaves nothing to them."""
    assert is_meant(words, saying)


def _alone(found: PageCase, quote: str, likely: float, saying: Saying) -> PageCase:
    """The same page, on which one passage says so by itself."""
    sayings = [
        one.model_copy(update={"alone": {saying: likely}}) if one.quote == quote else one
        for one in found.sayings
    ]
    return replace(found, sayings=sayings)


def _passage(
    says: float, alone: float | None, quote: str = "They are all well now."
) -> SaidPassage:
    heard = None if alone is None else {Saying.CURE: alone}
    return SaidPassage(
        start=0, end=len(quote), quote=quote, block=0, says={Saying.CURE: says}, alone=heard
    )


def test_a_passage_is_told_by_its_own_words_first() -> None:
    """What stands around it counts less, and alone where nobody was asked about its words."""
    assert told(_passage(0.7, None), Saying.CURE) == 0.7
    assert told(_passage(0.1, 0.9), Saying.CURE) == 0.9
    assert told(_passage(0.9, 0.1), Saying.CURE) == pytest.approx(0.7)
    assert told(_passage(0.9, 0.1), Saying.SHARE) == 0.0


def test_of_two_words_what_stands_around_tells() -> None:
    """They may be about anything: "suppress inflammation" was taken for a word against care."""
    assert told(_passage(0.1, 0.9, "all gone"), Saying.CURE) == 0.1
    assert told(_passage(0.1, 0.9, "all gone now"), Saying.CURE) == 0.9


@pytest.mark.parametrize("saying", list(LEAST))
def test_on_a_page_that_goes_too_far_its_own_words_are_enough(case: Build, saying: Saying) -> None:
    """From the same likelihood on as where nobody was asked about them."""
    found = case(_GRAVE | {_LINES[6]: {saying: 0.01}})
    for likely, shown in ((LEAST[saying], True), (0.02, False)):
        of_page = _quotes(_alone(found, _LINES[6], likely, saying), saying)
        assert (_LINES[6] in of_page) is shown


def test_a_single_passage_of_another_seller_must_be_heard_in_its_context(case: Build) -> None:
    """A masseuse writes "No pain, no problem" of how hard she presses."""
    for says, shown in ((0.8, []), (0.93, [_LINES[6]])):
        found = case({_LINES[6]: {Saying.NO_HARM: says}})
        assert _quotes(_alone(found, _LINES[6], 0.99, Saying.NO_HARM), Saying.NO_HARM) == shown


def test_how_a_page_speaks_as_a_whole_is_told_in_context(case: Build) -> None:
    """A survivor tells what others advised; by itself each line would go too far."""
    found = case({line: {Saying.AGAINST_CARE: 0.01} for line in _LINES})
    whole = found
    for line in _LINES:
        whole = _alone(whole, line, 0.99, Saying.AGAINST_CARE)
    assert log_odds(whole) == log_odds(found)
    claims = [claim for claim, _ in found.flags]
    assert PageSigns.of(claims, sayings=whole.sayings) == PageSigns.of(
        claims, sayings=found.sayings
    )
