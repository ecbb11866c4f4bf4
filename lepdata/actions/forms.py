"""RULE FILES -> a form: what it asks and which answers each line takes; and a blank file to fill in."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from lepdata.errors import unknown
from lepdata.files import rule_file
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook, write_new

COLUMNS = ("question_id", "section", "question", "answer", "note")
STAMP = ("form", "version")
_WIDTHS = (14, 26, 70, 18, 50)
_ANSWERS = "D"  # the column of the answers
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
Row = tuple[str, ...]


class Option(NamedTuple):
    """One answer of a scale: the word kept, the word shown, other words read as it, what it means, and whose it is."""

    value: str
    label: str
    also: tuple[str, ...]
    meaning: str
    version: str
    source: str


@dataclass(frozen=True)
class FormLine:
    """A line of a form's head, or a question."""

    id: str
    text: str
    kind: str  # choice, text, date, day or number; in the head also lep or council
    required: bool
    note: str = ""
    section: str = ""
    scale: str = ""
    source: str = ""
    choices: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form to fill in; `key` names the lines of the head that tell one filled-in form from another."""

    name: str
    version: str
    title: str
    about: str
    source: str
    survey: bool  # a table with a row for each form is read too, and no message repeats an answer
    key: tuple[str, ...]
    head: tuple[FormLine, ...]
    questions: tuple[FormLine, ...]


@cache
def form(name: str) -> Form:
    known = {row["form"]: row for row in rule_file("forms/forms.csv")}
    if name not in known:
        raise unknown("form", name, list(known))
    row = known[name]
    key, survey = tuple(row["one_form_per"].split()), row["survey"] == "yes"
    head = tuple(_line(line) for line in rule_file("forms/header_fields.csv") if name in line["forms"].split())
    questions = tuple(map(_line, rule_file(f"forms/{name}.csv")))
    return Form(name, row["version"], row["title"], row["about"], row["source"], survey, key, head, questions)


def _line(row: dict[str, str]) -> FormLine:
    own = {name: row.get(name, "") for name in ("note", "section", "scale", "source")}
    scale = [one for one in rule_file("forms/scales.csv") if own["scale"] and one["scale"] == own["scale"]]
    choices = tuple(
        Option(one["value"], one["label"], tuple(one["also"].split("|")), one["meaning"], one["version"], one["source"])
        for one in sorted(scale, key=lambda one: int(one["order"]))
    )
    required = row["required"] == "yes"
    return FormLine(row["question_id"], row["question"], row["answer_kind"], required, **own, choices=choices)


def write_form(form: Form, path: str | os.PathLike[str], given: Mapping[str, str] | None = None) -> Path:
    given = dict(given or {})
    names = [line.id for line in (*form.head, *form.questions)]
    if strange := [name for name in given if name not in names]:
        raise unknown("line or question of the form", strange[0], names)
    rows = list(_rows(form, given))
    return write_new(path, {".xlsx": partial(_workbook, form, rows), ".csv": partial(csv_to_fill_in, rows)}, "A form")


def _rows(form: Form, given: Mapping[str, str]) -> Iterator[Row]:
    yield (form.title, "", "", "", "")
    yield ("Fill in the column called answer; leave the rest as it is.", "", "", "", "")
    yield (STAMP[0], "", "This form", form.name, "")
    yield (STAMP[1], "", "Its version", form.version, "")
    for line in form.head:
        yield (line.id, "" if line.required else "may stay empty", line.text, given.get(line.id, ""), line.note)
    yield COLUMNS
    for one in form.questions:
        value = given.get(one.id, "")
        label = next((choice.label for choice in one.choices if choice.value == value), value)
        yield (one.id, one.section, one.text, label, "")


def _workbook(form: Form, rows: list[Row]) -> bytes:
    top = len(form.head) + 2 + len(STAMP) + 2  # the row of the first question
    scales = {one.scale: one.choices for one in form.questions if one.choices}
    columns = [[name, *(choice.label for choice in choices)] for name, choices in scales.items()]
    to_fill = [*range(3 + len(STAMP), top - 1), *range(top, top + len(form.questions))]
    drop_downs = []
    for row, one in enumerate(form.questions, start=top):  # a list for a question with a scale, a hint for every other
        letter = chr(ord("A") + list(scales).index(one.scale)) if one.choices else ""
        where = f"Choices!${letter}$2:${letter}${len(one.choices) + 1}" if one.choices else ()
        error = "Choose one of: " + ", ".join(choice.label for choice in one.choices)
        drop_downs.append(DropDown(f"{_ANSWERS}{row}", where, error, one.id, _HINTS[one.kind]))
    fill_in = [f"{_ANSWERS}{row}" for row in to_fill]
    asked = Sheet("Form", rows, _WIDTHS, bold=(top - 1,), titled=True, fill_in=fill_in, drop_downs=drop_downs)
    choices = Sheet("Choices", list(zip_longest(*columns, fillvalue="")), bold=())
    return workbook([asked, choices, Sheet("Instructions", list(_instructions(form, scales)), _WIDTHS, bold=())])


def _instructions(form: Form, scales: Mapping[str, tuple[Option, ...]]) -> Iterator[Row]:
    stamp = f"Form {form.name}, version {form.version}. Source: {form.source}."
    for text in (form.title, form.about, stamp, *_HOW, ""):
        yield (text, "", "", "", "")
    yield ("scale", "answer", "what it means", "version", "whose scale")
    for name, choices in scales.items():
        for choice in choices:
            yield (name, choice.label, choice.meaning, choice.version, choice.source)
    yield ("", "", "", "", "")
    yield (*COLUMNS[:3], "must be answered", "source")
    for one in form.questions:
        words = "; ".join(filter(None, (one.source, one.note)))
        yield (one.id, one.section, one.text, "yes" if one.required else "no", words)
