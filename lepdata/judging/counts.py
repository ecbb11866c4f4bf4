"""BOARD + its published counts -> what they add to its list, and where they contradict it or one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lepdata.dates import interval
from lepdata.english import joined, plural
from lepdata.judging.bounds import Tally, most_added
from lepdata.judging.frameworks import Criterion
from lepdata.judging.questions import narrowed, tally
from lepdata.judging.roll import Roll
from lepdata.judging.words import source, spoken, taken, titled
from lepdata.seating.boards import Board, PublishedCount
from lepdata.words_by_id import say


def _asked(who: str, *sectors: str) -> Criterion:
    return Criterion(who, "", "share", "1", who, "expectation", "", "partial", sectors)


# How a list is asked what a count says. "Private" is the publisher's own word, so it is read against no other meaning
# of private. What a count of education adds, no rule asks for.
_QUESTIONS = {
    "private": (_asked("private"), "as-published"),
    "women": (_asked("women"), ""),
    "council": (_asked("sectors", "council"), ""),
    "voluntary": (_asked("sectors", "voluntary"), ""),
}


@dataclass(frozen=True)
class Evidence:
    """A board's list, and what published counts add to it.

    Attributes
    ----------
    listed, bounded : Roll
        The list alone, and the same with a size that only a count gives.
    size : PublishedCount or None
        The count that gives that size.
    groups : dict
        The count that speaks of each group, where neither the list nor another count contradicts it.
    caveats : tuple of str
        The contradictions, with both figures and their sources.
    """

    listed: Roll
    bounded: Roll
    size: PublishedCount | None = None
    groups: dict[str, PublishedCount] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()

    @property
    def no_list(self) -> bool:
        """Whether there is nothing but counts."""
        return not self.listed.members

    def count_for(self, criterion: Criterion, definition: str, denominator: str) -> PublishedCount | None:
        """The count that answers a criterion; None where none does, for instance without the co-opted."""
        return self.groups.get(group_of(criterion, definition, denominator))


def group_of(criterion: Criterion, definition: str, denominator: str) -> str:
    """The group of published counts that a criterion asks for; "" for none."""
    if criterion.kind not in ("share", "presence", "ceiling") or denominator != "all" or criterion.only_kinds:
        return ""
    asked = (criterion.who, criterion.among, definition)
    found = (name for name, (rule, reading) in _QUESTIONS.items() if asked == (rule.who, rule.among, reading))
    return next(found, "")


def speaking(board: Board) -> tuple[PublishedCount, ...]:
    """The counts that speak of a board's list: those of its own dates, and those given with it.

    A board changes with every appointment, so a count of another date is shown beside the list and never used.

    Examples
    --------
    >>> import pandas as pd
    >>> count = PublishedCount("women", 3, 16, "2018", "2018-01-01", "2018-12-31")
    >>> boards = [Board("", "", day, "full", pd.DataFrame(), published=(count,)) for day in ("2018-05", "2019-01-01")]
    >>> [len(speaking(board)) for board in boards]
    [1, 0]
    """
    first, last = _days(board)
    return tuple(
        one
        for one in board.published
        if one.of_this_list or (one.date_from and last and one.date_from <= last and one.date_to >= first)
    )


def _days(board: Board) -> tuple[str, str]:
    try:
        first, last = interval(board.as_at) or ("", "")
    except ValueError:
        return "", ""
    return board.since or first, last


def weigh(roll: Roll, counts: Iterable[PublishedCount]) -> Evidence:
    """What counts that speak of a list add to it.

    Parameters
    ----------
    roll : Roll
        The list.
    counts : iterable of PublishedCount
        What `speaking` returns.
    """
    counts = tuple(counts)
    if not counts:
        return Evidence(roll, roll)
    fault = _sizes_differ(roll, counts) or _size_contradicted(roll, counts)
    sized = next((one for one in counts if one.size is not None), None) if not fault else None
    # A count out of a number of members that is not the list's counts another board.
    usable = [one for one in counts if not fault or one.size is None]
    adds = sized is not None and roll.size is None and roll.completeness != "full"
    bounded = replace(roll, size=sized.size, size_source=source(sized)) if sized and adds else roll
    groups, doubts = {}, [*fault, *_shares_alone(counts)]
    for name in _QUESTIONS:
        own = [one for one in usable if one.group == name and one.count is not None]
        doubt = _counts_differ(own) or _list_contradicts(name, own, bounded)
        if own and not doubt:
            groups[name] = max(own, key=lambda one: one.of is not None)
        doubts += doubt
    return Evidence(roll, bounded, sized if adds else None, groups, tuple(doubts))


def _shares_alone(counts: tuple[PublishedCount, ...]) -> list[str]:
    """What was printed as a share only: "50%" may be rounded, and exact fractions need whole numbers."""
    return [
        (
            f"The share of {one.group} {taken(one)}, “{one.as_published}”, was printed without numbers "
            f"and may be rounded, so it is not used{source(one)}."
        )
        for one in counts
        if one.count is None and one.as_published and one.group in _QUESTIONS
    ]


def _sizes_differ(roll: Roll, counts: tuple[PublishedCount, ...]) -> list[str]:
    sizes = {one.size: _taken_from(one.size, one) for one in counts if one.size is not None}
    if roll.size is not None and sizes:
        sizes.setdefault(roll.size, f"{roll.size} (the size given)")
    if len(sizes) < 2:
        return []
    return [(f"Published sizes of this board differ: {joined(list(sizes.values()))}. None of these counts is used.")]


def _taken_from(said: object, count: PublishedCount) -> str:
    return f"{said} {taken(count)}{source(count)}"


def _size_contradicted(roll: Roll, counts: tuple[PublishedCount, ...]) -> list[str]:
    sized = next((one for one in counts if one.size is not None), None)
    if sized is None or sized.size is None or not roll.members:
        return []
    size = _taken_from(sized.size, sized)
    if sized.size < roll.sure:
        return [say("counts", "too-small-lists" if roll.lists > 1 else "too-small", size=size, n=roll.sure)]
    if roll.completeness == "full" and sized.size > len(roll.members):
        return [
            (
                f"The size of {size} is larger than the full list with its "
                f"{plural(roll.sure, 'member')}: the list is believed."
            )
        ]
    return []


def _counts_differ(counts: list[PublishedCount]) -> list[str]:
    if len({one.count for one in counts}) < 2:
        return []
    return [
        (
            "Published counts of this board differ: "
            f"{joined([_taken_from(spoken(one), one) for one in counts])}. Neither is used."
        )
    ]


def _list_contradicts(name: str, counts: list[PublishedCount], roll: Roll) -> list[str]:
    found = tally(*_QUESTIONS[name], "all", roll)
    return [
        (f"{titled(one)} gives {spoken(one)}{source(one)}, but the list shows {_shown(found, one)}: it is believed.")
        for one in counts
        if narrowed(found, one.count or 0, one.of) is None
    ]


def _shown(found: Tally, count: PublishedCount) -> str:
    if found.for_ > (count.count or 0):
        return str(found.for_)
    if count.of is not None and found.against > count.of - (count.count or 0):
        return f"{plural(found.against, 'member who is', 'members who are')} not"
    more = most_added(found, found.might_for + found.might_unknown, found.unseen) or 0
    return f"no more than {found.for_ + found.unknown + more}"


def sources_used(evidence: Evidence) -> Iterator[str]:
    """One sentence for each source of counts that helped to answer, with what it says."""
    used = dict.fromkeys((*evidence.groups.values(), *([evidence.size] if evidence.size else [])))
    by_source: dict[tuple[str, str], list[PublishedCount]] = {}
    for one in used:
        by_source.setdefault((one.as_at, one.source_url), []).append(one)
    for own in by_source.values():
        n, first = len(own), own[0]
        gives = joined([spoken(one) for one in own]) + (f" ({first.note})" if first.note else "")
        phrase = "used" if evidence.no_list else "used-for-list"
        yield say("counts", phrase, n=n, count=titled(first, n), gives=gives, source=source(first))
