"""Lists of items as they are read: the same in every form, and never a failure of another kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.jsonlists import JsonItems
from api.uploads import CheckedItems, Upload
from claimcheck.errors import BadBatch, ClaimcheckError, TooManyItems
from claimcheck.itemfiles import ItemForm
from claimcheck.schema import BatchItem, BatchOptions, Kind

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
_CELL = _TEXT.filter(lambda text: "\0" not in text)
_LABEL = st.none() | _CELL.map(lambda text: text.strip()[:200].strip()).filter(bool)
_PLACE = st.text(st.characters(categories=["L", "N"]), max_size=20)
_URL = _PLACE.map(lambda place: f"https://a.example/{place}")
_ITEM = st.one_of(
    st.builds(BatchItem, kind=st.just(Kind.URL), content=_URL, label=_LABEL),
    st.builds(BatchItem, kind=st.sampled_from([Kind.HTML, Kind.TEXT]), content=_CELL, label=_LABEL),
)
_ITEMS = st.lists(_ITEM, min_size=1, max_size=8)
NONE = BatchOptions()


def _read(body: bytes, form: ItemForm, most: int = 1_000) -> tuple[list[BatchItem], str]:
    with CheckedItems(Upload(io.BytesIO(body), form), NONE, most=most) as checked:
        assert list(checked) == list(checked)
        return list(checked), checked.fingerprint


def _json(items: Sequence[BatchItem]) -> list[dict[str, str | None]]:
    return [{item.kind.value: item.content, "label": item.label} for item in items]


def _csv(items: Sequence[BatchItem]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, ["url", "html", "text", "label"])
    writer.writeheader()
    writer.writerows(_json(items))
    return buffer.getvalue().encode()


@given(_ITEMS, st.booleans(), st.sampled_from(["", "\ufeff"]))
def test_every_form_reads_back_what_was_written(
    items: list[BatchItem], ascii_: bool, mark: str
) -> None:
    """JSON, JSON lines and CSV of the same items are the same items with the same fingerprint."""
    listed = json.dumps(_json(items), ensure_ascii=ascii_, indent=1 if ascii_ else None)
    lines = "".join(f"{json.dumps(one, ensure_ascii=ascii_)}\n" for one in _json(items))
    wrapped = json.dumps({"items": _json(items)}, ensure_ascii=ascii_)
    told = [
        _read((mark + listed).encode(), ItemForm.JSON),
        _read((mark + wrapped).encode(), ItemForm.JSON),
        _read((mark + lines).encode(), ItemForm.NDJSON),
        _read(mark.encode() + _csv(items), ItemForm.CSV),
    ]
    assert [found for found, _ in told] == [items] * len(told)
    assert len({fingerprint for _, fingerprint in told}) == 1


@given(st.lists(_URL, min_size=1, max_size=20))
def test_plain_lines_are_the_column_without_a_name(urls: list[str]) -> None:
    """One address a line reads alike as text and as CSV without a header."""
    body = "\r\n".join(urls).encode()
    plain, _ = _read(body, ItemForm.TEXT)
    assert [item.content for item in plain] == urls
    assert _read(body, ItemForm.CSV)[0] == plain


_LIKELY = st.sampled_from(
    ['"', "{", "}", "[", "]", ",", ":", "\\", "url", "\n", "\r", "a.example", "\ufeff", "1", "\0"]
)


@pytest.mark.parametrize("name", ["{}", "[]", "1", "null"])
def test_the_name_of_a_field_is_a_string(name: str) -> None:
    """Anything else is refused as what it is."""
    with pytest.raises(BadBatch, match="fields"):
        _read(f"{{{name}:[]}}".encode(), ItemForm.JSON)


@given(
    st.one_of(
        st.binary(),
        st.lists(_LIKELY).map(lambda parts: "".join(parts).encode()),
        st.lists(_LIKELY).map(lambda parts: f'["a.example",{"".join(parts)}'.encode()),
        st.lists(_LIKELY).map(lambda parts: f"url,label\n{''.join(parts)}".encode()),
    ),
    st.sampled_from(ItemForm),
)
def test_garbage_is_a_bad_batch(body: bytes, form: ItemForm) -> None:
    """Whatever is sent is read, or refused as what it is."""
    try:
        items, _ = _read(body, form)
    except BadBatch as error:
        assert len(str(error)) < 250  # noqa: PT017 - both ways are right
    else:
        assert items


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_any_json_is_read_or_refused(value: object) -> None:
    """Values of other types are no items."""
    for whole in (value, [value], {"items": value}, {"items": ["a.example"], "options": value}):
        try:
            _read(json.dumps(whole).encode(), ItemForm.JSON)
        except ClaimcheckError as error:
            assert isinstance(error, BadBatch)  # noqa: PT017 - both ways are right


class _Dripping(io.BytesIO):
    """Gives a few bytes at a time, as a slow file would."""

    def __init__(self, body: bytes, step: int) -> None:
        super().__init__(body)
        self._step = step

    def read(self, size: int | None = -1) -> bytes:
        """At most a few."""
        return super().read(min(self._step, size) if size and size > 0 else self._step)


@given(_ITEMS, st.integers(min_value=1, max_value=9))
def test_a_list_is_the_same_wherever_it_is_cut(items: list[BatchItem], step: int) -> None:
    """Items that come in pieces, cut inside of words, escapes and characters, are read whole."""
    for ascii_ in (True, False):
        body = json.dumps({"items": _json(items), "options": {"fast": True}}, ensure_ascii=ascii_)
        reader = JsonItems(_Dripping(body.encode(), step))
        assert list(reader) == items
        assert reader.options == {"fast": True}


@pytest.mark.parametrize("body", ["[12345678901", '["a.example", 12, 3]', "[1" + "0" * 10_000])
def test_numbers_are_no_items(body: str) -> None:
    """A number is refused, however long it is and wherever it is cut."""
    with pytest.raises(BadBatch):
        list(JsonItems(_Dripping(body.encode(), 3)))


def test_more_items_than_allowed_are_refused() -> None:
    """The limit counts items, in every form."""
    lines = b"a.example\n" * 5
    assert len(_read(lines, ItemForm.TEXT, most=5)[0]) == 5
    with pytest.raises(TooManyItems):
        _read(lines, ItemForm.TEXT, most=4)


def test_options_change_the_fingerprint() -> None:
    """The same items with other options are another batch."""
    prints = set()
    for options in (NONE, BatchOptions(fast=True), BatchOptions(country="AU")):
        upload = Upload(io.BytesIO(b"a.example"), ItemForm.TEXT)
        with CheckedItems(upload, options, most=1) as checked:
            prints.add(checked.fingerprint)
    assert len(prints) == 3


def test_a_large_list_takes_the_memory_of_one_item() -> None:
    """Reading 60 MB of JSON holds no more than a few of its items at a time."""
    import tracemalloc

    page = "x" * 300_000
    body = io.BytesIO(json.dumps([{"text": page}] * 200).encode())
    tracemalloc.start()
    assert sum(1 for _ in JsonItems(body)) == 200
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000
