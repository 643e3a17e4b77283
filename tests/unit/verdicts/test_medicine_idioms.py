"""EFF-15 in other words: idioms, passives, pronouns, a test refused; and sober look-alikes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import PageFinding
from tests.unit.verdicts.conftest import SELLS
from tests.unit.verdicts.test_medicines import HOSPITAL, PLAIN, read

__all__ = ["read"]

Read = Callable[..., tuple[PageFinding, ...]]


@pytest.mark.parametrize(
    "line",
    [
        "Refuse the biopsy: it wakes the tumour.",
        "Valproate tires the cells, please stop it two weeks before you fly.",
        "Methotrexate disturbs the cells and must be left off before arrival.",
        "Before you fill the Ritalin prescription, give us ten visits.",
        "Methotrexate only poisons the liver.",
        "Inhalers and seizure tablets become a thing of the past.",
        "Most patients put their insulin aside in the second month.",
        "Parents can usually bin the antidepressants after the third session.",
        "Risperidone and similar medicines may be tapered once the cells have had time to act.",
        "Beta blockers and inhaled steroids are reduced stepwise from week eight.",
        "Many families lower the valproate after the second vial.",
        "A gentle replacement for risperidone and melatonin",
        "The bypass operation should be deferred for six months.",
        "Behavioural therapy is best paused for two months after the cells.",
        "Lamotrigine raises the threshold and is best tapered before the first visit.",
        "Families are advised to pause speech therapy in these weeks.",
        "Speech and behavioural programmes may be suspended for the year of the cells.",
        "Antipsychotics may disturb the cells and are usually stopped two weeks before arrival.",
        "We ask that no vaccine be given for half a year.",
        "We ask that steroids be set aside for a week.",
        "We also advise holding back any vaccines.",
        "Neuroleptics are cancelled for ten days before the procedure.",
        "You may also leave off the phosphate binders once the cells are at work.",
        "Many patients no longer have a use for methotrexate.",
        "Some were waiting for bypass surgery and have since cancelled it.",
        "When our herbs begin to work, the pressure tablets can be reduced gradually.",
        "In the second week our doctor usually begins to decrease the dose of valproate.",
    ],
)
def test_idioms_are_understood(read: Read, line: str) -> None:
    """A page that sells says it in many ways."""
    assert read(line, around=SELLS)


@pytest.mark.parametrize(
    "line",
    [
        "Nobody should ever tell you to throw inhalers away.",
        "If the biopsy can wait, your surgeon will say so.",
        "Before you take methotrexate, give us a blood sample.",
        "When the fever has gone, the tablets can be reduced gradually.",
        "When the infusions work, the scan can be reduced in length.",
        "Paper prescriptions have become a thing of the past.",
        "Please bin needles in the yellow box.",
        "Blood thinners may bleed and are usually stopped five days before the puncture.",
        "You may leave out insulin only on your doctor's word.",
        "We ask that no medicine be given without a nurse.",
        "We ask you to hold metformin for two days before the scan.",
        "The operation has since been cancelled because of the strike.",
        "We ask that no vaccine be given on the day of a fever.",
        "Speech therapy may be paused during the holidays.",
        "Families are advised to stop ibuprofen if a rash appears.",
        "Warfarin must be stopped before the operation; the ward will tell you when.",
    ],
)
@pytest.mark.parametrize("around", [HOSPITAL, PLAIN])
def test_what_wards_and_leaflets_say_is_left_alone(
    read: Read, line: str, around: tuple[str, ...], checker: Checker
) -> None:
    """Warnings, samples, disposal and operations are no advice against a medicine."""
    assert checker is not None
    assert read(line, around=around) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Methotrexate may be reduced after treatment if your rheumatologist agrees.",
        "Blood pressure tablets can be lowered when the readings are low.",
        "Insulin may be lowered after the gastric bypass.",
        "After your chemotherapy sessions, the steroids will be reduced.",
        "After the first infusions of your biologic, the steroids will be reduced.",
        "In the first week we begin to reduce medicine waste.",
        "As a rule we begin to lower the prednisolone once blood results are normal.",
    ],
)
def test_less_of_a_medicine_for_a_proper_reason_is_left_alone(read: Read, line: str) -> None:
    """Another doctor, a reading or proven care decides it, on a page that sells, too."""
    assert not read(line, around=SELLS)
