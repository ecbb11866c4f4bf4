"""Which heading of a file is which column of the board file: by its words, by its values, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from lepdata.errors import UsageError, near_matches, quoted
from lepdata.files import rule_file
from lepdata.read.grid import Row, Said
from lepdata.read.settling import are_flags, are_names, parts_into_boards, settle
from lepdata.read.words import candidates, columns, heading_key, private_columns, read_role, says

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")
NAME_PARTS = ("given name", "family name")
ASIDE = "aside"  # understood, and not a column of a board file
POST_AND_BODY = "job_title, organisation"  # both in one cell
OFFICE = "office"  # a column of names headed by the office they hold
_SEVERAL = ("start_date", "end_date", "capacity_as_published", ASIDE, OFFICE)  # may stand in several columns
_SLIP, _SHORT = 0.86, 5  # how alike two headings are that differ by a slip; letters of a heading that can have one
_UNKNOWN = "no column of a board file is called so"
_OURS = {"sector", "sector_status"}  # of `classify`, read only where both are there


@dataclass(frozen=True)
class Headings:
    published: tuple[str, ...]
    places: dict[str, list[int]]  # column of the board file -> where it stands; two parts of a name under NAME_PARTS
    flags: dict[int, str] = field(default_factory=dict)  # place of a column of yes and no -> what its yes says

    @property
    def names_people_or_seats(self) -> bool:
        return not self.places.keys().isdisjoint(
            ("person_name", OFFICE, POST_AND_BODY, *NAME_PARTS, *SEAT_DESCRIPTIONS)
        )


@dataclass
class _Row:
    """The row of the headings while it is read, with the rows under it to settle what could be several."""

    said: Said
    line: int
    published: Sequence[str]
    rows: Sequence[Row]
    open_to: list[tuple[str, ...]] = field(default_factory=list)  # of each heading: the columns it may still be
    columns: dict[int, list[str]] = field(default_factory=dict)

    def column(self, at: int) -> list[str]:
        if at not in self.columns:
            self.columns[at] = [cells[at] if at < len(cells) else "" for _, cells in self.rows]
        return self.columns[at]

    def place(self, name: str) -> int | None:
        return next((at for at, free in enumerate(self.open_to) if free == (name,)), None)

    def chairs(self) -> list[bool]:
        """Which rows are of somebody in the chair."""
        at = self.place("role") if self.place("role") is not None else self.place("job_title")
        if at is not None:
            return [read_role(text) == "chair" for text in self.column(at)]
        at = self.place("person_name")
        return [False] * len(self.rows) if at is None else ["(chair" in text.casefold() for text in self.column(at)]

    def fault(self, at: int, found: str, expected: str, remedy: str) -> None:
        self.said.fault(self.line, self.published[at].strip(), found, expected, remedy)


def read_headings(
    said: Said, line: int, published: Sequence[str], rows: Sequence[Row] = (), asked: Mapping[str, str] | None = None
) -> Headings:
    """Read the heading row that stands in a line of a file."""
    row, told = _Row(said, line, published, rows), _told(published, asked or {})
    _settle_all(row, [(told[at],) if at in told else _meanings(text, published) for at, text in enumerate(published)])
    chosen = [free[0] if len(free) == 1 else "" for free in row.open_to]
    flags = _flags(row, chosen)
    chosen = ["" if at in flags else name for at, name in enumerate(chosen)]
    _find_offices(row, chosen, flags)
    private = private_columns(published)
    if private:
        shown = ", ".join(quoted(heading.strip()) for heading in private)
        said.caveats.append(f"Private details ({shown}) were not read: lepdata keeps nothing beyond the public role.")
    _say_twice(row, chosen)
    for at, free in enumerate(row.open_to):
        if len(free) > 1:
            shown, means = published[at].strip(), " or ".join(free)
            remedy = f"rename it {means}, or say which with --columns {free[0]}={shown}"
            row.fault(at, f"the heading {quoted(shown)}", f"a heading that means one thing, {means}", remedy)
    left = [at for at, name in enumerate(chosen) if name == ASIDE or not (name or row.open_to[at] or at in flags)]
    row.open_to = [(name,) for name in chosen]
    for at in left:
        if at not in told and published[at].strip():
            _leave(row, at, chosen)
    places: dict[str, list[int]] = {}
    for at, name in enumerate(chosen):
        if name and name != ASIDE and (name in _SEVERAL or name not in places):
            places.setdefault(name, []).append(at)
    return Headings(tuple(published), places, flags)


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


def _settle_all(row: _Row, meant: Sequence[tuple[str, ...]]) -> None:
    """Settle what each heading is, from what it may mean, and say how."""
    taken: set[str] = {found[0] for found in meant if len(found) == 1} - {ASIDE}
    row.open_to = [found if len(found) < 2 else tuple(name for name in found if name not in taken) for found in meant]
    several = [at for at, found in enumerate(meant) if len(found) > 1]
    # Names first, and boards last, which are told by their chairs.
    for at in sorted(several, key=lambda at: (meant[at] != ("person_name", "body"), "body" in meant[at])):
        row.open_to[at] = tuple(name for name in row.open_to[at] if name not in taken)
        row.open_to[at], why = _settled(row, at, meant[at])
        if why:
            how = f"read as {row.open_to[at][0]}, {why}"
            row.said.caveats.append(f"The heading {quoted(row.published[at].strip())} was {how}.")
        taken |= {*row.open_to[at]} - {ASIDE} if len(row.open_to[at]) == 1 else set()


def _settled(row: _Row, at: int, meant: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """What is left open of an ambiguous heading, and where it must be said, why."""
    free, values = row.open_to[at], row.column(at)
    if meant == ("person_name", "body"):  # never told by what other columns hold
        told = settle(meant, values, bool) if "body" in free and row.place("person_name") is not None else ""
        return (told or "person_name",), ""
    if len(free) == 1 and free != (ASIDE,):
        return free, "since other columns hold what else it could mean"
    if "honorific" in free and row.place("role") is None and settle(("role", "honorific"), values, bool) == "role":
        free = ("role",)
    if len(free) > 1:
        told = settle(free, values, lambda: parts_into_boards(values, row.chairs()))
        if (
            told == "job_title"
            and "honorific" in free
            and not any(own[:1] in (("person_name",), *((part,) for part in NAME_PARTS)) for own in row.open_to)
        ):
            told = ""  # a title of what, where nobody is named?
        usual = free[0] if {"person_name", "row_id", "attendance"} & {*free} else ""
        free = (told or usual,) if told or usual else free
    return free, "as its values tell" if len(free) == 1 and free[0] not in (meant[0], ASIDE) else ""


def _flags(row: _Row, chosen: Sequence[str]) -> dict[int, str]:
    """The columns of yes and no: what a yes says, as "column=word", and a no where it says something."""
    found = {}
    for at, (text, name) in enumerate(zip(row.published, chosen, strict=True)):
        word = text.strip().casefold()
        if not word or not are_flags(row.column(at)):
            continue
        if name in ("end_date", "status"):
            left = name == "end_date" or word in ("former", "resigned", "left")
            found[at] = "status=former|" if left else "status=current|former"
        elif name == "gender_as_published" and word in ("woman", "female", "women"):
            found[at] = f"gender_as_published={'female' if word == 'female' else 'woman'}|"
        elif not name and read_role(text):
            found[at] = f"role={text.strip()}|"
    return found


def _find_offices(row: _Row, chosen: list[str], flags: Mapping[int, str]) -> None:
    """In a register of bodies each office is a column of names."""
    if any(name in chosen for name in NAME_PARTS):
        return
    offices = [
        at
        for at, text in enumerate(row.published)
        if at not in flags
        and (not chosen[at] or chosen[at] == "person_name")
        and text.strip()
        and (read_role(text) or says("an office", text.strip()))
        and are_names(row.column(at))
    ]
    named = [at for at, name in enumerate(chosen) if name == "person_name" and at not in offices]
    alone = all(chosen[at] == "person_name" for at in offices)
    if alone or any(heading_key(row.published[at]) != "name" or "body" in chosen for at in named):
        return
    for at in offices + named:
        chosen[at] = OFFICE if at in offices else "body"


def _say_twice(row: _Row, chosen: Sequence[str]) -> None:
    first: dict[str, str] = {}
    for at, (text, name) in enumerate(zip(row.published, chosen, strict=True)):
        same = heading_key(text) if name in ("", *_SEVERAL) else name
        if same and same in first:
            found = f"the heading {quoted(text.strip())} as well as {quoted(first[same].strip())}"
            expected = f"one column that is read as {name}" if name else "every heading once"
            row.fault(at, found, expected, "rename or delete one of the two columns")
        first.setdefault(same, text)


def _leave(row: _Row, at: int, chosen: Sequence[str]) -> None:
    """Say that a heading is not read; a fault where it speaks of what would change the answer and no other gives."""
    text, values = row.published[at].strip(), row.column(at)
    made_here, private = heading_key(text) in _made_here(), private_columns([text])
    why = "understood, and no part of a board file"
    if not (candidates(text) or private or made_here):
        slip = _slip(text)
        telling = next((value for value in values if says("a leaving", value)), "").strip()
        why = _UNKNOWN + (f", and it says {quoted(telling)}" if telling else f"; {quoted(slip[0])} is" if slip else "")
        _ask(row, at, chosen, slip[1] if slip else "")
    if not (private or made_here):
        row.said.leave("column", "", text, why)


def _ask(row: _Row, at: int, chosen: Sequence[str], meant: str) -> None:
    """A fault for an unread heading that may be a column: by its words, as a slip for what is meant, or its values."""
    text, values = row.published[at].strip(), row.column(at)
    read = {*chosen} | ({"person_name"} if {*NAME_PARTS, OFFICE} & {*chosen} else set())
    spaced, rules = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " "), rule_file("board_file/unread.csv")
    fitting = [each for each in rules if re.search(each["pattern"], spaced, re.IGNORECASE)]
    rule = next(iter(fitting or [each for each in rules if each["column"] == meant]), None)
    if rule and rule["column"] not in read and _matters(rule["column"], values):
        like = [each["heading"] for each in rule_file("board_file/headings.csv") if each["reads_as"] == rule["column"]]
        near = "".join(f" (as {quoted(one)} is)" for one in near_matches(text, like, 1))
        found = f"the heading {quoted(text)}, which speaks of {rule['speaks_of']} and is not read"
        say = f"say --columns {rule['column']}={quoted(text)}"
        remedy = f"if it is {rule['column']}{near}, {say}, else --columns ignore={quoted(text)}"
        row.fault(at, found, f"a heading that says what it is, since {rule['because']}", remedy)
        return
    if not read & {"body", "lep"} and parts_into_boards(values, row.chairs()):
        count = len({value.strip() for value in values} - {""})
        found = f"no column that says which board, and {count} values under {quoted(text)} that part the rows"
        remedy = f"if it is the board, say --columns body={quoted(text)}, else --columns ignore={quoted(text)}"
        row.fault(at, found, "one board, or a column that says which board a row is of", remedy)


@cache
def _made_here() -> frozenset[str]:
    """The columns that lepdata itself adds: not read, and nothing to wonder at."""
    names = {row["column"] for row in rule_file("tables.csv")} - {*columns()}
    return frozenset(map(heading_key, {name for name in names if "_" in name} | {"gender", "place", "file", "person"}))


def _slip(heading: str) -> tuple[str, str] | None:
    """The known heading that an unknown one is a slip of the pen for, and its column."""
    known = {name.replace("_", " "): (name.replace("_", " ").capitalize(), name) for name in columns()}
    rules = (row for row in rule_file("board_file/headings.csv") if "|" not in row["reads_as"])
    known |= {row["heading"].casefold(): (row["heading"], row["reads_as"]) for row in rules}
    near = get_close_matches(heading.casefold(), known, 1, _SLIP) if len(heading) >= _SHORT else []
    return known[near[0]] if near else None


def _matters(column: str, values: Sequence[str]) -> bool:
    """Whether a column with such values could hold what its heading speaks of: a board's name repeats."""
    given = [text.strip() for text in values if text.strip()]
    if column != "body":
        return bool(given)
    return 1 < len(set(given)) <= len(given) / 2 and max(map(len, given)) < 100
