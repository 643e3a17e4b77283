"""What an omission hangs on: the words in which risks, doubts, prices and other care are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import (
    ConceptKind,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
    Report,
    Zone,
)
from claimcheck.verdicts.page import PageRule
from claimcheck.verdicts.page.omissions import (
    no_doctor,
    no_price,
    no_risks,
    no_route_risks,
    not_called_unproven,
)
from tests.unit.verdicts.made_pages import (
    FAR,
    Part,
    Told,
    beside_far,
    case_of,
    each,
    findings,
    fires,
    page,
    quotes,
)

_TREATMENT = ConceptKind.INTERVENTION
PROMISE = "Stem cells improve speech in children with autism."


def _of(rule: PageRule, before: str, words: str, after: str) -> list[tuple[PageRule, str]]:
    return [(rule, line) for line in each(before, words, after)]


@pytest.mark.parametrize(
    "words",
    [
        *each("We speak of ", "risk|side effects|complications|adverse events|infection|tumours|"
               "harm|contraindications|allergic reactions|barotrauma|ear pain|ear pressure", "."),
        *each("Ears ", "pop|to pop|may pop|can pop|might pop|will pop|hurt", " up there."),
        *each("It ", "may bring|can bring|could bring|might bring|is mild|is temporary|is possible|"
               "is occasional|is rare|will cause", " fever."),
        *each("It may bring ", "headache|bleeding|bruising|swelling|soreness|nausea|pain", "."),
        *each("", "Headache|Fever|Bleeding|Bruising|Swelling|Soreness|Nausea", " can occur."),
        *each("Fever ", "may|could|might|can also", " occur."),
        *each("Fever can ", "happen|follow|appear|last", "."),
        *each("", "Headache|Fever|Bleeding|Bruising|Swelling|Soreness|Nausea|Redness|Tenderness",
               " is normal."),
        *each("Fever and nausea are ", "normal|possible|to be expected|quite normal", "."),
        *each("You ", "may|can|might", " feel sick."),
        *each("You may feel ", "dizzy|queasy|faint|flushed|sore|tired|a bit sick", "."),
    ],
)  # fmt: skip
def test_a_risk_has_many_names(words: str) -> None:
    """A page that tells one of them is not asked for risks."""
    assert not fires(no_risks, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("Here you come with ", "no|zero|0|minimal|low|lower|less|reduced|never a|not one|"
               "safer cells and fewer", " risk."),
        "Zero guests had an infection.",
        *each("You go ", "without|free of", " harm."),
        *each("We ", "avoid|eliminate|rule out|minimise|minimize|cannot see a|"
                     "don't see a", " risk."),
        *each("Infection: ", "none|no|nil|zero|0", "."),
        *each("Are infections seen at your house? ", "No|None|Never|Not at all|There are none",
               ", says Ida."),
    ],
)  # fmt: skip
def test_a_risk_that_is_denied_is_none_told(words: str) -> None:
    """Small, ruled out, or answered with a no."""
    assert fires(no_risks, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("We give it by ", "an intrathecal needle|a lumbar puncture|a spinal injection|"
               "a spinal tap|the spinal canal", "."),
        *each("It goes ", "into the spine|into your spine|into spine|into the child's spine|"
               "into the neck and spine", "."),
    ],
)  # fmt: skip
def test_a_way_into_the_spine_has_many_names(words: str) -> None:
    """Each has risks of its own, and they are asked for where the words stand."""
    assert quotes(no_route_risks, beside_far(words)) == [words]


@pytest.mark.parametrize(
    "words",
    [
        *each("", "We work with no|It is not a|We never do a|Come without a|"
               "A drip instead of a|We avoid a|A drip rather than a|We don't do a",
               " spinal tap."),
        *each("We do a spinal tap. We speak of ", "infection|meningitis|headache|bleeding|"
               "nerve damage", "."),
    ],
)  # fmt: skip
def test_a_way_that_is_not_taken_or_whose_risks_are_told_is_none_left_out(words: str) -> None:
    """The denial stands before it in the same sentence."""
    assert not fires(no_route_risks, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("It hasn't ", "been proven|yet been proven|been fully proven|been approved|"
               "been evaluated|been cleared|yet been fully proven", "."),
        "It isn't proven.",
        *each("It is ", "experimental|investigational|unproven|unapproved|off-label|not proven|"
               "not yet proven|not fully proven|under investigation|still studied|being studied|"
               "currently studied|still being studied|still tested|still researched|"
               "still investigated", "."),
        "It was never proven.",
        *each("It has not been ", "proven|approved|evaluated|cleared|licensed|licenced|authorised|"
               "authorized|established|demonstrated", "."),
        *each("There is no ", "evidence|proof|good evidence|clear evidence|solid evidence|"
               "strong evidence|sufficient evidence", "."),
        *each("", "More research is|Further research is|More studies are|More trials are|"
               "More research is still", " needed."),
        "There is limited evidence.",
        *each("The evidence is ", "limited|weak|emerging|early|still weak", "."),
    ],
)  # fmt: skip
def test_that_it_is_unproven_is_said_in_many_ways(words: str) -> None:
    """A page that says so owes no more."""
    assert not fires(not_called_unproven, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("A stay is ", "$900|900 $|€ 900", "."),
        *each("A stay is ", "USD|EUR|GBP|AUD|CAD|CHF|INR|Rs.|THB|MXN|PLN|UAH|JPY|SGD|NZD|ZAR|"
                            "AED",
               " 900."),
        "A stay is TRY 9,000.",
        *each("A stay is 9k ", "USD|EUR|GBP|AUD|CAD|CHF|INR|THB|MXN|PLN|UAH|JPY|SGD|AED|dollars|"
               "US dollars|euros|pounds|rupees|francs|pesos|baht|yen", "."),
        *each("", "Prices|Pricing|Costs|Fees|Quotes|Rates", " on request."),
        *each("The price ", "upon request|depends on you|is individual|after a call|after the call|"
               "after your call|from 9|starts low|is starting low|varies|may vary", "."),
        *each("", "Request|Ask for|Get|Receive|Contact us for", " a quote."),
        *each("Get ", "quote|the quote|your quote|our quote|a free quote|a personal quote",
               " here."),
        *each("Get ", "individual quotation|a price|pricing|a quotation|a cost estimate|"
               "your estimate", " here."),
        "The price list hangs in the hall.",
        *each("How much ", "does|do|will|is", " it?"),
        *each("", "It|They|Treatment|It'll|It will|It does|It really|It actually",
               " cost little."),
    ],
)  # fmt: skip
def test_a_price_is_spoken_of_in_many_ways(words: str) -> None:
    """An amount, what it hangs on, or where to ask for it."""
    assert not fires(no_price, words)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        *_of(no_risks, "The cells may ", "ease|relieve|reduce|help with|stop|prevent|improve|"
               "lessen|soothe|bring fewer", " headaches."),
        *_of(not_called_unproven, "There is no ", "evidence of harm|proof of any harm|"
               "evidence of risk|proof of danger|evidence of toxicity|evidence of side effects",
               "."),
        (no_price, "Try 3 sessions."),
    ],
)  # fmt: skip
def test_what_sounds_like_it_is_not_told(rule: PageRule, words: str) -> None:
    """A gain is no risk, harm that was not seen is no lack of proof, and a trial is no price."""
    assert fires(rule, words)


def test_our_own_doctors_are_not_yours() -> None:
    """Whoever sells is asked about what they sell."""
    assert "own doctor" in _missing("See our own doctors first.")


def test_a_price_in_words_is_one() -> None:
    """A number that was read as a price needs no sign of money."""
    words = "Nine thousand for a stay."
    assert fires(no_price, words)
    figure = Figure(
        start=len(FAR) + 2,
        end=len(FAR) + 15,
        raw="Nine thousand",
        lo=9000,
        hi=9000,
        unit=FigureUnit.COUNT,
        bound=FigureBound.EXACT,
        kind=FigureKind.PRICE,
    )
    priced = case_of(page(FAR, words), Told(), Told(quote=words, rules={}, figures=(figure,)))
    assert findings(no_price, priced) == ()


@pytest.mark.parametrize(
    "words", ["Price", "Prices", "Pricing", "Fees", "Cost", "Tariffs", "Rates"]
)
def test_a_link_to_prices_has_many_names(words: str) -> None:
    """In a menu each of them leads to a price."""
    assert not fires(no_price, Part(text=words, zone=Zone.NAV))
    assert fires(no_price, words)


def _missing(*words: str) -> str:
    [finding] = findings(no_doctor, beside_far(*words))
    return finding.message


@pytest.mark.parametrize(
    "words",
    [
        *each("", "Talk to|Speak with|Ask|Consult|See|Discuss it with|Check with|Contact|Seek",
               " your doctor."),
        *each("Talk to ", "their|an own|a family|the child's|a treating|a qualified|a licensed|"
               "a health care|a healthcare", " doctor."),
        *each("Talk to your ", "physician|GP|paediatrician|pediatrician|neurologist|specialist|"
               "provider|professional", "."),
        "This is no medical advice.",
        *each("We do not replace a ", "doctor|physician|consultation", "."),
    ],
)  # fmt: skip
def test_ones_own_doctor_is_named_in_many_ways(words: str) -> None:
    """Then only another treatment is missing."""
    assert "another treatment" in _missing(words)
    assert "own doctor" not in _missing(words)


@pytest.mark.parametrize(
    "words",
    [
        "There are alternatives.",
        *each("There are ", "other|standard|conventional|traditional|usual|existing|other good",
               " options."),
        *each("There is other ", "treatment|therapy|care|medicine", "."),
        *each("There are other ", "therapies|approaches|methods|first steps", "."),
        *each("There is ", "speech therapy|behavioural therapy|occupational therapy|"
               "physical therapy|ABA therapy|speech training|physiotherapy|rehabilitation|"
               "medication|a medicine|surgery|school support", "."),
    ],
)  # fmt: skip
def test_other_care_is_named_in_many_ways(words: str) -> None:
    """Then only the own doctor is missing."""
    assert "own doctor" in _missing(words)
    assert "another treatment" not in _missing(words)


@pytest.mark.parametrize(
    ("promised", "named", "missing"),
    [
        ("cord_blood", "stem_cells", True),
        ("stem_cells", "cord_blood", True),
        ("stem_cells", "hbot", False),
        (None, "hbot", False),
        ("stem_cells", None, True),
    ],
)
def test_a_wider_or_narrower_treatment_is_no_other(
    promised: str | None, named: str | None, missing: bool
) -> None:
    """What is promised is set beside every treatment that the page's claims name."""
    words = "Fir resin does it too."
    case = case_of(
        page(FAR, words),
        Told(of={_TREATMENT: promised} if promised else {}),
        Told(quote=words, rules={}, of={_TREATMENT: named} if named else {}),
    )
    [finding] = findings(no_doctor, case)
    assert ("another treatment" in finding.message) is missing


