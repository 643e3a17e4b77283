"""Which treatment a passage is about, where it names one only to set it aside."""

from __future__ import annotations

import pytest

from claimcheck.claims.about import About, Subject
from claimcheck.claims.about_rivals import PRESCRIBED, RIVALS
from claimcheck.claims.passages import PassageReader
from claimcheck.schema import BlockKind, ConceptKind, Genre, MentionOrigin
from claimcheck.vocabulary import load_vocabulary
from tests.unit.claims.conftest import make_page

_READER = PassageReader()


def about(
    *lines: str, title: str | None = None, genre: Genre = Genre.UNCLEAR, h1: bool = False
) -> list[About]:
    """What each passage is about; ``h1`` makes the first heading that of the whole page."""
    page = make_page(*lines)
    blocks = tuple(
        block.model_copy(update={"level": 1})
        if h1 and block.kind is BlockKind.HEADING and index == 0
        else block
        for index, block in enumerate(page.blocks)
    )
    page = page.model_copy(update={"blocks": blocks, "title": title, "genre": genre})
    passages = _READER.read(page)
    subject = Subject(page, passages, load_vocabulary())
    return [subject.of(passage) for passage in passages]


def treatment(found: About) -> tuple[str, MentionOrigin] | None:
    """The id of the treatment and where it was read."""
    for mention in found.concepts:
        if mention.kind is ConceptKind.INTERVENTION:
            return mention.concept, mention.origin
    return None


def last(*lines: str, genre: Genre = Genre.UNCLEAR, h1: bool = False) -> str | None:
    """The id of the treatment of the last passage."""
    found = treatment(about(*lines, genre=genre, h1=h1)[-1])
    return found[0] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Eight of ten people who were told to have surgery called it off.",
        "Wave goodbye to insulin, goodbye to insulin for ever.",
        "Most of our guests come off dialysis.",
        "Kidneys at work again, off dialysis",
        "The tumour melts away without chemo.",
        "Heart surgery was no longer needed in 7 of 10.",
        "Ritalin gone after ten weeks",
        "It works as well as Ritalin.",
        "It does what chemotherapy does.",
        "Guests throw away their statins.",
        "Half of them cancelled their surgery.",
        "Nine in ten avoid a knee replacement.",
        "Say no to knee replacement",
        "No surgery, no downtime.",
        "It is a gentle course and not surgery.",
        "Where antibiotics have failed",
        "Physiotherapy alone can never do that.",
        "It is the gentle alternative to surgery.",
        "It may well beat your antidepressants.",
        "The need for dialysis falls.",
    ],
)
def test_what_is_replaced_is_not_what_a_passage_is_about(text: str) -> None:
    """A passage that does away with proven care is about what the page treats with."""
    assert last("Our stem cells rebuild what is worn.", text) == "stem_cells"


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Never stop insulin without asking us.", "insulin"),
        ("Do not suddenly stop statins.", "statins"),
        ("If you stop antidepressants too fast, you may feel dizzy.", "antidepressants"),
        ("No one should stop insulin without a plan.", "insulin"),
        ("It is safe without stopping your statins.", "statins"),
        ("Insulin lowers the sugar in the blood.", "insulin"),
        ("No vaccine is perfect, and it still protects most people.", "vaccines"),
        ("No surgery can mend this nerve.", "surgery"),
        ("Stop the statins a week before the scan.", "statins"),
        ("The body has stopped making insulin.", "insulin"),
        ("Antibiotics cure most chest infections.", "antibiotics"),
        ("After surgery nine in ten people walk without pain.", "surgery"),
        ("More than 400 statins users were followed.", "statins"),
        ("Vaccines do not cause autism.", "vaccines"),
    ],
)
def test_proven_care_that_a_passage_speaks_of_is_what_it_is_about(text: str, concept: str) -> None:
    """Advice to keep a medicine, and plain words on care, are about that medicine and that care."""
    assert last("Our stem cells rebuild what is worn.", text) == concept


def test_the_heading_comes_before_the_page() -> None:
    """Where a sentence only names what is replaced, the heading above it says what replaces it."""
    found = about("Our stem cells help.", "# Neurofeedback", "Ritalin gone in ten weeks.")[-1]
    assert treatment(found) == ("neurofeedback", MentionOrigin.HEADING)


@pytest.mark.parametrize(
    ("text", "treatment_of"),
    [
        ("It may also render chemotherapy both gentler and more effective.", "stem_cells"),
        ("They improve the effect of chemotherapy.", "stem_cells"),
        ("It makes insulin work better.", "stem_cells"),
        ("Chemotherapy is more effective when it begins early.", "chemotherapy"),
        ("Early chemotherapy made him better.", "chemotherapy"),
    ],
)
def test_care_that_another_is_said_to_help_is_not_what_is_praised(
    text: str, treatment_of: str
) -> None:
    """The record of chemotherapy says nothing of what is given beside it."""
    assert last("Our stem cells help.", "# Stem cells", text) == treatment_of


