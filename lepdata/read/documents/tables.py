"""Rows of cells -> readings, where a column holds the names: by its heading if there is one, else by what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lepdata.read.documents import trade
from lepdata.read.documents.person import is_name
from lepdata.read.documents.posts import are_initials_of, describe, is_seat, kind_of, more
from lepdata.read.documents.readings import Account, Reading, Row, as_run, put_together, settled
from lepdata.read.documents.rows import zipped
from lepdata.read.documents.run import ENDED, add_beside, read_run

_MARKS = {
    **dict.fromkeys(("p", "✓", "✔", "√", "yes", "y", "present", "l"), "present"),
    **dict.fromkeys(("a", "ap", "apologies", "absent", "n", "no"), "apologies"),
    **dict.fromkeys(("x", "s", "-", "–", "n/a", "na"), ""),
}
_STATES = {
    "apolog": "apologies",
    "absent": "apologies",
    "in attendance": "in_attendance",
    "substitut": "substitutes",
    "present, as sub": "substitutes",
    "present": "present",
}
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.? \d{4}|"
    r"[A-Z][a-z]{2,8} \d{4}|\d{4})\b"
)
_TERM = re.compile(r"\b(?:term|expires?|until|elected|appointed|resigned|since|from|to)\b", re.IGNORECASE)
VACANCY = re.compile(r"^\W*(?:vacan(?:t|cy)|tbc|tba|to be (?:confirmed|appointed))\b", re.IGNORECASE)
_DEEPEST_HEAD = 6  # rows: a table's headings may stand below its title
_ENOUGH = 0.6  # of a column's filled cells


def read_block(rows: Sequence[Row], section: str, title: str = "") -> Account:
    """Rows as a table where a column holds the names, else as a run of text; whatever is left of them is unread."""
    placed, paired = zipped(list(rows))
    own = read_rows(placed, section) or read_run(as_run(placed), section, title)
    for reading in own.readings if paired else ():
        reading.doubt("names and posts stand apart in two columns, and were put together in their order")
    return settled(own, placed, "no name was found in it")


def read_rows(rows: Sequence[Row], section: str) -> Account | None:
    """A table of people; None where no column holds their names, or every column does."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    top = next((at for at, row in enumerate(rows[:_DEEPEST_HEAD]) if _headings(row)), 0)
    top = 0 if any(_somebody(cell.text) for row in rows[:top] for cell in row) else top
    heads = _headings(rows[top])
    body = rows[top + 1 :] if heads else rows
    name_at = next((at for at, column in heads.items() if column == "person_name"), None)
    if name_at is None or not _holds_names(body, name_at, 0.3):
        name_at = _name_column(body)
    parts = [at for at, column in heads.items() if column in ("given name", "family name")]
    if name_at is None and len(parts) < 2:
        return None
    account = Account("table")
    for row in rows[: top + 1] if heads else ():
        account.ignore(put_together(row), "heading")
    above = ""
    for row in body:
        alone = sum(bool(cell.text.strip()) for cell in row) == 1
        if account.readings and alone and row[0].text.lstrip().startswith("("):
            add_beside(account.readings[-1], row[0])
            continue
        count = len(account.readings)
        _read_row(account, row, parts if name_at is None else [name_at], heads, section)
        if len(account.readings) == count + 1:
            above = _as_above(account.readings[-1], above, row, heads)
    return account if account.readings else None


def _as_above(reading: Reading, above: str, row: Row, heads: dict[int, str]) -> str:
    """An empty cell in a column of posts that stands before the names goes on with the post above."""
    if heads.get(0) == "job_title" and not row[0].text.strip() and above and not reading.post:
        reading.post = above
        reading.doubt("its cell for the post is empty: the post is that of the row above")
    return reading.post


def _headings(row: Row) -> dict[int, str]:
    """Columns of the table by place, where most cells of the row are headings of the trade."""
    filled = [at for at, cell in enumerate(row) if cell.text.strip()]
    known = {at: column for at in filled if (column := trade.column_of(row[at].text))}
    if not known or (len(known) * 2 < len(filled) and "person_name" not in known.values()):
        return {}
    return {} if any(_somebody(row[at].text) for at in filled if at not in known) else known


