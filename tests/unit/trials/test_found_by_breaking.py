"""Wrong statements that a store or a register once led to; none of them may come back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from claimcheck.checker import Checker
from claimcheck.checks import default_checker
from claimcheck.claims import RuleExtractor
from claimcheck.errors import StoreFailed
from claimcheck.exports.layout import rendered
from claimcheck.exports.picture import trial_picture
from claimcheck.pages import ContainedReader, capture_text
from claimcheck.schema import (
    Allocation,
    Arm,
    ArmGroupType,
    CountType,
    Enrollment,
    EvidenceLevel,
    EvidenceProfile,
    Masking,
    OverallStatus,
    PrimaryResult,
    Reach,
    RegisteredIntervention,
    Trial,
    TrialQuery,
    TrialResult,
)
from claimcheck.trials import Snapshot, library
from claimcheck.trials.evidence import weigh
from claimcheck.trials.finding import search_all
from claimcheck.trials.level import level_of
from claimcheck.trials.library import open_lookups
from claimcheck.trials.lookup import Lookups
from claimcheck.trials.merging import refreshed
from claimcheck.trials.store import RecordStore
from claimcheck.trials.tagging import Tagger
from claimcheck.verdicts import Judge
from claimcheck.verdicts.case import Support, support_of
from claimcheck.vocabulary import load_vocabulary

MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

LATER = date(2026, 11, 26)
BLINDED = {"allocation": Allocation.RANDOMIZED, "masking": Masking.DOUBLE, "placebo": True}
VOCABULARY = load_vocabulary()
TAGGER = Tagger(VOCABULARY)


# -- a copy of the register beside a curated entry


@pytest.mark.parametrize("posted", ["2018-02-01", "2018-01-01", "2018-02"])
def test_a_version_that_is_not_later_only_fills_gaps(trial: MakeTrial, posted: str) -> None:
    """A file read today may hold a copy from years ago: its status is no news."""
    curated = trial(overall_status=OverallStatus.COMPLETED, last_update_posted="2018-02-01")
    record = trial(
        overall_status=OverallStatus.RECRUITING,
        sponsor="An invented sponsor",
        last_update_posted=posted,
        snapshot_date=LATER,
    )
    merged = refreshed(curated, record)
    assert merged.overall_status is OverallStatus.COMPLETED
    assert merged.snapshot_date == curated.snapshot_date
    assert merged.sponsor == "An invented sponsor"


@pytest.mark.parametrize(
    ("known", "stale"),
    [
        (
            {"overall_status": OverallStatus.COMPLETED},
            {"overall_status": OverallStatus.RECRUITING},
        ),
        ({"has_posted_results": True}, {"has_posted_results": False}),
        (
            {"enrollment": Enrollment(count=90, type=CountType.ACTUAL)},
            {"enrollment": Enrollment(count=200, type=CountType.ESTIMATED)},
        ),
    ],
)
def test_no_study_goes_back_in_time(
    trial: MakeTrial, known: dict[str, object], stale: dict[str, object]
) -> None:
    """Without a date to compare, a record that would undo what has happened is an old one."""
    merged = refreshed(trial(**known), trial(**stale, snapshot_date=LATER))
    for name, value in known.items():
        assert getattr(merged, name) == value


def test_a_finding_keeps_the_people_that_it_speaks_of(trial: MakeTrial, result: MakeResult) -> None:
    """The level of evidence does not move because a register counts people otherwise."""
    curated = trial(
        **BLINDED,
        results=(result(PrimaryResult.NOT_MET),),
        enrollment=Enrollment(count=144, type=CountType.ACTUAL),
    )
    record = trial(enrollment=Enrollment(count=31, type=CountType.ACTUAL), snapshot_date=LATER)
    merged = refreshed(curated, record)
    assert merged.size == 144
    assert level_of([merged]).level is EvidenceLevel.NEGATIVE


def test_a_trial_under_a_new_id_is_counted_once(snapshot: Snapshot) -> None:
    """A record that names one of ours as its obsolete id is the same trial."""
    pair = ("stem_cells", "autism")
    ours = snapshot.trials()[snapshot.profile(pair).trials[-1]]
    moved = ours.model_copy(update={"id": "NCT99999999", "nct_id_aliases": (ours.id,)})
    room = snapshot.with_records([moved], [])
    assert room.profile(pair).trials == snapshot.profile(pair).trials


# -- what carries weight


def test_an_unconfirmed_result_moves_no_level_beside_a_confirmed_one(
    trial: MakeTrial, result: MakeResult
) -> None:
    """That the register posts something untested does not confirm what a secondary page says."""
    told = result(PrimaryResult.MET, confirmed=False)
    posted = result(PrimaryResult.UNCLEAR, posted=True)
    one = trial(**BLINDED, results=(told,), posted_result=posted, enrollment=Enrollment(count=300))
    assert level_of([one]).level is EvidenceLevel.VERY_LOW


def test_posted_figures_of_a_retracted_trial_carry_no_weight(
    trial: MakeTrial, result: MakeResult
) -> None:
    """Where the paper was retracted, the same people's figures on the register do not count."""
    gone = result(PrimaryResult.MET, retracted=True)
    posted = result(PrimaryResult.MET, posted=True)
    one = trial(**BLINDED, results=(gone,), posted_result=posted, enrollment=Enrollment(count=300))
    assert level_of([one]).level is EvidenceLevel.NONE


