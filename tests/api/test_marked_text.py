"""Marks on the page's own text: nothing lost, nothing moved, whatever overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marked import MarkKind, Piece, Section, Target, marked_text
from claimcheck.schema import Report, ReportedClaim, VerdictWord


def _pieces(sections: Sequence[Section]) -> list[Piece]:
    lines = chain.from_iterable(run.lines for section in sections for run in section.runs)
    return list(chain.from_iterable(lines))


def _moved(claim: ReportedClaim, start: int, end: int, number: int) -> ReportedClaim:
    """The claim over other characters, its quote unverified."""
    return claim.model_copy(update={"start": start, "end": end, "id": f"c{number}"})


def _targets(claims: Sequence[ReportedClaim]) -> dict[str, Target]:
    return {
        claim.id: Target(number=number, kind=MarkKind.FLAGGED, label="x", severity=number % 4)
        for number, claim in enumerate(claims)
    }


@given(st.lists(st.tuples(st.integers(0, 290), st.integers(1, 80)), max_size=8))
def test_any_overlap_keeps_the_text(report: Report, ranges: list[tuple[int, int]]) -> None:
    """Each block's pieces are its text, and marks cover exactly the characters of the claims."""
    page, size = report.page, len(report.page.text)
    claims = [
        _moved(report.claims[0], min(start, size - 1), min(start + length, size), number)
        for number, (start, length) in enumerate(ranges)
    ]
    pieces = _pieces(marked_text(page, claims, _targets(claims)))
    blocks = [(block.start, block.end) for block in page.blocks]
    assert "".join(piece.text for piece in pieces) == "".join(page.text[a:b] for a, b in blocks)
    marked = sum(len(piece.text) for piece in pieces if piece.kind)
    covered = {i for claim in claims for i in range(claim.start, claim.end)}
    assert marked == sum(i in covered for a, b in blocks for i in range(a, b))


@given(st.lists(st.tuples(st.integers(0, 290), st.integers(1, 80)), max_size=8))
def test_each_claim_begins_once(report: Report, ranges: list[tuple[int, int]]) -> None:
    """A claim that touches any block has one anchor and one link, however it overlaps."""
    page, size = report.page, len(report.page.text)
    claims = [
        _moved(report.claims[0], min(start, size - 1), min(start + length, size), number)
        for number, (start, length) in enumerate(ranges)
    ]
    pieces = _pieces(marked_text(page, claims, _targets(claims)))
    anchors = sorted(anchor.id for piece in pieces for anchor in piece.anchors)
    links = sorted(link.href for piece in pieces for link in piece.references)
    touching = [
        number
        for number, claim in enumerate(claims)
        if any(claim.start < block.end and claim.end > block.start for block in page.blocks)
    ]
    assert anchors == sorted(f"mark-{number}" for number in touching)
    assert links == sorted(f"#quote-{number}" for number in touching)


@given(st.lists(st.tuples(st.integers(0, 290), st.integers(1, 80)), max_size=8))
def test_marks_are_one_chain(report: Report, ranges: list[tuple[int, int]]) -> None:
    """From the first mark "next" leads through all of them to the last, and "previous" back."""
    page, size = report.page, len(report.page.text)
    claims = [
        _moved(report.claims[0], min(start, size - 1), min(start + length, size), number)
        for number, (start, length) in enumerate(ranges)
    ]
    pieces = _pieces(marked_text(page, claims, _targets(claims)))
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    ids = [anchor.id for anchor in anchors]
    assert [anchor.before for anchor in anchors] == [None, *ids][: len(ids)]
    assert [anchor.after for anchor in anchors] == [*ids[1:], None][: len(ids)]


def test_the_graver_mark_wins(report: Report) -> None:
    """Where two claims overlap, the passage shows the graver of them."""
    block = report.page.blocks[2]
    mild, grave = (_moved(report.claims[0], block.start, block.end, number) for number in (0, 1))
    targets = {
        "c0": Target(number=0, kind=MarkKind.CAUTION, label="a", severity=0),
        "c1": Target(number=1, kind=MarkKind.FLAGGED, label="b", severity=3),
    }
    [piece] = [p for p in _pieces(marked_text(report.page, [mild, grave], targets)) if p.kind]
    assert (piece.kind, piece.severity) == (MarkKind.FLAGGED, 3)
    assert [link.label for link in piece.references] == ["b", "a"]


def test_every_verdict_word_has_a_mark(report: Report) -> None:
    """A claim that is not flagged is marked by its verdict; a flag goes before any verdict."""
    from api.pages.marked import mark_kind

    claim = report.claims[-1]
    kinds = {word: mark_kind(claim.model_copy(update={"verdict": word})) for word in VerdictWord}
    assert kinds.pop(VerdictWord.MATCHES) is MarkKind.AGREES
    assert kinds.pop(VerdictWord.DISCLAIMER) is MarkKind.CAUTION
    assert set(kinds.values()) == {MarkKind.SILENT}
    assert mark_kind(claim.model_copy(update={"flagged": True})) is MarkKind.FLAGGED
