"""Words that press or name a subject state no benefit, whatever the models hear in them."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.unstated import is_loss, states_no_benefit
from tests.unit.verdicts.made_cases import made


@pytest.mark.parametrize(
    "words",
    [
        "But the windows of brain development does not wait.",
        "The window for a good result is closing.",
        "And this window of growth will not stay open.",
    ],
)
def test_that_time_runs_out_is_no_benefit(words: str) -> None:
    """What there is time for stands elsewhere; hurry has its own rule."""
    assert states_no_benefit(made(words))


@pytest.mark.parametrize(
    "words",
    [
        "The window of brain development does not wait, and cells open speech.",
        "The window for autism closes: stem cells hold it open.",
        "Stem cells open the window of speech in autism.",
        "The window for stem cells that restore speech closes when children turn five.",
        "The window of growth does not wait and speech triples here.",
    ],
)
def test_more_than_that_stays_a_benefit(words: str) -> None:
    """Whatever stands behind it."""
    assert not states_no_benefit(made(words))


@pytest.mark.parametrize("lost", ["Periods", "My hair", "Taste", "Her voice"])
def test_what_was_lost_for_good_is_no_lasting_effect(lost: str) -> None:
    """An illness that is gone is one."""
    assert is_loss(made(f"{lost}: gone, possibly for good."))
    assert not is_loss(made("Pain: gone, possibly for good."))
    assert not is_loss(made(f"The pain is gone, and {lost.lower()} is back for good."))


@pytest.mark.parametrize(
    "words",
    [
        "We only take 14 new knees a month.",
        "We never see more than six children a day.",
        "Success rate of stem cell therapy in cerebral palsy",
        "Success rates for exosomes in autism",
    ],
)
def test_how_many_are_seen_and_what_a_table_is_of_is_no_benefit(words: str) -> None:
    """Figures stand in the table; that places are few has its own rule."""
    assert states_no_benefit(made(words))


@pytest.mark.parametrize(
    "words",
    [
        "We only take 14 new knees a month and all of them heal.",
        "Success rate of stem cell therapy in cerebral palsy: 80%",
        "Our success rates with exosomes are high",
        "Success rates of over nine in ten children with autism",
        "Success rates in autism exceed those of speech lessons",
        "Success rates for stem cells in autism that no one else sees",
        "Response rates to our cells in MS top those of interferon",
        "Response rates for exosomes in MS top interferon",
        "Success rates of nine in ten children with autism",
        "Success rate for stem cells in autism stands at nine out of ten",
        "Improvement rates for autism in children double with our cells",
        "We only take patients we cure a month",
        "We never see more than two failures a year.",
        "We only see two relapses a year.",
        "We never see side effects a year.",
    ],
)
def test_how_often_it_works_is_one(words: str) -> None:
    """Whatever word it begins with."""
    assert not states_no_benefit(made(words))


def test_what_is_had_for_how_much_is_no_benefit() -> None:
    """A bargain has its own rule; what it is to bring stays one."""
    assert states_no_benefit(made("Spring offer: test plus three treatments for €240."))
    assert states_no_benefit(made("Offer: test, three visits for $240 instead of $300."))
    assert not states_no_benefit(made("Spring offer: walk again in 10 days for $9,500."))
    assert not states_no_benefit(made("Spring offer: relief from hay fever for €240."))
    assert not states_no_benefit(
        made("Spring offer: three treatments, and hay fever ends, for €9.")
    )


def test_what_an_illness_does_by_itself_is_no_benefit() -> None:
    """What ends it stands elsewhere."""
    assert states_no_benefit(made("Autism gets harder to reverse with every month."))
    assert states_no_benefit(made("Left alone it comes back as trouble at school."))
    for promise in (
        "Left untreated it stays, but with us it is gone in a week.",
        "Exosomes reverse autism, and it gets harder to reverse every year.",
        "PRP reverses knee arthritis in weeks, before it gets harder to reverse.",
        "Left alone arthritis destroys the knee; PRP rebuilds its cartilage.",
    ):
        assert not states_no_benefit(made(promise))
    assert not states_no_benefit(made("Autism gets harder to reverse, yet our cells reverse it."))
