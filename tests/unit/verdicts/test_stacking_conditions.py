"""What adds up on a page: signs of science, kinds of support, a price beside a trial, seals."""

from __future__ import annotations

import pytest

from claimcheck.schema import BlockKind, ConceptKind, Reference, ReferenceKind, Zone
from claimcheck.verdicts.page import PageCase, judge_page
from claimcheck.verdicts.page.seals import seal, small_print
from claimcheck.verdicts.page.stacking import many_tokens, only_minor, paid_study, stacked
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


def _with(*rules: str, more: tuple[str, ...] = ()) -> PageCase:
    lines = [f"Ida told us thing {number}." for number, _ in enumerate(rules)]
    told = [Told(quote=line, rules={rule: 1}) for line, rule in zip(lines, rules, strict=True)]
    return case_of(page(*lines, *more), *told)


_THREE = ("TOK-01", "TOK-02", "TOK-03")


@pytest.mark.parametrize("rule", ["TOK-04", "TOK-05", "TRI-01", "REG-07", "REG-08"])
def test_a_fourth_sign_of_science_makes_many(rule: str) -> None:
    """Each kind of sign counts once, whatever it is."""
    assert findings(many_tokens, _with(*_THREE, rule))
    assert not findings(many_tokens, _with(*_THREE, "TOK-03"))
    assert not findings(many_tokens, _with(*_THREE, "TES-01"))


@pytest.mark.parametrize("rule", _THREE)
def test_the_first_signs_count_too(rule: str) -> None:
    """Without any one of four there are three."""
    others = [one for one in _THREE if one != rule]
    assert not findings(many_tokens, _with(*others, "TOK-04"))
    assert findings(many_tokens, _with(*others, "TOK-04", rule))


@pytest.mark.parametrize(
    "rule",
    each(
        "",
        "TOK-04|TOK-05|TRI-01|REG-07|REG-08|TES-01|TES-05|TES-12|TES-07|NUM-01|NUM-04|NUM-08|"
        "NUM-12|EFF-12|TRI-13|TRI-09|TRI-10|REG-02",
        "",
    ),
)
def test_a_fourth_kind_of_support_makes_much(rule: str) -> None:
    """Signs, stories, numbers, studies and registers are kinds of support."""
    assert findings(stacked, _with(*_THREE, rule))
    assert not findings(stacked, _with(*_THREE, "EFF-07"))


def test_stories_are_one_kind() -> None:
    """However they are told."""
    assert not findings(stacked, _with("TES-01", "TES-05", "TES-07", "TES-12"))


@pytest.mark.parametrize(
    "words",
    each("There was a ", "randomised|randomized|placebo|double-blind|control group|"
          "controlled group", " study."),
)  # fmt: skip
def test_where_something_was_compared_nothing_is_missing(words: str) -> None:
    """A word of a comparison is enough."""
    assert not findings(stacked, _with(*_THREE, "TES-01", more=(words,)))


def test_every_place_of_four_kinds_is_shown_once() -> None:
    """Passages that share a beginning or an end are two; of five kinds four are shown."""
    words = {"We glow": "TOK-02", "glow": "TOK-03", "low": "TOK-04", "We": "TRI-01"}
    told = [Told(quote=quote, rules={rule: 1}) for quote, rule in words.items()]
    case = case_of(page("We glow."), *told)
    assert sorted(quotes(many_tokens, case)) == ["We", "We glow", "glow", "low"]
    both = Told(quote="We glow", rules=dict.fromkeys(words.values(), 1))
    assert quotes(many_tokens, case_of(page("We glow."), both)) == ["We glow"]
    five = _with(*_THREE, "TOK-04", "TOK-05")
    assert len(quotes(many_tokens, five)) == 4


def _study(*lines: str) -> PageCase:
    at = Reference(start=0, end=3, kind=ReferenceKind.NCT, id="NCT00000001")
    return case_of(page(*lines, references=(at,)))


@pytest.mark.parametrize(
    "words",
    [
        *each("", "Join|Enrol in|Enroll in|Participate in|Take part in|Sign up for|Apply for|"
               "Pay for|Paying for", " the study."),
        *each("Join the ", "trial|research|protocol", "."),
        *each("", "Our|This|The|Our new", " study has its price."),
        *each("The trial has its ", "cost|costs|fee", "."),
    ],
)  # fmt: skip
def test_a_study_to_join_or_to_pay(words: str) -> None:
    """Beside a number of a register and an amount."""
    assert quotes(paid_study, _study(words, "It costs $9,500.")) == [words, "It costs $9,500."]


@pytest.mark.parametrize(
    ("words", "priced"),
    [
        *[(one, True) for one in each("It costs ", "$9,500|$ 9 500|$9500|€950", ".")],
        *[(one, True) for one in each("It costs ", "USD 90|EUR 90|GBP 90|AUD 9k", ".")],
        *[(one, True) for one in each("It costs 90 ", "USD|EUR|GBP|AUD|dollars|euros|pounds", ".")],
        ("It costs $95.", False),
        *[
            (one, False)
            for one in each("The drip is $9,500: ", "free of charge|reimbursed|compensated|we pay|"
                             "you receive it|you get paid|you will receive it|no charge|no cost|"
                             "no fee|at no cost|you save it|off|a discount|donated", ".")
        ],
        *[(one, False) for one in each("The drip is $9,500: 10% off ", "the price|for you", ".")],
        ("The drip is $9,500, and we fetch you off the plane.", True),
    ],
)  # fmt: skip
def test_a_price_is_an_amount_that_a_reader_pays(words: str, priced: bool) -> None:
    """Hundreds at least, and not what is given to the reader or let off."""
    assert bool(findings(paid_study, _study("Join the study.", words))) is priced


def test_money_for_somebody_else_leaves_a_price_a_price() -> None:
    """What is said of another sum stands in another sentence."""
    assert findings(paid_study, _study("Join the study.", "It costs $9,500.", "We donate a lot."))


def test_two_minor_remarks_are_shown() -> None:
    """They stand for the rest."""
    lines = ("Ida sings.", "Ida hums.", "Ida rests.")
    case = case_of(page(*lines), *(Told(quote=line, rules={"TOK-01": 1}) for line in lines))
    assert quotes(only_minor, case) == ["Ida sings.", "Ida hums."]


_AGENCIES = (
    "FDA|Food and Drug Administration|NIH|National Institutes of Health|CDC|"
    "European Medicines Agency|TGA|MHRA|Ministry of Health"
)


@pytest.mark.parametrize(
    "words",
    [
        *each("Seal of the ", _AGENCIES, ""),
        *each("Seal of ", "FDA|US FDA|the U.S. FDA", ""),
        *each("FDA ", "logo|badge|emblem|stamp|certificate|seal|logos|approval seal|"
               "export-approval seal", ""),
        "U.S. FDA logo",
        "Seal of the FDA!",
    ],
)  # fmt: skip
def test_a_seal_has_many_names(words: str) -> None:
    """The mark of an agency, told by a block that says nothing else."""
    assert quotes(seal, case_of(page(words))) == [words]


def test_a_label_is_no_longer_than_its_seal() -> None:
    """Two signs more make a sentence of it."""
    assert not fires(seal, "Seal of the FDA!!")


@pytest.mark.parametrize(
    "word", each("", "a fake|a false|misused|beware of the|no|not the|never a|without the", "")
)
def test_a_seal_that_is_not_shown(word: str) -> None:
    """A picture may warn of one."""
    assert not fires(seal, Part(text=f"{word} seal of the FDA", zone=Zone.ALT))


@pytest.mark.parametrize(
    ("zone", "kind", "shown"),
    [
        (Zone.ALT, BlockKind.OTHER, True),
        (Zone.CAPTION, BlockKind.OTHER, True),
        (Zone.MAIN, BlockKind.ALT, True),
        (Zone.MAIN, BlockKind.CAPTION, True),
        (Zone.MAIN, BlockKind.OTHER, False),
    ],
)
def test_a_picture_is_one_by_its_place_or_its_kind(
    zone: Zone, kind: BlockKind, shown: bool
) -> None:
    """What stands in for it may say more than the name of the seal."""
    assert fires(seal, Part(text="The seal of the FDA in our hall", zone=zone, kind=kind)) is shown


