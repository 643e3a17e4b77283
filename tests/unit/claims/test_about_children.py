"""What is told of children on a page that names grown people's illnesses more often."""

from __future__ import annotations

import pytest

from claimcheck.claims.about import Subject
from claimcheck.claims.passages import PassageReader
from claimcheck.pages import Reader, capture_html
from claimcheck.schema import ConceptKind, Genre
from claimcheck.vocabulary import load_vocabulary

_READER = PassageReader()
_STROKE = (
    "<h1>Oxygen under pressure</h1><p>Stroke, brain injury, stroke.</p><h2>After a stroke</h2>"
)
_AUTISM = "<p>Families come with autism. Autism is why we opened.</p>"
_LAST = "<h2>What families tell</h2>"


def _condition(text: str, *, head: str = _STROKE + _AUTISM, genre: Genre) -> str:
    """The id of the condition that the passage which ends a page is about."""
    page = Reader().read(capture_html(f"<body><main>{head}{_LAST}{text}</main></body>"))
    page = page.model_copy(update={"genre": genre})
    passages = _READER.read(page)
    about = Subject(page, passages, load_vocabulary()).of(passages[-1])
    [mention] = [one for one in about.concepts if one.kind is ConceptKind.CONDITION]
    return mention.concept


@pytest.mark.parametrize(
    "text",
    [
        "<p>Most parents see more words after a month.</p>",
        "<p>It is approved, so be at ease about your child.</p>",
        "<p>Meltdowns grow rare.</p>",
        '<div class="testimonial"><p>Our son was four. Now he goes to nursery.</p></div>',
    ],
)
def test_what_is_told_of_a_child_is_about_what_children_have(text: str) -> None:
    """Though the page names strokes more often."""
    assert _condition(text, genre=Genre.SELLS) == "autism"


@pytest.mark.parametrize(
    "text",
    [
        "<p>Most people walk better after a month.</p>",
        "<p>He plays with his children again.</p>",
        "<p>You will lift your children again.</p>",
        "<p>A father of three children walks again.</p>",
        "<p>Our oldest guest teaches at school again.</p>",
        "<p>Children stand again after the fourth visit.</p>",
        '<div class="testimonial"><p>I have no words. I walk again.</p></div>',
        '<div class="testimonial"><p>My husband was non-verbal. He speaks.</p></div>',
        '<div class="testimonial"><p>My daughter drove me there. Now I walk.</p></div>',
    ],
)
def test_what_is_told_of_grown_people_is_about_the_page(text: str) -> None:
    """A daughter who drives makes no child of her father."""
    assert _condition(text, genre=Genre.SELLS) == "stroke"


def test_what_is_hardly_named_is_not_what_a_child_has() -> None:
    """One word among many is a mention."""
    once = _STROKE * 2 + "<p>One guest has autism.</p>"
    assert _condition("<p>Meltdowns grow rare.</p>", head=once, genre=Genre.SELLS) == "stroke"


@pytest.mark.parametrize("genre", [Genre.INFORMS, Genre.UNCLEAR])
def test_who_sells_nothing_names_what_is_meant(genre: Genre) -> None:
    """A page on vaccines names autism to say that they do not cause it."""
    assert _condition("<p>Meltdowns grow rare.</p>", genre=genre) == "stroke"


def test_an_illness_of_all_ages_stays() -> None:
    """Children have epilepsy, too."""
    epilepsy = "<h1>Epilepsy</h1><p>Epilepsy of many kinds.</p><h2>After a fit of epilepsy</h2>"
    text = "<p>Most parents see more words after a month.</p>"
    assert _condition(text, head=epilepsy + _AUTISM, genre=Genre.SELLS) == "epilepsy"
