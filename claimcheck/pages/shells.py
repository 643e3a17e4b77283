"""Tells a page from what is left of one when scripts do not run, and from a saved wall."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from claimcheck.errors import Blocked, NeedsJavaScript, NotAPage
from claimcheck.pages import walls
from claimcheck.pages.segment import Walker

#: Where the common frameworks and site builders hang the page that a script builds.
_APP_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "app-root", "q-app", "svelte", "main-app"}
    | {"SITE_CONTAINER", "site-root", "react-root", "app-mount", "ember-app", "siteWrapper"}
)
_APP_ATTRIBUTES = ("data-reactroot", "ng-app", "ng-version", "data-server-rendered", "data-v-app")
#: A shell may say "Loading" or carry a cookie notice; a page that sells has far more letters.
SHELL_LETTERS = 200
_ROOT_LETTERS = 40
#: A menu and a footer beside an empty shell; saying "nothing found" of those would be wrong.
_BESIDE_LETTERS = 100
#: What a page says to those who have scripts turned off, in ``noscript`` or in its text.
_NOTICE = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|need to allow|without) (?:\w+ ){0,3}java ?script|"
    r"java ?script (?:\w+ ){0,3}(?:enabled?|required|disabled|turned off|to (?:run|work|use|view))",
    re.IGNORECASE,
)
_FROM_SITE = "The site answered with "


def check(root: HtmlElement, letters: int) -> None:
    """Raise ``NeedsJavaScript`` when a page with ``letters`` visible letters is an empty shell."""
    if letters < SHELL_LETTERS and (_has_empty_root(root) or _asks_for_scripts(root)):
        raise NeedsJavaScript


def check_walls(body: bytes) -> None:
    """Raise ``NotAPage`` when a login form or another wall was saved in place of the page.

    A page that is fetched is looked at before, and is ``Blocked`` then; here nothing was fetched.
    """
    try:
        walls.check_body(body)
    except Blocked as error:
        what = str(error).removeprefix(_FROM_SITE).removesuffix(" instead of the page.")
        raise NotAPage(f"This is {what}, not the page behind it.") from error


def _has_empty_root(root: HtmlElement) -> bool:
    if root.find(".//script") is None:
        return False
    for element in root.iter("div", "main", "section", "app-root", "body"):
        name = element.get("id") or str(element.tag)
        if name in _APP_ROOTS or any(element.get(a) is not None for a in _APP_ATTRIBUTES):
            inside = sum(len(draft.text) for draft in Walker(element).drafts())
            beside = sum(len(draft.text) for draft in Walker(root).drafts()) - inside
            return inside < _ROOT_LETTERS and beside < _BESIDE_LETTERS
    return False


def _asks_for_scripts(root: HtmlElement) -> bool:
    notices = [" ".join(element.itertext()) for element in root.iter("noscript")]
    texts = [draft.text for draft in Walker(root).drafts()]
    told = [text for text in texts if _NOTICE.search(text)]
    if told:
        return sum(map(len, texts)) - sum(map(len, told)) < _BESIDE_LETTERS
    return sum(len(text) for text in texts) < _ROOT_LETTERS and any(
        _NOTICE.search(notice) for notice in notices
    )
