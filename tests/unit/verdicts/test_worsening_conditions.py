"""What harm told as healing hangs on: who feels worse, its names, and what may be normal."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.page.worsening import as_healing
from tests.unit.verdicts.made_pages import (
    Part,
    beside_far,
    beside_too_far,
    case_of,
    each,
    fires,
    page,
    quotes,
)

_WORSE = (
    "side effects|side-effect|reaction|fever|feverish|temperature|chills|shivering|tantrum|"
    "meltdown|"
    "rash|rashes|acne|pimples|spots|itching|headache|diarrhoea|loose stools|bloating|vomiting|"
    "nausea|"
    "hyperactivity|aggression|regression|irritability|wild|moody|restless|sleepless|sleeps badly|"
    "sleep badly|cry|cries|crying|shouting|screaming|sore|soreness|ache|pain|burning|swelling|"
    "swollen|tightness|fluttering|palpitations|cramps|fatigue|tired|tiredness|exhaustion|dizzy|"
    "flu-like|new symptoms|more symptoms|stronger symptoms|worse symptoms|worsening|confused|"
    "confusion|rage|flare-up|symptoms flare|symptoms return|symptoms come back|return of symptoms|"
    "bad day|die-off|feel worse|feels worse|feeling worse|get worse|gets worse|getting worse|"
    "feel sick|feel ill|feel unwell|for the worse"
)


@pytest.mark.parametrize("words", _WORSE.split("|"))
def test_feeling_worse_has_many_names(words: str) -> None:
    """Each of them is told where it is called a sign of healing."""
    assert fires(as_healing, f"First this ({words}), a sign of healing.")
    assert not fires(as_healing, "First this (tea), a sign of healing.")


_WORK = "working|at work|taking effect|taking hold"


@pytest.mark.parametrize(
    "words",
    [
        *each("Fever means ", "it|that|the treatment|this treatment|our treatment|your treatment|"
               "the therapy|the remedy|the protocol|the drip", " is working."),
        *each("Fever means the cells ", "are really working|are taking hold", "."),
        *each("Fever means it ", "is at work|is taking effect|is taking hold|has started to work|"
               "has begun to work|is already working", "."),
        "Fever means it's working.",
        *each("Fever means the ", "body|brain|immune system|nervous system|nerve|cell|engine|"
               "metabolism|organism|gut|liver|system", " is responding."),
        "Fever means mitochondria are responding.",
        *each("Fever means the body ", "is now working|is already working", "."),
        *each("Fever means the body ", "has begun to heal|is beginning to heal|begins to heal|"
               "is starting|has started to heal|begins its repair|is taking notice|heals|"
               "switches to repair|is at work|reorganises|cleans up|fights|wakes|detoxes|"
               "rebuilds|regenerates|repairs", "."),
        "Fever means our nerves have begun to heal.",
        "Fever means the body's healing.",
        "Fever means the engine is back on.",
        *each("Fever means ", "toxins|metals|poisons|dirt|waste|species|bacteria|germs|pathogens|"
               "yeasts|candida|parasites|spirochetes|viruses|illness|disease|inflammation",
               " leaving."),
        *each("Fever means the toxin ", "is leaving|is now leaving", "."),
        *each("Fever means toxins ", "are leaving|are dying|are losing|go out|going out|go away|"
               "are breaking down|are on their way out", "."),
        *each("Fever means poison ", "goes out|is on its way out", "."),
        *each("Fever means toxins are being ", "released|flushed|expelled|drawn out", "."),
        *each("Fever comes, and this is toxins ", "coming out|coming up|"
                                        "coming to the surface", "."),
        *each("Fever means healing ", "has begun|is beginning|is under way|is starting|begins|"
               "beginning|process|progress|response", "."),
    ],
)  # fmt: skip
def test_what_is_said_to_be_under_way(words: str) -> None:
    """Care that works, a body that wakes, harm that leaves, or healing itself."""
    assert fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("Fever is a sign ", "of recovery|of regeneration|of repair|of detox|of progress|"
               "of coming back|of coming out|of waking up|of the right remedy|of the right dose|"
               "you are on the right track|you are on the right path|you are on the right way",
               "."),
        *each("Fever ", "is a signal of healing|is proof of healing|"
               "means a lot of healing|shows a bit of healing|proves a bit of healing|"
               "tells us of healing|tells you of healing|tells me of healing", "."),
        *each("Fever ", "is the|is only the|is just the|is simply the|is your|comes as the|"
               "comes as your", " body healing."),
        *each("Fever comes, and ", "this is|that is|it is|this's", " poison leaving."),
        *each("Fever is a ", "good|positive|healthy|welcome|encouraging|hopeful|wonderful|"
               "excellent", " sign."),
        "Fever is the best sign.",
        "Fevers are good signs.",
        "Take fever as a good sign.",
        "That fever's a good sign.",
        *each("Fever is a good sign of ", "healed nerves|recovering|progressing", "."),
    ],
)  # fmt: skip
def test_what_makes_a_sign_of_it(words: str) -> None:
    """A word for a sign, a good one, or what harm is said to be."""
    assert fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        "Fever is a good sign of poor care.",
        "Fever comes as liver cells rebuild.",
        "Fever is when liver cells rebuild.",
        "It is a good sign when fevers come.",
        *each("The fever ", "is gone|is less|comes in fewer nights|is better|was relieved|improved|"
               "is reduced|decreased|disappeared|vanished|eased|eases|is easing|is calm|drops|"
               "dropped|had a drop|fell|is lower|stopped|left him free",
               ", and that is a good sign."),
    ],
)  # fmt: skip
def test_what_was_bad_and_is_less_is_no_harm(words: str) -> None:
    """And a sign of something else, or one before any harm, says nothing of it."""
    assert not fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("", "Those|Children|Kids|Patients|People|Ones", " who react strongly do best."),
        *each("Those who ", "feel|felt|react|reacted|get|got|had|have", " it strongest do best."),
        *each("Those who react ", "worst|hardest", " do best."),
        *each("Those who react strongly gain ", "most|come furthest|go further", "."),
        *each("The ", "wild|bad|hard", " ones do best."),
        *each("The wild ones ", "get|come|go", " furthest."),
        *each("The ", "stronger|worse|harder|more strong", " it is, the better."),
    ],
)  # fmt: skip
def test_worse_is_called_better(words: str) -> None:
    """It is told of a page that goes far, and of no other."""
    assert fires(as_healing, words)
    assert quotes(as_healing, case_of(page(words))) == []


_DOCTORS = "doctor|hospital|emergency|ER|A&E|GP|paediatrician|pediatrician|clinic|good doctor"


@pytest.mark.parametrize(
    "words",
    [
        *each("With a fever ", "do not|don't|no need to|need not|never|rather than",
               " rush to a doctor."),
        *each("With a fever do not ", "run|hurry|rush off", " to a doctor."),
        *each("Stay home with a fever rather than ", "rushing|running", " to a doctor."),
        *each("With a fever do not run ", "for a|into a|to the|to your|to any", " doctor."),
        *each("With a fever do not run to the ", _DOCTORS, "."),
        *each("With a fever ", "ring|call|phone|contact", " us before you see a doctor."),
        "With a fever ring me before you see a doctor.",
        *each("With a fever ring us before you ", "ring|call|phone|contact|go to", " a doctor."),
        *each("With a fever ring us before you see ", "the|your|any|a good", " doctor."),
        *each("With a fever ring us before you see a ", "hospital|GP|paediatrician|pediatrician",
               "."),
    ],
)  # fmt: skip
def test_a_reader_who_feels_worse_is_kept_from_a_doctor(words: str) -> None:
    """Told not to run to one, or to ask the seller first."""
    assert fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("A fever is ", "never|not|rarely|seldom|hardly", " a good sign."),
        *each("A fever is a good sign, ", "but no sign of healing|but no good sign of it|"
               "an old idea|as on this website|without evidence|and it isn't rare", "."),
    ],
)  # fmt: skip
def test_a_sign_that_is_denied_is_none(words: str) -> None:
    """So is one that is told as what others believe."""
    assert not fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("", "Do not|Don't|You need not|There is no need to|Never",
               " be alarmed, a fever is a good sign."),
        *each("Do not ", "be afraid|be scared|be frightened|worry|be worried|panic|quit|stop|"
               "give up|run|fear|put it down to chance", ", a fever is a good sign."),
    ],
)  # fmt: skip
def test_to_be_calm_is_no_denial(words: str) -> None:
    """It belongs to the sale."""
    assert fires(as_healing, words)


@pytest.mark.parametrize(
    "words",
    [
        *each("This is a healing ", "crisis|reaction|reactions", "."),
        "There are healing crises.",
        *each("This is ", "Herxheimer|herxing", "."),
        *each("This is a ", "detox|detoxification|die-off|dieoff", " reaction."),
        *each("These are detox ", "reactions|symptoms|effects", "."),
    ],
)  # fmt: skip
def test_a_healing_crisis_is_told_of_any_page(words: str) -> None:
    """Whoever speaks of one in earnest does not call it harm."""
    assert quotes(as_healing, case_of(page(words))) == [words]


@pytest.mark.parametrize("name", ["Jarisch-Herxheimer", "Jarisch Herxheimer"])
def test_an_effect_of_antibiotics_has_a_name(name: str) -> None:
    """With both names it is the one that doctors know."""
    assert not fires(as_healing, f"The {name} effect is in our books.")


@pytest.mark.parametrize(
    "care",
    each(
        "",
        "vaccine|immunisation|immunization|jab|wound|scar|scab|stitches|incision|operation|"
        "surgery|"
        "surgical|pregnancy|labour|labor|contractions|cream|physio|exercise|training|workout|"
        "muscle|"
        "massage|withdrawal|alcohol|opioid|nicotine|smoking|chemo|radiation|radiotherapy|"
        "immunotherapy|EGFR|interferon|infection|cold",
        "",
    ),
)
def test_feeling_unwell_may_belong_to_known_care(care: str) -> None:
    """After it, or in an illness that passes, a sign may be a good one."""
    assert not fires(as_healing, f"Think of this ({care}): a fever is a good sign.")


_SIGN = "A fever is a good sign."


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part(text=_SIGN, headings=("Our care", "Smoking")), False),
        (Part(text=_SIGN, headings=("Smoking", "Our care")), True),
        (Part(text=f"We speak of smoking. {_SIGN}"), False),
        (Part(text=f"{_SIGN} We speak of smoking."), True),
    ],
)
def test_known_care_stands_over_it_or_right_before(part: Part, told: bool) -> None:
    """In the nearest heading or earlier in the same block."""
    assert fires(as_healing, part) is told


@pytest.mark.parametrize(("far", "told"), [(200, True), (201, False)])
def test_who_feels_worse_is_named_not_far_before(far: int, told: bool) -> None:
    """Two hundred signs ahead of the sentence are near enough."""
    before = "Fever " + "a" * (far - len("Fever . ")) + ". "
    assert len(before) == far
    assert fires(as_healing, f"{before}It is a good sign.") is told


def test_six_places_are_shown() -> None:
    """More of the same nobody reads."""
    many = [f"Fever is a good sign on day {number}." for number in range(1, 9)]
    assert quotes(as_healing, beside_far(*many)) == many[:6]


@pytest.mark.parametrize(
    "words",
    [
        *each("With a fever do not ", "go to|go with it in|drive to|take him to|go straight to",
               " the hospital."),
        *each("With a fever don't run to ", "urgent care|casualty", "."),
        "With a fever do not give tablets and please do not go to the hospital.",
        "After the $9,000 course with a fever do not go to the hospital.",
    ],
)  # fmt: skip
def test_a_reader_who_feels_worse_is_kept_from_a_hospital(words: str) -> None:
    """Of a page that goes too far; on others honest doctors may say so."""
    assert quotes(as_healing, beside_too_far(words)) == [words]
    assert quotes(as_healing, beside_far(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "With strong pain do not drive to the hospital yourself.",
        "With a fever do not go to the hospital: call 911.",
        "With a fever and a rash do not go to A&E: measles spreads.",
        "With a fever after the operation do not go to the hospital.",
        "If you are late do not go to the hospital.",
        "If he feels dizzy do not drive to the hospital: let someone take you.",
    ],
)
def test_advice_on_an_emergency_keeps_nobody_away(words: str) -> None:
    """Who is to call an ambulance, or to infect nobody, is not kept from care."""
    assert quotes(as_healing, beside_too_far(words)) == []
