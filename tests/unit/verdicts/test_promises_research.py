"""What a passage says of the research as a whole is held against the records in our copy."""

from __future__ import annotations

import pytest

from claimcheck.schema import ClaimType, Finding, LargestTrial, OverallStatus, Trial
from claimcheck.verdicts.rules.trials_research import research
from tests.unit.verdicts.made_cases import condition, made, profile, treatment, trial

_AUTISM = condition("autism", "autism")


def _runs(number: int, of: str = "hbot", *topics: str) -> Trial:
    return trial(
        f"NCT0000000{number}",
        overall_status=OverallStatus.RECRUITING,
        interventions=(of,),
        conditions=topics or ("autism",),
    )


def _found(quote: str, *trials: Trial, of: str = "hbot") -> list[Finding]:
    case = made(quote, treatment(of, "it"), _AUTISM, trials=trials, profiles=(profile(of),))
    return list(research.findings(case))


@pytest.mark.parametrize(
    ("count", "said"), [("one", 1), ("two", 2), ("three", 3), ("1", 1), ("4", 4)]
)
def test_a_count_of_running_trials_must_not_be_too_small(count: str, said: int) -> None:
    """As many as it says may run; one more, and the passage is flagged."""
    quote = f"For it there are only {count} current trials in autism."
    trials = [_runs(number) for number in range(1, said + 2)]
    assert _found(quote, *trials[:said]) == []
    [found] = _found(quote, *trials)
    assert f"lists {said + 1} studies of hyperbaric oxygen" in found.message


def test_eight_of_the_running_trials_are_named() -> None:
    """The finding points to all of them."""
    quote = "For it there is only one current trial in autism."
    [found] = _found(quote, *(_runs(number) for number in range(1, 10)))
    assert "NCT00000008);" in found.message
    assert "NCT00000009" not in found.message
    assert len(found.trials) == 9


def test_one_of_the_topics_of_a_trial_is_enough_and_other_cells_count() -> None:
    """Trials of another treatment do not, nor of what cells give off."""
    quote = "For it there is only one current trial in autism."
    both = [_runs(number, "hbot", "asthma", "autism") for number in (1, 2)]
    assert len(_found(quote, *both)) == 1
    cells = [_runs(1, "stem_cells"), _runs(2, "cord_blood"), _runs(3, "exosomes")]
    [found] = _found(quote, *cells, of="stem_cells")
    assert "2 studies of cells or cell products in autism" in found.message
    assert _found(quote, *cells) == []


def test_the_largest_trial_is_no_boast_where_it_tells_of_no_difference() -> None:
    """Nor where the passage owns a limit."""
    quote = "For it this is the largest trial in autism"
    large = trial(enrollment={"count": 400}, conditions=("autism",))
    held = (profile(largest_controlled=LargestTrial(trial=large.id, enrollment=400)),)

    def told(words: str, *types: ClaimType) -> int:
        case = made(
            words,
            treatment("hbot", "it"),
            _AUTISM,
            trials=(large,),
            profiles=held,
            types=(ClaimType.EFFICACY, *types),
        )
        return len(list(research.findings(case)))

    assert told(f"{quote}.") == 1
    assert told(f"{quote}.", ClaimType.DISCLAIMER) == 0
    assert told(f"{quote}, and both groups did the same.") == 0
