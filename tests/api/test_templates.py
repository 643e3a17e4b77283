"""What holds for every template, and for the words that go into them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import api
from api.pages.place import two_sentences

OWN_SCRIPT = re.compile(r'<script type="module" src="/static/[a-z]+\.js"></script>')
UNSAFE = re.compile(r"\|\s*safe|autoescape|style=|<style|<script|\son[a-z]+=|https?://\w")


@pytest.mark.parametrize(
    ("bottom_line", "parted"),
    [
        ("One.", ("One.", "")),
        ("One. Two.", ("One. Two.", "")),
        (
            "27 say more. 3 more to ask about. For 1.5 years: no.",
            ("27 say more. For 1.5 years: no.", "3 more to ask about."),
        ),
    ],
)
def test_the_bottom_line_has_two_sentences(bottom_line: str, parted: tuple[str, str]) -> None:
    """What stands between the first and the last sentence is said below them."""
    assert two_sentences(bottom_line) == parted


def test_templates_switch_no_protection_off() -> None:
    """No template marks text as safe, turns escaping off, or holds a style or a script inside."""
    folder = Path(api.__file__).parent / "templates"
    for template in folder.glob("*.html"):
        words = template.read_text(encoding="utf-8")
        assert not UNSAFE.search(OWN_SCRIPT.sub("", words)), template
