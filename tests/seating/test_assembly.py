"""The one list that a board is judged by, on both sides of each boundary."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

import lepdata
from lepdata.dates import interval
from lepdata.display import row_dicts
from lepdata.read.words import read_completeness
from lepdata.seating.lists import assemble, list_seats, mark_fragments, people_on
from lepdata.seating.rows import describe

PART = "partial"
EXAMPLES = Path(__file__).with_name("examples")


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


def test_what_old_files_put_together_is_read_as_an_attendance_list():
    assert read_completeness("assembled") == "attendance"
    assert board(*both("2019-06-01", "Ada Example", "Bo Sample"), line("Cy Other", "2019-06-01", "assembled")).lep


def test_no_dated_line_is_no_board():
    assert board(line("Ada Example", "")) is None


def listed(kind, date):
    """A list of one kind, with a name of its own."""
    name, kind = f"Ada {kind.title()}{date.replace('-', 'x')}", kind.replace("present", "attendance")
    return both(date, name, "Bo Sample") if kind == "both" else [line(name, date, kind)]


@pytest.mark.parametrize(*table(EXAMPLES / "which_list_is_judged.csv"))
def test_which_list_is_judged(lists, judged):
    found = board(*[row for one in lists.split("; ") for row in listed(*one.split())])
    assert found.as_at == judged
    assert all(date == judged for date in found.members["snapshot_date"])  # nobody of another list


def test_the_fragment_that_names_most_people_and_the_newest_of_equals():
    old, new = ([line(name, "2012-05", "truncated", "") for name in ("Ada", "Bo")], [line("Cy", "2020-01", PART, "")])
    found = board(*old, *new)
    assert (found.as_at, found.completeness, names(found)) == ("2012-05", "truncated", ["Ada", "Bo"])
    assert "the fragment that names most people" in found.caveats[0] and "2 of them not" not in found.caveats[1]
    assert board(*old[:1], *new).as_at == "2020-01"


@pytest.mark.parametrize(
    ("newer", "said"),
    [
        (both("2019-12-01", "Ada Example", "Cy Other"), "2 members: 1 of them not on this one and 1 of this one not"),
        (both("2019-12-01", "A Example", "Bo Sampel"), "names 2 members. It does not say that it is full"),
        ([line("Cy Other", "2019-12-01", PART)], "names 1 member: none of them on this one. It is known to be a part"),
        ([line("Ada Example", "2019-12-01", PART, status="former")], "names 0 members: 1 of this one had left by it"),
        ([line("Cy Other", "2023-12-01")], "names 1 member: none of them on this one and 2 of this one not on it"),
    ],
)
def test_a_newer_list_is_not_passed_over_in_silence(newer, said):
    found = board(*[line(name, "2019-06-01", "full", "") for name in ("Ada Example", "Bo Sample")], *newer)
    assert found.as_at == "2019-06-01"
    assert said in found.caveats[0]


@pytest.mark.parametrize(("status", "counts"), [("former", "might"), ("outgoing", "might"), ("current", "yes")])
def test_another_source_of_the_day_speaks_against_a_name(status, counts):
    found = board(*both("2021-07-02", "Ada Example", "Bo Sample"), line("A Example", "2021-07-02", PART, status=status))
    said = found.members.set_index("person")["counts_as_member"].to_dict()
    assert said == {"Ada Example": counts, "Bo Sample": "yes"}


PEOPLE = [
    (("A Example", "Cllr"), ("Ada Example", "Cllr"), 1),
    (("M Smith", "Cllr"), ("Mark Smith", "Professor"), 2),
    (("Ada Example", ""), ("Ada Exampel", ""), 1),
    (("Ada Example", ""), ("Bo Example", ""), 2),
]


@pytest.mark.parametrize(("one", "other", "people"), PEOPLE)
def test_who_is_one_person_on_two_lists(one, other, people):
    rows = [line(name, date, honorific=title) for (name, title), date in ((one, "2019"), (other, "2020"))]
    assert len(people_on(row_dicts(list_seats(describe(pd.DataFrame(rows)))))) == people


def test_two_namesakes_of_one_list_stay_two():
    rows = [
        line("Dai Williams", "2019"),
        line("Dai Williams", "2019", organisation="Example LLP"),
        line("Dai Williams", "2020"),
    ]
    assert sorted(map(len, people_on(row_dicts(list_seats(describe(pd.DataFrame(rows))))))) == [1, 2]


SIZE = {"lep": "Example", "body": "main board", "group": "members", "count": "19", "of": "", "composition_id": "c1"}
SIZE |= {"as_at": "2021-07", "as_published": "", "note": "", "source_url": ""}


@pytest.mark.parametrize(*table(EXAMPLES / "less_than_three_quarters_of_a_published_size_is_a_fragment.csv"))
def test_less_than_three_quarters_of_a_published_size_is_a_fragment(people, date, completeness, read):
    rows = [line(f"Ada Number{number}x", date, completeness) for number in range(int(people))]
    first, last = interval(SIZE["as_at"])
    counts = pd.DataFrame([SIZE | {"date_from": first, "date_to": last}])
    assert set(mark_fragments(list_seats(describe(pd.DataFrame(rows))), counts)["list_completeness"]) == {read}


@pytest.mark.parametrize(("as_at", "found"), [("2019-03-30", None), ("2019-03-31", "2019-03-31"), ("", "2021-01-01")])
def test_later_lists_are_left_out(as_at, found):
    lines = [line("Ada Example", "2019-03-31", "full"), line("Bo Sample", "2021-01-01", "full")]
    assert getattr(board(*lines, as_at=as_at), "as_at", None) == found


@pytest.mark.parametrize(*table(EXAMPLES / "shipped_lists.csv"))
def test_the_list_of_a_shipped_board_and_what_is_said_of_a_newer_one(lep, as_at, completeness, members, newer):
    found = lepdata.board(lep)
    assert (found.as_at, found.completeness) == (as_at, completeness)
    assert (found.members["counts_as_member"] == "yes").sum() == int(members)
    assert found.members["list_id"].nunique() == 1 and newer in " ".join(found.caveats)
