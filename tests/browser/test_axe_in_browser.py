"""axe-core finds nothing to mend on any page that a reader can come to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.visits import Open, opened_details, source

pytestmark = pytest.mark.browser

WIDTHS = (375, 1280)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "?page=https://clinic.example/autism",
        "how",
        "rules",
        "rules/EFF-01",
        "trials/NCT02847182",
        "trials/NCT02192749",
        "trials/NCT09999999",
        "bookmarklet",
        "reports/nothing",
        "nothing",
    ],
)
def test_page_has_no_violation(visit: Open, path: str, width: int) -> None:
    """Home, method, rules, trials, bookmarks, and pages that are not here."""
    assert violations(opened_details(visit(width=width).at(path))) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_problem_has_no_violation(visit: Open, width: int) -> None:
    """The field with what went wrong above it."""
    page = visit(width=width).send("http://127.0.0.1:1/autism")
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_report_has_no_violation(visit: Open, browser_report: str, width: int) -> None:
    """The report as it opens, with all of it unfolded, and with a finding beside its mark."""
    page = visit(width=width).at(browser_report)
    assert violations(page) == []
    assert violations(opened_details(page)) == []
    _show_a_finding(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_forms_of_a_report_have_no_violation(visit: Open, browser_report: str, width: int) -> None:
    """What asks before it deletes, and what takes in a mistake, also when it was empty."""
    window = visit(width=width)
    assert violations(window.at(f"{browser_report}/delete")) == []
    page = window.at(f"{browser_report}/mistakes?passage=2")
    assert violations(page) == []
    page.get_by_label("What is wrong?").fill(" ")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


def _show_a_finding(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.locator(".here").wait_for()


def test_sober_report_has_no_violation(visit: Open) -> None:
    """A report without a flag."""
    assert violations(visit().report(source("sober_hospital"))) == []
