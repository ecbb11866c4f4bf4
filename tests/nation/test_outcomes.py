"""Answers of all boards, counted; and the share that each list allows."""

import pandas as pd
import pytest

from lepdata.judging.framework_files import framework
from lepdata.judging.verdicts import judge, many_as_frame
from lepdata.reviews import known, outcomes
from lepdata.seating.boards import Board

LETTERS = {
    "p": ("private", "private", ""),
    "c": ("council", "public", ""),
    "e": ("education", "private", "university"),
    "v": ("voluntary", "private", "charity"),
    "u": ("unknown", "unknown", ""),
}
RULES = "nlgaf-2021"


def board(lep, letters, as_at="2022-06-30", completeness="full", gender=""):
    """A board from letters; the first member is the chair, and `gender` says who is a woman or a man."""
    rows = []
    for place, letter in enumerate(letters):
        sector, national, kind = LETTERS[letter.lower()]
        row = {"counts_as_member": "might" if letter.isupper() else "yes", "sector": sector, "sector_kind": kind}
        row |= {"national_accounts_sector": national, "role_read": "member" if place else "chair"}
        printed = {"w": "woman", "m": "man"}.get(gender[place : place + 1], "not published")
        rows.append({**row, "gender": printed})
    return Board(lep, "main board", as_at, completeness, pd.DataFrame(rows, dtype=str))


GOOD = board("Goodshire", "ppppppppcccc", gender="wwwwmmmmmmmm")
DEPENDS = board("Dependshire", "ppppppeeeccc")
SHORT = board("Shortshire", "cppppccccccc", as_at="2019-01-31")
LISTED = board("Listedshire", "ppppcccc", as_at="2012", completeness="attendance")
FRAGMENT = board("Fragmentshire", "pc", as_at="2011", completeness="partial")
ALL = (GOOD, DEPENDS, SHORT, LISTED, FRAGMENT)
LAST = framework(RULES)
TWO_THIRDS = LAST.criteria[0]


def judged(*boards):
    return [judge(one, RULES) for one in boards]


def answers(*boards):
    return outcomes.answer_frame(("yardstick", one) for one in judged(*boards))


def headline(*boards):
    return outcomes.headline(answers(*boards), TWO_THIRDS)


def test_where_there_is_no_list_that_is_said():
    nothing = outcomes.headline(answers(), TWO_THIRDS)
    assert "cannot be told" in nothing.two_sentences and nothing.frame.empty
    assert set(known.read_table("verdicts").columns) <= set(many_as_frame([]))


def test_only_lists_later_than_the_due_day_are_counted_as_meeting_or_missing():
    found = headline(*ALL)
    assert found.two_sentences == (
        "Of the 4 lists that can carry a share, 2 are later than the day on which “Two-thirds private” was due "
        "(31 March 2020): over all readings of “private”, one meets it (proven) and for one it depends on what "
        "counts as private (proven). The other 2 are older and only measured by it: none meet it and two miss it "
        "(one proven, one uncertain)."
    )
    assert found.frame["lep"].tolist() == ["Goodshire", "Dependshire", "Shortshire", "Listedshire"]


def test_an_answer_that_would_be_another_without_guesses_is_named():
    guessed = board("Guessshire", "ppppppppcccc")
    guessed.members["sector_status"] = ["guessed"] * 3 + ["settled"] * 9
    said = headline(GOOD, guessed).two_sentences
    assert said.endswith(" One of these answers rests on a guess; without it: no answer for Guessshire.")
    assert "guess" not in headline(GOOD).two_sentences


@pytest.mark.parametrize("as_at, later", [("2020-03-30", "no"), ("2020-03-31", "yes"), ("2020-03", "no"), ("", "no")])
def test_the_day_on_which_a_rule_was_due(as_at, later):
    rows = answers(board("Dayshire", "ppc", as_at=as_at)).set_index("criterion")["after_due"]
    assert rows["private-two-thirds"] == rows["board-size"] == rows["deputy-chair-private"] == later


def test_what_a_page_shows_of_an_answer():
    rows = answers(*ALL).query("criterion == 'private-two-thirds'").set_index("lep")
    assert rows["shown"].to_dict() == {
        **{"Goodshire": "met", "Dependshire": "depends", "Shortshire": "not met", "Listedshire": "not met"},
        **{"Fragmentshire": "no answer"},
    }
    assert rows.loc["Dependshire", ["fewest", "most", "members"]].tolist() == [6, 9, 12]
    assert rows["certainty"].to_dict()["Listedshire"] == "open" and rows["to_overturn"].to_dict()["Listedshire"] == 4


def test_what_a_list_allows_with_seats_that_nobody_saw():
    """Twenty is the limit: of eight listed four are private, so of twenty from 4 to 16 may be."""
    found = outcomes.ranges(answers(*ALL), TWO_THIRDS, LAST).set_index("lep")
    assert found.index.tolist() == ["Listedshire", "Shortshire", "Goodshire", "Dependshire"]  # the oldest list first
    columns = ["lowest", "highest", "unseen_lowest", "unseen_highest"]
    assert found.loc["Listedshire", columns].tolist() == [1 / 2, 1 / 2, 4 / 20, 16 / 20]
    assert found.loc["Dependshire", columns].tolist() == [6 / 12, 9 / 12, 6 / 12, 9 / 12]  # a full list: nobody unseen
    readings = outcomes.by_reading(many_as_frame(judged(DEPENDS)), TWO_THIRDS).set_index("definition")["lowest"]
    assert readings.to_dict() == {"business": 6 / 12, "as-published": 6 / 12, "national-accounts": 9 / 12}


def counts(*rows):
    columns = ["lep", "as_at", "date_from", "count", "of", "group", "body", "source_url"]
    return pd.DataFrame([(*row, "private", "main board", "") for row in rows], columns=columns, dtype=str)


def test_a_boards_own_later_count_is_told_where_it_says_another_thing():
    printed = counts(
        ("Listedshire", "2019-05", "2019-05-01", "8", "12"),
        ("Shortshire", "2018", "2018-01-01", "10", "12"),  # earlier than its list
        ("Goodshire", "2023", "2023-01-01", "9", "12"),  # says the same
        ("(all 38)", "2020", "2020-01-01", "8", "12"),
        ("Dependshire", "2023", "2023-01-01", "most", "12"),
    )
    found = outcomes.published_counts(printed, "private")
    assert found["lep"].tolist() == ["Listedshire", "Shortshire", "Goodshire"]
    told = outcomes.later_counts(found, answers(*ALL), TWO_THIRDS)
    assert told == {"Listedshire": "its own count of May 2019: 8 of 12, met"}
