"""What a caution hangs on: how it limits a promise, what both speak of, and how loud each is."""

from __future__ import annotations

import pytest

from claimcheck.schema import BlockKind, ConceptKind, Denied, Zone
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.overrule import may_vary, overruled, taken_back
from tests.unit.verdicts.made_pages import FAR, Part, Told, case_of, each, findings, page, quotes

_OF, _IN = ConceptKind.INTERVENTION, ConceptKind.CONDITION
_CAUTION = "It is not proven."


def _caution(quote: str = _CAUTION, *denied: Denied, **of: str) -> Told:
    kinds = {ConceptKind(kind): concept for kind, concept in of.items()}
    return Told(quote=quote, rules={}, denied=denied or (Denied.GENERIC,), of=kinds)


def _beside(quote: str) -> PageCase:
    """A caution below a promise."""
    return case_of(page(FAR, quote), Told(), _caution(quote))


_VARY = [
    *each("", "Results|Outcomes|Responses|Individual results", " vary."),
    *each("A result ", "varies|may differ|differs|is not guaranteed|will not be guaranteed", "."),
    "This tale is not typical.",
    "Here are individual results.",
    *each("This ", "does not guarantee|did not guarantee|does not mean", " good results."),
    "Films do not guarantee results.",
]


@pytest.mark.parametrize(
    "words",
    [
        *_VARY,
        *each("We ", "do not|never|cannot|don't", " claim much."),
        *each("It is not ", "a cure|our claim|proven|established|shown|effective|demonstrated|"
              "evaluated|guaranteed|promised|to work for all|to work in all|"
              "to work for every child",
             "."),
        *each("It is ", "unproven|experimental|investigational", "."),
        *each("There is ", "no evidence|no good evidence", "."),
        *each("Much ", "depends on|will depend on", " luck."),
        "A cure it is not.",
    ],
)  # fmt: skip
def test_a_caution_limits_a_promise_in_many_words(words: str) -> None:
    """It is shown with the promise that overrules it."""
    assert quotes(overruled, _beside(words)) == [FAR, words]


@pytest.mark.parametrize("words", ["We denied him a room.", "Nothing at all was said of it."])
def test_a_denial_without_a_limit_is_no_caution(words: str) -> None:
    """A model is often wrong on what is denied."""
    assert quotes(overruled, _beside(words)) == []


@pytest.mark.parametrize("words", _VARY)
def test_a_note_on_results_stands_beside_a_story(words: str) -> None:
    """In each of its wordings."""
    story = Told(rules={"TES-01": 2})
    assert quotes(may_vary, case_of(page(FAR, words), story)) == [FAR, words]


@pytest.mark.parametrize(
    "words",
    each("There is ", "no cure|no known cure|no real cure|no definite cure|no definitive cure", ".")
    + each("It is not proven, and autism is ", "incurable|impossible to cure", "."),
)
def test_that_there_is_no_cure_at_all_is_no_caution(words: str) -> None:
    """It is said of the disease, and many a pitch begins with it."""
    assert quotes(overruled, _beside(words)) == []


@pytest.mark.parametrize(
    "words",
    each("", "It's|It is|This is|The therapy is|Our treatment is|The cells are", " no cure."),
)
def test_that_the_treatment_is_no_cure_is_a_caution(words: str) -> None:
    """Then it is said of what the page offers."""
    assert quotes(overruled, _beside(words)) == [FAR, words]


@pytest.mark.parametrize(
    ("promised", "warned", "meet"),
    [
        ({_OF: "stem_cells"}, {_OF: "stem_cells"}, True),
        ({_OF: "stem_cells"}, {_OF: "cord_blood"}, True),
        ({_OF: "cord_blood"}, {_OF: "stem_cells"}, True),
        ({_OF: "stem_cells"}, {_OF: "hbot"}, False),
        ({_OF: "stem_cells"}, {}, True),
        ({}, {_OF: "stem_cells"}, True),
        ({_IN: "autism"}, {_IN: "psoriasis"}, False),
        ({_IN: "autism"}, {}, True),
    ],
)
def test_a_caution_meets_a_promise_of_the_same_thing(
    promised: dict[ConceptKind, str], warned: dict[ConceptKind, str], *, meet: bool
) -> None:
    """Of a wider or narrower one too, or where one of them names none."""
    caution = Told(quote=_CAUTION, rules={}, denied=(Denied.GENERIC,), of=warned)
    case = case_of(page(FAR, _CAUTION), Told(of=promised), caution)
    assert bool(quotes(overruled, case)) is meet


