"""Puts passages that draw the same remark together, so that one reason stands once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimcheck.schema import Report, ReportedClaim, Source, VerdictWord


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A rule and what it says, as often as it fired on a group of passages."""

    rule: str
    version: int
    severity: int
    message: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class PassageGroup:
    """Claims with the same verdict, severity, reason and remarks, in page order."""

    verdict: VerdictWord
    severity: int
    reason: str
    remarks: tuple[Remark, ...]
    claims: tuple[ReportedClaim, ...]

    @property
    def for_review(self) -> bool:
        """Whether these were left to a person."""
        return self.claims[0].for_review

    @property
    def held_back(self) -> bool:
        """Whether the reason names a rule that fired on a reading not sure enough for a flag."""
        return any(rule in self.reason for rule in self.claims[0].held)

    @property
    def trials(self) -> tuple[str, ...]:
        """Ids of the trials that a finding of the group rests on."""
        return _unique(t for claim in self.claims for f in claim.findings for t in f.trials)


def group_flagged(report: Report) -> tuple[PassageGroup, ...]:
    """The flagged claims, most serious first, then in page order."""
    flagged = [claim for claim in report.claims if claim.flagged]
    return tuple(sorted(group(flagged), key=lambda g: (-g.severity, g.claims[0].start)))


def group(claims: Iterable[ReportedClaim]) -> tuple[PassageGroup, ...]:
    """Group claims in the order in which each group first appears."""
    return _grouped(claims, _key)


def _grouped(
    claims: Iterable[ReportedClaim], key: Callable[[ReportedClaim], tuple[object, ...]]
) -> tuple[PassageGroup, ...]:
    members: dict[tuple[object, ...], list[ReportedClaim]] = defaultdict(list)
    for claim in claims:
        members[key(claim)].append(claim)
    return tuple(
        PassageGroup(
            verdict=first.verdict,
            severity=first.severity,
            reason=first.reason,
            remarks=_remarks(first),
            claims=tuple(of_key),
        )
        for of_key in members.values()
        for first in of_key[:1]
    )


def group_silent(claims: Iterable[ReportedClaim]) -> tuple[PassageGroup, ...]:
    """Claims that were not flagged by what is said of them alone, so that each is said once.

    What was held back comes first: a reader may want to look at it.
    """
    groups = _grouped(claims, lambda claim: (claim.verdict, claim.reason))
    return tuple(sorted(groups, key=lambda of_reason: not of_reason.held_back))


def _key(claim: ReportedClaim) -> tuple[object, ...]:
    said = frozenset((remark.rule, remark.message) for remark in _remarks(claim))
    return (claim.verdict, claim.severity, claim.reason, said)


def _remarks(claim: ReportedClaim) -> tuple[Remark, ...]:
    """Each (rule, message) once, gravest first."""
    found: dict[tuple[str, str], Remark] = {}
    for finding in sorted(claim.findings, key=lambda f: -f.severity):
        found.setdefault(
            (finding.rule, finding.message),
            Remark(
                rule=finding.rule,
                version=finding.version,
                severity=finding.severity,
                message=finding.message,
                sources=finding.sources,
            ),
        )
    return tuple(found.values())


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
