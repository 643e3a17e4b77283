"""The judge: rules over each claim, a word for it, then rules over the page."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from claimcheck.schema import (
    EVERYDAY,
    Claim,
    ClaimType,
    EvidenceProfile,
    Finding,
    Genre,
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
from claimcheck.settings import (
    MIN_CONTEXT_BLOCKS,
    MIN_CUE_CONFIDENCE,
    MIN_FLAG_CONFIDENCE,
    MIN_FLAG_LIKELIHOOD,
    MIN_RULE_CONFIDENCE,
    MIN_RULE_LIKELIHOOD,
    MIN_SELLER_LIKELIHOOD,
)
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
        sure = [
            (kept, verdict)
            for claim, verdict in zip(claims, verdicts, strict=True)
            if not verdict.for_review and (kept := only_sure(claim, page))
        ]
        page_findings = judge_page(
            PageCase(
                page=page,
                claims=[claim for claim, _ in sure],
                verdicts=[verdict for _, verdict in sure],
                vocabulary=self._vocabulary,
            )
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
    sure = only_sure(case.claim, case.page)
    if sure is None:
        return _for_review(case)
    judged = replace(case, claim=sure)
    findings = _findings(judged)
    if _is_flag(findings) and not _trusted(case, sure):
        trusted = set(sure.by_rule) - (set() if _rules_trusted(case, sure) else _doubted(case.page))
        by_rule = _types_only(sure, trusted)
        judged = replace(case, claim=by_rule or sure)
        findings = _findings(judged) if by_rule else ()
        if not _is_flag(findings):
            return _for_review(case)
    word = word_of(judged, findings)
    if word is VerdictWord.MATCHES:
        findings = (*findings, agreement.finding(judged))
    return Verdict(
        claim=case.claim.id,
        verdict=word,
        flagged=any(finding.severity for finding in findings),
        severity=max((finding.severity for finding in findings), default=0),
        confidence=case.claim.confidence,
        reason=wording.reason_of(judged, word, findings),
        findings=findings,
        matches=case.matches,
    )


def only_sure(claim: Claim, page: Page) -> Claim | None:
    """A claim with those of its types that we are sure enough of; ``None`` without any."""
    sure = claim.type_confidence or dict.fromkeys(claim.types, claim.confidence)
    least = {type_: _least(claim, type_, page) for type_ in claim.types}
    return _types_only(claim, [type_ for type_ in claim.types if sure[type_] >= least[type_]])


def _least(claim: Claim, type_: ClaimType, page: Page) -> float:
    """The lowest confidence with which a type is judged."""
    if claim.type_confidence and type_ not in claim.by_rule:
        return MIN_FLAG_CONFIDENCE
    if claim.type_confidence and type_ in EVERYDAY and _has_context(page):
        return MIN_RULE_CONFIDENCE
    return MIN_CUE_CONFIDENCE


def _types_only(claim: Claim, types: Collection[ClaimType]) -> Claim | None:
    kept = tuple(type_ for type_ in claim.types if type_ in types)
    if not kept:
        return None
    denied = claim.denied if ClaimType.DISCLAIMER in kept else ()
    return claim.model_copy(update={"types": kept, "denied": denied})


def _is_flag(findings: Sequence[Finding]) -> bool:
    return any(finding.severity for finding in findings)


def _trusted(case: Case, claim: Claim) -> bool:
    """Whether what the model read may be flagged."""
    likely = claim.flag_likelihood
    least = MIN_SELLER_LIKELIHOOD if case.page.genre is Genre.SELLS else MIN_FLAG_LIKELIHOOD
    return likely is None or (_has_context(case.page) and likely >= least)


def _rules_trusted(case: Case, claim: Claim) -> bool:
    """Whether what a rule read may be flagged."""
    likely = claim.flag_likelihood
    return likely is None or not _has_context(case.page) or likely >= MIN_RULE_LIKELIHOOD


def _doubted(page: Page) -> frozenset[ClaimType]:
    """Types that a rule read and that are not flagged where a labeller would hardly do so.

    A cure is among them only where nothing is sold: sober pages name cures to deny them.
    """
    return EVERYDAY if page.genre is Genre.SELLS else EVERYDAY | {ClaimType.CURE}


def _has_context(page: Page) -> bool:
    return len(page.blocks) >= MIN_CONTEXT_BLOCKS


def _for_review(case: Case) -> Verdict:
    return Verdict(
        claim=case.claim.id,
        verdict=VerdictWord.NOT_CHECKABLE,
        flagged=False,
        severity=0,
        confidence=case.claim.confidence,
        reason=wording.FOR_REVIEW,
        matches=case.matches,
        for_review=True,
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
