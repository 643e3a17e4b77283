"""The pages that teach the graver sayings apart are whole, varied and counted."""

from __future__ import annotations

import re
from collections import Counter

from claimcheck.corpus import load_sayings
from claimcheck.resources import corpus_path
from claimcheck.schema import Saying


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
