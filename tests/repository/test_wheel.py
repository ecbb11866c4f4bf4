"""The data and the notebooks ship inside the package, also in a wheel that was made from an sdist."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
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
    """What an sdist holds."""
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
    """The files of a folder that belong to the repository."""
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
    before = state(site)

    def run(*words: object, code: int = 0) -> str:
        command = [sys.executable, "-m", "lepdata", *map(str, words)]
        set_here = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=here, env=set_here, capture_output=True, text=True, check=False)
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


def board(path: Path, private: int, of: int) -> Path:
    rows = [",".join(row.values()) for row in people(private, of)]
    path.write_text("Name,Organisation,Role\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


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
    assert "No longer seen: Nan Invented" in changed  # neither list says that it is full
    assert "summer" in changed
    assert "changes.html" in front


def test_lists_beside_the_shipped_ones_under_a_rule_of_60_per_cent(lepdata: Any) -> None:
    lepdata("new", "mine", "--title", "Wessex and the others")
    solent, wessex = board(lepdata.here / "solent.csv", 10, 16), board(lepdata.here / "wessex.csv", 7, 12)
    lepdata("add", solent, "--data", "mine", "--lep", "Solent", "--date", "2021", "--full")
    business_board = ["--lep", "Wessex", "--body", "Wessex Business Board", "--full"]
    lepdata("add", wessex, "--data", "mine", *business_board, "--date", "2026-03-31")
    lepdata("frameworks", "--new", "sixty.toml", "--from", "nlgaf-2021")
    rules = (lepdata.here / "sixty.toml").read_text(encoding="utf-8")
    rules = rules.replace("two-thirds of", "three-fifths of").replace('"2/3"', '"3/5"')
    (lepdata.here / "sixty.toml").write_text(rules, encoding="utf-8")
    lepdata("review", "--data", "mine", "--lep", "Wessex", "--framework", "sixty.toml", "--out", "site")
    answers = pd.read_csv(lepdata.here / "site/data/answers.csv").query("criterion == 'private-two-thirds'")
    assert set(answers["framework"]) == {"sixty"}
    assert answers.set_index("lep")["answer"].loc[["Solent", "Wessex"]].tolist() == ["met", "not met"]  # 10/16, 7/12
    nation, page = words_of(lepdata.here / "site/national.html"), words_of(lepdata.here / "site/boards/wessex.html")
    assert "1 board of Wessex and the others" in nation
    assert "Wessex 2026" in nation, nation[:6000]
    assert "hree-fifths" in nation
    assert "12 members" in page
    assert "Two-thirds private" not in nation + page
    lepdata("plan", "draft", "Wessex", "--data", "mine", "-o", "plan.docx")
    assert (lepdata.here / "plan.docx").is_file()
    # last quarter against this, in words
    later = board(lepdata.here / "later.csv", 7, 11)
    lepdata("new", "next", "--alone")
    lepdata("add", wessex, "--data", "next", *business_board, "--date", "2026-03-31")
    lepdata("add", later, "--data", "next", *business_board, "--date", "2026-06-30")
    changed = lepdata("changes", "site", "next", "--format", "md")
    assert "- Left: Lou Invented, Kent County Council" in changed
    assert "- Another list is judged: full list of 31 March 2026 → full list of 30 June 2026" in changed
