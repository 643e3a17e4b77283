"""``claimcheck batch``: a list in, one line an item out, whatever stops it on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Exit
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.cli.batchprogress import Pace, counts, duration
from claimcheck.cli.resultfile import ResultFile, RunState, opened
from tests.jobs.children import wait_until

CLAIM = "Stem cells reverse autism in 80% of children. There are no side effects."
STATE = RunState(fingerprint="f", server=None, batch="b")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A data folder of this test's own, and a short time after which a dead worker counts as so."""
    return {
        **os.environ,
        "CLAIMCHECK_DATA_DIR": str(tmp_path / "data"),
        "CLAIMCHECK_DEAD_AFTER": "1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A list of 40 short texts."""
    path = tmp_path / "texts.ndjson"
    told = [{"text": f"{CLAIM} Clinic {number}.", "label": str(number)} for number in range(40)]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in told), encoding="utf-8")
    return path


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "claimcheck", "batch", *map(str, arguments)]


def _batch(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter
        _command(*arguments), env=environment, capture_output=True, text=True, check=False
    )


def _lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def _is_whole(out: Path, total: int) -> bool:
    *results, last = _lines(out)
    items = [result["item"] for result in results]
    return sorted(items) == list(range(total)) and last["summary"]["complete"]


def test_each_item_has_one_line_and_the_last_one_counts(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """Reports and problems stand beside each other; stderr tells how many could not be checked."""
    source, out = tmp_path / "list.ndjson", tmp_path / "out.ndjson"
    items = [{"text": CLAIM, "label": "mine"}, "http://127.0.0.1/", {"text": "¿Qué?"}]
    source.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    done = _batch(environment, source, "--out", out, "--fast", "--country", "gb")
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 of 3: 1 ok, 2 with a problem" in done.stderr
    assert "2 could not be checked" in done.stderr
    by_item = {line["item"]: line for line in _lines(out)[:-1]}
    assert by_item[0]["label"] == "mine"
    assert by_item[0]["report"]["country"] == "GB"
    assert by_item[1]["problem"]["code"] == "refused_address"
    assert by_item[2]["outcome"] == "problem"
    assert _is_whole(out, 3)

    before = out.read_bytes()
    assert _batch(environment, source, "--out", out, "--fast", "--country", "UK").returncode == 0
    assert out.read_bytes() == before

    tried = _batch(environment, source, "--out", out, "--fast", "--country", "GB", "--retry-failed")
    assert tried.returncode == 0
    assert _is_whole(out, 3)
    seqs = {line["item"]: line["seq"] for line in _lines(out)[:-1]}
    assert seqs[0] == by_item[0]["seq"]
    assert min(seqs[1], seqs[2]) > 3

    other, anew = tmp_path / "other.ndjson", tmp_path / "anew.ndjson"
    options = ("--fast", "--country", "GB")
    assert _batch(environment, source, "--out", other, *options).returncode == 0
    assert _batch(environment, source, "--out", anew, *options, "--again").returncode == 0
    ids = [_lines(path)[-1]["summary"]["batch"] for path in (out, other, anew)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_the_same_command_goes_on_after_any_stop(
    number: signal.Signals, tmp_path: Path, texts: Path, environment: dict[str, str]
) -> None:
    """Killed or stopped with Ctrl-C, with half a line written: in the end each item has one."""
    out = tmp_path / "out.ndjson"
    # A test run in the background is deaf to Ctrl-C, and so would be what it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        _command(texts, "--out", out), env=environment, stderr=subprocess.PIPE, text=True
    )
    signal.signal(signal.SIGINT, heard)
    wait_until(lambda: out.exists() and b"\n" in out.read_bytes(), "the first result is written")
    process.send_signal(number)
    told = process.communicate(timeout=120)[1]
    if number is signal.SIGINT:
        assert process.returncode == 130
        assert "Run the same command again" in told
        assert "Traceback" not in told
    with out.open("ab") as file:
        file.write(b'{"item":39,"se')
    seen = {line["item"]: line for line in _lines_before_the_cut(out)}
    done = _batch(environment, texts, "--out", out)
    assert done.returncode == 0, done.stderr
    assert _is_whole(out, 40)
    after = {line["item"]: line for line in _lines(out)[:-1]}
    assert {item: after[item] for item in seen} == seen


def _lines_before_the_cut(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_bytes().splitlines()[:-1]]


def test_items_may_come_over_standard_input(tmp_path: Path, environment: dict[str, str]) -> None:
    """A list in a pipe is read as lines."""
    out = tmp_path / "out.ndjson"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        _command("-", "--out", out, "--fast"),
        env=environment,
        input=b"# nothing here\nhttp://127.0.0.1/\nhttp://[::1]/\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert _is_whole(out, 2)


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def _foreign(out: Path) -> None:
    out.write_bytes(b"my notes\n")


def _empty(out: Path) -> None:
    out.touch()


def _other_items(out: Path) -> None:
    with opened(out, RunState(fingerprint="another", server=None), again=False):
        pass


def _broken_state(out: Path) -> None:
    out.with_name(f"{out.name}.state").write_bytes(b"{")


@pytest.mark.parametrize("prepare", [_foreign, _empty, _other_items, _broken_state])
def test_a_file_of_something_else_is_left_alone(
    prepare: Callable[[Path], None], tmp_path: Path, texts: Path
) -> None:
    """Bad usage in one line; not a byte of the file changes."""
    out = tmp_path / "out.ndjson"
    prepare(out)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    refused = _run(texts, "--out", out)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("claimcheck: ")
    assert len(refused.stderr.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "arguments", "status", "message"),
    [
        ("two words", (), 2, "Line 1 is not an address"),
        ("# nothing\n", (), 2, "holds no item"),
        ("a.example", ("--country", "XX"), 2, "not the code of a country"),
        ("a.example", ("--server", "http://check.example"), 2, "without encryption"),
        ("a.example", ("--server", "check.example"), 2, "does not start with"),
        (None, (), 3, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is(
    text: str | None,
    arguments: Sequence[str],
    status: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line on stderr, and no results."""
    monkeypatch.setenv("CLAIMCHECK_API_KEY", "cck_secret")
    source, out = tmp_path / "list.txt", tmp_path / "out.ndjson"
    if text is not None:
        source.write_text(text, encoding="utf-8")
    refused = _run(source, "--out", out, *arguments)
    assert refused.exit_code == status
    assert message in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert "cck_secret" not in refused.output
    assert not out.exists() or not out.read_bytes()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, texts: Path) -> None:
    """An --out that cannot be written is bad usage."""
    refused = _run(texts, "--out", tmp_path / "none" / "out.ndjson")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr


def _result(item: int, seq: int) -> bytes:
    return json.dumps({"item": item, "seq": seq, "text": "a\u2028b"}, ensure_ascii=False).encode()


def _summary(last_seq: int) -> bytes:
    return json.dumps({"summary": {"last_seq": last_seq, "complete": True}}).encode()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that all examples share."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@given(total=st.integers(1, 5), data=st.data())
def test_wherever_the_file_is_cut_it_becomes_whole(
    total: int, data: st.DataObject, folder: Path
) -> None:
    """After any cut, reading on from the last whole line gives the same file again."""
    lines = [_result(item, item + 1) for item in range(total)]
    whole = b"".join(line + b"\n" for line in [*lines, _summary(total)])
    path = folder / "out.ndjson"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    file = ResultFile(path, STATE)
    assert file.lines == file.last_seq
    for number in range(file.last_seq, total):
        file.add(lines[number], number + 1)
    file.finish(_summary(total), total=total)
    file.close()
    assert path.read_bytes() == whole


@given(st.lists(st.integers(0, 4), min_size=1))
def test_items_that_were_tried_again_keep_their_last_line(tried: list[int]) -> None:
    """However often items come, the finished file has one line for each, the newest."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "out.ndjson"
        file = ResultFile(path, STATE)
        for at, item in enumerate(tried):
            file.add(_result(item, at + 1), at + 1)
        file.finish(_summary(len(tried)), total=len(set(tried)))
        file.close()
        *results, last = _lines_of_bytes(path)
        newest = {item: at + 1 for at, item in enumerate(tried)}
        assert {line["item"]: line["seq"] for line in results} == newest
        assert len(results) == len(newest)
        assert "summary" in last
        again = ResultFile(path, STATE)
        assert (again.lines, again.is_complete) == (len(newest), True)
        again.close()
        assert [one.name for one in Path(name).iterdir()] == ["out.ndjson"]


def _lines_of_bytes(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def test_two_commands_do_not_write_to_one_file(tmp_path: Path) -> None:
    """The second one is refused while the first is at work, and may go on after it."""
    out = tmp_path / "out.ndjson"
    wanted = RunState(fingerprint="f", server=None)
    with opened(out, wanted, again=False), pytest.raises(Exit), opened(out, wanted, again=False):
        pass
    with opened(out, wanted, again=False) as file:
        assert file.lines == 0


def test_checking_anew_needs_a_new_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run of its own goes on while it is not whole; a file of any run before it is refused."""
    wanted = RunState(fingerprint="f", server=None)
    plain, own = tmp_path / "plain.ndjson", tmp_path / "own.ndjson"
    with opened(plain, wanted, again=False) as file:
        file.add(_result(0, 1), 1)
    with opened(own, wanted, again=True) as file:
        run = file.state.run
        file.add(_result(0, 1), 1)
    with opened(own, wanted, again=True) as file:
        assert (file.state.run, file.lines) == (run, 1)
        file.finish(b'{"summary":{"last_seq":1}}', total=1)
    for path in (plain, own):
        before = path.read_bytes()
        with pytest.raises(Exit), opened(path, wanted, again=True):
            pass
        assert "--again checks anew into a new file" in capsys.readouterr().err
        assert path.read_bytes() == before
    with opened(own, wanted, again=False) as file:
        assert file.is_complete


def test_results_of_a_batch_that_is_gone_are_not_mixed(tmp_path: Path) -> None:
    """When the batch was deleted meanwhile, the new one needs a file of its own."""
    out = tmp_path / "out.ndjson"
    wanted = RunState(fingerprint="f", server=None)
    with opened(out, wanted, again=False) as file:
        file.bind("first")
        file.add(_result(0, 1), 1)
    with opened(out, wanted, again=False) as file, pytest.raises(Exit):
        file.bind("second")


def _standing(**counts_: int) -> Any:
    told = {"total": 5_000, "waiting": 0, "ok": 0, "problems": 0, "cancelled": 0}
    return SimpleNamespace(**(told | counts_))


def test_progress_is_told_in_words() -> None:
    """Counts, rate and the time that is left."""
    now = iter([0.0, 100.0, 100.0])
    pace = Pace(clock=lambda: next(now))
    pace.see(_standing(waiting=5_000))
    later = _standing(waiting=4_800, ok=190, problems=10)
    pace.see(later)
    assert counts(later) == "200 of 5,000: 190 ok, 10 with a problem, 4,800 waiting"
    assert pace.words(later) == "; 2.0 a second, about 40 min left"
    assert "7 cancelled" in counts(_standing(cancelled=7))


@pytest.mark.parametrize(("seconds", "told"), [(5.2, "5 s"), (90, "2 min"), (5_400, "1.5 h")])
def test_a_time_is_told_in_the_unit_that_fits(seconds: float, told: str) -> None:
    """Seconds, minutes or hours."""
    assert duration(seconds) == told
