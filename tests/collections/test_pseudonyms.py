"""A site and tables without names: nothing that is written may hold one, in whatever format."""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

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
    return place / "mine"


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if one.is_file() and zipfile.is_zipfile(one):
            with zipfile.ZipFile(io.BytesIO(one.read_bytes())) as packed:
                yield from ((f"{one.name}/{name}", packed.read(name)) for name in packed.namelist())
        elif one.suffix == ".parquet":  # packed: its words are not in its bytes
            yield one.name, pd.read_parquet(one).to_csv().encode()
        elif one.is_file():
            yield one.name, one.read_bytes()


ENDINGS = {"xlsx": ".xlsx", "datapackage": ".zip", "popolo": ".json", "board": ".csv", "note": ".docx"}
FORMATS = ("xlsx", "csv", "datapackage", "popolo", "parquet", "jsonl", "board", "note", "request")
OUTPUTS = {"a site": ["review", "--out", "out"], "tables": ["build", "--out", "out"]}
OUTPUTS |= {one: ["export", "--format", one, "--out", f"out{ENDINGS.get(one, '')}"] for one in FORMATS}
for one in ("board", "note"):
    OUTPUTS[one] += ["--lep", "Wessex"]


@pytest.mark.parametrize("command", OUTPUTS.values(), ids=OUTPUTS)
def test_no_name_is_written(folder, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--data", str(folder), "--pseudonymise"]) == 0
    written = contents(next(Path().glob("out*"), folder / "frameworks"))
    assert [name for name, content in written if NAMES.search(content)] == []
    assert HIDDEN not in os.environ


def test_numbers_stay(folder, monkeypatch):
    answers = lepdata.answers(data=folder)
    monkeypatch.setenv(HIDDEN, "1")
    assert lepdata.answers(data=folder).equals(answers)
    assert lepdata.members(data=folder)["person"].tolist() == ["Member M-1", "Member M-2", "Member M-3", "Member M-4"]


def test_built_tables_of_a_collection_keep_its_names(folder):
    assert main(["build", "--data", str(folder), "--pseudonymise"]) == 2


def test_the_shipped_tables_keep_their_numbers_and_hold_nobody_s_name(tmp_path):
    people = {name.casefold() for name in lepdata.members()["person"] if len(name.split()) > 1}
    assert main(["build", "--pseudonymise", "--out", str(tmp_path / "out")]) == 0
    for name in ("answers", "verdicts", "boards", "lists", "council_coverage", "voluntary_voice"):
        named, hidden = (pd.read_csv(place / f"{name}.csv", dtype=str) for place in (PROCESSED, tmp_path / "out"))
        told = [column for column in named if column != "source_url"]
        assert hidden[told].equals(named[told])
    for name, content in contents(tmp_path / "out"):
        words = re.findall(r"[^\W\d_][\w.'’-]*", content.decode().casefold())
        said = {" ".join(words[at : at + n]) for n in (2, 3, 4) for at in range(len(words) - n + 1)}
        assert not people & said, name
