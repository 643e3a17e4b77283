"""Pages that ask before something is done with a report, and say that it was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from api.pages.links import quoted
from claimcheck.schema import MOST_WORDS, Frozen, Report

_SHOWN: Final = 90
"""Characters of a quote in a list to choose from."""


class DeletePage(Frozen):
    """Whether the report is to be deleted; ``done`` when it is."""

    template: ClassVar[str] = "delete.html"

    report: str
    title: str
    done: bool = False


class Choice(Frozen):
    """A passage that something may be wrong with."""

    value: str
    words: str
    chosen: bool


class MistakePage(Frozen):
    """The form for what is wrong; ``sent`` when it was taken in, ``missing`` when it was empty."""

    template: ClassVar[str] = "mistake.html"

    report: str
    title: str
    choices: tuple[Choice, ...]
    kept: str
    most: int = MOST_WORDS
    words: str = ""
    missing: str | None = None
    sent: bool = False


def mistake_page(
    report: Report,
    id_: str,
    kept: str,
    *,
    passage: int | None,
    words: str = "",
    missing: str | None = None,
    sent: bool = False,
) -> MistakePage:
    """The form; ``passage`` counts the report's claims from 1, ``None`` is the whole page.

    ``kept`` says how long the words are kept.
    """
    return MistakePage(
        report=id_,
        title=report.page.title or "Text without a title",
        kept=kept,
        choices=tuple(_choices((claim.quote for claim in report.claims), passage)),
        words=words,
        missing=missing,
        sent=sent,
    )


def _choices(quotes: Iterable[str], passage: int | None) -> Iterator[Choice]:
    yield Choice(value="", words="The page or the report as a whole", chosen=passage is None)
    for number, quote in enumerate(quotes, start=1):
        line = " ".join(quote.split())
        short = line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"
        yield Choice(
            value=str(number), words=f"{number}. {quoted(short)}", chosen=passage == number
        )
