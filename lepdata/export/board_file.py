"""One board's list in the standard board file, to be published again; where none is known a letter that asks for it."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from lepdata.dates import words
from lepdata.english import plural
from lepdata.export.tables import Tables, as_csv
from lepdata.read.words import columns, read_role
from lepdata.read.xlsx import Sheet, workbook
from lepdata.registers import geography
from lepdata.registers.whose import in_use
from lepdata.reviews.known import read_table
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.seating.rows import membership
from lepdata.vocabulary import BOARD_COLUMNS, MAIN_BOARD

Row = dict[Hashable, str]

PARTED = " | "
_SEAT_WORDS = ("job_title", "capacity_as_published", "sector_as_published")


def board_rows(board: Board) -> pd.DataFrame:
    known = read_table("sightings").set_index("row_id")
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


# --- a letter for each board of which no usable list is known: whom to ask, for which list, of which days

# A board of a partnership is asked about on the day that the rules of 2018 fell due, and on its last day.
_DAYS = ("31 March 2020", "31 March 2024, or the last day on which the board met")


def letters(tables: Tables) -> dict[str, bytes]:
    """One text file for each board without a usable list, by name."""
    boards = tables["boards"].to_dict("records")
    wanting = [row for row in boards if row["completeness"] not in CARRIES_A_SHARE]
    return {f"{row['slug']}.txt": _letter(row).encode("utf-8") for row in wanting}


def _letter(board: Row) -> str:
    lep, body = board["lep"], board.get("body") or MAIN_BOARD
    is_lep = body == MAIN_BOARD
    name = f"the board of {lep} Local Enterprise Partnership" if is_lep else f"the {body}"
    name += f" of {lep}" if not is_lep and lep not in body else ""
    followed = geography.successor(lep) if is_lep else None
    asked = followed.body if followed and followed.body else f"whoever holds the records of {name}"
    days = "".join(f"  - {day}\n" for day in (_DAYS if is_lep else ("the day on which you answer",)))
    used = in_use()
    signed = f"\nPlease write to {used.contact}.\n" if used.contact else ""
    wanted = "".join(
        f"  - {one.name}: {one.meaning}\n" for one in columns().values() if one.standard and one.name != "source_url"
    )
    whom = f"{asked} (the monitoring officer, or the officer for information requests)"
    return f"""To: {whom}
Subject: Who sat on {name}

We look at who sits on the boards that spend public money for local growth, whom they speak for, and whether each board
is made up as the rules say.
{_known(board)}

Please send us the list of all members of the {body} as it stood on:
{days}
For each member, or each seat that was vacant, please give:
{wanted}
A spreadsheet or a CSV file with these columns is best, one row a member. Minutes that name those present and those who
sent apologies help too, if no list was kept. We ask for nothing beyond the public role of each member: no address, no
age, no contact details. What you send will be published with your organisation named as its source.
{signed}"""


def _known(board: Row) -> str:
    if not board["list_date"]:
        return "Of this board we found no dated list at all."
    listed = f"a {board['completeness']} list of {words(board['list_date'])}"
    few = f"{plural(int(board['members']), 'member')}: too few to say how it was made up"
    return f"Of this board we found only {listed}, which names {few}."
