"""A list of items on its way in: received into a file, read, and written down once more, checked.

Nothing is created before every item was read, and a list of any length takes the memory of one
item: what was sent and what was read both lie in temporary files.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import IO, BinaryIO, Final, Self, assert_never, cast

from fastapi import HTTPException, Request, UploadFile, status
from pydantic import ValidationError
from starlette.datastructures import UploadFile as FormFile
from starlette.exceptions import HTTPException as FormRefused

from api.jsonlists import JsonItems
from claimcheck.countries import country_code
from claimcheck.errors import BadAddress, BadBatch, RefusedAddress, TooManyItems
from claimcheck.itemfiles import ItemForm, form_of, read_items
from claimcheck.schema import BatchItem, BatchOptions

#: What is larger goes from memory to a file.
_IN_MEMORY: Final = 1_000_000
_FORMS: Final = {
    "application/json": ItemForm.JSON,
    "application/x-ndjson": ItemForm.NDJSON,
    "application/ndjson": ItemForm.NDJSON,
    "application/jsonl": ItemForm.NDJSON,
    "text/csv": ItemForm.CSV,
    "text/tab-separated-values": ItemForm.CSV,
    "text/plain": ItemForm.TEXT,
}
MULTIPART: Final = "multipart/form-data"
#: Every media type that a list of items may have.
MEDIA_TYPES: Final = (*_FORMS, MULTIPART)


@dataclass(frozen=True)
class Upload:
    """What was sent, at its beginning, and the form it is in."""

    file: BinaryIO
    form: ItemForm


@asynccontextmanager
async def received(request: Request, *, most_bytes: int) -> AsyncIterator[Upload]:
    """The body of a request in a file; raises ``BadBatch``, or ``HTTPException`` 413 or 415."""
    media_type = _media_type(request.headers.get("content-type"))
    if media_type == MULTIPART:
        async with _form_file(request, most_bytes) as upload:
            yield upload
        return
    form = _FORMS.get(media_type)
    if form is None:
        raise HTTPException(415, f"Send a list of items as one of {', '.join(MEDIA_TYPES)}.")
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        spool = UploadFile(cast("BinaryIO", file))
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            _limit(size, most_bytes)
            await spool.write(chunk)
        await spool.seek(0)
        yield Upload(spool.file, form)


@asynccontextmanager
async def _form_file(request: Request, most_bytes: int) -> AsyncIterator[Upload]:
    try:
        form = await request.form(max_files=1, max_fields=0)
    except FormRefused as error:
        if error.status_code != status.HTTP_400_BAD_REQUEST:
            raise
        raise BadBatch("The form must hold one file and no other field.") from error
    try:
        files = [part for part in form.values() if isinstance(part, FormFile)]
        if len(files) != 1:
            raise BadBatch("The form holds no file.")
        _limit(files[0].size or 0, most_bytes)
        yield Upload(files[0].file, _form_of_file(files[0]))
    finally:
        await form.close()


def _form_of_file(file: FormFile) -> ItemForm:
    """By the ending of its name, which senders know better than the type; plain lines else."""
    named = form_of(file.filename or "")
    if named is not ItemForm.TEXT:
        return named
    return _FORMS.get(_media_type(file.content_type), ItemForm.TEXT)


def _media_type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


def _limit(size: int, most: int) -> None:
    if size > most:
        raise HTTPException(413, f"At most {most / 1_000_000:.1f} MB can be sent at once.")


class CheckedItems(AbstractContextManager["CheckedItems"]):
    """Items that were all read, in a file, with the options that hold for them.

    ``fingerprint`` is the same for the same items with the same options, however they were sent.
    """

    def __init__(self, upload: Upload, options: BatchOptions, *, most: int) -> None:
        """Read everything; raises ``BadBatch`` or ``TooManyItems``."""
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        try:
            self._read(upload, options, most)
        except BaseException:
            self._file.close()
            raise

    def _read(self, upload: Upload, options: BatchOptions, most: int) -> None:
        digest = hashlib.sha256()
        self.count = 0
        items = _items(upload)
        for item in items:
            self.count += 1
            if self.count > most:
                raise TooManyItems(f"A batch may have {most:,} items at most.")
            line = item.model_dump_json().encode() + b"\n"
            digest.update(line)
            self._file.write(line)
        if not self.count:
            raise BadBatch("The list holds no item.")
        self.options = _options(items, options)
        digest.update(self.options.model_dump_json().encode())
        self.fingerprint = digest.hexdigest()

    def __enter__(self) -> Self:
        """The items themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the file."""
        self._file.close()

    def __iter__(self) -> Iterator[BatchItem]:
        """Every item from the first one on."""
        self._file.seek(0)
        for line in self._file:
            yield BatchItem.model_validate_json(line)


def _items(upload: Upload) -> Iterable[BatchItem]:
    match upload.form:
        case ItemForm.JSON:
            return JsonItems(upload.file)
        case ItemForm.CSV | ItemForm.NDJSON | ItemForm.TEXT:
            return read_items(upload.file, upload.form)
        case _:
            assert_never(upload.form)


def _options(items: Iterable[BatchItem], given: BatchOptions) -> BatchOptions:
    """The options of the body, if it holds some, else those of the address."""
    sent = items.options if isinstance(items, JsonItems) else None
    if sent is None:
        return given
    if given != BatchOptions():
        raise BadBatch("Give options in the body or in the address, not in both.")
    try:
        options = BatchOptions.model_validate(_with_country(sent))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(("options", *map(str, first["loc"])))
        raise BadBatch(f"{where}: {first['msg']}.") from error
    check_webhook(options.webhook_url)
    return options


def _with_country(sent: object) -> object:
    if isinstance(sent, dict) and isinstance(sent.get("country"), str):
        return {**sent, "country": country_code(sent["country"])}
    return sent


def check_webhook(url: str | None) -> None:
    """Raise ``BadBatch`` unless a webhook can be sent there, as far as the address tells."""
    if url is None:
        return
    from claimcheck.pages.addresses import AddressGuard

    try:
        AddressGuard().admit(url)
    except (BadAddress, RefusedAddress) as error:
        raise BadBatch(f"webhook_url cannot be told: {error}") from error
