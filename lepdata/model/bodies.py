"""What kind of body a board or committee is, by its name."""

from __future__ import annotations

import re
from functools import cache

from lepdata.model.rule_files import rule_file

MAIN_BOARD_KIND = "LEP main board"
OTHER_KIND = "other body"


@cache
def _body_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = rule_file("frameworks/body_kinds.csv")
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["body_kind"]) for row in rows)


@cache
def body_kind(body: str) -> str:
    """What kind of body a name means, by the rules in `rules/frameworks/body_kinds.csv`; the first that fits decides.

    Examples
    --------
    >>> body_kind("main board"), body_kind("Solent Growth Forum"), body_kind("Exampleshire Tea Club")
    ('LEP main board', 'sub-board', 'other body')
    """
    return next((kind for pattern, kind in _body_rules() if pattern.search(body.strip())), OTHER_KIND)
