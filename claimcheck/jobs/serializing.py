"""What the queue keeps of a job: plain JSON, so that nothing in it is ever run."""

from __future__ import annotations

import json
from typing import Any

from dbos import Serializer


class JsonSerializer(Serializer):
    """Texts, numbers, lists and objects; raises ``TypeError`` for anything else but errors.

    An error is kept as its class and words: it is there to be read by people.
    """

    def serialize(self, data: Any) -> str:  # noqa: ANN401 - the library's signature
        """JSON of ``data``."""
        return json.dumps(data, default=_words)

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 - the library's signature
        """What was serialised; an error comes back as a ``RuntimeError`` of its words."""
        data = json.loads(serialized_data)
        if isinstance(data, dict) and data.keys() == {_ERROR}:
            return RuntimeError(data[_ERROR])
        return data

    def name(self) -> str:
        """Stands beside each value, so that no other reader is used for it."""
        return "json"


_ERROR = "error_words"


def _words(value: object) -> dict[str, str]:
    if isinstance(value, BaseException):
        return {_ERROR: f"{type(value).__name__}: {value}"}
    raise TypeError(f"The queue keeps no {type(value).__name__}.")
