"""Boards by name and date, and verdicts about any board file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from lepdata import registers
from lepdata.dates import read_date
from lepdata.members import find_evidence, settle
from lepdata.model.board import Board
from lepdata.model.dates import interval
from lepdata.model.faults import Fault, InputFaults, UsageError
from lepdata.model.phrases import say
from lepdata.model.vocabulary import ROLES
from lepdata.reviews import known
from lepdata.reviews.given_counts import Given, given_counts
from lepdata.seats import assemble, describe, list_seats, with_counts
from lepdata.verdicts import Judgement, judge
from lepdata.verdicts.many_lists import named, weakest


def day(as_at: str | None) -> str:
    """The last day that a date given by a user may mean, as an ISO date; "" for none.

    Examples
    --------
    >>> day("2019-03"), day(None)
    ('2019-03-31', '')

    Raises
    ------
    UsageError
        If it is no date.
    """
    try:
        found = interval(as_at or "")
    except ValueError as error:
        raise UsageError(f"The date asked for cannot be read: {error}.") from None
    return found[1] if found else ""


def board(lep: str, as_at: str | None = None) -> Board:
    """The best published list of a LEP's main board.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case.
    as_at : str, optional
        A date; lists published for later dates are left out. By default the latest usable list.

    Returns
    -------
    Board
        `board.members` has one row per seat with its sector and why.

    Raises
    ------
    UsageError
        If nobody knows the LEP (with the near matches), the date cannot be read, or no list is that old.

    Examples
    --------
    >>> found = board("New Anglia", "2019-06")
    >>> found.completeness, len(found.members)
    ('full', 18)
    """
    name = registers.find_lep(lep)
    found = assemble(known.seats(), name, day(as_at))
    if found is None:
        raise UsageError(
            f"No published list of the main board of {name} is dated {as_at} or earlier. Try a later date."
        )
    return with_counts(found, known.read_table("compositions"))


def boards() -> pd.DataFrame:
    """The 38 boards: what is known of each, and which list a review reads.

    Returns
    -------
    DataFrame
        One row per LEP: lep, slug, region; `list_date`, `completeness`, `members` and `seats` of that list; `lists`,
        `lines` and `sources` published on any of its bodies; `first_date` and `last_date` of the main board's.
    """
    return known.read_table("boards")


def coverage() -> pd.DataFrame:
    """Every published list of every body: when, how completely, how many seats, and whether it carries a share."""
    return known.read_table("lists")


def check(
    frame: pd.DataFrame,
    framework: str | Path | None = None,
    as_at: str | None = None,
    definition: str | None = None,
    board_size: int | None = None,
    published: Mapping[str, Given] | None = None,
) -> Judgement:
    """Verdicts for any one board, from its published list.

    Parameters
    ----------
    frame : DataFrame
        One row per seat with any of the columns of a board file, for instance from `read_board`. Not modified.
    framework : str or Path, optional
        A framework's id, or the path of your own; by default the one in force for this body at its date.
    as_at : str, optional
        The date to judge at; by default the list's own.
    definition : str, optional
        The ruling definition of private; every definition is judged all the same.
    board_size : int, optional
        A published number of members, which bounds those not listed.
    published : mapping, optional
        Counts of this very board that were published without names, such as {"private": "10/14", "women": (3, 14)};
        groups: private (in the publisher's own sense), women, council, voluntary, education, members (the size).
        Where the list cannot tell, they may; such verdicts carry the `basis` "published count".

    Returns
    -------
    Judgement
        With `board`, `framework`, `verdicts` and `caveats`.

    Raises
    ------
    InputFaults
        If the frame has no row, or holds lists of several bodies.
    UsageError
        If framework, date or definition do not exist, the size is not a whole number above nought, or a published count
        is none.

    Examples
    --------
    >>> frame = pd.DataFrame({"organisation": ["Example Ltd"] * 8 + ["Example District Council"] * 4})
    >>> outcome = check(frame.assign(list_completeness="full"), "nlgaf-2021", "2023-01-31").verdicts[0]
    >>> outcome.criterion, outcome.outcome
    ('private-two-thirds', 'met')
    """
    counts = given_counts(published, board_size)
    return judge(replace(board_of(frame, as_at, board_size), published=counts), framework, definition)


def board_of(frame: pd.DataFrame, as_at: str | None = None, board_size: int | None = None) -> Board:
    """The board that one board file describes, its members' sectors settled. See `check`."""
    if frame.empty:
        raise InputFaults([Fault("the frame", None, "", "no row", "one row per member", "give a board with members")])
    if board_size is not None and board_size < 1:
        raise UsageError(f"The board size is {board_size}; it must be a whole number above nought.")
    described = describe(frame)
    _refuse_several_bodies(described)
    judged_at = day(as_at)
    settled = _seats(settle(described, find_evidence(described)))
    caveats = list(frame.attrs.get("caveats", ()))
    members, date, more = _newest(settled, judged_at)
    caveats += [*more, *_repeated(members)]
    if as_at and date and judged_at < interval_start(date):
        caveats.append(say("caveats", "later", date=date, as_at=as_at))
    lep, body, of_names = named(members["lep"].iloc[0], members["body"].iloc[0])
    completeness = weakest(members["list_completeness"])
    return Board(lep, body, as_at or iso(date), completeness, members, board_size, (*caveats, *of_names))


def _seats(settled: pd.DataFrame) -> pd.DataFrame:
    """One row per seat: of two lines about one person the one with the higher role, since a chair is a member too."""
    rank = settled["role_read"].map({role: place for place, role in enumerate(ROLES)}).fillna(len(ROLES))
    return list_seats(settled.loc[rank.sort_values(kind="stable").index]).sort_index()


def _repeated(members: pd.DataFrame) -> list[str]:
    repeated = sum(len(ids.split()) - 1 for ids in members["row_ids"])
    if not repeated:
        return []
    return [say("caveats", "repeated", n=repeated)]


def iso(date: str) -> str:
    """A published date as ISO text; "" for none or for one that cannot be read."""
    try:
        return read_date(date)
    except ValueError:
        return ""


def interval_start(date: str) -> str:
    """The first day a published date may mean; "" for none or for one that cannot be read."""
    found = interval(iso(date))
    return found[0] if found else ""


def _refuse_several_bodies(described: pd.DataFrame) -> None:
    bodies = described[["lep", "body"]].drop_duplicates()
    if len(bodies) > 1:
        names = "; ".join(
            " / ".join(filter(None, pair)) or "(unnamed)" for pair in bodies.head(5).itertuples(index=False)
        )
        raise InputFaults(
            [
                Fault(
                    "the list",
                    None,
                    "lep, body",
                    f"{len(bodies)} bodies ({names})",
                    "one board",
                    "keep the rows of one body, or judge them all with --many (check_many)",
                )
            ]
        )


def _newest(settled: pd.DataFrame, judged_at: str) -> tuple[pd.DataFrame, str, list[str]]:
    """The rows of the newest list that is not later than the date asked about."""
    dates = sorted(set(settled["snapshot_date"]), key=interval_start)
    if len(dates) == 1:
        return settled.reset_index(drop=True), dates[0], []
    in_time = [date for date in dates if not judged_at or interval_start(date) <= judged_at] or dates[:1]
    chosen = settled[settled["snapshot_date"] == in_time[-1]].reset_index(drop=True)
    said = say("caveats", "several-dates", n=len(dates), date=in_time[-1] or "no date")
    return chosen, in_time[-1], [said]