def test_a_heading_that_sets_care_aside_leads_nothing() -> None:
    """Under "no more surgery" nothing is about surgery."""
    assert (
        last("Our stem cells help.", "# No more surgery", "Nine in ten are glad.") == "stem_cells"
    )


def test_what_a_sentence_is_compared_with_is_kept_for_the_rules() -> None:
    """A rule must see the rival of "safer than surgery"; as a heading it leads nothing."""
    lines = ("Our stem cells help.", "# Safer than surgery")
    assert last(*lines) == "surgery"
    assert last(*lines, "Nine in ten are glad.") == "stem_cells"


@pytest.mark.parametrize(
    "text",
    [
        "A lasting cure in gout without any operation.",
        "The sugar comes back to normal, tablets closed.",
        "I refused the operation and I am still here.",
        "Blood pressure pills can often be thrown out.",
        "Pain drops by half.",
        "Our medicine has no side effect.",
        "The joint is calm, with no pills.",
    ],
)
def test_care_that_is_done_without_leaves_the_subject_of_the_page(text: str) -> None:
    """Tablets or an operation that nobody needs are no other care."""
    assert last("Our homeopathy reaches the root.", text) == "homeopathy"


@pytest.mark.parametrize(
    "text",
    [
        "The tablets ease the pain in most people.",
        "An operation helps in eight of ten.",
        "These drops clear the eye within days.",
        "People who stop tablets too soon may fall ill again.",
        "There is no pill that takes the noise away.",
        "Never stop your tablets on your own.",
        "No more fits since my operation.",
    ],
)
def test_other_care_is_not_the_subject_of_the_page(text: str) -> None:
    """What a passage says of tablets or an operation is not said of the page's treatment."""
    assert last("Our homeopathy reaches the root.", text) is None


def test_a_story_is_not_about_what_it_left_behind() -> None:
    """A patient who is off insulin after a treatment praises the treatment."""
    assert last("Our stem cells help.", "> After years of it I am free from insulin.") == (
        "stem_cells"
    )


@pytest.mark.parametrize("genre", [Genre.SELLS, Genre.UNCLEAR])
def test_a_prescribed_medicine_is_not_what_a_page_offers(genre: Genre) -> None:
    """However often a page that gives exosomes speaks of methotrexate."""
    lines = (
        "Methotrexate calms the joints.",
        "Methotrexate and Humira are taken for years.",
        "We give exosomes.",
        "The joints calm down.",
    )
    assert last(*lines, genre=genre) == "exosomes"
    assert treatment(about(*lines, genre=genre)[0]) == (
        "antirheumatic_medicines",
        MentionOrigin.SENTENCE,
    )


def test_a_page_on_a_prescribed_medicine_is_about_it() -> None:
    """A leaflet names nothing else, or has it in its title."""
    lines = ("Riluzole prolongs life a little.", "Some people feel sick.")
    assert last(*lines, genre=Genre.INFORMS) == "als_medicines"
    assert last(*lines) == "als_medicines"
    named = treatment(about(*lines, "Stem cells do not help.", "It is safe.", title="Riluzole")[-1])
    assert named == ("als_medicines", MentionOrigin.PAGE)


def test_every_rival_is_a_treatment_of_the_vocabulary() -> None:
    """A misspelt id would set nothing aside; medicines that are prescribed are rivals."""
    known = {concept.id for concept in load_vocabulary().of_kind(ConceptKind.INTERVENTION)}
    assert known >= RIVALS > PRESCRIBED
    assert "pde5_inhibitors" in RIVALS


@pytest.mark.parametrize(
    ("before", "genre", "concept"),
    [
        ("Infection with C. difficile is a dangerous diarrhoea.", Genre.UNCLEAR, "c_difficile"),
        ("Infection with C. difficile is a dangerous diarrhoea.", Genre.SELLS, "autism"),
        ("We do not speak of C. difficile here.", Genre.UNCLEAR, "autism"),
        ("Epilepsy and C. difficile infection are treated elsewhere.", Genre.UNCLEAR, "autism"),
    ],
)
def test_what_the_sentence_before_explains_is_the_condition(
    before: str, genre: Genre, concept: str
) -> None:
    """A paragraph that says what an illness is goes on to speak of it, unless its page sells."""
    lines = ("Stool transplants for autism.", "Autism and stool transplants.")
    *_, found = about(*lines, f"{before} A transplant cures most patients.", genre=genre)
    conditions = [m.concept for m in found.concepts if m.kind is ConceptKind.CONDITION]
    assert conditions == [concept]
