"""The columns of a board file, what else they are called, and which details are private: rows of `rules/board_file`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lepdata.files import rule_file


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str  # in plain English
    type: str  # "text", "date", "choice" (a closed list) or "role" (a list with many synonyms)
    allowed: tuple[str, ...]  # the closed list, else empty
    suggested: tuple[str, ...]  # words to choose from where others are welcome
    example: str  # fictional
    standard: bool  # the publication standard asks for it in every row
    width: int  # in a sheet, in characters


@cache
def columns() -> dict[str, Column]:
    """Every column of the board file by its name, in the order of the published file."""
    return {row["column"]: _column(row) for row in rule_file("board_file/columns.csv")}


def _column(row: dict[str, str]) -> Column:
    allowed, suggested = (tuple(filter(None, row[name].split("|"))) for name in ("allowed", "suggested"))
    start = (row["column"], row["meaning"], row["type"], allowed, suggested)
    return Column(*start, row["example"], row["standard"] == "yes", int(row["width"]))


def heading_key(text: str) -> str:
    """A heading without case, accents, spaces, underscores and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


# "Left the board", "Appointed to the panel", "Ceased to hold office": what was left or joined is the list's own board.
_OF_THE_BOARD = re.compile(
    r"\s+((from|to|of|on|as|being)\s+)?((hold|be)\s+)?((the|an?)\s+)?"
    r"(board|office|post|role|committee|panel|partnership|lep|trust|council|body|company|member|director)(\s+(on|date))?$",
    re.IGNORECASE,
)
_TERMS = {("start_date",), ("end_date",)}


@cache
def candidates(heading: str) -> tuple[str, ...]:
    """The columns that a heading may mean: none, one, or several."""
    without_brackets = re.sub(r"[_ ]en$", "", heading.split("(")[0].strip())  # "name_en", where others are name_fr
    found = _known().get(heading_key(heading)) or _known().get(heading_key(without_brackets), ())
    if not found and (shorter := _OF_THE_BOARD.sub("", without_brackets)) != without_brackets:
        term = _known().get(heading_key(shorter), ())
        return term if term in _TERMS else ()
    return found


@cache
def _known() -> dict[str, tuple[str, ...]]:
    rules = rule_file("board_file/headings.csv")
    synonyms = {heading_key(row["heading"]): tuple(row["reads_as"].split("|")) for row in rules}
    further = [row["column"] for row in rule_file("board_file/further.csv") if row["column"] != "sector"]
    own = {heading_key(name): (name,) for name in (*columns(), *further)}
    told_by_values = {"attendance": ("attendance", "aside"), "line": ("document_line",)}
    return synonyms | own | told_by_values


def private_columns(headings: Iterable[str]) -> dict[str, str]:
    """Which headings are of private details, and of which kind: lepdata keeps nothing beyond the public role."""
    return {heading: what for heading in headings if (what := _private(heading))}


@cache
def _private(heading: str) -> str:
    if candidates(heading):
        return ""
    text = re.sub(r"[\s_]+", " ", heading).strip()
    rules = rule_file("board_file/private.csv")
    return next((row["what"] for row in rules if re.search(row["pattern"], text, re.IGNORECASE)), "")
