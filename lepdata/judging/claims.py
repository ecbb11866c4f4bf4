"""THE WORDS OF A CRITERION -> the numbers that they claim, so that no statement contradicts its threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lepdata.english import spelled
from lepdata.files import rule_file

_WHOLE = {spelled(number): number for number in range(1, 11)} | {
    "a dozen": 12,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
}
_DATE = re.compile(r"\b([0-9]{1,2} )?[A-Z][a-z]+ (19|20)[0-9]{2}\b|\b(19|20)[0-9]{2}\b")
_PER_CENT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_PARTS = re.compile(r"\b([0-9]+)(?:/| (?:in|out of) (?:every )?)([1-9][0-9]*)\b")


def contradicts(text: str, kind: str, limit: Fraction) -> str:
    """What a text claims instead of the threshold, such as "two-thirds"; "" where it names it or no number at all."""
    claimed = dict(_shares(text) if kind == "share" else _numbers(text))
    return "" if not claimed or any(_same(one, limit) for one in claimed.values()) else ", ".join(claimed)


def _same(claimed: Fraction, limit: Fraction) -> bool:
    """Equal, or a share in whole per cent that rounds to it."""
    return claimed == limit or (
        claimed.denominator in (100, 50, 25, 20, 10, 5) and abs(claimed - limit) < Fraction(1, 100)
    )


def _shares(text: str) -> Iterator[tuple[str, Fraction]]:
    for row in rule_file("frameworks/fractions.csv"):
        if row["share"] != "1" and re.search(rf"\b{row['words'].replace('-', '[- ]')}\b", text, re.IGNORECASE):
            yield row["words"], Fraction(row["share"])
    for found in _PER_CENT.finditer(text):
        yield found[0], Fraction(found[1]) / 100
    for found in _PARTS.finditer(text):
        yield found[0], Fraction(int(found[1]), int(found[2]))


def _numbers(text: str) -> Iterator[tuple[str, Fraction]]:
    text = _PER_CENT.sub("", _DATE.sub("", text))
    for found in re.finditer(r"\b[0-9]+\b", text):
        yield found[0], Fraction(found[0])
    for word, number in _WHOLE.items():
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            yield word, Fraction(number)
