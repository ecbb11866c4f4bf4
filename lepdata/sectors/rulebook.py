"""The rules as data: reading them and showing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import RULES, rule_file
from lepdata.read.grid import Wanted, refused
from lepdata.read.opening import read_grids
from lepdata.vocabulary import SECTORS

FOLDER = RULES / "members"
ABOUT = ("sector", "seat", "seat and sector", "gender")
KINDS = (
    *("register", "organisation words", "name shape", "legal form", "not an employer", "job title", "honorific"),
    *("seat words", "published sector", "pronoun", "title", "published gender", "residual"),
)
FIELDS = (
    *("organisation", "job_title", "capacity_as_published", "sector_as_published", "honorifics"),
    *("pronoun_as_published", "gender_as_published"),
)
FORMS = ("word", "start", "end", "exact", "regex", "register", "trading name")
REGISTER_NAMES = [f"{body} {what}" for body in ("council", "university") for what in ("names", "places", "acronyms")]
GENDERS = ("woman", "man")
STRONGEST_RULE = 95
COLLECTIVE = "(collective words)"  # in a rule's exceptions: every word of members/collective_words.csv


@dataclass(frozen=True)
class Rule:
    """One line of a rule file; `fields` and `phrases` are its cells taken apart."""

    id: str
    about: str
    kind: str
    field: str
    form: str
    match: str
    unless: str
    sector: str
    sector_kind: str
    strength: int
    because: str
    source: str
    example: str
    counter_example: str
    file: str
    line: int

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.field.split())

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        return _alternatives(self.match)

    @cached_property
    def exceptions(self) -> tuple[str, ...]:
        """Phrases beside which the rule does not speak, a space before and after each."""
        own = _alternatives(self.unless)
        listed = tuple(sorted(collective_words())) if COLLECTIVE in own else ()
        return tuple(f" {phrase} " for phrase in (*own, *listed))


COLUMNS = tuple(f.name for f in fields(Rule) if f.name not in ("file", "line"))


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def collective_words() -> frozenset[str]:
    """Words of bodies of members, of the public and of good causes: a name that holds one is not read by its look."""
    cells = (row["words"] for row in rule_file("members/collective_words.csv"))
    return frozenset(word for cell in cells for word in _alternatives(cell))


@cache
def department_words() -> frozenset[str]:
    """Words of which the names of departments are made: "Director of Housing" heads one, and no organisation."""
    return frozenset(row["word"] for row in rule_file("members/department_words.csv"))


def read_rows(path: Path, columns: tuple[str, ...], *, notes: bool = False) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with exactly these headings, each with its line; those that begin with # are remarks."""
    wanted = Wanted("a table", "a table with headings", "write the headings into it", columns.__contains__)
    (grid,) = read_grids(path, wanted)
    (first, heading), *rows = [(line, cells) for line, cells in grid.rows if not cells[0].startswith("#")]
    if (heading[: len(columns)] if notes else heading) != columns:
        remedy = "put them back in this order"
        raise refused(path.name, quoted(", ".join(heading)), "the headings " + ", ".join(columns), remedy, first)
    remedy = "put cells that hold a comma between quotation marks, and keep an empty cell's comma"
    faults = [
        Fault(path.name, line, "", f"{len(cells)} cells", f"{len(columns)} cells", remedy)
        for line, cells in rows
        if len(cells) < len(columns) or (len(cells) > len(columns) and not notes)
    ]
    if faults := [*grid.faults, *faults]:
        raise InputFaults(faults)
    return [(line, dict(zip(columns, cells, strict=False))) for line, cells in rows]


@cache
def load_rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    read: list[Rule] = []
    faults: list[Fault] = []
    for path in sorted(Path(folder).glob("sector_*.csv")):
        try:
            lines = read_rows(path, COLUMNS)
        except InputFaults as found:
            faults += found.faults
            continue
        for line, cells in lines:
            wrong = _faults_of(cells, path.name, line)
            faults += wrong
            if not wrong:
                strength = int(cells.pop("strength"))
                read.append(Rule(**cells, strength=strength, file=path.name, line=line))
    faults += repeated((rule.file, rule.line, "id", rule.id) for rule in read)
    if faults:
        raise InputFaults(faults)
    return tuple(read)


def _faults_of(cells: dict, file: str, line: int) -> list[Fault]:
    def fault(column: str, expected: str) -> Fault:
        return Fault(file, line, column, quoted(cells[column]), expected, "correct this cell")

    says = GENDERS if cells["about"] == "gender" else SECTORS
    known = {"about": ABOUT, "kind": KINDS, "form": FORMS, "sector": says}
    wrong = [fault(name, "one of " + ", ".join(words)) for name, words in known.items() if cells[name] not in words]
    needed = ("id", "field", "match", "because", "source", "example", "counter_example")
    wrong += [fault(name, "something") for name in needed if not cells[name].strip()]
    if not set(cells["field"].split()) <= set(FIELDS):
        wrong.append(fault("field", "one or more of " + ", ".join(FIELDS)))
    if not (cells["strength"].isdecimal() and 1 <= int(cells["strength"]) <= STRONGEST_RULE):
        wrong.append(fault("strength", f"a whole number from 1 to {STRONGEST_RULE}"))
    if cells["form"] == "register" and cells["match"] not in REGISTER_NAMES:
        wrong.append(fault("match", "one of " + ", ".join(REGISTER_NAMES)))
    if cells["form"] == "regex" and not _compiles(cells["match"]):
        wrong.append(fault("match", "a regular expression that compiles"))
    return wrong


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def repeated(ids: Iterable[tuple[str, int, str, str]]) -> Iterator[Fault]:
    """Ids that stand twice; each with its file, line and column."""
    first: dict[str, int] = {}
    for file, line, column, text in ids:
        if first.setdefault(text, line) != line and text.strip():
            expected = f"an id used once; row {first[text]} has it"
            yield Fault(file, line, column, quoted(text), expected, "give it its own id")


def rules() -> pd.DataFrame:
    """All sector, seat and gender rules, one a row, with the file and line they stand in.

    Examples
    --------
    >>> {"id", "kind", "field", "match", "sector", "strength", "because"} <= set(rules().columns)
    True
    """
    names = [*COLUMNS, "file", "line"]
    return pd.DataFrame([[getattr(rule, name) for name in names] for rule in load_rules()], columns=names)
