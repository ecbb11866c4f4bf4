"""The page of downloads: every file of the site with what is in it and how large it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lepdata.model.phrases import rows
from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.templates import render

SINGLE = {
    "lepdata.xlsx": "The main tables as one workbook, with a contents sheet and notes",
    "run.json": "Parameters, versions and outcome of every notebook of this run",
    "data/datapackage.json": "What every column of every table is, in a form that programs read",
    "lepdata-data.zip": "The whole Data Package: every table, with each published line and every reason behind it",
}
FOR_PROGRAMS = ("lepdata-data.zip", "data/datapackage.json", "run.json")
PACKAGE = "The archive holds every table; each descriptor describes the tables beside it."
Row = dict[str, str]


def downloads_page(out: Path, stamp: Stamp) -> str:
    """The page, made from what lies in the site's folder."""
    titles = _titles()
    tables = [out / "data" / f"{table}.csv" for table in titles]
    others = sorted(path for path in (out / "data").glob("*.csv") if path not in tables)
    groups = [
        (
            "One file for spreadsheets",
            "Text stays text: nothing in it is a formula.",
            _rows(out, [out / "lepdata.xlsx"]),
        ),
        ("Tables", "Comma-separated values in UTF-8.", _rows(out, [*tables, *others])),
        (
            "For programs",
            PACKAGE,
            _rows(out, [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"]),
        ),
        (
            "Notebooks",
            "Each page as the notebook it was made from, with its results. They open in JupyterLab.",
            _rows(out, sorted((out / "notebooks").rglob("*.ipynb"))),
        ),
    ]
    body = render("downloads.html", groups=groups)
    return framed_page([body], "Downloads", stamp=stamp, here="downloads")


@cache
def _titles() -> dict[str, str]:
    return {row["table"]: f"{row['title']}: {row['one_row_is']}" for row in rows("workbook_sheets")}


def _rows(out: Path, files: Iterable[Path]) -> list[Row]:
    return [_row(out, path) for path in files if path.is_file()]


def _row(out: Path, path: Path) -> Row:
    place = path.relative_to(out).as_posix()
    words = SINGLE.get(place) or _titles().get(path.stem, "") or "The review’s notebook"
    return {"path": place, "name": path.name, "words": words, "size": size(path.stat().st_size)}


def size(n: int) -> str:
    """A number of bytes for a reader.

    Examples
    --------
    >>> size(999), size(25_376), size(1_184_233)
    ('1 kB', '25 kB', '1.2 MB')
    """
    return f"{max(1, round(n / 1000))} kB" if n < 999_500 else f"{n / 1e6:.1f} MB"
