"""The judge: rules over each claim, a word for it, then rules over the page."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimcheck.schema import (
    Claim,
    ClaimType,
    Finding,
    Gathered,
    Genre,
    Judgement,
    Page,
    PageFinding,
    RuleCard,
    SaidPassage,
    Saying,
    Verdict,
    VerdictWord,
)
from claimcheck.settings import (
    MIN_FAINT_TRUST,
    MIN_FLAG_TRUST,
    MIN_GRAVE_TRUST,
    MIN_HEARD_BY_MODELS,
    MIN_HEARD_TO_FLAG,
    MIN_LIKELY_BY_MODELS,
    MIN_OVERSOLD_TRUST,
    MIN_REGULATORY_TRUST,
    MIN_UNSOLD_TRUST,
    MIN_WORKING_TRUST,
)
from claimcheck.text import fold
from claimcheck.verdicts import agreement, animals, stories_alone, unjudged, wording
from claimcheck.verdicts.anothers import is_listed_to_warn, is_once_believed
from claimcheck.verdicts.candid import is_candid, is_share_limited
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.held import explained, held_back, is_cut_off
from claimcheck.verdicts.ladder import word_of
from claimcheck.verdicts.listed import beside_flagged
from claimcheck.verdicts.not_meant import is_not_meant
from claimcheck.verdicts.page import PAGE_RULES, PageCase, judge_page
from claimcheck.verdicts.page.overselling import load_page_weights, much_too_far
from claimcheck.verdicts.page.selling import as_it_sells
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.several import told_with_others
from claimcheck.verdicts.some_trial import tells_of_some_trial
from claimcheck.verdicts.sure import has_context, heard, only_sure
from claimcheck.verdicts.told_soberly import is_told_soberly
from claimcheck.verdicts.trust import FlagTrust, PageSigns, load_trust, signs_of
from claimcheck.verdicts.uncredited import uncredited
from claimcheck.vocabulary import Vocabulary, load_vocabulary

#: More questions than this nobody asks in one conversation.
_MOST_QUESTIONS = 10
_GRAVEST = 3
_BY_WORDS = "REG"
_CURE = "EFF-01"
#: What a rule reads by the words; that a passage hurries its reader makes no cure of it.
_GRAVE_TYPES = frozenset(ClaimType) - {ClaimType.URGENCY, ClaimType.AUTHORITY}
#: One of them is heard in whatever tells of a cure.
_BETTER = frozenset({Saying.CURE, Saying.RECOVERY, Saying.WORKS, Saying.SHARE})
#: Rules that models alone set off.
_ONLY_HEARD = frozenset({"EFF-20", "EFF-21"})
#: Rules that hold what is said against a record, as SAF-01 does where it names recorded harms.
_SETTLED = frozenset({"TRI-03", "TRI-05", "TRI-11", "TRI-14", "TRI-15"})
#: Signs of the pages room that somebody is asked to come and pay.
_OFFERS = frozenset(
    {
        "booking_form",
        "call_to_book",
        "free_to_start",
        "package_price",
        "price_of_course",
        "price_of_package",
    }
)
#: Said first among equals: they set a figure or a cited trial beside its record.
_LEADS = frozenset({"NUM-06", "TRI-03", "TRI-08"})


def rule_cards() -> tuple[RuleCard, ...]:
    """The card of every rule, in the order in which they are tried."""
    return (
        *(rule.card for rule in RULES),
        *(rule.card for rule in PAGE_RULES),
        agreement.CARD,
    )


@functools.cache
def _cards() -> Mapping[str, RuleCard]:
    return {card.id: card for card in rule_cards()}


@functools.cache
def rules_version() -> str:
    """Number of rules and a digest of their ids and versions: it changes when one of them does.

    So it does with the weights that tell whether a page goes too far.
    """
    told = ",".join(sorted(f"{card.id}.{card.version}" for card in rule_cards()))
    told += load_page_weights().model_dump_json()
    return f"{len(rule_cards())}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


class Judge:
    """Judges the claims of one page; holds no state between pages."""

    def __init__(
        self, vocabulary: Vocabulary | None = None, trust: FlagTrust | None = None
    ) -> None:
        self._vocabulary = vocabulary or load_vocabulary()
        self._trust = trust or load_trust()
        self.rules_version = f"{rules_version()}-{self._trust.version}"

    def as_it_sells(self, page: Page, sayings: Sequence[SaidPassage]) -> Page:
        """The page, told as selling if what it says shows that, however it sounds."""
        return as_it_sells(self._as_said(page, sayings))

    def _as_said(self, page: Page, sayings: Sequence[SaidPassage]) -> PageCase:
        """A page of which only what it says is known."""
        return PageCase(
            page=page, claims=(), verdicts=(), vocabulary=self._vocabulary, sayings=sayings
        )

    def judge(
        self,
        page: Page,
        claims: Sequence[Claim],
        gathered: Gathered,
        *,
        sayings: Sequence[SaidPassage] = (),
        country: str | None = None,
    ) -> Judgement:
        """1. rules on each claim; 2. its word; 3. rules on the page; 4. questions.

        ``country`` adds the rules that hold there alone. ``sayings`` are for the rules on the page.
        """
        if animals.is_about_animals(page):
            return Judgement(
                verdicts=tuple(map(unjudged.of_animals, claims)), unjudged=animals.NOT_JUDGED
            )
        oversold = page.genre is Genre.SELLS and much_too_far(self._as_said(page, sayings))
        words = len(page.text.split())
        signs = PageSigns.of(claims, oversold=oversold, sayings=sayings, words=words)
        cases = [
            Case(
                page=page,
                claim=claim,
                block=page.blocks[claim.block],
                matches=gathered.matches[claim.id],
                profiles=tuple(gathered.profiles[pair] for pair in gathered.pairs[claim.id]),
                trials=gathered.trials,
                reviews=gathered.reviews,
                vocabulary=self._vocabulary,
                country=country,
                heard=signs.heard[claim.id],
            )
            for claim in claims
        ]
        verdicts = [_verdict(case, signs, self._trust) for case in cases]
        listed = beside_flagged(claims, verdicts)
        verdicts = [
            _verdict(case, signs, self._trust, listed=True) if case.claim.id in listed else verdict
            for case, verdict in zip(cases, verdicts, strict=True)
        ]
        page_findings = self._of_page(page, claims, verdicts, gathered, sayings, country)
        if stories_alone.are_alone(cases, verdicts, page_findings):
            verdicts = [
                held_back(case, verdict.findings, verdict.trust) if verdict.flagged else verdict
                for case, verdict in zip(cases, verdicts, strict=True)
            ]
            page_findings = self._of_page(page, claims, verdicts, gathered, sayings, country)
        credited = list(uncredited(claims, explained(verdicts, _cards()), page_findings))
        verdicts = list(told_with_others(claims, credited, self._vocabulary))
        return Judgement(
            verdicts=tuple(verdicts),
            page_findings=page_findings,
            questions=_questions(verdicts, page_findings),
        )

    def _of_page(
        self,
        page: Page,
        claims: Sequence[Claim],
        verdicts: Sequence[Verdict],
        gathered: Gathered,
        sayings: Sequence[SaidPassage],
        country: str | None,
    ) -> tuple[PageFinding, ...]:
        sure = [
            (kept, verdict)
            for claim, verdict in zip(claims, verdicts, strict=True)
            if not verdict.for_review and (kept := only_sure(claim, page))
        ]
        return judge_page(
            PageCase(
                page=page,
                claims=[claim for claim, _ in sure],
                verdicts=[verdict for _, verdict in sure],
                vocabulary=self._vocabulary,
                country=country,
                trials=gathered.trials,
                flags=[
                    (claim, verdict)
                    for claim, verdict in zip(claims, verdicts, strict=True)
                    if verdict.flagged
                ],
                sayings=sayings,
            )
        )

    def bottom_line(self, claims: Sequence[Claim], judgement: Judgement, gathered: Gathered) -> str:
        """Plain sentences on the page as a whole."""
        return wording.bottom_line(claims, judgement, gathered.profiles, gathered.trials)


def _verdict(case: Case, signs: PageSigns, trust: FlagTrust, *, listed: bool = False) -> Verdict:
    """Findings among all that was heard, as far as they can be trusted; else what is sure.

    ``listed`` claims stand with a flagged item of the same list (``listed.beside_flagged``).
    """
    passes_on = unjudged.passes_on(case, doubts=signs.doubts)
    if (passes_on and not case.has(ClaimType.DISCLAIMER)) or is_listed_to_warn(case):
        return unjudged.passed_on(case)
    told = heard(case.claim, case.page)
    if told is None:
        return unjudged.unsure(case)
    judged = replace(case, claim=told)
    findings = _findings(judged)
    if _is_flag(findings):
        if passes_on or unjudged.quotes(judged, findings):
            return unjudged.passed_on(case)
        likely = _likelihood(judged, findings, signs, trust)
        heard_well = likely is None or _is_heard(judged, findings, signs, likely)
        trusted = likely is None or listed or likely >= _needed(judged, findings, signs)
        if trusted and heard_well and not _says_otherwise(judged):
            return _told(judged, findings, likely)
        # What a record says otherwise word for word does not hang on how the page speaks.
        meant = not is_not_meant(judged.folded)
        settled = tuple(finding for finding in findings if meant and _is_settled(finding))
        if _is_flag(settled):
            return _told(judged, settled, None)
        return held_back(case, findings, likely)
    sure = only_sure(case.claim, case.page)
    judged = replace(case, claim=sure or told)
    findings = _findings(judged)
    # With the types that are less sure a flag went; only a person can say which reading is right.
    if _is_flag(findings):
        return held_back(case, findings, None)
    if sure is None:
        return unjudged.unsure(case)
    return _told(judged, findings, None)


def _is_heard(case: Case, findings: Sequence[Finding], signs: PageSigns, trust: float) -> bool:
    """Whether models hear in it what would make a flag right, which a whole page asks for.

    What a rule reads of the gravest things, and what is said of regulators, its words decide.
    """
    flags = {finding.rule for finding in findings if finding.severity}
    if flags <= _ONLY_HEARD and not (signs.oversold or case.unsupported):
        return False  # sellers of proven care tell their shares and gains in the same words
    if not signs.is_long or any(rule.startswith(_BY_WORDS) for rule in flags):
        return True
    if (
        _CURE in flags
        and ClaimType.CURE not in case.claim.by_rule
        and not _BETTER & set(case.heard)
    ):
        return False
    gravest = any(finding.severity == _GRAVEST for finding in findings)
    if _GRAVE_TYPES & set(case.claim.by_rule) and gravest:
        return True
    by_rule = bool(case.claim.by_rule)
    likely = (case.claim.flag_likelihood or 0.0) >= MIN_LIKELY_BY_MODELS
    if by_rule and likely and trust >= MIN_FLAG_TRUST:
        return True
    most = max(case.heard.values(), default=0.0)
    return most >= MIN_HEARD_TO_FLAG and (by_rule or likely or most >= MIN_HEARD_BY_MODELS)


def _says_otherwise(case: Case) -> bool:
    """Whether its words are a trial's, own a limit, are not meant, once believed or cut off."""
    words = case.folded
    if is_once_believed(case) or is_cut_off(case):
        return True
    if not case.sells and is_share_limited(words, fold(case.page.text)):
        return True
    return tells_of_some_trial(case) or is_candid(words) or is_not_meant(words)


