"""The error tree."""

from __future__ import annotations

import re

import pytest

from claimcheck import errors
from claimcheck.errors import BadRow, ClaimcheckError

_NODE = re.compile(r"^(?P<rails>[ │├└─]*)(?P<name>[A-Z]\w+)")


def _family(root: type[ClaimcheckError]) -> list[type[ClaimcheckError]]:
    below = [error for child in root.__subclasses__() for error in _family(child)]
    return [root, *below]


def _drawn() -> dict[str, str | None]:
    """Each class of the tree in the docstring with the class above it."""
    tree: dict[str, str | None] = {}
    path: list[str] = []
    drawing = (errors.__doc__ or "").split("::\n")[1].split("\n\nThe class docstring")[0]
    for line in drawing.splitlines():
        if node := _NODE.match(line[4:]):
            depth = len(node["rails"]) // 4
            path = [*path[:depth], node["name"]]
            tree[node["name"]] = path[-2] if depth else None
    return tree


def test_drawing_equals_the_classes() -> None:
    """The tree in the docstring shows each error once, under its parent, and no other."""
    parents = {
        error.__name__: None if error is ClaimcheckError else error.__bases__[0].__name__
        for error in _family(ClaimcheckError)
    }
    assert _drawn() == parents


def test_codes_tell_errors_apart() -> None:
    """No two errors share a code, so a program can tell them apart."""
    codes = [vars(error).get("code") for error in _family(ClaimcheckError)]
    assert None not in codes
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("error", _family(ClaimcheckError), ids=lambda error: error.code)
def test_docstring_is_the_default_message(error: type[ClaimcheckError]) -> None:
    """An error raised without words says what its docstring says, in one line that ends."""
    message = str(error())
    assert message == (error.__doc__ or "").strip()
    assert message.endswith(".")
    assert "\n" not in message


def test_bad_row_names_file_and_line() -> None:
    """A broken data file can be mended from the message alone."""
    assert str(BadRow.at("corpus/x.jsonl", 7, "no id")) == "corpus/x.jsonl, line 7: no id"


@pytest.mark.parametrize("error", _family(ClaimcheckError), ids=lambda error: error.code)
def test_every_error_has_one_address(error: type[ClaimcheckError]) -> None:
    """Whichever file an error stands in, it is imported from ``claimcheck.errors``."""
    assert getattr(errors, error.__name__) is error
    assert error.__name__ in errors.__all__
