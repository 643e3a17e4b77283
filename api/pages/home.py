"""The first page: one field, what the tool does and does not do."""

from __future__ import annotations

from typing import ClassVar

from claimcheck.schema import Frozen, Problem


class HomePage(Frozen):
    """The field, and after a failed check what was pasted and what went wrong."""

    template: ClassVar[str] = "home.html"

    pasted: str = ""
    problem: Problem | None = None
