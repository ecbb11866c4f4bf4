"""A small made-up form beside the shipped ones, and ways to fill one in and spoil it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from lepdata.forms.blank import first_question, write_form
from lepdata.forms.questions import Choice, Field, Form, Question, form

HEAD = {"lep": "Exampleshire", "council": "Norbridge City Council", "answered_on": "2024-01-30"}
STOCKTAKE = form("stocktake")
TOP = first_question(STOCKTAKE)


def row_of(question_id: str) -> int:
    """The row of a question on the sheet of a stock-take."""
    return TOP + [one.question_id for one in STOCKTAKE.questions].index(question_id)


def filled(path: Path, changes: dict[str, object] | None = None, head: dict[str, str] | None = None) -> Path:
    """A stock-take filled in with yes throughout, and then some cells changed."""
    given = {**HEAD, **(head or {})} | {one.question_id: "yes" for one in STOCKTAKE.questions}
    write_form(STOCKTAKE, path, given)
    if changes:
        book = openpyxl.load_workbook(path)
        for cell, value in changes.items():
            book["Form"][cell] = value
        book.save(path)
    return path


def question(name: str, kind: str, required: bool = False, not_before: str = "", *labels: str) -> Question:
    choices = tuple(Choice(label.casefold(), label, "", True, "1", "ours") for label in labels)
    return Question(
        name, "Part", f"The {name}?", kind, "s" if labels else "", required, "ours", "", not_before, choices
    )


@pytest.fixture
def small() -> Form:
    """A form with a question of each kind; the end may not lie before the start."""
    fields = (Field("who", "Who", "text", True, "", ""), Field("day", "Day", "date", False, "", ""))
    asked = (
        question("pick", "choice", True, "", "Red", "Dark red"),
        question("start", "date"),
        question("end", "date", False, "start"),
        question("size", "number"),
        question("words", "text"),
    )
    return Form("small", "2", "A small form", "About", "ours", ("who",), fields, asked)


@pytest.fixture(name="filled")
def _filled():
    return filled


@pytest.fixture(name="row_of")
def _row_of():
    return row_of
