"""LEPs and other areas: each by any of its names, what followed it, its councils, districts and people."""

import re
import unicodedata
from zlib import crc32

import pandas as pd

from lepdata.display import gathered, row_dicts
from lepdata.errors import UsageError, quoted, refused, unknown
from lepdata.registers.frozen import read_raw
from lepdata.registers.whose import in_use, own_table, per_collection

DEMONSTRATION = "Exampleshire"
MADE_UP = "Exampleshire is made up: no place, body or person of that name exists, and no national figure counts it."
_SUFFIX = re.compile(r"(?: (?:local )?enterprise partnership| lep)?(?: limited| ltd| cic)?$")
_BOARD = re.compile(r" (?:(?:main|strategic) )?board(?: of directors| members)?$", re.IGNORECASE)
CODES = ("ons_code_2014", "ons_code_2017", "ons_code_2020", "ons_code_2021")
_Row = dict[str, str]


def leps() -> pd.DataFrame:
    """The 38 LEPs: name, slug, ONS codes and names, region, dates, successor; one row each, by name."""
    return read_raw("registers/leps.csv")


@per_collection(maxsize=4)
def areas() -> pd.DataFrame:
    """The 38 LEPs and the own areas of the collection in use, with the columns of `leps`."""
    shipped, own = leps(), own_table("areas.csv")
    known = set(shipped["lep"]) if in_use().with_shipped else set()
    twice = own.loc[own["area"].duplicated() | own["area"].isin(known), "area"]
    if len(twice):
        found, wanted = f"{quoted(twice.iloc[0])}, which is there already", "each area once, and no LEP"
        raise refused("areas.csv", found, wanted, "delete the row, or begin a folder with --alone", column="area")
    rows = own.assign(lep=own["area"], slug=own["slug"].where(own["slug"] != "", own["area"].map(slug)))
    return pd.concat([shipped, rows.reindex(columns=shipped.columns, fill_value="")], ignore_index=True)


def lep_names() -> pd.DataFrame:
    """Every name an area has been called by, with the dates it was in use and whether it is safe to rely on."""
    shipped, own = read_raw("registers/lep_names.csv"), own_table("areas.csv")
    rows = own.assign(lep=own["area"], name=own["area"], kind="official", unsafe="no")
    # an area of one's own comes first: it may bear a name that a LEP has gone by
    return pd.concat([rows.reindex(columns=shipped.columns, fill_value=""), shipped], ignore_index=True)


def slug(lep: str) -> str:
    """The name in lower case with hyphens, as files and pages are called; a number for one without Latin letters."""
    return _plain(lep).replace(" ", "-") or (f"{crc32(lep.encode()):08x}" if lep.strip() else "")


def find_lep(text: str) -> str:
    """The LEP that a name, brand, acronym, slug or ONS code stands for: "HEY LEP" is the Humber."""
    found = _looked_up(text)
    if isinstance(found, UsageError):
        raise found
    return found


@per_collection(maxsize=4096)
def _looked_up(text: str) -> str | UsageError:
    known = _by_key()
    rows = next((known[key] for key in _keys(text) if key in known), None)
    if rows is None:
        names = lep_names()
        safe = names.loc[names["unsafe"] == "no", "name"]
        return unknown("LEP", text, dict.fromkeys([*areas()["lep"], *safe]))
    if unsafe := [row for row in rows if row["unsafe"] == "yes"]:
        meant = " or ".join(quoted(lep) for lep in dict.fromkeys(row["lep"] for row in unsafe))
        why = unsafe[0]["why_unsafe"]
        return UsageError(f"{quoted(text)} is not a safe name for a LEP: it {why}. Say {meant}.")
    return rows[0]["lep"]


def board_of(body: str) -> str:
    """The LEP or own area of which a body bears the name alone, as "Cumbria Board of Directors"; "" for another's."""
    found = _looked_up(_BOARD.sub("", body))
    return "" if isinstance(found, UsageError) else found


def find_area(text: str) -> str:
    """The LEP or own area that a name stands for (see `find_lep`), or the made-up area where that is asked for."""
    if is_demonstration(text):
        return DEMONSTRATION
    try:
        return find_lep(text)
    except UsageError:
        if in_use().is_file:  # it has no register of its areas: they are called what it calls them
            return text
        raise


def is_demonstration(name: str) -> bool:
    return _SUFFIX.sub("", _plain(name)) == DEMONSTRATION.lower()


def strategy_wave(lep: str) -> _Row:
    """The wave (1, 2 or 3) of a LEP's Local Industrial Strategy, the month it was announced, and the area then."""
    waves = read_raw("registers/lis_waves.csv").rename(columns={"area_named": "area"})
    own = waves.loc[waves["lep"] == find_area(lep), ["wave", "announced", "area"]]
    return next(iter(row_dicts(own[own["wave"] != ""])), {})


def facts(area: str) -> _Row:
    """The row of the register about an area, with what followed it; texts that the register does not know are ""."""
    every = areas()
    return next(iter(row_dicts(every[every["lep"] == area])), dict.fromkeys(every.columns, "") | {"lep": area})


def _plain(text: str) -> str:
    if not isinstance(text, str):
        fix = "such as 'Dorset'; `lepdata.boards` lists them"
        raise UsageError(f"An area is called by its name, not by {type(text).__name__}. Fix: {fix}.")
    letters = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _keys(text: str) -> tuple[str, ...]:
    whole = _plain(text).removeprefix("the ")
    return whole, _SUFFIX.sub("", whole)


@per_collection(maxsize=4)
def _by_key() -> dict[str, list[_Row]]:
    """Names by comparable text. An acronym keeps its "LEP": "BC" alone would be a borough council."""
    pairs = sorted({(row["lep"], row[code]) for row in row_dicts(leps()) for code in CODES})
    codes = [{"lep": lep, "name": code, "kind": "ONS code", "unsafe": "no"} for lep, code in pairs]
    rows = row_dicts(lep_names()) + codes
    each = ((row, 1 if row["kind"] == "acronym seen" and row["unsafe"] != "yes" else 2) for row in rows)
    return gathered((key, row) for row, most in each for key in {*_keys(row["name"])[:most]})
