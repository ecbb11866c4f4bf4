"""One more report at the end of a file of updates: what stands there is never changed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults, unknown
from lepdata.files import inert, write_atomically
from lepdata.plans.records import Plan
from lepdata.plans.rulebook import columns
from lepdata.plans.sheet import Sheet, read_sheet
from lepdata.plans.update_checks import update_faults


def append_update(path: str | os.PathLike[str], plan: Plan, update: Mapping[str, str]) -> pd.DataFrame:
    """Append one report to a file of updates, which is made if it is not there.

    Parameters
    ----------
    path : str or path
        A CSV file with the columns of an update, in any order; other columns stay empty in the new row.
    plan : Plan
        The plan that it is about.
    update : mapping
        Column to text; `plan_id` may be left out.

    Returns
    -------
    DataFrame
        All updates, the new one last.

    Raises
    ------
    InputFaults
        If the file, or the report beside what stands there, has faults; then nothing is written.
    UsageError
        If there is no such column.
    """
    path = Path(path)
    for name in update:
        if name not in columns("update"):
            raise unknown("column of an update", name, columns("update"))
    row = {name: "" for name in columns("update")} | {"plan_id": plan.plan_id} | dict(update)
    there = read_sheet(_csv(path), "update") if path.exists() and path.read_bytes().strip() else None
    whole, headings = _with(path, there, row), _headings(path, there)
    if faults := [*_without_column(path, headings, row), *update_faults(whole, plan)]:
        raise InputFaults(faults)
    write_atomically(path, _content(path, there is None) + _line(headings, row))
    return pd.DataFrame({name: pd.Series(whole.columns[name], dtype="str") for name in columns("update")})


def _csv(path: Path) -> Path:
    if path.suffix.casefold() != ".csv":
        remedy = "save the updates as CSV UTF-8; a workbook can be read, but rows are appended to a CSV file"
        raise InputFaults([Fault(path.name, None, "", "not a .csv file", "a .csv file", remedy)])
    return path


def _with(path: Path, there: Sheet | None, row: Mapping[str, str]) -> Sheet:
    """The sheet with the new row at its end."""
    lines = there.lines if there else ()
    before = there.columns if there else {name: [] for name in columns("update")}
    together = {name: [*before[name], row[name]] for name in columns("update")}
    return Sheet(_csv(path).name, (*lines, (lines[-1] if lines else 1) + 1), together)


def _headings(path: Path, there: Sheet | None) -> list[str]:
    if there is None:
        return list(columns("update"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(row for row in csv.reader(file) if any(row))


def _without_column(path: Path, headings: list[str], row: Mapping[str, str]) -> Iterator[Fault]:
    """What the file has no column for: it would be lost."""
    named = _named(headings)
    for name, value in row.items():
        if value and name not in named:
            remedy = "add the column, and save the file as CSV UTF-8 with commas between the cells"
            yield Fault(path.name, 1, name, "no such column between commas", f"a column {name}", remedy)


def _named(headings: list[str]) -> dict[str, str]:
    """The columns that headings mean, however they are written."""
    return {"_".join(heading.replace("_", " ").casefold().split()): heading for heading in headings}


def _content(path: Path, new: bool) -> bytes:
    if new:
        return _line(list(columns("update")), {name: name for name in columns("update")})
    data = path.read_bytes()
    return data if data.endswith(b"\n") else data + b"\n"


def _line(headings: list[str], row: Mapping[str, str]) -> bytes:
    named = _named(headings)
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
    writer.writerow({named[name]: inert(value) for name, value in row.items() if name in named})
    return text.getvalue().encode("utf-8")
