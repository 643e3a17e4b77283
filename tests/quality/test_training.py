"""What ships is what training gives."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.claims.classifier import Tier, load_sentences
from claimcheck.claims.outputs import SAYINGS, TAUGHT_OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import ALONE
from claimcheck.claims.sayings import load_sayings as load_heads
from claimcheck.corpus import FOLDS, Part, load_passages, load_said_sentences, load_sayings
from claimcheck.pages.wording import load_mix, load_wording, words_of
from claimcheck.resources import model_path
from claimcheck.verdicts.trust import load_fitted
from models.claim_types.examples import load_examples
from models.claim_types.lessons import lessons, row_digest, said_fold, said_rows, taught
from models.cue_confidence import train as cue_confidence
from models.flag_trust import train as flag_trust
from models.page_genre import train as page_genre
from models.sayings import train as said
from models.sentences.lessons import load_taught

_NEAR = 0.005
#: Logits of one network in whole numbers and in full differ by 0.03 at most.
_OF_ANOTHER = 0.5


def test_training_again_gives_the_files_that_ship() -> None:
    """A table that was made with other cues or words would weigh them wrongly."""
    weights, card = cue_confidence.build()
    assert weights == model_path("cue_confidence", "weights.json").read_text(encoding="utf-8")
    assert card == json.loads(model_path("cue_confidence", "card.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tier", Tier)
def test_trust_is_fitted_to_the_rules_that_ship(tier: Tier) -> None:
    """Weights from before a rule changed would trust it as if it had not."""
    found = flag_trust.fit(flag_trust.load_examples(tier))
    shipped = load_fitted(str(tier)).shipped
    # Processors differ in the last digits of what the models say.
    assert found.bias == pytest.approx(shipped.bias, abs=_NEAR)
    assert found.signs == pytest.approx(shipped.signs, abs=_NEAR)


def test_the_words_of_sellers_are_those_of_the_corpus(tmp_path: Path) -> None:
    """Pages that were added or changed since would not be known."""
    pages = list(load_passages(Part.PASSAGES))
    again = page_genre.fit(page_genre.load_examples(pages), tmp_path / "words.npz")
    for page in pages[::40]:
        words = words_of(page.as_page().text)
        assert again.logit(words) == pytest.approx(load_wording().logit(words), abs=_NEAR)
    held_out = json.loads(model_path("page_genre", "held_out.json").read_text(encoding="utf-8"))
    assert set(held_out) == {page.id for page in pages}
    assert page_genre.fit_mix(pages, held_out) == load_mix()


@pytest.mark.parametrize("tier", Tier)
def test_sayings_are_fitted_to_the_models_that_ship(tier: Tier, tmp_path: Path) -> None:
    """Heads from before the models or the pages changed would read other things."""
    lines = said.Lines.of(load_sayings(), said.first_sentences())
    _fits(lines, said.heard_by(lines, tier), str(tier), tmp_path)


def test_sayings_of_passages_alone_are_fitted_to_the_models_that_ship(tmp_path: Path) -> None:
    """As those of the tiers, on the lines in which these hear something."""
    lines = said.Lines.of(load_sayings(), load_said_sentences())
    outputs = said.heard_alone(lines)
    heard = said.heard_among_others(lines, outputs)
    assert 0 < heard.sum() < len(heard)
    _fits(lines, outputs, ALONE, tmp_path, heard)


def _fits(
    lines: said.Lines,
    outputs: NDArray[np.float32],
    name: str,
    tmp_path: Path,
    chosen: NDArray[np.bool_] | None = None,
) -> None:
    again = said.fit(lines, outputs, chosen)
    again.words.save(tmp_path / "words.npz")
    rows: list[Row] = list(lines.rows[::200])
    shipped = load_heads(name).likelihoods(rows, outputs[::200])
    heads = said.heads_of(tmp_path / "words.npz", again.of_models)
    assert shipped.shape == (len(rows), len(SAYINGS))
    assert np.allclose(heads.likelihoods(rows, outputs[::200]), shipped, atol=0.02)


def test_the_larger_model_was_asked_about_what_is_taught() -> None:
    """Labels alone would teach less, and groups written since would shift the folds."""
    known = taught()
    assert {logits.shape for logits in known.values()} == {(FOLDS + 1, len(TAUGHT_OUTPUTS))}
    every = lessons(None)
    groups = {page.group for page in load_sayings() if said_fold(page) is not None}
    assert groups == set("abcdefghijklmn")
    labelled = len(load_examples()) + sum(
        len(page.lines) for page in load_sayings() if page.group in groups
    )
    assert len(every) > labelled  # passages that nobody labelled
    heard = [lesson for lesson in every if lesson.weight.all()]
    assert len(heard) >= 0.98 * len(every)
    assert all(((lesson.target >= 0) & (lesson.target <= 1)).all() for lesson in every)


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_fold_is_taught_nothing_of_its_own(fold: int) -> None:
    """Otherwise what it says of held-out lines would be no measure."""
    taught_rows = {lesson.row for lesson in lessons(fold) if lesson.kind is not None}
    held_out = {example.row for example in load_examples() if example.fold == fold}
    elsewhere = {example.row for example in load_examples() if example.fold != fold}
    assert held_out - elsewhere
    assert not taught_rows & (held_out - elsewhere)
    said = {row for page in load_sayings() if said_fold(page) == fold for row in said_rows(page)}
    others = {row for page in load_sayings() if said_fold(page) != fold for row in said_rows(page)}
    rows = {lesson.row for lesson in lessons(fold)}
    assert not rows & (said - others)


def test_what_is_heard_of_a_sentence_comes_from_who_was_not_taught_it() -> None:
    """Heads that were fitted on what a network was taught would trust it too much."""
    told = load_taught()
    assert set(told.half.tolist()) == {0, 1}
    assert told.taught.sum() > len(load_said_sentences())
    with np.load(model_path("sentences", "held_out.npz"), allow_pickle=False) as kept:
        assert {row_digest(lesson.row) for lesson in told.lessons} <= set(
            kept["said_rows"].tolist()
        )
        unseen = dict(zip(kept["said_rows"].tolist(), kept["said"], strict=True))
    some = [told.lessons[index].row for index in np.flatnonzero(told.taught)[::500]]
    apart = load_sentences().logits(some) - np.stack([unseen[row_digest(row)] for row in some])
    assert np.abs(apart).max(axis=1).min() > _OF_ANOTHER
