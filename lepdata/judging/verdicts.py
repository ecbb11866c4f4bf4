"""BOARD + FRAMEWORK -> a verdict on every question, with its sum and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.errors import UsageError
from lepdata.judging.answers import Scale, certainty, scale_of
from lepdata.judging.bounds import Tally, narrowed
from lepdata.judging.counts import Evidence, sources_used, speaking, weigh, with_count
from lepdata.judging.criteria import Framework, Question, questions
from lepdata.judging.framework_files import Chosen, choose
from lepdata.judging.kind import Case
from lepdata.judging.kinds import kind_of, label
from lepdata.judging.records import Judgement
from lepdata.judging.roll import Roll, call_roll, fragment_caveat, list_caveats, nobody
from lepdata.judging.rows import Firm, Verdict, answer_row, counting_guesses, verdict_row
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import MAIN_BOARD, Outcome


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
