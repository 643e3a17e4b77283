"""The pages that teach the graver sayings apart are whole, varied and counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest

from claimcheck.corpus import (
    SaidSentence,
    load_said_sentences,
    load_sayings,
    load_unlearned_sentences,
)
from claimcheck.resources import corpus_path
from claimcheck.schema import Saying

_BOTH = pytest.mark.parametrize("load", [load_said_sentences, load_unlearned_sentences])
_Load = Callable[[], list[SaidSentence]]


def test_no_page_or_longer_line_comes_twice() -> None:
    """What is trained on twice and says something would flatter the scores; set phrases recur."""
    pages = load_sayings()
    assert len({page.id for page in pages}) == len(pages)
    lines = Counter(line.text for page in pages for line in page.lines if line.says)
    assert [text for text, count in lines.items() if count > 1 and len(text) > 25] == []


def test_every_line_has_words_and_each_saying_once() -> None:
    """An empty line, or a label twice, would be a slip of the pen."""
    lines = [line for page in load_sayings() for line in page.lines]
    assert all(line.text.strip() == line.text and line.text for line in lines)
    assert all(len(set(line.says)) == len(line.says) for line in lines)


def test_sober_pages_say_little_of_it() -> None:
    """They hold look-alikes; what they say are recoveries and figures of proven care."""
    sober = [line for page in load_sayings() if not page.sells for line in page.lines]
    rare = {Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE, Saying.PRESSURE, Saying.APPROVAL}
    assert sum(bool(rare & set(line.says)) for line in sober) < len(sober) / 100


def test_the_readme_counts_them() -> None:
    """The figures in ``corpus/README.md`` are those of the file."""
    pages = load_sayings()
    counts = Counter(saying for page in pages for line in page.lines for saying in line.says)
    told = corpus_path("README.md").read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", told)
    lines = sum(len(page.lines) for page in pages)
    selling = sum(page.sells for page in pages)
    assert f"{len(pages)} pages, {lines:,} lines" in words
    assert f"{selling} of them sell" in words
    for saying, count in counts.items():
        assert f"{saying} {count}" in words


@_BOTH
def test_sentences_by_themselves_are_of_both_sorts_and_come_once(load: _Load) -> None:
    """What says something and what only looks like it, in equal number; none stands in a page."""
    sentences = load()
    texts = {one.text for one in sentences}
    assert len(texts) == len(sentences)
    assert all(one.text.strip() == one.text and one.text for one in sentences)
    assert all(len(set(one.says)) == len(one.says) for one in sentences)
    saying = sum(bool(one.says) for one in sentences)
    assert 0.4 < saying / len(sentences) < 0.6
    assert not texts & {line.text for page in load_sayings() for line in page.lines}


@_BOTH
def test_the_readme_counts_the_sentences(load: _Load) -> None:
    """The figures in ``corpus/README.md`` are those of the file."""
    sentences = load()
    counts = Counter(saying for one in sentences for saying in one.says)
    words = re.sub(r"\s+", " ", corpus_path("README.md").read_text(encoding="utf-8"))
    quiet = sum(not one.says for one in sentences)
    assert f"{len(sentences):,} sentences, {quiet:,} of them" in words
    for saying, count in counts.items():
        assert f"{saying} {count:,}" in words


def test_no_line_of_the_test_is_taught() -> None:
    """Lines of ``corpus/alone`` are a test of what has not been seen."""
    told = corpus_path("alone", "lines.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {json.loads(row)["text"] for row in told}
    learned = {one.text for one in load_said_sentences()}
    assert not asked & learned
    assert not learned & {one.text for one in load_unlearned_sentences()}
    assert not asked & {line.text for page in load_sayings() for line in page.lines if line.says}
