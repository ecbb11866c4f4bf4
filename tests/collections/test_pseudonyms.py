"""A site and tables without names: nothing that is written may hold one, in whatever format."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from cases import unpacked

import lepdata
from lepdata.__main__ import main
from lepdata.collections.folder import add, new_collection
from lepdata.files import PROCESSED
from lepdata.registers.whose import HIDDEN

ROWS = """Name,Role,Organisation,Job title,Capacity
Ada Quillfeather,Chair,Quillfeather Ltd,Director,
Cllr Bo Madeupson,Member,Wessex District Council,,
Cy Fictionby,Member,Ada Quillfeather & Co,,for Rev Madeupson and Mx Taleton
Mrs Di Taleton,Member,Charity of Wessex,,substitute: Baroness Taleton
"""
NAMES = re.compile(rb"Quillfeather|Madeupson|Fictionby|Taleton|inherit-fame", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection that every command reads and none writes to."""
    place = tmp_path_factory.mktemp("hidden")
    new_collection(place / "mine", "Boards of Wessex", alone=True)
    file = place / "board.csv"
    file.write_text(ROWS, encoding="utf-8")
    card = {"url": "https://example.org/inherit-fame", "title": "Ada Quillfeather joins", "publisher": "Taleton News"}
    add(file, place / "mine", lep="Wessex", date="2026-03-31", full=True, card=card)
    assert main(["build", "--data", str(place / "mine"), "--out", str(place / "old")]) == 0
    return place / "mine"


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if one.is_file():
            yield one.name, unpacked(one.read_bytes())


ENDINGS = {"xlsx": ".xlsx", "datapackage": ".zip", "popolo": ".json", "board": ".csv", "note": ".docx"}
FORMATS = ("xlsx", "csv", "datapackage", "popolo", "parquet", "jsonl", "board", "note", "request")
OUTPUTS = {"a site": ["review", "--out", "out", "--since", "old"], "tables": ["build", "--out", "out"]}
OUTPUTS |= {one: ["export", "--format", one, "--out", f"out{ENDINGS.get(one, '')}"] for one in FORMATS}
for one in ("board", "note"):
    OUTPUTS[one] += ["--lep", "Wessex"]


@pytest.mark.parametrize("command", OUTPUTS.values(), ids=OUTPUTS)
def test_no_name_is_written(folder, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("old").symlink_to(folder.parent / "old")
    assert main([*command, "--data", str(folder), "--pseudonymise"]) == 0
    written = contents(next(Path().glob("out*"), folder / "frameworks"))
    assert [name for name, content in written if NAMES.search(content)] == []
    assert HIDDEN not in os.environ
    assert command[0] != "review" or main([*command, "--data", str(folder)]) == 2  # pages without names would stay


def test_who_is_left_out_and_a_board_that_is_gone_leave_a_site(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(folder, "mine")
    Path("b.csv").write_text("Name,Role,Organisation\nEd Placeholder,Chair,Exford Ltd\n", encoding="utf-8")
    filed = add("b.csv", "mine", lep="Mercia", date="2026-03-31", full=True).document
    site = ["review", "--data", "mine", "--out", "out", "--contact", "a@example.org", "--no-national"]
    assert main(site) == 0 and Path("out/boards/mercia.html").exists()
    row = next(row.split(",")[0] for row in next(Path("mine/boards").glob("wessex*")).read_text().split("\n")[1:])
    with Path("mine/corrections.csv").open("a") as file:
        file.write(f"k1,{row},person_name,,,remove,A Keeper,2026-04-01,asked,\n")
    assert main([*site, "--lep", "Mercia"]) == 0 and "stayed: wessex.html. Fix: " in capsys.readouterr().err
    assert main(["remove", filed, "--data", "mine", "--because", "asked"]) == 0
    assert main([*site, "--since", str(folder.parent / "old")]) == 0 and capsys.readouterr().err == ""
    assert not re.search(rb"Placeholder|Quillfeather", b"".join(content for _, content in contents(Path("out"))))


def test_numbers_stay(folder, tmp_path, monkeypatch):
    answers = lepdata.answers(data=folder)
    monkeypatch.setenv(HIDDEN, "1")
    assert lepdata.answers(data=folder).equals(answers)
    assert lepdata.members(data=folder)["person"].tolist() == ["Member M-1", "Member M-2", "Member M-3", "Member M-4"]
    (alone := tmp_path / "alone.csv").write_text("Name,Organisation\nJo,Works of Kent\n", encoding="utf-8")
    assert lepdata.members(data=alone)["organisation"].tolist() == ["Works of Kent"]  # nobody's name has two words


def test_built_tables_of_a_collection_keep_its_names(folder):
    assert main(["build", "--data", str(folder), "--pseudonymise"]) == 2


def test_the_shipped_tables_keep_their_numbers_and_hold_nobody_s_name(tmp_path):
    people = {name.casefold() for name in lepdata.members()["person"] if len(name.split()) > 1}
    first = {name.partition(" ")[0] for name in people}
    assert main(["build", "--pseudonymise", "--out", str(tmp_path / "out")]) == 0
    for name in ("answers", "verdicts", "boards", "lists", "council_coverage", "voluntary_voice"):
        named, hidden = (pd.read_csv(place / f"{name}.csv", dtype=str) for place in (PROCESSED, tmp_path / "out"))
        told = [column for column in named if column != "source_url"]
        assert hidden[told].equals(named[told])
    for name, content in contents(tmp_path / "out"):
        words = re.findall(r"[^\W\d_][\w.'’-]*", content.decode().casefold())
        said = {" ".join(words[at : at + n]) for at, word in enumerate(words) if word in first for n in (2, 3, 4)}
        assert not people & said, name
