"""Rule files: tables of text that a policy analyst may change, read once."""

from __future__ import annotations

import csv
from functools import cache

from lepdata.model.places import RULES


@cache
def rule_file(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of the rules, as text; nobody may change them.

    Parameters
    ----------
    name : str
        Its place below `rules/`.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> rule_file("glossary.csv")[0].keys() >= {"term", "meaning"}
    True
    """
    with (RULES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
