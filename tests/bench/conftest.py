"""Prints what the benchmarks note beside their times."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each benchmark that notes something, such as a percentile or a size."""
    session = getattr(terminalreporter.config, "_benchmarksession", None)
    noted = [bench for bench in getattr(session, "benchmarks", ()) if bench.extra_info]
    if noted:
        terminalreporter.section("noted beside the times")
    for bench in noted:
        told = ", ".join(f"{name} {value:,.1f}" for name, value in bench.extra_info.items())
        terminalreporter.write_line(f"{bench.name}: {told}")
