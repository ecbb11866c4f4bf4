"""One LEP by any of its names, and what the registers say of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from lepdata.model.dates import interval, words
from lepdata.model.faults import UsageError, quoted, unknown
from lepdata.registers.frames import lep_names, leps
from lepdata.registers.frozen import read_raw

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
