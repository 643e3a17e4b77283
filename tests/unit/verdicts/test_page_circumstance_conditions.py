"""What else a rule on pages hangs on: who speaks, where, and what the page promises besides."""

from __future__ import annotations

import pytest

from claimcheck.schema import (
    BlockKind,
    ClaimType,
    ConceptKind,
    Denied,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
    Genre,
    Prominence,
    Reference,
    ReferenceKind,
    VerdictWord,
    Zone,
)
from claimcheck.verdicts.page import PageCase, PageRule
from claimcheck.verdicts.page.breadth import many_conditions, named_around
from claimcheck.verdicts.page.harmless import rules_out
from claimcheck.verdicts.page.hurry import guaranteed, now_or_never, only_now
from claimcheck.verdicts.page.omissions import (
    no_doctor,
    no_price,
    no_risks,
    no_route_risks,
    not_called_unproven,
)
from claimcheck.verdicts.page.overrule import may_vary, overruled, taken_back
from claimcheck.verdicts.page.seals import small_print
from claimcheck.verdicts.page.stacking import many_tokens, only_minor, paid_study, stacked
from claimcheck.verdicts.page.stories import asked_for, only_the_best, story_and_number
from claimcheck.verdicts.page.worsening import as_healing
from tests.unit.verdicts.made_pages import (
    FAR,
    Part,
    Told,
    beside_far,
    case_of,
    findings,
    fires,
    page,
)

_OF, _IN = ConceptKind.INTERVENTION, ConceptKind.CONDITION
_SAFE = Told(types=(ClaimType.SAFETY,))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (only_now, "Only two seats."),
        (now_or_never, "Do not let him lose another day."),
        (guaranteed, "No cure, no fee."),
        (as_healing, "Fever is a good sign."),
    ],
)
def test_a_page_presses_by_its_own_words(rule: PageRule, words: str) -> None:
    """Not by a question, and not where it informs."""
    assert fires(rule, words)
    assert not fires(rule, f"{words.rstrip('.')}?")
    assert not fires(rule, words, genre=Genre.INFORMS)


@pytest.mark.parametrize(
    ("rule", "words"), [(only_now, "Only two seats."), (as_healing, "Fever is a good sign.")]
)
def test_some_words_count_only_where_a_page_goes_far(rule: PageRule, words: str) -> None:
    """Whatever it is that goes far."""
    assert findings(rule, case_of(page(FAR, words), _SAFE))
    assert not findings(rule, case_of(page(words)))


@pytest.mark.parametrize(
    "rule", [no_risks, no_route_risks, not_called_unproven, no_price, no_doctor]
)
def test_nothing_is_left_out_where_nothing_is_offered(rule: PageRule) -> None:
    """A page that sells and promises owes it."""
    words = "It is an intrathecal needle."
    assert findings(rule, beside_far(words))
    assert not findings(rule, beside_far(words, genre=Genre.UNCLEAR))
    assert not findings(rule, case_of(page(FAR, words), _SAFE))


def test_what_the_records_need_not_show_need_not_be_called_unproven() -> None:
    """A promise that was flagged for its wording alone."""
    wording = Told(rules={"EFF-04": 2})
    assert not findings(not_called_unproven, case_of(page(FAR), wording))


@pytest.mark.parametrize(
    ("rule", "denied"),
    [
        (no_risks, Denied.SAFETY),
        (not_called_unproven, Denied.REGULATORY),
        (not_called_unproven, Denied.EFFICACY),
    ],
)
def test_a_caution_in_other_words_is_enough(rule: PageRule, denied: Denied) -> None:
    """If it denies what is left out, and nothing else."""
    words = "We tell you all."
    case = case_of(page(FAR, words), Told(), Told(quote=words, rules={}, denied=(denied,)))
    assert not findings(rule, case)
    other = Told(quote=words, rules={}, denied=(Denied.CURE,))
    assert findings(rule, case_of(page(FAR, words), Told(), other))


def test_a_doubt_may_have_three_words_before_it() -> None:
    """A time, a verb and a manner."""
    assert not fires(not_called_unproven, "It has not yet been fully proven.")


@pytest.mark.parametrize("zone", [Zone.NAV, Zone.HEADER, Zone.FOOTER])
def test_a_menu_may_lead_to_prices(zone: Zone) -> None:
    """By its words."""
    assert not fires(no_price, Part(text="Prices", zone=zone))
    assert fires(no_price, Part(text="Team", zone=zone))


