"""What is measured of flags."""

from __future__ import annotations

import pytest

from claimcheck.checks import check_text
from claimcheck.claims.classifier import Tier
from claimcheck.corpus import LabelledLine, LabelledPage
from claimcheck.errors import DataError
from claimcheck.evaluation import HeldOutTrust, Judged, LabelledEvidence, Told, compare_flags
from claimcheck.schema import Report, RuleFamily
from claimcheck.trials import load_snapshot
from claimcheck.verdicts.case import Support, support_of

_FLAGGED = "Stem cells improve speech in children with autism."
_SOBER = "The clinic opens at nine on weekdays and closes at five."


@pytest.fixture(scope="module")
def report() -> Report:
    """A page with one flagged line."""
    return check_text(f"Stem cells and autism\n\n{_FLAGGED}\n\n{_SOBER}\n")


def _line(text: str, *, should_flag: bool, sure: bool = True) -> LabelledLine:
    return LabelledLine(
        text=text, labels=("none",), attrs={}, should_flag=should_flag, sure=sure, why="because"
    )


def _judged(report: Report, text: str, *, kind: str = "clinic", **said: bool) -> Judged:
    line = _line(text, **said)
    labelled = LabelledPage(
        id="p", group="g", kind=kind, topic="t", intervention=None, condition=None,
        evidence="unproven", lines=(line,),
    )  # fmt: skip
    own = tuple(claim for claim in report.claims if claim.quote == text)
    return Judged(Told(labelled, line, own, report.page), own)


def test_agreement_counts_lines(report: Report) -> None:
    """Precision is over flagged lines, recall over lines that should be flagged."""
    lines = [
        _judged(report, _FLAGGED, should_flag=True),
        _judged(report, _FLAGGED, should_flag=False, sure=False),
        _judged(report, _SOBER, should_flag=True),
        _judged(report, _SOBER, should_flag=True, sure=False),
        _judged(report, _SOBER, should_flag=False),
    ]
    found = compare_flags(lines, Tier.CAREFUL, given_evidence=False)
    assert (found.over_all.flagged, found.over_all.true) == (2, 3)
    assert (found.over_all.precision, found.over_all.recall) == (0.5, 0.3333)
    assert found.over_all.f1 == 0.4
    assert (found.sure.precision, found.sure.recall) == (1.0, 0.5)
    family = found.by_family[RuleFamily.EFF]
    assert (family.flagged, family.right, family.wrong_on_control) == (2, 1, 0)


def test_wrong_flags_on_control_pages_are_counted_apart(report: Report) -> None:
    """A flag on a sober page counts, one that the labeller wanted does not."""
    lines = [
        _judged(report, _FLAGGED, kind="control", should_flag=False),
        _judged(report, _FLAGGED, kind="control", should_flag=True),
        _judged(report, _SOBER, kind="control", should_flag=False),
        _judged(report, _FLAGGED, should_flag=False),
    ]
    found = compare_flags(lines, Tier.CAREFUL, given_evidence=False)
    assert found.control_false == 0.3333
    assert found.by_family[RuleFamily.EFF].wrong_on_control == 1


def test_errors_tell_what_and_why(report: Report) -> None:
    """Wrong flags come first with their rules; misses follow only where the labeller was sure."""
    lines = [
        _judged(report, _SOBER, should_flag=True),
        _judged(report, _SOBER, should_flag=True, sure=False),
        _judged(report, _FLAGGED, should_flag=False),
    ]
    errors = compare_flags(lines, Tier.CAREFUL, given_evidence=False).errors
    assert [(error.text, error.flagged) for error in errors] == [(_FLAGGED, True), (_SOBER, False)]
    assert "EFF-07" in errors[0].rules
    assert errors[0].why == "because"


def test_trust_is_held_out_or_refused(report: Report) -> None:
    """A page that is not in the corpus has no fold, and is not measured as if it had."""
    with pytest.raises(DataError, match="held out"):
        HeldOutTrust(Tier.CAREFUL).likelihood(report.page, report.claims[0], {})


@pytest.mark.parametrize(
    ("evidence", "support"),
    [
        ("proven", Support.SUPPORTED),
        ("mixed", Support.UNCERTAIN),
        ("unproven", Support.UNCERTAIN),
        ("negative", Support.NEGATIVE),
    ],
)
def test_evidence_can_be_taken_from_the_labeller(evidence: str, support: Support) -> None:
    """Every claim of the page then rests on what its labeller held to be known."""
    labelled = LabelledPage(
        id="p", group="g", kind="clinic", topic="t", intervention=None, condition=None,
        evidence=evidence, lines=(),
    )  # fmt: skip
    room = LabelledEvidence(load_snapshot(), labelled)
    for claim in check_text(f"{_FLAGGED}\n\nOur method helps a lot of people.\n").claims:
        own = room.pairs(claim)[0]
        assert support_of(room.profile(own)) is support
