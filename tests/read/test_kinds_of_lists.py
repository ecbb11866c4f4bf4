"""Lists as other people make them: what each row and heading means, what is left and said, what is asked."""

import io

import pandas as pd
import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.read import opening
from lepdata.read.board import examine, read_board, read_frame, read_published
from lepdata.read.settling import are_flags, parts_into_boards
from lepdata.read.standard import validate


def saved(folder, text, name="list.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def column(rows, name):
    return rows[name].tolist() if name in rows else [""] * len(rows)


# What a list prints, and of some columns what is read; "|" parts the rows.
READ = {
    "terms": (
        "Councillor,Date joined,Stepped down\nAda Reed,1 May 2019,\nBen Moss,May 2017,4 May 2021\n",
        {"person_name": "Ada Reed|Ben Moss", "start_date": "2019-05-01|2017-05", "end_date": "|2021-05-04"},
    ),
    "two ends: the earlier day": (
        "Name,Term ends,Resigned\nAda Reed,2024-03-31,2022-01-10\nBen Moss,2024-03-31,present\n",
        {"end_date": "2022-01-10|2024-03-31"},
    ),
    "terms by words nobody listed": (
        "Name,Left the panel,Joined the panel\nAda,,1 May 2019\nBen,2021,2017\n",
        {"end_date": "|2021", "start_date": "2019-05-01|2017"},
    ),
    "a table of committees": (
        "Committee,Chair,Members,Clerk\nAudit,Ada Reed,Cy Fern; Di Holm,Eve Ash\n",
        {"person_name": "Ada Reed|Cy Fern|Di Holm|Eve Ash", "role": "Chair|Members|Members|Clerk"},
    ),
    "an end in brackets": (
        "Name,Role\nAda Reed,Chair (until 3 June 2021)\nBen Moss (from May 2020),Member\n",
        {"end_date": "2021-06-03|", "start_date": "|2020-05", "role": "Chair (until 3 June 2021)|Member"},
    ),
    "an office beside the name": (
        "Name,Organisation\nAda Reed (Chair),Reed Ltd\nBen Moss - Vice Chair,Moss Ltd\nCy Fern (she/her),Fern Ltd\n",
        {"role": "Chair|Vice Chair|"},
    ),
    "parts": (
        "Member,Employer\nBusiness representatives:,\nAda Reed,Reed Ltd\nSubstitutes,\nBen Moss,Moss Ltd\n"
        "Apologies for absence,\nCy Fern,\nFormer directors,\nDi Holm,\n",
        {
            "person_name": "Ada Reed|Ben Moss|Cy Fern|Di Holm",
            "capacity_as_published": "Business representatives|||",
            "role": "|Substitutes||",
            "attendance": "||apologies|",
            "status": "|||former",
        },
    ),
    "boards one under the other": (
        "Moss Growth Board,\nName,Role\nAda,Chair\nFern Growth Board,\nName,Role\nBen,Chair\nOfficers,\nCy,\n",
        {"body": "Moss Growth Board|Fern Growth Board|Fern Growth Board", "role": "Chair|Chair|Officers"},
    ),
    "members under the body that they come from": (
        "Name,Role\nMoss District Council,\nAda,Member\nFern County Council,\nBen,Member\n",
        {"organisation": "Moss District Council|Fern County Council", "person_name": "Ada|Ben"},
    ),
    "organisations alone": (
        "Organisation\nMoss District Council\nReed Ltd\n",
        {"organisation": "Moss District Council|Reed Ltd"},
    ),
    "bodies as members": (
        "Member,Role\nMoss District Council,\nFern University,\n",
        {"organisation": "Moss District Council|Fern University", "person_name": "|"},
    ),
    "a sector told by its values": ("Name,Type of organisation\nAda,Private\n", {"sector_as_published": "Private"}),
    "a part right above the headings": (
        "The board\nBusiness directors\nName,Role\nAda,Chair\nCouncil directors\nBen,Director\n",
        {"capacity_as_published": "Business directors|Council directors"},
    ),
    "a post and a body in one cell": (
        'Name,Job title & organisation\nAda,"Owner, Reed Ltd"\nBen,Moss plc\n',
        {"job_title": "Owner|", "organisation": "Reed Ltd|Moss plc"},
    ),
    "numbered names": ("Name,Role\n1. Ada Reed,Chair\n2) Ben Moss,\n", {"person_name": "Ada Reed|Ben Moss"}),
    "officers keep no seat": (
        "Name,Role\nBoard members,\nAda Reed,Chair\nOfficers,\nBen Moss,Clerk\nCy Fern,Member\n",
        {"role": "Chair|Clerk|Officers"},
    ),
    "several people": (
        'Name,Organisation\nAda Reed & Ben Moss,Reed Ltd\n"Cy Fern\nDi Holm","Fern plc\nHolm plc"\n'
        "Cllrs Eve Ash and Flo Ivy,Ash Council\nGus and Hal Oak,Oak Ltd\nIda Elm (Chair and Treasurer),Elm Ltd\n",
        {
            "person_name": "Ada Reed|Ben Moss|Cy Fern|Di Holm|Cllr Eve Ash|Cllr Flo Ivy|Gus Oak|Hal Oak"
            "|Ida Elm (Chair and Treasurer)",
            "organisation": "Reed Ltd|Reed Ltd|Fern plc|Holm plc|Ash Council|Ash Council|Oak Ltd|Oak Ltd|Elm Ltd",
            "line": [2, 2, 3, 3, 4, 4, 5, 5, 6],
        },
    ),
    "companies, bodies and seats": (
        'Name,Role\nReed Nominees Limited,corporate-secretary\nMoss Council represented by Cy Fern,Member\n'
        '"Di Holm, Holm Foods plc",Member\nNominee of Ash Council,Member\n"Eve Ash, VCSE representative",Member\n',
        {
            "person_name": "|Cy Fern|Di Holm||Eve Ash, VCSE representative",
            "organisation": "Reed Nominees Limited|Moss Council|Holm Foods plc||",
            "capacity_as_published": "|||Nominee of Ash Council|VCSE representative",
        },
    ),
    "no name but an organisation": ("Name,Organisation\n-,Reed Ltd\n-,\n", {"person_name": "|-"}),
    "printed once for a group": (
        "Sector,Name\nBusiness,Ada Reed\n,Ben Moss\nCouncils,Cy Fern\n,Di Holm\n",
        {"sector_as_published": "Business|Business|Councils|Councils"},
    ),
    "a role is not carried down": ("Role,Name\nChair,Ada\n,Ben\nVice Chair,Cy\n,Di\n", {"role": "Chair||Vice Chair|"}),
    "position by its values": ("Name,Position\nAda,Chair\nBen,Member\n", {"role": "Chair|Member"}),
    "position by its values, jobs": ("Name,Position\nAda,Owner\nBen,Head of Law\n", {"job_title": "Owner|Head of Law"}),
    "titles": ("Name,Title\nAda,Dr\nBen,Cllr\n", {"honorific": "Dr|Cllr"}),
    "titles that are offices": ("Name,Title\nAda,Chair\nBen,Member\n", {"role": "Chair|Member"}),
    "groups that are parties": ("Name,Group\nAda,Labour\nBen,Liberal Democrat\n", {"body": "|"}),
    "groups that are boards": ("Name,Group\nAda,Moss Panel\nBen,Moss Panel\n", {"body": "Moss Panel|Moss Panel"}),
    "councils that are employers": ("Name,Council\nAda,Ash\nBen,Oak\nCy,Ash\n", {"organisation": "Ash|Oak|Ash"}),
    "councils that are boards": (
        "Council,Name,Role\nAsh,A,Chair\nAsh,B,\nAsh,C,\nOak,A,Chair\nOak,B,\nOak,C,\n",
        {"body": "Ash|Ash|Ash|Oak|Oak|Oak", "organisation": "|||||"},
    ),
    "a register of bodies": (
        "Name,Chair,Chief Executive,Region\nMoss Agency,Ada Reed,Ben Moss,North\nFern Office,Cy Fern,,South\n",
        {"body": "Moss Agency|Moss Agency|Fern Office", "person_name": "Ada Reed|Ben Moss|Cy Fern",
         "role": "Chair|Chief Executive|Chair", "line": [2, 2, 3]},
    ),
    "yes and no": (
        "Name,Resigned,Chair,Woman\nAda,no,yes,1\nBen,yes,no,0\n",
        {"status": "|former", "role": "Chair|", "gender_as_published": "woman|"},
    ),
    "an id is the person's": (
        "ID,Name,Role\np1,Ada,chair\np2,Ben,member\np1,Ada,member\n", {"person_id": "p1|p2|p1", "row_id": "||"}
    ),
    "the index of a frame": (",Name\n0,Ada\n1,Ben\n", {"person_name": "Ada|Ben"}),
    "two names of one column": ("First name,Last name\nAda,Reed\n", {"person_name": "Ada Reed"}),
    "day first by another cell": (
        "Name,From,To\nAda,01/04/2019,\nBen,02/05/2018,24/07/2021\n", {"start_date": "2019-04-01|2018-05-02"}
    ),
    "short years, serial numbers": (
        "Name,Date,Appointed\nAda,44652,01-Apr-19\nBen,44652,24/07/98\n",
        {"snapshot_date": "2022-04-01|2022-04-01", "start_date": "2019-04-01|1998-07-24"},
    ),
    "a year": ("Year,Name\n2019,Ada\n2020,Ada\n", {"snapshot_date": "2019|2020"}),
    "counts of meetings": ("Governor,Attendance\nAda,5 of 6\nBen,0 of 0\n", {"attendance": "|"}),
    "sep": ("sep=;\nName;Role\nAda;chair\n", {"role": "chair", "line": [3]}),
    "classify's own columns": (
        "Name,sector,sector_status\nAda,private,ruled\n", {"sector": "private", "sector_as_published": ""}
    ),
    "a lone sector is published": ("Name,Sector\nAda,private\n", {"sector_as_published": "private"}),
    "a ruling": ("Name,sector_ruling\nAda,council\n", {"sector_ruling": "council"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_what_is_read(tmp_path, kind):
    text, expected = READ[kind]
    path = saved(tmp_path, text)
    rows = read_board(path)
    for name, words in expected.items():
        assert column(rows, name) == (words.split("|") if isinstance(words, str) else words), name
    assert len(read_published(path)) == len(rows)


# What a list prints, and what of it is not read: kind, text, and why.
LEFT = {
    "a column": ("Name,Shoe size\nAda,7\n", [("column", "Shoe size", "no column")]),
    "a slip": ("Name,Organisatoin\nAda,Reed Ltd\n", [("column", "Organisatoin", "'Organisation' is")]),
    "a column that is understood": ("Name,Party\nAda,Green\n", [("column", "Party", "understood")]),
    "a note that tells": ("Name,Notes\nAda,Resigned in May\n", [("column", "Notes", "it says 'Resigned in May'")]),
    "remarks and sums": (
        "Name,Role\nAda Reed,Chair\n* appointed for a year,\nTotal,1\nNote: Ben was away,\n"
        "Copies go to all members of the staff.,\n",
        [("row", text, "a remark") for text in ("* appointed for a year", "Total", "Note: Ben was away",
                                                "Copies go to all members of the staff.")],
    ),
    "a remark with commas": ("Name,Role\nAda,Chair\n# see above, and below\n", [("row", "# see above", "a remark")]),
    "a part nobody knows": ("Name,Role\nThe quorum:,\nAda,Chair\n", [("row", "The quorum:", "a remark")]),
    "headings again": ("Name,Role\nAda,Chair\nName,Role\nBen,Member\n", [("row", "Name", "the headings again")]),
    "rows above": ("Who sits on the board,\n,\nName,Role\nAda,Chair\n", [("row", "Who sits on the board", "above")]),
    "damaged letters": ("Name,Role\nZoÃ« Reed,Chair\n", [("word", "ZoÃ«", "perhaps 'Zoë'")]),
    "many remarks": (
        "Name,Role\nAda,Chair\n" + "* note,\n" * 7, [("row", "* note", "(7 rows)")]
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEFT)
def test_what_is_left_is_said(tmp_path, kind):
    text, expected = LEFT[kind]
    path = saved(tmp_path, text)
    found = read_board(path).attrs["not_read"]
    assert [(one["what"], one["text"]) for one in found] == [(what, words) for what, words, _ in expected]
    assert all(why in one["why"] for one, (_, _, why) in zip(found, expected, strict=True))
    assert all(one["sentence"].startswith("Not read: ") and "list.csv" in one["where"] for one in found)
    assert [each.as_record() for each in validate(path).not_read] == found


# What a list prints, how many faults it has, and words of the one that matters.
ASKED = {
    "one question a column": ("Name,Date\n" + "Ada,01/04/2022\nBen,03/04/2022\n" * 4, 1, "--dates day-first"),
    "month first": ("Name,Date\nAda,04/30/2022\n", 1, "--dates month-first"),
    "an order nobody can tell": ("Name,Date\nAda,24/07/2022\nBen,07/24/2022\nCy,01/02/2022\n", 2, "--dates day-first"),
    "leaving": ("Name,Mandate finished\nAda,\nBen,2019\n", 1, "--columns end_date='Mandate finished'"),
    "leaving, in German": ("Name,Austritt\nAda,2019\n", 1, "--columns ignore='Austritt'"),
    "a slip in a heading": ("Name,Sectr,Organisation\nAda,Private,x\n", 1, "as 'Sector' is"),
    "a sector": ("Name,Economic sector\nAda,farms\n", 1, "sector_as_published='Economic sector'"),
    "a name beside seats": ("Organisation,Who is it\nReed Ltd,Ada\n", 1, "person_name='Who is it'"),
    "a board": ("Name,Board title\nAda,X\nBen,X\nCy,Y\nDi,Y\n", 1, "body='Board title'"),
    "many boards": (
        "Broadcaster,Name,Role\nX,A,Chair\nX,B,\nX,C,\nY,A,Chair\nY,B,\nY,C,\n",
        1, "--columns body='Broadcaster'",
    ),
    "a second table": (
        "Name,Role,Organisation\nAda,Chair,Reed Ltd\nSurname,Forename,Employer\nMoss,Ben,Moss plc\n", 1, "one table"),
    "half roles, half jobs": ("Name,Position\nAda,Chair\nBen,Owner\n", 1, "with --columns job_title=Position"),
    "a column without a heading": ("Name,\nAda,x\nBen,y\n", 1, "give the column a heading"),
    "an unconfirmed reading": ("person_name,reading_id\nAda,1\n", 1, "lepdata read --confirm"),
    "nobody": ("Colour,Shape\nred,round\n", 1, "--columns name=HEADING"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked(tmp_path, kind):
    text, count, words = ASKED[kind]
    path = saved(tmp_path, text)
    with pytest.raises(InputFaults) as caught:
        read_board(path)
    assert len(caught.value.faults) == count
    assert words in str(caught.value)


def test_what_the_user_says_outranks_what_is_inferred(tmp_path):
    path = saved(tmp_path, "Wer,Austritt,Firma,Was\nAda Reed,,Reed Ltd,Chair\nBen Moss,01/04/2022,Moss Ltd,Member\n")
    said = {"name": "Wer", "end_date": "Austritt", "Company": "Firma", "role": "was"}
    rows = read_board(path, columns=said, dates="day-first")
    assert rows["person_name"].tolist() == ["Ada Reed", "Ben Moss"]
    assert rows["end_date"].tolist() == ["", "2022-04-01"]
    assert rows["organisation"].tolist() == ["Reed Ltd", "Moss Ltd"]
    ignored = read_board(path, columns={"name": "Wer", "ignore": "Austritt|Firma"}, header_row=1)
    assert "end_date" not in ignored
    assert [one["text"] for one in ignored.attrs["not_read"]] == ["Was"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"columns": {"nmae": "Who"}}, "No column of a board file is called 'nmae'"),
        ({"columns": {"name": "Whom"}}, "Did you mean 'Who'"),
        ({"dates": "day first"}, "day-first or month-first"),
        ({"header_row": 0}, "counted from 1"),
        ({"encoding": "latin-99"}, "No encoding is called"),
    ],
)
def test_a_slip_in_what_is_asked_is_wrong_usage(tmp_path, asked, words):
    with pytest.raises(UsageError, match=words):
        read_board(saved(tmp_path, "Who,Role\nAda,chair\n"), **asked)


ENCODED = {
    "Windows": ("Zoë O’Reed".encode("cp1252"), None, "Windows-1252, such as 'Zoë'"),
    "UTF-16 with a mark": ("Zoë O’Reed".encode("utf-16"), None, "UTF-16"),
    "UTF-16 without": ("Zoë O’Reed".encode("utf-16-le"), None, "UTF-16"),
    "UTF-32": ("Zoë O’Reed".encode("utf-32"), None, "UTF-32"),
    "as the user says": ("Zoë O’Reed".encode("mac-roman"), "mac-roman", ""),
}


@pytest.mark.parametrize("how", ENCODED)
def test_encodings_that_can_only_be_one(tmp_path, how):
    name, encoding, said = ENCODED[how]
    kind = "utf-32" if how == "UTF-32" else "utf-16" if "mark" in how else "utf-16-le" if "16" in how else "ascii"
    text = (
        f"Name,Role\n{name.decode(kind)},chair\n".encode(kind) if "UTF" in how else b"Name,Role\n" + name + b",chair\n"
    )
    rows = read_board(saved(tmp_path, text), encoding=encoding)
    assert rows["person_name"].tolist() == ["Zoë O’Reed"]
    assert said in " ".join(rows.attrs["caveats"])


@pytest.mark.parametrize("name", ["list.tsv", "list.txt", "list.tab"])
def test_text_with_tabs_under_any_name(tmp_path, name):
    assert read_board(saved(tmp_path, "Name\tRole\nAda\tchair\n", name))["role"].tolist() == ["chair"]


def test_standard_input_is_read_once_for_all(monkeypatch):
    opening._standard_input.cache_clear()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Name,Role\nAda,chair\n")))
    assert read_board("-")["file"].tolist() == ["standard input"]
    assert read_published("-")["Name"].tolist() == ["Ada"]
    opening._standard_input.cache_clear()


def test_a_frame_is_read_as_its_file_would_be(tmp_path):
    text = "Councillor,Employer,Left\nAda Reed,Reed Ltd,\nSource: the web,,\nBen Moss,Moss Ltd,2019-03-31\n"
    path = saved(tmp_path, text)
    frame = pd.read_csv(path).set_axis(["a", "b", "c"])
    read, of_file = read_frame(frame), read_board(path)
    assert read.index.tolist() == ["a", "c"]
    names = ["person_name", "organisation", "end_date", "line"]
    pd.testing.assert_frame_equal(read[names].reset_index(drop=True), of_file[names])
    assert len(read.attrs["not_read"]) == len(of_file.attrs["not_read"]) == 1
    with pytest.raises(InputFaults, match="the headings"):
        read_frame(pd.DataFrame({"colour": ["red"]}))


def test_a_date_above_the_headings_is_offered(tmp_path):
    rows = read_board(saved(tmp_path, "The board at 1 April 2022,,\nName,Role,Note\nAda,chair,\n"))
    assert "--as-at 2022-04-01" in " ".join(rows.attrs["caveats"])


def test_the_row_of_the_headings_may_be_told(tmp_path):
    path = saved(tmp_path, "Name,Role\nName of person,Kind\nAda,chair\n")
    assert read_board(path, header_row=2)["person_name"].tolist() == ["Ada"]
    with pytest.raises(InputFaults, match="nothing in row 9"):
        read_board(path, header_row=9)


@pytest.mark.parametrize(
    ("values", "chairs", "boards"),
    [
        ("XXXYYY", "100100", True),
        ("XXXYYY", "100000", False),  # a joint committee: three members of each council, one chair
        ("XYXYXY", "100100", True),
        ("XXYY", "1010", False),
        ("X" * 40 + "Y" * 40, "0" * 80, True),
        ("XY" * 40, "0" * 80, False),
    ],
)
def test_which_values_part_a_file_into_boards(values, chairs, boards):
    assert parts_into_boards(list(values), [one == "1" for one in chairs]) == boards


def test_flags_are_nothing_but_yes_and_no():
    assert are_flags(["", "Yes", "n"]) and not are_flags(["", ""]) and not are_flags(["yes", "2019"])


def test_examine_finds_what_it_can_beside_the_faults(tmp_path):
    reading = examine(saved(tmp_path, "Name,Role,Austritt\nAda,chair,2019\n"))
    assert reading.sightings["person_name"].tolist() == ["Ada"]
    assert len(reading.faults) == 1