def _listing(kind: BlockKind, last: str = "Asthma", *more: Told) -> PageCase:
    items = [Part(text=one, kind=kind, headings=("What we treat",)) for one in ("Psoriasis", last)]
    told = Told(of={_OF: "stem_cells", _IN: "autism"})
    return case_of(page(FAR, "Fir does too.", *items), told, *more)


def test_lists_and_tables_list_short_items_for_one_product() -> None:
    """Twelve words at most; what is made of cells is one product with cells."""
    twelve = "Asthma in all who come to us with it early or late"
    assert len(twelve.split()) == 12
    assert findings(many_conditions, _listing(BlockKind.TABLE_ROW))
    assert findings(many_conditions, _listing(BlockKind.LIST_ITEM, twelve))
    assert not findings(many_conditions, _listing(BlockKind.LIST_ITEM, f"{twelve} on"))
    for of, broad in (("exosomes", True), ("hbot", False)):
        second = Told(quote="Fir does too.", of={_OF: of, _IN: "autism"})
        assert bool(findings(many_conditions, _listing(BlockKind.LIST_ITEM, "Asthma", second))) is (
            broad
        )


_ABOUT = Told(of={_IN: "autism"})


@pytest.mark.parametrize(
    ("part", "named"),
    [
        (Part(text="Asthma", kind=BlockKind.HEADING), True),
        (Part(text="Asthma?", kind=BlockKind.HEADING), False),
        (Part(text="Asthma", zone=Zone.NAV), True),
        (Part(text="Asthma", zone=Zone.CAPTION), True),
        (Part(text="Asthma", zone=Zone.ALT), True),
        (Part(text="Asthma"), False),
    ],
)
def test_a_name_stands_around_an_offer(part: Part, *, named: bool) -> None:
    """On a page that sells and promises what is not shown."""
    assert bool(findings(named_around, case_of(page(FAR, part), _ABOUT))) is named
    assert not findings(named_around, case_of(page(FAR, part, genre=Genre.UNCLEAR), _ABOUT))
    wording = Told(rules={"EFF-04": 2}, of={_IN: "autism"})
    assert not findings(named_around, case_of(page(FAR, part), wording))


def test_three_names_are_listed_and_two_of_their_places_shown() -> None:
    """In one sentence."""
    heads = [Part(text=one, kind=BlockKind.HEADING) for one in ("Gout", "Asthma", "Glaucoma")]
    [finding] = findings(named_around, case_of(page(FAR, *heads), _ABOUT))
    assert "name gout, asthma and glaucoma, and we" in finding.message
    assert [span.quote for span in finding.spans] == ["Gout", "Asthma"]


def _signs(
    *rules: str,
    genre: Genre = Genre.SELLS,
    word: VerdictWord = VerdictWord.GOES_BEYOND,
    more: str = "We sing.",
    kind: ReferenceKind = ReferenceKind.DOI,
) -> PageCase:
    told = [Told(quote=f"We {rule}.", rules={rule: 1}, word=word) for rule in rules]
    named = Reference(start=0, end=2, kind=kind, id="NCT00000001")
    whole = page(*(one.quote for one in told), more, genre=genre, references=(named,))
    return case_of(whole, *told)


_SCIENCE = ("TOK-01", "TOK-02", "TOK-03", "TOK-04")
_SUPPORT = ("TES-01", "TOK-02", "TOK-03", "TOK-04")


def test_signs_of_science_add_up_where_no_record_agrees() -> None:
    """And where nobody informs of them."""
    assert findings(many_tokens, _signs(*_SCIENCE))
    assert not findings(many_tokens, _signs(*_SCIENCE, word=VerdictWord.MATCHES))
    assert not findings(many_tokens, _signs(*_SCIENCE, genre=Genre.INFORMS))
    assert findings(stacked, _signs(*_SUPPORT))
    assert not findings(stacked, _signs(*_SUPPORT, word=VerdictWord.MATCHES))
    assert not findings(stacked, _signs(*_SUPPORT, genre=Genre.UNCLEAR))
    assert not findings(stacked, _signs(*_SUPPORT, kind=ReferenceKind.NCT))
    assert not findings(stacked, _signs(*_SUPPORT, more="A placebo was used."))


