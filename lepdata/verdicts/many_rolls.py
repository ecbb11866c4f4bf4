"""LISTS -> the members of all of them as numbers: which pattern of member sits on which list.

A pattern is everything that a criterion may ask about a member, so that there are few. Published words count by what
the criteria hear in them, not by their letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.model.distinct import Numbers, number
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.many_lists import Lists
from lepdata.verdicts.questions import holds, says
from lepdata.verdicts.roll import ROLL_COLUMNS, Member, Roll, member_of, once_each

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
