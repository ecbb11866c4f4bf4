"""The published boards that ship with the package, as sightings."""

from __future__ import annotations

import pandas as pd

from lepdata.files import RAW
from lepdata.registers.leps import read_raw
from lepdata.vocabulary import BOARD_COLUMNS


def read_raw_boards() -> pd.DataFrame:
    """Every published seat under `data/raw/boards`, in order of file and line.

    The files are frozen and their hashes verified, so the checks of `read_board` are left to the tests.

    Returns
    -------
    DataFrame
        The columns of `read_board`.
    """
    files = sorted(path.name for path in (RAW / "boards").glob("*.csv"))
    return pd.concat([_sightings(name) for name in files], ignore_index=True)


def _sightings(name: str) -> pd.DataFrame:
    rows = read_raw(f"boards/{name}")[list(BOARD_COLUMNS)]
    return rows.assign(file=name, line=range(2, len(rows) + 2))
