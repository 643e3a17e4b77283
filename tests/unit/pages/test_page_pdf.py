"""PDF brochures become blocks that know their page, or a refusal that says why."""

from __future__ import annotations

import io
from collections.abc import Sequence
from unittest import mock

import pypdf
import pypdf.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from claimcheck.errors import EmptyPage, MalformedPage, NotAPage, PageUnreadable, TooLarge
from claimcheck.pages import Reader, capture_bytes
from claimcheck.pages.pdf import read_pdf
from claimcheck.schema import BlockKind, MediaKind, Page
from claimcheck.settings import PageLimits

_FIRST = (
    "Cells for our children",
    "",
    "The cells of the child are taken from the bone marrow and are grown in the labo-",
    "ratory for six weeks. They are then given back to the child in a placebo-",
    "controlled way, and our of\ufb01ce will tell you all that you want to know.",
    "- The drip takes an hour.",
    "- The family waits in the garden of the clinic.",
)
_SECOND = ("Prices of the clinic", "", "Ask us for the prices of the drips that your child needs.")


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """A small PDF; each page shows its lines one below the other, an empty one as a gap."""
    writer = PdfWriter()
    face = _dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Courier", Encoding=_ligatures())
    font = writer._add_object(face)
    for lines in pages:
        page = writer.add_blank_page(width=800, height=800)
        page[_name("Resources")] = _dictionary(Font=_dictionary(F1=font))
        stream = pypdf.generic.DecodedStreamObject()
        shown = b"".join(_shown(line) for line in lines)
        stream.set_data(b"BT /F1 10 Tf 20 760 Td 14 TL " + shown + b" ET")
        page[_name("Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/ModDate": "D:20240305120000Z"})
    return _written(writer)


def _shown(line: str) -> bytes:
    return b"(" + line.replace("\ufb01", "\x01").encode("latin-1") + b") Tj T* "


def _name(name: str) -> pypdf.generic.NameObject:
    return pypdf.generic.NameObject(f"/{name}")


def _dictionary(**entries: object) -> pypdf.generic.DictionaryObject:
    return pypdf.generic.DictionaryObject(
        {_name(k): _name(v[1:]) if isinstance(v, str) else v for k, v in entries.items()}
    )


def _ligatures() -> pypdf.generic.DictionaryObject:
    encoding = _dictionary(Type="/Encoding", BaseEncoding="/WinAnsiEncoding")
    differences = [pypdf.generic.NumberObject(1), _name("fi")]
    encoding[_name("Differences")] = pypdf.generic.ArrayObject(differences)
    return encoding


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _read(body: bytes) -> Page:
    return Reader().read(capture_bytes(body))


def test_a_brochure_is_read_page_by_page() -> None:
    """Blocks carry their page number, in order, and are exact spans of the text."""
    page = _read(pdf(_FIRST, _SECOND, title="The cells brochure"))
    assert [(b.page_number, page.quote(b)) for b in page.blocks if b.page_number == 2] == [
        (2, "Prices of the clinic"),
        (2, "Ask us for the prices of the drips that your child needs."),
    ]
    assert {b.page_number for b in page.blocks} == {1, 2}
    items = [page.quote(b) for b in page.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == ["The drip takes an hour.", "The family waits in the garden of the clinic."]
    assert (page.title, page.modified, page.published) == ("The cells brochure", "2024-03-05", None)
    assert page.dom_map == ()


def test_words_are_put_together() -> None:
    """Ligatures and line ends do not hide a word, and a compound keeps its hyphen."""
    page = _read(pdf(_FIRST))
    assert "in the laboratory for six weeks. They are then given back" in page.text
    assert "a placebo-controlled way, and our office will tell" in page.text


def test_blocks_never_cross_pages() -> None:
    """A sentence that runs on to the next page is two blocks, and a repeat names the first."""
    lines = ["The cells of the child are taken from the bone marrow and are grown", "in the lab."]
    page = _read(pdf(lines[:1], lines[1:], lines[:1]))
    assert [(b.page_number, b.repeats) for b in page.blocks] == [(1, None), (2, None), (3, 0)]


def test_a_trial_number_is_found_in_a_brochure() -> None:
    """References are the same for every kind of page."""
    page = _read(pdf(["The trial of the cells in children has the number NCT01234567."]))
    assert [one.id for one in page.references] == ["NCT01234567"]


def test_bytes_before_the_header_do_not_matter() -> None:
    """A PDF with a kilobyte of junk before it, within the limit, is read."""
    assert "laboratory" in _read(b"junk\n" * 150 + pdf(_FIRST)).text


def _locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(_FIRST)))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        (_locked(), NotAPage, "password"),
        (pdf(()), EmptyPage, "OCR"),
        (pdf(*[("Cells",)] * 6), TooLarge, "6 pages; at most 5"),
        (pdf(_FIRST)[:200], MalformedPage, "damaged"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", MalformedPage, "damaged"),
        (b"%PDF-1.7", MalformedPage, "damaged"),
    ],
)
def test_each_refusal_has_its_own_words(
    body: bytes, error: type[PageUnreadable], words: str
) -> None:
    """Locked, scanned, too long and damaged files are told apart, and each has advice."""
    with pytest.raises(error, match=words) as caught:
        read_pdf(body, PageLimits(max_pdf_pages=5))
    assert caught.value.advice


