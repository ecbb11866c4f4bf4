"""Rows under headings that are declared: their cells by column, and what is wrong with headings and cells, in place."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lepdata.english import plural
from lepdata.errors import Fault, near_matches, quoted

Row = tuple[int, tuple[str, ...]]  # its number as a spreadsheet counts, and its cells


class Column(NamedTuple):
    name: str
    needed: bool = False  # whether its heading must be there; else its cells are empty where it is not
    holds: str = ""  # the pattern that every cell of it fits; "" for any text
    meaning: str = ""
    also: str = ""  # another heading that is read as it


def heading_key(text: str) -> str:
    """A heading without case, accents, spaces, underscores and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


def heads(names: Iterable[str]) -> Callable[[str], bool]:
    """Tells whether a cell is one of these headings."""
    keys = {*map(heading_key, names)}
    return lambda cell: heading_key(cell) in keys


class Headed(NamedTuple):
    names: list[str]  # the columns as they stand; what is none of those declared is called as it was printed
    rows: list[tuple[int, dict[str, str]]]  # the cells of each row, by those declared and by what else stands there
    faults: list[Fault]


def read_headed(
    file: str, table: Sequence[Row], columns: Sequence[Column], others: bool = True, whole: bool = False
) -> Headed:
    """Read a table, its headings first: undeclared ones are a fault but for `others`, short rows where `whole`."""
    (line, headings), *body = table
    known = {heading_key(text): one.name for one in columns for text in (one.also, one.name) if text}
    known |= {one.name: one.name for one in columns}
    names = [known.get(text) or known.get(heading_key(text), text) for text in map(str.strip, headings)]
    absent = [one.name for one in columns if one.name not in names]
    bare = [[cells[at].strip() for _, cells in body if at < len(cells)] for at, name in enumerate(names) if not name]
    strange = dict.fromkeys(name for name in names if name not in known.values())
    if all(not any(own) or numbers_rows(own) for own in bare):
        strange.pop("", None)
    faults = [*_of_headings(file, line, names, columns, [] if others else [*strange])]
    expected = f"{plural(len(names), 'cell')}, one under each heading"
    for at, cells in body:
        if more := "".join(cells[len(names) :]).strip():  # any of the others may stand in the wrong place then
            remedy = "put a cell that holds a comma in quotation marks"
            faults.append(Fault(file, at, "", f"{quoted(more)} under no heading", expected, remedy))
        elif whole and len(cells) < len(names):
            faults.append(Fault(file, at, "", f"{len(cells)} cells", expected, "keep the comma of an empty cell"))
    whole_row, blank = [*names, *absent], [""] * (len(names) + len(absent))
    rows = [(at, dict(zip(whole_row, [*cells[: len(names)], *blank], strict=False))) for at, cells in body]
    return Headed(names, rows, faults)


def numbers_rows(texts: Sequence[str]) -> bool:
    """Whether a column only numbers the rows, as pandas' index does."""
    numbers = [int(text) for text in texts if text.strip().isdecimal() and len(text.strip()) < 10]
    return len(numbers) == len(texts) and all(two > one for one, two in itertools.pairwise(numbers))


def _of_headings(
    file: str, line: int, names: list[str], columns: Sequence[Column], strange: Sequence[str]
) -> Iterator[Fault]:
    known = [one.name for one in columns]
    if missing := [one.name for one in columns if one.needed and one.name not in names]:
        near = near_matches(missing[0], {*names} - {*known, ""}, 1) if len(missing) == 1 else []
        remedy = f"call {quoted(near[0])} {missing[0]}" if near else "add the heading"
        yield Fault(file, line, ", ".join(missing), "no such column", f"a column {', '.join(missing)}", remedy)
    for name in known:
        if (count := names.count(name)) > 1:
            yield Fault(file, line, name, f"{count} columns of this name", "one", "keep the one that is meant")
    for name in strange:
        near = near_matches(name, known, 1)
        remedy = f"call it {near[0]} if that is meant, else take it out" if near else "take it out"
        yield Fault(file, line, quoted(name)[1:-1], "a column that nobody knows", f"one of {', '.join(known)}", remedy)


def wrong_cells(file: str, line: int, row: Mapping[str, str], columns: Sequence[Column]) -> Iterator[Fault]:
    """The cells of a row that do not hold what their columns do."""
    for one in columns:
        if one.holds and not re.fullmatch(one.holds, text := row[one.name].strip(), re.DOTALL):
            found, remedy = quoted(text) if text else "nothing", "correct the cell, or put # before the row"
            yield Fault(file, line, one.name, found, one.meaning, remedy)
