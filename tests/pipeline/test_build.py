"""The stages in their order: what is signed, corrected or wrong in data/raw reaches every table, or stops the build."""

import json

import pandas as pd
import pytest

from lepdata.collections import build
from lepdata.errors import InputFaults
from lepdata.registers import frozen
from lepdata.schema import TABLES, columns

CHAIR = "r0001"  # a shipped line of somebody from a business
SOMEONE = "r0002"  # any shipped line with a name that stands on no other line


def correction(**changes):
    row = {
        "correction_id": "k1",
        "row_id": SOMEONE,
        "field": "person_name",
        "published": "",
        "corrected": "",
        "action": "remove",
        "signed_by": "A Keeper",
        "signed_on": "2026-01-01",
        "reason": "asked to be removed",
        "source": "",
    }
    return pd.DataFrame([{**row, **changes}])


@pytest.fixture
def sign(monkeypatch):
    """Make the build see a signed correction."""

    def signed(frame):
        read = frozen.read_raw
        monkeypatch.setattr(frozen, "read_raw", lambda name: frame if name == "corrections.csv" else read(name))

    return signed


def lines_with(tables, name):
    held = {table: frame for table, frame in tables.items() if table != "dictionary"}
    return [
        table for table, frame in held.items() if frame.astype(str).apply(lambda c: c.str.contains(name)).any(axis=None)
    ]


def test_a_removed_name_is_in_no_table_and_the_seat_stays(sign):
    name = frozen.read_raw("boards/black-country.csv").set_index("row_id").loc[SOMEONE, "person_name"]
    assert lines_with(build.compute(), name), "the test needs a name that is there to begin with"
    sign(correction())
    tables = build.compute()
    assert lines_with(tables, name) == []
    member = tables["members"].set_index("seat_id").loc[SOMEONE]
    assert (member["person"], member["correction_ids"]) == ("", "k1")


def test_a_corrected_organisation_changes_the_sector(sign):
    before = build.compute()["members"].set_index("seat_id").loc[CHAIR]
    fix = {"row_id": CHAIR, "field": "organisation", "action": "replace", "published": before["organisation"]}
    sign(correction(**fix, corrected="Exbridge Community Foundation"))
    after = build.compute()["members"].set_index("seat_id").loc[CHAIR]
    assert (before["sector"], after["sector"]) == ("private", "voluntary")
    assert after["organisation"] == "Exbridge Community Foundation" and after["correction_ids"] == "k1"


def test_a_correction_that_does_not_fit_stops_the_build_and_writes_nothing(sign, tmp_path):
    sign(correction(signed_by=""))
    with pytest.raises(InputFaults, match="signed correction"):
        build.build(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("field", ["source_url", "source_title"])
def test_a_corrected_source_needs_its_row_among_the_sources(sign, field):
    old = frozen.read_raw("boards/black-country.csv").set_index("row_id").loc[SOMEONE, field]
    sign(correction(field=field, action="replace", published=old, corrected="https://example.org/elsewhere"))
    with pytest.raises(InputFaults, match=r"sources\.csv.*https://example\.org/elsewhere"):
        build.compute()


def test_the_data_package_describes_every_table_and_column(tmp_path):
    build.build(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    found = {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]}
    assert found == {table: columns(table, stored=True) for table in TABLES}
    for one in package["resources"]:
        frame = pd.read_csv(tmp_path / one["path"], dtype=str, keep_default_na=False)
        for field in one["schema"]["fields"]:
            enum = field.get("constraints", {}).get("enum")
            assert enum is None or set(frame[field["name"]]) - {""} <= set(enum)
