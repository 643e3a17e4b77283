"""Rules on the page as a whole: passages that pull apart, and what is left out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
    Denied,
    FigureKind,
    Genre,
    Page,
    PageFinding,
    QuotedSpan,
    RuleCard,
    Source,
    Verdict,
)
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT
from claimcheck.vocabulary import Vocabulary

#: Spans shown for one side of a pair; more would hide the point.
_SHOWN = 2
_SERIOUS = 2
_GRAVEST = 3
_ORGAN_SYSTEMS = 3
_TOKEN_KINDS = 4
_RISKS = re.compile(
    r"\b(?:risks?|side[- ]effects?|complications?|adverse|infections?|bleeding|headaches?|"
    r"tumou?rs?)\b"
)
_RISKS_DENIED = re.compile(
    r"\b(?:no|zero|0|without|free of|minimal|low|reduc\w+(?: the)?|not)\b[^.;|]{0,40}?"
    r"\b(?:risks?|side[- ]effects?|complications?|adverse|infections?|tumou?rs?)\b"
)
_SPINE = re.compile(
    r"\b(?:intrathecal\w*|lumbar puncture|spinal (?:injection|tap|canal)|(?:into|and) (?:the |"
    r"your )?"
    r"(?:child's )?spine)\b"
)
_SPINE_RISKS = re.compile(r"\b(?:infections?|meningitis|headaches?|bleeding|nerve damage)\b")
_UNPROVEN = re.compile(
    r"\b(?:experimental|investigational|unproven|not (?:yet )?(?:been )?(?:proven|approved|"
    r"evaluated)|"
    r"no (?:good |clear )?evidence|under investigation)\b"
)
_DOCTOR = re.compile(
    r"\b(?:talk|speak|ask|consult|see|discuss)\b[^.]{0,30}\b(?:your|own|family|child's)\b[^.]{0,20}"
    r"\b(?:doctor|physician|gp|p(?:a)?ediatrician|neurologist)\b"
)


@dataclass(frozen=True, kw_only=True)
class PageCase:
    """A page with its claims and what was found on each."""

    page: Page
    claims: Sequence[Claim]
    verdicts: Sequence[Verdict]
    vocabulary: Vocabulary

    @functools.cached_property
    def folded(self) -> str:
        """The page's text as patterns read it."""
        return fold(self.page.text)

    @functools.cached_property
    def promised(self) -> tuple[Claim, ...]:
        """Claims flagged as serious that hold out a benefit, the gravest first."""
        types = BENEFIT | {ClaimType.TESTIMONIAL, ClaimType.MECHANISM}
        pairs = [
            (claim, verdict)
            for claim, verdict in zip(self.claims, self.verdicts, strict=True)
            if verdict.flagged and verdict.severity >= _SERIOUS and types & set(claim.types)
        ]
        pairs.sort(key=lambda pair: (-pair[1].severity, _is_story(pair[0]), pair[0].start))
        return tuple(claim for claim, _ in pairs)

    @property
    def offers(self) -> bool:
        """Whether the page sells care and promises what the records do not show."""
        return self.page.genre is Genre.SELLS and bool(self.promised)

    def fired(self, *rules: str) -> bool:
        """Whether one of these rules fired on any passage."""
        return any(finding.rule in rules for v in self.verdicts for finding in v.findings)


@dataclass(frozen=True, kw_only=True)
class PageHit:
    """A place, or an omission when there are no spans."""

    message: str
    spans: tuple[Claim, ...] = ()
    severity: int | None = None


@dataclass(frozen=True)
class PageRule:
    """A rule on the whole page."""

    card: RuleCard
    finds: Callable[[PageCase], Iterator[PageHit]]

    def findings(self, case: PageCase) -> Iterator[PageFinding]:
        """Each hit with its quotes, the rule and its sources."""
        for hit in self.finds(case):
            yield PageFinding(
                rule=self.card.id,
                version=self.card.version,
                severity=self.card.severity if hit.severity is None else hit.severity,
                message=hit.message,
                sources=self.card.sources,
                spans=tuple(QuotedSpan(start=c.start, end=c.end, quote=c.quote) for c in hit.spans),
                claims=tuple(claim.id for claim in hit.spans),
            )


def _page_rule(
    id_: str,
    title: str,
    severity: int,
    sources: tuple[Source, ...],
    example: str,
    ask: str | None = None,
) -> Callable[[Callable[[PageCase], Iterator[PageHit]]], PageRule]:
    card = RuleCard(
        id=id_,
        version=1,
        title=title,
        severity=severity,
        sources=sources,
        example=example,
        ask=ask,
    )
    return lambda finds: PageRule(card, finds)