def test_a_listing_and_a_price_are_both_needed_on_a_page_that_sells() -> None:
    """A number that was read as a price is one; another number is none."""
    price = "It costs $9,500."
    assert findings(paid_study, _signs("TRI-01", more=price))
    assert not findings(paid_study, _signs("TRI-01", more=price, genre=Genre.UNCLEAR))
    assert not findings(paid_study, _signs("TOK-01", more=price))
    assert not findings(paid_study, _signs("TRI-01"))
    words, listed = "Nine thousand a stay.", "It is listed."
    for kind, priced in ((FigureKind.PRICE, True), (FigureKind.DOSE, False)):
        figure = Figure(start=0, end=4, raw="Nine", lo=9000, hi=9000, unit=FigureUnit.COUNT,
                        bound=FigureBound.EXACT, kind=kind)  # fmt: skip
        told = (Told(quote=listed, rules={"TRI-01": 1}),
                Told(quote=words, rules={}, figures=(figure,)))  # fmt: skip
        assert bool(findings(paid_study, case_of(page(words, listed), *told))) is priced


def test_minor_remarks_are_flags_and_nothing_graver_stands_beside_them() -> None:
    """A remark that is no flag is not even minor."""
    minor, grave = Told(quote="Ida sings.", rules={"TOK-03": 1}), Told()
    held = Told(quote="Ida sings.", rules={"TOK-03": 1}, flagged=False)
    assert findings(only_minor, case_of(page("Ida sings."), minor))
    assert not findings(only_minor, case_of(page("Ida sings."), held))
    assert not findings(only_minor, case_of(page("Ida sings.")))
    assert not findings(only_minor, case_of(page(FAR, "Ida sings."), minor, grave))


def test_small_print_stands_beside_another_promise() -> None:
    """On a page that does not inform."""
    line = "It was not evaluated by the FDA."
    assert fires(small_print, line)
    assert not fires(small_print, line, genre=Genre.INFORMS)
    assert not fires(small_print, "It was evaluated.")
    assert not findings(small_print, case_of(page(line)))
    assert not findings(small_print, case_of(page(line), Told(quote=line)))


_BEST = Told(rules={"TES-05": 2})


def test_an_outstanding_story_stands_alone() -> None:
    """On a page that does not inform and counts nobody who was helped."""
    assert findings(only_the_best, case_of(page(FAR), _BEST))
    assert not findings(only_the_best, case_of(page(FAR, genre=Genre.INFORMS), _BEST))
    assert not findings(only_the_best, case_of(page(FAR), Told()))
    for kind, alone in ((FigureKind.RESPONDERS, False), (FigureKind.DOSE, True)):
        figure = Figure(start=0, end=5, raw="Larch", lo=9, hi=9, unit=FigureUnit.PERCENT,
                        bound=FigureBound.EXACT, kind=kind)  # fmt: skip
        told = Told(rules={"TES-05": 2}, figures=(figure,))
        assert bool(findings(only_the_best, case_of(page(FAR), told))) is alone


def test_stories_are_asked_for_by_sellers() -> None:
    """Others may ask for them to learn."""
    ask = "Share your success story."
    assert fires(asked_for, ask)
    assert not fires(asked_for, ask, genre=Genre.UNCLEAR)


def test_a_page_that_informs_may_set_a_story_beside_a_number() -> None:
    """It discusses both."""
    for genre, told in ((Genre.UNCLEAR, True), (Genre.INFORMS, False)):
        case = case_of(
            page("Ida spoke.", "87 thrive.", "It is studied.", genre=genre),
            Told(quote="Ida spoke.", rules={"TES-05": 1}, of={_OF: "hbot"}),
            Told(quote="87 thrive.", rules={"NUM-01": 1}),
            Told(quote="It is studied.", rules={"TRI-07": 1}, of={_OF: "hbot"}),
        )
        assert bool(findings(story_and_number, case)) is told


def test_harm_ruled_out_is_graver_beside_a_promise() -> None:
    """And a bare answer counts only where a page goes far."""
    words, answer = "Nothing can go wrong.", Part(text="None.", headings=("Risks",))
    assert [one.severity for one in findings(rules_out, beside_far(words))] == [3]
    assert [one.severity for one in findings(rules_out, case_of(page(words)))] == [2]
    assert fires(rules_out, answer)
    assert not findings(rules_out, case_of(page(answer)))
    assert not fires(rules_out, "With this shampoo nothing can go wrong.")


