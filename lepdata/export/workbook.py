"""The tables as an Excel workbook: cover, contents, notes, then one table a sheet, every cell data and nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from lepdata.export.tables import Tables, typed
from lepdata.files import rule_file
from lepdata.judging.framework_files import YARDSTICK, shipped
from lepdata.judging.kinds import label
from lepdata.reviews.markup import in_heading
from lepdata.vocabulary import FRAGMENTS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767  # characters that a cell holds
CUT = " … [cut: a cell holds no more; the CSV file has the whole text]"
# Nothing that a cell holds may be taken for a formula, a link or a number.
_OPTIONS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False) | {"in_memory": True}
_NARROWEST, _WIDEST = 9, 60  # characters
_ONE_TABLE = "This worksheet contains one table."
_TITLE = "Who sits on the boards of England's Local Enterprise Partnerships"


def tables_workbook(tables: Tables, about: Sequence[str] = (), contact: str = "") -> bytes:
    """The tables as an Excel workbook; the same tables give the same bytes."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    # no clock: the same tables are the same file
    book.set_properties({"created": datetime(2000, 1, 1), "title": "lepdata", "author": "lepdata contributors"})
    looks = _Looks(book)
    used = [row for row in rule_file("workbook/sheets.csv") if len(tables.get(row["table"], ()))]
    notes = list(dict.fromkeys(note for row in used for note in row["notes"].split()))
    if len(tables.get("answers", ())):
        _write_answers(looks.sheet(BY_RULES), looks, tables["answers"])
    _write_cover(looks.sheet("Cover"), looks, about, contact)
    _write_contents(looks.sheet("Contents"), looks, used)
    if notes:
        texts = {row["note"]: row["text"] for row in rule_file("workbook/notes.csv")}
        listed = pd.DataFrame({"Note number": range(1, len(notes) + 1), "Note": [texts[note] for note in notes]})
        looks.write_table(looks.sheet("Notes"), listed, "notes", "Notes", [_ONE_TABLE])
    for row in used:
        _write_sheet(looks, row, tables[row["table"]], notes)
    book.close()
    return content.getvalue()


class _Looks:
    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.part = book.add_format({"bold": True, "font_size": 13})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.cell = book.add_format({"valign": "top"})
        self.link = book.get_default_url_format()

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        return sheet

    def write_table(self, sheet: Worksheet, frame: pd.DataFrame, name: str, title: str, lines: Sequence[str]) -> int:
        """A table below a title and words of its own; the row that its headings stand in."""
        sheet.write_string(0, 0, title, self.title)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, line)
        top = len(lines) + 1
        columns = [{"header": str(column), "header_format": self.heading} for column in frame]
        size = (top, 0, top + len(frame), len(columns) - 1)
        sheet.add_table(*size, {"name": f"{name}_table", "columns": columns, "style": None, "autofilter": True})
        for place, column in enumerate(frame):
            values = frame[column].tolist()
            width = max(len(text) for text in (str(column), *map(str, values))) + 2
            sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, width)))
            for row, value in enumerate(values, start=top + 1):
                self._write_cell(sheet, row, place, value)
        sheet.freeze_panes(top + 1, 1)
        return top

    def _write_cell(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        if value is pd.NA or value == "":
            return  # an empty cell is not written: there are 40,000
        if not isinstance(value, str):
            sheet.write_number(row, column, value, self.cell)
        elif value.startswith("<r>") and value.endswith("</r>"):  # would be taken for a cell's own markup
            sheet.write_rich_string(row, column, value[0], self.cell, value[1:], self.cell)
        else:
            text = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - len(CUT)] + CUT
            sheet.write_string(row, column, text, self.cell)