def _is_story(claim: Claim) -> bool:
    return ClaimType.TESTIMONIAL in claim.types


def _cautions(case: PageCase, *denied: Denied) -> list[Claim]:
    return [claim for claim in case.claims if set(denied) & set(claim.denied)]


@_page_rule(
    "EFF-02",
    "A caution that the headlines overrule",
    2,
    (src.FTC_HEALTH,),
    "Top of the page: “Watch speech return.” Foot of the page: “This is not a cure.”",
)
def overruled(case: PageCase) -> Iterator[PageHit]:
    """A caution does not undo the impression that the rest of the page makes."""
    cautions = [
        claim
        for claim in _cautions(case, Denied.CURE, Denied.EFFICACY, Denied.GENERIC)
        if not _is_story(claim)
    ]
    promised = [claim for claim in case.promised if claim not in cautions]
    if case.page.genre is Genre.INFORMS or not cautions or not promised:
        return
    yield PageHit(
        message="The page gives a caution, and elsewhere it promises more. Guidance says that a "
        "caution "
        "does not undo the impression that the rest of a page makes.",
        spans=_in_order([*cautions[:_SHOWN], *promised[:_SHOWN]]),
    )


@_page_rule(
    "CMB-02",
    "A cure or a proof is claimed, and taken back",
    3,
    (src.FTC_HEALTH,),
    "Headline: “Autism can be cured.” Small print: “This is not a cure.”",
)
def taken_back(case: PageCase) -> Iterator[PageHit]:
    """EFF-01 or EFF-03 together with a caution that says the opposite."""
    opposite = _cautions(case, Denied.CURE, Denied.EFFICACY)
    pairs = zip(case.claims, case.verdicts, strict=True)
    claimed = [c for c, v in pairs if {f.rule for f in v.findings} & {"EFF-01", "EFF-03"}]
    claimed = [claim for claim in claimed if claim not in opposite]
    if opposite and claimed:
        yield PageHit(
            message="One passage claims a cure or a proof, and another says the opposite.",
            spans=_in_order([claimed[0], opposite[0]]),
        )


def _in_order(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.start))


@_page_rule(
    "EFF-09",
    "One treatment for many unrelated conditions",
    2,
    (src.MEEHAN, src.ISSCR),
    "One infusion for autism, arthritis and diabetes.",
    "Which trial is there for each of these conditions?",
)
def many_conditions(case: PageCase) -> Iterator[PageHit]:
    """Conditions of three organ systems or more each need their own evidence."""
    first: dict[str, Claim] = {}
    for claim in case.promised:
        condition = claim.concept_id(ConceptKind.CONDITION)
        system = case.vocabulary[condition].organ_system if condition else None
        if system:
            first.setdefault(system, claim)
    if len(first) >= _ORGAN_SYSTEMS:
        yield PageHit(
            message=f"The page promises benefit for conditions of {len(first)} different parts of "
            "the "
            "body. Each condition needs its own evidence.",
            spans=_in_order(list(first.values())[:_ORGAN_SYSTEMS]),
        )


@_page_rule(
    "TRI-02",
    "A price beside a trial listing",
    3,
    (src.TURNER_PAY, src.CFR_312),
    "“Join our registered study, $9,500.”",
    "Is this a study? Then who allowed you to charge for it?",
)
def paid_study(case: PageCase) -> Iterator[PageHit]:
    """A listing (TRI-01) and a price on one page: ask who allowed the charge (CMB-01)."""
    listings = [
        claim
        for claim, verdict in zip(case.claims, case.verdicts, strict=True)
        if any(finding.rule == "TRI-01" for finding in verdict.findings)
    ]
    priced = [c for c in case.claims if any(f.kind is FigureKind.PRICE for f in c.figures)]
    if listings and priced and case.page.genre is Genre.SELLS:
        yield PageHit(
            message="The page names a trial listing and a price. Studies that charge those who "
            "take "
            "part are often not blinded and not randomised.",
            spans=_in_order([listings[0], priced[0]]),
        )


