"""People from list to list: who can be followed, who stayed, how long chairs held office, who sits on the successor."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval, months_between
from lepdata.nation.people import named_body
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE, rows_of
from lepdata.seating.same_person import READ, lines_of_people, on_either
from lepdata.sectors.people import people_of
from lepdata.vocabulary import MAIN_BOARD

_BY_RULE = "Only these can be followed to the board of another LEP by rule"


def followed(seats: pd.DataFrame) -> pd.DataFrame:
    """How many seats and people of main boards can be followed from list to list and from board to board."""
    wanted = (seats["body"] == MAIN_BOARD) & (seats["counts_as_member"] == "yes") & (seats["date_from"] != "")
    named = seats[wanted & (seats["place"] == "person")].reset_index(drop=True)
    full = named[named["given_key"].str.replace(" ", "").str.len() > 2]
    full = full.assign(employed=full["organisation_key"] != "", number=people_of(full).person)
    people = full[full["number"] >= 0].groupby("number")
    twice, by_rule = int((people["snapshot_date"].nunique() > 1).sum()), int(people["employed"].any().sum())
    unnamed = "The others are published without their holder and cannot be followed at all"
    initials = "More than initials: only these can be told from others of the surname"
    different = "Different people, LEP by LEP; a name that one list prints for two people is left out"
    every, persons = int(wanted.sum()), people.ngroups
    rows = [
        ("seats", every, every, "Seats of members of main boards on dated lists"),
        ("seats with a name", len(named), every, unnamed),
        ("seats with a full name", len(full), every, initials),
        ("seats with a full name and an organisation", int(full["employed"].sum()), every, _BY_RULE),
        ("people", persons, persons, different),
        ("people seen at two dates", twice, persons, "Only of these can anything be said about staying"),
        ("people with an organisation on some list", by_rule, persons, _BY_RULE),
    ]
    return pd.DataFrame(rows, columns=["what", "count", "of", "meaning"])


CHAIR_COLUMNS = ("lep", "person", "first_seen", "last_seen", "at_least_months", "at_most_months")


class _Chair(NamedTuple):
    """A chair of one board: the days that the first and the last date that shows them may mean."""

    starts: tuple[str, str]
    ends: tuple[str, str]
    person: str
    first_seen: str
    last_seen: str


def chairs(seats: pd.DataFrame) -> pd.DataFrame:
    """Every chair of a main board with the least and the most time that they may have held office."""
    wanted = (seats["body"] == MAIN_BOARD) & (seats["role_read"] == "chair") & (seats["date_from"] != "")
    held = seats[wanted & (seats["counts_as_member"] == "yes") & (seats["place"] == "person")]
    rows = []
    for lep, own in held.groupby("lep", sort=True):
        lines = own.sort_values(["date_from", "date_to"])
        people = sorted(_chair(lines[lines["seat_id"].isin(ids)]) for ids in lines_of_people(own))
        rows += [(lep, *chair[2:], *_months(chair, [one for one in people if one is not chair])) for chair in people]
    return pd.DataFrame(rows, columns=list(CHAIR_COLUMNS))


def _chair(lines: pd.DataFrame) -> _Chair:
    first, last = lines.iloc[0], lines.iloc[-1]
    starts, ends = ((line["date_from"], line["date_to"]) for line in (first, last))
    return _Chair(starts, ends, max(lines["person"], key=len), first["snapshot_date"], last["snapshot_date"])


def _months(chair: _Chair, others: list[_Chair]) -> tuple[int, int | str]:
    """The least and the most months in office; no most unless it is known who was before and who after."""
    beside = [other for other in others if other.starts[0] <= chair.ends[1] and chair.starts[0] <= other.ends[1]]
    # another chair in between: the dates need not be one term
    inside = any(chair.starts[1] < other.starts[0] and other.ends[1] < chair.ends[0] for other in beside)
    one_term = chair.starts[1] <= chair.ends[0] and not inside
    before = max((other.ends for other in others if other.ends[1] < chair.starts[0]), default=None)
    after = min((other.starts for other in others if other.starts[0] > chair.ends[1]), default=None)
    least = months_between(chair.starts[1], chair.ends[0], whole=True) if one_term else 0
    return least, months_between(before[0], after[1]) if before and after and not beside else ""


_STANDINGS = ("same_organisation", "organisation_not_printed", "other_organisation", "not_seen_before")
SUCCESSOR_COLUMNS = ("lep", "successor", "first_seen", "last_seen", "people", *_STANDINGS)


def reappearances(seats: pd.DataFrame) -> pd.DataFrame:
    """For every successor body how many of its members are seen on the LEP's own board before."""
    wanted = (seats["counts_as_member"] == "yes") & (seats["place"] == "person") & (seats["date_from"] != "")
    members = seats[wanted]
    later = members[members["body"].map(lambda body: "(successor" in body).astype(bool)]
    rows = []
    for (lep, body), own in later.groupby(["lep", "body"], sort=True):
        board = members[(members["lep"] == lep) & (members["body"] == MAIN_BOARD)]
        here, before = _bodies_by_line(own), _bodies_by_line(board)
        lines = lines_of_people(pd.concat([own, board], ignore_index=True))
        found = [standing for ids in lines if (standing := _standing(ids, here, before))]
        seen = own["snapshot_date"].min(), own["snapshot_date"].max()
        rows.append((lep, body, *seen, len(found), *map(found.count, _STANDINGS)))
    return pd.DataFrame(rows, columns=list(SUCCESSOR_COLUMNS))


