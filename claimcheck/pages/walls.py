"""Tells a page from what a site shows instead of it: checks for robots, logins, cookie walls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from claimcheck.errors import Blocked

_STATUS: Mapping[int, str] = {
    401: "The site asks for a login",
    402: "The site asks for payment",
    403: "The site refused to hand out the page",
    407: "A proxy asks for a login",
    429: "The site has had too many requests from here",
    451: "The site may not show the page here, for legal reasons",
}
_ROBOT_CHECK = "The site answered with a check for robots instead of the page."
_LOGIN = "The site answered with a login form instead of the page."
_COOKIES = "The site answered with a request to accept cookies instead of the page."

#: As far as a wall is looked for.
WITHIN = 262_144
#: A wall has a few sentences; a page that has more letters is a page.
_WALL_LETTERS = 1_500
#: Of these, so many at most say something else than what makes it a wall.
_TITLED_LETTERS = 300
_WORDED_LETTERS = 250
_SCRIPT_LETTERS = 150
_LOGIN_LETTERS = 60
_COOKIE_LETTERS = 60
#: A sentence about cookies may be long; a button or a menu entry is not.
_SHORT_WORDS = 12
_TITLE_WITHIN = 16_384

_TITLE = re.compile(rb"<title\b[^>]{0,200}>\s{0,200}([^<]{0,300})", re.IGNORECASE)
_WALL_TITLE = re.compile(
    rb"\A\s*(?:just a moment|attention required|access (?:to this page has been )?denied|"
    rb"are you a robot|"
    rb"robot check|security check|human verification|verify (?:that )?you are|captcha|"
    rb"checking your browser|pardon our interruption|ddos-guard|you have been blocked|"
    rb"(?:403 )?forbidden|request rejected|one moment, please|bot verification)"
    rb"(?:[.!?]|\xe2\x80\xa6|\s*\Z|\s+(?:[|-]|\xe2\x80[\x93\x94])\s)",
    re.IGNORECASE,
)
#: Scripts of services that check visitors. Pages behind them may load these too, so they only
#: count where there is hardly any text.
_WALL_SCRIPT = re.compile(
    rb"_cf_chl_opt|cf-chl-|_incapsula_resource|px-captcha|captcha-delivery\.com|"
    rb"/_sec/cp_challenge|awswafintegration|sgcaptcha|ddos-guard",
    re.IGNORECASE,
)
_WALL_WORDS = re.compile(
    rb"checking your browser|verif(?:y|ying) (?:that )?you(?:'re| are) (?:not a (?:ro)?bot|human)|"
    rb"enable javascript and cookies to continue|unusual traffic|complete the security check|"
    rb"prove (?:that )?you(?:'re| are) (?:not a robot|human)|your access to this site has been|"
    rb"has banned (?:you|your ip|the country)|you have been blocked|sorry, you have been blocked",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input\b[^>]{0,500}?\btype\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN_WORDS = re.compile(
    rb"log ?in|sign ?in|sign ?up|password|passwort|user ?name|e-?mail|remember me|account|register|"
    rb"members?\b",
    re.IGNORECASE,
)
_COOKIE_WORDS = re.compile(rb"cookie|consent|personal data|gdpr", re.IGNORECASE)
_COOKIE_MENU = re.compile(
    rb"privacy|accept|reject|decline|agree|preferences|partners|settings", re.IGNORECASE
)
_COOKIE_BUTTON = re.compile(rb"accept|agree|consent|allow", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,5000}>")
_NOT_LETTERS = re.compile(rb"[^a-zA-Z\x80-\xff]+")
#: Left out with all that they hold.
_UNSEEN = (
    (b"<!--", b"-->"),
    (b"<script", b"</script"),
    (b"<style", b"</style"),
    (b"<title", b"</title"),
    (b"<template", b"</template"),
)


def check_status(status: int, headers: Mapping[str, str]) -> None:
    """Raise ``Blocked`` when the status or a header says that the site refused."""
    if headers.get("cf-mitigated") or headers.get("x-amzn-waf-action") in {"challenge", "captcha"}:
        raise Blocked(_ROBOT_CHECK)
    if status in _STATUS:
        raise Blocked(f"{_STATUS[status]} (status {status}).")


def check_body(body: bytes) -> None:
    """Raise ``Blocked``, saying what it is, when ``body`` is a wall and not a page.

    Long texts are never walls, whatever they speak of. Only markup in an encoding that contains
    ASCII is looked at.
    """
    sample = body[:WITHIN]
    texts = _visible(body)
    letters = _letters(texts)
    if letters > _WALL_LETTERS:
        return
    text = b" ".join(texts)
    title = _TITLE.search(sample[:_TITLE_WITHIN])
    if title and letters < _TITLED_LETTERS and _WALL_TITLE.match(title[1]):
        raise Blocked(_ROBOT_CHECK)
    if _WALL_WORDS.search(text) and _letters_without(_WALL_WORDS, texts) < _WORDED_LETTERS:
        raise Blocked(_ROBOT_CHECK)
    if letters < _SCRIPT_LETTERS and _WALL_SCRIPT.search(sample):
        raise Blocked(_ROBOT_CHECK)
    if _PASSWORD.search(sample) and _letters_without(_LOGIN_WORDS, texts) < _LOGIN_LETTERS:
        raise Blocked(_LOGIN)
    asks = b"cookie" in text.lower() and _COOKIE_BUTTON.search(text)
    other = [text for text in texts if text.count(b" ") >= _SHORT_WORDS or not _menu(text)]
    if asks and _letters_without(_COOKIE_WORDS, other) < _COOKIE_LETTERS:
        raise Blocked(_COOKIES)


def _menu(text: bytes) -> bool:
    return _COOKIE_MENU.search(text) is not None


def _visible(body: bytes) -> list[bytes]:
    """The texts between tags, as far as a wall is looked for; each step is linear.

    What is not seen is taken out first: the head of a page may be larger than what is looked at.
    """
    for opening, closing in _UNSEEN:
        body = _without(body, opening, closing)
    pieces = _TAG.split(body[:WITHIN])
    return [text for piece in pieces if (text := b" ".join(piece.split()))]


def _without(sample: bytes, opening: bytes, closing: bytes) -> bytes:
    lower = sample.lower()
    kept = []
    at = 0
    while (start := lower.find(opening, at)) >= 0:
        kept.append(sample[at:start])
        end = lower.find(closing, start + len(opening))
        if end < 0:
            return b" ".join(kept)
        at = end + len(closing)
        # ``</script`` still has its bracket.
        at += lower[at : at + 1] == b">"
    kept.append(sample[at:])
    return b" ".join(kept)


def _letters(texts: Iterable[bytes]) -> int:
    return sum(len(_NOT_LETTERS.sub(b"", text)) for text in texts)


def _letters_without(words: re.Pattern[bytes], texts: Iterable[bytes]) -> int:
    return _letters(text for text in texts if not words.search(text))
