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

from claimcheck.claims import RuleExtractor
from claimcheck.claims.classifier import Tier, load_models, model_files
from claimcheck.claims.cues import load_cues
from claimcheck.corpus import LabelledLine, LabelledPage, Part, load_passages
from claimcheck.evaluation import (
    Evaluation,
    FlagEvaluation,
    Judged,
    Told,
    compare_flags,
    evaluate,
    judged_corpus,
    score,
    with_genre,
)
from claimcheck.resources import corpus_path, model_path
from claimcheck.schema import ClaimType, Page, ReportedClaim
from claimcheck.verdicts import Judge
from claimcheck.verdicts.sure import only_sure

PINS = Path(__file__).with_name("floors.json")
_BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE})


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
        "model": model_files().card.version,
        "sayings": load_models(Tier.CAREFUL).version,
        "held_out": _digest(iter([model_path("claim_types", "held_out.npz").read_bytes()])),
        "records": _digest(path.read_bytes() for path in (*trials, *concepts)),
        "rules": Judge().rules_version,
    }


def _pages() -> Iterator[tuple[LabelledPage, Page, list[LabelledLine]]]:
    for labelled in load_passages():
        lines = [line for line in labelled.lines if line.text.strip()]
        yield labelled, with_genre(labelled), lines


@functools.cache
def judged() -> tuple[Judged, ...]:
    """Every line with what a whole check says of it."""
    return judged_corpus(Tier.CAREFUL)


@functools.cache
def judged_as_labelled() -> tuple[Judged, ...]:
    """The same with what the labellers held the evidence of each page to be."""
    return judged_corpus(Tier.CAREFUL, given_evidence=True)


def careful() -> Evaluation:
    """The careful tier on unseen sites."""
    return score([one.told for one in judged()], Part.PASSAGES, Tier.CAREFUL)


@functools.cache
def unseen() -> Evaluation:
    """The models that ship on the pages that were set aside."""
    return evaluate(Part.UNSEEN, Tier.CAREFUL)


@functools.cache
def scores() -> Mapping[str, float]:
    """F1 by type and what else is pinned; see ``CEILINGS`` in ``pin`` for what should be low.

    ``given.`` speaks of a run that takes the evidence from the labellers (``LabelledEvidence``).
    ``precision_micro`` and ``control_false_benefit`` speak of what is judged: types that are not so
    unsure that they are left to a person. F1 counts every type that was told.
    """
    tally: Counter[str] = Counter()
    for one in judged():
        tally.update(_tally(one.told, one.reported))
    own = compare_flags(judged(), Tier.CAREFUL, given_evidence=False)
    given = compare_flags(judged_as_labelled(), Tier.CAREFUL, given_evidence=True)
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
        **_flags(own),
        **{f"given.{name}": value for name, value in _flags(given).items()},
        "control_false_benefit": tally["control_benefit"] / max(tally["control"], 1),
        "control_false_flags": own.control_false,
        "given.control_false_flags": given.control_false,
    }


def _flags(found: FlagEvaluation) -> Mapping[str, float]:
    return {
        "flag_precision": found.over_all.precision,
        "flag_recall": found.over_all.recall,
        "flag_f1": found.over_all.f1,
        "flag_precision_sure": found.sure.precision,
        "flag_recall_sure": found.sure.recall,
    }


def _tally(told: Told, claims: Sequence[ReportedClaim]) -> Iterator[str]:
    kept = (only_sure(claim, told.page) for claim in claims if not claim.for_review)
    sure = {type_ for claim in kept if claim for type_ in claim.types}
    for type_ in sure:
        yield "sure_types"
        if type_ in told.line.types:
            yield "sure_right"
    if told.labelled.kind == "control":
        yield "control"
        if sure & _BENEFIT and not told.line.types & _BENEFIT:
            yield "control_benefit"


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
