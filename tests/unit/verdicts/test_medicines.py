"""EFF-15: advice to stop a medicine, the promise that none is needed, and sober look-alikes."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from claimcheck.checker import Checker
from claimcheck.checks import check_html
from claimcheck.schema import PageFinding, Report
from claimcheck.verdicts.page.medicine_names import (
    LESSON_CONCEPTS,
    MEDICINE_CONCEPTS,
    OPERATION_CONCEPTS,
    VACCINE_CONCEPTS,
    VITAL_CONCEPTS,
    marked,
)
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import INFORMS, SELLS
from tests.unit.verdicts.medicine_pages import found_on

Read = Callable[..., tuple[PageFinding, ...]]
Check = Callable[..., Report]

ADVICE, PROMISE = 3, 2
#: A hospital with a call to book; it sells care as much as any clinic does.
HOSPITAL = (
    "Day surgery at Larch Hospital",
    "",
    "Our doctors operate on two thousand patients a year. Call us to book your appointment.",
    "",
)
#: Neither sells nor informs by any sign.
PLAIN = ("Elm House", "", "We are here on Mondays.", "")


@pytest.fixture(scope="module")
def read(checker: Checker) -> Read:
    """What the rule finds on a page that makes no claim about a treatment."""
    return functools.partial(found_on, checker)


def _weights(found: tuple[PageFinding, ...]) -> list[int]:
    return [finding.severity for finding in found]


ADVISED = [
    "We ask you to pause methotrexate four weeks before you fly.",
    "We ask all families to put off vaccines until the cleanse is over.",
    "Our doctors recommend stopping valproate two weeks before the drip.",
    "Please leave out your blood pressure pills in the week of the drip.",
    "Stop taking your blood thinners a week before.",
    "Stop taking warfarin ten days before you arrive.",
    "Stop ABA: it teaches nothing but tricks.",
    "Say no to hip replacement",
    "Delay or cancel the bypass",
    "Don't vaccinate while your son is on the cleanse.",
    "Refrain from chemotherapy for the first month.",
    "Reduce sertraline to nothing before you fly.",
    "We take every child off seizure medication in week one.",
    "We never allow chemotherapy alongside our drip.",
    "Chemo is pure poison.",
    "Steroids must not be given in the month around the infusion.",
    "Say no to chemotherapy",
    "Skip the surgery.",
    "Cancel your operation.",
    "Refuse dialysis.",
    "Wait with chemotherapy until your body is strong.",
    "Until your son has finished the cleanse, postpone all vaccinations.",
    "Lamotrigine should be reduced to zero before you come.",
    "Statins and beta blockers must be stopped before the first drip.",
    "Seizure medicine is phased out first.",
    "Antipsychotics disturb the new cells and are stopped before day one.",
    "Do not take beta blockers during the course.",
    "Don't give risperidone during the detox.",
    "You should stop tamoxifen while you are on our drops.",
    "You can safely leave your inhaler at home.",
    "You can finally put the Concerta back in the cupboard.",
    "If you take prednisolone, please stop two weeks earlier.",
    "Most of our guests decide against chemotherapy after the first talk.",
    "Radiation feeds the cancer.",
    "Radiotherapy spreads the disease, so we advise waiting with it until you feel strong.",
    "Why pregabalin makes neuropathy worse",
    "Try our drip before you agree to dialysis.",
]


@pytest.mark.parametrize("passage", ADVISED)
def test_advice_against_a_medicine_weighs_most(read: Read, passage: str) -> None:
    """To stop, to put off and to refuse are read in whatever words they come."""
    assert _weights(read(passage)) == [ADVICE]


PROMISED = [
    "Our families no longer need aripiprazole.",
    "Your son will not need his inhaler any longer.",
    "Insulin is no longer needed after the third drip.",
    "Off all meds in 60 days.",
    "Most children come off their tablets in the first month.",
    "Four out of five of our pupils come off Concerta within a term.",
    "The gentle way off antidepressants",
    "Kidney failure – off dialysis",
    "No chemo needed.",
    "Liver failure – no transplant needed",
    "No more epilepsy drugs after the second course.",
    "Say goodbye to insulin for good",
    "Insulin can be thrown away.",
    "Asthma: the inhaler can be thrown in ten weeks",
    "Blood pressure pills can often be thrown out",
    "Medication-free by summer.",
    "Seven of ten patients stop injecting within a year.",
    "Nine of ten patients who had been listed for surgery cancelled it.",
    "Many guests find they can leave their arthritis drugs at home.",
    "A boy with colitis came off steroids.",
    "Two of them are off both blood pressure tablets.",
    "Most of those on insulin are off it.",
    "Seven in ten went home without any diabetic tablets.",
    "We have had inhalers thrown in our bin.",
    "The thyroid tablet is tapered to nil.",
    "Your sugar comes down and your pills come off.",
    "He got rid of dialysis.",
    "Freedom from dialysis",
    "Within a month he is free of antidepressants.",
    "It lets you ditch the statins.",
    "Nobody here takes blood pressure tablets after day ten.",
    "The inhaler went in the bin after two sessions.",
    "Flush the pills down the toilet.",
]


@pytest.mark.parametrize("passage", PROMISED)
def test_a_promise_of_no_medicine_weighs_less(read: Read, passage: str) -> None:
    """What is said to happen to medicines is no advice, and counts where a page sells."""
    assert _weights(read(passage)) == [PROMISE]
    assert read(passage, around=PLAIN) == ()


SOBER = [
    "Do not stop your medicine without asking your doctor.",
    "Never stop insulin, even on days when you cannot eat.",
    "You do not need to stop your blood thinners.",
    "You never need to stop your inhaler.",
    "Keep taking your blood pressure pills until the day you come.",
    "Stop taking warfarin seven days before surgery if your surgeon says so.",
    "Stop taking your blood thinners five days before the operation.",
    "Please stop metformin on the day of your CT scan.",
    "Skip the tablets on the morning of surgery",
    "Metformin: leave out the tablets on the day of your operation.",
    "Beta blockers should be stopped two days before the exercise test.",
    "Please pause beta blockers for the skin prick test.",
    "Your surgeon will tell you when. Stop clopidogrel a week earlier.",
    "We ask you to stop methotrexate before trying for a baby.",
    "Some people can reduce their insulin after bariatric surgery.",
    "Most patients come off their diabetes tablets after a gastric bypass.",
    "After a kidney transplant most people are off dialysis for good.",
    "Patients in the trial had to stop methotrexate four weeks before.",
    "Participants must stop all other drugs four weeks before the first dose.",
    "You cannot join the trial unless statins are stopped before day one.",
    "Our daughter no longer needs her inhaler; her asthma nurse stopped it.",
    "He came off risperidone together with his psychiatrist.",
    "No chemo needed: the test showed a low risk of recurrence.",
    "Stop taking the tablets and see a doctor if you get a rash.",
    "Stop taking metformin if you are vomiting.",
    "Stop the inhaler and call 999 if your face swells.",
    "Stop taking methotrexate and contact the hospital team if you have a fever.",
    "If you want to stop antidepressants, please do it slowly, with your GP.",
    "People who stop tablets too soon may see the virus return.",
    "Some herbs stop chemotherapy from working.",
    "When people stop the injections most of the weight comes back.",
    "Stopping insulin is dangerous.",
    "Some clinics tell families to stop risperidone.",
    "Be wary of anyone who says you should stop chemotherapy.",
    "A clinic told her to throw away her insulin, and she nearly died.",
    "Websites claim that you can throw away your inhaler.",
    "Come off cigarettes with us: most smokers come off tablets and patches in ten weeks.",
    "We help people who are addicted to come off prescription drugs.",
    "Vaccines should not be put off.",
    "Put off the vaccine if your child has a fever.",
    "Delay the vaccination by two weeks if your child is unwell.",
    "We would sooner put off the operation than take a risk.",
    "Losing weight helps many people to put off surgery for years.",
    "Chemotherapy kills cancer cells and some healthy ones.",
    "You can refuse surgery at any time; the choice is yours.",
    "You can say no to surgery and still be seen here, says your surgeon.",
    "Can I stop my antidepressant?",
    "Should I stop statins before I come?",
    "Treat your back pain without surgery",
    "We try exercise before surgery.",
    "Put the tablets away at night: screens disturb sleep.",
    "Do not take statins during a course of clarithromycin.",
    "Beta blockers can make asthma worse.",
    "Vaccine passes are no longer needed.",
    "Stop insulin price rises",
    "Stop vaccine myths before they spread",
    "Leave out your diabetes tablets on the day.",
    "Stop fluoxetine five weeks before starting another antidepressant.",
    "If you take statins, stop eating grapefruit.",
    "Save £5 off tablets and 20% off inhalers.",
    "Throw away any tablets that are left over.",
    "Throw away the inhaler when the counter shows zero.",
    "Insulin can be thrown out after 28 days in use.",
    "Do not throw out medicines in the bin.",
    "Tablets can often be stopped once a child has been seizure-free for two years.",
    "You may be able to stop your tablets if your blood pressure stays low.",
    "Surgery can be cancelled at short notice.",
    "Chemotherapy can be delayed when blood counts are low.",
    "A patch instead: no more tablets to remember.",
    "Once the infection has cleared you can stop the tablets.",
    "Warfarin is stopped five days before a hip replacement.",
    "After two years without fits your neurologist may suggest coming off seizure medicine.",
    "No child can live without insulin.",
    "Without insulin a child cannot live.",
    "Do not vaccinate a child with a high fever.",
    "Methotrexate must not be taken during pregnancy.",
    "We take patients off steroids slowly.",
    "Vaccines are free of mercury, and free from charge.",
    "Avoid radiation exposure from needless scans.",
    "You will need chemotherapy again.",
    "Take no more tablets than your leaflet says.",
    "Patients who no longer need surgery should tell us.",
    "You can put off cataract surgery until it bothers you.",
    "Put off knee replacement with exercise and weight loss.",
    "Stop the statin at that point, and it might climb again.",
    "St John's wort can stop your other medicines from working.",
    "Periods return soon after you come off the pill.",
    "Many of our older patients decide against dialysis and choose supportive care.",
]


@pytest.mark.parametrize("around", [SELLS, HOSPITAL, PLAIN], ids=["sells", "hospital", "plain"])
@pytest.mark.parametrize("passage", SOBER)
def test_sober_words_on_medicines_stay_unmarked(
    read: Read, passage: str, around: tuple[str, ...]
) -> None:
    """Warnings, preparations, studies, leaflets and what others say are no advice to stop."""
    assert read(passage, around=around) == ()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can I stop my antidepressant?", "Yes, most people taper off within two weeks."),
        ("Can we stop the seizure medicine?", "Of course, from the first day."),
        ("Can we keep giving risperidone?", "In our experience it is no longer needed."),
        ("Does she still need methotrexate?", "No, the cells do that work now."),
        ("What about my chemotherapy?", "Most of our guests decide against it."),
    ],
)
def test_an_answer_is_read_with_its_question(read: Read, question: str, answer: str) -> None:
    """A short answer says what the question names, in one block or under a heading."""
    assert _weights(read(question, "", answer)) == [ADVICE]
    assert _weights(read(f"{question} {answer}")) == [ADVICE]
    assert read("Is there parking?", "", answer.replace("most people taper off", "")) == ()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can I stop my antidepressant?", "No, and never all at once."),
        ("Can I stop my antidepressant?", "Yes, but only with your doctor."),
        ("Can I stop my antidepressant?", "Yes. Ask your GP for a plan first."),
        ("Can we keep giving risperidone?", "Yes, please do."),
        ("Do I still need insulin?", "Yes, every day."),
        ("Can I stop blood thinners?", "Yes, once the scan is clear."),
        ("Do I need to stop my blood thinner?", "No."),
        ("Is chemotherapy needed?", "No, not in every case."),
        ("What about my blood thinners?", "Most people stop them for two days."),
    ],
)
def test_a_careful_answer_is_no_advice(read: Read, question: str, answer: str) -> None:
    """To go on, to ask a doctor first and to wait for a result are good answers."""
    assert read(question, "", answer) == ()


@pytest.mark.parametrize(
    "head",
    [
        "Preparing for your operation",
        "Warning signs of a bad clinic",
        "Who can take part in the trial",
        "Myths about diabetes",
        "Sick day rules",
    ],
)
def test_a_heading_can_turn_the_words_below_it(head: str) -> None:
    """What stands in a list of preparations, of warnings or of criteria is not said to all."""

    def page(title: str) -> Report:
        return check_html(
            f"<html><body><h1>Elm Clinic</h1><p>Book a free consultation at our clinic.</p>"
            f"<h2>{title}</h2><ul><li>Stop your blood thinners.</li><li>No insulin needed</li></ul>"
            "</body></html>"
        )

    assert not [f for f in page(head).page_findings if f.rule == "EFF-15"]
    assert [f for f in page("Our way").page_findings if f.rule == "EFF-15"]


@pytest.mark.parametrize(
    "passage",
    [
        "Antipsychotics should be stopped after three months in people with dementia.",
        "Patients should stop metformin when kidney function falls.",
        "We recommend stopping statins in the last weeks of life.",
        "Stop ABA: autistic people ask to be heard.",
        "Put off knee replacement for as long as you can walk.",
        "Stop steroids slowly.",
        "Refuse surgery",
    ],
)
def test_a_page_that_offers_nothing_may_speak_like_a_guideline(read: Read, passage: str) -> None:
    """Rules for doctors and opinions on lessons count only beside a treatment on offer."""
    assert read(passage, around=PLAIN) == ()


def test_a_page_that_informs_is_not_read_for_advice(read: Read) -> None:
    """A public body may tell how a medicine is stopped."""
    assert read("Stop risperidone two weeks before you come.", around=INFORMS) == ()


@pytest.mark.parametrize(
    "passage",
    [
        "We ask you to pause methotrexate four weeks before you come to us.",
        "Stop risperidone two weeks before you come.",
        "Say no to chemotherapy",
        "Baclofen should be stopped ten days before the first injection.",
    ],
)
def test_plain_advice_counts_on_any_page(read: Read, passage: str) -> None:
    """A page that shows no sign of selling may still tell its reader to stop."""
    assert _weights(read(passage, around=PLAIN)) == [ADVICE]
    assert read(f"The advert read: “{passage}”", around=PLAIN) == ()


@pytest.mark.parametrize(
    ("slogan", "fires"),
    [
        ("Autism without the pills", True),
        ("Clean arteries without stents", True),
        ("Diabetes without insulin", True),
        ("Back pain without pills", False),
        ("Living well with autism, with or without a diagnosis", False),
    ],
)
def test_a_slogan_counts_beside_an_unshown_benefit(check: Check, slogan: str, fires: bool) -> None:
    """Only a disease in which the medicine matters, on a page that promises something else."""
    promise = "Stem cells improve speech in children with autism."

    def found(*lines: str) -> list[int]:
        return [f.severity for f in check(*lines).page_findings if f.rule == "EFF-15"]

    assert found(promise, "", slogan) == ([PROMISE] if fires else [])
    assert found(slogan) == []


def test_the_message_fits_a_patient_of_any_age(read: Read) -> None:
    """Whoever prescribed it is named, not the doctor of a child."""
    for finding in read(ADVISED[0], "", PROMISED[0]):
        assert "the doctor who prescribed it" in finding.message
        assert "child" not in finding.message


def test_advice_and_promise_are_told_apart(read: Read) -> None:
    """Each has its own message and its own quotes."""
    advice, promise = read(PROMISED[0], "", ADVISED[0])
    assert [span.quote for span in advice.spans] == [ADVISED[0]]
    assert [span.quote for span in promise.spans] == [PROMISED[0]]


def test_every_sentence_of_a_block_is_read(read: Read) -> None:
    """A second sentence is quoted alone, a cell of a table too."""
    [finding] = read("We have a garden. Stop insulin on day one. It is quiet here.")
    assert [span.quote for span in finding.spans] == ["Stop insulin on day one."]


def test_names_come_from_the_vocabulary_too() -> None:
    """Every concept that the lists name exists, and its names are marked by their kind."""
    vocabulary = load_vocabulary()
    listed = (
        *MEDICINE_CONCEPTS,
        *VITAL_CONCEPTS,
        *OPERATION_CONCEPTS,
        *VACCINE_CONCEPTS,
        *LESSON_CONCEPTS,
    )
    assert set(listed) <= vocabulary.concepts.keys()
    assert marked(vocabulary, "apixaban, tablets and hip arthroplasty") == (
        "NNNNNNNN, TTTTTTT and OOOOOOOOOOOOOOOO"
    )
