"""The same person elsewhere, and two people of one name."""

from pathlib import Path

import pandas as pd
import pytest
from cases import rows, table

from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows

EXAMPLES = Path(__file__).with_name("examples")

HERE = {"lep": "Northshire", "body": "main board", "role": "member"}
ADA, COLLEGE, COUNCIL, FIRM = "Ada Example", "Northshire College", "Kent County Council", "Example Widgets Ltd"


def line(name: str, date: str = "", organisation: str = "", **more: str) -> dict:
    return {**HERE, "person_name": name, "snapshot_date": date, "organisation": organisation, **more}


def board(*lines: dict) -> pd.DataFrame:
    return pd.DataFrame([{**row, "row_id": f"x{n}"} for n, row in enumerate(lines, 1)]).fillna("")


def first(*lines: dict) -> pd.Series:
    return settled_rows(board(*lines), decisions=False).iloc[0]


def test_an_employer_is_carried_with_its_source():
    row = first(line(ADA, "2018-05-01"), line(ADA, "2017-05-01", FIRM, source_url="https://example.org/2017"))
    assert (row["sector"], row["sector_rule"]) == ("private", "other-sighting")
    assert "x2, 1 May 2017, https://example.org/2017" in row["sector_source"]


@pytest.mark.parametrize(*table(EXAMPLES / "looser_names_where_only_one_person_fits.csv"))
def test_looser_names_where_only_one_person_fits(asked, known, sector):
    assert first(line(asked), line(known, organisation=COLLEGE))["sector"] == sector


@pytest.mark.parametrize(*table(EXAMPLES / "what_is_carried.csv"))
def test_what_is_carried(sector, people):
    assert first(*(line(name, **more) for name, more in rows(people)))["sector"] == sector


@pytest.mark.parametrize(("honorific", "sector"), [("Professor", "education"), ("Cllr", "council"), ("", "unknown")])
def test_a_professor_and_a_councillor_of_one_name(honorific, sector):
    professor = line(ADA, "2015", "Open University", honorific="Prof")
    councillor = line(ADA, "2015", COUNCIL, honorific="Cllr")
    assert first(line(ADA, "2016", honorific=honorific), professor, councillor)["sector"] == sector


def test_equally_near_sightings_that_disagree_are_a_conflict():
    row = first(line(ADA, "2018-01-01"), line(ADA, "2017-01-01", COLLEGE), line(ADA, "2019-01-01", FIRM))
    assert (row["sector"], row["sector_status"]) == ("unknown", "conflicting")
    assert COLLEGE in row["sector_because"] and FIRM in row["sector_because"]


def test_strength_falls_with_the_years_and_the_match():
    lines = board(line(ADA, "2016"), line(ADA, "2012"), line("A Example", "2016"), line(ADA, "2016", FIRM, body="b"))
    strengths = find_evidence(describe(lines)).query("rule == 'other-sighting'").set_index("seat_id")["strength"]
    assert strengths["x1"] > strengths["x2"] and strengths["x1"] > strengths["x3"]
