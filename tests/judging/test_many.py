"""Many boards: what stands in the frame is parted into boards, each judged as by itself, in tables and JSON."""

import json

import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.files import RULES
from lepdata.judging.judgement import VERDICT_COLUMNS, verdict_frame
from lepdata.judging.verdicts import MANY_COLUMNS, boards_of, judge, judge_each
from lepdata.reviews.checking import as_json, judge_many

CHECK_SCHEMA = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))

CELLS = {
    "lep": ["New Anglia", "Dorset", "Nowhere", ""],
    "body": ["main board", "", "Solent Growth Forum", "ESIF sub-committee", "UKSPF group"],
    "snapshot_date": ["2022-06-01", "31 March 2021", "2018", "2019-03", "", "30 February", "2012-01-01"],
    "list_completeness": ["full", "full", "attendance", "partial", "", "nobody knows"],
    "person_name": ["Ada Example", "Ben Example", "Cllr Cy Example", "", "Vacancy", "Dee Example"],
    "organisation": ["Example Ltd", "Norfolk County Council", "Dorset Council", "BCP Council", ""],
    "job_title": ["", "SME champion", "Mayor of London", "formerly diversity champion", "Leader"],
    "role": ["chair", "deputy chair", "member", "co-opted", "observer", "Scribe"],
    "status": ["current", "unclear", "former"],
    "sector": ["private", "council", "voluntary", "education", "unknown", ""],
    "gender": ["woman", "man", "not published"],
}
USUAL = {"list_completeness": "full", "status": "current", "role": "member", "lep": "New Anglia", "body": "main board"}


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Some columns, some rows; most cells as they usually are, so that boards grow beyond a seat or two."""
    size = draw(st.integers(1, 25))
    made = {}
    for name in sorted(draw(st.sets(st.sampled_from(sorted(CELLS)), min_size=4))):
        cell = st.sampled_from(CELLS[name])
        cell = st.one_of(st.just(USUAL[name]), st.just(USUAL[name]), cell) if name in USUAL else cell
        made[name] = draw(st.lists(cell, min_size=size, max_size=size))
    return pd.DataFrame(made, dtype="str")


@settings(max_examples=12, derandomize=True, deadline=None)
@given(frames(), st.sampled_from([(), ("nlgaf-2021",), ("white-paper-2010", "national-accounts"), ("ukspf-2022",)]))
def test_every_row_of_the_frame_is_the_verdict_on_its_board(frame, how):
    before = frame.copy(deep=True)
    judgements = [judge(board, *how) for board in boards_of(frame)]
    found = judge_many(frame, *how)
    assert list(found.columns) == list(MANY_COLUMNS)
    own = [one for _, one in found.groupby("board", sort=False)]
    for rows, one in zip(own, judgements, strict=True):
        pd.testing.assert_frame_equal(rows[list(VERDICT_COLUMNS)].reset_index(drop=True), one.verdicts)
        whose = {**as_json(one)["board"], "framework": one.framework.id, "caveats": " | ".join(one.caveats)}
        assert rows[list(whose)].iloc[0].to_dict() == whose
    pd.testing.assert_frame_equal(frame, before)


def test_equal_cases_are_judged_once(seat):
    frame = pd.DataFrame([seat("p"), seat("c")] * 2).assign(lep=["Dorset"] * 2 + ["Solent"] * 2)
    first, second = judge_each(frame.assign(list_completeness="full"), "esif-2014")
    assert first.all_verdicts[0] is second.all_verdicts[0]


def test_what_parts_and_settles_boards(seat):
    rows = pd.DataFrame([seat("p"), seat("c")] * 2).assign(lep="Dorset", body="main board")
    two = rows.assign(snapshot_date=["2019-06-01"] * 2 + ["2021-01-01"] * 2)
    found = judge_many(two.assign(list_completeness=["full", "partial", "attendance", "?"])).groupby("board").first()
    assert found["as_at"].tolist() == ["2019-06-01", "2021-01-01"]
    assert found["completeness"].tolist() == ["partial", "not stated"]  # the least complete row decides
    empty = judge_many(rows.iloc[:0])
    assert list(empty.columns) == list(MANY_COLUMNS) and empty.empty
    gaps = rows.assign(list_completeness="full")
    mixed = pd.concat([gaps, gaps.assign(lep="Solent")])  # rows of a board need not stand together
    pd.testing.assert_frame_equal(judge_many(mixed.sort_index(kind="stable")), judge_many(mixed))
    pd.testing.assert_frame_equal(judge_many(gaps.replace("", None)), judge_many(gaps))


@pytest.mark.parametrize(
    ("seats", "more"),
    [
        ("ppppppppcccc", {}),
        ("ppc", {"completeness": "not stated"}),
        ("ppcuP", {"as_at": ""}),
        ("", {}),
        ("pv", {"body": "UKSPF group", "as_at": "2023"}),
        ("pv", {"body": "Business Board", "as_at": "2025", "board_size": 12, "completeness": "partial"}),
    ],
)
def test_json_keeps_its_schema_and_the_frame_its_names(board, seats, more):
    judged = judge(board(seats, **more))
    found, frame = as_json(judged), verdict_frame(judged.all_verdicts)
    jsonschema.Draft202012Validator(CHECK_SCHEMA).validate(found)
    assert json.loads(json.dumps(found)) == found
    assert list(frame.columns) == list(VERDICT_COLUMNS) == list(found["verdicts"][0])
    texts = frame.select_dtypes(exclude="Int64")
    assert texts.map(lambda cell: type(cell) is str).all(axis=None)


@pytest.mark.parametrize(
    ("key", "value"),
    [("outcome", "passed"), ("for", -1), ("lowest_share", "0.67"), ("threshold", 0.67), ("due", "2020"), ("extra", 1)],
)
def test_the_schema_catches_a_broken_verdict(board, key, value):
    jsonschema.Draft202012Validator.check_schema(CHECK_SCHEMA)
    found = as_json(judge(board("ppc")))
    found["verdicts"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, CHECK_SCHEMA)


def test_json_of_the_contracts_example(board):
    found = as_json(judge(board("ppppppppcccc", as_at="2020-01-01")))
    assert list(found["board"].values()) == ["Exampleshire", "main board", "2020-01-01", 12, "full"]
    assert found["framework"] == {"id": "nlgaf-2019", "version": "1", "ruling_definition": None}
    assert found["verdicts"][0] == {
        **{"criterion": "private-two-thirds", "definition": "business", "denominator": "all"},
        **{"outcome": "met", "as_listed": "met", "overturned_by": None},
        **{"certainty": "proven", "assuming": None},
        **{"for": 8, "against": 4, "unknown": 0, "might": 0, "unseen": 0},
        **{"lowest_share": "2/3", "highest_share": "2/3", "threshold": "2/3"},
        **{"strength": "requirement", "timing": "not yet due", "due": "2020-03-31"},
        **{"reason": "8 of 12 members are private: exactly two-thirds", "remedy": None, "basis": "list"},
        **{"guessed": 0, "for_without_guesses": 8, "outcome_without_guesses": "met"},
        **{"as_listed_without_guesses": "met", "against_without_guesses": 4, "unknown_without_guesses": 0},
        **{"lowest_share_without_guesses": "2/3", "highest_share_without_guesses": "2/3"},
    }
    assert found["caveats"] == []
