"""What followed a partnership, its reviews from both ends of a date, its boards before and after, its health check."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.actions.integration import (
    BoardPair,
    Integration,
    boards_of,
    carried_over,
    case,
    compare,
    figures,
    focus_areas,
    followed,
    read_assessment,
    reviews_due,
    together,
)
from lepdata.errors import InputFaults
from lepdata.files import RAW, rule_file
from lepdata.voice.councils import demonstration_seats

EXAMPLES = Path(__file__).with_name("examples")


def dated(first: str, last: str) -> Integration:
    return Integration("A", first_day=first, last_day=last)


@pytest.mark.parametrize(*table(EXAMPLES / "reviews_after_a_known_day.csv"))
def test_reviews_after_a_known_day(as_at, states):
    assert ", ".join(reviews_due(dated("2024-04-01", "2024-04-01"), as_at)["state"]) == states


@given(
    st.dates(date(2012, 1, 1), date(2026, 1, 1)),
    st.integers(0, 700),
    st.integers(0, 700),
    st.dates(date(2012, 1, 1), date(2029, 1, 1)),
)
def test_a_state_never_leaves_out_what_may_be_true(first, width, inside, as_at):
    """Whatever day within the interval was the true one, the state known for that day is among those given."""
    last = first + timedelta(days=width)
    true = (first + timedelta(days=min(inside, width))).isoformat()
    spread = reviews_due(dated(first.isoformat(), last.isoformat()), as_at.isoformat())["state"]
    sure = reviews_due(dated(true, true), as_at.isoformat())["state"]
    for given_state, true_state in zip(spread, sure, strict=True):
        assert given_state == "cannot tell" or true_state in given_state.split(" or ")


@pytest.fixture(scope="module")
def pair() -> BoardPair:
    return boards_of(demonstration_seats(), "Exampleshire", "", followed("Exampleshire").last_day)


def test_a_name_alone_is_not_enough(pair):
    found = carried_over(*pair).set_index("person")
    assert found.loc["Ben Specimen", ["standing", "counts"]].tolist() == ["same name and organisation", "yes"]
    assert found.loc["Dan Placeholder", ["standing", "counts"]].tolist() == ["same name, another organisation", "no"]
    assert found.loc["Grace Dummy", "standing"] == "same name, an organisation not printed"
    assert found.loc["Rose Pattern", ["standing", "counts"]].tolist() == ["not seen before", "no"]
    assert len(found) == 15


@pytest.mark.parametrize(
    ("person", "decision", "expected"),
    [
        ("Dan Placeholder", "same", "a reviewed match"),
        ("Grace Dummy", "same", "a reviewed match"),
        ("Ben Specimen", "different", "not seen before"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_signed_decision_rules(pair, person, decision, expected, turned):
    lines = [board.members.set_index("person")["row_ids"][person] for board in (pair[::-1] if turned else pair)]
    signed = pd.DataFrame([{"person_a": lines[0], "person_b": lines[1], "decision": decision}])
    found = carried_over(*pair, matches=signed).set_index("person")
    assert found.loc[person, "standing"] == expected
    assert found.loc["Ivy Invented", "standing"] == "same name and organisation"


OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
LEP = "Exampleshire"


@pytest.fixture
def filled(tmp_path):
    """Write the shipped self-assessment with answers replaced (None drops a row) and its head changed."""

    def write(answers=None, name="form.csv", base=OWN, notes=None, **head):
        with base.open(encoding="utf-8", newline="") as file:
            rows = [row | head for row in csv.DictReader(file)]
        given = dict(answers or {})
        kept = [row for row in rows if given.get(row["question_id"], "") is not None]
        for row in kept:
            row["answer"] = given.get(row["question_id"]) or row["answer"]
            row["note"] = (notes or {}).get(row["question_id"], row["note"])
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(kept)
        return path

    return write


@pytest.fixture(scope="module")
def own():
    return read_assessment(OWN, LEP)


@pytest.fixture(scope="module")
def peer():
    return read_assessment(PEER, LEP)


@pytest.mark.parametrize(
    ("answers", "notes", "faults"),
    [
        ({"vision-1": "blue"}, {}, ["'blue'"]),
        ({"funding-1": None}, {}, ["no row for funding-1"]),
        ({"figure-posts-now": "nine", "figure-posts-before": "1,000"}, {}, ["'1,000'", "'nine'"]),
        ({"figure-posts-now": "-0.5"}, {}, []),
        ({"monitoring-need": " "}, {"monitoring-need": "only a note"}, ["an empty cell"]),
    ],
)
def test_every_fault_is_said_and_nothing_is_read(filled, answers, notes, faults):
    path = filled(answers, notes=notes)
    if not faults:
        assert read_assessment(path, LEP)
        return
    with pytest.raises(InputFaults) as caught:
        read_assessment(path, LEP)
    assert sorted(fault.found for fault in caught.value.faults) == faults


def test_a_form_of_another_area_is_refused(filled):
    with pytest.raises(InputFaults, match="found 'Lancashire'; expected a form about Exampleshire"):
        read_assessment(filled(lep="Lancashire"), LEP)


def test_the_colour_of_an_area():
    """What is not known never makes an area green, and never red."""
    green, amber, red, not_known = "green", "amber", "red", "not known"
    assert (together([green, green]), together([green, not_known])) == (green, not_known)
    assert (together([amber, not_known]), together([amber, red])) == (amber, red)
    assert (together([not_known, red]), together([])) == (red, not_known)


def test_the_case_holds_only_what_was_answered(own, peer):
    made = case(own, focus_areas(compare(own, peer)))
    words = {text for name in ("need", "evidence") for text in made[name]} - {""}
    assert words <= set(own.answers.values())
    given = {row["need"] for row in rule_file("progress/areas.csv") if own.answers.get(row["need"])}
    assert {own.answers[name] for name in given} == set(made["need"]) - {""}
    assert set(figures(own)["number"]) <= set(own.answers.values())
