"""The verdicts room: rules, the verdict word for each claim, findings about the whole page."""

from __future__ import annotations

from claimcheck.verdicts.judge import Judge

__all__ = ["Judge"]
