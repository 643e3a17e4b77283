"""What pressure hangs on: few places, a date, a gift in time, and what may rightly be urgent."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.page.hurry import now_or_never, only_now
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

_NUMBERS = "2|a few|few|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
_PEOPLE = (
    "families|children|patients|clients|people|guests|callers|couples|customers|members|men|women|"
    "bookings|kids"
)
_PLACES = "places|slots|spots|spaces|seats|appointments|openings"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Easter|"
    "Christmas|New Year"
)
_LOST = "do not let him lose another day"


@pytest.mark.parametrize(
    "words",
    [
        *each("Only ", _NUMBERS, " seats."),
        *each("", "Only|Just|Last|Final|Only the", " two seats."),
        "Only two free seats.",
        *each("We only ", "take|accept|treat|see|admit", " four families."),
        "We just see four families.",
        "We only see about four families.",
        "We only see four new families.",
        *each("We only see four ", _PEOPLE, " a week."),
        *each("We ", "take|accept|treat|see|admit", " only four families."),
        "We see just four families.",
        "We see no more than four families.",
        "We see only four new families.",
    ],
)
def test_few_are_let_in(words: str) -> None:
    """A number of places or of people after a word that makes it small."""
    assert fires(only_now, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("", _PLACES, " left."),
        *each("Slots ", "are left|remaining|filling|are going|disappearing|are running out", "!"),
        "One spot is left.",
        *each("We ", "take|accept|have room for|have space for", " six kids, and two have paid."),
        *each("We take six kids, and two have ", "booked|taken|signed|reserved|gone", "."),
        "We take six kids, and two of them have paid.",
        "We take six kids, and two are gone.",
        "We take six kids, and two have already paid.",
        "We take six kids, and two have now paid.",
        *each("The first six kids ", "get|who|save|receive|pay|only", " so much."),
        "A hat for the next six kids",
        "For the first six kids, a hat.",
        "Come while you can.",
        "Come while you still can.",
        *each("Come while ", "stock|stocks|places|supplies", " last."),
        "This is your last chance.",
    ],
)
def test_what_is_nearly_gone(words: str) -> None:
    """Places that go, people who were quicker, gifts for the first and stocks that last."""
    assert fires(only_now, words)


@pytest.mark.parametrize(
    "words", ["The first six kids sang a song.", "We see two kids.", "Two seats stand by the door."]
)
def test_small_numbers_alone_press_nobody(words: str) -> None:
    """Whoever came first, and what stands in a room, is no scarce good."""
    assert not fires(only_now, words)


_VERBS = "Book|Pay|Sign up|Register|Enrol|Reserve|Order|Join|Decide|Start"


@pytest.mark.parametrize(
    "words",
    [
        *each("", _VERBS, " before May and the towel is free."),
        *each("Book ", "by May|until May|till May|this week|within days|today|tonight",
               " and the towel is free."),
        *each("Book before May and the towel is ", "free|on us|on the house|half price|20% off",
               "."),
        *each("Book before May and get a ", "discount|bonus|gift", "."),
        "Book before May and save a little.",
        "Book before May and get $50 off.",
        "Book before May and we upgrade you.",
        "Book before May: two for the price of one.",
        *each("Book before May at ", "the old|this old|the current", " price."),
    ],
)  # fmt: skip
def test_a_gift_for_those_who_book_in_time(words: str) -> None:
    """A booking, a time and a bargain in one sentence."""
    assert fires(only_now, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("The ", "price|fee|cost|rate", " goes up on Friday."),
        *each("Prices ", "go up|rise|increase|double", " on Friday."),
        *each("The ", "offer|deal|discount|special|membership|package|intake|enrolment|booking|"
               "promotion|sale", " ends on Friday."),
        *each("The offer ", "expires on|closes on|holds until|holds till|runs out on", " 3 May."),
        "The offer is valid this week.",
        *each("The price goes up ", "tonight|today|tomorrow|soon|at midnight|this week|next week|"
               "this month|next month|at the end of spring|on the 3rd|on 3 May|next Friday|"
               "only on Friday|by Friday|from Friday|after Friday|in May|until May|till May", "."),
        *each("The price goes up on ", "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun", "day."),
        *each("The price goes up in ", _MONTHS, "."),
    ],
)  # fmt: skip
def test_a_price_that_rises_and_an_offer_that_ends(words: str) -> None:
    """Each needs its day, in one of many ways to name one."""
    assert fires(only_now, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("The ", "deposit|down payment|booking fee|reservation fee", " is not refunded."),
        *each("The deposit ", "is non-refundable|cannot be refunded|is never refunded|"
               "will not be refunded|won't be refunded|isn't refunded", "."),
        *each("The deposit is not ", "returned|given back|repaid", "."),
        "We ask for a non-refundable deposit.",
    ],
)  # fmt: skip
def test_money_that_is_kept_binds(words: str) -> None:
    """A deposit is gone once a reader has second thoughts."""
    assert fires(only_now, words)


@pytest.mark.parametrize(
    "event",
    each(
        "",
        "trial|study|studies|conference|workshop|courses for|lecture|concert|run|marathon|"
        "walk|"
        "charity|fundraiser|donation|volunteers|car park|parking|vaccine|jab|flu shot|screening|"
        "participants",
        "",
    ),
)
def test_places_at_something_else_are_not_those_of_a_treatment(event: str) -> None:
    """A booking of an event, or of care that is urged on all, has nothing to do with a sale."""
    assert not fires(only_now, f"Only two seats for the {event}.")


@pytest.mark.parametrize(
    "words",
    [
        *each("Do not let him lose another ", "day|week|month|year|summer|term", "."),
        *each("", "Don't|Never|Why", " let him lose another day."),
        *each("Do not let ", "your child|your son|your daughter|your baby|your family|"
               "your loved one|him|her|them|yourself", " lose another day."),
        *each("Do not let him ", "waste|miss|wait", " another day."),
        *each("Do not let him lose ", "one more|any more|a single", " day."),
        *each("", "Brain|Window|Door|The brain", " cells wake only once."),
        "The door opens just once.",
        "The door opens only this far once.",
        *each("Miss ", "it|this|that|the window|the chance|"
                       "the moment", " and it is lost for good."),
        "Missing it is for good.",
        *each("Miss it and it is gone ", "forever|for ever|for life", "."),
        *each("Miss it and it never ", "comes back|again|returns", "."),
        *each("Do you want to ", "wonder|regret|ask yourself|blame yourself",
               " for the rest of your life, or come"),
    ],
)  # fmt: skip
def test_guilt_and_last_chances(words: str) -> None:
    """They are told of a page whatever else it says."""
    assert quotes(now_or_never, case_of(page(words))) == [words]


@pytest.mark.parametrize(
    "words",
    each("The door opens only once ", "a day|an evening|per week|every May|daily|the bell rings|"
          "you knock|it is oiled", "."),
)  # fmt: skip
def test_once_a_day_is_often(words: str) -> None:
    """Only what comes once and never again is a last chance."""
    assert not fires(now_or_never, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("Every day ", "you wait|you hesitate|you lose|you delay|you put it off|of delay|"
               "that passes|lost|that you wait", " costs him words."),
        "Each day you wait costs him words.",
        *each("The window ", "closes|is closing|shuts|is shutting", "."),
        "The brain closes.",
        *each("Do not wait ", "for yours|until May|any longer|another day|too long", "."),
        "Don't wait any longer.",
        *each("Come before ", "it is|it's", " too late."),
    ],
)  # fmt: skip
def test_time_is_short_only_where_a_page_goes_far(words: str) -> None:
    """The same words are right where time is known to count."""
    assert fires(now_or_never, words)
    assert quotes(now_or_never, case_of(page(words))) == []


@pytest.mark.parametrize(
    "urgent",
    each(
        "",
        "after a stroke he rests|thrombolysis|clots|hours|sepsis|meningitis|emergency|999|"
        "911|112|"
        "ambulance|lumps|mole|screening|vaccine|jab|measles|school|amblyopia|lazy eye|cataract|"
        "cochlear|hearing|squint|PKU|hypothyroidism|retinoblastoma|torsion|appendicitis|"
        "call your GP|call a doctor|call the doctor|see your GP|see a doctor|see the doctor|organ|"
        "donor|transplant",
        "",
    ),
)
def test_known_care_may_be_urgent(urgent: str) -> None:
    """Where it is named, nobody is pressed who is told to lose no time."""
    assert not fires(now_or_never, f"Think of this ({urgent}): {_LOST}.")


@pytest.mark.parametrize("words", ["A stroke of luck", "At one stroke,"])
def test_not_every_stroke_is_an_illness(words: str) -> None:
    """A stroke of luck, or a stroke at the end of a clause, excuses no hurry."""
    assert fires(now_or_never, f"{words} {_LOST}.")


@pytest.mark.parametrize(
    ("part", "pressed"),
    [
        (Part(text=f"{_LOST}.", headings=("Our care", "Measles")), False),
        (Part(text=f"{_LOST}.", headings=("Measles", "Our care")), True),
        (Part(text=f"We had measles here. {_LOST}."), False),
        (Part(text=f"{_LOST}. We had measles here."), True),
    ],
)
def test_what_is_urgent_stands_over_it_or_right_before(part: Part, pressed: bool) -> None:
    """In the nearest heading or earlier in the same block."""
    assert fires(now_or_never, part) is pressed


@pytest.mark.parametrize("rule", ["PRE-01", "PRE-02", "EFF-05"])
def test_what_a_passage_is_flagged_for_is_not_told_again(rule: str) -> None:
    """A finding that is no flag has told a reader nothing."""
    words = "Only two seats."
    flagged = case_of(page(FAR, words), Told(), Told(quote=words, rules={rule: 1}))
    assert quotes(only_now, flagged) == []
    held = case_of(page(FAR, words), Told(), Told(quote=words, rules={rule: 1}, flagged=False))
    assert quotes(only_now, held) == [words]


def test_four_places_of_pressure_are_shown() -> None:
    """More on one matter nobody reads."""
    many = [f"Only {number} seats." for number in range(2, 8)]
    assert quotes(only_now, beside_far(*many)) == many[:4]
