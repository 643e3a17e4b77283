"""The text of a PDF page that a reader sees.

PDF can write text that paints nothing. Text recognition lays such text over the picture of a page,
where it says what the picture shows; on a page with text of its own, nobody sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

#: Text rendering modes (ISO 32000-1, 9.3.6): paint nothing, and only add to what is clipped.
_INVISIBLE = frozenset({3, 7})
#: Operators that show text, and which of their operands is the text.
_SHOWN = {b"Tj": 0, b"TJ": 0, b"'": 0, b'"': 2}


def visible_text(page: PageObject) -> str:
    """All text of the page, without invisible text where there is any other."""
    looking = _Visitor(blank=False)
    text = page.extract_text(visitor_operand_before=looking)
    if not looking.met_invisible:
        return text
    visible = page.extract_text(visitor_operand_before=_Visitor(blank=True))
    return visible if any(char.isalpha() for char in visible) else text


class _Visitor:
    """Follows the mode in which text is shown; may take the invisible text away."""

    def __init__(self, *, blank: bool) -> None:
        self.met_invisible = False
        self._blank = blank
        self._mode = 0
        self._saved: list[int] = []

    def __call__(self, operator: bytes, operands: list[Any], *_matrices: object) -> None:
        if operator == b"q":
            self._saved.append(self._mode)
        elif operator == b"Q" and self._saved:
            self._mode = self._saved.pop()
        elif operator == b"Tr" and operands and isinstance(operands[0], int | float):
            self._mode = int(operands[0])
        elif operator in _SHOWN and self._mode in _INVISIBLE:
            self._meet(operands, _SHOWN[operator])

    def _meet(self, operands: list[Any], place: int) -> None:
        self.met_invisible = True
        if self._blank and len(operands) > place:
            from pypdf.generic import ArrayObject, TextStringObject

            shown = operands[place]
            operands[place] = (
                ArrayObject() if isinstance(shown, ArrayObject) else TextStringObject("")
            )
