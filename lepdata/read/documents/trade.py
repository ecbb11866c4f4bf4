"""What the rule files of `rules/documents` know of the trade: openers, titles, posts, organisations, headings."""

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


PHRASES: dict[str, list[str]] = tomllib.loads((RULES / "documents/phrases.toml").read_text("utf-8"))


def either(name: str) -> str:
    """The phrases of one name as a piece of a pattern."""
    return f"(?:{'|'.join(PHRASES[name])})"


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
    """The section that words open, all of them words of openers: "present", "apologies" ..., or "" ."""
    found = opener_pattern().fullmatch(text.strip().rstrip(":"))
    return section_said(found["words"]) if found else ""


def _kinds(label: str) -> list[str]:
    return [_OPENERS[key_of(found[0])] for found in re.finditer(rf"(?:\b|{_GLUED}){_opener()}", label, re.IGNORECASE)]


def says_who_came(label: str) -> bool:
    """Whether a label is of a meeting, and not only a word for those on a board or around it."""
    return not {"here", "there", "absent", "away", "instead", "also"}.isdisjoint(_kinds(label))


@lru_cache(maxsize=4096)
def section_said(label: str) -> str:
    """The section that a label opens, by what its words say of those behind it."""
    kinds = _kinds(label)
    here = next((kind for kind in kinds if kind in ("here", "there", "absent", "away")), "")
    members, guests = "member" in kinds, "guest" in kinds
    nouns = [kind for kind in kinds if kind in ("member", "guest", "body")]
    if here in ("absent", "away") or "instead" in kinds:
        return "apologies" if "absent" in kinds else "absent" if here == "away" else "substitutes"
    if "also" in kinds or (guests and not members and nouns[-1] == "guest"):
        return "in_attendance"
    if here:
        without = not nouns and ("other" in kinds or here == "there")
        return "in_attendance" if without or ("other" in kinds and not members) else "present"
    return "members" if nouns else ""


def column_of(text: str) -> str:
    """The column of a board file that the heading of a table's column means, or "" ."""
    return _said("headings", "column").get(key_of(text), "")


def office_of(text: str) -> str:
    """The role that an office on the board is, or "" ."""
    return _said("offices", "role").get(key_of(text), "")


_OPENERS = {key_of(row["words"]): row["says"] for row in rule_file("documents/openers.csv")}
# A few letters of each opener, one of which a line must hold before anything dearer is asked of it.
_OPENING = re.compile("|".join(sorted({key[:6] for key, says in _OPENERS.items() if says})))
_GLUED = "(?-i:(?<=[a-z])(?=[A-Z]))"  # "AlsoPresent"
_END = rf"(?:\b|{_GLUED})"  # of a word


@cache
def _opener(all_of_them: bool = True) -> str:
    """Any word of an opener, or any that says something, longest first, spaces and hyphens in it as printed."""
    told = (row["words"] for row in rule_file("documents/openers.csv") if row["says"] or all_of_them)
    rows = sorted(told, key=len, reverse=True)
    each = (re.escape(one).replace(r"\ ", r"\s+").replace(r"\-", "[- ]?") for one in rows)
    return rf"(?:{'|'.join(each)}){_END}"


@cache
def opener_pattern(inside: bool = False) -> re.Pattern[str]:
    """Words of openers side by side, the last of which says something; `inside` a line they begin with a capital."""
    words = rf"(?:{_opener()}(?:\s*[,/&]\s*|['’]?\s+|{_GLUED}))*{_opener(False)}"
    more = rf"(?:\s*[(–-]\s*{words}\)?(?=\s*(?::|$)))?"
    begins = r"(?<!\w)(?-i:(?=[A-Z]))" if inside else ""
    return re.compile(rf"{begins}(?P<words>{words}{more})", re.IGNORECASE)


@lru_cache(maxsize=65536)
def may_open(text: str) -> bool:
    return _OPENING.search(text.casefold()) is not None


CLOSER = re.compile("|".join(f"(?:{row['pattern']})" for row in rule_file("documents/closers.csv")), re.IGNORECASE)
_IGNORED = [(row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rule_file("documents/ignored.csv")]


@lru_cache(maxsize=65536)
def ignored_kind(text: str) -> str:
    """Which kind of line that names nobody a text is, of a closed list; "" where it is none."""
    text = text.strip(" \t\n.,;:•*·-–—|")
    return next((kind for kind, pattern in _IGNORED if pattern.search(text)), "")
