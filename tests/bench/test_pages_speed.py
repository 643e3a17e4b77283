"""How long a page takes to be parsed and cut into blocks, beside trafilatura; nothing asserted.

The pages are made of the demonstration page's body, once or as often as the size asks for.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import trafilatura
from pytest_benchmark.fixture import BenchmarkFixture

from claimcheck.pages.reader import parse, segment_html
from claimcheck.settings import DEFAULT_PAGE_LIMITS

_DEMO = Path(__file__).parents[2] / "corpus" / "pages" / "demo_clinic.html"
_SIZES = (10, 50, 100, 400)


def generated(kilobytes: int) -> str:
    """A page of about this size; every sentence of it is another one."""
    source = _DEMO.read_text(encoding="utf-8")
    before, rest = source.split("<main", 1)
    middle, after = rest.split("</main>", 1)
    parts = []
    while not parts or sum(map(len, parts)) + len(before) + len(after) < kilobytes * 1_000 - 4_000:
        number = len(parts)
        parts.append(re.sub(r"(?<=[a-z])\.(?=[ <”])", f" {number}.", middle))
    body = "".join(f"<section{part}</section>" for part in parts)
    return f"{before}<main>{body}</main>{after}"


@pytest.mark.parametrize("kilobytes", _SIZES)
def test_claimcheck(benchmark: BenchmarkFixture, kilobytes: int) -> None:
    """Parse and segment one page."""
    html = generated(kilobytes)
    benchmark.group = f"{kilobytes} kB"
    assert benchmark(lambda: segment_html(parse(html, DEFAULT_PAGE_LIMITS))).text


@pytest.mark.parametrize("kilobytes", _SIZES)
def test_trafilatura(benchmark: BenchmarkFixture, kilobytes: int) -> None:
    """Let trafilatura extract the main text of the same page."""
    html = generated(kilobytes)
    benchmark.group = f"{kilobytes} kB"
    assert benchmark(lambda: trafilatura.extract(html))
