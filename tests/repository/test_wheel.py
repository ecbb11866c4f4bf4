"""The data and the notebooks ship inside the package, also in a wheel that was made from an sdist."""

import compileall
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest


def build(source: Path, kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist without a network and give back the one file made."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    run = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def source(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    with tarfile.open(build(root, "sdist", folder / "sdist")) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return source


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """A wheel from an sdist: the longest way round, and so the one that forgets most."""
    return build(source, "wheel", source.parent / "wheel")


def inside(folder: Path, prefix: str) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {f"{prefix}/{path.as_posix()}" for path in files if not path.name.startswith(".")}


def test_the_wheel_holds_code_rules_data_and_notebooks_and_nothing_else(root: Path, wheel: Path) -> None:
    needed = inside(root / "lepdata", "lepdata") | inside(root / "notebooks", "lepdata/notebooks")
    needed |= inside(root / "data", "lepdata/data")
    assert {"lepdata/py.typed", "lepdata/__init__.pyi", "lepdata/notebooks/lep_review.ipynb"} <= needed
    names = set(zipfile.ZipFile(wheel).namelist())
    own = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/DATA_LICENCE.md"}
    assert {re.sub(r"^lepdata-[\d.]+\.dist-info/", "", name) for name in names - needed} == own and needed <= names


def test_the_sdist_holds_what_its_makefile_needs_and_nothing_else(root: Path, source: Path) -> None:
    kept = {".ci", ".github", ".gitignore", "CITATION.cff", "LICENSE", "Makefile", "PKG-INFO", "benchmarks", "data"}
    kept |= {"docs", "environment.yml", "lepdata", "mkdocs.yml", "notebooks", "pyproject.toml", "reports", "tests"}
    kept |= {"requirements", *(path.name for path in root.glob("*.md"))}
    assert {path.name for path in source.iterdir()} == kept
    assert [path.name for path in (source / "reports").iterdir()] == ["README.md"]


@pytest.fixture(scope="module")
def lepdata(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The command of an installed wheel, run in an empty folder; everything needed beside it is this environment's."""
    site, here = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("here")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    compileall.compile_dir(site, quiet=1)  # as an installer does
    before = state(site)

    def run(*words: object, code: int = 0) -> str:
        there = {"cwd": here, "env": {**os.environ, "PYTHONPATH": str(site)}, "capture_output": True, "text": True}
        done = subprocess.run([sys.executable, "-m", "lepdata", *map(str, words)], **there, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        assert state(site) == before, "the package was touched"
        return done.stdout

    run.here = here
    return run


def state(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


NAMES = ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivy", "Jo", "Kit", "Lou", "Max", "Nan", "Ola", "Pip"]


def people(private: int, of: int) -> list[dict[str, str]]:
    works = [f"{name} Works Ltd" if at < private else "Kent County Council" for at, name in enumerate(NAMES[:of])]
    return [
        {"person_name": f"{name} Invented", "organisation": works[at], "role": "member" if at else "chair"}
        for at, name in enumerate(NAMES[:of])
    ]


def words_of(page: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")).split())


def test_a_business_board_of_14_from_the_template_to_a_page(lepdata: Any) -> None:
    lepdata("template", "-o", "board.xlsx")
    book = openpyxl.load_workbook(lepdata.here / "board.xlsx")
    headings = [cell.value for cell in book["Board"][1]]
    for row, person in enumerate(people(9, 14), 2):
        for heading, text in {**person, "lep": "Wessex", "snapshot_date": "2026-03-31"}.items():
            book["Board"].cell(row, headings.index(heading) + 1).value = text
    book.save(lepdata.here / "board.xlsx")
    assert "14 members" in lepdata("check", "board.xlsx", "--full")
    lepdata("review", "--data", "board.xlsx", "--out", "one", "--edition", "spring")
    assert "14 members" in words_of(lepdata.here / "one/boards/wessex.html")
    book["Board"].delete_rows(15)
    book.save(lepdata.here / "later.xlsx")
    asked = ["--edition", "summer", "--since", "one", "--out", "one", "--no-national"]
    lepdata("review", "--data", "later.xlsx", *asked)
    changed, front = words_of(lepdata.here / "one/changes.html"), (lepdata.here / "one/index.html").read_text()
    assert "Corrected: Nan Invented: " in changed  # one list of one day
    assert "summer" in changed and "changes.html" in front
