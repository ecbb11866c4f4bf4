"""Reconciled figures in words: the closed list of reasons, and the sentence for each."""

from __future__ import annotations

from lepdata.findings.reconciliation_counts import Count
from lepdata.findings.reconciliation_lists import Held
from lepdata.findings.reconciliation_measures import Measure
from lepdata.findings.reconciliation_outcomes import Published
from lepdata.model.dates import words

# Reasons that need no count of ours.
NO_COMPARISON = {
    "cut in the source": "The copy seen breaks off before this number.",
    "another kind of fact": "Nothing held here answers it: {why}.",
    "boards not named": "The source does not say which boards it counted, or they are counted one by one elsewhere.",
    "no date": "The source gives no date, so that no list can be chosen to stand beside it.",
    "no number": "The source prints no number that could be compared.",
    "no list": "No dated list of this board is held.",
}
# Reasons that go with a count, each with what follows the sentence about the list.
COUNTED = {
    "same number": "The two agree.",
    "another date, same number": "The two agree, though they are not of one date.",
    "another number": "The two may be of one date, and differ.",
    "another size": "The list and the figure speak of boards of different size.",
    "another date": "Members may have changed between the two dates.",
    "another definition": "Counted by the members' organisations instead of their seats the two agree.",
    "too far apart": "The two are more than a year apart and are not compared.",
    "list incomplete": "The list may not show everybody, so it cannot settle the figure.",
    "not published": "What no source says of some members keeps the figure open.",
    "boards not seen": "Boards without such a list keep the figure open.",
}
REASONS = (*NO_COMPARISON, *COUNTED)
_LISTS = {
    "full": "full list",
    "attendance": "attendance list",
    "not stated": "list",
    "truncated": "list cut short",
    "partial": "fragment",
}


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
    numbers = str(found.for_) if found.highest == found.for_ else f"between {found.for_} and {found.highest}"
    sized = found.unseen or found.is_whole  # a number of unseen comes from a published size
    return f"{numbers} of {found.most_in_base}" if sized else f"{numbers} of {found.base} to {found.most_in_base}"


def listed(found: Count) -> str:
    """The count of those listed, as if they were everybody.

    Examples
    --------
    >>> listed(Count(3, 2, 9, unseen=2))
    '3 of 14, 9 not known'
    """
    return f"{found.for_} of {found.base}" + (f", {found.unknown} not known" if found.unknown else "")


def because(reason: str, held: Held, gap: int, found: Count, asked: Measure, printed: Published) -> str:
    """The sentences behind an outcome.

    Parameters
    ----------
    reason : str
        One of `COUNTED`.
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
    away = f", {gap} {'month' if gap == 1 else 'months'} away," if gap else ""
    kind = _LISTS.get(held.completeness, "list")
    opening = f"The {kind} of {words(held.as_at)}{away}"
    return f"{opening} {_names(found, asked)}{_leaves_open(found, asked, printed)}. {COUNTED[reason]}"


def _names(found: Count, asked: Measure) -> str:
    whom = f"{asked.base} " if asked.base else ""
    if not found.base:
        return f"names nobody who certainly is a {whom}member"
    base = f"names {found.base} {whom}{'member' if found.base == 1 else 'members'}"
    if asked.name == "members":
        return base
    certainly = "known to be " if found.unknown else ""
    return f"{base}, {found.for_ or 'none'} of them {certainly}{asked.one if found.for_ == 1 else asked.many}"


def _leaves_open(found: Count, asked: Measure, printed: Published) -> str:
    parts = []
    if found.unknown:
        parts.append(f"{found.unknown} {asked.open}")
    if found.unseen:
        parts.append(f"up to {found.unseen} more not listed if the board had {printed.of}")
    if found.unseen is None:
        parts.append("and does not show how many more there were")
    return "".join(f", {part}" for part in parts)
