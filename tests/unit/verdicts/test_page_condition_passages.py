"""Where something stands on a page, and beside what: pages that differ in that alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checks import check_html
from claimcheck.schema import PageFinding, Report
from claimcheck.verdicts.page.conditions import conditions_in
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]

PROMISE = "Stem cells improve speech in children with autism."
OFFER = "Book a free consultation at our clinic today."


def _of(report: Report, rule: str) -> PageFinding | None:
    found = [finding for finding in report.page_findings if finding.rule == rule]
    assert len(found) <= 1
    return found[0] if found else None


def _html(*parts: str, before: str = "", after: str = "") -> Report:
    main = "".join(parts)
    return check_html(
        f"<html><body>{before}<main>{main}<p>{OFFER}</p></main>{after}</body></html>",
        url="https://clinic.example/offer/",
    )


_SAID = f"<p>{PROMISE}</p>"
_NO_CURE = "Stem cell therapy is not a cure for autism."


@pytest.mark.parametrize(
    ("promise", "caution", "after", "places"),
    [
        (f"<h2>{PROMISE}</h2>", f"<p>{_NO_CURE}</p>", "", ("in a heading", "in the text")),
        (f'<section class="hero"><p>{PROMISE}</p></section>', f"<p>{_NO_CURE}</p>", "",
         ("at the top of the page", "in the text")),
        (_SAID, f"<p><small>{_NO_CURE}</small></p>", "", ("in the text", "in small print")),
        (_SAID, "", f"<footer><p>{_NO_CURE}</p></footer>",
         ("in the text", "at the foot of the page")),
        (_SAID, "", f"<aside><p>{_NO_CURE}</p></aside>",
         ("in the text", "at the side of the page")),
    ],
)  # fmt: skip
def test_a_message_says_where_promise_and_caution_stand(
    promise: str, caution: str, after: str, places: tuple[str, str]
) -> None:
    """A caution in a softer place than the promise is told with both places."""
    found = _of(_html(promise, caution, after=after), "EFF-02")
    assert found is not None
    assert f"promise stands {places[0]}, and the caution {places[1]}." in found.message


@pytest.mark.parametrize("tag", ["p", "h2"])
def test_where_both_speak_alike_no_place_is_told(tag: str) -> None:
    """A caution as loud as the promise is not said to be hidden."""
    found = _of(_html(f"<{tag}>{PROMISE}</{tag}>", f"<{tag}>{_NO_CURE}</{tag}>"), "EFF-02")
    assert found is not None
    assert "The promise stands" not in found.message


def test_a_caution_leads_only_if_every_promise_stands_below_it() -> None:
    """One promise in a headline beside it is enough to overrule it."""
    below = _html(f"<h1>{_NO_CURE}</h1>", _SAID)
    assert _of(below, "EFF-02") is None
    beside = _html(f"<h1>{_NO_CURE}</h1>", "<h2>Stem cells improve sleep in autism.</h2>", _SAID)
    assert _of(beside, "EFF-02") is not None
    twice = _html(f"<h1>{_NO_CURE}</h1>", _SAID, f"<p>{_NO_CURE.replace('cell', 'cells')}</p>")
    assert _of(twice, "EFF-02") is None


@pytest.mark.parametrize(
    ("caution", "fires"),
    [
        ("Stem cells are not a cure for autism.", True),
        ("Cord blood is not a cure for autism.", True),
        ("It is not a cure.", True),
        ("Stem cells are not a cure for diabetes.", False),
        ("Hyperbaric oxygen is not a cure for autism.", False),
        ("Individual results of stem cells in autism may vary.", True),
    ],
)
def test_a_caution_limits_what_it_speaks_of(check: Check, caution: str, fires: bool) -> None:
    """A kind of the same treatment counts, another treatment or disease does not."""
    assert (_of(check(PROMISE, "", caution), "EFF-02") is not None) is fires


@pytest.mark.parametrize(
    ("claimed", "denied", "told"),
    [
        ("Autism can be cured with stem cells.", _NO_CURE, "a cure or a complete recovery"),
        ("Our stem cells are clinically proven to help in autism.",
         "It is not proven that stem cells help in autism.", "claims proof"),
    ],
)  # fmt: skip
def test_what_is_claimed_and_taken_back_is_named(
    check: Check, claimed: str, denied: str, told: str
) -> None:
    """A cure and a proof are two things, and each is told once."""
    report = check(claimed, "", denied)
    found = _of(report, "CMB-02")
    assert found is not None
    assert told in found.message
    assert [span.quote for span in found.spans] == [claimed, denied]
    assert _of(report, "EFF-02") is None


def test_many_diseases_are_counted_for_one_product_alone(check: Check) -> None:
    """A list adds to one product; beside a second one nobody knows for which it is."""
    listed = ("Conditions we treat", "", "- Diabetes", "- Heart failure", "- Psoriasis")
    assert _of(check(PROMISE, "", *listed), "EFF-09") is not None
    two = (PROMISE, "", "Hyperbaric oxygen improves speech in autism.", "", *listed)
    assert _of(check(*two), "EFF-09") is None
    cells = (PROMISE, "", "Exosomes improve speech in autism.", "", *listed)
    assert _of(check(*cells), "EFF-09") is not None
    alone = ("Our rooms are bright.", "", *listed)
    assert _of(check(*alone), "EFF-09") is None


def test_a_long_item_tells_of_a_disease_and_does_not_list_it(check: Check) -> None:
    """An item of up to twelve words is a name; a longer one is a story."""
    heads = (PROMISE, "", "Conditions we treat", "", "- Heart failure")
    twelve = "- Diabetes in all who come to us with it, early or late"
    assert len(twelve.split()) == 1 + 12
    assert _of(check(*heads, twelve), "EFF-09") is not None
    assert _of(check(*heads, f"{twelve} on"), "EFF-09") is None


def test_a_table_of_diseases_is_a_list() -> None:
    """Rows of a table under "conditions we treat" count like items of a list."""
    rows = "".join(f"<tr><td>{one}</td></tr>" for one in ("Diabetes", "Heart failure", "Psoriasis"))
    report = _html(
        "<h1>Stem cells</h1>", _SAID, f"<h2>Conditions we treat</h2><table>{rows}</table>"
    )
    assert _of(report, "EFF-09") is not None


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("<h2>Cerebral palsy</h2><p>Write to us.</p>", True),
        ("<h2>Cerebral palsy?</h2><p>Write to us.</p>", False),
        ('<img alt="A child with cerebral palsy" src="a.png">', True),
        ("<figure><img src='a.png'><figcaption>Cerebral palsy</figcaption></figure>", True),
        ("<p>Cerebral palsy</p>", False),
    ],
)
def test_a_disease_is_named_around_an_offer_by_headings_and_pictures(
    part: str, named: bool
) -> None:
    """Text that makes no claim, and a question, name nothing."""
    report = _html("<h1>Stem cells for autism</h1>", _SAID, part)
    assert (_of(report, "EFF-08") is not None) is named


def test_a_wider_or_narrower_disease_was_spoken_of() -> None:
    """Arthritis of the knee is arthritis: a promise for one speaks of the other."""
    narrow = _html(
        "<h1>Stem cells</h1>",
        "<p>Stem cells improve walking in knee osteoarthritis.</p>",
        "<h2>Osteoarthritis</h2>",
        "<p>Write to us.</p>",
    )
    wide = _html(
        "<h1>Stem cells</h1>",
        "<p>Stem cells improve walking in osteoarthritis.</p>",
        "<h2>Knee osteoarthritis</h2>",
        "<p>Write to us.</p>",
    )
    assert _of(narrow, "EFF-08") is _of(wide, "EFF-08") is None


def test_three_diseases_are_named_and_the_rest_counted() -> None:
    """A long menu is told in one short sentence, with two of its places."""
    names = ("Diabetes", "Stroke", "Epilepsy", "Psoriasis", "Asthma")
    for count, told in ((3, "diabetes, stroke and epilepsy"), (5, "and 2 more")):
        items = "".join(f"<li><a href='/{one}'>{one}</a></li>" for one in names[:count])
        found = _of(_html("<h1>Stem cells</h1>", _SAID, before=f"<nav><ul>{items}</ul></nav>"),
                    "EFF-08")  # fmt: skip
        assert found is not None
        assert told in found.message
        assert len(found.spans) == 2


_LONGEST_NAME = "symptoms with normal or nearly normal thyroid tests"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Knee osteoarthritis and autism", ["knee osteoarthritis", "autism"]),
        ("autism autism", ["autism", "autism"]),
        ("Type 1 diabetes", ["type 1 diabetes"]),
        ("we treat ALS and als", ["ALS (motor neurone disease)"]),
        ("ADHD", ["ADHD"]),
        ("gout", ["gout"]),
        (_LONGEST_NAME, [_LONGEST_NAME]),
        ("any condition", []),
        ("", []),
    ],
)
def test_the_longest_name_of_a_disease_counts(text: str, labels: list[str]) -> None:
    """Names of any length, in their order; short ones in capitals alone."""
    assert [concept.label for concept in conditions_in(load_vocabulary(), text)] == labels


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<nav><a href='/p'>Prices</a></nav>", ""),
        ("<header><a href='/p'>Our fees</a></header>", ""),
        ("", "<footer><a href='/p'>Costs</a></footer>"),
    ],
)
def test_a_link_to_prices_is_a_price_elsewhere(before: str, after: str) -> None:
    """A menu that leads to the prices is enough; the same word in the text is none."""
    assert _of(_html(_SAID), "SAF-06") is not None
    assert _of(_html(_SAID, before=before, after=after), "SAF-06") is None
    assert _of(_html(_SAID, "<p>Prices</p>"), "SAF-06") is not None


def test_a_spinal_injection_is_quoted_where_it_is_offered(check: Check) -> None:
    """The claim that holds the words, or else their sentence; a page is told once."""
    claimed = "Stem cells given by an intrathecal injection improve speech in autism."
    other = "We meet you at the airport. Cells are given by an intrathecal injection. See you soon."
    found = _of(check(claimed, "", other), "SAF-04")
    assert found is not None
    assert [span.quote for span in found.spans] == [claimed]
    found = _of(check(PROMISE, "", other), "SAF-04")
    assert found is not None
    assert [span.quote for span in found.spans] == ["Cells are given by an intrathecal injection."]


def test_another_treatment_is_an_alternative_and_a_kind_of_the_same_is_none(check: Check) -> None:
    """The reader needs something to choose from."""
    doctor = "Talk to your own doctor first."
    other = "Insulin lowers blood sugar in diabetes."
    assert _of(check(PROMISE, "", doctor, "", other), "SAF-08") is None
    for same in ("Cord blood improves speech in autism.", "Stem cells improve sleep in autism."):
        found = _of(check(PROMISE, "", doctor, "", same), "SAF-08")
        assert found is not None
        assert "another treatment" in found.message


def test_a_long_text_without_a_full_stop_is_quoted_around_the_words(check: Check) -> None:
    """Some words on both sides; a sentence of its own is quoted whole."""
    long = f"{'we are here for you and ' * 20}we recommend a booster infusion{' every year' * 40}"
    found = _of(check(PROMISE, "", long), "SAF-07")
    assert found is not None
    [span] = found.spans
    assert "a booster infusion" in span.quote
    assert 200 < len(span.quote) < 300
    assert span.quote == span.quote.strip()


def test_help_with_paying_counts_above_the_footer_alone() -> None:
    """Every shop names its ways of paying at the foot of the page."""
    offer = "<p>We help you to start a crowdfunding campaign.</p>"
    assert _of(_html(_SAID, offer), "PRE-05") is not None
    assert _of(_html(_SAID, after=f"<footer>{offer}</footer>"), "PRE-05") is None
    both = _of(_html(_SAID, offer, after=f"<footer>{offer.replace('We', 'They')}</footer>"),
               "PRE-05")  # fmt: skip
    assert both is not None
    assert [span.quote[:2] for span in both.spans] == ["We"]


def test_journalists_are_shown_the_claim_that_names_the_product(check: Check) -> None:
    """A claim whose treatment stands in the heading says less."""
    found = _of(check("It improves sleep in autism.", "", PROMISE), "PRE-06")
    assert found is not None
    assert [span.quote for span in found.spans] == [PROMISE]


_FIVE = "cytokines, exosomes, growth factors, mitochondria and synapses"


@pytest.mark.parametrize(
    ("passage", "fires"),
    [
        (f"Stem cells repair the brain in autism by {_FIVE}.", True),
        (("Stem cells repair the brain in autism by cytokines, exosomes, growth factors and "
         "synapses."), False),
        (f"Stem cells repair the brain in autism by {_FIVE} (doi:10.1000/182).", False),
        (f"Stem cells repair the brain in autism by {_FIVE}.\n\nSee doi:10.1000/182.", True),
    ],
)  # fmt: skip
def test_five_technical_words_without_a_source_are_many(
    check: Check, passage: str, fires: bool
) -> None:
    """Four are few, and a source in the same block can be looked up."""
    assert (_of(check(*passage.split("\n")), "TOK-06") is not None) is fires


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("NCT02847182", ("with a placebo group", "180 people", "main goal not reached.")),
        ("NCT01343511", ("with a comparison group", "main goal reached.")),
        ("NCT01974973", ("no comparison group",)),
        ("NCT04089579", ("main goal not reached (known only second-hand)",)),
        ("NCT02192749", ("a paper on it was retracted",)),
        ("NCT01502488", ("the trial was withdrawn", "no result in our copy")),
        ("NCT03818737", ("knee osteoarthritis; ", "This page speaks of autism.")),
    ],
)
def test_an_entry_tells_what_the_record_holds(
    check: Check, number: str, told: tuple[str, ...]
) -> None:
    """Design, size, state, result, and whether it is about the page's disease."""
    found = _of(check(PROMISE, "", f"See {number}."), "TRI-16")
    assert found is not None
    assert all(part in found.message for part in told), found.message
    assert ("This page speaks of" in found.message) is (number == "NCT03818737")
    assert "; ;" not in found.message
    assert "None" not in found.message


