"""A letter for each board of which no usable list is known: whom to ask, for which list, of which days."""

from __future__ import annotations

from collections.abc import Hashable

from lepdata.dates import words
from lepdata.english import plural
from lepdata.export.tables import Tables
from lepdata.read.headings import columns
from lepdata.registers import geography
from lepdata.registers.collection import in_use
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD

# A board of a partnership is asked about on the day that the rules of 2018 fell due, and on its last day.
_DAYS = ("31 March 2020", "31 March 2024, or the last day on which the board met")


def letters(tables: Tables) -> dict[str, bytes]:
    """One text file for each board without a usable list, by name."""
    boards = tables["boards"].to_dict("records")
    wanting = [row for row in boards if row["completeness"] not in CARRIES_A_SHARE]
    return {f"{row['slug']}.txt": _letter(row).encode("utf-8") for row in wanting}


def _letter(board: dict[Hashable, str]) -> str:
    lep, body = board["lep"], board.get("body") or MAIN_BOARD
    is_lep = body == MAIN_BOARD
    name = f"{lep} Local Enterprise Partnership" if is_lep else f"{body} of {lep}"
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
Subject: Who sat on the board of {name}

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


def _known(board: dict[Hashable, str]) -> str:
    if not board["list_date"]:
        return "Of this board we found no dated list at all."
    listed = f"a {board['completeness']} list of {words(board['list_date'])}"
    few = f"{plural(int(board['members']), 'member')}: too few to say how it was made up"
    return f"Of this board we found only {listed}, which names {few}."
