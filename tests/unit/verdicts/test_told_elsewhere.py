"""Stories, cures, pauses and approvals on pages that do not sell what was read beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ReportedClaim
from claimcheck.verdicts.rules import cure, putting_off, testimonials
from tests.unit.verdicts.conftest import SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

_TELLS = (
    "My year with autism",
    "",
    "I write about our family. Somebody once wanted to sell us stem cells.",
    "",
)

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _rules(claims: tuple[ReportedClaim, ...]) -> set[str]:
    return {finding.rule for claim in claims for finding in claim.findings if finding.severity}


@pytest.mark.parametrize(
    ("passage", "around", "told"),
    [
        ("“My son became calmer and sleeps better.”", _TELLS, False),
        ("“My son became calmer and sleeps better.”", SELLS, True),
        ("“After the stem cells my son with autism became calmer.”", _TELLS, True),
    ],
)
def test_a_story_names_its_care_where_nobody_sells(
    judge_passage: JudgePassage, passage: str, around: tuple[str, ...], told: bool
) -> None:
    """What a page mentions in passing is not what each of its stories is told of."""
    assert ("TES-01" in _rules(judge_passage(passage, around=around))) is told


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("“Best sleep of my life.”", False),
        ("“My back pain was gone and I slept well.”", True),
    ],
)
def test_a_good_night_alone_is_praise_of_a_stay(
    judge_passage: JudgePassage, passage: str, told: bool
) -> None:
    """Guests of a bath sleep well; a gain that is named with its care counts as before."""
    spa = ("A week by the sea", "", "Book the salt cave and a room with our clinic.", "", "Guests")
    found = _rules(judge_passage(passage, around=(*spa, "")))
    assert bool(found & {"TES-01", "EFF-01", "EFF-07"}) is told


@pytest.mark.parametrize(
    ("words", "stopped"),
    [
        ("doc cut my metformin in half, then stopped it", True),
        ("the nurse, who knew me well, lowered the dose", True),
        ("my headaches stopped", False),
        ("my doctor could not believe it: the seizures stopped", False),
    ],
)
def test_what_a_doctor_stops_is_no_gain(words: str, stopped: bool) -> None:
    """The doctor's decision on a medicine is not what the medicine did."""
    assert bool(testimonials._DOCTOR_STOPPED.search(words)) is stopped


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        ("we can't put back what never went out", True),
        ("nobody can undo a scar", False),
        ("we cannot heal autism yet, but we come close", False),
        ("we can't believe it: the autism is gone", False),
        ("it cannot fail to cure autism", False),
        ("we can't describe how well the cells cured him", False),
    ],
)
def test_what_a_page_cannot_do_is_no_cure(words: str, spared: bool) -> None:
    """A plain word of inability; one with a "but" or of wonder is none."""
    assert bool(cure._UNABLE.search(words)) is spared


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        ("i thought i was cured", True),
        ("i believed i'd finally got over it", True),
        ("i thought i was beyond help until stem cells cured my autism", False),
        ("i thought i'd never be free of it and the cells cured me", False),
    ],
)
def test_what_somebody_only_believed_of_a_cure_is_no_cure(words: str, spared: bool) -> None:
    """A belief in being cured is spared; a belief that was overturned by a cure is not."""
    assert (cure._OTHERS_BELIEVE.search(words) is not None) is spared


@pytest.mark.parametrize(
    ("words", "of_a_wish"),
    [
        ("that cured me, of that anyway", True),
        ("the bill cured us of hoping", True),
        ("it cured him of asthma", False),
        ("the cells cured her", False),
    ],
)
def test_one_can_be_cured_of_a_wish(words: str, of_a_wish: bool) -> None:
    """The word is used of habits and hopes too."""
    assert bool(cure._OF_A_WISH.search(words)) is of_a_wish


@pytest.mark.parametrize(
    ("passage", "around", "told"),
    [
        ("I stopped my medication for autism with my doctor's consent.", _TELLS, False),
        ("I stopped my medication for autism with my doctor's consent.", SELLS, True),
        ("I stopped my medication for autism and felt free.", _TELLS, True),
    ],
)
def test_a_pause_that_a_doctor_agreed_to_puts_nothing_off(
    judge_passage: JudgePassage, passage: str, around: tuple[str, ...], told: bool
) -> None:
    """Whoever sells may say so of its own doctors; a diary has none."""
    assert ("EFF-11" in _rules(judge_passage(passage, around=around))) is told


@pytest.mark.parametrize(
    ("words", "warned"),
    [("Do not cut your own dose.", True), ("Never change it alone.", True), ("Book now.", False)],
)
def test_a_warning_beside_usual_care_is_known(words: str, warned: bool) -> None:
    """After care that hospitals give some stop a medicine, and are told not to do it alone."""
    assert bool(putting_off._NOT_ALONE.search(words.lower())) is warned


@pytest.mark.parametrize(
    ("passage", "around", "told"),
    [
        ("The device has FDA approval for autism.", _TELLS, False),
        ("Our stem cell device has FDA approval for autism.", SELLS, True),
        ("The stem cells have FDA approval for autism.", _TELLS, True),
    ],
)
def test_an_approved_device_is_no_cell_product(
    judge_passage: JudgePassage, passage: str, around: tuple[str, ...], told: bool
) -> None:
    """Cells that are named somewhere on a page are not what a device was approved as."""
    found = _rules(judge_passage(passage, around=around))
    assert bool(found & {"REG-01", "REG-03"}) is told


def test_of_an_excerpt_nobody_knows_whether_it_sells(
    judge_passage: JudgePassage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A story that names no care counts in a few lines that were pasted."""
    monkeypatch.setattr("claimcheck.verdicts.case.WORDS_OF_A_PAGE", 260)
    told = judge_passage("“My son became calmer and sleeps better.”", around=_TELLS)
    assert "TES-01" in _rules(told)
