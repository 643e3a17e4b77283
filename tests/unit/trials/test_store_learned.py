"""Names that records teach the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ConceptKind, RegisteredIntervention, Trial, TrialQuery
from claimcheck.trials.learned import candidates
from claimcheck.trials.store import RecordStore
from claimcheck.trials.words import names_of
from claimcheck.vocabulary import load_vocabulary

MakeTrial = Callable[..., Trial]


def _given(name: str, *others: str) -> dict[str, object]:
    return {"registered_interventions": (RegisteredIntervention(name=name, other_names=others),)}


def _taught(trial: Trial) -> list[tuple[str, str, bool]]:
    found = candidates(trial, names_of(load_vocabulary()))
    return sorted((one.concept, one.written, one.mesh) for one in found)


@pytest.mark.parametrize(
    ("fields", "taught"),
    [
        (_given("Cord Blood", "Zorvacord"), [("cord_blood", "Zorvacord", False)]),
        (_given("Cord Blood", "MSCs", "Risperidone", "Placebo", "Standard care"), []),
        (_given("Cord Blood", "cells", "treatment", "CB", "ABC1", "12 mg", "Stem Cells"), []),
        (_given("Cord Blood", "a b c d e f g h i"), []),
        ({**_given("Cord Blood", "Zorvacord"), "interventions": ("cord_blood", "msc")}, []),
        (
            {
                "registered_interventions": (
                    RegisteredIntervention(name="Cord Blood", other_names=("Zorvacord",)),
                    RegisteredIntervention(name="Occupational therapy"),
                )
            },
            [],
        ),
        (
            {
                "registered_interventions": (
                    RegisteredIntervention(name="Zorvacord"),
                    RegisteredIntervention(name="Placebo"),
                ),
                "intervention_mesh": ("Blood of a Cord",),
            },
            [("cord_blood", "Zorvacord", False)],
        ),
        (
            {**_given("Zorvacord"), "intervention_mesh": ("Linagliptin",)},
            [("cord_blood", "Zorvacord", False)],
        ),
        (
            {**_given("Zorvacord"), "intervention_mesh": ("Blood of a Cord",)},
            [("cord_blood", "Blood of a Cord", True), ("cord_blood", "Zorvacord", False)],
        ),
        (
            {
                "registered_conditions": ("Autism in Quiet Rooms",),
                "condition_mesh": ("Spectrum, Autism",),
            },
            [("autism", "Autism in Quiet Rooms", False), ("autism", "Spectrum, Autism", True)],
        ),
        ({"registered_conditions": ("Autism", "Quietness")}, []),
        ({"registered_conditions": ("Pneumonia",), "condition_mesh": ("Thrombosis",)}, []),
        ({"registered_conditions": ("Cerebral Palsy",)}, []),
    ],
)
def test_what_one_record_teaches(
    trial: MakeTrial, fields: dict[str, object], taught: list[tuple[str, str, bool]]
) -> None:
    """Names of its one treatment or condition; nothing general, known, or another concept's."""
    assert _taught(trial(**fields)) == taught


def _cord_blood(trial: MakeTrial, number: int, *names: str, **fields: object) -> Trial:
    return trial(id=f"NCT{number:08}", **_given("Cord Blood", *names), **fields)


def _untagged(trial: MakeTrial, number: int, name: str) -> Trial:
    return trial(id=f"NCT{number:08}", interventions=(), **_given(name))


def test_a_name_counts_from_the_second_record_on(store: RecordStore, trial: MakeTrial) -> None:
    """A search for the concept, or a broader one, then finds records that use the name alone."""
    store.put([_untagged(trial, 9, "Zorvacord"), _cord_blood(trial, 2, "Zorvacord")])
    assert store.learned_aliases() == ()
    cord_blood = TrialQuery(intervention="cord blood")
    assert store.search(cord_blood).total == 1

    store.put([_cord_blood(trial, 1, "ZORVACORD"), _cord_blood(trial, 3)])
    [alias] = store.learned_aliases()
    assert (alias.kind, alias.concept, alias.support) == (
        ConceptKind.INTERVENTION,
        "cord_blood",
        2,
    )
    assert (alias.alias, alias.source, alias.from_mesh) == ("Zorvacord", "NCT00000002", False)

    found = store.search(cord_blood)
    assert [hit.trial.id[-1] for hit in found.hits] == ["1", "2", "3", "9"]
    assert found.hits[3].matched == ("Zorvacord",)
    assert store.search(TrialQuery(intervention="stem cells")).total == 4


def test_the_name_of_a_product_is_not_read_as_its_class(
    store: RecordStore, trial: MakeTrial
) -> None:
    """Who asks for a product gets its records, and is told what they use the name for."""
    store.put([*(_cord_blood(trial, n, "Zorvacord") for n in (1, 2)), _cord_blood(trial, 3)])
    answer = store.search(TrialQuery(intervention="zorvacord"))
    assert [hit.trial.id[-1] for hit in answer.hits] == ["1", "2"]
    remark = '"zorvacord" by name only; NCT00000001 and others use it for umbilical cord blood'
    assert answer.read_as == (remark,)


def test_a_mesh_term_counts_at_once(store: RecordStore, trial: MakeTrial) -> None:
    """The register itself gave it; one that says the same is read as the concept."""
    own = trial(registered_conditions=("Autism",), condition_mesh=("Disorders, Autism Spectrum",))
    store.put([own, trial(id="NCT00000002", registered_conditions=("ASD",))])
    [alias] = store.learned_aliases()
    assert (alias.concept, alias.alias) == ("autism", "Disorders, Autism Spectrum")
    assert alias.from_mesh
    answer = store.search(TrialQuery(condition="Disorders, Autism Spectrum"))
    assert answer.total == 2
    assert answer.read_as == ('"Disorders, Autism Spectrum" as autism, as in NCT00000001',)


def test_a_name_that_two_concepts_claim_is_not_used(store: RecordStore, trial: MakeTrial) -> None:
    """Unless one of them is the broader one of the other: then it stands for that."""
    drug = trial(id="NCT00000004", interventions=("risperidone",), **_given("R", "Zorvacord"))
    other = trial(id="NCT00000005", interventions=("risperidone",), **_given("R", "Zorvacord"))
    store.put([_cord_blood(trial, 1, "Zorvacord"), _cord_blood(trial, 2, "Zorvacord"), drug, other])
    assert store.learned_aliases() == ()
    assert store.search(TrialQuery(intervention="risperidone")).total == 2

    narrow = {"interventions": ("umbilical_cord_msc",), **_given("U", "Quellimsc")}
    broad = {"interventions": ("msc",), **_given("M", "Quellimsc")}
    four = [narrow, narrow, broad, broad]
    store.put([trial(id=f"NCT0000002{n}", **fields) for n, fields in enumerate(four)])
    assert [(one.concept, one.alias) for one in store.learned_aliases()] == [("msc", "Quellimsc")]


def test_a_name_goes_with_the_record_that_taught_it(store: RecordStore, trial: MakeTrial) -> None:
    """A later version without it takes its support back; putting twice does not double it."""
    first = [_cord_blood(trial, n, "Zorvacord", last_update_posted="2025-01-01") for n in (1, 2)]
    store.put(first)
    store.put(first)
    [alias] = store.learned_aliases()
    assert alias.support == 2
    store.put([_cord_blood(trial, 1, last_update_posted="2025-02-01")])
    assert store.learned_aliases() == ()
    assert store.search(TrialQuery(intervention="zorvacord")).total == 1
