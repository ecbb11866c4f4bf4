"""English as sentences need it: plurals, lists, capitals, small numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

_ONE = frozenset({1, "1", "one", "One"})
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def choose(number: object, one: str, many: str) -> str:
    """The first word where a number, in figures or in words, is one; else the second."""
    return one if number in _ONE else many


def plural(number: object, one: str, many: str = "") -> str:
    return f"{number} {choose(number, one, many or one + 's')}"


def joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spelled(number: int) -> str:
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
