"""Where a report is kept, and what a reader takes along: files, and a text that may be quoted."""

from __future__ import annotations

import re
from typing import Final

from api.pages.lifetimes import moment
from api.pages.links import day, snapshot_day
from claimcheck.schema import Frozen, Report, StoredReport

_FORMS: Final = (
    ("One file to keep or send (HTML)", "html", "html"),
    ("For a spreadsheet (CSV)", "csv", "csv"),
    ("For programs (JSON)", "json", "json"),
    ("As notes on the page (W3C annotations)", "annotations", "jsonld"),
)
_BETWEEN_SENTENCES: Final = re.compile(r"(?<=[.!?]) (?=[A-Z0-9])")


class Place(Frozen):
    """Where a report is kept: its id, its whole address, and until when, in words."""

    id: str
    link: str
    until: str


class Download(Frozen):
    """The report as a file."""

    words: str
    address: str
    name: str


def place_of(stored: StoredReport, origin: str) -> Place:
    """The place of a stored report; ``origin`` is the service's address with a slash at its end."""
    return Place(id=stored.id, link=f"{origin}reports/{stored.id}", until=moment(stored.expires_at))


def downloads(place: Place) -> tuple[Download, ...]:
    """The forms in which the report can be taken along."""
    return tuple(
        Download(
            words=words,
            address=f"/v1/reports/{place.id}?format={form}",
            name=f"claimcheck-report.{ending}",
        )
        for words, form, ending in _FORMS
    )


def two_sentences(bottom_line: str) -> tuple[str, str]:
    """The first and the last sentence, and what stands between them; that may be empty."""
    first, *others = _BETWEEN_SENTENCES.split(bottom_line)
    return " ".join((first, *others[-1:])), " ".join(others[:-1])


def share_text(report: Report, place: Place) -> str:
    """What may be quoted: the page and the record, the dates, the link, and no word on a clinic."""
    page = report.page
    address = page.final_url or page.url
    what = f"“{page.title}”" if page.title else "a text"
    where = f" ({address})" if address else ""
    return (
        f"claimcheck read {what}{where} on {day(page.retrieved_at)} and set its passages beside a "
        f"copy of trial records of {snapshot_day(report.versions)}. {report.summary.bottom_line} "
        f"This is about passages and records. It does not judge a clinic. {place.link}"
    )
