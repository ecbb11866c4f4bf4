"""Outcomes of all boards: counted, grouped, ranked by how far from each rule, and who meets everything."""

import re
from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.judging.judge import judge
from lepdata.nation import outcomes, over_time, spread
from lepdata.nation.outcomes import ROW_COLUMNS, grouped_by, with_kinds
from lepdata.nation.spread import CANNOT_TELL, COUNTED
from lepdata.reviews import known
from lepdata.seating.boards import Board, PublishedCount

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


FINDINGS = [
    outcomes.outcome_counts,
    outcomes.definition_counts,
    outcomes.furthest,
    outcomes.meets_everything,
    *(lambda frame, by=by: outcomes.outcome_counts(frame, by) for by in ("year", "region", "wave", "size")),
]


@pytest.mark.parametrize("find", FINDINGS)
def test_every_finding_is_said_in_two_sentences(find, verdicts):
    found = find(verdicts)
    assert found.answer == COUNTED and sentences(found.two_sentences) == 2
    assert not re.search(r"nan|None |<NA>|\{|  ", found.two_sentences)


@pytest.mark.parametrize("find", FINDINGS)
def test_without_a_list_it_says_so(find):
    found = find(NOTHING)
    assert found.answer == CANNOT_TELL and sentences(found.two_sentences) == 2 and found.frame.empty


@pytest.mark.parametrize("find", [outcomes.furthest, outcomes.meets_everything])
def test_with_fragments_only_it_says_so(find, verdicts):
    found = find(verdicts[verdicts["lep"] == "Fragmentshire"])
    assert found.answer == CANNOT_TELL and found.left_out["lep"].tolist() == ["Fragmentshire"]


def test_rows_are_those_of_the_published_table_with_kinds(verdicts):
    assert tuple(verdicts.columns) == ROW_COLUMNS == tuple(NOTHING.columns)
    assert with_kinds(verdicts.drop(columns=["kind", "office"]))[["kind", "office"]].equals(
        verdicts[["kind", "office"]]
    )
    with pytest.raises(UsageError, match="No framework"):
        with_kinds(verdicts.drop(columns=["kind"]).assign(framework="unheard-of"))


# Counting


def row_of(found, criterion, definition="", denominator="all", group="all boards"):
    frame = found.frame
    keys = {"criterion": criterion, "definition": definition, "denominator": denominator, "group": group}
    own = frame[(frame[list(keys)] == pd.Series(keys)).all(axis=1)]
    assert len(own) == 1
    return own.iloc[0]


def test_boards_are_counted_by_outcome_strictly_and_as_listed(verdicts):
    row = row_of(outcomes.outcome_counts(verdicts), "private-two-thirds", "business")
    assert (row["boards"], row["carrying"]) == (5, 4)
    assert (row["strictly_met"], row["strictly_not_met"], row["strictly_cannot_tell"]) == (1, 2, 2)
    assert (row["as_listed_met"], row["as_listed_not_met"], row["as_listed_cannot_tell"]) == (1, 3, 1)
    # Only the attendance list can be overturned: 4 of 8 needs 4 more private members, to be 8 of 12.
    assert (row["overturned_by_two_to_five"], row["overturned_by_none"]) == (1, 3)
    assert row["fewest_overturn"] == row["most_overturn"] == 4


def test_every_verdict_is_in_exactly_one_outcome(verdicts):
    for by in ("", "year", "region", "wave", "size"):
        frame = outcomes.outcome_counts(verdicts, by).frame
        for how in ("strictly", "as_listed"):
            sums = frame[[f"{how}_{word}" for word in ("met", "not_met", "cannot_tell")]].sum(axis=1)
            assert (sums == frame["boards"]).all()
        overturned = frame.filter(like="overturned_by").sum(axis=1)
        assert (overturned == frame["as_listed_met"] + frame["as_listed_not_met"]).all()
        assert frame["boards"].sum() == len(verdicts)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", {"2022 to 2024", "2019 to 2021", "2010 to 2012"}),
        ("size", {"11 to 15", "up to 10", "size not known"}),
        ("region", {"not known"}),
        ("wave", {"not known"}),
    ],
)
def test_boards_are_grouped(by, groups, verdicts):
    assert set(outcomes.outcome_counts(verdicts, by).frame["group"]) == groups


def test_places_of_ones_own(verdicts):
    where = pd.DataFrame({"lep": [one.lep for one in ALL], "region": "Nowhere", "wave": "wave 9"})
    assert set(grouped_by(verdicts, "region", where)) == {"Nowhere"}
    assert set(outcomes.outcome_counts(verdicts, "wave", where).frame["group"]) == {"wave 9"}


def test_a_grouping_nobody_knows_is_refused(verdicts):
    with pytest.raises(UsageError, match=r"No grouping is called 'regions'\. Did you mean 'region'"):
        outcomes.outcome_counts(verdicts, "regions")


def test_the_table_on_disk_can_be_counted_too():
    published = known.verdicts()
    found = outcomes.outcome_counts(published)
    assert found.frame["boards"].sum() == len(published) and sentences(found.two_sentences) == 2
    assert outcomes.furthest(published).answer == COUNTED
    assert outcomes.meets_everything(published).answer == COUNTED


def test_the_definition_decides_where_universities_do(verdicts):
    found = outcomes.definition_counts(verdicts)
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


