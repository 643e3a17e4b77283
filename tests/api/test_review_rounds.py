"""What moderators do with passages: take, decide, undo, go on, and meet each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import Response

from claimcheck.schema import Choice, ClaimType, Report, ReviewPassage, ReviewState, VerdictWord
from tests.api.moderating import OWNER, Room
from tests.postgres import postgres, service_url

__all__ = ["postgres", "service_url"]


@pytest.fixture
def room(service_url: str, tmp_path: Path) -> Iterator[Room]:
    """A service over a database of each kind, without second readers."""
    opened = Room(service_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def passages(room: Room, report: Report) -> tuple[ReviewPassage, ...]:
    """Three flagged passages, the gravest first."""
    return room.fill(report)


def _now(room: Room, passage: ReviewPassage) -> ReviewPassage:
    return room.store.reviews.get(passage.id, owner=OWNER)


def _place(answer: Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_round_through_the_queue(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Take the first, save and go on to the next each time, and end at an empty queue."""
    ann = room.moderator()
    assert _place(ann.post("/next")) == f"/review/{passages[0].id}"
    for passage, following in itertools.pairwise(passages):
        place = _place(ann.decide(passage.id, "confirm", then="next"))
        assert place == f"/review/{following.id}?saved={passage.id}"
        assert "Saved:" in ann.client.get(place).text
        assert _now(room, following).claimed_name == "Ann"
    place = _place(ann.decide(passages[-1].id, "unflag", then="next"))
    assert place == f"/review?saved={passages[-1].id}&finished=yes"
    assert "no further passage" in ann.client.get(place).text
    states = [_now(room, passage).state for passage in passages]
    assert states == [ReviewState.DECIDED] * 3


