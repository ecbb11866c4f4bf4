"""What is signed in corrections.csv reaches every output, and hostile words are words in all of them.

A copy of the whole project is given further corrections, then built, reviewed and exported as anybody would: four
people are removed, and one seat is given the worst words that a field may hold.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from cases import unpacked

from lepdata.export.formats import FORMATS
from lepdata.files import DATA, NOTEBOOKS, PACKAGE, PROCESSED, published
from lepdata.reviews.known import read_table

# A voluntary voice, a chair on a full list, one whom the audit discusses, one whom a title and an address name.
REMOVED = ("Cullens", "Savory", "Browning", "Hayward")
# Who stays, and where the search must find them: so it could find the others.
KEPT = {
    "Ellesmere": ("boards/new-anglia.html", "register.html", "notebooks/new-anglia.ipynb", "data/members.csv"),
    "Stewart Towe": ("register.html", "assets/names.js", "lepdata.xlsx", "lepdata-data.zip"),
    "Hygate": ("trust.html",),
}
WORST = ("person_name", "job_title", "organisation", "capacity_as_published", "sector_as_published")
SIGNED = {"signed_by": "A Keeper", "signed_on": "2026-01-01", "reason": "asked", "source": ""}
CHAIR, FOUNDATION = "r0001", "Exbridge Community Foundation"  # a shipped line of somebody from a business
HIDDEN = re.compile("[\x00-\x08\x1b\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MAKE = """
from pathlib import Path
from lepdata.__main__ import main
from lepdata.export.formats import FORMATS, export
assert main(["build"]) == 0
leps = ["--lep", "New Anglia", "--lep", "Leeds City Region"]
assert main(["review", *leps, "--out", "out/site", "--log", "quiet"]) == 0
for form, one in FORMATS.items():
    export(form, ["New Anglia"], Path("out") / f"new-anglia{one.ending}")
