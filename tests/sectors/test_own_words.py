"""What a row's own words say: one table of examples per phenomenon, all people fictional."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.sectors.classifying import classify


def read(**cells) -> pd.Series:
    return classify(pd.DataFrame([{"person_name": "Ada Example", **cells}]), decisions=False).iloc[0]


@pytest.mark.parametrize(
    ("organisation", "sector", "kind"),
    [
        ("Nottinghamshire County Council", "council", "county"),
        ("Notts Co Council", "council", "county"),
        ("Nottm City Council", "council", "unitary"),
        ("NE Derbys DC", "council", "district"),
        ("Rutland CC", "council", "unitary"),
        ("Borough of Telford & Wrekin", "council", "unitary"),
        ("Royal Borough of Windsor & Maidenhead", "council", "unitary"),
        ("Wyre Forest", "council", "district"),
        ("King’s Lynn & West Norfolk Council", "council", "district"),
        ("Gt Yarmouth Borough Councl", "council", "district"),
        ("EastSussexCounty Council", "council", "county"),
        ("Tees Valley Combined Authority", "council", "combined authority"),
        ("BC", "council", "council"),
        ("LB Croydon", "council", "London borough"),
        ("Northshire Metro Mayor", "council", "council"),
        ("Mayor & Sons", "private", "business"),
        ("Lewes DC / Eastbourne BC", "council", "district"),
        ("Northshire Business Leadership Council", "private", "business body"),
        ("Arts Council England", "other_public", "government agency"),
        ("Northshire Council for Voluntary Service", "voluntary", "infrastructure body"),
    ],
)
def test_councils(organisation, sector, kind):
    row = read(organisation=organisation)
    assert (row["sector"], row["sector_kind"]) == (sector, kind)


@pytest.mark.parametrize(
    ("organisation", "lep", "sector"),
    [
        ("NELC", "Greater Lincolnshire", "council"),
        ("LCC", "Lancashire", "council"),
        ("LCC", "Cornwall and Isles of Scilly", "unknown"),
        ("NUA", "New Anglia", "education"),
        ("UoL", "Greater Lincolnshire", "education"),
        ("FSB", "New Anglia", "private"),
    ],
)
def test_initials_need_the_area(organisation, lep, sector):
    assert read(organisation=organisation, lep=lep)["sector"] == sector


@pytest.mark.parametrize(
    ("organisation", "sector"),
    [
        ("University of Northshire", "education"),
        ("Oxford Brookes", "education"),
        ("Loughborough", "education"),
        ("UCLan", "education"),
        ("College Street Dental Practice", "private"),
        ("Northchester Cathedral", "voluntary"),
        ("Cathedral Hygiene", "private"),
        ("Mind", "voluntary"),
        ("Mind Gym", "private"),
        ("SussexDownsCollege", "education"),
        ("Northshire New Collage", "education"),
        ("Northshire Academies Trust", "education"),
        ("University Hospital Northchester NHS Foundation Trust", "health"),
        ("Health", "health"),
        ("Higher Education", "education"),
        ("University of Northshire Science Park", "private"),
        ("Northshire Local Improvement Finance Trust", "private"),
        ("BEIS Local", "other_public"),
        ("RAF Northchester", "other_public"),
        ("Northshire Development Agency", "other_public"),
        ("Northshire CVS", "voluntary"),
        ("Northshire Works CiC", "voluntary"),
        ("Northshire Community Foundation", "voluntary"),
        ("Northchester Gorge Museum", "voluntary"),
        ("Northshire Agricultural Society", "voluntary"),
        ("Northshire Building Society", "private"),
        ("Northshire Co-op", "private"),
        ("Northshire Housing Group", "private"),
        ("Northshire Housing Trust", "voluntary"),
        ("Northern TUC", "trade_union"),
        ("CVS Group plc", "private"),
        ("Bishop Example", "private"),
    ],
)
def test_organisations(organisation, sector):
    row = read(organisation=organisation)
    assert (row["sector"], row["sector_status"]) == (sector, "settled")
    assert organisation in row["sector_because"]


@pytest.mark.parametrize(
    ("organisation", "sector", "kind"),
    [
        ("Northshire Business First (Buckinghamshire New University)", "education", "university"),
        ("Northshire Business First (Example Widgets)", "private", "business body"),
        ("Northshire College, Chamber & IoD", "education", "further education"),
        ("Birkbeck Example LLP/ IoD", "private", "business body"),
        ("formerly Example Tyres", "private", "business"),
    ],
)
def test_several_affiliations_in_one_cell(organisation, sector, kind):
    row = read(organisation=organisation)
    assert (row["sector"], row["sector_kind"]) == (sector, kind)


@pytest.mark.parametrize(
    "organisation", ["Northshire LEP", "OxLEP", "Team East Sussex", "Nuclear Sector", "Independent", "TBC"]
)
def test_what_is_no_employer_settles_nothing(organisation):
    row = read(organisation=organisation, body="main board")
    assert (row["sector"], row["sector_status"]) == ("unknown", "unknown")
    assert row["sector_because"]


def test_the_residual_rule_is_named_and_can_be_switched_off():
    board = pd.DataFrame({"organisation": ["Brave Badger", "Example Widgets Ltd"]})
    on, off = classify(board, decisions=False), classify(board, decisions=False, residual=False)
    assert on["sector_rule"].tolist() == ["residual-trading-name", "legal-form"]
    assert on["sector"].tolist() == ["private", "private"]
    assert off["sector"].tolist() == ["unknown", "private"]


@pytest.mark.parametrize(
    ("cells", "sector", "seat"),
    [
        ({"capacity_as_published": "VCS and Inclusion Representative"}, "voluntary", "voluntary"),
        ({"capacity_as_published": "H E Representative"}, "education", "education"),
        ({"capacity_as_published": "chairman (announced he is to stand down)"}, "unknown", ""),
        ({"capacity_as_published": "Local Authority Nominations"}, "council", "council"),
        ({"capacity_as_published": "CC"}, "council", "council"),
        ({"sector_as_published": "Private Sector"}, "private", "private"),
        ({"sector_as_published": "Public Sector"}, "unknown", "other_public"),
        ({"sector_as_published": "Private Sector", "organisation": "University of Northshire"}, "education", "private"),
        (
            {"sector_as_published": "private sector", "organisation": "Action in Rural Northshire",
             "capacity_as_published": "private sector member to represent VCSE"},
            "voluntary",
            "private",
        ),
        ({"sector_as_published": "Not For Profit", "organisation": "Northshire Homes Group"}, "voluntary", "voluntary"),
    ],
)  # fmt: skip
def test_seat_and_employer_are_two_questions(cells, sector, seat):
    row = read(**cells)
    assert (row["sector"], row["seat_sector"]) == (sector, seat)


@pytest.mark.parametrize(
    ("cells", "sector"),
    [
        ({"honorific": "Cllr"}, "council"),
        ({"honorific": "Mayor"}, "council"),
        ({"honorific": "Prof"}, "education"),
        ({"honorific": "Prof", "organisation": "Example Widgets Ltd"}, "private"),
        ({"honorific": "Cllr", "organisation": "Example Widgets Ltd"}, "private"),
        ({"honorific": "Dr"}, "unknown"),
        ({"job_title": "Vice-Chancellor"}, "education"),
        ({"job_title": "Principal"}, "education"),
        ({"job_title": "Principal Consultant", "organisation": "Example"}, "private"),
        ({"job_title": "Leader", "organisation": "South Staffs"}, "council"),
        ({"job_title": "entrepreneur"}, "private"),
        ({"job_title": "Director"}, "unknown"),
    ],
)
def test_titles(cells, sector):
    assert read(**cells)["sector"] == sector


@pytest.mark.parametrize(
    ("body", "role", "sector"),
    [("Northshire Local Transport Body", "member", "private"), ("main board", "member", "unknown"),
     ("Northshire Local Transport Body", "officer", "unknown")],
)  # fmt: skip
def test_the_lep_seat_on_a_joint_body(body, role, sector):
    assert read(organisation="Northshire LEP", body=body, role=role)["sector"] == sector


def test_chairing_the_board_is_no_evidence():
    assert read(role="chair", capacity_as_published="Chair of Northshire LEP", body="main board")["sector"] == "unknown"


@pytest.mark.parametrize(
    ("cells", "gender"),
    [
        ({"pronoun_as_published": "she"}, "woman"),
        ({"pronoun_as_published": "he"}, "man"),
        ({"capacity_as_published": "Local Authority Rep; female board member"}, "woman"),
        ({"capacity_as_published": "outgoing chairwoman"}, "woman"),
        ({"capacity_as_published": "Chairman"}, "not published"),
        ({"honorific": "Mrs"}, "not published"),
        ({"honorific": "Sir", "person_name": "Adam Example"}, "not published"),
    ],
)
def test_gender_is_never_guessed(cells, gender):
    row = read(**cells)
    assert row["gender"] == gender
    assert (row["gender_because"] == "") == (gender == "not published")