def test_a_file_locked_for_printing_only_is_read() -> None:
    """An owner's password that leaves reading open is no refusal."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(_FIRST)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert "laboratory" in _read(_written(writer)).text


def test_too_much_text_is_refused() -> None:
    """Text is counted as it is read, not the bytes of the file alone."""
    with pytest.raises(TooLarge, match="more text"):
        read_pdf(pdf(_FIRST), PageLimits(max_bytes=100))


_PYPDF = [
    error
    for error in vars(pypdf.errors).values()
    if isinstance(error, type) and issubclass(error, Exception) and not issubclass(error, Warning)
]


@pytest.mark.parametrize("error", [*_PYPDF, KeyError, RecursionError, ValueError, AttributeError])
def test_every_error_of_the_library_is_mapped(error: type[Exception]) -> None:
    """Nothing that pypdf raises leaves the room."""
    failing = mock.patch.object(pypdf.PageObject, "extract_text", side_effect=error("x"))
    with failing, pytest.raises((NotAPage, TooLarge, MalformedPage)):
        read_pdf(pdf(_FIRST))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2_500), st.binary(min_size=1, max_size=30))
def test_damage_is_a_named_error(at: int, junk: bytes) -> None:
    """Whatever is overwritten in a PDF, it is read or refused by name."""
    body = pdf(_FIRST, _SECOND)
    try:
        segmented, _ = read_pdf(body[:at] + junk + body[at + len(junk) :])
    except PageUnreadable:
        return
    blocks = [draft.block() for draft in segmented.drafts]
    assert all(segmented.text[b.start : b.end].strip() for b in blocks)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet=st.sampled_from("abcAB .-?1"), max_size=60), max_size=6),
        min_size=1,
        max_size=3,
    )
)
def test_offsets_are_exact(pages: list[list[str]]) -> None:
    """Whatever the lines, blocks are in order, inside the text and on ascending pages."""
    try:
        segmented, _ = read_pdf(pdf(*pages))
    except EmptyPage:
        return
    end, number = 0, 1
    for draft in segmented.drafts:
        block = draft.block()
        assert block.start >= end
        assert segmented.text[block.start : block.end] == draft.text
        assert block.page_number is not None
        assert block.page_number >= number
        end, number = block.end, block.page_number


def test_the_kind_is_told_by_the_bytes() -> None:
    """A capture of a brochure says that it is one."""
    assert capture_bytes(pdf(_FIRST)).media is MediaKind.PDF


def _with_contents(contents: bytes) -> bytes:
    """A PDF of one page that is drawn by these operators."""
    writer = PdfWriter(io.BytesIO(pdf(("",))))
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"BT /F1 10 Tf 20 760 Td 14 TL " + contents + b" ET")
    writer.pages[0][_name("Contents")] = writer._add_object(stream)
    return _written(writer)


_HIDDEN = b"(The cells cure the autism of every child.) Tj T*"
_SEEN = b"(The doctors of the clinic and the families talk about the day.) Tj T*"


@pytest.mark.parametrize(
    "contents",
    [
        b"3 Tr " + _HIDDEN + b" 0 Tr " + _SEEN,
        b"q 7 Tr " + _HIDDEN + b" Q " + _SEEN,
        _SEEN + b" 3 Tr [(The cells cure )-300(the autism)] TJ",
        _SEEN + b" 3 Tr (The cells cure) ' 1 2 (the autism) \"",
    ],
)
def test_text_that_paints_nothing_is_not_read(contents: bytes) -> None:
    """Beside text that is seen, invisible text is left out."""
    segmented, _ = read_pdf(_with_contents(contents))
    assert (
        segmented.text.strip() == "The doctors of the clinic and the families talk about the day."
    )


def test_recognised_text_of_a_scan_is_read() -> None:
    """Where all text is invisible, it says what the picture of the page shows."""
    segmented, _ = read_pdf(_with_contents(b"3 Tr " + _HIDDEN))
    assert segmented.text.strip() == "The cells cure the autism of every child."