def test_a_retracted_result_is_not_counted_as_a_result(
    trial: MakeTrial, result: MakeResult
) -> None:
    """The count of trials with results leaves it out, and the words say what became of it."""
    one = trial(
        **BLINDED,
        results=(result(PrimaryResult.MET, retracted=True),),
        enrollment=Enrollment(count=300),
        overall_status=OverallStatus.COMPLETED,
    )
    profile = _profile([one])
    assert profile.with_results == 0
    assert "has only a result whose publication was retracted" in profile.statement


# -- trials that came by chance


@pytest.mark.parametrize("reach", [Reach.NOT_GATHERED, Reach.SELECTION])
@pytest.mark.parametrize("primary", [PrimaryResult.MET, PrimaryResult.UNCLEAR])
def test_stray_records_do_not_settle_a_pair_that_nobody_looked_up(
    trial: MakeTrial, result: MakeResult, reach: Reach, primary: PrimaryResult
) -> None:
    """A few imported trials neither prove a treatment nor make proven care look doubtful."""
    one = trial(**BLINDED, posted_result=result(primary), enrollment=Enrollment(count=300))
    profile = _profile([one], reach=reach)
    assert support_of(profile) is Support.UNKNOWN
    looked_up = profile.model_copy(update={"judged": profile.best_level})
    assert support_of(looked_up) is not Support.UNKNOWN


@pytest.mark.parametrize("primary", [PrimaryResult.UNCLEAR, PrimaryResult.NOT_MET])
def test_proven_care_is_not_flagged_because_of_a_store(
    snapshot: Snapshot, trial: MakeTrial, result: MakeResult, primary: PrimaryResult
) -> None:
    """A plain sentence on care that nobody gathered trials of stays unflagged with any records."""
    stray = trial(
        id="NCT99999998",
        **BLINDED,
        interventions=("statins",),
        conditions=("heart_disease",),
        posted_result=result(primary, posted=True),
        has_posted_results=True,
        enrollment=Enrollment(count=300),
    )
    room = snapshot.with_records([stray], [])
    checker = Checker(
        reader=ContainedReader(), extractor=RuleExtractor(), trials=room, judge=Judge(), version="0"
    )
    page = (
        "Book a consultation at our clinic. Statins reduce heart attacks and prevent heart disease."
    )
    report = checker.check(capture_text(page))
    assert "NCT99999998" in report.trials
    assert not any(claim.flagged for claim in report.claims)


# -- concepts of records


@pytest.mark.parametrize(
    "title",
    [
        "A Study of MIRCERA in Participants With Kidney Disease and Not on Dialysis",
        "ADR-002K for Patients With Heart Disease Who Undergo Bypass Surgery",
        "Education for Diabetic Patients Treated With Insulin",
    ],
)
def test_what_participants_are_given_anyway_is_not_the_treatment(
    trial: MakeTrial, title: str
) -> None:
    """A trial of another drug in people on dialysis is no trial of dialysis."""
    named = (RegisteredIntervention(name="MIRCERA"),)
    assert TAGGER.tag(trial(title=title, registered_interventions=named)).interventions == ()


