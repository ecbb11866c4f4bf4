"""The rule files of this room, as rows of text."""

from __future__ import annotations

from functools import cache

from lepdata.files import rule_file


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one file of `rules/plans`.

    Examples
    --------
    >>> rows("states.csv")[0]["id"]
    'overdue'
    """
    return rule_file(f"plans/{name}")


@cache
def term(name: str) -> int:
    """One number of `rules/plans/terms.csv`.

    Examples
    --------
    >>> term("coming_up_days") > term("due_now_days")
    True
    """
    return int(next(row["value"] for row in rows("terms.csv") if row["id"] == name))


@cache
def columns(table: str, required: bool = False) -> tuple[str, ...]:
    """The columns of a plan or of an update, all or those that must be there.

    Examples
    --------
    >>> columns("update", required=True)
    ('plan_id', 'item_id', 'quarter', 'reported_on', 'status', 'written_by')
    """
    own = [row for row in rows("columns.csv") if row["table"] == table]
    return tuple(row["column"] for row in own if not required or row["required"] == "yes")
