"""The vocabulary's concepts in a record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import ConceptKind, Trial
from claimcheck.trials.naming import Names, words_of
from claimcheck.trials.tagging import Tagger
from claimcheck.vocabulary import Concept, Vocabulary, load_vocabulary
from tests.unit.trials.registry_kit import parsed, study

TAGGER = Tagger(load_vocabulary())


def _given(*names: str, title: str = "A Study", **more: Any) -> Trial:
    module = {"interventions": [{"name": name} for name in names]}
    identity = {"nctId": "NCT1", "briefTitle": title}
    record = study(armsInterventionsModule=module, identificationModule=identity, **more)
    return TAGGER.tag(parsed(record))


@pytest.mark.parametrize(
    ("name", "concepts"),
    [
        ("Wharton's jelly cells", ("umbilical_cord_msc",)),
        ("Whartons Jelly-derived MSC", ("umbilical_cord_msc",)),
        ("hUC-MSCs", ("umbilical_cord_msc",)),
        ("Human Umbilical Cord Derived Mesenchymal Stromal Cells", ("umbilical_cord_msc",)),
        ("Mesenchymal stem cells from umbilical cord", ("umbilical_cord_msc",)),
        ("mesenchymal stem/stromal cells", ("msc",)),
        ("umbilical cord blood-derived MSC", ("msc",)),
        ("Autologous bone-marrow MSC", ("bone_marrow_msc",)),
        ("Stem cells", ("stem_cells",)),
        ("STEM CELL", ("stem_cells",)),
        ("Exosomes derived from mesenchymal stem cells", ("exosomes",)),
        ("Secretinlike peptidase", ()),
        ("Placebo", ()),
        ("Sham tDCS", ()),
        ("Standard of care", ()),
        ("Secretin or placebo", ("secretin",)),
        ("Surgery without stem cells", ("surgery",)),
    ],
)
def test_names(name: str, concepts: tuple[str, ...]) -> None:
    """The longest known name counts, in any case, plural or order; controls give nothing."""
    assert _given(name).interventions == concepts


def test_only_the_most_specific() -> None:
    """A class gives way to the product that the same record names, the most specific first."""
    tagged = _given("Stem cells", "Umbilical cord MSC", "Secretin")
    assert tagged.interventions == ("umbilical_cord_msc", "secretin")


def test_title_only_when_nothing_else_tells() -> None:
    """The title counts where no name is known, or where it alone says which cells these are."""
    assert _given("ABC-1", title="Secretin in Autism").interventions == ("secretin",)
    assert _given("Risperidone", title="After Secretin").interventions == ("risperidone",)
    assert _given("MSC", title="Umbilical Cord MSC in Lupus").interventions == (
        "umbilical_cord_msc",
    )


def _arms(*arms: tuple[str, str, list[str]], title: str = "A Study") -> Trial:
    names = dict.fromkeys(name for _, _, given in arms for name in given)
    module = {
        "armGroups": [
            {"label": label, "type": type_, "interventionNames": [f"Drug: {n}" for n in given]}
            for label, type_, given in arms
        ],
        "interventions": [{"name": name, "type": "DRUG"} for name in names],
    }
    identity = {"nctId": "NCT1", "briefTitle": title}
    return TAGGER.tag(parsed(study(armsInterventionsModule=module, identificationModule=identity)))


def test_comparison_is_not_the_treatment() -> None:
    """What only the other arm gets is a comparator."""
    tagged = _arms(
        ("1", "EXPERIMENTAL", ["MSC"]),
        ("2", "ACTIVE_COMPARATOR", ["Hyaluronic acid"]),
    )
    assert (tagged.interventions, tagged.comparators) == (("msc",), ("hyaluronic_acid",))


def test_background_is_not_the_treatment() -> None:
    """What all arms get alike is not what is tried."""
    tagged = _arms(
        ("1", "EXPERIMENTAL", ["MSC", "Physiotherapy"]),
        ("2", "PLACEBO_COMPARATOR", ["Placebo", "Physiotherapy"]),
    )
    assert (tagged.interventions, tagged.comparators) == (("msc",), ("physiotherapy",))


def test_doses_of_one_treatment() -> None:
    """A comparison of doses keeps the treatment."""
    tagged = _arms(
        ("Low", "EXPERIMENTAL", ["Secretin 1 unit"]),
        ("High", "EXPERIMENTAL", ["Secretin 2 units"]),
    )
    assert (tagged.interventions, tagged.comparators) == (("secretin",), ())


def test_arms_without_links() -> None:
    """Older copies link nothing: labels tell which arm gets what."""
    module = {
        "armGroups": [
            {"label": "MSC", "type": "EXPERIMENTAL"},
            {"label": "Hyaluronic Acid", "type": "ACTIVE_COMPARATOR"},
        ],
        "interventions": [{"name": "MSC"}, {"name": "Hyaluronic Acid"}],
    }
    tagged = TAGGER.tag(parsed(study(armsInterventionsModule=module)))
    assert (tagged.interventions, tagged.comparators) == (("msc",), ("hyaluronic_acid",))


def test_unknown_treatment_is_not_its_comparator() -> None:
    """Where the treatment has no known name, the title is asked, never the other arm."""
    module = {
        "armGroups": [
            {"label": "High Dose MPCs", "type": "EXPERIMENTAL"},
            {"label": "Hyaluronic acid injection", "type": "PLACEBO_COMPARATOR"},
        ],
        "interventions": [{"name": "Single dose MPCs"}, {"name": "Injection of hyaluronic acid"}],
    }
    identity = {"nctId": "NCT1", "briefTitle": "Mesenchymal Precursor Cells in Back Pain"}
    record = study(armsInterventionsModule=module, identificationModule=identity)
    tagged = TAGGER.tag(parsed(record))
    assert (tagged.interventions, tagged.comparators) == (("msc",), ("hyaluronic_acid",))


def test_conditions() -> None:
    """Conditions come from the record's own list and headings, else keywords, else the title."""
    headed = _given("X", conditionsModule={"conditions": ["Osteoarthritis, Knee"]})
    assert headed.conditions == ("knee_osteoarthritis",)
    keyed = _given("X", conditionsModule={"conditions": ["Pain, unspecified"], "keywords": ["ASD"]})
    assert keyed.conditions == ("autism",)
    titled = _given("X", title="X in Autism", conditionsModule={})
    assert titled.conditions == ("autism",)
    mesh = {"conditionBrowseModule": {"meshes": [], "ancestors": [{"term": "Autism"}]}}
    above = _given("X", conditionsModule={}, derivedSection=mesh)
    assert above.conditions == ()


