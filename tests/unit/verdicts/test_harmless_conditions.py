"""What harm ruled out hangs on: the question, a bare answer or cell, and what was told already."""

from __future__ import annotations

import pytest

from claimcheck.schema import BlockKind, ClaimType, Saying
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.harmless import rules_out
from tests.unit.verdicts.made_pages import (
    FAR,
    Part,
    Told,
    beside_far,
    case_of,
    each,
    fires,
    page,
    quotes,
)

_NOTHING = "Nothing can go wrong."


@pytest.mark.parametrize(
    "asked",
    [
        *each("", "Side effects|Side-effects|Risks|Complications|Dangers|Dangerous?|Harm|"
              "Contraindications|Downsides|Not suitable for", ""),
        *each("Who ", "should not have|must not have|mustn't have|cannot have|"
              "shouldn't take|should not use|should not get|should not do|should not try|"
              "should not come|can't have|shouldn't try", " it?"),
    ],
)  # fmt: skip
def test_a_question_after_harm_stands_over_its_answer(asked: str) -> None:
    """A bare "none" answers it; under another heading it answers something else."""
    assert fires(rules_out, Part(text="None.", headings=(asked,)))
    assert not fires(rules_out, Part(text="None.", headings=("Our dogs",)))
    assert fires(rules_out, f"{asked.rstrip('?')}? None.")


@pytest.mark.parametrize(
    "answer",
    [
        *each("", "Honestly|Frankly|Well|Basically|So far|Beyond that|Apart from that|"
              "Other than that|Beyond this|Beyond these", ", none."),
        *each("", "Absolutely none|There are none|There is none|Nothing", "."),
        *each("None ", "at all|whatsoever|to speak of|of note|that we know of|that matter|"
              "worth mentioning|worth speaking of|worth noting|worth a mention", "."),
        *each("We ", "have not met|have not seen|have not found|have not had|have not treated|"
              "haven't met|have never met|have yet to met|have not yet met|"
              "have not ever met|have not met a single", " one."),
        "We've not met one.",
        *each("We have not met ", "anyone|anybody|anyone so far|anyone yet", "."),
    ],
)  # fmt: skip
def test_an_answer_leaves_nothing_in_many_ways(answer: str) -> None:
    """None at all, or nobody yet."""
    assert fires(rules_out, Part(text=answer, headings=("Risks",)))


@pytest.mark.parametrize("answer", ["None of your business.", "None, and a rash."])
def test_an_answer_that_goes_on_leaves_something(answer: str) -> None:
    """Only a bare one rules all harm out."""
    assert not fires(rules_out, Part(text=answer, headings=("Risks",)))


def _row(text: str) -> Part:
    return Part(text=text, kind=BlockKind.TABLE_ROW)


@pytest.mark.parametrize(
    "text",
    [
        *each("", "Side effects|Risks|Complications|Adverse events|Dangers|Harm|"
              "Possible side effects|Known risks|Serious risks|Common harms", " / none"),
        *each("Risks / ", "none|no|nil|zero|0|never|none / a rash|a rash / none", ""),
    ],
)  # fmt: skip
def test_a_cell_of_a_table_rules_harm_out(text: str) -> None:
    """Its row is named for harm; in a sentence with the same words nothing is a cell."""
    row = text.replace("/", "|")
    assert fires(rules_out, _row(row))
    assert not fires(rules_out, _row(row.replace("|", "and")))


@pytest.mark.parametrize("rule", ["SAF-01", "SAF-02"])
def test_what_a_passage_is_flagged_for_is_not_told_again(rule: str) -> None:
    """A finding that is no flag has told a reader nothing."""
    flagged = Told(quote=_NOTHING, rules={rule: 3})
    assert quotes(rules_out, case_of(page(FAR, _NOTHING), Told(), flagged)) == []
    held = Told(quote=_NOTHING, rules={rule: 3}, flagged=False)
    assert quotes(rules_out, case_of(page(FAR, _NOTHING), Told(), held)) == [_NOTHING]


def test_six_places_are_shown() -> None:
    """More of the same nobody reads."""
    many = [f"On day {number} nothing can go wrong." for number in range(1, 9)]
    assert quotes(rules_out, beside_far(*many)) == many[:6]


