"""The columns and closed lists of a board file, read from the words people publish: rows of `rules/board_file`."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial

from lepdata.files import rule_file
from lepdata.headed import heading_key
from lepdata.vocabulary import BOARD_COLUMNS, MEMBER_ROLES, ROLES

COLUMNS = rule_file("board_file/columns.csv")  # of the board file, in the order of the published one


def allowed(column: str) -> list[str]:
    """The closed list of a column."""
    return next(row["allowed"] for row in COLUMNS if row["column"] == column).split("|")


_OR = re.compile(r"\s*(?:/|&|\band\b|\bor\b)\s*", re.IGNORECASE)


@cache
def candidates(heading: str) -> tuple[str, ...]:
    """The columns that a heading may mean: none, one, or several."""
    without_brackets = re.sub(r"[_ ]en$", "", heading.split("(")[0].strip())  # "name_en", where others are name_fr
    found = _known().get(heading_key(heading)) or _known().get(heading_key(without_brackets), ())
    term = _known().get(heading_key(without("the board", without_brackets)), ())
    if found or term in (("start_date",), ("end_date",)):
        return found or term
    texts = _OR.split(without_brackets)
    parts = [candidates(text) for text in texts] if len(texts) > 1 else []
    if not all(parts):
        return ()
    # "Company/Business" is what both are; "Name & role" names somebody first of all
    common = tuple(name for name in dict.fromkeys(itertools.chain(*parts)) if all(name in part for part in parts))
    return common or (("person_name",) if any("person_name" in part for part in parts) else ())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    rules = rule_file("board_file/headings.csv")
    synonyms = {heading_key(row["heading"]): tuple(row["reads_as"].split("|")) for row in rules}
    further = [row["column"] for row in rule_file("board_file/further.csv") if row["column"] != "sector"]
    own = {heading_key(name): (name,) for name in (*BOARD_COLUMNS, *further)}
    return synonyms | own | {"attendance": ("attendance", "aside"), "line": ("document_line",)}


def private_columns(headings: Iterable[str]) -> dict[str, str]:
    """Which headings are of private details, and of which kind: lepdata keeps nothing beyond the public role."""
    unknown = [heading for heading in headings if not candidates(heading)]
    rules = {one: first_fitting("private", re.sub(r"[\s_]+", " ", one).strip()) for one in unknown}
    return {heading: rule["what"] for heading, rule in rules.items() if rule}


def first_fitting(name: str, text: str, whole: bool = False) -> dict[str, str] | None:
    """The first rule of `rules/board_file` whose pattern fits a text, the whole of it or a part."""
    fit = ((pattern.fullmatch if whole else pattern.search)(text) and rule for pattern, rule in _patterns(name))
    return next(filter(None, fit), None)


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row) for row in rule_file(f"board_file/{name}.csv"))


def says(what: str, text: str) -> re.Match[str] | None:
    """Whether a text is or holds what a rule of `rules/board_file/cells.csv` tells by its words."""
    return _told_by(what)[1](text)


def without(what: str, text: str) -> str:
    """The text without what such a rule tells."""
    return _told_by(what)[0].sub("", text)


@cache
def _told_by(what: str) -> tuple[re.Pattern[str], Callable[[str], re.Match[str] | None]]:
    pattern, how = next((pattern, row["match"]) for pattern, row in _patterns("cells") if row["what"] == what)
    return pattern, {"whole": pattern.fullmatch, "start": pattern.match, "inside": pattern.search}[how]


_AND = re.compile(r"\s*(?:&|/|;|,|\+|\n|\band\b|\(|\))\s*", re.IGNORECASE)


@lru_cache(maxsize=65536)
def read_role(text: str) -> str:
    """The role a published text means: one of the seven; "member" for an empty cell; "" where nobody can tell."""
    if not _key(text):
        # Signs alone, "-" or "?", say something that nobody can read; only an empty cell says nothing.
        return "" if text.strip() else "member"
    undated = without("dates of a place", text)
    if (role := _single(undated)) or not _AND.search(undated):
        return role
    # Of several places named together, "Chair & NED", the highest; "" where one of them is none of a member's.
    parts = [part.strip() for part in _AND.split(undated) if part.strip()]
    roles = [_single(part) for part in parts if not says("a place beside", part)]
    return min(roles, key=ROLES.index) if roles and all(role in MEMBER_ROLES for role in roles) else ""


def _single(text: str) -> str:
    words, whole = _key(text), _role_rules("whole")
    if words in whole:  # some are there to be refused, with "" as the role
        return whole[words]
    if started := next((role for start, role in _role_rules("starts").items() if words.startswith(start + " ")), ""):
        return started
    left = f" {words} "  # without the words that say which seat or which board, longest first
    for qualifier in _role_rules("left out"):
        left = left.replace(f" {qualifier} ", " ")
    return whole.get(left.strip(), "")


@cache
def _role_rules(match: str) -> dict[str, str]:
    found = {row["words"]: row["role"] for row in rule_file("board_file/roles.csv") if row["match"] == match}
    if match == "left out":
        return dict(sorted(found.items(), key=lambda rule: (-len(rule[0]), rule[0])))
    return {_key(role): role for role in ROLES} | found if match == "whole" else found


def _choice(name: str, empty: str, text: str) -> str:
    words = _key(text)
    return _synonyms(name).get(words, "") if words else "" if text.strip() else empty


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
    own = {_key(value): value for value in allowed(name)}
    rules = rule_file("board_file/words.csv")
    return own | {_key(row["words"]): row["reads_as"] for row in rules if row["column"] == name}


def encoding_of(data: bytes) -> str:
    """How the letters of a file are written, by its first bytes, by all of them, or as a web page says."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        data.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        found = re.search(rb"charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        name = found[1].decode("ascii").casefold() if found else "cp1252"
        return "cp1252" if name in ("utf-8", "iso-8859-1", "latin-1", "latin1") else name
