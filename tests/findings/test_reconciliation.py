"""Every published figure beside ours: each reason is reached, and the shipped result says what it must."""

import pandas as pd
import pytest

from lepdata.collections.published import OUTCOMES, REASONS, RECONCILED_COLUMNS, STANDINGS, number_of, reconcile, span

ELSEWHERE = "https://example.org/elsewhere"


def figure(measure="private", value="2", of="3", lep="Cumbria", as_at="2020-01-15", as_published="", note="", **more):
    first, last = span(as_at)
    row = {"figure_id": "f1", "about": "", "lep": lep, "body": "main board", "as_at": as_at, "measure": measure}
    row |= {"value": value, "of": of, "as_published": as_published, "note": note, "source_url": ELSEWHERE}
    return pd.DataFrame([{**row, "date_from": first, "date_to": last, "series": "", **more}])


def board(line, private=2, council=1, **more):
    firms = [line(f"Ada {word}", organisation=f"Example {word} Ltd", **more) for word in "ABCDEF"[:private]]
    return [*firms, *(line(f"Bo {word}", organisation="Eden District Council", **more) for word in "ABCDEF"[:council])]


@pytest.fixture
def only(line, read):
    """The one row that comes of a figure and the lines of a board."""

    def reconciled(published, *lines, **more):
        return reconcile(read(*lines, **more), published).iloc[0]

    return reconciled


@pytest.mark.parametrize(
    ("published", "more", "outcome", "reason", "found"),
    [
        (figure(), {}, "agrees", "same number", "2 of 3"),
        (figure(as_at="2020-03"), {}, "agrees", "another date, same number", "2 of 3"),
        (figure(value="1"), {}, "differs", "another number", "2 of 3"),
        (figure(value="1", as_at="2020-12"), {}, "differs", "another date", "2 of 3"),
        (figure(of="4"), {}, "differs", "another size", "2 of 3"),
        (figure(as_at="2021-02"), {}, "cannot be compared", "too far apart", "2 of 3"),
        (
            figure(of="5"),
            {"list_completeness": "partial"},
            "cannot be compared",
            "list incomplete",
            "between 2 and 4 of 5",
        ),
        (figure("women", "1"), {}, "cannot be compared", "not published", "between 0 and 3 of 3"),
        (figure(as_at=""), {}, "cannot be compared", "no date", ""),
        (figure(value=""), {}, "cannot be compared", "no number", ""),
        (figure(lep="London"), {}, "cannot be compared", "no list", ""),
        (figure(lep="(23 of 38)"), {}, "cannot be compared", "boards not named", ""),
        (figure("survey answers"), {}, "cannot be compared", "another kind of fact", ""),
        (figure(value="", note="cut: here"), {}, "cannot be compared", "cut in the source", ""),
        (figure(lep="(all 38)", of="625"), {}, "cannot be compared", "boards not seen", "between 2 and 624 of 625"),
        (figure(value="", of="", as_published="67%"), {}, "agrees", "same number", "2 of 3"),
        (figure(value="", of="", as_published="50%"), {}, "differs", "another number", "2 of 3"),
        (figure(value="", of="", as_published="two thirds"), {}, "agrees", "same number", "2 of 3"),
    ],
)
def test_every_way_it_may_come_out(line, only, published, more, outcome, reason, found):
    row = only(published, *board(line, **more))
    assert (row["outcome"], row["reason"], row["found"]) == (outcome, reason, found)
    assert row["because"].endswith(".")


def test_a_seat_counted_by_its_holders_organisation_is_another_definition(line, only):
    professor = line("Cy A", organisation="University of Example", sector_as_published="Private Sector")
    row = only(figure(), *board(line, 2, 0), professor)
    assert (row["found"], row["outcome"], row["reason"]) == ("3 of 3", "differs", "another definition")


@pytest.mark.parametrize(("address", "said"), [(ELSEWHERE, "yes"), ("https://example.org/other", "no")])
def test_the_page_that_printed_the_figure_is_no_second_witness(line, only, address, said):
    assert only(figure(), *board(line, source_url=address))["same_source"] == said


def test_bounds_that_contradict_a_figure_are_a_difference_even_on_a_fragment(line, only):
    row = only(figure(value="1", of="9"), *board(line, 3, 0, list_completeness="partial"))
    assert (row["outcome"], row["difference"]) == ("differs", "at least 2 more")


@pytest.mark.parametrize(
    ("measure", "value", "found"),
    [
        ("boards with a voluntary member", "19", "between 1 and 38 of 38"),
        ("boards without council women", "16", "between 0 and 37 of 38"),
        ("boards with a rural member", "12", "between 1 and 38 of 38"),
    ],
)
def test_boards_asked_one_by_one(line, only, measure, value, found):
    charity = line("Cy A", organisation="Example Community Foundation", job_title="rural champion")
    leader = line("Di A", organisation="Eden District Council", pronoun_as_published="she")
    row = only(figure(measure, value, "38", "(all 38)"), *board(line), charity, leader)
    assert (row["outcome"], row["found"]) == ("cannot be compared", found)


def test_with_no_list_at_all_it_still_says_so(nothing):
    rows = reconcile(nothing)
    assert set(rows["outcome"]) == {"cannot be compared"} and (rows["because"] != "").all()
    assert rows.set_index("figure_id").loc["n04-main-board", "found"] == "between 0 and 38 of 38"


@pytest.fixture(scope="module")
def real(shipped):
    return reconcile(shipped)


def test_the_words_are_those_of_the_closed_lists(real):
    assert list(real.columns) == list(RECONCILED_COLUMNS)
    assert set(real["outcome"]) <= set(OUTCOMES)
    assert set(real["standing"]) <= set(STANDINGS) and set(real["reason"]) <= set(REASONS)
    compared = real["outcome"] != "cannot be compared"
    assert (real.loc[compared, "standing"] != "not contradicted").all()
    assert (real["difference"] != "").equals(real["outcome"] == "differs")


def test_a_figure_too_far_away_is_never_settled(real):
    far = real[pd.to_numeric(real["gap_months"], errors="coerce") > 12]
    assert len(far) > 5 and set(far["outcome"]) == {"cannot be compared"} and set(far["standing"]) == {""}


def test_the_table_of_2018_and_the_study_of_2020_stand_beside_ours(real):
    rows = real.set_index("figure_id")
    assert rows.loc["v01-members", "published"] == "625" and rows.loc["v01-members", "found"].startswith("at least ")
    assert rows.loc["c73", "published"] == "23% of 625"
    assert rows.loc["c74", "reason"] == "boards not seen" and "boards have a list" in rows.loc["c74", "because"]
    assert rows.loc["n04-main-board", "published"] == "19 of 38"
    assert rows.loc["v02-dorset-council", "reason"] == "cut in the source"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("3", "16", ""), "3 of 16"),
        (("", "625", "23%"), "23% of 625"),
        (("", "", "half"), "half"),
        (("", "9", ""), "no number"),
    ],
)
def test_a_published_number_as_shown(given, shown):
    assert number_of(*given) == shown
