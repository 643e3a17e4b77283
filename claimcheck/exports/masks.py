"""The sign that stands for one hidden character of a name."""

from __future__ import annotations

from typing import Final

MASK: Final = "█"
"""U+2588: no alphabet has it, and every font draws it."""
