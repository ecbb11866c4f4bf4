"""What can be wrong with a filled-in form: every fault with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lepdata.dates import interval
from lepdata.errors import Fault, near_matches, quoted
from lepdata.forms.filled import Answer, Filled
from lepdata.forms.places import NobodyKnows, read_council, read_lep
from lepdata.forms.questions import Field, Form, Question
from lepdata.forms.sheets import Cell
from lepdata.forms.values import Unreadable, read_value

_ANEW = "write a blank form of today's version and copy the answers into it"


@dataclass
class Checked:
    """What a filled-in form says: the head's values, the answers by question, and every fault met on the way."""

    head: dict[str, str] = field(default_factory=dict)
    answers: dict[str, tuple[str, Answer]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def checked(form: Form, filled: Filled) -> Checked:
    """Judge one filled-in form; of a wrong form or version no more is said than that."""
    out = Checked()
    out.faults += _stamp(form, filled)
    if out.faults:
        return out
    _read_head(form, filled, out)
    if any(row.answer.text or row.note.text for row in filled.answers):
        _read_answers(form, filled, out)
        out.faults += _left_empty(form, filled, out)
    else:
        out.faults.append(Fault(filled.file, None, "", "a form without an answer", "answers", "fill in the form"))
    out.faults += _out_of_order(form, filled, out)
    return out


def fault(filled: Filled, heading: str, cell: Cell, found: str, expected: str, remedy: str) -> Fault:
    """A fault with the name of its cell."""
    return Fault(filled.file, cell.row, f"{heading} (cell {cell.name})", found, expected, remedy)


def _stamp(form: Form, filled: Filled) -> Iterator[Fault]:
    """Version 1.0 is version 1: a spreadsheet may have made a number of it."""
    for name, wanted in (("form", form.name), ("version", form.version)):
        cell = filled.head.get(name)
        if cell is None:
            found = f"no line that says which {name} this is"
            yield Fault(filled.file, None, name, found, f"the {name} {quoted(wanted)}", _ANEW)
        elif cell.text.casefold().removesuffix(".0") != wanted.casefold():
            yield fault(filled, name, cell, quoted(cell.text), f"the {name} {quoted(wanted)}", _ANEW)
            return


def _read_head(form: Form, filled: Filled, out: Checked) -> None:
    """The date first: which councils there are depends on the day."""
    order = {"date": 0, "lep": 1, "text": 2, "council": 3}
    for line in sorted(form.fields, key=lambda line: order.get(line.kind, 2)):
        cell = filled.head.get(line.name)
        if cell is None:
            out.faults += _no_line(filled, line)
        elif cell.text and cell.name not in filled.bad:
            _read_line(form, filled, line, cell, out)
        elif line.required and cell.name not in filled.bad:
            out.faults.append(fault(filled, line.name, cell, "an empty cell", line.label, "fill it in"))


def _no_line(filled: Filled, line: Field) -> list[Fault]:
    found = f"no line for {line.name}"
    return [Fault(filled.file, None, line.name, found, line.label, "put the line back")] if line.required else []


def _read_line(form: Form, filled: Filled, line: Field, cell: Cell, out: Checked) -> None:
    try:
        if line.kind == "lep":
            out.head[line.name] = read_lep(cell.text)
        elif line.kind == "council":
            out.head[line.name] = _council(form, cell.text, out.head)
        else:
            out.head[line.name] = read_value(line.kind, cell.text)
    except (NobodyKnows, Unreadable) as error:
        out.faults.append(fault(filled, line.name, cell, quoted(cell.text), error.expected, error.remedy))


def _council(form: Form, text: str, head: dict[str, str]) -> str:
    """Read where partnership and date are known; where they are faulty that is fault enough."""
    lep = next((head.get(line.name, "") for line in form.fields if line.kind == "lep"), "")
    day = next((head.get(line.name, "") for line in form.fields if line.kind == "date"), "")
    return read_council(text, lep, day) if lep and day else text


def _read_answers(form: Form, filled: Filled, out: Checked) -> None:
    known = {question.question_id: question for question in form.questions}
    for row in filled.answers:
        question = known.get(row.question_id.text)
        if question is None:
            out.faults.append(_unknown(filled, row.question_id, list(known)))
        elif question.question_id in out.answers:
            first = out.answers[question.question_id][1].answer.name
            found = f"a second row for the question {question.question_id}, which {first} answers"
            remedy = "keep the answer that is meant and delete the other row"
            out.faults.append(fault(filled, "answer", row.answer, found, "one answer to each question", remedy))
        else:
            out.answers[question.question_id] = (_read_answer(filled, question, row, out), row)


def _unknown(filled: Filled, cell: Cell, known: list[str]) -> Fault:
    near = near_matches(cell.text, known, 1)
    remedy = f"write {quoted(near[0])} if that is meant" if near else "delete the row, or put back the question's id"
    found = f"the question {quoted(cell.text)}" if cell.text else "an answer to no question"
    return fault(filled, "question_id", cell, found, "a question of the form", remedy)


def _read_answer(filled: Filled, question: Question, row: Answer, out: Checked) -> str:
    asked = " ".join(row.question.text.split())
    if asked and asked != question.text:
        found, expected = quoted(asked), f"the question as it was asked: {question.text}"
        remedy = "put the question's words back: an answer to other words is another answer"
        out.faults.append(fault(filled, "question", row.question, found, expected, remedy))
    if not row.answer.text or row.answer.name in filled.bad:
        return ""
    try:
        return read_value(question.kind, row.answer.text, question.choices)
    except Unreadable as error:
        found = quoted(row.answer.text)
        out.faults.append(fault(filled, "answer", row.answer, found, error.expected, error.remedy))
        return ""


def _left_empty(form: Form, filled: Filled, out: Checked) -> Iterator[Fault]:
    for question in form.questions:
        row = out.answers.get(question.question_id, ("", None))[1]
        if row is None and question.required:
            found = f"no row for the question {question.question_id}"
            yield Fault(filled.file, None, "question_id", found, "every question that must be answered", _ANEW)
        elif row is not None and not row.answer.text and (question.required or row.note.text):
            expected = f"an answer to {question.question_id}"
            expected += "" if question.required else ", as its note is filled in"
            yield fault(filled, "answer", row.answer, "an empty cell", expected, _how_to_answer(question))


def _how_to_answer(question: Question) -> str:
    kinds = {"date": "write a date in figures", "number": "write a number", "text": "write the answer"}
    labels = " or ".join(choice.label for choice in question.choices)
    return f"choose {labels}" if labels else kinds[question.kind]


def _out_of_order(form: Form, filled: Filled, out: Checked) -> Iterator[Fault]:
    values = out.head | {name: value for name, (value, _) in out.answers.items()}
    cells = filled.head | {name: row.answer for name, (_, row) in out.answers.items()}
    names = [(one.name, one.not_before) for one in form.fields]
    names += [(one.question_id, one.not_before) for one in form.questions]
    for name, earlier in filter(lambda pair: pair[1], names):
        late, early = interval(values.get(name, "")), interval(values.get(earlier, ""))
        if late and early and late[1] < early[0]:
            found = f"{values[name]}, before {earlier} ({values[earlier]} in {cells[earlier].name})"
            expected, remedy = f"a date not before {earlier}", "correct whichever of the two is wrong"
            yield fault(filled, name, cells[name], found, expected, remedy)
