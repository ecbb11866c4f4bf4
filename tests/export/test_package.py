"""The Data Package keeps to the profile of the standard, and the tables keep to what it says of them."""

import io
import json
import re
import zipfile

import pytest

from lepdata.export.tables import as_text, package_files, published_tables, zipped
from lepdata.schema import data_package


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


def faults(own, package):
    """Where the tables break what the package says of them."""
    found = []
    for resource in package["resources"]:
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
    assert faults(published_tables(leps), data_package()) == []


def test_the_archive_holds_the_files_and_no_clock(every):
    files = package_files(every)
    described = json.loads(files["datapackage.json"])
    assert [one["path"] for one in described["resources"]] == list(files)[1:]
    content = zipped(files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert zipped(files) == content
