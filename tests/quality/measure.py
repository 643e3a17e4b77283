"""Scores on the labelled corpus, and digests of what they were measured with.

Every page is told by models that have not seen its site. Cues and the figure reader are written by
hand, but they were looked at beside this corpus: the scores are an upper bound for pages that
nobody has looked at. ``unseen.*`` are measured on pages that were set aside.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.checker import Checker
from claimcheck.claims import Extractor, RuleExtractor
from claimcheck.claims.classifier import Tier, load_card
from claimcheck.claims.cues import load_cues
from claimcheck.corpus import LabelledLine, LabelledPage, Part, load_passages
from claimcheck.evaluation import Evaluation, HeldOut, Told, evaluate, score, with_genre
from claimcheck.resources import corpus_path, model_path
from claimcheck.schema import Capture, ClaimType, Page, ReportedClaim
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge
from claimcheck.verdicts.judge import only_sure

PINS = Path(__file__).with_name("floors.json")
_BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE})


class _Labelled:
    """Stands in for the pages room: hands out a page that was built from labelled lines."""

    def __init__(self) -> None:
        self.page: Page | None = None

    def read(self, capture: Capture) -> Page:  # noqa: ARG002 (the border's name)
        assert self.page is not None
        return self.page


def _digest(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def digests() -> dict[str, str]:
    """What the scores depend on: labelled lines, cues, models, trials and rules."""
    cues = [{**cue.model_dump(mode="json"), "needs": sorted(cue.needs)} for cue in load_cues()]
    trials = sorted(corpus_path("trials").rglob("*.jsonl"))
    concepts = sorted(corpus_path("concepts").glob("*.jsonl"))
    return {
        "lines": _digest(
            page.model_dump_json().encode()
            for part in (Part.PASSAGES, Part.UNSEEN)
            for page in load_passages(part)
        ),
        "cues": _digest(iter([json.dumps(cues, sort_keys=True).encode()])),
        "model": load_card().version,
        "held_out": _digest(iter([model_path("claim_types", "held_out.npz").read_bytes()])),
        "records": _digest(path.read_bytes() for path in (*trials, *concepts)),
        "rules": Judge().rules_version,
    }


def _pages() -> Iterator[tuple[LabelledPage, Page, list[LabelledLine]]]:
    for labelled in load_passages():
        lines = [line for line in labelled.lines if line.text.strip()]
        yield labelled, with_genre(labelled), lines


@functools.cache
def judged() -> tuple[tuple[Told, tuple[ReportedClaim, ...]], ...]:
    """Every line with what a whole check says of it."""
    reader = _Labelled()
    checker = Checker(
        reader=reader,
        extractor=Extractor(HeldOut(Tier.CAREFUL)),
        trials=load_snapshot(),
        judge=Judge(),
        version="measured",
    )
    found = []
    for labelled, page, lines in _pages():
        reader.page = page
        report = checker.check(_capture(page))
        for block, line in enumerate(lines):
            own = tuple(claim for claim in report.claims if claim.block == block)
            found.append((Told(labelled, line, own, page), own))
    return tuple(found)


def careful() -> Evaluation:
    """The careful tier on unseen sites."""
    return score([told for told, _ in judged()], Part.PASSAGES, Tier.CAREFUL)


@functools.cache
def unseen() -> Evaluation:
    """The models that ship on the pages that were set aside."""
    return evaluate(Part.UNSEEN, Tier.CAREFUL)


@functools.cache
def scores() -> Mapping[str, float]:
    """F1 by type and what else is pinned; see ``CEILINGS`` in ``pin`` for what should be low.

    ``precision_micro`` and ``control_false_benefit`` speak of what is judged: types that are not so
    unsure that they are left to a person. F1 counts every type that was told.
    """
    tally: Counter[str] = Counter()
    for told, claims in judged():
        tally.update(_tally(told, claims))
    found, fresh = careful(), unseen()
    fast = evaluate(Part.PASSAGES, Tier.FAST)
    return {
        **{str(type_): one.f1 for type_, one in found.by_type.items()},
        "macro": found.macro_f1,
        "micro": found.micro_f1,
        "fast.macro": fast.macro_f1,
        "fast.micro": fast.micro_f1,
        "denied": found.denied,
        "speaker": found.speaker,
        "calibration": found.calibration,
        "control_assertions": found.control_assertions,
        "unseen.macro": fresh.macro_f1,
        "unseen.micro": fresh.micro_f1,
        "precision_micro": tally["sure_right"] / max(tally["sure_types"], 1),
        "flag_precision": tally["flagged_right"] / max(tally["flagged"], 1),
        "flag_recall_sure": tally["sure_found"] / max(tally["sure"], 1),
        "control_false_benefit": tally["control_benefit"] / max(tally["control"], 1),
        "control_false_flags": tally["control_flagged"] / max(tally["control"], 1),
    }


def _capture(page: Page) -> Capture:
    return Capture(body=b"x", media="text", sha256=page.sha256, retrieved_at=page.retrieved_at)


def _tally(told: Told, claims: Sequence[ReportedClaim]) -> Iterator[str]:
    line, flag = told.line, any(claim.flagged for claim in claims)
    kept = (only_sure(claim, told.page) for claim in claims if not claim.for_review)
    sure = {type_ for claim in kept if claim for type_ in claim.types}
    for type_ in sure:
        yield "sure_types"
        if type_ in line.types:
            yield "sure_right"
    if flag:
        yield "flagged"
        if line.should_flag:
            yield "flagged_right"
    if line.should_flag and line.sure:
        yield "sure"
        if flag:
            yield "sure_found"
    if told.labelled.kind == "control":
        yield "control"
        if sure & _BENEFIT and not line.types & _BENEFIT:
            yield "control_benefit"
        if flag and not line.should_flag:
            yield "control_flagged"


def baselines() -> Mapping[str, float]:
    """Macro-F1 without any model: the commonest type everywhere, and the rules alone."""
    lines = [line for page in load_passages() for line in page.lines if line.text.strip()]
    true = sum(ClaimType.EFFICACY in line.types for line in lines)
    told = []
    extractor = RuleExtractor()
    for labelled, page, of_page in _pages():
        claims = extractor.extract(page).claims
        for block, line in enumerate(of_page):
            own = tuple(claim for claim in claims if claim.block == block)
            told.append(Told(labelled, line, own, page))
    return {
        "majority": (2 * true / (len(lines) + true)) / len(ClaimType),
        "rules": score(told, Part.PASSAGES, Tier.FAST).macro_f1,
    }
