"""Results of a batch on their way out, page by page, in each of their forms."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from enum import StrEnum
from typing import IO, Annotated, Final

import mimeparse
from fastapi import Depends, Query, Request

from claimcheck.errors import NotAcceptable
from claimcheck.exports.batch_table import csv_header, csv_lines, write_parquet
from claimcheck.exports.batches import (
    NDJSON_MEDIA_TYPE,
    ResultsSummary,
    result_line,
    summary_line,
)
from claimcheck.schema import ItemResult, Outcome
from claimcheck.storage import ServiceStore

#: Results that are held in memory at once.
PAGE: Final = 100
_CHUNK: Final = 65_536


class ResultForm(StrEnum):
    """What ``?format=`` takes."""

    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"


MEDIA_TYPES: Final = {
    ResultForm.NDJSON: NDJSON_MEDIA_TYPE,
    ResultForm.CSV: "text/csv",
    ResultForm.PARQUET: "application/vnd.apache.parquet",
}
#: The last of those that fit equally well is given.
_OFFERED: Final = {MEDIA_TYPES[form]: form for form in reversed(ResultForm)} | {
    "application/ndjson": ResultForm.NDJSON,
    "application/jsonl": ResultForm.NDJSON,
    NDJSON_MEDIA_TYPE: ResultForm.NDJSON,
}


def get_result_form(
    request: Request,
    format_: Annotated[
        ResultForm | None, Query(alias="format", description="Goes before Accept.")
    ] = None,
) -> ResultForm:
    """The form that is asked for by ``?format=``, or else by Accept; raises ``NotAcceptable``."""
    accept = ", ".join(request.headers.getlist("accept"))
    if format_ is not None or not accept.strip():
        return format_ or ResultForm.NDJSON
    try:
        best = mimeparse.best_match(list(_OFFERED), accept)
    except mimeparse.MimeTypeParseException as error:
        raise NotAcceptable("The header Accept cannot be read.") from error
    if not best:
        raise NotAcceptable(f"Results are given as {', '.join(MEDIA_TYPES.values())}.")
    return _OFFERED[best]


WantedForm = Annotated[ResultForm, Depends(get_result_form)]


class Results:
    """One reading of the results of a batch, from a cursor on.

    ``last_seq`` is how far it has come: no result up to there is left out.
    """

    def __init__(
        self,
        store: ServiceStore,
        batch: str,
        *,
        owner: str,
        after: int,
        limit: int | None,
        outcomes: frozenset[Outcome] | None,
    ) -> None:
        """Look at the batch; raises ``BatchNotFound``."""
        self._store = store
        self._batch = batch
        self._owner = owner
        self._left = limit
        self._outcomes = outcomes
        self._status = store.batches.get(batch, owner=owner)
        # Whoever made up a cursor is not told that so many results were read.
        self.last_seq = min(after, self._status.last_seq)

    def pages(self) -> Iterator[tuple[ItemResult, ...]]:
        """Everything that is there, until nothing more is."""
        while self._left is None or self._left > 0:
            # First the count, then the results: whatever it counts is then there to be read.
            self._status = self._store.batches.get(self._batch, owner=self._owner)
            size = PAGE if self._left is None else min(PAGE, self._left)
            page = self._page(size)
            if page:
                self.last_seq = page[-1].seq
                self._left = None if self._left is None else self._left - len(page)
                yield page
            if len(page) < size:
                self.last_seq = max(self.last_seq, self._status.last_seq)
                return

    def _page(self, size: int) -> tuple[ItemResult, ...]:
        return self._store.batches.results(
            self._batch,
            owner=self._owner,
            after=self.last_seq,
            limit=size,
            outcomes=self._outcomes,
        )

    def summary(self) -> ResultsSummary:
        """Where the batch stands, and how far the pages reached."""
        return ResultsSummary.of(self._status, last_seq=self.last_seq)


def ndjson(results: Results) -> Iterator[str]:
    """A line for each result, and the summary."""
    for page in results.pages():
        yield from map(result_line, page)
    yield summary_line(results.summary())


def table(results: Results, form: ResultForm) -> IO[bytes]:
    """CSV or Parquet, at the end of a file without a name; raises ``ParquetMissing``.

    A table has no line for a summary. It is written out first, so that the headers of the answer
    can say how far it reaches.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - ``drained`` closes it
    try:
        if form is ResultForm.PARQUET:
            write_parquet(results.pages(), file)
        else:
            file.writelines(line.encode() for line in _csv(results))
    except BaseException:
        file.close()
        raise
    return file


def _csv(results: Results) -> Iterator[str]:
    yield csv_header()
    for page in results.pages():
        for one in page:
            yield csv_lines([one])


def drained(file: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning; it is closed afterwards."""
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk
