"""The tables as they leave: written, read back, equal, and as their Data Package says; nothing in them runs."""

import csv
import io
import json
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.export import formats as tables
from lepdata.export.formats import as_csv, as_json_lines, as_parquet, as_text, published_tables, types
from lepdata.files import PROCESSED, inert, published
from lepdata.schema import TABLES, columns, data_package

NAMES = [*TABLES, "dictionary"]


def read_csv(content):
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    return pd.DataFrame(rows, columns=head, dtype="str").map(published)


def read_json_lines(content):
    rows = [json.loads(line) for line in content.decode().split("\n")[:-1]]
    return as_text(pd.DataFrame(rows, dtype=object))


def read_parquet(content):
    return as_text(pd.read_parquet(io.BytesIO(content)))


@pytest.mark.parametrize("name", NAMES)
def test_csv_is_the_published_file_byte_for_byte(every, name):
    stored = columns(name, stored=True) or list(every[name])  # sentences are made, not stored
    assert as_csv(every[name][stored]) == (PROCESSED / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_every_table_comes_back_equal_with_the_types_of_the_dictionary(every, name):
    frame, parquet = every[name], as_parquet(name, every[name])
    pd.testing.assert_frame_equal(read_csv(as_csv(frame)), frame)
    pd.testing.assert_frame_equal(read_json_lines(as_json_lines(name, frame)), frame)
    pd.testing.assert_frame_equal(read_parquet(parquet), frame)
    wanted = {"whole number": "Int64", "date": "date32[day][pyarrow]"}
    found = pd.read_parquet(io.BytesIO(parquet)).dtypes.astype(str)
    assert found.to_dict() == {c: wanted.get(types(name).get(c, "text"), "str") for c in frame}


def test_numbers_in_json_are_numbers_and_what_is_missing_is_null(every):
    rows = [json.loads(line) for line in as_json_lines("verdicts", every["verdicts"]).decode().splitlines()]
    assert {type(row["for"]) for row in rows} == {int}
    assert {type(row["unseen"]) for row in rows} == {int, type(None)}


def test_hostile_words_come_back_as_they_were_and_begin_no_formula(hostile):
    content = as_csv(hostile)
    pd.testing.assert_frame_equal(read_csv(content), hostile)
    pd.testing.assert_frame_equal(read_json_lines(as_json_lines("sources", hostile)), hostile)
    pd.testing.assert_frame_equal(read_parquet(as_parquet("sources", hostile)), hostile)
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@given(st.text())
def test_inert_loses_nothing(text):
    assert published(inert(text)) == text
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=1))
def test_any_words_come_back_from_csv(words):
    frame = pd.DataFrame({"one": words, "two": words}, dtype="str")
    pd.testing.assert_frame_equal(read_csv(as_csv(frame)), frame)


def test_some_leps_bring_their_own_rows_reasons_and_documents(every):
    own = published_tables(["Cumbria", "Dorset"])
    assert set(own["members"]["lep"]) == {"Cumbria", "Dorset"}
    assert len(own["members"]) == every["members"]["lep"].isin(["Cumbria", "Dorset"]).sum()
    assert set(own["evidence"]["seat_id"]) <= set(own["sightings"]["row_id"])
    assert set(own["sources"]["source_id"]) == set(own["sightings"]["source_id"])
    pd.testing.assert_frame_equal(own["dictionary"], every["dictionary"])


def cell_fault(text, field):
    """What is wrong with one filled cell."""
    rules, wanted = field.get("constraints", {}), {"integer": "[0-9]+", "date": r"\d{4}-\d\d-\d\d"}
    if not re.fullmatch(wanted.get(field["type"], r"(?s).*"), text):
        return f"not of type {field['type']}"
    if field.get("format") == "uri" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", text):
        return "not an address"
    if text not in rules.get("enum", [text]):
        return "not one of the words"
    return "" if re.search(rules.get("pattern", ""), text) else "not of the pattern"


def faults(own):
    """Where the tables break what the package says of them."""
    found = []
    for resource in data_package()["resources"]:
        name, schema = resource["name"], resource["schema"]
        frame = as_text(own[name])
        if list(frame) != [field["name"] for field in schema["fields"]]:
            found.append(f"{name}: other columns")
            continue
        for field in schema["fields"]:
            cells, rules = frame[field["name"]], field.get("constraints", {})
            wrong = {fault for text in set(cells) - {""} if (fault := cell_fault(text, field))}
            wrong |= {"empty"} if rules.get("required") and (cells == "").any() else set()
            wrong |= {"twice"} if rules.get("unique") and cells[cells != ""].duplicated().any() else set()
            found += [f"{name}.{field['name']}: {fault}" for fault in sorted(wrong)]
        for key in schema.get("foreignKeys", []):
            there = own[key["reference"]["resource"]][key["reference"]["fields"]]
            if not frame[key["fields"]].isin([*there, ""]).all():
                found.append(f"{name}.{key['fields']}: leads nowhere")
    return found


@pytest.mark.parametrize("leps", [[], ["Cumbria"], ["New Anglia", "The Marches"]])
def test_the_tables_keep_to_the_descriptor(leps):
    assert faults(published_tables(leps)) == []


def test_the_archive_holds_the_files_and_no_clock(every):
    files = tables.package_files(every)
    described = json.loads(files["datapackage.json"])
    assert [one["path"] for one in described["resources"]] == list(files)[1:]
    content = tables.zipped(files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert tables.zipped(files) == content
