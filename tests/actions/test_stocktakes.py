"""Whom a stock-take asks, what councils' answers say together, and what the lists say to them: mostly, cannot tell."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.actions.answers import Filled, read_forms
from lepdata.actions.forms import form, scale
from lepdata.actions.stocktakes import (
    FORM,
    asked,
    council_facts,
    form_head,
    is_forum,
    seated_on,
    take_stock,
    write_forms,
)
from lepdata.errors import InputFaults
from lepdata.files import rule_file
from lepdata.reviews.stocktakes import FACT_WORDS
from lepdata.seating.boards import Board

A, B, C = COUNCILS = ("Ashby Council", "Birch Council", "Cedar Council")


def answers(*forms: tuple[str, str, dict[str, str]], lep: str = "Exampleshire") -> list[Filled]:
    """Forms as (council, day, {question: answer}), as `read_forms` hands them on."""
    return [
        Filled(form(FORM), "a.csv", {}, head={"lep": lep, "council": council, "answered_on": day}, answers=said)
        for council, day, said in forms
    ]


def board(
    *organisations: str, body: str = "main board", as_at: str = "2019-05-01", completeness: str = "full"
) -> Board:
    """A board of the made-up area with a member from each organisation."""
    members = [{"organisation": name, "counts_as_member": "yes"} for name in organisations]
    frame = pd.DataFrame(members, columns=["organisation", "counts_as_member"], dtype="str")
    return Board("Exampleshire", body, as_at, completeness, frame)


@pytest.mark.parametrize(
    ("lep", "council", "as_at", "head"),
    [
        ("", "", "", {}),
        ("d2n2", "", "", {"lep": "Derby, Derbyshire, Nottingham and Nottinghamshire"}),
        ("Exampleshire", "norbridge city council", "", {"lep": "Exampleshire", "council": "Norbridge City Council"}),
        ("Dorset", "Borough of Poole", "2018", {"lep": "Dorset", "council": "Borough of Poole"}),
    ],
)
def test_the_head_of_a_form(lep, council, as_at, head):
    assert form_head(lep, council, as_at) == head


@pytest.mark.parametrize(
    ("lep", "day", "how_many"), [("Dorset", "", 2), ("Dorset", "2018-06-30", 9), ("Exampleshire", "", 4)]
)
def test_every_council_gets_a_form_of_its_own(tmp_path, lep, day, how_many):
    written = write_forms(lep, tmp_path, day)
    assert len({file.name for file in written}) == how_many
    with pytest.raises(InputFaults) as caught:  # blank as they are, they lack answers and a date, and nothing else
        read_forms(form(FORM), tmp_path)
    assert len(caught.value.faults) == 2 * how_many


@pytest.mark.parametrize("rule", rule_file("stocktakes/evidence.csv"), ids=lambda rule: rule["id"])
def test_evidence_names_questions_facts_and_answers_that_exist(rule):
    agrees, differs = (set(filter(None, rule[name].split("|"))) for name in ("agrees_with", "differs_from"))
    assert rule["question_id"] in asked() and rule["fact"] in FACT_WORDS and rule["reason"] and int(rule["months"]) > 0
    assert agrees | differs <= {choice.value for choice in scale("extent")} - {"not known"} and not agrees & differs
    if rule["fact"] in ("seat not seen", "board not seen", "forum of others", "no forum seen"):
        assert not agrees | differs  # what was not seen decides nothing


@pytest.mark.parametrize("row", rule_file("stocktakes/forums.csv"), ids=lambda row: row["id"])
def test_each_kind_of_forum_has_its_example(row):
    assert is_forum(row["example"]) and not is_forum(row["counter_example"]) and row["reason"] and row["source"]


def stock(given, as_at=""):
    return take_stock("Exampleshire", given, COUNCILS, as_at=as_at)


def says(one, question):
    return one.questions.set_index("question_id").loc[question, "says"]


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("yes", "yes", "yes"), "agreed"),
        (("yes", "partly", "partly"), "differ in degree"),
        (("partly", "no", "not known"), "differ in degree"),
        (("yes", "no", "partly"), "contradict"),
        (("yes", "not known", "not known"), "one council"),
        (("not known", "not known", "not known"), "open"),
    ],
)
@pytest.mark.parametrize("question", ["stock-1", "stock-2"])
def test_answers_are_compared_only_about_the_area(said, together, question):
    given = answers(*((council, "2019-06-01", {question: one}) for council, one in zip(COUNCILS, said, strict=True)))
    found = stock(given)
    assert says(found, question) == (together if question == "stock-1" else "each for itself")
    counts = found.questions.set_index("question_id").loc[question]
    assert sum(counts[["yes", "partly", "no", "not known", "no answer"]]) == 3


@pytest.mark.parametrize(
    ("as_at", "answer", "superseded", "later"),
    [
        ("", "no", 1, 0),
        ("2019-06-30", "no", 1, 0),
        ("2019-06-29", "yes", 0, 1),  # a form of June 2019 may be of its last day
        ("2019-01-31", "", 0, 2),
    ],
)
def test_of_several_forms_the_latest_in_time_counts(as_at, answer, superseded, later):
    given = answers((A, "2019-02-01", {"stock-1": "yes", "stock-2": "yes"}), (A, "2019-06", {"stock-1": "no"}))
    found = stock(given, as_at)
    own = found.answers.set_index(["council", "question_id"])["answer"]
    assert own[A, "stock-1"] == answer
    assert own[A, "stock-2"] == ("yes" if answer == "yes" else "")  # no answer is carried over from an older form
    assert (found.superseded, found.later) == (superseded, later)


def test_a_council_that_is_gone_keeps_its_answers():
    found = stock(answers(("Old Council", "2019-06-01", {"stock-1": "no"}), (A, "2019-06-01", {"stock-1": "yes"})))
    assert found.gone == ("Old Council",) and found.answered == (A, "Old Council")
    assert says(found, "stock-1") == "contradict"
    assert "Old Council" not in found.missing


@pytest.mark.parametrize(
    ("first", "again", "rows"),
    [("yes", "yes", 0), ("yes", "no", 1), ("yes", "partly", 1), ("not known", "no", 0), ("yes", "not known", 0)],
)
def test_one_question_answered_two_ways(first, again, rows):
    given = answers((A, "2019-06-01", {"stock-6": first, "step-5a": again, "stock-7": first, "stock-3": again}))
    assert len(stock(given).twice) == rows


JOINT = "Joint Committee"


def facts_of(found, council):
    return found.loc[found["council"] == council, "fact"].tolist()


@pytest.mark.parametrize(
    ("organisations", "completeness", "facts"),
    [
        (("Widgets Ltd",), "full", ["no seat", "no council on the board", "no forum seen"]),
        (("Widgets Ltd",), "attendance", ["seat not seen", "board not seen", "no forum seen"]),
    ],
)
def test_only_a_full_list_shows_that_nobody_sits(organisations, completeness, facts):
    assert facts_of(council_facts(COUNCILS, board(*organisations, completeness=completeness)), A) == facts


def test_a_real_board_is_read_through_the_register():
    seat = {"organisation": "Kent County Council", "sector": "council", "counts_as_member": "yes"}
    own = Board("South East", "main board", "2020-12-11", "attendance", pd.DataFrame([seat]))
    found = council_facts(["Kent County Council", "Ashford Borough Council", "Medway Council"], own)
    first = found.drop_duplicates("council").set_index("council")["fact"].to_dict()
    first["Cumberland Council"] = council_facts(["Cumberland Council"], own)["fact"].iloc[0]
    assert first == {
        "Cumberland Council": "no council then",
        "Kent County Council": "own seat",
        "Ashford Borough Council": "county seat",
        "Medway Council": "seat not seen",
    }


def test_the_newest_body_on_which_the_council_is_seen_counts():
    old, new = board(A, B, body=JOINT, as_at="2018-01-10"), board(B, body="Leaders' Board", as_at="2019-01-10")
    found = council_facts(COUNCILS, None, [old, new]).groupby("council").nth(2).set_index("council")
    assert found["as_at"].to_dict() == {A: "2018-01-10", B: "2019-01-10", C: "2019-01-10"}
    assert found["fact"].to_dict() == {A: "forum seat", B: "forum seat", C: "forum of others"}
    assert seated_on(old, COUNCILS) == [A, B]


def outcome(question, said, day="2019-06-01", main=None, forums=()):
    given = answers((A, day, {question: said}))
    found = take_stock("Exampleshire", given, COUNCILS, main, forums).evidence
    own = found[(found["council"] == A) & (found["question_id"] == question)]
    assert len(own) == 1
    return own["outcome"].iloc[0]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("yes", "agreeing"),
        ("partly", "agreeing"),
        ("no", "differing"),
        ("not known", "cannot tell"),
        ("", "cannot tell"),
    ],
)
@pytest.mark.parametrize("question", ["stock-6", "step-5a"])
def test_a_seat_among_the_councils_speaks_for_a_forum(question, said, wanted):
    forums = [board(A, body=JOINT)]
    assert outcome(question, said, forums=forums) == wanted


@pytest.mark.parametrize(
    ("day", "seen", "wanted"),
    [
        ("2019-06-01", "2017-06-01", "agreeing"),
        ("2019-06-02", "2017-06-01", "cannot tell"),  # a day over two years
        ("2019-06-01", "2021-06-01", "agreeing"),
        ("2019-06-01", "2021-06-02", "cannot tell"),
        ("2019", "2017-06-01", "agreeing"),  # some day of 2019 is near enough
        ("2019-06-01", "2019", "agreeing"),
    ],
)
def test_a_list_too_far_from_the_answer_proves_nothing(day, seen, wanted):
    forums = [board(A, body=JOINT, as_at=seen)]
    assert outcome("stock-6", "yes", day, forums=forums) == wanted


@pytest.mark.parametrize(
    ("question", "said", "organisation", "completeness", "wanted"),
    [
        ("stock-4", "no", A, "full", "cannot tell"),
        ("stock-4", "no", "Widgets Ltd", "full", "agreeing"),
        ("stock-4", "yes", "Widgets Ltd", "full", "cannot tell"),  # others may speak for it
        ("stock-4", "no", "Widgets Ltd", "attendance", "cannot tell"),
        ("stock-5", "yes", B, "full", "agreeing"),
        ("stock-5", "no", B, "full", "cannot tell"),  # how many seats are fair no list shows
        ("stock-5", "yes", "Widgets Ltd", "full", "differing"),
        ("stock-5", "no", "Widgets Ltd", "full", "agreeing"),
        ("stock-5", "yes", "Widgets Ltd", "attendance", "cannot tell"),
    ],
)
def test_the_board_beside_the_answer(question, said, organisation, completeness, wanted):
    own = board(organisation, completeness=completeness)
    assert outcome(question, said, main=own) == wanted
