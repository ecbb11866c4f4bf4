"""What the readers of CSV and XLSX hand on: rows of text with the line each stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lepdata.errors import Fault, InputFaults


@dataclass(frozen=True)
class Grid:
    """The filled rows of a table, in order; the first holds the headings.

    Attributes
    ----------
    file : str
        The file's name.
    rows : tuple
        Pairs of line number and cells, blank rows left out.
    faults, caveats : tuple
        What is wrong with single cells, and what a reader must know.
    """

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...] = ()
    caveats: tuple[str, ...] = ()


def refused(file: str, found: str, expected: str, remedy: str, row: int | None = None) -> InputFaults:
    """The error for a file that cannot be read at all."""
    return InputFaults([Fault(file, row, "", found, expected, remedy)])


def is_blank(cells: Sequence[str]) -> bool:
    """No cell holds more than spaces.

    Examples
    --------
    >>> is_blank(["", "  "]), is_blank(["", "0"])
    (True, False)
    """
    return not any(cell.strip() for cell in cells)
