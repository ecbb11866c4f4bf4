"""Reviews of the shipped boards: every part builds for every board, and says what the tables say."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.errors import UsageError
from lepdata.registers import geography
from lepdata.reviews.board_page import TABLES
from lepdata.reviews.nation_charts import CHARTS as NATIONAL_CHARTS
from lepdata.reviews.nation_tables import TABLES as NATIONAL_TABLES
from lepdata.reviews.wording import CRITERION_WORDS

LEPS = geography.leps()["lep"].tolist()


@pytest.fixture(scope="module")
def nation():
    return lep.review_national()


def test_all_38_boards_are_reviewed(nation):
    assert [one.lep for one in nation.boards] == LEPS and len(LEPS) == 38


@pytest.mark.parametrize("kind", TABLES)
def test_every_table_of_every_board_shows_itself(nation, kind):
    for one in nation.boards:
        shown = lep.table(one, kind)
        assert isinstance(shown, pd.DataFrame) and shown.caption
        assert ("<table" in shown._repr_html_()) != shown.empty


def test_every_member_row_leads_to_its_source(nation):
    for one in nation.boards:
        addresses = lep.table(one, "members")["Source address"]
        assert addresses.str.startswith(("http://", "https://")).all()


def test_the_members_table_counts_what_the_judgement_counts(nation):
    for one in nation.boards:
        counts = one.board.members["counts_as_member"]
        assert one.judgement.members == (counts == "yes").sum()
        assert len(lep.table(one, "members")) == (counts != "no").sum()


@pytest.mark.parametrize("kind", NATIONAL_TABLES)
def test_every_national_table_shows_itself(nation, kind):
    shown = lep.table(nation, kind)
    assert shown.caption and ("<caption>" in shown._repr_html_()) != shown.empty


@pytest.mark.parametrize("kind", ["seats", "shares", "timeline"])
def test_every_chart_of_every_board_says_what_it_shows(nation, kind):
    for one in nation.boards:
        spec = lep.chart(one, kind).to_dict()
        assert spec["description"].endswith(".") and spec["title"]


@pytest.mark.parametrize("kind", NATIONAL_CHARTS)
def test_every_national_chart_says_what_it_shows(nation, kind):
    assert lep.chart(nation, kind).to_dict()["description"].endswith(".")


def test_charts_show_themselves_without_a_script_from_elsewhere(nation):
    bundle = lep.chart(nation, "coverage")._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "text/plain"}


def test_a_list_of_fragments_carries_no_share(nation):
    for one in nation.boards:
        if one.board.completeness in ("partial", "truncated"):
            shares = [v for v in one.judgement.verdicts if v.criterion in ("private-half", "private-two-thirds")]
            assert {v.outcome for v in shares if v.basis == "list"} <= {"cannot tell"}
            assert lep.caveats(one)[0].startswith(("The list is only a part", "The list was cut off in print"))
            assert "as the list stands" not in " ".join(lep.sentences(one))
            counted = nation.outcomes[nation.outcomes["lep"] == one.lep]
            assert (counted["as_listed"] == counted["outcome"]).all()


def test_people_of_several_dates_never_prove_that_a_board_was_too_large(nation):
    put_together = [one for one in nation.boards if one.board.lists > 1]
    assert put_together
    for one in put_together:
        sizes = [v for v in one.yardstick.verdicts if v.criterion == "board-size"]
        assert "not met" not in {v.outcome for v in sizes}


def test_a_date_before_any_list_is_said():
    review = lep.review_board("Enterprise M3", "2010-06-01")
    assert review.board is None and "No dated list" in lep.sentences(review)[0]
    assert "No dated list" in lep.cards(review)
    for kind in ("seats", "shares", "timeline"):
        assert lep.chart(review, kind).to_dict()["description"].endswith(".")
    for kind in TABLES:
        assert lep.table(review, kind)._repr_html_()
    assert lep.facts(review) and lep.heading(review) and lep.caveats(review) == ()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lep.review_board("New Angla"), "New Anglia"),
        (lambda: lep.review_board("New Anglia", "soon"), "date asked for"),
        (lambda: lep.review_board("New Anglia", framework="nlgaf"), "nlgaf-2019"),
        (lambda: lep.chart(lep.review_board("New Anglia"), "pie"), "seats"),
        (lambda: lep.table(lep.review_board("New Anglia"), "membrs"), "members"),
        (lambda: lep.board("New Anglia", "2009"), "earlier"),
    ],
)
def test_wrong_usage_gets_the_near_matches(call, words):
    with pytest.raises(UsageError, match=words):
        call()


def test_reviews_of_no_list_at_all_still_build():
    nothing = lep.review_national("2010-01-01")
    assert "nothing can be said" in lep.sentences(nothing)[0]
    for kind in NATIONAL_CHARTS:
        assert lep.chart(nothing, kind).to_dict()["description"]


def test_every_criterion_of_every_framework_has_a_short_name():
    assert set(lep.frameworks()["criterion"]) <= set(CRITERION_WORDS)


def test_known_numbers_of_a_board_that_was_published_as_seats():
    """GFirst published its twelve seats in April 2018 without names, and how many each sector has."""
    table = lep.table(lep.review_board("Gloucestershire"), "sectors").set_index("Sector")["Members"].to_dict()
    assert table == {"Private": 7, "Council": 2, "Voluntary": 1, "Education": 2}


@pytest.mark.parametrize("kind", NATIONAL_TABLES)
def test_national_tables_of_no_list_at_all_still_build(kind):
    assert lep.table(lep.review_national("2010-01-01"), kind)._repr_html_()


def test_a_seat_published_for_another_sector_is_said_beside_the_sector(nation):
    differing = 0
    for one in nation.boards:
        members = one.board.members[one.board.members["counts_as_member"] != "no"]
        differs = (members["seat_sector"] != "") & (members["seat_sector"] != members["sector"])
        differing += int((differs & (members["sector"] != "unknown")).sum())
    shown = sum(lep.table(one, "members")["Sector"].str.contains("published seat").sum() for one in nation.boards)
    assert shown == differing > 0


def test_lists_older_than_the_rule_are_counted_among_the_caveats(nation):
    older = sum(one.board.members["date_to"].max() < "2018-07-24" for one in nation.boards)
    assert any(said.startswith(f"{older} of the lists are older") for said in lep.caveats(nation))
    assert not any("older than the rule" in said for said in lep.caveats(lep.review_national("2010-01-01")))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Humber", "The one member comes from business."),
        ("Solent", "Each of the two members comes from business."),
        ("Heart of the South West", "For one it cannot tell; as the list stands, it stays open."),
        ("Lancashire", "For three it cannot tell; as the list stands, they stay open."),
        ("Sheffield City Region", "as the list stands, half from business would not be met."),
        ("Gloucestershire", "six share a council seat with others."),
        ("South East", "five have a council seat of their own, 23 share one and"),
    ],
)
def test_one_and_all_and_none_read_as_people_say_them(name: str, said: str) -> None:
    assert said in " ".join(lep.sentences(lep.review_board(name)))
