"""A FRAME OF MANY BOARDS -> every verdict on each, the same as judging them one by one, in time linear in the seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from lepdata.model.distinct import Numbers
from lepdata.model.faults import unknown
from lepdata.model.vocabulary import DEFINITIONS
from lepdata.verdicts.choosing import Chosen, choose
from lepdata.verdicts.counts import Evidence
from lepdata.verdicts.deciding import Asked, asked_of, verdict
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.frameworks import framework as find_framework
from lepdata.verdicts.geography import Parts, settle_geography
from lepdata.verdicts.judge import caveats_of
from lepdata.verdicts.many_areas import Areas
from lepdata.verdicts.many_lists import Lists, lists_of
from lepdata.verdicts.many_rolls import Rolls, rolls_of
from lepdata.verdicts.many_tallies import Part, alike, part_of
from lepdata.verdicts.records import Verdict
from lepdata.verdicts.tables import VERDICT_COLUMNS, verdict_frame

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

    Notes
    -----
    Boards that are alike to a question share one verdict, which the code for a single board makes.

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
    lists = lists_of(frame)
    chosen = _chosen(lists, framework, definition)
    rolls = rolls_of(lists, dict.fromkeys(one for by in _once(chosen) for one in by.framework.criteria))
    return _table(lists, rolls, chosen, *_answered(lists, rolls, chosen))


def _chosen(lists: Lists, framework: Framework | None, definition: str | None) -> list[Chosen]:
    found: dict[tuple[str, str], Chosen] = {}
    for own in lists.of:
        if (own.body, own.as_at) not in found:
            found[own.body, own.as_at] = choose(own.body, own.as_at, framework, definition)
    return [found[own.body, own.as_at] for own in lists.of]


def _once(chosen: Sequence[Chosen]) -> list[Chosen]:
    return list({id(one.framework): one for one in chosen}.values())


def _answered(lists: Lists, rolls: Rolls, chosen: Sequence[Chosen]) -> tuple[list[Verdict], Numbers, Numbers]:
    """All different verdicts; for every row of the answer the number of its verdict, and the number of its list."""
    made: list[Verdict] = []
    areas = Areas(lists)
    numbers, of_row = [np.empty(0, dtype="int64")], [np.empty(0, dtype="int64")]
    for questions, members in _alike_asked(chosen, rolls.co_opted):
        part = part_of(rolls, members)
        answers = []
        for asked in questions:
            answers.append(_verdicts(asked, rolls, part, made))
            if asked.criterion.kind == "coverage":
                answers[-1] = _with_geography(answers[-1], areas.parts_of(members), made)
        numbers.append(np.stack(answers, axis=1).ravel())
        of_row.append(np.repeat(members, len(questions)))
    every = np.concatenate(of_row)
    in_order = np.argsort(every, kind="stable")
    return made, np.concatenate(numbers)[in_order], every[in_order]


def _alike_asked(chosen: Sequence[Chosen], co_opted: Numbers) -> list[tuple[tuple[Asked, ...], Numbers]]:
    """Lists that are asked the same questions, with these."""
    questions: dict[object, tuple[Asked, ...]] = {}
    lists: dict[object, list[int]] = {}
    for at, (by, with_co_opted) in enumerate(zip(chosen, co_opted.tolist(), strict=True)):
        timings = tuple(by.timing(criterion) for criterion in by.framework.criteria)
        key = (id(by.framework), by.ruling, timings, with_co_opted)
        if key not in questions:
            questions[key] = tuple(asked_of(by, with_co_opted))
        lists.setdefault(key, []).append(at)
    return [(questions[key], np.array(own)) for key, own in lists.items()]


def _verdicts(asked: Asked, rolls: Rolls, part: Part, made: list[Verdict]) -> Numbers:
    """The number of each list's verdict, made where it is new."""
    numbers, first = alike(asked, rolls, part)
    before = len(made)
    for at in part.lists[first].tolist():
        roll = rolls.roll(at)
        made.append(verdict(asked, Evidence(roll, roll)))
    return numbers + before


def _with_geography(numbers: Numbers, parts: Iterable[Parts], made: list[Verdict]) -> Numbers:
    """The number of each list's verdict once it is settled by the council seats; new verdicts are added."""
    found: dict[object, int] = {}
    settled = np.empty(len(numbers), dtype="int64")
    for at, (number, own) in enumerate(zip(numbers.tolist(), parts, strict=True)):
        # Everything else of such a verdict is settled by the parts.
        key = (made[number].unseen, own.why_not, *own.how.items())
        if key not in found:
            found[key] = len(made)
            made.append(settle_geography(made[number], own))
        settled[at] = found[key]
    return settled


def _table(
    lists: Lists, rolls: Rolls, chosen: Sequence[Chosen], made: list[Verdict], numbers: Numbers, of_row: Numbers
) -> pd.DataFrame:
    facts = [
        (one.lep, one.body, one.as_at, one.completeness, by.framework.id, by.framework.version, by.ruling, caveats)
        for one, by, caveats in zip(lists.of, chosen, _caveats(lists, rolls, chosen), strict=True)
    ]
    texts = [name for name in OF_BOARD if name not in ("board", "members")]
    own = pd.DataFrame(facts, columns=[*texts, "caveats"], dtype="str")
    own["board"], own["members"] = range(1, len(own) + 1), rolls.sure
    both = (own.take(of_row).reset_index(drop=True), verdict_frame(made).take(numbers).reset_index(drop=True))
    return pd.concat(both, axis=1)[list(MANY_COLUMNS)]


def _caveats(lists: Lists, rolls: Rolls, chosen: Sequence[Chosen]) -> Iterator[str]:
    for at, (own, by) in enumerate(zip(lists.of, chosen, strict=True)):
        yield PARTED.join(caveats_of(rolls.roll(at), own.caveats, by))
