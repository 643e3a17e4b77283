"""What a page that goes far says of other doctors and of trials, and places that are paid for."""

from __future__ import annotations

import pytest

from claimcheck.schema import Genre
from claimcheck.verdicts.page.distrust import against_doctors, waved_away
from claimcheck.verdicts.page.facts import told_proof
from claimcheck.verdicts.page.stacking import paid_study
from tests.unit.verdicts.made_pages import beside_far, beside_too_far, case_of, each, page, quotes


@pytest.mark.parametrize(
    "words",
    [
        *each("Most ", "doctors|neurologists|paediatricians|specialists|surgeons",
               " have not read the new research."),
        *each("Your doctor ", "has never heard of|is not informed of|has not read|hasn't seen",
               " these therapies."),
        *each("Doctors at home are ", "not updated about|not up to date on|decades behind in",
               " advanced treatments."),
        "Many doctors are not allowed to recommend it.",
        *each("Some neurologists ", "do not want to lose patients|are afraid of losing patients|"
               "lose a patient each time someone gets well", "."),
    ],
)  # fmt: skip
def test_contempt_of_other_doctors_is_told(words: str) -> None:
    """Ignorant, gagged or afraid for their income: so a page says that goes far, and sells."""
    assert words in quotes(told_proof, beside_too_far(words))
    assert against_doctors(beside_far(words)) == []
    assert against_doctors(beside_too_far(words, genre=Genre.UNCLEAR)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Our doctors have not read the new research yet.",
        "Doctors here have not seen these studies.",
        "Have most doctors not heard of this treatment?",
        "Some sellers say that doctors have not read the new research.",
        "Doctors have not read your letter yet.",
        "Doctors are not allowed to smoke here.",
        "Most GPs have not heard of the new guideline, so bring this page.",
        "The doctor earns nothing from prescriptions.",
        "Our experienced doctors are not allowed to recommend it.",
        "Doctors are not allowed to tell you who else takes part in the study.",
        "Many doctors have not read this research, so bring them our letter.",
        "Surgeons do not want to lose a patient, and neither do we.",
    ],
)
def test_what_is_no_contempt_of_doctors_is_not(words: str) -> None:
    """The page's own doctors, a question, what others say, and letters."""
    assert against_doctors(beside_too_far(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Some trials found no difference, but they used old, weak cells.",
        "One study saw no effect because the doctors gave too few cells.",
        "The trial failed, but it was done with frozen cells in a low dose.",
    ],
)
def test_a_trial_that_is_waved_away_is_told(words: str) -> None:
    """With what was wrong with it, by whoever sells."""
    assert words in quotes(told_proof, beside_too_far(words))
    assert waved_away(beside_far(words)) == []
    assert waved_away(beside_too_far(words, genre=Genre.UNCLEAR)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Some trials found no difference, and we tell every family so.",
        "The trial found a difference, but it used few patients.",
        "Some people say that the trial found no difference because it used old cells.",
    ],
)
def test_a_result_that_is_owned_up_to_is_not(words: str) -> None:
    """Told as it is, or by others."""
    assert waved_away(beside_too_far(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "In our clinical study the family pays only 5,900 euros.",
        "Patients pay $8,000 to enter the trial.",
        "For a registry fee of $1,500 you become part of this research.",
        "This is not a treatment: in our registered study each family pays $9,500.",
        "Participants in our study pay $9,500.",
        "The cost of taking part in our trial is $9,500.",
        "In our clinical study families pay 8,500 euros, flights not included.",
        "Everyone joins our registered study, and the fee covers participation.",
    ],
)
def test_a_paid_place_in_a_study_is_told(words: str) -> None:
    """In one sentence, on a page that sells and goes far."""
    assert quotes(paid_study, beside_far(words)) == [words]
    assert quotes(paid_study, case_of(page(words))) == []
    assert quotes(paid_study, beside_far(words, genre=Genre.UNCLEAR)) == []


@pytest.mark.parametrize(
    "words",
    [
        "In our clinical study the family pays nothing.",
        "Patients never pay $8,000 to enter the trial.",
        "There is no registry fee.",
        "Beware of whoever asks a participation fee.",
        "The study was paid for by a foundation.",
        "For a home sleep study you pay £190.",
        "The participation fee for the antenatal class is €400.",
        "In our study patients pay £5 for the taxi.",
        "In our study patients pay $150 for their train and we refund it.",
        "In the study patients paid $14,000 on average to clinics abroad.",
        "Some clinics run a study in which patients pay $15,000.",
        "During the hearing aid trial you pay half of the price.",
        "A registry fee of $9,000, as some sellers ask, is a warning sign.",
    ],
)
def test_a_free_place_in_a_study_is_not(words: str) -> None:
    """Nor a warning of fees, nor what an examination costs."""
    assert quotes(paid_study, beside_far(words)) == []
