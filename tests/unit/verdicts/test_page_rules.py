"""Findings on the whole page: passages that pull apart, omissions, and their limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checks import check_html
from claimcheck.schema import Report
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]

PROMISE = "Stem cells improve speech in children with autism."
COMPLETE = (
    PROMISE,
    "The price is $9,000. Side effects such as infection and headache can occur.",
    "The treatment is experimental. Talk to your own doctor first.",
    "Speech therapy is the usual first step.",
)


def _rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.page_findings}


def test_a_caution_is_shown_with_what_overrules_it(check: Check) -> None:
    """Both passages are quoted side by side, in the order in which they stand."""
    report = check(PROMISE, "", "Stem cell therapy is not a cure for autism.")
    [finding] = [f for f in report.page_findings if f.rule == "EFF-02"]
    assert [span.quote for span in finding.spans] == [
        PROMISE,
        "Stem cell therapy is not a cure for autism.",
    ]


def test_a_cure_claimed_and_taken_back_is_graver(check: Check) -> None:
    """Claiming a cure and denying it on one page is the gravest pair."""
    report = check("Autism can be cured with stem cells.", "", "It is not a cure for autism.")
    [finding] = [f for f in report.page_findings if f.rule == "CMB-02"]
    assert (finding.severity, len(finding.spans)) == (3, 2)


@pytest.mark.parametrize(
    ("left_out", "rule"),
    [
        ("Side effects such as infection and headache can occur.", "SAF-03"),
        ("The treatment is experimental.", "SAF-05"),
        ("The price is $9,000.", "SAF-06"),
        ("Talk to your own doctor first.", "SAF-08"),
        ("Speech therapy is the usual first step.", "SAF-08"),
    ],
)
def test_what_is_left_out_is_named(check: Check, left_out: str, rule: str) -> None:
    """Each omission is found when its sentence is missing, and not when it is there."""
    assert rule not in _rules(check(*COMPLETE))
    assert rule in _rules(check(*(line.replace(left_out, "") for line in COMPLETE)))


def test_denied_risks_are_no_word_on_risks(check: Check) -> None:
    """Saying that there is no risk does not tell the risks."""
    assert "SAF-03" in _rules(check(PROMISE, "There are no side effects and no risk at all."))


def test_a_page_that_promises_nothing_owes_nothing(check: Check) -> None:
    """Omissions are due only where the page sells and promises."""
    assert _rules(check("Our rooms are bright and the staff is kind to every child.")) == set()
    assert (
        _rules(check("Trials of stem cells in autism found no benefit.", around=INFORMS)) == set()
    )


def test_a_spinal_injection_needs_its_own_risks(check: Check) -> None:
    """The invasive route is named with the passage that offers it."""
    report = check(PROMISE, "Cells are given by an intrathecal injection. Results can vary.")
    assert "SAF-04" in _rules(report)


def test_a_price_beside_a_listing_is_asked_about(check: Check) -> None:
    """A trial listing and a price on one page raise the question who may be charged."""
    report = check(
        "Our stem cell protocol for autism is listed on ClinicalTrials.gov.",
        "Stem cells improve speech in autism, for $9,500 a course.",
    )
    assert "TRI-02" in _rules(report)
    assert any("who approved it" in question for question in report.summary.questions)


def test_many_unrelated_conditions_are_named(check: Check) -> None:
    """Promises for three different parts of the body are quoted together."""
    report = check(
        PROMISE,
        "Stem cells improve kidney function in chronic kidney disease.",
        "Stem cells cure type 1 diabetes.",
    )
    [finding] = [f for f in report.page_findings if f.rule == "EFF-09"]
    assert len(finding.spans) == 3


def test_a_sober_page_gets_a_plain_answer(check: Check) -> None:
    """Nothing flagged is said in so many words, and so is a page without any claim."""
    sober = check("Stem cells were no better than placebo in autism.", around=INFORMS)
    assert "no passage on this page that goes beyond" in sober.summary.bottom_line
    empty = check("We are open on Mondays.", around=("Opening hours of the library", ""))
    assert "no claim about a treatment" in empty.summary.bottom_line


def test_only_weak_signs_are_called_weak(check: Check) -> None:
    """A page with nothing but minor flags is not said to go beyond the records."""
    report = check("Only three places left in May!")
    assert report.summary.bottom_line.startswith("Nothing on this page clearly goes beyond")


def test_questions_follow_from_what_was_found(check: Check) -> None:
    """The gravest findings ask first, each question once, and never more than ten."""
    report = check(PROMISE, "Autism can be cured with stem cells. There are no side effects.")
    questions = report.summary.questions
    assert 0 < len(questions) <= 10
    assert len(questions) == len(set(questions))
    assert "controlled trial showed recovery" in questions[0]


@pytest.mark.parametrize(
    "price",
    [
        "From 9 000 EUR.",
        "All in for USD 12k.",
        "Price on request.",
        "12.500 € a course",
        "CHF 9000",
    ],
)
def test_a_price_is_read_in_many_spellings(check: Check, price: str) -> None:
    """A page that speaks of its price is not said to leave it out."""
    assert "SAF-06" not in _rules(check(PROMISE, "", price))


@pytest.mark.parametrize(
    "risk",
    [
        "Infection and bleeding are possible complications.",
        "What are the risks? A mild fever can follow.",
        "A headache may last for a day.",
        "Contraindications: pregnancy.",
    ],
)
def test_a_risk_is_read_in_many_words(check: Check, risk: str) -> None:
    """A page that names a risk is not said to name none."""
    assert "SAF-03" not in _rules(check(PROMISE, "", risk))


@pytest.mark.parametrize(
    "denied",
    [
        "What are the side effects? None.",
        "The cells are safer with regard to immune complications.",
        "It lowers costs and avoids complications.",
        "Side effects: none",
        "You won't have any side effects.",
    ],
)
def test_a_risk_that_is_denied_is_not_named(check: Check, denied: str) -> None:
    """Words of risk that say that there is none do not tell a risk."""
    assert "SAF-03" in _rules(check(PROMISE, "", denied))


def test_omissions_say_what_was_looked_for_and_where(check: Check) -> None:
    """The subject is this page, and what is missing may stand elsewhere on the site."""
    omitted = [f for f in check(PROMISE).page_findings if f.rule.startswith("SAF")]
    assert len(omitted) >= 4
    for finding in omitted:
        assert "this page" in finding.message.lower()
        assert "elsewhere on the site" in finding.message


def test_a_treatment_that_trials_support_need_not_be_called_unproven(check: Check) -> None:
    """Where nothing promised is unshown by the records, the word "unproven" is not due."""
    report = check(
        "95% of our patients are satisfied with cataract surgery. There are no risks at all.",
        around=("Cataract surgery", "", "Book a free consultation at our clinic.", ""),
    )
    assert "SAF-05" not in _rules(report)


@pytest.mark.parametrize(
    "told", ["It hasn't been FDA-approved.", "It isn't proven yet.", "It is still being tested."]
)
def test_unproven_is_said_in_many_words(check: Check, told: str) -> None:
    """A page that says in its own words that the treatment is untested owes no more."""
    assert "SAF-05" not in _rules(check(PROMISE, "", told))


def test_a_headline_and_small_print_are_told_apart() -> None:
    """The message says where the promise and the caution stand."""
    page = f"""<html><body><main><section class="hero"><h1>{PROMISE}</h1></section>
    <p>Book a free consultation at our clinic today.</p></main>
    <footer><p>Stem cell therapy is not a cure for autism.</p></footer></body></html>"""
    [finding] = [f for f in check_html(page).page_findings if f.rule == "EFF-02"]
    assert "caution at the foot of the page" in finding.message
    assert finding.spans[0].quote == PROMISE


def test_a_caution_that_leads_the_page_is_not_overruled() -> None:
    """A caution in the headline, above every promise, does its work."""
    page = f"""<html><body><main><h1>Stem cell therapy is not a cure for autism.</h1>
    <p>Book a free consultation at our clinic today.</p><p>{PROMISE}</p></main></body></html>"""
    assert "EFF-02" not in _rules(check_html(page))


def test_that_a_disease_has_no_cure_is_no_caution(check: Check) -> None:
    """Many a pitch begins with it; it does not limit what is promised."""
    report = check("There is no known cure for autism.", "", PROMISE)
    assert not {"EFF-02", "CMB-02"} & _rules(report)
    own = check("Stem cell therapy is no cure for autism.", "", PROMISE)
    assert "EFF-02" in _rules(own)


def test_a_list_of_what_is_treated_counts(check: Check) -> None:
    """Diseases listed under "conditions we treat" add to what the one product is offered for."""
    lines = (PROMISE, "", "Conditions we treat", "", "- Diabetes", "- Heart failure", "- Psoriasis")
    [finding] = [f for f in check(*lines).page_findings if f.rule == "EFF-09"]
    assert len(finding.spans) == 3
    departments = ("Our departments", "", "- Diabetes", "- Heart failure", "- Psoriasis")
    assert "EFF-09" not in _rules(check(PROMISE, "", *departments))


def test_diseases_of_the_brain_are_one_part_of_the_body(check: Check) -> None:
    """Autism, cerebral palsy and ADHD are not unrelated."""
    report = check(
        PROMISE,
        "",
        "Stem cells improve walking in cerebral palsy.",
        "",
        "Stem cells improve attention in ADHD.",
    )
    assert "EFF-09" not in _rules(report)


def test_a_menu_that_names_a_disease_is_remarked_once() -> None:
    """A menu, a caption and the address beside an offer are one weak remark."""
    page = f"""<html><body><nav><a href="/cp">Cerebral palsy</a></nav><main><h1>Stem cells</h1>
    <p>{PROMISE}</p><p>Book a free consultation at our clinic today.</p></main></body></html>"""
    report = check_html(page, url="https://clinic.example/type-1-diabetes/")
    [finding] = [f for f in report.page_findings if f.rule == "EFF-08"]
    assert finding.severity == 1
    assert [span.quote for span in finding.spans] == ["Cerebral palsy"]
    assert "diabetes" in finding.message


def test_a_study_to_join_for_money_needs_no_seal(check: Check) -> None:
    """A numbered study to join, and its price, are asked about without a boast of the listing."""
    report = check("Join our study NCT02847182 of stem cells in autism.", "", "It costs $9,500.")
    assert "TRI-02" in _rules(report)
    free = check("Join our study NCT02847182 of stem cells in autism.", "", "We pay you $9,500.")
    assert "TRI-02" not in _rules(free)


def test_minor_remarks_are_called_minor(check: Check) -> None:
    """Only minor flags: the page finding says so, and is gone beside a serious one."""
    assert "CMB-05" in _rules(check("Only three places left in May!"))
    assert "CMB-05" not in _rules(check("Only three places left in May!", "", PROMISE))


def test_a_story_without_results_names_one_treatment(check: Check) -> None:
    """A story of one treatment is not set beside the empty records of another."""
    story = "“Two weeks after stem cells for autism our daughter said mama for the first time.”"
    number = "87% of children with autism improve after stem cells."
    other = "Clinical studies show that exosomes help in autism."
    assert "CMB-03" not in _rules(check(story, "", number, "", other))
