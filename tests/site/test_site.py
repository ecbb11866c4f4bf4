import json
from pathlib import Path

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import Result
from lepdata.display import filled
from lepdata.site.others import names_script, preview
from lepdata.site.pages import Stamp, framed_page
from lepdata.site.sites import drawing

ROW = {"as_at": "July 2018", "order": "2018-07-01", "members": 12, "known": "", "find": "", "outcomes": {}}
BOARDS = [
    {**ROW, "name": "Ada & Co", "slug": "ada", "outcomes": {"Two-thirds": ("met", "Met (proven)")}},
    {**ROW, "name": "Bob", "slug": "bob"},
]
SQUARES = '<a href="boards/ada.html">Ada & Co</a> <a href="boards/gone.html">Gone</a>'
FRONT = {"lead": "lead", "squares": SQUARES, "shipped": False, "seats": 2, "boards": BOARDS, "title": "Boards"}
NAMES = ("register", "method", "corrections")


def result(path: Path, name: str, ok: bool = True) -> Result:
    return Result(Job(name, Path("review.ipynb"), {"lep": name}, path), ok, None if ok else "ValueError: no", "f")


@pytest.fixture
def three(executed, error):
    whole = {"ada": ("# Ada", "text"), "bob": ("# Bob", error), "national": ("# Nation",)}
    return [result(executed(name, *pieces), name, ok=name != "bob") for name, pieces in whole.items()]


@pytest.fixture
def write(write_site, stamp):
    others = {f"{name}.html": framed_page([f"<h1>{name}</h1>"], name, stamp=stamp, here=name) for name in NAMES}
    return lambda results, name="out", **more: write_site(results, name, **{"front": FRONT, "pages": others, **more})


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_the_files_of_a_site(three, write, tmp_path):
    write(three, files={"data/old.csv": b"a\n1\n"})  # a table that there is no more
    out = write(three, files={"data/seats.csv": b"a\n1\n", "lepdata.xlsx": b"x"}, versions={"pandas": "3"})
    pages = {"actions", "boards/ada", "boards/bob", "downloads", "index", "national", *NAMES}
    others = {"data/seats.csv", "lepdata.xlsx", "run.json"}
    others |= {f"assets/{name}" for name in ("icon.svg", "lepdata.css", "lepdata.js")}
    assert set(files(out)) == others | {f"{name}.html" for name in pages}
    run = json.loads((out / "run.json").read_text())
    told = {one["name"]: (one["ok"], one["parameters"]) for one in run["notebooks"]}
    assert told == {name: (name != "bob", {"lep": name}) for name in ("ada", "bob", "national")}
    assert str(tmp_path) not in (out / "run.json").read_text()


def test_the_front_page_lists_the_boards(three, write, read):
    front = read((write(three) / "index.html").read_text())
    assert {"boards/ada.html", "boards/bob.html", "national.html", "downloads.html"} <= set(front.all("href", "a"))
    assert [a["data-outcome"] for _, a in front.tags if "data-outcome" in a] == ["met"]
    assert "1 review failed in the last run: Bob." in " ".join(front.text.split())


def test_every_link_of_the_site_leads_somewhere(three, write, read):
    out = write(three)
    for path in out.rglob("*.html"):
        page = read(path.read_text())
        for link in page.all("href"):
            if link.startswith(("https://", "data:")):
                continue
            target, _, place = link.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), (path, link)
            assert not place or "=" in place or place in read(file.read_text()).all("id"), (path, link)


def test_pages_are_equal_byte_for_byte_with_processes_or_without(three, executed, stamp, tmp_path):
    more = [*three, *(result(executed(name, f"# {name}"), name) for name in ("c", "d"))]
    for workers in (1, 2):
        with drawing(tmp_path / f"{workers}", stamp, {}, (), len(more), workers) as draw:
            [*map(draw, more)]
    assert files(tmp_path / "1") == files(tmp_path / "2") != {}


def test_a_failed_notebook_never_replaces_a_whole_page(three, executed, error, write):
    out = write(three)
    before = (out / "boards/ada.html").read_bytes()
    again = [result(executed("ada", "# Ada", error), "ada", ok=False), *three[1:]]
    write(again)
    assert (out / "boards/ada.html").read_bytes() == before
    assert "failed; earlier page" in (out / "index.html").read_text()


def test_a_notebook_that_left_nothing_has_a_page_that_says_so(tmp_path, write, read):
    gone = Result(Job("ada", Path("review.ipynb"), {}, tmp_path / "none.ipynb"), False, "the process died", "f")
    page = read((write([gone]) / "boards/ada.html").read_text())
    assert "the process died" in page.text and "Ada & Co" in page.text


def test_hostile_names_stay_words(three, write, read, hostile, as_shown):
    row = {**ROW, "name": hostile, "slug": "ada", "known": hostile, "outcomes": {hostile: ("met", hostile)}}
    said = {"lead": hostile, "title": hostile, "boards": [row]}
    front = read((write(three, front={**FRONT, **said}) / "index.html").read_text())
    assert front.harmless
    assert front.text.count(as_shown) == 7  # title, heading, lead, a heading of a column, three of the row


# the front page as a data set that programs find, and the picture that a shared link shows
RECORD = {"title": "Boards </script>", "lead": "Who sat & for whom.", "shipped": True, "seats": 2}
RECORD |= {"boards": [{"order": "2012-01-01"}, {"order": ""}, {"order": "2023-03-31"}]}
RECORD["squares"] = (
    '<p class="lep-heading"><strong>Two-thirds &amp; more</strong></p><p class="lep-strip">'
    + '<i class="lep-square" data-answer="not met" data-sure="3" aria-hidden="true">✕</i>' * 38
    + "</p><dl>"
)
WHERE = Stamp("data 7", "0.1.0", "rules 5", "us@example.org", "spring", "", "https://example.org/")


def test_the_data_set_is_described_and_cannot_end_its_script():
    text = filled("dataset.json", front=RECORD, stamp=WHERE)
    about = json.loads(text)
    assert "<" not in text and about["name"] == "Boards </script>"
    assert about["temporalCoverage"] == "2012-01-01/2023-03-31" and about["url"] == "https://example.org/"
    assert {one["contentUrl"] for one in about["distribution"]} >= {"https://example.org/lepdata.xlsx"}
    assert about["publisher"]["email"] == "us@example.org" and "license" in about


@pytest.mark.parametrize("squares", [RECORD["squares"], ""])
def test_the_preview_is_a_small_picture(squares):
    made = preview({**RECORD, "squares": squares})
    assert made.startswith(b"\xff\xd8\xff") and len(made) < 40_000


def test_names_of_the_search_are_counted_and_stay_words():
    rows = [{"name": "Ada Example", "from": "Example Ltd"}] * 2 + [{"name": "", "from": "</script>"}]
    made = names_script(rows).decode()
    assert made.startswith("window.lepNames = [") and "</script" not in made
    assert '["Ada Example; Example Ltd", 2]' in made
