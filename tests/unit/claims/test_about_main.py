"""The main subject of a page: what it gives, not what it sells against."""

from __future__ import annotations

import pytest

from claimcheck.schema import ConceptKind, Genre
from tests.unit.claims.test_about import about, last, treatment

_PLAIN = "Nine in ten of them feel better."


def test_a_page_is_about_what_it_gives() -> None:
    """Proven care that a page names more often does not become its subject."""
    assert (
        last(
            "Chemotherapy weakens the body, and chemotherapy makes you sick.",
            "Our ozone therapy and our ozone infusions starve the tumour.",
            _PLAIN,
        )
        == "ozone"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("# Free at last – no surgery, no needles", "We send waves."),
        ("The nerve is calm where antibiotics have failed.",),
        ("Physiotherapy alone can never do that.",),
        ("It ends what years of antibiotics couldn't reach.",),
        ("# The itch that stays: when antibiotics are not enough",),
        ("Our drops go where surgery alone will not.",),
        ("They reach what antibiotics can't, and what chemotherapy won't.",),
        ("Some of them had prostate surgery.",),
    ],
)
def test_care_that_is_only_set_aside_is_no_subject(lines: tuple[str, ...]) -> None:
    """Where a page names no treatment but those it replaces, we know none."""
    assert last(*lines, _PLAIN) is None


@pytest.mark.parametrize(
    ("lines", "concept"),
    [
        (("Insulin keeps a child alive.", "Insulin is given before meals."), "insulin"),
        (("Chemotherapy cures most of these tumours.",), "chemotherapy"),
        (
            (
                "Surgery helps where rest does not, and surgery is safe.",
                "Stem cells: we do not offer them.",
            ),
            "surgery",
        ),
        (
            (
                "Physiotherapy comes first. Physiotherapy also prevents falls.",
                "# What we don't do",
                "Ozone therapy. Exosomes.",
            ),
            "physiotherapy",
        ),
        (
            (
                "Surgery eases leg pain. After surgery most go home in a day.",
                "Studies of stem cells are still in trials.",
            ),
            "surgery",
        ),
    ],
)
def test_the_proven_care_of_a_hospital_stays_its_subject(
    lines: tuple[str, ...], concept: str
) -> None:
    """A hospital that mentions what it does not give, or what is unproven, treats with its own."""
    assert last(*lines, _PLAIN, genre=Genre.SELLS) == concept


@pytest.mark.parametrize(
    ("answer", "concept"),
    [
        ("No. We know too little about them.", "hyaluronic_acid"),
        ("No needles: as a spray.", "exosomes"),
        ("No problem: on Mondays and Fridays.", "exosomes"),
        ("Yes, on Mondays.", "exosomes"),
    ],
)
def test_what_is_asked_for_in_vain_is_no_subject(answer: str, concept: str) -> None:
    """A question in the list of questions is a heading, and its answer may be no."""
    lines = ("Hyaluronic acid lasts for a year.", "# Do you also offer exosomes?", answer, "# More")
    assert last(*lines, _PLAIN) == concept


def test_proven_care_that_is_hardly_named_is_no_subject() -> None:
    """A tea without a name that we know is sold against insulin; we say that we know none."""
    many = tuple(f"Cup number {number} tastes of mint." for number in range(30))
    lines = ("Insulin is what the others take.", *many, _PLAIN)
    assert last(*lines, genre=Genre.SELLS) is None
    assert last(*lines[:9], _PLAIN, genre=Genre.SELLS) == "insulin"
    assert last("# Insulin and you", *lines, genre=Genre.SELLS, h1=True) == "insulin"


def test_what_a_title_names_comes_before_care_that_is_named_more_often() -> None:
    """Antibiotics are what the page has to say something against."""
    lines = ("# Medical ozone", "Antibiotics do little.", "Antibiotics cost a lot.", _PLAIN)
    assert last(*lines, "# More", _PLAIN, genre=Genre.SELLS, h1=True) == "ozone"


def test_proven_care_in_the_title_is_the_subject() -> None:
    """What the first heading names is the subject, however often something else is offered too."""
    lines = ("# Chemotherapy", "Our acupuncture eases sickness. Our acupuncture is free.", _PLAIN)
    assert last(*lines, h1=True) == "chemotherapy"
    assert last(*lines[1:]) == "acupuncture"


