"""Every row of the trial and concept files keeps the rules of ``corpus/trials/README.md``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from claimcheck.schema import ConceptKind, PrimaryResult, Registry, SourceKind, Trial
from claimcheck.trials import load_snapshot
from claimcheck.vocabulary import Concept, load_vocabulary

TRIALS = tuple(load_snapshot().trials().values())
CONCEPTS = tuple(load_vocabulary().concepts.values())
_IDS = frozenset(trial.id for trial in TRIALS)
each_trial = pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: str(trial.id))
_FORMS = {
    Registry.CLINICALTRIALS_GOV: re.compile(r"NCT\d{8}"),
    Registry.IRCT: re.compile(r"IRCT\d{11,14}N\d+"),
    Registry.ISRCTN: re.compile(r"ISRCTN\d{8}"),
    Registry.ANZCTR: re.compile(r"ACTRN\d{14}"),
    Registry.NTR: re.compile(r"NTR\d{1,5}"),
    Registry.UMIN: re.compile(r"UMIN\d{9}"),
    Registry.JRCT: re.compile(r"jRCT\w?\d{9,10}"),
    Registry.CHICTR: re.compile(r"ChiCTR(?:-[A-Z]{3}-)?\d{8,10}"),
}
_HOMES = {
    Registry.CLINICALTRIALS_GOV: "clinicaltrials.gov",
    Registry.IRCT: "irct.ir",
    Registry.ISRCTN: "isrctn.com",
    Registry.ANZCTR: "anzctr.org.au",
    Registry.NTR: "trialregister.nl",
    Registry.UMIN: "umin.ac.jp",
    Registry.JRCT: "niph.go.jp",
    Registry.CHICTR: "chictr.org.cn",
}
_PARTIAL_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_JUDGING = re.compile(r"\b(?:scam|fraud|fake|lie|quack|bogus|illegal|dishonest)", re.IGNORECASE)


@each_trial
def test_ids_fit_their_register(trial: Trial) -> None:
    """An entry has a number of its register, and a study without a number has a slug."""
    fitting = {register for register, form in _FORMS.items() if form.fullmatch(trial.id)}
    assert fitting == {trial.registry} - {Registry.UNREGISTERED}


def test_each_register_has_a_form_and_a_home() -> None:
    """A register that is added is checked like the others."""
    assert set(_FORMS) == set(_HOMES) == set(Registry) - {Registry.UNREGISTERED}


@each_trial
def test_the_address_of_a_record_leads_to_its_register(trial: Trial) -> None:
    """Readers are told that the link leads to the record, not to a paper about it."""
    if trial.registry is Registry.UNREGISTERED or trial.url is None:
        return
    host, home = urlsplit(trial.url).hostname or "", _HOMES[trial.registry]
    assert host == home or host.endswith(f".{home}")


@each_trial
def test_a_registered_trial_is_not_said_to_lack_its_number(trial: Trial) -> None:
    """A remark that no number was seen goes when the number comes."""
    if trial.registry is not Registry.UNREGISTERED:
        assert not any("registration" in note and "not" in note for note in trial.notes)
        assert not any(note.startswith("No registration") for note in trial.notes)


@each_trial
def test_a_part_of_a_trial_names_the_record_of_the_whole(trial: Trial) -> None:
    """A paper on one part has no line of the same number, and says which record is meant."""
    whole = _IDS & set(trial.secondary_ids)
    if trial.registry is Registry.UNREGISTERED:
        assert all(any(f"Part of {id_}" in note for note in trial.notes) for id_ in whole)


@each_trial
def test_every_source_was_seen(trial: Trial) -> None:
    """Each source carries the day on which it was read."""
    sources = (*trial.sources, *(result.source for result in trial.results))
    assert all(source.date_seen for source in sources)


@each_trial
def test_ages_and_dates_are_well_formed(trial: Trial) -> None:
    """Ages do not cross and dates are partial dates."""
    low, high = trial.minimum_age_months, trial.maximum_age_months
    assert low is None or high is None or low < high
    dates = (trial.start_date, trial.completion_date, trial.results_first_posted)
    assert all(_PARTIAL_DATE.match(day) for day in dates if day)


@each_trial
def test_results_are_told_in_full(trial: Trial) -> None:
    """Confirmed results do not rest on retellings, retractions are explained, shares fit."""
    for result in trial.results:
        copy_of_record = result.source.url is not None and trial.id in result.source.url
        assert not result.confirmed or result.source.kind != SourceKind.SECONDARY or copy_of_record
        assert result.retraction_note if result.retracted else not result.retraction_note
        assert result.improved is None or result.improved <= (result.analysed or 0)
        if trial.controlled is False:
            assert result.primary is PrimaryResult.NOT_A_TEST


@each_trial
def test_trials_name_concepts_of_the_right_kind(trial: Trial) -> None:
    """Interventions, conditions and outcomes are not mixed up, and no trial stands for a class."""
    vocabulary = load_vocabulary()
    assert trial.interventions
    assert trial.conditions
    assert all(
        vocabulary[id_].kind is ConceptKind.INTERVENTION and not vocabulary[id_].is_class
        for id_ in trial.interventions
    )
    assert all(vocabulary[id_].kind is ConceptKind.CONDITION for id_ in trial.conditions)
    outcomes = (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
    assert all(vocabulary[c].kind is ConceptKind.OUTCOME for o in outcomes for c in o.concepts)


@each_trial
def test_no_word_judges_motives(trial: Trial) -> None:
    """The texts speak of records, never of motives."""
    assert not _JUDGING.search(trial.model_dump_json())


@pytest.mark.parametrize("kind", ConceptKind)
def test_an_alias_names_one_concept_of_a_kind(kind: ConceptKind) -> None:
    """Reading a word gives one concept; aliases are lower case."""
    aliases = [alias for c in load_vocabulary().of_kind(kind) for alias in c.aliases]
    assert len(aliases) == len(set(aliases))
    assert all(alias == alias.lower().strip() for alias in aliases)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: str(concept.id))
def test_parents_are_of_the_same_kind(concept: Concept) -> None:
    """The hierarchy does not cross kinds, and every condition has an organ system."""
    vocabulary = load_vocabulary()
    assert all(vocabulary[parent].kind is concept.kind for parent in concept.parents)
    assert (concept.organ_system is not None) is (concept.kind is ConceptKind.CONDITION)


@pytest.mark.parametrize("word", ["als ob", "ms", "aids", "abc", "say", "words"])
def test_common_words_are_not_concepts(word: str) -> None:
    """Everyday words and titles are left out: matching ignores case."""
    assert all(word not in concept.aliases for concept in CONCEPTS)


def test_exosomes_are_not_stem_cells() -> None:
    """Cell-derived products form a class of their own."""
    vocabulary = load_vocabulary()
    assert not vocabulary.is_a("exosomes", "stem_cells")
    assert vocabulary.is_a("exosomes", "cell_derived_products")
