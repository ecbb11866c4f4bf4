"""The closed lists of a board file, read from the words people publish; the words themselves are never replaced.

The synonyms are rows of `rules/board_file/roles.csv` and `words.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from lepdata.sightings.columns import column, rule_rows
from lepdata.sightings.days import read_date
from lepdata.vocabulary import ROLES

__all__ = [
    "READERS",
    "read_attendance",
    "read_completeness",
    "read_date",
    "read_date_basis",
    "read_role",
    "read_status",
]


@lru_cache(maxsize=65536)
def read_role(text: str) -> str:
    """The role a published text means.

    Parameters
    ----------
    text : str
        A cell of the role column, as published.

    Returns
    -------
    str
        One of the seven roles; "member" for an empty cell; "" where nobody can tell.

    Examples
    --------
    >>> read_role("Vice-Chair (Public Sector)"), read_role(""), read_role("Chair designate")
    ('deputy chair', 'member', '')
    """
    words = _key(text)
    if not words:
        # Signs alone, "-" or "?", say something that nobody can read; only an empty cell says nothing.
        return "" if text.strip() else "member"
    if words in _whole():  # some are there to be refused, with "" as the role
        return _whole()[words]
    return _started(words) or _whole().get(_without_qualifiers(words), "")


def read_status(text: str) -> str:
    """Whether the person was in the place: "current" for an empty cell, "" where the text cannot be read.

    Examples
    --------
    >>> read_status(""), read_status("Resigned"), read_status("on holiday")
    ('current', 'former', '')
    """
    return _choice("status", text, "current")


def read_attendance(text: str) -> str:
    """ "present", "apologies", or "" for an empty cell and for a text that cannot be read.

    Examples
    --------
    >>> read_attendance("Apologies for absence"), read_attendance("absent")
    ('apologies', '')
    """
    return _choice("attendance", text, "")


def read_completeness(text: str) -> str:
    """How much of the board a list names: "not stated" for an empty cell, "" where the text cannot be read.

    Examples
    --------
    >>> read_completeness("Complete list"), read_completeness("")
    ('full', 'not stated')
    """
    return _choice("list_completeness", text, "not stated")


def read_date_basis(text: str) -> str:
    """How a date is known; "" for an empty cell and for a text that cannot be read.

    Examples
    --------
    >>> read_date_basis("circa"), read_date_basis("")
    ('estimated', '')
    """
    return _choice("date_basis", text, "")


READERS: dict[str, Callable[[str], str]] = {
    "status": read_status,
    "attendance": read_attendance,
    "list_completeness": read_completeness,
    "date_basis": read_date_basis,
}


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Words in lower case, with one space for whatever stands between them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


def _choice(name: str, text: str, empty: str) -> str:
    words = _key(text)
    if not words:
        return "" if text.strip() else empty
    return _synonyms(name).get(words, "")


@cache
def _synonyms(name: str) -> dict[str, str]:
    own = {_key(value): value for value in column(name).allowed}
    return own | {_key(row["words"]): row["reads_as"] for row in rule_rows("words.csv") if row["column"] == name}


@cache
def _whole() -> dict[str, str]:
    own = {_key(role): role for role in ROLES}
    return own | {row["words"]: row["role"] for row in rule_rows("roles.csv") if row["match"] == "whole"}


def _started(words: str) -> str:
    starts = (row for row in rule_rows("roles.csv") if row["match"] == "starts")
    return next((row["role"] for row in starts if words.startswith(row["words"] + " ")), "")


def _without_qualifiers(words: str) -> str:
    """What is left of a role when the words that say which seat or which board are taken out, longest first."""
    left = f" {words} "
    for qualifier in _qualifiers():
        left = left.replace(f" {qualifier} ", " ")
    return left.strip()


@cache
def _qualifiers() -> tuple[str, ...]:
    found = (row["words"] for row in rule_rows("roles.csv") if row["match"] == "left out")
    return tuple(sorted(found, key=lambda words: (-len(words), words)))
