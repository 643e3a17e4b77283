"""Whose words they are that rule harm out: what stands before, behind and over a quotation."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import BlockKind, Genre, Speaker
from claimcheck.verdicts.anothers import (
    is_a_paper,
    is_anothers,
    is_hearsay,
    is_of_sellers,
    is_once_believed,
    is_quoted,
    is_quoted_by_paper,
)
from claimcheck.verdicts.case import Case
from tests.unit.verdicts.made_cases import made
from tests.unit.verdicts.made_pages import each

_LONG = "Larches grow by the lake and turn yellow late in the year. " * 30
_SAFE = "It does nothing bad."


def _case(quote: str = _SAFE, **fields: Any) -> Case:
    """On a page that is long enough to tell that it does not sell."""
    return made(quote, **{"below": (_LONG,), **fields})


def _anothers(before: str, after: str = '"', **fields: Any) -> bool:
    case = _case(before=before, after=after, **fields)
    return is_anothers(case, case.claim)


@pytest.mark.parametrize(
    ("lead", "another"),
    [
        *[(one, True) for one in each("", "A|Some|Other|Another", " shop calls it ")],
        *[
            (one, True)
            for one in each("An odd ", "website|web site|seller|advert|leaflet|account|shop|"
                                       "company|"
                            "companies|clinic", " calls it ")
        ],
        *[
            (one, True)
            for one in each("A shop ", "describes|says of|claims of|promises of|advertises", " it ")
        ],
        ("A shop in the town calls it ", True),
        *[(one, False) for one in each("A shop ", "near us|by our door|"
                                        "that we like", " calls it ")],
        *[(one, False) for one in each("A shop calls ", "our drops|us|what we mix", " ")],
        ("The shop calls it ", False),
    ],
)  # fmt: skip
def test_a_seller_may_quote_somebody_who_is_not_its_own(lead: str, *, another: bool) -> None:
    """In a quotation that is open, of somebody who is not named."""
    assert _anothers(f'{lead}"', genre=Genre.SELLS) is another
    assert not _anothers(lead, genre=Genre.SELLS)


@pytest.mark.parametrize(
    "after",
    [
        *each(" It ", "gives|offers|provides|brings|give|offer|provide|bring", " no relief."),
        *each(" It gives no ", "protection|benefit|cure", "."),
        *each(" There ", "is no evidence|is no proof|are no active ingredients", "."),
        *each(" That is ", "false|untrue|not true|a myth", "."),
        *each(" It ", "does not|do not|did not|doesn't", " work."),
        *each(" It does not ", "help|protect|prevent|cure|heal", "."),
    ],
)  # fmt: skip
def test_a_page_that_informs_may_state_what_it_refutes(after: str) -> None:
    """Without quotation marks; another page must quote it."""
    assert _anothers("", after, genre=Genre.INFORMS)
    assert not _anothers("", after)
    assert not _anothers("", " It is sold here.", genre=Genre.INFORMS)


_OTHERS = (
    "advert|ads|advertising|promotion|marketing|leaflet|seller|claim|claimed|myth|"
    "rumour|rumor|voice note|website|web site|brochure|scam|stated|flyer|booklet|slogan|sales talk|"
    "sales script|sales pitch|sales pitches|the same phrase|the same words|the same sentence|"
    "clinics say|clinics promise|clinics tell|clinics write"
)


@pytest.mark.parametrize("lead", each("", _OTHERS, ""))
def test_a_quotation_is_that_of_sellers_by_what_stands_over_it_or_before(lead: str) -> None:
    """In the nearest heading or in the words that lead to it."""
    assert _anothers(f'See this ({lead}) of it, "')
    assert _anothers('Of it, "', headings=("Our home", f"The {lead} of it"))
    assert not _anothers('Of it, "', headings=(f"The {lead} of it", "Our home"))
    assert not _anothers('Of it, "')


@pytest.mark.parametrize(
    "lead",
    [
        *each("Ida ", "said|says|told me|told us|told him|told her|told them|promised|swears|"
              "swear|swore|is going on about|said:", " "),
        "What of her hens? ",
    ],
)  # fmt: skip
def test_a_quotation_is_said_by_somebody_or_answers_a_question(lead: str) -> None:
    """Right before it."""
    assert _anothers(f'{lead}"')
    assert not _anothers(f'{lead} and then "')


@pytest.mark.parametrize(
    "asked",
    each("Is there ", "a side effect|a side-effect|safety|risk|harm|danger|anything dangerous|"
         "any hurt", "? "),
)  # fmt: skip
def test_a_question_after_harm_a_page_answers_itself(asked: str) -> None:
    """In quotation marks, too."""
    assert not _anothers(f'{asked}"')


@pytest.mark.parametrize(
    "after",
    [
        *each('." ', "Hard pass|No thanks|No, thank|That is not a sign|It is not an end|"
              "This is not any sign|It isn't a sign|It was not a sign|It wasn't a sign|"
              "Is not a sign|"
              "That is not true|Depends|Nonsense|Rubbish|Not true|False|Untrue|Wrong", "."),
        '" is wrong.',
        "? Wrong.",
    ],
)  # fmt: skip
def test_a_quotation_is_answered_right_behind(after: str) -> None:
    """By a word that takes it back."""
    assert _anothers('So "', after)
    assert not _anothers('So "', '." Come.' + after)


def test_a_page_that_informs_quotes_others() -> None:
    """Whoever it is that it quotes."""
    assert _anothers('So "', genre=Genre.INFORMS)
    assert not _anothers('So "')


def _of_sellers(lead: str, after: str = '"', **fields: Any) -> bool:
    case = _case(before=lead, after=after, **fields)
    return is_of_sellers(case, case.claim)


def test_a_quotation_of_sellers_is_closed_and_told_where_nobody_sells() -> None:
    """It is no patient's, and a mark stands before it and behind."""
    assert _of_sellers('The leaflet: "')
    assert not _of_sellers('The leaflet: "', genre=Genre.SELLS)
    assert not _of_sellers('The leaflet: "', speaker=Speaker.PATIENT)
    assert not _of_sellers('The leaflet: "', ".")
    assert not _of_sellers("The leaflet: ")
    assert not _of_sellers('The leaflet: "red". ')


