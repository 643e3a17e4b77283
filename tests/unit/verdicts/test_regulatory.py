"""Appeals to regulators: what is flagged, what is told, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_html
from claimcheck.schema import Finding, PageFinding, Report, ReportedClaim, Verdict
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.seals import PAGE_RULES
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]

DEPRESSION = ("Magnetic stimulation for depression", *SELLS[1:2], "Book a consultation.", "")
LYMPHOMA = ("CAR T-cell therapy for lymphoma", *SELLS[1:2], "Book a consultation.", "")
KNEES = ("Stem cells for knee pain", "", "Book a free consultation at our clinic.", "")


def _found(claims: tuple[ReportedClaim, ...], rule: str) -> list[Finding]:
    return [finding for claim in claims for finding in claim.findings if finding.rule == rule]


def _flagged(claims: tuple[ReportedClaim, ...]) -> set[str]:
    return {
        finding.rule
        for claim in claims
        for finding in claim.findings
        if finding.severity and finding.rule.startswith("REG")
    }


@pytest.mark.parametrize(
    ("around", "passage"),
    [
        (LYMPHOMA, "Kymriah is FDA approved for large B-cell lymphoma."),
        (LYMPHOMA, "CAR T-cell therapy is FDA approved for lymphoma."),
        (DEPRESSION, "TMS is FDA approved for depression."),
        (DEPRESSION, "NeuroStar is an FDA-cleared device for major depression."),
        (SELLS, "Holoclar is approved by the EMA for limbal stem cell deficiency."),
        (SELLS, "Ryoncil is FDA approved for graft-versus-host disease in children."),
        (SELLS, "The FDA has approved cord blood products only for blood disorders."),
        (SELLS, "Hyperbaric oxygen is FDA cleared for decompression sickness."),
        (SELLS, "Risperidone is FDA approved for irritability in autism."),
        (SELLS, "FDA registered is not the same as FDA approved."),
        (SELLS, "No stem cell product is approved by the FDA for autism."),
        (SELLS, "Are stem cells FDA approved for autism?"),
        (INFORMS, "Our hospital gives an FDA-approved CAR T-cell therapy for lymphoma."),
        (INFORMS, "Clinics say that their laboratory is FDA registered."),
        (INFORMS, "Florida law now allows some stem cells for knee pain."),
        (INFORMS, "The treatment was licensed in Japan on the condition of more data."),
    ],
)
def test_true_and_sober_statements_are_not_flagged(
    judge_passage: JudgePassage, around: tuple[str, ...], passage: str
) -> None:
    """A product for its own disease, a denial, a question and a report are left alone."""
    assert _flagged(judge_passage(passage, around=around)) == set()


@pytest.mark.parametrize(
    ("rule", "passage"),
    [
        ("REG-01", "Our exosomes are approved by the FDA for autism."),
        ("REG-01", "Ryoncil is FDA approved for autism."),
        ("REG-02", "Our stem cells come from an FDA-certified clinic."),
        ("REG-02", "Our stem cells comply with FDA regulations."),
        ("REG-03", "Magnetic stimulation is FDA-cleared and treats autism."),
        ("REG-03", "Hyperbaric oxygen is FDA approved for autism."),
        ("REG-03", "Our ozone therapy is FDA approved."),
        ("REG-04", "Our FDA-compliant stem cells are minimally manipulated and permitted."),
        ("REG-05", "Our stem cell treatment is approved by the FDA under an IND."),
        ("REG-07", "Our stem cell protocol is IRB-approved."),
        ("REG-08", "Our stem cells come from an AABB accredited laboratory."),
        ("REG-09", "Our stem cell therapy is approved by the Ministry of Health."),
        ("REG-09", "Our stem cells are licensed in India."),
        ("REG-10", "Stem cells for autism are now legal in Florida."),
        ("REG-11", "Our experimental stem cell treatment is safe and effective."),
        ("REG-14", "We give stem cells as compassionate use."),
    ],
)
def test_appeals_are_flagged(judge_passage: JudgePassage, rule: str, passage: str) -> None:
    """Each appeal of the catalogue is flagged on a page that sells."""
    assert rule in _flagged(judge_passage(passage))


@pytest.mark.parametrize(
    ("rule", "passage", "told", "source"),
    [
        ("REG-02", "Our laboratory for stem cells is FDA registered.", "not the same", "FDA, page"),
        ("REG-03", "We use an FDA-cleared device for stem cells.", "not official", "807.97"),
        (
            "REG-04",
            "Our stem cells are a section 361 product under FDA regulations.",
            "four tests",
            "1271.10",
        ),
        (
            "REG-05",
            "Our stem cell treatment is approved by the FDA under an IND.",
            "30 days",
            "312.40",
        ),
        (
            "REG-08",
            "Our stem cells are made in a GMP laboratory.",
            "how a product",
            "FDA, consumer",
        ),
        ("REG-10", "Stem cells for autism are legal in Florida.", "wound care", "Florida Statutes"),
        ("REG-14", "Right-to-try lets us give stem cells.", "life-threatening", "115-176"),
    ],
)
def test_findings_tell_what_the_phrase_means(
    judge_passage: JudgePassage, rule: str, passage: str, told: str, source: str
) -> None:
    """The message explains the phrase and what to ask; its document has an address and a day."""
    [finding] = _found(judge_passage(passage), rule)
    assert told in finding.message
    assert "Ask: " in finding.message
    [cited] = [one for one in finding.sources if source in one.title]
    assert cited.url is not None
    assert cited.date_seen is not None
    assert len({one.url for one in finding.sources if one.url}) == len(
        [one for one in finding.sources if one.url]
    )


def test_what_our_list_lacks_is_never_called_not_approved(judge_passage: JudgePassage) -> None:
    """The message speaks of our dated list, and of approvals of other products."""
    [finding] = _found(judge_passage("We use FDA-approved stem cells for autism."), "REG-01")
    assert finding.severity == 3
    assert "For autism, no such use is found in our list dated 22 November 2026." in finding.message
    assert "approved for other uses" in finding.message
    assert "no cell therapy is approved" not in finding.message


def test_a_disease_with_an_approved_product_weighs_less(judge_passage: JudgePassage) -> None:
    """Where some cell product is listed for the disease, only its name is asked for."""
    claims = judge_passage("Our stem cells are FDA approved for type 1 diabetes.")
    assert [finding.severity for finding in _found(claims, "REG-01")] == [1]


def test_an_ended_licence_is_told_with_its_end(judge_passage: JudgePassage) -> None:
    """A product that left the market is told so, from the regulator's page."""
    passage = "Our stem cells are like Alofisel, which is approved by the EMA for fistulas."
    [finding] = _found(judge_passage(passage), "REG-01")
    assert "It ended on 13 December 2024." in finding.message
    assert finding.sources[-1].url == "https://ema.europa.eu/en/news/alofisel-withdrawn-eu-market"


