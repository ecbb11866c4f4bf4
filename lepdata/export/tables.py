"""The published tables as they leave: all of them or those of some LEPs, as text or typed by the dictionary."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pandas as pd

from lepdata.files import inert
from lepdata.judging.verdicts import best_lists, published_answers, published_verdicts
from lepdata.reviews.known import read_table, seats
from lepdata.schema import TABLES, columns, data_package, of_table

Tables = Mapping[str, pd.DataFrame]


def published_tables(leps: Collection[str] = (), framework: str = "") -> dict[str, pd.DataFrame]:
    """Every published table and the dictionary, as text; of named LEPs their rows alone; by a framework its answers."""
    everything = {name: as_text(read_table(name)) for name in (*TABLES, "dictionary")}
    if framework:
        made = {"verdicts": published_verdicts, "answers": published_answers}
        best = best_lists(seats(), read_table("compositions"))
        everything |= {name: as_text(judged(best, framework)[columns(name)]) for name, judged in made.items()}
    return _of(everything, leps) if leps else everything


def _of(everything: dict[str, pd.DataFrame], leps: Collection[str]) -> dict[str, pd.DataFrame]:
    own = {name: frame[frame["lep"].isin(leps)] if "lep" in frame else frame for name, frame in everything.items()}
    lines = own["sightings"]
    own["evidence"] = own["evidence"][own["evidence"]["seat_id"].isin(lines["row_id"])]
    own["sources"] = own["sources"][own["sources"]["source_id"].isin(lines["source_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in own.items()}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every cell as the text that its CSV file holds."""
    texts = {column: [_text(value) for value in frame[column].tolist()] for column in frame}
    return pd.DataFrame(texts, columns=frame.columns, dtype="str")


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its whole numbers as numbers."""
    text = as_text(frame)
    whole = [column for column, kind in types(table).items() if kind == "whole number" and column in text]
    return text.assign(**{column: text[column].replace("", pd.NA).astype("Int64") for column in whole})


def types(table: str) -> dict[str, str]:
    return {row["column"]: row["type"] for row in of_table(table)}


_NEEDS_QUOTES = re.compile(r'[",\r\n]')


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8: every cell as published, those that look like formulas made inert."""
    rows = as_text(frame).map(inert).itertuples(index=False, name=None)
    lines = [",".join(_quoted(cell) for cell in row) + "\n" for row in (tuple(frame.columns), *rows)]
    return "".join(lines).encode("utf-8")


def _quoted(cell: str) -> str:
    """A cell as it stands in a CSV file. Before Python 3.13 its own writer leaves a lone carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def as_json_lines(table: str, frame: pd.DataFrame) -> bytes:
    """The table as one JSON object a line: numbers as numbers, what is missing among them null."""
    rows = typed(table, frame).to_dict("records")
    plain = ({str(key): None if value is pd.NA else value for key, value in row.items()} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in plain).encode("utf-8")


def as_parquet(table: str, frame: pd.DataFrame) -> bytes:
    """The table as Parquet: text, 64-bit whole numbers and days."""
    days = [column for column, kind in types(table).items() if kind == "date" and column in frame]
    columns = typed(table, frame)
    import pyarrow  # noqa: F401 - pandas would ask for it in words of its own

    columns = columns.assign(**{column: _days(columns[column]) for column in days})
    return columns.to_parquet(None, engine="pyarrow", index=False)


def _days(texts: pd.Series) -> pd.Series:
    """ISO texts as days; the type is named, since a column without a single day would otherwise have none."""
    days = [date.fromisoformat(text) if text else None for text in texts]
    return pd.Series(days, index=texts.index, dtype="object").astype("date32[pyarrow]")


def package_files(tables: Tables, names: Collection[str] = TABLES) -> dict[str, bytes]:
    """A Data Package: `datapackage.json` and a CSV file for each resource in it, without keys into what is left out."""
    package: dict[str, Any] = data_package()
    kept = [one for one in package["resources"] if one["name"] in names]
    package |= {"resources": [{**one, "schema": _keys_within(one["schema"], names)} for one in kept]}
    descriptor = (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    return {"datapackage.json": descriptor} | {f"{name}.csv": as_csv(tables[name]) for name in TABLES if name in names}


def _keys_within(schema: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in ("", *names)]
    rest = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return rest | ({"foreignKeys": keys} if keys else {})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive without a clock: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, the first day that an archive knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return content.getvalue()
