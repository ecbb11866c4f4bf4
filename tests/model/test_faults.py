"""A fault says what, where, what was expected and what to do; an unknown name gets its near matches."""

import pytest

from lepdata.errors import Fault, InputFaults, near_matches, quoted, unknown


def _faults(*rows: int | None, found: str = "'x'", column: str = "role") -> list[Fault]:
    return [Fault("a.csv", row, column, found, "a role", "choose one") for row in rows]


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (_faults(2), ["a.csv, row 2, column role: found 'x'; expected a role."]),
        (_faults(2, 5), ["a.csv, rows 2, 5, column role: found 'x'; expected a role."]),
        (_faults(*range(2, 9)), ["a.csv, rows 2, 3, 4 and 4 more, column role: found 'x'; expected a role."]),
        (_faults(2) + _faults(5, found="'y'"), ["a.csv, rows 2, 5, column role: found 'x', 'y'; expected a role."]),
        (
            _faults(2) + _faults(None, column="body"),
            [
                "a.csv, column body: found 'x'; expected a role.",
                "a.csv, row 2, column role: found 'x'; expected a role.",
            ],
        ),
    ],
)
def test_alike_faults_are_said_once_in_two_lines_and_whole_columns_first(faults, said):
    lines = str(InputFaults(faults)).splitlines()
    assert lines[::2] == said and set(lines[1::2]) == {"  Fix: choose one."}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("new anglia", ["New Anglia"]),
        ("Angla", ["New Anglia"]),
        ("Londin", ["London"]),
        ("zzz", []),
        ("Diversity Champion", []),
    ],
)
def test_near_matches(word, found):
    assert near_matches(word, ["New Anglia", "London", "deputy chair"]) == found


def test_an_unknown_name_without_a_near_match_lists_what_is_known():
    assert "'seats', 'shares'" in str(unknown("chart", "zzz", ["seats", "shares"]))


def test_a_long_cell_is_cut_and_stays_on_one_line():
    text = quoted("line\n" + "x" * 200)
    assert len(text) <= 62 and "\n" not in text and text.endswith("…'")
