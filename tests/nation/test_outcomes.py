"""Outcomes of all boards: counted, grouped, ranked by how far from each rule, and who meets everything."""

import re
from itertools import product

import pandas as pd
import pytest

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
NOTHING = outcomes.verdict_rows([])


@pytest.fixture(scope="module")
def verdicts():
    return outcomes.verdict_rows(judge(one, RULES) for one in ALL)


def sentences(text):
    return len(re.findall(r"[.!?](?=\s|$)", text))


FINDINGS = [outcomes.two_thirds, outcomes.definitions, outcomes.furthest, outcomes.meets_everything]


@pytest.mark.parametrize("find", FINDINGS)
def test_every_finding_is_said_in_two_sentences(find, verdicts):
    said = find(verdicts).two_sentences
    assert sentences(said) == 2 and not re.search(r"nan|None |<NA>|\{|  ", said)


@pytest.mark.parametrize("find", FINDINGS)
def test_without_a_list_it_says_so(find):
    found = find(NOTHING)
    assert "cannot be told" in found.two_sentences and sentences(found.two_sentences) == 2 and found.frame.empty
    assert tuple(NOTHING.columns) == ROW_COLUMNS and set(known.verdicts().columns) <= set(ROW_COLUMNS)


# Counting


def row_of(frame, criterion, definition=""):
    keys = {"criterion": criterion, "definition": definition, "denominator": "all", "group": "not known"}
    own = frame[(frame[list(keys)] == pd.Series(keys)).all(axis=1)]
    assert len(own) == 1
    return own.iloc[0]


def test_boards_are_counted_by_outcome_strictly_and_as_listed(verdicts):
    row = row_of(outcomes.outcome_counts(verdicts, "region"), "private-two-thirds", "business")
    assert row["boards"] == 5
    assert (row["strictly_met"], row["strictly_not_met"], row["strictly_cannot_tell"]) == (1, 2, 2)
    assert (row["as_listed_met"], row["as_listed_not_met"], row["as_listed_cannot_tell"]) == (1, 3, 1)
    # Only the attendance list can be overturned: 4 of 8 needs 4 more private members, to be 8 of 12.
    assert "could be overturned by 4 unseen members" in outcomes.two_thirds(verdicts).two_sentences


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", {"2022 to 2024", "2019 to 2021", "2010 to 2012"}),
        ("size", {"11 to 15", "up to 10", "size not known"}),
        ("region", {"not known"}),
        ("wave", {"not known"}),
    ],
)
def test_every_verdict_is_in_one_group_and_one_outcome(by, groups, verdicts):
    frame = outcomes.outcome_counts(verdicts, by)
    assert set(frame["group"]) == groups and frame["boards"].sum() == len(verdicts)
    for how in ("strictly", "as_listed"):
        sums = frame[[f"{how}_{word}" for word in ("met", "not_met", "cannot_tell")]].sum(axis=1)
        assert (sums == frame["boards"]).all()


@pytest.mark.parametrize(
    ("board", "by", "group"),
    [
        (board("New Anglia", "pc", as_at="2018-07"), "year", "2016 to 2018"),
        (board("New Anglia", "pc", as_at="2010"), "year", "2010 to 2012"),
        (board("New Anglia", "pc", as_at=""), "year", "no date"),
        (board("Exampleshire", "p" * 10), "size", "up to 10"),
        (board("Exampleshire", "p" * 11), "size", "11 to 15"),
        (board("Exampleshire", "p" * 21), "size", "more than 20"),
        (board("New Anglia", "pc"), "region", "East of England"),
        (board("Cheshire and Warrington", "pc"), "wave", "wave 2"),
    ],
)
def test_the_group_of_a_board(board, by, group):
    rows = outcomes.verdict_rows([judge(board, RULES)])
    assert set(outcomes.grouped_by(rows, by)) == {group}


