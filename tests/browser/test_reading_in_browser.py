"""What everybody needs to read the pages: room, keyboard, contrast, and words when it fails."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Open, opened_details, source

pytestmark = pytest.mark.browser

_LEAST_CONTRAST: Final = 4.5
_TEXT: Final = {
    "home": ("h1", ".lead", "label", ".hint", "button", ".privacy", "footer p", "a.brand"),
    "report": (
        ".kicker",
        ".origin",
        ".bottom-line",
        ".contents a",
        ".number",
        ".severity",
        ".card blockquote",
        ".place",
        ".back",
        ".reason",
        "summary",
        "mark.flagged",
        "mark.caution",
        "mark.silent",
        ".ref.flagged",
        ".ref.caution",
        ".ref.silent",
        ".zone",
        "figcaption",
        ".versions",
    ),
}
#: The colour of the first such element, and every colour of the ground that shows behind it.
_COLOURS: Final = """one => {
  let ground = one;
  const style = () => getComputedStyle(ground);
  const clear = () => style().backgroundColor === 'rgba(0, 0, 0, 0)' &&
    style().backgroundImage === 'none';
  while (clear() && ground.parentElement) ground = ground.parentElement;
  const found = `${style().backgroundImage} ${style().backgroundColor}`.match(/rgb\\([^)]*\\)/g);
  return [getComputedStyle(one).color, ...(found || ['rgb(255, 255, 255)'])];
}"""
#: Where the focus is, and whether a ring is drawn around it on the screen.
_FOCUS: Final = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [one.id || one.className || one.tagName.toLowerCase(),
    ring && box.top >= 0 && box.bottom <= innerHeight && box.width > 0];
}"""


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: str, ground: str) -> float:
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _page(visit: Open, which: str, width: int = 1280) -> Page:
    window = visit(width=width)
    if which == "report":
        return window.report(source("demo_clinic"))
    return window.at("" if which == "home" else which)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(
    "which", ["home", "report", "how", "rules", "trials/NCT02847182", "bookmarklet"]
)
def test_nothing_is_wider_than_the_screen(visit: Open, which: str, width: int) -> None:
    """On a phone, a tablet and a desk no page scrolls sideways, even with all of it unfolded."""
    page = opened_details(_page(visit, which, width))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("which", ["home", "report"])
def test_text_stands_out_from_its_ground(visit: Open, which: str) -> None:
    """Every kind of text keeps the contrast that WCAG asks of small print."""
    page = opened_details(_page(visit, which))
    faint = {}
    for kind in _TEXT[which]:
        colour, *grounds = page.locator(f"{kind} >> nth=0").evaluate(_COLOURS)
        least = min(_contrast(colour, ground) for ground in grounds)
        if least < _LEAST_CONTRAST:
            faint[kind] = (round(least, 2), colour, grounds)
    assert faint == {}


def test_keyboard_reaches_everything(visit: Open) -> None:
    """Tab leads to skip link, menu, field, file and button in turn, with a ring around each."""
    page = visit().home()
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        where, seen = page.evaluate(_FOCUS)
        assert seen, where
        stops.append(where)
    assert stops == ["skip", "brand", "a", "a", "a", "page", "file", "button"]


def test_skip_link_leads_past_the_menu(visit: Open) -> None:
    """Behind the skip link the next stop is the field."""
    page = visit().home()
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_role("textbox")).to_be_focused()


def test_keyboard_alone_gives_a_report(visit: Open) -> None:
    """Somebody who uses no mouse writes, presses the button, and opens what is folded."""
    page = visit().home()
    page.get_by_role("textbox").focus()
    page.keyboard.type("Our stem cell therapy cures autism and has no side effects.")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    folded = page.locator("article.card details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("li").first).to_be_visible()


def test_failure_brings_back_what_was_pasted(visit: Open) -> None:
    """An address that cannot be read comes back in its field, with an alert that says why."""
    page = visit().send("http://127.0.0.1:1/autism")
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text("What you can do:")
    field = page.get_by_role("textbox")
    expect(field).to_have_value("http://127.0.0.1:1/autism")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page).to_have_title(re.compile("^Not checked:"))
