"""The example in docs/larger-than-memory.md is run as printed, on parts of a frame, and answers as one frame does."""

import re
from pathlib import Path

import pandas as pd
import pytest

from lepdata.read.board import read_raw_boards
from lepdata.sectors.classifying import ADDED_COLUMNS, settled_rows

PAGE = Path(__file__).resolve().parents[2] / "docs" / "larger-than-memory.md"


def published() -> pd.DataFrame:
    """Every published line, in an order that mixes the LEPs."""
    lines = read_raw_boards().drop(columns=["file", "line"])
    return lines.iloc[[n for start in range(7) for n in range(start, len(lines), 7)]].reset_index(drop=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the published lines in five files that each hold lines of many LEPs."""
    lines = published()
    (tmp_path / "seats").mkdir()
    for start in range(5):
        part = lines.iloc[start * 500 : (start + 1) * 500]
        part.to_csv(tmp_path / "seats" / f"{start}.csv", index=False, lineterminator="\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_all(folder: Path) -> pd.DataFrame:
    parts = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob("*.csv"))]
    return pd.concat(parts).set_index("row_id").sort_index()


def as_text(frame: pd.DataFrame) -> list[list[str]]:
    return frame[list(ADDED_COLUMNS)].astype(object).to_numpy().tolist()


def test_the_example_of_the_page_answers_as_one_frame_does(folder: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    exec(compile(example, str(PAGE), "exec"), {})
    written = sorted((folder / "sectors").glob("*.csv"))
    assert len(written) == 8
    whole = settled_rows(published()).set_index("row_id").sort_index()
    parts = read_all(folder / "sectors")
    assert parts.index.tolist() == whole.index.tolist()
    assert as_text(parts) == as_text(whole)


def test_a_part_without_rows_has_the_columns_and_their_types() -> None:
    lines = published()
    assert settled_rows(lines.head(0)).dtypes.equals(settled_rows(lines.head(5)).dtypes)
