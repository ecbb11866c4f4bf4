"""BOARD + FRAMEWORK -> a verdict on every question, with its sum and words; and those of many boards in one frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import read_date
from lepdata.errors import UsageError, quoted
from lepdata.judging.answers import Judgement, Scale, certainty, scale_of
from lepdata.judging.bounds import Tally, narrowed
from lepdata.judging.counts import Evidence, sources_used, speaking, weigh, with_count
from lepdata.judging.criteria import Framework, Question, questions
from lepdata.judging.framework_files import YARDSTICK, Chosen, choose, shipped
from lepdata.judging.kind import Case
from lepdata.judging.kinds import kind_of, label
from lepdata.judging.roll import ROLL_COLUMNS, Roll, call_roll, fragment_caveat, list_caveats, nobody
from lepdata.judging.rows import (
    VERDICT_COLUMNS,
    Firm,
    Verdict,
    answer_frame,
    answer_row,
    counting_guesses,
    verdict_frame,
    verdict_row,
)
from lepdata.read.words import read_completeness
from lepdata.registers.geography import find_lep
from lepdata.seating.assembly import assembler
from lepdata.seating.boards import (
    Board,
    PublishedCount,
    every_board,
    largest_sizes,
    with_counts,
    with_largest,
    with_rules,
)
from lepdata.seating.rows import SEAT_COLUMNS, describe
from lepdata.vocabulary import MAIN_BOARD, Outcome
from lepdata.voice.councils import SEAT_CELLS


def _case(question: Question, evidence: Evidence, board: Board) -> Case:
    """The case of a question, and what it would be if nothing were guessed."""
    case, doubted = _answered(question, evidence, board), evidence.without_guesses
    if doubted.listed is evidence.listed:
        return case
    return replace(case, firm=_answered(question, doubted, board))


def _answered(question: Question, evidence: Evidence, board: Board) -> Case:
    """The list's answer where it decides, else the answer of list and published counts together."""
    kind = kind_of(question.criterion)
    bounded = kind.case(question, evidence.bounded, board)
    listed = bounded if evidence.bounded is evidence.listed else kind.case(question, evidence.listed, board)
    count = evidence.count_for(question)
    if listed.bounds.outcome != Outcome.CANNOT_TELL or (count is None and evidence.size is None):
        return bounded
    exact = narrowed(bounded.tally, count.count or 0, count.of) if count else None
    found = kind.bounds(question, exact, bounded.listing) if exact else bounded.bounds
    found = replace(found, as_listed=bounded.bounds.as_listed, overturned=bounded.bounds.overturned)
    used = count or evidence.size
    if used is None or (found == listed.bounds and not (evidence.no_list and count)):
        return bounded
    case = replace(bounded, tally=exact or bounded.tally, bounds=found, count_used=used)
    alone = evidence.no_list or _alone(case, used)
    return replace(case, basis="published count" if alone else "list and published count")


def _alone(case: Case, count: PublishedCount) -> bool:
    """Whether a count says the same without the list."""
    roll = Roll((), "not stated", count.size)
    nobody = Tally(unseen=roll.unseen, room=roll.room)
    exact = narrowed(nobody, count.count or 0, count.of) if case.tally.all_counted else None
    found = kind_of(case.criterion).bounds(case.question, exact or nobody, roll.listing)
    return found.outcome == case.bounds.outcome != Outcome.CANNOT_TELL


@lru_cache(maxsize=1 << 14)
def _verdict(case: Case, timing: str, scale: Scale) -> Verdict:
    """The verdict on a case: equal cases are judged once."""
    criterion, counted, found, kind = case.criterion, case.tally, case.bounds, kind_of(case.criterion)
    grade, assuming = certainty(case, scale)
    verdict = Verdict(
        criterion=criterion.id,
        definition=case.question.definition or None,
        denominator=case.question.denominator,
        outcome=found.outcome,
        as_listed=found.as_listed,
        overturned_by=found.overturned_by,
        certainty=grade,
        assuming=assuming,
        for_=counted.for_,
        against=counted.against,
        unknown=counted.unknown,
        might=counted.might,
        unseen=counted.unseen,
        lowest_share=None if found.lowest is None else str(found.lowest),
        highest_share=None if found.highest is None else str(found.highest),
        threshold=criterion.threshold,
        strength=criterion.strength,
        timing=timing,
        due=criterion.due or None,
        reason=with_count(case, kind.reason(case)),
        remedy=kind.remedy(case),
        statement=criterion.statement,
        source=criterion.source,
        name=label(criterion),
        basis=case.basis,
        board=(case.firm or case).bounds.overturned.board,
        firm=_firm(case.firm or case),
    )
    return replace(verdict, reason=verdict.reason + counting_guesses([verdict]))


def _firm(case: Case) -> Firm:
    counted, found = case.tally, case.bounds
    shares = (None if share is None else str(share) for share in (found.lowest, found.highest))
    return Firm(counted.for_, found.outcome, found.as_listed, counted.against, counted.unknown, *shares)


