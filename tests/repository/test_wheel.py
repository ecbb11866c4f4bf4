"""The data and the notebooks ship inside the package, also in a wheel that was made from an sdist."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


def build(source: Path, kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist without a network and give back the one file made."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    run = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel from an sdist: the longest way round, and so the one that forgets most."""
    folder = tmp_path_factory.mktemp("build")
    with tarfile.open(build(root, "sdist", folder / "sdist")) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return build(source, "wheel", folder / "wheel")


def inside(folder: Path, pattern: str, prefix: str) -> set[str]:
    return {f"{prefix}/{path.relative_to(folder).as_posix()}" for path in folder.rglob(pattern) if path.is_file()}


def test_the_wheel_holds_data_rules_and_notebooks(root: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = inside(root / "data", "[!.]*.csv", "lepdata/data")
    needed |= {name for name in inside(root / "lepdata", "[!.]*.*", "lepdata") if not name.endswith(".pyc")}
    needed |= {f"lepdata/notebooks/{name}.ipynb" for name in ("lep_review", "national_review", "how_far_to_trust")}
    assert len(needed) > 40
    assert needed - names == set()
    assert not [name for name in names if name.startswith(("data/", "notebooks/", "tests/"))]


def test_an_installed_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = "import lepdata; print(lepdata.__file__); print(len(lepdata.boards()), len(lepdata.seats()))"
    here = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=here, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    where, counts = run.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path)
    assert all(int(count) > 0 for count in counts.split())
