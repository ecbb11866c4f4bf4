"""The made-up area is found by name alone and reaches nothing that speaks of real places."""

import zipfile
from io import BytesIO

import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.export.formats import package_files, published_tables, tables_workbook
from lepdata.files import PROCESSED, RAW
from lepdata.read.board import read_raw_boards
from lepdata.registers import frozen, geography
from lepdata.registers.geography import DEMONSTRATION, find_area, is_demonstration
from lepdata.reviews import known
from lepdata.reviews.boards import register_rows
from lepdata.reviews.known import boards, coverage

BOARDS = ("board_before", "board_after")
PEOPLE = sorted({name for board in BOARDS for name in frozen.read_raw(f"demonstration/{board}.csv")["person_name"]})


def trace(text: str) -> list[str]:
    """Which words of the made-up area a text holds."""
    folded = text.casefold()
    return [word for word in (DEMONSTRATION, *PEOPLE) if word.casefold() in folded]


def test_it_is_found_by_its_names_and_the_register_of_leps_does_not_know_it():
    for name in ("Exampleshire", "EXAMPLESHIRE LEP", "Exampleshire Enterprise Partnership"):
        assert is_demonstration(name) and find_area(name) == DEMONSTRATION
    assert not any(map(is_demonstration, ("", "Example", "Exampleshire County Council", "Examplesshire")))
    with pytest.raises(UsageError):
        geography.find_lep(DEMONSTRATION)
    assert len(geography.leps()) == 38
    assert [path.name for path in (RAW / "registers").iterdir() if trace(path.read_text(encoding="utf-8"))] == []


def test_no_processed_table_holds_a_trace():
    found = {path.name: trace(path.read_text(encoding="utf-8")) for path in sorted(PROCESSED.iterdir())}
    assert {name: words for name, words in found.items() if words and name != "dictionary.csv"} == {}


def test_no_board_register_or_sighting_holds_a_trace():
    for frame in (read_raw_boards(), boards(), coverage(), known.seats(), pd.DataFrame(register_rows())):
        assert trace(frame.to_csv()) == []


def test_the_workbook_and_the_data_package_hold_no_trace():
    everything = published_tables()
    assert [name for name, content in package_files(everything).items() if b"Ada Example" in content] == []
    with zipfile.ZipFile(BytesIO(tables_workbook(everything, ("about",), ""))) as book:
        assert not any(b"Ada Example" in book.read(name) for name in book.namelist())
