"""Whatever is given: one message, its exit code, nothing of the user's overwritten, and output that is inert."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cases import table

import lepdata
from lepdata.batch.parameters import slug
from lepdata.cli import commands

BOARD = "Name,Organisation,Role\nŁada Able,Example Foods plc,Chair\nAda Baker,=1+1,Member\n"
DEEP = "[" * 100_000
PLAN = "plan_id,lep,kind,text,item_id,improvement\na,Dorset,kpi,b,c,"


def notebook(source: object, tags: object = ("parameters",), metadata: object = ()) -> str:
    cell = {"cell_type": "code", "metadata": {"tags": tags}, "outputs": [], "execution_count": None, "source": source}
    return json.dumps({"cells": [cell], "metadata": dict(metadata), "nbformat": 4, "nbformat_minor": 5})


# file, content, command, exit code, words of the message
BAD = {
    "a framework too deep": ("f.toml", f"a = {DEEP}", "check board.csv --framework f.toml", 1, "too deep to read"),
    "settings too deep": ("collection.toml", f"a = {DEEP}", "coverage --data .", 1, "collection.toml"),
    "a count of 5,000 digits": ("", "", f"check board.csv --published private={'1' * 5000}", 2, "no whole number"),
    "a plan of 5,001 digits": ("p.csv", f"{PLAN}{'9' * 5001}", "plan show p.csv", 1, "9… and a number"),
    "a sheet of 5,000 digits": ("", "", f"check board.csv --sheet {'1' * 5000}", 1, "Fix:"),
    "a notebook too deep": ("n.ipynb", DEEP, "run n.ipynb", 2, "not a notebook"),
    "tags that are no list": ("n.ipynb", notebook("x = 1", True), "run n.ipynb", 2, "not a notebook"),
    "a source of numbers": ("n.ipynb", notebook([1]), "run n.ipynb", 2, "not a notebook"),
    "half a letter in a cell": ("n.ipynb", notebook("x = '\ud800'"), "run n.ipynb", 2, "not a notebook"),
    "30,000 minus signs": ("n.ipynb", notebook(f"x = {'-' * 30_000}1"), "run n.ipynb", 2, "what Python cannot read"),
    "a NUL in a cell": ("n.ipynb", notebook("x = '\x00'"), "run n.ipynb", 2, "the parameters cell"),
    "over the notebook": ("n.ipynb", notebook("x = 1"), "run n.ipynb --out .", 2, "would be overwritten"),
    "over another notebook": ("out/n.ipynb", notebook(""), "run ok.ipynb --table t.csv --out out", 2, "or use --force"),
    "half a letter": ("", "", "check board.csv --as-at \udcff", 2, "is no text"),
}
OVER = table(Path(__file__).with_name("examples") / "over.csv")[1]
BAD |= {name: (*given, int(code), words) for name, *given, code, words in OVER}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {"board.csv": BOARD, "t.csv": "name,x\nn,1\n", "ok.ipynb": notebook("x = 1")}.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_it_is_one_message_and_nothing_is_lost(run, folder, name):
    file, content, line, code, words = BAD[name]
    if file == "w.csv":  # a worklist, filled in
        assert run("classify", "board.csv", "--worklist", file)[0] == 0
        heading = Path(file).read_text("utf-8").splitlines()[0]
        content = f"{heading}\n{',x' * heading.count(',')}\n"
    if file:
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text(content, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found, _, err = run(*line.split(" "))
    assert (found, words in err, "Traceback" in err, len(err) < 3000) == (code, True, False, True), err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_unexpected_error_has_a_code_of_its_own(run, folder, monkeypatch):
    monkeypatch.setattr(commands, "_run", lambda given: [][0])
    code, _, err = run("coverage")
    assert code == 70 and "IndexError" in err and "Fix: report" in err and "Traceback" not in err


@pytest.mark.parametrize("kind", ["link", "loop", "pipe", "empty", "mode", "no write"])
def test_what_is_written_through_and_with_which_mode(run, folder, kind):
    place, target = folder / "out.csv", folder / "target.csv"
    reader = None
    if kind == "link":
        place.symlink_to(target)
    elif kind == "loop":
        place.symlink_to(place)
    elif kind == "pipe":
        os.mkfifo(place)
        reader = subprocess.Popen(["cat", place], stdout=subprocess.PIPE)
    else:
        place.touch(0o640 if kind != "no write" else 0o444)
    code, _, err = run("classify", "board.csv", "-o", place)
    if kind in ("no write", "loop"):
        assert code == 2 and ("read-only" in err or "leads back to itself" in err)
        assert kind == "loop" or not place.stat().st_size
        return
    made = reader.communicate()[0] if reader else (target if kind == "link" else place).read_bytes()
    assert code == 0 and "Łada Able" in made.decode("utf-8") and ",'=1+1," in made.decode("utf-8")
    assert place.is_symlink() == (kind == "link") and place.is_fifo() == (kind == "pipe")
    assert kind != "mode" or place.stat().st_mode & 0o777 == 0o640


def test_the_umask_is_kept_and_other_programs_parts_stay(run, folder):
    (folder / "out").mkdir()
    (folder / "out/.download.part").write_text("mine")
    before = os.umask(0o077)
    try:
        assert run("run", "ok.ipynb", "--out", "out")[0] == run("classify", "board.csv", "-o", "private.csv")[0] == 0
    finally:
        os.umask(before)
    assert {Path(name).stat().st_mode & 0o777 for name in ("private.csv", "out/ok.ipynb")} == {0o600}
    assert Path("out/.download.part").read_text() == "mine"
    Path("out/ok.ipynb").chmod(0o444)
    assert run("run", "ok.ipynb", "--out", "out", "--force")[0] == 2


def test_words_are_utf_8_whatever_the_console_s_own_letters_are(folder):
    here = {**os.environ, "PYTHONPATH": str(Path(lepdata.__file__).parents[1]), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-OO", "-m", "lepdata", "classify", "board.csv"]
    shown = subprocess.run(command, env=here, capture_output=True, check=True)
    assert "Łada Able" in shown.stdout.decode("utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full is Linux's")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_of_what_is_printed(folder, unbuffered):
    here = {**os.environ, "PYTHONPATH": str(Path(lepdata.__file__).parents[1]), "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "lepdata", "check", "board.csv", "--format", "json"]
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(command, env=here, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 70 and ended.stderr.startswith(b"Standard output: No space left on device. Fix: ")


HEAD = "Name,Role"
# file, content, words of what is said; a pipe where there is no content
LARGE = {
    "too many rows": ("b.csv", f"{HEAD}\n" + "Ada,Member\n" * 120_001, "more than 120,000 rows"),
    "too many columns": ("b.csv", ",".join(f"c{n}" for n in range(2_000)), "more than 1,000 columns"),
    "too many lines": ("b.csv", HEAD + "\n" * 1_500_001, "more than 1,500,000 lines"),
    "a cell too long": ("b.csv", f"{HEAD}\n{'x' * 140_000},Chair", "a cell of more than 131,072 letters"),
    "empty columns to the last": ("b.csv", f"{HEAD}{',' * 140_000}\nAda Able,Chair\n", '"rows": 1,'),
    "a pipe": ("b.csv", None, "a pipe or a device"),
    "faults alike": ("b.csv", f"{HEAD}\n" + "Ada,Wizard\n" * 9_000, '"faults_in_all": 9000'),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_is_said_at_once(run, folder, name):
    file, content, words = LARGE[name]
    if content is None:
        os.mkfifo(file)
    else:
        Path(file).write_text(content)
    _, out, err = run("validate", file, "--format", "json")
    assert words in out + err and len(out) < 100_000


@pytest.mark.parametrize("command", ["validate", "check", "check --format json", "classify"])
def test_nothing_unseen_reaches_the_screen(run, folder, command):
    Path("b.csv").write_text("Name,Role,Attendance\nA\x9bB \u202eC,Chair,\x1b]0;owned\x07\n", encoding="utf-8")
    _, out, err = run(*command.split(" "), "b.csv")
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & {*(err if command == "classify" else out + err)}


def test_rows_to_a_screen_hold_nothing_unseen_and_people_alike_are_counted(run, folder, monkeypatch):
    rows = (f"Ada{n}\x1b]0;a\x07,Wizard\n" for n in range(900))
    Path("b.csv").write_text("Name,Role\n" + "".join(rows), encoding="utf-8")
    assert "and 897 more" in (shown := run("check", "b.csv")[1]) and len(shown) < 20_000
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b" not in run("classify", "b.csv")[1]


@pytest.mark.parametrize("text, name", [("Łódź 2019", "łódź-2019"), ("CON", "con-"), ("A/B", "a-b"), ("Île", "île")])
def test_a_name_of_a_row_is_a_file_name_everywhere(text, name):
    assert slug(text) == name
