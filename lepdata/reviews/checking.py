"""Verdicts about any board file, or about many, and what `check` answers as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import AskedDate, asked_date, day_of, days_of, last_day
from lepdata.display import gathered, row_dicts
from lepdata.english import joined, plural
from lepdata.errors import UsageError, quoted, refused, unknown
from lepdata.judging.criteria import Framework
from lepdata.judging.framework_files import Which
from lepdata.judging.judgement import Judgement
from lepdata.judging.verdicts import judge, judge_each, many_as_frame, named, weakest
from lepdata.registers.whose import in_use
from lepdata.reviews.boards import with_known
from lepdata.reviews.given import Given, is_dated, is_settled, left_open, of_the_day, rows_of
from lepdata.reviews.markup import who
from lepdata.seating.boards import Board, PublishedCount, from_notes
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows
from lepdata.sectors.settling import TITLES_OFF, settle, without_titles
from lepdata.vocabulary import COUNTED_GROUPS, ROLES

Count = str | int | tuple[int, int]  # a published count: "10/14", "10 of 14", 10 or (10, 14)
_OF_A_LIST = ["lep", "body", "snapshot_date"]
MOST_MEMBERS = 60  # the largest board ever published had 28
_COUNT = re.compile(r"([0-9]{1,9})(?:\s*(?:/|\bof\b)\s*([0-9]{1,9}))?")


def check(
    frame: Given,
    framework: str | Path | None = None,
    as_at: AskedDate = None,
    definition: str | None = None,
    board_size: int | None = None,
    published: Mapping[str, Count] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    full: bool = False,
    dates: str | None = None,
    sheet: str | int | None = None,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
    residual: bool = True,
    titles: bool = True,
) -> Judgement:
    """Verdicts for any one board, from its published list.

    Parameters
    ----------
    frame : DataFrame or path
        One row per seat, under the headings that it was published with: a frame, or the file itself. Not modified. A
        table of ours, such as `board(lep).members`, keeps the sectors it has.
    framework : str or Path, optional
        A framework's id, or the path of your own; by default the one in force for this body at its date.
    as_at : str, int (a year), date or Timestamp, optional
        The date to judge at; by default the list's own. Whose term is over by then is no member.
    definition : str, optional
        The ruling definition of private; every definition is judged all the same.
    board_size : int, optional
        A published number of members, which bounds those not listed.
    published : mapping, optional
        Counts of this very board that were published without names, such as {"private": "10/14", "women": (3, 14)};
        groups: private (in the publisher's own sense), women, council, voluntary, education, members (the size).
        Where the list cannot tell, they may; such verdicts carry the `basis` "published count".
    columns : mapping, optional
        What a column means and the heading it stands under, such as ``{"name": "Appointee"}``.
    full : bool
        The list names the whole board.
    dates, sheet, further_decisions, registers, residual, titles : optional
        As in `classify`.

    Examples
    --------
    >>> frame = pd.DataFrame({"Organisation": ["Example Ltd"] * 8 + ["Example District Council"] * 4})
    >>> outcome = check(frame, "nlgaf-2021", "2023-01-31", full=True).all_verdicts[0]
    >>> outcome.criterion, outcome.outcome
    ('private-two-thirds', 'met')
    """
    counts = _given_counts(published, board_size)
    asked: dict[str, Any] = {"further_decisions": further_decisions, "registers": registers, "residual": residual}
    board = board_of(rows_of(frame, columns, full, dates, sheet), as_at, board_size, titles=titles, **asked)
    return judge(replace(board, published=(*board.published, *counts)), framework, definition)


def check_many(
    frame: Given,
    framework: Framework | str | Path | None = None,
    definition: str | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    full: bool = False,
    as_at: AskedDate = None,
) -> pd.DataFrame:
    """Verdicts for every board of a frame, from the published lists, as `judge_many` returns them.

    Parameters
    ----------
    frame : DataFrame or path
        One row per seat with any of the columns of a board file, of as many bodies and dates as there are. Every line
        may speak for the employer of a person on another list of the same LEP. Not modified.
    framework, definition, columns, full : optional
        As in `check`.
    as_at : str, int (a year), date or Timestamp, optional
        The date of lists that have none of their own.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent"], "organisation": ["Example Ltd", "Solent Council"]}
    >>> found = check_many(pd.DataFrame(rows), "nlgaf-2021", full=True)
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    return every_verdict(check_each(rows_of(frame, columns, full), framework, definition, as_at))


def judge_many(frame: pd.DataFrame, framework: str | Path | None = None, definition: str | None = None) -> pd.DataFrame:
    """Judge every board of a frame, under every definition of private and every denominator.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, sectors known: what `classify` returns, or members of any `board`. The rows of one lep, body
        and snapshot_date are a board. Not modified.
    framework, definition : optional
        As in `check`; by default each board is judged by the framework for such a body at its date.

    Returns
    -------
    DataFrame
        One row per verdict, boards in the order in which they first appear: whose it is, by what it was judged, the
        columns of a verdict, and the board's caveats parted by " | ". Lists that ship here are answered as
        `review_board` answers: counts that were published without names are asked too.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "private"]}
    >>> found = judge_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    return many_as_frame(judge_each(frame, framework, definition, _known_of(frame)))


def _known_of(frame: pd.DataFrame) -> Callable[[Board], Board]:
    """What is known of each board of a frame besides its members: of the published lists as a review knows it."""
    if notes := frame.attrs.get("board"):
        return lambda board: from_notes(board, notes)
    return with_known if is_settled(frame) else lambda board: replace(board, framework=in_use().framework)


def every_verdict(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Judgements in one frame as `judge_many` has them, and in `not_read` what was not understood of their file."""
    judgements = list(judgements)
    told = {at: " | ".join(said_first(one.board.not_read)) for at, one in enumerate(judgements, 1)}
    found = many_as_frame(judgements)
    return found.assign(not_read=found["board"].map(told).astype("str"))


def check_each(
    frame: pd.DataFrame, framework: Which = None, definition: str | None = None, as_at: AskedDate = None, **asked: Any
) -> Iterator[Judgement]:
    """The judgement of every board of a frame, one by one; lists without a date are of the day asked about."""
    if frame.empty:
        raise refused("the frame", "no row", "one row per member", "give boards with members")
    if as_at and is_dated(frame):
        of_one = "is about one board and does not go with --many where lists have dates of their own"
        raise UsageError(f"--as-at {of_one}: give it a file of that board, or of lists without dates.")
    dated = of_the_day(frame, as_at)
    settled = dated if is_settled(dated) else settled_rows(dated, **asked)
    _refuse_a_crowd(settled)
    not_read = (*frame.attrs.get("not_read", ()), *left_open(settled))
    judged = judge_each(settled, framework, definition, _known_of(frame))
    keys = dict.fromkeys(zip(*(settled[name] for name in _OF_A_LIST), strict=True))  # in the order of the judgements
    seats = dict(iter((settled if is_settled(dated) else _seats(settled)).groupby(_OF_A_LIST, sort=False)))
    for one, key in zip(judged, keys, strict=True):
        yield replace(one, board=replace(one.board, members=seats[key], not_read=not_read))


def board_of(frame: pd.DataFrame, as_at: AskedDate = None, board_size: int | None = None, **asked: Any) -> Board:
    """The board that one board file describes, its members' sectors settled. See `check`."""
    if frame.empty:
        raise refused("the frame", "no row", "one row per member", "give a board with members")
    if board_size is not None and board_size < 1:
        raise UsageError(f"The board size is {board_size}; it must be a whole number above nought.")
    frame = of_the_day(frame, as_at)
    described = frame if is_settled(frame) else describe(frame, last_day(as_at))
    bodies = list(dict.fromkeys(zip(described["lep"], described["body"], strict=True)))
    if len(bodies) > 1:
        shown = "; ".join(" / ".join(filter(None, pair)) or "(unnamed)" for pair in bodies[:5])
        remedy = "keep the rows of one body, or judge them all with --many (check_many)"
        own = "; or if it is whom each person speaks for, say --columns organisation=HEADING"
        remedy += own if len(bodies) * 2 >= len(described) else ""
        raise refused("the list", f"{len(bodies)} bodies ({shown})", "one board", remedy, column="lep, body")
    settled = frame if is_settled(frame) else _seats(settle(described, find_evidence(described, **asked)))
    off = not asked.get("titles", True)
    members, date, caveats = _newest(without_titles(settled) if off else settled, as_at)
    _refuse_a_crowd(members, board_size)
    lep, body, of_names = named(members["lep"].iloc[0], members["body"].iloc[0])
    caveats = [*frame.attrs.get("caveats", ()), *caveats, *([TITLES_OFF] if off else []), *of_names]
    about = (lep, body, asked_date(as_at) or day_of(date), weakest(members["list_completeness"]), members, board_size)
    board = _known_of(frame)(Board(*about, tuple(caveats)))
    told = [*board.not_read, *frame.attrs.get("not_read", ())]
    return replace(board, not_read=(*told, *(one for one in left_open(members) if one not in told)))


def _refuse_a_crowd(members: pd.DataFrame, size: int | None = None) -> None:
    """So many people are no board, but several whose names stand in a column that was not read."""
    counted = members[members["counts_as_member"] == "yes"]
    for board, people in Counter(zip(*(counted[name] for name in _OF_A_LIST), strict=True)).items():
        if people > max(MOST_MEMBERS, size or 0):
            found = f"{people} members of {' / '.join(filter(None, board)) or 'one board'}"
            remedy = "say which column names the board, --columns body=HEADING, and use --many; if it is one board, "
            remedy += f"say --board-size {people}"
            raise refused("the list", found, f"at most {MOST_MEMBERS} of one board", remedy)


def _seats(settled: pd.DataFrame) -> pd.DataFrame:
    """One row per seat: of two lines about one person the one with the higher role, since a chair is a member too."""
    rank = settled["role_read"].map({role: place for place, role in enumerate(ROLES)}).fillna(len(ROLES))
    return list_seats(settled.loc[rank.sort_values(kind="stable").index]).sort_index()


def _newest(settled: pd.DataFrame, as_at: AskedDate) -> tuple[pd.DataFrame, str, list[str]]:
    """The rows of the newest list that is not later than the date asked about, its date, and what to bear in mind."""
    judged_at, caveats = last_day(as_at), []
    first = {date: days_of(day_of(date))[0] for date in settled["snapshot_date"].unique()}
    dates = sorted(sorted(first), key=first.__getitem__)
    date = ([date for date in dates if not judged_at or first[date] <= judged_at] or dates[:1])[-1]
    members = settled[settled["snapshot_date"] == date].reset_index(drop=True)
    dated, undated = len({*dates} - {""}), int((settled["snapshot_date"] == "").sum())
    if dated > 1 or (dated and not date):
        caveats += [f"The file holds lists of {plural(dated, 'date')}; only that of {date or 'no date'} is judged."]
    if date and undated:
        caveats += [f"{plural(undated, 'row')} without a date: not judged with the list of {date}."]
    if as_at and date and judged_at < first[date]:
        caveats += [f"The list is dated {date}, which is later than the date asked about, {asked_date(as_at)}."]
    return members, date, caveats


def _given_counts(published: Mapping[str, Count] | None, board_size: int | None) -> tuple[PublishedCount, ...]:
    counts = tuple(_count(group, given) for group, given in (published or {}).items())
    sizes = {f"{one.size} ({one.group})": one.size for one in counts if one.size is not None}
    sizes |= {} if board_size is None else {f"{board_size} (the board size)": board_size}
    if len(set(sizes.values())) > 1:
        raise UsageError(f"The published sizes contradict one another: {', '.join(sizes)}. Give counts of one board.")
    return counts


def _count(group: str, given: Count) -> PublishedCount:
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


# --- what it answers, as JSON, and what of a file was not understood

_MOST_SAID = 3  # texts of one kind that are shown
_SHOWN = ["honorific", "person", "postnominals", "place", "organisation_shown", "role_read", "counts_as_member"]
_SHOWN += ["why_not", "sector", "sector_status", "sector_because"]


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement as `lepdata check --format json` prints it, by `rules/check.schema.json`; what is missing is null."""
    board, rules, own = judgement.board, judgement.framework, members_of(judgement)
    whose = {"lep": board.lep, "body": board.body, "as_at": board.as_at}
    return {
        "board": whose | {"members": judgement.members, "completeness": board.completeness},
        "framework": {"id": rules.id, "version": rules.version, "ruling_definition": judgement.ruling_definition},
        "answers": [one.as_row() for one in judgement.every_answer],
        "verdicts": [one.as_row() for one in judgement.all_verdicts],
        "caveats": list(judgement.caveats),
        "not_read": list(board.not_read),
        "guessed": sum(one["counts"] == "yes" and one["status"] == "guessed" for one in own),
        "members": own,
    }


def members_of(judgement: Judgement) -> list[dict[str, str]]:
    """Everybody on the list: for whom they speak, how that is known and why, and whether they count as members."""
    return [
        {
            **{"name": who(seat), "organisation": seat["organisation_shown"], "role": seat["role_read"]},
            **{"sector": seat["sector"] or "unknown", "status": seat["sector_status"]},
            "why": seat["sector_because" if seat["counts_as_member"] == "yes" else "why_not"],
            "counts": "vacant" if seat["place"] == "vacancy" else seat["counts_as_member"],
        }
        for seat in row_dicts(judgement.board.members.reindex(columns=_SHOWN, fill_value="").fillna("").astype("str"))
    ]


def said_first(not_read: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """What was not understood of a file, alike things in one line."""
    for (what, why), own in gathered(((one["what"], one["why"]), one) for one in not_read).items():
        lines = [one["where"].partition(", row ")[2] for one in own]
        where = own[0]["where"].split(", ")[0] + (f", rows {few(lines)}" if all(lines) else "")
        texts = few(quoted(one["text"] or one["where"]) for one in own)
        yield own[0]["sentence"] if len(own) == 1 else f"Not read: {what}s {texts} ({where}): {why}."


def few(texts: Iterable[str]) -> str:
    texts = list(dict.fromkeys(texts))
    more = [f"{len(texts) - _MOST_SAID} more"] if len(texts) > _MOST_SAID else []
    return joined([*texts[:_MOST_SAID], *more])
