"""The chain: capture → page → claims → trials → verdicts → report. One direction, no way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from claimcheck.schema import (
    Capture,
    Claim,
    ConceptKind,
    EvidenceProfile,
    Extraction,
    Gathered,
    Judgement,
    NotJudged,
    Page,
    Reach,
    Report,
    ReportedClaim,
    Review,
    SaidPassage,
    Summary,
    Trial,
    TrialMatch,
    Utf16Span,
    Versions,
)
from claimcheck.schema.gathered import Pair
from claimcheck.settings import MOST_CLAIMS


class PageReader(Protocol):
    """The pages room."""

    def read(self, capture: Capture) -> Page:
        """All visible text of a capture; raises ``PageUnreadable``."""


class ClaimExtractor(Protocol):
    """The claims room."""

    model_version: str

    def extract(self, page: Page) -> Extraction:
        """The claims of a page, in page order."""


class TrialRoom(Protocol):
    """The trials room."""

    snapshot: str

    def match(self, claim: Claim) -> tuple[TrialMatch, ...]:
        """The records on the claim's intervention and condition, most telling first."""

    def pairs(self, claim: Claim) -> tuple[Pair, ...]:
        """The claim's own pair first, then the broader class of the same treatment."""

    def profile(self, pair: Pair) -> EvidenceProfile:
        """What the records of a pair add up to."""

    def trials(self) -> Mapping[str, Trial]:
        """Every record, by id."""

    def reviews(self) -> Sequence[Review]:
        """Reviews and meta-analyses in our copy."""


class TrialSource(Protocol):
    """Where the trials room for one page comes from."""

    snapshot: str

    def gathered(self, claims: Sequence[Claim]) -> tuple[TrialRoom, tuple[NotJudged, ...]]:
        """The room with all that is known on these claims, and what could not be looked up."""


class ClaimJudge(Protocol):
    """The verdicts room."""

    rules_version: str

    def as_it_sells(self, page: Page, sayings: Sequence[SaidPassage]) -> Page:
        """The page, told as selling if what it says shows that, however it sounds."""

    def judge(
        self,
        page: Page,
        claims: Sequence[Claim],
        gathered: Gathered,
        *,
        sayings: Sequence[SaidPassage] = (),
        country: str | None = None,
    ) -> Judgement:
        """One verdict per claim."""

    def bottom_line(self, claims: Sequence[Claim], judgement: Judgement, gathered: Gathered) -> str:
        """Plain sentences on the page as a whole."""


class Checker:
    """Runs the chain; every collaborator is handed in, so the signature shows what it needs."""

    def __init__(
        self,
        *,
        reader: PageReader,
        extractor: ClaimExtractor,
        trials: TrialSource,
        judge: ClaimJudge,
        version: str,
    ) -> None:
        self._reader = reader
        self._extractor = extractor
        self._trials = trials
        self._judge = judge
        self._versions = Versions(
            claimcheck=version,
            rules=judge.rules_version,
            model=extractor.model_version,
            snapshot=trials.snapshot,
        )

    @property
    def versions(self) -> Versions:
        """What makes the reports."""
        return self._versions

    def check(self, capture: Capture, *, country: str | None = None) -> Report:
        """Check one capture.

        1. read the page; 2. extract claims, and hear what kind of page says this; 3. gather and
        match records and weigh them; 4. judge; 5. report. ``country`` (ISO 3166-1 alpha-2) adds the
        rules that hold there alone.
        Raises ``PageUnreadable`` when there is nothing to judge.
        """
        page = self._reader.read(capture)  # 1
        extraction = self._extractor.extract(page)  # 2
        page = self._judge.as_it_sells(page, extraction.sayings)
        claims = extraction.claims[:MOST_CLAIMS]
        room, unasked = self._trials.gathered(claims)  # 3
        gathered = gather(room, claims)
        judgement = self._judge.judge(  # 4
            page, claims, gathered, sayings=extraction.sayings, country=country
        )
        bottom_line = self._judge.bottom_line(claims, judgement, gathered)
        told = _worth_telling(gathered, judgement)
        named = _named_trials(gathered.trials, judgement, told)
        matched = () if judgement.unjudged else (*_unmatched(claims), *unasked)
        skipped = (*extraction.skipped, *_further(extraction.claims), *_whole(judgement), *matched)
        return self._report(  # 5
            page, claims, judgement, told, named, skipped, bottom_line, country
        )

    def _report(
        self,
        page: Page,
        extracted: Sequence[Claim],
        judgement: Judgement,
        profiles: Mapping[Pair, EvidenceProfile],
        trials: dict[str, Trial],
        skipped: tuple[NotJudged, ...],
        bottom_line: str,
        country: str | None,
    ) -> Report:
        mirror = _Utf16Mirror(page.text)
        claims = tuple(
            ReportedClaim.of(claim, verdict, mirror.span(claim))
            for claim, verdict in zip(extracted, judgement.verdicts, strict=True)
        )
        return Report(
            page=page,
            claims=claims,
            evidence=tuple(profiles.values()),
            page_findings=judgement.page_findings,
            trials=trials,
            skipped=skipped,
            summary=_summary(claims, bottom_line, judgement.questions),
            versions=self._versions,
            country=country,
        )


