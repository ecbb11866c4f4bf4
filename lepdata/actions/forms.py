"""RULE FILES -> a form to fill in, as a blank file; FILLED-IN FORMS -> their answers, or every fault with its cell.

With a fault in any file nothing is read.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from lepdata.dates import DateError, read_date
from lepdata.display import gathered
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, refuse_all, refused, unknown
from lepdata.files import files_in, rule_file
from lepdata.headed import Column, heading_key, heads, read_headed
from lepdata.read.grid import HEADING_WITHIN, Grid, Wanted, column_letter
from lepdata.read.opening import read_grids
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook, write_new
from lepdata.registers.councils import area, every_council
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import DEMONSTRATION, find_area, leps
from lepdata.voice.councils import councils_in

PathLike = str | os.PathLike[str]
COLUMNS = ("question_id", "section", "question", "answer", "note")
_QUESTION_ID = COLUMNS[0]
_IS_ID = heads(COLUMNS[:1])
STAMP = ("form", "version")
_WIDTHS = (14, 26, 70, 18, 50)
_ANSWERS = "D"  # the column of the answers
_HINTS = "forms/hints.csv"  # for each kind of answer, and for the whole form
Row = tuple[str, ...]


class Option(NamedTuple):
    """One answer of a scale: the word kept, the word shown, other words read as it, what it means, and whose it is."""

    value: str
    label: str
    also: str  # parted by "|"
    meaning: str
    version: str
    source: str


class FormLine(NamedTuple):
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
    choices = tuple(Option(*map(one.__getitem__, Option._fields)) for one in sorted(scale, key=itemgetter("order")))
    required = row["required"] == "yes"
    return FormLine(row["question_id"], row["question"], row["answer_kind"], required, **own, choices=choices)


def write_form(form: Form, path: PathLike, given: Mapping[str, str] | None = None) -> Path:
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
    to_fill = [*range(3 + len(STAMP), top - 1), *range(top, top + len(form.questions))]
    hints = {row["kind"]: row["text"] for row in rule_file(_HINTS)}
    drop_downs = []
    for row, one in enumerate(form.questions, start=top):  # a list for a question with a scale, a hint for every other
        labels = [choice.label for choice in one.choices]
        error = f"Choose one of: {', '.join(labels)}"
        drop_downs.append(DropDown(f"{_ANSWERS}{row}", labels, error, one.id, hints[one.kind]))
    fill_in = [f"{_ANSWERS}{row}" for row in to_fill]
    asked = Sheet("Form", rows, _WIDTHS, bold=(top - 1,), titled=True, fill_in=fill_in, drop_downs=drop_downs)
    return workbook([asked, Sheet("Instructions", list(_instructions(form)), _WIDTHS, bold=())])


def _instructions(form: Form) -> Iterator[Row]:
    stamp = f"Form {form.name}, version {form.version}. Source: {form.source}."
    how = [row["text"] for row in rule_file(_HINTS) if row["kind"] == "form"]
    for text in (form.title, form.about, stamp, *how, ""):
        yield (text, "", "", "", "")
    yield ("scale", "answer", "what it means", "version", "whose scale")
    for name, choices in {one.scale: one.choices for one in form.questions}.items():
        for choice in choices:
            yield (name, choice.label, choice.meaning, choice.version, choice.source)
    yield ("", "", "", "", "")
    yield (*COLUMNS[:3], "must be answered", "source")
    for one in form.questions:
        words = "; ".join(filter(None, (one.source, one.note)))
        yield (one.id, one.section, one.text, "yes" if one.required else "no", words)


# --- a filled-in form read again

_ANEW = "write a blank form of today's version and copy the answers into it"
_UNREAD = "something that cannot be read"


class Unreadable(DateError):
    """A text that is no answer of its kind, with what was expected and the advice that mends it."""


class FormCell(NamedTuple):
    """A cell's text, the heading it stands under, its row, and its name as a spreadsheet has it ("D7")."""

    text: str
    heading: str
    row: int
    name: str


_Cells = dict[str, FormCell]  # by their headings, or by the ids of their lines


