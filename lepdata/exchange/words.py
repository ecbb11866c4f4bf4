"""The words that go with the tables, from `rules/words`: a policy analyst may change them."""

from __future__ import annotations

import csv
from functools import cache

from lepdata.model.places import RULES


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one file of words.

    Examples
    --------
    >>> rows("workbook_sheets.csv")[0]["sheet"]
    'Boards'
    """
    with (RULES / "words" / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def texts(name: str, part: str) -> list[str]:
    """The texts of one part of a file of words, in order.

    Examples
    --------
    >>> len(texts("workbook_cover.csv", "title"))
    1
    """
    return [row["text"] for row in rows(name) if row["part"] == part]
