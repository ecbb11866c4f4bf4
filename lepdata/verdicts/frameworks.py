"""The frameworks that exist, and which of them a board is judged by if nobody says."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.model import words
from lepdata.model.bodies import MAIN_BOARD_KIND, body_kind
from lepdata.model.faults import UsageError, quoted, unknown
from lepdata.model.phrases import say
from lepdata.model.places import RULES
from lepdata.verdicts.framework_files import read_framework
from lepdata.verdicts.framework_records import Criterion, Framework

FOLDER = RULES / "frameworks"
OPEN_END = "9999-12-31"


class Choice(NamedTuple):
    """The framework chosen for a board; `binding` is False where it is shown as a yardstick only."""

    framework: Framework
    caveats: tuple[str, ...] = ()
    binding: bool = True


@cache
def shipped() -> tuple[Framework, ...]:
    """The shipped frameworks, oldest first."""
    found = (read_framework(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.in_force_from, one.id)))


def framework(id_or_path: str | Path) -> Framework:
    """A shipped framework by id, or the user's own by the path of its TOML file.

    Raises
    ------
    UsageError
        If there is neither such an id nor such a file.
    InputFaults
        If the file is not a valid framework.

    Examples
    --------
    >>> framework("white-paper-2010").in_force_from
    '2010-10-28'
    """
    by_id = {one.id: one for one in shipped()}
    name = str(id_or_path)
    if name in by_id:
        return by_id[name]
    path = Path(id_or_path)
    if path.is_file():
        return read_framework(path)
    if path.suffix == ".toml" or path.parent != Path():
        raise UsageError(f"There is no framework file {quoted(name)}. Known ids: {', '.join(by_id)}.")
    raise unknown("framework", name, by_id)


@cache
def _schema() -> str:
    return (FOLDER / "framework.schema.json").read_text(encoding="utf-8")


def framework_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a framework file, for an editor or another program.

    Examples
    --------
    >>> framework_schema()["title"]
    'lepdata framework file'
    """
    schema: dict[str, Any] = json.loads(_schema())
    return schema


def frameworks() -> pd.DataFrame:
    """Every criterion of every shipped framework, one a row; all columns are text, lists joined by "; ".

    Examples
    --------
    >>> frameworks()["framework"].nunique()
    7
    """
    return pd.DataFrame([_row(one, criterion) for one in shipped() for criterion in one.criteria], dtype=str)


def _row(one: Framework, criterion: Criterion) -> dict[str, str]:
    head = {"framework": one.id, "version": one.version, "title": one.title, "body_kind": one.body_kind}
    period = {"framework_from": one.in_force_from, "framework_to": one.in_force_to}
    values = {field.name: getattr(criterion, field.name) for field in fields(criterion)}
    rule = {key: "; ".join(value) if isinstance(value, tuple) else value for key, value in values.items()}
    rule["criterion"] = rule.pop("id")
    first = {key: rule.pop(key) for key in ("criterion", "statement")}
    return head | first | period | {"ruling_definition": one.ruling_definition} | rule


def default_framework(body: str, date_interval: tuple[str, str] | None) -> Choice:
    """The framework for a body at its list's date, with what a reader must know about the choice.

    A date that spans two frameworks takes the one in force on its last day; no date takes the last framework made for
    such a body; a date outside all takes the nearest. A body that no framework was written for is measured by the main
    board's, which does not bind it.

    Parameters
    ----------
    body : str
        The body's name as published; "" is taken for a main board.
    date_interval : tuple of str or None
        First and last ISO day that the list's date may mean.

    Examples
    --------
    >>> default_framework("main board", ("2018-01-01", "2018-12-31")).framework.id
    'strengthened-2018'
    """
    kind = body_kind(body)
    known = any(one.is_for(kind) for one in shipped())
    chosen, caveats = _by_date(kind if known else MAIN_BOARD_KIND, date_interval)
    if not known:
        unruled = f"No national rule is known for a body such as {quoted(body)}: {chosen.id} is a yardstick only."
        caveats = (unruled, *caveats)
    return Choice(chosen, caveats, known)


def _by_date(kind: str, span: tuple[str, str] | None) -> tuple[Framework, tuple[str, ...]]:
    candidates = [one for one in shipped() if one.is_for(kind)]
    if span is None:
        chosen = [one for one in candidates if one.body_kind == kind][-1]
        phrase = "no-date-until" if chosen.in_force_to else "no-date-open"
        return chosen, (say("caveats", phrase, framework=chosen.id, day=words(chosen.in_force_to)),)
    first, last = (_in_force(candidates, day) for day in span)
    if last is None:
        nearest = _nearest(candidates, span[1])
        return nearest, ((f"No framework for a {kind} was in force at this date: {nearest.id} is the nearest."),)
    if first != last:
        before, day = first.id if first else "", words(span[1])
        return last, (say("caveats", "spans" if first else "spans-none", first=before, last=last.id, day=day),)
    return last, ()


def _in_force(candidates: list[Framework], day: str) -> Framework | None:
    return next((one for one in candidates if one.in_force(day)), None)


def _nearest(candidates: list[Framework], day: str) -> Framework:
    begun = [one for one in candidates if one.in_force_from <= day]
    return begun[-1] if begun else candidates[0]
