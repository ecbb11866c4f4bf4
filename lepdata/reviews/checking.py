"""Verdicts about any board file, or about many, with counts that were published beside a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from lepdata.dates import interval, last_day, read_date
from lepdata.english import plural
from lepdata.errors import Fault, InputFaults, UsageError, quoted, unknown
from lepdata.judging.criteria import Framework
from lepdata.judging.many import judge_each, many_as_frame, named, weakest
from lepdata.judging.records import Judgement
from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board, PublishedCount
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import classify, find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import COUNTED_GROUPS, ROLES

Given = str | int | tuple[int, int]  # a published count: "10/14", "10 of 14", 10 or (10, 14)
_COUNT = re.compile(r"([0-9]+)(?:\s*(?:/|\bof\b)\s*([0-9]+))?")


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

    Examples
    --------
    >>> frame = pd.DataFrame({"organisation": ["Example Ltd"] * 8 + ["Example District Council"] * 4})
    >>> outcome = check(frame.assign(list_completeness="full"), "nlgaf-2021", "2023-01-31").all_verdicts[0]
    >>> outcome.criterion, outcome.outcome
    ('private-two-thirds', 'met')
    """
    counts = _given_counts(published, board_size)
    return judge(replace(board_of(frame, as_at, board_size), published=counts), framework, definition)


def check_many(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> pd.DataFrame:
    """Verdicts for every board of a frame, from the published lists, as `judge_many` returns them.

    Parameters
    ----------
    frame : DataFrame
        One row per seat with any of the columns of a board file, of as many bodies and dates as there are. Every line
        may speak for the employer of a person on another list of the same LEP. Not modified.
    framework, definition : optional
        As in `check`.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent"], "organisation": ["Example Ltd", "Solent Council"]}
    >>> found = check_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    return many_as_frame(check_each(frame, framework, definition))


def check_each(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> Iterator[Judgement]:
    """The judgement of every board of a frame, one by one. See `check_many`."""
    _refuse(frame.empty, "the frame", "", "no row", "one row per member", "give boards with members")
    return judge_each(classify(frame), framework, definition)


def board_of(frame: pd.DataFrame, as_at: str | None = None, board_size: int | None = None) -> Board:
    """The board that one board file describes, its members' sectors settled. See `check`."""
    _refuse(frame.empty, "the frame", "", "no row", "one row per member", "give a board with members")
    if board_size is not None and board_size < 1:
        raise UsageError(f"The board size is {board_size}; it must be a whole number above nought.")
    described = describe(frame)
    _refuse_several_bodies(described)
    judged_at = last_day(as_at)
    members, date, caveats = _newest(_seats(settle(described, find_evidence(described))), judged_at)
    caveats = [*frame.attrs.get("caveats", ()), *caveats, *_repeated(members)]
    if as_at and date and judged_at < _first_day(date):
        caveats.append(f"The list is dated {date}, which is later than the date asked about, {as_at}.")
    lep, body, of_names = named(members["lep"].iloc[0], members["body"].iloc[0])
    completeness = weakest(members["list_completeness"])
    return Board(lep, body, as_at or _iso(date), completeness, members, board_size, (*caveats, *of_names))


def _refuse_several_bodies(described: pd.DataFrame) -> None:
    bodies = list(dict.fromkeys(zip(described["lep"], described["body"], strict=True)))
    shown = "; ".join(" / ".join(filter(None, pair)) or "(unnamed)" for pair in bodies[:5])
    remedy = "keep the rows of one body, or judge them all with --many (check_many)"
    _refuse(len(bodies) > 1, "the list", "lep, body", f"{len(bodies)} bodies ({shown})", "one board", remedy)


def _refuse(wrong: bool, place: str, column: str, found: str, expected: str, remedy: str) -> None:
    if wrong:
        raise InputFaults([Fault(place, None, column, found, expected, remedy)])


def _seats(settled: pd.DataFrame) -> pd.DataFrame:
    """One row per seat: of two lines about one person the one with the higher role, since a chair is a member too."""
    rank = settled["role_read"].map({role: place for place, role in enumerate(ROLES)}).fillna(len(ROLES))
    return list_seats(settled.loc[rank.sort_values(kind="stable").index]).sort_index()


def _newest(settled: pd.DataFrame, judged_at: str) -> tuple[pd.DataFrame, str, list[str]]:
    """The rows of the newest list that is not later than the date asked about, its date, and a caveat of others."""
    dates = sorted(set(settled["snapshot_date"]), key=_first_day)
    date = ([date for date in dates if not judged_at or _first_day(date) <= judged_at] or dates[:1])[-1]
    caveat = f"The file holds lists of {len(dates)} dates; only that of {date or 'no date'} is judged."
    chosen = settled[settled["snapshot_date"] == date].reset_index(drop=True)
    return chosen, date, [caveat] if len(dates) > 1 else []


def _repeated(members: pd.DataFrame) -> list[str]:
    lines = sum(len(ids.split()) - 1 for ids in members["row_ids"])
    repeat = plural(lines, "line repeats", "lines repeat")
    return [f"{repeat} a name and organisation already listed: each person counts once."] if lines else []


def _iso(date: str) -> str:
    """A published date as ISO text; "" for none or for one that cannot be read."""
    try:
        return read_date(date)
    except ValueError:
        return ""


def _first_day(date: str) -> str:
    return (interval(_iso(date)) or ("",))[0]


def read_given(texts: Iterable[str]) -> dict[str, Given]:
    """Published counts as the command line takes them: "private=10/14"."""
    found: dict[str, Given] = {}
    for text in texts:
        group, equals, given = (part.strip() for part in text.partition("="))
        if not equals:
            raise UsageError(f"The published count {quoted(text)} cannot be read; write for instance private=10/14.")
        if group in found:
            raise UsageError(f"The published count of {quoted(group)} is given twice; give each group once.")
        found[group] = given
    return found


def _given_counts(published: Mapping[str, Given] | None, board_size: int | None) -> tuple[PublishedCount, ...]:
    """The counts given with a list; sizes that contradict one another are refused."""
    counts = tuple(_count(group, given) for group, given in (published or {}).items())
    sizes = {f"{one.size} ({one.group})": one.size for one in counts if one.size is not None}
    sizes |= {} if board_size is None else {f"{board_size} (the board size)": board_size}
    if len(set(sizes.values())) > 1:
        raise UsageError(f"The published sizes contradict one another: {', '.join(sizes)}. Give counts of one board.")
    return counts


def _count(group: str, given: Given) -> PublishedCount:
    if group not in COUNTED_GROUPS:
        raise unknown("group of published counts", str(group), COUNTED_GROUPS)
    text = "/".join(map(str, given)) if isinstance(given, tuple | list) else str(given)
    found = _COUNT.fullmatch(text.strip())
    if not found:
        form = "write 10/14, or 10 where the size was not published"
        raise UsageError(f"The published count of {group} is {quoted(text)}, which is no whole number: {form}.")
    count, of = int(found[1]), int(found[2]) if found[2] else None
    if group == "members" and of is not None:
        raise UsageError(f"The published count of members is the board's size: write members={of}.")
    if of is not None and count > of:
        raise UsageError(f"The published count of {group} is {count} of {of}: more than all of them.")
    if of == 0 or (group == "members" and count == 0):
        raise UsageError(f"The published count of {group} is of a board without members; give a size above nought.")
    return PublishedCount(group, count, of, of_this_list=True)
