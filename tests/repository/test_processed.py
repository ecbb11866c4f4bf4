"""data/processed is what data/raw and the rules say, byte for byte: nobody can change one and forget the other."""

from pathlib import Path

import pandas as pd
import pytest

from lepdata.collections.built import build
from lepdata.files import LOCK
from lepdata.read.board import read_raw_boards
from lepdata.registers.frozen import read_raw
from lepdata.seating.corrections import names_gone


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != LOCK]  # another test may read there
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_processed_is_rebuilt_byte_for_byte(root: Path, tmp_path: Path) -> None:
    """In pyarrow's store of texts, as in notebooks; every other test and every command holds them in Python's own."""
    with pd.option_context("mode.string_storage", "pyarrow"):
        build(tmp_path / "processed")
    built, committed = contents(tmp_path / "processed"), contents(root / "data" / "processed")
    assert [name for name in built.keys() | committed.keys() if built.get(name) != committed.get(name)] == []


@pytest.mark.parametrize("pretended", ["", "r0033"])
def test_no_name_that_was_taken_out_is_in_a_committed_file(root: Path, pretended: str) -> None:
    """Mend what this finds with `make docs`, `lepdata build`, or by hand; the frozen files on request."""
    signed = read_raw("corrections.csv")
    removal = signed.iloc[:1].assign(row_id=pretended, action="remove", field="person_name")
    gone = names_gone(read_raw_boards(), pd.concat([signed, removal]))
    looked_in = [path for folder in ("data/processed", "docs") for path in (root / folder).rglob("*")]
    texts = {one.name: one.read_text("utf-8") for one in looked_in if one.suffix in (".csv", ".html", ".md", ".json")}
    found = {name for name, text in texts.items() if gone and any(map(gone.is_in, text.splitlines()))}
    assert (found >= {"members.csv", "sources.csv"}) if pretended else found == set()
