"""What a seller of care says beside its price, and who tells prices without selling."""

from __future__ import annotations

import pytest

from claimcheck.pages.genre import read_genre
from claimcheck.pages.genre_cues import CUES, PRICES
from claimcheck.pages.metadata import Metadata
from claimcheck.schema import Genre
from tests.unit.pages.pagekit import read_html, read_text

PLAIN = "The sauna of birch air stands at the lake. It was built by two brothers."


@pytest.mark.parametrize(
    "offers",
    [
        "Ten sittings cost 640 euros. Book by Sunday and one more sitting is on us.",
        "Only four places left this month. A deposit of $300 holds your date.",
        "The package is 7,200 dollars with hotel. We only take three families per week.",
        "Rent a chamber for 900 a month. Most of the children we treat are under six.",
        "It works, or your money back. The first visit is free.",
        "Membership is 210 a month. Stock up while supplies last.",
        "A drip is £180. Reserve your seat at the free dinner.",
    ],
)
def test_two_offers_sell(offers: str) -> None:
    """Whoever names a price and presses, lures or asks for money ahead sells."""
    assert read_text(f"{PLAIN}\n{offers}").genre is Genre.SELLS


@pytest.mark.parametrize(
    "sober",
    [
        # One sign of these alone, and a price alone.
        "Ten sittings cost 640 euros.",
        "A cleaning costs 85 euros per visit. A crown costs 900 euros.",
        "The insurer pays up to $60 per session of physiotherapy. The treatment costs $90.",
        "The first visit is free.",
        "You will get your money back if the appointment is cancelled, or your money back in part.",
        # News, charities, hospitals and warnings that name prices and offers.
        "The clinic charged $9,000 for one infusion. The regulator warned the firm.",
        "There is no good evidence that it helps. One course costs £4,000. Talk to your doctor.",
        'Be wary of adverts such as "Only 4 places left" or "Pay in full", at $5,000 per infusion.',
        "First sessions are free for carers. Ramp Trust is a registered charity.",
        "Participants get $50 for each visit. The trial compares the drug with a placebo.",
    ],
)
def test_a_price_alone_does_not_sell(sober: str) -> None:
    """Prices are told by dentists, insurers, reporters and trials; so are offers, to warn."""
    assert read_text(f"{PLAIN}\n{sober}").genre is not Genre.SELLS


def test_an_offer_between_quotation_marks_is_somebody_elses() -> None:
    """A page that quotes adverts makes none of their offers; its own words still count."""
    quoted = read_text(f'{PLAIN}\nAdverts say "Only 3 places left" and “Book your treatment now”.')
    assert [s.name for s in quoted.genre_signals] == []
    own = read_text(f'{PLAIN}\nThey say "hurry". Only 3 places left.')
    assert [s.name for s in own.genre_signals] == ["few_places"]


def test_a_price_says_nothing_where_a_page_reports() -> None:
    """The same price and the same praise sell, unless studies are told beside them."""
    selling = "A drip is $300 per infusion. Most patients feel it at once."
    assert read_text(f"{PLAIN}\n{selling}").genre is Genre.SELLS
    told = read_text(f"{PLAIN}\n{selling} Half had a placebo.")
    assert told.genre is Genre.UNCLEAR
    assert PRICES & {signal.name for signal in told.genre_signals}


@pytest.mark.parametrize(("speakers", "genre"), [(1, Genre.SELLS), (4, Genre.UNCLEAR)])
def test_offers_in_a_paper_are_those_of_others(speakers: int, genre: Genre) -> None:
    """Where one person after another is quoted, a price and an offer are told, not made."""
    offer = (
        "Ten sittings cost 640 euros. Book by Sunday and one more sitting is on us. Only four "
        "places left this month. A deposit of $300 holds your date."
    )
    speech = [f"“It was quiet there,” said Mr {name}." for name in ("Ahl", "Bo", "Cerny", "Dahl")]
    page = read_text("\n\n".join((*[PLAIN] * 20, offer, *speech[:speakers])))
    found, _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=-1.0)
    assert found is genre


def test_one_heading_of_a_paper_weighs_less_than_two() -> None:
    """A page with "Results" alone stays unclear where one with "Methods" too informs."""
    about = "Forty people had a placebo. p = 0.04"
    one = read_text(f"Results:\n{about}")
    assert [s.name for s in one.genre_signals].count("parts_of_a_paper") == 1
    two = read_text(f"Methods:\nThey were weighed.\nResults:\n{about}")
    assert two.genre is Genre.INFORMS


def test_a_menu_holds_no_part_of_a_paper() -> None:
    """Menus of sellers have a "Method" and "Results" too."""
    page = read_html(f"<nav><a>Method</a> <a>Results</a></nav><main><p>{PLAIN}</p></main>")
    assert not page.genre_signals