def test_the_definition_decides_where_universities_do(verdicts):
    found = outcomes.definitions(verdicts)
    fragment = verdicts[verdicts["lep"] == "Fragmentshire"]  # has no answer as listed
    assert (fragment["as_listed"] == fragment["outcome"]).all() and fragment["overturned_by"].isna().all()
    answers = found.boards[found.boards["criterion"] == "private-two-thirds"].set_index("lep")["strictly"].to_dict()
    assert answers == {
        "Goodshire": "met under every definition",
        "Dependshire": "depends on the definition",
        "Shortshire": "not met under every definition",
        "Listedshire": "cannot tell",
        "Fragmentshire": "cannot tell",
    }
    row = found.frame.set_index("criterion").loc["private-two-thirds"]
    assert row["boards"] == 5 and row["strictly: depends on the definition"] == 1
    assert row["as_listed: not met under every definition"] == 2


# How far


COUNTS = [
    (7, 5, 0, 0),
    (8, 4, 0, 0),
    (5, 5, 1, 2),
    (0, 3, 0, 1),
    (21, 0, 0, 2),
]


@pytest.mark.parametrize(("for_", "against", "unknown", "might"), COUNTS)
@pytest.mark.parametrize(
    ("kind", "threshold"), [("share", "2/3"), ("share", "1/2"), ("presence", "1"), ("ceiling", "20")]
)
def test_the_distance_is_the_least_and_the_most_over_every_answer(kind, threshold, for_, against, unknown, might):
    row = {"kind": kind, "threshold": threshold, "office": "", "for": for_, "against": against}
    tried = []
    for more, ins, yes in product(range(unknown + 1), range(might + 1), range(might + 1)):
        if yes > ins:
            continue
        f, n = for_ + more + yes, for_ + against + unknown + ins
        up, down = (int(part) for part in (threshold + "/1").split("/")[:2])
        needed = {"share": -(-up * n // down) - f, "presence": up - f, "ceiling": f - up}[kind]
        tried.append(max(0, needed))
    found = outcomes.distance({**row, "unknown": unknown, "might": might})
    assert found == (min(tried), max(tried))


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
    row = dict(zip(("for", "against", "unknown", "might"), counts, strict=True))
    assert outcomes.distance({"kind": "office", "threshold": "1", "office": office, **row}) == expected


def test_the_furthest_come_first_and_only_from_lists_that_carry_a_share(verdicts):
    found = outcomes.furthest(verdicts)
    private = found.frame[found.frame["criterion"] == "private-two-thirds"]
    assert private["lep"].tolist() == ["Shortshire", "Dependshire", "Listedshire"]
    assert private["short_at_least"].tolist() == [4, 2, 2]  # 8 of 12 asked of 4 and of 6; 6 of 8 asked of 4
    assert private["sure"].tolist() == ["proven", "proven", "as listed"]
    assert private["overturned_by"].tolist()[2] == 4 and private["overturned_by"].isna().tolist() == [True, True, False]
    assert found.left_out["lep"].tolist() == ["Fragmentshire"]
    chair = found.frame[found.frame["criterion"] == "chair-private"]
    assert chair["lep"].tolist() == ["Shortshire"]
    women = found.frame.query("criterion == 'women-one-third'")  # nobody's gender is printed on three of them
    assert set(women["sure"]) == {"possible"} and (women["short_at_least"] == 0).all() and len(women) == 3


def test_who_meets_everything_is_named(verdicts):
    found = outcomes.meets_everything(verdicts)
    assert found.frame["lep"].tolist() == ["Goodshire"] and "Goodshire" in found.two_sentences
    assert found.boards["lep"].iloc[0] == "Goodshire" and len(found.boards) == 4
    short = found.boards.set_index("lep").loc["Shortshire"]
    assert (short["rules"], short["met"]) == (4, 1)
    nobody = outcomes.meets_everything(verdicts[verdicts["lep"] != "Goodshire"])
    assert nobody.frame.empty and nobody.two_sentences.startswith("None of 3 boards")


def test_every_lep_with_a_dated_list_is_judged_by_the_last_rules_up_to_a_day():
    everything = known.seats()
    seats = everything[everything["lep"].isin(["New Anglia", "Gloucestershire", "Humber"])]
    then = {one.board.lep: one for one in outcomes.judged(seats, "2017-10-31")}
    assert set(then) == {"New Anglia", "Gloucestershire"}
    assert {one.framework.id for one in then.values()} == {RULES}
    assert then["New Anglia"].board.as_at <= "2017-10-31"
