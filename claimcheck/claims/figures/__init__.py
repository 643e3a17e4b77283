"""Numbers in a passage: what is written, its value or range, its bound, what it counts."""

from claimcheck.claims.figures.reader import read_figures

__all__ = ["read_figures"]
