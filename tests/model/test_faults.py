"""A fault says what, where, what was expected and what to do; an unknown name gets its near matches."""

import pytest

from lepdata.errors import Fault, InputFaults, near_matches, quoted, unknown


def test_all_faults_are_said_one_a_line():
    faults = [Fault("a.csv", n, "role", "'x'", "a role", "choose one") for n in (2, 5)]
    said = str(InputFaults(faults)).splitlines()
    assert [line.split(":")[0] for line in said] == ["a.csv, row 2, column role", "a.csv, row 5, column role"]
    assert all("expected a role" in line and "choose one" in line for line in said)


@pytest.mark.parametrize(
    ("word", "found"), [("new anglia", ["New Anglia"]), ("Angla", ["New Anglia"]), ("Londin", ["London"]), ("zzz", [])]
)
def test_near_matches(word, found):
    assert near_matches(word, ["New Anglia", "London"]) == found


def test_an_unknown_name_without_a_near_match_lists_what_is_known():
    assert "'seats', 'shares'" in str(unknown("chart", "zzz", ["seats", "shares"]))


def test_a_long_cell_is_cut_and_stays_on_one_line():
    text = quoted("line\n" + "x" * 200)
    assert len(text) <= 62 and "\n" not in text and text.endswith("…'")
