"""Pages put together by hand: each test says what was read and flagged, and no model is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claimcheck.schema import (
    Block,
    BlockKind,
    Claim,
    ClaimType,
    ConceptKind,
    ConceptMention,
    Denied,
    Figure,
    Finding,
    Genre,
    Hedge,
    MentionOrigin,
    Page,
    PageFinding,
    Prominence,
    Reference,
    SaidPassage,
    Saying,
    Trial,
    TrialMatch,
    Verdict,
    VerdictWord,
    Zone,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page import PageCase, PageRule
from claimcheck.vocabulary import load_vocabulary

#: A passage that goes far beyond what is known, whatever it speaks of.
FAR = "Larch drops clear every fog."


@dataclass(frozen=True, kw_only=True)
class Part:
    """A block of a page."""

    text: str
    zone: Zone = Zone.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    headings: tuple[str, ...] = ()
    prominence: Prominence = Prominence.NORMAL
    repeats: int | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A claim: its words on the page, what it was read as, and what rules found on it."""

    quote: str = FAR
    rules: Mapping[str, int] = field(default_factory=lambda: {"EFF-07": 2})
    flagged: bool | None = None
    word: VerdictWord = VerdictWord.GOES_BEYOND
    types: tuple[ClaimType, ...] = (ClaimType.EFFICACY,)
    denied: tuple[Denied, ...] = ()
    hedge: Hedge = Hedge.NONE
    of: Mapping[ConceptKind, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    matches: tuple[TrialMatch, ...] = ()


def each(before: str, words: str, after: str) -> list[str]:
    """A sentence with each of the words, which a bar parts."""
    return [f"{before}{word}{after}" for word in words.split("|")]


def page(
    *parts: Part | str, genre: Genre = Genre.SELLS, references: tuple[Reference, ...] = ()
) -> Page:
    """The blocks one below the other; plain words are a paragraph of the main text."""
    whole = [part if isinstance(part, Part) else Part(text=part) for part in parts]
    blocks, at = [], 0
    for part in whole:
        blocks.append(
            Block(
                start=at,
                end=at + len(part.text),
                zone=part.zone,
                kind=part.kind,
                heading_path=part.headings,
                prominence=part.prominence,
                repeats=part.repeats,
            )
        )
        at += len(part.text) + 2
    return Page(
        text="\n\n".join(part.text for part in whole),
        blocks=tuple(blocks),
        sha256="0" * 64,
        retrieved_at=datetime(2026, 11, 2, tzinfo=UTC),
        language="en",
        genre=genre,
        references=references,
    )


def case_of(
    whole: Page,
    *claims: Told,
    trials: Mapping[str, Trial] | None = None,
    says: Mapping[str, Saying] | None = None,
) -> PageCase:
    """A page with its claims, as the judge hands it on to the rules on pages.

    ``says`` are passages that the models surely read so.
    """
    told = [_claim(whole, one, number) for number, one in enumerate(claims)]
    verdicts = [_verdict(claim, one) for claim, one in zip(told, claims, strict=True)]
    return PageCase(
        page=whole,
        claims=told,
        verdicts=verdicts,
        vocabulary=load_vocabulary(),
        trials=trials or {},
        flags=[pair for pair in zip(told, verdicts, strict=True) if pair[1].flagged],
        sayings=[_said(whole, quote, saying) for quote, saying in (says or {}).items()],
    )


def beside_far(*parts: Part | str, genre: Genre = Genre.SELLS) -> PageCase:
    """The parts below a passage that goes far."""
    return case_of(page(FAR, *parts, genre=genre), Told())


def beside_too_far(*parts: Part | str, genre: Genre = Genre.SELLS) -> PageCase:
    """The same on a page of which the models are sure that it goes too far."""
    loud = {f"Larch oil, line {number}.": saying for number, saying in enumerate(Saying)}
    return case_of(page(FAR, *loud, *parts, genre=genre), Told(), says=loud)


def findings(rule: PageRule, case: PageCase) -> Sequence[PageFinding]:
    """What a rule finds on a page."""
    return tuple(rule.findings(case))


def quotes(rule: PageRule, case: PageCase) -> list[str]:
    """The places that a rule shows."""
    return [span.quote for finding in rule.findings(case) for span in finding.spans]


def fires(rule: PageRule, *parts: Part | str, genre: Genre = Genre.SELLS) -> bool:
    """Whether a rule finds something in the parts, below a passage that goes far."""
    return bool(findings(rule, beside_far(*parts, genre=genre)))


def _said(whole: Page, quote: str, saying: Saying) -> SaidPassage:
    start = whole.text.index(quote)
    block = next(k for k, one in enumerate(whole.blocks) if one.start <= start < one.end)
    return SaidPassage(
        start=start, end=start + len(quote), quote=quote, block=block, says={saying: 0.99}
    )


def _claim(whole: Page, told: Told, number: int) -> Claim:
    start = whole.text.index(told.quote)
    end = start + len(told.quote)
    block = next(k for k, one in enumerate(whole.blocks) if one.start <= start < one.end)
    concepts = tuple(
        ConceptMention(
            start=start,
            end=end,
            quote=told.quote,
            kind=kind,
            concept=concept,
            label=load_vocabulary()[concept].label,
            origin=MentionOrigin.SENTENCE,
        )
        for kind, concept in told.of.items()
    )
    return Claim(
        id=f"c{number}",
        start=start,
        end=end,
        quote=told.quote,
        sentence_start=start,
        sentence_end=end,
        block=block,
        types=told.types,
        denied=told.denied,
        hedge=told.hedge,
        figures=told.figures,
        concepts=concepts,
        confidence=0.9,
    )


def _verdict(claim: Claim, told: Told) -> Verdict:
    found = tuple(
        Finding(
            start=claim.start,
            end=claim.end,
            quote=claim.quote,
            rule=rule,
            version=1,
            severity=severity,
            message="It is said.",
            sources=(src.CAP_12,),
        )
        for rule, severity in told.rules.items()
    )
    gravest = max(told.rules.values(), default=0)
    return Verdict(
        claim=claim.id,
        verdict=told.word,
        flagged=gravest > 0 if told.flagged is None else told.flagged,
        severity=gravest,
        confidence=0.9,
        reason="It is said.",
        findings=found,
        matches=told.matches,
    )
