"""What a hostile page stores in a report runs nowhere, and loads nothing."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from claimcheck.schema import MOST_WORDS
from tests.browser.visits import Open, opened_details

pytestmark = pytest.mark.browser

_RUN = "window.stolen=1;alert(1)"
ATTACKS = (
    f"<script>{_RUN}</script>",
    f"</title></textarea></script><img src=x onerror={_RUN}>",
    f"\"'><svg onload={_RUN}>",
    f"<a href=javascript:{_RUN}>x</a>",
    "{{ 7*7 }}{% include 'base.html' %}",
    f"<style>@import 'https://evil.example/x.css'</style><iframe srcdoc='<script>{_RUN}</script>'>",
)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _hostile(attack: str) -> str:
    """A page whose title, headings, claims, quotes, links and JSON-LD all carry the attack."""
    shown = _escaped(attack)
    review = {
        "@context": "https://schema.org",
        "@type": "Review",
        "author": {"@type": "Person", "name": attack},
        "reviewBody": f"Stem cells cured my son of autism {attack} for good.",
    }
    told = json.dumps(review).replace("</", "<\\/")
    return f"""<!DOCTYPE html><html lang="en"><head><title>Cells {shown}</title>
      <link rel="canonical" href="javascript:{_RUN}">
      <script type="application/ld+json">{told}</script></head><body>
      <h1>Stem cell therapy {shown} for autism</h1>
      <p>Our stem cell therapy cures autism {shown} in 8 out of 10 children.</p>
      <blockquote>“My son spoke {shown} after one infusion.”</blockquote>
      <p>The treatment has no side effects {shown}.</p>
      <p><a href="javascript:{_RUN}">Read the trial NCT02847182</a></p>
      <p>Many families come to us from all over the world, and we welcome each of them.</p>
      </body></html>"""


def _expect_inert(page: Page, dialogs: list[str]) -> None:
    assert dialogs == []
    assert page.evaluate("window.stolen") is None
    inert = "script:not([src^='/static/']), iframe, object, style, img, [onload], [onerror]"
    assert page.locator(inert).count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_stored_attacks_are_words(visit: Open, attack: str) -> None:
    """Title, headings, quotes, stories, JSON-LD and links of a page stay words wherever shown."""
    window = visit()
    dialogs: list[str] = []
    window.page.on("dialog", lambda one: dialogs.append(one.message))
    page = window.report(_hostile(attack))
    address = page.url.removeprefix(window.base)
    opened_details(page)
    _expect_inert(page, dialogs)
    for link in page.locator(".page-text .ref").all():
        link.click()
    _expect_inert(page, dialogs)
    for path in ("/delete", "/mistakes?passage=1"):
        _expect_inert(window.at(f"{address}{path}"), dialogs)


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_of_forms_are_words(visit: Open, attack: str) -> None:
    """What is typed, or put into a link, comes back as it was and runs nowhere."""
    window = visit()
    dialogs: list[str] = []
    window.page.on("dialog", lambda one: dialogs.append(one.message))
    page = window.send(f"http://127.0.0.1:1/{attack.replace(' ', '')}")
    page.get_by_role("alert").wait_for()
    _expect_inert(page, dialogs)
    window.page.goto(f"{window.base}?page={attack.replace('#', '')}")
    _expect_inert(page, dialogs)
    page = window.report("Our stem cell therapy cures autism and has no side effects at all.")
    window.at(f"{page.url.removeprefix(window.base)}/mistakes")
    page.get_by_label("What is wrong?").evaluate(
        "(one, words) => { one.removeAttribute('maxlength'); one.value = words; }",
        attack + "x" * MOST_WORDS,
    )
    page.get_by_role("button", name="Send").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("What is wrong?").input_value().startswith(attack)
    _expect_inert(page, dialogs)
