"""Numbers in a passage: what is written, its value or range, how it is bounded and what it counts.

1. ``numerals`` finds the numbers, 2. ``drafts`` joins them to figures with units and bounds,
3. ``kind_of`` reads from the words around what each counts, 4. ``of_whom`` and ``time_frame`` add
the people and the time that the passage names for it.
"""

from __future__ import annotations

from claimcheck.claims.figures.details import of_whom, time_frame
from claimcheck.claims.figures.kinds import kind_of
from claimcheck.claims.figures.numbers import Draft
from claimcheck.claims.figures.numerals import prepared
from claimcheck.claims.figures.shapes import drafts
from claimcheck.schema import Figure, FigureBound, FigureKind


def read_figures(text: str, base: int) -> tuple[Figure, ...]:
    """Every figure of a passage in its order; ``base`` is the passage's offset in ``Page.text``.

    The time is linear in the length of ``text``. Nothing is raised, whatever the text.
    """
    folded = prepared(text)
    found = (_figure(draft, text, folded, base) for draft in drafts(text, folded))
    # A length of time is a figure only as a result; else it says when (``time_frame``).
    return tuple(figure for figure in found if figure.kind is not FigureKind.DURATION)


def _figure(draft: Draft, text: str, folded: str, base: int) -> Figure:
    at_most, at_least = FigureBound.AT_MOST, FigureBound.AT_LEAST
    single = draft.lo == draft.hi
    return Figure(
        raw=text[draft.start : draft.end],
        start=base + draft.start,
        end=base + draft.end,
        lo=None if single and draft.bound is at_most else draft.lo,
        hi=None if single and draft.bound is at_least else draft.hi,
        unit=draft.unit,
        bound=draft.bound,
        kind=kind_of(draft, folded),
        numerator=draft.numerator,
        denominator=draft.denominator,
        of_whom=of_whom(draft, text, folded),
        time_frame=time_frame(draft, text, folded),
    )
