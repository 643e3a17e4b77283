"""Pages that ask before something is done with a report, and say that it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from api.pages.links import quoted
from api.pages.remarks import in_order, remark_id
from claimcheck.schema import MOST_WORDS, Frozen, Report

_SHOWN: Final = 90
"""Characters of a quote in a list to choose from."""
_REMARK: Final = "remark-"
_VALUE: Final = re.compile(rf"(?P<remark>{_REMARK})?(?P<number>[0-9]{{1,5}})")


class DeletePage(Frozen):
    """Whether the report is to be deleted; ``done`` when it is."""

    template: ClassVar[str] = "delete.html"

    report: str
    title: str
    done: bool = False


class Choice(Frozen):
    """A passage or a remark that something may be wrong with."""

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
    value: str = "",
    words: str = "",
    missing: str | None = None,
    sent: bool = False,
) -> MistakePage:
    """The form; ``value`` is what it is about (``value_of``), ``kept`` how long words are kept."""
    return MistakePage(
        report=id_,
        title=report.page.title or "Text without a title",
        kept=kept,
        choices=tuple(_choices(report, value)),
        words=words,
        missing=missing,
        sent=sent,
    )


def chosen(report: Report, value: str) -> str | None:
    """What a choice of the form is about, as it is kept; ``None``: the whole page."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    at = int(found["number"]) - 1
    if found["remark"]:
        remarks = report.page_findings
        return remark_id(at + 1, remarks[at]) if 0 <= at < len(remarks) else None
    return report.claims[at].id if 0 <= at < len(report.claims) else None


def value_of(passage: int | None, remark: int | None) -> str:
    """The choice of a claim or a remark, each counted from 1; without either the whole page."""
    return f"{_REMARK}{remark}" if remark else str(passage or "")


def _choices(report: Report, value: str) -> Iterator[Choice]:
    told = [("", "The page or the report as a whole")]
    told += [
        (value_of(None, number), f"Remark on the page: {_short(one.message)}")
        for number, one in in_order(report)
    ]
    told += [
        (value_of(number, None), f"{number}. {quoted(_short(claim.quote))}")
        for number, claim in enumerate(report.claims, start=1)
    ]
    for one, words in told:
        yield Choice(value=one, words=words, chosen=one == value)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"
