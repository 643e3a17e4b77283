"""Where on a page advice on medicines is read, how much of it is shown, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimcheck.schema import BlockKind, Genre, PageFinding
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.medicines import advice_in, stops_medicine
from tests.unit.verdicts.made_pages import FAR, Part, Told, case_of, findings, page

_ADVICE, _PROMISE = 3, 2
_STOP = "Stop risperidone two weeks before you come."
_OFF = "Our families no longer need aripiprazole."


def _case(*parts: Part | str, genre: Genre = Genre.SELLS) -> PageCase:
    """A page that makes no claim."""
    return case_of(page(*parts, genre=genre))


def _found(*parts: Part | str, genre: Genre = Genre.SELLS) -> Sequence[PageFinding]:
    return findings(stops_medicine, _case(*parts, genre=genre))


def _weights(*parts: Part | str, genre: Genre = Genre.SELLS) -> list[int]:
    return [finding.severity for finding in _found(*parts, genre=genre)]


def _quotes(*parts: Part | str) -> list[str]:
    return [span.quote for finding in _found(*parts) for span in finding.spans]


@pytest.mark.parametrize("passage", [_STOP, _OFF])
def test_of_much_advice_the_first_six_places_are_shown(passage: str) -> None:
    """In page order; nobody reads more of the same."""
    parts = [f"{passage[:-1]} in house {number}." for number in range(1, 9)]
    [finding] = _found(*parts)
    assert [span.quote for span in finding.spans] == parts[:6]
    assert [span.quote for span in advice_in(_case(*parts))] == parts


def test_advice_and_promises_are_both_counted_as_places() -> None:
    """Whoever asks for every place is told of both, in page order."""
    case = _case(_OFF, "The lake is fine.", _STOP)
    assert [span.quote for span in advice_in(case)] == [_OFF, _STOP]


def test_a_claim_that_is_flagged_for_running_care_down_tells_it_already() -> None:
    """One that was held back does not, nor one flagged for something else, nor one beside it."""

    def weights(*told: Told) -> list[int]:
        whole = page(FAR, f"{_STOP} The lake is fine.")
        return [one.severity for one in findings(stops_medicine, case_of(whole, *told))]

    assert weights() == [_ADVICE]
    assert weights(Told(quote=_STOP, rules={"EFF-11": 3})) == []
    assert weights(Told(quote="weeks before", rules={"EFF-11": 1})) == []
    assert weights(Told(quote=_STOP, rules={"EFF-11": 3}, flagged=False)) == [_ADVICE]
    assert weights(Told(quote=_STOP, rules={"EFF-07": 2})) == [_ADVICE]
    assert weights(Told(quote=" The lake is fine.", rules={"EFF-11": 3})) == [_ADVICE]
    assert weights(Told(quote=FAR, rules={"EFF-11": 3})) == [_ADVICE]


def test_a_long_sentence_is_quoted_by_its_first_three_hundred_characters() -> None:
    """A shorter one whole, from its first word to its mark, wherever it stands."""
    rest = "and bring " + "a hat and " * 40
    long = f"{_STOP[:-1]} {rest}shoes."
    [quote] = _quotes(f"The lake is fine. {long}")
    assert quote == long[:300]
    assert _quotes(f"The lake is fine.  {_STOP}  It is quiet.") == [_STOP]
    assert _quotes("Rules | Stop insulin on day one | Bring shoes") == ["Stop insulin on day one"]


@pytest.mark.parametrize(
    ("words", "weights"), [("so easily now", [_PROMISE]), ("so very easily now", [])]
)
def test_a_slogan_is_short(words: str, weights: list[int]) -> None:
    """Twelve words, beside a benefit that is not shown; longer text tells of more than that."""
    slogan = f"Living with autism each day without the pills, and {words}"
    whole = page(FAR, slogan)
    assert [one.severity for one in findings(stops_medicine, case_of(whole, Told()))] == weights
    assert _weights(FAR, slogan) == []


_ASKED = "Can we stop the seizure medicine?"
_ANSWER = "Of course, from the first day."


def test_an_answer_belongs_to_the_question_right_above_it() -> None:
    """A button between them parts them not; another paragraph does."""
    button = Part(text="Show", kind=BlockKind.BUTTON)
    assert _weights(_ASKED, _ANSWER) == [_ADVICE]
    assert _weights(_ASKED, button, _ANSWER) == [_ADVICE]
    assert _weights(_ASKED, "The lake is fine.", _ANSWER) == []
    assert _weights(f"{_ASKED} The lake is fine. {_ANSWER}") == [_ADVICE]
    assert _weights(f"{_ASKED} The lake is fine.", _ANSWER) == []
    assert _weights(f"The lake is fine. {_ASKED}", _ANSWER) == [_ADVICE]
    assert _weights(_ASKED, "Is there a lake?", _ANSWER) == []
    assert _weights(_ANSWER) == []


def test_an_answer_counts_where_another_treatment_is_held_out() -> None:
    """A hospital's answer to the same question may be right."""
    assert _weights(_ASKED, _ANSWER, genre=Genre.UNCLEAR) == []
    whole = page(FAR, _ASKED, _ANSWER, genre=Genre.UNCLEAR)
    assert [one.severity for one in findings(stops_medicine, case_of(whole, Told()))] == [_ADVICE]


