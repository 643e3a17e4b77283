"""Large pages are read by a child that can be killed; small ones here, after the same checks."""

from __future__ import annotations

import pytest

from claimcheck.errors import (
    EmptyPage,
    MalformedPage,
    NeedsJavaScript,
    PageUnreadable,
    ReadingStopped,
    UnsupportedLanguage,
)
from claimcheck.pages import ContainedReader, Reader, capture_html
from claimcheck.settings import PageLimits

SENTENCE = "The nurse of the clinic will show you the way to the garden and to the library. "
OUTSIDE = PageLimits(worker_above_bytes=1)


def _html(paragraphs: int, words: str = SENTENCE) -> str:
    body = "".join(f"<p>{words}<b>{number}</b></p>" for number in range(paragraphs))
    return f"<html><head><title>A page</title></head><body><main>{body}</main></body></html>"


def test_the_child_reads_the_same_page() -> None:
    """Text, blocks and the map into the document are the same, wherever a page was read."""
    capture = capture_html(_html(40), url="https://clinic.example/")
    inside, outside = Reader().read(capture), ContainedReader(OUTSIDE).read(capture)
    assert outside == inside
    assert outside.dom_map == inside.dom_map
    assert outside.dom_map


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<html><body><p> </p></body></html>", EmptyPage),
        ("<html><body><div id=root></div><script>1</script></body></html>", NeedsJavaScript),
        ("<b>" * 400 + "deep words " * 20, MalformedPage),
    ],
)
def test_errors_keep_their_names(html: str, kind: type[PageUnreadable]) -> None:
    """What the child could not read is named as if it had been read here."""
    capture = capture_html(html)
    with pytest.raises(kind) as outside:
        ContainedReader(OUTSIDE).read(capture)
    with pytest.raises(kind) as inside:
        Reader().read(capture)
    assert str(outside.value) == str(inside.value)


def test_the_language_comes_back_with_its_error() -> None:
    """A page in another language is named by its code across the border of the process."""
    words = "Клітинна терапія допомагає дітям у нашій вигаданій клініці щодня. "
    with pytest.raises(UnsupportedLanguage) as refused:
        ContainedReader(OUTSIDE).read(capture_html(_html(10, words)))
    assert refused.value.language == "uk"


def test_too_much_time_ends_in_a_named_error() -> None:
    """A child that reads longer than it may is killed, and the caller goes on."""
    # Only the time may end it: the child would otherwise soon say how long the text is.
    limits = PageLimits(worker_above_bytes=1, worker_seconds=1, max_text=10_000_000)
    with pytest.raises(ReadingStopped, match="more than 1 second"):
        ContainedReader(limits).read(capture_html(_html(45_000)))
    assert ContainedReader(limits).read(capture_html(_html(3))).blocks


def test_too_much_memory_ends_in_a_named_error() -> None:
    """A child that wants more memory than it may have is stopped, and the caller goes on."""
    limits = PageLimits(worker_above_bytes=1, worker_bytes=20_000_000, worker_seconds=20)
    with pytest.raises(ReadingStopped, match="20 MB"):
        ContainedReader(limits).read(capture_html(_html(40_000)))


def test_too_many_elements_are_refused_before_they_are_parsed() -> None:
    """A document of countless tags never reaches the parser."""
    limits = PageLimits(max_nodes=1_000)
    with pytest.raises(MalformedPage, match="more than 1,000 elements"):
        Reader(limits).read(capture_html(_html(2_000)))
