"""Lists without the words of minutes: tables, grids, and runs of lines that each begin with somebody."""

from __future__ import annotations

import re
from itertools import groupby

from lepdata.read.documents import trade
from lepdata.read.documents.fragments import STORY, read_run
from lepdata.read.documents.lines import Document, Line
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Reading, settled
from lepdata.read.documents.rows import Row, as_run, cells_of_line, rows_of
from lepdata.read.documents.tables import VACANCY, read_rows, tell

_BULLET = re.compile(r"^[\s•*●▪·–-]*(?:\d{1,2}[.)]\s*)?")
_MOST_LINES = 2_000  # of one list or table: no board has as many
_FEWEST = 3  # lines that begin with somebody, to make a list
_GAP = 2  # lines between them that may be something else


def read_tables(document: Document) -> Account:
    """Every table that holds people."""
    account = Account("tables", complete="full")
    numbers = [at for at, line in enumerate(document.lines) if line.table and not line.aside]
    for _, group in groupby(numbers, key=lambda at: (document.lines[at].page, document.lines[at].table)):
        lines = list(group)[:_MOST_LINES]
        own = _read_table(document, lines)
        if own and own.readings:
            own.opened |= set(lines)
            for reading in own.readings:
                reading.body = reading.body or _heading_above(document, lines[0])
            account.add(own)
    return account


def _read_table(document: Document, lines: list[int]) -> Account | None:
    rows = [cells_of_line(document, number) for number in lines]
    own = read_rows(rows, "members") or _read_grid(rows)
    return settled(own, (cell for row in rows for cell in row), "a row without a name") if own else None


def _read_grid(rows: list[Row]) -> Account | None:
    """Names side by side, with what they do below them in the same columns."""
    account = Account("grid")
    above: dict[int, Reading] = {}
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell.text.strip()]
        people = [at for at in filled if (found := person_at(row[at].text.strip(), 0)) and found.sure]
        if filled and len(people) * 2 >= len(filled):
            for at in people:
                own = read_run(row[at], "members")
                account.add(own)
                above |= {at: own.readings[0]} if own.readings else {}
            continue
        for at in filled:
            if at in above and not trade.ignored_kind(row[at].text):
                tell(above[at], " ".join(row[at].text.split()), "")
                above[at].places |= row[at].places()
    alone = len(account.readings) < 2
    return None if alone else account


def _heading_above(document: Document, number: int) -> str:
    for at in range(number - 1, max(-1, number - 6), -1):
        line = document.lines[at]
        if line.heading and not line.aside:
            return line.text.replace("\t", " ")
    return ""


def read_lists(document: Document) -> Account:
    """Runs of lines that each begin with somebody, as annual reports and plain pages have them."""
    account = Account("lists", complete="full")
    starts = [at for at, line in enumerate(document.lines) if _begins(line)]
    block: list[int] = []
    for number in (*starts, 10**9):
        if block and (number - block[-1] > _GAP + 1 or _parted(document, block[-1], number)):
            _read_block(document, block, account)
            block = []
        block.append(number)
    return account


def _parted(document: Document, last: int, number: int) -> bool:
    """Whether something stands between two entries that ends a list: "Bankers", "Independent examiner"."""
    between = (line.text for line in document.lines[last + 1 : number])
    return any(trade.closer_pattern().search(text) and kind_of(text) != "post" for text in between)


def _begins(line: Line) -> bool:
    """Whether a line is an entry of a list of people, and no sentence about one."""
    text = _BULLET.sub("", line.text)
    if line.aside or len(text) > 400:
        return False
    cells = text.split("\t")
    for cell in cells[:3]:
        person = person_at(cell, 0)
        if person and person.sure and not STORY.match(cell, person.end):
            return not re.search(r"[a-z]{3}\.\s+[A-Z]", cell[person.end :])
    return False


def _read_block(document: Document, block: list[int], account: Account) -> None:
    if len(block) < _FEWEST:
        return
    lines = list(range(block[0], block[-1] + 1))[:_MOST_LINES]
    after = lines[-1] + 1
    while after < len(document.lines) and after - lines[-1] <= 1 and _tail(document.lines[after]):
        lines.append(after)
        after += 1
    head = block[0] - 1
    headed = head >= 0 and any(trade.key_of(cell.text) in trade.table_headings() for cell in document.lines[head].cells)
    lines = [head, *lines] if headed and len(document.lines[head].cells) > 1 else lines
    lines = [
        at
        for at in lines
        if not document.lines[at].aside and (not document.lines[at].heading or _begins(document.lines[at]))
    ]
    rows = rows_of(document, lines)
    own = read_rows(rows, "members") or read_run(as_run(rows), "members")
    if len(own.readings) < _FEWEST:
        return
    own.opened |= set(lines)
    account.add(settled(own, (cell for row in rows for cell in row), "no name was found in it"))


def _tail(line: Line) -> bool:
    return VACANCY.match(line.text) is not None
