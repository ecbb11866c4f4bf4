"""The publication standard of a board file: a blank one, and what a file lacks that a reader would miss."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from lepdata.display import Record
from lepdata.english import plural
from lepdata.errors import NOTHING, Fault, InputFaults, quoted
from lepdata.files import RULES, json_text
from lepdata.read.board import BoardFile, examine, repeated, say_unread
from lepdata.read.grid import Asked, NotRead, Said, column_letter
from lepdata.read.words import COLUMNS, private_columns, read_completeness, read_role, read_status
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook, write_new
from lepdata.vocabulary import BOARD_COLUMNS

_MOST_ALIKE = 100
_ROWS = 500  # a drop-down list for every row that a board is ever likely to need


@dataclass(frozen=True, repr=False)
class Validation(Record):
    """What is wrong with a board file, and what it lacks of the standard by which boards are to be published."""

    faults: tuple[Fault, ...]  # must be mended before the file can be relied on
    gaps: tuple[Fault, ...]  # what the publication standard asks for and the file does not give
    rows: int  # of data that were read
    not_read: tuple[NotRead, ...] = ()  # what stands in the file and was not understood: to be said first
    caveats: tuple[str, ...] = ()  # how the file was read, where a reader must know

    def _told(self) -> tuple[str, ...]:
        found = f"{plural(len(self.faults), 'fault')}, {plural(len(self.gaps), 'gap')}"
        said = (one["sentence"] for one in self.not_read)
        return (f"{plural(self.rows, 'row')} read: {found}", *said, *self.caveats)

    def as_frame(self) -> pd.DataFrame:
        """One row per finding: kind (fault | gap), file, row, column, found, expected, remedy."""
        found = [("fault", fault) for fault in self.faults] + [("gap", gap) for gap in self.gaps]
        names = ["kind", "file", "row", "column", "found", "expected", "remedy"]
        frame = pd.DataFrame([{"kind": kind, **asdict(fault)} for kind, fault in found], columns=names)
        return frame.astype({"row": "Int64"})

    _shown = as_frame

    def as_json(self) -> str:
        """The same as JSON; of faults and gaps that are alike the first hundred, and how many there are in all."""
        faults, gaps = _first_alike(self.faults), _first_alike(self.gaps)
        found = {"rows": self.rows, "not_read": self.not_read, "caveats": self.caveats, "faults": faults, "gaps": gaps}
        if len(faults) + len(gaps) < len(self.faults) + len(self.gaps):
            found |= {"faults_in_all": len(self.faults), "gaps_in_all": len(self.gaps)}
        return json_text(found, default=asdict)


def _first_alike(faults: Iterable[Fault]) -> list[Fault]:
    alike: Counter[tuple[str, ...]] = Counter()
    kept = []
    for fault in faults:
        alike[kind := (fault.column, fault.expected, fault.remedy)] += 1
        kept += [fault] * (alike[kind] <= _MOST_ALIKE)
    return kept


def validate(
    path: str | os.PathLike[str],
    *,
    sheet: str | int | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    encoding: str | None = None,
) -> Validation:
    """Check a board file against the publication standard; faults are an answer here, not an error.

    Parameters
    ----------
    path, sheet, header_row, columns, dates, encoding
        As in `read_board`.

    Returns
    -------
    Validation
        Every fault and every gap.
    """
    try:
        reading = examine(path, Asked(sheet, header_row, columns, dates, encoding))
    except InputFaults as error:
        return Validation(error.faults, (), 0)
    said, rows = Said(Path(path).name, faults=[*reading.said.faults]), reading.sightings
    # A board file is made to be published; of the formats of others nobody deletes a column.
    exchanged = Path(path).suffix.casefold() in (".json", ".xml", ".html", ".htm")
    for heading, what in () if exchanged else private_columns(reading.published).items():
        remedy = "delete the column before the file is shared; lepdata does not read it"
        said.fault(None, heading.strip(), f"a column of {what}", "nothing beyond the public role", remedy)
    say_unread(said, rows, reading.headings, {"role": read_role})
    # Without a column of people or seats there is nothing yet to measure against the standard.
    clear = (rows[["person_name", "job_title", "organisation", "role"]] != "").any(axis=None)
    gaps = _gaps(said.file, reading) if clear else []
    told = tuple(reading.said.not_read), tuple(reading.said.caveats)
    return Validation(tuple(said.faults), tuple(gaps), len(rows), *told)


def _gaps(file: str, reading: BoardFile) -> list[Fault]:
    """What the publication standard asks for and the file does not give."""
    found, rows, headings = Said(file), reading.sightings, reading.headings
    for each in COLUMNS:
        if each["standard"] == "yes":
            _say_absent(found, rows, headings.get(each["column"], each["column"]), each)
    for key, board in rows.groupby(["lep", "body", "snapshot_date"], sort=False):
        heading = headings.get("person_name", "person_name")
        names = [" ".join(text.casefold().split()) for text in board["person_name"]]
        for line, first, text in repeated(board["line"], names, board["person_name"]):
            remedy = "delete the row, or give both an organisation if they are two people"
            twice = f"{quoted(text)}, whom row {first} has already"
            found.fault(line, heading, twice, "each person once in a list", remedy)
        in_place = ~board["status"].map(read_status).isin(["former", "incoming"])
        if not ((board["role"].map(read_role) == "chair") & in_place).any():
            which = ", ".join(str(part) for part in key if part)
            remedy = "write 'chair' as the role of whoever chairs"
            none = f"no chair in the list{f' of {which}' if which else ''}"
            found.fault(None, headings.get("role", "role"), none, "somebody whose role is chair", remedy)
    return found.faults


def _say_absent(said: Said, rows: pd.DataFrame, heading: str, each: dict[str, str]) -> None:
    """One gap for the whole file where no row gives a column, else one for each row that does not."""
    names = ["source_url", "source_title"] if each["column"] == "source_url" else [each["column"]]
    given = rows[names].apply(lambda cells: cells.str.strip() != "").any(axis=1)
    if each["column"] == "list_completeness":
        given &= rows["list_completeness"].map(read_completeness) != "not stated"
    expected = each["meaning"][0].lower() + each["meaning"][1:].split(". ")[0]
    for line in rows["line"][~given].tolist() if given.any() else [None]:
        found = NOTHING if line is None else "an empty cell"
        said.fault(line, heading, found, expected, f"fill in the column, such as {quoted(each['example'])}")


def template(path: str | os.PathLike[str]) -> Path:
    """Write a blank board file: .xlsx with drop-down lists and notes, or .csv with only the headings."""
    return write_new(path, {".xlsx": _blank, ".csv": lambda: csv_to_fill_in([BOARD_COLUMNS])}, "A template")


def _blank() -> bytes:
    head, rows = ["Column", "What it holds", "Choices", "Example", "Asked for by the publication standard"], []
    drop_downs, widths = [], []
    for letter, each in ((column_letter(at), each) for at, each in enumerate(COLUMNS)):
        name, meaning, asked = each["column"], each["meaning"], each["standard"].replace("no", "")
        rows.append([name, meaning, each["allowed"].replace("|", ", "), each["example"], asked])
        widths.append(max(int(each["width"]), len(name) + 2))
        if either := each["allowed"] or each["suggested"]:
            choices = either.split("|")
            error = f"Choose one of: {', '.join(choices)}, or leave the cell empty."
            # binding for the closed lists, a suggestion where published words may differ
            cells, binding = f"{letter}2:{letter}{_ROWS + 1}", each["type"] == "choice"
            drop_downs.append(DropDown(cells, choices, error, name, meaning, binding))
    board = Sheet("Board", [BOARD_COLUMNS], widths, frozen=True, drop_downs=drop_downs)
    told = (RULES / "board_file/notes.txt").read_text(encoding="utf-8").splitlines()
    before = [*([line] for line in told), []]
    notes = Sheet("Notes", [*before, head, *rows], widths=(24, 70, 44, 32, 22), bold=[len(before) + 1])
    return workbook([board, notes])
