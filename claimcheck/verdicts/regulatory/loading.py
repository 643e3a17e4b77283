"""Loads ``corpus/regulatory``; a damaged row is named by file and line."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.verdicts.regulatory.models import Device, Product, Term

#: Day on which the lists of products and devices were closed.
LISTED_ON = date(2026, 11, 22)

Row = TypeVar("Row", Term, Product, Device)


@functools.cache
def load_terms() -> tuple[Term, ...]:
    """Every phrase that we know."""
    return _load("terms.jsonl", Term)


@functools.cache
def load_products() -> tuple[Product, ...]:
    """Every approved product that we know."""
    return _load("products.jsonl", Product)


@functools.cache
def load_devices() -> tuple[Device, ...]:
    """Every device that we know a decision on."""
    return _load("devices.jsonl", Device)


def parse_rows(lines: Iterable[str], row: type[Row], *, path: str) -> tuple[Row, ...]:
    """Read one JSON object a line.

    Raises ``BadRow`` for a row that does not fit and for an id that is given twice.
    """
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            read = row.model_validate_json(line)
        except ValidationError as error:
            raise BadRow.at(path, number, str(error.errors()[0]["msg"])) from error
        if read.id in rows:
            raise BadRow.at(path, number, f"{read.id} is given twice")
        rows[read.id] = read
    return tuple(rows.values())


def _load(name: str, row: type[Row]) -> tuple[Row, ...]:
    with corpus_path("regulatory", name).open(encoding="utf-8") as lines:
        return parse_rows(lines, row, path=f"corpus/regulatory/{name}")
