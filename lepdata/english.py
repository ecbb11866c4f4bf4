"""English as sentences need it: plurals, lists, capitals, small numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

_ONE = frozenset({1, "1", "one", "One"})
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def choose(number: object, one: str, many: str) -> str:
    """The first word where a number, in figures or in words, is one; else the second.

    Examples
    --------
    >>> choose(1, "is", "are"), choose("one", "is", "are"), choose(0, "is", "are")
    ('is', 'is', 'are')
    """
    return one if number in _ONE else many


def plural(number: object, one: str, many: str = "") -> str:
    """A number with its noun.

    Examples
    --------
    >>> plural(1, "member"), plural("two", "body", "bodies")
    ('1 member', 'two bodies')
    """
    return f"{number} {choose(number, one, many or one + 's')}"


def joined(words: Sequence[str]) -> str:
    """Words joined as in a sentence.

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def capital(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


def spelled(number: int) -> str:
    """Small numbers in words.

    Examples
    --------
    >>> spelled(0), spelled(3), spelled(11)
    ('no', 'three', '11')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
