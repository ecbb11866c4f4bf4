"""BOARD + FRAMEWORK -> every criterion under every definition and denominator."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lepdata.model import Board
from lepdata.model.faults import unknown
from lepdata.model.vocabulary import DEFINITIONS
from lepdata.verdicts.caveats import fragment_caveat, list_caveats
from lepdata.verdicts.choosing import Chosen, choose
from lepdata.verdicts.counts import Evidence, sources_used, speaking, weigh
from lepdata.verdicts.deciding import asked_of, verdict
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.geography import with_geography
from lepdata.verdicts.records import Judgement
from lepdata.verdicts.roll import Roll, call_roll


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
    chosen = choose(board.body, board.as_at, framework, definition)
    co_opted = any(member.role == "co-opted" for member in evidence.listed.members)
    answered = tuple(verdict(asked, evidence) for asked in asked_of(chosen, co_opted))
    verdicts = with_geography(answered, chosen.framework, board)
    used = sources_used(evidence) if any(one.basis != "list" for one in verdicts) else ()
    of_list = caveats_of(roll, board.caveats, chosen)
    return Judgement(
        board=board,
        framework=chosen.framework,
        ruling_definition=chosen.ruling,
        members=roll.sure,
        verdicts=verdicts,
        caveats=tuple(dict.fromkeys((*of_list, *evidence.caveats, *used))),
    )


def caveats_of(roll: Roll, of_board: Iterable[str], chosen: Chosen) -> tuple[str, ...]:
    """What a reader must know of a list and of the rules it is judged by, whatever is published beside it."""
    every = (*fragment_caveat(roll), *of_board, *chosen.caveats, *list_caveats(roll))
    return tuple(dict.fromkeys(every))
