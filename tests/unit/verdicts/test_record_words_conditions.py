"""What is told of the records hangs on: their conditions, goals, sizes, and what was confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claimcheck.schema import (
    EvidenceLevel,
    MentionOrigin,
    OverallStatus,
    PrimaryResult,
    Reach,
    Registry,
    TrialMatch,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import (
    named,
    of_condition,
    of_other_condition,
    recorded_harms,
    shown,
    still_open,
    telling,
)
from claimcheck.vocabulary import ANY_CONDITION
from tests.unit.verdicts.made_cases import (
    condition,
    made,
    outcome,
    profile,
    result,
    treatment,
    trial,
)
from tests.unit.verdicts.made_pages import each

_OXYGEN = treatment("hbot", "Oxygen")
_AUTISM = condition("autism", "autism")
_QUOTE = "Oxygen lifts autism."
_MISSED, _MET = PrimaryResult.NOT_MET, PrimaryResult.MET


@pytest.mark.parametrize(
    ("ends", "still"), [("2026-05", True), ("2026-06", True), ("2026-04", False), (None, True)]
)
def test_a_trial_is_open_until_it_was_planned_to_end(ends: str | None, *, still: bool) -> None:
    """The month of its end counts."""
    record = trial(overall_status=OverallStatus.RECRUITING, completion_date=ends)
    assert still_open(record, since="2026-05") is still


def _harms(quote: str, *concepts: Any) -> tuple[tuple[str, str], ...]:
    harmed = trial(results=(result(_MET, harms=("Fits",)),))
    pairs = (profile(trials=(harmed.id,)),)
    case = made(quote, *concepts, profiles=pairs, trials=(harmed,), above=("Oxygen by Ida.",))
    return recorded_harms(case)


_HARMED = (("NCT00000001", "Fits"),)
_FAR = "Every child here is merry and well all day."


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        (MentionOrigin.SENTENCE, True),
        (MentionOrigin.CONTEXT, True),
        (MentionOrigin.HEADING, False),
        (MentionOrigin.PAGE, False),
    ],
)
def test_harms_are_told_where_the_treatment_is_near(origin: MentionOrigin, *, told: bool) -> None:
    """What only a heading or the rest of the page names may not be meant."""
    assert bool(_harms(_FAR, treatment("hbot", "Oxygen", origin))) is told
    other = outcome("sleep", "merry")
    assert _harms(_FAR, treatment("hbot", "Oxygen", MentionOrigin.PAGE), other) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [("Every child here is merry.", True), ("Every one here is so merry.", False)],
)
def test_five_words_may_speak_of_the_treatment(words: str, *, told: bool) -> None:
    """As on a badge or in a cell of a table; longer ones must point to it."""
    assert (_harms(words) == _HARMED) is told


@pytest.mark.parametrize(
    "word",
    each("", "it|its|they|them|we|treatment|therapy|therapies|procedure|protocol|programme|program|"
         "method|injection|infusion|session|dose|doses|dosing|drip|cells|capsule|tablet|drops|"
         "study|"
         "studies|trial", ""),
)  # fmt: skip
def test_words_that_point_to_the_treatment(word: str) -> None:
    """Without one of them a long passage may speak of a meal or a day off."""
    assert _harms(f"Every child here is merry and well ({word}) all day.") == _HARMED
    assert _harms(_FAR) == ()


def _size(count: int, type_: str | None = None) -> dict[str, Any]:
    return {"enrollment": {"count": count, "type": type_}}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "NCT00000001 (size unknown)"),
        (_size(9), "NCT00000001 (9 people)"),
        (_size(9, "ESTIMATED"), "NCT00000001 (9 people planned)"),
        (_size(9, "ACTUAL"), "NCT00000001 (9 people)"),
        (
            {"results": (result(_MET, confirmed=False),)},
            "NCT00000001 (size unknown, not confirmed)",
        ),
        (
            {"results": (result(_MISSED, confirmed=False),)},
            "NCT00000001 (size unknown, not confirmed)",
        ),
        (
            {"results": (result(_MISSED, confirmed=False), result(_MET))},
            "NCT00000001 (size unknown)",
        ),
        (
            {"results": (result(PrimaryResult.UNCLEAR, confirmed=False),)},
            "NCT00000001 (size unknown)",
        ),
        (
            {"results": (result(_MET, confirmed=False), result(PrimaryResult.UNCLEAR))},
            "NCT00000001 (size unknown, not confirmed)",
        ),
    ],
)
def test_a_trial_is_named_with_its_size_and_its_doubt(fields: dict[str, Any], words: str) -> None:
    """Only a test of the main goal that nobody confirmed leaves one."""
    assert named((trial(**fields),)) == words


@pytest.mark.parametrize(
    ("claimed", "studied", "other"),
    [
        ("autism", ("psoriasis",), True),
        ("autism", ("autism",), False),
        ("autism", ("psoriasis", "autism"), False),
        ("autism", ("neurodevelopmental",), False),
        ("neurodevelopmental", ("autism",), False),
        (ANY_CONDITION, ("psoriasis",), False),
        (None, ("psoriasis",), False),
        ("autism", (), False),
    ],
)
def test_a_trial_is_of_another_condition_where_both_are_known(
    claimed: str | None, studied: tuple[str, ...], *, other: bool
) -> None:
    """A wider or narrower one is no other, and everything takes in all."""
    concepts = (condition(claimed, "autism"),) if claimed else ()
    case = made(_QUOTE, *concepts, trials=(trial(conditions=studied),))
    assert of_other_condition(case, "NCT00000001") is other


def _general(*trials: Any, claimed: str | None = None, **fields: Any) -> str:
    """What is shown of oxygen, of which nobody looked up a pair with the claim's condition."""
    concepts = (condition(claimed, "autism"),) if claimed else ()
    known = {"best_level": EvidenceLevel.NEGATIVE, **fields}
    general = profile("hbot", ANY_CONDITION, trials=tuple(one.id for one in trials), **known)
    return shown(made(_QUOTE, _OXYGEN, *concepts, profiles=(general,), trials=trials))