@pytest.mark.parametrize(
    "lead",
    [
        *each("The sellers like our ", "advert|leaflet|brochure|flyer|booklet|slogan|motto|promise|"
              "website|web site|claim|marketing|good old motto", ": "),
        *each("To sellers we ", "say|promise|tell|write|claim|give|repeat|offer|also say", ": "),
    ],
)  # fmt: skip
def test_ones_own_material_is_ones_own(lead: str) -> None:
    """Whoever hands it out answers for it."""
    assert not _of_sellers(f'{lead}"')
    assert _of_sellers('The sellers like our hens: "')


_MATERIAL = (
    "advert|leaflet|brochure|flyer|booklet|sales talk|sales script|sales pitch|sales pitches|"
    "the same phrase|the same words|the same sentence|clinics say|clinics claim|clinics promise|"
    "clinics tell|clinics write|the clinic say"
)


@pytest.mark.parametrize("words", each("So it is in this: ", _MATERIAL, "."))
def test_a_block_of_quotation_stands_beside_what_it_was_taken_from(words: str) -> None:
    """Above it, below it or in the nearest heading; a paragraph is no quotation."""
    quoted = {"kind": BlockKind.QUOTE}
    assert _of_sellers("", "", above=(words,), **quoted)
    assert _of_sellers("", "", below=(words, _LONG), **quoted)
    assert _of_sellers("", "", headings=("Our home", words), **quoted)
    assert not _of_sellers("", "", headings=(words, "Our home"), **quoted)
    assert not _of_sellers("", "", above=(words,))
    assert not _of_sellers("", "", **quoted)
    own = "It is in our leaflet."
    assert not _of_sellers("", "", above=(f"{words} {own}",), **quoted)


@pytest.mark.parametrize(("far", "near"), [(120, True), (121, False)])
def test_a_neighbour_is_read_as_far_as_a_line_or_two(far: int, *, near: bool) -> None:
    """The end of the one above, and the beginning of the one below."""
    quoted = {"kind": BlockKind.QUOTE}
    above = "Long ago: leaflet".ljust(len("Long ago: ") + far, ".")
    assert _of_sellers("", "", above=(above,), **quoted) is near
    below = "leaflet ago".rjust(far + len(" ago"), ".")
    assert _of_sellers("", "", below=(below, _LONG), **quoted) is near


def test_a_block_may_be_the_last_of_its_page() -> None:
    """Then nothing stands below it."""
    assert not _of_sellers("", "", above=(_LONG,), below=(), kind=BlockKind.QUOTE)


