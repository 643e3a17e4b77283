"""Pasted text: headings, lists, stories and answers."""

from __future__ import annotations

import pytest

from claimcheck.errors import EmptyPage, TooLarge
from claimcheck.pages.capture import check_size
from claimcheck.schema import BlockKind, Zone
from claimcheck.settings import DEFAULT_PAGE_LIMITS
from tests.unit.pages.pagekit import block, read_text, texts

STUDY = """Findings of the clinic
What the studies say
The evidence for this therapy is weak, and the children were few.
2031 Phase II Trial of Cord Cells in Children with Autism: Larch University: Norway
You can read the full record online
The trial was small and its results were mixed.
Participants
- 30 children
- Ages 4 to 9
Delivery
A single infusion
Safety
- No child died
2032 Phase I Trial of Marrow Cells in Children with Autism: Fir Hospital: Chile
Start: May 3, 2031
End: June 4, 2032
Participants
- 12 children
Delivery
Two infusions
Safety
- One fever
They asked one question:
Does it work at all
Nobody knows the answer to it yet."""

STORIES = """What parents tell us
Our treatments help many of the children who come to the clinic.
Parent testimonials
1. Mira, 6 years old, diagnosis: ASD (Norway)
“She sleeps better and she speaks more.”
2. Jon, 9 years old, ASD (Chile)
“He is calmer now.”
The clinic treats every child with a plan of its own, and with care for the whole family.
RU
" alt="loading" class="img"/>"""


def test_headings_on_two_levels() -> None:
    """A recurring heading is a subheading of the title above it."""
    page = read_text(STUDY)
    found = {page.quote(b): b.level for b in page.blocks if b.kind is BlockKind.HEADING}
    assert found["Findings of the clinic"] == 2
    assert found["What the studies say"] == 3
    assert found["Participants"] == found["Delivery"] == found["Safety"] == 3
    trial = "2031 Phase II Trial of Cord Cells in Children with Autism: Larch University: Norway"
    assert found[trial] == 2
    assert block(page, "30 children").heading_path == (trial, "Participants")
    assert page.title == "Findings of the clinic"


@pytest.mark.parametrize(
    "line",
    [
        "You can read the full record online",
        "A single infusion",
        "Start: May 3, 2031",
        "End: June 4, 2032",
        "Does it work at all",
    ],
)
def test_short_lines_that_head_nothing(line: str) -> None:
    """Labelled facts, sentences without a full stop and values under a subheading are text."""
    assert block(read_text(STUDY), line).kind is BlockKind.PARAGRAPH


def test_names_and_stories() -> None:
    """A numbered name heads its quote; both are testimonial, what follows is not."""
    page = read_text(STORIES)
    assert texts(page, zone=Zone.TESTIMONIAL, kind=BlockKind.HEADING) == [
        "Mira, 6 years old, diagnosis: ASD (Norway)",
        "Jon, 9 years old, ASD (Chile)",
    ]
    assert texts(page, zone=Zone.TESTIMONIAL, kind=BlockKind.QUOTE) == [
        "“She sleeps better and she speaks more.”",
        "“He is calmer now.”",
    ]
    assert block(page, "“He is calmer now.”").heading_path == (
        "Parent testimonials",
        "Jon, 9 years old, ASD (Chile)",
    )
    after = next(b for b in page.blocks if page.quote(b).startswith("The clinic treats"))
    assert (after.zone, after.heading_path) == (Zone.MAIN, ("Parent testimonials",))


def test_left_over_markup_is_no_heading_and_no_quote() -> None:
    """Scraps of tags are kept as they are and mean nothing."""
    page = read_text(STORIES)
    assert block(page, '" alt="loading" class="img"/>').kind is BlockKind.OTHER
    assert block(page, "RU").kind is BlockKind.PARAGRAPH


def test_names_after_stories() -> None:
    """A signature under a quote belongs to it and does not head the next one."""
    page = read_text(
        "Reviews of the clinic\n“It helped our son with his sleep.”\n— Mira, mother\n"
        "“We saw a change in the first weeks of the therapy.”\n— Jon, father\n"
    )
    assert texts(page, kind=BlockKind.CAPTION) == ["— Mira, mother", "— Jon, father"]
    assert block(page, "“It helped our son with his sleep.”").heading_path == (
        "Reviews of the clinic",
    )


def test_bullets_stay_out_of_blocks() -> None:
    """List items start after their bullet, whatever it is."""
    page = read_text(
        "The cells may:\n- help\n• heal\n* calm\n· soothe\n2) repair the nerves\n✓ last"
    )
    assert texts(page, kind=BlockKind.LIST_ITEM) == [
        "help", "heal", "calm", "soothe", "repair the nerves", "last",
    ]  # fmt: skip
    assert "- help\n• heal" in page.text
    assert block(page, "heal").heading_path == ()


def test_answers_in_a_list_stand_under_their_question() -> None:
    """In a list of questions and answers each answer knows its question; mere questions do not."""
    page = read_text(
        "The end\n- Is it safe for the children?\n- Yes, so far.\n"
        "- Does it work?\n- No.\n- And why?"
    )
    assert block(page, "Yes, so far.").heading_path[-1] == "Is it safe for the children?"
    assert block(page, "No.").heading_path[-1] == "Does it work?"
    assert block(page, "No.").zone is Zone.FAQ
    assert block(page, "And why?").zone is Zone.LIST


def test_wrapped_lines_are_one_block() -> None:
    """A sentence that a mail program broke in two is read as one; two sentences are not."""
    page = read_text(
        "The therapy of the clinic is not a cure for autism and it has\n"
        "never been shown to be better than the care at school.\nIt is safe."
    )
    assert [page.quote(b).count("\n") for b in page.blocks] == [1, 0]


@pytest.mark.parametrize("text", ["12 345\n98 %", "- - -\n***", "\ufeff\n \n.\n"])
def test_text_without_words_is_empty(text: str) -> None:
    """Figures and marks alone are nothing to judge."""
    with pytest.raises(EmptyPage):
        read_text(text)


def test_a_size_just_over_the_limit_is_told_exactly() -> None:
    """Nobody is told that 5 MB are more than 5 MB."""
    check_size(5_000_000, DEFAULT_PAGE_LIMITS)
    with pytest.raises(TooLarge, match="5,000,001 bytes; at most 5,000,000"):
        check_size(5_000_001, DEFAULT_PAGE_LIMITS)