def test_a_promise_that_limits_itself_overrules_nothing() -> None:
    """One passage alone cannot stand against itself."""
    own = Told(quote=_CAUTION, denied=(Denied.CURE,))
    assert quotes(overruled, case_of(page(_CAUTION), own)) == []


def test_a_promise_that_is_taken_back_is_told_once() -> None:
    """As the graver pair; another promise on the page is still overruled."""
    cure, back, other = "Larch cures all.", "Larch is not a cure.", "Fir mends bones."
    told = (
        Told(quote=cure, rules={"EFF-01": 3}),
        Told(quote=back, rules={}, denied=(Denied.CURE,)),
    )
    case = case_of(page(cure, back), *told)
    assert (quotes(taken_back, case), quotes(overruled, case)) == ([cure, back], [])
    case = case_of(page(cure, back, other), *told, Told(quote=other))
    assert quotes(overruled, case) == [back, other]


def test_a_cure_without_weight_is_not_taken_back() -> None:
    """A remark is no claim of a cure."""
    slight = Told(rules={"EFF-01": 0})
    assert quotes(taken_back, case_of(page(FAR, _CAUTION), slight, _caution(_CAUTION))) == []
    back = "It is not a cure."
    denied = _caution(back, Denied.CURE)
    assert quotes(taken_back, case_of(page(FAR, back), slight, denied)) == []
    grave = Told(rules={"EFF-01": 3})
    assert quotes(taken_back, case_of(page(FAR, back), grave, denied)) == [FAR, back]


def test_the_plainest_cautions_are_shown() -> None:
    """That it is no cure comes before what is said in general, wherever it stands; two at most."""
    lines = ("Results vary.", "Results differ.", "It is not a cure.", "It is not proven.")
    kinds = (Denied.GENERIC, Denied.GENERIC, Denied.CURE, Denied.EFFICACY)
    told = [_caution(line, kind) for line, kind in zip(lines, kinds, strict=True)]
    assert quotes(overruled, case_of(page(FAR, *lines), Told(), *told)) == [FAR, *lines[2:]]


def test_only_cautions_on_the_loudest_promise_are_shown() -> None:
    """One on another treatment limits another promise."""
    heading = Part(text=FAR, kind=BlockKind.HEADING)
    oxygen, second, first = "Air mends bones.", "Air is not proven.", "Cells are not proven."
    case = case_of(
        page(heading, oxygen, second, first),
        Told(of={_OF: "stem_cells"}),
        Told(quote=oxygen, of={_OF: "hbot"}),
        _caution(second, intervention="hbot"),
        _caution(first, intervention="stem_cells"),
    )
    assert quotes(overruled, case) == [FAR, oxygen, first]


@pytest.mark.parametrize("zone", [Zone.ALT, Zone.CAPTION, Zone.MAIN])
def test_two_promises_are_shown_and_those_in_pictures_last(zone: Zone) -> None:
    """Of one loudness the first on the page lead."""
    others = ("Fir mends bones.", "Oak lifts moods.")
    whole = page(Part(text=FAR, zone=zone), *others, _CAUTION)
    case = case_of(whole, Told(), *(Told(quote=one) for one in others), _caution())
    shown = [FAR, others[0]] if zone is Zone.MAIN else list(others)
    assert quotes(overruled, case) == [*shown, _CAUTION]


@pytest.mark.parametrize("zone", [Zone.POPUP, Zone.SIDEBAR])
def test_what_pops_up_stands_at_the_side(zone: Zone) -> None:
    """Its words are small print, whatever their size."""
    case = case_of(page(FAR, Part(text=_CAUTION, zone=zone)), Told(), _caution())
    [finding] = findings(overruled, case)
    assert "in the text, and the caution at the side of the page." in finding.message


@pytest.mark.parametrize("rule", ["TES-01", "TES-05", "TES-07", "TES-10", "TES-12"])
def test_a_note_stands_beside_any_flagged_story(rule: str) -> None:
    """A finding that flags nothing tells none, and a benefit is no story."""
    note = "Results vary."
    assert quotes(may_vary, case_of(page(FAR, note), Told(rules={rule: 2}))) == [FAR, note]
    held = Told(rules={rule: 2}, flagged=False)
    assert quotes(may_vary, case_of(page(FAR, note), held)) == []
    assert quotes(may_vary, case_of(page(FAR, note), Told())) == []
