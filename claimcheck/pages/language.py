"""Which language a page is in; only English is judged."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Protocol, cast

from claimcheck.errors import UnsupportedLanguage
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: English words of grammar that are rare or absent in other languages in Latin letters ("in", "is",
#: "was", "me" are not).
_WORDS = (
    "the and of with that this these those are your you our we by has not it "
    "its can will which their they who what how from been were would should could may "
    "there than when after before my his she about into more most other some such only "
    "also"
)
_ENGLISH_WORDS = frozenset(_WORDS.split())
#: Share of such words above which text is English without asking the model; page English has
#: 20 % to 40 %, other languages in Latin letters stay below 10 %. Loading the model takes a second.
_PLAINLY_ENGLISH = 0.15
_CORE = frozenset({"the", "and", "of"})
_CORE_SHARE = 0.03
_MIN_WORDS = 30
_ASCII_SHARE = 0.9
#: Headings and lists of terms confuse the model; below this it only guesses.
_SURE = 0.8
_GUESS = 0.3
_RUNNERS_UP = 5
_CLASSIFY_CHARS = 20_000
_NAMES: Mapping[str, str] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class _Identifier(Protocol):
    def rank(self, instance: str) -> list[tuple[str, float]]: ...


@functools.cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))


def language_of(text: str, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> str:
    """``"en"``; raises ``UnsupportedLanguage`` with the ISO 639-1 code for anything else.

    A mostly English text with foreign snippets is English. A text too short to tell is taken as
    English when its letters are.
    """
    words = _WORD.findall(text)
    letters = "".join(words)
    ascii_share = sum(char.isascii() for char in letters) / max(1, len(letters))
    if len(words) >= _MIN_WORDS and ascii_share >= _ASCII_SHARE and _plainly_english(words):
        return ENGLISH
    if len(letters) < limits.min_letters and ascii_share == 1:
        return ENGLISH
    ranking = _identifier().rank(_spread(text))
    code, certainty = ranking[0]
    if code == ENGLISH:
        return ENGLISH
    unsure = certainty < _SURE and ascii_share >= _ASCII_SHARE
    near = ENGLISH in {other for other, _ in ranking[:_RUNNERS_UP]}
    if unsure and (near or certainty < _GUESS):
        return ENGLISH
    raise _unsupported(code)


def _plainly_english(words: list[str]) -> bool:
    core = sum(word.lower() in _CORE for word in words) / len(words)
    return core >= _CORE_SHARE and _grammar(words) >= _PLAINLY_ENGLISH


def _grammar(words: list[str]) -> float:
    return sum(word.lower() in _ENGLISH_WORDS for word in words) / len(words)


def _spread(text: str) -> str:
    """Beginning, middle and end of a long text, so that a foreign menu does not decide."""
    if len(text) <= _CLASSIFY_CHARS:
        return text
    third = _CLASSIFY_CHARS // 3
    middle = len(text) // 2
    return f"{text[:third]}\n{text[middle : middle + third]}\n{text[-third:]}"


def _unsupported(code: str) -> UnsupportedLanguage:
    name = _NAMES.get(code)
    what = f"in {name}" if name else f"in another language (code {code})"
    return UnsupportedLanguage(
        f"This page is {what}; only English pages can be judged.", language=code
    )
