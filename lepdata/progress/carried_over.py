"""TWO BOARDS -> who of the board before sits on the one after, and how surely it is the same person."""

from __future__ import annotations

import pandas as pd

from lepdata.nation.people import lines_of_people, named_body, people_matches
from lepdata.seating.boards import Board

CARRIED_COLUMNS = ("person", "organisation", "standing", "counts", "seat_id", "source_url")
REVIEWED, SAME, NOT_PRINTED, OTHER, NOT_SEEN, UNNAMED = (
    "a reviewed match",
    "same name and organisation",
    "same name, an organisation not printed",
    "same name, another organisation",
    "not seen before",
    "seat without a name",
)
COUNTED = (REVIEWED, SAME)


def carried_over(before: Board, after: Board, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """How each member of the board after stands to the board before.

    A name alone is never enough: only a match that somebody reviewed and signed, or the same name with the same
    organisation on both lists, counts as one person. Who is not seen before may have sat there unseen.

    Parameters
    ----------
    before, after : Board
    matches : DataFrame, optional
        Signed decisions as `people_matches` returns them; the shipped ones unless told otherwise.

    Returns
    -------
    DataFrame
        `CARRIED_COLUMNS`, one row per certain member of the board after, in its order: `standing` is one of the six
        words of this module, `counts` is "yes" where it carries.
    """
    signed = people_matches() if matches is None else matches
    then, now = (_sure(board, side) for board, side in ((before, "before"), (after, "after")))
    groups = lines_of_people(pd.concat([then, now], ignore_index=True))
    together = {line: ids for ids in groups for line in ids}
    bodies = {**_named(then), **_named(now)}
    earlier = {line for ids in then["row_ids"] for line in ids.split()}
    rows = [_row(row, together, earlier, bodies, signed) for row in now.to_dict("records")]
    return pd.DataFrame(rows, columns=list(CARRIED_COLUMNS))


def _sure(board: Board, side: str) -> pd.DataFrame:
    members = board.members[board.members["counts_as_member"] == "yes"]
    return members.assign(list_id=side)


def _named(members: pd.DataFrame) -> dict[str, str]:
    """The organisation that each line names; "" for none."""
    pairs = zip(members["row_ids"], map(named_body, members["organisation_key"]), strict=True)
    return {line: body for ids, body in pairs for line in ids.split()}


def _row(
    row: dict[object, str],
    together: dict[str, set[str]],
    earlier: set[str],
    bodies: dict[str, str],
    signed: pd.DataFrame,
) -> dict[str, str]:
    own = set(str(row["row_ids"]).split())
    standing = UNNAMED if row["place"] != "person" else _standing(own, together, earlier, bodies, signed)
    return {
        "person": row["person"],
        "organisation": row["organisation_shown"],
        "standing": standing,
        "counts": "yes" if standing in COUNTED else "no",
        "seat_id": row["seat_id"],
        "source_url": row["source_url"],
    }


def _standing(
    own: set[str], together: dict[str, set[str]], earlier: set[str], bodies: dict[str, str], signed: pd.DataFrame
) -> str:
    if _decided("same", own, earlier, signed):
        return REVIEWED
    then = {line for member in own for line in together.get(member, ())} & earlier
    then -= _decided("different", own, earlier, signed)
    if not then:
        return NOT_SEEN
    here, before = ({bodies[line] for line in lines} - {""} for lines in (own, then))
    if not here or not before:
        return NOT_PRINTED
    return SAME if here & before else OTHER


def _decided(decision: str, own: set[str], earlier: set[str], signed: pd.DataFrame) -> set[str]:
    """The lines of the board before that somebody signed to be, or not to be, the same person as these lines."""
    found: set[str] = set()
    for row in signed[signed["decision"] == decision].to_dict("records"):
        sides = [set(row[side].split()) for side in ("person_a", "person_b")]
        for one, other in (sides, sides[::-1]):
            found |= other & earlier if one & own else set()
    return found