def test_a_question_rules_nothing_out() -> None:
    """The page itself must say so."""
    assert not fires(rules_out, "You ask: nothing can go wrong?")


@pytest.mark.parametrize(
    ("types", "told"), [((ClaimType.EFFICACY,), True), ((ClaimType.SAFETY,), False)]
)
def test_comfort_counts_beside_a_promise_alone(types: tuple[ClaimType, ...], told: bool) -> None:
    """Soft words are said to a patient before proven care, too."""
    soft = "It is gentle enough for babies."
    assert bool(quotes(rules_out, case_of(page(FAR, soft), Told(types=types)))) is told
    assert quotes(rules_out, case_of(page(FAR, _NOTHING), Told(types=types))) == [_NOTHING]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part(text=_NOTHING, headings=("Our care", "The scan")), False),
        (Part(text=_NOTHING, headings=("The scan", "Our care")), True),
        (Part(text=f"We do a scan. {_NOTHING}"), False),
        (Part(text=f"{_NOTHING} We do a scan."), True),
    ],
)
def test_harmless_things_stand_over_it_or_right_before(part: Part, told: bool) -> None:
    """In the nearest heading or earlier in the same block."""
    assert fires(rules_out, part) is told


_NONE_CAME = "No harm ever came of it."


def _heard(text: str, quote: str = _NONE_CAME, headings: tuple[str, ...] = ()) -> PageCase:
    """A page that goes far twice, and a passage in which the models hear no harm."""
    more = "Fir resin mends every bone."
    whole = page(FAR, more, Part(text=text, headings=headings))
    return case_of(whole, Told(), Told(quote=more), says={quote: Saying.NO_HARM})


@pytest.mark.parametrize(
    ("text", "headings", "told"),
    [
        (_NONE_CAME, (), True),
        (_NONE_CAME, ("Our care", "The scan"), False),
        (_NONE_CAME, ("The scan", "Our care"), True),
        (f"We do a scan. {_NONE_CAME}", (), False),
        (f"We do a scan{'.' * 182}. {_NONE_CAME}", (), False),
        (f"We do a scan{'.' * 195}. {_NONE_CAME}", (), True),
        (f"{_NONE_CAME} We do a scan.", (), True),
    ],
)
def test_a_passage_that_models_hear_may_be_of_harmless_things(
    text: str, headings: tuple[str, ...], told: bool
) -> None:
    """By its own words, the nearest heading, or what stands not far before it."""
    assert bool(quotes(rules_out, _heard(text, headings=headings))) is told


def test_a_passage_names_the_harmless_thing_itself() -> None:
    """Then nothing needs to stand before it."""
    words = "No harm ever came of a scan."
    assert quotes(rules_out, _heard(words, quote=words)) == []


@pytest.mark.parametrize(("far", "told"), [(200, False), (201, True)])
def test_two_hundred_signs_are_near(far: int, told: bool) -> None:
    """What stands further ahead is of something else."""
    before = "Scan " + "a" * (far - len("Scan . ")) + ". "
    assert len(before) == far
    assert bool(quotes(rules_out, _heard(f"{before}{_NONE_CAME}"))) is told


def test_what_words_tell_models_do_not_tell_again() -> None:
    """A passage that holds the sentence found is not shown beside it."""
    both = f"{_NOTHING} Come and see."
    assert quotes(rules_out, _heard(both, quote=both)) == [_NOTHING]


@pytest.mark.parametrize(("rule", "told"), [("SAF-01", False), ("SAF-02", False), ("EFF-04", True)])
def test_what_models_hear_is_not_told_of_a_flagged_passage(rule: str, *, told: bool) -> None:
    """Where a rule on safety flagged it; another flag tells something else."""
    more = "Fir resin mends every bone."
    case = case_of(
        page(FAR, more, _NONE_CAME),
        Told(),
        Told(quote=more),
        Told(quote=_NONE_CAME, rules={rule: 1}),
        says={_NONE_CAME: Saying.NO_HARM},
    )
    assert bool(quotes(rules_out, case)) is told
