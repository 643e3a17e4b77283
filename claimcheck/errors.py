"""Every error that leaves the library.

::

    ClaimcheckError
    ├── SourceNotFound          the file or address does not exist
    ├── PageUnreadable          the page could not be turned into text
    │   ├── NotAPage            PDF, picture, archive, other binary
    │   ├── EmptyPage           no visible text
    │   ├── NeedsJavaScript     an app shell without text
    │   ├── UnsupportedLanguage not English
    │   ├── TooLarge            over the size limit
    │   ├── MalformedPage       the parser gave up
    │   └── ReadingStopped      reading took too much time or memory
    ├── FetchFailed             the address did not answer with a page
    │   ├── BadAddress          not an http(s) address
    │   ├── RefusedAddress      an address that is not on the public internet
    │   ├── Unreachable         name, connection or TLS failure
    │   ├── FetchTimeout        no answer in time
    │   ├── Blocked             the site refused (401, 403, 429, bot wall)
    │   ├── PageNotFound        404 or 410
    │   └── ServerFailed        any other status that is not a page
    ├── OfflineOnly             an address was given together with ``offline``
    └── DataError               our own data is missing or broken
        ├── ResourceMissing     corpus or model files are not where they should be
        └── BadRow              a row of a data file does not validate

The class docstring is the default message. ``code`` is stable and appears in API problems.
"""

from __future__ import annotations

from typing import ClassVar


class ClaimcheckError(Exception):
    """Something went wrong in claimcheck."""

    code: ClassVar[str] = "claimcheck_error"
    advice: ClassVar[str] = ""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class SourceNotFound(ClaimcheckError):
    """There is no such file."""

    code = "source_not_found"
    advice = "Check the path, or give a URL that starts with https://."


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


class DataError(ClaimcheckError):
    """The program's own data could not be used."""

    code = "data_error"


class ResourceMissing(DataError):
    """A data file that ships with the program is missing."""

    code = "resource_missing"
    advice = "Install the program again."


class BadRow(DataError):
    """A row of a data file does not fit its type."""

    code = "bad_row"

    @classmethod
    def at(cls, path: str, line: int, why: str) -> BadRow:
        """Name the file, the 1-based line and the reason."""
        return cls(f"{path}, line {line}: {why}")
