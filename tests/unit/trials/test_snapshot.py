"""What the copy that ships promises about pairs, profiles and matches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.errors import BadRow
from claimcheck.schema import Claim, EvidenceLevel, Reach, Trial
from claimcheck.trials import Snapshot, TrialStore
from claimcheck.trials.rows import parse_rows
from claimcheck.vocabulary import load_vocabulary

MakeClaim = Callable[..., Claim]
MakeTrial = Callable[..., Trial]

AUTISM = ("stem_cells", "autism")
ANY = "any_condition"


def test_the_copy_names_its_day(snapshot: Snapshot) -> None:
    """The snapshot is the day on which the records were read."""
    assert snapshot.snapshot == "2026-11-22"


@pytest.mark.parametrize(
    ("intervention", "condition", "expected"),
    [
        ("ipsc", "autism", [("ipsc", "autism"), AUTISM]),
        (
            "svf",
            "knee_osteoarthritis",
            [(x, "knee_osteoarthritis") for x in ("svf", "stem_cells")] + [("svf", ANY)],
        ),
        (
            "exosomes",
            "autism",
            [("exosomes", "autism"), ("cell_derived_products", "autism"), ("exosomes", ANY)],
        ),
        ("stem_cells", "autism", [AUTISM]),
        ("hbot", "autism", [("hbot", "autism")]),
        ("stem_cells", None, []),
        ("homeopathy", None, [("homeopathy", ANY)]),
        ("homeopathy", "psoriasis", [("homeopathy", "psoriasis"), ("homeopathy", ANY)]),
        (None, "autism", []),
    ],
)
def test_own_pair_comes_before_its_class(
    snapshot: Snapshot,
    claim: MakeClaim,
    intervention: str | None,
    condition: str | None,
    expected: list[tuple[str, str]],
) -> None:
    """The own pair is first, its class follows, then the treatment as a whole if looked up."""
    assert list(snapshot.pairs(claim(intervention, condition))) == expected


def test_stem_cells_in_autism_are_not_supported(snapshot: Snapshot) -> None:
    """The placebo-controlled trials decide, the retracted paper and payments are named."""
    profile = snapshot.profile(AUTISM)
    assert profile.largest_controlled is not None
    assert profile.largest_controlled.trial == "NCT02847182"
    assert profile.largest_controlled.enrollment == 180
    assert {"NCT02847182", "NCT01638819"} <= set(profile.primary_not_met)
    assert "NCT02192749" in profile.retracted
    assert {"NCT02192749", "NCT01974973"} <= set(profile.participants_pay)
    assert profile.best_level is EvidenceLevel.NEGATIVE
    assert "NCT03327467" in profile.trials
    assert profile.registered < len(profile.trials)


def test_an_empty_pair_is_a_statement_about_the_copy(snapshot: Snapshot) -> None:
    """No record means "not found in our copy", in these words, and level none."""
    profile = snapshot.profile(("ipsc", "autism"))
    assert profile.registered == 0
    assert profile.best_level is EvidenceLevel.NONE
    assert profile.statement == (
        "We found no registered trial of iPSC-derived cells in autism, completed or running, "
        "in our copy of 22 November 2026."
    )


def test_running_trials_are_not_completed_ones(snapshot: Snapshot) -> None:
    """A pair with records but no finished trial says so."""
    profile = snapshot.profile(("exosomes", "autism"))
    assert profile.registered == 2
    assert "no completed trial" in profile.statement


@pytest.mark.parametrize(
    ("pair", "reach"),
    [
        (("ipsc", "autism"), Reach.SEARCHED),
        (("stem_cells", "cerebral_palsy"), Reach.SELECTION),
        (("hbot", "autism"), Reach.SELECTION),
        (("hbot", "adhd"), Reach.NOT_GATHERED),
        (("exosomes", "any_condition"), Reach.SELECTION),
        (("exosomes", "tinnitus"), Reach.NOT_GATHERED),
        (("stem_cells", "tinnitus"), Reach.NOT_GATHERED),
    ],
)
def test_the_copy_says_where_nobody_looked(
    snapshot: Snapshot, pair: tuple[str, str], reach: Reach
) -> None:
    """A pair that was not gathered is told apart from one that was searched in vain."""
    assert snapshot.reach(pair) is reach
    told = "not gathered" in snapshot.profile(pair).statement
    assert told is (reach is Reach.NOT_GATHERED)


@pytest.mark.parametrize(
    ("intervention", "present", "absent"),
    [
        (
            "stem_cells",
            {"NCT02847182", "NCT04089579", "NCT01638819", "NCT05307536", "NCT04294290"},
            {"NCT07243561", "NCT06600529"},
        ),
        ("exosomes", {"NCT07243561", "NCT06600529"}, {"NCT02847182", "NCT04294290"}),
        ("cord_blood", {"NCT02847182", "NCT01638819"}, {"NCT04089579"}),
    ],
)
def test_matches_are_about_the_same_product(
    snapshot: Snapshot, claim: MakeClaim, intervention: str, present: set[str], absent: set[str]
) -> None:
    """A class finds its members; exosomes are not cells."""
    found = {match.trial for match in snapshot.match(claim(intervention, "autism"))}
    assert present <= found
    assert not absent & found


@pytest.mark.parametrize("intervention", ["ipsc", "neural_cells", "embryonic_cells"])
def test_a_product_nobody_registered_has_no_match(
    snapshot: Snapshot, claim: MakeClaim, intervention: str
) -> None:
    """Trials of other cells never stand in for a product without a record."""
    assert snapshot.match(claim(intervention, "autism")) == ()


def test_the_most_telling_record_comes_first(snapshot: Snapshot, claim: MakeClaim) -> None:
    """Large randomised trials with a result lead; at most twelve are handed on."""
    found = snapshot.match(claim("stem_cells", "autism"))
    assert [match.trial for match in found[:2]] == ["NCT02847182", "NCT04089579"]
    assert len(found) <= 12


def test_a_claim_without_condition_matches_nothing(snapshot: Snapshot, claim: MakeClaim) -> None:
    """Half a subject is not compared with anything."""
    assert snapshot.match(claim("stem_cells", None)) == ()


def test_both_meta_analyses_are_there(snapshot: Snapshot) -> None:
    """The review of 2022 that calls itself first has an earlier one beside it."""
    cells = snapshot.reviews_of(("stem_cells", "autism"))
    assert {review.pmid for review in cells if review.meta_analysis} == {"35601435", "34515938"}


def test_a_bad_row_is_named_by_file_and_line() -> None:
    """A row that does not validate is an error that says where it is."""
    with pytest.raises(BadRow, match=r"invented\.jsonl, line 2: id"):
        parse_rows(Trial, ["", '{"title": "no id"}'], path="invented.jsonl")


def test_a_record_met_twice_is_an_error(trial: MakeTrial) -> None:
    """Two rows with one id cannot both be counted."""
    with pytest.raises(BadRow, match="twice"):
        TrialStore([trial(), trial()], load_vocabulary())


def test_an_unknown_concept_is_an_error(trial: MakeTrial) -> None:
    """A record cannot name a concept that the vocabulary lacks."""
    with pytest.raises(BadRow, match="unknown concepts"):
        TrialStore([trial(conditions=("moonlight",))], load_vocabulary())
