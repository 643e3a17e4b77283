"""What comes with the form of the first page; however badly it comes, its words are kept."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from api.pages.home import several_files, words_and_file
from api.refusals import refusal
from claimcheck.problems import problem
from claimcheck.schema import Frozen, Problem

_MULTIPART: Final = "multipart/form-data"
_MOST_FIELDS: Final = 5
#: One is read; the others are only counted, so that the words beside them come back.
_MOST_FILES: Final = 50
_BROKEN: Final = problem(
    "bad_form",
    400,
    "What was sent cannot be read",
    detail="The form came in pieces that do not fit together.",
    advice="Choose one file with a short name, or paste the text, and send it again.",
)


class SentFile(Frozen):
    """A file with the name that it has at its sender's."""

    body: bytes
    name: str


class Sent(Frozen):
    """Words, files and, where the rest could not be received, what went wrong."""

    words: str
    files: tuple[SentFile, ...] = ()
    fault: Problem | None = None

    def file(self) -> SentFile | None:
        """The file that is to be read; raises ``NotOnePage`` when there is anything beside it."""
        if len(self.files) > 1:
            raise several_files()
        if self.files and self.words.strip():
            raise words_and_file(self.files[0].name)
        return self.files[0] if self.files else None


async def get_sent(request: Request) -> Sent:
    """The form; the limit on the body is the limit on the field and on the file."""
    limit = request.app.state.settings.max_body_bytes
    if not request.headers.get("content-type", "").lower().startswith(_MULTIPART):
        return await _short(request, limit)
    parser = MultiPartParser(
        request.headers,
        request.stream(),
        max_files=_MOST_FILES,
        max_fields=_MOST_FIELDS,
        max_part_size=limit,
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        return Sent(words=_words(parser.items), fault=_BROKEN)
    except HTTPException as error:
        return Sent(words=_words(parser.items), fault=refusal(error.status_code, error.detail))
    try:
        return Sent(words=_words(parser.items), files=await _files(parser.items))
    finally:
        await form.close()


async def _short(request: Request, limit: int) -> Sent:
    """A form without files, sent in the older way."""
    try:
        async with request.form(max_fields=_MOST_FIELDS, max_part_size=limit) as form:
            return Sent(words=_words(form.multi_items()))
    except HTTPException as error:
        return Sent(words="", fault=refusal(error.status_code, error.detail))


def _words(parts: list[tuple[str, str | UploadFile]]) -> str:
    return next((part for name, part in parts if name == "page" and isinstance(part, str)), "")


async def _files(parts: list[tuple[str, str | UploadFile]]) -> tuple[SentFile, ...]:
    read = []
    for name, part in parts:
        if name == "file" and isinstance(part, UploadFile):
            body = await part.read()
            # A form without a chosen file sends an empty one without a name.
            if body or part.filename:
                read.append(SentFile(body=body, name=part.filename or ""))
    return tuple(read)
