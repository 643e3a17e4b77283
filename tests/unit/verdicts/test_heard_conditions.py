"""What models hear on a page is told once: flags of the rules on the same matter come first."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.schema import (
    ConceptKind,
    Genre,
    PrimaryResult,
    Reference,
    ReferenceKind,
    Registry,
    Saying,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.verdicts.page import PageCase, PageRule, judge_page
from claimcheck.verdicts.page.cited import cited
from claimcheck.verdicts.page.further import (
    against_care,
    illness_ends,
    own_share,
    pressed,
    vouched,
)
from claimcheck.verdicts.page.medicines import stops_medicine
from tests.unit.verdicts.made_pages import FAR, Told, case_of, page, quotes

_MORE = "Fir resin mends every bone."
_HEARD = "Ida tells of it by the lake."


def _read(saying: Saying, *claims: Told) -> PageCase:
    """A page that goes far twice, and a passage that is surely read so."""
    whole = page(FAR, _MORE, _HEARD)
    return case_of(whole, Told(), Told(quote=_MORE), *claims, says={_HEARD: saying})


_TOLD_BY = [
    (against_care, Saying.AGAINST_CARE, ("EFF-11",)),
    (illness_ends, Saying.CURE, ("EFF-01", "EFF-14", "TES-07")),
    (
        own_share,
        Saying.SHARE,
        ("EFF-01", "EFF-07", *(f"NUM-{number:02}" for number in range(1, 13))),
    ),
    (
        vouched,
        Saying.APPROVAL,
        (*(f"REG-{number:02}" for number in range(1, 16)), "TRI-01", "TRI-02", "TOK-04"),
    ),
    (pressed, Saying.PRESSURE, ("PRE-01", "PRE-02")),
]


@pytest.mark.parametrize(
    ("rule", "saying", "flag"),
    [(rule, saying, flag) for rule, saying, flags in _TOLD_BY for flag in flags],
)
def test_what_a_rule_on_passages_flags_is_not_told_again(
    rule: PageRule, saying: Saying, flag: str
) -> None:
    """A flag on another matter leaves the passage to be told."""
    assert quotes(rule, _read(saying)) == [_HEARD]
    assert quotes(rule, _read(saying, Told(quote=_HEARD, rules={flag: 1}))) == []
    assert quotes(rule, _read(saying, Told(quote=_HEARD, rules={"EFF-04": 1}))) == [_HEARD]


_ADVICE = "Throw your insulin away."


def _advises(genre: Genre) -> PageCase:
    lines = [f"On day {number} no harm came of it." for number in range(1, 40)]
    whole = page(FAR, _MORE, _ADVICE, *lines, genre=genre)
    says = {_ADVICE: Saying.AGAINST_CARE, **dict.fromkeys(lines, Saying.NO_HARM)}
    return case_of(whole, Told(), Told(quote=_MORE), says=says)


def test_plain_advice_against_a_medicine_is_told_once() -> None:
    """By the rule on medicines; where a page informs that rule is silent, and this one tells it."""
    sold = _advises(Genre.SELLS)
    assert (quotes(stops_medicine, sold), quotes(against_care, sold)) == ([_ADVICE], [])
    informed = _advises(Genre.INFORMS)
    assert (quotes(stops_medicine, informed), quotes(against_care, informed)) == ([], [_ADVICE])


def _entry(*results: PrimaryResult, conditions: tuple[str, ...] = ()) -> str:
    """What is told of a trial with such results on a page that speaks of autism."""
    source = Source(title="An invented register", kind=SourceKind.REGISTRY)
    trial = Trial(
        id="NCT00000001",
        registry=Registry.CLINICALTRIALS_GOV,
        title="An invented trial",
        sources=(source,),
        snapshot_date=date(2026, 1, 2),
        conditions=conditions,
        results=tuple(
            TrialResult(primary=one, summary="It is told.", source=source, confirmed=True)
            for one in results
        ),
    )
    named = Reference(start=0, end=5, kind=ReferenceKind.NCT, id=trial.id)
    told = Told(of={ConceptKind.CONDITION: "autism"})
    case = case_of(page(FAR, references=(named,)), told, trials={trial.id: trial})
    [finding] = cited.findings(case)
    return finding.message


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ((PrimaryResult.MET,), "main goal reached."),
        ((PrimaryResult.NOT_MET,), "main goal not reached."),
        ((PrimaryResult.MET, PrimaryResult.NOT_MET), "results differ on the main goal."),
        ((PrimaryResult.UNCLEAR,), "whether it helps was not tested, or is not clear."),
    ],
)
def test_an_entry_tells_how_the_results_of_a_trial_agree(
    results: tuple[PrimaryResult, ...], words: str
) -> None:
    """Two that differ are told as that."""
    assert words in _entry(*results)


@pytest.mark.parametrize(
    ("conditions", "apart"), [(("psoriasis",), True), (("autism",), False), ((), False)]
)
def test_a_trial_of_no_known_disease_is_off_no_topic(
    conditions: tuple[str, ...], *, apart: bool
) -> None:
    """Only where its diseases are known can they be others than the page's."""
    assert ("This page speaks of autism." in _entry(conditions=conditions)) is apart


@pytest.mark.parametrize(
    ("words", "rule"),
    [("Only two seats.", "PRE-07"), ("Do not let him lose another day.", "PRE-08")],
)
def test_pressure_that_words_tell_is_not_heard_besides(words: str, rule: str) -> None:
    """One finding on it is enough for a page."""
    says = {_HEARD: Saying.PRESSURE}
    told = (Told(), Told(quote=_MORE))
    quiet = judge_page(case_of(page(FAR, _MORE, _HEARD), *told, says=says))
    assert {one.rule for one in quiet} & {"PRE-07", "PRE-08", "PRE-10"} == {"PRE-10"}
    loud = judge_page(case_of(page(FAR, _MORE, _HEARD, words), *told, says=says))
    assert {one.rule for one in loud} & {"PRE-07", "PRE-08", "PRE-10"} == {rule}
