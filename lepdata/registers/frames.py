"""The registers as tables. Every call hands out a copy of its own."""

from __future__ import annotations

import pandas as pd

from lepdata.registers.frozen import read_raw


def leps() -> pd.DataFrame:
    """The 38 LEPs: name, slug, ONS codes and names, region, dates, successor; one row each, by name.

    Examples
    --------
    >>> len(leps())
    38
    """
    return read_raw("registers/leps.csv")


def lep_names() -> pd.DataFrame:
    """Every name a LEP has been called by, with the dates it was in use and whether it is safe to rely on."""
    return read_raw("registers/lep_names.csv")


def councils() -> pd.DataFrame:
    """English councils and combined authorities, past and present; lists in a cell are parted by "|".

    Examples
    --------
    >>> councils().set_index("council_code").loc["NYK", ["official_name", "last_day", "replaced_by"]].tolist()
    ['North Yorkshire County Council', '2023-03-31', 'NYE']
    """
    return read_raw("registers/councils.csv")


def universities() -> pd.DataFrame:
    """UK degree-awarding institutions with a provider number (UKPRN); lists in a cell are parted by "|"."""
    return read_raw("registers/universities.csv")


def populations() -> pd.DataFrame:
    """Census 2021 residents of each LEP area, counts as integers.

    A district that two LEPs share is counted in both, so the rows must not be added up.

    Examples
    --------
    >>> int(populations().set_index("lep").loc["Cumbria", "population"])
    499828
    """
    frame = read_raw("registers/lep_populations.csv")
    counts = [column for column in frame if column not in ("lep", "lep_code")]
    return frame.astype(dict.fromkeys(counts, "int64"))


def tiles() -> pd.DataFrame:
    """The tile map: one hexagon of the same size for each LEP, where neighbours mostly are neighbours.

    Returns
    -------
    DataFrame
        One row per LEP: `lep`; `code`, three or four letters for a label; `row`, integer from 1 in the north; `column`,
        integer from 1 in the west, the even rows standing half a tile further east; `note`, what the map gets wrong.

    Examples
    --------
    >>> tiles().sort_values(["row", "column"])["lep"].iloc[[0, -1]].tolist()
    ['North East', 'Cornwall and Isles of Scilly']
    """
    return read_raw("registers/lep_tiles.csv").astype({"row": "int64", "column": "int64"})


def districts(year: int) -> pd.DataFrame:
    """Which districts lay in which LEP in a year.

    LEP geographies are known for 2014, 2017 and 2021. The latest that is not after `year` is used (the first for
    earlier years), with the latest set of districts that is not after `year`.

    Parameters
    ----------
    year : int
        A calendar year.

    Returns
    -------
    DataFrame
        One row per district: `lep`, and for a shared district `second_lep`, `relation` (overlap or split) and shares.

    Examples
    --------
    >>> len(districts(2018)), len(districts(2021)), len(districts(2023))
    (326, 309, 296)
    """
    frame = read_raw("registers/lep_districts.csv")
    for column in ("geography_year", "district_vintage"):
        known = sorted(set(frame[column].astype(int)))
        chosen = max((value for value in known if value <= year), default=known[0])
        frame = frame[frame[column] == str(chosen)]
    return frame.reset_index(drop=True)
