"""A FRAME OF MANY BOARDS -> its lists as boards, one by one, and the verdicts on all of them in one frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.errors import UsageError, quoted, unknown
from lepdata.judging.criteria import Framework
from lepdata.judging.frameworks import framework as find_framework
from lepdata.judging.judge import VERDICT_COLUMNS, judge, verdict_frame
from lepdata.judging.records import Verdict
from lepdata.judging.roll import ROLL_COLUMNS
from lepdata.registers.leps import find_lep
from lepdata.seating.boards import Board
from lepdata.seating.describe import SEAT_COLUMNS, describe
from lepdata.sightings.days import read_date
from lepdata.sightings.words import read_completeness
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD, Outcome
from lepdata.voice.councils import SEAT_CELLS

_LIST_KEYS = ["lep", "body", "snapshot_date"]
_NEEDED = tuple(dict.fromkeys((*_LIST_KEYS, "list_completeness", *ROLL_COLUMNS, *SEAT_CELLS)))
# A list is as complete as its least complete row says.
_WEAKEST_FIRST = ("partial", "truncated", "not stated", "attendance", "assembled", "full")


def boards_of(frame: pd.DataFrame) -> Iterator[Board]:
    """The lists of a frame as boards, in the order in which they first appear.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, with the sector columns that `classify` adds. Rows of one lep, body and snapshot_date are a
        list, wherever they stand. What `describe` reads from published words (roles, names) is read where it is
        missing. Not modified.

    Examples
    --------
    >>> frame = pd.DataFrame({"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "council"]})
    >>> [(board.lep, len(board.members)) for board in boards_of(frame)]
    [('Dorset', 2), ('Solent', 1)]
    """
    for (lep, body, date), rows in _with_needed(frame).groupby(_LIST_KEYS, sort=False):
        known, known_body, caveats = named(lep, body)
        completeness = weakest(rows["list_completeness"])
        yield Board(known, known_body, _iso(date), completeness, rows.reset_index(drop=True), caveats=caveats)


def named(lep: str, body: str) -> tuple[str, str, tuple[str, ...]]:
    """A LEP and a body by the names that the registers have for them, and what a reader must know of that.

    Examples
    --------
    >>> named("new anglia lep", "")
    ('New Anglia', 'main board', ('The file names no body; it is judged as the main board of a LEP.',))
    """
    caveats = () if body else ("The file names no body; it is judged as the main board of a LEP.",)
    try:
        return find_lep(lep) if lep else "", body or MAIN_BOARD, caveats
    except UsageError:
        strange = f"No LEP is known by the name {quoted(lep)}; the rules were applied all the same."
        return lep, body or MAIN_BOARD, (*caveats, strange)


def weakest(completeness: pd.Series) -> str:
    """How complete a list is by the words of its rows: as its least complete row says.

    Examples
    --------
    >>> weakest(pd.Series(["full", "attendance", "full"])), weakest(pd.Series(["a guess"]))
    ('attendance', 'not stated')
    """
    return min((_completeness(word) for word in completeness.unique()), key=_WEAKEST_FIRST.index)


def _iso(date: str) -> str:
    """A date as ISO text; one that cannot be read is left for the judge to say so."""
    try:
        return read_date(date)
    except ValueError:
        return date


def _with_needed(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that judging reads, as text; what the frame has is taken as it is."""
    read = describe(frame) if set(_NEEDED) & set(SEAT_COLUMNS) - set(frame) else frame
    found = {name: frame[name] if name in frame else read[name] for name in _NEEDED if name in read}
    texts = {name: column.astype("str").fillna("") for name, column in found.items()}
    return pd.DataFrame({name: texts.get(name, "") for name in _NEEDED}, index=frame.index)


def _completeness(text: str) -> str:
    """A word that nobody can read states nothing."""
    return read_completeness(text) or "not stated"


PARTED = " | "
OF_BOARD = (
    "board",
    "lep",
    "body",
    "as_at",
    "members",
    "completeness",
    "framework",
    "framework_version",
    "ruling_definition",
)
MANY_COLUMNS = (*OF_BOARD, *VERDICT_COLUMNS, "caveats")


def judge_many(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> pd.DataFrame:
    """Judge every board of a frame, under every definition of private and every denominator.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, sectors known: what `classify` returns or `lepdata classify` writes, read as text. The rows of
        one lep, body and snapshot_date are a board. Not modified.
    framework, definition : optional
        As in `judge`; by default each board is judged by the framework for such a body at its date.

    Returns
    -------
    DataFrame
        `MANY_COLUMNS`: one row per verdict, board by board in the order in which they first appear: the board's number
        from 1 and whose it is, by what it was judged, `VERDICT_COLUMNS`, and the board's caveats parted by " | ".
        Missing text is "", a missing count <NA>. Exactly what `judge` gives for each of `boards_of(frame)`; counts
        published without names are not asked.

    Raises
    ------
    UsageError
        If the framework or the definition does not exist.
    InputFaults
        If the framework file has faults.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "private"]}
    >>> found = judge_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    if framework is not None and not isinstance(framework, Framework):
        framework = find_framework(framework)
    of_boards: list[tuple[object, ...]] = []
    of_rows: list[tuple[int, int]] = []
    numbers: dict[Verdict, int] = {}
    for at, board in enumerate(boards_of(frame)):
        found = judge(board, framework, definition)
        rules, caveats = found.framework, PARTED.join(found.caveats)
        whose = (board.lep, board.body, board.as_at, found.members, board.completeness)
        of_boards.append((at + 1, *whose, rules.id, rules.version, found.ruling_definition, caveats))
        of_rows += [(at, numbers.setdefault(one, len(numbers))) for one in found.verdicts]
    own = pd.DataFrame(of_boards, columns=[*OF_BOARD, "caveats"])
    own = own.astype({name: "int64" if name in ("board", "members") else "str" for name in own})
    places, verdicts = zip(*of_rows, strict=True) if of_rows else ((), ())
    both = (own.take(list(places)), verdict_frame(numbers).take(list(verdicts)))
    return pd.concat([part.reset_index(drop=True) for part in both], axis=1)[list(MANY_COLUMNS)]


_NULL = ("definition", "lowest_share", "highest_share", "due", "remedy")  # missing text that JSON calls null


def many_as_json(verdicts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What `judge_many` returns as one object a board, each in the form of `as_json`.

    Examples
    --------
    >>> found = judge_many(pd.DataFrame({"lep": ["Dorset", "Solent"], "sector": ["private", "council"]}))
    >>> [one["board"]["lep"] for one in many_as_json(found)]
    ['Dorset', 'Solent']
    """
    for _, own in verdicts.groupby("board", sort=False):
        first = own.iloc[0]
        yield {
            "board": {name: first[name] for name in ("lep", "body", "as_at")}
            | {"members": int(first["members"]), "completeness": first["completeness"]},
            "framework": {
                "id": first["framework"],
                "version": first["framework_version"],
                "ruling_definition": first["ruling_definition"],
            },
            "verdicts": list(_rows(own)),
            "caveats": first["caveats"].split(PARTED) if first["caveats"] else [],
        }


def _rows(own: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = [
        [None if text == "" else text for text in own[name].tolist()]
        if name in _NULL
        else [None if value is pd.NA else value for value in own[name].tolist()]
        for name in VERDICT_COLUMNS
    ]
    return (dict(zip(VERDICT_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True))


def boards_in_breach(verdicts: pd.DataFrame) -> list[int]:
    """The numbers of the boards for which `breaches` names a rule.

    Parameters
    ----------
    verdicts : DataFrame
        What `judge_many` returns.
    """
    rules = (verdicts["strength"] == "requirement") & (verdicts["timing"] == "due")
    ruling = (verdicts["definition"] == "") | (verdicts["definition"] == verdicts["ruling_definition"])
    binding = verdicts[rules & ruling]
    broken = (binding["outcome"] == Outcome.NOT_MET).groupby([binding["board"], binding["criterion"]]).all()
    return sorted(set(broken[broken].index.get_level_values("board").tolist()))
