"""One person on the boards of two LEPs: never by name alone."""

from pathlib import Path

import pandas as pd
import pytest
from cases import cells, table

from lepdata.errors import InputFaults
from lepdata.files import RAW
from lepdata.registers.whose import own_rows, table_columns
from lepdata.sectors.people import people_on_several_boards


def match(a="r1", b="r2", decision="same", **changes):
    row = {"match_id": "m1", "person_a": a, "person_b": b, "decision": decision, "because": "seen in both minutes"}
    row |= {"source": "https://example.org/", "signed_by": "A Keeper", "signed_on": "2026-01-01"}
    return pd.DataFrame([row | changes])


NO_MATCH = pd.DataFrame(columns=table_columns("people_matches.csv"))


@pytest.fixture
def two(line, settle_lines):
    def pair(one=None, other=None, name="Ada Example", other_name=""):
        here = line(name, **{"lep": "Cumbria", **(one or {})})
        return settle_lines(here, line(other_name or name, **{"lep": "London", **(other or {})}))

    return pair


FIRM = {"organisation": "Example Ltd"}


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "who_counts_as_one_person.csv"))
def test_who_counts_as_one_person(two, one, other, matches, found):
    signed = match(*matches.split()) if matches else NO_MATCH
    assert len(people_on_several_boards(two(cells(one), cells(other)), signed)) == int(found)


def test_a_signed_row_joins_names_that_differ_and_initials_alone_are_nobody(two):
    assert people_on_several_boards(two(FIRM, FIRM, name="A Example"), NO_MATCH).empty
    seats = two(name="Ada Example", other_name="Lady Sample")
    assert people_on_several_boards(seats, NO_MATCH).empty
    seats = two(name="Ada Example", other_name="Ada Sample")
    row = people_on_several_boards(seats, match()).iloc[0]
    assert row["leps"] == "Cumbria; London" and row["because"] == "seen in both minutes (https://example.org/)"


def test_three_leps_are_one_row(line, settle_lines, nothing):
    seats = settle_lines(*(line("Ada Example", lep=lep, **FIRM) for lep in ("Cumbria", "London", "Solent")))
    leps = ("Cumbria", "Cumbria", "London")
    twice = settle_lines(*(line("Ada Example", lep=lep, organisation=f"{lep} Ltd") for lep in leps))
    assert people_on_several_boards(twice, NO_MATCH).empty
    row = people_on_several_boards(seats, NO_MATCH).iloc[0]
    assert (row["leps"], row["because"]) == ("Cumbria; London; Solent", "both from example ltd")
    assert people_on_several_boards(nothing).empty


@pytest.mark.parametrize("column", ["match_id", "person_a", "because", "source", "signed_by", "signed_on", "decision"])
def test_an_unsigned_match_is_refused(tmp_path, column):
    path = tmp_path / "people_matches.csv"
    match(**{column: " " if column != "decision" else "perhaps"}).to_csv(path, index=False)
    with pytest.raises(InputFaults, match=f"row 2, column {column}"):
        own_rows(path)


def test_the_shipped_matches_are_signed_and_all_in_use(shipped):
    found, matches = people_on_several_boards(shipped), own_rows(RAW / "people_matches.csv")
    reviewed = found[~found["because"].str.startswith("both from")]
    used = [any(match["because"] in text for text in reviewed["because"]) for _, match in matches]
    assert all(used) and len(matches) == len(reviewed)
