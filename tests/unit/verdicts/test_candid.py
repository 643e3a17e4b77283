"""What a seller says against its own interest, told by its words."""

from __future__ import annotations

import pytest

from claimcheck.schema import Saying
from claimcheck.text import fold
from claimcheck.verdicts.candid import is_candid
from claimcheck.verdicts.page.meaning import is_meant
from tests.unit.verdicts.conftest import SELLS
from tests.unit.verdicts.test_anothers import JudgePassage

_CANDID = [
    "Our remedies are not for emergencies: with chest pain go straight to the nearest hospital.",
    "For a squint the patch works best early, so do as your own eye doctor said.",
    "Please never take away the asthma spray.",
    "You should always tell your oncologist about every capsule.",
    "TB tablets must be finished even when the cough has gone.",
    "Speech therapy, physiotherapy and special education all have their place.",
    "I'm not telling you to bin your tablets.",
    "Riluzole is continued in all our patients.",
    "Pacing is wise while you are ill.",
    "Metformin is a proven medicine and you may continue it.",
    "Most surgeons advise waiting ten days.",
    "Our studies so far are small.",
    "Two of the trials were not blinded.",
    "Some of them were paid for by ourselves.",
    "Critics point out that the sham group also improved.",
    "The large trial missed its primary endpoint.",
    "Once it is in, a pellet cannot easily be taken out again.",
    "A sound filling does not have to be removed.",
    "At that age the chance is only a few in a hundred.",
    "Backs | many people get modest short-term relief",
    "It is quite legitimate to ask for proof.",
    "Some of them would have got better anyway.",
    "It eases by spring whether anyone treats it or not.",
    "A few children lose the diagnosis without any treatment.",
    "Our patients are younger than most and were not chosen by lot.",
    "They want others to know that it does not always help.",
    "Such panels give positive results in children who have nothing wrong with them.",
    "A hospice near you will do more for pain and sleep than we could.",
    "We had no comparison group, so we cannot tell how many would have gained alone.",
    "Your doctor is right that the big study is missing.",
    "Good trials of stem cells for autism are still missing.",
    "Other laboratories could not repeat it.",
    "How it acts in the gut nobody has seen, and the question is open.",
    "In most women no cause is found.",
    "Stimulants have the best evidence, and we're glad for your child to stay on them.",
]
_TELLING = [
    "Keep your tablets if you must, but most of our families need none by summer.",
    "Physiotherapy has its place, but it never reaches the cause.",
    "Do as our doctors planned and the tablets go in the bin.",
    "An operation cannot be undone; our cells can wait for nobody.",
    "Waiting for the last trial is a decision that cannot be undone.",
    "The effect is not modest: walls come down in a week.",
    "Our stem cell treatment must be given before age five.",
    "Ignore what your doctor says and come.",
    "Never go to the hospital with it.",
    "Please don't skip this.",
    "I am not asking you to believe me.",
    "The cure is maintained in all our patients.",
    "What our stem cells build cannot be removed again.",
    "Stem cells reverse autism; the drug trials missed their primary endpoint.",
    "Far from modest gains, whole lives are given back.",
    "Chemotherapy is proven to kill.",
    "You must ask your doctor why he hides that.",
    "It is right to ask for proof, and here it is: 900 letters.",
    "Never wait for my book to sell out.",
    "The big study is missing only because nobody can patent a gas.",
    "Doctors are happy for you to stay on pills for ever.",
    "We are happy for you to stay on your tablets for the first week, then bin them.",
    "We are glad for them to go on the protocol.",
    "There was no placebo so that nobody missed out.",
    "The drip is no placebo, so it works for everyone.",
    "They cause no side effects, and the large trials are missing.",
]


@pytest.mark.parametrize("words", _CANDID)
def test_words_against_the_seller_s_interest_say_nothing_graver(words: str) -> None:
    """Whatever the page around them is like."""
    assert is_candid(fold(words))
    assert not is_meant(words, Saying.AGAINST_CARE)
    assert not is_meant(words, Saying.WORKS)


@pytest.mark.parametrize("words", _TELLING)
def test_a_turn_or_the_seller_s_own_doctor_is_not_candid(words: str) -> None:
    """What follows a "but", and what the seller's people say, may go too far."""
    assert not is_candid(fold(words))


def test_a_candid_passage_is_left_for_a_person(judge_passage: JudgePassage) -> None:
    """A rule that fires on it flags nothing; somebody reads it."""
    told = "Stem cells help children with autism, and in an emergency go to the nearest hospital."
    (claim,) = judge_passage(told, around=SELLS)
    assert not claim.flagged
    assert claim.for_review


def test_the_same_without_it_is_flagged(judge_passage: JudgePassage) -> None:
    """The words that send to a hospital make the difference."""
    (claim,) = judge_passage(
        "Stem cells help children with autism, and we are open all year.", around=SELLS
    )
    assert claim.flagged


@pytest.mark.parametrize(
    "words",
    [
        "Natural, effective, dangerous: all three in one box.",
        "The only things with no side effects are those with no effect.",
    ],
)
def test_who_calls_it_dangerous_rules_no_harm_out(words: str) -> None:
    """Nor does whoever says that what does no harm does nothing."""
    assert not is_meant(words, Saying.NO_HARM)


@pytest.mark.parametrize(
    "words",
    [
        "Natural, effective, never dangerous.",
        "Gentle, natural, less dangerous than bread.",
        "Things with no side effects have an effect on every child.",
    ],
)
def test_who_says_that_it_is_not_does(words: str) -> None:
    """In almost the same words."""
    assert is_meant(words, Saying.NO_HARM)
