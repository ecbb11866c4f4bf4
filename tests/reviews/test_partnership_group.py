"""A partnership group of the Shared Prosperity Fund goes every way that a main board goes, with its own framework."""

import csv
import io

from lepdata.export.formats import as_csv, board_rows
from lepdata.files import RAW
from lepdata.read.board import read_board
from lepdata.read.standard import validate
from lepdata.registers.frozen import read_raw
from lepdata.reviews.checking import as_json, check
from lepdata.seating.lists import assemble, list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS
from lepdata.voice.councils import with_councils

GROUP = RAW / "demonstration" / "partnership_group.csv"
BODY = "UKSPF Local Partnership Group"


def test_it_is_a_board_file_without_faults():
    assert validate(GROUP).faults == ()


def test_check_finds_its_framework_and_what_the_study_would_miss():
    found = check(read_board(GROUP))
    assert found.framework.id == as_json(found)["framework"]["id"] == "ukspf-2022"
    missing = [(one.criterion, one.rule.strength) for one in found.all_verdicts if one.outcome == "not met"]
    assert missing == [("voluntary-infrastructure", "best practice")]


def test_its_board_file_comes_back_with_the_same_verdicts(tmp_path):
    described = describe(read_raw("demonstration/partnership_group.csv")[list(BOARD_COLUMNS)].assign(correction_ids=""))
    evidence = find_evidence(described)
    seats = with_councils(list_seats(settle(described, evidence)), evidence)
    written = tmp_path / "group.csv"
    written.write_bytes(as_csv(board_rows(assemble(seats, "Exampleshire", body=BODY))))
    again = check(read_board(written))
    assert again.framework.id == "ukspf-2022"
    assert [one.outcome for one in again.all_verdicts] == [one.outcome for one in check(read_board(GROUP)).all_verdicts]
    bodies = {row["body"] for row in csv.DictReader(io.StringIO(written.read_text(encoding="utf-8")))}
    assert bodies == {BODY}
