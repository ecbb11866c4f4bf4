"""The shipped tables, read once and handed out as copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from lepdata.errors import Fault, InputFaults, UsageError, quoted, unknown
from lepdata.files import PROCESSED
from lepdata.schema import MADE_WHEN_SHOWN
from lepdata.seating.boards import PublishedCount
from lepdata.vocabulary import COUNTED_GROUPS

_WHOLE_NUMBERS = {
    "seats",
    "members",
    "might_be_members",
    "present",
    "apologies",
    "sources",
    "line",
    "n_sightings",
    "n_rows",
    "voluntary_members",
    "listed",
    "not_known",
    "documents",
    "showing",
}


@lru_cache(maxsize=16)
def _table(name: str) -> pd.DataFrame:
    path = PROCESSED / f"{name}.csv"
    if not path.is_file():
        raise InputFaults([Fault(path.name, None, "", "no file", f"the processed table {name}", "run: lepdata build")])
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    if name in MADE_WHEN_SHOWN:
        from lepdata.collections.shown import in_sentences

        frame = in_sentences(name, frame, read_table)
    whole = [column for column in frame if column in _WHOLE_NUMBERS]
    return frame.astype(dict.fromkeys(whole, int))


def read_table(name: str) -> pd.DataFrame:
    """One of the processed tables, as text except for whole numbers.

    Raises
    ------
    InputFaults
        If it has not been built.
    """
    return _table(name).copy()


def sightings() -> pd.DataFrame:
    """Every published line, with its source and its place in the raw file."""
    return read_table("sightings")


def members() -> pd.DataFrame:
    """Every seat of every list with the sector it was settled on and why; see `data/processed/dictionary.csv`."""
    return read_table("members")


def verdicts() -> pd.DataFrame:
    """One row per criterion, definition and denominator for the best list of each board."""
    return read_table("verdicts")


def seats() -> pd.DataFrame:
    """Every seat with the published words and everything read from them, sectors included.

    Returns
    -------
    DataFrame
        One row per seat on one list: the sighting it is shown from, the columns of `seats`, and those of `members`.
    """
    return _seats().copy()


@lru_cache(maxsize=1)
def _seats() -> pd.DataFrame:
    from lepdata.collections.shown import every_seat

    return every_seat(read_table)


_COUNT = re.compile(r"([0-9]+)(?:\s*(?:/|\bof\b)\s*([0-9]+))?")
_FORM = "write 10/14, or 10 where the size was not published"

Given = str | int | tuple[int, int]


def given_counts(published: Mapping[str, Given] | None, board_size: int | None = None) -> tuple[PublishedCount, ...]:
    """The counts given with a list.

    Parameters
    ----------
    published : mapping, optional
        By group (`vocabulary.COUNTED_GROUPS`): "10/14", "10 of 14", (10, 14), or 10 where no size was published; of
        the group "members" the size alone.
    board_size : int, optional
        A size given beside them, which they must not contradict.

    Raises
    ------
    UsageError
        If a group is not known, a count is no count, is more than its size, or sizes contradict one another.

    Examples
    --------
    >>> [(one.group, one.count, one.of) for one in given_counts({"private": "10/14", "women": (3, 14)})]
    [('private', 10, 14), ('women', 3, 14)]
    """
    counts = tuple(_count(group, given) for group, given in (published or {}).items())
    sizes = {f"{one.size} ({one.group})": one.size for one in counts if one.size is not None}
    sizes |= {} if board_size is None else {f"{board_size} (the board size)": board_size}
    if len(set(sizes.values())) > 1:
        raise UsageError(f"The published sizes contradict one another: {', '.join(sizes)}. Give counts of one board.")
    return counts


def read_given(texts: Iterable[str]) -> dict[str, Given]:
    """Counts as the command line takes them.

    Raises
    ------
    UsageError
        If one has no equals sign, or a group is given twice.

    Examples
    --------
    >>> read_given(["private=10/14"])
    {'private': '10/14'}
    """
    found: dict[str, Given] = {}
    for text in texts:
        group, equals, given = (part.strip() for part in text.partition("="))
        if not equals:
            raise UsageError(f"The published count {quoted(text)} cannot be read; write for instance private=10/14.")
        if group in found:
            raise UsageError(f"The published count of {quoted(group)} is given twice; give each group once.")
        found[group] = given
    return found


def _count(group: str, given: Given) -> PublishedCount:
    if group not in COUNTED_GROUPS:
        raise unknown("group of published counts", str(group), COUNTED_GROUPS)
    count, of = _numbers(group, given)
    if group == "members" and of is not None:
        raise UsageError(f"The published count of members is the board's size: write members={of}.")
    if of is not None and count > of:
        raise UsageError(f"The published count of {group} is {count} of {of}: more than all of them.")
    if of == 0 or (group == "members" and count == 0):
        raise UsageError(f"The published count of {group} is of a board without members; give a size above nought.")
    return PublishedCount(group, count, of, of_this_list=True)


def _numbers(group: str, given: Given) -> tuple[int, int | None]:
    if isinstance(given, (tuple, list)) and len(given) == 2:
        return _whole(group, given[0]), _whole(group, given[1])
    if isinstance(given, str):
        found = _COUNT.fullmatch(given.strip())
        if found:
            return int(found[1]), int(found[2]) if found[2] else None
    return _whole(group, given), None


def _whole(group: str, given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return given
    raise UsageError(f"The published count of {group} is {quoted(str(given))}, which is no whole number: {_FORM}.")
