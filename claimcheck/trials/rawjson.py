"""JSON from outside, read strictly."""

from __future__ import annotations

import json
from typing import Literal, NoReturn


def load_json(data: bytes, *, on_broken: Literal["strict", "replace"] = "strict") -> object:
    """Parse JSON in UTF-8; ``on_broken`` is what becomes of bytes that are not UTF-8.

    Raises ``ValueError`` saying in a few words what is wrong.
    """
    try:
        return json.loads(data.decode("utf-8-sig", on_broken), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
