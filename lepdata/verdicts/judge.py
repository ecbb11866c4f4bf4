"""BOARD + FRAMEWORK -> every criterion under every definition and denominator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from lepdata.model import Board, PublishedCount, interval, words
from lepdata.model.faults import quoted, unknown
from lepdata.model.vocabulary import DEFINITIONS
from lepdata.verdicts import bounds
from lepdata.verdicts.bounds import Bounds, Tally
from lepdata.verdicts.case import Case
from lepdata.verdicts.caveats import date_caveats, fragment_caveat, list_caveats
from lepdata.verdicts.counts import Evidence, sources_used, speaking, weigh
from lepdata.verdicts.framework_records import Criterion, Framework
from lepdata.verdicts.frameworks import OPEN_END, Choice, default_framework
from lepdata.verdicts.frameworks import framework as find_framework
from lepdata.verdicts.geography import with_geography
from lepdata.verdicts.narrowing import narrowed
from lepdata.verdicts.questions import tally
from lepdata.verdicts.reasons import reason
from lepdata.verdicts.records import Judgement, Verdict
from lepdata.verdicts.remedies import remedy
from lepdata.verdicts.roll import Roll, call_roll

UNTOLD = "cannot tell"


def judge(board: Board, framework: Framework | str | Path | None = None, definition: str | None = None) -> Judgement:
    """Judge a board by a framework, under every definition of private and every denominator.

    Parameters
    ----------
    board : Board
        Its frame needs `counts_as_member`; the other columns count as empty where they are missing.
    framework : Framework, str or Path, optional
        A framework, the id of a shipped one or the path of the user's own; by default the one for such a body at the
        board's date.
    definition : str, optional
        Which definition rules, instead of the framework's; all are judged in any case, the ruling one first.

    Returns
    -------
    Judgement

    Raises
    ------
    UsageError
        If the framework or the definition does not exist.
    InputFaults
        If the framework file has faults.

    Examples
    --------
    >>> import pandas as pd
    >>> members = pd.DataFrame({"counts_as_member": ["yes"] * 3, "sector": ["private", "private", "council"]})
    >>> judge(Board("", "main board", "2020-06-01", "full", members)).verdicts[0].reason
    '2 of 3 members are private: exactly two-thirds'
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    roll = call_roll(board)
    return judged(board, weigh(roll, speaking(board)), framework, definition)


def judged(
    board: Board, evidence: Evidence, framework: Framework | str | Path | None, definition: str | None
) -> Judgement:
    """The judgement of a board whose list and published counts are weighed already. See `judge`."""
    roll = evidence.bounded
    span, unreadable = _span(board.as_at)
    choice = default_framework(board.body, span) if framework is None else _chosen(framework, span)
    chosen = choice.framework
    ruling = definition or chosen.ruling_definition
    dated = tuple(date_caveats(chosen, board.as_at, span)) if span and choice.binding else ()
    verdicts = with_geography(tuple(_verdicts(chosen, ruling, evidence, _timing_day(choice, span))), chosen, board)
    used = sources_used(evidence) if any(one.basis != "list" for one in verdicts) else ()
    on_dates = (*board.caveats, *unreadable, *choice.caveats, *dated)
    return Judgement(
        board=board,
        framework=chosen,
        ruling_definition=ruling,
        members=roll.sure,
        verdicts=verdicts,
        caveats=_distinct(*fragment_caveat(roll), *on_dates, *list_caveats(roll), *evidence.caveats, *used),
    )


def _span(as_at: str) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    try:
        return interval(as_at), ()
    except ValueError:
        return None, (f"The date {quoted(as_at)} cannot be read and is taken for none.",)


def _chosen(framework: Framework | str | Path, span: tuple[str, str] | None) -> Choice:
    found = framework if isinstance(framework, Framework) else find_framework(framework)
    if span is None:
        return Choice(found, (f"There is no date: {found.id} is taken as it stood at its end.",))
    return Choice(found, () if found.in_force(span[1]) else (f"{found.id} was not in force on {words(span[1])}.",))


def _timing_day(choice: Choice, span: tuple[str, str] | None) -> str | None:
    if not choice.binding:
        return None
    return span[1] if span else choice.framework.in_force_to or OPEN_END


