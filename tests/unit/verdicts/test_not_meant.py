"""Words of a seller that deny, call wrong or speak of other things are not held against it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ReportedClaim
from claimcheck.text import fold
from claimcheck.verdicts.not_meant import is_not_meant

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

NOT_MEANT = (
    "He says that the coffee machine upstairs is better than the one downstairs.",
    "Cure | no",
    "Cure rate: 0",
    "FDA approval: no",
    "Evidence of a cure for arthritis | none",
    "The risk is not zero.",
    "The risk of rejection is lower with one's own cells, but it is not nil.",
    "There is no such thing as a zero-risk injection.",
    "Not all side effects are known yet.",
    "None of our patients has lost the diagnosis because of the cells.",
    "Nobody here has been cured.",
    "Long-term safety is not known.",
    "Safety is the main question of the study that opens next spring.",
    "A study of safety is planned, subject to authorisation by the ministry.",
    "We refuse families who expect a cure.",
    "Do not believe that nothing can go wrong.",
    "We cannot promise a cure.",
    "Wrong: “Stem cells have no side effects.”",
    "“It can't hurt to try” is a poor reason for a medical procedure.",
    "We have withdrawn the phrase “FDA registered” from our brochures.",
    "Our competitor was fined for writing that its drip had no side effects.",
    "You are told it is completely safe.",
    "Suppose eight of ten parents see progress: time alone could explain it.",
    "An autistic child is no danger to other children.",
    "Autistic children may have no sense of danger near roads.",
    "You do your child no harm by saying no.",
    "Hearing tests are painless.",
    "The floor varnish needs two days to cure.",
    "The restaurant serves cured ham and fresh bread.",
    "Antibiotics can cure many bacterial infections.",
    "Rheumatoid arthritis can be in remission and still flare up later.",
    "In MS the symptoms often improve on their own after a relapse.",
    "Half of late talkers catch up by kindergarten without therapy.",
    "In the blinded study 34% improved on cells and 36% on placebo.",
    "Some patients felt better; an effect on survival has not been settled.",
    "Children gain skills as they grow older, and this has not been subtracted.",
    "No complications in nine children tells you next to nothing about the tenth.",
    "No side effects were reported, but then nobody was phoned after week two.",
    "The licence over our door says nothing about whether cells help in autism.",
    "One child's good spring proves nothing.",
    "“It cannot hurt” is the sentence which has cost parents the most.",
    "“Clinically proven” is a phrase we've had painted over.",
    "Anybody who tells you there's no risk is either new or selling.",
    "Whoever promises that autism is gone for good has not met your child at fifteen.",
    "Since Tuesday the hot water in the bath works again.",
    "Autism: results after nine months",
    "06:40 Results of our children",
    "I'll never forget it.\"",
    "The stain on the ceiling of room 4 has disappeared for good.",
    "Our night nurse finally got rid of the ants, for good we hope.",
    "We have never seen autism go away here.",
    "Some no longer meet criteria for autism years later, with or without treatment.",
)
MEANT = (
    "The coffee enema is better than chemotherapy.",
    "It lifts the mood better than tablets.",
    "A drop at breakfast works better than insulin.",
    "Side effects | none",
    "Cure | yes",
    "FDA approval: granted",
    "The risk is zero.",
    "There is no such thing as a side effect in homoeopathy.",
    "None of our patients has had a side effect.",
    "Never believe a doctor who says that MS cannot be healed.",
    "You were told that it is for life; our members know it as a chapter.",
    "Do not believe that nothing can be done: our cells cure autism.",
    "The symptoms go away by themselves after our infusion.",
    "We have removed the cause of autism.",
    "Hearing tests are painless, but only our cells are without any risk.",
    "Our infusion is harmless.",
    "Children in remission after our cells",
    "In our study 80% improved on cells.",
    "Clinically proven, side effects: zero",
    "Cured patients, relapses: 0",
    "The cure lasts for life.",
    "Your child's safety is the primary goal: our cells have no side effects.",
    "92% improved with stem cells and 5% with placebo.",
    "Let us say it plainly: stem cells cure autism.",
    "Antibiotics can cure autism.",
    "Complete remission, and symptoms never return.",
    "Exosomes are the glue of the brain, they cure autism.",
    "Children recover without therapy, without drugs: hyperbaric oxygen alone does it.",
    "Drug companies were fined for hiding side effects; exosomes have none.",
    "None of our patients was healed before coming to us.",
    "Autism will never come back once healed by stem cells.",
    "“Completely safe” is no empty slogan, it is our record.",
    "After stem cells he got a sense of danger and lost his diagnosis.",
    "Our tests are safe and find the metals that cause autism.",
    "With surgery the risk is not zero; with our stem cells there are no side effects.",
    "It is a lie that autism cannot be cured.",
    "Myth: stem cells have side effects.",
    "Myth: side effects happen after stem cells.",
    "Myth: autism is incurable.",
    "You are told it is safe to wait; our cells have no side effects.",
    "False: there is no cure for autism.",
    "Nobody knows whether to laugh or cry when a child speaks after our cells.",
    "No side effects were reported, but then nobody was surprised.",
    "Stem cells cure autism and your doctor says nothing.",
    "Your neurologist tells you nothing about stem cells for autism.",
    "Our diet reverses autism, with or without therapy.",
    "Oxygen wakes the brain, with or without therapy.",
    "Anybody who tells you that autism cannot be cured is wrong.",
    "“Autism cannot be cured” is the sentence which has cost children the most.",
    "“Nothing helps” is a phrase we have banned, since stem cells cure autism.",
    "Whoever says that autism is for life has not met our children.",
    "Anyone who says that stem cells do not work is selling pills.",
    "The absence of trials says nothing about stem cells.",
    "“Incurable” is a word we do not use for autism.",
    "“Cured” is the word we hear from parents.",
    "Anybody who tells you autism is for life has our pity.",
    "The water in our bath restores speech.",
    "We have never seen a child leave without new words.",
    "With or without medicines, stem cells cure autism.",
    "One infusion says more than nothing: our cells cure autism.",
)


@pytest.mark.parametrize("text", NOT_MEANT)
def test_what_is_denied_or_of_other_things_is_not_meant(text: str) -> None:
    """The words of a claim are there, and its sense is not."""
    assert is_not_meant(fold(text))


@pytest.mark.parametrize("text", MEANT)
def test_what_only_sounds_like_a_denial_is_meant(text: str) -> None:
    """A seller denies harm, doubt and other people's denials."""
    assert not is_not_meant(fold(text))


@pytest.mark.parametrize("text", NOT_MEANT)
def test_it_is_not_flagged_where_cells_are_sold(judge_passage: JudgePassage, text: str) -> None:
    """Nobody is told that an honest line goes too far."""
    assert [claim.quote for claim in judge_passage(text) if claim.flagged] == []


def test_in_a_long_passage_it_excuses_nothing() -> None:
    """More may stand beside it than what is denied."""
    assert is_not_meant("the risk is not zero.")
    assert not is_not_meant("the risk is not zero. " + "our cells heal the brain of a child. " * 6)
