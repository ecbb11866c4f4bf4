"""`check` judges any one board, says what it assumed, and refuses what it cannot read."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.errors import InputFaults, UsageError


def private(judgement, definition="business"):
    own = [v for v in judgement.all_verdicts if v.criterion == "private-two-thirds" and v.definition == definition]
    return own[0]


def test_the_frame_given_is_not_changed(twelve):
    before = twelve.copy()
    lep.check(twelve, "nlgaf-2021", "2023-01-31")
    pd.testing.assert_frame_equal(twelve, before)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda frame: frame.iloc[:0], "no row"),
        (lambda frame: frame.assign(body=["main board"] * 6 + ["Audit Committee"] * 6), "2 bodies"),
    ],
)
def test_what_is_no_one_board_is_a_fault(twelve, change, words):
    with pytest.raises(InputFaults, match=words):
        lep.check(change(twelve))


def test_of_several_dates_the_newest_in_time_is_judged(twelve):
    frame = twelve.assign(snapshot_date=["2019-03-31"] * 9 + ["2021-03-31"] * 3)
    assert lep.check(frame, as_at="2020-01-01").members == 9
    newest = lep.check(frame)
    assert newest.members == 3 and any("lists of 2 dates" in caveat for caveat in newest.caveats)


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ({"lep": "Exampleshire"}, "No LEP is known by the name 'Exampleshire'"),
        ({"snapshot_date": "2024-01-01"}, "later than the date asked about"),
    ],
)
def test_what_was_assumed_is_a_caveat(twelve, frame, words):
    found = lep.check(twelve.assign(**frame), as_at="2023-01-31")
    assert any(words in caveat for caveat in found.caveats)


@pytest.mark.parametrize("rows", [1, 12])
def test_all_unknown_and_only_vacancies_are_honest(twelve, rows):
    nothing = twelve.assign(organisation="", person_name="Vacancy").iloc[:rows]
    assert all(
        v.outcome != "met" or v.criterion in ("board-size", "co-opted-limit") for v in lep.check(nothing).all_verdicts
    )
    unknown = twelve.assign(organisation="", role="").iloc[:rows]
    assert private(lep.check(unknown, "nlgaf-2021", "2023-01-31")).outcome == "cannot tell"


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ({"privat": "10/14"}, "Did you mean 'private'"),
        ({"council women": "1/4"}, "No group of published counts"),
        ({"private": "12/10"}, "12 of 10: more than all"),
        ({"private": "-1/10"}, "'-1/10', which is no whole number"),
        ({"private": -1}, "no whole number"),
        ({"private": True}, "no whole number"),
        ({"private": 0.7}, "no whole number"),
        ({"private": (7, 10, 2)}, "no whole number"),
        ({"private": "70%"}, "no whole number"),
        ({"private": ""}, "no whole number"),
        ({"women": "0/0"}, "without members"),
        ({"members": 0}, "without members"),
        ({"members": "10/14"}, "write members=14"),
        ({"private": "10/14", "women": "3/16"}, "14 (private), 16 (women)"),
        ({"private": "10/14", "members": 15}, "contradict one another"),
    ],
)
def test_a_published_count_that_is_none_is_refused(twelve, published, words):
    with pytest.raises(UsageError) as refused:
        lep.check(twelve, published=published)
    assert words in str(refused.value)


def test_a_published_count_must_not_contradict_the_board_size(twelve):
    with pytest.raises(UsageError, match="the board size"):
        lep.check(twelve, board_size=13, published={"women": "3/12"})
    part = twelve.drop(columns="list_completeness")
    assert lep.check(part, board_size=12, published={"women": "3/12"}).all_verdicts


def test_shipped_boards_carry_the_counts_published_of_them():
    assert {one.group for one in lep.board("Gloucestershire").published} >= {"private", "women", "voluntary"}
    found = [v for v in lep.review_board("New Anglia").judgement.all_verdicts if v.criterion == "diversity-champion"]
    assert [(v.outcome, v.basis) for v in found] == [("met", "published count")]
    later = lep.review_board("Tees Valley").yardstick.answer("women-half").sentence
    assert later.endswith("A count published for July 2021 gives 10 of 19 members as women, which is met.")