def test_a_claim_may_begin_with_the_way_into_the_spine() -> None:
    """Then its words are shown, and not the whole sentence."""
    claim = Told(quote="Intrathecal needles", rules={})
    case = case_of(page(FAR, "Intrathecal needles help us."), Told(), claim)
    assert quotes(no_route_risks, case) == ["Intrathecal needles"]
    after = Told(quote="help us", rules={})
    case = case_of(page(FAR, "Intrathecal needles help us."), Told(), after)
    assert quotes(no_route_risks, case) == ["Intrathecal needles help us."]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        *[(no_risks, line) for line in (
            "Nausea was seen in none of our patients.",
            "Nausea was seen in fewer of our patients.",
            "Headaches were seen to disappear after the third session.",
            "Neither fever nor nausea was seen.",
            "Relief from nausea was noted in 90%.",
            "Some are tired of waiting for a cure.",
            "Some people are tired of tablets.",
        )],
        (not_called_unproven, "Our cure is not accepted by mainstream medicine."),
        (no_price, "The price in dollars is lower than in the US."),
        *[(no_doctor, line) for line in (
            "Call to meet our licensed doctors.",
            "Call us now to book your doctor's consultation.",
            "Asking your doctor is useless.",
        )],
    ],
)  # fmt: skip
def test_what_boasts_names_nothing_that_is_missing(
    check: Callable[..., Report], rule: PageRule, words: str
) -> None:
    """A seller does not switch a remark off by words that say the opposite."""
    found = {one.rule for one in check(PROMISE, words).page_findings}
    assert rule.card.id in found


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (no_risks, "Fever up to 38.5 °C was seen in 9% of the children."),
        (no_risks, "Now and then a child is a bit giddy."),
        (not_called_unproven, "Its effects are not recognised by conventional medicine."),
        (no_price, "Service | Price, euro | 4 900"),
    ],
)
def test_what_is_named_in_other_words_is_not_missing(
    check: Callable[..., Report], rule: PageRule, words: str
) -> None:
    """So harms that were seen, and prices in the head of a table."""
    assert rule.card.id in {one.rule for one in check(PROMISE).page_findings}
    assert rule.card.id not in {one.rule for one in check(PROMISE, words).page_findings}
