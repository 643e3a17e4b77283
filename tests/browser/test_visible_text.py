"""Nothing that Chromium shows is lost: its own idea of a page's text against ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from claimcheck.pages import Reader, capture_html
from claimcheck.pages.domtext import readable

pytestmark = pytest.mark.browser

_PAGES: Final = Path(__file__).parents[2] / "corpus" / "pages"
_SOURCES: Final = sorted([*_PAGES.glob("layouts/*.html"), *_PAGES.glob("*.html")])
_WORD: Final = re.compile(r"\w+")
#: Everything is opened, and a counter shows no 0 that its script would replace.
_SHOWN: Final = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true; });
  document.querySelectorAll('[data-target], [data-count]').forEach(one => {
    if (one.textContent.trim() === '0') { one.textContent = ''; }
  });
  return document.body.innerText;
}"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window without scripts that may go nowhere."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    yield context.new_page()
    context.close()


def _words(text: str) -> list[str]:
    return _WORD.findall(readable(text).casefold())


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: path.stem)
def test_every_visible_word_is_read(window: Page, path: Path) -> None:
    """Each word that Chromium shows is in the page's text, as often and in the same order."""
    html = path.read_text(encoding="utf-8")
    window.set_content(html, wait_until="domcontentloaded")
    shown = window.evaluate(_SHOWN)
    page = Reader().read(capture_html(html))
    assert Counter(_words(shown)) - Counter(_words(page.text)) == Counter()
    blocks = [f" {' '.join(_words(page.quote(block)))} " for block in page.blocks]
    for line in re.split(r"[\n\t]+", shown):
        words = f" {' '.join(_words(line))} "
        assert (
            any(words in block for block in blocks) or not words.strip() or _spread(words, blocks)
        )


def _spread(words: str, blocks: list[str]) -> bool:
    """A line of several links or buttons, which are a block each."""
    return words.strip() in " ".join(" ".join(blocks).split())
