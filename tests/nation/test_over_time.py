"""Who stayed, how long chairs held office, who reappears, and how much could be followed at all."""

import pytest

from lepdata.nation.over_time import chairs, reappearances, turnover

LETTERS = {"a": "Ada Ashby", "b": "Bo Birch", "c": "Cy Cole", "d": "Di Dunn", "e": "Ed Eades"}
MINUTES = {"list_completeness": "attendance", "attendance": "present"}


def full(line, names, date, **more):
    return [line(LETTERS[one], date=date, **more) for one in names]


def minutes(line, names, date):
    """An attendance list that gives both present and apologies."""
    lines = full(line, names, date, **MINUTES)
    return [*lines[:-1], {**lines[-1], "attendance": "apologies"}]


def of(row):
    sides = ("left_at_least", "left_at_most", "joined_at_least", "joined_at_most")
    return (row["outcome"], row["on_both"], *(row[name] for name in sides))


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        ((full, "abc"), (full, "abd"), ("known", 2, 1, 1, 1, 1)),
        ((full, "abc"), (full, "abc"), ("known", 3, 0, 0, 0, 0)),
        # a full list shows who is not on it; the other side of it is left open
        ((full, "abc"), (minutes, "abd"), ("within bounds", 2, 0, 1, 1, "")),
        ((minutes, "abc"), (full, "abd"), ("within bounds", 2, 1, "", 0, 1)),
        ((minutes, "abc"), (minutes, "abd"), ("cannot tell", 2, "", "", "", "")),
    ],
)
def test_turnover_only_as_far_as_lists_can_carry_it(line, read, earlier, later, found):
    seats = read(*earlier[0](line, earlier[1], "2018-01-15"), *later[0](line, later[1], "2020-03-15"))
    rows = turnover(seats)
    assert len(rows) == 1 and of(rows.iloc[0]) == found
    assert rows["because"].iloc[0]


def test_an_attendance_list_between_two_full_ones_is_passed_over(line, read):
    between = [*full(line, "abc", "2018-01-15"), *minutes(line, "ab", "2019-01-15"), *full(line, "abd", "2020-06-15")]
    assert turnover(read(*between))["outcome"].tolist() == ["known"]


def test_fragments_and_single_lists_give_no_turnover(line, read, nothing):
    fragments = full(line, "ab", "2020-03-15", list_completeness="partial")
    assert turnover(read(*full(line, "abc", "2018-01-15"), *fragments)).empty
    assert turnover(nothing).empty
    unnamed = [line("", date="2020-03-15", capacity_as_published="Business seat")]
    rows = turnover(read(*full(line, "abc", "2018-01-15"), *full(line, "ab", "2020-03-15"), *unnamed))
    assert "without names" in rows["because"].iloc[0]


def chair(line, one, date, **more):
    return line(LETTERS[one], date=date, role="chair", **more)


def terms(rows):
    return [tuple(row) for row in rows[["person", "at_least_months", "at_most_months"]].to_numpy().tolist()]


def test_a_chairs_least_and_most_time(line, read):
    rows = chairs(
        read(
            chair(line, "a", "2014-01-15"),
            chair(line, "b", "2015-03-01"),
            chair(line, "b", "2016-09-15"),
            chair(line, "c", "2017-01-16"),
        )
    )
    assert terms(rows) == [("Ada Ashby", 0, ""), ("Bo Birch", 18, 37), ("Cy Cole", 0, "")]


SUCCESSOR = "Exshire Business Board (successor)"


@pytest.mark.parametrize(
    ("before", "after", "standing"),
    [
        ("Example Ltd", "Example Limited", "same_organisation"),
        ("Example Ltd", "", "organisation_not_printed"),
        ("", "", "organisation_not_printed"),
        ("Example Ltd", "Sample Ltd", "other_organisation"),
    ],
)
def test_who_reappears_and_how_surely(line, read, before, after, standing):
    board = line(LETTERS["a"], organisation=before)
    seats = read(board, line(LETTERS["b"]), line(LETTERS["a"], date="2024", body=SUCCESSOR, organisation=after))
    row = reappearances(seats).iloc[0]
    names = ("same_organisation", "organisation_not_printed", "other_organisation", "not_seen_before")
    assert {name: row[name] for name in names} == {name: int(name == standing) for name in names}
    assert row["people"] == 1


def test_a_body_that_only_bears_a_like_name_is_no_successor(line, read, nothing):
    assert reappearances(read(line(LETTERS["a"], body="Exshire Business Board"))).empty
    assert reappearances(nothing).empty
