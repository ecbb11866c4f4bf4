"""A sheet -> its headings and the rows under them that are members: titles, headings again, merged cells, remarks."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from lepdata.dates import day_of, days_in_figures, looks_like_date
from lepdata.display import gathered
from lepdata.errors import quoted, refused
from lepdata.files import rule_file
from lepdata.headed import Row, heading_key, numbers_rows
from lepdata.names import is_numbered, read_name, titles
from lepdata.read.grid import HEADING_WITHIN, Grid, Layout, column_letter, first_few, rows_named
from lepdata.read.headings import PEOPLE_OR_SEATS, SEAT_DESCRIPTIONS
from lepdata.read.words import candidates, first_fitting, says, without

_NUMBER = re.compile(r"\s*-?(?!0\d)[\d.,]+%?\s*")  # with a nought first it is a code
_INDEX = frozenset(("", "unnamed0", "index", "no", "number", "sn", "sno", "srno", "slno", "line"))
_DATED = re.compile(
    r"\b(\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Za-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})\b"
)


def lay_out(grid: Grid, header_row: int | None = None, told: Iterable[str] = ()) -> Layout:
    """The table of a grid; the row of the headings is the first with two that are known, unless it is told."""
    if header_row is None:
        at = heading_row(grid.rows, told)
    elif (at := next((at for at, (number, _) in enumerate(grid.rows) if number == header_row), -1)) < 0:
        remedy = "count the rows as a spreadsheet does, from 1"
        raise refused(grid.file, f"nothing in row {header_row}", "the row of the headings", remedy, header_row)
    headings, deep = _headings(grid, at)
    table = Layout(grid, grid.rows[at][0], headings, [*grid.rows[at + deep :]])
    if at:
        _say_above(table, grid.rows[:at])
    _fill_merged(table)
    first = table.headings[0].strip()
    if heading_key(first) in _INDEX and numbers_rows([cells[0] for _, cells in table.rows]):
        called = f", {quoted(first)}," if first else ""
        grid.caveats.append(f"The first column of {grid.file}{called} numbers the rows: it was not read.")
        table.headings[0], table.rows = "", [(line, ("", *cells[1:])) for line, cells in table.rows]
    _as_wide(table)
    _leave_repeats(table)
    return table


def heading_row(rows: Sequence[Row], told: Iterable[str] = ()) -> int:
    """Which row holds the headings: that with those the user has named, else the first with two known ones."""
    keys = {heading_key(text) for text in told}
    widest, alone = 0, None
    for at, (_, cells) in enumerate(rows[:HEADING_WITHIN]):
        if keys and keys <= {*map(heading_key, cells)}:
            return at
        known, filled = _known(cells), len(_filled(cells))
        if filled > widest or not at:  # else a row of data that holds a known word too, such as Member
            if len(known) > 1 and known & PEOPLE_OR_SEATS:
                return at
            alone = at if alone is None and known & PEOPLE_OR_SEATS and (filled == 1 or not at) else alone
        widest = max(widest, filled)
    return alone or 0


def strength(rows: Sequence[Row]) -> int:
    """How much a sheet looks like a board: how many different headings are known in its row of headings."""
    at = heading_row(rows)
    known = _known(rows[at][1]) if rows else set()
    return len(known) + 10 * (len(rows) > at + 1 and not known.isdisjoint(("person_name", "family name")))


def _known(cells: Sequence[str]) -> set[str]:
    return {candidates(cell)[0] for cell in cells if cell.strip() and len(cell) < 80 and candidates(cell)} - {"aside"}


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]


def _headings(grid: Grid, at: int) -> tuple[list[str], int]:
    """The headings, and over how many rows they stand: a second row of known headings belongs to the first."""
    _, upper = grid.rows[at]
    under = grid.rows[at + 1][1] if at + 1 < len(grid.rows) else ()
    gaps = any(cell.strip() and not "".join(upper[i : i + 1]).strip() for i, cell in enumerate(under))
    if gaps and len(_known(under)) > 1 and [*map(heading_key, under)] != [*map(heading_key, upper)]:
        return _joined(_spread(upper, len(under), grid, grid.rows[at][0]), under), 2
    return list(upper), 1


def _spread(cells: Sequence[str], width: int, grid: Grid, line: int) -> list[str]:
    """A row of titles, each over all the columns that it is merged over, or else up to the next."""
    merged = {left: right for first, left, last, right in grid.merged if first <= line <= last}
    spread = [*cells, *[""] * (width - len(cells))]
    for at in range(1, len(spread)):
        inside = any(left < at <= right for left, right in merged.items())
        if not spread[at].strip() and spread[at - 1].strip() and (inside or not merged):
            spread[at] = spread[at - 1]
    return spread


def _joined(upper: Sequence[str], under: Sequence[str]) -> list[str]:
    pairs = itertools.zip_longest(map(str.strip, upper), map(str.strip, under), fillvalue="")
    # what stands over several says of none of them what it is: "Member" over "Name" and "Substitute"
    texts = ((" ".join(filter(None, pair)), *reversed(pair[upper.count(pair[0]) > 1 :])) for pair in pairs)
    return [next((text for text in own if text and candidates(text)), own[0]) for own in texts]


def _say_above(table: Layout, above: Sequence[Row]) -> None:
    said = table.grid
    texts = [text for _, cells in above for text in _filled(cells)]
    shown = next((text for text in texts if says("an office", text)), texts[0])  # "Chair: Ada Example"
    said.leave("row", rows_named([line for line, _ in above]), shown, "above the headings")
    alone = _filled(above[-1][1])
    table.title = alone[0] if len(alone) == 1 else ""
    dates = [found[1] for _, cells in above for cell in cells for found in _DATED.finditer(days_in_figures(cell))]
    date = next(filter(looks_like_date, dates), "")
    if date and not any("snapshot_date" in candidates(heading) for heading in table.headings):
        said.day_above = day_of(date)
        where = f"Above the headings of {said.file} stands {quoted(date)}: if the list is of that day, give it a column"
        said.caveats.append(f"{where} Date, or judge it with --as-at {day_of(date, otherwise='and the date')}.")


def _fill_merged(table: Layout) -> None:
    """The value of cells merged downwards stands for every row that they cover."""
    lines, named, said = [line for line, _ in table.rows], [], table.grid
    for first, left, last, _ in said.merged:
        covered = range(bisect_left(lines, first), bisect_right(lines, last))
        if last == first or len(covered) < 2 or lines[covered[0]] != first:
            continue
        above = table.rows[covered[0]][1]
        if left < len(above) and above[left].strip():
            for at in covered[1:]:
                line, own = table.rows[at]
                cells = [*own, *[""] * (left + 1 - len(own))]
                cells[left] = cells[left] if cells[left].strip() else above[left]
                table.rows[at] = line, tuple(cells)
            named.append(f"{column_letter(left)}{first} to {column_letter(left)}{last}")
    if named:
        what = f"Merged cells of {said.file} were read for every row that they cover"
        said.caveats.append(f"{what}: {first_few(named)}.")


def _as_wide(table: Layout) -> None:
    """Every row as wide as the headings; what stands under none is said, once a column."""
    width, said = len(table.headings), table.grid
    blank = [at for at, heading in enumerate(table.headings) if not heading.strip()]
    rows = (row for row in table.rows if 0 not in blank or any(map(str.strip, row[1][1:])))  # else it may head a part
    bare = ((line, cells, at) for line, cells in rows for at in (*blank, *range(width, len(cells))))
    stray = gathered((at, (line, cells[at])) for line, cells, at in bare if at < len(cells) and cells[at].strip())
    table.rows = [(line, cells[:width] + ("",) * (width - len(cells))) for line, cells in table.rows]
    told: set[int] = set()
    for column, found in stray.items():
        same = len({text.strip() for _, text in found}) == 1 and len(found) * 2 > len(table.rows) > 2  # "Read more"
        if column < width and (same or all(_NUMBER.fullmatch(text) for _, text in found)):
            said.leave(
                "column", f"column {column_letter(column)}", found[0][1], "numbers, or one text, without a heading"
            )
            continue
        if lines := [line for line, _ in found if line not in told]:
            more = f", in {rows_named(lines)}" if len(lines) > 1 else ""
            place = f" (column {column_letter(column)})" if column < width else ""
            what = f"more cells than headings: {quoted(found[0][1])} stands under none{place}{more}"
            remedy = "put a cell that holds a comma in quotation marks, or give the column a heading"
            said.fault(lines[0], "", what, f"{width - len(blank)} cells, one under each heading", remedy)
        told |= {line for line, _ in found}


def _leave_repeats(table: Layout) -> None:
    """Rows that print the headings again."""
    keys, said = [heading_key(heading) for heading in table.headings], table.grid
    known = {heading.strip().casefold() for heading in table.headings} - {""}
    known |= {row["heading"].casefold() for row in rule_file("board_file/headings.csv")}
    again: dict[int, str] = {}
    for line, cells in table.rows:
        first = [cell.casefold() for cell in _filled(cells[:3])]
        if sum(cell in known for cell in first) < min(2, len(first)):  # at once, as for most
            continue
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if sum(heading_key(cells[at]) == keys[at] for at in filled) > max(1, len(filled) // 2):
            again.setdefault(line, cells[filled[0]].strip())
        elif len(filled) > 2 and len(_known(cells)) == len(filled):
            shown = ", ".join(map(quoted, _filled(cells)))
            remedy = "put the second table into a sheet or file of its own, or under the headings of the first"
            said.fault(line, "", f"other headings, {shown}", "one table", remedy)
    if again:
        said.leave("row", rows_named(sorted(again)), next(iter(again.values())), "the headings again")
        table.rows = [row for row in table.rows if row[0] not in again]


# --- which rows are members: headings of a part lend their meaning to the rows under them, remarks and sums are left

Lent = Mapping[str, str]  # column of the board file -> the words that stand above the row
_NOTHING: Lent = {}
_BODIES = {"body", "organisation"}
_A_NUMBER = re.compile(r"^(?:\s*\d{1,3}[.)]\s)?+.*\d", re.DOTALL)  # but for that before a name
_IN_PROSE = re.compile(r"(?<![\w(])[a-z]{4,}")  # a word that no name has
_NO_NAME_BEGINS = re.compile(r"\w+ [a-z(]")  # but a sentence does
_SENTENCE = 9  # words: no name or seat has so many
_MARKS = "*†‡§^"  # what begins with one explains a mark in the table, whomever it speaks of


def part(table: Layout) -> tuple[list[Row], list[Lent]]:
    """The rows that are members or seats, and what the heading of its part, or a title above all, lends each."""
    places, rows, title = table.places, table.rows, table.title
    name = next((places[key][0] for key in ("person_name", "family name", "given name") if key in places), None)
    known = {place for own in places.values() for place in own}
    first = [0] if name is None else [*dict.fromkeys((name, 0))]
    shared = {place for key in ("lep", "body", "snapshot_date") for place in places.get(key, ())}
    others = sorted(known - shared - {*first})
    texts: list[str | None] = []  # of each row the only text, where it stands among the names or in the first column
    for _, cells in rows:
        alone = [own for place in first if (own := cells[place].strip())]
        texts.append(alone[0] if len(alone) == 1 and not any(cells[at].strip() for at in others) else None)
    doubted = {} if name is None else {at: why for at, why in _doubted(texts).items() if rows[at][1][name].strip()}
    doubted |= _of_figures(table)
    across = {first for first, left, last, right in table.grid.merged if first == last and left < right}
    said = {at: text for at, text in enumerate(texts) if text and rows[at][0] in across}
    doubted |= {at: True for at, text in said.items() if _IN_PROSE.search(text) and not read_name(text).vacancy}
    kept, lents, heads, left = list[Row](), list[Lent](), list[tuple[int, str]](), list[Row]()
    lent = _section(title) or _NOTHING
    if lent.keys() & _BODIES:
        lent = _NOTHING  # a title names the publisher
    elif lent and rows:
        heads.append((rows[0][0] - 2, title))
    for number, (line, cells) in enumerate(rows):
        text = texts[number]
        section = None if text is None else _section(text)
        of_bodies = name is None and any(0 in places.get(key, ()) for key in section or ())
        if section and (of_bodies or _lists_bodies(section, texts, number)):
            section = None  # one of several organisations, not a heading over people
        if section is not None:
            if title and "body" in section and not any("body" in each for each in lents):
                lents = [{"body": title, **each} for each in lents]  # the title names the board of the rows before
            lent = {key: word for key, word in lent.items() if key == "body"} | {**section}
            heads.append((line, text or ""))
        elif says("struck through", struck := cells[first[0]].strip()):
            table.grid.leave("row", f"row {line}", struck, "struck through")
        elif _is_left(cells, text, name, 0 in known) or doubted.get(number):
            left.append((line, cells))
            lent = _NOTHING if (text or "").endswith(":") else lent
        else:
            kept.append((line, cells))
            lents.append(lent)
    _tell(table.grid, heads, left)
    lines = {line for line, _ in kept}
    if bare := [f"{quoted(texts[at] or '')} in row {rows[at][0]}" for at in doubted if rows[at][0] in lines]:
        what = "Nothing but a name stands in some rows, where others say more; they were read as people all the same"
        table.grid.caveats.append(f"{what}: {first_few(bare)}.")
    return kept, lents


def _tell(said: Grid, heads: list[tuple[int, str]], left: list[Row]) -> None:
    """Say which rows were read as headings of a part, and which as no member."""
    if heads:
        shown = first_few([f"'{text}' in row {line}" for line, text in heads])
        said.caveats.append(f"Headings of a part of the list were read for the rows under them: {shown}.")
    for line, cells in left if len(left) <= 5 else ():
        text, *others = _filled(cells)
        text = " ".join((text, *others)) if text.endswith(":") else text
        said.leave("row", f"row {line}", text, "a remark or a sum, not a person")
    if len(left) > 5:
        why = f"remarks or sums, not people ({len(left)} rows)"
        said.leave("row", rows_named([line for line, _ in left]), next(filter(str.strip, left[0][1])).strip(), why)


def _lists_bodies(section: Lent, texts: Sequence[str | None], at: int) -> bool:
    """Whether a row that could head a part is one of several bodies listed one under the other."""
    after = _section(texts[at + 1] or "") if at + 1 < len(texts) else section
    return bool(section.keys() & _BODIES) and (after or _NOTHING).keys() == section.keys()


def _is_left(cells: Sequence[str], text: str | None, name: int | None, first_is_known: bool) -> bool:
    """Whether a row is a remark or a sum, or its only text stands where no name does."""
    if text is None:
        own = "" if name is None else cells[name].strip()
        return cells[0].startswith("#") or own.endswith(":") or bool(says("a sum", own))
    aside = name not in (None, 0) and not first_is_known and not cells[name or 0].strip()
    return aside or text.endswith(":") or _is_remark(text)


def _section(text: str) -> Lent | None:
    """What a row that heads a part of the list lends to those under it; None for any other row."""
    plain = re.sub(r"(\s*(\(\d+\)|:|[-–]))+\s*$", "", " ".join(text.split())).strip()
    bare = without("a note behind a heading", plain)
    rule = first_fitting("sections", plain, whole=True) or first_fitting("sections", bare, whole=True)
    if plain[:1] in _MARKS or not rule:
        return None
    column, _, word = rule["lends"].partition("=")
    if column in _BODIES and (re.search(r"[,;|]|\s[-–—]\s", plain) or titles(plain)):
        return None  # "Cllr Ada Example, Exford Council", "Ben Specimen - Exford University"
    return {column: word or plain} if column else _NOTHING


def _of_figures(table: Layout) -> dict[int, bool]:
    """Rows in which figures alone tell of a seat, where they are few: else they are codes."""
    keys = (*SEAT_DESCRIPTIONS, "sector_as_published")
    told = [place for key in keys for place in table.places.get(key, ())]
    words = [[cells[place] for place in told if cells[place].strip()] for _, cells in table.rows]
    figures = [at for at, own in enumerate(words) if own and all(map(_NUMBER.fullmatch, own))]
    return dict.fromkeys(figures, True) if len(figures) * 2 < len(table.rows) else {}


def _doubted(texts: Sequence[str | None]) -> dict[int, bool]:
    """Which texts may be no people, as they stand alone and others do not; whether a number in it tells a remark."""
    said = {at: text for at, text in enumerate(texts) if text and not (says("a seat", text) or says("a body", text))}
    alone = {at: without("dates of a place", text) for at, text in said.items() if not read_name(text).vacancy}
    last = max((at for at, text in enumerate(texts) if text is None), default=len(texts))
    numbered = {at for at, text in alone.items() if _A_NUMBER.search(text) and not is_numbered(text)}
    likely = numbered | {at for at, text in alone.items() if _IN_PROSE.search(text)}
    prose = {at for at in likely if _NO_NAME_BEGINS.match(alone[at]) and len(_IN_PROSE.findall(alone[at])) > 1}
    found = {at: at in numbered | prose for at in alone if len(alone) * 4 <= len(texts) or (at > last and at in likely)}
    return found | (dict.fromkeys(prose, True) if len(alone) * 2 <= len(texts) else {})


def _is_remark(text: str) -> bool:
    """Whether a text that stands alone in its row is a footnote, a source, a sum or a sentence."""
    plain = " ".join(text.split())
    words, rule = len(plain.split()), first_fitting("remarks", plain, whole=True)
    return rule is not None or words >= _SENTENCE or (words > 4 and plain.endswith("."))
