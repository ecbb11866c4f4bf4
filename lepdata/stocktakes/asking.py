"""A PARTNERSHIP -> the forms that ask its councils: whom each is for, and one file for each."""

from __future__ import annotations

import os
from pathlib import Path

from lepdata.errors import UsageError, quoted
from lepdata.forms.blank import write_form
from lepdata.forms.places import NobodyKnows, councils_on, read_council
from lepdata.forms.questions import form
from lepdata.registers.geography import find_area, slug
from lepdata.stocktakes.rules import FORM

LAST_LOOKUP = "2021-12-31"  # the last geography of LEPs was published in 2021: the day where none is given


def form_head(lep: str, council: str = "", day: str = "") -> dict[str, str]:
    """What is filled in already in the head of a form for a council.

    Parameters
    ----------
    lep, council : str
        Any of their names; "" leaves the line empty.
    day : str, optional
        The ISO day whose councils are meant; "" is the end of 2021.

    Raises
    ------
    UsageError
        If nobody knows the LEP, or the council is none of its area on the day.

    Examples
    --------
    >>> form_head("dorset", "BCP council")
    {'lep': 'Dorset', 'council': 'Bournemouth, Christchurch and Poole Council'}
    """
    if council and not lep:
        raise UsageError("Whose council? Name its LEP before --council.")
    head = {"lep": find_area(lep)} if lep else {}
    if council:
        try:
            head["council"] = read_council(council, head["lep"], day or LAST_LOOKUP)
        except NobodyKnows as error:
            wanted = f"{error.expected} ({day or 'the end of 2021'})"
            raise UsageError(f"{quoted(council)} is not {wanted}: {error.remedy}.") from None
    return head


def write_forms(lep: str, folder: str | os.PathLike[str], day: str = "") -> list[Path]:
    """Write a blank form for every council of a partnership's area, a workbook each.

    Parameters
    ----------
    lep : str
        Any of its names.
    folder : path-like
        Where; it must exist.
    day : str, optional
        The ISO day whose councils are meant; "" is the end of 2021.

    Returns
    -------
    list of Path
        The files, named after the councils.

    Raises
    ------
    UsageError
        If nobody knows the LEP, there is no such folder, or one of the files exists already; nothing is written then.
    """
    name = find_area(lep)
    files = {council: Path(folder) / f"{slug(council)}.xlsx" for council in councils_on(name, day or LAST_LOOKUP)}
    if there := [file.name for file in files.values() if file.exists()]:
        raise UsageError(
            f"{quoted(str(folder))} has {', '.join(there)} already: they are left as they are. Name another."
        )
    return [write_form(form(FORM), file, {"lep": name, "council": council}) for council, file in files.items()]