_ELSE = trial("NCT00000002", conditions=("psoriasis",))
_WIDE = trial("NCT00000008", conditions=(ANY_CONDITION, "psoriasis"))
_OWN = trial("NCT00000003", conditions=("autism",), placebo=True)
_SKIN = trial("NCT00000004", conditions=("psoriasis",), placebo=True)


def test_trials_elsewhere_show_nothing_of_the_own_condition() -> None:
    """Those that missed their goal and, where they are of others, those that met it."""
    told = _general(_ELSE, _SKIN, _OWN, claimed="autism", primary_not_met=(_ELSE.id,),
                    primary_met=(_SKIN.id, _OWN.id))  # fmt: skip
    assert told == (
        "What our copy holds on hyperbaric oxygen does not settle this for autism. Its trials were "
        "in other conditions and show nothing about autism. Main goal not reached: NCT00000002 "
        "(size unknown, psoriasis or eczema); main goal reached: NCT00000004 (size unknown, "
        "psoriasis or eczema)."
    )


@pytest.mark.parametrize("claimed", [None, ANY_CONDITION])
def test_no_trial_shows_a_help_for_everything(claimed: str | None) -> None:
    """Where the claim is of no condition, each trial counts."""
    told = _general(_WIDE, _OWN, claimed=claimed, primary_not_met=(_WIDE.id,),
                    primary_met=(_OWN.id,))  # fmt: skip
    assert told == (
        "No trial in our copy shows that hyperbaric oxygen would help in every condition. Each was "
        "in one condition and shows nothing about others. Main goal not reached: NCT00000008 (size "
        "unknown, psoriasis or eczema); main goal reached: NCT00000003 (size unknown, autism)."
    )


def test_a_trial_of_the_own_condition_that_missed_is_no_other() -> None:
    """Then it is told plainly, and so is a pair that somebody looked up."""
    told = _general(_ELSE, _OWN, claimed="autism", primary_not_met=(_ELSE.id, _OWN.id))
    assert told.startswith("Controlled trials of hyperbaric oxygen in any health condition that")
    assert _general(claimed="autism").startswith("Reviews of controlled trials found no benefit")
    case = _pair(_ELSE, primary_not_met=(_ELSE.id,))
    assert shown(case).startswith("Controlled trial of hyperbaric oxygen in autism that did not")