def test_skipping_goes_on_and_gives_back(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """The next one in the order is taken, the one before is free again, and filters stay."""
    ann = room.moderator()
    ann.post("/next?severity=2")
    place = _place(ann.post("/next?severity=2", past=passages[0].id))
    assert place == f"/review/{passages[1].id}?severity=2"
    assert _now(room, passages[0]).claimed_by is None
    # Behind the last one that fits it begins again.
    place = _place(ann.post("/next?severity=2", past=passages[1].id))
    assert place == f"/review/{passages[0].id}?severity=2"


def test_next_leaves_out_what_others_have(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Two moderators never get the same passage, and the third finds none."""
    ann, ben, cleo, dora = map(room.moderator, ("Ann", "Ben", "Cleo", "Dora"))
    places = [_place(one.post("/next")) for one in (ann, ben, cleo)]
    assert places == [f"/review/{passage.id}" for passage in passages]
    assert _place(dora.post("/next")) == "/review?finished=yes"


def test_taken_passage_is_kept_for_a_while(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Nobody else can take it; past its time everybody can."""
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    ann.take(passages[0].id)
    answer = ben.take(passages[0].id)
    assert answer.status_code == 409
    assert "Ann has it until" in answer.text
    assert "Take it to decide" not in answer.text
    late = datetime.now(UTC) + timedelta(seconds=601)
    room.store.database.now = lambda: late
    assert _place(ben.take(passages[0].id)) == f"/review/{passages[0].id}"


def test_given_back_is_free(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Whoever gives a passage back lets the others take it at once; nobody gives back another's."""
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    ann.take(passages[0].id)
    ben.post(f"/{passages[0].id}/release")
    assert ben.take(passages[0].id).status_code == 409
    assert _place(ann.post(f"/{passages[0].id}/release?severity=3")) == "/review?severity=3"
    assert ben.take(passages[0].id).status_code == 303


def test_change_says_what_it_is(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Other types and another verdict are kept beside what the machine said, which stays."""
    ann, passage = room.moderator(), passages[0]
    ann.take(passage.id)
    ann.decide(
        passage.id,
        "change",
        types=["efficacy", "safety"],
        verdict="goes_beyond",
        reason="It speaks of safety.\r\nTwice.",
    )
    found = _now(room, passage)
    [decision] = found.decisions
    assert decision.choice is Choice.CHANGE
    assert decision.types == (ClaimType.EFFICACY, ClaimType.SAFETY)
    assert decision.verdict is VerdictWord.GOES_BEYOND
    assert decision.reason == "It speaks of safety.\nTwice."
    assert found.machine == passage.machine


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"choice": ""}, "Choose one of the answers"),
        ({"choice": "keep"}, "Choose one of the answers"),
        ({"choice": "nonsense"}, "Choose one of the answers"),
        ({"choice": "change"}, "A change needs"),
        ({"choice": "change", "types": ["cure"]}, "A change needs"),
        ({"choice": "change", "types": ["nonsense"]}, "no such type"),
        ({"choice": "change", "verdict": "true"}, "no such type"),
        ({"choice": "confirm", "verdict": "matches"}, "go with"),
        ({"choice": "confirm", "types": ["safety"]}, "go with"),
        ({"choice": "confirm", "reason": "x" * 2_001}, "at most 2,000"),
        ({"choice": "unflag", "reason": ""}, "Give a reason"),
        ({"choice": "confirm", "version": ""}, "which version"),
        ({"choice": "confirm", "version": "-1"}, "which version"),
    ],
)
def test_form_that_says_too_little_comes_back(
    tmp_path: Path, report: Report, fields: dict[str, object], words: str
) -> None:
    """What was typed stands in it, the reason why not above it, and nothing was saved."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path)
    passage = room.fill(report)[0]
    ann = room.moderator()
    ann.take(passage.id)
    reason = str(fields.get("reason", "My own words."))
    answer = ann.post(f"/{passage.id}/decide", **{"version": "2", "reason": reason, **fields})
    assert answer.status_code == 422
    assert words in answer.text
    assert reason in answer.text
    assert _now(room, passage).decisions == ()
    room.close()


def test_change_without_a_reason_keeps_what_was_chosen(
    room: Room, passages: tuple[ReviewPassage, ...]
) -> None:
    """The answer, the types and the verdict still stand in the form, which says what is missing."""
    ann, passage = room.moderator(), passages[0]
    fields = {"types": ["safety"], "verdict": "matches", "reason": " "}
    answer = ann.decide(passage.id, "change", **fields)
    assert answer.status_code == 422
    assert "Give a reason" in answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert "Needed for “No flag” and “Another type or verdict”." in answer.text
    for field in ("change", "safety", "matches"):
        assert re.search(rf'value="{field}"[^>]*(?:checked|selected)', answer.text)
    assert not re.search(r'value="cure"[^>]*checked', answer.text)
    assert _now(room, passage).decisions == ()


def test_stale_view_is_told_what_changed(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Nothing is overwritten: the page tells who decided what, and keeps what was typed."""
    passage = passages[0]
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    stale = str(passage.version)
    ben.take(passage.id)
    ben.decide(passage.id, "unflag", reason="A quote.")
    before = _now(room, passage)
    answer = ann.decide(passage.id, "confirm", stale, reason="I typed this.", then="next")
    assert answer.status_code == 409
    assert _now(room, passage) == before
    alert = answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert re.search(r"Ben: taken\.", alert)
    assert re.search(r"Ben: decided: No flag\.", alert)
    assert "I typed this." in answer.text
    assert re.search(r'value="confirm"[^>]*checked', answer.text)
    # Whoever has read it can still decide: the form now carries the present version.
    fresh = re.search(r'name="version" value="(\d+)"', answer.text.partition('id="decide"')[2])
    assert fresh
    assert ann.decide(passage.id, "confirm", fresh[1]).status_code == 303
    assert [one.choice for one in _now(room, passage).decisions] == [Choice.UNFLAG, Choice.CONFIRM]


def test_nobody_decides_what_another_holds(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """Even with the present version; the reason is kept, and the page names who holds it."""
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    ben.take(passages[0].id)
    version = str(_now(room, passages[0]).version)
    answer = ann.decide(passages[0].id, "confirm", version, reason="I typed this.")
    assert answer.status_code == 409
    assert "Ben is looking at the passage" in answer.text
    assert "I typed this." in answer.text
    assert _now(room, passages[0]).decisions == ()


def test_own_last_decision_can_be_undone(room: Room, passages: tuple[ReviewPassage, ...]) -> None:
    """It stays, marked as undone, and the passage is in the moderator's hand again."""
    ann, passage = room.moderator(), passages[0]
    ann.decide(passage.id, "confirm", then="next")
    version = str(_now(room, passage).version)
    place = _place(ann.post(f"/{passage.id}/undo", version=version, leaving=passages[1].id))
    assert place == f"/review/{passage.id}?undone=yes"
    found = _now(room, passage)
    assert [one.stands for one in found.decisions] == [False]
    assert found.state is ReviewState.OPEN
    assert found.claimed_name == "Ann"
    assert _now(room, passages[1]).claimed_by is None
    assert "undone" in ann.client.get(place).text


def test_undoing_is_for_ones_own_last_decision(
    room: Room, passages: tuple[ReviewPassage, ...]
) -> None:
    """Another's decision, none at all, and a stale page: nothing is undone."""
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    ben.decide(passages[0].id, "confirm")
    before = _now(room, passages[0])
    tries = [
        ann.post(f"/{passages[0].id}/undo", version=str(before.version)),
        ben.post(f"/{passages[0].id}/undo", version=str(before.version - 1)),
        ann.post(f"/{passages[1].id}/undo", version="1"),
    ]
    assert [answer.status_code for answer in tries] == [409, 409, 409]
    assert _now(room, passages[0]) == before


def test_second_reader_does_not_see_the_first(
    service_url: str, tmp_path: Path, report: Report
) -> None:
    """Not on the passage, in the queue, in the log, nor in a conflict; after deciding they do."""
    room = Room(service_url, tmp_path, sample=100)
    passage = room.fill(report)[0]
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    stale = str(passage.version)
    ann.decide(passage.id, "unflag", reason="Secret words.")
    pages = [
        ben.get(f"/{passage.id}").text,
        ben.get().text,
        ben.get(f"/audit?passage={passage.id}").text,
        ben.decide(passage.id, "confirm", stale).text,
    ]
    for page in pages:
        assert "Secret words." not in page
        assert "No flag</strong>" not in page
        assert "decided: No flag" not in page
    assert "Another reader has decided" in pages[0]
    assert "Secret words." in ann.get(f"/{passage.id}").text
    ben.decide(passage.id, "confirm", reason="Mine.")
    after = ben.get(f"/{passage.id}").text
    assert "Secret words." in after
    assert "Mine." in after
    room.close()


_DISPUTED = "Two readers disagree. A third decides."


def test_two_who_disagree_leave_it_to_a_third(
    service_url: str, tmp_path: Path, report: Report
) -> None:
    """It is not shown as decided; only a third comes to it, sees both, and decides."""
    room = Room(service_url, tmp_path, sample=100)
    passage = room.fill(report)[0]
    ann, ben, cleo = map(room.moderator, ("Ann", "Ben", "Cleo"))
    ann.decide(passage.id, "unflag", reason="Ann’s words.")
    assert _DISPUTED not in ben.get(f"/{passage.id}").text
    ben.decide(passage.id, "confirm", reason="Ben’s words.")
    for page in (cleo.get().text, cleo.get("?state=second").text, ann.get(f"/{passage.id}").text):
        assert _DISPUTED in page
        assert "Decided." not in page
    assert "<strong>The flag is right</strong>" not in cleo.get().text
    assert _DISPUTED not in cleo.get("?state=decided").text
    assert _place(ben.post("/next")) != f"/review/{passage.id}"
    assert _place(cleo.post("/next")) == f"/review/{passage.id}"
    page = cleo.get(f"/{passage.id}").text
    assert "Ann’s words." in page
    assert "Ben’s words." in page
    cleo.decide(passage.id, "unflag")
    assert "<strong>Decided.</strong>" in cleo.get(f"/{passage.id}").text
    row = cleo.get("?state=decided").text
    assert "<strong>No flag</strong>" in row
    assert _DISPUTED not in row
    room.close()


def test_readers_of_the_sample_do_not_lean_on_a_number(
    service_url: str, tmp_path: Path, report: Report
) -> None:
    """How sure the program is, is told to each of the two only once they have decided."""
    room = Room(service_url, tmp_path, sample=100)
    passage = room.fill(_trusted(report))[0]
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    for one in (ann, ben):
        one.take(passage.id)
        before = one.get(f"/{passage.id}").text + one.get().text
        assert "Confidence of the reading" not in before
        assert "on labelled pages" not in before
        assert "· confidence" not in before
        assert "shown once you have decided" in before
        one.decide(passage.id, "confirm")
        after = one.get(f"/{passage.id}").text
        assert "Confidence of the reading" in after
        assert "Of such flags on labelled pages, 81 % were right." in after
    room.close()
    other = Room(f"sqlite:///{tmp_path / 'other.db'}", tmp_path)
    single = other.fill(_trusted(report))[0]
    assert "81 % were right" in other.moderator().get(f"/{single.id}").text
    other.close()


def _trusted(report: Report) -> Report:
    claims = (claim.model_copy(update={"trust": 0.81}) for claim in report.claims)
    return report.model_copy(update={"claims": tuple(claims)})


def test_first_reader_is_not_asked_twice(tmp_path: Path, report: Report) -> None:
    """A passage that waits for the second reader does not come to the first again."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path, sample=100)
    passages = room.fill(report)
    ann, ben = room.moderator("Ann"), room.moderator("Ben")
    for passage in passages:
        ann.decide(passage.id, "confirm")
    assert _place(ann.post("/next")) == "/review?finished=yes"
    assert _place(ben.post("/next")) == f"/review/{passages[0].id}"
    room.close()


def test_made_up_ids_are_not_found(tmp_path: Path) -> None:
    """Whatever stands in the path, it is a page that says so, with a way back."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path)
    ann = room.moderator()
    for id_ in ("x" * 22, "short", "%00" * 22, "..%2f" * 10):
        answer = ann.get(f"/{id_}")
        assert answer.status_code == 404
    assert "Back to the queue" in ann.get(f"/{'x' * 22}").text
    room.close()
