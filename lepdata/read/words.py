"""The closed lists of a board file, read from the words people publish; the words themselves are never replaced.

The synonyms are rows of `rules/board_file/roles.csv` and `words.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache, partial

from lepdata.files import rule_file
from lepdata.read.board_columns import columns
from lepdata.vocabulary import MEMBER_ROLES, ROLES


@lru_cache(maxsize=65536)
def read_role(text: str) -> str:
    """The role a published text means: one of the seven; "member" for an empty cell; "" where nobody can tell."""
    if not _key(text):
        # Signs alone, "-" or "?", say something that nobody can read; only an empty cell says nothing.
        return "" if text.strip() else "member"
    undated = _DATED.sub("", text)
    return _single(undated) or (_several(undated) if _AND.search(undated) else "")


_DATED = re.compile(
    r"[\s,(\[-]*\b(?:until|till|up to|to|from|since|appointed|elected|resigned|stepped down|left)\b"
    r"[^()\]]*\d{4}[^()\]]*[)\]]?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:&|/|;|,|\+|\band\b|\(|\))\s*", re.IGNORECASE)
_BESIDE = re.compile(
    r"(chair|lead|member) of .*(committee|panel|group)|lead for .*|.* champion|.* lead( member)?", re.IGNORECASE
)


def _single(text: str) -> str:
    words = _key(text)
    if words in _whole():  # some are there to be refused, with "" as the role
        return _whole()[words]
    started = (row["role"] for row in _role_rules("starts") if words.startswith(row["words"] + " "))
    return next(started, "") or _whole().get(_without_qualifiers(words), "")


def _several(text: str) -> str:
    """The highest of several places named together, "Chair & NED"; "" where one of them is none of a member's."""
    parts = [part.strip() for part in _AND.split(text) if part.strip()]
    roles = [_single(part) for part in parts if not _BESIDE.fullmatch(part)]
    return min(roles, key=ROLES.index) if roles and all(role in MEMBER_ROLES for role in roles) else ""


def _choice(name: str, empty: str, text: str) -> str:
    words = _key(text)
    if not words:
        return "" if text.strip() else empty
    return _synonyms(name).get(words, "")


# What an empty cell means, and from a cell to the value it means; "" where it cannot be read.
_EMPTY = {"status": "current", "attendance": "", "list_completeness": "not stated", "date_basis": ""}
CHOICES = {name: partial(_choice, name, empty) for name, empty in _EMPTY.items()}
read_status, read_attendance, read_completeness = (CHOICES[name] for name in list(_EMPTY)[:3])


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Words in lower case, with one space for whatever stands between them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


@cache
def _synonyms(name: str) -> dict[str, str]:
    own = {_key(value): value for value in columns()[name].allowed}
    rules = rule_file("board_file/words.csv")
    return own | {_key(row["words"]): row["reads_as"] for row in rules if row["column"] == name}


@cache
def _role_rules(match: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in rule_file("board_file/roles.csv") if row["match"] == match)


@cache
def _whole() -> dict[str, str]:
    own = {_key(role): role for role in ROLES}
    return own | {row["words"]: row["role"] for row in _role_rules("whole")}


def _without_qualifiers(words: str) -> str:
    """What is left of a role when the words that say which seat or which board are taken out, longest first."""
    left = f" {words} "
    for qualifier in sorted((row["words"] for row in _role_rules("left out")), key=lambda words: (-len(words), words)):
        left = left.replace(f" {qualifier} ", " ")
    return left.strip()
