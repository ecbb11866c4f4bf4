"""Boards by name and date, and verdicts about any board file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from lepdata.dates import interval, read_date
from lepdata.english import plural
from lepdata.errors import Fault, InputFaults, UsageError
from lepdata.judging.frameworks import Framework
from lepdata.judging.judge import judge
from lepdata.judging.many import judge_many, named, weakest
from lepdata.judging.records import Judgement
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.known import Given, given_counts
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board, with_counts
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import classify, find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import ROLES
from lepdata.voice.publishing import publication
from lepdata.voice.voluntary import voluntary_answers


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
    name = geography.find_lep(lep)
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
        caveats.append(f"The list is dated {date}, which is later than the date asked about, {as_at}.")
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
    return [
        (
            f"{plural(repeated, 'line repeats', 'lines repeat')} a name and organisation already "
            "listed: each person counts once."
        )
    ]


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
    said = f"The file holds lists of {len(dates)} dates; only that of {in_time[-1] or 'no date'} is judged."
    return chosen, in_time[-1], [said]


YARDSTICK = "nlgaf-2021"  # the last rules that LEPs were under: every board is also asked these, for comparison


@dataclass(frozen=True)
class BoardReview:
    """All that a board's page says.

    Attributes
    ----------
    lep, as_at, last_day : str
        The LEP, the date asked about ("" for the latest usable list), and the last ISO day that date may mean.
    board : Board or None
        The list judged; None where nothing dated was published by then.
    judgement : Judgement or None
        Under the rules in force at the list's date, or those asked for.
    yardstick : Judgement or None
        Under the last rules that LEPs were under, whatever the date.
    lists, seen, compositions : DataFrame
        Every published list, every seat of every body, and every published count without names.
    facts : dict
        The LEP's row of the register.
    """

    lep: str
    as_at: str
    last_day: str
    board: Board | None
    judgement: Judgement | None
    yardstick: Judgement | None
    lists: pd.DataFrame
    seen: pd.DataFrame
    compositions: pd.DataFrame
    facts: dict[str, str]


def review_board(lep: str, as_at: str | None = None, framework: str | Path | None = None) -> BoardReview:
    """Review one LEP's main board.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case.
    as_at : str, optional
        A date; later lists are left out. By default (None or "") the latest usable list.
    framework : str or Path, optional
        Rules to judge by; by default (None or "") those in force at the list's own date.

    Returns
    -------
    BoardReview
        Hand it to `sentences`, `table` and `chart`.

    Raises
    ------
    UsageError
        If LEP, date or framework do not exist.

    Examples
    --------
    >>> review = review_board("New Anglia")
    >>> review.board.completeness
    'full'
    """
    name = geography.find_lep(lep)
    last_day = day(as_at)
    everything = known.seats()
    counts = known.read_table("compositions")
    found = assemble(everything, name, last_day)
    board = with_counts(found, counts) if found else None
    seen = everything[everything["lep"] == name]
    lists = known.read_table("lists")
    return BoardReview(
        lep=name,
        as_at=as_at or "",
        last_day=last_day,
        board=board,
        judgement=judge(board, framework or None) if board else None,
        yardstick=judge(board, YARDSTICK) if board else None,
        lists=lists[lists["lep"] == name].reset_index(drop=True),
        seen=seen.reset_index(drop=True),
        compositions=counts[counts["lep"] == name].reset_index(drop=True),
        facts=_facts(name),
    )


def _facts(lep: str) -> dict[str, str]:
    row = geography.leps().set_index("lep").to_dict("index")[lep]
    return {str(column): str(value) for column, value in row.items()}


def check_many(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> pd.DataFrame:
    """Verdicts for every board of a frame, from the published lists.

    Parameters
    ----------
    frame : DataFrame
        One row per seat with any of the columns of a board file, of as many bodies and dates as there are. Every line
        may speak for the employer of a person on another list of the same LEP. Not modified.
    framework, definition : optional
        As in `check`.

    Returns
    -------
    DataFrame
        As `judge_many` returns it.

    Raises
    ------
    InputFaults
        If the frame has no row.
    UsageError
        If the framework or the definition does not exist.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent"], "organisation": ["Example Ltd", "Solent Council"]}
    >>> found = check_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    if frame.empty:
        raise InputFaults([Fault("the frame", None, "", "no row", "one row per member", "give boards with members")])
    return judge_many(classify(frame), framework, definition)


@lru_cache(maxsize=4)
def voice_answers(lep: str, last_day: str) -> pd.DataFrame:
    """The answers about one partnership, a row for each question: see `lepdata.voice.voluntary.voluntary_answers`.

    Parameters
    ----------
    lep : str
        As in the register.
    last_day : str
        An ISO day; later lists are not looked at. "" for the latest.

    Returns
    -------
    DataFrame
        Shared by all who ask: copy it before you change it.
    """
    seats = known.seats()
    answers = voluntary_answers(seats[seats["lep"] == lep], last_day)
    return answers[answers["lep"] == lep].reset_index(drop=True)


@lru_cache(maxsize=4)
def publication_answers(lep: str, last_day: str) -> pd.DataFrame:
    """What documents show of the publication standard for one main board: see `lepdata.voice.publishing`.

    The parameters, and what to do before changing it, are those of `voice_answers`.
    """
    return publication(known.seats(), lep, last_day)