_BACK = "It is not a cure."
_CAUTION = Told(quote=_BACK, rules={}, denied=(Denied.CURE,))


def _placed(promise: Part, caution: Part) -> str:
    [finding] = findings(overruled, case_of(page(promise, caution), Told(), _CAUTION))
    return finding.message


@pytest.mark.parametrize(
    ("promise", "caution", "places"),
    [
        (Part(text=FAR, kind=BlockKind.HEADING), Part(text=_BACK), "in a heading|in the text"),
        (Part(text=FAR, zone=Zone.HERO), Part(text=_BACK), "at the top of the page|in the text"),
        (Part(text=FAR), Part(text=_BACK, zone=Zone.FOOTER), "in the text|at the foot of the page"),
        (Part(text=FAR), Part(text=_BACK, prominence=Prominence.SMALL),
         "in the text|in small print"),
        (Part(text=FAR), Part(text=_BACK), ""),
    ],
)  # fmt: skip
def test_where_a_caution_is_softer_the_places_are_told(
    promise: Part, caution: Part, places: str
) -> None:
    """Of two that are as loud nothing is said."""
    loud, _, soft = places.partition("|")
    told = f" The promise stands {loud}, and the caution {soft}." if places else "promises more."
    assert told in _placed(promise, caution)
    assert ("The promise stands" in _placed(promise, caution)) is bool(places)


@pytest.mark.parametrize(
    ("types", "limits"),
    [
        ((ClaimType.DISCLAIMER,), True),
        ((ClaimType.TESTIMONIAL,), False),
        ((ClaimType.COMPARISON,), False),
    ],
)
def test_a_caution_is_the_page_s_own_on_what_it_offers(
    types: tuple[ClaimType, ...], *, limits: bool
) -> None:
    """A story, or a word on other care, limits nothing."""
    caution = Told(quote=_BACK, rules={}, denied=(Denied.CURE,), types=types)
    assert bool(findings(overruled, case_of(page(FAR, _BACK), Told(), caution))) is limits


def test_a_caution_limits_by_its_own_words_below_a_promise() -> None:
    """Not by those of another line, and not where it leads the page."""
    vague = Told(quote="We say no.", rules={}, denied=(Denied.CURE,))
    assert not findings(overruled, case_of(page(FAR, "We say no.", _BACK), Told(), vague))
    lead = Part(text=_BACK, kind=BlockKind.HEADING)
    assert not findings(overruled, case_of(page(lead, FAR), Told(), _CAUTION))


@pytest.mark.parametrize(
    ("rule", "denied", "told"),
    [
        ("EFF-01", Denied.CURE, "a cure or a complete recovery"),
        ("EFF-03", Denied.EFFICACY, "proof"),
    ],
)
def test_a_cure_or_a_proof_is_taken_back(rule: str, denied: Denied, told: str) -> None:
    """On a page that sells, of the same thing, and by another passage."""
    claim = Told(rules={rule: 3}, of={_OF: "hbot"})
    back = Told(quote=_BACK, rules={}, denied=(denied,))
    [finding] = findings(taken_back, case_of(page(FAR, _BACK), claim, back))
    assert f"One passage claims {told}, and another" in finding.message
    unsold = page(FAR, _BACK, genre=Genre.UNCLEAR)
    assert not findings(taken_back, case_of(unsold, claim, back))
    other = Told(quote=_BACK, rules={}, denied=(denied,), of={_OF: "chelation"})
    assert not findings(taken_back, case_of(page(FAR, _BACK), claim, other))
    both = Told(quote=_BACK, rules={rule: 3}, denied=(denied,))
    assert not findings(taken_back, case_of(page(_BACK), both))


def test_a_note_beside_a_story_is_told_where_nobody_informs() -> None:
    """Both are needed."""
    story = Told(rules={"TES-01": 2})
    assert findings(may_vary, case_of(page(FAR, "Results vary."), story))
    assert not findings(may_vary, case_of(page(FAR, "We sing."), story))
    told = page(FAR, "Results vary.", genre=Genre.INFORMS)
    assert not findings(may_vary, case_of(told, story))
