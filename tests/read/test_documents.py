"""Published documents, each a fictional twin of a shape that real publishers use -> the people in them."""

# ruff: noqa: E501 -- documents are printed as they are

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from paper import pdf_lines, word, written

from lepdata.errors import InputFaults
from lepdata.read.documents.office import text_content
from lepdata.read.documents.reader import Result, read_document
from lepdata.read.documents.readings import Document, numbered
from lepdata.read.documents.review import frame_of, key_of, read_documents
from lepdata.read.documents.sections import read_sections, sections_of

# of each document the people in it, a line each: section | name | post | organisation
EXAMPLES = Path(__file__).with_name("examples")
TEXTS, PAGES = cases(EXAMPLES / "texts.txt"), cases(EXAMPLES / "pages.txt")


def people(path: Path) -> list[str]:
    frame = read_documents(path)
    rows = frame[frame["reading"] == "read"][["section", "person_name", "job_title", "organisation"]]
    return [" ".join(" | ".join(row).split()) for row in rows.itertuples(index=False)]


def wanted(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("shape", TEXTS)
def test_text(shape: str, tmp_path: Path) -> None:
    content, expected = TEXTS[shape]
    path = written(tmp_path, "minutes.md" if shape == "Markdown" else "minutes.txt", content)
    assert people(path) == wanted(expected)


@pytest.mark.parametrize("shape", PAGES)
def test_page(shape: str, tmp_path: Path) -> None:
    content, expected = PAGES[shape]
    assert people(written(tmp_path, "page.html", content)) == wanted(expected)


def test_pdf_cells_are_gaps(tmp_path: Path) -> None:
    rows = ["Minutes of a meeting held on 3 March 2003"]
    grid = [
        [(60, "Present:"), (130, "Richard Cole (in the chair)"), (330, "Terry Cooke")],
        [(130, "Sue Oslow"), (330, "Caro Robins")],
    ]
    data = pdf_lines(
        *rows, *grid, "03/08  APOLOGIES", "Peter Crutt sent his apologies.", "03/09  MINUTES", "They were agreed."
    )
    path = written(tmp_path, "minutes.pdf", data)
    assert people(path) == wanted(
        """present | Richard Cole | in the chair |
           present | Terry Cooke | |
           present | Sue Oslow | |
           present | Caro Robins | |
           apologies | Peter Crutt | |"""
    )
    row = read_documents(path).iloc[0]
    assert (row["page"], row["line"], row["snapshot_date"]) == ("1", "2", "2003-03-03")


def test_pdf_wrapped_cells(tmp_path: Path) -> None:
    table = [
        [(60, "Name"), (200, "Position"), (360, "Organisation")],
        [(60, "Ann Bell"), (200, "Chief Executive"), (360, "Exshire and Wessex")],
        [(360, "Growth Company Ltd")],
        [(60, "Tom Carr"), (200, "Director of Skills and"), (360, "Exbridge College")],
        [(200, "Enterprise")],
        [(60, "Sue Dale"), (200, "Leader"), (360, "Exbridge City Council")],
    ]
    assert people(written(tmp_path, "board.pdf", pdf_lines("Board members", *table))) == wanted(
        """members | Ann Bell | Chief Executive | Exshire and Wessex Growth Company Ltd
           members | Tom Carr | Director of Skills and Enterprise | Exbridge College
           members | Sue Dale | Leader | Exbridge City Council"""
    )


WORDS = {
    "sections side by side": (
        [
            "Attendance:",
            [["Present:", "Excused:"], ["Victoria Wood, Director\nDonna Rich, Chair", "Amy Watts (Associate)"]],
            "Agenda",
        ],
        """present | Victoria Wood | Director |
           present | Donna Rich | Chair |
           apologies | Amy Watts | Associate |""",
    ),
    "labels in a column": (
        [
            [["Present:", "Cllr Ann Bell (Chair)\nCllr Tom Carr"], ["Apologies:", "Cllr Sue Dale"]],
            "1. Declarations of interest",
            "None.",
        ],
        """present | Ann Bell | Chair |
           present | Tom Carr | |
           apologies | Sue Dale | |""",
    ),
    "table of names and employers": (
        [
            [
                ["Name", "Role", "Organisation"],
                ["Ann Bell", "Chair", "Bell & Sons Ltd"],
                ["Tom Carr", "Leader", "Exshire County Council"],
            ]
        ],
        """members | Ann Bell | Chair | Bell & Sons Ltd
           members | Tom Carr | Leader | Exshire County Council""",
    ),
}


@pytest.mark.parametrize("shape", WORDS)
def test_word(shape: str, tmp_path: Path) -> None:
    parts, expected = WORDS[shape]
    assert sorted(people(written(tmp_path, "minutes.docx", word(*parts)))) == sorted(wanted(expected))


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Board"
    for row in (
        ["Board members at 31 March 2023"],
        ["First name", "Surname", "Position", "Organisation", "Sector", "Appointed", "Term ends"],
        ["Ann", "Bell", "Chair", "Bell & Sons Ltd", "Private", date(2019, 4, 1), date(2025, 3, 31)],
        ["Dr Sue", "Dale", "Vice-Chancellor", "University of Exbridge", "Education", None, None],
        ["Vacant", "", "", "", "Private", None, None],
    ):
        book.active.append(row)
    former = book.create_sheet("Former members")
    for row in (
        ["Name", "Organisation", "Left"],
        ["Jo Marsh", "Marsh Foods", date(2020, 1, 1)],
        ["Ben Holt", "Holt Ltd", ""],
    ):
        former.append(row)
    book.save(tmp_path / "board.xlsx")
    frame = read_documents(tmp_path / "board.xlsx").set_index("person_name")
    assert list(frame.index) == ["Ann Bell", "Sue Dale", "Jo Marsh", "Ben Holt"]
    fields = ["job_title", "organisation", "sector_as_published", "start_date", "end_date"]
    assert frame.loc["Ann Bell", fields].tolist() == ["Chair", "Bell & Sons Ltd", "Private", "2019-04-01", "2025-03-31"]
    assert frame.loc["Jo Marsh", ["status", "end_date"]].tolist() == ["former", "2020-01-01"]


def test_posts_by_year(tmp_path: Path) -> None:
    rows = "Year,2022,May stay,2023\nChair,Ann Bell,no,Tom Carr\nTreasurer,Sue Dale,yes,Sue Dale\nCom 1,-,,Lord Exby\n"
    frame = read_documents(written(tmp_path, "board.csv", rows))
    frame = frame[frame["reading"] == "read"].set_index("person_name")
    assert frame["job_title"].to_dict() == {
        "Tom Carr": "Chair",
        "Sue Dale": "Treasurer",
        "Lord Exby": "Com 1",
        "Ann Bell": "Chair",
    }
    assert frame["status"].to_dict()["Ann Bell"] == "former"


def _packed(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


REFUSED = {
    "scan.pdf": (pdf_lines(), "pictures without text"),
    "cut.pdf": (pdf_lines("Present: Ann Bell")[:200], "damaged"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "old kind"),
    "a.rtf": (b"{\\rtf1 Ann}", "Rich Text"),
    "a.odt": (_packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
    "bomb.docx": (
        _packed(word__document_xml="0" * 210_000_000).replace(b"document_xml", b"document.xml"),
        "unpacks to",
    ),
    "entity.docx": (_packed(**{"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
    "deep.html": ("<html><body>" + "<div>" * 3000 + "Ann Bell", "deeper"),
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
    unread = frame[frame["reading"] == "unread"]
    assert unread["words"].tolist() == ["Zq 44 xx of a thing"] and unread["doubts"].tolist() == [
        "no name was found in it"
    ]


def test_a_page_filled_by_a_script_says_so(tmp_path: Path) -> None:
    page = "<html><body><div id=app></div><!-- <p>Ann Bell</p> --><script src=x.js></script></body></html>"
    notes = " ".join(read_documents(written(tmp_path, "p.html", page)).attrs["documents"][0]["notes"])
    assert "script" in notes and "Ann Bell" in notes and "No text was found" in notes


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Present: Sheila Fairley Peter Crutten", "two names stand together"),
        ("Present: Cllr Ann Bell (Wexley Marl)", "no word of “Wexley Marl”"),
        (
            "Present: Ann Bell Chief Executive Tom Carr Director of Skills Sue Dale Head of Finance Jo Marsh Clerk Ann Hill Chair",
            "columns run together",
        ),
        ("Present:\nCllr Ann Bell\nZerb Quonk\n", "nothing but its capitals"),
    ],
)
def test_doubts(text: str, doubt: str, tmp_path: Path) -> None:
    assert doubt in " ".join(read_documents(written(tmp_path, "m.txt", text))["doubts"])


@pytest.mark.parametrize(
    ("heading", "role", "status"),
    [("Members", "member", "current"), ("Former members", "member", "former"), ("Our staff", "officer", "current")],
)
def test_what_a_heading_says_of_all_below(heading: str, role: str, status: str, tmp_path: Path) -> None:
    page = f"<h1>About us</h1><h2>{heading}</h2><ul><li>Ann Bell</li><li>Tom Carr</li><li>Sue Dale</li></ul>"
    frame = read_documents(written(tmp_path, "p.html", page))
    assert set(frame["role"]) == {role} and set(frame["status"].replace("", "current")) == {status}


def test_an_earlier_term_is_over(tmp_path: Path) -> None:
    page = "<h2>Trustees</h2><h3>2022 - 2024</h3><p>President: Ann Bell</p><p>Treasurer: Tom Carr</p><p>Sue Dale, Exbridge College</p>"
    page += (
        "<h3>2019 - 2021</h3><p>President: Tom Carr</p><p>Treasurer: Jo Marsh</p><p>Ben Holt, Exshire University</p>"
    )
    frame = read_documents(written(tmp_path, "p.html", page)).set_index("person_name")
    assert frame["status"].replace("", "current").to_dict() == {
        "Ann Bell": "current", "Tom Carr": "current", "Sue Dale": "current", "Jo Marsh": "former", "Ben Holt": "former",
    }  # fmt: skip


def test_a_name_outside_what_was_read_is_told(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>Director</td></tr>" for name in ("Ann Bell", "Tom Carr", "Sue Dale"))
    page = (
        f"<h2>Board</h2><table><tr><th>Name</th><th>Role</th></tr>{rows}</table><p>We thank them.</p><p>Peter Marsh</p>"
    )
    frame = read_documents(written(tmp_path, "p.html", page))
    assert frame[frame["reading"] == "unread"]["words"].tolist() == ["Peter Marsh"]


def test_a_confirmation_is_kept_under_the_printed_words() -> None:
    assert key_of("Cllr  Ann Bell,\nChair") == key_of("cllr Ann Bell - Chair") != key_of("Cllr Ann Ball, Chair")


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
            last = section.ends if section.ends >= 0 else len(text)
            left = [text[at] for at in range(first, last) if not text[at].isspace() and start + at not in told]
            assert not left, (text, left)


def test_nothing_is_invented(tmp_path: Path) -> None:
    """Every name read stands in the document, letter by letter."""
    for number, (content, _) in enumerate([*TEXTS.values(), *PAGES.values()]):
        result = read_document(written(tmp_path, f"{number}.html" if "<" in content else f"{number}.txt", content))
        assert isinstance(result, Result) and all(one.name.split()[0] in content for one in result.account.readings)
        assert len(frame_of([result])) == len(result.account.readings) + len(result.account.unread)
