"""The closed lists of words used in every table, each spelt once."""

import re
from enum import StrEnum
from functools import cache

from lepdata.files import rule_file

BOARD_COLUMNS = tuple(row["column"] for row in rule_file("board_file/columns.csv"))
FURTHER_COLUMNS = tuple(row["column"] for row in rule_file("board_file/further.csv"))  # in a frame only where given
SECTORS = ("private", "council", "voluntary", "education", "health", "other_public", "trade_union", "unknown")
MEMBER_ROLES = ("chair", "deputy chair", "member", "co-opted")
ROLES = (*MEMBER_ROLES, "observer", "substitute", "officer")
STATUSES = ("current", "incoming", "outgoing", "former", "unclear")
COMPLETENESS = ("full", "attendance", "partial", "truncated", "not stated")
KIND_OF_LIST = {one: one for one in COMPLETENESS} | {"truncated": "cut-short", "not stated": "published"}
FRAGMENTS = ("partial", "truncated")  # lists known to be a part only, which cannot stand for their board
ATTENDANCE = ("present", "apologies", "")
DEFINITIONS = ("business", "as-published", "national-accounts")
DENOMINATORS = ("all", "without co-opted")
STRENGTHS = ("requirement", "expectation", "best practice")
COUNTED_GROUPS = ("private", "women", "council", "voluntary", "education", "members")

MAIN_BOARD = "main board"
MAIN_BOARD_KIND = "LEP main board"
OTHER_KIND = "other body"


class Outcome(StrEnum):
    """The three verdicts."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"

    def __repr__(self) -> str:
        return repr(self.value)


OUTCOMES = tuple(one.value for one in Outcome)


_RULES = rule_file("frameworks/body_kinds.csv")
_BODY_RULES = [(re.compile(row["pattern"], re.IGNORECASE), row["body_kind"]) for row in _RULES]


@cache
def body_kind(body: str) -> str:
    """What kind of body a name means: the first that fits of the rules in `rules/frameworks/body_kinds.csv`."""
    return next((kind for pattern, kind in _BODY_RULES if pattern.search(body.strip())), OTHER_KIND)
