"""How findings are said: groups, shares and how rarely chance does as much, in words that need no explaining."""

from __future__ import annotations

from collections.abc import Sequence

from lepdata.model.dates import words
from lepdata.verdicts.terms import joined

# One of them, several of them, and their share of a board.
GROUPS = {
    "private": ("business member", "business members", "business share"),
    "voluntary": ("voluntary-sector member", "voluntary-sector members", "voluntary-sector share"),
    "council": ("council member", "council members", "council share"),
    "women": ("woman", "women", "share of women"),
    "council women": ("woman among its council seats", "women among council seats", "share of women in council seats"),
}
_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def one_of(group: str) -> str:
    """One member of a group."""
    return GROUPS.get(group, (f"member for {group}",))[0]


def many_of(group: str) -> str:
    """Several members of a group."""
    return GROUPS[group][1] if group in GROUPS else f"members for {group}"


def share_of(group: str) -> str:
    """The share of a group.

    Examples
    --------
    >>> share_of("women"), share_of("health")
    ('share of women', 'share of members for health')
    """
    return GROUPS[group][2] if group in GROUPS else f"share of members for {group}"


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> how_many(0), how_many(3), how_many(12)
    ('none', 'three', '12')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def percent(share: float) -> str:
    """A share in whole per cent, for words only.

    Examples
    --------
    >>> percent(0.4717)
    '47%'
    """
    return f"{share:.0%}"


def about(number: float) -> str:
    """A mean of whole numbers, to one place where it is small.

    Examples
    --------
    >>> about(5.87), about(14.2), about(0.02)
    ('5.9', '14', 'less than 0.1')
    """
    return "less than 0.1" if 0 < number < 0.05 else f"{number:.1f}" if number < 10 else f"{number:.0f}"


def rarity(p: float, of: str = "deals") -> str:
    """How often chance does as much, no finer than the deals can tell.

    Examples
    --------
    >>> rarity(0.825), rarity(0.0849), rarity(0.014), rarity(0.0004)
    ('in about 8 of 10 deals', 'in about 8 of 100 deals', 'in about 1 of 100 deals', 'in fewer than 1 of 100 deals')
    """
    if p >= 0.95:
        return f"in nearly all {of}"
    if p >= 0.15:
        return f"in about {p * 10:.0f} of 10 {of}"
    return f"in about {p * 100:.0f} of 100 {of}" if p >= 0.01 else f"in fewer than 1 of 100 {of}"


def names(leps: Sequence[str], most: int = 4) -> str:
    """Boards by name, the rest of a long row by number.

    Examples
    --------
    >>> names(["A", "B", "C"], most=2), names(["A"])
    ('A, B and 1 other', 'A')
    """
    shown, rest = list(leps[:most]), len(leps) - most
    return joined(shown + ([f"{rest} other{'s' if rest > 1 else ''}"] if rest > 0 else []))


def boards(number: int) -> str:
    """So many boards.

    Examples
    --------
    >>> boards(1), boards(12)
    ('1 board', '12 boards')
    """
    return f"{number:,} board{'' if number == 1 else 's'}"


def day(text: str) -> str:
    """A date of a request, "" being the latest.

    Examples
    --------
    >>> day("2018-07-23"), day("")
    ('23 July 2018', 'the latest list')
    """
    return words(text) if text else "the latest list"
