"""PUBLISHED COUNTS of one date, without any list -> verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from lepdata.model import Board, PublishedCount, UsageError
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.verdicts.caveats import list_caveats
from lepdata.verdicts.counts import weigh
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.judge import judged
from lepdata.verdicts.records import Judgement
from lepdata.verdicts.roll import Roll


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
    >>> found = judge_counts(counts).verdicts[0]
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
    judgement = judged(board, evidence, framework, None)
    of_a_list = set(list_caveats(evidence.bounded))
    return replace(
        judgement,
        members=evidence.bounded.size or 0,
        verdicts=tuple(one for one in judgement.verdicts if one.basis == "published count"),
        caveats=tuple(caveat for caveat in judgement.caveats if caveat not in of_a_list),
    )


def by_date(counts: Iterable[PublishedCount]) -> tuple[tuple[PublishedCount, ...], ...]:
    """Counts parted by date, oldest first, as `judge_counts` takes them.

    A count without a date, or of a year that was not printed, stands only with those of its own source: nothing shows
    that two of them speak of one board.

    Examples
    --------
    >>> parted = by_date([PublishedCount("women", 3, as_at="2019"), PublishedCount("women", 2, as_at="2018-05")])
    >>> [one[0].as_at for one in parted]
    ['2018-05', '2019']
    """
    found: dict[tuple[str, str, str], list[PublishedCount]] = {}
    for one in sorted(counts, key=lambda one: one.as_at):
        own_source = "" if one.date_from else one.source_url
        found.setdefault((one.as_at, one.date_from, own_source), []).append(one)
    return tuple(map(tuple, found.values()))
