"""A FRAME OF MANY BOARDS -> its lists, one after another, each with whose it is, of when and how complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lepdata.dates import read_date
from lepdata.distinct import Numbers, number, read_once
from lepdata.errors import UsageError, quoted, unknown
from lepdata.judging.caveats import Chosen, choose
from lepdata.judging.counts import Evidence
from lepdata.judging.frameworks import Criterion, Framework
from lepdata.judging.frameworks import framework as find_framework
from lepdata.judging.judge import (
    VERDICT_COLUMNS,
    Asked,
    Parts,
    asked_of,
    caveats_of,
    parts_in,
    settle_geography,
    verdict,
    verdict_frame,
)
from lepdata.judging.questions import excepted, holds, says, tally
from lepdata.judging.records import Verdict
from lepdata.judging.roll import ROLL_COLUMNS, Member, Roll, member_of, once_each
from lepdata.read.words import read_completeness
from lepdata.registers.geography import find_lep
from lepdata.seating.boards import Board
from lepdata.seating.rows import SEAT_COLUMNS, describe
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD
from lepdata.voice.areas import AUTHORITY, Area
from lepdata.voice.councils import SEAT_CELLS, area_of, seats_of

LIST_KEYS = ("lep", "body", "snapshot_date")
NEEDED = tuple(dict.fromkeys((*LIST_KEYS, "list_completeness", *ROLL_COLUMNS, *SEAT_CELLS)))
# A list is as complete as its least complete row says.
WEAKEST_FIRST = ("partial", "truncated", "not stated", "attendance", "assembled", "full")


_RANK = {word: place for place, word in enumerate(WEAKEST_FIRST)}


class Of(NamedTuple):
    """Whose list it is, of when, how complete, and what a reader must know of that."""

    lep: str
    body: str
    as_at: str
    completeness: str
    caveats: tuple[str, ...]


class Lists(NamedTuple):
    """Rows sorted by list; list `n` has the rows from `starts[n]` to `starts[n + 1]`."""

    rows: pd.DataFrame
    starts: Numbers
    of: tuple[Of, ...]

    @property
    def list_of_row(self) -> Numbers:
        """For every row the number of its list."""
        return np.repeat(np.arange(len(self.of)), np.diff(self.starts))


def lists_of(frame: pd.DataFrame) -> Lists:
    """The lists of a frame in the order in which they first appear.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, with the sector columns that `classify` adds. Rows of one lep, body and snapshot_date are a
        list, wherever they stand. What `describe` reads from published words (roles, names) is read where it is
        missing. Not modified.
    """
    rows = _with_needed(frame)
    numbers, first = number(*(rows[name] for name in LIST_KEYS))
    starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(first)))])
    rank = rows["list_completeness"].map(_RANK).to_numpy()
    weakest = np.full(len(first), len(WEAKEST_FIRST) - 1)
    np.minimum.at(weakest, numbers, rank)
    of = _of_each(rows[list(LIST_KEYS)].iloc[first], weakest)
    return Lists(rows.iloc[np.argsort(numbers, kind="stable")].reset_index(drop=True), starts, of)


def boards_of(frame: pd.DataFrame) -> Iterator[Board]:
    """The same lists as boards, one by one, to be judged each by itself.

    Examples
    --------
    >>> frame = pd.DataFrame({"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "council"]})
    >>> [(board.lep, len(board.members)) for board in boards_of(frame)]
    [('Dorset', 2), ('Solent', 1)]
    """
    lists = lists_of(frame)
    for at, own in enumerate(lists.of):
        members = lists.rows.iloc[lists.starts[at] : lists.starts[at + 1]].reset_index(drop=True)
        yield Board(own.lep, own.body, own.as_at, own.completeness, members, caveats=own.caveats)


def named(lep: str, body: str) -> tuple[str, str, tuple[str, ...]]:
    """A LEP and a body by the names that the registers have for them, and what a reader must know of that.

    Examples
    --------
    >>> named("new anglia lep", "")
    ('New Anglia', 'main board', ('The file names no body; it is judged as the main board of a LEP.',))
    """
    caveats = () if body else ("The file names no body; it is judged as the main board of a LEP.",)
    try:
        return find_lep(lep) if lep else "", body or MAIN_BOARD, caveats
    except UsageError:
        strange = f"No LEP is known by the name {quoted(lep)}; the rules were applied all the same."
        return lep, body or MAIN_BOARD, (*caveats, strange)


def weakest(completeness: pd.Series) -> str:
    """How complete a list is by the words of its rows: as its least complete row says.

    Examples
    --------
    >>> weakest(pd.Series(["full", "attendance", "full"])), weakest(pd.Series(["a guess"]))
    ('attendance', 'not stated')
    """
    return min((_completeness(word) for word in completeness.unique()), key=WEAKEST_FIRST.index)


def _of_each(keys: pd.DataFrame, weakest: Numbers) -> tuple[Of, ...]:
    leps, bodies, dates = (keys[name].tolist() for name in LIST_KEYS)
    names = {pair: named(*pair) for pair in dict.fromkeys(zip(leps, bodies, strict=True))}
    days = {date: _iso(date) for date in dict.fromkeys(dates)}
    found = []
    for lep, body, date, word in zip(leps, bodies, dates, weakest.tolist(), strict=True):
        known, known_body, caveats = names[lep, body]
        found.append(Of(known, known_body, days[date], WEAKEST_FIRST[word], caveats))
    return tuple(found)


def _iso(date: str) -> str:
    """A date as ISO text; one that cannot be read is left for the judge to say so."""
    try:
        return read_date(date)
    except ValueError:
        return date


def _with_needed(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that judging reads, as text; what the frame has is taken as it is."""
    read = describe(frame) if set(NEEDED) & set(SEAT_COLUMNS) - set(frame) else frame
    found = {name: frame[name] if name in frame else read[name] for name in NEEDED if name in read}
    texts = {name: column.astype("str").fillna("") for name, column in found.items()}
    rows = pd.DataFrame({name: texts.get(name, "") for name in NEEDED}, index=frame.index)
    rows["list_completeness"] = read_once(_completeness, rows["list_completeness"])
    return rows


def _completeness(text: str) -> str:
    """A word that nobody can read states nothing."""
    return read_completeness(text) or "not stated"


class Areas:
    """The areas of lists, with the council seats on each; read when they are first asked for."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._known: dict[tuple[str, str], tuple[Area | None, str]] = {}

    def parts_of(self, which: Numbers) -> Iterator[Parts]:
        """The parts of the areas of some lists, by their numbers."""
        seats, cuts = self._seats
        for at in which.tolist():
            where, why_not = self._area(at)
            own = seats[cuts[at] : cuts[at + 1]]
            yield Parts({}, why_not) if where is None else parts_in(where, seats_of(own, where))

    @cached_property
    def _seats(self) -> tuple[list[tuple[str, ...]], list[int]]:
        """What may be council seats, list by list; those of list n from the n-th of the numbers to the next."""
        council = np.flatnonzero(_may_be_a_councils(self._lists.rows))
        cells = self._lists.rows[list(SEAT_CELLS)].iloc[council]
        seats = list(zip(*(cells[name].tolist() for name in SEAT_CELLS), strict=True))
        return seats, np.searchsorted(council, self._lists.starts).tolist()

    def _area(self, at: int) -> tuple[Area | None, str]:
        own = self._lists.of[at]
        if (own.lep, own.as_at) not in self._known:
            board = Board(own.lep, own.body, own.as_at, own.completeness, pd.DataFrame())
            self._known[own.lep, own.as_at] = area_of(board)
        return self._known[own.lep, own.as_at]


def _may_be_a_councils(rows: pd.DataFrame) -> pd.Series:
    """Rows that `seats_of` may find a council's; the others it only counts."""
    counted = rows["counts_as_member"].isin(["yes", "might"]) & (rows["place"] != "vacancy")
    council = (rows["sector"] == "council") | (rows["seat_sector"] == "council")
    return counted & (council | (rows["sector_kind"] == AUTHORITY) | (rows["sector"] == ""))


_WORDS = ("job_title", "capacity_as_published", "honorific")
_NAMES = ("person_key", "organisation_key")
_ASKED = tuple(name for name in ROLL_COLUMNS if name not in (*_WORDS, *_NAMES, "place"))


class Rolls(NamedTuple):
    """The rolls of many lists.

    Attributes
    ----------
    patterns : list of Member
        Every different one, without a name.
    members : array
        The pattern of every member, list by list; those of list `n` from `starts[n]` to `starts[n + 1]`.
    vacancies, others, listed_twice, namesakes : array
        As in `Roll`, one number a list.
    """

    patterns: list[Member]
    members: Numbers
    starts: Numbers
    completeness: tuple[str, ...]
    vacancies: Numbers
    others: Numbers
    listed_twice: Numbers
    namesakes: Numbers

    @property
    def sure(self) -> Numbers:
        """How many certain members each list has."""
        return self._count([one.sure for one in self.patterns])

    @property
    def co_opted(self) -> Numbers:
        """Whether anybody on a list is co-opted."""
        return self._count([one.role == "co-opted" for one in self.patterns]) > 0

    def _count(self, which: list[bool]) -> Numbers:
        lists = np.repeat(np.arange(len(self.completeness)), np.diff(self.starts))
        return _per_list(lists[np.array(which, dtype=bool)[self.members]], len(self.completeness))

    def roll(self, at: int) -> Roll:
        """One list's roll, its members without names."""
        own = self.members[self.starts[at] : self.starts[at + 1]].tolist()
        return Roll(
            members=tuple(self.patterns[one] for one in own),
            completeness=self.completeness[at],
            vacancies=int(self.vacancies[at]),
            listed_twice=int(self.listed_twice[at]),
            namesakes=int(self.namesakes[at]),
            others=int(self.others[at]),
        )


def rolls_of(lists: Lists, criteria: Iterable[Criterion]) -> Rolls:
    """The rolls of all lists, the same as `call_roll` gives for each.

    Parameters
    ----------
    lists : Lists
    criteria : iterable of Criterion
        All that will be asked.
    """
    rows, count, of_row = lists.rows[list(ROLL_COLUMNS)], len(lists.of), lists.list_of_row
    counted, vacant = (
        rows["counts_as_member"].isin(["yes", "might"]).to_numpy(),
        (rows["place"] == "vacancy").to_numpy(),
    )
    seats, of_seat = rows[counted & ~vacant], of_row[counted & ~vacant]
    patterns = _Patterns(seats, criteria)
    once, twice = _each_once(seats, of_seat)
    for lines in twice:
        patterns.of_seat[lines[0]] = patterns.of_person(seats.iloc[lines])
    names, own = seats["person_key"].iloc[once], of_seat[once]
    return Rolls(
        patterns=patterns.members,
        members=patterns.of_seat[once],
        starts=np.concatenate([[0], np.cumsum(_per_list(own, count))]),
        completeness=tuple(one.completeness for one in lists.of),
        vacancies=_per_list(of_row[vacant], count),
        others=_per_list(of_row[~counted & ~vacant], count),
        listed_twice=_per_list(of_seat, count) - _per_list(own, count),
        namesakes=_namesakes(names, own, count),
    )


class _Patterns:
    """The different members among seats, and which of them each seat has."""

    def __init__(self, seats: pd.DataFrame, criteria: Iterable[Criterion]) -> None:
        criteria = tuple(criteria)
        self.listeners = tuple(_listeners(criteria))
        self.in_organisation = tuple(dict.fromkeys(one.among for one in criteria if one.in_organisation))
        self.heard: dict[tuple[bool, ...], str] = {}
        read = (*_WORDS, "organisation_key") if self.in_organisation else _WORDS
        texts, first = number(*(seats[name] for name in read))
        said = [self.plain(member).words for member in _members(seats.iloc[first])]
        words = pd.Series(np.array(said, dtype=object)[texts] if said else [], index=seats.index, dtype=object)
        self.of_seat, first = number(*(seats[name] for name in _ASKED), words)
        self.members = [self.plain(member) for member in _members(seats.iloc[first])]
        self.known = {member: place for place, member in enumerate(self.members)}

    def plain(self, member: Member) -> Member:
        """A member without a name, and with the first words seen in which the criteria hear the same."""
        named = (phrases[0] for phrases in self.in_organisation if says(member.organisation, phrases))
        said = "; ".join((member.words, *named))
        heard = tuple(listen(said) for listen in self.listeners)
        return member._replace(name="", organisation="", words=self.heard.setdefault(heard, said))

    def of_person(self, lines: pd.DataFrame) -> int:
        """The pattern of somebody listed on several lines."""
        member = self.plain(once_each(_members(lines))[0])
        if self.known.setdefault(member, len(self.members)) == len(self.members):
            self.members.append(member)
        return self.known[member]


def _members(rows: pd.DataFrame) -> list[Member]:
    return [member_of(row) for row in zip(*(rows[name].tolist() for name in ROLL_COLUMNS), strict=True)]


def _listeners(criteria: Iterable[Criterion]) -> Iterable[Callable[[str], bool]]:
    """What the criteria hear in published words, each once."""
    criteria = tuple(criteria)
    for phrases in dict.fromkeys(one.among for one in criteria if one.who == "words"):
        yield partial(says, phrases=phrases)
    for offices in dict.fromkeys(one.exempt for one in criteria if one.exempt):
        yield partial(holds, offices=offices)


def _each_once(seats: pd.DataFrame, of_seat: Numbers) -> tuple[Numbers, list[Numbers]]:
    """The first line of each person or unnamed seat, and the lines of those who have several."""
    named = np.flatnonzero(seats["person_key"] != "")
    own = seats.iloc[named]
    numbers, first = number(pd.Series(of_seat[named]), *(own[name] for name in _NAMES))
    kept = np.ones(len(seats), dtype=bool)
    kept[named] = False
    kept[named[first]] = True
    again = np.flatnonzero((np.bincount(numbers, minlength=len(first)) > 1)[numbers])
    again = again[np.argsort(numbers[again], kind="stable")]
    parted = np.split(named[again], np.flatnonzero(np.diff(numbers[again])) + 1)
    return np.flatnonzero(kept), [lines for lines in parted if len(lines)]


def _namesakes(names: pd.Series, of_seat: Numbers, count: int) -> Numbers:
    """How many names each list has more than once."""
    named = np.flatnonzero(names != "")
    numbers, first = number(pd.Series(of_seat[named]), names.iloc[named])
    several = np.bincount(numbers, minlength=len(first)) > 1
    return _per_list(of_seat[named[first[several]]], count)


def _per_list(of: Numbers, count: int) -> Numbers:
    return np.bincount(of, minlength=count)


_NOT_ASKED = 6


class Part(NamedTuple):
    """Some of the lists, the patterns of all their members, and for every member the place of its list among them."""

    lists: Numbers
    members: Numbers
    of_member: Numbers


def part_of(rolls: Rolls, lists: Numbers) -> Part:
    """Some of the lists with their members."""
    sizes = np.diff(rolls.starts)[lists]
    of_member = np.repeat(np.arange(len(lists)), sizes)
    before = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    rows = np.arange(len(of_member)) + (rolls.starts[lists] - before)[of_member]
    return Part(lists, rolls.members[rows], of_member)


def alike(asked: Asked, rolls: Rolls, part: Part) -> tuple[Numbers, Numbers]:
    """Number the lists of a part so that those with one number have the same verdict (see `deciding.verdict`).

    Returns
    -------
    numbers, first
        The number of every list; for every number the place of its first list in the part.
    """
    size = len(part.lists)
    answers = np.array([_answer(asked, one) for one in rolls.patterns], dtype="int64")
    counts = _counted(answers[part.members], part.of_member, _NOT_ASKED + 1, size)[:, :_NOT_ASKED]
    excepting = [excepted(asked.criterion, asked.definition, Roll((one,), "")) for one in rolls.patterns]
    nobody = counts[:, :3].sum(axis=1) == 0
    facts = (
        pd.factorize(pd.Series(rolls.completeness, dtype="str"))[0][part.lists],
        np.bincount(part.of_member, np.array(excepting)[part.members], size).astype("int64"),
        nobody & (rolls.sure[part.lists] > 0),
        nobody * rolls.others[part.lists],
        nobody * rolls.vacancies[part.lists],
    )
    return number(*(pd.Series(column) for column in (*counts.T, *facts)))


def _answer(asked: Asked, member: Member) -> int:
    """Which of the six counts of a tally a member is in."""
    found = tally(*asked[:3], Roll((member,), ""))
    certain = (found.for_, found.against, found.unknown)
    counts = (*certain, found.might_for, found.might_against, found.might_unknown)
    return counts.index(1) if any(counts) else _NOT_ASKED


def _counted(values: Numbers, groups: Numbers, kinds: int, size: int) -> Numbers:
    """How often each group has each value."""
    return np.bincount(groups * kinds + values, minlength=kinds * size).reshape(size, kinds)


PARTED = " | "
OF_BOARD = (
    "board",
    "lep",
    "body",
    "as_at",
    "members",
    "completeness",
    "framework",
    "framework_version",
    "ruling_definition",
)
MANY_COLUMNS = (*OF_BOARD, *VERDICT_COLUMNS, "caveats")


def judge_many(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> pd.DataFrame:
    """Judge every board of a frame, under every definition of private and every denominator.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, sectors known: what `classify` returns or `lepdata classify` writes, read as text. The rows of
        one lep, body and snapshot_date are a board. Not modified.
    framework, definition : optional
        As in `judge`; by default each board is judged by the framework for such a body at its date.

    Returns
    -------
    DataFrame
        `MANY_COLUMNS`: one row per verdict, board by board in the order in which they first appear: the board's number
        from 1 and whose it is, by what it was judged, `VERDICT_COLUMNS`, and the board's caveats parted by " | ".
        Missing text is "", a missing count <NA>. Exactly what `judge` gives for each of `boards_of(frame)`; counts
        published without names are not asked.

    Raises
    ------
    UsageError
        If the framework or the definition does not exist.
    InputFaults
        If the framework file has faults.

    Notes
    -----
    Boards that are alike to a question share one verdict, which the code for a single board makes.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "private"]}
    >>> found = judge_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    if framework is not None and not isinstance(framework, Framework):
        framework = find_framework(framework)
    lists = lists_of(frame)
    chosen = _chosen(lists, framework, definition)
    rolls = rolls_of(lists, dict.fromkeys(one for by in _once(chosen) for one in by.framework.criteria))
    return _table(lists, rolls, chosen, *_answered(lists, rolls, chosen))


def _chosen(lists: Lists, framework: Framework | None, definition: str | None) -> list[Chosen]:
    found: dict[tuple[str, str], Chosen] = {}
    for own in lists.of:
        if (own.body, own.as_at) not in found:
            found[own.body, own.as_at] = choose(own.body, own.as_at, framework, definition)
    return [found[own.body, own.as_at] for own in lists.of]


def _once(chosen: Sequence[Chosen]) -> list[Chosen]:
    return list({id(one.framework): one for one in chosen}.values())


def _answered(lists: Lists, rolls: Rolls, chosen: Sequence[Chosen]) -> tuple[list[Verdict], Numbers, Numbers]:
    """All different verdicts; for every row of the answer the number of its verdict, and the number of its list."""
    made: list[Verdict] = []
    areas = Areas(lists)
    numbers, of_row = [np.empty(0, dtype="int64")], [np.empty(0, dtype="int64")]
    for questions, members in _alike_asked(chosen, rolls.co_opted):
        part = part_of(rolls, members)
        answers = []
        for asked in questions:
            answers.append(_verdicts(asked, rolls, part, made))
            if asked.criterion.kind == "coverage":
                answers[-1] = _with_geography(answers[-1], areas.parts_of(members), made)
        numbers.append(np.stack(answers, axis=1).ravel())
        of_row.append(np.repeat(members, len(questions)))
    every = np.concatenate(of_row)
    in_order = np.argsort(every, kind="stable")
    return made, np.concatenate(numbers)[in_order], every[in_order]


def _alike_asked(chosen: Sequence[Chosen], co_opted: Numbers) -> list[tuple[tuple[Asked, ...], Numbers]]:
    """Lists that are asked the same questions, with these."""
    questions: dict[object, tuple[Asked, ...]] = {}
    lists: dict[object, list[int]] = {}
    for at, (by, with_co_opted) in enumerate(zip(chosen, co_opted.tolist(), strict=True)):
        timings = tuple(by.timing(criterion) for criterion in by.framework.criteria)
        key = (id(by.framework), by.ruling, timings, with_co_opted)
        if key not in questions:
            questions[key] = tuple(asked_of(by, with_co_opted))
        lists.setdefault(key, []).append(at)
    return [(questions[key], np.array(own)) for key, own in lists.items()]


def _verdicts(asked: Asked, rolls: Rolls, part: Part, made: list[Verdict]) -> Numbers:
    """The number of each list's verdict, made where it is new."""
    numbers, first = alike(asked, rolls, part)
    before = len(made)
    for at in part.lists[first].tolist():
        roll = rolls.roll(at)
        made.append(verdict(asked, Evidence(roll, roll)))
    return numbers + before


def _with_geography(numbers: Numbers, parts: Iterable[Parts], made: list[Verdict]) -> Numbers:
    """The number of each list's verdict once it is settled by the council seats; new verdicts are added."""
    found: dict[object, int] = {}
    settled = np.empty(len(numbers), dtype="int64")
    for at, (number, own) in enumerate(zip(numbers.tolist(), parts, strict=True)):
        # Everything else of such a verdict is settled by the parts.
        key = (made[number].unseen, own.why_not, *own.how.items())
        if key not in found:
            found[key] = len(made)
            made.append(settle_geography(made[number], own))
        settled[at] = found[key]
    return settled


def _table(
    lists: Lists, rolls: Rolls, chosen: Sequence[Chosen], made: list[Verdict], numbers: Numbers, of_row: Numbers
) -> pd.DataFrame:
    facts = [
        (one.lep, one.body, one.as_at, one.completeness, by.framework.id, by.framework.version, by.ruling, caveats)
        for one, by, caveats in zip(lists.of, chosen, _caveats(lists, rolls, chosen), strict=True)
    ]
    texts = [name for name in OF_BOARD if name not in ("board", "members")]
    own = pd.DataFrame(facts, columns=[*texts, "caveats"], dtype="str")
    own["board"], own["members"] = range(1, len(own) + 1), rolls.sure
    both = (own.take(of_row).reset_index(drop=True), verdict_frame(made).take(numbers).reset_index(drop=True))
    return pd.concat(both, axis=1)[list(MANY_COLUMNS)]


def _caveats(lists: Lists, rolls: Rolls, chosen: Sequence[Chosen]) -> Iterator[str]:
    for at, (own, by) in enumerate(zip(lists.of, chosen, strict=True)):
        yield PARTED.join(caveats_of(rolls.roll(at), own.caveats, by))


_NULL = ("definition", "lowest_share", "highest_share", "due", "remedy")  # missing text that JSON calls null


def many_as_json(verdicts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What `judge_many` returns as one object a board, each in the form of `as_json`.

    Examples
    --------
    >>> from lepdata.judging.many import judge_many
    >>> found = judge_many(pd.DataFrame({"lep": ["Dorset", "Solent"], "sector": ["private", "council"]}))
    >>> [one["board"]["lep"] for one in many_as_json(found)]
    ['Dorset', 'Solent']
    """
    for _, own in verdicts.groupby("board", sort=False):
        first = own.iloc[0]
        yield {
            "board": {name: first[name] for name in ("lep", "body", "as_at")}
            | {"members": int(first["members"]), "completeness": first["completeness"]},
            "framework": {
                "id": first["framework"],
                "version": first["framework_version"],
                "ruling_definition": first["ruling_definition"],
            },
            "verdicts": list(_rows(own)),
            "caveats": first["caveats"].split(PARTED) if first["caveats"] else [],
        }


def _rows(own: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = [
        [None if text == "" else text for text in own[name].tolist()]
        if name in _NULL
        else [None if value is pd.NA else value for value in own[name].tolist()]
        for name in VERDICT_COLUMNS
    ]
    return (dict(zip(VERDICT_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True))


def boards_in_breach(verdicts: pd.DataFrame) -> list[int]:
    """The numbers of the boards for which `breaches` names a rule.

    Parameters
    ----------
    verdicts : DataFrame
        What `judge_many` returns.
    """
    rules = (verdicts["strength"] == "requirement") & (verdicts["timing"] == "due")
    ruling = (verdicts["definition"] == "") | (verdicts["definition"] == verdicts["ruling_definition"])
    binding = verdicts[rules & ruling]
    broken = (binding["outcome"] == "not met").groupby([binding["board"], binding["criterion"]]).all()
    return sorted(set(broken[broken].index.get_level_values("board").tolist()))
