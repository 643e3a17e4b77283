"""What breadth hangs on: parts of the body, lists of what is treated, and names around an offer."""

from __future__ import annotations

import pytest

from claimcheck.schema import BlockKind, ConceptKind, Genre, Zone
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.breadth import many_conditions, named_around
from tests.unit.verdicts.made_pages import Part, Told, case_of, findings, page

_CONDITION, _TREATMENT = ConceptKind.CONDITION, ConceptKind.INTERVENTION
_ITEMS = ("Psoriasis", "Asthma", "Glaucoma")


def _offered(*conditions: str | None, more: tuple[Part, ...] = (), sells: bool = True) -> PageCase:
    """Stem cells are promised for each of these."""
    lines = [f"Cells help in case {number}." for number, _ in enumerate(conditions)]
    genre = Genre.SELLS if sells else Genre.UNCLEAR
    told = [
        Told(quote=line, of={_TREATMENT: "stem_cells"} | ({_CONDITION: one} if one else {}))
        for line, one in zip(lines, conditions, strict=True)
    ]
    return case_of(page(*lines, *more, genre=genre), *told)


def _is_broad(case: PageCase) -> bool:
    return bool(findings(many_conditions, case))


@pytest.mark.parametrize(
    ("conditions", "broad"),
    [
        (("psoriasis", "asthma", "glaucoma"), True),
        (("psoriasis", "asthma"), False),
        (("psoriasis", "asthma", "any_condition"), False),
        (("psoriasis", "asthma", "ageing"), False),
        (("psoriasis", "epilepsy", "depression"), False),
        (("psoriasis", "epilepsy", "autism"), False),
        (("psoriasis", "autism", "depression"), False),
        (("psoriasis", "asthma", None), False),
    ],
)
def test_three_parts_of_the_body_are_many(conditions: tuple[str | None, ...], broad: bool) -> None:
    """Brain, nerves and mind are one part; the whole body and any disease are none."""
    assert _is_broad(_offered(*conditions)) is broad


def test_three_parts_of_the_body_are_shown() -> None:
    """They stand for the rest, which are named all the same."""
    [finding] = findings(many_conditions, _offered("psoriasis", "asthma", "glaucoma", "epilepsy"))
    assert len(finding.spans) == 3
    assert "eyes; lungs; nervous system; skin" in finding.message


def _list(
    *headings: str, items: tuple[str, ...] = _ITEMS, kind: BlockKind = BlockKind.LIST_ITEM
) -> tuple[Part, ...]:
    return tuple(Part(text=one, kind=kind, headings=headings) for one in items)


@pytest.mark.parametrize(
    ("heading", "broad"),
    [
        ("A condition we treat", True),
        ("A disease we treat", True),
        ("Disorders under our treatment", True),
        ("Illnesses we help", True),
        ("Diagnoses we treat", True),
        ("What we treat", True),
        ("Who we treat", True),
        ("Whom we treat", True),
        ("Whom do we treat", True),
        ("We treat many conditions", True),
        ("He treats diseases", True),
        ("Treated disorders", True),
        ("Treatment of disorders", True),
        ("Indications", True),
        ("Conditions:", True),
        ("Diseases", True),
        ("Conditions of sale", False),
        ("Our team", False),
    ],
)
def test_a_list_of_what_is_treated_has_many_headings(heading: str, broad: bool) -> None:
    """What stands below it adds to the one product of the page."""
    assert _is_broad(_offered("autism", more=_list(heading))) is broad


def test_a_list_counts_under_its_own_heading_on_a_page_that_sells() -> None:
    """Beside a promise for a part of the body; a sentence below that heading lists nothing."""
    listed = _list("What we treat")
    assert not _is_broad(_offered("autism", more=listed, sells=False))
    assert not _is_broad(_offered(None, more=listed))
    assert not _is_broad(_offered("autism", more=_list("What we treat", "Our team")))
    assert _is_broad(_offered("autism", more=_list("Our team", "What we treat")))
    prose = _list("What we treat", kind=BlockKind.PARAGRAPH)
    assert not _is_broad(_offered("autism", more=prose))


def _named(case: PageCase) -> str:
    return " ".join(finding.message for finding in findings(named_around, case))


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ("osteoarthritis", "Knee osteoarthritis"),
        ("knee_osteoarthritis", "Osteoarthritis"),
        ("osteoarthritis", "Osteoarthritis"),
    ],
)
def test_a_promise_speaks_of_wider_and_narrower_diseases(told: str, heading: str) -> None:
    """A heading with either name adds nothing to it; one with another disease does."""
    assert _named(_offered(told, more=(Part(text=heading, kind=BlockKind.HEADING),))) == ""
    other = Part(text="Glaucoma", kind=BlockKind.HEADING)
    assert "glaucoma" in _named(_offered(told, more=(other,)))
    assert "glaucoma" in _named(_offered(None, more=(other,)))


def test_the_heading_of_a_story_names_no_offer() -> None:
    """Whoever tells it has the disease; it is not said to be treated."""
    part = Part(text="Glaucoma", kind=BlockKind.HEADING, zone=Zone.TESTIMONIAL)
    assert _named(_offered("autism", more=(part,))) == ""


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://larch.example/glaucoma", True),
        ("https://larch.example/glaucoma.html", True),
        ("https://glaucoma.example/offer", False),
        ("https://larch.example/offer?from=glaucoma", False),
        ("https://larch.example/offer#glaucoma", False),
        ("https://larch.example/offer.gout", False),
    ],
)
def test_an_address_names_a_disease_by_its_path(address: str, named: bool) -> None:
    """The name of the house, what stands behind the path and an ending say nothing."""
    case = _offered("autism")
    at = page(case.page.text).model_copy(
        update={"url": "https://larch.example/", "final_url": address}
    )
    assert bool(_named(case_of(at, Told(quote="Cells help in case 0.")))) is named


def test_an_address_that_led_nowhere_else_is_the_one_asked_for() -> None:
    """Where no other address answered, the first one counts."""
    at = page("Cells help.").model_copy(update={"url": "https://larch.example/glaucoma"})
    assert "glaucoma" in _named(case_of(at, Told(quote="Cells help.")))


def test_three_names_are_told_and_the_rest_counted() -> None:
    """The fourth is not named."""
    names = ("Glaucoma", "Asthma", "Psoriasis", "Epilepsy")
    heads = tuple(Part(text=one, kind=BlockKind.HEADING) for one in names)
    told = _named(_offered("autism", more=heads))
    assert "glaucoma, asthma, psoriasis" in told
    assert " and 1 more" in told
    assert "epilepsy" not in told
