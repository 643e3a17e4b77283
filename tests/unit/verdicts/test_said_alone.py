"""What is told of a single passage, and what is not meant by words of the same sort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.schema import Saying
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.said import LEAST_OF_CELLS
from tests.unit.verdicts.test_said import _LINES, Build, _quotes, case

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
