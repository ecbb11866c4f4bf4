"""Published documents, each a fictional twin of a shape that real publishers use -> the people in them."""

# ruff: noqa: E501 -- documents are printed as they are

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import pdf_lines, word, written

from lepdata.errors import InputFaults
from lepdata.read.documents.office import text_content
from lepdata.read.documents.reader import Result, read_document
from lepdata.read.documents.readings import Document, numbered
from lepdata.read.documents.review import frame_of, key_of, read_documents
from lepdata.read.documents.sections import read_sections, sections_of

# (file, content, one line a person: section | name | post | organisation)
TEXTS = {
    "commas, titles, the public": (
        "Minutes of the meeting held on 9th March 2010\n\nPresent: P. Ardle - Chairman, C. Humble, Mrs. Newby. Mrs. Everly, "
        "Cllr Mrs D Clement (Vice-Chair) together with 8 members of the public.\n\nApologies: M/s Norrie\n\n"
        "1. Minutes: P. Ardle asked for two amendments.",
        """present | P. Ardle | Chairman |
           present | C. Humble | |
           present | Newby | |
           present | Everly | |
           present | D Clement | Vice-Chair |
           apologies | Norrie | |""",
    ),
    "surnames after one title": (
        "Present: Councillor G Carter (in the Chair); Councillors Handley, Benson, Robin-Paine and Walker.\n"
        "Councillor Wainman attended as a substitute for Councillor Borge.\n",
        """present | G Carter | in the Chair |
           present | Handley | |
           present | Benson | |
           present | Robin-Paine | |
           present | Walker | |
           substitutes | Wainman | |""",
    ),
    "posts and employers, initials behind the names": (
        "Present:\nDr Asha Bell AB Clinical Chair\nRichard Chapple RCp Chief Finance Officer (part meeting)\n"
        "Apologies:\nDr Robin Dew RD Director of Public Health – Exbridge City Council\n"
        "In attendance:\nDawn Lich DL Executive Assistant to the Board / Minute Taker\nEX/1: Welcome\nAll were welcomed.",
        """present | Asha Bell | Clinical Chair |
           present | Richard Chapple | Chief Finance Officer |
           apologies | Robin Dew | Director of Public Health | Exbridge City Council
           in_attendance | Dawn Lich | Executive Assistant to the Board / Minute Taker |""",
    ),
    "nothing between the people": (
        "Attendance: Cllr Sue Linter Chair Cllr Janet Tailor Vice Chair Cllr Trudy Mannion Helen Rich Parish Clerk\n"
        "Also in attendance: Cllr Colin Samson Borough Council of Kingsmere and West Exshire Mr C Phil Footpath Warden\n",
        """present | Sue Linter | Chair |
           present | Janet Tailor | Vice Chair |
           present | Trudy Mannion | |
           present | Helen Rich | Parish Clerk |
           in_attendance | Colin Samson | | Borough Council of Kingsmere and West Exshire
           in_attendance | C Phil | Footpath Warden |""",
    ),
    "flattened, with stories behind": (
        "Exshire LEP Minutes of the Meeting held on Tuesday, 17th March, 2015 Present Mr E Boot (Chair) Cllr M Bates CC J Main "
        "In Attendance Mr I Youngs (Company Secretary) Apologies for absence were noted from Mike Tyne, Councillor Stuart Hurst "
        "and Clive Robs. Clive Robs asked the Board to allow David Holme (Example Systems) to attend.",
        """present | E Boot | Chair |
           present | M Bates | |
           present | J Main | |
           in_attendance | I Youngs | Company Secretary |
           apologies | Mike Tyne | |
           apologies | Stuart Hurst | |
           apologies | Clive Robs | |""",
    ),
    "committee system: apologies only, and who came instead": (
        "Items\nNo. Item\n\n1.\n\nApologies for Absence\n\nMinutes:\n\nApologies for absence were received from Cllr Borge "
        "(substituted by Cllr Wainman) and Cllr Gale (substituted by Cllr Mogg).\n\n2.\n\nMinutes of the last meeting\n",
        """apologies | Borge | |
           substitutes | Wainman | |
           apologies | Gale | |
           substitutes | Mogg | |""",
    ),
    "a line broken inside a name": (
        "1. Members present: Lorraine Strang, Helen Dawes, Roger Parnall, Jerry Coope, Sheila\nCoope, Peter Smythe.\n"
        "2. Apologies received: Kim Wilson-Moor\n3. Matters arising: None",
        """present | Lorraine Strang | |
           present | Helen Dawes | |
           present | Roger Parnall | |
           present | Jerry Coope | |
           present | Sheila Coope | |
           present | Peter Smythe | |
           apologies | Kim Wilson-Moor | |""",
    ),
    "a list of trustees in one line": (
        "Trustees (as of August 2024): David Evens (Secretary), Elaine Johns, Jamie Davies (Chair).\nHow we work\nWe meet.",
        """members | David Evens | Secretary |
           members | Elaine Johns | |
           members | Jamie Davies | Chair |""",
    ),
    "posts above their people": (
        "Present:\nChair\nAnn Bell\nVice Chair\nTom Carr\nTreasurer\nSue Dale\nApologies:\nSecretary\nJo Marsh\n",
        """present | Ann Bell | Chair |
           present | Tom Carr | Vice Chair |
           present | Sue Dale | Treasurer |
           apologies | Jo Marsh | Secretary |""",
    ),
    "a column of names, then a column of posts": (
        "Present:\nAnn Bell\nTom Carr\nSue Dale\nChair\nDirector of Finance\nClinical Lead\nApologies:\nNone\n",
        """present | Ann Bell | Chair |
           present | Tom Carr | Director of Finance |
           present | Sue Dale | Clinical Lead |""",
    ),
    "two columns by groups, a post on two lines": (
        "PRESENT:\nVOTING MEMBERS:\nDr Ann Bell\nTom Carr\nSue Dale\nChair/GP\nLay Member –\nGovernance\nChief Officer\nNON VOTING MEMBERS:\n"
        "Jo Marsh\nBen Holt\nPractice Manager\nDirector of Public Health\nPage 1 of 19\nAPOLOGIES:\nNone\n",
        """present | Ann Bell | Chair/GP |
           present | Tom Carr | Lay Member – Governance |
           present | Sue Dale | Chief Officer |
           present | Jo Marsh | Practice Manager |
           present | Ben Holt | Director of Public Health |""",
    ),
    "openers with other words before them; a sentence behind the last name": (
        "Present Members: Cllr A Bell (Chairman), Cllr Dale (arrived at 7.01pm) and Cllr Carr. Apologies for absence were received from "
        "Cllr Marsh With the absence of the Vice Chairman it was proposed by Councillor A Bell that Councillor Holt be elected.\n"
        "Outgoing Board Members Absent:\nJo Quince\n",
        """present | A Bell | Chairman |
           present | Dale | |
           present | Carr | |
           apologies | Marsh | |
           apologies | Jo Quince | |""",
    ),
    "an LEP's own labels, and somebody who was represented": (
        "BOARD MEETING\nTuesday 4 June 2019\nBoard Directors:\nAnn Bell (AB) - Chair\nTom Carr (TC) - Carr Engineering Ltd\n"
        "LEP Team: Sue Dale (SD), Jo Marsh (JM - minutes)\nApologies: Ben Holt (Holt Farms), Rob Lane represented by Ken Snow "
        "(Exbridge City Council)\nITEM 1: Welcome\nAB welcomed everybody.\n",
        """present | Ann Bell | Chair |
           present | Tom Carr | | Carr Engineering Ltd
           in_attendance | Sue Dale | |
           in_attendance | Jo Marsh | |
           apologies | Ben Holt | | Holt Farms
           apologies | Rob Lane | |
           substitutes | Ken Snow | | Exbridge City Council""",
    ),
    "who came instead, in three ways": (
        "Present: Ann Bell (Chair, Bell & Sons Ltd), Ben Holt (Holt Farms) [from item 4]\n"
        "Apologies: An apology for absence was received from Mr R Lane. Councillor T Carr sent his apologies and was represented by "
        "Councillor K Snow. Cllr Sue Dale (sub: Cllr Jo Marsh)\n",
        """present | Ann Bell | Chair | Bell & Sons Ltd
           present | Ben Holt | | Holt Farms
           apologies | R Lane | |
           apologies | T Carr | |
           substitutes | K Snow | |
           apologies | Sue Dale | |
           substitutes | Jo Marsh | |""",
    ),
    "labels over several people": (
        "Present:\nBoard Members: Ann Bell (Chair), Tom Carr\nOfficers: Sue Dale (Clerk)\nApologies: Jo Marsh\n",
        """present | Ann Bell | Chair |
           present | Tom Carr | |
           in_attendance | Sue Dale | Clerk |
           apologies | Jo Marsh | |""",
    ),
    "semicolons, surnames behind a plural, a post without a name": (
        "Present; Trustees Alder (Chair), Birch, Cedar and the Clerk\nApologies and reasons for absence\nTrustees Dogwood and Elm "
        "sent their apologies.\n1. Minutes of the last meeting\n",
        """present | Alder | Trustee, Chair |
           present | Birch | Trustee |
           present | Cedar | Trustee |
           apologies | Dogwood | Trustee |
           apologies | Elm | Trustee |""",
    ),
    "apologies and substitutions in other words": (
        "1. APOLOGIES FOR ABSENCE\nwere received from A.Bell who has moved away.\n2. SUBSTITUTE MEMBERS\nThe following substitutions "
        "had been made:\n(i) Cllr K Snow for Cllr T Carr; and\n3. MINUTES\nThey were agreed.\n",
        """apologies | A.Bell | |
           substitutes | K Snow | |""",
    ),
    "Markdown": (
        "# Board\n\n- **Chair:** Dr Ann Bell\n- **Treasurer:** Tom Carr\n- **Secretary:** Sue Dale\n",
        """members | Ann Bell | Chair |
           members | Tom Carr | Treasurer |
           members | Sue Dale | Secretary |""",
    ),
}
CARD = '<a class="card" href="#"><p class="role">{}</p><p class="name">{}</p><p class="hint">View profile</p></a>'
PAGES = {
    "cards, the clerk outside the grid": (
        "<html><body><nav><a>Home</a><a>Ada Menu</a></nav><main><h2>Your Councillors</h2><section>"
        + CARD.format("Chair", "Nigel Shore")
        + CARD.format("Councillor", "Sally Knoll")
        + "</section><section><a class='other'><p class='t'>Clerk</p><p class='other-name'>Kevin Philps</p></a></section></main></body></html>",
        """members | Nigel Shore | Chair |
           members | Sally Knoll | Councillor |
           members | Kevin Philps | Clerk |""",
    ),
    "headings and paragraphs, no boxes": (
        "<h1>Meet the board</h1><h3>Dame Sara Thorn</h3><p>Chair</p><h3>Deb Kenzie OBE</h3><p>Chief People Officer, Exshire Health Trust</p>"
        "<p>Deb has worked in the county for many years and lives with two dogs.</p>",
        """members | Sara Thorn | Chair |
           members | Deb Kenzie | Chief People Officer | Exshire Health Trust""",
    ),
    "table with a row heading": (
        "<table><tr><th scope=row>President</th><td>Brian Coghill</td><td>term expires 2016</td></tr>"
        "<tr><th scope=row>Trustee</th><td>Mark Roel</td><td>term expires 2017</td></tr></table>",
        """members | Brian Coghill | President |
           members | Mark Roel | Trustee |""",
    ),
    "grid of names with their posts below": (
        "<h3>Members</h3><table><tr><th>Jim Donald</th><th></th><th>Terry Cooke</th></tr><tr><td>Chairman</td><td></td><td>Treasurer</td></tr></table>",
        """members | Jim Donald | Chairman |
           members | Terry Cooke | Treasurer |""",
    ),
    "governors by meeting": (
        "<table><tr><th>Governor</th><th>Category</th><th>Term ends</th><th>12 Jan 2021</th><th>9 Mar 2021</th></tr>"
        "<tr><td>Mrs A Maye</td><td>Parent</td><td>31/08/2023</td><td>P</td><td>A</td></tr>"
        "<tr><td>Mr B Harwell</td><td>Co-opted</td><td>31/08/2022</td><td>P</td><td>P</td></tr>"
        "<tr><td>VACANT</td><td>Staff</td><td></td><td></td><td></td></tr></table>",
        """members | A Maye | |
           members | B Harwell | |""",
    ),
    "committee system, those expired by their class alone": (
        "<h1>Committee details</h1><ul class='mgBulletList'><li><a href='mgUserInfo.aspx?UID=1'>Councillor Ann Bell</a> (Chair)</li>"
        "<li><a href='mgUserInfo.aspx?UID=2'>Councillor Tom Carr</a> (Vice-Chair)</li>"
        "<li class='mgExpiredMembershipEntry'><a href='mgUserInfo.aspx?UID=3'>Councillor Old Gone</a></li></ul>",
        """members | Ann Bell | Chair |
           members | Tom Carr | Vice-Chair |""",
    ),
    "spans without a space between": (
        "<ul><li><span>Susan Moffat</span><span>Mayor</span></li><li><span>Peter Moffat</span><span>Treasurer</span></li></ul>",
        """members | Susan Moffat | Mayor |
           members | Peter Moffat | Treasurer |""",
    ),
    "terms and their descriptions": (
        "<h2>Trustees</h2><dl><dt>Ann Bell</dt><dd>Chair</dd><dt>Tom Carr</dt><dd>Treasurer</dd><dt>Sue Dale</dt><dd>Secretary</dd></dl>",
        """members | Ann Bell | Chair |
           members | Tom Carr | Treasurer |
           members | Sue Dale | Secretary |""",
    ),
    "cards with other particulars, and one name that nobody knows": (
        "<h2>Board</h2>"
        + "".join(
            f"<div><div><p>{name}</p></div><p>{post}</p><p>School Year: Junior</p></div>"
            for name, post in (
                ("Ann Bell", "President"),
                ("Tom Carr", "Treasurer"),
                ("Frosty Quonk", "Area Representative"),
            )
        ),
        """members | Ann Bell | President |
           members | Tom Carr | Treasurer |
           members | Frosty Quonk | Area Representative |""",
    ),
    "a table that lays out pictures and biographies": (
        "<h1>Meet the Board</h1><table>"
        + "".join(
            f"<tr><td><img src=a></td><td><p><strong>{name}</strong></p><p>{post}</p><p>{name} has been with us since 2001.</p></td></tr>"
            for name, post in (("Ann Bell", "Chair, Bell & Sons Ltd"), ("Cllr Tom Carr", "Exshire County Council"))
        ),
        """members | Ann Bell | Chair | Bell & Sons Ltd
           members | Tom Carr | | Exshire County Council""",
    ),
    "committee system: reserves": (
        "<h1>Committee details</h1><h3>Membership</h3><ul><li><a>Councillor Ann Bell</a> (Chair)</li><li><a>Tom Carr</a> (Business "
        "representative)</li></ul><h3>Reserves</h3><ul><li><a>Councillor Sue Dale</a></li></ul>",
        """members | Ann Bell | Chair |
           members | Tom Carr | Business representative |
           members | Sue Dale | |""",
    ),
    "committee system: attendance": (
        "<h1>Meeting attendance</h1><table><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr><tr><td>Councillor Ann Bell</td>"
        "<td>Chair</td><td>Present</td></tr><tr><td>Tom Carr</td><td>Committee Member</td><td>Apologies</td></tr><tr><td>Ken Snow</td>"
        "<td>Reserve</td><td>Present, as substitute</td></tr></table>",
        """present | Ann Bell | Chair |
           apologies | Tom Carr | Committee Member |
           substitutes | Ken Snow | Reserve |""",
    ),
    "nobody: news": (
        "<h1>New chair</h1><p>Ann Bell has been appointed as chair. Ann, managing director of Bell Ltd, said: “I am delighted.”</p>"
        "<p>Cllr Tom Carr, leader of the council, added: “Welcome.”</p>",
        "",
    ),
    "nobody: how to become one": (
        "<h1>Becoming a trustee</h1><p>Trustees may be appointed by ballot.</p><ul><li>By annual ballot.</li><li>By co-option.</li></ul>"
        "<div class='c'><p class='name'>[Councillor 1 Full Name] PLACEHOLDER</p></div>",
        "",
    ),
}


