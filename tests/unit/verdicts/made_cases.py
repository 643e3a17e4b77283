"""Single claims put together by hand with the records that they are set beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimcheck.schema import (
    BlockKind,
    Claim,
    ClaimType,
    ConceptKind,
    ConceptMention,
    EvidenceLevel,
    EvidenceProfile,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
    Genre,
    GenreSignal,
    MentionOrigin,
    PrimaryResult,
    Reach,
    Registry,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.verdicts.case import Case
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.made_pages import Part, page

SOURCE = Source(title="An invented register", kind=SourceKind.REGISTRY)
DAY = date(2026, 1, 2)


@dataclass(frozen=True)
class Named:
    """A concept of a claim: what it is, the words for it on the page, and where these stand."""

    concept: str
    words: str
    kind: ConceptKind = ConceptKind.INTERVENTION
    origin: MentionOrigin = MentionOrigin.SENTENCE


def treatment(concept: str, words: str, origin: MentionOrigin = MentionOrigin.SENTENCE) -> Named:
    """A treatment that is named."""
    return Named(concept, words, ConceptKind.INTERVENTION, origin)


def condition(concept: str, words: str, origin: MentionOrigin = MentionOrigin.SENTENCE) -> Named:
    """A condition that is named."""
    return Named(concept, words, ConceptKind.CONDITION, origin)


def outcome(concept: str, words: str, origin: MentionOrigin = MentionOrigin.SENTENCE) -> Named:
    """An outcome that is named."""
    return Named(concept, words, ConceptKind.OUTCOME, origin)


def trial(id_: str = "NCT00000001", **fields: Any) -> Trial:
    """A record of which only what is given is known."""
    known = {
        "id": id_,
        "registry": Registry.CLINICALTRIALS_GOV,
        "title": "An invented trial",
        "sources": (SOURCE,),
        "snapshot_date": DAY,
    }
    return Trial.model_validate({**known, **fields})


def result(primary: PrimaryResult, **fields: Any) -> TrialResult:
    """What came out of a trial."""
    known = {"primary": primary, "summary": "It is told.", "source": SOURCE, "confirmed": True}
    return TrialResult.model_validate({**known, **fields})


def profile(
    intervention: str = "hbot", condition: str = "autism", **fields: Any
) -> EvidenceProfile:
    """What records add up to for a pair that somebody looked up and found to be left open."""
    vocabulary = load_vocabulary()
    numbers = (
        "registered randomised controlled placebo_controlled completed with_results recruiting"
    )
    known = {
        **dict.fromkeys(numbers.split(), 1),
        **dict.fromkeys(("primary_met", "primary_not_met", "retracted", "participants_pay"), ()),
        "intervention": intervention,
        "condition": condition,
        "intervention_label": vocabulary[intervention].label,
        "condition_label": vocabulary[condition].label,
        "reach": Reach.SEARCHED,
        "largest_controlled": None,
        "best_level": EvidenceLevel.VERY_LOW,
        "statement": "Our copy holds this pair. It holds more.",
        "reasons": (),
        "snapshot_date": DAY,
        "trials": (),
    }
    return EvidenceProfile.model_validate({**known, **fields})


def figure(
    text: str, raw: str, lo: float | None = None, hi: float | None = None, **fields: Any
) -> Figure:
    """A share of people who were helped, unless the fields say otherwise."""
    known = {
        "start": text.index(raw),
        "end": text.index(raw) + len(raw),
        "raw": raw,
        "lo": lo,
        "hi": hi,
        "unit": FigureUnit.PERCENT,
        "bound": FigureBound.EXACT,
        "kind": FigureKind.RESPONDERS,
    }
    return Figure.model_validate({**known, **fields})


def made(
    quote: str,
    *named: Named,
    profiles: Sequence[EvidenceProfile] = (),
    trials: Sequence[Trial] = (),
    genre: Genre = Genre.UNCLEAR,
    before: str = "",
    after: str = "",
    headings: tuple[str, ...] = (),
    kind: BlockKind = BlockKind.PARAGRAPH,
    above: tuple[str, ...] = (),
    below: tuple[str, ...] = (),
    signs: Mapping[str, int] | None = None,
    **fields: Any,
) -> Case:
    """A claim between what stands around it in its block and in the blocks next to it."""
    block = Part(text=f"{before}{quote}{after}", kind=kind, headings=headings)
    whole = page(*above, block, *below, genre=genre)
    signals = tuple(
        GenreSignal(start=0, end=1, name=name, points_to=Genre.INFORMS)
        for name, number in (signs or {}).items()
        for _ in range(number)
    )
    whole = whole.model_copy(update={"genre_signals": signals})
    own = whole.blocks[len(above)]
    start = own.start + len(before)
    known = {
        "id": "c0",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sentence_start": start,
        "sentence_end": start + len(quote),
        "block": len(above),
        "types": (ClaimType.EFFICACY,),
        "confidence": 0.9,
        "concepts": tuple(_mention(whole.text, one, start) for one in named),
    }
    return Case(
        page=whole,
        claim=Claim.model_validate({**known, **fields}),
        block=own,
        matches=(),
        profiles=tuple(profiles),
        trials={one.id: one for one in trials},
        reviews=(),
        vocabulary=load_vocabulary(),
    )


def _mention(text: str, one: Named, start: int) -> ConceptMention:
    """The words where they stand first in the claim, or else first on the page."""
    at = text.find(one.words, start)
    at = at if at >= 0 else text.index(one.words)
    return ConceptMention(
        start=at,
        end=at + len(one.words),
        quote=one.words,
        kind=one.kind,
        concept=one.concept,
        label=load_vocabulary()[one.concept].label,
        origin=one.origin,
    )