#: Characters beyond it take two UTF-16 code units.
_LAST_OF_BMP = 0xFFFF


class _Utf16Mirror:
    """Turns code-point offsets into UTF-16 offsets."""

    def __init__(self, text: str) -> None:
        self._astral = [i for i, char in enumerate(text) if ord(char) > _LAST_OF_BMP]

    def span(self, claim: Claim) -> Utf16Span:
        return Utf16Span(start=self._shift(claim.start), end=self._shift(claim.end))

    def _shift(self, offset: int) -> int:
        return offset + sum(1 for i in self._astral if i < offset)


def gather(room: TrialRoom, claims: Sequence[Claim]) -> Gathered:
    """All that a room knows on the claims."""
    pairs = {claim.id: room.pairs(claim) for claim in claims}
    return Gathered(
        matches={claim.id: room.match(claim) for claim in claims},
        pairs=pairs,
        profiles={pair: room.profile(pair) for pair in _by_weight(pairs)},
        trials=room.trials(),
        reviews=room.reviews(),
    )


def _named_trials(
    known: Mapping[str, Trial],
    judgement: Judgement,
    profiles: Mapping[Pair, EvidenceProfile],
) -> dict[str, Trial]:
    """Every record that the report names."""
    named = {match.trial for verdict in judgement.verdicts for match in verdict.matches}
    named |= {t for verdict in judgement.verdicts for f in verdict.findings for t in f.trials}
    named |= {trial for finding in judgement.page_findings for trial in finding.trials}
    named |= {trial for profile in profiles.values() for trial in profile.trials}
    return {trial: known[trial] for trial in sorted(named)}


def _by_weight(pairs: Mapping[str, tuple[Pair, ...]]) -> list[Pair]:
    """Each pair once, the one that most claims are about first; ties in page order."""
    counts = Counter(pair for of_claim in pairs.values() for pair in of_claim)
    return [pair for pair, _ in counts.most_common()]


def _worth_telling(gathered: Gathered, judgement: Judgement) -> dict[Pair, EvidenceProfile]:
    """Profiles that say something: records, an answer of none, or what a flag rests on.

    A pair that is only mentioned, and that nobody gathered records of, would be noise.
    """
    if judgement.unjudged:
        return {}
    flagged = {pair for v in judgement.verdicts if v.flagged for pair in gathered.pairs[v.claim]}
    return {
        pair: profile
        for pair, profile in gathered.profiles.items()
        if profile.trials or profile.reach is not Reach.NOT_GATHERED or pair in flagged
    }


def _further(claims: Sequence[Claim]) -> list[NotJudged]:
    more = len(claims) - MOST_CLAIMS
    if more <= 0:
        return []
    return [
        NotJudged(
            what=f"{more:,} more claims further down the page",
            why=f"A report holds at most {MOST_CLAIMS} claims. Check the rest by itself.",
        )
    ]


def _whole(judgement: Judgement) -> list[NotJudged]:
    if judgement.unjudged is None:
        return []
    return [NotJudged(what="The page as a whole", why=judgement.unjudged)]


def _unmatched(claims: Sequence[Claim]) -> list[NotJudged]:
    silent = [c for c in claims if c.concept_id(ConceptKind.INTERVENTION) is None]
    if not silent:
        return []
    return [
        NotJudged(
            what=f"{len(silent)} of {len(claims)} claims, set beside no record",
            why="No treatment that our vocabulary knows is named, so only the wording was judged.",
        )
    ]


def _summary(
    claims: Sequence[ReportedClaim], bottom_line: str, questions: tuple[str, ...]
) -> Summary:
    types = Counter(str(type_) for claim in claims for type_ in claim.types)
    verdicts = Counter(str(claim.verdict) for claim in claims)
    severities = Counter(str(claim.severity) for claim in claims if claim.flagged)
    return Summary(
        bottom_line=bottom_line,
        claims=len(claims),
        flagged=sum(claim.flagged for claim in claims),
        for_review=sum(claim.for_review for claim in claims),
        by_type=dict(sorted(types.items())),
        by_verdict=dict(sorted(verdicts.items())),
        by_severity=dict(sorted(severities.items())),
        questions=questions,
    )
