"""Pinned quality of claim types on the labelled corpus.

The floors are measured F1 minus nothing: they may be raised after an improvement and are never
lowered. They belong to the data and the cues named by the digests; when a digest changes, measure
again and pin the new scores.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimcheck.claims import RuleExtractor
from claimcheck.claims.cues import load_cues
from claimcheck.corpus import load_passages
from claimcheck.schema import ClaimType

_PINS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def _f1(
    hits: Mapping[str, int], said: Mapping[str, int], true: Mapping[str, int], key: str
) -> float:
    return 2 * hits[key] / max(said[key] + true[key], 1)


def _macro(scores: Mapping[str, float]) -> float:
    return sum(scores[type_] for type_ in ClaimType) / len(ClaimType)


def cues_digest() -> str:
    """Digest of every pattern that can fire."""
    rows = [cue.model_dump(mode="json", exclude={"needs"}) for cue in load_cues()]
    needs = [sorted(cue.needs) for cue in load_cues()]
    return hashlib.sha256(json.dumps([rows, needs], sort_keys=True).encode()).hexdigest()


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    """F1 per type over all lines, and the share of control lines wrongly read as benefit."""
    extractor = RuleExtractor()
    hits: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    control, wrong = 0, 0
    for page in load_passages():
        lines = [line for line in page.lines if line.text.strip()]
        found: list[set[ClaimType]] = [set() for _ in lines]
        for claim in extractor.extract(page.as_page()).claims:
            found[claim.block] |= set(claim.types)
        for line, types in zip(lines, found, strict=True):
            said.update(types)
            true.update(line.types)
            hits.update(types & line.types)
            if page.kind == "control":
                control += 1
                benefit = {ClaimType.EFFICACY, ClaimType.CURE}
                wrong += bool(types & benefit) and not line.types & benefit
    scores = {str(type_): _f1(hits, said, true, type_) for type_ in ClaimType}
    scores["macro"] = _macro(scores)
    scores["precision_micro"] = hits.total() / max(said.total(), 1)
    scores["control_false_benefit"] = wrong / max(control, 1)
    return scores


def test_the_pins_belong_to_this_data_and_these_cues() -> None:
    """The floors were measured on exactly this corpus with exactly these cues."""
    data = hashlib.sha256()
    for page in load_passages():
        data.update(page.model_dump_json().encode())
    assert _PINS["data_sha256"] == data.hexdigest()
    assert _PINS["cues_sha256"] == cues_digest()


@pytest.mark.parametrize("name", [*ClaimType, "macro", "precision_micro"])
def test_no_type_falls_below_its_floor(scores: dict[str, float], name: str) -> None:
    """F1 of each type, their mean and the micro precision stay at or above the pinned score."""
    assert round(scores[str(name)], 3) >= _PINS["floors"][str(name)]


def test_control_pages_stay_quiet(scores: dict[str, float]) -> None:
    """The share of control lines wrongly read as benefit stays at or below the pinned ceiling."""
    assert round(scores["control_false_benefit"], 4) <= _PINS["ceilings"]["control_false_benefit"]


def test_cues_beat_the_majority_baseline(scores: dict[str, float]) -> None:
    """Calling every line efficacy, the commonest type, scores lower on the mean of all types."""
    lines = [line for page in load_passages() for line in page.lines]
    true = sum(ClaimType.EFFICACY in line.types for line in lines)
    majority = (2 * true / (len(lines) + true)) / len(ClaimType)
    assert scores["macro"] > 2 * majority
