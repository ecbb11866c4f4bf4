"""One board's list in the standard board file, so that whoever publishes the board can publish it again."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from lepdata.export.tables import as_csv
from lepdata.read.words import read_role
from lepdata.read.xlsx import Sheet, workbook
from lepdata.reviews.known import sightings
from lepdata.seating.boards import Board
from lepdata.seating.rows import membership
from lepdata.vocabulary import BOARD_COLUMNS

Row = dict[Hashable, str]

PARTED = " | "
_SEAT_WORDS = ("job_title", "capacity_as_published", "sector_as_published")


def board_rows(board: Board) -> pd.DataFrame:
    known = sightings().set_index("row_id")
    rows = [_filled_in(row, _elsewhere(row, known)) for row in board.members.to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(BOARD_COLUMNS), dtype="str")
    return frame.assign(snapshot_date=board.as_at, list_completeness=board.completeness)


def _elsewhere(row: Row, known: pd.DataFrame) -> Row:
    """The published line that the sector was read from, where that is another one."""
    line = row["sector_source"].split(",")[0]
    if row["sector_rule"] != "other-sighting" or line not in known.index:
        return {}
    return {str(name): str(value) for name, value in known.loc[line].items()}


def _filled_in(row: Row, other: Row) -> Row:
    filled, sources = {**row, "status": _status(row)}, [row["sector_source"]] if other else []
    if other.get("organisation"):
        filled["organisation"] = other["organisation"]
    elif other:
        only_role = read_role(row["job_title"]) == row["role_read"]  # "Chair" hides no job
        filled |= {name: other[name] for name in _SEAT_WORDS if not row[name] or (name == "job_title" and only_role)}
    if row["council_elsewhere"]:
        filled |= _with_councils(filled, row["council_elsewhere"].split(PARTED))
        sources += row["council_elsewhere_source"].split(PARTED)
    said = f" [filled in from {'; '.join(dict.fromkeys(sources))}]" if sources else ""
    return {**filled, "source_title": row["source_title"] + said}


def _with_councils(row: Row, texts: list[str]) -> Row:
    """The council that other lines name, and the councils that they say somebody speaks for, where the row does not."""
    new = [text for text in texts if text not in (row["organisation"], row["capacity_as_published"])]
    organisation = row["organisation"] or (new.pop(0) if new else "")
    capacity = "; ".join(filter(None, (row["capacity_as_published"], *new)))
    return {"organisation": organisation, "capacity_as_published": capacity}


def _status(row: Row) -> str:
    counts, _ = membership(row["role"], row["status"], row["place"] == "vacancy")
    if counts == row["counts_as_member"] or counts == "no":
        return row["status"]
    return {"might": "unclear", "no": "former"}.get(row["counts_as_member"], row["status"])


def board_csv(board: Board) -> bytes:
    return as_csv(board_rows(board))


def board_workbook(board: Board) -> bytes:
    """`board_rows` as a workbook that `read_board` reads: the sheet is called Board, every cell is a text."""
    frame = board_rows(board)
    return workbook([Sheet("Board", [list(frame.columns), *frame.to_numpy().tolist()])])
