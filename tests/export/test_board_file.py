"""One board in the standard board file: who reads it back gets the same verdicts."""

from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from lepdata.export.formats import as_csv, board_rows, board_workbook
from lepdata.judging.judgement import verdict_frame
from lepdata.judging.verdicts import judge
from lepdata.read.board import read_board
from lepdata.read.standard import validate
from lepdata.reviews.boards import board, review_board
from lepdata.reviews.checking import board_of
from lepdata.seating.boards import Board
from lepdata.vocabulary import BOARD_COLUMNS

# One of each kind of list: full, in two places, attendance, fragments, seats without names, cut, one member.
LEPS = ("New Anglia", "South East", "Cumbria", "Enterprise M3", "Gloucestershire", "Leeds City Region", "Humber")
MAKERS = {".xlsx": board_workbook, ".csv": lambda own: as_csv(board_rows(own))}


def back(own, suffix, folder):
    path = folder / f"board{suffix}"
    path.write_bytes(MAKERS[suffix](own))
    return path


@pytest.mark.parametrize("lep, suffix", [*((lep, ".xlsx") for lep in LEPS), ("New Anglia", ".csv"), ("Dorset", ".csv")])
def test_every_board_comes_back_with_equal_verdicts(lep, suffix, tmp_path):
    own = review_board(lep).board
    path = back(own, suffix, tmp_path)
    # a list of members does not hold counts published without names
    found = judge(replace(board_of(read_board(path)), published=own.published))
    pd.testing.assert_frame_equal(verdict_frame(found.all_verdicts), verdict_frame(judge(own).all_verdicts))
    assert validate(path).faults == ()


@pytest.mark.parametrize("lep", ["New Anglia", "South East"])
def test_it_is_one_list_in_the_columns_of_the_standard(lep):
    own = board(lep)
    frame = board_rows(own)
    assert tuple(frame.columns) == BOARD_COLUMNS and len(frame) == len(own.members)
    assert set(frame["snapshot_date"]) == {own.as_at} and set(frame["list_completeness"]) == {own.completeness}
    assert frame["person_name"].tolist() == own.members["person_name"].tolist()


def test_an_employer_from_elsewhere_is_filled_in_and_says_so():
    own = board("South East")
    frame = board_rows(own)
    members = own.members
    elsewhere = ((members["sector_rule"] == "other-sighting") | (members["council_elsewhere"] != "")).to_numpy()
    assert elsewhere.any() and not elsewhere.all()
    assert frame["source_title"].str.contains(r"\[filled in from r\d+, .*, https?://").tolist() == elsewhere.tolist()
    kept = [column for column in BOARD_COLUMNS[5:] if column != "list_completeness"]
    pd.testing.assert_frame_equal(frame.loc[~elsewhere, kept], members.loc[~elsewhere, kept])


def test_a_status_that_later_lists_overtook():
    overtaken = "current yes current|current might unclear|outgoing no former|former no former|unclear might unclear"
    for status, counts, written in (case.split() for case in overtaken.split("|")):
        members = board("London").members.head(1).assign(status=status, counts_as_member=counts, role="member")
        frame = board_rows(Board("London", "main board", "2012", "full", members))
        assert frame["status"].tolist() == [written]


def test_hostile_words_are_texts_that_read_board_reads(tmp_path, hostile):
    words = [text for text in hostile["source_title"] if text.strip()]
    members = pd.concat([board("London").members.head(1)] * len(words), ignore_index=True)
    members = members.assign(person_name=words, organisation="Example Ltd", row_id=[f"r{n}" for n in range(len(words))])
    own = Board("London", "main board", "2012", "full", members)
    path = back(own, ".xlsx", tmp_path)
    sheet = openpyxl.load_workbook(path)["Board"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert all(cell.value is None for row in sheet.iter_rows() for cell in row if cell.data_type == "n")
    read = [text.replace("_x000D_", "\r") for text in read_board(path)["person_name"]]
    told = {"-": "", "''": words[words.index("''") - 1]}  # a dash beside an organisation is no name; a ditto mark
    assert read == [told.get(text, text) for text in words]
    inert = read_board(back(own, ".csv", tmp_path))["person_name"]
    assert not any(text.startswith(("=", "+", "-", "@", "\t")) for text in inert)
    assert board_workbook(own) == path.read_bytes()  # the same each time
