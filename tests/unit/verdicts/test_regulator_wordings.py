"""How pages lean on regulators in other words, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ClaimType, Finding, ReportedClaim
from claimcheck.verdicts.rules.regulatory.approval import _RECOGNISED
from claimcheck.verdicts.rules.regulatory.law import _NO_MEDICINE, _UNCHECKED
from claimcheck.verdicts.rules.regulatory.paperwork import _KEEPS_RULES, _LOOKS_IN
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

KETAMINE = ("Ketamine drips for depression", "", "Book a free consultation at our clinic.", "")
CHELATION = ("EDTA drips for heart disease", "", "Book a free consultation at our clinic.", "")
SLIMMING = ("Semaglutide for obesity", "", "Book a free consultation at our clinic.", "")
DRIPS = ("NAD+ drips for addiction", "", "Book a free consultation at our clinic.", "")


def _told(claims: tuple[ReportedClaim, ...], family: str = "REG") -> dict[str, Finding]:
    """The findings by rule."""
    findings = [finding for claim in claims for finding in claim.findings if finding.severity]
    return {one.rule: one for one in findings if one.rule.startswith(family)}


@pytest.mark.parametrize(
    ("around", "rule", "severity", "passage"),
    [
        (SELLS, "REG-01", 2, "Our stem cell method is recognised by the FDA."),
        (SELLS, "REG-02", 3, "The stem cells come from an FDA-approved pharmacy."),
        (SELLS, "REG-02", 3, "Our stem cells are FDA compliant."),
        (SELLS, "REG-05", 2, "Our stem cell method has been through an NIH trial and is approved."),
        (CHELATION, "REG-01", 3, "EDTA has been FDA-approved for decades."),
        (CHELATION, "REG-09", 2, "Our EDTA drip is approved by the Ministry of Health."),
        (KETAMINE, "REG-01", 2, "Ketamine is an FDA-approved medicine."),
        (DRIPS, "REG-04", 2, "NAD+ needs no approval because it is a vitamin."),
        (SELLS, "REG-04", 3, "Stem cells are natural, so no licence as a medicine is required."),
        (SLIMMING, "REG-01", 3, "Compounded semaglutide has the same FDA-approved ingredient."),
    ],
)
def test_other_words_for_an_approval(
    judge_passage: JudgePassage,
    around: tuple[str, ...],
    rule: str,
    severity: int,
    passage: str,
) -> None:
    """Recognised, compliant, inspected, been through a trial, approved for something else."""
    found = _told(judge_passage(passage, around=around))
    assert found[rule].severity == severity
    assert found[rule].sources


@pytest.mark.parametrize(
    ("around", "passage"),
    [
        (CHELATION, "EDTA is FDA approved for lead poisoning."),
        (CHELATION, "EDTA is not FDA approved for heart disease."),
        (CHELATION, "Is EDTA FDA approved for heart disease?"),
        (KETAMINE, "Ketamine is FDA approved as an anaesthetic; for depression it is off-label."),
        (SLIMMING, "Semaglutide is FDA approved for obesity; compounded semaglutide is not."),
        (SLIMMING, "Our semaglutide is the FDA-approved brand."),
        (KETAMINE, "Spravato (esketamine) is FDA approved for depression."),
        (SELLS, "Stem cells are not recognised by the FDA as a treatment of autism."),
        (SELLS, "Aspirin is generally recognised as safe by the FDA."),
        (SELLS, "The application for our stem cell product was accepted by the FDA for review."),
        (SELLS, "Stem cells were tested in an NIH trial in autism, which did not find a benefit."),
        (INFORMS, "Clinics say that their method is recognised by the FDA."),
        (INFORMS, "Clinics like to say that the cells come from an FDA-approved pharmacy."),
        (INFORMS, "The FDA inspects our hospital laboratory."),
    ],
)
def test_denials_and_true_approvals_are_left_alone(
    judge_passage: JudgePassage, around: tuple[str, ...], passage: str
) -> None:
    """What was approved for this use, what is denied, asked, still looked at, or reported."""
    assert not _told(judge_passage(passage, around=around))


def test_a_bank_that_tells_the_limits_may_name_its_certificates(
    judge_passage: JudgePassage,
) -> None:
    """Registration is a plain fact where the page itself says that a benefit is not shown."""
    fact = "Our cord blood laboratory is registered with the FDA and AABB accredited."
    about = ("Cord blood banking and autism", "")
    told = "In autism cord blood has not been shown to help."
    assert not _told(judge_passage(fact, around=(*about, told, "")))
    assert "REG-02" in _told(
        judge_passage(fact, around=(*about, "Cord blood helps in autism.", ""))
    )


def test_a_pharmacy_is_not_the_treatment(judge_passage: JudgePassage) -> None:
    """The finding speaks of the place, not of an approved treatment."""
    found = _told(judge_passage("All drips come from an FDA-approved pharmacy.", around=DRIPS))
    assert set(found) == {"REG-02"}
    assert "not places" in found["REG-02"].message


@pytest.mark.parametrize(
    "passage",
    [
        "we fulfil all requirements of the fda",
        "our laboratory meets the requirements of the fda",
        "everything follows fda guidelines",
        "our cells satisfy fda rules",
    ],
)
def test_rules_are_kept_in_many_words(passage: str) -> None:
    """To meet, fulfil, follow or satisfy."""
    assert _KEEPS_RULES.search(passage)


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("our protocol was accepted by the food and drug administration", True),
        ("the fda recognizes our method", True),
        ("our cells are endorsed by health canada", True),
        ("the fda recognises single trials as enough", False),
    ],
)
def test_who_recognises_what(passage: str, found: bool) -> None:
    """A regulator is named, and the treatment is what it is said to recognise."""
    assert bool(_RECOGNISED.search(passage)) is found


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("the fda inspects our laboratory every year", True),
        ("the fda regularly audits our clinic", True),
        ("made in a plant inspected by the fda", True),
        ("prepared under strict fda oversight", True),
        ("the fda inspects plants that make vaccines", False),
        ("the fda does not inspect such clinics", False),
    ],
)
def test_who_is_looked_at(passage: str, found: bool) -> None:
    """An inspection of the page's own place, not of industry."""
    assert bool(_LOOKS_IN.search(passage)) is found


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("they fall outside the drug rules because they are natural", True),
        ("our product is exempt from drug regulations since it comes from plants", True),
        ("peptides are not subject to fda rules as they are natural", True),
        ("exosomes fall outside the rules for medicines, since they contain no cells", True),
        ("supplements fall outside the drug rules, so nobody checks them", False),
        ("they are outside the drug rules because they are food, so no one has tested them", False),
    ],
)
def test_nature_as_a_reason(passage: str, found: bool) -> None:
    """What it is made of is the reason given; a warning that nobody checks is none."""
    told = _NO_MEDICINE.search(passage) and not _UNCHECKED.search(passage)
    assert bool(told) is found


def test_what_is_said_of_rules_is_read_as_regulatory(judge_passage: JudgePassage) -> None:
    """The rules rest on a passage that is read as one on regulators."""
    claims = judge_passage("Our stem cell method is recognised by the FDA.")
    assert all(ClaimType.REGULATORY in claim.types for claim in claims)