def test_outcomes() -> None:
    """Each measure is read for itself; an unlisted outcome module stays unknown."""
    module = {"primaryOutcomes": [{"measure": "Adverse events"}, {"measure": "ABC-1"}]}
    tagged = _given("X", outcomesModule=module)
    assert tagged.primary_outcomes
    assert [one.concepts for one in tagged.primary_outcomes] == [("adverse_events",), ()]
    assert tagged.secondary_outcomes is None


def test_tagging_again_changes_nothing() -> None:
    """A tagged record tagged again is the same."""
    tagged = _given("Umbilical cord MSC", title="MSC in Autism")
    assert TAGGER.tag(tagged) == tagged


def test_short_names_are_whole_words() -> None:
    """A short name is found as a word and never inside another."""
    concepts = [Concept(id="act", kind=ConceptKind.INTERVENTION, label="a c t", aliases=("act",))]
    names = Names(Vocabulary(concepts), ConceptKind.INTERVENTION)
    assert names.find("ACT therapy") == ("act",)
    assert names.find("activity, factor, impact") == ()


@given(st.sampled_from(load_vocabulary().of_kind(ConceptKind.INTERVENTION)), st.data())
def test_every_alias_is_found(concept: Concept, data: st.DataObject) -> None:
    """Each name of the vocabulary leads to a concept of its kind, in capitals too."""
    alias = data.draw(st.sampled_from(concept.aliases))
    names = Names(load_vocabulary(), ConceptKind.INTERVENTION)
    assert names.find(alias.upper()), alias


@given(st.text(max_size=60))
def test_any_text_can_be_tagged(text: str) -> None:
    """No name breaks the tagger, and words never hold a space."""
    assert all(word and " " not in word for word in words_of(text))
    _given(text or "x", title=f"A {text}")
