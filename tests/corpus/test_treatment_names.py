"""What the vocabulary reads as a treatment or an illness, and what it must not."""

from __future__ import annotations

import pytest
import spacy

from claimcheck.claims.mentions import SPANS, ConceptMentions
from claimcheck.schema import ConceptKind
from claimcheck.vocabulary import Concept, load_vocabulary

VOCABULARY = load_vocabulary()
NLP = spacy.blank("en")
MENTIONS = ConceptMentions(NLP, VOCABULARY)
_NAMED = (ConceptKind.INTERVENTION, ConceptKind.CONDITION)


def _read(text: str) -> set[str]:
    doc = MENTIONS(NLP.make_doc(text))
    return {s.label_ for s in doc.spans[SPANS] if VOCABULARY[s.label_].kind in _NAMED}


@pytest.mark.parametrize(
    "text",
    [
        "The scanner holds a strong magnet, so leave your keys outside.",
        "Cook with a little olive oil, fresh herbs and spices.",
        "The doctor tests the knee reflex with a hammer.",
        "Dr Bowen works here on Mondays.",
        "She studied kinesiology at the university.",
        "A reduction of body fat was seen on the scan.",
        "Hydrogen is the simplest of all atoms.",
        "Listening to your child is important.",
        "He grooms the horse at the stable.",
        "The salt content of bread is high.",
        "Amalgam fillings are common and last for years.",
        "The adrenal glands make cortisol.",
    ],
)
def test_everyday_words_name_no_treatment(text: str) -> None:
    """Words that new treatments share with plain speech are not read as them."""
    assert _read(text) == set()


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Biomagnetic Pair Therapy balances the body.", {"biomagnetism"}),
        ("Ayurvedic treatment with Panchakarma", {"ayurveda", "panchakarma"}),
        ("a blend of essential oils", {"aromatherapy"}),
        ("EECP relieves angina", {"eecp", "angina"}),
        ("the ketogenic diet in drug-resistant epilepsy", {"ketogenic_diet", "epilepsy"}),
        ("craniosacral therapy for colicky babies", {"craniosacral_therapy", "infant_colic"}),
        ("pain relief in renal colic", {"renal_colic"}),
        ("breast thermography", {"thermography"}),
        (
            "A functional medicine approach to adrenal fatigue",
            {"functional_medicine", "adrenal_fatigue"},
        ),
    ],
)
def test_names_of_treatments_are_read(text: str, concepts: set[str]) -> None:
    """Each name is read as its own concept, the longest name first."""
    assert _read(text) == concepts


@pytest.mark.parametrize(
    "concept", VOCABULARY.concepts.values(), ids=lambda concept: str(concept.id)
)
def test_an_id_read_as_words_leads_to_its_concept(concept: Concept) -> None:
    """Notes name pairs by id, so no id may be another concept's alias."""
    assert VOCABULARY.find(concept.kind, concept.id) == concept
