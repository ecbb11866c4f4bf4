"""The best board that published lists give, on both sides of each boundary."""

import pandas as pd
import pytest

from lepdata.seating.assembly import assemble
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe


def line(name, date, completeness="attendance", attendance="present", **more):
    base = {"lep": "Example", "body": "main board", "person_name": name, "snapshot_date": date}
    return {**base, "list_completeness": completeness, "attendance": attendance, **more}


def board(*lines, as_at=""):
    return assemble(list_seats(describe(pd.DataFrame(list(lines)))), "Example", as_at)


def names(found):
    return sorted(found.members["person"])


def both(date, *people):
    """An attendance list that gives both present and apologies."""
    return [line(name, date, attendance="apologies" if name == people[-1] else "present") for name in people]


def test_no_dated_line_is_no_board():
    assert board(line("Ada Example", "")) is None


@pytest.mark.parametrize(
    ("attendance_date", "as_at", "completeness"),
    [("2020-03-31", "2019-03-31", "full"), ("2020-04-01", "2020-04-01", "attendance")],
)
def test_a_full_list_wins_unless_an_attendance_list_is_more_than_a_year_newer(attendance_date, as_at, completeness):
    found = board(line("Ada Example", "2019-03-31", "full"), line("Bo Sample", attendance_date))
    assert (found.as_at, found.completeness) == (as_at, completeness)


def test_attendance_lists_of_twelve_months_are_put_together():
    found = board(*both("2019-01-15", "Ada Example", "Bo Sample"), *both("2020-01-14", "Ada Example", "Cy Other"))
    assert found.completeness == "assembled"
    assert names(found) == ["Ada Example", "Bo Sample", "Cy Other"]
    assert "had not left" in found.caveats[0]


def test_a_list_of_exactly_twelve_months_before_is_too_old():
    found = board(*both("2019-01-15", "Ada Example", "Bo Sample"), *both("2020-01-15", "Ada Example", "Cy Other"))
    assert (found.completeness, names(found)) == ("attendance", ["Ada Example", "Cy Other"])


def test_lists_that_never_give_apologies_are_not_put_together():
    found = board(line("Ada Example", "2019-06-01"), line("Bo Sample", "2019-09-01"))
    assert (found.completeness, names(found)) == ("attendance", ["Bo Sample"])


def test_partial_lists_never_enter_an_assembled_board():
    partial = line("Zed News", "2019-12-01", "partial", "")
    found = board(
        *both("2019-06-01", "Ada Example", "Bo Sample"), *both("2020-01-15", "Ada Example", "Cy Other"), partial
    )
    assert "Zed News" not in names(found)


def test_one_person_in_two_spellings_is_counted_once():
    found = board(
        *both("2019-06-01", "A Example", "Bo Sample"),
        *both("2020-01-15", "Ada Example", "Cy Other"),
    )
    assert names(found) == ["Ada Example", "Bo Sample", "Cy Other"]


def test_a_councillor_and_a_professor_who_share_surname_and_initial_stay_two():
    old = both("2019-06-01", "M Smith", "Bo Sample")
    old[0]["honorific"] = "Cllr"
    new = both("2020-01-15", "Mark Smith", "Cy Other")
    new[0]["honorific"] = "Professor"
    assert names(board(*old, *new)).count("Mark Smith") + names(board(*old, *new)).count("M Smith") == 2


def test_two_namesakes_of_one_list_stay_two_over_the_year():
    twins = [line("Dai Williams", "2019-06-01"), line("Dai Williams", "2019-06-01", organisation="Example LLP")]
    found = board(*twins, *both("2020-01-15", "Dai Williams", "Cy Other"))
    assert names(found) == ["Cy Other", "Dai Williams", "Dai Williams"]


def test_an_outgoing_member_of_an_earlier_list_has_left():
    old = both("2019-06-01", "Ada Example", "Bo Sample")
    old[0]["status"] = "outgoing"
    found = board(*old, *both("2020-01-15", "Bo Sample", "Cy Other"))
    assert found.members.set_index("person").loc["Ada Example", "counts_as_member"] == "no"


def test_fragments_take_the_twelve_months_that_name_most_people():
    found = board(
        line("Ada Example", "2012-05", "truncated", ""),
        line("Bo Sample", "2012-05", "truncated", ""),
        line("Cy Other", "2020-01", "partial", ""),
    )
    assert (found.as_at, names(found)) == ("2012-05", ["Ada Example", "Bo Sample"])


@pytest.mark.parametrize(("as_at", "found"), [("2019-03-30", None), ("2019-03-31", "2019-03-31"), ("", "2021-01-01")])
def test_later_lists_are_left_out(as_at, found):
    lines = [line("Ada Example", "2019-03-31", "full"), line("Bo Sample", "2021-01-01", "full")]
    assert getattr(board(*lines, as_at=as_at), "as_at", None) == found


@pytest.mark.parametrize("office", ["chair", "deputy chair"])
def test_an_earlier_chair_might_have_left_where_a_later_list_names_another(office):
    old = both("2019-06-01", "Ada Example", "Bo Sample")
    new = both("2020-01-15", "Cy Other", "Di Further")
    old[0]["role"] = new[0]["role"] = office
    found = board(*old, *new).members.set_index("person")["counts_as_member"]
    assert (found["Ada Example"], found["Cy Other"]) == ("might", "yes")


def test_joint_chairs_of_one_list_both_count():
    chairs = both("2020-01-15", "Cy Other", "Di Further")
    chairs[0]["role"] = chairs[1]["role"] = "chair"
    assert set(board(*both("2019-06-01", "Ada Example", "Bo Sample"), *chairs).members["counts_as_member"]) == {"yes"}
