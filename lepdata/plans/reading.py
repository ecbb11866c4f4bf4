"""A plan file -> a plan, or every fault in it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from lepdata.errors import InputFaults
from lepdata.plans.bounds import period_days
from lepdata.plans.checks import known_lep, plan_faults
from lepdata.plans.document import read_document
from lepdata.plans.records import DRAFTED, PUBLISHED, Item, Plan, When
from lepdata.plans.sheet import Sheet, read_sheet
from lepdata.plans.when import read_when
from lepdata.vocabulary import MAIN_BOARD

_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)-(\d\d)\b")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_OF_AN_ITEM = tuple(name for name in Item._fields if name != "when")


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan that somebody wrote or edited.

    Parameters
    ----------
    path : str or path
        A CSV or XLSX file with the columns of `rules/plans/columns.csv`, one row per milestone, KPI and monitoring
        measure; or a DOCX file in the layout that a draft is written in.

    Returns
    -------
    Plan
        Its kind is "drafted".

    Raises
    ------
    InputFaults
        With every fault and its cell: a column that is missing, a body that nobody knows, two rows of one id, words of
        a milestone's date that no rule reads, a milestone that ends before it begins.
    """
    path = Path(path)
    return plan_of(read_document(path) if path.suffix.casefold() == ".docx" else read_sheet(path, "plan"))


def plan_of(sheet: Sheet, card: dict[str, str] | None = None) -> Plan:
    """The plan that a sheet holds.

    Parameters
    ----------
    sheet : Sheet
        Its rows.
    card : dict, optional
        What is known of a shipped plan: kind, period, published, source_title, source_url, note.

    Raises
    ------
    InputFaults
        With every fault.
    """
    card = card or {}
    kind = card.get("kind", DRAFTED)
    period = card.get("period", "") or _period(sheet)
    whens = _whens(sheet.columns["when_as_published"], period)
    if faults := [*sheet.faults, *plan_faults(sheet, whens, strict=kind != PUBLISHED)]:
        raise InputFaults(sorted(faults, key=lambda fault: fault.row or 0))
    first = {name: values[0] for name, values in sheet.columns.items()}
    return Plan(
        plan_id=first["plan_id"],
        lep=known_lep(first["lep"]),
        body=first["body"] or MAIN_BOARD,
        title=first["title"] or f"Improvement plan {first['plan_id']}",
        kind=kind,
        period=period,
        published=card.get("published", ""),
        source=card.get("source_title", "") or first["source"],
        source_url=card.get("source_url", ""),
        items=_items(sheet, whens),
        note=card.get("note", ""),
    )


def _whens(texts: list[str], period: str) -> list[When]:
    read: dict[str, When] = {text: read_when(text, period) for text in dict.fromkeys(texts)}
    return [read[text] for text in texts]


def _items(sheet: Sheet, whens: list[When]) -> tuple[Item, ...]:
    texts: list[Any] = [sheet.columns[name] for name in _OF_AN_ITEM]
    return tuple(map(Item, *texts, whens))


def _period(sheet: Sheet) -> str:
    """The plan's time as it says itself, or that of the year in its title or its id; "" where none is readable."""
    given = sheet.columns["period"][0]
    if given:
        return given if _is_period(given) else ""
    for text in (sheet.columns["title"][0], sheet.columns["plan_id"][0]):
        if found := _FINANCIAL_YEAR.search(text):
            first = int(found[1])
            return f"{first}-04/{first + 1}-03" if (first + 1) % 100 == int(found[2]) else f"{first}/{first}"
        if year := _YEAR.search(text):
            return f"{year[1]}/{year[1]}"
    return ""


def _is_period(text: str) -> bool:
    try:
        return period_days(text) is not None
    except ValueError:
        return False