def test_counts_without_names_can_decide_and_are_told_apart():
    count = PublishedCount("women", 5, 12, of_this_list=True)
    rows = outcomes.verdict_rows([judge(replace(SHORT, published=(count,)), RULES), judge(GOOD, RULES)])
    row = row_of(outcomes.outcome_counts(rows), "women-one-third")
    assert (row["strictly_met"], row["decided_by_counts"]) == (2, 1)
    tallied = spread.tallies(rows, "women-one-third")
    assert tallied[["for", "against", "open"]].values.tolist() == [[5, 7, 0], [4, 8, 0]]


def test_a_fragment_has_no_answer_as_listed(verdicts):
    fragment = verdicts[verdicts["lep"] == "Fragmentshire"]
    row = row_of(outcomes.outcome_counts(fragment), "private-two-thirds", "business")
    assert row["as_listed_cannot_tell"] == 1 and pd.isna(row["fewest_overturn"])
    assert row_of(outcomes.outcome_counts(fragment), "councils-represented")["as_listed_met"] == 1


# How far


COUNTS = [
    (7, 5, 0, 0),
    (8, 4, 0, 0),
    (0, 0, 0, 0),
    (5, 5, 2, 0),
    (5, 5, 1, 2),
    (0, 3, 0, 1),
    (21, 0, 0, 2),
    (0, 0, 2, 0),
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
        ("chair", (1, 0, 0, 0), (0, 0)),
        ("chair", (1, 1, 0, 0), (1, 1)),
        ("chair", (0, 0, 1, 0), (0, 1)),
        ("chair", (0, 0, 0, 0), None),
        ("deputy chair", (1, 1, 0, 0), (0, 0)),
        ("deputy chair", (0, 2, 0, 0), (1, 1)),
        ("deputy chair", (0, 1, 1, 0), (0, 1)),
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


def test_what_is_only_possible_comes_last_and_never_as_a_shortfall(verdicts):
    women = outcomes.furthest(verdicts).frame.query("criterion == 'women-one-third'")
    assert set(women["lep"]) == {"Dependshire", "Shortshire", "Listedshire"}  # nobody's gender is printed there
    assert set(women["sure"]) == {"possible"} and (women["short_at_least"] == 0).all()


def test_other_strengths_and_definitions_can_be_asked(verdicts):
    found = outcomes.furthest(verdicts, ("best practice",))
    assert "voluntary-voice" in set(found.frame["criterion"])
    national = outcomes.furthest(verdicts, definition="national-accounts").frame
    assert "Dependshire" not in set(national[national["criterion"] == "private-two-thirds"]["lep"])


def test_who_meets_everything_is_named(verdicts):
    found = outcomes.meets_everything(verdicts)
    assert found.frame["lep"].tolist() == ["Goodshire"] and "Goodshire" in found.two_sentences
    assert found.boards["lep"].iloc[0] == "Goodshire" and len(found.boards) == 4
    short = found.boards.set_index("lep").loc["Shortshire"]
    assert short["not_met"] == "private-two-thirds; chair-private" and short["open"] == "women-one-third"


def test_nobody_is_named_where_nobody_meets_everything(verdicts):
    found = outcomes.meets_everything(verdicts[verdicts["lep"] != "Goodshire"])
    assert found.frame.empty and found.two_sentences.startswith("None of 3 boards")
    assert "not proven on three of them" in found.two_sentences


# From seats


@pytest.fixture(scope="module")
def seats():
    everything = known.seats()
    return everything[everything["lep"].isin(["New Anglia", "Gloucestershire", "Humber"])]


def test_every_lep_with_a_dated_list_is_judged_by_the_same_rules(seats):
    judgements = outcomes.judged(seats)
    assert {one.board.lep for one in judgements} == {"New Anglia", "Gloucestershire", "Humber"}
    assert {one.framework.id for one in judgements} == {"nlgaf-2021"}
    counted = outcomes.judged(seats, compositions=known.read_table("compositions"))
    assert any(one.board.published for one in counted) and not any(one.board.published for one in judgements)
    then = {one.board.lep: one for one in outcomes.judged(seats, None, "2018-04-30")}
    assert "Humber" not in then and {one.framework.id for one in then.values()} == {"white-paper-2010"}
    assert then["New Anglia"].board.as_at <= "2018-04-30"


def test_change_is_read_from_the_lists_of_two_dates(seats):
    found = over_time.change_between(seats, "2018-07-23")
    assert found.frame["lep"].tolist() == ["New Anglia"] and found.answer == CANNOT_TELL
    row = found.frame.iloc[0]
    assert row["as_at_then"] == "2018-02-21" and row["as_at_now"] == "2023-03-31"
    assert row["lowest"] <= row["change"] <= row["highest"]
    reasons = found.left_out.set_index("lep")["reason"].to_dict()
    assert "later than the first date" in reasons["Gloucestershire"] and "one of the dates only" in reasons["Humber"]


def test_without_a_seat_nobody_is_judged(seats):
    nobody = seats.head(0)
    assert outcomes.judged(nobody) == []
    assert over_time.change_between(nobody, "2018-07-23").answer == CANNOT_TELL
    assert spread.diversity_indices(spread.sector_counts([])).answer == CANNOT_TELL


def test_dates_that_are_none_are_refused(seats):
    with pytest.raises(UsageError, match="cannot be read"):
        over_time.change_between(seats, "yesterday")
