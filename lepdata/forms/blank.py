"""A form -> a file to fill in: drop-down lists, a sheet of instructions, and the version it will be read by."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from lepdata.errors import unknown
from lepdata.files import inert
from lepdata.forms.filled import COLUMNS, STAMP
from lepdata.forms.questions import Choice, Form
from lepdata.read.xlsx import without_clock, write_new

_WIDTHS = (14, 26, 70, 18, 50)
_ANSWER = COLUMNS.index("answer")
_HINTS = {
    "choice": "Choose from the list",
    "date": "A date in figures, year first: 2019-06-30",
    "number": "A number in figures",
    "text": "In your own words",
}
_HOW = (
    "Fill in the column called answer, on the lines at the top and on the row of each question; a note is welcome.",
    "Leave everything else as it is: the form is read by the ids in its first column and by its version.",
    "Answer 'not known' where you cannot tell: that is an answer, an empty cell is not.",
    "Write dates in figures, year first. Write values, not formulas.",
)
Row = tuple[str, str, str, str, str]


def write_form(form: Form, path: str | os.PathLike[str], given: Mapping[str, str] | None = None) -> Path:
    """Write a blank form.

    Parameters
    ----------
    form : Form
        What to ask; see `form`.
    path : path-like
        Where; a name that ends in .xlsx has drop-down lists and instructions, one that ends in .csv neither.
    given : mapping, optional
        What is filled in already: lines of the head and questions by their names, with their values.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    UsageError
        If the file exists already, its folder does not, its name ends in neither, or `given` names what the form does
        not ask.
    """
    given = dict(given or {})
    names = [*(line.name for line in form.fields), *(one.question_id for one in form.questions)]
    for name in given:
        if name not in names:
            raise unknown("line or question of the form", name, names)
    return write_new(path, {".xlsx": partial(_workbook, form, given), ".csv": partial(_text, form, given)}, "A form")


def form_rows(form: Form, given: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the sheet: title, what to do, the head, the headings and a row for each question."""
    yield (form.title, "", "", "", "")
    yield ("Fill in the column called answer; leave the rest as it is.", "", "", "", "")
    yield (STAMP[0], "", "This form", form.name, "")
    yield (STAMP[1], "", "Its version", form.version, "")
    for line in form.fields:
        yield (line.name, "" if line.required else "may stay empty", line.label, given.get(line.name, ""), line.note)
    yield COLUMNS
    for one in form.questions:
        yield (one.question_id, one.section, one.text, _label(one.choices, given.get(one.question_id, "")), "")


def first_question(form: Form) -> int:
    """The row of the first question."""
    return len(form.fields) + 2 + len(STAMP) + 2


def _label(choices: tuple[Choice, ...], value: str) -> str:
    return next((choice.label for choice in choices if choice.value == value), value)


def _text(form: Form, given: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    rows = ([inert(text) for text in row] for row in form_rows(form, given))
    csv.writer(out, lineterminator="\n").writerows(rows)
    # The byte order mark makes Excel save the filled-in file as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _workbook(form: Form, given: Mapping[str, str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Form"
    _fill(sheet, form_rows(form, given))
    places = _fill_choices(book.create_sheet("Choices"), form)
    _fill(book.create_sheet("Instructions"), _instructions(form))
    _dress(sheet, form)
    for rule in _lists(form, places):
        sheet.add_data_validation(rule)
    data = io.BytesIO()
    book.save(data)
    return without_clock(data.getvalue())


def _write_text(cell: Any, text: str) -> Any:
    """Text stays text: what begins with "=" is no formula here."""
    cell.value = text
    cell.data_type = "s"
    return cell


def _fill(sheet: Any, rows: Iterator[Row]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = _write_text(sheet.cell(number, column), text)
                alone = column == 1 and not any(row[1:])
                cell.alignment = Alignment(wrap_text=not alone, vertical="top")
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _dress(sheet: Any, form: Form) -> None:
    """Bold headings; cells to fill in framed, and as text, lest a spreadsheet make dates of them."""
    from openpyxl.styles import Alignment, Border, Font, Side

    top = first_question(form)
    line = Border(*(Side(style="thin") for _ in range(4)))
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[top - 1]:
        cell.font = Font(bold=True)
    rows = [*range(3 + len(STAMP), top - 1), *range(top, top + len(form.questions))]
    for row in rows:
        cell = sheet.cell(row, _ANSWER + 1)
        cell.border, cell.number_format = line, "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _fill_choices(sheet: Any, form: Form) -> dict[str, str]:
    """A column for each scale; where each stands, for the lists that point there."""
    from openpyxl.utils import get_column_letter

    scales = {one.scale: one.choices for one in form.questions if one.choices}
    places = {}
    for column, (name, choices) in enumerate(scales.items(), start=1):
        for row, text in enumerate([name, *(choice.label for choice in choices)], start=1):
            _write_text(sheet.cell(row, column), text)
        letter = get_column_letter(column)
        places[name] = f"Choices!${letter}$2:${letter}${len(choices) + 1}"
    return places


def _lists(form: Form, places: dict[str, str]) -> Iterator[Any]:
    """A list to choose from for each question with a scale, a hint for every other."""
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = chr(ord("A") + _ANSWER)
    for row, one in enumerate(form.questions, start=first_question(form)):
        cell = f"{letter}{row}"
        rule = DataValidation(allow_blank=True, sqref=cell)
        if one.choices:
            rule = DataValidation(type="list", formula1=places[one.scale], allow_blank=True, sqref=cell)
            rule.showErrorMessage, rule.errorTitle = True, "Not in the list"
            rule.error = ("Choose one of: " + ", ".join(choice.label for choice in one.choices))[:225]
        rule.promptTitle, rule.prompt, rule.showInputMessage = one.question_id[:32], _HINTS[one.kind], True
        yield rule


def _instructions(form: Form) -> Iterator[Row]:
    yield (form.title, "", "", "", "")
    for text in (form.about, f"Form {form.name}, version {form.version}. Source: {form.source}.", *_HOW):
        yield (text, "", "", "", "")
    yield ("", "", "", "", "")
    yield ("scale", "answer", "what it means", "version", "whose scale")
    for name, choices in {one.scale: one.choices for one in form.questions if one.choices}.items():
        for choice in choices:
            yield (name, choice.label, choice.meaning, choice.version, choice.source)
    yield ("", "", "", "", "")
    yield (COLUMNS[0], COLUMNS[1], COLUMNS[2], "must be answered", "source")
    for one in form.questions:
        words = "; ".join(filter(None, (one.source, one.note)))
        yield (one.question_id, one.section, one.text, "yes" if one.required else "no", words)