def test_a_product_without_a_shown_row_is_named_without_its_use(
    judge_passage: JudgePassage,
) -> None:
    """What was not read at a regulator is not told: the listed use of Ryoncil stays unsaid."""
    [finding] = _found(judge_passage("Ryoncil is FDA approved for autism."), "REG-01")
    assert "names Ryoncil" in finding.message
    assert "graft" not in finding.message


def test_a_true_clearance_on_a_page_on_another_disease_is_information(
    checker: Checker,
) -> None:
    """The sentence is true, so it is no flag; the reader learns that it covers nothing else."""
    html = (
        "<h1>Magnetic stimulation for autism</h1>"
        "<p>Book a free consultation at our clinic and get a treatment plan.</p>"
        "<p>TMS is FDA-cleared for depression.</p>"
    )
    report = checker.check(capture_html(html))
    [finding] = _found(report.claims, "REG-03")
    assert finding.severity == 0
    assert "The page is about autism." in finding.message


def test_floridas_own_uses_are_information(judge_passage: JudgePassage) -> None:
    """For pain and joints the law names the use: that is told, and nothing is flagged."""
    claims = judge_passage("Stem cells for knee pain are now legal in Florida.", around=KNEES)
    assert [finding.severity for finding in _found(claims, "REG-10")] == [0]


