"""Retold decisions taken into the corpus: all of a file, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.corpus import FlagCase, LabelledPage, faults
from claimcheck.review.lines import DecidedPage, retold_page, unready
from claimcheck.schema import Frozen


class Intake(Frozen):
    """What a file adds to the corpus; with ``refused`` it adds nothing.

    ``cases`` are the lines about which people overturned the program.
    """

    pages: tuple[LabelledPage, ...] = ()
    cases: tuple[FlagCase, ...] = ()
    refused: tuple[str, ...] = ()


def intake(pages: Iterable[DecidedPage], there: Iterable[LabelledPage]) -> Intake:
    """Check pages by the rules of the corpus, beside those that it holds."""
    pages = list(pages)
    waiting = [why for page in pages for why in unready(page)]
    if waiting:
        return Intake(refused=tuple(waiting))
    retold = [retold_page(page) for page in pages]
    ids = {page.id for page in there}
    twice = [f"page {page.id}: the corpus has it already" for page in retold if page.id in ids]
    if refused := (*twice, *faults(retold)):
        return Intake(refused=refused)
    cases = (
        FlagCase(page=page.id, line=number, flagged=line.should_flag, open=True)
        for page in pages
        for number, line in enumerate(page.lines, start=1)
        if line.overturned
    )
    return Intake(pages=tuple(retold), cases=tuple(cases))
