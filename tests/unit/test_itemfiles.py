"""Lists of items are read whole and exactly, or not at all."""

from __future__ import annotations

import contextlib
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import itemfiles
from claimcheck.errors import BadBatch
from claimcheck.itemfiles import ItemForm, form_of, item_of, read_items
from claimcheck.problems import problem_of
from claimcheck.schema import BatchItem, Kind

ADDRESSES = st.from_regex(
    r"https?://[a-z]{1,9}\.example/[\w\-.,;~%'()!*+&=?/#]{0,30}", fullmatch=True
)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip)
LABELS = st.none() | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200
)
URLS = st.builds(BatchItem, kind=st.just(Kind.URL), content=ADDRESSES, label=LABELS)
PASTED = st.builds(
    BatchItem, kind=st.sampled_from([Kind.HTML, Kind.TEXT]), content=WORDS, label=LABELS
)


def _read(text: str | bytes, form: ItemForm = ItemForm.TEXT) -> list[BatchItem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(read_items(io.BytesIO(raw), form))


def _told(item: BatchItem) -> dict[str, str | None]:
    return {item.kind.value: item.content, "label": item.label}


@given(st.lists(URLS))
def test_plain_lines_are_read_back(items: list[BatchItem]) -> None:
    """One address a line, in order, whatever stands around them."""
    text = "\ufeff# from the desk\r\n\n" + "".join(
        f"  {item.content}\t# note\r\n" for item in items
    )
    assert [item.content for item in _read(text)] == [item.content for item in items]


@given(st.lists(URLS | PASTED))
def test_json_is_read_back(items: list[BatchItem]) -> None:
    """A list and lines of JSON give the same items as were written."""
    told = [_told(item) for item in items]
    assert _read(json.dumps(told), ItemForm.JSON) == items
    lines = "".join(f"{json.dumps(one)}\n" for one in told)
    assert _read(lines, ItemForm.NDJSON) == items


@given(st.lists(URLS), st.sampled_from([",", ";", "\t"]))
def test_csv_is_read_back(items: list[BatchItem], delimiter: str) -> None:
    """Cells part at comma, semicolon or tab; other columns are left out."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=delimiter)
    rows.writerow(["Note", " URL ", "label"])
    rows.writerows(["a\n" + delimiter, item.content, item.label] for item in items)
    found = _read(file.getvalue(), ItemForm.CSV)
    assert [item.content for item in found] == [item.content for item in items]
    assert [item.label for item in found] == [(item.label or "").strip() or None for item in items]


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode), st.sampled_from(ItemForm))
def test_anything_else_is_refused_by_name(raw: bytes, form: ItemForm) -> None:
    """Whatever bytes come, they are items or one error; nothing else is raised."""
    items = []
    with contextlib.suppress(BadBatch):
        items = _read(raw, form)
    assert all(item.content.strip() for item in items)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("clinic.example", "https://clinic.example"),
        ("Clinic.Example:8443/a?b#c", "https://Clinic.Example:8443/a?b#c"),
        ("клініка.укр/а", "https://клініка.укр/а"),
        ("clinic.xn--p1ai", "https://clinic.xn--p1ai"),
        ("http://clinic.example/#top", "http://clinic.example/#top"),
        ("ftp://clinic.example", "ftp://clinic.example"),
    ],
)
def test_bare_hosts_are_read_as_https(written: str, read: str) -> None:
    """A host without a scheme gets one; an address that cannot be fetched stays an item."""
    assert [item.content for item in _read(written)] == [read]


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("clinic.example\ntwo words\n", ItemForm.TEXT, "Line 2 is not an address: “two words”"),
        ("a@b.example", ItemForm.TEXT, "Line 1 is not an address"),
        ("localhost", ItemForm.TEXT, "Line 1 is not an address"),
        (
            "https://a.example/\x07",
            ItemForm.TEXT,
            "Line 1 is not an address: “https://a.example/·”",
        ),
        (f"https://a.example/{'x' * 9_000}", ItemForm.TEXT, "more than 8,192 characters"),
        (b"https://a.example/\xff", ItemForm.TEXT, "Line 1 is not UTF-8"),
        ("https://a.example".encode("utf-16"), ItemForm.TEXT, "Line 1 is not UTF-8"),
        ("address\nhttps://a.example", ItemForm.CSV, "no column “url”: “address”"),
        ("url\n\nhttps://a.example/1,2", ItemForm.CSV, "Line 3 has more cells"),
        ("url,label\n,x", ItemForm.CSV, "Line 2 needs exactly one of"),
        ('url\n"https://a.example', ItemForm.CSV, "Line 2 cannot be read as CSV"),
        ('\n{"url": "https://a.example"', ItemForm.NDJSON, "Line 2 is not JSON"),
        ("3", ItemForm.NDJSON, "Line 1 is neither an address nor an object: “3”"),
        ('{"url": "a.example", "text": "b"}', ItemForm.NDJSON, "Line 1 needs exactly one of"),
        ('{"label": "b"}', ItemForm.NDJSON, "Line 1 needs exactly one of"),
        ('{"uri": "a.example"}', ItemForm.NDJSON, "Line 1 has a field that is not known: “uri”"),
        ('{"html": 3}', ItemForm.NDJSON, "Line 1 has a html that is not text: “3”"),
        ('{"html": " "}', ItemForm.NDJSON, "Line 1 has an empty html"),
        ('{"text": "a", "label": 1}', ItemForm.NDJSON, "Line 1 has a label that is not text: “1”"),
        ("{}", ItemForm.JSON, "not a JSON list"),
        ("[" * 100_000, ItemForm.JSON, "The list is not JSON"),
        ('["a.example", ""]', ItemForm.JSON, "Item 1 has an empty url"),
        ('["a.example", null]', ItemForm.JSON, "Item 1 is neither"),
        (r'["a.example", {"text": "\ud800"}]', ItemForm.JSON, "not JSON"),
    ],
)
def test_mistakes_are_named_with_their_place(
    text: str | bytes, form: ItemForm, message: str
) -> None:
    """The line or the place in the list can be found again from the message."""
    with pytest.raises(BadBatch) as refused:
        _read(text, form)
    assert message in str(refused.value)


def test_a_message_shows_no_more_than_a_little() -> None:
    """A page that stands where an address should is not told in full."""
    with pytest.raises(BadBatch) as refused:
        _read("word " * 1_000)
    assert len(str(refused.value)) < 120


def test_csv_may_hold_pages_and_texts() -> None:
    """Each row has one of the three; a cell may have lines."""
    items = _read('html,text,url\n"<p>\na",,\n,b,\n,,c.example\n', ItemForm.CSV)
    assert [(item.kind, item.content) for item in items] == [
        (Kind.HTML, "<p>\na"),
        (Kind.TEXT, "b"),
        (Kind.URL, "https://c.example"),
    ]


def test_one_column_of_addresses_needs_no_names() -> None:
    """The first line is an item when it is an address, and lines are counted with it."""
    items = _read("https://a.example/A\nb.example\n", ItemForm.CSV)
    assert [item.content for item in items] == ["https://a.example/A", "https://b.example"]
    with pytest.raises(BadBatch, match="Line 2 is not an address"):
        _read("https://a.example/A\ntwo words\n", ItemForm.CSV)


@pytest.mark.parametrize("form", ItemForm)
def test_an_empty_list_has_no_items(form: ItemForm) -> None:
    """Blank lines are nothing; only an empty file of JSON is a mistake."""
    if form is ItemForm.JSON:
        assert _read("[]", form) == []
        return
    assert _read("\n \n", form) == []


def test_labels_have_a_length() -> None:
    """A label that is too long is refused, not cut."""
    assert item_of({"text": "a", "label": "x" * 200}, "Item 0").label == "x" * 200
    with pytest.raises(BadBatch, match="200"):
        item_of({"text": "a", "label": "x" * 201}, "Item 0")


def test_half_a_surrogate_pair_is_no_text() -> None:
    """What some readers of JSON let through is refused here."""
    with pytest.raises(BadBatch, match="half a character"):
        item_of({"text": "\ud800"}, "Item 0")


def test_nul_becomes_the_replacement_character() -> None:
    """Databases keep no NUL; a browser shows the same in its place."""
    item = item_of({"html": "a\0b", "label": "c\0"}, "Item 0")
    assert (item.content, item.label) == ("a\ufffdb", "c\ufffd")


def test_a_line_without_end_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line over the limit is refused with its number."""
    monkeypatch.setattr(itemfiles, "LONGEST_LINE", 50)
    with pytest.raises(BadBatch, match="Line 2 is longer"):
        _read("https://a.example\n" + "https://a.example/" + "x" * 50)


def test_items_come_one_by_one() -> None:
    """The first item is there before the last line is read."""
    items = read_items(io.BytesIO(b"a.example\ntwo words\n"), ItemForm.TEXT)
    assert next(items).content == "https://a.example"
    with pytest.raises(BadBatch):
        next(items)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", ItemForm.CSV),
        ("A.TSV", ItemForm.CSV),
        ("a.jsonl", ItemForm.NDJSON),
        ("a.ndjson", ItemForm.NDJSON),
        ("a.json", ItemForm.JSON),
        ("a.txt", ItemForm.TEXT),
        ("list", ItemForm.TEXT),
    ],
)
def test_the_ending_tells_the_form(name: str, form: ItemForm) -> None:
    """Files are read by what their names end in."""
    assert form_of(name) is form


