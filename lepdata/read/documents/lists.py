"""Lists without the words of minutes: tables, grids, and runs of lines that each begin with somebody."""

from __future__ import annotations

import re
from itertools import groupby

from lepdata.read.documents import trade
from lepdata.read.documents.lines import Document, Line
from lepdata.read.documents.person import begins_with_person, person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Reading, Row, settled
from lepdata.read.documents.rows import cells_of_line, rows_of
from lepdata.read.documents.run import STORY, read_run
from lepdata.read.documents.tables import VACANCY, read_block, read_rows, tell

_BULLET = re.compile(r"^[\s•*●▪·–-]*(?:\d{1,2}[.)]\s*)?")
_MOST_LINES = 500  # of one list or table: no board has as many
_FEWEST = 3  # lines that begin with somebody, to make a list
_GAP = 2  # lines between them that may be something else


def read_tables(document: Document) -> Account:
    """Every table that holds people."""
    account = Account("tables")
    numbers = [at for at, line in enumerate(document.lines) if line.table and not line.aside]
    for _, group in groupby(numbers, key=lambda at: (document.lines[at].page, document.lines[at].table)):
        lines = list(group)[:_MOST_LINES]
        rows = [cells_of_line(document, number) for number in lines]
        if own := read_rows(rows, "members") or _read_grid(rows):
            own.opened |= set(lines)
            above = document.lines[max(0, lines[0] - 5) : lines[0]]
            heading = next((line.text for line in reversed(above) if line.heading and not line.aside), "")
            for reading in own.readings:
                reading.body = heading.replace("\t", " ")
            account.add(settled(own, rows, "a row without a name"))
    return account


def _read_grid(rows: list[Row]) -> Account | None:
    """Names side by side, with what they do below them in the same columns."""
    account = Account("grid")
    above: dict[int, Reading] = {}
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell.text.strip()]
        people = [at for at in filled if begins_with_person(row[at].text.strip())]
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
    return account if len(account.readings) > 1 else None


def read_lists(document: Document) -> Account:
    """Runs of lines that each begin with somebody, as annual reports and plain pages have them."""
    account = Account("lists")
    block: list[int] = []
    for number in (*(at for at, line in enumerate(document.lines) if _begins(line)), 10**9):
        if block and (number - block[-1] > _GAP + 1 or _parted(document, block[-1], number)):
            _read_list(document, block, account)
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
    for cell in text.split("\t")[:3]:
        person = person_at(cell, 0)
        if person and person.sure and not STORY.match(cell, person.end):
            return not re.search(r"[a-z]{3}\.\s+[A-Z]", cell[person.end :])
    return False


def _read_list(document: Document, block: list[int], account: Account) -> None:
    if len(block) < _FEWEST:
        return
    lines = document.lines
    head, after = block[0] - 1, block[-1] + 1
    headed = head >= 0 and len(lines[head].cells) > 1 and any(trade.column_of(cell.text) for cell in lines[head].cells)
    known = set(block)
    entries = [at for at in range(block[0], after) if at in known or not (lines[at].aside or lines[at].heading)]
    vacant = after < len(lines) and VACANCY.match(lines[after].text) is not None
    numbers = [head] * headed + entries[:_MOST_LINES] + [after] * vacant
    own = read_block(rows_of(document, numbers), "members")
    if len(own.readings) >= _FEWEST:
        own.opened |= set(numbers)
        account.add(own)
