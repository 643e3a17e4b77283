"""Harm that is ruled out in other words than "no risk", and what is said beside proven care."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checks import check_html
from claimcheck.pages import ContainedReader, capture_text
from claimcheck.schema import Report, ReportedClaim, SaidPassage, Saying, VerdictWord
from claimcheck.verdicts import no_harm
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.said import answers_that_it_can
from tests.unit.verdicts.conftest import INFORMS, SELLS

Check = Callable[..., Report]
JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

PROMISE = "Stem cells improve speech in children with autism."
RULED_OUT = [
    "We have treated 900 children and have not seen a single complication.",
    "Our team has never seen one infection.",
    "In nine years we have never had a problem.",
    "Not one death in thirty years.",
    "Rejection, clots, fever: tumours? None of these can happen with us.",
    "With our filter an infection is impossible.",
    "You are never at risk of addiction.",
    "You cannot take too much.",
    "It has no downside.",
    "With us nothing can go wrong.",
    "The drip is as safe as a cup of tea.",
    "It is about as risky as a haircut.",
    "It is safer than crossing the road.",
    "Free from every side effect.",
    "100% safe.",
    "They cannot form tumours.",
    "They are unable to cause rejection.",
    "No clot, arrhythmia or tumour can arise.",
    "The transfer of an infection is no longer a realistic concern.",
    "Long-term harm to the brain has been ruled out.",
    "With our filter that risk has been taken away.",
    "Our screening removes this danger altogether.",
    "Tumours have never been reported with this method.",
    "Nothing in our clinic can hurt you.",
    "The herbs burden neither the liver nor the heart.",
    "It is perfectly safe to take at home.",
    "Clots in the lung? With filtered cells they are impossible.",
    "Such damage can't happen with our method.",
    "The treatment is free of risk.",
    "Being your own, the infusion is entirely free of toxicity.",
]
SOBER = [
    "Complications are rare.",
    "Tumours cannot be ruled out.",
    "It cannot cause infection unless the seal is broken.",
    "Infection is a concern.",
    "The vaccine cannot cause seizures.",
    "Most people have no side effects from this vaccine.",
    "In the trial we have not seen a single complication.",
    "In 2023 we have not had a single infection.",
    "Not one death was linked to the vaccine.",
    "None of these happened.",
    "Infection is impossible to rule out.",
    "Nobody can say that infection is impossible.",
    "You can't take too much care.",
    "She cannot have too much salt.",
    "There is no downside to getting a second opinion.",
    "We check your name so that nothing can go wrong.",
    "It is not as safe as water.",
    "Surveillance is as safe as chemotherapy.",
    "Apixaban is safer than aspirin in older people.",
    "Some sellers say that the drip is as safe as a cup of tea.",
    "No medicine is free from all side effects.",
    "There is zero risk of catching it from the machine.",
    "Once this risk has been ruled out, we begin.",
    "No screening removes the risk entirely.",
    "Washing does not remove the risk completely.",
    "The risk is removed by an operation.",
    "In trials, tumours have never been reported with these cells.",
    "Nobody can say that nothing in it can hurt you.",
    "No drug is completely safe for everyone.",
    "No operation is free of risk.",
    "Surgery is rarely free from complications.",
    "Clots are a concern: they are impossible to exclude.",
    "All risk of bleeding is ruled out before surgery by a blood count.",
    "Rejection cannot occur with this technique if the groups match.",
]


@pytest.mark.parametrize("words", RULED_OUT)
def test_words_that_leave_no_room_for_harm_are_known(words: str) -> None:
    """Each kind of saying that nothing can happen is read as such."""
    assert no_harm.ruled_out(words.lower()) is not None


@pytest.mark.parametrize("words", SOBER)
def test_sober_words_leave_room(words: str) -> None:
    """A count, a denial, a comparison of medicines or what sellers say rules nothing out."""
    assert no_harm.ruled_out(words.lower()) is None


@pytest.mark.parametrize(
    ("said", "harm", "same"),
    [
        ("no fire risk", "Ear injury in 3 of 30", False),
        ("no side effects", "Ear injury in 3 of 30", True),
        ("no risk", "Ear injury in 3 of 30", True),
        ("no risk of infection", "Infection in 2 people", True),
        ("no risk of rejection", "Infection in 2 people", False),
        ("not one death", "One child died", True),
        ("tumours are impossible", "Brain tumor in 1 of 40", True),
        ("no rejection and no side effects", "Fever in 4 of 20", True),
    ],
)
def test_only_the_same_kind_of_harm_answers_its_denial(said: str, harm: str, same: bool) -> None:
    """A record of one kind of harm does not contradict words that rule out another kind."""
    assert no_harm.same_kind(said, harm) is same


def test_a_hedge_word_does_not_soften_certainty(judge_passage: JudgePassage) -> None:
    """“We can say with certainty” is no weaker than saying it."""
    for around in (("Stem cells and autism", "", "Our rooms are bright.", ""), INFORMS[:2]):
        found = judge_passage(
            "We can say with certainty that our stem cells do no harm.", around=around
        )
        assert "SAF-01" in {f.rule for claim in found for f in claim.findings}


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("An ultrasound scan before the stem cells is painless and harmless.", False),
        ("No side effects are known from the scanner that guides the stem cells.", False),
        ("Waiting for the stem cells does no harm.", False),
        ("A glass of wine before the stem cells does no harm.", False),
        ("There is no danger in taking stem cells with vitamins.", False),
        ("A fit leaves no lasting harm as a rule, and stem cells change nothing in it.", False),
        ("Beyond such trifles our stem cells carry no risk.", True),
        ("Beyond fever in most patients our stem cells carry no risk.", False),
        ("Complications of our stem cells? Risks: none.", True),
        ("Our stem cells are free of the side effects of drugs.", True),
        ("Our stem cells have no side effects, as scans prove.", True),
        ("There is no danger in having stem cells.", True),
    ],
)
def test_only_a_treatment_is_called_harmless(
    judge_passage: JudgePassage, passage: str, told: bool
) -> None:
    """That a scan, a wait or a drink does no harm is said of no treatment."""
    found = {f.rule for claim in judge_passage(passage) for f in claim.findings}
    assert ("SAF-01" in found) is told


def test_warnings_about_cells_are_cited_for_cells_alone(judge_passage: JudgePassage) -> None:
    """What regulators found out about cell products is no source on drops or lasers."""
    cited = {}
    for who in ("Our stem cell therapy", "Our homeopathic medicine"):
        found = judge_passage(f"{who} has no side effects.")
        [finding] = [f for claim in found for f in claim.findings if f.rule == "SAF-01"]
        cited[who] = set(finding.sources)
    assert {src.FDA_ALERT, src.EMA_CAT} <= cited["Our stem cell therapy"]
    assert cited["Our homeopathic medicine"] == {src.CAP_12}


@pytest.mark.parametrize(
    "passage",
    [
        "Rejection, clots, infection: none of these can happen with our stem cells.",
        "With our stem cells you are never at risk of infection.",
        "If your child shows no improvement from the stem cells, you do not pay.",
        "Who should not have stem cells? Honestly, we have not met one.",
    ],
)
def test_praise_is_no_caution(judge_passage: JudgePassage, passage: str) -> None:
    """Harm that is ruled out and money paid back are not credited to the page as limits."""
    assert VerdictWord.DISCLAIMER not in {claim.verdict for claim in judge_passage(passage)}


def _page(*body: str, title: str = "Stem cell therapy for autism") -> Report:
    inside = "".join(body)
    return check_html(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        "<p>Book a free consultation at our clinic and get a treatment plan for your child.</p>"
        f"<p>{PROMISE}</p>{inside}</body></html>",
        offline=True,
    )


def _quotes(report: Report, rule: str) -> list[str]:
    return [s.quote for f in report.page_findings if f.rule == rule for s in f.spans]


def test_a_cell_that_says_none_beside_the_rivals_harms_is_shown() -> None:
    """The models read no claim in a row of a table; its words are enough."""
    row = "<table><tr><td>Side effects</td><td>rash, weight gain</td><td>None</td></tr></table>"
    assert any("weight gain" in quote for quote in _quotes(_page(row), "SAF-09"))
    other = row.replace("None", "mild fever")
    assert _quotes(_page(other), "SAF-09") == []


def test_a_short_answer_counts_under_a_question_about_harm_alone() -> None:
    """“None worth mentioning” says something of harm where harm was asked for."""
    answer = "<p>There are none worth mentioning.</p>"
    told = _page("<h2>Side effects</h2>", answer)
    shown = _quotes(told, "SAF-09") or [
        claim.quote for claim in told.claims if claim.flagged and "none worth" in claim.quote
    ]
    assert shown
    assert _quotes(_page("<h2>Extra costs</h2>", answer), "SAF-09") == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Tantrums after the drip are a sign that it is working.", True),
        ("What you see in week two is a healing crisis.", True),
        ("Some children are restless for a week, which I read as the brain waking up.", True),
        ("Expect a rash. Do not be alarmed: it shows that toxins are leaving.", True),
        ("A few chills mean that your immune system has begun to respond.", True),
        ("Those who react most strongly to the drip do best a month later.", True),
        ("He may shout or sleep badly. Please don't rush to a doctor about it.", True),
        ("A rash or a fever means that you must call us at once.", False),
        ("There is no need to rush to a doctor if you are late.", False),
        ("A fever shows that the body is fighting an infection: see your doctor.", False),
        ("Sore legs mean that the muscles are adjusting.", False),
        ("Her pain is gone, which shows that the cells are working.", False),
        ("Soreness is common. What matters to us is your recovery.", False),
        ("Irritability and rage are clear signs of autism.", False),
        ("Fever may follow. It is a good sign of quality that we say so.", False),
        ("Fever after a vaccination is a sign that it is working.", False),
        ("Itching is a good sign: the wound is healing.", False),
        ("A fever is not a good sign after the drip.", False),
        ("Be wary of anyone who calls a fever a healing crisis.", False),
    ],
)
def test_harm_told_as_healing_is_shown(said: str, told: bool) -> None:
    """A side effect sold as progress is named; the signs of vaccines and wounds are not."""
    assert bool(_quotes(_page(f"<p>{said}</p>"), "SAF-10")) is told


@pytest.mark.parametrize(
    "risk",
    [
        "A headache after the lumbar puncture is possible.",
        "Redness for a day or two is normal.",
        "You may feel a little dizzy.",
    ],
)
def test_a_risk_named_before_its_likelihood_counts(check: Check, risk: str) -> None:
    """A page that names a harm and then says that it is possible has named a risk."""
    rules = {f.rule for f in check(PROMISE, "", risk).page_findings}
    assert "SAF-03" not in rules


def test_a_risk_that_is_ruled_out_names_none(check: Check) -> None:
    """“Infection is impossible” is no word on risks."""
    rules = {f.rule for f in check(PROMISE, "", "Infection is impossible.").page_findings}
    assert "SAF-03" in rules


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("patients are never worse than before.", True),
        ("it cannot make your child worse.", True),
        ("all of that with none of the risks.", True),
        ("it has no contraindications.", True),
        ("there are no contraindications to breastfeeding.", False),
        ("it does not interact with other medicines.", True),
        ("it interacts with other medicines.", False),
        ("you have a better chance of being struck by lightning.", True),
        ("the tree was struck by lightning.", False),
        ("in 640 treatments we have not lost anyone.", True),
        ("in ten years we have lost two patients.", False),
        ("such an event is not possible here.", True),
        ("its long-term effects can only be beneficial.", True),
        ("in 900 drips we have seen mild fever for a day, and nothing else.", True),
        ("we have seen mild fever for a day and two blood clots.", False),
        ("beyond a sore arm we cannot think of anything that carries a risk.", True),
        ("beyond a sore arm we cannot name anything that you should bring.", False),
        ("we have seen a small benefit in sleep and nothing more.", False),
        ("in our trial we saw mild headache in three people and nothing more serious.", False),
        ("we have seen mild bruising, two strokes and nothing else.", False),
        ("other than chemotherapy, i can't think of anything with more side effects.", False),
    ],
)
def test_comfort_that_counts_beside_a_promise(words: str, found: bool) -> None:
    """Nobody gets worse, nothing speaks against it, and no medicine minds."""
    assert bool(no_harm.SOFT.search(words)) is found


@pytest.mark.parametrize(
    ("words", "flagged"),
    [
        ("If nothing hurts, there is no harm in waiting with stem cells.", False),
        ("There is no risk if you wait with stem cells for autism.", False),
        ("Stem cells have no side effects, and there is no harm to wait until spring.", True),
        ("With stem cells nothing can go wrong, and there is no harm in waiting.", True),
        ("There is no risk to wait and see how well the stem cells work.", True),
        ("There is no risk to wait in our chamber for the stem cells.", True),
    ],
)
def test_that_waiting_does_no_harm_says_nothing_of_the_treatment(
    judge_passage: JudgePassage, words: str, flagged: bool
) -> None:
    """What is ruled out beside it is a claim all the same."""
    assert (
        any(
            finding.rule == "SAF-01"
            for claim in judge_passage(words, around=SELLS)
            for finding in claim.findings
        )
        is flagged
    )


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("Can it be dangerous?", False),
        ("Does it hurt?", False),
        ("Can it be had without pain and risk?", True),
        ("Is it safe for a child of two?", True),
    ],
)
def test_that_it_can_be_dangerous_is_no_harm_ruled_out(asked: str, shown: bool) -> None:
    """The short answer "It can be." means what its question asked."""
    page = ContainedReader().read(capture_text(f"{asked}\n\nIt can be.\n\nAsk us anything."))
    told = page.text.index("It can be.")
    passage = SaidPassage(
        start=told,
        end=told + len("It can be."),
        quote="It can be.",
        block=1,
        says={Saying.NO_HARM: 0.95},
    )
    assert answers_that_it_can(page, passage) is not shown
