"""The made-up area shipped for demonstration: no LEP, unknown to the register; only its name opens this door."""

from __future__ import annotations

import pandas as pd

from lepdata.registers.frozen import read_raw
from lepdata.registers.one_lep import find_lep, slug

DEMONSTRATION = "Exampleshire"
MADE_UP = "Exampleshire is made up: no place, body or person of that name exists, and no national figure counts it."
_SLUGS = ("exampleshire", "exampleshire-lep", "exampleshire-enterprise-partnership")


def is_demonstration(name: str) -> bool:
    """Whether a name means the made-up area.

    Examples
    --------
    >>> is_demonstration("Exampleshire LEP"), is_demonstration("exampleshire"), is_demonstration("Lancashire")
    (True, True, False)
    """
    return slug(name) in _SLUGS


def find_area(text: str) -> str:
    """The LEP that a name stands for, or the made-up area where that is asked for. See `find_lep`.

    Raises
    ------
    UsageError
        As `find_lep`.

    Examples
    --------
    >>> find_area("D2N2"), find_area("EXAMPLESHIRE")
    ('Derby, Derbyshire, Nottingham and Nottinghamshire', 'Exampleshire')
    """
    return DEMONSTRATION if is_demonstration(text) else find_lep(text)


def demonstration_table(name: str) -> pd.DataFrame:
    """One table of the made-up area, as text: what `data/raw/demonstration/<name>.csv` holds.

    Raises
    ------
    InputFaults
        If there is no such file, or it is not the frozen one.

    Examples
    --------
    >>> demonstration_table("area")["successor_date"].tolist()
    ['2024-04-01']
    """
    return read_raw(f"demonstration/{name}.csv")
