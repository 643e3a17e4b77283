"""The marked figures: they stand in their lines, and a bad row is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import labelled_figures
from claimcheck.corpus import load_passages
from claimcheck.errors import BadRow
from claimcheck.labelled_figures import load_figure_lines


def test_marked_lines_are_lines_of_the_labelled_pages() -> None:
    """Page, line and site lead to the very same text."""
    pages = {page.id: page for page in load_passages()}
    for line in load_figure_lines():
        page = pages[line.page]
        assert (page.group, page.lines[line.line].text) == (line.group, line.text)


@pytest.mark.parametrize(
    "row",
    [
        "{}",
        (
            '{"page": "a", "line": 0, "group": "g", "text": "up to 90%", "figures": [{"raw": "90%",'
            ' "start": 0, "end": 3, "lo": null, "hi": 90, "unit": "percent", "bound": "at_most",'
            ' "kind": "responders", "is_outcome": true}]}'
        ),
    ],
)
def test_a_bad_row_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that lacks a field, or whose figure is not where it says, is refused by its number."""
    path = tmp_path / "figures.jsonl"
    path.write_text(row + "\n", encoding="utf-8")
    monkeypatch.setattr(labelled_figures, "corpus_path", lambda *_: path)
    with pytest.raises(BadRow, match=r"figures\.jsonl"):
        list(load_figure_lines())
