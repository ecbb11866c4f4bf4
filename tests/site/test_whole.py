"""A site takes its place whole: until then the old one stands, and somebody's own files in the folder stay for ever."""

import os
from pathlib import Path

import pytest

from lepdata.collections.compared import compare
from lepdata.errors import UsageError
from lepdata.files import BESIDE, LOCK, locked
from lepdata.site.sites import renewed

ONE = {"index.html": "1", "run.json": '{"lepdata": 1}', "boards/ada.html": "1"}
ONE |= {"notebooks/ada.ipynb": "1", "old.csv": "1"}
TWO = {"index.html": "2", "run.json": '{"lepdata": 2}', "boards/ada.html": "2", "boards/bob.html": "2"}
MINE = {"mine.txt": "m", "boards/mine.txt": "m", "boards/deep/er.txt": "m", ".well-known/x": "m"}


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)  # as when written whole: never through a link
        (folder / name).write_text(text)


def files(folder: Path) -> dict[str, str]:
    every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_text() for name, path in every.items() if name != ".lepdata-files"}


@pytest.fixture
def out(tmp_path):
    with renewed(tmp_path / "out", False) as folder:
        put(folder, ONE)
    put(tmp_path / "out", MINE)
    return tmp_path / "out"


def renew(out: Path, resume: bool = False) -> None:
    with renewed(out, resume) as folder:
        assert files(folder) == {**ONE, **({"notebooks/eve.ipynb": "3"} if resume else {})}  # only what is lepdata's
        put(folder, TWO)
        (folder / "old.csv").unlink()


AFTER = {**{name: text for name, text in ONE.items() if name != "old.csv"}, **TWO, **MINE}


def test_a_site_takes_its_place_and_leaves_what_is_not_its_own(out):
    server = os.open(out, os.O_RDONLY)  # whoever serves the folder goes on serving it
    mine = (out / "boards/mine.txt").stat().st_ino
    (out / "boards/empty").mkdir()
    renew(out)
    assert files(out) == AFTER and (out / "boards/mine.txt").stat().st_ino == mine
    assert (out / "boards/empty").is_dir() and not (out / BESIDE).exists()
    assert "index.html" in os.listdir(server)
    os.close(server)


@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_what_fails_leaves_the_old_site_and_finished_notebooks_for_the_next(out, error):
    with pytest.raises(type(error)), renewed(out, False) as folder:
        put(folder, {**TWO, "notebooks/eve.ipynb": "3", f"notebooks/{LOCK}": "of a run that was killed"})
        raise error
    assert {name: text for name, text in files(out).items() if BESIDE not in name} == {**ONE, **MINE}
    renew(out, resume=True)
    assert files(out) == {**AFTER, "notebooks/eve.ipynb": "3"}


@pytest.mark.parametrize("at", range(6))
def test_a_run_killed_on_its_way_into_place_is_finished_by_the_next(out, monkeypatch, at):
    moves, whole = iter(range(100)), Path.replace

    def killed(path: Path, target: Path) -> Path:
        if next(moves) == at:
            raise SystemExit
        return whole(path, target)

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(Path, "replace", killed)
        renew(out)
        raise SystemExit  # there were fewer moves
    with renewed(out, False):
        pass
    assert files(out) == AFTER


@pytest.mark.parametrize("name", ["index.html", "run.json", "boards/bob.html"])
def test_a_folder_with_somebody_elses_pages_is_refused(tmp_path, name):
    put(tmp_path, {name: "theirs"})
    refused = pytest.raises(UsageError, match=f"holds {name}, which lepdata did not write")
    with refused, renewed(tmp_path, False) as folder:
        put(folder, TWO)
    assert files(tmp_path) == {name: "theirs"} and not (tmp_path / BESIDE).exists()


def test_a_page_changed_by_hand_is_refused_where_the_list_knows_its_hash(out):
    put(out, {"boards/ada.html": "mine"})
    with pytest.raises(UsageError, match="html, which was changed since"), renewed(out, False):
        pass
    (out / ".lepdata-files").write_text("\n".join(ONE))
    with renewed(out, False) as folder:
        put(folder, TWO)
    assert files(out) == {**ONE, **TWO, **MINE}


def test_a_second_run_is_told_who_writes_or_reads(out):
    put(out / "data", dict.fromkeys(("boards.csv", "members.csv"), "lep\n"))
    for second in (lambda: next(renewed(out, False).gen), lambda: compare(out, out)):
        with renewed(out, False), pytest.raises(UsageError, match=f"writing to .*: process {os.getpid()} on"):
            second()
    with locked(out, shared=True), locked(out, shared=True), pytest.raises(UsageError, match="is reading"), locked(out):
        pass
