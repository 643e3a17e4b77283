"""TRI: what a passage says of trials that it cites, and how the records answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Finding, Report, ReportedClaim, VerdictWord
from claimcheck.verdicts.rules.trials import _LISTED
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]
W = VerdictWord


def _findings(claims: tuple[ReportedClaim, ...], rule: str) -> list[Finding]:
    return [finding for claim in claims for finding in claim.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("passage", "rule", "trial", "severity"),
    [
        ("The trial NCT03818737 proves that our stem cells help in autism.",
         "TRI-03", "NCT03818737", 3),
        ("The trial NCT04089579 found that stem cells improve sleep in autism.",
         "TRI-04", "NCT04089579", 2),
        ("The trial NCT02847182 showed that stem cells help adults with autism.",
         "TRI-05", "NCT02847182", 2),
        ("The trial NCT02847182 showed that stem cells improve social skills in autism.",
         "TRI-08", "NCT02847182", 3),
        ("The Duke ACT trial showed that stem cells improve social skills in autism.",
         "TRI-08", "NCT02847182", 3),
        ("The IMPACT trial showed that stem cells improve social skills in autism.",
         "TRI-08", "NCT04089579", 2),
        ("The trial NCT02192749 showed that stem cells improve autism.",
         "TRI-08", "NCT02192749", 3),
        ("The trial NCT01974973 proves that stem cells help in autism.",
         "TRI-09", "NCT01974973", 2),
        ("The trial NCT04294290 showed that stem cells improve language in autism.",
         "TRI-10", "NCT04294290", 2),
        ("The ongoing trial NCT01502488 uses our stem cells in autism.",
         "TRI-11", "NCT01502488", 2),
        ("Research from Duke University shows that our stem cell therapy works in autism.",
         "TRI-12", "NCT02847182", 2),
    ],
)  # fmt: skip
def test_a_cited_trial_is_named_and_answered(
    judge_passage: JudgePassage, passage: str, rule: str, trial: str, severity: int
) -> None:
    """The finding names the record that the passage cites."""
    [finding] = _findings(judge_passage(passage), rule)
    assert finding.trials[0] == trial
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("passage", "rule"),
    [
        # Nothing is cited: these only match by treatment and condition.
        ("Stem cells improve sleep in adults with autism.", "TRI-04"),
        ("Stem cells improve speech in adults with autism.", "TRI-05"),
        ("Studies show that stem cells improve social skills in autism.", "TRI-08"),
        ("Stem cells are proven to help in autism.", "TRI-09"),
        ("Studies show that stem cells improve speech in autism.", "TRI-10"),
        ("Studies show that our stem cells help in autism.", "TRI-12"),
        # The record is cited, and the words are within it.
        ("The trial NCT02847182 found that stem cells did not improve social skills in autism.",
         "TRI-08"),
        ("The trial NCT01502488 of stem cells in autism was withdrawn before it began.", "TRI-11"),
        ("A phase 1 trial found that stem cells in autism were tolerated by 12 children.",
         "TRI-10"),
        ("An open-label study cannot prove that stem cells improve speech in autism.", "TRI-09"),
        ("The trial NCT02847182 studied children with autism and not adults.", "TRI-05"),
        ("The trial NCT02847182 proves that our stem cells help in autism.", "TRI-03"),
        ("The trial NCT04089579 found that stem cells improve social skills in autism.", "TRI-04"),
        ("The trial NCT02847182 showed that stem cells help young children with autism.", "TRI-05"),
        ("The ongoing trial NCT01502488 of our stem cells in autism was withdrawn.", "TRI-11"),
        # Nobody's offer leans on it.
        ("Research from Duke University shows that stem cell therapy works in autism.", "TRI-12"),
        # A place alone does not say which trial.
        ("Research from NeuroGen shows that our stem cells improve autism.", "TRI-10"),
        # A capital word is no trial.
        ("Our stem cells make an IMPACT: studies show that they help in autism.", "TRI-08"),
        ("Patients travel from Jordan, where studies show that stem cells help autism.", "TRI-12"),
    ],
)  # fmt: skip
def test_what_is_not_cited_or_within_the_record_is_left_alone(
    judge_passage: JudgePassage, passage: str, rule: str
) -> None:
    """Rules on cited trials are silent where no record can be named, or where it agrees."""
    assert _findings(judge_passage(passage), rule) == []


def test_only_a_confirmed_null_result_contradicts(judge_passage: JudgePassage) -> None:
    """The very trial's main result denies it; a retold or retracted one goes less far."""
    denied = judge_passage(
        "The trial NCT02847182 showed that stem cells help children with autism."
    )
    assert denied[0].verdict is W.CONTRADICTED
    retold = judge_passage(
        "The trial NCT04089579 showed that stem cells help children with autism."
    )
    assert W.CONTRADICTED not in {claim.verdict for claim in retold}
    other = judge_passage("The trial NCT02847182 showed that exosomes work in autism.")
    assert W.CONTRADICTED not in {claim.verdict for claim in other}
    gone = judge_passage("The trial NCT02192749 showed that stem cells help children with autism.")
    assert _findings(gone, "TRI-08")
    assert W.CONTRADICTED not in {claim.verdict for claim in gone}


