"""Answers of all boards: counted, ranked by how far from each rule, and who meets everything."""

import re
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from lepdata.judging.bounds import Tally
from lepdata.judging.framework_files import framework
from lepdata.judging.kinds import KINDS
from lepdata.judging.verdicts import judge
from lepdata.nation import outcomes
from lepdata.nation.outcomes import ROW_COLUMNS
from lepdata.reviews import known
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
    return outcomes.answer_frame(row for one in judged(*boards) for row in outcomes.answer_rows("yardstick", one))


def headline(*boards):
    return outcomes.headline(answers(*boards), TWO_THIRDS)


@pytest.mark.parametrize("find", [outcomes.furthest, outcomes.meets_everything])
def test_every_finding_is_said_in_words_and_without_a_list_it_says_so(find):
    said = find(judged(*ALL)).two_sentences
    assert said.endswith(".") and not re.search(r"nan|None |<NA>|\{|  ", said.replace("None of", ""))
    nothing = find([])
    assert "cannot be told" in nothing.two_sentences and nothing.frame.empty
    assert "cannot be told" in outcomes.headline(answers(), TWO_THIRDS).two_sentences
    columns = tuple(outcomes.verdict_rows([]).columns)
    assert columns == ROW_COLUMNS and set(known.verdicts().columns) <= set(ROW_COLUMNS)


def test_only_lists_later_than_the_due_day_are_counted_as_meeting_or_missing():
    found = headline(*ALL)
    assert found.two_sentences == (
        "Of the 4 lists that can carry a share, 2 are later than the day on which “Two-thirds private” was due "
        "(31 March 2020): over all readings of “private”, one meets it (proven) and for one it depends on what "
        "counts as private (proven). The other 2 are older and only measured by it: none meet it and two miss it "
        "(one proven, one open)."
    )
    assert found.boards["lep"].tolist() == ["Goodshire", "Dependshire"]
    assert found.left_out["lep"].tolist() == ["Shortshire", "Listedshire"]


@pytest.mark.parametrize(
    ("as_at", "later"), [("2020-03-30", "no"), ("2020-03-31", "yes"), ("2020-03", "no"), ("", "no")]
)
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


def test_rules_are_counted_by_what_later_lists_answer():
    row = outcomes.by_rule(answers(*ALL)).set_index("rule").loc["Two-thirds private"]
    assert row.to_dict() == {"due": 2, "met": 1, "not met": 0, "depends": 1, "no answer": 0, "older": 2}


# How far


COUNTS = [(7, 5, 0, 0), (8, 4, 0, 0), (5, 5, 1, 2), (0, 3, 0, 1), (21, 0, 0, 2)]


@pytest.mark.parametrize(("for_", "against", "unknown", "might"), COUNTS)
@pytest.mark.parametrize(
    ("kind", "threshold"), [("share", "2/3"), ("share", "1/2"), ("presence", "1"), ("ceiling", "20")]
)
def test_the_distance_is_the_least_and_the_most_over_every_answer(kind, threshold, for_, against, unknown, might):
    tried = []
    for more, ins, yes in product(range(unknown + 1), range(might + 1), range(might + 1)):
        if yes > ins:
            continue
        f, n = for_ + more + yes, for_ + against + unknown + ins
        up, down = (int(part) for part in (threshold + "/1").split("/")[:2])
        needed = {"share": -(-up * n // down) - f, "presence": up - f, "ceiling": f - up}[kind]
        tried.append(max(0, needed))
    counted = Tally(for_, against, unknown, might_unknown=might)
    assert KINDS[kind].distance(Fraction(threshold), counted) == (min(tried), max(tried))


@pytest.mark.parametrize(
    ("office", "counts", "expected"),
    [
        ("chair", (1, 1, 0, 0), (1, 1)),
        ("chair", (0, 0, 1, 0), (0, 1)),
        ("chair", (0, 0, 0, 0), None),
        ("deputy chair", (1, 1, 0, 0), (0, 0)),
        ("deputy chair", (0, 2, 0, 0), (1, 1)),
    ],
)
def test_every_chair_counts_but_one_deputy_is_enough(office, counts, expected):
    for_, against, unknown, might = counts
    found = KINDS["office"].distance(Fraction(1), Tally(for_, against, unknown, might_unknown=might), office)
    assert found == expected


def test_only_what_is_missed_on_every_reading_is_ranked_by_the_kindest_of_them():
    found = outcomes.furthest(judged(*ALL))
    private = found.frame[found.frame["criterion"] == "private-two-thirds"]
    assert private["lep"].tolist() == ["Shortshire", "Listedshire"]  # Dependshire meets it on one reading
    assert private["short_at_least"].tolist() == [4, 2]  # 8 of 12 asked of 4; 6 of 8 asked of 4
    assert private["certainty"].tolist() == ["proven", "open"]
    assert found.left_out["lep"].tolist() == ["Fragmentshire"]
    kind = outcomes.furthest(judged(board("Kindshire", "ppppeecccccc"))).frame
    assert kind["short_at_least"].tolist()[0] == 2  # with the two universities six of twelve are private
    assert found.frame.loc[found.frame["criterion"] == "chair-private", "lep"].tolist() == ["Shortshire"]


def test_who_meets_everything_is_named():
    found = outcomes.meets_everything(judged(*ALL))
    assert found.frame["lep"].tolist() == ["Goodshire"] and "Goodshire" in found.two_sentences
    assert found.boards["lep"].iloc[0] == "Goodshire" and len(found.boards) == 4
    short = found.boards.set_index("lep").loc["Shortshire"]
    assert (short["rules"], short["met"]) == (4, 1)
    nobody = outcomes.meets_everything(judged(*ALL[1:]))
    assert nobody.frame.empty and nobody.two_sentences.startswith("None of 3 boards")


def test_every_lep_with_a_dated_list_is_judged_by_the_last_rules_up_to_a_day():
    everything = known.seats()
    seats = everything[everything["lep"].isin(["New Anglia", "Gloucestershire", "Humber"])]
    then = {one.board.lep: one for one in outcomes.judged(seats, "2017-10-31", LAST)}
    assert set(then) == {"New Anglia", "Gloucestershire"}
    assert {one.framework.id for one in then.values()} == {RULES}
    assert then["New Anglia"].board.as_at <= "2017-10-31"
