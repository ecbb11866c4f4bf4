"""Many boards judged at once are what judging them one by one gives, whatever stands in the frame."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.errors import UsageError
from lepdata.judging.frameworks import framework
from lepdata.judging.judge import VERDICT_COLUMNS, as_frame, as_json, judge
from lepdata.judging.many import MANY_COLUMNS, boards_in_breach, boards_of, judge_many, many_as_json
from lepdata.judging.records import Judgement, breaches

CELLS = {
    "lep": ["New Anglia", "Dorset", "Nowhere", ""],
    "body": ["main board", "", "Solent Growth Forum", "ESIF sub-committee", "UKSPF group"],
    "snapshot_date": ["2022-06-01", "31 March 2021", "2018", "2019-03", "", "30 February", "2012-01-01"],
    "list_completeness": ["full", "full", "attendance", "partial", "", "nobody knows"],
    "person_name": ["Ada Example", "Ben Example", "Cllr Cy Example", "", "Vacancy", "Dee Example"],
    "organisation": ["Example Ltd", "Norfolk County Council", "Dorset Council", "BCP Council", ""],
    "organisation_key": ["", "example lep", "jobcentre plus", "norbridge college"],
    "job_title": ["", "SME champion", "Mayor of London", "formerly diversity champion", "Leader"],
    "honorific": ["", "Cllr"],
    "capacity_as_published": ["", "diversity champion", "representing the districts"],
    "role": ["chair", "deputy chair", "member", "co-opted", "observer", "Scribe"],
    "status": ["current", "unclear", "former"],
    "sector": ["private", "council", "voluntary", "education", "unknown", ""],
    "seat_sector": ["", "private", "council"],
    "sector_kind": ["", "charity", "infrastructure body", "voluntary seat", "combined authority"],
    "national_accounts_sector": ["private", "public", "unknown"],
    "gender": ["woman", "man", "not published"],
}
HOWS = [(), ("nlgaf-2021",), ("white-paper-2010", "national-accounts"), ("esif-2014",), ("ukspf-2022",)]
USUAL = {"list_completeness": "full", "status": "current", "role": "member", "lep": "New Anglia", "body": "main board"}


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Some columns, some rows; most cells as they usually are, so that boards grow beyond a seat or two."""
    size = draw(st.integers(1, 25))
    columns = draw(st.sets(st.sampled_from(sorted(CELLS)), min_size=4))
    made = {}
    for name in sorted(columns):
        cell = st.sampled_from(CELLS[name])
        cell = st.one_of(st.just(USUAL[name]), st.just(USUAL[name]), cell) if name in USUAL else cell
        made[name] = draw(st.lists(cell, min_size=size, max_size=size))
    return pd.DataFrame(made, dtype="str")


def one_by_one(frame: pd.DataFrame, *how: object) -> list[Judgement]:
    return [judge(board, *how) for board in boards_of(frame)]  # type: ignore[arg-type]


def together(judgements: list[Judgement]) -> pd.DataFrame:
    """What `judge_many` must return, from the judgement of each board."""
    parts = []
    for number, one in enumerate(judgements, start=1):
        own = as_frame(one)
        of_board = {
            "board": number,
            "lep": one.board.lep,
            "body": one.board.body,
            "as_at": one.board.as_at,
            "members": one.members,
            "completeness": one.board.completeness,
            "framework": one.framework.id,
            "framework_version": one.framework.version,
            "ruling_definition": one.ruling_definition,
            "caveats": " | ".join(one.caveats),
        }
        parts.append(own.assign(**of_board)[list(MANY_COLUMNS)])
    return pd.concat(parts, ignore_index=True)


def agree(frame: pd.DataFrame, *how: object) -> None:
    before = frame.copy(deep=True)
    judgements = one_by_one(frame, *how)
    found = judge_many(frame, *how)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(found, together(judgements))
    assert list(many_as_json(found)) == [as_json(one) for one in judgements]
    assert boards_in_breach(found) == [at for at, one in enumerate(judgements, start=1) if breaches(one)]
    pd.testing.assert_frame_equal(frame, before)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(frames(), st.sampled_from(HOWS))
def test_any_frame_is_judged_as_its_boards_are(frame, how):
    agree(frame, *how)


def test_the_38_boards_are_judged_as_they_are_one_by_one():
    from lepdata.reviews.boards import board
    from lepdata.reviews.known import boards

    lists = [
        found.members.assign(
            lep=found.lep, body=found.body, snapshot_date=found.as_at, list_completeness=found.completeness
        )
        for found in map(board, boards()["lep"])
    ]
    shuffled = pd.concat(lists, ignore_index=True).sample(frac=1, random_state=7)
    assert shuffled["lep"].nunique() == 38
    agree(shuffled)
    agree(shuffled, "nlgaf-2021")


@pytest.fixture
def two_lines(seat):
    """A chair listed again as a member, and two people of one name."""
    ada = {"person_key": "ada example", "organisation_key": "example ltd"}
    return pd.DataFrame(
        [
            seat("u", **ada, gender="woman"),
            seat("c", person_key="ben example", organisation_key="a council"),
            seat("p", role_read="chair", job_title="SME champion", **ada),
            seat("v", person_key="ben example", organisation_key="a charity"),
            seat("p", place="vacancy"),
            seat("e", counts_as_member="no"),
        ]
    ).assign(lep="Dorset", snapshot_date="2022-01-01", list_completeness="full", body="main board")


