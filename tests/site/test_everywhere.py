"""What is signed in corrections.csv reaches every output, and hostile words are words in all of them.

A copy of the whole project is given corrections of its own, then built, reviewed and exported as anybody would: three
people are removed, and one seat is given the worst words that a field may hold.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lepdata.export.formats import FORMATS
from lepdata.files import DATA, NOTEBOOKS, PACKAGE, published

LEPS = ("New Anglia", "Coventry and Warwickshire")
REMOVED = ("Cullens", "Savory", "Browning")  # a voluntary voice, a chair on a full list, one whom the audit discusses
# Who stays, and where the search must find them: so it could find the others.
KEPT = {
    "Ellesmere": ("boards/new-anglia.html", "register.html", "notebooks/new-anglia.ipynb", "data/members.csv"),
    "Stewart Towe": ("national.html", "notebooks/national.ipynb", "lepdata.xlsx", "lepdata-data.zip"),
    "Hygate": ("trust.html",),
}
WORST = ("person_name", "job_title", "organisation", "capacity_as_published", "sector_as_published")
EXPORTS = """
import sys
from pathlib import Path
from lepdata.export.formats import FORMATS, export
from lepdata.registers.geography import slug
for form, one in FORMATS.items():
    for lep in sys.argv[2:] if one.most == 1 else [""]:
        export(form, [lep] if lep else [], Path(sys.argv[1]) / ((slug(lep) if lep else "all") + one.ending))
