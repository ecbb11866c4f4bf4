"""TALLY + PUBLISHED COUNT -> the tally of the boards that both allow."""

from __future__ import annotations

from lepdata.statistics.bounds import Tally, most_added


def narrowed(tally: Tally, count: int, of: int | None = None) -> Tally | None:
    """A list's tally once it is known how many are for, and perhaps how many members there are.

    Parameters
    ----------
    tally : Tally
        What the list allows.
    count : int
        How many members are for, by a count without names.
    of : int or None
        How many members there are, by the same count; None where it does not say.

    Returns
    -------
    Tally or None
        Nobody in it is unknown; those unseen are against. None where no board fits list and count both.

    Examples
    --------
    >>> exact = narrowed(Tally(2, 0, 14), 3, 16)
    >>> exact.for_, exact.against, exact.unknown
    (3, 13, 0)
    >>> narrowed(Tally(4, 0, 12), 3, 16) is None
    True
    """
    fewest, most = _fewest_added(tally, count), _most_added(tally, count)
    if fewest is None or (most is not None and fewest > most):
        return None
    if of is not None:
        added = of - tally.members
        if added < fewest or (most is not None and added > most):
            return None
        fewest = most = added
    unseen = None if most is None else most - fewest
    members = tally.members + fewest
    return Tally(count, members - count, unseen=unseen, room=unseen, all_counted=True)


def _fewest_added(tally: Tally, count: int) -> int | None:
    """The fewest seats beyond the sure members that make `count` be for; None where no number does."""
    if count < tally.for_:
        return None
    needed = max(0, count - tally.for_ - tally.unknown)
    limit = most_added(tally, tally.might_for + tally.might_unknown, tally.unseen)
    return needed if limit is None or needed <= limit else None


def _most_added(tally: Tally, count: int) -> int | None:
    """The most seats that can be added without more than `count` being for; None for any number."""
    against = tally.might_against + tally.might_unknown + (count - tally.for_)
    without_limit = most_added(tally, tally.might, tally.unseen)
    if tally.unseen is None:
        return without_limit
    most = against + tally.unseen
    return most if without_limit is None else min(most, without_limit)
