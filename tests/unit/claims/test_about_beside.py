"""What a story or an item of a list is about, where its sentence names no condition."""

from __future__ import annotations

import pytest

from claimcheck.claims.about import Subject
from claimcheck.claims.passages import PassageReader
from claimcheck.pages import Reader, capture_html
from claimcheck.schema import ConceptKind
from claimcheck.vocabulary import load_vocabulary

_READER = PassageReader()
_HEAD = "<h1>Stem cells for autism</h1><p>We infuse stem cells in children with autism.</p>"


def concepts(html: str, text: str) -> dict[ConceptKind, str]:
    """Ids by kind of what the passage that holds ``text`` is about."""
    page = Reader().read(capture_html(html))
    passages = _READER.read(page)
    subject = Subject(page, passages, load_vocabulary())
    [passage] = [one for one in passages if text in page.text[one.piece.start : one.piece.end]]
    return {mention.kind: mention.concept for mention in subject.of(passage).concepts}


@pytest.mark.parametrize(
    "story",
    [
        "<ul><li>Mila, 6, spastic diplegia. Before: a wheelchair. Now she walks.</li></ul>",
        "<blockquote>Mila has cerebral palsy. After two weeks she walks.</blockquote>",
        "<blockquote><p>“Now she walks.”</p><footer>Ana, cerebral palsy</footer></blockquote>",
        "<blockquote><p>“Now she walks.”</p><cite>Ana, mother, cerebral palsy</cite></blockquote>",
        '<div class="testimonial"><h3>Mila, cerebral palsy</h3><p>Now she walks.</p></div>',
        "<table><tr><td>Mila, cerebral palsy</td><td>Now she walks.</td></tr></table>",
    ],
)
def test_a_story_is_about_the_condition_that_it_names(story: str) -> None:
    """A page on autism tells of a girl with cerebral palsy: she gained nothing in autism."""
    found = concepts(f"{_HEAD}<h2>Our families</h2>{story}", "she walks")
    assert found[ConceptKind.CONDITION] == "cerebral_palsy"
    assert found[ConceptKind.INTERVENTION] == "stem_cells"


@pytest.mark.parametrize(
    "story",
    [
        "<p>Some have cerebral palsy. With us he speaks.</p>",
        "<ul><li>Autism and cerebral palsy. With us he speaks.</li></ul>",
        "<blockquote>With us he speaks.</blockquote><blockquote>Cerebral palsy.</blockquote>",
        "<blockquote>He speaks.</blockquote><p>Ana, mother, cerebral palsy</p>",
    ],
)
def test_what_else_stands_near_is_not(story: str) -> None:
    """A paragraph names other illnesses on the way, and an item of two names none of its own."""
    found = concepts(f"{_HEAD}<h2>Our families</h2>{story}", "he speaks" if "us" in story else "He")
    assert found[ConceptKind.CONDITION] == "autism"


@pytest.mark.parametrize(
    ("sentence", "treatment"),
    [
        ("It multiplies your own circulating stem cells eightfold.", "hbot"),
        ("It kills cancer stem cells at the root.", "hbot"),
        ("We add stem cells from cord blood.", "stem_cells"),
        ("Your own stem cells are injected into the spine.", "stem_cells"),
    ],
)
def test_cells_of_a_body_are_no_treatment(sentence: str, treatment: str) -> None:
    """A tent or a drip is said to wake them: trials of infused cells tell nothing of it."""
    head = "<h1>Hyperbaric oxygen for autism</h1><p>Hyperbaric oxygen for children.</p>"
    found = concepts(f"{head}<p>{sentence}</p>", sentence)
    assert found[ConceptKind.INTERVENTION] == treatment
    on_cells = concepts(f"{_HEAD}<p>{sentence}</p>", sentence)
    assert on_cells[ConceptKind.INTERVENTION] == "stem_cells"
