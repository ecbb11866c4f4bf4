"""VERDICTS -> the years, regions, waves and sizes by which boards may be grouped."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from lepdata import registers
from lepdata.model.faults import unknown
from lepdata.seats.lists import CARRIES_A_SHARE

FIRST_YEAR, YEARS = 2010, 3
SIZE_BANDS = ((10, "up to 10"), (15, "11 to 15"), (20, "16 to 20"))
LARGEST_BAND = "more than 20"
NO_SIZE = "size not known"


def regions_and_waves() -> pd.DataFrame:
    """Each LEP's region, and the wave in which its Local Industrial Strategy was announced.

    Examples
    --------
    >>> regions_and_waves().columns.tolist(), len(regions_and_waves())
    (['lep', 'region', 'wave'], 38)
    """
    frame = registers.leps()[["lep", "region"]]
    return frame.assign(wave=[f"wave {registers.lis_wave(lep)}" for lep in frame["lep"]])


def year_band(as_at: str) -> str:
    """Three years from 2010 on.

    Examples
    --------
    >>> year_band("2018-07"), year_band("2010"), year_band("")
    ('2016 to 2018', '2010 to 2012', 'no date')
    """
    if not as_at:
        return "no date"
    start = FIRST_YEAR + YEARS * ((int(as_at[:4]) - FIRST_YEAR) // YEARS)
    return f"{start} to {start + YEARS - 1}"


def size_band(members: int) -> str:
    """How large a list is.

    Examples
    --------
    >>> size_band(10), size_band(11), size_band(20), size_band(21)
    ('up to 10', '11 to 15', '16 to 20', 'more than 20')
    """
    return next((band for most, band in SIZE_BANDS if members <= most), LARGEST_BAND)


def grouped_by(verdicts: pd.DataFrame, by: str, where: pd.DataFrame | None = None) -> pd.Series:
    """The group of each verdict's board.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`.
    by : str
        "" (all boards), "year", "region", "wave" or "size". A list of fragments has no size.
    where : DataFrame, optional
        lep, region, wave; by default those of the register.

    Raises
    ------
    UsageError
        If `by` is none of these.
    """
    ways: dict[str, Callable[[], pd.Series]] = {
        "": lambda: pd.Series("all boards", index=verdicts.index, dtype="str"),
        "year": lambda: verdicts["as_at"].map({day: year_band(day) for day in verdicts["as_at"].unique()}),
        "region": lambda: _placed(verdicts, "region", where),
        "wave": lambda: _placed(verdicts, "wave", where),
        "size": lambda: _sizes(verdicts),
    }
    if by not in ways:
        raise unknown("grouping", by, [name for name in ways if name])
    return ways[by]().astype("str")


def _placed(verdicts: pd.DataFrame, what: str, where: pd.DataFrame | None) -> pd.Series:
    known = (regions_and_waves() if where is None else where).set_index("lep")[what].to_dict()
    return verdicts["lep"].map(known).fillna("not known")


def _sizes(verdicts: pd.DataFrame) -> pd.Series:
    members = verdicts[["for", "against", "unknown"]].astype(int).sum(axis=1)
    largest = members.groupby(verdicts["lep"]).transform("max")  # a verdict on the chair counts the chairs only
    bands = largest.map(size_band)
    return bands.where(verdicts["completeness"].isin(CARRIES_A_SHARE), NO_SIZE)
