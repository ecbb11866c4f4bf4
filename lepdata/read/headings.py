"""Which heading of a file is which column of the board file: by its words, by its values, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from lepdata.errors import Fault, UsageError, near_matches, quoted
from lepdata.files import rule_file
from lepdata.read.grid import NotRead, Row
from lepdata.read.settling import are_flags, are_names, parts_into_boards, settle
from lepdata.read.words import candidates, columns, heading_key, private_columns, read_role

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")
NAME_PARTS = ("given name", "family name")
ASIDE = "aside"  # understood, and not a column of a board file
POST_AND_BODY = "job_title, organisation"  # both in one cell
OFFICE = "office"  # a column of names headed by the office they hold
_OFFICES = re.compile(
    r"[^']{0,20}\b(chair\w*|chief executive|ceo|president|secretary|treasurer)\b[^']{0,15}", re.IGNORECASE
)
_TELLING = re.compile(
    r"\s*(resigned|left|stepped down|stood down|retired|died|ceased|term ended|until)\b.{0,40}$", re.IGNORECASE
)
_SEVERAL = ("start_date", "end_date", "capacity_as_published", ASIDE, OFFICE)  # may stand in several columns
_SLIP, _SHORT = 0.86, 5  # how alike two headings are that differ by a slip; letters of a heading that can have one
_UNKNOWN = "no column of a board file is called so"
_OURS = {"sector", "sector_status"}  # of `classify`, read only where both are there


@dataclass(frozen=True)
class Headings:
    published: tuple[str, ...]
    places: dict[str, list[int]]  # column of the board file -> where it stands; two parts of a name under NAME_PARTS
    faults: tuple[Fault, ...] = ()
    caveats: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    flags: dict[int, str] = field(default_factory=dict)  # place of a column of yes and no -> what its yes says

    @property
    def names_people_or_seats(self) -> bool:
        return any(
            name in self.places for name in ("person_name", OFFICE, POST_AND_BODY, *NAME_PARTS, *SEAT_DESCRIPTIONS)
        )


@cache
def _made_here() -> frozenset[str]:
    """The columns that lepdata itself adds: not read, and nothing to wonder at."""
    names = {row["column"] for row in rule_file("tables.csv")} - {*columns()}
    return frozenset(map(heading_key, {name for name in names if "_" in name} | {"gender", "place", "file", "person"}))


def _is_made_here(heading: str) -> bool:
    return heading_key(heading) in _made_here()


def read_headings(
    file: str, line: int, published: Sequence[str], rows: Sequence[Row] = (), asked: Mapping[str, str] | None = None
) -> Headings:
    """Read the heading row that stands in a line of a file, with the rows under it to settle what could be several."""
    told, table = _told(published, asked or {}), _Values(rows)
    meant = [(told[at],) if at in told else _meanings(text, published) for at, text in enumerate(published)]
    open_to, caveats = _settle_all(published, meant, table)
    chosen = [free[0] if len(free) == 1 else "" for free in open_to]
    flags = _flags(published, chosen, table)
    chosen = ["" if at in flags else name for at, name in enumerate(chosen)]
    _find_offices(published, chosen, flags, table)
    left = [at for at, name in enumerate(chosen) if name == ASIDE or not (name or open_to[at] or at in flags)]
    left = [at for at in left if published[at].strip() and at not in told]
    suspect, why = _suspicious(file, line, published, left, chosen, table)
    private = private_columns(published)
    if private:
        shown = ", ".join(quoted(heading.strip()) for heading in private)
        caveats.append(f"Private details ({shown}) were not read: lepdata keeps nothing beyond the public role.")
    said = [published[at] for at in left if published[at] not in private and not _is_made_here(published[at])]
    return Headings(
        tuple(published),
        _places(chosen),
        (*_twice(file, line, published, chosen), *_unclear(file, line, published, open_to), *suspect),
        tuple(caveats),
        tuple(NotRead("column", file, text.strip(), why.get(text, _UNKNOWN)) for text in said),
        flags,
    )


def _places(chosen: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, name in enumerate(chosen):
        if name and name != ASIDE and (name in _SEVERAL or name not in places):
            places.setdefault(name, []).append(at)
    return places


def _settle_all(
    published: Sequence[str], meant: Sequence[tuple[str, ...]], table: _Values
) -> tuple[list[tuple[str, ...]], list[str]]:
    """What is left open of each heading, and what must be said of how it was settled."""
    taken: set[str] = {found[0] for found in meant if len(found) == 1} - {ASIDE}
    open_to = [found if len(found) < 2 else tuple(name for name in found if name not in taken) for found in meant]
    caveats: list[str] = []
    several = [at for at, found in enumerate(meant) if len(found) > 1]
    # Names first, and boards last, which are told by their chairs.
    for at in sorted(several, key=lambda at: (meant[at] != ("person_name", "body"), "body" in meant[at])):
        open_to[at] = tuple(name for name in open_to[at] if name not in taken)
        open_to[at], said = _settled(published[at], meant[at], open_to[at], table, at, open_to)
        caveats += said
        taken |= {*open_to[at]} - {ASIDE} if len(open_to[at]) == 1 else set()
    return open_to, caveats


class _Values:
    """The columns under the headings, each taken out once."""

    def __init__(self, rows: Sequence[Row]):
        self.rows = rows
        self._columns: dict[int, list[str]] = {}

    def column(self, at: int) -> list[str]:
        if at not in self._columns:
            self._columns[at] = [cells[at] if at < len(cells) else "" for _, cells in self.rows]
        return self._columns[at]


def _told(published: Sequence[str], asked: Mapping[str, str]) -> dict[int, str]:
    """Where the columns stand that the user has named, and what each is."""
    found: dict[int, str] = {}
    keys = [heading_key(text) for text in published]
    for word, given in asked.items():
        meaning = ASIDE if heading_key(word) == "ignore" else next(iter(candidates(word)), "")
        if not meaning:
            near = near_matches(word, [*columns(), *NAME_PARTS, "ignore"])
            raise UsageError(f"No column of a board file is called {quoted(word)}. {_did_you_mean(near)}")
        for heading in given.split("|"):
            if heading_key(heading) not in keys:
                near = near_matches(heading, [text.strip() for text in published if text.strip()])
                raise UsageError(f"No heading of the file is {quoted(heading)}. {_did_you_mean(near)}")
            found[keys.index(heading_key(heading))] = meaning
    return found


def _did_you_mean(near: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(map(quoted, near))}?" if near else "See `lepdata template` for the columns."


def _meanings(text: str, published: Sequence[str]) -> tuple[str, ...]:
    name = text.strip().casefold()
    ours = [heading for heading in published if heading.strip().casefold() == name]  # `classify` adds its at the end
    if name in (*_OURS, "gender") and text == ours[-1] and {each.strip().casefold() for each in published} >= _OURS:
        return (name,) if name in _OURS else ()
    name = name.removesuffix(" (in the file)")
    return (("sector_as_published",) if name == "sector" else ()) if name in _OURS else candidates(text)


def _settled(
    heading: str, meant: tuple[str, ...], free: tuple[str, ...], table: _Values, at: int, open_to: list[tuple[str, ...]]
) -> tuple[tuple[str, ...], list[str]]:
    """What is left open of an ambiguous heading, and a word on how it was settled."""
    shown, values = quoted(heading.strip()), table.column(at)
    if meant == ("person_name", "body"):  # never told by what other columns hold
        others = any(found == ("person_name",) for found in open_to)
        told = settle(meant, values, bool) if others and "body" in free else ""
        return ((told or "person_name"),), []
    if len(free) == 1 and len(free) < len(meant) and free != (ASIDE,):
        return free, [f"The heading {shown} was read as {free[0]}, since other columns hold what else it could mean."]
    if "honorific" in free and ("role",) not in open_to and settle(("role", "honorific"), values, bool) == "role":
        free = ("role",)
    if len(free) > 1:
        told = settle(free, values, lambda: parts_into_boards(values, _chairs(table, open_to)))
        if told == "job_title" and "honorific" in free and not _names_people(open_to):
            told = ""  # a title of what, where nobody is named?
        usual = free[0] if {"person_name", "row_id", "attendance"} & {*free} else ""
        free = (told or usual,) if told or usual else free
    if len(free) == 1 and free[0] not in (meant[0], ASIDE):
        return free, [f"The heading {shown} was read as {free[0]}, as its values tell."]
    return free, []


def _names_people(open_to: Sequence[tuple[str, ...]]) -> bool:
    return any(free[:1] in (("person_name",), *((part,) for part in NAME_PARTS)) for free in open_to)


def _chairs(table: _Values, open_to: Sequence[tuple[str, ...]]) -> list[bool]:
    """Which rows are of somebody in the chair."""
    at = next((at for name in ("role", "job_title") for at, free in enumerate(open_to) if free == (name,)), None)
    if at is not None:
        return [read_role(text) == "chair" for text in table.column(at)]
    names = next((at for at, free in enumerate(open_to) if free == ("person_name",)), None)
    return [False] * len(table.rows) if names is None else ["(chair" in text.casefold() for text in table.column(names)]


def _flags(published: Sequence[str], chosen: Sequence[str], table: _Values) -> dict[int, str]:
    """The columns of yes and no: what a yes says, as "column=word", and a no where it says something."""
    found = {}
    for at, (text, name) in enumerate(zip(published, chosen, strict=True)):
        word = text.strip().casefold()
        if not word or not are_flags(table.column(at)):
            continue
        if name in ("end_date", "status"):
            left = name == "end_date" or word in ("former", "resigned", "left")
            found[at] = "status=former|" if left else "status=current|former"
        elif name == "gender_as_published" and word in ("woman", "female", "women"):
            found[at] = f"gender_as_published={'female' if word == 'female' else 'woman'}|"
        elif not name and read_role(text):
            found[at] = f"role={text.strip()}|"
    return found


def _find_offices(published: Sequence[str], chosen: list[str], flags: Mapping[int, str], table: _Values) -> None:
    """In a register of bodies each office is a column of names."""
    if any(name in chosen for name in NAME_PARTS):
        return
    offices = [
        at
        for at, text in enumerate(published)
        if at not in flags
        and (not chosen[at] or chosen[at] == "person_name")
        and text.strip()
        and (read_role(text) or _OFFICES.fullmatch(text.strip()))
        and are_names(table.column(at))
    ]
    named = [at for at, name in enumerate(chosen) if name == "person_name" and at not in offices]
    alone = all(chosen[at] == "person_name" for at in offices)
    if alone or any(heading_key(published[at]) != "name" or "body" in chosen for at in named):
        return
    for at in offices:
        chosen[at] = OFFICE
    for at in named:
        chosen[at] = "body"


def _twice(file: str, line: int, published: Sequence[str], chosen: Sequence[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for text, name in zip(published, chosen, strict=True):
        same = heading_key(text) if name in ("", *_SEVERAL) else name
        if same and same in first:
            found = f"the heading {quoted(text.strip())} as well as {quoted(first[same].strip())}"
            expected = f"one column that is read as {name}" if name else "every heading once"
            yield Fault(file, line, text.strip(), found, expected, "rename or delete one of the two columns")
        first.setdefault(same, text)


def _unclear(file: str, line: int, published: Sequence[str], open_to: Sequence[tuple[str, ...]]) -> Iterator[Fault]:
    for text, free in zip(published, open_to, strict=True):
        if len(free) > 1:
            shown, means = text.strip(), " or ".join(free)
            expected = f"a heading that means one thing, {means}"
            remedy = f"rename it {means}, or say which with --columns {free[0]}={shown}"
            yield Fault(file, line, shown, f"the heading {quoted(shown)}", expected, remedy)


def _suspicious(
    file: str, line: int, published: Sequence[str], unread: Sequence[int], chosen: Sequence[str], table: _Values
) -> tuple[list[Fault], dict[str, str]]:
    """A fault for each unread heading that speaks of what would change the answer and is read from no other column."""
    faults, other = [], {}
    read = {*chosen} | ({"person_name"} if {*NAME_PARTS, OFFICE} & {*chosen} else set())
    for at in unread:
        text = published[at].strip()
        if candidates(text) or private_columns([text]) or _is_made_here(text):
            other[published[at]] = "understood, and no part of a board file"
            continue
        slip = _slip(text)
        rule = _speaks_of(text, slip)
        other[published[at]] = _UNKNOWN + (f"; {quoted(slip[0])} is" if slip else "")
        if telling := next((value for value in table.column(at) if _TELLING.match(value)), ""):
            other[published[at]] = f"{_UNKNOWN}, and it says {quoted(telling.strip())}"
        if rule is None or rule["column"] in read or not _matters(rule["column"], table.column(at)):
            if not read & {"body", "lep"} and parts_into_boards(
                table.column(at), _chairs(table, [(one,) for one in chosen])
            ):
                faults.append(_is_it_the_board(file, line, text, table.column(at)))
            continue
        like = [row["heading"] for row in rule_file("board_file/headings.csv") if row["reads_as"] == rule["column"]]
        near = "".join(f" (as {quoted(one)} is)" for one in near_matches(text, like, 1))
        found = f"the heading {quoted(text)}, which speaks of {rule['speaks_of']} and is not read"
        expected = f"a heading that says what it is, since {rule['because']}"
        say = f"say --columns {rule['column']}={quoted(text)}"
        remedy = f"if it is {rule['column']}{near}, {say}, else --columns ignore={quoted(text)}"
        faults.append(Fault(file, line, text, found, expected, remedy))
    return faults, other


def _slip(heading: str) -> tuple[str, str] | None:
    """The known heading that an unknown one is a slip of the pen for, and its column."""
    known = {name.replace("_", " "): (name.replace("_", " ").capitalize(), name) for name in columns()}
    rules = (row for row in rule_file("board_file/headings.csv") if "|" not in row["reads_as"])
    known |= {row["heading"].casefold(): (row["heading"], row["reads_as"]) for row in rules}
    near = get_close_matches(heading.casefold(), known, 1, _SLIP) if len(heading) >= _SHORT else []
    return known[near[0]] if near else None


def _speaks_of(heading: str, slip: tuple[str, str] | None) -> dict[str, str] | None:
    """The rule that fits an unknown heading, or the one that it is a slip for: what it speaks of."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ")
    rules = rule_file("board_file/unread.csv")
    meant = (row for row in rules if slip and row["column"] == slip[1])
    return next((row for row in rules if re.search(row["pattern"], spaced, re.IGNORECASE)), next(meant, None))


def _matters(column: str, values: Sequence[str]) -> bool:
    """Whether a column with such values could hold what its heading speaks of: a board's name repeats."""
    given = [text.strip() for text in values if text.strip()]
    if column != "body":
        return bool(given)
    return 1 < len(set(given)) <= len(given) / 2 and max(map(len, given)) < 100


def _is_it_the_board(file: str, line: int, text: str, values: Sequence[str]) -> Fault:
    count = len({value.strip() for value in values} - {""})
    found = f"no column that says which board, and {count} values under {quoted(text)} that part the rows"
    remedy = f"if it is the board, say --columns body={quoted(text)}, else --columns ignore={quoted(text)}"
    return Fault(file, line, text, found, "one board, or a column that says which board a row is of", remedy)
