"""A sheet -> the filled-in forms that stand on it, cell by cell, nothing judged yet.

A form is written as a sheet: its head line by line, then a row for each question, the answers all in one column. A
table is read too: a column for each line of the head, and a row for each answer of as many forms as there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.errors import Fault, InputFaults
from lepdata.forms.questions import Form
from lepdata.forms.sheets import QUESTION_ID, Cell, Sheet
from lepdata.read.grid import is_blank, refused

COLUMNS = (QUESTION_ID, "section", "question", "answer", "note")
STAMP = ("form", "version")
_BLANK = "write a blank form and copy the answers into it"


@dataclass(frozen=True)
class Answer:
    """The cells of one question's row."""

    question_id: Cell
    question: Cell
    answer: Cell
    note: Cell


@dataclass(frozen=True)
class Filled:
    """One filled-in form: the cells of its head by name, its answers, and cells that are faulty already."""

    file: str
    head: dict[str, Cell]
    answers: tuple[Answer, ...]
    bad: frozenset[str]


def has_form(sheet: Sheet) -> bool:
    """Whether a sheet has a row of a form's headings."""
    return _heading_row(sheet) is not None


def filled_forms(sheet: Sheet, form: Form) -> list[Filled]:
    """The forms of a sheet that has one.

    Raises
    ------
    InputFaults
        If a heading is missing or stands there twice, or a line of the head is not the form's.
    """
    at = _heading_row(sheet) or 0
    row, texts = sheet.rows[at]
    headings = [text.strip().casefold() for text in texts]
    table = STAMP[0] in headings
    names = (*STAMP, *(field.name for field in form.fields))
    required = (*STAMP, *(field.name for field in form.fields if field.required))
    _refuse_headings(sheet.file, row, headings, (QUESTION_ID, "answer", *(required if table else ())))
    places = {name: headings.index(name) for name in headings if name}
    body = [one for one in sheet.rows[at + 1 :] if not is_blank(one[1])]
    if table:
        return _of_table(sheet, body, places, names)
    answers = tuple(_answer(sheet, row, texts, places) for row, texts in body)
    return [Filled(sheet.file, _head(sheet, at, places["answer"], names), answers, sheet.bad)]


def _heading_row(sheet: Sheet) -> int | None:
    rows = ([text.strip().casefold() for text in texts] for _, texts in sheet.rows)
    return next((at for at, texts in enumerate(rows) if QUESTION_ID in texts), None)


def _refuse_headings(file: str, row: int, headings: list[str], needed: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in headings]
    twice = [name for name in dict.fromkeys((*needed, *COLUMNS)) if headings.count(name) > 1]
    if missing:
        raise refused(file, f"no column {', '.join(missing)}", "the headings of the form", _BLANK, row)
    if twice:
        remedy = "keep the column that is meant and delete the other"
        raise refused(file, f"the heading {', '.join(twice)} twice", "each heading once", remedy, row)


def _head(sheet: Sheet, until: int, column: int, names: tuple[str, ...]) -> dict[str, Cell]:
    """The lines above the questions: a field's name in the first column, its value in the column of the answers."""
    head: dict[str, Cell] = {}
    faults = []
    for row, texts in sheet.rows[:until]:
        name, cell = sheet.cell(row, texts, 0).text.casefold(), sheet.cell(row, texts, column)
        if name in names and name not in head:
            head[name] = cell
        elif name in names:
            remedy = "keep the one that is meant and delete the other row"
            faults.append(Fault(sheet.file, row, name, f"a second row for {name}", "one row for each", remedy))
        elif cell.text:
            remedy = "move it into the row of the head that it is meant for, or delete it"
            found = f"a value in {cell.name} that no line of the head asks for"
            faults.append(Fault(sheet.file, row, "", found, "values of " + ", ".join(names), remedy))
    if faults:
        raise InputFaults(faults)
    return head


def _of_table(
    sheet: Sheet, body: list[tuple[int, tuple[str, ...]]], places: dict[str, int], names: tuple[str, ...]
) -> list[Filled]:
    """Rows with the same head are one form; its head stands in the first of them."""
    heads: dict[tuple[str, ...], dict[str, Cell]] = {}
    answers: dict[tuple[str, ...], list[Answer]] = {}
    for row, texts in body:
        head = {name: sheet.cell(row, texts, places.get(name, len(texts))) for name in names}
        key = tuple(cell.text for cell in head.values())
        heads.setdefault(key, head)
        answers.setdefault(key, []).append(_answer(sheet, row, texts, places))
    return [Filled(sheet.file, head, tuple(answers[key]), sheet.bad) for key, head in heads.items()]


def _answer(sheet: Sheet, row: int, texts: tuple[str, ...], places: dict[str, int]) -> Answer:
    cells = (
        sheet.cell(row, texts, places.get(name, len(texts))) for name in (QUESTION_ID, "question", "answer", "note")
    )
    return Answer(*cells)
