"""Raw files are frozen: a file is read only while its SHA-256 is the one in the manifest."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval, words
from lepdata.errors import Fault, InputFaults, UsageError, quoted, unknown
from lepdata.files import RAW

MANIFEST = "manifest.csv"
SIGNED = ("corrections.csv", "decisions.csv")  # they grow by signed rows, so no hash can be kept of them
RESTORE = (
    "restore the file as it was; to mend a published line add a signed row to corrections.csv; "
    f"if the new content is meant, put its SHA-256 into {MANIFEST}"
)
LINE_ENDS = "the line ends were changed to CRLF: check the file out again with LF (git config core.autocrlf false)"


def manifest(root: Path = RAW) -> pd.DataFrame:
    """The source card of every frozen file.

    Parameters
    ----------
    root : Path
        The folder of raw files; the shipped one unless told otherwise.

    Returns
    -------
    DataFrame
        One row per file: path, sha256, rows, title, publisher, licence, attribution, url, compiled, notes (all text).

    Examples
    --------
    >>> manifest().set_index("path").loc["registers/leps.csv", "rows"]
    '38'
    """
    return _manifest(root).copy()


def verify(path: str | None = None, root: Path = RAW) -> list[Fault]:
    """Compare frozen files with the manifest.

    Parameters
    ----------
    path : str, optional
        One file, named as in the manifest ("registers/leps.csv"); all of them if absent, and then a CSV file
        that the manifest does not list is a fault too.
    root : Path
        The folder of raw files.

    Returns
    -------
    list of Fault
        Empty when every byte is as it was.

    Examples
    --------
    >>> verify("registers/leps.csv")
    []
    """
    listed = _hashes(root)
    if path is not None:
        return _faults_of(path, root, listed)
    present = {file.relative_to(root).as_posix() for file in root.rglob("*.csv")} - {MANIFEST, *SIGNED}
    return [fault for name in sorted(present | set(listed)) for fault in _faults_of(name, root, listed)]


def read_raw(path: str, root: Path = RAW) -> pd.DataFrame:
    """Read a raw CSV file after checking that it is the frozen one.

    Parameters
    ----------
    path : str
        The file as the manifest names it, such as "boards/new-anglia.csv". The two signed files, corrections.csv
        and decisions.csv, are read without a check.
    root : Path
        The folder of raw files.

    Returns
    -------
    DataFrame
        All columns text, missing text ""; the caller's own copy.

    Raises
    ------
    InputFaults
        If the file is missing, is not listed, or has changed.

    Examples
    --------
    >>> read_raw("registers/lis_waves.csv").shape
    (38, 5)
    """
    if path in SIGNED:
        return _parse(_content(path, root))
    return _read_frozen(path, root).copy()


@lru_cache(maxsize=8)
def _manifest(root: Path) -> pd.DataFrame:
    return _parse(_content(MANIFEST, root))


@lru_cache(maxsize=8)
def _hashes(root: Path) -> dict[str, str]:
    cards = _manifest(root)
    return dict(zip(cards["path"], cards["sha256"], strict=True))


@lru_cache(maxsize=128)
def _read_frozen(path: str, root: Path) -> pd.DataFrame:
    if faults := _faults_of(path, root, _hashes(root)):
        raise InputFaults(faults)
    return _parse(_content(path, root))


def _faults_of(path: str, root: Path, listed: dict[str, str]) -> list[Fault]:
    if path not in listed:
        return [Fault(path, None, "", "a file without a source card", f"a row in {MANIFEST}", f"add one to {MANIFEST}")]
    try:
        content = _content(path, root)
    except InputFaults as missing:
        return list(missing.faults)
    found, expected = _sha256(content), listed[path]
    if found == expected:
        return []
    remedy = LINE_ENDS if _sha256(content.replace(b"\r\n", b"\n")) == expected else RESTORE
    return [Fault(path, None, "", f"SHA-256 {found}", f"{expected}, as {MANIFEST} says", remedy)]


def _content(path: str, root: Path) -> bytes:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        raise InputFaults([Fault(path, None, "", "no such file", f"it in {root.name}/", "restore it")]) from None


def _parse(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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


_SUFFIX = re.compile(r"(?: (?:local )?enterprise partnership| lep)?(?: limited| ltd| cic)?$")
_CODES = ("ons_code_2014", "ons_code_2017", "ons_code_2020", "ons_code_2021")
_EVER = ("0000-00-00", "9999-99-99")


@dataclass(frozen=True)
class Successor:
    """The body that took a LEP's functions on: its name, the date as published, and how well the sources show it."""

    body: str
    date: str
    status: str


class StrategyWave(NamedTuple):
    """When a LEP's Local Industrial Strategy was announced: wave 1, 2 or 3, the month, and the area named then."""

    wave: str
    announced: str
    area: str


