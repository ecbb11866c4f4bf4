"""Filled-in forms -> one table of answers; with a fault anywhere, nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults
from lepdata.forms.checks import Checked, checked
from lepdata.forms.filled import Filled, filled_forms, has_form
from lepdata.forms.questions import Form, form
from lepdata.forms.sheets import Sheet, read_sheets
from lepdata.read.grid import refused

PathLike = str | os.PathLike[str]
Judged = tuple[Filled, Checked]
_READ = (".xlsx", ".csv")


def answer_columns(own: Form) -> list[str]:
    """The columns of the answers to a form."""
    return ["form", "version", "file", *(line.name for line in own.fields), "question_id", "answer", "note", "cell"]


def read_form(form_name: str, paths: PathLike | Iterable[PathLike]) -> pd.DataFrame:
    """Read filled-in forms.

    Parameters
    ----------
    form_name : str
        One of `forms()`.
    paths : path-like or several
        Files (.xlsx or .csv) or folders of them. A workbook may hold several forms, a sheet each; a CSV may be a form
        as it was written, or a table with a column for each line of the head and a row for each answer.

    Returns
    -------
    DataFrame
        One row per answered question: `form`, `version`, `file`, the lines of the head, `question_id`, `answer` (a
        value of the scale; dates as ISO text), `note` and `cell`. Text throughout, "" where nothing was filled in.

    Raises
    ------
    InputFaults
        With every fault of every file and its cell: questions left empty, answered twice, not of the form or with
        other words; answers off the scale; dates in words or out of order; the wrong form or version; a place nobody
        knows; two forms where there should be one. Nothing is read then.
    UsageError
        If there is no form of that name.
    """
    own = form(form_name)
    judged: list[Judged] = []
    faults: list[Fault] = []
    for file in _files(paths):
        found, wrong = _judged(own, file)
        judged += found
        faults += sorted(wrong, key=lambda fault: (fault.file, fault.row or 0))
    faults += _twice(own, judged)
    if faults:
        raise InputFaults(faults)
    rows = [row for filled, one in judged for row in _rows(own, filled, one)]
    return pd.DataFrame(rows, columns=answer_columns(own), dtype="str")


def _files(paths: PathLike | Iterable[PathLike]) -> list[Path]:
    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return [file for path in several for file in _inside(Path(path))]


def _inside(path: Path) -> list[Path]:
    """A folder's forms in order of name; what a spreadsheet program leaves while it has a file open is no form."""
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.iterdir()) if file.suffix.casefold() in _READ]
    files = [file for file in files if not file.name.startswith((".", "~$"))]
    if not files:
        expected = "forms, as files whose names end in .xlsx or .csv"
        raise refused(
            str(path), "a folder without a form", expected, "put the filled-in forms into it, or name another"
        )
    return files


def _judged(own: Form, file: Path) -> tuple[list[Judged], list[Fault]]:
    """The forms of one file, and everything that is wrong with it."""
    judged: list[Judged] = []
    faults: list[Fault] = []
    try:
        sheets = _with_forms(file)
    except InputFaults as error:
        return [], list(error.faults)
    for sheet in sheets:
        faults += sheet.faults
        try:
            judged += [(filled, checked(own, filled)) for filled in filled_forms(sheet, own)]
        except InputFaults as error:
            faults += error.faults
    return judged, faults + [fault for _, one in judged for fault in one.faults]


def _with_forms(file: Path) -> list[Sheet]:
    sheets = [sheet for sheet in read_sheets(file) if has_form(sheet)]
    if not sheets:
        remedy = "write a blank form and copy the answers into it"
        raise refused(file.name, "no row with the heading question_id", "a form, or a table of answers", remedy)
    return sheets


def _twice(own: Form, judged: list[Judged]) -> list[Fault]:
    """Of two forms with the same key neither is the right one until somebody says so."""
    first: dict[tuple[str, ...], Filled] = {}
    faults = []
    for filled, one in judged:
        key = tuple(one.head.get(name, "") for name in own.key)
        if all(key) and key in first:
            other = first[key]
            where = f"{other.file}, cell {other.head[own.key[-1]].name}"
            expected = "one form for each " + ", ".join(own.key)
            remedy = "keep the form that is meant, or give each the date on which it was answered"
            cell = filled.head[own.key[-1]]
            found = f"a second form for {', '.join(key)}, beside that of {where}"
            faults.append(Fault(filled.file, cell.row, f"{own.key[-1]} (cell {cell.name})", found, expected, remedy))
        first.setdefault(key, filled)
    return faults


def _rows(own: Form, filled: Filled, one: Checked) -> list[tuple[str, ...]]:
    head = (own.name, own.version, filled.file, *(one.head.get(line.name, "") for line in own.fields))
    return [(*head, name, value, row.note.text, row.answer.name) for name, (value, row) in one.answers.items() if value]
