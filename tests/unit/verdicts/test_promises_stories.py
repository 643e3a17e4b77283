"""What a story must and must not be flagged for: whose it is, what it tells and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.schema import (
    BlockKind,
    ClaimType,
    EvidenceProfile,
    Genre,
    MentionOrigin,
    Reach,
    Speaker,
)
from claimcheck.settings import WORDS_OF_A_PAGE
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.testimonials import barred, defied, milestone, proxy, story
from tests.unit.verdicts.made_cases import Named, condition, made, outcome, profile, treatment

_OXYGEN, _AUTISM = treatment("hbot", "oxygen"), condition("autism", "autism")
_PAGE = MentionOrigin.PAGE
_ABOVE = ("A page on oxygen and autism.",)
_FAR = (treatment("hbot", "oxygen", _PAGE), condition("autism", "autism", _PAGE))
_OPEN = (profile(),)
_GAIN = (ClaimType.TESTIMONIAL, ClaimType.EFFICACY)
_STORY = (ClaimType.TESTIMONIAL,)
_UNCLEAR = Genre.UNCLEAR
#: So many words that the page is long enough to tell whether it sells.
_LONG = (" ".join(["lake"] * WORDS_OF_A_PAGE),)


def _told(
    rule: Rule,
    quote: str,
    *named: Named,
    profiles: Sequence[EvidenceProfile] = _OPEN,
    genre: Genre = Genre.SELLS,
    types: tuple[ClaimType, ...] = _GAIN,
    country: str | None = None,
    above: tuple[str, ...] = (),
    **fields: Any,
) -> list[tuple[str, int]]:
    """What a rule quotes from a story on a page that sells, and how much it weighs."""
    case = made(
        quote,
        *(named or _FAR),
        profiles=profiles,
        genre=genre,
        types=types,
        above=(*_ABOVE, *above),
        **fields,
    )
    case = replace(case, country=country)
    return [(finding.quote, finding.severity) for finding in rule.findings(case)]


@pytest.mark.parametrize(
    "quote",
    [
        "In an open-label year his days got better.",
        "His days got better by ordinary medicine.",
        "His fits vanished, but they came back.",
        "His days got better, and by as much without it.",
        "My happier son also got a new teacher.",
    ],
)
def test_a_gain_that_shows_nothing_of_the_treatment_is_no_story(quote: str) -> None:
    """A trial, everyday medicine, a gain that went, and one that came without it as well."""
    assert _told(story, quote) == []
    assert _told(story, "His days got better.") == [("better", 2)]


def test_a_doctor_who_stopped_a_drug_is_no_gain_where_nothing_is_sold() -> None:
    """On a page that sells, the story is told for what is sold."""
    quote = "He felt better; his doctor stopped the tablets."
    named = (_OXYGEN, _AUTISM)
    quote = f"On oxygen for autism {quote[0].lower()}{quote[1:]}"
    assert _told(story, quote, *named, genre=_UNCLEAR, above=_LONG) == []
    assert len(_told(story, quote, *named, above=_LONG)) == 1
    plain = "On oxygen for autism he felt better."
    assert len(_told(story, plain, *named, genre=_UNCLEAR, above=_LONG)) == 1


def _slept(*named: Named, profiles: Sequence[EvidenceProfile] = (), quote: str) -> bool:
    return bool(_told(story, quote, *named, profiles=profiles))


def test_a_good_night_alone_is_no_story() -> None:
    """Neither is it where a word that is no illness stands beside it."""
    assert not _slept(*_FAR, quote="We all slept.")
    assert not _slept(*_FAR, outcome("speech_language", "words"), quote="We all slept, no words.")


def test_a_good_night_with_an_illness_or_a_care_that_is_named_is_a_story() -> None:
    """And so it is where somebody looked in vain for what shows it."""
    assert _slept(_FAR[0], _AUTISM, quote="With autism he slept.")
    assert _slept(_OXYGEN, _FAR[1], quote="On oxygen we slept.")
    assert _slept(*_FAR, profiles=_OPEN, quote="We all slept.")
    chance = (profile("stem_cells", reach=Reach.SELECTION),)
    cells = (treatment("stem_cells", "stem cells", _PAGE), _FAR[1])
    told = _told(story, "We all slept.", *cells, profiles=chance, above=("On stem cells.",))
    assert len(told) == 1


_WENT_OFF = "He went off all of his tablets."


def test_a_result_without_a_word_of_gain_is_a_story_where_somebody_tells_it() -> None:
    """In quotation marks, in a quote, or in a patient's own voice; else it is the page's report."""
    off = [("off all of his tablets", 2)]
    assert _told(story, _WENT_OFF, types=_STORY) == []
    assert _told(story, _WENT_OFF, types=_STORY, kind=BlockKind.QUOTE) == off
    assert _told(story, _WENT_OFF, types=_STORY, before='"', after='"') == off
    assert _told(story, _WENT_OFF, types=_STORY, before="Greta, 52, Bonn. ") == off
    assert _told(story, _WENT_OFF, types=_STORY, speaker=Speaker.PATIENT) == off


def test_such_a_result_counts_where_it_is_sold_or_not_shown() -> None:
    """Where nothing is sold and no record is held nobody knows what to make of it."""
    quoted: dict[str, Any] = {"types": _STORY, "kind": BlockKind.QUOTE}
    assert _told(story, _WENT_OFF, profiles=(), genre=_UNCLEAR, **quoted) == []
    assert len(_told(story, _WENT_OFF, genre=_UNCLEAR, **quoted)) == 1
    assert len(_told(story, _WENT_OFF, profiles=(), **quoted)) == 1


def test_a_result_with_a_bad_end_is_no_story() -> None:
    """Nor is one that did not come."""
    for quote in (
        "He went off all of his tablets, and it was worse.",
        "He is not off all of his tablets.",
    ):
        assert _told(story, quote, types=_STORY, kind=BlockKind.QUOTE) == []


def test_a_result_is_told_once_by_the_sentence_that_holds_it() -> None:
    """Wherever in it; the sentences before and after it tell none."""
    quoted: dict[str, Any] = {"types": _STORY, "kind": BlockKind.QUOTE}
    beside = "The lake is fine."
    assert _told(story, beside, before=f"{_WENT_OFF} ", **quoted) == []
    assert _told(story, beside, after=f" {_WENT_OFF}", **quoted) == []
    off = [("Off all of his tablets", 2)]
    assert _told(story, "Off all of his tablets he sings.", before="O joy. ", **quoted) == off
    assert _told(story, "He is off all of his tablets", after=".", **quoted) == [
        ("off all of his tablets", 2)
    ]


_NEVER = "Years of silence, not a word. "


def test_a_deed_is_a_milestone_of_a_child() -> None:
    """One with an illness of childhood, or one whose family tells of it; not of who tells it."""
    arthritis = (
        treatment("hbot", "oxygen", _PAGE),
        condition("rheumatoid_arthritis", "joints", _PAGE),
    )
    quoted: dict[str, Any] = {"types": _STORY, "kind": BlockKind.QUOTE}
    now = "Now he talks all day."
    turned = [("Now he talks all day", 3)]
    assert _told(milestone, now, before=_NEVER, **quoted) == turned
    joined = (profile(condition="rheumatoid_arthritis"),)
    joints: dict[str, Any] = {"above": ("On joints.",), "profiles": joined, **quoted}
    assert _told(milestone, now, *arthritis, before=_NEVER, **joints) == []
    assert _told(milestone, now, *arthritis, before=f"Our son. {_NEVER}", **joints) == turned
    assert _told(milestone, "Now I sleep all night.", before=_NEVER, **quoted) == []


def test_who_turned_care_down_weighs_most() -> None:
    """Whatever is known of what was taken instead."""
    quoted: dict[str, Any] = {"types": _STORY, "kind": BlockKind.QUOTE}
    doom = "Doctors said he would never be well. "
    refused = "He refused the operation. "
    now = "Now he swims each day."
    swims = "Now he swims each day"
    assert _told(defied, now, before=doom, **quoted) == [(swims, 3)]
    assert _told(defied, now, before=doom, profiles=(), **quoted) == [(swims, 2)]
    assert _told(defied, now, before=refused, profiles=(), **quoted) == [(swims, 3)]


def test_no_doctor_is_proven_wrong_by_need_alone_or_by_a_bad_end() -> None:
    """A state of need is no forecast."""
    now, doom = "Now he talks at home.", "Doctors said he would never be well. "
    assert len(_told(defied, now, before=doom)) == 1
    assert _told(defied, now, before=_NEVER) == []
    assert _told(defied, now, before=doom, after=" Then it got worse.") == []


def test_a_turn_counts_where_it_is_sold_or_where_care_that_is_not_shown_is_named() -> None:
    """On a page that may sell nothing the story must name its care."""
    quoted: dict[str, Any] = {"types": _STORY, "kind": BlockKind.QUOTE, "genre": _UNCLEAR}
    doom, now = "Doctors said he would never be well. ", "Now he swims each day."
    cared = f"At the clinic it was hard. {doom}"
    assert len(_told(defied, now, before=cared, **quoted)) == 1
    assert _told(defied, now, before=doom, **quoted) == []
    assert _told(defied, now, before=cared, profiles=(), **quoted) == []


def test_where_nothing_is_sold_a_story_names_its_care() -> None:
    """One treatment that the sentence names is enough, or a word of care around it."""
    long: dict[str, Any] = {"genre": _UNCLEAR, "above": _LONG}
    assert _told(story, "He felt better.", **long) == []
    assert len(_told(story, "On oxygen he felt better.", _OXYGEN, *_FAR, **long)) == 1
    assert len(_told(story, "On oxygen he felt better.", _OXYGEN, _AUTISM, **long)) == 1
    assert len(_told(story, "He felt better.", before="We saw the clinic. ", **long)) == 1


@pytest.mark.parametrize(("length", "found"), [(700, True), (701, False)])
def test_a_long_block_is_no_card_with_one_story(length: int, *, found: bool) -> None:
    """What stands far from a claim in it belongs to another story."""
    doom, now = "Doctors said he would never be well. ", "Now he swims each day."
    far = doom + "la " * 120
    after = " " + "la" * 400
    after = after[: length - len(far) - len(now)]
    told = _told(defied, now, before=far, after=after, types=_STORY, kind=BlockKind.QUOTE)
    assert bool(told) is found


@pytest.mark.parametrize(("between", "found"), [(0, True), (1, False)])
def test_what_stands_around_a_claim_of_a_long_block_is_its_story(
    between: int, *, found: bool
) -> None:
    """As far as three hundred characters before it."""
    doom, now = "Doctors wanted to operate. ", "Now he swims each day."
    before = doom + "la " * 91 + " " * between
    assert len(before) == 300 + between
    told = _told(defied, now, before=before, after=" la" * 200, types=_STORY, kind=BlockKind.QUOTE)
    assert bool(told) is found


def test_what_is_not_cured_is_no_cure_in_a_story() -> None:
    """A cure that came is one, told with a gain or without."""
    assert _told(proxy, "He is better and not quite cured.") == []
    assert _told(proxy, "He is better and quite cured.") == [("cured", 2)]


def test_in_australia_praise_of_the_house_alone_is_allowed() -> None:
    """A gain told beside it is not, nor is care without it; words of neither are no story."""
    cue: dict[str, Any] = {"country": "AU", "types": _STORY}
    assert _told(barred, "It was lovely there.", **cue) == []
    assert len(_told(barred, "The treatment was lovely.", **cue)) == 1
    assert _told(barred, "The treatment was lovely and the staff were kind.", **cue) == []
    assert len(_told(barred, "He is calmer, and the staff were kind.", **cue)) == 1
    assert _told(barred, "He is calmer, and the staff were kind.", types=_STORY) == []
