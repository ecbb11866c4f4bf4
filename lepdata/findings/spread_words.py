"""How findings are said: groups, shares and how rarely chance does as much, in words that need no explaining."""

from __future__ import annotations

from collections.abc import Sequence

from lepdata.english import plural
from lepdata.model.dates import words
from lepdata.model.numbers import spelled
from lepdata.model.phrases import joined, phrases, say


def members_of(group: str, number: int) -> str:
    """So many members of a group, without the number.

    Examples
    --------
    >>> members_of("women", 1), members_of("women", 2), members_of("health", 2)
    ('woman', 'women', 'members for health')
    """
    return say("groups", group if group in phrases("groups") else "other", n=number, group=group)


def share_of(group: str) -> str:
    """The share of a group.

    Examples
    --------
    >>> share_of("women"), share_of("health")
    ('share of women', 'share of members for health')
    """
    return phrases("groups").get(f"{group}-share") or f"share of members for {group}"


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> how_many(0), how_many(3), how_many(12)
    ('none', 'three', '12')
    """
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


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
        return say("chance", "of-10", n=f"{p * 10:.0f}", of=of)
    return say("chance", "of-100" if p >= 0.01 else "fewer", n=f"{p * 100:.0f}", of=of)


def names(leps: Sequence[str], most: int = 4) -> str:
    """Boards by name, the rest of a long row by number.

    Examples
    --------
    >>> names(["A", "B", "C"], most=2), names(["A"])
    ('A, B and 1 other', 'A')
    """
    shown, rest = list(leps[:most]), len(leps) - most
    return joined(shown + ([plural(rest, "other")] if rest > 0 else []))


def boards(number: int) -> str:
    """So many boards.

    Examples
    --------
    >>> boards(1), boards(12)
    ('1 board', '12 boards')
    """
    return say("chance", "boards", number=f"{number:,}")


def day(text: str) -> str:
    """A date of a request, "" being the latest.

    Examples
    --------
    >>> day("2018-07-23"), day("")
    ('23 July 2018', 'the latest list')
    """
    return words(text) if text else "the latest list"


def rule(criterion: str) -> str:
    """A criterion as pages name it, within a sentence.

    Examples
    --------
    >>> rule("private-two-thirds"), rule("a-rule-of-ones-own")
    ('two-thirds private', 'a rule of ones own')
    """
    return phrases("criteria").get(criterion, criterion.replace("-", " ")).casefold()
