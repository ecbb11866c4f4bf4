"""A SURVEY FILE of local voluntary leaders -> answers without respondents, or every fault of the file at once.

Who answered and what they wrote in their own words is read only to find faults, and is not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lepdata.engagement.rules import Question, questions
from lepdata.engagement.sheets import Cells, Sheet, read_sheets
from lepdata.model.dates import interval
from lepdata.model.faults import Fault, InputFaults, UsageError
from lepdata.registers import find_area

YES, NO, NOT_KNOWN = "yes", "no", "not known"
ANSWERS = (YES, NO, NOT_KNOWN)
LEP, DAY, WHO = "lep", "answered_on", "respondent"
_LEAVE_EMPTY = "write one of these, or leave the cell empty"


class Given(NamedTuple):
    """One answer to one question about one area, by nobody in particular."""

    lep: str
    day: str
    question: str
    answer: str


@dataclass(frozen=True)
class Survey:
    """Answers of local voluntary leaders, without the leaders.

    Attributes
    ----------
    file : str
        The file's name.
    answers : tuple of Given
        Every answer that was given, sorted, so that no order tells who gave which.
    """

    file: str
    answers: tuple[Given, ...] = field(repr=False)

    @property
    def leps(self) -> tuple[str, ...]:
        """The areas it speaks of."""
        return tuple(sorted({one.lep for one in self.answers}))


def read_survey(path: str | Path) -> Survey:
    """Read and check a survey: one row per respondent, one column per question.

    Parameters
    ----------
    path : str or Path
        A CSV file with the columns lep, answered_on, respondent and any of the questions of
        `lepdata/rules/forms/engagement.csv`, by their id or their words; or a filled form (XLSX) or a folder of them.

    Returns
    -------
    Survey

    Raises
    ------
    InputFaults
        With every fault and its cell: an unknown column or area, a date that cannot be read, an answer that is none,
        two sheets of one respondent, a sheet without an answer. No answer and no name is repeated in a message.
    """
    sheet = read_sheets(Path(path))
    faults = [*sheet.faults, *_repeated(sheet)]
    given: list[Given] = []
    for row, cells in sheet.rows:
        wrong, answers = _row(sheet.file, row, cells)
        faults += wrong
        given += answers
    if faults:
        raise InputFaults(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))
    return Survey(sheet.file, tuple(sorted(given)))


def _row(file: str, row: int, cells: Cells) -> tuple[list[Fault], list[Given]]:
    faults = [fault for fault in (_area(file, row, cells), _day(file, row, cells), _who(file, row, cells)) if fault]
    asked = [one for one in questions() if one.kind == "choice"]
    faults += [_answer_fault(file, row, one) for one in asked if _answer(cells, one) not in (*ANSWERS, "")]
    if not any(_answer(cells, one) for one in asked):
        expected = "an answer to at least one question"
        faults.append(Fault(file, row, "", "a sheet without an answer", expected, "fill it in or take it out"))
    if faults:
        return faults, []
    lep, day = find_area(cells[LEP]), cells[DAY].strip()
    return [], [Given(lep, day, one.id, _answer(cells, one)) for one in asked if _answer(cells, one)]


def _answer(cells: Cells, question: Question) -> str:
    text = " ".join(cells.get(question.id, "").split()).casefold().replace("’", "'")
    return NOT_KNOWN if text in ("don't know", "dont know", "unknown") else text


def _answer_fault(file: str, row: int, question: Question) -> Fault:
    return Fault(file, row, question.id, "something that is no answer", "one of " + ", ".join(ANSWERS), _LEAVE_EMPTY)


def _area(file: str, row: int, cells: Cells) -> Fault | None:
    try:
        find_area(cells.get(LEP, ""))
    except UsageError as error:
        return Fault(file, row, LEP, f"an area nobody knows. {error}", "the name of a LEP", "correct the name")
    return None


def _day(file: str, row: int, cells: Cells) -> Fault | None:
    text = cells.get(DAY, "").strip()
    expected = "a day in figures, year first, such as 2020-02-14"
    try:
        found = interval(text)
    except ValueError as error:
        return Fault(file, row, DAY, str(error), expected, "correct the date")
    if found is None or found[0] != found[1]:
        return Fault(file, row, DAY, "no whole date", expected, "write the day")
    return None


def _who(file: str, row: int, cells: Cells) -> Fault | None:
    if cells.get(WHO, "").strip():
        return None
    expected = "a code for whoever answered, such as 1, so that nobody counts twice"
    return Fault(file, row, WHO, "nothing", expected, "number the respondents; the code is not kept")


def _repeated(sheet: Sheet) -> Iterator[Fault]:
    seen: Counter[tuple[str, str]] = Counter()
    for row, cells in sheet.rows:
        key = (cells.get(LEP, "").strip().casefold(), cells.get(WHO, "").strip().casefold())
        seen[key] += 1
        if key[1] and seen[key] == 2:
            found = "a second sheet of one respondent about one area"
            yield Fault(sheet.file, row, WHO, found, "one sheet each", "keep the one that counts")
