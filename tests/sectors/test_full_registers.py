"""The full registers: how their published forms are read and refused, what one adds and what it must leave alone."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.errors import InputFaults
from lepdata.read.board import read_raw_boards
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows
from lepdata.sectors.registered import charity_names, company_names, require_extracts

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "an_exact_name.csv"))
def test_an_exact_name(downloads, organisation, sector, kind, rule):
    board = pd.DataFrame({"organisation": [organisation], "body": ["main board"]})
    row = settled_rows(board, decisions=False, registers=downloads).iloc[0]
    assert (row["sector"], row["sector_kind"], row["sector_rule"]) == (sector, kind, rule)


def test_both_registers_stay_as_evidence_with_file_and_hash(downloads):
    rows = describe(pd.DataFrame({"row_id": ["a"], "organisation": ["Lantern Works"]}))
    found = find_evidence(rows, registers=downloads)
    found = found[found["rule"].str.endswith("-register")].set_index("rule")
    assert found["says"].to_dict() == {"charity-register": "voluntary", "company-register": "private"}
    assert found.loc["charity-register", "strength"] > found.loc["company-register", "strength"]
    assert found["kind"].eq("register").all() and found["source"].str.contains(r", SHA-256 [0-9a-f]{64}$").all()
    assert found.loc["charity-register", "matched"] == "LANTERN WORKS (charity 900002)"
    assert found.loc["charity-register", "seen"] == "name of a registered charity, number 900002"


def test_without_registers_nothing_is_different(downloads):
    rows = describe(read_raw_boards().head(200))
    whole = find_evidence(rows, registers=downloads)
    pd.testing.assert_frame_equal(whole[~whole["rule"].str.match("(charity|company)-register")], find_evidence(rows))


CHARITY = "publicextract.charity.txt"
COMPANY = "BasicCompanyData-2026-01-01-part1_1.csv"


def test_main_charities_with_their_other_names(downloads):
    names = [(one.name, one.number, one.category, one.standing, one.use) for one in charity_names(downloads)]
    assert names == [
        ('THE NORTHSHIRE "LANTERN" SOCIETY OF FRIENDS', "900001", "Trust", "registered", "name"),
        ("LANTERN WORKS", "900002", "Charitable company", "registered", "name"),
        ("OLD LANTERN", "900003", "Trust", "removed", "name"),
        ("SPLIT\tLANTERN", "900004", "CIO", "registered", "name"),
        ("GLOWWORM", "900002", "Charitable company", "registered", "previous name"),
        ("Firefly", "900002", "Charitable company", "registered", "working name"),
    ]


def test_companies_with_their_previous_names(downloads):
    names = [(one.name, one.number, one.use) for one in company_names(downloads)]
    assert names[:4] == [
        ("LANTERN WORKS", "00900002", "name"),
        ("BRAVE BADGER LIMITED", "00900010", "name"),
        ('THE "B" BADGER', "00900010", "previous name"),
        ("OLD BADGER", "00900010", "previous name"),
    ]
    assert ("BADGER, FOX", "OC900014", "name") in names


def test_the_source_is_the_file_and_its_hash(downloads):
    content = (downloads / CHARITY).read_bytes()
    assert next(charity_names(downloads)).source == f"{CHARITY}, SHA-256 {hashlib.sha256(content).hexdigest()}"


def test_packed_and_unpacked_are_read_once(downloads):
    once = [one.name for one in company_names(downloads)]
    (downloads / COMPANY).write_text("not read", encoding="utf-8")
    assert [one.name for one in company_names(downloads)] == once


def test_a_folder_without_registers_is_refused(tmp_path):
    for folder, told in ((tmp_path, "none of these files"), (tmp_path / "absent", "no such folder")):
        with pytest.raises(InputFaults, match=told):
            require_extracts(folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("charity_name\t", "name\t", 1), "no column charity_name"),
        (lambda text: text + "2026-01-01\t99\r\n", "2 cells; expected 34 cells"),
        (lambda text: "", "no column organisation_number"),
    ],
)
def test_a_file_in_another_form_is_refused(downloads, change, told):
    text = (downloads / CHARITY).read_bytes().decode()
    (downloads / CHARITY).write_bytes(change(text).encode())
    with pytest.raises(InputFaults) as caught:
        list(charity_names(downloads))
    assert told in str(caught.value) and CHARITY in str(caught.value)


def test_a_damaged_archive_is_refused(downloads):
    (downloads / COMPANY.replace(".csv", ".zip")).write_bytes(b"no archive")
    with pytest.raises(InputFaults, match="damaged archive"):
        list(company_names(downloads))


@pytest.mark.parametrize("good", [True, False])
def test_a_recorded_hash_is_held_to(downloads, good):
    digest = hashlib.sha256((downloads / CHARITY).read_bytes()).hexdigest() if good else "0" * 64
    packed = downloads / "publicextract.charity_other_names.zip"
    other = hashlib.sha256(packed.read_bytes()).hexdigest()
    (downloads / "SHA256SUMS").write_text(f"{digest}  {CHARITY}\n{other} *{packed.name}\n", encoding="utf-8")
    if good:
        assert len(list(charity_names(downloads))) == 6
    else:
        with pytest.raises(InputFaults, match="in SHA256SUMS"):
            list(charity_names(downloads))
