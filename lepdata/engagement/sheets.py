"""A SURVEY FILE -> one set of cells per respondent, under the questions' ids."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from lepdata.engagement.rules import questions
from lepdata.model.faults import Fault, InputFaults, near_matches, quoted
from lepdata.sightings.delimited import decoded

Cells = dict[str, str]
HEADER = ("lep", "answered_on", "respondent")


class Sheet(NamedTuple):
    """The filled rows of a survey, each with its line, and what is wrong with its headings."""

    file: str
    rows: tuple[tuple[int, Cells], ...]
    faults: tuple[Fault, ...]


def read_sheets(path: Path) -> Sheet:
    """Read a survey's cells.

    Raises
    ------
    InputFaults
        If the file cannot be read as text, has no heading row, or no row below it.
    """
    lines = _lines(path.name, path.read_bytes())
    if not lines:
        raise InputFaults([_fault(path.name, None, "", "an empty file", "a heading row and a row per respondent")])
    (_, head), *body = lines
    names = [_question(cell) for cell in head]
    faults = [*_unknown(path.name, head, names), *_missing(path.name, names), *_twice(path.name, names)]
    faults += [_long(path.name, line, head, row) for line, row in body if len(row) > len(head)]
    if not body:
        faults.append(_fault(path.name, None, "", "no row below the headings", "a row per respondent"))
    if faults:
        raise InputFaults(faults)
    rows = ((line, dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=True))) for line, row in body)
    return Sheet(path.name, tuple(rows), ())


def _lines(file: str, data: bytes) -> list[tuple[int, list[str]]]:
    try:
        rows = list(csv.reader(io.StringIO(decoded(file, data), newline=""), strict=True))
    except csv.Error:
        found, expected = "a quotation mark that is never closed", "cells in quotation marks to end with one"
        raise InputFaults([_fault(file, None, "", found, expected)]) from None
    return [(line, row) for line, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]


def _question(heading: str) -> str:
    """The id that a heading stands for: itself, or the question in its own words; else the heading."""
    key = _key(heading)
    known = {name: name for name in HEADER} | {_key(one.id): one.id for one in questions()}
    return known.get(key) or {_key(one.question): one.id for one in questions()}.get(key, heading.strip())


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).replace(" ", "_").rstrip("?")


def _unknown(file: str, head: list[str], names: list[str]) -> list[Fault]:
    known = [*HEADER, *(one.id for one in questions())]
    return [
        Fault(file, 1, quoted(cell)[1:-1], "a column nobody knows", _near(name, known), "rename it or take it out")
        for cell, name in zip(head, names, strict=True)
        if name not in known
    ]


def _near(name: str, known: list[str]) -> str:
    near = near_matches(name, known)
    return f"one such as {near[0]}" if near else "one of " + ", ".join(known)


def _missing(file: str, names: list[str]) -> list[Fault]:
    return [_fault(file, 1, name, "no such column", f"a column {name}") for name in HEADER if name not in names]


def _twice(file: str, names: list[str]) -> list[Fault]:
    again = sorted({name for name in names if names.count(name) > 1})
    return [_fault(file, 1, name, "a question asked in two columns", "each question once") for name in again]


def _long(file: str, line: int, head: list[str], row: list[str]) -> Fault:
    return _fault(file, line, "", f"{len(row)} cells", f"at most {len(head)}, as many as there are headings")


def _fault(file: str, row: int | None, column: str, found: str, expected: str) -> Fault:
    return Fault(file, row, column, found, expected, "see data/raw/demonstration/engagement_survey.csv for the form")
