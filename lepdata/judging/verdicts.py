"""BOARD + FRAMEWORK -> a verdict on every question, with its sum and words; and those of many boards in one frame."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import read_date
from lepdata.display import in_one_block
from lepdata.errors import UsageError, quoted
from lepdata.judging.bounds import Tally, narrowed
from lepdata.judging.counts import ListWithCounts, sources_used, speaking, weigh
from lepdata.judging.criteria import Question, questions
from lepdata.judging.framework_files import Chosen, Which, choose, shipped, yardstick
from lepdata.judging.judgement import ANSWER_COLUMNS, VERDICT_COLUMNS, Judgement, frame_of, scale_of, verdict_of
from lepdata.judging.kinds import Case, kind_of
from lepdata.judging.roll import ROLL_COLUMNS, Roll, call_roll, first_caveats, list_caveats
from lepdata.read.words import read_completeness
from lepdata.registers.geography import find_lep
from lepdata.seating.boards import Board, PublishedCount, counts_of, every_board, largest_sizes, with_context
from lepdata.seating.lists import assembler
from lepdata.seating.rows import SEAT_COLUMNS, describe
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD, Outcome
from lepdata.voice.councils import SEAT_CELLS


def _answered(question: Question, evidence: ListWithCounts, board: Board) -> Case:
    """The list's answer where it decides, else the answer of list and published counts together."""
    kind, count = kind_of(question.criterion), evidence.count_for(question)
    bounded = kind.case(question, evidence.bounded, board)
    listed = bounded if evidence.bounded is evidence.listed else kind.case(question, evidence.listed, board)
    used = count or evidence.size
    if listed.bounds.outcome != Outcome.CANNOT_TELL or used is None:
        return bounded
    exact = narrowed(bounded.tally, count.count or 0, count.of) if count else None
    found = kind.bounds(question, exact, bounded.listing) if exact else bounded.bounds
    found = replace(found, as_listed=bounded.bounds.as_listed, overturned=bounded.bounds.overturned)
    is_listed = bool(evidence.listed.members)
    if found == listed.bounds and (is_listed or not count):
        return bounded
    nobody = Roll((), "not stated", used.size)
    alone = Tally(unseen=nobody.unseen, room=nobody.room)
    alone = (narrowed(alone, used.count or 0, used.of) if exact else None) or alone
    says_so = kind.bounds(question, alone, nobody.listing).outcome == found.outcome != Outcome.CANNOT_TELL
    basis = "published count" if says_so or not is_listed else "list and published count"
    return replace(bounded, tally=exact or bounded.tally, bounds=found, count_used=used, basis=basis)


def judge(board: Board, framework: Which = None, definition: str | None = None) -> Judgement:
    """Judge a board by a framework, under every definition of private and every denominator."""
    chosen = choose(board.body, board.as_at, framework or board.framework or None, definition)
    return _judged(board, weigh(call_roll(board), speaking(board)), chosen)


def _judged(board: Board, evidence: ListWithCounts, chosen: Chosen) -> Judgement:
    rules, roll = chosen.framework, evidence.bounded
    co_opted = any(member.role == "co-opted" for member in evidence.listed.members)
    scale = scale_of(board, rules)
    doubted = replace(evidence, listed=evidence.listed.without_guesses, bounded=evidence.bounded.without_guesses)
    first = chosen.given or rules.ruling_definition
    definitions, verdicts = (first, *(one for one in DEFINITIONS if one != first)), []
    for question in questions(rules.criteria, definitions, co_opted):
        case = _answered(question, evidence, board)
        if doubted.listed is not evidence.listed:
            case = replace(case, firm=_answered(question, doubted, board))
        timing = question.criterion.timing(chosen.day) if chosen.day else "not in force"
        verdicts.append(verdict_of(case, timing, scale))
    used = sources_used(evidence) if any(one.basis != "list" for one in verdicts) else ()
    of_listed = first_caveats(roll)
    about = (*chosen.about, *of_listed) if chosen.measured else (*of_listed, *chosen.about)
    of_list = (*about, *board.caveats, *chosen.caveats, *list_caveats(roll))
    caveats = tuple(dict.fromkeys((*of_list, *evidence.caveats, *used)))
    return Judgement(board, rules, chosen.given, roll.sure, tuple(verdicts), caveats, about, chosen.measured)


