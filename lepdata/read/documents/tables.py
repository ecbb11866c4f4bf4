"""Rows of cells -> readings, where a column holds the names: by its heading if there is one, else by what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lepdata.read.documents import trade
from lepdata.read.documents.beside import ENDED, add_beside, are_initials_of, describe, more
from lepdata.read.documents.fragments import read_run
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import is_seat, kind_of
from lepdata.read.documents.readings import Account, Ignored, Piece, Reading, Unread
from lepdata.read.documents.rows import Row

_PRESENT, _ABSENT = ("p", "✓", "✔", "√", "yes", "y", "present", "l"), ("a", "ap", "apologies", "absent", "n", "no")
_SAYS_NOTHING = ("x", "s", "-", "–", "n/a", "na")
_MARKS = {
    **dict.fromkeys(_PRESENT, "present"),
    **dict.fromkeys(_ABSENT, "apologies"),
    **dict.fromkeys(_SAYS_NOTHING, ""),
}
_STATES = (
    ("apolog", "apologies"),
    ("absent", "apologies"),
    ("in attendance", "in_attendance"),
    ("substitut", "substitutes"),
    ("present, as sub", "substitutes"),
    ("present", "present"),
)
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.? \d{4}|"
    r"[A-Z][a-z]{2,8} \d{4}|\d{4})\b"
)
_TERM = re.compile(r"\b(?:term|expires?|until|elected|appointed|resigned|since|from|to)\b", re.IGNORECASE)
VACANCY = re.compile(r"^\W*(?:vacan(?:t|cy)|tbc|tba|to be (?:confirmed|appointed))\b", re.IGNORECASE)
_DEEPEST_HEAD = 6  # rows: a table's headings may stand below its title
_ENOUGH = 0.6  # of a column's filled cells


def read_rows(rows: Sequence[Row], section: str, headed: bool = False) -> Account | None:
    """A table of people; None where no column holds their names, or every column does."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    top = next((at for at, row in enumerate(rows[:_DEEPEST_HEAD]) if _headings(row)), 0)
    top = top if not any(_somebody(cell.text) for row in rows[:top] for cell in row) else 0
    heads = _headings(rows[top])
    body = rows[top + 1 :] if heads else list(rows)
    name_at = next((at for at, column in heads.items() if column == "person_name"), None)
    if name_at is None or not _holds_names(body, name_at, 0.3):
        name_at = _name_column(body, with_headings=bool(heads))
    parts = {column: at for at, column in heads.items() if column in ("given name", "family name")}
    if name_at is None and len(parts) < 2:
        return None
    account = Account("table", complete="")
    if heads:
        above_body = (cell.places() for row in rows[: top + 1] for cell in row)
        account.ignored.append(Ignored(frozenset().union(*above_body), "heading"))
    above: Reading | None = None
    for row in body:
        if (
            account.readings
            and row[0].text.lstrip().startswith("(")
            and sum(bool(one.text.strip()) for one in row) == 1
        ):
            add_beside(account.readings[-1], row[0])
            continue
        count = len(account.readings)
        _read_row(account, row, name_at, heads, parts, section)
        if len(account.readings) == count + 1:
            above = _as_above(account.readings[-1], above, row, heads)
    return account if account.readings else None


def _as_above(reading: Reading, above: Reading | None, row: Row, heads: dict[int, str]) -> Reading:
    """An empty cell in a column of posts that stands before the names goes on with the post above."""
    blank = [at for at, column in heads.items() if column == "job_title" and at < len(row) and not row[at].text.strip()]
    if blank == [0] and above is not None and above.post and not reading.post:
        reading.post = above.post
        reading.doubt("its cell for the post is empty: the post is that of the row above")
    return reading


def _headings(row: Row) -> dict[int, str]:
    """Columns of the table by place, where most cells of the first row are headings of the trade."""
    keys = [trade.key_of(cell.text) for cell in row]
    known = {at: trade.table_headings()[key] for at, key in enumerate(keys) if key in trade.table_headings()}
    filled = sum(bool(key) for key in keys)
    if not known or (len(known) * 2 < filled and "person_name" not in known.values()):
        return {}
    return known if not any(_somebody(cell.text) for cell in row) else {}


def _somebody(text: str) -> bool:
    person = person_at(text.strip(), 0)
    return person is not None and (person.sure or not kind_of(text)) and len(text.split()) <= 12


def _holds_names(rows: Sequence[Row], at: int, enough: float = _ENOUGH) -> bool:
    cells = [row[at].text for row in rows if at < len(row) and row[at].text.strip()]
    return bool(cells) and sum(map(_somebody, cells)) >= enough * len(cells)