def test_the_title_of_the_document_counts() -> None:
    """What a page's title names comes before what its text names once more."""
    lines = ("Ozone therapy and acupuncture. Then acupuncture again.", _PLAIN)
    plain = treatment(about(*lines)[-1])
    titled = treatment(about(*lines, title="Ozone therapy | Brackwell Rooms")[-1])
    assert plain is not None
    assert plain[0] == "acupuncture"
    assert titled is not None
    assert titled[0] == "ozone"


def test_a_page_that_informs_is_about_what_it_names_most() -> None:
    """Where a page weighs the evidence, proven care is counted as any other."""
    lines = ("Insulin is vital. Insulin is safe.", "Our stem cells page has more.", _PLAIN)
    assert last(*lines, genre=Genre.INFORMS) == "insulin"
    assert last(*lines, genre=Genre.SELLS) == "stem_cells"


def test_a_list_of_many_treatments_does_not_push_out_proven_care() -> None:
    """Where several treatments are named alike, none of them is clearly the page's own."""
    assert last("Physiotherapy, acupuncture and ozone therapy.", _PLAIN) == "physiotherapy"


def test_a_seller_is_not_about_what_it_refuses() -> None:
    """Even where it names no other treatment."""
    line = "Stem cells from milk teeth: we don't arrange it."
    assert last(line, _PLAIN, genre=Genre.SELLS) is None


def _condition(*lines: str) -> str | None:
    """The id of the condition of the last passage."""
    named = about(*lines, "# More", _PLAIN)[-1].concepts
    return next((one.concept for one in named if one.kind is ConceptKind.CONDITION), None)


def test_what_one_reader_has_besides_is_no_subject() -> None:
    """Questions that readers ask of themselves stand in headings, too."""
    lines = ("Osteoarthritis is what we see.", "# I'm 82 with diabetes. Too late for me?", "No.")
    assert _condition(*lines) == "osteoarthritis"
    assert _condition(lines[0], "# Diabetes at 82", "No.") == "diabetes"
    assert _condition(lines[0], "# I have diabetes. Can you help?", "No.") == "diabetes"


def test_arthritis_on_a_page_of_knees_is_that_of_knees() -> None:
    """Trials are registered joint by joint; a page of many joints is of none."""
    knees = ["Cells for knees.", "Your knee hurts.", "A knee bends.", "Both knees.", "New knees."]
    hips = ["Hips ache.", "A hip bends.", "Your shoulder."]
    arthritis = "Osteoarthritis is what we see."
    assert _condition(*knees, arthritis) == "knee_osteoarthritis"
    assert _condition(*knees[:4], arthritis) == "osteoarthritis"
    assert _condition(*knees, *hips, arthritis) == "osteoarthritis"
    assert _condition(*knees, "Diabetes is what we see.") == "diabetes"
    kneeling = ["She was on her knees."] * 5
    assert _condition(*kneeling, "Osteoarthritis of the wrist.") == "osteoarthritis"


def test_what_a_page_tells_of_in_sentences_is_its_subject_though_a_list_names_it_first() -> None:
    """A transcript names its treatment a few times among many lines that do not."""
    many = tuple(f"Cup number {number} tastes of mint." for number in range(90))
    told = ("FMT is given by capsule.", "We filter it for FMT.", "FMT takes a day.")
    assert last("- What is FMT", *told, *many, _PLAIN, genre=Genre.SELLS) == "fmt"
    assert last("- What is FMT", *told[:1], *many, _PLAIN, genre=Genre.SELLS) is None


def test_what_others_confuse_it_with_is_no_subject() -> None:
    """Whoever explains the difference does not give the other."""
    lines = ("Our mesenchymal stem cells are given by drip.", _PLAIN)
    mixed_up = "People confuse what we do with hematopoietic stem cell transplantation, or HSCT."
    assert last(mixed_up, *lines, genre=Genre.SELLS) == "msc"


@pytest.mark.parametrize("words", ["treatment by cells", "cell technologies", "injection of cells"])
def test_cells_are_named_in_other_englishes(words: str) -> None:
    """Many clinics write in a language that is not theirs."""
    assert last(f"We offer the {words} since ten years.", _PLAIN) == "stem_cells"