def _write_sheet(looks: _Looks, row: dict[str, str], table: pd.DataFrame, notes: list[str]) -> None:
    called = "".join(f"[note {notes.index(note) + 1}]" for note in row["notes"].split())
    more = "" if row["table"] == "dictionary" else " The sheet Dictionary explains the columns."
    lines = [f"Read this table with {called}"] if called else []
    empty = "An empty cell means that no source seen shows it, or that the column does not apply."
    lines.append(f"{_ONE_TABLE} One row is {row['one_row_is']}. {empty}{more}")
    sheet, frame = looks.sheet(row["sheet"]), typed(row["table"], table).rename(columns=in_heading)
    looks.write_table(sheet, frame.reset_index(drop=True), row["table"], row["title"], lines)


BY_RULES = "Boards by rules"
_SAID = {"met": "Met", "not met": "Missed", "depends": "Depends"}


def boards_by_rules(answers: pd.DataFrame) -> pd.DataFrame:
    """A row for each board, a column for each rule of the yardstick (or of the rules asked for): answer and grade."""
    last = answers[answers["framework"] == YARDSTICK]
    last = answers if last.empty else last
    said = last["answer"].where(last["answer"] != "cannot tell", last["as_listed"]).map(_SAID)
    said = said.mask(last["answer"].eq("cannot tell") & last["completeness"].isin(FRAGMENTS)).fillna("No answer")
    graded = said + (" (" + last["certainty"] + ")").where((last["certainty"] != "") & (said != "No answer"), "")
    names = {one.id: label(one) for rules in shipped() for one in rules.criteria}
    rows = last.assign(said=graded, rule=last["criterion"].map(lambda one: names.get(one, one)))
    board = ["lep", "body", "as_at", "completeness", "members"]
    order = list(dict.fromkeys(rows["rule"]))
    found = rows.pivot(index=board, columns="rule", values="said")[order].fillna("").reset_index()
    return found.rename(columns=in_heading).rename_axis(columns=None).astype({"Members": int})


def _write_answers(sheet: Worksheet, looks: _Looks, answers: pd.DataFrame) -> None:
    frame = boards_by_rules(answers)
    about = f"{_ONE_TABLE} One row is one board: what its newest list answers to each rule, and how sure that is."
    both = answers[["answer", "as_listed"]], answers[["answer_without_guesses", "as_listed_without_guesses"]]
    others = int((both[0].to_numpy() != both[1].to_numpy()).any(axis=1).sum())
    guesses = [f"{others} answers would be others without guesses: the sheet of the answers has both."] * (others > 0)
    top = looks.write_table(sheet, frame, "by_rules", "Every board by every rule", [about, *guesses])
    for said, colours in _TINTS.items():
        look = looks.book.add_format(dict(zip(("font_color", "bg_color"), colours, strict=True)))
        rule = {"type": "text", "criteria": "begins with", "value": said, "format": look}
        sheet.conditional_format(top + 1, 5, top + len(frame), frame.shape[1] - 1, rule)


_TINTS = {"Met": ("#0B5C33", "#E7F3EC"), "Missed": ("#94210D", "#FCECEA"), "Depends": ("#12436D", "#DBE6F0")}


def _write_cover(sheet: Worksheet, looks: _Looks, about: Sequence[str], contact: str) -> None:
    further = {"About these data": about, "Contact": [contact] if contact else []}
    rows = rule_file("workbook/cover.csv")
    lines = [(_TITLE, looks.title)]
    for part in dict.fromkeys(row["part"] for row in rows):
        own = [row["text"] for row in rows if row["part"] == part]
        lines += [(part, looks.part), *((line, looks.words) for line in (*own, *further.get(part, ())))]
    sheet.set_column(0, 0, 100)
    for row, (line, look) in enumerate(lines):
        sheet.write_string(row, 0, line, look)


def _write_contents(sheet: Worksheet, looks: _Looks, used: Sequence[dict[str, str]]) -> None:
    listed = [(row["sheet"], row["title"]) for row in used]
    frame = pd.DataFrame(listed, columns=["Sheet name", "Table description"])
    top = looks.write_table(sheet, frame, "contents", "Table of contents", [_ONE_TABLE])
    for at, row in enumerate(used, start=top + 1):
        sheet.write_url(at, 0, f"internal:'{row['sheet']}'!A1", looks.link, row["sheet"])
