"""An empty shell and a saved wall are told from a page."""

from __future__ import annotations

import pytest

from claimcheck.errors import NeedsJavaScript, NotAPage
from claimcheck.pages import Reader, capture_text
from claimcheck.schema import MediaKind
from tests.unit.pages.pagekit import read_html

WORDS = "The cells of the child are taken, grown in the laboratory and given back to the child. "


@pytest.mark.parametrize(
    "body",
    [
        "<div id=root></div><script src=/a.js></script>",
        "<div id=__next><div>Loading</div></div><script>1</script>",
        "<app-root ng-version=17></app-root><script>1</script>",
        "<div id=SITE_CONTAINER></div><script>1</script><p>Larch Clinic</p>",
        "<div data-v-app></div><script>1</script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
        "<p>Please enable JavaScript to view this page.</p>",
        "<p>JavaScript is disabled in your browser.</p>",
    ],
)
def test_shells_need_javascript(body: str) -> None:
    """A page whose words a script would write is named as such, not as empty."""
    with pytest.raises(NeedsJavaScript):
        read_html(f"<html><head><title>Larch</title></head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=root><p>{WORDS * 3}</p></div><script>1</script>",
        f"<noscript>Please enable JavaScript.</noscript><p>{WORDS}</p>",
        f"<p>{WORDS * 3}</p><p>Please enable JavaScript to see the map.</p>",
    ],
)
def test_pages_with_words_are_read(body: str) -> None:
    """A notice for those without scripts does not make a page unreadable."""
    assert "grown in the laboratory" in read_html(f"<html><body>{body}</body></html>").text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<title>Just a moment...</title><p>Checking your browser before access", "robots"),
        ("<title>Larch</title><form>Log in<input type=password></form>", "login form"),
        ("<p>We use cookies.</p><button>Accept all cookies</button>", "accept cookies"),
    ],
)
def test_saved_walls_are_refused(body: str, words: str) -> None:
    """A wall that was saved in place of the page is no page, and the message says what it is."""
    with pytest.raises(NotAPage, match=words):
        read_html(f"<html><body>{body}</body></html>")


def test_a_pasted_text_is_never_a_wall() -> None:
    """Only markup is looked at: who pastes a text has read it."""
    capture = capture_text("Log in with your password to accept the cookies of this page.")
    assert capture.media is MediaKind.TEXT
    assert Reader().read(capture).blocks
