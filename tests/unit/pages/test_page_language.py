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
        ("Tratamos a los niños con células y muchos padres ven cambios pronto.", "es", "Spanish"),
        ("Curiamo i bambini con le cellule e molti genitori sono contenti.", "it", "Italian"),
        ("Tratamos as crianças com células e muitos pais veem mudanças.", "pt", "Portuguese"),
        ("Wij behandelen kinderen met cellen en veel ouders zien verandering.", "nl", "Dutch"),
        ("Çocukları hücrelerle tedavi ediyoruz ve aileler çok memnun.", "tr", "Turkish"),
        ("Léčíme děti buňkami a mnoho rodičů vidí po měsících změny.", "cs", "Czech"),
        ("نعالج الأطفال بالخلايا ويرى كثير من الآباء تغيرات بعد أشهر.", "ar", "Arabic"),
        ("我们用细胞治疗儿童，许多家长在几个月后看到变化，而且非常满意。", "zh", "Chinese"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Risperidone, aripiprazole, bumetanide and leucovorin were given to the children.",
        "Dr. Giovanni Bianchi, Dr. Françoise Lefèvre and Dr. Müller-Großmann see the families.",
        "Professor Oleksandr Kovalenko, Zhanna Hryhorivna Shevchenko. Kyiv. Our doctors.",
        "Hypericum perforatum and Ginkgo biloba are herbs, and the evidence for them is thin.",
    ],
)
def test_latin_and_foreign_names_do_not_make_english_foreign(text: str) -> None:
    """Drugs, herbs and doctors have names from everywhere; the sentence around them is English."""
    for repeats in (1, 8):
        assert language_of(" ".join([text] * repeats)) == "en"


def test_the_larger_part_of_a_mixed_page_decides() -> None:
    """An English summary under a Dutch page does not make it English, nor the other way round."""
    english = "The cells of the child are taken, grown in the laboratory and given back. "
    dutch = "Wij behandelen kinderen met cellen en veel ouders zien na maanden verandering. "
    assert language_of(english * 10 + dutch) == "en"
    with pytest.raises(UnsupportedLanguage) as caught:
        language_of(english + dutch * 10)
    assert caught.value.language == "nl"