def _bodies_by_line(seats: pd.DataFrame) -> dict[str, str]:
    """The organisation that each line names, "" for none."""
    named = zip(seats["row_ids"], map(named_body, seats["organisation_key"]), strict=True)
    return {line: body for ids, body in named for line in ids.split()}


def _standing(ids: set[str], here: dict[str, str], before: dict[str, str]) -> str:
    """How one person stands to the board before; "" for somebody who is not on the successor at all."""
    if not ids & here.keys() or not ids & before.keys():
        return "not_seen_before" if ids & here.keys() else ""
    now, then = ({side[line] for line in ids & side.keys()} - {""} for side in (here, before))
    if not now or not then:
        return "organisation_not_printed"
    return "same_organisation" if now & then else "other_organisation"


TURNOVER_COLUMNS = (
    *("lep", "earlier", "later", "on_both"),
    *("left_at_least", "left_at_most", "joined_at_least", "joined_at_most", "outcome", "because"),
)
_READ_OF_LISTS = [*READ, "lep", "body", "snapshot_date", "list_completeness", "date_from", "date_basis", "status"]
_READ_OF_LISTS += ["place", "attendance", "source_url", "counts_as_member", "why_not"]


def turnover(seats: pd.DataFrame) -> pd.DataFrame:
    """How many members of a main board stayed, left and joined between each two of its lists in turn."""
    main = seats[(seats["body"] == MAIN_BOARD) & (seats["date_from"] != "")]
    carrying = main[main["list_completeness"].isin(CARRIES_A_SHARE)]
    several = carrying.groupby("lep")["list_id"].nunique()
    own = main[main["lep"].isin(several[several > 1].index)]
    rows = [
        _change(earlier, later)
        for lep, part in own.groupby("lep", sort=True)
        for earlier, later in pairwise(_boards_in_turn(part[_READ_OF_LISTS], str(lep)))
    ]
    return pd.DataFrame(rows, columns=list(TURNOVER_COLUMNS))


def _boards_in_turn(own: pd.DataFrame, lep: str) -> list[Board]:
    """The boards by full lists where there are two of them, else all that carry a share; earliest first."""
    boards: list[Board] = []
    board = assemble(own, lep)
    while board is not None and board.completeness in CARRIES_A_SHARE:
        boards.insert(0, board)
        first, _ = interval(board.as_at) or ("", "")
        board = assemble(own, lep, (date.fromisoformat(first) - timedelta(days=1)).isoformat())
    full = [one for one in boards if one.completeness == "full"]
    return full if len(full) > 1 else boards


def _change(earlier: Board, later: Board) -> tuple[object, ...]:
    before, after = (board.members[board.members["counts_as_member"] != "no"] for board in (earlier, later))
    both, left, joined = on_either(rows_of(before, READ), rows_of(after, READ))
    outcome, because = _told(earlier, later, before, after)
    # only a full list shows who is not on it: the later one who left, the earlier one who joined
    full_before, full_after = (board.completeness == "full" for board in (earlier, later))
    gone = (left if full_after else 0, left if full_before else "")
    new = (joined if full_before else 0, joined if full_after else "")
    bounds = ("",) * 4 if outcome == "cannot tell" else (*gone, *new)
    return (later.lep, earlier.as_at, later.as_at, both, *bounds, outcome, because)


def _told(earlier: Board, later: Board, before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, str]:
    kinds, everybody = [earlier.completeness, later.completeness], pd.concat([before, after])
    if (everybody["place"] != "person").any():
        return "cannot tell", "A list gives seats without names, which cannot be followed."
    if "full" not in kinds:
        return "cannot tell", "Neither list is full: who is not on one may only not have been named."
    if kinds == ["full", "full"]:
        sure = (everybody["counts_as_member"] == "yes").all()
        return ("known", "Both lists are full.") if sure else ("within bounds", "Some listed might be no members.")
    which = "earlier" if kinds[0] == "full" else "later"
    return "within bounds", f"Only the {which} list is full: the bounds that hang on the other are left open."
