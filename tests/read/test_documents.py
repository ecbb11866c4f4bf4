"""Published documents, each a fictional twin of a shape that real publishers use -> the people in them."""

# ruff: noqa: E501 -- documents are printed as they are

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

import docx
import pytest
from cases import cases, table
from hypothesis import given
from hypothesis import strategies as st
from paper import pdf_lines, sheets, word, written

from lepdata.errors import InputFaults
from lepdata.read.documents import html
from lepdata.read.documents.office import text_content
from lepdata.read.documents.reader import read_document
from lepdata.read.documents.readings import Document, numbered
from lepdata.read.documents.review import confirm, frame_of, key_of, read_documents
from lepdata.read.documents.sections import read_sections, sections_of

# of each document the people in it, a line each: section | name | post | organisation
EXAMPLES = Path(__file__).with_name("examples")
TEXTS, PAGES, PDFS, WORDS = (cases(EXAMPLES / f"{name}.txt") for name in ("texts", "pages", "pdfs", "words"))
# doubts; of dates what is said; the lines outside every list that name somebody
DOUBTS, DATES, TOLD = (cases(EXAMPLES / f"{name}.txt") for name in ("doubts", "dates", "told"))


def people(path: Path) -> list[str]:
    frame = read_documents(path)
    rows = frame[frame["reading"] == "read"][["section", "person_name", "job_title", "organisation"]]
    return [" ".join(" | ".join(row).split()) for row in rows.itertuples(index=False)]


def wanted(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("shape", "name"), [(one, "minutes.txt") for one in TEXTS] + [(one, "page.html") for one in PAGES]
)
def test_text_and_page(shape: str, name: str, tmp_path: Path) -> None:
    content, expected = PAGES[shape] if name == "page.html" else TEXTS[shape]
    name = "minutes.md" if shape.startswith("Markdown") else name
    assert people(written(tmp_path, name, content)) == wanted(expected)


@pytest.mark.parametrize("shape", TOLD)
def test_who_is_named_outside_the_lists_is_told(shape: str, tmp_path: Path) -> None:
    text, told = TOLD[shape]
    frame = read_documents(written(tmp_path, "minutes.txt", text))
    named = frame[frame["doubts"].str.startswith("names somebody") & (frame["reading"] == "unread")]
    assert [" ".join(words.split()) for words in named["words"]] == wanted(told)


def drawn(lines: str) -> bytes:
    """A page of a PDF; in a line that begins with @ each cell stands so many points from the left."""
    cells = [re.findall(r"@(\d+) ([^@]*[^@ ])", line) for line in lines.splitlines()]
    found = [[(int(left), text) for left, text in one] for one in cells]
    return pdf_lines(*(one or line for one, line in zip(found, lines.splitlines(), strict=True)))


@pytest.mark.parametrize("shape", PDFS)
def test_pdf(shape: str, tmp_path: Path) -> None:
    lines, expected = PDFS[shape]
    assert people(written(tmp_path, "minutes.pdf", drawn(lines))) == wanted(expected)


def test_a_line_of_a_pdf_says_its_place_and_date(tmp_path: Path) -> None:
    row = read_documents(written(tmp_path, "minutes.pdf", drawn(PDFS["cells are gaps"][0]))).iloc[0]
    assert (row["page"], row["line"], row["snapshot_date"]) == ("1", "2", "2003-03-03")


