"""Pages that once broke the reader, or were refused although they are pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import NeedsJavaScript, NotAPage
from claimcheck.pages import ContainedReader, Reader, capture_bytes, capture_html
from claimcheck.settings import PageLimits

_WORDS = (
    "<h1>Stem cells</h1><p>Our stem cell therapy treats autism and improves speech in most "
    "children within six months of care.</p>"
)
_LARGE_HEAD = f"<style>{'a{b:c}' * 50_000}</style>"


@pytest.mark.parametrize(
    "html",
    [
        f'{_LARGE_HEAD}<form><input type="password"></form>{_WORDS * 30}',
        f"{_LARGE_HEAD}<p>We use cookies <a>Accept</a></p>{_WORDS * 30}",
        f"<title>Forbidden no more: stem cells for MS</title>{_WORDS * 3}",
        f"<title>Security check-ups for knees</title>{_WORDS}",
        f"{_WORDS * 4}<form><p>Please verify you are human</p></form>",
        f'{_WORDS}<form><input type="password"></form>',
        (
            "<p>Stem cells cure autism in children of every age. Call us now to book a visit.</p>"
            "<p>We use cookies. <button>Accept</button></p>"
        ),
        f'<div id="root"></div><script src="a.js"></script>{_WORDS}',
        f"<p>Our map needs JavaScript.</p>{_WORDS}",
    ],
)
def test_a_page_with_signs_of_a_wall_is_read(html: str) -> None:
    """What a page says decides, not a login link, a banner or a large head."""
    assert "cell" in Reader().read(capture_html(html)).text.lower()


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Attention Required! | Guard", "Access denied", "403 Forbidden"]
)
def test_a_wall_is_still_no_page(title: str) -> None:
    """Without words of its own a page with the title of a wall is one."""
    html = f"<title>{title}</title><p>Please wait while we look at your browser.</p>"
    with pytest.raises(NotAPage):
        Reader().read(capture_html(html))


@pytest.mark.parametrize("number", ["1e05", "1.5E-07", f"1{'0' * 5000}", "-0.5"])
def test_any_number_may_stand_in_structured_data(number: str) -> None:
    """A figure that is of no use to us does not stop the page from being read."""
    html = f'{_WORDS}<script type="application/ld+json">{{"a":{number}}}</script>'
    assert "autism" in Reader().read(capture_html(html)).text


def test_no_module_of_the_current_folder_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of downloads cannot bring its own program into the child process."""
    (tmp_path / "lxml.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    limits = PageLimits(worker_above_bytes=1)
    page = ContainedReader(limits).read(capture_bytes(_WORDS.encode(), says_html=True))
    assert "autism" in page.text


def test_a_footer_beside_an_empty_shell_is_no_page() -> None:
    """A page that a script would have built is refused, not reported as free of claims."""
    html = (
        '<div id="root"></div><script src="a.js"></script>'
        "<footer>© 2026 Larch Clinic. All rights reserved. Privacy policy. Terms.</footer>"
    )
    with pytest.raises(NeedsJavaScript):
        Reader().read(capture_html(html))
