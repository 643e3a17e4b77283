"""The pairs that were looked up, and the reviews behind them."""

from __future__ import annotations

import re

import pytest

from claimcheck.schema import ConceptKind, PairNote, Review, SourceKind
from claimcheck.trials import load_snapshot
from claimcheck.trials.answering import answer_pair
from claimcheck.vocabulary import load_vocabulary

SNAPSHOT = load_snapshot()
NOTES, REVIEWS = SNAPSHOT.notes(), SNAPSHOT.reviews()
each_note = pytest.mark.parametrize(
    "note", NOTES, ids=lambda note: f"{note.intervention}-{note.condition}"
)
each_review = pytest.mark.parametrize("review", REVIEWS, ids=lambda review: str(review.id))
_DOI = re.compile(r"^10\.\d{4,9}/\S+$")


def test_no_pair_and_no_words_are_noted_twice() -> None:
    """One pair has one note, and the words of a question lead to one pair."""
    asked = [words for note in NOTES for words in note.asked]
    assert len(asked) == len(set(asked))
    assert len({(note.intervention, note.condition) for note in NOTES}) == len(NOTES)


@each_note
def test_a_note_is_about_concepts_of_the_right_kind(note: PairNote) -> None:
    """Treatment and condition are what they say they are."""
    vocabulary = load_vocabulary()
    assert vocabulary[note.intervention].kind is ConceptKind.INTERVENTION
    assert vocabulary[note.condition].kind is ConceptKind.CONDITION


@each_note
def test_where_records_and_judgement_differ_the_note_says_why(note: PairNote) -> None:
    """The level is computed from the records; a difference is explained, and only then."""
    level = SNAPSHOT.profile((note.intervention, note.condition)).best_level
    assert (note.difference is None) is (level is note.judged)


@each_note
def test_the_words_of_the_look_up_lead_back_to_the_pair(note: PairNote) -> None:
    """Whoever asks in the words of the note gets the note's pair."""
    for intervention, condition in note.asked:
        answer = answer_pair(
            intervention,
            condition,
            snapshot=SNAPSHOT,
            vocabulary=load_vocabulary(),
            lookups=None,
            ask=False,
        )
        assert answer.note == note
        assert set(answer.trials) == set(answer.profile.trials)


@each_review
def test_a_review_that_weighs_was_read(review: Review) -> None:
    """A confirmed review has a source that is not a retelling, and every source has its day."""
    assert all(source.date_seen for source in review.sources)
    if review.confirmed:
        assert any(source.kind is not SourceKind.SECONDARY for source in review.sources)
    if review.certainty is not None:
        assert review.finding is not None


@each_review
def test_a_review_is_well_formed(review: Review) -> None:
    """Ids have their form, and it is about known treatments and conditions."""
    vocabulary = load_vocabulary()
    assert review.doi is None or _DOI.match(review.doi)
    assert review.pmid is None or review.pmid.isdigit()
    assert all(vocabulary[id_].kind is ConceptKind.INTERVENTION for id_ in review.interventions)
    assert all(vocabulary[id_].kind is ConceptKind.CONDITION for id_ in review.conditions)
