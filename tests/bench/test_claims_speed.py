"""How long the claims room takes by tier; ``make bench`` prints the figures.

One page is typical (the demo clinic's, 865 words), one has a hundred lines. The encoders
remember nothing, and each round sees a page with another title. What rules know of a sentence is
remembered, so a third group goes through some hundred pages as long as the typical one, each
with other lines. ``trafilatura.extract``, which only reads the text, is beside them.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import trafilatura
from pytest_benchmark.fixture import BenchmarkFixture

from claimcheck.claims import Extractor, RuleExtractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.corpus import LabelledLine, load_passages
from claimcheck.pages import Reader, capture_file
from claimcheck.schema import Extraction, Page

DEMO = Path(__file__).parents[2] / "corpus" / "pages" / "demo_clinic.html"
_LINES = 100
_WORDS = 865


@pytest.fixture(scope="module")
def typical() -> Page:
    """The demo page."""
    return Reader().read(capture_file(DEMO))


@pytest.fixture(scope="module")
def hundred_lines() -> Page:
    """A hundred lines of clinic pages of the corpus, as one page."""
    pages = [page for page in load_passages() if page.kind == "clinic"]
    lines = [line for page in pages for line in page.lines if line.text.strip()][:_LINES]
    page = pages[0].model_copy(update={"lines": tuple(lines)}).as_page()
    assert len(page.blocks) == _LINES
    return page


@pytest.fixture(scope="module")
def other_pages() -> list[Page]:
    """All lines of clinic pages of the corpus, as pages of at least so many words."""
    pages = [page for page in load_passages() if page.kind == "clinic"]
    found: list[Page] = []
    lines: list[LabelledLine] = []
    for line in (line for page in pages for line in page.lines if line.text.strip()):
        lines.append(line)
        if sum(len(one.text.split()) for one in lines) >= _WORDS:
            found.append(pages[0].model_copy(update={"lines": tuple(lines)}).as_page())
            lines = []
    return found


@pytest.fixture(scope="module", autouse=True)
def frozen(typical: Page) -> Iterator[None]:
    """Models stay for good and are not looked through for garbage, as in the service."""
    for tier in Tier:
        Extractor(load_models(tier)).extract(typical)
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("claimcheck.claims.encoder._REMEMBERED", 0)
        yield
    gc.unfreeze()


def _extract(extractor: Extractor, page: Page, count: list[int]) -> Extraction:
    """Each round sees a page with another title, so that nothing is remembered."""
    count[0] += 1
    title = hashlib.sha256(str(count[0]).encode()).hexdigest()[:8]
    return extractor.extract(page.model_copy(update={"title": title}))


@pytest.mark.benchmark(group="claims of a typical page")
def test_trafilatura_alone(benchmark: BenchmarkFixture) -> None:
    """Reading the demo page's main text and nothing else."""
    assert benchmark(trafilatura.extract, DEMO.read_text(encoding="utf-8"))


@pytest.mark.benchmark(group="claims of a typical page")
def test_rules_alone(benchmark: BenchmarkFixture, typical: Page) -> None:
    """The rules without any model."""
    assert benchmark(_extract, RuleExtractor(), typical, [0]).claims


@pytest.mark.benchmark(group="claims of a typical page")
@pytest.mark.parametrize("tier", list(Tier))
def test_tier(benchmark: BenchmarkFixture, typical: Page, tier: Tier) -> None:
    """The whole claims room."""
    assert benchmark(_extract, Extractor(load_models(tier)), typical, [0]).claims


@pytest.mark.benchmark(group="claims of a page of other words")
@pytest.mark.parametrize("tier", list(Tier))
def test_tier_on_other_words(
    benchmark: BenchmarkFixture, other_pages: list[Page], tier: Tier
) -> None:
    """The whole claims room; a round sees the next page."""
    extractor, pages = Extractor(load_models(tier)), itertools.cycle(other_pages)
    assert len(other_pages) > _LINES
    benchmark.pedantic(
        lambda: extractor.extract(next(pages)), rounds=_LINES, warmup_rounds=len(other_pages)
    )


@pytest.mark.benchmark(group="claims of a hundred lines")
@pytest.mark.parametrize("tier", list(Tier))
def test_tier_on_a_hundred_lines(
    benchmark: BenchmarkFixture, hundred_lines: Page, tier: Tier
) -> None:
    """The whole claims room."""
    assert benchmark(_extract, Extractor(load_models(tier)), hundred_lines, [0]).claims
