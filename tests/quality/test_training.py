"""What ships is what training gives."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.claims.asking import may_say
from claimcheck.claims.classifier import Tier, load_sentences
from claimcheck.claims.outputs import SAYINGS, TAUGHT_OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import ALONE
from claimcheck.claims.sayings import load_sayings as load_heads
from claimcheck.corpus import FOLDS, Part, load_passages, load_said_sentences, load_sayings
from claimcheck.pages.wording import load_mix, load_wording, words_of
from claimcheck.resources import model_path
from claimcheck.schema import Saying
from models.claim_types.examples import load_examples
from models.claim_types.lessons import lessons, row_digest, said_fold, said_rows, taught
from models.cue_confidence import train as cue_confidence
from models.page_genre import train as page_genre
from models.sayings import train as said
from models.sentences.lessons import load_taught

_NEAR = 0.005
#: Of all sayings: one that is often said, and the one that is said most rarely.
_FITTED_AGAIN = (SAYINGS.index(Saying.NO_HARM), SAYINGS.index(Saying.PROOF))
#: Share of lines that may be in question on one processor and not on another.
_FLIPPED = 0.002
#: Logits of one network in whole numbers and in full differ by 0.03 at most.
_OF_ANOTHER = 0.5


def test_training_again_gives_the_files_that_ship() -> None:
    """A table that was made with other cues or words would weigh them wrongly."""
    weights, card = cue_confidence.build()
    assert weights == model_path("cue_confidence", "weights.json").read_text(encoding="utf-8")
    assert card == json.loads(model_path("cue_confidence", "card.json").read_text(encoding="utf-8"))


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


@functools.cache
def _lines(name: str) -> said.Lines:
    """What the heads of a tier, or those of passages alone, are fitted on."""
    sentences = load_said_sentences() if name == ALONE else said.first_sentences()
    return said.Lines.of(load_sayings(), sentences)


@pytest.mark.parametrize("name", ["lines", ALONE])
def test_sayings_were_fitted_on_the_lines_that_are_here(name: str) -> None:
    """Each with what it says: of ten heads only two are fitted again below."""
    card = json.loads(model_path("sayings", "card.json").read_text(encoding="utf-8"))
    assert card["labels"][name] == _lines(name).digest


@pytest.mark.parametrize("name", ["lines", ALONE])
def test_lines_of_which_the_encoder_was_asked_are_those_in_question(name: str) -> None:
    """Where one of two heads that were not fitted on a line holds its saying possible."""
    lines = _lines(name)
    fold = said.in_fold(lines, 0, said.FEW)
    fast = said.heard_fast(lines)
    again = may_say(said.likelihoods_of(fold, lines, fast, ~fold, _FITTED_AGAIN))
    kept = said.may_say_as_kept(lines, name)[fold]
    assert 0.2 < kept.mean() < 0.9
    assert again.mean() > 0.1
    assert (again & ~kept).mean() < _FLIPPED


@pytest.mark.parametrize("tier", Tier)
def test_sayings_are_fitted_to_the_models_that_ship(tier: Tier, tmp_path: Path) -> None:
    """Heads from before the models or the pages changed would read other things."""
    lines = _lines("lines")
    outputs = said.heard_by(lines, tier, said.may_say_as_kept(lines, "lines"))
    _fits(lines, outputs, str(tier), tmp_path)


def test_sayings_of_passages_alone_are_fitted_to_the_models_that_ship(tmp_path: Path) -> None:
    """As those of the tiers, on the lines in which these hear something."""
    lines = _lines(ALONE)
    outputs = said.heard_alone(lines, said.may_say_as_kept(lines, ALONE))
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
    """Some heads are fitted again: all are fitted on the same lines, words and outputs."""
    again = said.fit(lines, outputs, chosen, sayings=_FITTED_AGAIN)
    again.words.save(tmp_path / "words.npz")
    rows: list[Row] = list(lines.rows[::200])
    shipped = load_heads(name).likelihoods(rows, outputs[::200])[:, list(_FITTED_AGAIN)]
    heads = said.heads_of(tmp_path / "words.npz", again.of_models)
    assert shipped.shape == (len(rows), len(_FITTED_AGAIN))
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