def test_people_on_two_lines_and_namesakes(two_lines):
    agree(two_lines)
    found = judge_many(two_lines)
    assert set(found["members"]) == {3}
    assert "1 line repeats" in found["caveats"].iloc[0] and "1 name is listed" in found["caveats"].iloc[0]


def test_rows_of_a_board_need_not_stand_together(two_lines):
    other = two_lines.assign(lep="Solent")
    mixed = pd.concat([two_lines, other]).sort_index(kind="stable").reset_index(drop=True)
    apart = pd.concat([two_lines, other], ignore_index=True)
    pd.testing.assert_frame_equal(judge_many(mixed), judge_many(apart))


def test_the_exception_of_a_rule_is_kept_apart(seat):
    mayor = seat("c", role_read="chair", job_title="Mayor of London")
    plain = seat("c", role_read="chair")
    rows = [one | {"lep": lep} for lep, first in (("London", mayor), ("Dorset", plain)) for one in (first, seat("p"))]
    frame = pd.DataFrame(rows).assign(snapshot_date="2012-01-01", list_completeness="full", body="main board")
    agree(frame)
    found = judge_many(frame)
    chairs = found[(found["criterion"] == "chair-private") & (found["definition"] == "business")]
    assert list(chairs["outcome"]) == ["met", "not met"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Alike in every count, and yet not the same to say.
        ([{"role_read": "chair", "job_title": "Mayor of London", "sector": "council"}], [{"role_read": "chair"}]),
        ([{"role_read": "co-opted"}], [{"role_read": "co-opted", "counts_as_member": "might"}]),
        ([{"counts_as_member": "no"}], [{"counts_as_member": "no"}] * 2),
        ([{"place": "vacancy"}], [{"place": "vacancy"}] * 2),
        ([{"sector": "council", "sector_kind": "combined authority"}], [{"sector": "council"}]),
        ([{"sector_kind": "combined authority", "organisation": "Norfolk County Council"}], [{}]),
        ([{"sector": "", "organisation": "Norfolk County Council"}], [{"sector": ""}]),
        ([{"job_title": "SME champion"}], [{"job_title": "formerly SME champion"}]),
    ],
)
@pytest.mark.parametrize("date", ["2012-01-01", "2022-01-01"])
def test_boards_that_are_nearly_alike_are_told_apart(seat, one, other, date):
    rows = [seat("p", **row) | {"lep": lep} for lep, own in (("New Anglia", one), ("London", other)) for row in own]
    agree(pd.DataFrame(rows).assign(snapshot_date=date, list_completeness="full", body="main board").fillna(""))


def test_boards_of_two_dates_and_two_completenesses(seat):
    rows = [seat("p"), seat("c"), seat("p"), seat("c")]
    frame = pd.DataFrame(rows).assign(
        lep="Dorset", body="main board", snapshot_date=["2019-06-01"] * 2 + ["2021-01-01"] * 2
    )
    agree(frame.assign(list_completeness=["full", "partial", "full", "full"]), "nlgaf-2019")
    agree(frame.assign(list_completeness=["full", "full", "attendance", "full"]), "nlgaf-2019")
    one_day = frame.assign(lep="", snapshot_date="2022-01-01", body=["main board"] * 2 + ["Strategic Board"] * 2)
    agree(one_day.assign(list_completeness=["full", "full", "attendance", "full"]))


def test_the_least_complete_row_decides(seat):
    rows = [seat("p"), seat("c")]
    for words, completeness in (
        (["attendance", "full"], "attendance"),
        (["full", "?"], "not stated"),
        (["full"] * 2, "full"),
    ):
        frame = pd.DataFrame(rows).assign(lep="Dorset", list_completeness=words)
        assert set(judge_many(frame)["completeness"]) == {completeness}


def test_the_frames_own_reading_is_taken_before_the_published_words(seat):
    frame = pd.DataFrame([seat("p", role_read="co-opted")]).assign(role="observer", list_completeness="full")
    assert set(judge_many(frame)["members"]) == {1}
    words_alone = frame.drop(columns=["role_read", "counts_as_member"])
    assert set(judge_many(words_alone)["members"]) == {0}


def test_missing_cells_are_empty_text(seat):
    frame = pd.DataFrame([seat("p"), seat("c")]).assign(lep="Dorset", list_completeness="full")
    gaps = frame.replace("", None)
    pd.testing.assert_frame_equal(judge_many(gaps), judge_many(frame))


def test_no_row_no_verdict(seat):
    empty = judge_many(pd.DataFrame([seat("p")]).iloc[:0])
    assert list(empty.columns) == list(MANY_COLUMNS) and empty.empty
    assert list(many_as_json(empty)) == [] and boards_in_breach(empty) == []


def test_a_framework_of_ones_own(seat, tmp_path):
    own = framework("nlgaf-2021")
    frame = pd.DataFrame([seat("p"), seat("c")]).assign(lep="Dorset", list_completeness="full")
    agree(frame, own)
    with pytest.raises(UsageError):
        judge_many(frame, "nlgaf-2020")
    with pytest.raises(UsageError):
        judge_many(frame, definition="busines")


def test_columns_hold_those_of_one_board():
    assert [name for name in MANY_COLUMNS if name in VERDICT_COLUMNS] == list(VERDICT_COLUMNS)
