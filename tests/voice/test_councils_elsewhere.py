"""The council of a councillor who is printed without one, from another line about the same person."""

from pathlib import Path

import pandas as pd
import pytest
from cases import cells, rows, table

from lepdata.voice.councils import with_councils

BLANK = dict.fromkeys(("organisation", "capacity_as_published", "job_title", "honorific", "seat_sector"), "")


def row(seat_id="r1", **more):
    base = {**BLANK, "seat_id": seat_id, "lep": "Worcestershire", "body": "main board", "person_key": "ada example"}
    day = {"snapshot_date": "2016-11-21", "date_to": "2016-11-21", "source_url": "https://example.org/minutes"}
    return base | day | {"sector": "council"} | more


def reason(organisation, strength="50", **more):
    said = {"seat_id": "r1", "rule": "other-sighting", "strength": int(strength), "words": organisation}
    seen = "council-register|register|organisation|"
    return {**said, "seen": seen, "source": "r9, 4 May 2016, address"} | more


def elsewhere(lines, reasons=()):
    evidence = pd.DataFrame(reasons, columns=["seat_id", "rule", "strength", "words", "seen", "source"])
    return with_councils(pd.DataFrame(lines), evidence).set_index("seat_id")["council_elsewhere"].to_dict()


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "an_employer_printed_elsewhere.csv"))
def test_an_employer_printed_elsewhere(own, reasons, expected):
    given = [reason(words, **more) for words, more in rows(reasons)]
    assert elsewhere([row(**cells(own))], given) == {"r1": expected}


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