"""
SIGNED = {"signed_by": "A Keeper", "signed_on": "2026-01-01", "reason": "asked", "source": ""}
HIDDEN = re.compile("[\x00-\x08\x1b\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def corrections(hostile: str) -> list[dict[str, str]]:
    """The signed rows: removals of every line of three people, and hostile words in the fields of one seat."""
    lines = pd.read_csv(DATA / "processed" / "sightings.csv", dtype=str, keep_default_na=False)
    ours = lines[lines["person_name"].str.contains("|".join(REMOVED))]
    rows = [
        {"row_id": row, "field": "person_name", "published": "", "corrected": "", "action": "remove"}
        for row in ours["row_id"]
    ]
    seat = the_worst_seat(lines)
    rows += [
        {"row_id": seat["row_id"], "field": field, "published": seat[field], "corrected": words, "action": "replace"}
        for field, words in dict.fromkeys(WORST, hostile).items()
    ]
    return [{"correction_id": f"k{number}", **row, **SIGNED} for number, row in enumerate(rows, start=1)]


def the_worst_seat(lines: pd.DataFrame) -> pd.Series:
    """A member on the full list that the review of New Anglia reads."""
    full = lines[(lines["lep"] == "New Anglia") & (lines["snapshot_date"] == "2023-03-31")]
    return full[~full["person_name"].str.contains("|".join((*REMOVED, *KEPT)))].iloc[-1]


def run(world: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(world), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=world, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, hostile: str) -> Path:
    """The site of three boards and the nation, and every format that `lepdata export` writes."""
    world = tmp_path_factory.mktemp("world")
    for source, name in ((PACKAGE, "lepdata"), (DATA, "data"), (NOTEBOOKS, "notebooks")):
        shutil.copytree(source, world / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = world / "data" / "raw" / "corrections.csv"
    signed = pd.DataFrame(corrections(hostile), columns=pd.read_csv(path, nrows=0).columns)
    signed.to_csv(path, index=False)
    run(world, "-m", "lepdata", "build")
    site = world / "out" / "site"
    run(
        world,
        "-m",
        "lepdata",
        "review",
        *(word for lep in LEPS for word in ("--lep", lep)),
        "--out",
        str(site),
        "--log",
        "quiet",
    )
    run(world, "-c", EXPORTS, str(world / "out"), *LEPS)
    return world / "out"


def contents(path: Path) -> bytes:
    """All that a file says, unpacked, to search in."""
    return unpacked(path.read_bytes())


def unpacked(content: bytes) -> bytes:
    if content.startswith(b"PAR1"):
        return pd.read_parquet(io.BytesIO(content)).to_csv().encode("utf-8", "surrogatepass")
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(unpacked(archive.read(name)) for name in archive.namelist())


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): contents(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def everything(outputs: Path) -> dict[str, bytes]:
    return files(outputs)


def naming(name: str, everything: dict[str, bytes]) -> set[str]:
    """The files in which a name occurs, in any case, in any of the ways that these formats spell a letter."""
    return {place for place, content in everything.items() if name.casefold().encode() in content.lower()}


@pytest.mark.parametrize("name", KEPT)
def test_the_search_finds_who_stays_in_every_kind_of_output(everything: dict[str, bytes], name: str) -> None:
    found = naming(name, everything)
    wanted = {f"site/{place}" for place in KEPT[name]}
    if name == "Ellesmere":  # who is in every format, but for the note, which names nobody
        wanted |= {f"{'new-anglia' if one.most == 1 else 'all'}{one.ending}" for one in FORMATS.values()}
        wanted.remove("new-anglia-note.docx")
    assert wanted <= {part for place in found for part in (place, place.partition("/")[0])}


def test_who_was_removed_is_in_no_byte_of_any_output(everything: dict[str, bytes]) -> None:
    assert len(everything) > 50
    assert {name: naming(name, everything) for name in REMOVED} == {name: set() for name in REMOVED}


def test_a_correction_is_shown(everything: dict[str, bytes]) -> None:
    page = everything["site/corrections.html"].decode()
    assert page.count("<td>name removed</td>") > 10


TAGS = re.compile(r"<(script|iframe|object|embed|base|form|svg)\b[^>]*>", re.IGNORECASE)
OURS = re.compile(r'<script defer src="(?:\.\./)?assets/lepdata\.js">|<svg class="lep-chart"|<form class="lep-filter"')


def unsafe(html: str) -> list[str]:
    """What a page must not hold: an element or a link that is not ours, and characters that nobody sees."""
    foreign = [tag[0] for tag in TAGS.finditer(html) if not OURS.match(tag[0])]
    links = re.findall(r'(?:href|src)="\s*(?:javascript|data:text)[^"]*"', html, re.IGNORECASE)
    inline = re.findall(r"<[a-z][^<>]*?\son[a-z]+=[^<>]*>", re.sub(r'"[^"]*"', '""', html))
    return [*foreign, *links, *inline, *HIDDEN.findall(html)]


@pytest.mark.parametrize(
    "specimen",
    ["<SCRIPT>x", "<svg onload=alert(1)>", '<a href="javascript:x">', "<b onclick=x>", "a\u202eb", "<base href=x>"],
)
def test_an_unsafe_page_is_caught(specimen: str) -> None:
    assert unsafe(f'<script defer src="assets/lepdata.js"></script><p>{specimen}</p>')


def test_every_page_is_safe(everything: dict[str, bytes]) -> None:
    pages = {place: content.decode() for place, content in everything.items() if place.endswith(".html")}
    assert len(pages) > 8
    assert {place: found for place, html in pages.items() if (found := unsafe(html))} == {}


def shown_in(html: str, words: str) -> int:
    return unescape(html).count(words)


@pytest.mark.parametrize("page", ["boards/new-anglia.html", "register.html"])
def test_hostile_words_are_shown_whole(everything: dict[str, bytes], page: str, as_shown: str) -> None:
    assert shown_in(everything[f"site/{page}"].decode(), as_shown) >= 2


def test_hostile_words_are_words_in_a_notebook(everything: dict[str, bytes], as_shown: str) -> None:
    cells = json.loads(everything["site/notebooks/new-anglia.ipynb"])["cells"]
    outputs = [out["data"] for cell in cells for out in cell.get("outputs", [])]
    html = "".join(out["text/html"] for out in outputs if "text/html" in out)
    assert shown_in(html, as_shown) >= 2 and unsafe(html) == []


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize(
    ("place", "column"),
    [
        ("site/data/members.csv", "job_title"),
        ("all-csv/sightings.csv", "person_name"),
        ("new-anglia-board.xlsx", ""),
        ("all-jsonl/sightings.jsonl", ""),
        ("all-popolo.json", ""),
    ],
)
def test_programs_get_the_words_as_they_were(outputs: Path, hostile: str, place: str, column: str) -> None:
    path = outputs / place
    if path.suffix == ".xlsx":
        cells = [cell for line in openpyxl.load_workbook(path)["Board"].iter_rows() for cell in line]
        texts, kinds = {str(cell.value) for cell in cells}, {cell.data_type for cell in cells}
        assert any("<svg onload=alert(1)>" in text and "\u202eevil" in text for text in texts)
        assert "f" not in kinds and not any(cell.hyperlink for cell in cells)
    elif path.suffix == ".csv":
        assert hostile in {published(row[column]) for row in rows(path.read_bytes())}
    else:
        assert json.dumps(hostile, ensure_ascii=False)[1:-1] in path.read_text(encoding="utf-8")