@pytest.mark.parametrize(
    ("text", "before", "quoted"),
    [
        ("We sing.", "", False),
        ('"We sing.', "", True),
        ("“We sing.", "", True),
        (" - “We sing.", "", True),
        ("We sing.", "She: “", True),
        ("We sing.", "“Yes”, she said: ", False),
        ("We sing.", 'She: "', True),
        ("We sing.", 'She: "yes" ', False),
        ("She: “We sing.", "", False),
    ],
)
def test_a_passage_begins_within_a_quotation(text: str, before: str, *, quoted: bool) -> None:
    """One that was opened before it and not closed, or that opens with it."""
    assert is_quoted(text, before) is quoted


def test_a_paper_lets_people_speak_often() -> None:
    """Four times at least; then what stands in quotation marks is theirs."""
    four: dict[str, Any] = {"signs": {"reported_speech": 4, "other": 9}}
    three: dict[str, Any] = {"signs": {"reported_speech": 3, "other": 9}}
    assert is_a_paper(_case(**four).page)
    assert not is_a_paper(_case(**three).page)
    assert is_quoted_by_paper(_case(before="“", **four))
    assert not is_quoted_by_paper(_case(before="“", **three))
    assert not is_quoted_by_paper(_case(**four))
    assert not is_quoted_by_paper(_case(above=("“",), **four))


@pytest.mark.parametrize(
    "words",
    [
        *each("", "He|She|They|The man|The old man", " said that it is good."),
        *each("He ", "says|promised|claimed|told me|told us|told him|told her|told them|"
              "assured me|assured us|assured him|assured her|assured them", " that it is good."),
        *each("I ", "read in a paper|read on a page|have read in a paper|read in a good paper",
              " that it is good."),
        *each("", "Under|Below|Beneath|Above|Over|Beside", " it: it is good."),
        *each("Under ", "that|this|them|the photo|the photograph|the picture|the film|the clip|"
              "the video|the post|the advert", ": it is good."),
        "Under it in red: it is good.",
    ],
)  # fmt: skip
def test_what_somebody_is_said_to_have_said_is_hearsay(words: str) -> None:
    """At the beginning of a passage, on a page that does not sell."""
    assert is_hearsay(_case(words))
    assert not is_hearsay(_case(words, genre=Genre.SELLS))
    assert not is_hearsay(_case(f"It is good, and {words}"))


@pytest.mark.parametrize("theirs", ["our", "we", "us"])
@pytest.mark.parametrize("said", ["said", "told me, I wrote it down,", "promised:", "wrote:"])
def test_what_somebody_says_of_their_own_is_hearsay(said: str, theirs: str) -> None:
    """In quotation marks; without them, or of others, it may be the page's own story."""
    assert is_hearsay(_case(f'She {said} "it helped {theirs} well."'))
    assert not is_hearsay(_case(f'She {said} "it helped {theirs} well."', genre=Genre.SELLS))
    assert not is_hearsay(_case(f"She {said} it helped {theirs} well."))
    assert not is_hearsay(_case(f'She {said} "it helped him well."'))
    assert not is_hearsay(_case(f'She {said} no. "It helped {theirs} well."'))


@pytest.mark.parametrize(
    "told",
    [
        *each("I ", "believed it, I did|believed it, I honestly did|believed them at the time|"
              "believed it for a month|believed it, for some weeks|convinced myself|"
              "had fooled myself|really believed it at the time", "."),
    ],
)  # fmt: skip
def test_what_somebody_once_believed_is_told_as_a_belief(told: str) -> None:
    """In the same block, on a page that does not sell."""
    assert is_once_believed(_case("He slept.", after=f" {told}"))
    assert is_once_believed(_case("He slept.", before=f"{told} "))
    assert not is_once_believed(_case("He slept.", after=f" {told}", genre=Genre.SELLS))
    assert not is_once_believed(_case("He slept.", below=(told, _LONG)))
    assert not is_once_believed(_case("He slept.", after=" She believed it."))


@pytest.mark.parametrize(
    "told",
    [
        "I believed it would help him.",
        "I believed it. He talks.",
        "I believed it at the time, and it did.",
        "I believed it for a month. I was right.",
        "I believed them for a while, but now I know.",
        "I believed it, I did. It came true.",
        "I believed it at the time, and I still believe it.",
        "I believed it, I did, and today he sings.",
        "If I believed it at the time, I forgot.",
        "I convinced myself to go.",
    ],
)
def test_who_still_believes_it_takes_nothing_back(told: str) -> None:
    """Nor does who was right, or only supposes."""
    assert not is_once_believed(_case("He slept.", after=f" {told}"))
