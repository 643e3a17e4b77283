"""The lines under ``corpus/figures`` with every figure that a reader marked in them.

They are not part of an installed wheel: only the quality tests read them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Self

from pydantic import Field, ValidationError, model_validator

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import FigureBound, FigureKind, FigureUnit, Frozen

_FILE = "figures/figures.jsonl"


class LabelledFigure(Frozen):
    """One figure as a reader marked it; ``[start, end)`` are code points of the line."""

    raw: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    lo: float | None
    hi: float | None
    unit: FigureUnit
    bound: FigureBound
    kind: FigureKind
    is_outcome: bool


class FigureLine(Frozen):
    """One line of a labelled page; ``figures`` is empty where it holds only other numbers.

    ``page`` and ``line`` (from 0) say where it stands in ``corpus/passages``, ``group`` is its
    site.
    """

    page: str
    line: int = Field(ge=0)
    group: str
    text: str
    figures: tuple[LabelledFigure, ...]

    @model_validator(mode="after")
    def _figures_stand_in_the_text(self) -> Self:
        behind = 0
        for figure in self.figures:
            if self.text[figure.start : figure.end] != figure.raw:
                raise ValueError(f"the figure {figure.raw!r} is not where it should be")
            if figure.start < behind:
                raise ValueError(f"the figure {figure.raw!r} is out of order")
            behind = figure.end
        return self

    @property
    def is_odd(self) -> bool:
        """Whether the site belongs to the half that no rule was written after, at first."""
        return zlib.crc32(self.group.encode()) % 2 == 1


def load_figure_lines() -> Iterator[FigureLine]:
    """Every line with its figures; raises ``BadRow`` naming file and line."""
    with corpus_path(_FILE).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield FigureLine.model_validate_json(line)
            except ValidationError as error:
                where = f"corpus/{_FILE}"
                raise BadRow.at(where, number, str(error.errors()[0])) from error
