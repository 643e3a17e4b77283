"""Scores on the labelled corpus, and digests of what they were measured with.

The cues are written by hand and no part of them is fitted to single lines, but they were looked at
beside this corpus: the scores are an upper bound for pages that nobody has looked at.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from claimcheck.checker import Checker
from claimcheck.claims import RuleExtractor
from claimcheck.claims.cues import load_cues
from claimcheck.corpus import LabelledLine, LabelledPage, load_passages
from claimcheck.pages.genre import read_genre
from claimcheck.pages.metadata import Metadata
from claimcheck.resources import corpus_path, model_path
from claimcheck.schema import Capture, ClaimType, Page
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge

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
    """What the scores depend on: labelled lines, cues, confidence table, trials and rules."""
    cues = [{**cue.model_dump(mode="json"), "needs": sorted(cue.needs)} for cue in load_cues()]
    trials = sorted(corpus_path("trials").rglob("*.jsonl"))
    concepts = sorted(corpus_path("concepts").glob("*.jsonl"))
    return {
        "lines": _digest(page.model_dump_json().encode() for page in load_passages()),
        "cues": _digest(iter([json.dumps(cues, sort_keys=True).encode()])),
        "model": _digest(iter([model_path("cue_confidence", "weights.json").read_bytes()])),
        "records": _digest(path.read_bytes() for path in (*trials, *concepts)),
        "rules": Judge().rules_version,
    }


def _pages() -> Iterator[tuple[LabelledPage, Page, list[LabelledLine]]]:
    for labelled in load_passages():
        page = labelled.as_page()
        genre, _ = read_genre(page.text, page.blocks, url=None, about=Metadata())
        lines = [line for line in labelled.lines if line.text.strip()]
        yield labelled, page.model_copy(update={"genre": genre}), lines


@functools.cache
def scores() -> Mapping[str, float]:
    """F1 by type, their mean, micro precision, and how well flags agree with the annotators."""
    reader = _Labelled()
    checker = Checker(
        reader=reader,
        extractor=RuleExtractor(),
        trials=load_snapshot(),
        judge=Judge(),
        version="measured",
    )
    hits: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    tally: Counter[str] = Counter()
    for labelled, page, lines in _pages():
        reader.page = page
        report = checker.check(_capture(page))
        types: list[set[ClaimType]] = [set() for _ in lines]
        flagged = [False] * len(lines)
        for claim in report.claims:
            types[claim.block] |= set(claim.types)
            flagged[claim.block] |= claim.flagged
        for line, found, flag in zip(lines, types, flagged, strict=True):
            said.update(found)
            true.update(line.types)
            hits.update(found & line.types)
            tally.update(_tally(labelled, line, found, flag=flag))
    by_type = {str(t): 2 * hits[t] / max(said[t] + true[t], 1) for t in ClaimType}
    return {
        **by_type,
        "macro": sum(by_type.values()) / len(by_type),
        "precision_micro": hits.total() / max(said.total(), 1),
        "flag_precision": tally["flagged_right"] / max(tally["flagged"], 1),
        "flag_recall_sure": tally["sure_found"] / max(tally["sure"], 1),
        "control_false_benefit": tally["control_benefit"] / max(tally["control"], 1),
        "control_false_flags": tally["control_flagged"] / max(tally["control"], 1),
    }


def _capture(page: Page) -> Capture:
    return Capture(body=b"x", media="text", sha256=page.sha256, retrieved_at=page.retrieved_at)


def _tally(
    labelled: LabelledPage, line: LabelledLine, found: set[ClaimType], *, flag: bool
) -> Iterator[str]:
    control = labelled.kind == "control"
    if flag:
        yield "flagged"
        if line.should_flag:
            yield "flagged_right"
    if line.should_flag and line.sure:
        yield "sure"
        if flag:
            yield "sure_found"
    if control:
        yield "control"
        if found & _BENEFIT and not line.types & _BENEFIT:
            yield "control_benefit"
        if flag and not line.should_flag:
            yield "control_flagged"