def judge(board: Board, framework: Framework | str | Path | None = None, definition: str | None = None) -> Judgement:
    """Judge a board by a framework, under every definition of private and every denominator.

    The framework is one, the id of a shipped one or the path of the user's own; by default the one for such a body at
    the board's date. Columns that the board's frame lacks count as empty, but for `counts_as_member`.
    """
    chosen = choose(board.body, board.as_at, framework or board.framework or None, definition)
    return _judged(board, weigh(call_roll(board), speaking(board)), chosen)


def _judged(board: Board, evidence: Evidence, chosen: Chosen) -> Judgement:
    rules, roll = chosen.framework, evidence.bounded
    co_opted = any(member.role == "co-opted" for member in evidence.listed.members)
    scale = scale_of(board, rules)
    verdicts = tuple(
        _verdict(_case(question, evidence, board), chosen.timing(question.criterion), scale)
        for question in questions(rules.criteria, chosen.definitions, co_opted)
    )
    used = sources_used(evidence) if any(one.basis != "list" for one in verdicts) else ()
    of_members = (*nobody(roll), *fragment_caveat(roll))
    about = (*chosen.about, *of_members) if chosen.measured else (*of_members, *chosen.about)
    of_list = (*about, *board.caveats, *chosen.caveats, *list_caveats(roll))
    caveats = tuple(dict.fromkeys((*of_list, *evidence.caveats, *used)))
    return Judgement(board, rules, chosen.given, roll.sure, verdicts, caveats, about, chosen.measured)


def judge_counts(
    counts: Iterable[PublishedCount],
    framework: Framework | str | Path | None = None,
    lep: str = "",
    body: str = MAIN_BOARD,
) -> Judgement:
    """Verdicts of counts alone, for a date of which no list is known.

    Parameters
    ----------
    counts : iterable of PublishedCount
        Counts of one body at one date, as `by_date` parts them.
    framework : Framework, str or Path, optional
        As in `judge`; by default the one for such a body at the counts' date.
    lep, body : str
        Whose counts they are.

    Returns
    -------
    Judgement
        Only the criteria that the counts speak of, each with the basis "published count" and nothing as listed: exact
        where a count and its size were printed. `members` is the published size, 0 where none was.

    Raises
    ------
    UsageError
        If there is no count, or counts of several dates.

    Examples
    --------
    >>> counts = [PublishedCount("private", 10, 14, "2021-05", "2021-05-01", "2021-05-31")]
    >>> found = judge_counts(counts).all_verdicts[0]
    >>> found.definition, found.outcome, found.lowest_share
    ('as-published', 'met', '5/7')
    """
    counts = tuple(counts)
    dates = sorted({one.as_at for one in counts})
    if len(dates) != 1:
        found = f"counts of {len(dates)} dates ({', '.join(dates)})" if dates else "no count"
        raise UsageError(f"Counts are judged one date at a time; here are {found}. Part them with by_date.")
    evidence = weigh(Roll((), "not stated"), counts)
    board = Board(lep, body, dates[0], "not stated", pd.DataFrame(), published=counts)
    judgement = _judged(board, evidence, choose(board.body, board.as_at, framework, None))
    of_a_list = {*nobody(evidence.bounded), *list_caveats(evidence.bounded)}
    return replace(
        judgement,
        members=evidence.bounded.size or 0,
        all_verdicts=tuple(one for one in judgement.all_verdicts if one.basis == "published count"),
        caveats=tuple(caveat for caveat in judgement.caveats if caveat not in of_a_list),
    )


def by_date(counts: Iterable[PublishedCount]) -> tuple[tuple[PublishedCount, ...], ...]:
    """Counts parted by date, oldest first, as `judge_counts` takes them.

    A count without a date, or of a year that was not printed, stands only with those of its own source: nothing shows
    that two of them speak of one board.
    """
    found: dict[tuple[str, str, str], list[PublishedCount]] = {}
    for one in sorted(counts, key=lambda one: one.as_at):
        own_source = "" if one.date_from else one.source_url
        found.setdefault((one.as_at, one.date_from, own_source), []).append(one)
    return tuple(map(tuple, found.values()))


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement as `lepdata check --format json` prints it, by `rules/check.schema.json`; what is missing is null."""
    board, rules = judgement.board, judgement.framework
    whose = {"lep": board.lep, "body": board.body, "as_at": board.as_at}
    return {
        "board": whose | {"members": judgement.members, "completeness": board.completeness},
        "framework": {"id": rules.id, "version": rules.version, "ruling_definition": judgement.ruling_definition},
        "answers": [answer_row(one) for one in judgement.every_answer],
        "verdicts": [verdict_row(one) for one in judgement.all_verdicts],
        "caveats": list(judgement.caveats),
    }


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
