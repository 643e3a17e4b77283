"""Records from files of every kind, also from hostile ones."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.errors import RecordsUnreadable, SourceNotFound
from claimcheck.schema import RejectedRecord, SourceKind, Trial
from claimcheck.trials import pieces
from claimcheck.trials.importing import read_records
from claimcheck.trials.pieces import Piece, pieces_of
from claimcheck.trials.store import RecordStore
from tests.registry_server import make_study

READ_ON = date(2026, 11, 22)
STUDIES = [make_study(n) for n in (1, 2, 3)]
IDS = ["NCT00000001", "NCT00000002", "NCT00000003"]
REGISTRY = Path(__file__).parents[3].parent / "shared" / "registry"

Content = str | bytes


def _packed(content: bytes) -> bytes:
    return gzip.compress(content)


def _same(content: bytes) -> bytes:
    return content


def _lines(*values: Any) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def _read(path: Path) -> list[Trial | RejectedRecord]:
    return list(read_records(path, read_on=READ_ON))


def _file(tmp_path: Path, content: bytes, name: str = "records.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def _ids(records: list[Trial | RejectedRecord]) -> list[str]:
    return [record.id for record in records if isinstance(record, Trial)]


def _rejected(records: list[Trial | RejectedRecord]) -> list[RejectedRecord]:
    return [record for record in records if isinstance(record, RejectedRecord)]


# -- what is read


FORMS: dict[str, bytes] = {
    "a list": json.dumps(STUDIES).encode(),
    "a list over lines": json.dumps(STUDIES, indent=2).encode(),
    "the register's download": b"[\n" + b",\n".join(json.dumps(s).encode() for s in STUDIES) + b"]",
    "a page": json.dumps({"studies": STUDIES}).encode(),
    "a page with a count": json.dumps(
        {"totalCount": 3, "studies": STUDIES, "nextPageToken": "x"}, indent=1
    ).encode(),
    "lines": _lines(*STUDIES),
    "lines without a last end": _lines(*STUDIES).rstrip(b"\n"),
    "lines of Windows": _lines(*STUDIES).replace(b"\n", b"\r\n"),
    "blank lines": b"\n\n" + _lines(*STUDIES).replace(b"\n", b"\n \n"),
    "wrapped lines": _lines(*({"study": study} for study in STUDIES)),
    "lines of pages": _lines({"studies": STUDIES[:2]}, {"studies": STUDIES[2:]}),
    "pages in a row": b"".join(json.dumps({"studies": [s]}, indent=1).encode() for s in STUDIES),
    "studies in a row": b" ".join(json.dumps(s, indent=1).encode() for s in STUDIES),
    "a list of wrapped studies": json.dumps([{"study": study} for study in STUDIES]).encode(),
    "a byte order mark": b"\xef\xbb\xbf" + _lines(*STUDIES),
}


@pytest.mark.parametrize("pack", [_same, _packed], ids=["plain", "packed"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_its_studies(
    tmp_path: Path, form: str, pack: Callable[[bytes], bytes]
) -> None:
    """Whatever the file is called, its content says what it is."""
    records = _read(_file(tmp_path, pack(FORMS[form]), "misleading.csv.zip"))
    assert _ids(records) == IDS
    assert _rejected(records) == []


@pytest.mark.parametrize("indent", [None, 2])
def test_a_single_study_is_read(tmp_path: Path, indent: int | None) -> None:
    """The answer for one id, saved as it came."""
    path = _file(tmp_path, json.dumps(STUDIES[0], indent=indent).encode())
    assert _ids(_read(path)) == IDS[:1]


def test_provenance_is_kept(tmp_path: Path) -> None:
    """What a collection says about a record's origin stands in the record's source."""
    line = {"_provenance": "github:someone/collection@abc\n", "study": STUDIES[0]}
    [trial] = _read(_file(tmp_path, _lines(line)))
    assert isinstance(trial, Trial)
    [source] = trial.sources
    assert source.title == "github:someone/collection@abc"
    assert (source.kind, source.url) == (SourceKind.REGISTRY, None)
    assert source.date_seen == trial.snapshot_date == READ_ON


@pytest.mark.parametrize("provenance", [None, 5, "", "ab", "\x00\ud800", ["x"]])
def test_without_provenance_the_file_is_named(tmp_path: Path, provenance: object) -> None:
    """A record always says where it comes from."""
    line = {"_provenance": provenance, "study": STUDIES[0]}
    [trial] = _read(_file(tmp_path, _lines(line), "copy.jsonl"))
    assert isinstance(trial, Trial)
    assert trial.sources[0].title == "A stored copy: copy.jsonl"


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    """Files come in the order of their names, each place with its path in the folder."""
    (tmp_path / "b").mkdir()
    _file(tmp_path, _lines(STUDIES[1]), "z.json")
    _file(tmp_path, _lines(STUDIES[0]), "a.json")
    _file(tmp_path, _lines(STUDIES[2], {}), "b/c.jsonl")
    _file(tmp_path, b"# Not data\n", "README.md")
    _file(tmp_path, b"junk", ".hidden")
    os.mkfifo(tmp_path / "pipe")
    records = _read(tmp_path)
    assert _ids(records) == ["NCT00000001", "NCT00000002", "NCT00000003"]
    assert [rejected.where for rejected in _rejected(records)] == ["README.md", "b/c.jsonl, line 2"]


# -- what is not


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    """Each broken line is rejected with its number; lines around it are read."""
    bad = [
        b'{"protocolSection": {"identificationModule"',
        b'"\xff\xfe"',
        b"\x00\x00\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"protocolSection": {}, "x": NaN}',
        b"1" * 5_000,
        b"7",
        b"[7]",
        b'{"studies": 7}',
        b'{"study": null}',
        b'{"protocolSection": 7}',
    ]
    content = b"\n".join([json.dumps(STUDIES[0]).encode(), *bad, json.dumps(STUDIES[1]).encode()])
    records = _read(_file(tmp_path, content, "x.jsonl"))
    assert _ids(records) == IDS[:2]
    places = [rejected.where.split(", ")[1] for rejected in _rejected(records)]
    assert places == [f"line {number}" for number in range(2, 2 + len(bad))]


def test_a_first_line_that_is_broken_hides_nothing(tmp_path: Path) -> None:
    """A file of lines is known as such also when its first line is cut."""
    records = _read(_file(tmp_path, b'{"protocolSection": {"ide\n' + _lines(*STUDIES)))
    assert _ids(records) == IDS
    assert len(_rejected(records)) == 1


def test_a_bad_study_in_a_list_is_named(tmp_path: Path) -> None:
    """Inside one document, too, a broken value costs only itself."""
    good = [json.dumps(study).encode() for study in STUDIES]
    content = b"[" + b",".join([good[0], b'{"t": "\xff"}', b"{]}", b"", b"7", good[1]]) + b"]"
    records = _read(_file(tmp_path, content, "x.json"))
    assert _ids(records) == IDS[:2]
    assert [rejected.where for rejected in _rejected(records)] == [
        f"x.json, study {place}" for place in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize("form", ["a list", "a page", "the register's download"])
def test_a_cut_document_gives_what_is_whole(tmp_path: Path, form: str) -> None:
    """A download that broke off keeps its whole studies, and the loss is said."""
    content = FORMS[form]
    records = _read(_file(tmp_path, content[: content.rindex(b"NCT00000003")]))
    assert _ids(records) == IDS[:2]
    [rejected] = _rejected(records)
    assert "ends in the middle" in rejected.why


@pytest.mark.parametrize("lost", [1, 8, 9, 100, 1_000])
def test_a_cut_packed_file_gives_what_is_whole(tmp_path: Path, lost: int) -> None:
    """Of a packed file without its end all whole lines are read, and the loss is said."""
    studies = [make_study(n) for n in range(1, 500)]
    content = gzip.compress(_lines(*studies), 1)
    records = _read(_file(tmp_path, content[:-lost], "x.gz"))
    found = _ids(records)
    assert found == [f"NCT{n:08}" for n in range(1, len(found) + 1)]
    assert len(found) > 480 - lost
    [rejected] = _rejected(records)
    assert rejected.where == f"x.gz, line {len(found) + 1}"
    assert "ends in the middle" in rejected.why


def test_a_damaged_packed_file_is_said(tmp_path: Path) -> None:
    """A flipped bit is found, at the latest by the sum at the end, and costs the last record."""
    content = bytearray(gzip.compress(_lines(*STUDIES)))
    content[-6] ^= 1
    records = _read(_file(tmp_path, bytes(content), "x.gz"))
    assert _ids(records) == IDS[:2]
    [rejected] = _rejected(records)
    assert (rejected.where, rejected.why) == ("x.gz, line 3", "The packed file is damaged.")


def test_joined_packed_files_are_one(tmp_path: Path) -> None:
    """Packed files may be written one after the other, and padded with zeros."""
    content = b"".join(gzip.compress(_lines(study)) for study in STUDIES) + bytes(100)
    assert _ids(_read(_file(tmp_path, content))) == IDS


def _bomb(megabytes: int, start: bytes, fill: bytes, end: bytes) -> bytes:
    packed = io.BytesIO()
    with gzip.open(packed, "wb", 1) as stream:
        stream.write(start)
        for _ in range(megabytes):
            stream.write(fill * 1_000_000)
        stream.write(end)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("start", "fill", "end"),
    [
        (_lines(STUDIES[0]) + b'{"x": "', b" ", b'"}\n' + _lines(STUDIES[1])),
        (_lines(STUDIES[0]), b"\x00", b"\n" + _lines(STUDIES[1])),
        (b"[" + _lines(STUDIES[0]) + b", [", b"[", b"]"),
        (b"[" + _lines(STUDIES[0]) + b', {"x": "', b"\\", b'"},' + _lines(STUDIES[1]) + b"]"),
        (b"[" + _lines(STUDIES[0]) + b', "', b" ", b'",' + _lines(STUDIES[1]) + b"]"),
    ],
    ids=["a long line", "zeros", "brackets", "backslashes", "a long text"],
)
def test_a_bomb_costs_neither_memory_nor_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes, fill: bytes, end: bytes
) -> None:
    """A value that unpacks without end is passed over; what stands before it is read."""
    monkeypatch.setattr(pieces, "MOST_BYTES", 1_000_000)
    records = _read(_file(tmp_path, _bomb(5, start, fill, end)))
    assert _ids(records)[0] == "NCT00000001"
    assert len(_rejected(records)) == 1
    if fill != b"[":
        assert _ids(records) == IDS[:2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"# Title\n\nWords.\n",
        b"\x89PNG\r\n",
        b"id,title\n1,x\n",
        "{}".encode("utf-16"),
    ],
)
def test_a_file_that_is_not_json_is_named_once(tmp_path: Path, content: bytes) -> None:
    """A text or a picture is one rejection, not one for each line."""
    [rejected] = _read(_file(tmp_path, content, "other.md"))
    assert isinstance(rejected, RejectedRecord)
    assert rejected.where == "other.md"


def test_text_after_a_document_is_said(tmp_path: Path) -> None:
    """What follows the last value does not vanish silently."""
    records = _read(_file(tmp_path, FORMS["a list over lines"] + b" and more"))
    assert _ids(records) == IDS
    assert len(_rejected(records)) == 1


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A wrong path is not an empty file."""
    for path in (tmp_path / "missing", tmp_path / "nul\x00", _file(tmp_path, b"") / "below"):
        with pytest.raises(SourceNotFound):
            _read(path)