def parts_of(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs, and tables whose cells "|" parts; "//" parts the paragraphs of a cell, and lines of a paragraph."""
    for in_table, lines in groupby(text.splitlines(), lambda line: "|" in line):
        if in_table:
            yield [[cell.strip().replace(" // ", "\n") for cell in line.split("|")] for line in lines]
        else:
            yield from (line.replace(" // ", "\n") for line in lines)


@pytest.mark.parametrize("shape", WORDS)
def test_word(shape: str, tmp_path: Path) -> None:
    text, expected = WORDS[shape]
    assert sorted(people(written(tmp_path, "minutes.docx", word(*parts_of(text))))) == sorted(wanted(expected))


def test_workbook(tmp_path: Path) -> None:
    now = [
        ["Board members at 31 March 2023"],
        ["First name", "Surname", "Position", "Organisation", "Sector", "Appointed", "Term ends"],
        ["Ann", "Bell", "Chair", "Bell & Sons Ltd", "Private", date(2019, 4, 1), date(2025, 3, 31)],
        ["Dr Sue", "Dale", "Vice-Chancellor", "University of Exbridge", "Education", None, None],
        ["Vacant", "", "", "", "Private", None, None],
    ]
    former = [
        ["Name", "Organisation", "Left"],
        ["Jo Marsh", "Marsh Foods", date(2020, 1, 1)],
        ["Ben Holt", "Holt Ltd", ""],
    ]
    sheets({"Board": now, "Former members": former}).save(tmp_path / "board.xlsx")
    frame = read_documents(tmp_path / "board.xlsx").set_index("person_name")
    assert list(frame.index) == ["Ann Bell", "Sue Dale", "Vacancy", "Jo Marsh", "Ben Holt"]
    fields = ["job_title", "organisation", "sector_as_published", "start_date", "end_date"]
    assert frame.loc["Ann Bell", fields].tolist() == ["Chair", "Bell & Sons Ltd", "Private", "2019-04-01", "2025-03-31"]
    assert frame.loc["Jo Marsh", ["status", "end_date"]].tolist() == ["former", "2020-01-01"]


def _packed(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        _ = [packed.writestr(name, content) for name, content in files.items()]
    return out.getvalue()


REFUSED = {
    "scan.pdf": (pdf_lines(), "pictures without text"),
    "cipher.pdf": (pdf_lines(*["6',8|/398+7 4,8.+ 2++8/3-"] * 12), "next to no letters"),
    "cut.pdf": (pdf_lines("Present: Ann Bell")[:200], "damaged"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "old kind"),
    "a.rtf": (b"{\\rtf1 Ann}", "Rich Text"),
    "a.odt": (_packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
    "bomb.docx": (_packed(**{"word/document.xml": "0" * 210_000_000}), "unpacks to"),
    "entity.docx": (_packed(**{"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
    "deep.html": ("<html><body>" + "<div>" * 3000 + "Ann Bell", "deeper"),
    "wide.html": (f"<html><p {' '.join(f'a{n}' for n in range(30_000))}>Ann Bell", "tags or tables is longer"),
    "long.txt": ("Present: Ann Bell, " * 120_000, "longer"),
    "empty.html": (b"", "empty"),
    "a.png": (b"\x89PNG\r\n", "picture"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(InputFaults, match=reason) as raised:
        read_documents(written(tmp_path, name, content))
    assert len(raised.value.faults) == 1 and raised.value.faults[0].remedy


def test_what_is_not_understood_is_listed(tmp_path: Path) -> None:
    frame = read_documents(written(tmp_path, "m.txt", "Present: Cllr Ann Bell\nZq 44 xx of a thing.\nCllr Tom Carr\n"))
    unread = frame.loc[frame["reading"] == "unread", ["words", "doubts"]]
    assert unread.values.tolist() == [["Zq 44 xx of a thing", "no name was found in it"]]
    deep = (
        f"<h1>Members</h1>{'<dl><dt><l>' * 9}<dl><dt><tr><td><dl><dt><tr><td>a<e><td>b<td>c<tr><td>d<tr>{'<td>' * 6}e"
    )
    with patch.object(html, "_lines_in", wraps=html._lines_in) as read:  # each depth once: else 2,000 times and more
        assert "Ann Bell" in " ".join(read_documents(written(tmp_path, "d.html", f"{deep}<p>Ann Bell"))["words"])
    assert read.call_count < 200


def test_a_page_filled_by_a_script_says_so(tmp_path: Path) -> None:
    page = "<html><body><div id=app></div><script src=x.js></script></body></html>"
    notes = " ".join(read_documents(written(tmp_path, "p.html", page)).attrs["documents"][0]["notes"])
    assert "script" in notes and "No text was found" in notes


@pytest.mark.parametrize("shape", DATES)
def test_the_day_of_a_list_and_where_it_stands(shape: str, tmp_path: Path) -> None:
    frame = read_documents(written(tmp_path, "p.html" if "</h1>" in DATES[shape][0] else "m.md", DATES[shape][0]))
    day, notes = frame["snapshot_date"].max(), frame.attrs["documents"][0]["notes"]
    assert f"{day or 'none'} | {' '.join(notes)}".startswith(DATES[shape][1])


@pytest.mark.parametrize("doubt", DOUBTS)
def test_doubts(doubt: str, tmp_path: Path) -> None:
    assert doubt in " ".join(read_documents(written(tmp_path, "m.txt", *DOUBTS[doubt]))["doubts"])


BELOW = {"Members": "member", "Former members": "member former", "Our staff": "officer", "Emeritus directors": "member"}


@pytest.mark.parametrize("heading", BELOW)
def test_what_a_heading_says_of_all_below(heading: str, tmp_path: Path) -> None:
    page = f"<h1>About us</h1><h2>{heading}</h2><ul><li>Ann Bell</li><li>Tom Carr</li><li>Sue Dale</li></ul>"
    frame = read_documents(written(tmp_path, "p.html", page))
    assert {*(frame["role"] + " " + frame["status"]).str.strip()} == {BELOW[heading]}
    assert all(("”: perhaps without a seat" in doubts) == heading.startswith("Emeritus") for doubts in frame["doubts"])


SERVE = [(("Head of Growth",), "officer"), (("President", "Director of Finance"), "member")]


@pytest.mark.parametrize(("posts", "role"), SERVE)
def test_who_serves_the_board_where_none_holds_its_offices(posts: tuple[str, ...], role: str, tmp_path: Path) -> None:
    people = [("Ann Bell", "Board Member"), ("Tom Carr", "Board Member"), ("Sue Marsh", posts[0])]
    people += [("Jo Holt", post) for post in posts[1:]]
    cards = [f"<div class='card'><h3>{name}</h3><p class='role'>{post}</p></div>" for name, post in people]
    page = "\n".join(["<h1>Our Board</h1>", *cards[:2], "<h2>Officers</h2>", *cards[2:]])
    frame = read_documents(written(tmp_path, "p.html", page)).set_index("person_name")
    assert frame["role"].tolist() == ["member", "member", *[role] * len(posts)]
    assert [("stands under" in doubts) for doubts in frame["doubts"][2:]] == [role == "officer"] * len(posts)


def test_a_seat_may_say_the_role(tmp_path: Path) -> None:
    rows = "Name,Organisation,Representing\nAnn Bell (Chair),Bell Ltd,Business\nTom Carr,Exshire Council,Observer\n"
    frame = read_documents(written(tmp_path, "board.csv", rows + "Sue Dale,Dale Ltd,Business\n"))
    assert frame["role"].tolist() == ["chair", "observer", "member"]


@pytest.mark.parametrize(*table(EXAMPLES / "offices_here.csv"))
def test_an_office_is_here_or_elsewhere(title: str, post: str, role: str, tmp_path: Path) -> None:
    page = f"{title}\nPresent:\nAnn Bell, {post}\nTom Carr, Director, Carr Ltd\nSue Dale, Manager, Dale Ltd\n"
    assert read_documents(written(tmp_path, "m.txt", page))["role"].tolist()[0] == role


def test_the_title_of_a_word_file(tmp_path: Path) -> None:
    book = docx.Document()
    lines = {"Exshire Skills Board": 0, "Membership": 1, "Ann Bell, Chair": 9, "Tom Carr, Exshire Council": 9}
    for line, level in (lines | {"Sue Dale, Dale Ltd": 9, "Secretariat": 1, "Ken Snow, Exshire Council": 9}).items():
        _ = book.add_paragraph(line) if level == 9 else book.add_heading(line, level)
    book.save(str(tmp_path / "m.docx"))
    frame = read_documents(tmp_path / "m.docx")
    assert frame.attrs["documents"][0]["title"] == "Exshire Skills Board" and "Ken Snow" in " ".join(frame["words"])


@pytest.mark.parametrize(*table(EXAMPLES / "bodies.csv"))
def test_the_body_whose_minutes_they_are(tmp_path: Path, title: str, body: str) -> None:
    lines = [title, "Present:", "Ann Bell, Bell Ltd (Chair)", "Tom Carr, Exshire Council", "Sue Dale, Dale Ltd"]
    page = "".join(f"<p>{line}</p>" for line in lines)
    for end, content in {"txt": "\n".join(lines), "html": page, "docx": word(*lines), "pdf": pdf_lines(*lines)}.items():
        frame = read_documents(written(tmp_path, f"m.{end}", content))
        assert {*frame["body"], frame.attrs["documents"][0]["body"]} == {body} and frame["words"][0] == lines[2]


def test_an_earlier_term_is_over(tmp_path: Path) -> None:
    page = "<h2>Trustees</h2><h3>2022 - 2024</h3><p>President: Ann Bell</p><p>Treasurer: Tom Carr</p><p>Sue Dale, Exbridge College</p>"
    page += "<h3>2019 - 2021</h3><p>President: Tom Carr</p><p>Treasurer: Jo Marsh</p><p>Ben Holt, Exshire Hall</p>"
    frame = read_documents(written(tmp_path, "p.html", page)).set_index("person_name")
    assert frame["status"].replace("", "current").to_dict() == {
        "Ann Bell": "current", "Tom Carr": "current", "Sue Dale": "current", "Jo Marsh": "former", "Ben Holt": "former",
    }  # fmt: skip


def test_a_name_outside_what_was_read_is_told(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>Director</td></tr>" for name in ("Ann Bell", "Tom Carr", "Sue Dale"))
    page = f"<table><tr><th>Name</th><th>Role</th></tr>{rows}</table><p>We thank them.</p><p>Peter Marsh</p>"
    frame = read_documents(written(tmp_path, "p.html", page))
    assert frame[frame["reading"] == "unread"]["words"].tolist() == ["Peter Marsh"]


def test_a_confirmation_is_kept_under_the_printed_words(tmp_path: Path) -> None:
    assert key_of("Cllr  Ann Bell,\nChair") == key_of("cllr Ann Bell - Chair") != key_of("Cllr Ann Ball, Chair")
    text = "Members:\nAnn Bell (she/her), Bell Ltd\nTom Carr (until May 2026), Exshire Council"
    kept = confirm(read_documents(written(tmp_path, "m.txt", text)), "Sue Dale", "2026-06-01")
    assert kept[["pronoun_as_published", "end_date"]].to_numpy().tolist() == [["she", ""], ["", "May 2026"]]


MARKS = ["(Chair)", "and", ",", ";", "\n", "zq 44", "None", "K", "(", ")", "-", "1.", "\t", "were received from"]
SAID = ["Present:", "Apologies:", "In attendance:", "Cllr Ann Bell", "Tom Carr", "Exshire Council", "Mrs Dale"]
SAID += ["8 members of the public", "Director of Growth"]


@given(st.lists(st.sampled_from(MARKS + SAID), max_size=30))
def test_conservation(words: list[str]) -> None:
    """Within every opened section each letter belongs to one reading at least, to an unread line, or to an ignored one."""
    document = Document("m.txt", "text", "", numbered(text_content(" ".join(words)).lines))
    account = read_sections(document)
    told = {place for one in (*account.readings, *account.unread, *account.ignored) for place in one.places}
    for section in sections_of(document):
        for number in section.lines:
            start, text = document.starts[number], document.lines[number].text
            first = section.opening.begins if number == section.lines[0] else 0
            last = section.ends - start if section.ends >= 0 and number == section.lines[-1] else len(text)
            left = [text[at] for at in range(first, last) if not text[at].isspace() and start + at not in told]
            assert not left, (text, left)


def test_nothing_is_invented(tmp_path: Path) -> None:
    """Every name read stands in the document, letter by letter."""
    for number, (content, _) in enumerate([*TEXTS.values(), *PAGES.values()]):
        result = read_document(written(tmp_path, f"{number}.html" if "<" in content else f"{number}.txt", content))
        account = result.account
        assert all(one.name.split()[0] in content for one in account.readings)
        assert len(frame_of([result])) == len([*account.readings, *account.vacant, *account.unread])