def _pair(*trials: Any, **fields: Any) -> Case:
    ids = tuple(one.id for one in trials)
    pair = profile(**{"best_level": EvidenceLevel.NEGATIVE, "trials": ids, **fields})
    return made(_QUOTE, _OXYGEN, _AUTISM, profiles=(pair,), trials=trials)


def test_those_that_clearly_met_their_goal_are_told_too() -> None:
    """With a comparison group, and not where another result says that it was missed."""
    alone = trial("NCT00000005", conditions=("autism",))
    both = trial("NCT00000006", conditions=("autism",), placebo=True)
    told = shown(
        _pair(
            alone, both, _OWN,
            primary_not_met=(both.id,), primary_met=(alone.id, both.id, _OWN.id),
        )
    )  # fmt: skip
    assert told.endswith(f"One that did: {_OWN.id} (size unknown).")


@pytest.mark.parametrize(
    ("concept", "licensed", "told"),
    [
        ("stem_cells", "hsct", ", haematopoietic stem-cell transplant"),
        ("stem_cells", "car_t", ", CAR T-cell therapy"),
        ("stem_cells", "hbot", ""),
        ("hbot", "hsct", ""),
    ],
)
def test_a_success_of_licensed_cells_is_told_as_that(
    concept: str, licensed: str, told: str
) -> None:
    """Beside a claim about cells alone: there it is another kind."""
    met = trial("NCT00000007", interventions=(licensed,), placebo=True)
    pair = profile(concept, "autism", best_level=EvidenceLevel.NEGATIVE,
                   primary_not_met=(_OWN.id,), primary_met=(met.id,))  # fmt: skip
    case = made(_QUOTE, treatment(concept, "Oxygen"), _AUTISM, profiles=(pair,), trials=(met, _OWN))
    end = shown(case).rpartition("One that did: ")[2]
    assert end == f"{met.id} (size unknown{told})."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "No trial of adequate size in our copy settles it."),
        ({"best_level": EvidenceLevel.LOW}, "some evidence of benefit, but it may well change."),
        (
            {"primary_met": (_OWN.id,), "primary_not_met": (_OWN.id,)},
            (
                f"trials disagree on whether it helps. Main goal not reached: {_OWN.id} "
                "(size unknown)."
            ),
        ),
        (
            {"primary_not_met": (_OWN.id,)},
            f"Main goal not reached: {_OWN.id} (size unknown).",
        ),
    ],
)
def test_what_the_records_leave_open(fields: dict[str, Any], words: str) -> None:
    """A weak benefit, trials that disagree, one that missed, or none of adequate size."""
    case = _pair(_OWN, **{"best_level": EvidenceLevel.VERY_LOW, **fields})
    assert shown(case).endswith(words)


@pytest.mark.parametrize(
    ("wide", "more"),
    [
        (None, ""),
        ({"best_level": EvidenceLevel.NEGATIVE}, "Reviews of controlled trials found no benefit"),
        ({"best_level": EvidenceLevel.LOW}, ""),
    ],
)
def test_of_a_pair_without_a_trial_its_class_is_told(
    wide: dict[str, Any] | None, more: str
) -> None:
    """Only where that was tested and found without benefit."""
    none = {"best_level": EvidenceLevel.NONE, "registered": 0, "with_results": 0}
    own = profile("cord_blood", "autism", statement="We hold none. It holds others.", **none)
    pairs = [own, *([profile("stem_cells", "autism", **wide)] if wide else [])]
    case = made(_QUOTE, treatment("cord_blood", "Oxygen"), _AUTISM, profiles=pairs)
    assert shown(case).startswith(f"We hold none. {more}".rstrip())
    assert ("Reviews" in shown(case)) is bool(more)


@pytest.mark.parametrize(
    ("status", "still"),
    [
        (OverallStatus.RECRUITING, True),
        (OverallStatus.ENROLLING_BY_INVITATION, True),
        (OverallStatus.NOT_YET_RECRUITING, True),
        (OverallStatus.ACTIVE_NOT_RECRUITING, True),
        (OverallStatus.COMPLETED, False),
        (None, False),
    ],
)
def test_a_trial_is_open_by_its_state(status: OverallStatus | None, *, still: bool) -> None:
    """One that runs or is about to."""
    assert still_open(trial(overall_status=status), since="2026-05") is still


