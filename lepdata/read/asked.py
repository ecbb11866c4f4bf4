"""How whoever gives a file asks that it be read, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from lepdata.errors import UsageError, quoted

DATE_ORDERS = ("day-first", "month-first")


@dataclass(frozen=True)
class Asked:
    """What the user says of a file; it outranks what is inferred."""

    sheet: str | int | None = None  # its name, or its number counted from 1
    header_row: int | None = None  # the row of the headings, as a spreadsheet counts
    columns: Mapping[str, str] | None = None  # what a heading means -> the heading
    dates: str | None = None  # the order of dates in figures, one of DATE_ORDERS
    encoding: str | None = None  # of a text file

    def __post_init__(self) -> None:
        if self.dates and self.dates not in DATE_ORDERS:
            raise UsageError(f"The order of dates is {quoted(str(self.dates))}; it is {' or '.join(DATE_ORDERS)}.")
        if self.header_row is not None and self.header_row < 1:
            raise UsageError(f"The row of the headings is {self.header_row}; rows are counted from 1.")


def read_mapping(texts: Iterable[str]) -> dict[str, str]:
    """Columns as the command line takes them: "name=Appointee,role=Capacity" is {"name": "Appointee", ...}."""
    found: dict[str, str] = {}
    for part in (part for text in texts for part in _parts(text)):
        meant, equals, heading = (piece.strip().strip("\"'") for piece in part.partition("="))
        if not (equals and meant and heading):
            raise UsageError(f"The column {quoted(part)} cannot be read; write for instance name=Appointee.")
        if meant in found:
            raise UsageError(f"The column {quoted(meant)} is given twice; give each once.")
        found[meant] = heading
    return found


def _parts(text: str) -> list[str]:
    """The pieces between commas; a piece without an equals sign goes on from the one before it."""
    parts: list[str] = []
    for piece in text.split(","):
        if "=" in piece or not parts:
            parts.append(piece)
        else:
            parts[-1] += "," + piece
    return parts


@dataclass(frozen=True)
class NotRead:
    """Something that stands in a file and was not read."""

    what: str  # "column", "sheet", "row", "cell" or "word"
    where: str  # the file and the place in it
    text: str  # as it stands there
    why: str

    def sentence(self) -> str:
        return f"Not read: {self.what} {quoted(self.text)} ({self.where}): {self.why}."

    def as_record(self) -> dict[str, str]:
        return asdict(self) | {"sentence": self.sentence()}


def to_say(what: str, where: str, sentence: str) -> dict[str, str]:
    """A record as of something not read, of what else must be said first."""
    return {"what": what, "where": where, "text": "", "why": sentence, "sentence": sentence}
