"""COUNT + PUBLISHED FIGURE -> agrees, differs or cannot be compared, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lepdata.english import plural
from lepdata.findings.reconciliation_counts import Count
from lepdata.model.phrases import say

AGREES, DIFFERS, CANNOT = "agrees", "differs", "cannot be compared"
OUTCOMES = (AGREES, DIFFERS, CANNOT)
EXACT, ALLOWED, CONTRADICTED, NOTHING = "exact", "not contradicted", "contradicted", ""
STANDINGS = (EXACT, ALLOWED, CONTRADICTED, NOTHING)


@dataclass(frozen=True)
class Published:
    """A figure's number: a count, the whole it is taken from, the shares it may stand for; each None where none was."""

    value: int | None
    of: int | None
    shares: tuple[Fraction, Fraction] | None


@dataclass(frozen=True)
class Compared:
    """What comes of holding a count against a published number.

    `standing` says how our bounds stand to it, `of_size` whether the two speak of boards of different size, and
    `difference` how far ours lies from it, in words.
    """

    outcome: str
    standing: str
    of_size: bool = False
    difference: str = ""


def compare(found: Count, published: Published) -> Compared:
    """Hold a count against a published number.

    They agree only where ours is exact; a number that our bounds merely allow cannot be compared.

    Parameters
    ----------
    found : Count
        Already narrowed by the published size, where there is one.
    published : Published
        A count or a share; of both, the count.

    Examples
    --------
    >>> five_of_twelve = Published(5, 12, None)
    >>> compare(Count(5, 7), five_of_twelve).outcome, compare(Count(6, 6), five_of_twelve).difference
    ('agrees', '1 more')
    >>> compare(Count(3, 5, 4), five_of_twelve)
    Compared(outcome='cannot be compared', standing='not contradicted', of_size=False, difference='')
    """
    if published.value is None:
        assert published.shares is not None  # whoever asks has looked
        return _of_shares(found, published.shares)
    if found.for_ > published.value:
        more = found.for_ - published.value
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(more, "more", found.highest == found.for_))
    if found.highest is not None and found.highest < published.value:
        fewer = published.value - found.highest
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(fewer, "fewer", found.highest == found.for_))
    if _other_size(found, published.of):
        return Compared(DIFFERS, CONTRADICTED, True, f"{plural(found.base, 'member')} instead of {published.of}")
    exact = found.is_whole and found.highest == found.for_
    return Compared(AGREES, EXACT) if exact else Compared(CANNOT, ALLOWED)


def _other_size(found: Count, of: int | None) -> bool:
    return of is not None and (found.base > of or (found.is_whole and found.base != of))


def _so_many(number: int, word: str, exact: bool) -> str:
    return _at_least(say("reconciliation", f"difference-{word}", n=number), exact)


def _at_least(said: str, exact: bool) -> str:
    return said if exact else f"at least {said}"


def _of_shares(found: Count, published: tuple[Fraction, Fraction]) -> Compared:
    (least, most), (lowest, highest) = published, found.shares()
    if lowest > most:
        return Compared(DIFFERS, CONTRADICTED, difference=_points(lowest - most, "more", lowest == highest))
    if highest < least:
        return Compared(DIFFERS, CONTRADICTED, difference=_points(least - highest, "less", lowest == highest))
    inside = least <= lowest and highest <= most
    return Compared(AGREES, EXACT) if inside else Compared(CANNOT, ALLOWED)


def _points(share: Fraction, word: str, exact: bool) -> str:
    points = f"{float(100 * share):.1f}"
    return _at_least(say("reconciliation", f"points-{word}", points=points), exact)


def compare_boards(lowest: int, highest: int, value: int) -> Compared:
    """Hold a number of boards against a published one.

    Parameters
    ----------
    lowest, highest : int
        How many boards certainly, and how many possibly, are as asked.
    value : int
        The published number.

    Examples
    --------
    >>> compare_boards(4, 30, 19).standing, compare_boards(4, 30, 3).difference
    ('not contradicted', 'at least 1 more')
    """
    whole = lowest == highest
    if lowest > value:
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(lowest - value, "more", whole))
    if highest < value:
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(value - highest, "fewer", whole))
    return Compared(AGREES, EXACT) if whole else Compared(CANNOT, ALLOWED)