def judge_counts(
    counts: Iterable[PublishedCount], framework: Which = None, lep: str = "", body: str = MAIN_BOARD
) -> Judgement:
    """Verdicts of counts of one body at one date of which no list is known, by a framework as in `judge`.

    Only the criteria that the counts speak of, each with the basis "published count" and nothing as listed: exact where
    a count and its size were printed. `members` is the published size, 0 where none was.

    Examples
    --------
    >>> counts = [PublishedCount("private", 10, 14, "2021-05", "2021-05-01", "2021-05-31")]
    >>> found = judge_counts(counts).all_verdicts[0]
    >>> found.definition, found.outcome, found.lowest_share
    ('as-published', 'met', '5/7')
    """
    counts = tuple(counts)
    if len(dates := sorted({one.as_at for one in counts})) != 1:
        found = f"counts of {len(dates)} dates ({', '.join(dates)})" if dates else "no count"
        raise UsageError(f"Counts are judged one date at a time; here are {found}. Fix: part them by date.")
    evidence = weigh(Roll((), "not stated"), counts)
    board = Board(lep, body, dates[0], "not stated", pd.DataFrame(), published=counts)
    judgement = _judged(board, evidence, choose(board.body, board.as_at, framework, None))
    of_a_list = {*first_caveats(evidence.bounded), *list_caveats(evidence.bounded)}
    caveats = tuple(caveat for caveat in judgement.caveats if caveat not in of_a_list)
    counted = tuple(one for one in judgement.all_verdicts if one.basis == "published count")
    return replace(judgement, members=evidence.bounded.size or 0, all_verdicts=counted, caveats=caveats)


_LIST_KEYS = ["lep", "body", "snapshot_date"]
_NEEDED = tuple(dict.fromkeys((*_LIST_KEYS, "list_completeness", *ROLL_COLUMNS, *SEAT_CELLS)))
# A list is as complete as its least complete row says.
_WEAKEST_FIRST = ("partial", "truncated", "not stated", "attendance", "full")


def boards_of(frame: pd.DataFrame) -> Iterator[Board]:
    """The lists of a frame (rows of one lep, body and snapshot_date) as boards, in the order of their first rows."""
    # roles and names are read from the published words where they are missing
    read = describe(frame) if set(_NEEDED) & set(SEAT_COLUMNS) - set(frame) else frame
    found = {name: frame[name] if name in frame else read[name] for name in _NEEDED if name in read}
    texts = {name: found[name].astype("str").fillna("") if name in found else "" for name in _NEEDED}
    for keys, rows in in_one_block(pd.DataFrame(texts, index=frame.index)).groupby(_LIST_KEYS, sort=False):
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


_OF_RULES = ("framework", "framework_version", "ruling_definition")
_OF_BOARD = ("board", "lep", "body", "as_at", "members", "completeness", *_OF_RULES)
_PUBLISHED = ("lep", "body", "as_at", "completeness", "members", "framework")
_Known = Callable[[Board], Board]
MANY_COLUMNS = (*_OF_BOARD, *VERDICT_COLUMNS, "caveats")


def judge_each(
    frame: pd.DataFrame, framework: Which = None, definition: str | None = None, known: _Known = lambda board: board
) -> Iterator[Judgement]:
    """The judgement of every board of a frame, one by one, with what is `known` of each."""
    chosen = choose("", "", framework, definition)  # what does not exist is refused before anything is judged
    rules = framework if framework is None or chosen.framework in shipped() else chosen.framework  # read once
    return (judge(known(board), rules, definition) for board in boards_of(frame))


def many_as_frame(judgements: Iterable[Judgement], names: Sequence[str] = MANY_COLUMNS) -> pd.DataFrame:
    """Verdicts, or answers where these columns say so, each beside whose it is."""

    def rows() -> Iterator[dict[str, Any]]:
        for at, one in enumerate(judgements, start=1):
            board, rules = one.board, one.framework
            told = (at, board.lep, board.body, board.as_at, one.members, board.completeness, rules.id, rules.version)
            whose = dict(zip(_OF_BOARD, (*told, one.ruling_definition or ""), strict=True))
            whose["caveats"] = " | ".join(one.caveats)
            for row in one.every_answer if "answer" in names else one.all_verdicts:
                yield whose | row.as_row()

    return frame_of(rows(), names).astype({name: "int64" for name in ("board", "members") if name in names})


def best_lists(seats: pd.DataFrame, compositions: pd.DataFrame) -> list[Board]:
    assembled, counts = assembler(seats), counts_of(compositions)
    found = (assembled(area, body=body) for area, body in every_board(seats))
    sizes = largest_sizes(seats, counts)
    return [with_context(one, counts, sizes) for one in found if one is not None]


def published_verdicts(boards: Iterable[Board], framework: str | Path | None = None) -> pd.DataFrame:
    """The table `verdicts`: those on the best list of every board, by the framework given or that of its date."""
    return many_as_frame((judge(board, framework) for board in boards), (*VERDICT_COLUMNS, *_PUBLISHED))


def published_answers(boards: Iterable[Board], framework: str | Path | None = None) -> pd.DataFrame:
    """The table `answers`: of every board by the framework in force and by the yardstick, or by the one given."""
    judged, last = [], choose("", "", yardstick()).framework
    for board in boards:
        own = judge(board, framework)
        judged += [own] if framework or own.framework.id == last.id else [own, judge(board, last)]
    return many_as_frame(judged, (*ANSWER_COLUMNS, *_PUBLISHED))
