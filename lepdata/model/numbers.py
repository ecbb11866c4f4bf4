"""Whole numbers as a sentence says them."""

from __future__ import annotations

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(number: int) -> str:
    """Small numbers in words.

    Examples
    --------
    >>> spelled(0), spelled(3), spelled(11)
    ('no', 'three', '11')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
