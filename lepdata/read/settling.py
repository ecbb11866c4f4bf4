"""What a column is, told by its values where its heading could mean several things."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from lepdata.dates import looks_like_date
from lepdata.files import rule_file
from lepdata.names import fold, titles
from lepdata.read.words import read_attendance, read_role

YES = frozenset(("1", "yes", "y", "true", "x", "✓", "✔"))
NO = frozenset(("0", "no", "n", "false"))
_CLEAR, _FEW = 0.8, 0.2  # shares of a column's values
_LARGE = 60  # members: no board is so large
_BODY = re.compile(
    r"\b(council|boards?|partnership|authority|committee|trust|agency|commission|forum|panel|office|department|service"
    r"|foundation|association|society|institute|university|college|school|academy|group|ltd|limited|plc|llp|inc|co)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\d+(\.\d+)?\s*%?|\d+\s*(of|/|out of)\s*\d+(\s*\(\d+%\))?|\d+\s*\(\d+\s*%?\)|n/?a|-", re.IGNORECASE
)
_WORK = frozenset(("director", "governor", "trustee", "representative", "secretary", "officer", "president", "clerk"))


def settle(meanings: Sequence[str], values: Sequence[str], blocks: Callable[[], bool]) -> str:
    """Which of the meanings the values tell; "" where they do not. `blocks`: whether they part the rows into boards."""
    given = [text.strip() for text in values if text.strip()]
    if not given:
        return ""
    if "body" in meanings:
        return _board_or_not(meanings, given, blocks)
    for meaning in meanings:
        if meaning in _FITS and _share(given, _FITS[meaning]) >= _CLEAR:
            return meaning
    others = [meaning for meaning in meanings if meaning not in _FITS]
    unfit = all(_share(given, _FITS[meaning]) <= _FEW for meaning in meanings if meaning in _FITS)
    return others[0] if len(others) == 1 and unfit else ""


def _board_or_not(meanings: Sequence[str], given: Sequence[str], blocks: Callable[[], bool]) -> str:
    other = next(meaning for meaning in meanings if meaning != "body")
    if other == "person_name":
        return "body" if _share(given, are_bodies) >= _CLEAR else "person_name"
    if other == "aside":
        kinds = len(set(given))
        repeats = kinds == 1 or len(given) >= 2 * kinds
        return "body" if repeats and _share(given, _is_party) < _CLEAR else "aside"
    return "body" if blocks() else other


def parts_into_boards(values: Sequence[str], chairs: Sequence[bool]) -> bool:
    """Whether the values of a column stand for boards: blocks of rows, each with its own chair or too many for one."""
    filled = [text.strip() for text in values]
    kinds = set(filled) - {""}
    if len(kinds) < 2 or len(filled) < 3 * len(kinds):
        return False
    chaired = {text for text, chair in zip(filled, chairs, strict=True) if chair and text}
    runs = 1 + sum(one != other for one, other in itertools.pairwise(filled))
    return len(chaired) > 1 or (len(filled) > _LARGE and runs <= 1.2 * len(kinds))


def are_flags(values: Sequence[str]) -> bool:
    """Whether a column holds nothing but yes and no."""
    given = (text.strip().casefold() for text in values if text.strip())
    first = next(given, "")
    return first in YES | NO and all(text in YES | NO for text in given)


def are_names(values: Sequence[str]) -> bool:
    """Whether most of the filled cells of a column look like people."""
    given = [text.strip() for text in values if text.strip()]
    return bool(given) and _share(given, _is_name) >= _CLEAR


def are_bodies(text: str) -> float:
    return float(bool(_BODY.search(text)))


def _share(given: Sequence[str], fits: Callable[[str], float]) -> float:
    return sum(map(fits, given)) / len(given)


def _is_role(text: str) -> float:
    """1 for a place on a board; a half for what may as well be a job."""
    return (0.5 if fold(text) in _WORK else 1.0) if read_role(text) else 0.0


def _is_title(text: str) -> float:
    return float(len(titles(text).split()) == len(text.split()))


def _is_count(text: str) -> float:
    return float(bool(_COUNT.fullmatch(text)))


def _is_name(text: str) -> float:
    words = [word for word in text.split() if word[:1].isalpha()]
    return float(
        1 < len(words) < 8 and all(word[0].isupper() or len(word) < 4 for word in words) and not are_bodies(text)
    )


def _is_party(text: str) -> float:
    return float(fold(text).removesuffix(" party").removesuffix(" group") in _parties())


@cache
def _parties() -> frozenset[str]:
    names = [fold(row["party"]) for row in rule_file("board_file/parties.csv")]
    return frozenset([*names, *(f"{name}s" for name in names)])


_FITS: Mapping[str, Callable[[str], float]] = {
    "role": _is_role,
    "honorific": _is_title,
    "attendance": lambda text: float(bool(read_attendance(text))),
    "aside": _is_count,
    "organisation": are_bodies,
    "snapshot_date": lambda text: float(looks_like_date(text)),
    "start_date": lambda text: float(looks_like_date(text)),
}
