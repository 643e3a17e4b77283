"""claimcheck: what a clinic's page claims, passage by passage, beside the registered clinical trials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimcheckError

if TYPE_CHECKING:
    from claimcheck.checks import check_html, check_text, check_url
    from claimcheck.schema import Report

__version__ = "0.1.0"
__all__ = ["ClaimcheckError", "Report", "__version__", "check_html", "check_text", "check_url"]


def __getattr__(name: str) -> Any:
    """Load the heavy rooms only when something is checked."""
    if name == "Report":
        from claimcheck.schema import Report

        return Report
    if name in {"check_html", "check_text", "check_url"}:
        from claimcheck import checks

        return getattr(checks, name)
    raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
