"""The real service on a free port of this machine, and a real Chromium that may go nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Route, sync_playwright

from api.app import create_app
from tests.api.serving import quiet
from tests.browser.running import HERE, START_SECONDS, running
from tests.browser.visits import Open, Visit, source

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_REQUIRED: Final = "CLAIMCHECK_REQUIRE_BROWSER"
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_WAIT_MS: Final = 60_000


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where this machine has a Chromium; none is ever downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing = f"None of {', '.join(BROWSERS)} is installed."
        if os.environ.get(_REQUIRED) == "1":
            pytest.fail(f"{missing} {_REQUIRED}=1 asks for one.", pytrace=False)
        pytest.skip(missing)
    return found


# Its event loop runs for as long as it does, and no other can be started in this thread: tests of
# other modules need theirs.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


# It asks for the browser first: without one, nothing is started.
@pytest.fixture(scope="session")
def base(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running service."""
    assert chromium
    with running(create_app(settings=quiet(tmp_path_factory.mktemp("service")))) as address:
        yield address


@pytest.fixture(scope="session")
def browser_report(base: str) -> str:
    """The path of a report on the invented clinic's page, for tests that only read it."""
    sent = {"page": (None, source("demo_clinic"))}
    made = httpx.post(base, files=sent, follow_redirects=False, timeout=START_SECONDS)
    return made.headers["location"].removeprefix("/")


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Open]:
    """Opens the service in a window of its own; it has asked nothing of anybody else."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(*, width: int = 1280, scripts: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        context.set_default_timeout(_WAIT_MS)
        one = Visit(page=context.new_page(), base=base)
        context.route("**/*", lambda route: _stay_here(route, one))
        context.on("console", lambda message: _note_refusal(message, one))
        contexts.append(context)
        visits.append(one)
        return one

    yield opened
    for context in contexts:
        context.close()
    assert [address for one in visits for address in one.elsewhere] == []
    assert [words for one in visits for words in one.refused] == []


def _stay_here(route: Route, visit: Visit) -> None:
    address = route.request.url
    if urlsplit(address).hostname == HERE:
        route.continue_()
        return
    visit.elsewhere.append(address)
    route.abort()


def _note_refusal(message: ConsoleMessage, visit: Visit) -> None:
    if "Content Security Policy" in message.text:
        visit.refused.append(message.text)
