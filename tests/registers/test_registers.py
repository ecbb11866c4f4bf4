"""The registers agree with each other and with the calendar."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lepdata.dates import interval
from lepdata.errors import UsageError
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import (
    councils,
    districts,
    leps,
    populations,
    slug,
    strategy_wave,
    successor,
    universities,
)

LEPS = leps().set_index("lep")
COUNCILS = councils()
CODES = read_raw("registers/lep_codes.csv")
ABSORBED = "Northamptonshire"


def test_leps():
    assert len(LEPS) == 38 and LEPS.index.is_unique and LEPS["slug"].is_unique
    assert slug("Fict\u00edcia & Sons") == "ficticia-and-sons"
    assert [slug(lep) for lep in LEPS.index] == LEPS["slug"].tolist()
    assert LEPS["slug"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()


HUMBER, GCGP = "Humber", "Greater Cambridge and Greater Peterborough"
FACTS = [
    *((HUMBER, "ons_code_2017", "E37000018"), (HUMBER, "ons_code_2021", "E37000061"), (HUMBER, "existed_to", "")),
    *((HUMBER, "ons_name_2021", "Hull and East Yorkshire"), (GCGP, "ons_code_2014", "E37000013")),
    *((GCGP, "existed_to", "2018-03-31"), ("New Anglia", "existed_to", "2024-03-31")),
    *(("New Anglia", "region", "East of England"), ("South East", "region", "South East")),
    *(("London", "existed_from", "2012"), ("Worcestershire", "existed_to", "")),
    ("Greater Lincolnshire", "region_basis", "8 of 10 districts of 2021; also Yorkshire and The Humber 2"),
]
CHANGES = {
    HUMBER: ("2021-04-01", "Hull and East Yorkshire"),
    GCGP: ("2018", "wound up", "Business Board"),
    "South East Midlands": ("2017-03", "Northamptonshire"),
}


def test_known_facts_and_changes_with_their_dates():
    assert [fact for fact in FACTS if LEPS.at[fact[0], fact[1]] != fact[2]] == []
    assert [
        (lep, word) for lep, words in CHANGES.items() for word in words if word not in LEPS.at[lep, "changes"]
    ] == []


def test_dates_of_leps_parse_and_run_forwards():
    for row in LEPS.to_dict("records"):
        first, last = interval(row["existed_from"]), interval(row["existed_to"])
        assert first is None or last is None or first[0] < last[1]


def test_codes():
    assert set(CODES["lep"]) - set(LEPS.index) == {ABSORBED}
    assert CODES["lep_code"].str.fullmatch(r"E370000\d\d").all()
    live = CODES[CODES["status"] == "live"]
    assert dict(zip(live["lep"], live["lep_code"], strict=True)) == LEPS["ons_code_2021"].to_dict()
    assert ((CODES["status"] == "live") == (CODES["ended"] == "")).all()
    known = set(CODES["lep_code"])
    for year in (2014, 2017, 2020, 2021):
        assert LEPS[f"ons_code_{year}"].is_unique
        assert set(LEPS[f"ons_code_{year}"]) - known == set()


@pytest.mark.parametrize(
    ("years", "rows", "geography", "vintage"),
    [
        ((2010, 2014, 2016), 326, "2014", "2017"),
        ((2017, 2020), 326, "2017", "2017"),
        ((2021, 2022), 309, "2021", "2021"),
        ((2023, 2030), 296, "2021", "2023"),
    ],
)
def test_districts_of_a_year(years, rows, geography, vintage):
    for frame in map(districts, years):
        assert len(frame) == rows == frame["district_code"].nunique()
        assert set(frame["geography_year"]) == {geography} and set(frame["district_vintage"]) == {vintage}
        assert set(frame["district_code"]) - set(COUNCILS["gss_code"]) == set()


def test_districts_name_leps_of_their_time():
    assert ABSORBED in set(districts(2014)["lep"])
    for year in (2017, 2021):
        frame = districts(year)
        assert set(frame["lep"]) == set(LEPS.index)
        assert ((frame["second_lep"] == "") == (frame["relation"] == "")).all()


def test_shared_districts():
    for year, relation, number in ((2017, "split", 4), (2017, "overlap", 31), (2021, "overlap", 7)):
        assert (districts(year)["relation"] == relation).sum() == number


def test_region_is_the_largest_group_of_districts():
    region = dict(zip(COUNCILS["gss_code"], COUNCILS["region"], strict=True))
    frame = districts(2021)
    for lep in LEPS.index:
        inside = frame[(frame["lep"] == lep) | (frame["second_lep"] == lep)]
        regions = [region[code] for code in inside["district_code"]]
        assert max(sorted(set(regions)), key=regions.count) == LEPS.at[lep, "region"], lep


def test_councils():
    assert len(COUNCILS) == 380
    assert COUNCILS["council_code"].is_unique and COUNCILS["official_name"].is_unique and COUNCILS["gss_code"].is_unique
    successors = {code for cell in COUNCILS["replaced_by"] for code in cell.split("|") if code}
    assert successors - set(COUNCILS["council_code"]) == set()
    assert ((COUNCILS["end_date"] == "") == (COUNCILS["replaced_by"] == "")).all()
    assert (COUNCILS["region"] != "").all()


def test_council_dates():
    for row in COUNCILS.to_dict("records"):
        first, last = interval(row["start_date"]), interval(row["last_day"])
        assert first is None or last is None or first[0] < last[0]
        assert not row["start_date"].startswith(("1905", "2005")), row["official_name"]


COUNCIL_FACTS = [
    *(("CMA", "last_day", "2023-03-31"), ("CMA", "replaced_by", "CBD|WAF"), ("BKM", "last_day", "2020-03-31")),
    *(("FOR", "county_code", "SFK"), ("GLA", "start_date", "2000"), ("TOB", "start_date", "1998")),
    ("HYCA", "short_name", "Hull and East Yorkshire"),
    ("LCR", "official_name", "Liverpool City Region Combined Authority"),
]


def test_councils_known_facts():
    known = COUNCILS.set_index("council_code")
    assert [fact for fact in COUNCIL_FACTS if known.at[fact[0], fact[1]] != fact[2]] == []


def test_county_districts():
    frame = read_raw("registers/county_districts.csv")
    assert frame.groupby("year").size().to_dict() == {"2018": 201, "2019": 192, "2020": 188, "2021": 250, "2023": 164}
    assert not frame.duplicated(["year", "district_code"]).any()
    assert set(frame["district_code"]) - set(COUNCILS["gss_code"]) == set()


def test_a_district_lies_in_one_county_and_region_whatever_the_table():
    own = COUNCILS.set_index("council_code")
    under = own[own["county_code"] != ""]
    assert (own["region"].reindex(under["county_code"]).to_numpy() == under["region"].to_numpy()).all()
    counties = COUNCILS.set_index("gss_code")["council_code"]
    listed = read_raw("registers/county_districts.csv")
    listed = listed[listed["relation"] == "district in two-tier county"]
    county = counties.reindex(listed["county_code"]).to_numpy()
    assert (own["county_code"].reindex(counties.reindex(listed["district_code"])).to_numpy() == county).all()


def test_populations_of_districts():
    frame = read_raw("registers/district_populations.csv")
    counts = frame[["population", "females", "males"]].astype(int)
    assert (counts["females"] + counts["males"] == counts["population"]).all()
    assert set(frame["district_code"]) == set(districts(2021)["district_code"])
    people = dict(zip(frame["district_code"], counts["population"], strict=True))
    listed = districts(2021)
    for row in populations().to_dict("records"):
        inside = listed[(listed["lep"] == row["lep"]) | (listed["second_lep"] == row["lep"])]
        assert sum(people[code] for code in inside["district_code"]) == row["population"], row["lep"]


def test_populations():
    frame = populations().set_index("lep")
    assert set(frame.index) == set(LEPS.index)
    assert (frame["females"] + frame["males"] == frame["population"]).all()
    assert (frame["working_age_females"] + frame["working_age_males"] == frame["working_age"]).all()
    assert (frame["working_age"] < frame["population"]).all()
    assert (frame["lep_code"] == LEPS["ons_code_2021"].reindex(frame.index)).all()
    shared = frame.loc[frame["districts_shared"] > 0, "districts_shared"]
    counts = {"Greater Birmingham and Solihull": 7, "Stoke-on-Trent and Staffordshire": 4, "Worcestershire": 3}
    assert shared.to_dict() == counts


WAVES = {"Greater Manchester": "1", "Oxfordshire": "1", "Tees Valley": "2", "North East": "2", "HEY LEP": "3"}


def test_waves_cover_every_lep():
    assert {lep: strategy_wave(lep).wave for lep in WAVES} == WAVES
    assert sorted(strategy_wave(lep).wave for lep in LEPS.index) == ["1"] * 8 + ["2"] * 6 + ["3"] * 24


@pytest.mark.parametrize(
    ("lep", "body", "status"),
    [
        ("Oxfordshire", "OxLEP Ltd", "seen in a source"),
        ("Worcestershire", "", "continues"),
        ("Leeds City Region", "", "not shown by a source"),
    ],
)
def test_successors(lep, body, status):
    found = successor(lep)
    assert found.status == status
    assert found.body.startswith(body) and bool(found.body) == bool(body)


@pytest.mark.parametrize("look_up", [strategy_wave, successor])
def test_lookups_refuse_unknown_leps(look_up):
    with pytest.raises(UsageError):
        look_up("Atlantis")


def test_universities():
    names = set(universities()["name"])
    assert {"The Open University", "Cranfield University"} <= names
    assert universities()["closed_year"].str.fullmatch(r"(\d{4})?").all()


def test_national_accounts_kinds_do_not_overlap():
    frame = read_raw("registers/national_accounts_kinds.csv")
    for kind, rows in frame.groupby("kind"):
        spans = sorted(zip(rows["from"], rows["to"].replace("", "9999"), strict=True))
        assert all(earlier[1] < later[0] for earlier, later in pairwise(spans)), kind


def test_colleges_change_sector_on_the_day():
    frame = read_raw("registers/national_accounts_kinds.csv")
    colleges = frame[frame["kind"].str.startswith("further education")].to_dict("records")
    charity = "private (NPISH)"
    days = {"2012-03-31": "public", "2012-04-01": charity, "2022-11-28": charity}
    for day, sector in (days | {"2022-11-29": "public (central government)"}).items():
        assert [row["sector"] for row in colleges if row["from"] <= day <= (row["to"] or "9999")] == [sector]
