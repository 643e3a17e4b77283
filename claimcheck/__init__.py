"""claimcheck: what a clinic's page claims, passage by passage, beside registered trials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError

if TYPE_CHECKING:
    from claimcheck.checks import check_html, check_text, check_url
    from claimcheck.schema import Report

__version__ = "0.1.0"
__all__ = ["ClaimcheckError", "Report", "__version__", "check_html", "check_text", "check_url"]


def __getattr__(name: str) -> object:
    """Load the heavy rooms only when something is checked."""
    if name == "Report":
        from claimcheck.schema import Report

        return Report
    if name in {"check_html", "check_text", "check_url"}:
        from claimcheck import checks

        result: object = getattr(checks, name)
        return result
    raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