def test_people_who_did_not_respond_to_a_drug_are_no_press() -> None:
    """Only a request that got no answer is news."""
    drug = read_text(f"{PLAIN}\nIt is for adults who did not respond to medication.")
    assert not drug.genre_signals
    asked = read_text(f"{PLAIN}\nThe owner did not respond to several questions.")
    assert [s.name for s in asked.genre_signals] == ["press"]


def test_a_charity_says_so_in_the_footer() -> None:
    """What only stands in footers counts there in full."""
    page = read_html(
        f"<main><p>{PLAIN}</p><p>There is no good evidence that it helps.</p></main>"
        "<footer><p>Lake Trust is a registered charity.</p></footer>"
    )
    assert page.genre is Genre.INFORMS


def test_no_new_offer_decides_alone() -> None:
    """Each of the signs beside a price needs another one."""
    beside = {"few_places", "offer_ends", "guarantee", "pay_ahead", "free_to_start"}
    beside |= {"call_to_reserve", "rent_a_device", "those_we_treat", "price_of_package"}
    weights = {cue.name: cue.weight for cue in CUES if cue.name in beside | PRICES}
    assert max(weights.values()) < 1.5
    assert beside < weights.keys()


def test_prices_count_once() -> None:
    """A price list of three kinds is still only a price."""
    rows = "".join(f"<tr><td>Session {n}</td><td>${n}00</td></tr>" for n in (1, 2, 3))
    html = f"<p>{PLAIN}</p><p>Prices from $90 per session</p><table>{rows}</table>"
    page = read_html(html)
    assert len({s.name for s in page.genre_signals} & PRICES) > 1
    assert page.genre is Genre.UNCLEAR


def test_who_tells_only_of_themselves_sells_nothing() -> None:
    """However warmly; with a price, or a clinic of one's own, the same story sells."""
    story = (
        "I rang the bell on Friday. My hands shook and my wife cried, and I laughed at myself. The "
        "nurses brought me cake. "
    ) * 12
    told = {}
    for offer in ("", "Our clinic treats families from abroad. ", "It is $300 per infusion. "):
        page = read_text(f"{story}{offer}")
        told[offer], _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=6.0)
    assert list(told.values()) == [Genre.UNCLEAR, Genre.SELLS, Genre.SELLS]


def test_who_sells_nothing_may_tell_what_others_ask() -> None:
    """A hospital's advice on what is sold elsewhere, with its price."""
    told = (
        "Our patients ask about it. No study has shown that it helps, and there is no evidence. An "
        "infusion costs 200 euros elsewhere. "
    ) * 12
    genres = []
    for own in (
        "",
        "The talk is free, and we sell nothing.",
        "We sell nothing but health.",
        "We sell nothing: the price is a gift.",
        "We sell nothing unless it works.",
    ):
        page = read_text(f"{told}{own}")
        genres.append(
            read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=-4.0)[0]
        )
    assert genres == [Genre.UNCLEAR, Genre.INFORMS, *[Genre.UNCLEAR] * 3]


_SCHOOL_DAY = (
    "Our school has small classes. Pupils start the day in assembly, and each class has two "
    "teachers. Lessons end at three, and in the playground a teacher is always near. "
    "Pupils met most of their goals last term."
)


def test_a_clinic_whose_parents_tell_of_school_is_no_school() -> None:
    """A head teacher in a story, lessons and classrooms do not hide what is sold."""
    told = (
        "Our clinic gives stem cells. “His head teacher called us: he read in his classroom.” "
        "“Her teachers ask what we did. She follows lessons and likes school.” "
        "Book your free consultation today."
    )
    page = read_text("\n\n".join([told] * 8))
    genre, _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=4.0)
    assert genre is Genre.SELLS


@pytest.mark.parametrize(
    ("more", "genre"),
    [
        ("Book a tour of the school today. Our therapists help pupils to speak.", Genre.INFORMS),
        ("The course of ten sittings costs 2,900 euros. Book your free call today.", Genre.SELLS),
    ],
)
def test_a_school_tells_of_its_days(more: str, genre: Genre) -> None:
    """It praises its work and books tours; whoever asks a price for a course is no mere school."""
    page = read_text("\n\n".join([_SCHOOL_DAY] * 8 + [more]))
    told, _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=4.0)
    assert told is genre


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("I took down a comment with a clinic's discount code in it.", None),
        ("Our doctor at home later said that a fever is a fever.", None),
        ("Our family doctor told us to wait.", None),
        ("The clinic's special offers are on the board.", "discount"),
        ("Our chambers at home can be rented.", "own_clinic"),
        ("Our family doctor gives the oxygen in room two.", "own_clinic"),
        ("Our doctors at home and abroad look after your child.", "own_clinic"),
    ],
)
def test_a_family_s_own_doctor_and_somebody_else_s_discount_sell_nothing(
    words: str, sign: str | None
) -> None:
    """They stand in honest families' accounts of what they were sold."""
    named = {signal.name for signal in read_text(f"{PLAIN}\n{words}").genre_signals}
    assert (named & {"discount", "own_clinic"} or {None}) == {sign}