def test_a_place_with_several_trials_gets_them_all(judge_passage: JudgePassage) -> None:
    """Where a place ran more than one trial, those with and without a comparison are told apart."""
    [finding] = _findings(
        judge_passage(
            "Research from Duke University shows that stem cell therapy works in autism."
        ),
        "TRI-08",
    )
    assert finding.severity == 2
    assert {"NCT02847182", "NCT04089579", "NCT02176317"} <= set(finding.trials)
    controlled, _, without = finding.message.partition("Without a comparison group")
    assert "NCT02847182 (180 people)" in controlled
    assert "NCT02176317" in without


def test_a_fact_that_no_record_fits_names_none(judge_passage: JudgePassage) -> None:
    """A year before any of the place's trials is not pinned on one of them."""
    passage = "In 2005 Duke University research showed that stem cells improve autism."
    assert _findings(judge_passage(passage), "TRI-08") == []


def test_the_sponsors_own_page_borrows_nothing(check: Check) -> None:
    """A page that carries the sponsor's name is not told that the trial is somebody else's."""
    passage = "Research from Duke University shows that our stem cell therapy works in autism."
    own = ("Duke stem cell therapy for autism", *SELLS[1:])
    fired = {f.rule for c in check(passage, around=own).claims for f in c.findings}
    assert "TRI-12" not in fired
    assert "TRI-12" in {f.rule for c in check(passage).claims for f in c.findings}


def test_a_number_in_the_next_line_counts(judge_passage: JudgePassage) -> None:
    """A short reference after the sentence belongs to it."""
    passage = "A trial showed that stem cells improve social skills in autism. (NCT02847182)"
    [finding] = _findings(judge_passage(passage), "TRI-08")
    assert finding.trials == ("NCT02847182",)


def test_studies_of_another_condition_are_told_apart(judge_passage: JudgePassage) -> None:
    """A promise for autism that leans on studies of another disease is questioned."""
    passage = (
        "Studies in graft-versus-host disease prove that our stem cells help children with autism."
    )
    [finding] = _findings(judge_passage(passage), "TRI-03")
    assert finding.severity == 2
    assert "graft-versus-host disease" in finding.message
    same = "Studies in autism prove that our stem cells help children with autism."
    assert _findings(judge_passage(same), "TRI-03") == []


def test_a_number_outside_our_copy_is_not_called_wrong(judge_passage: JudgePassage) -> None:
    """Not found is information with the day of our copy, never a flag."""
    passage = "Our stem cell therapy for autism, studied in NCT99999999, improves speech."
    [finding] = _findings(judge_passage(passage), "TRI-14")
    assert finding.severity == 0
    assert "not found in our copy of 22 November 2026" in finding.message
    assert "may be in the register" in finding.message


def test_a_number_of_the_wrong_length_is_flagged(judge_passage: JudgePassage) -> None:
    """A number that cannot exist is not one that was not found."""
    passage = "As NCT0281 shows, our stem cells improve speech in autism."
    [finding] = _findings(judge_passage(passage), "TRI-14")
    assert (finding.severity, finding.quote) == (2, "NCT0281")


def test_an_off_topic_number_is_no_contradiction(judge_passage: JudgePassage) -> None:
    """A record about something else does not deny the claim; it does not carry it."""
    [claim] = judge_passage("Our stem cell treatment of autism is registered as NCT03818737.")
    assert "TRI-14" in {finding.rule for finding in claim.findings}
    assert claim.verdict is not W.CONTRADICTED


@pytest.mark.parametrize(
    "passage",
    [
        "Researchers at Duke University found gains after cord blood in a phase 1 trial in autism.",
        "The trial NCT02847182 found no difference between cord blood and placebo in autism.",
        "An open-label study in autism reported better scores after bone-marrow cells.",
        "Doctors at Vinmec reported that 30 children with autism changed after bone-marrow cells.",
    ],
)
def test_a_page_that_informs_may_report(judge_passage: JudgePassage, passage: str) -> None:
    """What a sober page reports of trials is not flagged."""
    assert [f.rule for c in judge_passage(passage, INFORMS) for f in c.findings if f.severity] == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("registered on an international trials database, and so was reviewed by experts", True),
        ("listed in the public trial register and accepted by the health authorities", True),
        ("registered on an international trials database", False),
        ("registered in a trial register that anybody can read", False),
    ],
)
def test_a_listing_in_any_register_may_be_made_to_vouch(said: str, found: bool) -> None:
    """Only what is concluded from it makes it a seal."""
    assert bool(_LISTED.search(said)) is found
