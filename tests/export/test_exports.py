"""The one door for every format: whole files, nothing written over unasked, one message for each mistake."""

from pathlib import Path

import pytest
from cases import table

from lepdata.errors import UsageError
from lepdata.export import formats as door
from lepdata.export.formats import FORMATS, export


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_under_its_own_name_and_nothing_else_is(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written = export(form, ["cumbria lep"])
    assert {path.as_posix() for path in written} == set(contents(tmp_path))
    assert all(path.parts[0].startswith("cumbria") and path.stat().st_size for path in written)


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "a_mistake_is_one_message.csv"))
def test_a_mistake_is_one_message_and_nothing_is_written(form, leps, place, said, tmp_path):
    (tmp_path / "taken.json").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(UsageError, match=said):
        export(form, leps.split("|") if leps else [], tmp_path / place)
    assert contents(tmp_path) == {"taken.json": b"mine"}


def test_force_writes_over_its_own_names_only_and_nothing_before_everything_is_made(tmp_path, monkeypatch):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "members.csv").write_text("old", encoding="utf-8")
    export("csv", ["Cumbria"], tmp_path, force=True)
    found = contents(tmp_path)
    assert found["notes.txt"] == b"mine" and found["members.csv"] != b"old"
    # A table that cannot be made leaves the others unwritten too.
    monkeypatch.setattr(door, "as_json_lines", lambda table, frame: b"made" if table != "verdicts" else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("jsonl", ["Cumbria"], tmp_path / "out")
    assert contents(tmp_path) == found
