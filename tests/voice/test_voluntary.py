"""Whose voluntary voice a partnership has: both sides of every answer, and what must not count."""

import re
from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.files import rule_file
from lepdata.reviews import known
from lepdata.voice import voluntary

EXAMPLES = Path(__file__).with_name("examples")

CHARITY, SUPPORT_BODY, COUNCIL = "The Otter Rescue Charity", "Exampleshire CVS", "Suffolk County Council"


@pytest.mark.parametrize("file", [voluntary.KINDS, voluntary.NOMINATIONS])
def test_a_rule_decides_its_example_and_not_the_other(file):
    for rule in rule_file(file):
        if file == voluntary.NOMINATIONS:
            found, expected = voluntary.how_nominated(rule["example"]), rule["how"]
        else:
            cells = (rule["example"], "charity") if rule["field"] == "organisation" else ("", rule["example"])
            found, expected = voluntary.kind_of(*cells), (rule["group"], rule["doubt"])
        assert found == expected, rule["id"]
        assert not re.search(rule["pattern"], rule["counter_example"], re.IGNORECASE), rule["id"]
        assert rule["reason"] and rule["source"] and None not in rule


def outcome(frame: pd.DataFrame, question: str, **more: str) -> str:
    answers = voluntary.voluntary_answers(frame, **more)
    own = answers[(answers["lep"] == "New Anglia") & (answers["question"] == question)]
    return own["outcome"].item()


@pytest.mark.parametrize(*table(EXAMPLES / "answers.csv"))
def test_answers(settled, person, organisations, completeness, question, expected):
    frame = settled([person(each) for each in organisations.split("|")], list_completeness=completeness)
    assert outcome(frame, question) == expected


@pytest.mark.parametrize(
    ("body", "question", "with_", "without"),
    [("ESIF sub-committee", "eu-funds", "met", "cannot tell"), ("Skills Panel", "sub-boards", "met", "cannot tell")],
)
def test_other_bodies_are_never_not_met(settled, person, body, question, with_, without):
    assert outcome(settled([person(CHARITY), person(COUNCIL)], body=body), question) == with_
    assert outcome(settled([person(COUNCIL), person(COUNCIL)], body=body), question) == without
    assert outcome(settled([person(CHARITY)], body=body), "voice") == "cannot tell"


@pytest.mark.parametrize(
    "more", [{"role": "observer"}, {"role": "substitute"}, {"status": "former"}, {"status": "incoming"}]
)
def test_who_does_not_count_is_listed_and_gives_no_voice(settled, person, more):
    frame = settled([person(CHARITY, **more), person(COUNCIL)])
    assert outcome(frame, "voice") == "not met"
    assert voluntary.voluntary_seats(frame)["counts_as_member"].tolist() == ["no"]


def test_one_person_on_two_lines_is_one_voice(settled, person):
    twice = [person(CHARITY, "Ada Example"), person(CHARITY, "Ada Example"), person(COUNCIL)]
    assert outcome(settled(twice), "two-or-more") == "not met"


def test_a_business_seat_held_by_a_charity_is_doubtful(settled, person):
    frame = settled([person(CHARITY, capacity_as_published="Private Sector Representative"), person(COUNCIL)])
    row = voluntary.voluntary_seats(frame).iloc[0]
    assert row["reads_as"] == "organisation" and "another sector" in row["doubt"]
    assert (outcome(frame, "voice"), outcome(frame, "voice-undoubted")) == ("met", "cannot tell")


def test_dates_shut_lists_out(settled, person):
    frame = settled([person(CHARITY), person(COUNCIL)])
    assert outcome(frame, "voice", as_at="2019-05-31") == "cannot tell"
    assert outcome(frame, "voice", as_at="2019-06-01", since="2019-06-01") == "met"
    assert outcome(frame, "voice", since="2019-06-02") == "cannot tell"


def test_the_main_board_is_answered_as_the_verdicts_answer_it():
    verdicts = known.verdicts()
    judged = verdicts[verdicts["criterion"] == "voluntary-voice"].drop_duplicates("lep").set_index("lep")["outcome"]
    voice = voluntary.voluntary_voice(known.seats()).set_index("lep")["voice"]
    assert len(judged) > 20
    assert (voice[judged.index] == judged).all()


def test_the_sighting_that_tells_the_organisation_is_named(settled, person):
    rows = [person(SUPPORT_BODY, "Ada Example"), person("", "Ada Example", snapshot_date="2019-05-01")]
    found = voluntary.voluntary_seats(settled(rows))
    assert found["organisation"].tolist() == [SUPPORT_BODY, SUPPORT_BODY]
    assert sorted(found["known_from"].str[:2]) == ["", "r1"]
