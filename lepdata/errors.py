"""What is wrong with an input, said so that a person can put it right."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lepdata.english import visible

LONGEST_CELL = 60
_MOST_PLACES = 3
NOTHING = "nothing in any row"  # found of a column that no row fills


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place of one file."""

    file: str  # its name
    row: int | None  # line of the CSV or row of the sheet, the heading being 1; None where it is the whole file's
    column: str  # its heading, or ""
    found: str
    expected: str
    remedy: str  # what to do about it

    def sentence(self) -> str:
        return " ".join(line.strip() for line in _said([self]).splitlines())


def grouped(faults: Iterable[Fault]) -> list[str]:
    """What is said of faults, at most two lines each: alike ones once, those of whole columns before those of rows."""
    alike: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.file, fault.column, fault.expected, fault.remedy), []).append(fault)
    return [_said(own) for own in sorted(alike.values(), key=lambda own: (own[0].row or 0) > 1)]


def _said(alike: Sequence[Fault]) -> str:
    first, rows = alike[0], list(dict.fromkeys(fault.row for fault in alike if fault.row is not None))
    more = f" and {len(rows) - _MOST_PLACES} more" if len(rows) > _MOST_PLACES else ""
    places = f"row{'s' * (len(rows) > 1)} {', '.join(map(str, rows[:_MOST_PLACES]))}{more}" if rows else ""
    where = ", ".join(filter(None, (first.file, places, f"column {first.column}" if first.column else "")))
    found = list(dict.fromkeys(fault.found for fault in alike))
    shown = ", ".join(found[:_MOST_PLACES]) + (", …" if len(found) > _MOST_PLACES else "")
    said = visible(f"{where}: found {shown}; expected {first.expected}.\n  Fix: {first.remedy}.")
    return re.sub(r"(\S{59})\S{240,}", r"\1…", said)  # what is longer than any path was typed by no hand


class InputFaults(ValueError):
    """An input has faults; `faults` holds all of them."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("\n".join(grouped(self.faults)))


def refused(file: object, found: str, expected: str, fix: str, row: int | None = None, column: str = "") -> InputFaults:
    """The error of one fault."""
    return InputFaults([Fault(str(file), row, column, found, expected, fix)])


def refuse_all(faults: Iterable[Fault]) -> None:
    """Raise every fault at once, where there is any."""
    if every := [*faults]:
        raise InputFaults(every)


class UsageError(ValueError):
    """A name or an option that does not exist, or options that do not go together."""


_EXTRAS = {"pypdfium2": "documents", "docx2python": "documents", "pyarrow": "parquet", "distributed": "cluster"}


def missing_package(error: ModuleNotFoundError) -> Exception:
    """What is said where a package of an extra is missing; an error of our own comes back as it is."""
    name = (error.name or "").partition(".")[0]
    if name == "lepdata":
        return error
    extra = _EXTRAS.get(name, "batch")
    return UsageError(f"This needs the package {name}. Install it with: pip install 'lepdata[{extra}]'")


def quoted(text: str) -> str:
    """A cell's text in quotation marks, cut where it is long, with nothing unseen in it."""
    text = visible(text[: LONGEST_CELL + 1])
    text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    return "'" + text.replace("\n", " ").replace("\r", " ") + "'"


def typed(path: object) -> str:
    """A path as it is typed in a command."""
    return f'"{path}"' if " " in str(path) else str(path)


def near_matches(word: str, known: Iterable[str], how_many: int = 3) -> list[str]:
    """The known names most like `word`, best first; empty where none is near."""
    word = word.casefold()
    whole = {name.casefold(): name for name in known}
    parts = {part: name for fold, name in whole.items() for part in fold.split() if len(part) > 3}
    close = [whole[fold] for fold in difflib.get_close_matches(word, whole, n=how_many) if _resemble(word, fold)]
    partly = [parts[part] for part in difflib.get_close_matches(word, parts, n=how_many, cutoff=0.75)]
    inside = [name for fold, name in whole.items() if len(word) > 2 and word in fold]
    return list(dict.fromkeys((*close, *inside, *partly)))[:how_many]


def _resemble(word: str, other: str) -> bool:
    """Whether two texts that share letters share a word too: "diversity champion" is no slip for "deputy chair"."""
    if len(word.split()) == len(other.split()) == 1:
        return True
    return any(difflib.SequenceMatcher(None, a, b).ratio() >= 0.7 for a in word.split() for b in other.split())


def unknown(kind: str, word: str, known: Iterable[str]) -> UsageError:
    """The error for a name nobody knows, with the near matches."""
    known = list(known)
    near = " or ".join(map(quoted, near_matches(word, known)))
    others = ", ".join(map(quoted, known[:12])) + (", …" if len(known) > 12 else "")
    hint = f"Did you mean {near}?" if near else f"Known: {others}."
    return UsageError(f"No {kind} is called {quoted(word)}. {hint}")
