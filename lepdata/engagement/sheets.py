"""A SURVEY in one CSV file, a row per respondent -> its answers, or every fault with its row and column.

The commonest way in which survey tools give their answers out; filled-in forms are read by `lepdata.forms`. No answer
and no name is repeated in a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lepdata.dates import interval
from lepdata.engagement.rules import questions
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted
from lepdata.forms.questions import Question
from lepdata.registers.geography import find_area
from lepdata.sightings.delimited import decoded, rows_of

LEP, DAY, WHO = "lep", "answered_on", "respondent"
HEAD = (LEP, DAY, WHO)
_LONG_FORM = "question_id"  # a heading of the forms' own files
_SAMPLE = "see data/raw/demonstration/engagement_survey.csv for the form"
Cells = dict[str, str]
Row = tuple[str, str, str, str]


def is_wide(path: Path) -> bool:
    """Whether a file is a CSV with a row per respondent, and no filled-in form."""
    if path.suffix.casefold() == ".xlsx":
        return False
    return _LONG_FORM not in decoded(path.name, path.read_bytes()).casefold()


def read_wide(path: Path) -> list[Row]:
    """The answers of a file, as (lep, day, question, answer).

    Raises
    ------
    InputFaults
        With everything that is wrong with the file; headings are judged before rows.
    """
    rows = rows_of(path.name, decoded(path.name, path.read_bytes()), ",")
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise InputFaults([_of_file(path.name, "no row of answers", "a heading row and a row per respondent")])
    (_, head), *body = filled
    names = [_question_of(cell) for cell in head]
    if faults := list(_head_faults(path.name, head, names, body)):
        raise InputFaults(faults)
    sheets = [(line, dict(zip(names, _padded(row, len(names)), strict=True))) for line, row in body]
    faults = [fault for line, cells in sheets for fault in _row_faults(path.name, line, cells)]
    faults += _second_sheets(path.name, sheets)
    if faults:
        raise InputFaults(sorted(faults, key=lambda fault: fault.row or 0))
    return [row for _, cells in sheets for row in _answers(cells)]


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))


def _question_of(heading: str) -> str:
    """What a heading stands for: itself, or the question in its own words; else the heading as it is."""
    known = {_key(name): name for name in HEAD}
    known |= {_key(words): one.question_id for one in questions() for words in (one.question_id, one.text)}
    return known.get(_key(heading), heading.strip())


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("_", " ").rstrip("? ").split())


def _head_faults(file: str, head: tuple[str, ...], names: list[str], body: list) -> Iterator[Fault]:
    known = [*HEAD, *(one.question_id for one in questions())]
    for name in HEAD:
        if name not in names:
            yield Fault(file, 1, name, "no such column", f"a column {name}", _SAMPLE)
    for cell, name in zip(head, names, strict=True):
        if name not in known:
            near = near_matches(name, known) or known
            expected = "one of " + ", ".join(near)
            yield Fault(file, 1, quoted(cell)[1:-1], "a column nobody knows", expected, "rename it or take it out")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(file, 1, name, "a second column for one question", "each question once", "keep one of them")
    for line, row in body:
        if len(row) > len(head):
            found, expected = f"{len(row)} cells", f"at most {len(head)}, one for each heading"
            yield Fault(file, line, "", found, expected, "look for a comma too many")


def _row_faults(file: str, line: int, cells: Cells) -> Iterator[Fault]:
    yield from _head_cells(file, line, cells)
    asked = _choices()
    answers = {one.question_id: _answer(cells, one) for one in asked}
    for one in asked:
        values = [choice.value for choice in one.choices]
        if answers[one.question_id] not in ("", *values):
            expected, remedy = "one of " + ", ".join(values), "write one of these, or leave the cell empty"
            yield Fault(file, line, one.question_id, "something that is no answer", expected, remedy)
    if not any(answers.values()):
        found, expected = "a sheet without an answer", "an answer to at least one question"
        yield Fault(file, line, "", found, expected, "fill it in or take it out")


def _head_cells(file: str, line: int, cells: Cells) -> Iterator[Fault]:
    try:
        find_area(cells[LEP])
    except UsageError as error:
        yield Fault(file, line, LEP, f"an area nobody knows. {error}", "the name of a LEP", "correct the name")
    if not _is_day(cells[DAY]):
        expected = "a day in figures, year first, such as 2020-02-14"
        yield Fault(file, line, DAY, "no such day", expected, "write the day so")
    if not cells[WHO].strip():
        expected = "a code for whoever answered, such as 1, so that nobody counts twice"
        yield Fault(file, line, WHO, "nothing", expected, "number the respondents; the code is not kept")


def _is_day(text: str) -> bool:
    try:
        found = interval(text.strip())
    except ValueError:
        return False
    return found is not None and found[0] == found[1]


def _second_sheets(file: str, sheets: list[tuple[int, Cells]]) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for line, cells in sheets:
        key = (_key(cells[LEP]), _key(cells[WHO]))
        if key[1] and key in first:
            found = f"a second sheet of the respondent of row {first[key]}"
            yield Fault(file, line, WHO, found, "one sheet each", "keep the one that counts")
        first.setdefault(key, line)


def _choices() -> list[Question]:
    return [one for one in questions() if one.kind == "choice"]


def _answer(cells: Cells, question: Question) -> str:
    """The value that a cell means, by the scale's values and labels; else the cell."""
    text = _key(cells.get(question.question_id, ""))
    if text in ("don't know", "do not know"):
        return "not known"
    return {_key(words): one.value for one in question.choices for words in (one.value, one.label)}.get(text, text)


def _answers(cells: Cells) -> Iterator[Row]:
    lep = find_area(cells[LEP])
    for question in _choices():
        answer = _answer(cells, question)
        if answer:
            yield lep, cells[DAY].strip(), question.question_id, answer


def _of_file(file: str, found: str, expected: str) -> Fault:
    return Fault(file, None, "", found, expected, _SAMPLE)