def _is_settled(finding: Finding) -> bool:
    return finding.rule in _SETTLED or (finding.rule == "SAF-01" and bool(finding.trials))


def _needed(case: Case, findings: Sequence[Finding], signs: PageSigns) -> float:
    """The least trust in a flag; what a regulator's name lends itself to is told by its words.

    So is a cure that a seller names: of 10 that a rule read in the corpus 10 were rightly flagged.
    """
    if case.sells and ClaimType.CURE in case.claim.by_rule and _names_cure(findings):
        return 0.0
    gravest = any(finding.severity == _GRAVEST for finding in findings)
    reports = case.informs or not _offers(case) or (signs.is_long and not gravest)
    if case.sells_nothing and reports:
        return MIN_UNSOLD_TRUST
    if any(finding.rule.startswith(_BY_WORDS) for finding in findings):
        return MIN_REGULATORY_TRUST
    # What is limited is told fairly on the worst of pages, too.
    if signs.oversold and not (case.has(ClaimType.DISCLAIMER) or is_told_soberly(case.folded)):
        return _needed_far(case, signs, gravest=gravest)
    return MIN_GRAVE_TRUST if gravest else MIN_FLAG_TRUST


def _needed_far(case: Case, signs: PageSigns, *, gravest: bool) -> float:
    """The same on a page that goes much too far, by what models heard in the passage."""
    if case.claim.id in signs.said:
        heard_faintly = MIN_GRAVE_TRUST if gravest else MIN_FAINT_TRUST
        return heard_faintly if case.claim.id in signs.faint else MIN_OVERSOLD_TRUST
    return MIN_WORKING_TRUST if case.claim.id in signs.workings else MIN_FLAG_TRUST


