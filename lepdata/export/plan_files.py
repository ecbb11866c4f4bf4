"""PLAN -> a file that people edit and that is read back: CSV, a workbook or a Word document."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from lepdata.errors import UsageError, quoted
from lepdata.files import inert, write_atomically
from lepdata.plans.records import Plan
from lepdata.plans.rulebook import columns


def write_plan(plan: Plan, path: str | os.PathLike[str], force: bool = False) -> Path:
    """Write a plan to edit; `lepdata.plans.read_plan` reads it back.

    Parameters
    ----------
    plan : Plan
        Drafted or published, with at least one item.
    path : path-like
        A name that ends in .csv, .xlsx or .docx.
    force : bool
        Write over a file that is there.

    Returns
    -------
    Path
        The file written. The same plan gives the same bytes.

    Raises
    ------
    UsageError
        If the name has another ending, the file is there already, its folder is not, or the plan has no item.
    """
    path = Path(path)
    make = {".csv": as_csv, ".xlsx": _as_workbook, ".docx": _as_document}.get(path.suffix.casefold())
    if make is None:
        raise UsageError(f"A plan's file ends in .csv, .xlsx or .docx, not as {quoted(path.name)}.")
    if not plan.items:
        raise UsageError("The plan has no item, so that there is nothing to write.")
    if path.exists() and not force:
        raise UsageError(f"{quoted(str(path))} exists already and is left as it is. Name another file, or use --force.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(path.parent))}. Make it, or name another.")
    write_atomically(path, make(plan))
    return path


def plan_rows(plan: Plan) -> Iterator[dict[str, str]]:
    """The long table of a plan, one row per item, in the columns of `rules/plans/columns.csv`."""
    head = {name: getattr(plan, name) for name in ("plan_id", "lep", "body", "title", "period")}
    for item in plan.items:
        own = head | item._asdict()
        yield {name: own[name] for name in columns("plan")}


def as_csv(plan: Plan) -> bytes:
    """The long table as CSV; words that a spreadsheet would run are made inert."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns("plan"), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: inert(value) for name, value in row.items()} for row in plan_rows(plan))
    # The byte order mark makes a spreadsheet program read it as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _as_workbook(plan: Plan) -> bytes:
    from lepdata.export.plan_workbook import plan_workbook

    return plan_workbook(plan)


def _as_document(plan: Plan) -> bytes:
    from lepdata.export.plan_document import plan_document

    return plan_document(plan)
