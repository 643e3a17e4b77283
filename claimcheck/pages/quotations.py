"""The quotation marks that a browser draws around ``<q>`` and that stand in no text."""

from __future__ import annotations

from claimcheck.pages.domtext import BlockText

_OPENING, _CLOSING = "“‘", "”’"
_MARKS = '"“„«‘'


class Quotations:
    """Those that are open at one place of a document."""

    def __init__(self) -> None:
        self._drawn: list[bool] = []

    def open(self, block: BlockText, text: str) -> bool:
        """Draw a mark, a single one within another quotation; ``text`` is what follows.

        Where the writer set marks too, theirs are read alone, and the answer is false.
        """
        before = block.parts[-1][-1:] if block.parts else ""
        own = any(one and one in _MARKS for one in (before, text.lstrip()[:1]))
        self._drawn.append(not own)
        if not own:
            block.draw(self._of_depth(_OPENING))
        return not own

    def close(self, block: BlockText) -> bool:
        """Draw the closing mark, if there was an opening one in the same block."""
        mark = self._of_depth(_CLOSING)
        drawn = self._drawn.pop() and bool(block.parts)
        if drawn:
            block.draw(mark)
        return drawn

    def _of_depth(self, marks: str) -> str:
        return marks[(sum(self._drawn) - 1) % len(marks)]