def _distinct(*caveats: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(caveats))


def _verdicts(framework: Framework, ruling: str, evidence: Evidence, day: str | None) -> Iterator[Verdict]:
    definitions = (ruling, *(one for one in DEFINITIONS if one != ruling))
    co_opted = any(member.role == "co-opted" for member in evidence.listed.members)
    for criterion in framework.criteria:
        timing = criterion.timing(day) if day else "not in force"
        for definition in definitions if criterion.who == "private" else ("",):
            for denominator in criterion.denominators:
                # Where nobody is co-opted the two denominators are one, and saying it twice would only tire.
                if denominator == "all" or co_opted or "all" not in criterion.denominators:
                    yield _verdict(_case(criterion, definition, denominator, evidence), timing)


def _case(criterion: Criterion, definition: str, denominator: str, evidence: Evidence) -> Case:
    """The list's answer where it decides, else the answer of list and published counts together."""
    asked = (criterion, definition, denominator)
    bounded = _of_list(asked, evidence.bounded)
    listed = bounded if evidence.bounded is evidence.listed else _of_list(asked, evidence.listed)
    count = evidence.count_for(*asked)
    if listed.bounds.outcome != "cannot tell" or (count is None and evidence.size is None):
        return bounded
    exact = narrowed(bounded.tally, count.count or 0, count.of) if count else None
    found = _decided(criterion, denominator, exact, bounded.roll) if exact else bounded.bounds
    told = replace(found, as_listed=bounded.bounds.as_listed, overturned_by=bounded.bounds.overturned_by)
    used = count or evidence.size
    if used is None or (told == listed.bounds and not (evidence.no_list and count)):
        return bounded
    case = replace(bounded, tally=exact or bounded.tally, bounds=told, count_used=used)
    alone = evidence.no_list or _alone(case, used)
    return replace(case, basis="published count" if alone else "list and published count")


def _of_list(asked: tuple[Criterion, str, str], roll: Roll) -> Case:
    counted = tally(*asked, roll)
    return Case(*asked, roll, counted, _decided(asked[0], asked[2], counted, roll))


def _alone(case: Case, count: PublishedCount) -> bool:
    """Whether a count says the same without the list."""
    roll = Roll((), "not stated", count.size)
    nobody = Tally(unseen=roll.unseen, room=roll.room)
    exact = narrowed(nobody, count.count or 0, count.of) if case.tally.all_counted else None
    return _decided(case.criterion, case.denominator, exact or nobody, roll).outcome == case.bounds.outcome != UNTOLD


def _verdict(case: Case, timing: str) -> Verdict:
    criterion, counted, found = case.criterion, case.tally, case.bounds
    return Verdict(
        criterion=criterion.id,
        definition=case.definition or None,
        denominator=case.denominator,
        outcome=found.outcome,
        as_listed=found.as_listed,
        overturned_by=found.overturned_by,
        for_=counted.for_,
        against=counted.against,
        unknown=counted.unknown,
        might=counted.might,
        unseen=counted.unseen,
        lowest_share=_text(found.lowest),
        highest_share=_text(found.highest),
        threshold=criterion.threshold,
        strength=criterion.strength,
        timing=timing,
        due=criterion.due or None,
        reason=reason(case),
        remedy=remedy(case),
        statement=criterion.statement,
        source=criterion.source,
        basis=case.basis,
    )


def _decided(criterion: Criterion, denominator: str, counted: Tally, roll: Roll) -> Bounds:
    limit = criterion.limit
    match criterion.kind:
        case "share":
            return bounds.share(counted, limit)
        case "presence":
            return bounds.presence(counted, limit.numerator)
        case "ceiling":
            size = roll.size if criterion.is_board_size(denominator) else None
            found = bounds.ceiling(counted, limit.numerator, size or 0)
            return found if size and size > limit else _at_once(found, roll)
        case "office":
            return bounds.office(counted, criterion.every_holder)
    return Bounds("cannot tell", "cannot tell")


def _at_once(found: Bounds, roll: Roll) -> Bounds:
    """Lists of several dates put together name people who need not have sat at once: they prove no excess."""
    return replace(found, outcome="cannot tell") if roll.lists > 1 and found.outcome == "not met" else found


def _text(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