@_page_rule(
    "SAF-03",
    "No word on risks",
    2,
    (src.MURDOCH, src.HEALTH_NEWS),
    "A page that promises benefit and names no risk.",
    "What are the risks, and how often did each occur?",
)
def no_risks(case: PageCase) -> Iterator[PageHit]:
    """Benefit is promised and no risk is named; a denied risk names none."""
    named = _RISKS.search(_RISKS_DENIED.sub(" ", case.folded))
    if case.offers and not named and not _cautions(case, Denied.SAFETY):
        yield PageHit(message="This page promises a benefit and names no risk of the treatment.")


@_page_rule(
    "SAF-04",
    "No word on the risks of a spinal injection",
    2,
    (src.MURDOCH,),
    "A page that offers an injection into the spine and does not speak of infection or headache.",
    "What are the risks of an injection into the spine, and who handles them if they happen?",
)
def no_route_risks(case: PageCase) -> Iterator[PageHit]:
    """An invasive route has risks of its own."""
    offered = [c for c in case.claims if _SPINE.search(fold(c.quote))]
    in_text = _SPINE.search(case.folded)
    if case.offers and in_text and not _SPINE_RISKS.search(case.folded):
        yield PageHit(
            message="This page speaks of an injection into the spine and not of its risks, such as "
            "infection, bleeding or headache.",
            spans=tuple(offered[:1]),
        )


@_page_rule(
    "SAF-05",
    "No word that it is unproven",
    2,
    (src.MURDOCH,),
    "A page that sells an unproven treatment and does not say so.",
    "Is this treatment approved for this condition, or is it experimental?",
)
def not_called_unproven(case: PageCase) -> Iterator[PageHit]:
    """What is experimental should be called so."""
    if case.offers and not _UNPROVEN.search(case.folded) and not _cautions(case, Denied.REGULATORY):
        yield PageHit(
            message="This page does not say that the treatment is unproven or experimental."
        )


@_page_rule(
    "SAF-06",
    "No price",
    1,
    (src.CONNOLLY, src.HEALTH_NEWS),
    "A page that sells a course of treatment and names no price.",
    "What is the full price, and how many sessions does it cover?",
)
def no_price(case: PageCase) -> Iterator[PageHit]:
    """The price may stand elsewhere on the site."""
    if case.offers and not re.search(
        r"[$€£]\s?\d|\b\d[\d.,]*\s?(?:usd|eur|gbp|dollars|euros?|pounds)\b", case.folded
    ):
        yield PageHit(message="This page names no price. It may stand elsewhere on the site.")


@_page_rule(
    "SAF-08",
    "No advice to ask a doctor",
    1,
    (src.CONNOLLY, src.HEALTH_NEWS),
    "A page that sells a treatment and does not advise to ask a doctor.",
    "May our own doctor speak with you before we decide?",
)
def no_doctor(case: PageCase) -> Iterator[PageHit]:
    """Advice to ask one's own doctor costs nothing."""
    if case.offers and not _DOCTOR.search(case.folded):
        yield PageHit(message="This page does not advise to ask your own doctor first.")


@_page_rule(
    "CMB-04",
    "Many signs of science, no trial",
    2,
    (src.SIPP, src.COOK),
    "Awards, experts, a patent and publications, and no registered trial of the product.",
)
def many_tokens(case: PageCase) -> Iterator[PageHit]:
    """Four kinds of such signs and no matching record with a result."""
    kinds: dict[str, Claim] = {}
    for claim, verdict in zip(case.claims, case.verdicts, strict=True):
        for finding in verdict.findings:
            if finding.rule.startswith("TOK") or finding.rule in {"TRI-01", "REG-08", "REG-07"}:
                kinds.setdefault(finding.rule, claim)
    if len(kinds) >= _TOKEN_KINDS:
        yield PageHit(
            message=f"The page shows {len(kinds)} kinds of signs of science, such as experts, "
            "awards or "
            "listings. None of them is a result in patients.",
            spans=_in_order(list(dict.fromkeys(kinds.values(), None))[:_TOKEN_KINDS]),
        )


PAGE_RULES: tuple[PageRule, ...] = (
    taken_back,
    overruled,
    many_conditions,
    paid_study,
    no_risks,
    no_route_risks,
    not_called_unproven,
    no_price,
    no_doctor,
    many_tokens,
)


def judge_page(case: PageCase) -> tuple[PageFinding, ...]:
    """Every finding on the whole page; CMB-02 says what EFF-02 says, and more."""
    findings = [finding for rule in PAGE_RULES for finding in rule.findings(case)]
    if any(finding.rule == "CMB-02" for finding in findings):
        findings = [f for f in findings if f.rule != "EFF-02" or case.page.genre is Genre.SELLS]
    return tuple(findings)