def test_entries_are_of_trials_alone(check: Check) -> None:
    """A paper's number is no trial's; a page without claims is off no topic."""
    assert _of(check(PROMISE, "", "See doi:10.1000/182."), "TRI-16") is None
    silent = _of(check("See NCT03818737.", around=("Reading room", "")), "TRI-16")
    assert silent is not None
    assert "This page speaks of" not in silent.message


@pytest.mark.parametrize(
    ("number", "known"),
    [("NCT02847182", True), ("ISRCTN12345678", True), ("IRCT201512315280N22", True),
     ("2019-001234-56", True), ("ChiCTR1900021234", True), ("doi:10.1000/182", False)],
)  # fmt: skip
def test_a_study_to_join_is_one_of_any_register(check: Check, number: str, known: bool) -> None:
    """A numbered trial to join and its price are asked about; a numbered paper is not."""
    join = f"Join our study of stem cells in autism (EudraCT {number})." if number[0] == "2" else (
        f"Join our study of stem cells in autism ({number}).")  # fmt: skip
    assert (_of(check(join, "", "It costs $9,500."), "TRI-02") is not None) is known


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("<p>Seal of the FDA</p>", True),
        ("<p>Seal of the FDA.</p>", True),
        ("<p>Seal of the FDA in the hall</p>", False),
        ('<img alt="The seal of the FDA in our hall" src="a.png">', True),
        (("<figure><img src='a.png'><figcaption>The seal of the FDA in our hall</figcaption>"
         "</figure>"), True),
        ('<img alt="Not the seal of the FDA" src="a.png">', False),
    ],
)  # fmt: skip
def test_a_seal_is_shown_by_a_picture_or_by_its_name(part: str, shown: bool) -> None:
    """A sentence that speaks of a seal shows none."""
    assert (_of(_html(_SAID, part), "REG-12") is not None) is shown


