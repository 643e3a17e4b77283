"""English is judged; every other language is named."""

from __future__ import annotations

import pytest

from claimcheck.errors import UnsupportedLanguage
from claimcheck.pages.language import language_of
from tests.unit.pages.pagekit import read_html, read_text


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Ми лікуємо дітей клітинами, і це зовсім безпечно для кожної дитини.", "uk", "Ukrainian"),
        ("Nous traitons les enfants avec des cellules, sans aucun danger.", "fr", "French"),
        ("Die Behandlung der Kinder mit Zellen ist sicher und wirksam.", "de", "German"),
        ("Vi behandler børn med autisme her på klinikken hver eneste dag.", "da", "Danish"),
        ("Leczymy dzieci z autyzmem komórkami macierzystymi od wielu lat.", "pl", "Polish"),
    ],
)
def test_other_languages_are_named(text: str, code: str, name: str) -> None:
    """The error carries the code and the English name of the language."""
    for repeats in (1, 20):
        with pytest.raises(UnsupportedLanguage, match=name) as caught:
            read_text(" ".join([text] * repeats))
        assert caught.value.language == code


@pytest.mark.parametrize(
    "text",
    [
        "It cures autism.",
        "No side effects",
        "Exosomes regenerate neurons",
        "Stem cell therapy. Autism. Cerebral palsy. Prices. Contacts.",
        "Improved speech after therapy in most of the children",
    ],
)
def test_short_english_is_english(text: str) -> None:
    """A few words of a claim are judged, although no model could be sure of them."""
    assert language_of(text) == "en"


def test_mostly_english_with_snippets() -> None:
    """Foreign names and a foreign menu do not make an English page foreign."""
    english = "The cells of the child are taken, grown in the laboratory and given back. " * 8
    page = read_html(f"<nav><a>Українська</a><a>Русский</a></nav><p>{english}</p><p>Дякуємо!</p>")
    assert page.language == "en"