@pytest.mark.parametrize("mild", ["Mild ache", "Ache (mild)", "Infusion reaction"])
def test_graver_harms_are_told_first(mild: str) -> None:
    """With their doubt; that there was none is no harm."""
    told = result(_MET, harms=(mild, "No deaths", "Fits"), confirmed=False)
    harmed = trial(results=(told,))
    pairs = (profile(trials=(harmed.id,)),)
    case = made(_QUOTE, _OXYGEN, profiles=pairs, trials=(harmed,))
    doubt = "(not confirmed)"
    assert [harm for _, harm in recorded_harms(case)] == [f"Fits {doubt}", f"{mild} {doubt}"]


_EMPTY = {"best_level": EvidenceLevel.NONE, "with_results": 0}
_CHANCE = {"best_level": EvidenceLevel.LOW, "reach": Reach.SELECTION}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"best_level": EvidenceLevel.HIGH},
            "Adequate controlled trials support hyperbaric oxygen",
        ),
        ({**_EMPTY, "registered": 1}, "our copy holds 1 registered trial and no result of any"),
        ({**_EMPTY, "registered": 2}, "our copy holds 2 registered trials and no result of any"),
        (
            {**_CHANCE, "trials": ("NCT00000001",), "with_results": 0},
            "our copy holds 1 trial and no result of any of them; others may exist",
        ),
        ({**_CHANCE, "trials": ("NCT00000001",)}, "does not settle this."),
        ({**_CHANCE, "with_results": 0}, "does not settle this."),
        ({**_CHANCE, "reach": Reach.NOT_GATHERED}, "were not gathered for our copy"),
    ],
)
def test_what_is_shown_of_a_pair(fields: dict[str, Any], words: str) -> None:
    """That it helps, that nothing came out yet, or that our copy cannot tell."""
    assert words in shown(_pair(**fields))


def test_the_largest_trials_that_missed_their_goal_tell_most() -> None:
    """Three of them; else those that were matched."""
    sizes = {"NCT00000011": 9, "NCT00000012": 90, "NCT00000013": 9, "NCT00000014": 50}
    many = [trial(one, **_size(size)) for one, size in sizes.items()]
    ids = tuple(one.id for one in many)
    far = trial("NCT00000015", **_size(500), conditions=("psoriasis",))
    case = _pair(*many, far, primary_not_met=(*ids, far.id))
    assert telling(case) == ("NCT00000012", "NCT00000014", "NCT00000011")
    matches = tuple(
        TrialMatch(trial=one, registry=Registry.CLINICALTRIALS_GOV, dimensions={},
                   first_beyond=None, matched_alias="it")
        for one in ids
    )  # fmt: skip
    assert telling(replace(case, matches=matches)) == telling(case)
    assert telling(replace(_pair(*many), matches=matches)) == ids[:3]
    assert telling(replace(made(_QUOTE), matches=matches)) == ()


def test_of_a_pair_without_a_trial_those_of_its_class_tell_most() -> None:
    """Where there is a class."""
    none = {**_EMPTY, "registered": 0}
    own = profile("cord_blood", "autism", **none)
    wide = profile("stem_cells", "autism", primary_not_met=(_OWN.id,))
    cells = treatment("cord_blood", "Oxygen")
    case = made(_QUOTE, cells, _AUTISM, profiles=(own, wide), trials=(_OWN,))
    assert telling(case) == (_OWN.id,)
    assert telling(made(_QUOTE, cells, _AUTISM, profiles=(own,), trials=(_OWN,))) == ()


def test_pairs_of_the_condition_that_speaks_are_told_apart() -> None:
    """One of the treatment in general proves nothing about it."""
    own, general = profile(), profile("hbot", ANY_CONDITION)
    assert of_condition(made(_QUOTE, _OXYGEN, _AUTISM, profiles=(own, general))) == (own,)
    rival = made(
        "Larch does more than Oxygen in autism.", _OXYGEN, _AUTISM, profiles=(own, general)
    )
    assert of_condition(rival) == ()
