"""The wheel carries its data and works away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpus" / "pages" / "demo_clinic.html"

pytestmark = pytest.mark.wheel


def _run(*command: str | Path, cwd: Path) -> str:
    inherited = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(  # noqa: S603 - our own tools
        [*map(str, command)],
        cwd=cwd,
        env={**inherited, "CLAIMCHECK_DATA_DIR": str(cwd / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist and not from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script folder of a fresh environment that holds the wheel and, beside it, its libraries.

    The libraries come from the running environment by path, so nothing is downloaded; path files
    in there are not followed, so an editable install of the checkout stays out.
    """
    home = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(home, with_pip=False)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    python = binaries / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    library = Path(_run(python, "-c", asked, cwd=home).strip())
    (library / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=home)
    return binaries


def test_wheel_holds_one_package_with_its_data(wheel: Path) -> None:
    """Nothing but ``claimcheck`` is installed, with trials, concepts, model and licence inside."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"claimcheck"}
    for folder in ("corpus/trials/", "corpus/concepts/", "models/cue_confidence/weights.json"):
        assert [name for name in names if name.startswith(f"claimcheck/_data/{folder}")]
    assert "claimcheck/py.typed" in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_data_of_the_checkout_is_all_in_the_wheel(wheel: Path) -> None:
    """No data file that is read at run time stays behind in the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name.removeprefix("claimcheck/_data/") for name in archive.namelist()}
    folders = [ROOT / "corpus" / name for name in ("trials", "concepts", "regulatory")]
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert wanted
    assert wanted <= shipped


def test_saved_page_is_checked_away_from_the_checkout(scripts: Path, tmp_path: Path) -> None:
    """The installed command checks a saved page offline, with the wheel's data and not ours."""
    shutil.copy(DEMO, tmp_path / "page.html")
    where = "from claimcheck.resources import corpus_path; print(corpus_path('trials'))"
    data = Path(_run(scripts / "python", "-c", where, cwd=tmp_path).strip())
    assert data.is_relative_to(scripts.parent)

    command = ("check", "page.html", "--offline", "--format", "json")
    installed = json.loads(_run(scripts / "claimcheck", *command, cwd=tmp_path))
    ours = json.loads(
        _run(sys.executable, "-m", "claimcheck", "check", DEMO, "--format", "json", cwd=ROOT)
    )
    assert installed["claims"]
    assert installed["claims"] == ours["claims"]
    assert installed["trials"] == ours["trials"]
