"""What the rule files of `rules/documents` know of the trade: openers, titles, posts, organisations, headings."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.files import RULES, rule_file


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A word for look-up: lower case, no full stops, straight apostrophes."""
    return re.sub(r"[.,;:()\[\]]", "", text.replace("’", "'")).casefold().strip()


def key_of(text: str) -> str:
    """Words in lower case, one space for whatever stands between them."""
    return " ".join(re.findall(r"[\w&']+", text.replace("’", "'").casefold()))


@cache
def _words(name: str) -> frozenset[str]:
    lines = (RULES / "documents" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def given_names() -> frozenset[str]:
    return _words("given_names.txt")


def never_names() -> frozenset[str]:
    return _words("not_people.txt")


def names_too() -> frozenset[str]:
    return _words("soft_people.txt")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(words)
        for name, words in tomllib.loads((RULES / "documents/phrases.toml").read_text("utf-8")).items()
    }


def phrases(name: str) -> tuple[str, ...]:
    return _phrases()[name]


def either(name: str) -> str:
    """The phrases of one name as a piece of a pattern."""
    return f"(?:{'|'.join(phrases(name))})"


class Title(NamedTuple):
    title: str
    post: str
    many: bool


@cache
def titles() -> dict[str, Title]:
    rows = rule_file("documents/titles.csv")
    return {row["words"]: Title(row["title"], row["post"], row["note"] == "many") for row in rows}


@cache
def letters() -> frozenset[str]:
    return frozenset(row["letters"] for row in rule_file("people/letters.csv")) | _words("letters.txt")


@cache
def post_words() -> dict[str, str]:
    """Each word of a post with its kind: an office on a board, a job, or what only qualifies one."""
    return {row["word"]: row["kind"] for row in rule_file("documents/posts.csv")}


@cache
def organisation_words() -> dict[str, str]:
    """Each word of an organisation's name, and whether it is weak: the name of a part of a body as often as of one."""
    return {row["word"]: row["note"] for row in rule_file("documents/organisations.csv")}


@cache
def openers() -> dict[str, str]:
    return {key_of(row["words"]): row["section"] for row in rule_file("documents/openers.csv")}


@cache
def opener_pattern() -> re.Pattern[str]:
    """Any opener, longest first; spaces and hyphens in it as printed."""
    words = sorted((row["words"] for row in rule_file("documents/openers.csv")), key=len, reverse=True)
    either = "|".join(re.escape(one).replace(r"\ ", r"[\s,]+").replace(r"\-", "[- ]?") for one in words)
    return re.compile(rf"(?P<words>{either})\b", re.IGNORECASE)


@cache
def opener_words() -> tuple[str, ...]:
    """A few letters of each opener, one of which a line must hold before anything dearer is asked of it."""
    longest = {max(key.split(), key=len)[:6] for key in openers()}
    return tuple(sorted(longest))


def may_open(text: str) -> bool:
    low = text.casefold()
    return any(word in low for word in opener_words())


@cache
def closer_pattern() -> re.Pattern[str]:
    either = "|".join(f"(?:{row['pattern']})" for row in rule_file("documents/closers.csv"))
    return re.compile(either, re.IGNORECASE)


@cache
def ignored_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rule_file("documents/ignored.csv")
    return tuple(
        (row["kind"], re.compile(row["pattern"], 0 if row["kind"] == "case" else re.IGNORECASE)) for row in rows
    )


def ignored_kind(text: str) -> str:
    """Which kind of line that names nobody a text is, of a closed list; "" where it is none."""
    text = text.strip(" \t\n.,;:•*·-–—|")
    return next((kind for kind, pattern in ignored_patterns() if pattern.search(text)), "")


@cache
def table_headings() -> dict[str, str]:
    return {key_of(row["words"]): row["column"] for row in rule_file("documents/headings.csv")}


@cache
def offices() -> dict[str, str]:
    return {key_of(row["words"]): row["role"] for row in rule_file("documents/offices.csv")}
