"""The judge: rules over each claim, a word for it, then rules over the page."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from claimcheck.schema import (
    Claim,
    EvidenceProfile,
    Finding,
    Judgement,
    Page,
    PageFinding,
    Review,
    RuleCard,
    Trial,
    TrialMatch,
    Verdict,
    VerdictWord,
)
from claimcheck.settings import MIN_FLAG_CONFIDENCE
from claimcheck.verdicts import agreement, wording
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.ladder import word_of
from claimcheck.verdicts.page_rules import PAGE_RULES, PageCase, judge_page
from claimcheck.verdicts.rules import RULES
from claimcheck.vocabulary import Vocabulary, load_vocabulary

Pair = tuple[str, str]
#: More questions than this nobody asks in one conversation.
_MOST_QUESTIONS = 10
#: Said first among equals: it sets the figure beside the records.
_LEADS = frozenset({"NUM-06"})


def rule_cards() -> tuple[RuleCard, ...]:
    """The card of every rule, in the order in which they are tried."""
    return (
        *(rule.card for rule in RULES),
        *(rule.card for rule in PAGE_RULES),
        agreement.CARD,
    )


@functools.cache
def rules_version() -> str:
    """Number of rules and a digest of their ids and versions: it changes when one of them does."""
    told = ",".join(sorted(f"{card.id}.{card.version}" for card in rule_cards()))
    return f"{len(rule_cards())}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


class Judge:
    """Judges the claims of one page; holds no state between pages."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or load_vocabulary()
        self.rules_version = rules_version()

    def judge(
        self,
        page: Page,
        claims: Sequence[Claim],
        matches: Mapping[str, tuple[TrialMatch, ...]],
        profiles: Mapping[Pair, EvidenceProfile],
        pairs: Mapping[str, tuple[Pair, ...]],
        trials: Mapping[str, Trial],
        reviews: Sequence[Review],
    ) -> Judgement:
        """1. rules on each claim; 2. its word; 3. rules on the page; 4. questions."""
        verdicts = tuple(
            _verdict(
                Case(
                    page=page,
                    claim=claim,
                    block=page.blocks[claim.block],
                    matches=matches[claim.id],
                    profiles=tuple(profiles[pair] for pair in pairs[claim.id]),
                    trials=trials,
                    reviews=reviews,
                    vocabulary=self._vocabulary,
                )
            )
            for claim in claims
        )
        page_findings = judge_page(
            PageCase(page=page, claims=claims, verdicts=verdicts, vocabulary=self._vocabulary)
        )
        return Judgement(
            verdicts=verdicts,
            page_findings=page_findings,
            questions=_questions(verdicts, page_findings),
        )

    def bottom_line(
        self,
        page: Page,  # noqa: ARG002 (part of the border)
        claims: Sequence[Claim],
        verdicts: Sequence[Verdict],
        profiles: Mapping[Pair, EvidenceProfile],
    ) -> str:
        """Two plain sentences on the page."""
        return wording.bottom_line(claims, verdicts, profiles)


def _verdict(case: Case) -> Verdict:
    sure = case.claim.confidence >= MIN_FLAG_CONFIDENCE
    findings = _findings(case) if sure else ()
    word = word_of(case, findings)
    if word is VerdictWord.MATCHES:
        findings = (*findings, agreement.finding(case))
    return Verdict(
        claim=case.claim.id,
        verdict=word,
        flagged=any(finding.severity for finding in findings),
        severity=max((finding.severity for finding in findings), default=0),
        confidence=case.claim.confidence,
        reason=wording.reason_of(case, word, findings),
        findings=findings,
        matches=case.matches,
    )


def _findings(case: Case) -> tuple[Finding, ...]:
    """Every rule that fires, without those that another one says better; the gravest first."""
    found = [(rule, finding) for rule in RULES for finding in rule.findings(case)]
    fired = {finding.rule for _, finding in found}
    kept = [finding for rule, finding in found if not rule.unless & fired]
    return tuple(sorted(kept, key=lambda f: (-f.severity, f.rule not in _LEADS, f.rule)))


def _questions(
    verdicts: Sequence[Verdict], page_findings: Sequence[PageFinding]
) -> tuple[str, ...]:
    """The questions of the rules that fired: the gravest and most frequent first, each once."""
    ask = {card.id: card.ask for card in rule_cards() if card.ask}
    weight: Counter[str] = Counter()
    found = [(f.rule, f.severity) for verdict in verdicts for f in verdict.findings]
    found += [(finding.rule, finding.severity) for finding in page_findings]
    gravest: dict[str, int] = {}
    for rule, severity in found:
        weight[rule] += 1
        gravest[rule] = max(gravest.get(rule, 0), severity)
    order = sorted(gravest, key=lambda rule: (-gravest[rule], -weight[rule], rule))
    asked = [ask[rule] for rule in order if rule in ask]
    return tuple(dict.fromkeys(asked))[:_MOST_QUESTIONS]
