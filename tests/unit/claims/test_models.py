"""The trained models: what they may change, and what they may not."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from tokenizers import Tokenizer

from claimcheck.checks import check_text
from claimcheck.claims import Extractor, RuleExtractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.claims.encoder import Encoder
from claimcheck.claims.heads import LinearHeads
from claimcheck.claims.outputs import ENCODER_OUTPUTS, PROBED_SAYINGS
from claimcheck.claims.rows import Row, rows_of_texts
from claimcheck.claims.tokens import encode
from claimcheck.errors import DataError
from claimcheck.evaluation import HeldOut
from claimcheck.resources import model_path
from claimcheck.schema import ClaimType, Saying
from claimcheck.settings import MIN_FLAG_TRUST
from claimcheck.verdicts.sure import only_sure

_LINES = (
    "Stem cells for autism at our clinic",
    "Book your consultation today.",
    "Our doctors trained abroad.",
    "After the third visit most of our little patients speak in sentences.",
    "The infused cells travel to the brain and calm its inflammation.",
    "Nobody we treated had any complication.",
    "Parking is free.",
    "We open at nine.",
    "There is no cure for autism.",
)


@pytest.mark.parametrize("tier", list(Tier))
def test_the_same_page_gives_the_same_claims(tier: Tier) -> None:
    """Asking again, also in another instance, changes nothing."""
    text = "\n".join(_LINES)
    fast = tier is Tier.FAST
    first, second = check_text(text, fast=fast), check_text(text, fast=fast)
    assert first.claims == second.claims
    assert first.versions.model.endswith(tier)


def test_confidence_stands_beside_every_type() -> None:
    """Each type of a claim has its own confidence, and the claim has that of its surest type."""
    for claim in check_text("\n".join(_LINES)).claims:
        assert set(claim.type_confidence) == set(claim.types)
        assert claim.confidence == max(claim.type_confidence.values())
        assert set(claim.by_rule) <= set(claim.types)


def test_what_is_not_sure_is_left_for_review() -> None:
    """It carries no finding then; a flag may be trusted though no single type is sure."""
    report = check_text("\n".join(_LINES))
    assert report.summary.for_review == sum(claim.for_review for claim in report.claims)
    for claim in report.claims:
        if only_sure(claim, report.page) is None:
            assert claim.for_review or (claim.trust or 0.0) >= MIN_FLAG_TRUST
        if claim.for_review:
            assert not claim.findings


def test_the_models_find_what_no_rule_reads() -> None:
    """The careful tier tells claims that the rules alone do not."""
    page = check_text("\n".join(_LINES)).page
    by_rule = {c.quote for c in RuleExtractor().extract(page).claims}
    found = {c.quote: set(c.types) for c in Extractor(load_models()).extract(page).claims}
    quote = _LINES[5]
    assert quote not in by_rule
    assert ClaimType.SAFETY in found[quote]


def test_rows_carry_what_stands_around() -> None:
    """The first passage stands for a missing title; neighbours are empty at the ends."""
    first, second, last = rows_of_texts(["a", "b", "c"])
    assert first == Row(text="a", after="b")
    assert second == Row(text="b", title="a", before="a", after="c")
    assert last == Row(text="c", title="a", before="b", earlier="a")


def test_the_encoder_says_the_same_in_any_company() -> None:
    """To the last bit: a report must not depend on what was read beside a passage, or before it."""
    model, pieces = (model_path("claim_types", name) for name in ("encoder.onnx", "tokenizer.json"))
    rows = list(
        rows_of_texts(
            [
                "Safe.",
                "Your child will speak after only three infusions, as hundreds have before him.",
                "8 % | 44 %",
                "No side effects were ever seen in our clinic!!!",
                "The garden is open all day, and there is tea in the hall from four o'clock on.",
            ]
        )
    )
    rows += [Row(text=f"{row.text} More.", before=row.text) for row in rows for _ in range(5)]
    rows = list(dict.fromkeys(rows))
    together = Encoder(model, pieces).logits(rows)
    turned = Encoder(model, pieces, threads=1).logits(rows[::-1])[::-1]
    alone = [Encoder(model, pieces).logits([row])[0] for row in rows]
    assert np.array_equal(together, turned)
    assert np.array_equal(together, np.stack(alone))


@pytest.mark.parametrize("folder", ["claim_types", "sentences"])
def test_nothing_but_weights_is_rounded_to_bytes(folder: str) -> None:
    """Else an answer hangs on the processor; plain sums of the graph as it is written are exact."""
    model = model_path(folder, "encoder.onnx")
    assert b"MatMulInteger" not in model.read_bytes()
    plain = onnxruntime.SessionOptions()
    plain.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(model), plain, providers=["CPUExecutionProvider"])
    pieces = Tokenizer.from_file(str(model_path("claim_types", "tokenizer.json")))
    pieces.no_padding()
    rows = list(rows_of_texts(["Your child will speak, as hundreds have before.", "8 % | 44 %"]))
    encoder = Encoder(model, model_path("claim_types", "tokenizer.json"))
    for row, said in zip(rows, encoder.logits(rows), strict=True):
        ((ids, segments),) = encode([row], pieces)
        asked = {"ids": [ids], "segments": [segments], "mask": [[1] * len(ids)]}
        arrays = {name: np.array(value, dtype=np.int64) for name, value in asked.items()}
        assert np.allclose(session.run(None, arrays)[0][0], said, atol=1e-4)


def test_heads_take_any_text() -> None:
    """Empty, strange and very long passages get a finite answer."""
    heads = LinearHeads.load(model_path("claim_types", "heads.npz"))
    rows = [Row(text=""), Row(text="\u0000\U0001f9ec 無"), Row(text="cure " * 5000)]
    assert np.isfinite(heads.logits(rows)).all()


def test_pages_that_were_trained_on_are_not_measured_as_unseen() -> None:
    """Only pages that were held out can be asked about as held out."""
    page = check_text("\n".join(_LINES)).page
    with pytest.raises(DataError, match="was not held out"):
        Extractor(HeldOut(Tier.FAST)).extract(page)


def test_each_saying_that_is_read_off_the_encoder_has_its_own_column() -> None:
    """Columns in another order would tell a hidden cause as proof."""
    model, pieces = (model_path("claim_types", name) for name in ("encoder.onnx", "tokenizer.json"))
    words = {
        Saying.WORKS: "From the second week on our patients sleep better and walk further.",
        Saying.CAUSE: "Every illness comes from blocked light, as our iris test shows.",
        Saying.PROOF: "More than a thousand studies have proven it, and nobody can doubt it.",
    }
    rows = tuple(Row(text=words[saying]) for saying in PROBED_SAYINGS)
    said = Encoder(model, pieces).logits(rows)
    assert said.shape == (len(rows), len(ENCODER_OUTPUTS))
    assert said[:, -len(PROBED_SAYINGS) :].argmax(axis=1).tolist() == [0, 1, 2]
