"""`check` judges any one board, says what it assumed, and refuses what it cannot read."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.model.faults import InputFaults, UsageError


def private(judgement, definition="business"):
    own = [v for v in judgement.verdicts if v.criterion == "private-two-thirds" and v.definition == definition]
    return own[0]


def test_eight_of_twelve_is_exactly_two_thirds(twelve):
    found = private(lep.check(twelve, "nlgaf-2021", "2023-01-31"))
    assert (found.outcome, found.for_, found.against, found.unknown) == ("met", 8, 4, 0)
    assert (found.lowest_share, found.highest_share) == ("2/3", "2/3")


def test_seven_of_eleven_is_not(twelve):
    assert private(lep.check(twelve.iloc[1:], "nlgaf-2021", "2023-01-31")).outcome == "not met"


def test_a_list_that_is_not_full_proves_no_share(twelve):
    found = private(lep.check(twelve.drop(columns="list_completeness"), "nlgaf-2021", "2023-01-31"))
    assert (found.outcome, found.as_listed, found.overturned_by) == ("cannot tell", "met", 1)


def test_a_published_size_bounds_the_unseen(twelve):
    part = twelve.drop(columns="list_completeness")
    assert private(lep.check(part, "nlgaf-2021", "2023-01-31", board_size=12)).outcome == "met"


def test_the_frame_given_is_not_changed(twelve):
    before = twelve.copy()
    lep.check(twelve, "nlgaf-2021", "2023-01-31")
    pd.testing.assert_frame_equal(twelve, before)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"framework": "nlgaf-2020"}, UsageError, "nlgaf-2019"),
        ({"as_at": "2023-02-30"}, UsageError, "date asked for"),
        ({"definition": "bussiness"}, UsageError, "business"),
        ({"board_size": 0}, UsageError, "above nought"),
    ],
)
def test_wrong_usage_is_said(twelve, arguments, error, words):
    with pytest.raises(error, match=words):
        lep.check(twelve, **arguments)


def test_no_row_is_a_fault(twelve):
    with pytest.raises(InputFaults, match="no row"):
        lep.check(twelve.iloc[:0])


def test_two_bodies_are_a_fault(twelve):
    with pytest.raises(InputFaults, match="2 bodies"):
        lep.check(twelve.assign(body=["main board"] * 6 + ["Audit Committee"] * 6))


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
        v.outcome != "met" or v.criterion in ("board-size", "co-opted-limit") for v in lep.check(nothing).verdicts
    )
    unknown = twelve.assign(organisation="", role="").iloc[:rows]
    assert private(lep.check(unknown, "nlgaf-2021", "2023-01-31")).outcome == "cannot tell"
