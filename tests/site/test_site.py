from __future__ import annotations

import json
from pathlib import Path

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import Result
from lepdata.site.pages import Stamp, framed_page
from lepdata.site.sites import site

INDEX = {
    "intro": "<p>intro</p>",
    "facts": [("Boards", "2")],
    "boards": [
        {"name": "Ada & Co", "slug": "ada", "as_at": "July 2018", "members": 12, "outcomes": {"Two-thirds": "met"}},
        {"name": "Bob", "slug": "bob", "note": "fragments"},
    ],
}


def result(path: Path, name: str, ok: bool = True) -> Result:
    return Result(Job(name, Path("review.ipynb"), {"lep": name}, path), ok, None if ok else "ValueError: no", "f")


@pytest.fixture
def three(executed, error):
    return [
        result(executed("ada", "# Ada", "text"), "ada"),
        result(executed("bob", "# Bob", error), "bob", ok=False),
        result(executed("national", "# Nation"), "national"),
    ]


OTHERS = {f"{name}.html": framed_page([f"<h1>{name}</h1>"], name) for name in ("register", "method", "corrections")}


def write(results, out, **more):
    return site(results, out, index=INDEX, pages=OTHERS, stamp=Stamp("7", "0.1"), **more)


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_the_files_of_a_site(three, tmp_path):
    offered = {"data/seats.csv": b"a\n1\n", "lepdata.xlsx": b"x"}
    written = write(three, tmp_path / "out", files=offered, versions={"pandas": "3"})
    assert set(files(tmp_path / "out")) == {
        "actions.html",
        "assets/lepdata.css",
        "assets/lepdata.js",
        "boards/ada.html",
        "boards/bob.html",
        "corrections.html",
        "data/seats.csv",
        "downloads.html",
        "index.html",
        "lepdata.xlsx",
        "method.html",
        "national.html",
        "notebooks/ada.ipynb",
        "notebooks/bob.ipynb",
        "notebooks/national.ipynb",
        "register.html",
        "run.json",
    }
    assert written == {
        "pages": [
            "index.html",
            *OTHERS,
            "actions.html",
            "downloads.html",
            "boards/ada.html",
            "boards/bob.html",
            "national.html",
        ],
        "kept": [],
    }
    run = json.loads((tmp_path / "out/run.json").read_text())
    assert [(n["name"], n["ok"], n["parameters"]) for n in run["notebooks"]] == [
        ("ada", True, {"lep": "ada"}),
        ("bob", False, {"lep": "bob"}),
        ("national", True, {"lep": "national"}),
    ]
    assert str(tmp_path) not in (tmp_path / "out/run.json").read_text()


def test_the_audit_stands_beside_the_national_page(executed, error, tmp_path, read):
    write([result(executed("trust", "# Trust", error), "trust", ok=False)], tmp_path / "out")
    assert (tmp_path / "out/trust.html").is_file() and not (tmp_path / "out/boards").exists()
    front = " ".join(read((tmp_path / "out/index.html").read_text()).text.split())
    assert "1 review failed in the last run: How far to trust the sectors." in front


def test_the_front_page_lists_the_boards(three, tmp_path, read):
    write(three, tmp_path / "out")
    front = read((tmp_path / "out/index.html").read_text())
    assert {"boards/ada.html", "boards/bob.html", "national.html", "downloads.html"} <= set(front.all("href", "a"))
    assert [a["data-outcome"] for _, a in front.tags if "data-outcome" in a] == ["met"]
    assert "1 review failed in the last run: Bob." in " ".join(front.text.split())


def test_every_link_of_the_site_leads_somewhere(three, tmp_path, read):
    out = tmp_path / "out"
    write(three, out)
    for path in out.rglob("*.html"):
        page = read(path.read_text())
        for link in page.all("href"):
            if link.startswith(("https://", "data:")):
                continue
            target, _, place = link.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), (path, link)
            assert not place or place in read(file.read_text()).all("id"), (path, link)


def test_two_sites_are_equal_byte_for_byte_with_processes_or_without(three, executed, tmp_path):
    more = [*three, *(result(executed(name, f"# {name}"), name) for name in ("c", "d"))]
    write(more, tmp_path / "one")
    write(more, tmp_path / "two", workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_files_of_the_user_stay(three, tmp_path):
    mine = tmp_path / "out" / "boards" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    write(three, tmp_path / "out")
    assert mine.read_text() == "mine"


def test_a_failed_notebook_never_replaces_a_whole_page(three, executed, error, tmp_path):
    out = tmp_path / "out"
    write(three, out)
    before = (out / "boards/ada.html").read_bytes()
    again = [result(executed("ada", "# Ada", error), "ada", ok=False), *three[1:]]
    written = write(again, out)
    assert (out / "boards/ada.html").read_bytes() == before
    assert written["kept"] == ["boards/ada.html"]
    assert "failed; earlier page" in (out / "index.html").read_text()


def test_a_failed_page_is_replaced_by_the_next_try(three, executed, tmp_path):
    out = tmp_path / "out"
    write(three, out)
    write([three[0], result(executed("bob", "# Bob", "better"), "bob"), three[2]], out)
    assert "better" in (out / "boards/bob.html").read_text()


def test_an_exception_in_the_middle_leaves_the_old_file_whole(three, executed, tmp_path, monkeypatch):
    out = tmp_path / "out"
    write(three, out)
    before = files(out)
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write([result(executed("ada", "# Ada", "changed"), "ada")], out)
    assert files(out) == before


def test_a_notebook_that_left_nothing_has_a_page_that_says_so(tmp_path, read):
    gone = Result(Job("ada", Path("review.ipynb"), {}, tmp_path / "none.ipynb"), False, "the process died", "f")
    write([gone], tmp_path / "out")
    page = read((tmp_path / "out/boards/ada.html").read_text())
    assert "the process died" in page.text and "Ada & Co" in page.text


def test_hostile_names_stay_words(three, tmp_path, read, hostile, as_shown):
    index = {
        "boards": [{"name": hostile, "slug": "ada", "known": hostile, "outcomes": {hostile: "met"}}],
        "facts": [(hostile, hostile)],
    }
    index["tiles"] = [{**dict.fromkeys(("name", "code", "answer", "words", "slug"), hostile), "row": 1, "column": 1}]
    index["rules"], index["rules_headings"], index["rules_note"] = [[hostile, 1]], [hostile, hostile], hostile
    site(three, tmp_path / "out", index=index)
    front = read((tmp_path / "out/index.html").read_text())
    assert [a.get("src") for tag, a in front.tags if tag == "script"] == ["assets/lepdata.js"]
    assert front.text.count(as_shown) == 12  # five of the row and facts, three of the tile, four of the rules


def test_downloads_say_what_each_file_is(three, tmp_path, read):
    write(three, tmp_path / "out", files={"data/members.csv": b"a\n", "data/other.csv": b"b\n", "lepdata.xlsx": b"x"})
    page = read((tmp_path / "out/downloads.html").read_text())
    assert {"data/members.csv", "data/other.csv", "lepdata.xlsx", "notebooks/ada.ipynb"} <= set(page.all("href", "a"))
    assert "one seat on one published list" in page.text
