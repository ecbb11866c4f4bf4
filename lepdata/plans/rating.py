"""Red, amber, green or not rated, by `rules/plans/ratings.csv`; the first rule that fits decides."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lepdata.plans.rulebook import rows

RATINGS = ("red", "amber", "not rated", "green")  # the worst first: an item not rated keeps the rest from green


@cache
def rate(state: str, reported: str, moved: str) -> tuple[str, str]:
    """The rating of an item, and the rule that gave it.

    Parameters
    ----------
    state : str
        Its state.
    reported : str
        The status last reported, "none" where no report was seen.
    moved : str
        Whether its date was moved, "yes" or "no".

    Examples
    --------
    >>> rate("overdue", "under way", "no"), rate("date passed, no report seen", "none", "no")
    (('red', 'overdue'), ('not rated', 'no-report'))
    """
    asked = {"state": state, "reported": reported, "moved": moved}
    found = next(row for row in rows("ratings.csv") if all(row[name] in ("*", value) for name, value in asked.items()))
    return found["rating"], found["id"]


def worst(ratings: Iterable[str]) -> str:
    """The rating of several items together: red or amber if one is, green only where all are, else "not rated".

    Examples
    --------
    >>> worst(["green", "not rated", "amber"]), worst(["green", "not rated"])
    ('amber', 'not rated')
    """
    return min(ratings, key=RATINGS.index, default="not rated")
