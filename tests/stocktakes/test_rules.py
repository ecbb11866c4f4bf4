"""The rules of the stock-take speak of its form, and no other."""

import csv

import pytest

from lepdata.files import RULES
from lepdata.forms.questions import form, scale
from lepdata.stocktakes.rules import FORM, asked, evidence_rules, is_forum

FACTS = {"own seat", "shared seat", "county seat", "no seat", "no council then", "seat not seen"}
FACTS |= {"councils on the board", "no council on the board", "board not seen"}
FACTS |= {"forum seat", "forum of others", "no forum seen"}


def rows(name):
    with (RULES / "stocktakes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_question_is_known_in_the_order_of_the_form():
    assert list(asked()) == [one.question_id for one in form(FORM).questions]
    assert {one.about for one in asked().values()} == {"area", "council"}
    assert len({one.short for one in asked().values()}) == len(asked())
    assert all(len(one.short) <= 36 for one in asked().values())


def test_what_is_asked_twice_is_asked_of_the_same():
    twice = {name: one.same_as for name, one in asked().items() if one.same_as}
    assert twice == {"step-4a": "stock-3", "step-5a": "stock-6", "step-5b": "stock-7"}
    assert all(asked()[name].about == asked()[other].about for name, other in twice.items())


def test_evidence_names_questions_facts_and_answers_that_exist():
    values = {choice.value for choice in scale("extent")}
    for (question, fact), rule in evidence_rules().items():
        assert question in asked() and fact in FACTS and rule.reason and rule.months > 0
        assert {*rule.agrees_with, *rule.differs_from} <= values - {"not known"}
        assert not set(rule.agrees_with) & set(rule.differs_from)


@pytest.mark.parametrize("fact", ["seat not seen", "board not seen", "forum of others", "no forum seen"])
def test_what_was_not_seen_decides_nothing(fact):
    own = [rule for rule in evidence_rules().values() if rule.fact == fact]
    assert own and not any(rule.agrees_with or rule.differs_from for rule in own)


@pytest.mark.parametrize("row", rows("forums"), ids=lambda row: row["id"])
def test_each_kind_of_forum_has_its_example(row):
    assert is_forum(row["example"]) and not is_forum(row["counter_example"]) and row["reason"] and row["source"]


@pytest.mark.parametrize(
    ("body", "forum"),
    [
        ("Future Oxfordshire Partnership (joint committee)", True),
        ("Oxfordshire Growth Board (OxLEP members)", False),
        ("Joint Committee for Economic Growth and Prosperity / Shadow Economic Prosperity Board (council-led)", True),
        ("WMCA Economic Growth Board (LEP representatives)", False),
        ("main board", False),
        ("Supervisory Board", True),
    ],
)
def test_published_bodies(body, forum):
    assert is_forum(body) == forum