@dataclass
class Filled:
    """One filled-in form: what its head and its answers mean, and the notes beside these; "" and blanks left out."""

    form: Form
    file: str
    cells: _Cells
    head: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: FormCell | str, found: str, expected: str, remedy: str) -> Fault:
        row, column = (None, at) if isinstance(at, str) else (at.row, f"{at.heading} (cell {at.name})")
        return Fault(self.file, row, column, found, expected, remedy)

    def in_head(self, name: str, expected: str, remedy: str) -> Fault:
        """What is wrong with a line of the head beyond what the form itself asks."""
        return self.fault(self.cells[name], quoted(self.head[name]), expected, remedy)

    def tell(self, at: FormCell | str, found: str, expected: str, remedy: str) -> None:
        self.faults.append(self.fault(at, found, expected, remedy))


def read_forms(own: Form, paths: PathLike | Iterable[PathLike]) -> list[Filled]:
    """Read filled-in forms, XLSX or CSV, files or folders of them; with a fault anywhere nothing is read."""
    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    files = [_of_file(own, file) for path in several for file in _inside(Path(path))]
    read = [one for forms in files for one in forms]
    wrong = [[fault for one in forms for fault in one.faults] for forms in files]
    faults = [one for each in wrong for one in sorted(each, key=lambda fault: (fault.file, fault.row or 0))]
    refuse_all([*faults, *_second_forms(own, read)])
    return [one for one in read if one.head]


def _inside(path: Path) -> list[Path]:
    """A file, or a folder's forms in order of name."""
    if files := [file for file in files_in(path) if not path.is_dir() or file.suffix.casefold() in (".xlsx", ".csv")]:
        return files
    remedy = "put the filled-in forms into it, or name another"
    raise refused(str(path), "a folder without a form", "forms, as files whose names end in .xlsx or .csv", remedy)


def _of_file(own: Form, file: Path) -> list[Filled]:
    """The forms of a file; the first holds nothing but what is wrong with the file itself."""
    lines = (*own.head, *own.questions) if own.survey else ()
    is_heading = heads([_QUESTION_ID, *(words for line in lines for words in (line.id, line.text))])
    what = ("a filled-in form", "a form with its answers", "write a blank one and fill it in")
    aside = ("instructions", "choices")
    read = [whole := Filled(own, file.name, {})]
    try:
        grids = read_grids(file, Wanted(*what, is_heading, escaped=True, several=True, aside=aside))
    except InputFaults as error:
        whole.faults += error.faults
        return read
    for grid in grids:
        # The row with the heading of the questions; in a survey else the first that names any line.
        rows = (at for at, (_, cells) in enumerate(grid.rows[:HEADING_WITHIN]) if any(map(_IS_ID, cells)))
        if (at := next(rows, grid.head if own.survey else None)) is not None:
            whole.faults += grid.faults
            read += _forms_on(own, grid, at)
    if len(read) == 1:
        whole.tell("", f"no row with the heading {_QUESTION_ID}", "a form, or a table of answers", _ANEW)
    return read


def _second_forms(own: Form, read: list[Filled]) -> Iterator[Fault]:
    """Of two forms with the same key neither is the right one until somebody says so."""
    first: dict[tuple[str, ...], Filled] = {}
    for one in read:
        key = tuple(heading_key(one.head.get(name, "")) for name in own.key)
        other = first.setdefault(key, one)
        if all(key) and other is not one:
            shown = f"the same {' and '.join(own.key)}" if own.survey else ", ".join(one.head[name] for name in own.key)
            at = f"beside that of {other.file}, cell {other.cells[own.key[-1]].name}"
            remedy = "keep the form that is meant" + ("" if own.survey else ", or give each the date of its answers")
            expected = "one form for each " + ", ".join(own.key)
            yield one.fault(one.cells[own.key[-1]], f"a second form for {shown}, {at}", expected, remedy)