def _offers(case: Case) -> bool:
    """Whether a page of which it is left open whether it sells books visits or names its price."""
    return any(signal.name in _OFFERS for signal in case.page.genre_signals)


def _names_cure(findings: Sequence[Finding]) -> bool:
    return any(finding.rule == _CURE for finding in findings)


def _likelihood(
    case: Case, findings: Sequence[Finding], signs: PageSigns, trust: FlagTrust
) -> float | None:
    """How likely the flag is right; ``None`` where rules decide alone."""
    if case.claim.flag_likelihood is None or not has_context(case.page):
        return None
    return trust.likelihood(case.page, case.claim, signs_of(case, findings, signs))


def _told(case: Case, findings: tuple[Finding, ...], likely: float | None) -> Verdict:
    word = word_of(case, findings)
    if word is VerdictWord.MATCHES:
        findings = (*findings, agreement.finding(case))
    return Verdict(
        claim=case.claim.id,
        verdict=word,
        flagged=_is_flag(findings),
        severity=max((finding.severity for finding in findings), default=0),
        confidence=case.claim.confidence,
        trust=likely,
        reason=wording.reason_of(case, word, findings),
        findings=findings,
        matches=case.matches,
    )


def _is_flag(findings: Sequence[Finding]) -> bool:
    return any(finding.severity for finding in findings)


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
    ask = {card.id: card.ask for card in _cards().values() if card.ask}
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