def test_small_print_repairs_no_other_promise(check: Check) -> None:
    """A line that itself promises and says so is not set beside itself."""
    both = "Stem cells improve autism; these statements have not been evaluated by the FDA."
    assert _of(check(both), "REG-13") is None
    assert _of(check(both, "", PROMISE), "REG-13") is not None


_STORY = "“Two weeks after stem cells for autism our daughter said mama for the first time.”"


def test_an_outstanding_story_wants_the_ordinary_result(check: Check) -> None:
    """A share of responders tells it; a cure told by a patient is outstanding too."""
    assert _of(check(_STORY), "TES-02") is not None
    assert _of(check(_STORY, "", "9 in 10 children improve after stem cells."), "TES-02") is None
    cured = "“Stem cells cured my son's autism, he became a different boy.”"
    assert _of(check(cured), "TES-02") is not None


@pytest.mark.parametrize(
    "more",
    [
        (_STORY,),
        ("Our stem cell protocol for autism is listed on ClinicalTrials.gov.", "",
         "Stem cells improve speech in autism, for $9,500 a course."),
    ],
    ids=["story", "price"],
)  # fmt: skip
def test_nothing_is_called_minor_beside_a_graver_finding(
    check: Check, more: tuple[str, ...]
) -> None:
    """The plain word for minor remarks is not said where the page is told of more."""
    assert _of(check("Only three places left in May!"), "CMB-05") is not None
    assert _of(check("Only three places left in May!", "", *more), "CMB-05") is None


def test_a_sober_page_may_name_what_it_reports(check: Check) -> None:
    """Stories, numbers and notes on a page that informs lead to no finding on the page."""
    report = check(_STORY, "", "Results may vary.", "", "9 in 10 improve.", around=INFORMS)
    assert {f.rule for f in report.page_findings} <= {"TRI-16"}