def _forms_on(own: Form, grid: Grid, at: int) -> Iterator[Filled]:
    """A form as it was written, or forms in a table: with a row for each answer, or of a survey a row for each form."""
    here, required = grid.rows[at][1], [line.id for line in own.head if line.required]
    head = [*STAMP, *(line.id for line in own.head)]
    wide, as_table = not any(map(_IS_ID, here)), any(map(heads(STAMP[:1]), here))
    needed = {*required} if wide else {_QUESTION_ID, "answer", *([*STAMP, *required] if as_table else [])}
    columns = [Column(name, name in needed) for name in (*head, *COLUMNS)]
    if wide:
        columns = [Column(line.id, line.id in needed, also=line.text) for line in (*own.head, *own.questions)]
    above = () if wide or as_table else grid.rows[:at]  # the head of a form, in the columns of its questions
    read = read_headed(grid.file, [grid.rows[at], *above, *grid.rows[at + 1 :]], columns, others=not wide)
    faults = [fault if fault.column else replace(fault, found="more cells than headings") for fault in read.faults]
    if not read.rows:
        empty = "no row below the headings", "answers", "fill in the form"
        faults.append(Fault(grid.file, grid.rows[at][0], "", *empty))
    if faults:
        yield Filled(own, grid.file, {}, faults=faults)
        return
    letters = {name: column_letter(at) for at, name in enumerate(read.names)}
    rows = [_cells(row, texts, letters) for row, texts in read.rows]
    apart = read.names if wide else head if as_table else []  # rows of a table that are alike in these are one form
    alike = gathered((tuple(cells[name].text for name in apart), cells) for cells in rows).values()
    for group in ([cells] for cells in rows) if wide else alike:
        yield _checked(own, grid, [*_in_columns(group[0], apart), *([] if wide else group)], wide)


def _cells(row: int, texts: Mapping[str, str], letters: Mapping[str, str]) -> _Cells:
    cells = ((name, FormCell(text.strip(), name, row, f"{letters.get(name, '')}{row}")) for name, text in texts.items())
    return {name: cell if name in letters else FormCell("", "", row, "") for name, cell in cells}


def _in_columns(cells: _Cells, names: Iterable[str]) -> list[_Cells]:
    """Lines of a form that have a column each, as rows."""
    none = FormCell("", "", 0, "")
    there, rest = [name for name in names if cells[name].name], {"note": none, "question": none}
    return [{_QUESTION_ID: none._replace(text=name), "answer": cells[name]} | rest for name in there]


def _checked(own: Form, grid: Grid, rows: list[_Cells], wide: bool) -> Filled:
    """Read one form; of a wrong form or version no more is said than that, and a row of a survey does not say them."""
    by_name = gathered((cells[_QUESTION_ID].text.casefold(), cells) for cells in rows)
    out = Filled(own, grid.file, {name: first["answer"] for name, (first, *_) in by_name.items()})
    for name, wanted in zip(STAMP, (own.name, own.version), strict=True) if not wide else ():
        cell = out.cells.get(name)
        # Version 1.0 is version 1: a spreadsheet may have made a number of it.
        if cell is None or cell.text.casefold().removesuffix(".0") != wanted.casefold():
            out.tell(cell or name, quoted(cell.text) if cell else "no such line", f"the {name} {quoted(wanted)}", _ANEW)
    if out.faults:
        return out
    _refuse_strange(out, by_name)
    order = {"date": 0, "day": 0, "lep": 1, "council": 3}  # which councils there are depends on the day
    for line in sorted(own.head, key=lambda line: order.get(line.kind, 2)):
        if value := _value(out, line, grid.without_value):
            out.head[line.id] = value
    notes = {one.id: by_name[one.id][0]["note"].text for one in own.questions if one.id in by_name}
    if not any(note or out.cells[name].text for name, note in notes.items()):
        row = rows[0]["answer"].row if wide else None
        out.faults.append(Fault(out.file, row, "", "a form without an answer", "answers", "fill in the form"))
        return out
    for line in own.questions:
        if value := _value(out, line, grid.without_value, notes.get(line.id, "")):
            out.answers[line.id], out.notes[line.id] = value, notes[line.id]
    return out


def _refuse_strange(out: Filled, by_name: Mapping[str, list[_Cells]]) -> None:
    """Say what answers no line of the form, what answers one again, and which question was asked in other words."""
    asked = {line.id: line.text for line in out.form.questions}
    known = [*STAMP, *(line.id for line in out.form.head), *asked]
    for name, (first, *others) in by_name.items():
        if name in known:
            for cells in others:
                found, remedy = f"a second row for {name}, beside {first['answer'].name}", "keep the one that is meant"
                out.tell(cells["answer"], found, "one row for each line", f"{remedy} and delete the other row")
        elif any(cells["answer"].text or cells["note"].text for cells in (first, *others)):
            near, found = near_matches(name, known, 1), f"an answer to {quoted(name) if name else 'no question'}"
            remedy = f"write {quoted(near[0])} if that is meant" if near else "delete the row, or put back its id"
            out.tell(first[_QUESTION_ID], found, "a line of the form", remedy)
        words = " ".join(first["question"].text.split())
        if words not in ("", asked.get(name, words)):
            remedy = "put the question's words back: an answer to other words is another answer"
            out.tell(first["question"], quoted(words), f"the question as it was asked: {asked[name]}", remedy)