@pytest.mark.parametrize(
    ("passage", "severity"),
    [
        ("Our stem cell graft is minimally manipulated tissue under section 361.", 3),
        ("FDA-approved: a minimally manipulated stem cell suspension.", 3),
    ],
)
def test_own_cells_need_a_conclusion(
    judge_passage: JudgePassage, passage: str, severity: int
) -> None:
    """The words weigh as much as what the passage draws from them."""
    findings = _found(judge_passage(passage), "REG-04")
    assert {finding.severity for finding in findings} == {severity}


@pytest.mark.parametrize(
    ("country", "passage", "told"),
    [
        ("AU", "Our stem cells treat autism.", "cannot be advertised to the public"),
        ("GB", "Our stem cells treat autism.", "rule 12.1"),
        ("GB", "Our supplements treat autism.", "licence number"),
    ],
)
def test_advertising_rules_hold_in_their_country(
    judge_passage: JudgePassage, country: str, passage: str, told: str
) -> None:
    """Australia and the United Kingdom each get their own guidance; nobody else gets it."""
    [finding] = _found(judge_passage(passage, country=country), "REG-15")
    assert told in finding.message
    assert _found(judge_passage(passage), "REG-15") == []
    assert _found(judge_passage(passage, country="US"), "REG-15") == []


@pytest.mark.parametrize(
    ("country", "around", "passage"),
    [
        ("AU", SELLS, "Our supplements treat autism."),
        ("AU", SELLS, "Stem cells are not a treatment of autism."),
        ("GB", INFORMS, "Some clinics say that stem cells treat autism."),
        ("GB", SELLS, "Our speech therapy helps children with autism."),
    ],
)
def test_advertising_rules_leave_other_care_alone(
    judge_passage: JudgePassage, country: str, around: tuple[str, ...], passage: str
) -> None:
    """Care that is no medicine, denials and reports are outside the guidance."""
    assert _found(judge_passage(passage, around=around, country=country), "REG-15") == []


def _page_findings(report: Report) -> list[PageFinding]:
    verdicts = [
        Verdict(
            claim=claim.id,
            **{name: getattr(claim, name) for name in Verdict.model_fields if name != "claim"},
        )
        for claim in report.claims
    ]
    case = PageCase(
        page=report.page, claims=report.claims, verdicts=verdicts, vocabulary=load_vocabulary()
    )
    return [finding for rule in PAGE_RULES for finding in rule.findings(case)]


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ('<img src="a.png" alt="FDA logo">', True),
        ('<img src="a.png" alt="Seal of the U.S. Food and Drug Administration">', True),
        ("<figure><img src='a.png'><figcaption>Our FDA certificate</figcaption></figure>", True),
        ('<img src="a.png" alt="Our logo with a tree">', False),
        ('<img src="a.png" alt="The FDA building in Maryland">', False),
        ('<img src="a.png" alt="A fake FDA logo: beware">', False),
        ("<p>The FDA asks firms to remove the FDA logo from their pages.</p>", False),
    ],
)
def test_the_mark_of_an_agency_is_quoted(checker: Checker, mark: str, shown: bool) -> None:
    """A picture with the seal of an agency is quoted; other pictures and sentences are not."""
    html = (
        "<title>Stem cells for autism</title><h1>Stem cells for autism</h1>"
        "<p>Book a free consultation at our clinic and get a treatment plan for your child.</p>"
        f"{mark}"
    )
    findings = _page_findings(checker.check(capture_html(html)))
    assert [finding.rule for finding in findings] == (["REG-12"] if shown else [])
    for finding in findings:
        assert finding.spans[0].quote in mark
        assert "endorses no private firm" in finding.message


def test_small_print_counts_only_beside_a_promise(check: Check) -> None:
    """The line and the promise are quoted together; the line alone is nothing."""
    promise = "Stem cells improve speech in children with autism."
    line = "These statements have not been evaluated by the FDA."
    [finding] = _page_findings(check(promise, "", line))
    assert (finding.rule, finding.severity) == ("REG-13", 1)
    assert [span.quote for span in finding.spans] == [promise, line]
    assert _page_findings(check(line)) == []
    assert _page_findings(check(promise)) == []
