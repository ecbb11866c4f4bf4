"""What a column is, told by its values where its heading could mean several things."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from lepdata.dates import looks_like_date
from lepdata.files import rule_file
from lepdata.names import fold, titles
from lepdata.read.words import read_attendance, read_role, says

YES = frozenset(("1", "yes", "y", "true", "x", "✓", "✔"))
NO = frozenset(("0", "no", "n", "false"))
_CLEAR, _FEW = 0.8, 0.2  # shares of a column's values
_LARGE = 60  # members: no board is so large
_WORK = frozenset(("director", "governor", "trustee", "representative", "secretary", "officer", "president", "clerk"))
_is_body: Callable[[str], object] = partial(says, "an organisation")


def settle(meanings: Sequence[str], values: Sequence[str], blocks: Callable[[], bool]) -> str:
    """Which of the meanings the values tell; "" where they do not. `blocks`: whether they part the rows into boards."""
    given = [text.strip() for text in values if text.strip()]
    if not given:
        return ""
    if "body" in meanings:
        other = next(meaning for meaning in meanings if meaning != "body")
        if other == "person_name":
            is_board = _share(given, _is_body) >= _CLEAR
        elif other == "aside":
            kinds = len(set(given))
            is_board = (kinds == 1 or len(given) >= 2 * kinds) and _share(given, _is_party) < _CLEAR
        else:
            is_board = blocks()
        return "body" if is_board else other
    shares = {meaning: _share(given, _FITS[meaning]) for meaning in meanings if meaning in _FITS}
    others = [meaning for meaning in meanings if meaning not in _FITS]
    unfit = len(others) == 1 and all(share <= _FEW for share in shares.values())
    return next((meaning for meaning, share in shares.items() if share >= _CLEAR), others[0] if unfit else "")


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
    return next(given, "") in YES | NO and all(text in YES | NO for text in given)


def are_names(values: Sequence[str]) -> bool:
    """Whether most of the filled cells of a column look like people."""
    given = [text.strip() for text in values if text.strip()]
    return bool(given) and _share(given, _is_name) >= _CLEAR


def _share(given: Sequence[str], fits: Callable[[str], object]) -> float:
    """How many of the texts fit, as a share; what may as well be something else fits by half."""
    found = map(fits, given)
    return sum(each if isinstance(each, float) else bool(each) for each in found) / len(given)


def _is_role(text: str) -> float:
    """1 for a place on a board; a half for what may as well be a job."""
    return (0.5 if fold(text) in _WORK else 1.0) if read_role(text) else 0.0


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if word[:1].isalpha()]
    return 1 < len(words) < 8 and all(word[0].isupper() or len(word) < 4 for word in words) and not _is_body(text)


def _is_party(text: str) -> bool:
    return fold(text).removesuffix(" party").removesuffix(" group") in _parties()


@cache
def _parties() -> frozenset[str]:
    names = [fold(row["party"]) for row in rule_file("board_file/parties.csv")]
    return frozenset([*names, *(f"{name}s" for name in names)])


_FITS: Mapping[str, Callable[[str], object]] = {
    "role": _is_role,
    "honorific": lambda text: len(titles(text).split()) == len(text.split()),
    "attendance": read_attendance,
    "aside": partial(says, "a count"),
    "organisation": _is_body,
    "snapshot_date": looks_like_date,
    "start_date": looks_like_date,
}
