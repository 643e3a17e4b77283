"""Results of a batch as they come over a line that may break."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Generator, Iterator
from typing import Any

from claimcheck.client.transport import Transport
from claimcheck.client.views import object_of
from claimcheck.errors import ServerBroken, ServerUnreachable

SUMMARY = "summary"
_NDJSON = "application/x-ndjson"

#: A line without its end, and what it says.
Line = tuple[bytes, dict[str, Any]]


def result_lines(transport: Transport, batch: str, after: int, *, wait: int = 0) -> Iterator[Line]:
    """Each line of the results after number ``after``; the last one is the summary.

    Where there is none yet, the server waits for one for up to ``wait`` seconds.

    When the line breaks before that, the rest is asked for from the last result on. Raises
    ``ServerUnreachable`` when this does not help for as long as one's patience lasts.
    """
    while True:
        ask = functools.partial(_begun, transport, batch, {"after": after, "wait": wait})
        first, rest = transport.patiently(ask)
        with contextlib.closing(rest), contextlib.suppress(ServerUnreachable):
            for line in itertools.chain([first], rest):
                yield line
                if SUMMARY in line[1]:
                    return
                after = _seq(line, above=after)


def _begun(
    transport: Transport, batch: str, params: dict[str, int]
) -> tuple[Line, Generator[Line]]:
    """An answer of which at least one line has come."""
    lines = _answer(transport, batch, params)
    first = next(lines, None)
    if first is None:
        raise ServerUnreachable("The results were cut off before their first line.")
    return first, lines


def _answer(transport: Transport, batch: str, params: dict[str, int]) -> Generator[Line]:
    """The whole lines of one answer; what was cut off is left out."""
    path = f"/v1/batches/{batch}/results"
    with transport.stream(path, params=params, accept=_NDJSON) as response:
        rest = bytearray()
        for piece in response.iter_bytes():
            *lines, tail = piece.split(b"\n")
            for line in lines:
                rest += line
                yield bytes(rest), object_of(bytes(rest))
                rest.clear()
            rest += tail


def _seq(line: Line, *, above: int) -> int:
    seq = line[1].get("seq")
    if not isinstance(seq, int) or seq <= above:
        raise ServerBroken("The results do not come in the order of their numbers.")
    return seq