@pytest.mark.parametrize(
    ("content", "form", "places"),
    [
        ("a.example\ntwo words\nb.example\n<html>\n", ItemForm.TEXT, ["Line 2", "Line 4"]),
        ('{"text": ""}\nnonsense\n"a.example"', ItemForm.NDJSON, ["Line 1", "Line 2"]),
        ("url\nno address\na.example\nx", ItemForm.CSV, ["Line 2", "Line 4"]),
        (
            '["javascript:alert(1)", "a.example", {"text": " "}]',
            ItemForm.JSON,
            ["Item 0", "Item 2"],
        ),
        ("two words\n" * 50, ItemForm.TEXT, [f"Line {number}" for number in range(1, 21)]),
    ],
)
def test_all_items_at_fault_are_named(content: str, form: ItemForm, places: list[str]) -> None:
    """Whoever mends a list need not send it once for each mistake; there is an end to it."""
    with pytest.raises(BadBatch) as caught:
        list(read_items(io.BytesIO(content.encode()), form))
    assert [where for where, _ in caught.value.items] == places
    assert all(why.startswith(where) for where, why in caught.value.items)
    assert str(caught.value).startswith(places[0])
    assert places[-1].lower() in str(caught.value)
    told = problem_of(caught.value)
    assert [field.where for field in told.errors] == places


def test_a_fault_of_the_list_itself_is_told_after_its_items() -> None:
    """What cannot be read on is named beside the items that were at fault before it."""
    with pytest.raises(BadBatch) as caught:
        list(read_items(io.BytesIO(b"two words\na.example\n\xff"), ItemForm.TEXT))
    assert [where for where, _ in caught.value.items] == ["Line 1", "The list"]
