"""The page of downloads: every file of the site with what is in it and how large it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lepdata.model.phrases import rows, say
from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.templates import render

SINGLE = {
    "lepdata.xlsx": "workbook",
    "run.json": "run",
    "data/datapackage.json": "descriptor",
    "lepdata-data.zip": "package",
}
Row = dict[str, str]


def downloads_page(out: Path, stamp: Stamp) -> str:
    """The page, made from what lies in the site's folder."""
    titles = _titles()
    tables = [out / "data" / f"{table}.csv" for table in titles]
    others = sorted(path for path in (out / "data").glob("*.csv") if path not in tables)
    files = {
        "spreadsheets": [out / "lepdata.xlsx"],
        "tables": [*tables, *others],
        "programs": [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"],
        "notebooks": sorted((out / "notebooks").rglob("*.ipynb")),
    }
    groups = [
        (say("downloads", f"group-{name}"), say("downloads", f"about-{name}"), _rows(out, paths))
        for name, paths in files.items()
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
    words = _titles().get(path.stem) or say("downloads", SINGLE.get(place, "notebook"))
    return {"path": place, "name": path.name, "words": words, "size": size(path.stat().st_size)}


def size(n: int) -> str:
    """A number of bytes for a reader.

    Examples
    --------
    >>> size(999), size(25_376), size(1_184_233)
    ('1 kB', '25 kB', '1.2 MB')
    """
    return f"{max(1, round(n / 1000))} kB" if n < 999_500 else f"{n / 1e6:.1f} MB"
