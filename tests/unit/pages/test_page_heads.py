"""A head ends where a browser ends it, also where neither its end nor the body is written."""

from __future__ import annotations

import pytest

from claimcheck.pages import Reader, capture_html
from claimcheck.pages.reader import parse
from claimcheck.schema import Page
from claimcheck.settings import DEFAULT_PAGE_LIMITS

_HEAD = "<meta charset=utf-8><title>Lakeside</title><style>p{}</style>"
_BODIES = [
    "<main><p>We help with knees.</p></main>",
    "<header><p>Call us.</p></header><main><h1>Knees</h1><p>We help.</p></main>",
    "<section><h2>Knees</h2></section><div>We help.</div><p>Call us.</p>",
    "<nav>Home</nav>Here we are.<p>We help.</p>",
    "<article>First.</article>and <b>then</b> more<p>We help.</p>",
    "<clinic-banner>Open today</clinic-banner><p>We help.</p>",
    "<main><p>One</p></main><script>let a;</script><footer>Lakeside Street</footer>",
    "<p>We help.</p><main>With knees.</main>",
]


def _read(html: str) -> Page:
    return Reader().read(capture_html(html))


@pytest.mark.parametrize("body", _BODIES)
def test_a_page_reads_the_same_without_the_tags_that_may_be_left_out(body: str) -> None:
    """Pages that were made small lost what stood before their first ``div``, or were empty."""
    written = _read(f"<!doctype html><html><head>{_HEAD}</head><body>{body}</body></html>")
    for short in (
        f"<!doctype html>{_HEAD}{body}",
        f"<!doctype html><html lang=en>{_HEAD}{body}",
        f"<head>{_HEAD}{body}",
        f"<!doctype html><html><head>{_HEAD}</head>{body}</html>",
    ):
        page = _read(short)
        assert page.text == written.text
        assert [block.kind for block in page.blocks] == [block.kind for block in written.blocks]
        assert page.dom_map == written.dom_map
        assert page.title == written.title


def test_what_a_head_holds_stays_in_it() -> None:
    """A title after the first words is still the title, and scripts are never shown."""
    root = parse("<meta charset=utf-8><main>Knees</main><title>Late</title>", DEFAULT_PAGE_LIMITS)
    assert [child.tag for child in root] == ["head", "body"]
    assert [child.tag for child in root.find("head")] == ["meta", "title"]
    page = _read(f"{_HEAD}<!-- nothing --><script>let shown;</script><main>Knees</main>")
    assert page.text == "Knees"


@pytest.mark.parametrize("html", ["<title>Nothing</title>", "<meta charset=utf-8><!-- x -->"])
def test_a_head_alone_gets_no_body(html: str) -> None:
    """Nothing is moved, so nothing is there to read."""
    root = parse(html, DEFAULT_PAGE_LIMITS)
    assert root.find("body") is None or not root.find("body").text_content().strip()
