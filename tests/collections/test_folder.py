"""A folder of one's own boards: filed whole or not at all, undone with a reason, and nothing lost."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import lepdata
from lepdata import files
from lepdata.__main__ import main
from lepdata.collections import built
from lepdata.collections.built import is_fresh
from lepdata.collections.compared import compare
from lepdata.collections.folder import add, documents, new_collection, remove
from lepdata.errors import InputFaults, UsageError
from lepdata.read.board import read_raw_boards
from lepdata.registers import whose
from lepdata.registers.geography import areas
from lepdata.registers.whose import collection, using
from lepdata.seating.boards import board_slugs, every_board
from lepdata.site import build as site_build

ROWS = "Name,Role,Organisation\nAda Invented,Chair,Inventors Ltd\nCllr Bo Madeup,Member,Wessex District Council\n"
WHERE = {"lep": "Wessex", "date": "2026-03-31"}


def board(folder: Path, text: str = ROWS, name: str = "board.csv") -> Path:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_list_is_filed_with_copy_card_ids_area_and_size(folder):
    added = add(board(folder), folder, **WHERE, body="Forum", board_size=14, card={"url": "https://example.org/b"})
    card = documents(folder).iloc[0]
    assert (folder / card["path"]).read_text(encoding="utf-8") == ROWS
    assert (added.rows, card["status"], card["url"]) == (2, "in use", "https://example.org/b")
    members = lepdata.members(data=folder)
    assert members[["person", "sector"]].to_numpy().tolist() == [["Ada Invented", "private"], ["Bo Madeup", "council"]]
    assert set(members["lep"]) == {"Wessex"} and members["seat_id"].str.startswith(added.document).all()
    assert [one.lep for one in lepdata.review_engagement(data=folder).grades] == ["Wessex"]  # and none of the shipped
    later = add(board(folder, f"{ROWS}Cy Tale,Member,Tale plc\n"), folder, **WHERE)
    assert "if Forum is meant" in later.said[0] and "14" in (folder / "counts.csv").read_text(encoding="utf-8")


def test_no_cell_ends_a_row_or_runs_in_a_spreadsheet_and_all_come_back(folder):
    file = board(folder, 'Name,Role,Organisation,Job title\nAda Invented,Chair,=1+1,"a\rb\n#c"\n')
    add(file, folder, lep="=Wessex", date=WHERE["date"], card={"title": "@sum\n#1"})
    found = lepdata.seats(data=folder)[["lep", "organisation", "job_title"]].iloc[0]
    assert found.tolist() == ["=Wessex", "=1+1", "a\rb\n#c"]
    written = b"".join(state(folder)[name] for name in state(folder) if name.endswith(".csv") and "ments/" not in name)
    assert documents(folder)["title"].tolist() == ["@sum\n#1"] and not re.search(rb'[,\n"][=@]', written)
    was = folder.parent / "was"
    assert main(["export", "--data", str(folder), "--format", "csv", "--out", str(was)]) == 0
    assert compare(was, folder).empty


def test_the_same_bytes_change_nothing_and_a_later_copy_says_what_moved(folder):
    file = board(folder)
    first = add(file, folder, **WHERE)
    before = state(folder)
    assert not add(file, folder, **WHERE).new
    with pytest.raises(InputFaults, match="file it otherwise, first run: lepdata remove"):
        add(file, folder, lep="Mercia", date=WHERE["date"])
    assert state(folder) == before
    second = add(board(folder, ROWS.replace("Ada Invented", "Cy Fiction")), folder, **WHERE)
    assert [one.split(",")[0] for one in second.said[-2:]] == ["Newly seen: Cy Fiction", "No longer seen: Ada Invented"]
    statuses = documents(folder).set_index("document")["status"].to_dict()
    assert statuses == {first.document: "replaced", second.document: "in use"}
    assert before[f"documents/{first.document}.csv"] == state(folder)[f"documents/{first.document}.csv"]
    married = add(board(folder, ROWS.replace("Ada Invented", "Cy Fictions")), folder, **WHERE)
    assert [line for line in married.said if "→" in line] == ["Perhaps renamed: Cy Fictions: Cy Fiction → Cy Fictions."]
    again = add(board(folder, ROWS.replace("Ada Invented", "Cy Fictions") + "\n"), folder, **WHERE)
    assert again.replaces == married.document


def test_what_is_removed_is_out_of_use_and_kept_with_its_reason(folder):
    added = add(board(folder), folder, **WHERE)
    remove(added.document, folder, "the wrong year")
    card = documents(folder).iloc[0]
    assert (card["status"], card["because"]) == ("removed", "the wrong year")
    assert (folder / card["path"]).is_file()
    assert lepdata.members(data=folder).empty
    assert add(board(folder), folder, **WHERE).new


BAD = {
    "no area": (ROWS, {"date": "2026"}, "--lep"),
    "no date": (ROWS, {"lep": "Wessex"}, "--date"),
    "a date that is none": (ROWS, {"lep": "Wessex", "date": "soon"}, "a date"),
    "an unsafe area": (ROWS, {"lep": "CLEP", "date": "2026"}, "CLEP"),
    "private details": ("Name,Role,Home address\nAda Invented,Chair,1 High St\n", WHERE, "Home address"),
    "an area of its own": ("Name,LEP\nAda Invented,Mercia\n", WHERE, "Mercia"),
    "no rows": ("Name,Role\n", WHERE, "row"),
}


@pytest.mark.parametrize("text, where, named", BAD.values(), ids=BAD)
def test_what_is_refused_leaves_the_folder_as_it_was(folder, text, where, named):
    before = state(folder)
    with pytest.raises((InputFaults, UsageError), match=named):
        add(board(folder, text), folder, **where)
    assert state(folder) == before


def test_a_size_goes_with_its_document_and_rules_come_with_theirs(folder):
    first = add(board(folder), folder, **WHERE, board_size=140)
    remove(first.document, folder, "a slip")
    assert "140" not in (folder / "counts.csv").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="No framework is called 'nonsense'"):
        add(board(folder), folder, **WHERE, card={"framework": "nonsense"})
    rules = folder.parent / "mine.toml"
    assert main(["frameworks", "--new", str(rules), "--from", "nlgaf-2021"]) == 0
    with pytest.raises(UsageError, match="There is no framework file"):  # one outside of the folder is none of its own
        add(board(folder), folder, **WHERE, card={"framework": "../mine.toml"})
    add(board(folder), folder, **WHERE, card={"framework": str(rules)})
    assert documents(folder)["framework"].tolist()[-1] == "frameworks/mine.toml"
    rules.unlink()
    assert "mine" in set(lepdata.answers(data=folder)["framework"])


def test_two_lists_of_one_body_and_day_are_refused(folder):
    first = add(board(folder), folder, **WHERE)
    with pytest.raises(InputFaults, match=first.document):
        add(board(folder, ROWS + "Di Tale,Member,Tale plc\n", "other.csv"), folder, **WHERE)


def test_a_full_disk_leaves_the_folder_as_it_was(folder, monkeypatch):
    before, opened = state(folder), Path.open

    def full(path: Path, *how: str, **more: str) -> object:
        if path.name.startswith(".documents.csv."):
            raise OSError(28, "No space left on device")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError):
        add(board(folder), folder, **WHERE)
    assert state(folder) == before


BROKEN = {  # what is harmed, and how: its new text or what to put in place of what; None where it goes
    "half-written settings": ("collection.toml", 'title = "My', "collection.toml"),
    "a later version": ("collection.toml", "version = 99\n", "newer"),
    "words for a switch": ("collection.toml", 'with_shipped = "no"\n', "with_shipped"),
    "no settings": ("collection.toml", None, "lepdata new"),
    "a folder for a table": ("corrections.csv", Path.mkdir, "corrections.csv: found a folder"),
    "a heading gone": ("decisions.csv", "row_id,says\n", "decisions.csv"),
    "a document changed": ("documents/*", "x", "changed by hand"),
    "a card that leads outside": ("documents.csv", ("documents/", "/etc/../"), "no file /etc/"),
    "a document gone": ("documents/*", None, "no file documents/"),
    "rows without a card": ("boards/stray.csv", "row_id\n", "without a card"),
}


@pytest.mark.parametrize("place, harm, named", BROKEN.values(), ids=BROKEN)
def test_a_folder_that_was_harmed_is_refused_with_the_way_out(folder, place, harm, named):
    add(board(folder), folder, **WHERE)
    file = next(folder.glob(place), folder / place)
    if harm is None or harm is Path.mkdir:
        file.unlink()
    if harm is Path.mkdir:
        file.mkdir()
    elif harm:
        file.write_text(harm if isinstance(harm, str) else file.read_text().replace(*harm))
    with pytest.raises((InputFaults, UsageError), match=named), using(collection(folder)):
        lepdata.members()


MISTAKES = """
counts|S1,Wessex,business board,2026,,members,ten,,,|'ten'; expected how many, in figures
counts|S1,Wessex,business board,31/3/26,,members,10,,,|2026-03-31 or 2026-03 or 2026
counts|S1,Wesex,business board,2026,,members,10,,,|Fix: write Wessex
counts|S1,Wessex,busines board,2026,,members,10,,,|Fix: write business board
counts|S1,Wessex,business board,2026,,wommen,1,10,,|expected members, private,
decisions|D1,wessex-99,,sector,private,,why,where,Ann,2026-03-31|row_id: found 'wessex-99'
corrections|C1,wessex-99,role,a,b,replace,Ann,2026-03-31,why,|row_id: found 'wessex-99'
"""


@pytest.mark.parametrize("mistake", MISTAKES.strip().splitlines())
def test_a_row_of_ones_own_tables_that_cannot_count_is_said(folder, mistake, capsys):
    table, row, said = mistake.split("|")
    add(board(folder), folder, **WHERE)
    path = folder / f"{table}.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}# a remark\n{row}\n", encoding="utf-8")
    assert main(["coverage", "--data", str(folder)]) == 1
    told = capsys.readouterr().err
    assert said in told and f"{table}.csv, row 4, " in told


def test_a_count_is_of_a_body_in_whatever_letters(folder):
    add(board(folder), folder, **WHERE)
    path = folder / "counts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "S1,Wessex,Business  Board,2026,,women ,1,2,,\n", "utf-8")
    review = lepdata.review_board("Wessex", data=folder)
    assert [(one.group, one.count) for one in review.board.published] == [("women", 1)]


def test_rows_changed_by_hand_are_said_and_older_cards_hold_no_hash_of_them(folder):
    rows = folder / "boards" / f"{add(board(folder), folder, **WHERE).document}.csv"
    cards = folder / "documents.csv"
    hashed = cards.read_text(encoding="utf-8").splitlines()[-1].split(",")[-1]

    def said() -> list[str]:
        return [one["sentence"] for one in lepdata.review_board("Wessex", data=folder).board.not_read]

    rows.write_bytes(rows.read_bytes().replace(b"\n", b"\r\n"))
    assert said() == []
    rows.write_bytes(rows.read_bytes().replace(b"Inventors Ltd", b"Inventors plc"))
    assert said() == [f"boards/{rows.name} was changed by hand since its document was added."]
    cards.write_text(cards.read_text(encoding="utf-8").replace(hashed, ""), encoding="utf-8")
    assert said() == []


def test_a_mistyped_folder_is_told_what_lies_beside_it(folder, capsys):
    for command in (["coverage"], ["add", str(board(folder))]):
        assert main([*command, "--data", str(folder.parent / "mien")]) == 2
        assert f"Fix: name {folder}, or make" in capsys.readouterr().err


def test_a_document_that_was_changed_is_removed_and_added_as_the_message_says(folder, capsys):
    file = board(folder)
    added, data = add(file, folder, **WHERE), ["--data", str(folder)]
    (folder / documents(folder)["path"][0]).write_text("x")
    assert main(["list", *data]) == 1
    assert f"lepdata remove {added.document} --because TEXT" in capsys.readouterr().err
    assert main(["remove", added.document, "--because", "changed", *data]) == 0
    assert main(["add", str(file), *data, "--lep", "Wessex", "--date", "2026-03-31"]) == 0
    assert main(["coverage", *data]) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(folder):
    folder.chmod(0o500)
    assert main(["add", str(board(folder)), "--data", str(folder), "--lep", "Wessex", "--date", "2026"]) == 1


def test_as_a_newcomer_would(tmp_path, capsys):
    mine, file = str(tmp_path / "mine"), tmp_path / "board.csv"
    file.write_text(ROWS, encoding="utf-8")
    assert (main(["new", mine, "--title", "Mine"]), main(["new", mine])) == (0, 2)
    assert main(["add", str(file), "--data", mine, "--lep", "Wessex", "--date", "31 March 2026"]) == 0
    assert main(["list", "--data", mine]) == 0
    assert main(["remove", "nothing", "--data", mine, "--because", "a test"]) == 2
    assert main(["add", str(file), "--data", str(tmp_path / "none")]) == 2
    whole, newer = board(Path(mine), f"{ROWS}\n", "full.csv"), board(Path(mine), ROWS.replace("Bo", "Di"), "newer.csv")
    add(whole, mine, lep="Solent", body="Solent Board of Directors", date="2018", full=True)
    assert main(["add", str(newer), "--data", mine, "--lep", "Solent", "--date", "2020-02"]) == 0
    early = board(Path(mine), "May 2026\nName,Start date\nAda Reed,May 2026\n", "early.csv")
    assert main(["add", str(early), "--data", mine, "--lep", "Dorset", "--date", "2025"]) == 0
    out, err = capsys.readouterr()
    assert "rest on its full list of 2018; this one is newer" in out and err.count("Fix: ") == 3 and "Wessex: " in out
    assert "counts as a member (the term begins in May 2026)" in out
    assert "Above its headings stands May 2026; filed under 2025, as you said." in out and "--as-at" not in out


def test_what_was_not_understood_of_a_list_is_said_where_it_is_filed_and_wherever_it_is_shown(folder, capsys):
    heads = "Name,Organisation,Shoe size,Term ends,Sector,Role,Gender"
    lines = ("Ada Invented,Alpha,7,ongoing,Florble,Scribe of rolls,girl", "Bo Madeup,,,,,Chair,", "* left in May,,,,,,")
    path = board(folder, "\n".join([heads, *lines]))
    assert main(["add", str(path), "--data", str(folder), "--lep", "Wessex", "--date", "2026-03-31"]) == 0
    assert main(["review", "--data", str(path), "--lep", "nobody"]) == 2
    filed, reviewed = capsys.readouterr()
    for words in ("'Shoe size' (board.csv)", "'* left in May' (board.csv, row 4)", "read as no end: 'ongoing'"):
        assert words in filed
    told = [str(lepdata.board(name, data=at).not_read) for name, at in (("Wessex", folder), ("board", path))]
    assert all(word in said for said in (filed, reviewed, *told) for word in ("Florble", "Scribe of rolls", "girl"))


def test_the_councils_of_an_area_of_ones_own(folder):
    add(board(folder), folder, **WHERE)
    areas = (folder / "areas.csv").read_text(encoding="utf-8")
    named = {  # what is written -> the councils, or words of the message
        "Dorset|Wiltshire": ["Dorset Council", "Wiltshire Council"],
        '"Wiltshire|Bournemouth, Christchurch and Poole"': ["Wiltshire Council", "Bournemouth, Christchurch"],
        "Dorset|Somersett": ["found 'Somersett' in Wessex", "Fix: write Somerset Council"],
        "Bournemouth, Christchurch and Poole": ["'Christchurch and Poole' under no heading", "in quotation marks"],
        "Dorset|Taunton Deane": ["Taunton Deane, which areas.csv names, was no council on that day"],
    }
    for text, words in named.items():
        (folder / "areas.csv").write_text(areas.replace("Wessex,wessex,,,", f"Wessex,wessex,,,{text}"), "utf-8")
        try:
            review = lepdata.review_board("Wessex", data=folder)
            found = f"{review.councils.to_string()} {review.verdicts['reason'].str.cat()}"
        except InputFaults as error:
            found = str(error)
        assert all(word in found for word in words), text


def test_a_further_body_of_a_partnership_has_its_page_and_its_name_is_taken(tmp_path):
    mine = tmp_path / "mine"
    new_collection(mine)
    add(board(mine), mine, lep="Solent", body="Solent Business Board", date="2026")
    with using(mine):
        lines = read_raw_boards()
        pages = board_slugs(every_board(lines.assign(source_id=lines["document"])))
    assert pages["Solent", "main board"] == "solent"
    assert pages["Solent", "Solent Business Board"] == "solent-solent-business-board"
    (mine / "areas.csv").write_text("area\nSolent\n")
    with pytest.raises(InputFaults, match="which is there already"), using(mine):
        areas()


def test_built_tables_are_made_anew_when_the_folder_the_rules_or_the_code_changed(folder):
    add(board(folder), folder, **WHERE)
    assert main(["build", "--data", str(folder)]) == 0
    assert is_fresh(collection(folder))
    stamp = folder / "processed/built_of.txt"
    stamp.write_text(stamp.read_text().replace(lepdata.__version__, "0.0.1"))
    assert not is_fresh(collection(folder))


def test_data_that_move_while_they_are_reviewed_leave_the_site_as_it_was(folder, monkeypatch, capsys):
    add(board(folder), folder, **WHERE)

    @contextmanager
    def meanwhile(*_: object, **__: object) -> Iterator[object]:
        yield lambda *_, **__: (folder / "corrections.csv").open("a").write("\n") and []

    monkeypatch.setattr(site_build, "runner", meanwhile)
    monkeypatch.setattr(site_build.sites, "site", lambda *_, **__: None)
    monkeypatch.setattr(site_build, "_aside", lambda *_: dict)
    assert main(["review", "--data", str(folder), "--out", str(folder.parent / "out")]) == 3
    assert "changed during the review" in capsys.readouterr().err
    assert not state(folder.parent / "out")


def test_what_a_killed_build_left_goes_and_an_installed_package_is_not_built(folder, monkeypatch, tmp_path):
    (left := folder / "processed/.members.csv.lepdata-0f.part").parent.mkdir(exist_ok=True)
    left.write_text("half")
    assert main(["build", "--data", str(folder)]) == 0 and not left.exists()
    monkeypatch.setattr(built, "DATA", files.PACKAGE / "data")
    monkeypatch.setattr(whose, "PROCESSED", tmp_path)
    before = state(tmp_path)
    assert main(["build"]) == 2 and state(tmp_path) == before
