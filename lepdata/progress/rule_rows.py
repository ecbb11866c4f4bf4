"""The rules of progress reviews, which are data."""

from __future__ import annotations

from lepdata.files import rule_file


def rule_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one rule file of this room, as text.

    Examples
    --------
    >>> [row["id"] for row in rule_rows("review_points.csv")]
    ['3-months', '6-months', '6-to-9-months', '12-months']
    """
    return rule_file(f"progress/{name}")
