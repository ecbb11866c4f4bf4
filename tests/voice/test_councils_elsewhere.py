"""The council of a councillor who is printed without one, from another line about the same person."""

import pandas as pd
import pytest

from lepdata.voice.councils import with_councils

BLANK = dict.fromkeys(("organisation", "capacity_as_published", "job_title", "honorific", "seat_sector"), "")


def row(seat_id="r1", **more):
    base = {**BLANK, "seat_id": seat_id, "lep": "Worcestershire", "body": "main board", "person_key": "ada example"}
    day = {"snapshot_date": "2016-11-21", "date_to": "2016-11-21", "source_url": "https://example.org/minutes"}
    return base | day | {"sector": "council"} | more


def reason(organisation, strength=50, seat_id="r1", **more):
    said = {"seat_id": seat_id, "rule": "other-sighting", "strength": strength, "words": organisation}
    seen = "council-register|register|organisation|"
    return {**said, "seen": seen, "source": "r9, 4 May 2016, address"} | more


def elsewhere(rows, reasons=()):
    evidence = pd.DataFrame(reasons, columns=["seat_id", "rule", "strength", "words", "seen", "source"])
    return with_councils(pd.DataFrame(rows), evidence).set_index("seat_id")["council_elsewhere"].to_dict()


@pytest.mark.parametrize(
    ("own", "reasons", "expected"),
    [
        ({}, [reason("Wychavon District Council", 20)], "Wychavon District Council"),
        ({}, [reason("Wychavon District Council", 19)], ""),
        ({}, [reason("Example Ltd")], ""),
        ({}, [reason("Wychavon District Council"), reason("Worcester City Council")], ""),
        ({}, [reason("Wychavon District Council"), reason("Worcester City Council", 45)], "Wychavon District Council"),
        ({}, [reason("Wychavon District Council", rule="council-register")], ""),
        ({}, [reason("Wychavon District Council", seen="seat-council|seat words|capacity_as_published|")], ""),
        ({"organisation": "Redditch BC"}, [reason("Wychavon District Council")], ""),
        ({"sector": "private"}, [reason("Wychavon District Council")], ""),
        ({"snapshot_date": ""}, [reason("Wychavon District Council")], ""),
    ],
)
def test_an_employer_printed_elsewhere(own, reasons, expected):
    assert elsewhere([row(**own)], reasons) == {"r1": expected}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"date_to": "2015-11-21", "snapshot_date": "2015-11-21"}, "rep Southern DCs"),
        ({"date_to": "2015-11-20", "snapshot_date": "2015-11-20"}, ""),
        ({"person_key": "bo example"}, ""),
        ({"body": "Business Board"}, ""),
    ],
)
def test_a_shared_seat_on_another_line_within_a_year(other, expected):
    shared = row("r2", capacity_as_published="rep Southern DCs", **other)
    assert elsewhere([row(), shared])["r1"] == expected