def people(path: Path) -> list[str]:
    frame = read_documents(path)
    rows = frame[frame["reading"] == "read"][["section", "person_name", "job_title", "organisation"]]
    return [" ".join(" | ".join(row).split()) for row in rows.itertuples(index=False)]


def wanted(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("shape", TEXTS)
def test_text(shape: str, tmp_path: Path) -> None:
    content, expected = TEXTS[shape]
    assert people(written(tmp_path, "minutes.md" if shape == "Markdown" else "minutes.txt", content)) == wanted(
        expected
    )


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


WORDS_OF_MINUTES = st.sampled_from(
    [
        "Present:",
        "Apologies:",
        "In attendance:",
        "Cllr Ann Bell",
        "Tom Carr",
        "(Chair)",
        "and",
        ",",
        ";",
        "\n",
        "Exshire Council",
        "zq 44",
        "None",
        "K",
        "(",
        ")",
        "-",
        "1.",
        "\t",
        "8 members of the public",
        "Director of Growth",
        "Mrs Dale",
        "were received from",
    ]
)


@given(st.lists(WORDS_OF_MINUTES, max_size=30))
def test_conservation(words: list[str]) -> None:
    """Within every opened section each letter belongs to one reading at least, to an unread line, or to an ignored one."""
    document = Document("m.txt", "text", "", numbered(text_content(" ".join(words)).lines))
    account = read_sections(document)
    told = {place for one in (*account.readings, *account.unread, *account.ignored) for place in one.places}
    for section in sections_of(document):
        for number in section.lines:
            start, text = document.starts[number], document.lines[number].text
            first = section.label_at if number == section.lines[0] else 0
            last = section.ends if section.ends >= 0 else len(text)
            left = [text[at] for at in range(first, last) if not text[at].isspace() and start + at not in told]
            assert not left, (text, left)


def test_nothing_is_invented(tmp_path: Path) -> None:
    """Every name read stands in the document, letter by letter."""
    for number, (content, _) in enumerate([*TEXTS.values(), *PAGES.values()]):
        result = read_document(written(tmp_path, f"{number}.html" if "<" in content else f"{number}.txt", content))
        assert isinstance(result, Result) and all(one.name.split()[0] in content for one in result.account.readings)
        assert len(frame_of([result])) == len(result.account.readings) + len(result.account.unread)
