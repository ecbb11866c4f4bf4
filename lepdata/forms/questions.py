"""RULE FILES -> a form: what it asks, of whom, and which answers each question takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lepdata.errors import unknown
from lepdata.files import rule_file


@dataclass(frozen=True)
class Choice:
    """One answer of a scale: the word kept, the word shown, what it means, and whether the scale is lepdata's own."""

    value: str
    label: str
    meaning: str
    ours: bool
    version: str
    source: str


@dataclass(frozen=True)
class Field:
    """One line of a form's head: `kind` is lep, council, date or text; `not_before` names an earlier date field."""

    name: str
    label: str
    kind: str
    required: bool
    not_before: str
    note: str


@dataclass(frozen=True)
class Question:
    """One question: `kind` is choice, text, date or number; `choices` are the answers of its scale, in order.

    `not_before` names the date, of the head or of another question, that this one may not lie before.
    """

    question_id: str
    section: str
    text: str
    kind: str
    scale: str
    required: bool
    source: str
    note: str
    not_before: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Form:
    """A form to fill in.

    Attributes
    ----------
    name, version, title, about, source : str
        What it is called, which wording this is, and where its questions come from.
    key : tuple of str
        The head's fields that tell one filled-in form from another.
    fields : tuple of Field
        The lines of its head.
    questions : tuple of Question
        In the order in which they are asked.
    """

    name: str
    version: str
    title: str
    about: str
    source: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """One of its questions; KeyError where there is none."""
        return {one.question_id: one for one in self.questions}[question_id]


def forms() -> tuple[str, ...]:
    """The names of the forms that exist.

    Examples
    --------
    >>> "stocktake" in forms()
    True
    """
    return tuple(row["form"] for row in _rows("forms"))


@cache
def form(name: str) -> Form:
    """One form by its name.

    Raises
    ------
    UsageError
        If there is no form of that name, with the near matches.

    Examples
    --------
    >>> stocktake = form("stocktake")
    >>> len(stocktake.questions), [choice.value for choice in stocktake.questions[0].choices]
    (26, ['yes', 'partly', 'no', 'not known'])
    """
    row = next((row for row in _rows("forms") if row["form"] == name), None)
    if row is None:
        raise unknown("form", name, forms())
    known = {row["field"]: _field(row) for row in _rows("header_fields")}
    return Form(
        name,
        row["version"],
        row["title"],
        row["about"],
        row["source"],
        tuple(row["one_form_per"].split()),
        tuple(known[field] for field in row["header_fields"].split()),
        tuple(_question(row) for row in _rows(name)),
    )


@cache
def scale(name: str) -> tuple[Choice, ...]:
    """The answers of a scale, in order; none where the scale is "".

    Examples
    --------
    >>> [choice.label for choice in scale("extent")]
    ['Yes', 'Partly', 'No', 'Not known']
    """
    rows = sorted((row for row in _rows("scales") if row["scale"] == name), key=lambda row: int(row["order"]))
    return tuple(
        Choice(row["value"], row["label"], row["meaning"], row["ours"] == "yes", row["version"], row["source"])
        for row in rows
    )


def _field(row: dict[str, str]) -> Field:
    required = row["required"] == "yes"
    return Field(row["field"], row["label"], row["answer_kind"], required, row["not_before"], row["note"])


def _question(row: dict[str, str]) -> Question:
    return Question(
        row["question_id"],
        row["section"],
        row["question"],
        row["answer_kind"],
        row["scale"],
        row["required"] == "yes",
        row["source"],
        row["note"],
        row.get("not_before", ""),
        scale(row["scale"]),
    )


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return rule_file(f"forms/{name}.csv")
