"""Where a story stands, and what it tells of a ward, decide whether it is told of what is sold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.schema import BlockKind, ClaimType, Genre, MentionOrigin, Zone
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rules.testimonials import story
from tests.unit.verdicts.made_cases import Named, condition, made, profile, treatment

_PAGE, _SENTENCE = MentionOrigin.PAGE, MentionOrigin.SENTENCE
_ABOVE = ("A page on oxygen, stem cells and autism.",)
_OXYGEN, _AUTISM = treatment("hbot", "oxygen", _PAGE), condition("autism", "autism", _PAGE)


def _of(
    quote: str,
    *named: Named,
    genre: Genre = Genre.SELLS,
    types: tuple[ClaimType, ...] = (ClaimType.TESTIMONIAL, ClaimType.EFFICACY),
) -> Case:
    return made(
        quote,
        *(named or (_OXYGEN, _AUTISM)),
        profiles=(profile(),),
        genre=genre,
        types=types,
        above=_ABOVE,
    )


def _is_told(case: Case) -> bool:
    return bool(list(story.findings(case)))


def _in(case: Case, zone: Zone, kind: BlockKind) -> Case:
    """The same story in another part of the page."""
    block = case.block.model_copy(update={"zone": zone, "kind": kind})
    blocks = tuple(block if one == case.block else one for one in case.page.blocks)
    return replace(case, block=block, page=case.page.model_copy(update={"blocks": blocks}))


@pytest.mark.parametrize(
    ("zone", "kind", "told"),
    [
        (Zone.TESTIMONIAL, BlockKind.PARAGRAPH, True),
        (Zone.QUOTE, BlockKind.PARAGRAPH, True),
        (Zone.MAIN, BlockKind.QUOTE, True),
        (Zone.MAIN, BlockKind.PARAGRAPH, False),
        (Zone.FAQ, BlockKind.LIST_ITEM, False),
    ],
)
def test_what_stands_among_stories_or_quotations_is_somebody_s_story(
    zone: Zone, kind: BlockKind, *, told: bool
) -> None:
    """Elsewhere a result without a word of gain is what the page itself reports."""
    case = _of("He went off all of his tablets.", types=(ClaimType.TESTIMONIAL,))
    assert _is_told(_in(case, zone, kind)) is told


_WARD = (
    "With his inhaler his days got better.",
    "Since the nebuliser his days got better.",
    "The asthma nurse came and his days got better.",
    "Our consultant came and his days got better.",
)


@pytest.mark.parametrize("quote", _WARD)
def test_a_story_of_a_ward_is_not_told_of_what_stands_elsewhere_on_its_page(quote: str) -> None:
    """Without a word of a ward it is, and on a page that sells it is told for what is sold."""
    assert not _is_told(_of(quote, genre=Genre.UNCLEAR))
    assert _is_told(_of("At home his days got better.", genre=Genre.UNCLEAR))
    assert _is_told(_of(quote))


def test_a_story_of_a_ward_that_names_another_treatment_is_told_of_it() -> None:
    """One that it names is enough; of another its page may speak elsewhere."""
    quote = "With oxygen and his inhaler his days got better."
    own = treatment("hbot", "oxygen", _SENTENCE)
    cells = treatment("stem_cells", "stem cells", _PAGE)
    assert _is_told(_of(quote, own, _AUTISM, genre=Genre.UNCLEAR))
    assert _is_told(_of(quote, own, cells, _AUTISM, genre=Genre.UNCLEAR))
    assert _is_told(_of(quote, cells, own, _AUTISM, genre=Genre.UNCLEAR))
    assert not _is_told(_of(_WARD[0], _OXYGEN, cells, _AUTISM, genre=Genre.UNCLEAR))


def test_a_story_of_a_ward_on_a_page_without_a_treatment_is_one_of_everyday_care() -> None:
    """Nothing is there of which it could be told."""
    assert not _is_told(_of(_WARD[0], _AUTISM, genre=Genre.UNCLEAR))
    assert _is_told(_of("At home his days got better.", _AUTISM, genre=Genre.UNCLEAR))
