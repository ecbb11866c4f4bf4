"""Which list stands beside a figure, on both sides of each boundary."""

import pytest

from lepdata.collections.published import Shelf

YEAR = ("2020-01-01", "2020-12-31")


def people(line, count, date, completeness, **more):
    return [line(f"Ada {word}", date=date, list_completeness=completeness, **more) for word in "ABCDEFG"[:count]]


def chosen(read, *lists, span=YEAR, body="main board"):
    held = Shelf(read(*(one for part in lists for one in part))).nearest("Cumbria", body, span)
    return (held.completeness, held.as_at, held.gap(span)) if held else None


def test_a_board_without_a_dated_list_has_none(line, read):
    assert chosen(read, [line("Ada Example", date="")]) is None
    assert chosen(read, [line("Ada Example", lep="London")]) is None
    assert chosen(read, [line("Ada Example", body="Skills Board")]) is None


@pytest.mark.parametrize(
    ("lists", "wanted"),
    [
        # of the same time the most complete
        ([(2, "2020-03", "partial"), (1, "2020-06-01", "attendance")], ("attendance", "2020-06-01", 0)),
        ([(2, "2020-03-01", "attendance"), (1, "2020-06-01", "full")], ("full", "2020-06-01", 0)),
        # a fragment of the same time goes before a full list of another
        ([(1, "2020-03-01", "partial"), (3, "2019-12-31", "full")], ("partial", "2020-03-01", 0)),
        # of other times a list that carries a share, and of those the nearest
        ([(1, "2019-12-31", "partial"), (3, "2019-02-01", "attendance")], ("attendance", "2019-02-01", 11)),
        ([(3, "2019-02-01", "full"), (3, "2021-02-01", "attendance")], ("attendance", "2021-02-01", 2)),
        # more than a year away it gives way to a fragment that is not
        ([(1, "2019-12-31", "partial"), (3, "2018-12-31", "full")], ("partial", "2019-12-31", 1)),
        ([(1, "2019-12-31", "partial"), (3, "2019-01-01", "full")], ("full", "2019-01-01", 12)),
        ([(1, "2017-12-31", "partial"), (3, "2018-12-31", "full")], ("full", "2018-12-31", 13)),
    ],
)
def test_which_list_is_chosen(line, read, lists, wanted):
    assert chosen(read, *(people(line, *one) for one in lists)) == wanted


def test_a_body_is_found_by_the_end_of_its_name(line, read):
    own = people(line, 1, "2020", "full", body="Exshire Business Board (successor)")
    assert chosen(read, own, body="Business Board (successor)") == ("full", "2020", 0)
    assert chosen(read, own, body="Board (predecessor)") is None


@pytest.mark.parametrize(
    ("date", "gap"),
    [("2019-12-31", 1), ("2019-12-01", 1), ("2019-11-30", 2), ("2021-01-01", 1), ("2021-02-01", 2), ("2020", 0)],
)
def test_the_gap_counts_begun_months(line, read, date, gap):
    assert chosen(read, people(line, 1, date, "full"))[2] == gap


def test_where_boards_are_added_up_a_whole_list_goes_before_a_fragment(line, read):
    shelf = Shelf(read(*people(line, 1, "2020-03-01", "partial"), *people(line, 3, "2019-11-30", "attendance")))
    assert [held.completeness for held in shelf.near("Cumbria", "main board", YEAR)] == ["attendance", "partial"]
    assert shelf.near("Cumbria", "main board", ("2022-01-01", "2022-01-01")) == []


def test_nothing_at_all(nothing):
    shelf = Shelf(nothing)
    assert shelf.nearest("Cumbria", "main board", YEAR) is None
    assert shelf.near("Cumbria", "main board", YEAR) == [] and shelf.study("2020-03-31").empty
