"""The pictures that the README shows: ``make pictures`` takes them anew of the running pages.

They show the invented clinic of ``corpus/pages``, and stand beside it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

import claimcheck
from api.app import create_app
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet
from tests.browser.conftest import BROWSERS, FLAGS
from tests.browser.running import running
from tests.browser.visits import source

FOLDER: Final = Path(__file__).parents[2] / "corpus" / "pages" / "pictures"
_WIDE, _DESK, _PHONE = (
    {"width": 900, "height": 860},
    {"width": 1180, "height": 760},
    {"width": 375, "height": 760},
)
_OWNER: Final = "newsroom"


def main() -> None:
    """Take every picture."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"None of {', '.join(BROWSERS)} is installed.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = quiet(Path(folder), review_sample_percent=0)
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        with running(create_app(settings=settings)) as base:
            page = browser.new_page(viewport=_WIDE)
            _parents(page, base)
            with ServiceStore.open(settings.database_url, review_sample=0) as store:
                _moderators(page, base, store)
        browser.close()


def _parents(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("textarea").fill(source("demo_clinic"))
    page.get_by_role("button", name="Check this page").click()
    page.wait_for_url("**/reports/*")
    page.screenshot(path=FOLDER / "report.png")
    page.locator("figure.drawing").first.scroll_into_view_if_needed()
    page.locator("figure.drawing").first.screenshot(path=FOLDER / "numbers.png")
    page.set_viewport_size(_PHONE)
    page.locator(".page-text mark").first.scroll_into_view_if_needed()
    page.screenshot(path=FOLDER / "phone.png")


def _moderators(page: Page, base: str, store: ServiceStore) -> None:
    _, token = store.keys.create(owner=_OWNER, name="Ann", scopes=(Scope.REVIEW,))
    report = claimcheck.check_html(source("demo_clinic"), offline=True)
    later = datetime.now(UTC) + timedelta(days=1)
    kept = store.reports.put(
        report.model_dump_json(), owner=_OWNER, cache_key="0" * 64, expires_at=later
    )
    store.reviews.take_in(kept.id, owner=_OWNER)
    page.set_viewport_size(_DESK)
    page.goto(f"{base}review")
    page.get_by_label("Your key").fill(token)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Take the next one").click()
    page.get_by_role("radio").first.wait_for()
    page.screenshot(path=FOLDER / "review.png")


if __name__ == "__main__":
    main()
