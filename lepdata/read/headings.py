"""Which published heading is which column of the board file, and which columns lepdata will not read.

The columns, what else they are called and what is private are rows of `rules/board_file`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lepdata.errors import Fault, quoted
from lepdata.files import rule_file

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")
NAME_PARTS = ("given name", "family name")


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


@dataclass(frozen=True)
class Headings:
    published: tuple[str, ...]
    places: dict[str, int]  # column of the board file -> where it stands; a name in two columns is under NAME_PARTS
    faults: tuple[Fault, ...]
    caveats: tuple[str, ...]

    @property
    def names_people_or_seats(self) -> bool:
        return any(name in self.places for name in ("person_name", *NAME_PARTS, *SEAT_DESCRIPTIONS))


def heading_key(text: str) -> str:
    """A heading without case, accents, spaces, underscores and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def candidates(heading: str) -> tuple[str, ...]:
    """The columns that a heading may mean: none, one, or several."""
    without_brackets = heading.split("(")[0]
    return _known().get(heading_key(heading)) or _known().get(heading_key(without_brackets), ())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    rules = rule_file("board_file/headings.csv")
    synonyms = {heading_key(row["heading"]): tuple(row["reads_as"].split("|")) for row in rules}
    return synonyms | {heading_key(name): (name,) for name in columns()}


def read_headings(file: str, line: int, published: Sequence[str]) -> Headings:
    """Read the heading row that stands in a line of a file."""
    meant = [candidates(heading) for heading in published]
    taken = {found[0] for found in meant if len(found) == 1}
    open_to = [found if len(found) == 1 else tuple(name for name in found if name not in taken) for found in meant]
    chosen = [free[0] if len(free) == 1 else "" for free in open_to]
    places: dict[str, int] = {}
    for at, name in enumerate(chosen):
        if name:
            places.setdefault(name, at)
    caveats = [
        f"The heading {quoted(text.strip())} was read as {name}, since other columns hold what else it could mean."
        for text, found, name in zip(published, meant, chosen, strict=True)
        if len(found) > 1 and name
    ]
    if unread := [
        quoted(text.strip()) for text, free in zip(published, open_to, strict=True) if text.strip() and not free
    ]:
        caveats.append(f"These columns of {file} were not read: {', '.join(unread)}.")
    faults = [*_twice(file, line, published, chosen), *_unclear(file, line, published, open_to)]
    if private := ", ".join(quoted(heading.strip()) for heading in private_columns(published)):
        caveats.append(f"Private details ({private}) were not read: lepdata keeps nothing beyond the public role.")
    return Headings(tuple(published), places, tuple(faults), tuple(caveats))


def _twice(file: str, line: int, published: Sequence[str], chosen: Sequence[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for text, name in zip(published, chosen, strict=True):
        same = name or heading_key(text)
        if same and same in first:
            found = f"the heading {quoted(text.strip())} as well as {quoted(first[same].strip())}"
            expected = f"one column that is read as {name}" if name else "every heading once"
            yield Fault(file, line, text.strip(), found, expected, "rename or delete one of the two columns")
        first.setdefault(same, text)


def _unclear(file: str, line: int, published: Sequence[str], open_to: Sequence[tuple[str, ...]]) -> Iterator[Fault]:
    for text, free in zip(published, open_to, strict=True):
        if len(free) > 1:
            shown, means = text.strip(), " or ".join(free)
            expected = f"a heading that means one thing, {means}"
            yield Fault(file, line, shown, f"the heading {quoted(shown)}", expected, f"rename it {means}")


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
