"""One row of a plan's table in a document -> its lines: KPIs, milestones and monitoring, each with label and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lepdata.errors import Fault, quoted
from lepdata.plans.records import KINDS
from lepdata.words_by_id import say

WORDS = "plan_file"
_HEAD = re.compile(r"([0-9]+)\s*[.)]\s*(.*)", re.DOTALL)
_LABEL = re.compile(r"([0-9]+\.[a-z][0-9]+)(?:[.:)]?\s+|$)(.*)", re.DOTALL)
_DATED = re.compile(r"(.*?)\s*\[([^\[\]]*)\]", re.DOTALL)
_COLUMNS = {"kpi": "heading-summary", "milestone": "heading-milestones", "monitoring": "heading-monitoring"}


class Line(NamedTuple):
    """One line: `label` such as "1.m2", and where it stands for a message about it."""

    improvement: str
    summary: str
    label: str
    kind: str
    text: str
    when: str
    row: int
    place: str


def tidy(text: str) -> str:
    """Text with single blanks.

    Examples
    --------
    >>> tidy(" by\\n\\tJune ")
    'by June'
    """
    return " ".join(text.split())


def improvement_lines(file: str, row: int, cells: list[list[str]]) -> tuple[list[Line], list[Fault]]:
    """The lines of one improvement, and what is wrong with its row.

    Parameters
    ----------
    file, row
        For messages.
    cells : list of list of str
        The lines of each cell: summary with KPIs, milestones, monitoring; whatever follows is not read.
    """
    first, milestones, monitoring = (*cells, [], [], [])[:3]
    head, kpis = _parted(first)
    numbered = _HEAD.fullmatch(" ".join(head))
    if not numbered or not int(numbered[1]) or not numbered[2]:
        expected = "a number, a full stop and the improvement in a few words"
        found = quoted(" ".join(head)) if head else "an empty cell"
        return [], [Fault(file, row, say(WORDS, "heading-summary"), found, expected, "such as '1. Publish the board'")]
    made = [
        line
        for (letter, kind), texts in zip(KINDS.items(), (kpis, milestones, monitoring), strict=True)
        for line in _of_kind(texts, letter, kind, numbered[1], numbered[2], row)
    ]
    if not made:
        expected = "at least one KPI or milestone"
        column = say(WORDS, "heading-milestones")
        return [], [Fault(file, row, column, "nothing but a summary", expected, "add one, or delete the row")]
    return made, []


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The summary and the KPIs: after the line that says so, or from the first that is labelled as one."""
    for at, text in enumerate(lines):
        if text.casefold().rstrip(":") == say(WORDS, "kpis").casefold().rstrip(":"):
            return lines[:at], lines[at + 1 :]
        if at and _LABEL.match(text):
            return lines[:at], lines[at:]
    return lines, []


def _of_kind(texts: list[str], letter: str, kind: str, number: str, summary: str, row: int) -> Iterator[Line]:
    labelled = [_LABEL.fullmatch(text) for text in texts]
    taken = {found[1] for found in labelled if found}
    new = (f"{number}.{letter}{count}" for count in range(1, 10_000))
    for at, (text, found) in enumerate(zip(texts, labelled, strict=True), start=1):
        label = found[1] if found else next(one for one in new if one not in taken)
        words, when = _dated(found[2] if found else text)
        place = f"{say(WORDS, _COLUMNS[kind])}, line {at}"
        yield Line(number, summary, label, kind, words, when, row, place)


def _dated(text: str) -> tuple[str, str]:
    """The text, and the words in the last square brackets.

    Examples
    --------
    >>> _dated("Publish [by 1 June 2027]"), _dated("See [1] []"), _dated("Publish")
    (('Publish', 'by 1 June 2027'), ('See [1]', ''), ('Publish', ''))
    """
    found = _DATED.fullmatch(text)
    return (found[1], tidy(found[2])) if found else (text, "")