def _somebody(text: str) -> bool:
    return is_name(text.strip()) and len(text.split()) <= 12


def _holds_names(rows: Sequence[Row], at: int, enough: float = _ENOUGH) -> bool:
    cells = [row[at].text for row in rows if at < len(row) and row[at].text.strip()]
    return bool(cells) and sum(map(_somebody, cells)) >= enough * len(cells)


def _name_column(rows: Sequence[Row]) -> int | None:
    """The one column that holds names; None where there is none, or where names stand in several: a grid."""
    people = [sum(_somebody(cell.text) for cell in row) for row in rows]
    if sum(people) > 1.3 * sum(map(bool, people)):
        return None
    holding = [at for at in range(max(map(len, rows), default=0)) if _holds_names(rows, at)]
    wide = sum(sum(bool(cell.text.strip()) for cell in row) > 1 for row in rows)
    return holding[0] if len(holding) == 1 and wide * 2 >= len(rows) else None


def _read_row(account: Account, row: Row, names: list[int], heads: dict[int, str], section: str) -> None:
    name = put_together(row[at] for at in names if at < len(row))
    text = " ".join(cell.text for cell in row).strip()
    heading = len(row) == 1 and (trade.ignored_kind(text) or ("heading" if trade.section_of(text) else ""))
    somebody = name.text.strip() and not VACANCY.match(name.text) and not heading
    own = read_run(name, section, in_a_cell=True) if somebody else Account("run")
    if len(own.readings) > 1:
        account.add(read_run(put_together(row, "\t"), section))
    elif not own.readings:
        _nobody_in_row(account, row, str(heading or ""), text, section)
    else:
        account.add(own)
        _tell_row(own.readings[0], row, names, heads)
        if ENDED.search(text):
            own.readings[0].status = "former"


def _tell_row(reading: Reading, row: Row, names: list[int], heads: dict[int, str]) -> None:
    for at, cell in enumerate(row):
        reading.places |= cell.places()
        text = " ".join(cell.text.split())
        if at not in names and text and (at in heads or not heads or kind_of(text)):
            tell(reading, text, heads.get(at, ""))


def _nobody_in_row(account: Account, row: Row, kind: str, text: str, section: str) -> None:
    """A row whose cell of names holds nobody: a heading over the rows below, an empty seat, or unread."""
    whole = put_together(row)
    kind = kind or ("vacancy" if VACANCY.search(text) or "vacan" in text.casefold() else trade.ignored_kind(text))
    if kind:
        account.ignore(whole, kind)
    elif whole.places():
        account.not_read(whole, "a row without a name in its column of names", section)


def _attended(reading: Reading, text: str) -> None:
    """A cell of attendance: a mark, or the words of a committee system."""
    reading.section = next((name for start, name in _STATES.items() if text.startswith(start)), reading.section)
    reading.attendance = reading.attendance or _MARKS.get(text, "")


def tell(reading: Reading, text: str, column: str) -> None:
    """What a cell beside the name says, by its heading or by its own words."""
    if column in ("start_date", "end_date"):
        setattr(reading, column, text)
    elif column == "sector_as_published":
        reading.sector = text
    elif column == "unused" or trade.ignored_kind(text) or are_initials_of(text, reading.name):
        return
    elif column == "attendance" or (text.casefold() in _MARKS and not column):
        _attended(reading, text.casefold())
    elif column == "organisation" and "," in text and kind_of(text.partition(",")[0]) == "post":
        describe(reading, text)  # "Owner, Bell Engineering"
    elif column == "organisation":
        reading.organisation = "; ".join(filter(None, (reading.organisation, text)))
    elif column == "honorific" and trade.key_of(text) in trade.titles():
        reading.title = reading.title or text
    elif _DATE.fullmatch(text) or (_TERM.search(text) and _DATE.search(text)):
        reading.end_date = reading.end_date or (text if "expire" in text or "until" in text else "")
    elif column == "capacity_as_published" or is_seat(text):
        reading.capacity = "; ".join(filter(None, (reading.capacity, text)))
    elif column == "job_title" and not kind_of(text):
        reading.post = more(reading.post, text)
    else:
        describe(reading, text)
