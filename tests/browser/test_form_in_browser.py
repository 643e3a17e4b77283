"""What the form of the first page tells before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.visits import Open

pytestmark = pytest.mark.browser

_DROP = """sizes => { const data = new DataTransfer();
sizes.forEach((size, at) => data.items.add(new File(['x'.repeat(size)], `${at}.txt`)));
document.querySelector('.drop').dispatchEvent(
new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }"""


def _press(page: Page) -> None:
    page.get_by_role("button", name="Check this page").click()


def _file(name: str = "page.html", size: int = 9) -> Any:
    return {"name": name, "mimeType": "text/html", "buffer": b"x" * size}


def test_an_empty_field_is_not_sent(visit: Open) -> None:
    """The same words as without scripts are told at once, and the focus is in the field."""
    page = visit().home()
    _press(page)
    field = page.get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was pasted.")
    assert violations(page) == []
    told = page.get_by_role("alert").inner_text()
    plain = visit(scripts=False).home()
    _press(plain)
    assert plain.get_by_role("alert").inner_text() == told


def test_words_beside_a_file_are_not_lost(visit: Open) -> None:
    """Both are named, and both stay where they are."""
    page = visit().home()
    page.get_by_role("textbox").fill("my words")
    chosen = page.get_by_label("Or a page that you saved")
    chosen.set_input_files(_file())
    _press(page)
    expect(page.get_by_role("alert")).to_contain_text(
        "words in the field, and the file “page.html”"
    )
    expect(chosen).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("textbox")).to_have_value("my words")
    assert chosen.evaluate("one => one.files.length") == 1
    page.get_by_role("textbox").fill("")
    chosen.set_input_files(_file("other.html"))
    expect(page.get_by_role("alert")).to_be_empty()
    expect(chosen).not_to_have_attribute("aria-invalid", "true")


def test_several_dropped_files_are_told_at_once(visit: Open) -> None:
    """None of them is taken, and what was typed stays."""
    page = visit().home()
    page.get_by_role("textbox").fill("my words")
    page.evaluate(_DROP, [1, 1])
    expect(page.get_by_role("alert")).to_contain_text("Several files were chosen.")
    expect(page.get_by_role("textbox")).to_have_value("my words")


def test_a_file_that_is_too_large_is_told_at_once(visit: Open) -> None:
    """Nothing is sent, and the file is named with the limit."""
    page = visit().home()
    page.evaluate(_DROP, [6_000_000])
    words = "The file “0.txt” is too large; at most 5.0 MB are read."
    expect(page.get_by_role("alert")).to_contain_text(words)
    _press(page)
    expect(page.locator(".waiting")).to_be_hidden()


def test_without_scripts_the_form_comes_back(visit: Open) -> None:
    """A file over the limit leads to the form with the reason, not away from it."""
    page = visit(scripts=False).home()
    page.get_by_label("Or a page that you saved").set_input_files(_file(size=6_000_000))
    _press(page)
    expect(page.get_by_role("alert")).to_contain_text("larger than the limit")
    expect(page.get_by_role("textbox")).to_be_visible()
