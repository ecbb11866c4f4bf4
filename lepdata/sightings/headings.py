"""Which published heading is which column of the board file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lepdata.errors import Fault, quoted
from lepdata.sightings.columns import SEAT_DESCRIPTIONS, columns, rule_rows

NAME_PARTS = ("given name", "family name")


@dataclass(frozen=True)
class Headings:
    """What a heading row says.

    Attributes
    ----------
    published : tuple of str
        The headings as they stand.
    places : dict
        Column of the board file -> where it stands; a name in two columns is under `NAME_PARTS`.
    faults, caveats : tuple
        What stops the file from being read, and what a reader must know.
    """

    published: tuple[str, ...]
    places: dict[str, int]
    faults: tuple[Fault, ...]
    caveats: tuple[str, ...]

    @property
    def names_people_or_seats(self) -> bool:
        """The file has a column for people or one that describes seats."""
        return any(name in self.places for name in ("person_name", *NAME_PARTS, *SEAT_DESCRIPTIONS))


def heading_key(text: str) -> str:
    """A heading without case, accents, spaces, underscores and punctuation.

    Examples
    --------
    >>> heading_key(" Job_Title: ")
    'jobtitle'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def candidates(heading: str) -> tuple[str, ...]:
    """The columns that a heading may mean: none, one, or several.

    Examples
    --------
    >>> candidates("Organization"), candidates("Title"), candidates("Shoe size")
    (('organisation',), ('honorific', 'job_title'), ())
    """
    without_brackets = heading.split("(")[0]
    return _known().get(heading_key(heading)) or _known().get(heading_key(without_brackets), ())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    synonyms = {heading_key(row["heading"]): tuple(row["reads_as"].split("|")) for row in rule_rows("headings.csv")}
    return synonyms | {heading_key(column.name): (column.name,) for column in columns()}


def read_headings(file: str, line: int, published: Sequence[str]) -> Headings:
    """Read a heading row.

    Parameters
    ----------
    file : str
        The file's name, for the messages.
    line : int
        The row the headings stand in.
    published : sequence of str
        The headings as they stand.
    """
    meant = [candidates(heading) for heading in published]
    taken = {found[0] for found in meant if len(found) == 1}
    chosen = [_chosen(found, taken) for found in meant]
    caveats = [_settled(published[i], chosen[i]) for i, found in enumerate(meant) if len(found) > 1 and chosen[i]]
    cells = list(zip(published, meant, chosen, strict=True))
    unread = [text for text, found, name in cells if _unread(text, found, name, taken)]
    if unread:
        caveats.append(f"These columns of {file} were not read: {', '.join(quoted(text.strip()) for text in unread)}.")
    places: dict[str, int] = {}
    for i, name in enumerate(chosen):
        if name:
            places.setdefault(name, i)
    faults = [*_twice(file, line, published, chosen), *_unclear(file, line, cells, taken)]
    return Headings(tuple(published), places, tuple(faults), tuple(caveats))


def _chosen(found: tuple[str, ...], taken: set[str]) -> str:
    """The one column meant, or the only one of several that no other heading has."""
    free = found if len(found) == 1 else tuple(name for name in found if name not in taken)
    return free[0] if len(free) == 1 else ""


def _unread(text: str, found: tuple[str, ...], name: str, taken: set[str]) -> bool:
    return bool(text.strip()) and not name and all(each in taken for each in found)


def _settled(text: str, name: str) -> str:
    return f"The heading {quoted(text.strip())} was read as {name}, since other columns hold what else it could mean."


def _twice(file: str, line: int, published: Sequence[str], chosen: Sequence[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for text, name in zip(published, chosen, strict=True):
        same = name or heading_key(text)
        if same and same in first:
            found = f"the heading {quoted(text.strip())} as well as {quoted(first[same].strip())}"
            expected = f"one column that is read as {name}" if name else "every heading once"
            yield Fault(file, line, text.strip(), found, expected, "rename or delete one of the two columns")
        first.setdefault(same, text)


def _unclear(
    file: str, line: int, cells: Sequence[tuple[str, tuple[str, ...], str]], taken: set[str]
) -> Iterator[Fault]:
    for text, found, name in cells:
        free = [each for each in found if each not in taken]
        if not name and len(free) > 1:
            means = " or ".join(free)
            shown = text.strip()
            expected = f"a heading that means one thing, {means}"
            yield Fault(file, line, shown, f"the heading {quoted(shown)}", expected, f"rename it {means}")