def test_what_cannot_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, an impossible name and a closed file are named; inside a folder they are rejected."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecordsUnreadable, match="pipe"):
        _read(tmp_path / "pipe")
    with pytest.raises(RecordsUnreadable):
        _read(tmp_path / ("x" * 5_000))
    closed = _file(tmp_path, _lines(STUDIES[0]), "closed.json")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, f"Permission denied ({mode})", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RecordsUnreadable, match=r"closed\.json: Permission denied"):
        _read(closed)
    [rejected] = _read(tmp_path)
    assert isinstance(rejected, RejectedRecord)
    assert rejected.where == "closed.json"


def test_odd_names_of_files_can_be_printed_and_stored(tmp_path: Path) -> None:
    """A file name that is not UTF-8 does not break the source of its records."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xffme.json"))
    path.write_bytes(_lines(STUDIES[0], {}))
    trial, rejected = _read(tmp_path)
    assert isinstance(trial, Trial)
    assert isinstance(rejected, RejectedRecord)
    assert trial.sources[0].title.isprintable()
    assert rejected.where.isprintable()


# -- cutting


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    values=st.lists(st.dictionaries(st.text(max_size=5), _JSON, max_size=4), min_size=1),
    indent=st.none() | st.integers(0, 2),
    ascii_only=st.booleans(),
    chunk=st.integers(1, 40),
)
@example(values=[{"a": '\\"'}, {"b\\": "]"}], indent=None, ascii_only=True, chunk=1)
def test_cutting_gives_the_values_of_the_document(
    values: list[dict[str, Any]], indent: int | None, *, ascii_only: bool, chunk: int
) -> None:
    """Wherever the chunks of a file end, a list is cut into exactly its values."""
    content = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_CHUNK", chunk)
        cut = list(pieces_of(io.BufferedReader(io.BytesIO(content)), "x"))
    assert [json.loads(piece.data) for piece in cut if isinstance(piece, Piece)] == values


@given(content=st.binary(max_size=300) | st.text('[]{}",:\\ \n1a', max_size=300).map(str.encode))
@example(content=b"\x1f\x8b")
@example(content=b"\x1f\x8b" + bytes(20))
@example(content=b"[")
@example(content=b'{"studies":[')
@example(content=b"{}]")
def test_no_content_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Whatever a file holds, it is read or rejected, and the reading ends."""
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(content)
    assert all(isinstance(record, Trial | RejectedRecord) for record in _read(path))


# -- all stored copies


@pytest.mark.skipif(not REGISTRY.is_dir(), reason="the stored copies are not on this machine")
def test_every_stored_copy_is_read(tmp_path: Path) -> None:
    """All 2,533 studies of five collections come in, and a real store takes them."""
    records = _read(REGISTRY / "studies")
    assert _rejected(records) == []
    assert len(records) == 2_533
    trials = [record for record in records if isinstance(record, Trial)]
    counts = Counter(trial.posted is not None for trial in trials)
    assert counts[True] == 64
    url = f"sqlite:///{tmp_path / 'all.db'}"
    with RecordStore.open(url, tag=lambda trial: trial) as store:
        report = store.put(trials)
        assert report.new == store.count() == len({trial.id for trial in trials})
        assert report.new + report.changed + report.same + report.older == 2_533


@pytest.mark.skipif(not REGISTRY.is_dir(), reason="the stored copies are not on this machine")
def test_saved_answers_are_read() -> None:
    """Real answers of the register, single studies and pages, come in as they are."""
    records = _read(REGISTRY / "live_responses_2026-08-11")
    assert (len(records), _rejected(records)) == (18, [])