def _name_column(rows: Sequence[Row], with_headings: bool) -> int | None:
    """The one column that holds names; None where there is none, or where names stand in several: a grid."""
    width = max((len(row) for row in rows), default=0)
    people = [sum(_somebody(cell.text) for cell in row) for row in rows]
    if sum(people) > 1.3 * sum(map(bool, people)):
        return None
    holding = [at for at in range(width) if _holds_names(rows, at)]
    filled = {at: sum(at < len(row) and bool(row[at].text.strip()) for row in rows) for at in holding}
    holding = [at for at in holding if filled[at] * 2 >= len(rows) or with_headings]
    if len(holding) != 1:
        return None
    alone = [row for row in rows if len([cell for cell in row if cell.text.strip()]) > 1]
    return holding[0] if len(alone) * 2 >= len(rows) else None


def _read_row(
    account: Account, row: Row, name_at: int | None, heads: dict[int, str], parts: dict[str, int], section: str
) -> None:
    alone = " ".join(cell.text for cell in row).strip()
    if len(row) == 1 and (trade.ignored_kind(alone) or trade.key_of(alone) in trade.openers()):
        account.ignored.append(Ignored(row[0].places(), trade.ignored_kind(alone) or "heading"))
        return None
    name = row[name_at] if name_at is not None and name_at < len(row) else None
    if name_at is None:
        name = Piece(" ".join(row[at].text.strip() for at in parts.values() if at < len(row)), ())
        own = Account("run")
        if not VACANCY.match(name.text):
            own = read_run(Piece(name.text, (-1,) * len(name.text)), section)
    elif name is None or not name.text.strip():
        return _without_name(account, row)
    else:
        own = read_run(name, section, in_a_cell=True) if not VACANCY.match(name.text) else Account("run")
    if len(own.readings) != 1:
        return _several(account, own, row, section)
    reading = own.readings[0]
    account.unread += own.unread
    account.ignored += own.ignored
    account.readings.append(reading)
    for at, cell in enumerate(row):
        reading.places |= cell.places() if at != name_at else set()
        if at != name_at and at not in parts.values() and cell.text.strip():
            text = " ".join(cell.text.split())
            if at in heads or not heads or kind_of(text):
                tell(reading, text, heads.get(at, ""))
    if ENDED.search(" ".join(cell.text for cell in row)):
        reading.status = "former"
    reading.how = "table"


def _several(account: Account, own: Account, row: Row, section: str) -> None:
    """A row whose cell of names holds nobody, or several people: a heading over the rows below, or unread."""
    places = frozenset().union(*(cell.places() for cell in row))
    text = " ".join(cell.text for cell in row).strip()
    if own.readings:
        whole = read_run(
            Piece("\t".join(cell.text for cell in row), tuple(p for cell in row for p in (*cell.at, -1))[:-1]), section
        )
        account.add(whole)
    elif VACANCY.search(text) or "vacan" in text.casefold():
        account.ignored.append(Ignored(places, "vacancy"))
    elif kind := trade.ignored_kind(text):
        account.ignored.append(Ignored(places, kind))
    else:
        account.unread.append(Unread(places, "a row whose column of names holds nobody", section))


def _without_name(account: Account, row: Row) -> None:
    places = frozenset().union(*(cell.places() for cell in row))
    text = " ".join(cell.text for cell in row).strip()
    kind = "vacancy" if "vacan" in text.casefold() else trade.ignored_kind(text)
    if kind:
        account.ignored.append(Ignored(places, kind))
    elif places:
        account.unread.append(Unread(places, "a row without a name", ""))


def _attended(reading: Reading, text: str) -> None:
    """A cell of attendance: a mark, or the words of a committee system."""
    section = next((name for start, name in _STATES if text.startswith(start)), "")
    if section:
        reading.section = section
    reading.attendance = reading.attendance or _MARKS.get(text, "")


def tell(reading: Reading, text: str, column: str) -> None:
    """What a cell beside the name says, by its heading or by its own words."""
    if column in ("start_date", "end_date"):
        setattr(reading, column, text)
    elif column == "sector_as_published":
        reading.sector = text
    elif column == "capacity_as_published":
        reading.capacity = "; ".join(filter(None, (reading.capacity, text)))
    elif column == "unused" or trade.ignored_kind(text) or are_initials_of(text, reading.name):
        return
    elif column == "attendance" or (text.casefold() in _MARKS and not column):
        _attended(reading, text.casefold())
    elif column == "organisation":
        reading.organisation = "; ".join(filter(None, (reading.organisation, text)))
    elif column == "honorific" and trade.titles().get(trade.key_of(text)):
        reading.title = reading.title or text
    elif _DATE.fullmatch(text) or (_TERM.search(text) and _DATE.search(text)):
        reading.end_date = reading.end_date or (text if "expire" in text or "until" in text else "")
    else:
        _tell_in_words(reading, text, column)


def _tell_in_words(reading: Reading, text: str, column: str) -> None:
    if is_seat(text):
        reading.capacity = "; ".join(filter(None, (reading.capacity, text)))
        return
    if column == "job_title" and not kind_of(text):
        reading.post = more(reading.post, text)
    else:
        describe(reading, text)
