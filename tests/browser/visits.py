"""What a reader does with the service: open it, paste, press the button."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from playwright.sync_api import Page

from claimcheck.resources import corpus_path


@dataclass
class Visit:
    """An open window of the service.

    ``elsewhere`` are the addresses outside of this machine that its pages asked for, ``refused``
    what the browser says it left out because the service's own policy forbids it.
    """

    page: Page
    base: str
    elsewhere: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def home(self) -> Page:
        """Open the page with the field."""
        return self.at("")

    def at(self, path: str) -> Page:
        """Open a page of the service; ``path`` has no slash at its start."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def send(self, pasted: str) -> Page:
        """Paste into the field and press the button."""
        page = self.home()
        page.get_by_label("The page's address, or its text").fill(pasted)
        page.get_by_role("button", name="Check this page").click()
        return page

    def report(self, pasted: str) -> Page:
        """The report on what was pasted."""
        page = self.send(pasted)
        page.get_by_role("heading", name="In short").wait_for()
        page.wait_for_load_state()
        return page


class Open(Protocol):
    """Opens a window of its own, ``width`` pixels wide."""

    def __call__(self, *, width: int = 1280, scripts: bool = True) -> Visit: ...


def source(name: str) -> str:
    """The HTML of one of the invented pages."""
    return corpus_path("pages", f"{name}.html").read_text(encoding="utf-8")


def opened_details(page: Page) -> Page:
    """The same page with everything that was folded away now showing."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    return page
