"""Whose words a passage holds: the page's own, or those of others that it passes on."""

from __future__ import annotations

import pytest

from claimcheck.claims.hearsay import is_hearsay
from claimcheck.claims.passages import PassageReader
from tests.unit.claims.conftest import make_page


def _told_of_others(*lines: str) -> list[bool]:
    """For each passage of a page, whether it is hearsay."""
    page = make_page(*lines)
    return [
        is_hearsay(
            passage,
            page.blocks[passage.block].kind,
            page.text[page.blocks[passage.block].start : passage.piece.start],
            page.text[passage.piece.end : page.blocks[passage.block].end],
        )
        for passage in PassageReader().read(page)
    ]


@pytest.mark.parametrize(
    "line",
    [
        'A clip with many views says that a dog powder "melts tumours without side effects".',
        'The post reads: "No chemo. No side effects. No hospital."',
        'One slide said "No known side effects".',
        'A caption under the picture read "No risk, no needles".',
        'According to the e-mail, the drops "have zero side effects".',
        "An advert in the free paper claimed that the drip is without any risk.",
        'We wrote to them, and they put it on their website: "Jonas speaks after two weeks".',
        "Some clinics tell parents that the cells cannot do any harm.",
        'A mother was quoted as saying "He spoke his first sentence after ten dives".',
        'A testimonial on the site stated "After forty dives our son looked at us".',
        '"Stem cells cured my daughter" is the title of a film that many parents send us.',
        'Of one shop I have collected such sentences: "cells know where to go"; "no side effects".',
        "The idea that ozone kills every virus without side effects is not true.",
    ],
)
def test_what_others_are_said_to_claim_is_told_of_others(line: str) -> None:
    """A medium, a seller or a speaker is named, and what follows is theirs."""
    assert all(_told_of_others(line))


@pytest.mark.parametrize(
    "line",
    [
        "Our cells have no side effects.",
        "Our website shows what patients say: the cells have no side effects.",
        "The infusion carries no risk for your child.",
        'Our nurses have collected the words of mothers: "He speaks after two weeks".',
        "Ask for our brochure: the treatment is safe and effective.",
        "We treat children until they speak.",
        "Some clinics promise more, but our cells cannot do any harm.",
        "Stem cells improve speech in children with autism.",
        "Fact: the vaccine prevents measles in 97 of 100 children.",
    ],
)
def test_what_the_page_says_itself_is_its_own(line: str) -> None:
    """An offer, a promise, or a fact that is set against a myth."""
    assert not any(_told_of_others(line))


def test_a_quotation_reaches_over_its_sentences() -> None:
    """What stands inside quotation marks that another sentence opened is told with it."""
    told = _told_of_others(
        'Further down the site stated "It is natural and safe. It cures autism."'
    )
    assert len(told) > 1
    assert all(told)
    told = _told_of_others('The site stated "It is natural." The infusion carries no risk.')
    assert told[-1] is False
    told = _told_of_others('A place near us has an advert: "New nerves. 9 of 10 clients improve."')
    assert len(told) > 1
    assert told[-1] is True
    for own in ("He has a plan", "Our new advert", "Testimonials", "The joy of our posters"):
        told = _told_of_others(f'{own}: "New nerves. 9 of 10 clients improve."')
        assert told[-1] is False


@pytest.mark.parametrize(
    "correction",
    ["None of them can.", "They cannot.", "There is no such study.", "That isn't true."],
)
def test_what_the_next_sentence_takes_back_is_not_claimed(correction: str) -> None:
    """The sentence that is taken back, and not the one that takes it back."""
    line = f"Cinnamon, a diet or stem cells reverse type 1 diabetes. {correction}"
    assert _told_of_others(line)[0]


def test_the_warning_signs_of_a_list_are_no_claims() -> None:
    """Items under a heading that warns are what readers are warned of; prose is the page's own."""
    listed = _told_of_others("# Warning signs", "- The cells have no side effects")
    assert listed[-1]
    prose = _told_of_others("# Warning signs", "The approved vaccine has few side effects.")
    assert not prose[-1]


def test_a_heading_in_quotation_marks_quotes_somebody() -> None:
    """Nobody puts what they stand for in quotation marks; a patient's story is another matter."""
    assert _told_of_others('# "Vitamin C by drip: no side effects"', "No trial has shown that.")[0]
    assert not _told_of_others("# Vitamin C by drip: no side effects", "Come and see us.")[0]
    assert not _told_of_others('> "He speaks since the cells." Ruta, mother of Jonas')[0]


def test_behind_a_quotation_may_stand_whose_words_it_was() -> None:
    """One that the page uses itself, and one that nobody is named for, stay its own."""
    used = '"Reset your brain." "No side effects." Some clinics have used such lines for years.'
    *_, harm, _ = _told_of_others(used)
    assert harm is True
    for own in (
        '"No side effects." Our clinics have used these words for years.',
        '"No side effects." The rooms are light.',
        "No side effects. Some clinics have used such lines for years.",
    ):
        assert not any(_told_of_others(own)[:2])


def test_quotations_under_a_heading_that_names_the_medium_are_its_words() -> None:
    """What stands under "What the adverts say"; under "What our website says" it is one's own."""
    for heading, told in (("What the adverts say", True), ("What our website says", False)):
        lines = (f"# {heading}", '"Glow from within." "The cure for hangovers." One by one, then.')
        assert _told_of_others(*lines)[-2] is told


def test_a_quotation_that_is_asked_back_about_is_not_the_writers() -> None:
    """Somebody told it to the writer, who asks what it means."""
    told = _told_of_others('"92% of our children improve." I asked: compared with which children?')
    assert told[0]
    assert not _told_of_others('"92% of our children improve." We ask for a deposit of half.')[0]
