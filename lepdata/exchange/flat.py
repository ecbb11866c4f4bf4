"""One table as CSV, JSON lines or Parquet: the same cells, typed by the dictionary."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

import pandas as pd

from lepdata.exchange.tables import as_text, typed, types
from lepdata.model.faults import UsageError
from lepdata.model.inert import inert

_NEEDS_QUOTES = re.compile(r'[",\r\n]')


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8: every cell as published, those that look like formulas made inert.

    Examples
    --------
    >>> as_csv(pd.DataFrame({"person": ["Ada Example", "=1+1"]}))
    b"person\\nAda Example\\n'=1+1\\n"
    """
    rows = as_text(frame).map(inert).itertuples(index=False, name=None)
    lines = [",".join(_quoted(cell) for cell in row) + "\n" for row in (tuple(frame.columns), *rows)]
    return "".join(lines).encode("utf-8")


def _quoted(cell: str) -> str:
    """A cell as it stands in a CSV file. Before Python 3.13 its own writer leaves a lone carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def as_json_lines(table: str, frame: pd.DataFrame) -> bytes:
    """The table as one JSON object a line: numbers as numbers, what is missing among them null.

    Examples
    --------
    >>> as_json_lines("sources", pd.DataFrame({"source_id": ["s001"], "n_rows": ["17"]}))
    b'{"source_id": "s001", "n_rows": 17}\\n'
    """
    rows = typed(table, frame).to_dict("records")
    lines = [json.dumps({str(key): _plain(value) for key, value in row.items()}, ensure_ascii=False) for row in rows]
    return "".join(line + "\n" for line in lines).encode("utf-8")


def _plain(value: Any) -> Any:
    return None if value is pd.NA else value


def as_parquet(table: str, frame: pd.DataFrame) -> bytes:
    """The table as Parquet: text, 64-bit whole numbers and days.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    days = [column for column, kind in types(table).items() if kind == "date" and column in frame]
    columns = typed(table, frame)
    content = io.BytesIO()
    try:
        columns = columns.assign(**{column: _days(columns[column]) for column in days})
        columns.to_parquet(content, engine="pyarrow", index=False)
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow. Install it with: pip install 'lepdata[parquet]'"
        ) from error
    return content.getvalue()


def _days(texts: pd.Series) -> pd.Series:
    """ISO texts as days; the type is named, since a column without a single day would otherwise have none."""
    days = [date.fromisoformat(text) if text else None for text in texts]
    return pd.Series(days, index=texts.index, dtype="object").astype("date32[pyarrow]")
