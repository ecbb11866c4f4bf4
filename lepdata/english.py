"""English as sentences need it: plurals, lists, capitals, small numbers in words; and nothing unseen in a text."""

import re
from collections.abc import Sequence

_ONE = frozenset({1, "1", "one", "One"})
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def choose(number: object, one: str, many: str) -> str:
    """The first word where a number, in figures or in words, is one; else the second."""
    return one if number in _ONE else many


def plural(number: object, one: str, many: str = "") -> str:
    return f"{number} {choose(number, one, many or one + 's')}"


def an(text: str) -> str:
    """With its article: "a list", "an attendance list", "a union"."""
    return f"{'an' if text[:1] in 'aeio' else 'a'} {text}"


def joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spelled(number: int) -> str:
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence: "none", "three", "12"."""
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every unseen character in figures; tabs and ends of lines stay."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
