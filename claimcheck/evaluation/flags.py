"""How far flags agree with what the labellers would flag, on sites that no model has seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from claimcheck.claims.classifier import Tier
from claimcheck.evaluation.evidence import LabelledEvidence
from claimcheck.evaluation.judged import HeldOutTrust, Judged, judged_lines
from claimcheck.schema import Frozen, RuleFamily
from claimcheck.trials import load_snapshot

_CONTROL: Final = "control"
_STEPS: Final = (0.5, 0.6, 0.7, 0.8, 0.9)


class Agreement(Frozen):
    """Shares between 0 and 1 over lines; ``flagged`` were flagged, ``true`` should be."""

    flagged: int
    true: int
    precision: float
    recall: float
    f1: float


class FamilyAgreement(Frozen):
    """Lines flagged by rules of a family, how many of them rightly, and how many on controls."""

    flagged: int
    right: int
    wrong_on_control: int


class FlagError(Frozen):
    """A line on which flag and label differ; the surest wrong ones and the plainest misses."""

    page: str
    kind: str
    text: str
    why: str
    """The labeller's reason."""
    flagged: bool
    rules: tuple[str, ...]
    trust: float
    """In the flag; for a missed line 0."""
    evidence: str
    """As the labeller held it to be."""
    for_review: bool


class FlagEvaluation(Frozen):
    """Flags over the lines of ``corpus/passages``.

    ``sure`` counts only the lines that the labellers were sure of. ``control_false`` is the share
    of lines of control pages that are wrongly flagged. ``coverage`` gives for a least trust the
    share of the lines that should be flagged and are, and the precision.
    """

    tier: Tier
    given_evidence: bool
    lines: int
    over_all: Agreement
    sure: Agreement
    by_kind: Mapping[str, Agreement]
    by_family: Mapping[RuleFamily, FamilyAgreement]
    for_review: int
    control_false: float
    coverage: Mapping[str, tuple[float, float]]
    errors: tuple[FlagError, ...]


def judged_corpus(tier: Tier, *, given_evidence: bool = False) -> tuple[Judged, ...]:
    """Every line with what is said of it.

    ``given_evidence`` takes the level of evidence of each page from the labellers instead of from
    our copy of the records, which does not cover every pair of treatment and condition.
    """
    snapshot = load_snapshot()
    pages = judged_lines(
        tier,
        lambda page: LabelledEvidence(snapshot, page) if given_evidence else snapshot,
        HeldOutTrust(tier),
    )
    return tuple(line for _, lines in pages for line in lines)


def evaluate_flags(tier: Tier = Tier.CAREFUL, *, given_evidence: bool = False) -> FlagEvaluation:
    """Judge all labelled lines and compare."""
    return compare_flags(
        judged_corpus(tier, given_evidence=given_evidence), tier, given_evidence=given_evidence
    )


def compare_flags(judged: Sequence[Judged], tier: Tier, *, given_evidence: bool) -> FlagEvaluation:
    """The agreement of lines that were judged."""
    control = [one for one in judged if one.told.labelled.kind == _CONTROL]
    false = sum(one.flagged and not one.told.line.should_flag for one in control)
    kinds = sorted({one.told.labelled.kind for one in judged})
    return FlagEvaluation(
        tier=tier,
        given_evidence=given_evidence,
        lines=len(judged),
        over_all=_agreement(judged),
        sure=_agreement([one for one in judged if one.told.line.sure]),
        by_kind={
            kind: _agreement([one for one in judged if one.told.labelled.kind == kind])
            for kind in kinds
        },
        by_family=_by_family(judged),
        for_review=sum(any(c.for_review for c in one.reported) for one in judged),
        control_false=_share(false, len(control)),
        coverage={str(step): _above(judged, step) for step in _STEPS},
        errors=tuple(_errors(judged)),
    )


def _agreement(judged: Iterable[Judged]) -> Agreement:
    counts = Counter((one.flagged, one.told.line.should_flag) for one in judged)
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    return Agreement(
        flagged=right + wrong,
        true=right + missed,
        precision=_share(right, right + wrong),
        recall=_share(right, right + missed),
        f1=_share(2 * right, 2 * right + wrong + missed),
    )


def _by_family(judged: Sequence[Judged]) -> Mapping[RuleFamily, FamilyAgreement]:
    found = {}
    for family in RuleFamily:
        lines = [one for one in judged if any(rule.startswith(family) for rule in _rules(one))]
        wrong = [one for one in lines if not one.told.line.should_flag]
        on_control = sum(one.told.labelled.kind == _CONTROL for one in wrong)
        found[family] = FamilyAgreement(
            flagged=len(lines), right=len(lines) - len(wrong), wrong_on_control=on_control
        )
    return {family: one for family, one in found.items() if one.flagged}


def _above(judged: Sequence[Judged], least: float) -> tuple[float, float]:
    kept = [one for one in judged if one.flagged and _trust(one) >= least]
    right = sum(one.told.line.should_flag for one in kept)
    true = sum(one.told.line.should_flag for one in judged)
    return _share(right, true), _share(right, len(kept))


def _rules(one: Judged) -> tuple[str, ...]:
    flags = (f for claim in one.reported if claim.flagged for f in claim.findings if f.severity)
    return tuple(dict.fromkeys(finding.rule for finding in flags))


def _trust(one: Judged) -> float:
    flags = [claim for claim in one.reported if claim.flagged]
    return max((c.confidence if c.trust is None else c.trust for c in flags), default=0.0)


def _errors(judged: Sequence[Judged]) -> Iterator[FlagError]:
    """Wrong flags first, the surest at the top; then misses of which the labellers were sure."""
    wrong = [one for one in judged if one.flagged and not one.told.line.should_flag]
    missed = [
        one
        for one in judged
        if one.told.line.should_flag and one.told.line.sure and not one.flagged
    ]
    for one in (*sorted(wrong, key=_trust, reverse=True), *missed):
        yield FlagError(
            page=one.told.labelled.id,
            kind=one.told.labelled.kind,
            text=one.told.line.text,
            why=one.told.line.why,
            flagged=one.flagged,
            rules=_rules(one),
            trust=_trust(one),
            evidence=one.told.labelled.evidence,
            for_review=any(claim.for_review for claim in one.reported),
        )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