def test_a_picture_of_something_else_shows_no_seal() -> None:
    """Nor does one of a house's own mark."""
    assert not fires(seal, Part(text="A tree by our hall", zone=Zone.ALT))
    assert not fires(seal, Part(text="The seal of our house", zone=Zone.ALT))


def test_two_seals_are_shown() -> None:
    """They stand for the rest."""
    seals = ("Seal of the FDA", "FDA logo", "CDC logo")
    assert quotes(seal, case_of(page(*seals))) == ["Seal of the FDA", "FDA logo"]


@pytest.mark.parametrize(
    "words",
    [
        *each("This was not ", "evaluated by the FDA|evaluated by FDA|been evaluated by the FDA|"
               "yet evaluated by the FDA|evaluated by the US FDA|evaluated by the U.S. FDA|"
               "evaluated by the Food and Drug Administration", "."),
        "This is not intended to diagnose.",
    ],
)  # fmt: skip
def test_small_print_has_many_wordings(words: str) -> None:
    """Each is set beside what is promised."""
    assert quotes(small_print, beside_far(words)) == [FAR, words]


_OXYGEN = {ConceptKind.INTERVENTION: "hbot"}
_MINOR = Told(quote="Ida sings.", rules={"TOK-03": 1})
_MEAN = "On average they gain little."


def _graver(*told: Told, more: tuple[str, ...] = ()) -> set[str]:
    """What is found on a page of minor remarks with these claims and lines."""
    lines = dict.fromkeys((*(one.quote for one in told), *more))
    return {one.rule for one in judge_page(case_of(page(*lines), *told))}


@pytest.mark.parametrize(
    ("rule", "told", "more"),
    [
        (
            "CMB-03",
            (
                Told(quote="Our Ida spoke.", rules={"TES-05": 1}, of=_OXYGEN),
                Told(quote="87 thrive.", rules={"NUM-01": 1}),
                Told(quote="It is studied.", rules={"TRI-07": 1}, of=_OXYGEN),
            ),
            (_MEAN,),
        ),
        (
            "CMB-04",
            tuple(Told(quote=f"We {rule}.", rules={rule: 1}) for rule in (*_THREE, "TOK-04")),
            (),
        ),
        ("EFF-15", (_MINOR,), ("Throw your insulin away.",)),
        ("PRE-08", (_MINOR,), ("Do not let him lose another day.",)),
        ("SAF-09", (_MINOR,), ("Nothing can go wrong.",)),
        ("SAF-10", (_MINOR,), ("This is a healing crisis.",)),
        ("TES-02", (Told(quote="Our Ida spoke.", rules={"TES-05": 1}),), ()),
        ("TRI-02", (Told(quote="It is listed.", rules={"TRI-01": 1}),), ("It costs $9,500.",)),
    ],
)
def test_nothing_is_called_minor_beside_one_of_these(
    rule: str, told: tuple[Told, ...], more: tuple[str, ...]
) -> None:
    """A page is told of more then, and the plain word for minor remarks would mislead."""
    assert "CMB-05" in _graver(_MINOR)
    found = _graver(*told, more=more)
    assert rule in found
    assert "CMB-05" not in found


def test_what_was_said_of_many_signs_is_not_said_again() -> None:
    """Signs of science alone are told as that, and other support beside them as much."""
    signs = tuple(Told(quote=f"We {rule}.", rules={rule: 1}) for rule in (*_THREE, "TOK-04"))
    assert _graver(*signs) & {"CMB-04", "TOK-08"} == {"CMB-04"}
    other = Told(quote="We stack.", rules={"NUM-08": 1})
    assert _graver(*signs[:3], other) & {"CMB-04", "TOK-08"} == {"TOK-08"}
