"""A table of parameters -> a plan of jobs: one row, one run of the notebook."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lepdata.batch.jobs import Job, Literal
from lepdata.batch.parameters import KINDS, Checker
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted

NAMES = "name"
NOT_IN_A_NAME = re.compile(r"[^0-9a-z]+")
WORDS = {"true": True, "yes": True, "false": False, "no": False}


def read_plan(
    notebook: Path, table: Path | None, out: Path, common: Mapping[str, str] | None = None, folder: Path | None = None
) -> list[Job]:
    """The jobs of a table of parameters.

    Parameters
    ----------
    notebook : Path
        The notebook to run once per row.
    table : Path or None
        None for one run with the common parameters. Else CSV in UTF-8, a column for each parameter; a cell that is
        empty leaves the notebook's default. A column ``name``, unless it is a parameter, names the outputs; else they
        are named for the row's values.
    out : Path
        The folder for the executed notebooks.
    common : mapping of str to str, optional
        Parameters that are the same in every row.
    folder : Path, optional
        Where the notebooks run (see `Job`).

    Returns
    -------
    list of Job

    Raises
    ------
    InputFaults
        The table has faults: all of them.
    UsageError
        The notebook is none, or has no such parameters.
    """
    checker = Checker(notebook)
    if unknown := [name for name in common or {} if name not in checker.declared]:
        raise UsageError("\n".join(checker.wrong(dict.fromkeys(unknown))))
    header, rows = _read(table) if table else ([], [(0, [])])
    table = table or Path("the parameters given")
    faults = _wrong_header(table, header, checker)
    jobs: list[Job] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        cells = {**(common or {}), **{name: cell for name, cell in zip(header, row, strict=False) if cell}}
        own = NAMES in header and NAMES not in checker.declared
        label = cells.pop(NAMES, "") if own else ""
        values, wrong = _values(table, line, cells, checker)
        faults += wrong
        if len(row) != len(header):
            faults.append(_fault(table, line, "", f"{len(row)} cells", f"{len(header)}, as in the heading"))
        name = slug(label or " ".join(map(str, values.values()))) or (f"row-{line}" if line else slug(notebook.stem))
        if name in seen:
            expected = f"a name of its own; row {seen[name]} has it too"
            faults.append(_fault(table, line, NAMES, quoted(name), expected, "add a column 'name'"))
        seen[name] = line
        jobs.append(Job(name, notebook, values, Path(out) / f"{name}.ipynb", folder))
    if faults:
        raise InputFaults(faults)
    return jobs


def slug(text: str) -> str:
    """A text as a file name.

    Examples
    --------
    >>> slug("Cornwall & Isles of Scilly, 2019")
    'cornwall-isles-of-scilly-2019'
    """
    return NOT_IN_A_NAME.sub("-", text.casefold()).strip("-")[:100]


def _read(table: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            header = [cell.strip() for cell in next(lines, [])]
            rows = [(lines.line_num, [cell.strip() for cell in row]) for row in lines if any(map(str.strip, row))]
    except FileNotFoundError:
        raise UsageError(f"There is no table at {table}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        fault = _fault(table, None, "", f"what is not CSV in UTF-8 ({error})", "a CSV file", "save it as CSV UTF-8")
        raise InputFaults([fault]) from None
    if not rows:
        raise InputFaults([_fault(table, None, "", "no row of values", "one row for each run", "add rows")])
    return header, rows


def _wrong_header(table: Path, header: Sequence[str], checker: Checker) -> list[Fault]:
    known = [*checker.declared, NAMES]
    faults = []
    for name in dict.fromkeys(header):
        if name not in known:
            near = " or ".join(map(quoted, near_matches(name, known)))
            remedy = f"did you mean {near}?" if near else "rename or remove the column"
            expected = f"a parameter of {checker.file}: {', '.join(checker.declared) or 'it has none'}"
            faults.append(_fault(table, 1, "", quoted(name), expected, remedy.rstrip("?")))
        if header.count(name) > 1:
            faults.append(_fault(table, 1, "", f"{header.count(name)} columns {quoted(name)}", "one"))
    return faults


def _values(
    table: Path, line: int, cells: Mapping[str, str], checker: Checker
) -> tuple[dict[str, Literal], list[Fault]]:
    values: dict[str, Literal] = {}
    faults = []
    for name, cell in cells.items():
        if name not in checker.declared:
            continue  # said of the heading
        try:
            values[name] = typed(cell, checker.declared[name])
        except ValueError as error:
            faults.append(_fault(table, line, name, quoted(cell), str(error)))
    for name, value, hint in checker.unknown(values):
        faults.append(_fault(table, line, name, quoted(value), "a value that is known", hint.rstrip("?.")))
    return values, faults


def typed(cell: str, default: Literal) -> Literal:
    """A cell as a value of the kind that the parameter's default has.

    Raises
    ------
    ValueError
        It cannot be read so; the message says what was expected.

    Examples
    --------
    >>> typed("3", 1), typed("3", "x"), typed("yes", False), typed("0.5", None), typed("New Anglia", None)
    (3, '3', True, 0.5, 'New Anglia')
    """
    try:
        if isinstance(default, bool):
            return WORDS[cell.casefold()]
        if isinstance(default, str):
            return cell
        if default is not None:
            return type(default)(cell)
    except (KeyError, ValueError):
        raise ValueError(KINDS[type(default)]) from None
    try:
        found = ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return cell
    return found if isinstance(found, str | int | float | bool | None) else cell


def _fault(
    table: Path, line: int | None, column: str, found: str, expected: str, remedy: str = "change the cell"
) -> Fault:
    return Fault(table.name, line, column, found, expected, remedy)
