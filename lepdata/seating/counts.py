"""Published counts without names -> what a board's verdict may lean on beside its list."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

import pandas as pd

from lepdata.dates import interval
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import MAIN_BOARD

_MONTHS = tuple(calendar.month_name)[1:]
_BETWEEN = re.compile(rf"between ({'|'.join(_MONTHS)}) and ({'|'.join(_MONTHS)})")
# A year that somebody worked out is good enough to show a count by, not to settle a verdict of that very year.
_YEAR_NOT_PRINTED = re.compile(r"year not printed|about [0-9]{4}")


def count_days(as_at: str, note: str) -> tuple[str, str]:
    """First and last ISO day that a published count's date may mean; two empty texts where no date was printed.

    Parameters
    ----------
    as_at : str
        The date as the table has it, perhaps only a year.
    note : str
        What else the source says: it may narrow a year to months, or say that the year was not printed.

    Examples
    --------
    >>> count_days("2018", "between August and December")
    ('2018-08-01', '2018-12-31')
    >>> count_days("2012", "Women's Day, year not printed")
    ('', '')
    """
    span = interval(as_at)
    if span is None or _YEAR_NOT_PRINTED.search(note):
        return "", ""
    months = _BETWEEN.search(note)
    if not months or len(as_at) > len("2018"):
        return span
    first, last = (interval(f"{as_at}-{_MONTHS.index(month) + 1:02}") or span for month in months.groups())
    return first[0], last[1]


def published_counts(compositions: pd.DataFrame, lep: str, body: str = MAIN_BOARD) -> tuple[PublishedCount, ...]:
    """The counts published of one body, of whatever date, in the table's order.

    Parameters
    ----------
    compositions : DataFrame
        The table of that name, with `date_from` and `date_to`; all text.
    lep, body : str
        Which board.
    """
    own = compositions[(compositions["lep"] == lep) & (compositions["body"] == body)]
    return tuple(
        PublishedCount(
            group=row["group"],
            count=int(row["count"]) if row["count"] else None,
            of=int(row["of"]) if row["of"] else None,
            id=row["composition_id"],
            **{name: row[name] for name in ("as_at", "date_from", "date_to", "as_published", "note", "source_url")},
        )
        for row in own.to_dict("records")
    )


def with_counts(board: Board, compositions: pd.DataFrame) -> Board:
    """The board with the counts published of it; which of them speak of its list, the verdicts decide."""
    return replace(board, published=published_counts(compositions, board.lep, board.body))
