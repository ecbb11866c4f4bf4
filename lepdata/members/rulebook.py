"""The rules as data: reading them, showing them, testing each against its own two examples."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from lepdata.model.faults import Fault, InputFaults, quoted
from lepdata.model.places import RULES
from lepdata.model.vocabulary import SECTORS

FOLDER = RULES / "members"
ABOUT = ("sector", "seat", "seat and sector", "gender")
KINDS = (
    "register",
    "organisation words",
    "legal form",
    "not an employer",
    "job title",
    "honorific",
    "seat words",
    "published sector",
    "pronoun",
    "residual",
)
FIELDS = (
    "organisation",
    "job_title",
    "capacity_as_published",
    "sector_as_published",
    "honorifics",
    "pronoun_as_published",
    "lep_seat",
)
FORMS = ("word", "start", "end", "exact", "regex", "register", "trading name")
GENDERS = ("woman", "man")
STRONGEST_RULE = 95


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
        """The columns the rule reads."""
        return tuple(self.field.split())

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The alternatives of a rule that is no regular expression."""
        return _alternatives(self.match)

    @cached_property
    def exceptions(self) -> tuple[str, ...]:
        """Phrases beside which the rule does not speak, a space before and after each."""
        return tuple(f" {phrase} " for phrase in _alternatives(self.unless))


COLUMNS = tuple(f.name for f in fields(Rule) if f.name not in ("file", "line"))


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def load_rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    """Every rule of the folder's files, in file and line order.

    Parameters
    ----------
    folder : Path
        Where the rule files lie; files whose heading is another table's are left alone.

    Returns
    -------
    tuple of Rule

    Raises
    ------
    InputFaults
        With file, line and what is wrong, all faults at once.
    """
    read: list[Rule] = []
    faults: list[Fault] = []
    for path in sorted(Path(folder).glob("sector_*.csv")):
        for line, cells in _lines(path, faults):
            wrong = _faults_of(cells, path.name, line)
            faults += wrong
            if not wrong:
                read.append(Rule(**{**cells, "strength": int(cells["strength"])}, file=path.name, line=line))
    faults += _repeated(read)
    if faults:
        raise InputFaults(faults)
    return tuple(read)


def _lines(path: Path, faults: list[Fault]) -> list[tuple[int, dict]]:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        faults.append(Fault(path.name, None, "", str(error), "a UTF-8 CSV table of rules", "save it as CSV UTF-8"))
        return []
    if tuple(table.columns) != COLUMNS:
        found = ", ".join(map(str, table.columns))
        faults.append(
            Fault(path.name, 1, "", found, "the headings " + ", ".join(COLUMNS), "put them back in this order")
        )
        return []
    return [(line, cells) for line, cells in enumerate(table.to_dict("records"), start=2)]


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
    if cells["form"] == "regex" and not _compiles(cells["match"]):
        wrong.append(fault("match", "a regular expression that compiles"))
    return wrong


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _repeated(read: list[Rule]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for rule in read:
        if rule.id in seen:
            faults.append(Fault(rule.file, rule.line, "id", quoted(rule.id), "an id used once", "give it its own id"))
        seen.add(rule.id)
    return faults


def rules() -> pd.DataFrame:
    """All sector, seat and gender rules, one a row, with the file and line they stand in.

    Examples
    --------
    >>> {"id", "kind", "field", "match", "sector", "strength", "because"} <= set(rules().columns)
    True
    """
    table = pd.DataFrame([[getattr(rule, name) for name in (*COLUMNS, "file", "line")] for rule in load_rules()])
    table.columns = [*COLUMNS, "file", "line"]
    return table


def check_rules(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the rules; empty where every rule matches its example and leaves its counter-example alone.

    Parameters
    ----------
    folder : Path
        The rule files to test; the shipped ones unless told otherwise.

    Returns
    -------
    list of str
        One sentence per problem.
    """
    from lepdata.members.matching import rule_matches

    try:
        read = load_rules(folder)
    except InputFaults as faults:
        return [fault.sentence() for fault in faults.faults]
    problems = []
    for rule in read:
        if not rule_matches(rule, rule.example):
            problems.append(f"{rule.file}, row {rule.line}: rule {rule.id} does not match its example {rule.example!r}")
        if rule_matches(rule, rule.counter_example):
            found = f"matches its counter-example {rule.counter_example!r}"
            problems.append(f"{rule.file}, row {rule.line}: rule {rule.id} {found}")
    return problems