def test_a_question_itself_is_no_advice() -> None:
    """Somebody asks it."""
    assert _weights("Stop risperidone two weeks before you come?") == []
    assert _weights("Why do our families no longer need aripiprazole?") == []


def test_what_it_is_that_is_to_be_stopped_may_stand_right_before() -> None:
    """In the sentence before or in the question above; not farther, and it must be a medicine."""
    advised = "We advise stopping it two weeks before."
    assert _weights(f"Risperidone clouds the mind. {advised}") == [_ADVICE]
    assert _weights("And risperidone?", advised) == [_ADVICE]
    assert _weights(f"The bus is late. {advised}") == []
    assert _weights(f"Risperidone clouds the mind. The lake is fine. {advised}") == []
    assert _weights(f"Risperidone clouds the mind. {advised}", genre=Genre.UNCLEAR) == []


@pytest.mark.parametrize(
    "beside",
    [
        "Ask your own doctor first.",
        "Your own doctor will tell you when.",
        "Bring the letter for your operation.",
        "We help people with alcohol.",
    ],
)
def test_a_sentence_beside_it_can_take_advice_back(beside: str) -> None:
    """Right before it or right after it; not one sentence farther off."""
    stop = "Stop risperidone for now."
    assert _weights(stop) == [_ADVICE]
    assert _weights(f"{beside} {stop}") == []
    assert _weights(f"{stop} {beside}") == []
    assert _weights(f"The lake is fine. {stop} {beside}") == []
    assert _weights(f"{beside} {stop} The lake is fine.") == []
    assert _weights(f"{beside} The lake is fine. {stop} It is quiet. {beside}") == [_ADVICE]


def test_a_heading_above_can_take_advice_back() -> None:
    """Any of those above it."""
    for head in ("Before your operation", "Claims of clinics"):
        for heads in ((head,), ("Our house", head), (head, "Our house")):
            assert _weights(Part(text=_STOP, headings=heads)) == []
    assert _weights(Part(text=_STOP, headings=("Our house",))) == [_ADVICE]


@pytest.mark.parametrize(
    "passage",
    [
        "Stop risperidone two weeks before you come, perhaps.",
        "Stop risperidone two weeks before you come, when you like.",
        'In red: "please stop risperidone two weeks before you come" and a lake.',
        '"Stop risperidone two weeks before you come", in red.',
        'By the "lake": "please stop risperidone two weeks before you come", in red.',
    ],
)
def test_gentle_words_conditions_and_quotations_excuse_whoever_sells_nothing(passage: str) -> None:
    """A seller they do not."""
    assert _weights(passage, genre=Genre.UNCLEAR) == []
    assert _weights(passage) == [_ADVICE]
    assert _weights(_STOP, genre=Genre.UNCLEAR) == [_ADVICE]
    beside = 'By the "lake": please stop risperidone two weeks before you come.'
    assert _weights(beside, genre=Genre.UNCLEAR) == [_ADVICE]


