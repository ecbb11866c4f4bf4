"""What the rule files of `rules/documents` know of the trade: openers, titles, posts, organisations, headings."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.dates import MONTHS
from lepdata.files import RULES, rule_file

MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)  # as a piece of a pattern


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A word for look-up: lower case, no full stops, straight apostrophes."""
    return re.sub(r"[.,;:()\[\]]", "", text.replace("’", "'")).casefold().strip()


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """Words in lower case, one space for whatever stands between them."""
    return " ".join(re.findall(r"[\w&']+", text.replace("’", "'").casefold()))


@cache
def words(name: str) -> frozenset[str]:
    """The words of a text file: first names, words that are in no name."""
    lines = (RULES / "documents" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def given_names() -> frozenset[str]:
    return words("given_names")


@cache
def _phrases() -> dict[str, list[str]]:
    return tomllib.loads((RULES / "documents/phrases.toml").read_text("utf-8"))


def phrases(name: str) -> list[str]:
    return _phrases()[name]


def either(name: str) -> str:
    """The phrases of one name as a piece of a pattern."""
    return f"(?:{'|'.join(phrases(name))})"


class Title(NamedTuple):
    title: str
    post: str
    many: bool  # it goes for all the names behind it


@cache
def titles() -> dict[str, Title]:
    rows = rule_file("documents/titles.csv")
    return {row["words"]: Title(row["title"], row["post"], row["note"] == "many") for row in rows}


@cache
def letters() -> frozenset[str]:
    return frozenset(row["letters"] for row in rule_file("people/letters.csv")) | words("letters")


@cache
def post_words() -> dict[str, str]:
    """Each word of a post with its kind: an office on a board, a job, or what only qualifies one."""
    return {row["word"]: row["kind"] for row in rule_file("documents/posts.csv")}


@cache
def organisation_words() -> dict[str, str]:
    """Each word of an organisation's name, and whether it is weak: the name of a part of a body as often as of one."""
    return {row["word"]: row["note"] for row in rule_file("documents/organisations.csv")}


@cache
def _said(name: str, column: str) -> dict[str, str]:
    return {key_of(row["words"]): row[column] for row in rule_file(f"documents/{name}.csv")}


def section_of(text: str) -> str:
    """The section that words open: "present", "apologies" ..., or "" ."""
    return _said("openers", "section").get(key_of(text), "")


def column_of(text: str) -> str:
    """The column of a board file that the heading of a table's column means, or "" ."""
    return _said("headings", "column").get(key_of(text), "")


def office_of(text: str) -> str:
    """The role that an office on the board is, or "" ."""
    return _said("offices", "role").get(key_of(text), "")


@cache
def opener_pattern(inside: bool = False) -> re.Pattern[str]:
    """Any opener, longest first, spaces and hyphens in it as printed; `inside` a line it begins with a capital."""
    rows = sorted((row["words"] for row in rule_file("documents/openers.csv")), key=len, reverse=True)
    spaced = "|".join(re.escape(one).replace(r"\ ", r"[\s,]+").replace(r"\-", "[- ]?") for one in rows)
    begins = r"(?<!\w)(?-i:(?=[A-Z]))" if inside else ""
    return re.compile(rf"{begins}(?P<words>{spaced})\b", re.IGNORECASE)


@cache
def _opener_words() -> re.Pattern[str]:
    """A few letters of each opener, one of which a line must hold before anything dearer is asked of it."""
    return re.compile("|".join(sorted({max(key.split(), key=len)[:6] for key in _said("openers", "section")})))


@lru_cache(maxsize=65536)
def may_open(text: str) -> bool:
    return _opener_words().search(text.casefold()) is not None


@cache
def closer_pattern() -> re.Pattern[str]:
    each = "|".join(f"(?:{row['pattern']})" for row in rule_file("documents/closers.csv"))
    return re.compile(each, re.IGNORECASE)


@cache
def _ignored() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rule_file("documents/ignored.csv"))


@lru_cache(maxsize=65536)
def ignored_kind(text: str) -> str:
    """Which kind of line that names nobody a text is, of a closed list; "" where it is none."""
    text = text.strip(" \t\n.,;:•*·-–—|")
    return next((kind for kind, pattern in _ignored() if pattern.search(text)), "")
