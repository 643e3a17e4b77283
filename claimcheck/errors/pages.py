"""A page that cannot be fetched or read."""

from __future__ import annotations

from claimcheck.errors.base import ClaimcheckError


class SourceNotFound(ClaimcheckError):
    """There is no such file."""

    code = "source_not_found"
    advice = "Check the path, or give a URL that starts with https://."


class NotOnePage(ClaimcheckError):
    """More than one page was given."""

    code = "not_one_page"
    advice = "One page is checked at a time: send the words, or one file, alone."


class PageUnreadable(ClaimcheckError):
    """The page could not be read."""

    code = "page_unreadable"


class NotAPage(PageUnreadable):
    """This is not a web page or a text."""

    code = "not_a_page"
    advice = "Save the page as HTML, or paste its text."


class EmptyPage(PageUnreadable):
    """The page has no visible text."""

    code = "empty_page"
    advice = "Open the page in a browser, copy its text and paste it."


class NeedsJavaScript(PageUnreadable):
    """The page builds its text with JavaScript, which is not run here."""

    code = "needs_javascript"
    advice = "Open the page in a browser, copy its text and paste it."


class UnsupportedLanguage(PageUnreadable):
    """The page is in a language that is not supported yet."""

    code = "unsupported_language"
    advice = "Look for an English version of the page."

    def __init__(self, message: str | None = None, *, language: str | None = None) -> None:
        super().__init__(message)
        self.language = language


class TooLarge(PageUnreadable):
    """The page is larger than the limit."""

    code = "too_large"
    advice = "Paste the part of the text that matters."


class MalformedPage(PageUnreadable):
    """The page's HTML could not be parsed."""

    code = "malformed_page"
    advice = "Paste the page's text instead."


class ReadingStopped(PageUnreadable):
    """Reading the page took more time or memory than is allowed."""

    code = "reading_stopped"
    advice = "Paste the part of the text that matters."


class FetchFailed(ClaimcheckError):
    """The page could not be fetched."""

    code = "fetch_failed"


class BadAddress(FetchFailed):
    """This address cannot be fetched."""

    code = "bad_address"
    advice = "Give a public http:// or https:// address."


class AddressNotAlone(BadAddress):
    """This looks like an address that does not stand alone."""

    code = "address_not_alone"
    advice = "Give one address alone, or the page's text without the address."


class RefusedAddress(FetchFailed):
    """This address is not on the public internet, so it is not fetched."""

    code = "refused_address"
    advice = "Give a public http:// or https:// address."


class Unreachable(FetchFailed):
    """The host could not be reached."""

    code = "unreachable"
    advice = "Check the address and the connection, or paste the page's text."


class FetchTimeout(FetchFailed):
    """The host did not answer in time."""

    code = "timeout"
    advice = "Try again later, or paste the page's text."


class Blocked(FetchFailed):
    """The site refused to hand out the page."""

    code = "blocked"
    advice = "Open the page in a browser, copy its text and paste it."


class PageNotFound(FetchFailed):
    """The site has no such page."""

    code = "not_found"
    advice = "Check the address."


class ServerFailed(FetchFailed):
    """The site answered with an error."""

    code = "server_failed"
    advice = "Try again later, or paste the page's text."


class OfflineOnly(ClaimcheckError):
    """An address cannot be fetched in offline mode."""

    code = "offline_only"
    advice = "Leave out --offline, or give a saved page."
