"""Pages that stand in front of the page."""

from __future__ import annotations

import pytest

from claimcheck.errors import Blocked
from claimcheck.pages.walls import WITHIN, check_body, check_status

_ARTICLE = b"<p>" + b"The cells are given to the child twice, into a vein. " * 40 + b"</p>"
_BANNER = b"<div><p>We use cookies to improve our site.</p><button>Accept all</button></div>"
_LOGIN = b"<form><label>E-mail</label><input type='password'><button>Log in</button></form>"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<title>Just a moment...</title><p>Checking", "robots"),
        (b"<html><head><TITLE lang=en>\n Attention Required! | Cloudflare</TITLE>", "robots"),
        (b"<title>Access Denied</title><p>Reference #18.2", "robots"),
        (b"<title>Pardon Our Interruption</title><p>As you were browsing", "robots"),
        (b"<title>x</title><p>Please verify you are human to go on.", "robots"),
        (b"<noscript>Enable JavaScript and cookies to continue</noscript>", "robots"),
        (b"<script>window._cf_chl_opt={}</script>", "robots"),
        (b"<iframe src='/_Incapsula_Resource?x=1'></iframe>", "robots"),
        (b"<script src='https://geo.captcha-delivery.com/c.js'></script>", "robots"),
        (b"<title>Members</title>" + _LOGIN, "login"),
        (b"<h1>Larch Clinic</h1>" + _LOGIN + _BANNER, "login"),
        (b"<title>Larch Clinic</title>" + _BANNER, "cookies"),
        (b"<p>Your privacy matters: we and our 812 partners store cookies.</p><a>I agree</a>",
         "cookies"),
    ],
)  # fmt: skip
def test_walls_are_named(body: bytes, says: str) -> None:
    """A check for robots, a login and a cookie wall each say what they are."""
    with pytest.raises(Blocked, match=says):
        check_body(body)


@pytest.mark.parametrize(
    "body",
    [
        _ARTICLE + _BANNER,
        _ARTICLE + _LOGIN,
        b"<title>Access denied: how insurers refuse</title>" + _ARTICLE,
        b"<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>Short page.",
        b"<h1>Larch Clinic</h1><p>Stem cells for autism. Nine of ten children speak after it. "
        b"Call us today, and we will answer every question that your family has.</p>" + _BANNER,
        b"<p>A short page with a line on autism.</p>",
        b"",
        "Nine of ten “children” speak.".encode("utf-16"),
    ],
)  # fmt: skip
def test_pages_are_no_walls(body: bytes) -> None:
    """A page with something to read is let through, banners and login boxes and all."""
    check_body(body)


@pytest.mark.parametrize(
    "piece",
    [b"<", b"<!--", b"<script", b"<script></script", b"<title>", b"<input ", b"<input type ",
     b"< "],
)  # fmt: skip
def test_broken_markup_is_read_to_its_end(piece: bytes) -> None:
    """Markup built to be slow is no wall and comes to an end."""
    check_body(piece * (WITHIN // len(piece)))


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "login"), (402, "payment"), (403, "refused"), (407, "proxy"), (429, "too many"),
     (451, "legal")],
)  # fmt: skip
def test_refusals_say_why(status: int, says: str) -> None:
    """Each status of refusal has its own words and its number."""
    with pytest.raises(Blocked, match=f"(?i){says}.*{status}"):
        check_status(status, {})


def test_a_challenge_header_tells_a_wall_whatever_the_status() -> None:
    """What Cloudflare says of its own challenge is believed."""
    with pytest.raises(Blocked, match="robots"):
        check_status(200, {"cf-mitigated": "challenge"})
    check_status(200, {})
    check_status(503, {})
