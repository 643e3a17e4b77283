"""How well claims are told on labelled pages that the models have not seen.

On ``corpus/passages`` every page is judged by the models of the fold that its site was kept out of
(``models/claim_types/held_out.npz``); on ``corpus/unseen`` by the models that ship.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from claimcheck.claims import Extractor
from claimcheck.claims.asking import asked_of, careful_logits
from claimcheck.claims.classifier import Tier, decide, load_alone, load_models, load_stacks
from claimcheck.claims.decisions import Classifier, Decision
from claimcheck.claims.rows import rows_of
from claimcheck.claims.rules import Heard
from claimcheck.claims.sayings import load_sayings
from claimcheck.claims.stack import Floats, Stack
from claimcheck.corpus import (
    LabelledLine,
    LabelledPage,
    Part,
    denied_of,
    fold_of,
    load_passages,
)
from claimcheck.errors import DataError
from claimcheck.pages.genre import read_genre
from claimcheck.pages.metadata import Metadata
from claimcheck.resources import model_path
from claimcheck.schema import Claim, ClaimType, Extraction, Frozen, Page, Speaker

_BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE})
_BINS = 10


class HeldOut:
    """Answers for pages of ``corpus/passages`` as if their sites had never been trained on.

    Raises ``DataError`` for other pages, and when a page is cut into other passages than those that
    the models were asked about: the models must then be trained again.
    """

    def __init__(self, tier: Tier) -> None:
        self._stacks: Sequence[Stack] = load_stacks(tier).folds
        self._sayings = load_sayings(str(tier))
        # No page of the corpus was taught to the encoder of sentences.
        self._alone = load_alone(tier)
        with np.load(model_path("claim_types", "held_out.npz"), allow_pickle=False) as kept:
            counts = kept["passages"].tolist()
            tiers = [kept[str(one)] for one in list(Tier)[: list(Tier).index(tier) + 1]]
            ids = kept["pages"].tolist()
        ends = np.cumsum(counts).tolist()
        self._rows = {
            page: (tiers, end - count, end)
            for page, count, end in zip(ids, counts, ends, strict=True)
        }
        self._pages = {page.as_page().sha256: page for page in load_passages()}
        digest = hashlib.sha256(str(sorted(self._rows)).encode()).hexdigest()
        self.version = f"held-out-{tier}-{digest[:8]}"

    def decide(self, page: Page, heard: Sequence[Heard]) -> list[Decision]:
        """One decision for each passage."""
        labelled = self._pages.get(page.sha256)
        if labelled is None or labelled.id not in self._rows:
            raise DataError("this page was not held out; train the models again")
        tiers, start, end = self._rows[labelled.id]
        if end - start != len(heard):
            raise DataError(
                f"page {labelled.id} has {len(heard)} passages and had {end - start} when the "
                "models were trained; train them again"
            )
        if not heard:
            return []
        rows = rows_of(page, [one.passage for one in heard])
        logits: list[Floats] = [tier[start:end].astype(np.float32) for tier in tiers]
        if len(logits) > 1:
            asked = asked_of(rows, logits[0], load_sayings(str(Tier.FAST)))
            logits[1] = careful_logits(logits[0], logits[1], asked)
        stack = self._stacks[fold_of(labelled)]
        return decide(page, heard, rows, logits, stack, self._sayings, self._alone)


@functools.cache
def _held_out_wording() -> Mapping[str, float]:
    kept = model_path("page_genre", "held_out.json").read_bytes()
    found: Mapping[str, float] = json.loads(kept)
    return found


def with_genre(labelled: LabelledPage) -> Page:
    """A labelled page as the pages room would hand it on, had it never seen the site."""
    page = labelled.as_page()
    wording = _held_out_wording().get(labelled.id)
    genre, signals = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=wording)
    return page.model_copy(update={"genre": genre, "genre_signals": tuple(signals)})


class TypeScore(Frozen):
    """Precision, recall and F1 (0–1) of one type over lines; ``lines`` have the type."""

    precision: float
    recall: float
    f1: float
    lines: int


class Miss(Frozen):
    """A line on which labels and program differ."""

    page: str
    text: str
    labels: tuple[str, ...]
    missed: tuple[ClaimType, ...]
    wrong: tuple[ClaimType, ...]
    confidence: float
    """Of the surest wrong type; 0 where types were only missed."""


class Evaluation(Frozen):
    """Scores over the lines of a part; shares are between 0 and 1.

    ``denied`` is the share of lines rightly told as disclaimers whose kind of denial is right.
    ``speaker`` is the share of rightly told testimonials with the right speaker. ``calibration``
    is the expected calibration error of the types that were told, in ten bins.
    ``control_assertions`` is the share of lines of control pages that were told as efficacy or
    cure, are not labelled so, and stand on a page that the program takes for a seller's.
    """

    part: Part
    tier: Tier
    pages: int
    lines: int
    by_type: Mapping[ClaimType, TypeScore]
    macro_f1: float
    micro_f1: float
    micro_precision: float
    denied: float
    speaker: float
    calibration: float
    control_benefit: float
    control_assertions: float
    coverage: Mapping[str, tuple[float, float]]
    """For a lowest confidence: which share of the told types is left, and their precision."""
    misses: tuple[Miss, ...]


@dataclass(frozen=True)
class Told:
    """One labelled line with the claims that the program found in it."""

    labelled: LabelledPage
    line: LabelledLine
    claims: tuple[Claim, ...]
    page: Page

    @property
    def types(self) -> frozenset[ClaimType]:
        """Every type of its claims."""
        return frozenset(type_ for claim in self.claims for type_ in claim.types)

    def confidence(self, type_: ClaimType) -> float:
        """That of the surest claim of a type."""
        return max((claim.type_confidence.get(type_, 0.0) for claim in self.claims), default=0.0)


@dataclass(frozen=True)
class ReadPage:
    """A labelled page with what is found on it."""

    labelled: LabelledPage
    page: Page
    extraction: Extraction


@functools.cache
def read_part(part: Part, tier: Tier) -> tuple[ReadPage, ...]:
    """Every page of a part; read once, however often it is judged."""
    extractor = Extractor(classifier_for(part, tier))
    pages = ((labelled, with_genre(labelled)) for labelled in load_passages(part))
    return tuple(ReadPage(labelled, page, extractor.extract(page)) for labelled, page in pages)


def told_lines(part: Part, tier: Tier) -> Iterator[Told]:
    """Every line of a part with what is found in it."""
    for read in read_part(part, tier):
        lines = (line for line in read.labelled.lines if line.text.strip())
        for block, line in enumerate(lines):
            own = tuple(claim for claim in read.extraction.claims if claim.block == block)
            yield Told(read.labelled, line, own, read.page)


def classifier_for(part: Part, tier: Tier) -> Classifier:
    """The models that may be asked about a part: never ones that were trained on it."""
    match part:
        case Part.PASSAGES:
            return HeldOut(tier)
        case Part.UNSEEN:
            return load_models(tier)
        case Part.WRITTEN:
            raise DataError("corpus/written is trained on; nothing can be measured there")


def evaluate(part: Part = Part.PASSAGES, tier: Tier = Tier.CAREFUL) -> Evaluation:
    """Measure a tier on a part of the corpus."""
    return score(list(told_lines(part, tier)), part, tier)


def score(told: Sequence[Told], part: Part, tier: Tier) -> Evaluation:
    """The scores of lines whose claims were found."""
    by_type = {type_: _of_type(told, type_) for type_ in ClaimType}
    hits = sum(len(one.types & one.line.types) for one in told)
    said = sum(len(one.types) for one in told)
    true = sum(len(one.line.types) for one in told)
    sure = _sure(told)
    control = [one for one in told if one.labelled.kind == "control"]
    benefit = [one for one in control if one.types & _BENEFIT - one.line.types]
    return Evaluation(
        part=part,
        tier=tier,
        pages=len({one.labelled.id for one in told}),
        lines=len(told),
        by_type=by_type,
        macro_f1=_mean([one.f1 for one in by_type.values()]),
        micro_f1=_share(2 * hits, said + true),
        micro_precision=_share(hits, said),
        denied=_mean(list(_denied_right(told))),
        speaker=_mean(list(_speaker_right(told))),
        calibration=_calibration(sure),
        control_benefit=_share(len(benefit), len(control)),
        control_assertions=_share(sum(_by_seller(one) for one in benefit), len(control)),
        coverage=_coverage(sure),
        misses=tuple(_misses(told)),
    )


def _by_seller(one: Told) -> bool:
    return one.page.genre.value == "sells"


def _of_type(told: Sequence[Told], type_: ClaimType) -> TypeScore:
    said = sum(type_ in one.types for one in told)
    true = sum(type_ in one.line.types for one in told)
    hits = sum(type_ in one.types and type_ in one.line.types for one in told)
    return TypeScore(
        precision=_share(hits, said),
        recall=_share(hits, true),
        f1=_share(2 * hits, said + true),
        lines=true,
    )


def _denied_right(told: Sequence[Told]) -> Iterator[float]:
    for one in told:
        if ClaimType.DISCLAIMER in one.types & one.line.types and (true := denied_of(one.line)):
            found = {kind for claim in one.claims for kind in claim.denied}
            yield float(bool(found & true))


_SPEAKERS = {
    "page": Speaker.PAGE,
    "patient": Speaker.PATIENT,
    "third-party": Speaker.THIRD_PARTY,
}


def _speaker_right(told: Sequence[Told]) -> Iterator[float]:
    for one in told:
        if ClaimType.TESTIMONIAL in one.types & one.line.types:
            true = _SPEAKERS.get(str(one.line.attrs.get("speaker", "page")))
            yield float(any(claim.speaker is true for claim in one.claims))


def _sure(told: Sequence[Told]) -> list[tuple[float, bool]]:
    """For every type that was told: how sure, and whether the line has it."""
    return [(one.confidence(type_), type_ in one.line.types) for one in told for type_ in one.types]


def _calibration(sure: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in sure:
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    gaps = (
        abs(sum(c for c, _ in of_bin) - sum(right for _, right in of_bin))
        for of_bin in bins.values()
    )
    return round(sum(gaps) / max(len(sure), 1), 4)


def _coverage(sure: Sequence[tuple[float, bool]]) -> dict[str, tuple[float, float]]:
    found = {}
    for tenth in range(1, _BINS):
        kept = [right for confidence, right in sure if confidence >= tenth / _BINS]
        found[f"{tenth / _BINS:.1f}"] = (_share(len(kept), len(sure)), _share(sum(kept), len(kept)))
    return found


def _misses(told: Sequence[Told]) -> Iterator[Miss]:
    for one in told:
        wrong = one.types - one.line.types
        missed = one.line.types - one.types
        if wrong or missed:
            yield Miss(
                page=one.labelled.id,
                text=one.line.text,
                labels=one.line.labels,
                missed=tuple(type_ for type_ in ClaimType if type_ in missed),
                wrong=tuple(type_ for type_ in ClaimType if type_ in wrong),
                confidence=max((one.confidence(type_) for type_ in wrong), default=0.0),
            )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def by_frequency(misses: Sequence[Miss]) -> Mapping[str, int]:
    """How often each type was missed or wrongly told, most often first."""
    counts: Counter[str] = Counter()
    for miss in misses:
        counts.update(f"missed {type_}" for type_ in miss.missed)
        counts.update(f"wrong {type_}" for type_ in miss.wrong)
    return dict(counts.most_common())
