"""The tables as a Data Package: CSV files with the descriptor that says what they hold."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection, Mapping
from typing import Any

from lepdata.exchange.flat import as_csv
from lepdata.exchange.tables import Tables
from lepdata.model.package import data_package
from lepdata.model.tables import TABLES


def package_files(tables: Tables, names: Collection[str] = TABLES) -> dict[str, bytes]:
    """The files of a Data Package by name: `datapackage.json`, and a CSV file for each resource that it describes.

    Parameters
    ----------
    tables : mapping of DataFrame
        By name.
    names : collection of str
        Which of them; a key into a table that is left out is left out too.

    Examples
    --------
    >>> from lepdata.exchange.tables import tables
    >>> list(package_files(tables(["Cumbria"])))[:2]
    ['datapackage.json', 'sightings.csv']
    """
    descriptor = (json.dumps(_only(data_package(), names), indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    return {"datapackage.json": descriptor} | {f"{name}.csv": as_csv(tables[name]) for name in TABLES if name in names}


def _only(package: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    kept = [one for one in package["resources"] if one["name"] in names]
    return {**package, "resources": [{**one, "schema": _keys_within(one["schema"], names)} for one in kept]}


def _keys_within(schema: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in ("", *names)]
    rest = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return rest | ({"foreignKeys": keys} if keys else {})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive without a clock: the same files give the same bytes.

    Examples
    --------
    >>> zipped({"a.txt": b"A"}) == zipped({"a.txt": b"A"})
    True
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, the first day that an archive knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return content.getvalue()
