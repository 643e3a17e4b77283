"""Server-sent events, as far as they are used here: the data of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def event_data(lines: Iterable[str]) -> Iterator[str]:
    """The data of each event that came whole; comments and other fields are left out.

    ``lines`` are without their ends. An event ends with an empty line.
    """
    data: list[str] = []
    for line in lines:
        field, _, value = line.partition(":")
        if field == "data":
            data.append(value.removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data.clear()