"""


def corrections(hostile: str) -> list[dict[str, str]]:
    """The signed rows: removals of every line of four people, and hostile words in the fields of one seat."""
    lines = read_table("sightings")
    ours = lines["person_name"].str.contains("|".join(REMOVED))
    empty = {"field": "person_name", "published": "", "corrected": "", "action": "remove"}
    rows = [{"row_id": row, **empty} for row in lines.loc[ours, "row_id"]]
    # a member on the full list that the review of New Anglia reads
    full = lines[(lines["lep"] == "New Anglia") & (lines["snapshot_date"] == "2023-03-31")]
    seat = full[~full["person_name"].str.contains("|".join((*REMOVED, *KEPT)))].iloc[-1]
    worst = {"row_id": seat["row_id"], "corrected": hostile, "action": "replace"}
    rows += [{**worst, "field": field, "published": seat[field]} for field in WORST]
    chair = lines.set_index("row_id").loc[CHAIR, "organisation"]
    rows += [{**worst, "row_id": CHAIR, "field": "organisation", "published": chair, "corrected": FOUNDATION}]
    return [{"correction_id": f"k{number}", **row, **SIGNED} for number, row in enumerate(rows, start=1)]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, hostile: str) -> Path:
    """The site of one board and the nation, with every table in it, and that board in every format."""
    world = tmp_path_factory.mktemp("world")
    for source, name in ((PACKAGE, "lepdata"), (DATA, "data"), (NOTEBOOKS, "notebooks")):
        shutil.copytree(source, world / name)
    path = world / "data" / "raw" / "corrections.csv"
    shipped = pd.read_csv(path, dtype=str, keep_default_na=False)
    pd.concat([shipped, pd.DataFrame(corrections(hostile))]).to_csv(path, index=False)
    there = {"cwd": world, "env": {**os.environ, "PYTHONPATH": str(world)}, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, "-c", MAKE], **there, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    shutil.move(world / "data" / "processed", world / "out" / "processed")
    return world / "out"


@pytest.fixture(scope="module")
def everything(outputs: Path) -> dict[str, bytes]:
    files = (path for path in sorted(outputs.rglob("*")) if path.is_file())
    return {path.relative_to(outputs).as_posix(): unpacked(path.read_bytes()) for path in files}


def naming(name: str, everything: dict[str, bytes]) -> set[str]:
    """The files in which a name occurs, in any case, in any of the ways that these formats spell a letter."""
    texts = {place: content.lower().replace(b"haywards heath", b"") for place, content in everything.items()}  # a town
    return {place for place, content in texts.items() if name.casefold().encode() in content}


@pytest.mark.parametrize("name", KEPT)
def test_the_search_finds_who_stays_in_every_kind_of_output(everything, name):
    found = naming(name, everything)
    wanted = {f"site/{place}" for place in KEPT[name]}
    if name == "Ellesmere":  # who is in every format, but for the note and the requests, which name nobody
        wanted |= {f"new-anglia{one.ending}" for form, one in FORMATS.items() if form not in ("note", "request")}
    assert wanted <= {part for place in found for part in (place, place.partition("/")[0])}


def test_who_was_removed_is_in_no_byte_of_any_output(everything):
    assert len(everything) > 50
    assert {name: naming(name, everything) for name in REMOVED} == {name: set() for name in REMOVED}
    assert everything["site/corrections.html"].count(b"<td>name removed") > 10


def test_a_corrected_employer_reaches_the_sector_and_names_its_correction(outputs):
    before, after = (pd.read_csv(path / "members.csv", dtype=str) for path in (PROCESSED, outputs / "processed"))
    sectors = [one.set_index("seat_id").loc[CHAIR, "sector"] for one in (before, after)]
    assert sectors == ["private", "voluntary"]
    assert after.set_index("seat_id").loc[CHAIR, "correction_ids"] == f"k{len(corrections(''))}"


TAGS = re.compile(r"<(script|iframe|object|embed|base|form|svg)\b[^>]*>", re.IGNORECASE)
OURS = re.compile(
    r'<script defer src="(?:\.\./)?assets/lepdata\.js">|<svg class="lep-chart[ "]|<form class="lep-filter"'
    r'|<script type="application/ld\+json">'
)


def unsafe(html: str) -> list[str]:
    """What a page must not hold: an element or a link that is not ours, and characters that nobody sees."""
    foreign = [tag[0] for tag in TAGS.finditer(html) if not OURS.match(tag[0])]
    links = re.findall(r'(?:href|src)="\s*(?:javascript|data:text)[^"]*"', html, re.IGNORECASE)
    inline = re.findall(r"<[a-z][^<>]*?\son[a-z]+=[^<>]*>", re.sub(r'"[^"]*"', '""', html))
    return [*foreign, *links, *inline, *HIDDEN.findall(html)]


@pytest.mark.parametrize(
    "specimen", ["<SCRIPT>x", "<svg onload=x>", '<a href="javascript:x">', "<b onclick=x>", "a\u202eb", "<base href=x>"]
)
def test_an_unsafe_page_is_caught(specimen):
    assert unsafe(f'<script defer src="assets/lepdata.js"></script><p>{specimen}</p>')


def test_every_page_is_safe(everything):
    pages = {place: content.decode() for place, content in everything.items() if place.endswith(".html")}
    assert len(pages) > 8
    assert {place: found for place, html in pages.items() if (found := unsafe(html))} == {}


def test_hostile_words_are_shown_whole_on_pages_and_are_words_in_a_notebook(everything, as_shown):
    cells = json.loads(everything["site/notebooks/new-anglia.ipynb"])["cells"]
    outputs = [out["data"] for cell in cells for out in cell.get("outputs", [])]
    html = "".join(out["text/html"] for out in outputs if "text/html" in out)
    pages = [everything[f"site/{page}"].decode() for page in ("boards/new-anglia.html", "register.html")]
    assert all(unescape(one).count(as_shown) >= 2 for one in (html, *pages)) and unsafe(html) == []


@pytest.mark.parametrize("place", ["site/data/members.csv", "new-anglia-csv/sightings.csv"])
def test_programs_get_the_words_as_they_were(outputs, hostile, place):
    read = pd.read_csv(outputs / place, dtype=str, keep_default_na=False).map(published)
    assert hostile in read["job_title"].tolist()
    lines = (outputs / "new-anglia-jsonl/sightings.jsonl").read_text(encoding="utf-8")
    assert json.dumps(hostile, ensure_ascii=False)[1:-1] in lines


def test_a_workbook_gets_the_words_as_texts(outputs):
    sheet = openpyxl.load_workbook(outputs / "new-anglia-board.xlsx")["Board"]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    texts = [str(cell.value) for cell in cells]
    assert any("<svg onload=alert(1)>" in text and "\u202eevil" in text for text in texts)
    assert "f" not in {cell.data_type for cell in cells} and not any(cell.hyperlink for cell in cells)
