"""The Data Package keeps to the profile of the standard, and the tables keep to what it says of them."""

import copy
import io
import json
import re
import zipfile
from datetime import date

import jsonschema
import pytest

from lepdata.export.tables import as_text, package_files, tables, zipped
from lepdata.schema import TABLES, data_package

# What the Data Package and Table Schema specifications (version 1) ask of ours, in our own words.
TEXTS = {"type": "array", "minItems": 1, "items": {"type": "string"}}
FIELD = {
    "required": ["name", "type"],
    "properties": {
        "type": {"enum": ["string", "integer", "date"]},
        "format": {"enum": ["default", "uri"]},
        "constraints": {
            "propertyNames": {"enum": ["required", "unique", "pattern", "enum", "minimum"]},
            "properties": {"required": {"type": "boolean"}, "unique": {"type": "boolean"}, "enum": TEXTS},
        },
    },
}
KEY = {"required": ["fields", "reference"], "properties": {"reference": {"required": ["resource", "fields"]}}}
RESOURCE = {
    "required": ["name", "path", "schema", "profile"],
    "properties": {
        "name": {"pattern": "^[-a-z0-9._/]+$"},
        "path": {"pattern": r"^(?!/)(?!.*\.\./)[^\\]+$"},
        "profile": {"const": "tabular-data-resource"},
        "schema": {
            "required": ["fields"],
            "properties": {"fields": {"minItems": 1, "items": FIELD}, "foreignKeys": {"items": KEY}},
        },
    },
}
PROFILE = jsonschema.Draft202012Validator(
    {
        "required": ["resources", "profile"],
        "properties": {
            "name": {"pattern": "^[-a-z0-9._/]+$"},
            "profile": {"const": "tabular-data-package"},
            "licenses": {"minItems": 1, "items": {"required": ["name"]}},
            "contributors": {"minItems": 1, "items": {"required": ["title"]}},
            "resources": {"minItems": 1, "items": RESOURCE},
        },
    }
)


def cell_faults(text, field):
    """What is wrong with one filled cell."""
    rules = field.get("constraints", {})
    if field["type"] == "integer" and not re.fullmatch(r"-?[0-9]+", text):
        return "not an integer"
    if field["type"] == "integer" and int(text) < rules.get("minimum", int(text)):
        return "too small"
    if field["type"] == "date":
        try:
            date.fromisoformat(text)
        except ValueError:
            return "not a date"
    if field.get("format") == "uri" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", text):
        return "not an address"
    if "enum" in rules and text not in rules["enum"]:
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
            wrong = {fault for text in set(cells) - {""} if (fault := cell_faults(text, field))}
            wrong |= {"empty"} if rules.get("required") and (cells == "").any() else set()
            wrong |= {"twice"} if rules.get("unique") and cells[cells != ""].duplicated().any() else set()
            found += [f"{name}.{field['name']}: {fault}" for fault in sorted(wrong)]
        for key in schema.get("foreignKeys", []):
            there = own[key["reference"]["resource"]][key["reference"]["fields"]]
            if not frame[key["fields"]].isin([*there, ""]).all():
                found.append(f"{name}.{key['fields']}: leads nowhere")
    return found


def test_the_descriptor_keeps_to_the_profile():
    PROFILE.validate(data_package())


def test_keys_name_columns_that_exist():
    columns = {one["name"]: {field["name"] for field in one["schema"]["fields"]} for one in data_package()["resources"]}
    assert set(columns) == set(TABLES)
    for one in data_package()["resources"]:
        keys = one["schema"].get("foreignKeys", [])
        assert {
            one["schema"].get("primaryKey", one["schema"]["fields"][0]["name"]),
            *(key["fields"] for key in keys),
        } <= columns[one["name"]]
        assert all(key["reference"]["fields"] in columns[key["reference"]["resource"]] for key in keys)


@pytest.mark.parametrize("leps", [[], ["Cumbria"], ["New Anglia", "The Marches"]])
def test_the_tables_keep_to_the_descriptor(leps):
    assert faults(tables(leps), data_package()) == []


def broken(change):
    package = copy.deepcopy(data_package())
    change(package)
    return package


@pytest.mark.parametrize(
    "change",
    [
        lambda package: package.pop("resources"),
        lambda package: package.update(name="Lep Data"),
        lambda package: package["resources"][0].update(profile="data-resource"),
        lambda package: package["resources"][0].pop("path"),
        lambda package: package["resources"][0].update(path="../sightings.csv"),
        lambda package: package["resources"][0]["schema"].update(fields=[]),
        lambda package: package["resources"][0]["schema"]["fields"][0].update(type="whole number"),
        lambda package: package["resources"][0]["schema"]["fields"][0].update(constraints={"enum": []}),
        lambda package: package["resources"][0]["schema"].update(foreignKeys=[{"fields": "lep"}]),
    ],
)
def test_a_broken_descriptor_is_caught(change):
    assert not PROFILE.is_valid(broken(change))


@pytest.mark.parametrize(
    ("table", "column", "text", "fault"),
    [
        ("sources", "n_rows", "many", "sources.n_rows: not an integer"),
        ("sources", "n_rows", "-1", "sources.n_rows: too small"),
        ("lists", "date_from", "2019-02-30", "lists.date_from: not a date"),
        ("lists", "snapshot_date", "2019-2", "lists.snapshot_date: not of the pattern"),
        ("members", "sector", "business", "members.sector: not one of the words"),
        ("members", "list_id", "nowhere", "members.list_id: leads nowhere"),
        ("sources", "source_url", "on paper", "sources.source_url: not an address"),
        ("lists", "list_id", "", "lists.list_id: empty"),
        ("verdicts", "lowest_share", "0.5", "verdicts.lowest_share: not of the pattern"),
    ],
)
def test_a_broken_table_is_caught(every, table, column, text, fault):
    frame = every[table].copy()
    frame.loc[0, column] = text
    assert fault in faults({**every, table: frame}, data_package())


def test_a_key_used_twice_is_caught(every):
    frame = every["sources"].copy()
    frame.loc[1, "source_id"] = frame.loc[0, "source_id"]
    assert "sources.source_id: twice" in faults({**every, "sources": frame}, data_package())


def test_the_files_are_those_the_descriptor_names(every):
    files = package_files(every)
    described = json.loads(files["datapackage.json"])
    assert [one["path"] for one in described["resources"]] == list(files)[1:]


def test_the_archive_holds_the_files_and_no_clock(every):
    files = package_files(every)
    content = zipped(files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert zipped(files) == content
