"""Reconciled figures in words: the closed list of reasons, and the sentence for each."""

from __future__ import annotations

from lepdata.english import choose
from lepdata.findings.reconciliation_counts import Count
from lepdata.findings.reconciliation_lists import Held
from lepdata.findings.reconciliation_measures import Measure
from lepdata.findings.reconciliation_outcomes import Published
from lepdata.findings.spread_words import how_many
from lepdata.model.dates import words
from lepdata.model.phrases import phrases, say

# The closed list: those that need no count of ours, and those that go with one.
REASONS = tuple(phrases("reconciled_alone")) + tuple(phrases("reconciled_counted"))


def uncompared(reason: str, why: str = "") -> str:
    """Why a figure is not to be compared whatever lists there are; `why` where nothing held here answers it."""
    return f"{phrases('reconciled_alone')[reason]}: {why}." if why else phrases("reconciled_alone")[reason]


def number_of(value: str, of: str, as_published: str) -> str:
    """A published number as it is shown.

    Examples
    --------
    >>> number_of("3", "16", ""), number_of("", "625", "23%"), number_of("", "", "")
    ('3 of 16', '23% of 625', 'no number')
    """
    shown = value or as_published or "no number"
    return f"{shown} of {of}" if of and (value or as_published) else shown


def counted(found: Count) -> str:
    """What a count allows.

    Examples
    --------
    >>> counted(Count(5, 7)), counted(Count(3, 2, 9, unseen=2)), counted(Count(3, 2, unseen=None))
    ('5 of 12', 'between 3 and 14 of 16', 'at least 3')
    >>> counted(Count(5, 7, might_for=1))
    'between 5 and 6 of 12 to 13'
    """
    if found.highest is None:
        return f"at least {found.for_}"
    between = f"between {found.for_} and {found.highest}"
    numbers, most = found.for_ if found.highest == found.for_ else between, found.most_in_base
    if found.unseen or found.is_whole:  # a number of unseen comes from a published size
        return f"{numbers} of {most}"
    return f"{numbers} of {found.base} to {most}"


def listed(found: Count) -> str:
    """The count of those listed, as if they were everybody.

    Examples
    --------
    >>> listed(Count(3, 2, 9, unseen=2))
    '3 of 14, 9 not known'
    """
    if not found.unknown:
        return f"{found.for_} of {found.base}"
    return f"{found.for_} of {found.base}, {found.unknown} not known"


def because(reason: str, held: Held, gap: int, found: Count, asked: Measure, printed: Published) -> str:
    """The sentences behind an outcome.

    Parameters
    ----------
    reason : str
        One of those that go with a count.
    held : Held
        Our list.
    gap : int
        Months between it and the figure.
    found : Count
        What it counts.
    asked : Measure
        What is counted.
    printed : Published
        The figure.
    """
    kinds = phrases("reconciled_lists")
    return say(
        "reconciliation",
        "because-away" if gap else "because",
        list=kinds.get(held.completeness, kinds["not stated"]),
        day=words(held.as_at),
        n=gap,
        names=", ".join([_names(found, asked), *_leaves_open(found, asked, printed)]),
        reason=phrases("reconciled_counted")[reason],
    )


def _names(found: Count, asked: Measure) -> str:
    whom = f"{asked.base} " if asked.base else ""
    if not found.base:
        return f"names nobody who certainly is a {whom}member"
    if asked.name == "members":
        return f"names {found.base} {whom}{choose(found.base, 'member', 'members')}"
    some, what = found.for_ or how_many(0), asked.one if found.for_ == 1 else asked.many
    phrase = "names-known" if found.unknown else "names-some"
    return say("reconciliation", phrase, n=found.base, whom=whom, some=some, what=what)


def _leaves_open(found: Count, asked: Measure, printed: Published) -> list[str]:
    parts = [f"{found.unknown} {asked.open}"] if found.unknown else []
    parts += [f"up to {found.unseen} more not listed if the board had {printed.of}"] if found.unseen else []
    return parts + (["and does not show how many more there were"] if found.unseen is None else [])