def test_what_all_arms_are_given_is_not_what_is_tested(trial: MakeTrial) -> None:
    """Care that both groups get is a comparator, also where the tested drug has no known name."""
    names = ("Insulin", "ABC-123", "Placebo")
    arms = (
        Arm(label="A", type=ArmGroupType.EXPERIMENTAL, intervention_names=names[:2]),
        Arm(label="B", type=ArmGroupType.PLACEBO_COMPARATOR, intervention_names=names[::2]),
    )
    given = tuple(RegisteredIntervention(name=name) for name in names)
    tagged = TAGGER.tag(trial(title="ABC-123", registered_interventions=given, arms=arms))
    assert tagged.interventions == ()
    assert tagged.comparators == ("insulin",)


# -- stores


def test_the_count_of_a_search_is_exact(
    snapshot: Snapshot, trial: MakeTrial, tmp_path: Path
) -> None:
    """A curated record that the store holds under words that do not match is still counted."""
    url = f"sqlite:///{tmp_path / 'trials.db'}"
    ours = search_all(TrialQuery(text="cord blood"), snapshot, limit=1000)
    with RecordStore.open(url) as store:
        store.put([trial(id=ours.hits[0].trial.id, title="Other words", interventions=("x",))])
        store.put([trial(id="NCT99999997", title="Cord blood, once more", interventions=("x",))])
    told = search_all(TrialQuery(text="cord blood"), snapshot, limit=3, store_url=url)
    assert told.total == ours.total + 1


def test_a_check_uses_the_store_that_the_setting_names(
    trial: MakeTrial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``CLAIMCHECK_TRIALS_URL`` holds for checks and the service as well."""
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    pair = ("hbot", "adhd")
    with RecordStore.open(url) as store:
        store.put([trial(interventions=pair[:1], conditions=pair[1:])])
    monkeypatch.setenv("CLAIMCHECK_TRIALS_URL", url)
    lookups = open_lookups(offline=True)
    assert lookups is not None
    assert len(lookups.held(pair).trials) == 1


def test_a_concept_that_the_vocabulary_no_longer_has_breaks_no_check(
    snapshot: Snapshot, trial: MakeTrial, tmp_path: Path
) -> None:
    """Records tagged by an earlier version of the program are read anew."""
    pair = ("hbot", "adhd")
    tagged = trial(
        title="Hyperbaric oxygen",
        interventions=(*pair[:1], "a_concept_of_old"),
        conditions=pair[1:],
        registered_interventions=(RegisteredIntervention(name="Hyperbaric oxygen"),),
        registered_conditions=("ADHD",),
    )
    with RecordStore.open(f"sqlite:///{tmp_path / 'trials.db'}") as store:
        store.put([tagged])
        found = Lookups(store, None, VOCABULARY).held(pair).trials
    assert snapshot.with_records(found, []).profile(pair).trials == (tagged.id,)


def test_a_store_that_does_not_open_keeps_few_readers_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is tried once in a while, not once for every page that waits."""
    tries = []

    def refuse(*, offline: bool, registry: object) -> None:
        assert registry is None
        tries.append(offline)
        raise StoreFailed("No answer.")

    monkeypatch.setattr(library, "open_lookups", refuse)
    now = [0.0]
    shelf = library._Shelf(offline=True, clock=lambda: now[0])

    def open_quietly() -> None:
        with pytest.raises(StoreFailed, match="No answer"):
            shelf()

    threads = [threading.Thread(target=open_quietly) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tries == [True]
    now[0] = 1e6
    open_quietly()
    assert tries == [True, True]


def test_a_picture_of_thousands_of_trials_stays_readable(trial: MakeTrial) -> None:
    """The most telling ones are drawn, and the rest is counted."""
    many = [trial(id=f"NCT{number:08}") for number in range(3000)]
    lines = rendered(trial_picture(many), width=80, colour=False).splitlines()
    assert len(lines) < 100
    assert lines[-1] == f"and {3000 - len(lines) + 1:,} further records (in the JSON)"


def _profile(trials: Iterable[Trial], *, reach: Reach = Reach.SEARCHED) -> EvidenceProfile:
    treatment, condition = VOCABULARY["stem_cells"], VOCABULARY["autism"]
    return weigh(trials, [], treatment, condition, read_on=LATER, reach=reach)


def test_threads_that_come_at_once_share_one_checker() -> None:
    """The first use under load builds one checker, whatever the number of readers."""
    with ThreadPoolExecutor(8) as pool:
        checkers = list(pool.map(lambda _: default_checker(), range(8)))
    assert len({id(checker) for checker in checkers}) == 1
