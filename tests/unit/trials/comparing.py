"""A claim beside a record, both read anew."""

from __future__ import annotations

from claimcheck.schema import Claim, Trial
from claimcheck.trials.dimensions import Readings
from claimcheck.trials.dimensions import compare as compare_sides
from claimcheck.trials.sides import Recorded, Told
from claimcheck.vocabulary import Vocabulary


def compare(claim: Claim, trial: Trial, vocabulary: Vocabulary) -> Readings:
    """The eight dimensions of a claim and a record."""
    return compare_sides(Told.of(claim), Recorded.of(trial, vocabulary), vocabulary)
