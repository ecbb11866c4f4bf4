"""A FRAME OF MANY BOARDS -> its lists as boards, one by one, and the verdicts on all of them in one frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd

from lepdata.dates import read_date
from lepdata.errors import UsageError, quoted
from lepdata.judging.criteria import Framework
from lepdata.judging.framework_files import YARDSTICK, choose, shipped
from lepdata.judging.records import Judgement
from lepdata.judging.roll import ROLL_COLUMNS
from lepdata.judging.rows import VERDICT_COLUMNS, Verdict, answer_frame, verdict_frame
from lepdata.judging.verdicts import judge
from lepdata.read.words import read_completeness
from lepdata.registers.geography import find_lep
from lepdata.seating.assembly import assembler
from lepdata.seating.boards import Board, every_board, largest_sizes, with_counts, with_largest, with_rules
from lepdata.seating.rows import SEAT_COLUMNS, describe
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.councils import SEAT_CELLS

_LIST_KEYS = ["lep", "body", "snapshot_date"]
_NEEDED = tuple(dict.fromkeys((*_LIST_KEYS, "list_completeness", *ROLL_COLUMNS, *SEAT_CELLS)))
# A list is as complete as its least complete row says.
_WEAKEST_FIRST = ("partial", "truncated", "not stated", "attendance", "full")


def boards_of(frame: pd.DataFrame) -> Iterator[Board]:
    """The lists of a frame as boards, in the order in which they first appear.

    Rows of one lep, body and snapshot_date are a list, wherever they stand. What `describe` reads from published words
    (roles, names) is read where it is missing.
    """
    for keys, rows in _with_needed(frame).groupby(_LIST_KEYS, sort=False):
        lep, body, date = map(str, keys)
        known, known_body, caveats = named(lep, body)
        completeness = weakest(rows["list_completeness"])
        with suppress(ValueError):  # a date that cannot be read is left for the judge to say so
            date = read_date(date)
        yield Board(known, known_body, date, completeness, rows.reset_index(drop=True), caveats=caveats)


def named(lep: str, body: str) -> tuple[str, str, tuple[str, ...]]:
    """A LEP and a body by the names that the registers have for them, and what a reader must know of that."""
    caveats = () if body else ("The file names no body; it is judged as the main board of a LEP.",)
    try:
        return find_lep(lep) if lep else "", body or MAIN_BOARD, caveats
    except UsageError:
        strange = f"No LEP is known by the name {quoted(lep)}; the rules were applied all the same."
        return lep, body or MAIN_BOARD, (*caveats, strange)


def weakest(completeness: pd.Series) -> str:
    """How complete a list is by the words of its rows: as its least complete row says."""
    words = (read_completeness(word) or "not stated" for word in completeness.unique())
    return min(words, key=_WEAKEST_FIRST.index)


def _with_needed(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that judging reads, as text; what the frame has is taken as it is."""
    read = describe(frame) if set(_NEEDED) & set(SEAT_COLUMNS) - set(frame) else frame
    found = {name: frame[name] if name in frame else read[name] for name in _NEEDED if name in read}
    texts = {name: column.astype("str").fillna("") for name, column in found.items()}
    return pd.DataFrame({name: texts.get(name, "") for name in _NEEDED}, index=frame.index)


_BOARD = ("board", "lep", "body", "as_at", "members", "completeness")
_OF_BOARD = (*_BOARD, "framework", "framework_version", "ruling_definition")
MANY_COLUMNS = (*_OF_BOARD, *VERDICT_COLUMNS, "caveats")


def judge_each(
    frame: pd.DataFrame,
    framework: Framework | str | Path | None = None,
    definition: str | None = None,
    known: Callable[[Board], Board] = lambda board: board,
) -> Iterator[Judgement]:
    """The judgement of every board of a frame, one by one, with what is `known` of each."""
    chosen = choose("", "", framework, definition)  # what does not exist is refused before anything is judged
    rules = framework if framework is None or chosen.framework in shipped() else chosen.framework  # read once
    return (judge(known(board), rules, definition) for board in boards_of(frame))


def many_as_frame(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Judgements in one frame, as `judge_many` returns them; equal verdicts are put into columns once."""
    of_boards: list[tuple[object, ...]] = []
    of_rows: list[int] = []
    numbers: dict[Verdict, int] = {}
    kept: list[int] = []
    for at, one in enumerate(judgements):
        board, rules = one.board, one.framework
        whose = (at + 1, board.lep, board.body, board.as_at, one.members, board.completeness)
        of_boards.append((*whose, rules.id, rules.version, one.ruling_definition or "", " | ".join(one.caveats)))
        of_rows += [at] * len(one.all_verdicts)
        kept += [numbers.setdefault(verdict, len(numbers)) for verdict in one.all_verdicts]
    own = pd.DataFrame(of_boards, columns=[*_OF_BOARD, "caveats"])
    own = own.astype({name: "int64" if name in ("board", "members") else "str" for name in own})
    both = (part.reset_index(drop=True) for part in (own.take(of_rows), verdict_frame(numbers).take(kept)))
    return pd.concat(both, axis=1)[list(MANY_COLUMNS)]


Rules = str | Path | None  # of whoever asks; None for those in force at each list's date


def best_lists(seats: pd.DataFrame, counts: pd.DataFrame) -> list[Board]:
    """The list by which each board is judged, with the counts published of it."""
    assembled, sizes = assembler(seats), largest_sizes(seats, counts)
    found = (assembled(area, body=body) for area, body in every_board(seats))
    return [with_largest(with_rules(with_counts(one, counts)), sizes) for one in found if one is not None]


def published_verdicts(boards: Iterable[Board], framework: Rules = None) -> pd.DataFrame:
    """The table `verdicts`: those on the best list of every board."""
    judged = [(one, one.all_verdicts) for one in (judge(board, framework) for board in boards)]
    return _of_boards(judged, verdict_frame(row for _, own in judged for row in own))


def published_answers(boards: Iterable[Board], framework: Rules = None) -> pd.DataFrame:
    """The table `answers`: of every board by the framework in force and by the yardstick, or by the one given."""
    judged = []
    for board in boards:
        own = judge(board, framework)
        judged += [own] if framework or own.framework.id == YARDSTICK else [own, judge(board, YARDSTICK)]
    rows = [(one, one.every_answer) for one in judged]
    return _of_boards(rows, answer_frame(row for _, own in rows for row in own))


def _of_boards(judged: Sequence[tuple[Judgement, Sequence[object]]], rows: pd.DataFrame) -> pd.DataFrame:
    """The verdicts or answers of several boards, each with whose they are."""
    whose = [one for one, own in judged for _ in own]
    about = {name: [getattr(one.board, name) for one in whose] for name in ("lep", "body", "as_at", "completeness")}
    texts = {name: pd.array(cells, dtype="str") for name, cells in about.items()}
    framework = pd.array([one.framework.id for one in whose], dtype="str")
    return rows.assign(**texts, members=[one.members for one in whose], framework=framework)