def _value(out: Filled, line: FormLine, bad: frozenset[str], note: str = "") -> str:
    """What is given for a line; "" where nothing is, or nothing that can be read, which is kept as a fault."""
    cell = out.cells.get(line.id)
    if cell is None:
        if line.required:
            out.tell(line.id, f"no row for {line.id}", quoted(line.text), _ANEW)
    elif cell.name in bad:
        return ""
    elif cell.text:
        try:
            return _meaning(out, line, cell.text)
        except Unreadable as error:
            private = out.form.survey and line.kind != "lep"
            out.tell(cell, _UNREAD if private else quoted(cell.text), error.expected, error.remedy)
    elif line.required or note:
        expected = quoted(line.text) + ("" if line.required else ", as its note is filled in")
        labels = " or ".join(choice.label for choice in line.choices)
        out.tell(cell, "an empty cell", expected, f"choose {labels}" if labels else "fill it in")
    return ""


def _meaning(out: Filled, line: FormLine, text: str) -> str:
    match line.kind:
        case "number":
            if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
                raise Unreadable("a number in figures", "write it in figures alone, such as 12 or 0.5")
        case "date" | "day":
            return _date(text, line.kind == "day")
        case "choice":
            return _choice(text, line.choices)
        case "lep":
            return _read_lep(text)
        case "council":  # read where partnership and date are known; where they are faulty that is fault enough
            kinds = {one.kind: out.head.get(one.id, "") for one in reversed(out.form.head)}
            lep, day = kinds.get("lep", ""), kinds.get("date", "")
            return read_council(text, lep, day) if lep and day else text
    return text


def _date(text: str, whole: bool) -> str:
    """Words are not read, however plain: a form is to be filled in one way, and the fault says which."""
    try:
        day = read_date(text)
    except DateError as error:
        raise Unreadable(error.expected, error.remedy.removesuffix(", or with the month in words")) from None
    if re.search("[a-z]{3}", text.casefold()):
        raise Unreadable("a date in figures", f"write {day} if that is meant")
    if whole and len(day) < len("2020-02-14"):
        raise Unreadable("a day in figures, year first, such as 2020-02-14", "write the day so")
    return day


@lru_cache(maxsize=256)
def _choice(text: str, choices: tuple[Option, ...]) -> str:
    words = ((word, one.value) for one in choices for word in (one.label, one.value, *one.also.split("|")))
    known = {heading_key(word): value for word, value in words if word}
    if heading_key(text) in known:
        return known[heading_key(text)]
    *labels, last = [choice.label for choice in choices]
    near = near_matches(text, [*labels, last], 1)
    remedy = f"write {quoted(near[0])} if that is meant" if near else "choose one of these"
    raise Unreadable(f"{', '.join(labels)} or {last}", remedy)


def _read_lep(text: str) -> str:
    """A partnership's name as the register has it; the made-up area of the demonstration is known beside the real."""
    try:
        return find_area(text)
    except UsageError:
        near = near_matches(text, [*leps()["lep"], DEMONSTRATION])
        remedy = f"write {' or '.join(map(quoted, near))} if that is meant" if near else "write its name in full"
        raise Unreadable("a Local Enterprise Partnership of the register", remedy) from None


def councils_on(lep: str, day: str) -> list[str]:
    """The names of the districts and counties of a partnership's area on a day, in order."""
    if lep == DEMONSTRATION:
        return sorted(read_raw("demonstration/councils.csv")["council"])
    return sorted(one.council.name for one in area(lep, day).both_tiers)


def read_council(text: str, lep: str, day: str) -> str:
    """A council's name as the register has it; Unreadable if it is no district or county of the area on that day."""
    known = councils_on(lep, day)
    if name := {heading_key(one): one for one in known}.get(heading_key(text)):
        return name
    if lep != DEMONSTRATION:
        names = {every_council()[code].name for code, *_ in councils_in(text, area(lep, day), True)}
        if len(names) == 1 and names <= set(known):
            return names.pop()
    near = near_matches(text, known) or known
    shown = ", ".join(map(quoted, near[:6])) + (", …" if len(near) > 6 else "")
    raise Unreadable(f"a council of the area of {lep} on that day", f"write one of these if it is meant: {shown}")