def slug(lep: str) -> str:
    """The name in lower case with hyphens, as files and pages are called.

    Examples
    --------
    >>> slug("Derby, Derbyshire, Nottingham and Nottinghamshire")
    'derby-derbyshire-nottingham-and-nottinghamshire'
    """
    return _plain(lep).replace(" ", "-")


def find_lep(text: str, on: str | None = None) -> str:
    """The LEP that a name, brand, acronym, slug or ONS code stands for.

    Case, accents, "&", a leading "the" and a closing "LEP" or "Local Enterprise Partnership" make no difference.

    Parameters
    ----------
    text : str
        What somebody called it.
    on : str, optional
        A date, perhaps partial: a name that was not in use then is refused.

    Returns
    -------
    str
        The name of the LEP as `leps()` has it.

    Raises
    ------
    UsageError
        If nobody knows the name (near matches are given), if it could mean several, or was not in use at that date.

    Examples
    --------
    >>> find_lep("HEY LEP"), find_lep("d2n2")
    ('Humber', 'Derby, Derbyshire, Nottingham and Nottinghamshire')
    """
    known = _by_key()
    key = next((key for key in _keys(text) if key in known), None)
    if key is None:
        raise unknown("LEP", text, _safe_names())
    rows = known[key]
    if unsafe := [row for row in rows if row["unsafe"] == "yes"]:
        raise _unsafe(text, unsafe)
    if not any(_in_use(row, on) for row in rows):
        raise _out_of_use(text, rows[0], on or "")
    return rows[0]["lep"]


def lis_wave(lep: str) -> int:
    """The wave (1, 2 or 3) in which the LEP's Local Industrial Strategy was announced.

    Examples
    --------
    >>> lis_wave("Cheshire and Warrington")
    2
    """
    return int(_row("registers/lis_waves.csv", lep)["wave"])


def strategy_wave(lep: str) -> StrategyWave:
    """The wave in which the LEP's Local Industrial Strategy was announced, with the month and the area named.

    Examples
    --------
    >>> strategy_wave("Black Country")
    StrategyWave(wave='1', announced='2017-11', area='West Midlands')
    """
    row = _row("registers/lis_waves.csv", lep)
    return StrategyWave(row["wave"], row["announced"], row["area_named"])


def successor(lep: str) -> Successor:
    """What followed the LEP; `body` is "" where no source seen shows one.

    Examples
    --------
    >>> successor("New Anglia").body
    'Norfolk County Council and Suffolk County Council'
    """
    row = _row("registers/leps.csv", lep)
    return Successor(row["successor"], row["successor_date"], row["successor_status"])


def _row(path: str, lep: str) -> dict[str, str]:
    frame = read_raw(path)
    return _rows(frame[frame["lep"] == find_lep(lep)])[0]


def _rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(column): str(value) for column, value in row.items()} for row in frame.to_dict("records")]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _keys(text: str) -> tuple[str, ...]:
    whole = _plain(text).removeprefix("the ")
    return whole, _SUFFIX.sub("", whole)


@lru_cache(maxsize=1)
def _by_key() -> dict[str, list[dict[str, str]]]:
    """Names by comparable text. An acronym keeps its "LEP": "BC" alone would be a borough council."""
    known: dict[str, list[dict[str, str]]] = {}
    for row in _rows(lep_names()) + _code_rows():
        keys = _keys(row["name"])
        shortened = row["kind"] != "acronym seen" or row["unsafe"] == "yes"
        for key in set(keys if shortened else keys[:1]):
            known.setdefault(key, []).append(row)
    return known


def _code_rows() -> list[dict[str, str]]:
    pairs = {(row["lep"], row[code]) for row in _rows(leps()) for code in _CODES}
    blank = {"kind": "ONS code", "valid_from": "", "valid_to": "", "unsafe": "no", "why_unsafe": ""}
    return [{"lep": lep, "name": code, **blank} for lep, code in sorted(pairs)]


def _safe_names() -> list[str]:
    names = lep_names()
    return list(dict.fromkeys([*leps()["lep"], *names.loc[names["unsafe"] == "no", "name"]]))


def _in_use(row: dict[str, str], on: str | None) -> bool:
    asked = interval(on or "") or _EVER
    first = (interval(row["valid_from"]) or _EVER)[0]
    last = (interval(row["valid_to"]) or _EVER)[1]
    return first <= asked[1] and asked[0] <= last


def _unsafe(text: str, rows: list[dict[str, str]]) -> UsageError:
    candidates = " or ".join(quoted(lep) for lep in dict.fromkeys(row["lep"] for row in rows))
    return UsageError(f"{quoted(text)} is not a safe name for a LEP: it {rows[0]['why_unsafe']}. Say {candidates}.")


def _out_of_use(text: str, row: dict[str, str], on: str) -> UsageError:
    since = f" from {words(row['valid_from'])}" if row["valid_from"] else ""
    until = f" until {words(row['valid_to'])}" if row["valid_to"] else ""
    return UsageError(f"{quoted(text)} was in use{since}{until}, not at {words(on)}. Say {quoted(row['lep'])}.")


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