def test_a_page_that_informs_is_not_read_for_it() -> None:
    """Every place of it is still known to whoever asks."""
    assert _weights(_STOP, genre=Genre.INFORMS) == []
    assert [span.quote for span in advice_in(_case(_STOP, genre=Genre.INFORMS))] == [_STOP]


def test_the_page_s_own_name_for_a_medicine_is_no_warning_against_stopping_it() -> None:
    """Whoever calls it dangerous advises all the more; a danger told beside it warns."""
    assert _weights("Stop the dangerous risperidone two weeks before you come.") == [_ADVICE]
    assert _weights("Stop risperidone two weeks before you come, which is dangerous.") == []


def test_what_it_stands_for_in_the_same_sentence_is_enough() -> None:
    """A doctor of one's own takes it back there as well."""
    assert _weights("For risperidone we advise stopping it two weeks before.") == [_ADVICE]
    agreed = "For risperidone we advise stopping it if your own doctor agrees."
    assert _weights(agreed) == []


def test_an_answer_on_a_condition_is_no_advice() -> None:
    """Neither a yes with one nor a no; plain ones are."""
    assert _weights(_ASKED, "Yes, from the first day.") == [_ADVICE]
    assert _weights(_ASKED, "Yes, in some weeks.") == []
    needed = "Do I still need insulin?"
    assert _weights(needed, "No, there is tea.") == [_ADVICE]
    assert _weights(needed, "No, only tea.") == []
    assert _weights(needed, "Yes, from the first day.") == []


def test_a_promise_stays_one_beside_an_unshown_benefit_and_beside_an_illness() -> None:
    """Only what can be left off when one is well again, and what is thrown away, is usual."""
    whole = page(FAR, _OFF)
    assert [one.severity for one in findings(stops_medicine, case_of(whole, Told()))] == [_PROMISE]
    assert _weights("After an infection our families no longer need aripiprazole.") == [_PROMISE]
    assert _weights("After an infection you could stop the tablets.") == [_PROMISE]
    assert _weights("Our families no longer need aripiprazole in the fridge.") == [_PROMISE]
    assert _weights("Insulin can be thrown away.") == [_PROMISE]
    assert _weights("Insulin can be thrown away once opened.") == []


def test_a_promise_of_an_operation_that_is_proven_may_be_kept() -> None:
    """Wherever the page names it: in the sentence, in a heading above it or in its title."""
    promise = "Insulin is no longer needed after the third week."
    head = "Bariatric surgery"
    titled = page(promise).model_copy(update={"title": head})
    assert _weights(promise) == [_PROMISE]
    assert _weights(Part(text=promise, headings=("Our house", head))) == []
    assert findings(stops_medicine, case_of(titled)) == ()
    assert _weights("After metabolic surgery insulin is no longer needed.") == []


@pytest.mark.parametrize("never", ["never", "rarely", "hardly ever"])
def test_what_never_should_be_stopped_is_no_advice_to_stop_it(never: str) -> None:
    """Also where what is denied stands between the medicine and the verb."""
    assert _weights("Insulin for children should be stopped.") == [_ADVICE]
    assert _weights(f"Insulin for children {never} should be stopped.") == []


def test_what_a_study_asks_of_those_who_join_is_no_advice() -> None:
    """The same words on those who come to a clinic are."""
    assert _weights("For our drip patients must stop risperidone.") == [_ADVICE]
    assert _weights("For the placebo patients must stop risperidone.") == []
    assert _weights("As volunteers our families no longer need aripiprazole.") == []


def test_an_operation_or_a_test_that_calls_for_a_pause_is_no_promise() -> None:
    """In the sentence itself or in the one before it."""
    assert _weights(f"We sing each day. {_OFF}") == [_PROMISE]
    assert _weights("Before the scan our families no longer need aripiprazole.") == []
    assert _weights(f"We talk before the operation. {_OFF}") == []
