"""Women with the unknown visible, and what nobody publishes."""

from dataclasses import replace

import pandas as pd
import pytest

from lepdata.judging.counts import characteristics
from lepdata.reviews import known
from lepdata.reviews.boards import board as board_of
from lepdata.reviews.boards import review_board
from lepdata.reviews.checking import check
from lepdata.reviews.given import classify
from lepdata.seating.boards import Board, PublishedCount
from lepdata.sectors.settling import TITLES_OFF

GENDERS = {"w": "woman", "m": "man", "u": "not published"}


def board(letters: str, completeness: str = "full", size: int | None = None) -> Board:
    """Small letters are members, capitals might be."""
    rows = [{"counts_as_member": "yes" if x.islower() else "might", "gender": GENDERS[x.lower()]} for x in letters]
    members = pd.DataFrame(rows, columns=["counts_as_member", "gender"])
    return Board("Exampleshire", "main board", "2020", completeness, members, size)


@pytest.mark.parametrize(
    ("letters", "completeness", "size", "lowest", "highest"),
    [
        ("wmm", "full", None, "1/3", "1/3"), ("wmu", "full", None, "1/3", "2/3"), ("uuu", "full", None, "0", "1"),
        ("wmu", "attendance", None, "0", "1"), ("wmu", "attendance", 4, "1/4", "3/4"),
        ("wmu", "attendance", 2, "0", "1"), ("wmW", "full", None, "1/2", "2/3"), ("wmM", "full", None, "1/3", "1/2"),
        ("wmU", "full", None, "1/3", "2/3"), ("wmU", "not stated", 3, "1/3", "2/3"),
    ],
)  # fmt: skip
def test_bounds_of_women(letters, completeness, size, lowest, highest):
    women = characteristics(board(letters, completeness, size))[0]
    assert (women["lowest_share"], women["highest_share"]) == (lowest, highest)
    assert (women["yes"], women["members"]) == (letters.count("w"), sum(map(str.islower, letters)))


def test_shares_are_those_of_the_verdicts():
    verdicts = known.verdicts()
    of_lists = verdicts[(verdicts["criterion"] == "women-one-third") & (verdicts["basis"] == "list")]
    judged = of_lists.drop_duplicates("lep")
    assert len(judged) > 8
    for row in judged.to_dict("records"):
        women = characteristics(board_of(row["lep"]))[0]
        assert (women["lowest_share"], women["highest_share"]) == (row["lowest_share"], row["highest_share"])


def test_how_many_rest_on_a_title_is_said():
    women = characteristics(board_of("New Anglia"))[0]
    # r2186 to r2203: Mrs or Ms, Mr, Prof and Cllr
    assert (women["yes"], women["members"], women["not_published"]) == (6, 18, 2)
    assert "Here 16 of 18 by a printed title" in women["reason"]


NATION = [PublishedCount("women", None, 625, "2018", as_published="23%"), PublishedCount("men", 1, as_published="x")]


@pytest.mark.parametrize(("letters", "told"), [("uuu", (True, True)), ("wuu", (False, False)), ("", (False, True))])
def test_where_nothing_is_printed_the_counts_of_all_boards_stand_in_place_of_any_share(letters, told):
    women = characteristics(board(letters), NATION)[0]
    assert ("together: 23% of 625 members in 2018" in women["reason"], women["lowest_share"] == "") == told


WOMEN = ("women-one-third", "women-half")


@pytest.mark.parametrize(("titles", "answers"), [(True, ["met", "not met"]), (False, ["cannot tell", "cannot tell"])])
def test_titles_can_be_switched_off(titles, answers, monkeypatch):
    """New Anglia, 31 March 2023: 6 Mrs or Ms, 10 Mr, Prof and Cllr of 18; nothing else tells."""
    given = board_of("New Anglia").members
    judged = check(given, titles=titles)
    found = {one.criterion: one.outcome for one in judged.all_verdicts if one.denominator == "all"}
    assert [found[name] for name in WOMEN] == answers
    assert (TITLES_OFF in judged.caveats) != titles
    monkeypatch.setenv(known.NO_TITLES, "" if titles else "1")
    reviewed = {one.criterion: one.outcome for one in review_board("New Anglia").judgement.all_verdicts}
    assert [reviewed[name] for name in WOMEN] == answers
    told = classify(pd.DataFrame({"Name": ["Mrs A Example"], "Organisation": ["Example Ltd"]}), titles=titles)
    assert told.loc[0, ["gender", "gender_kind"]].tolist() == (["woman", "title"] if titles else ["not published", ""])


def test_the_method_page_tells_the_truth_about_titles():
    seats, verdicts = known.seats(), known.verdicts()
    assert 110 < (seats["gender_kind"] == "title").sum() < 130
    told = verdicts[verdicts["criterion"].str.startswith("women") & (verdicts["outcome"] != "cannot tell")]
    found = told[told["basis"] == "list"][["lep", "criterion"]].drop_duplicates().to_numpy().tolist()
    assert found == [["New Anglia", one] for one in WOMEN]
    printed = seats.set_index("row_ids")["honorific"]
    assert [printed[row] for row in ("r2150", "r2153", "r1526", "r1536")] == ["Ms", "Mrs", "Mrs", "Ms"]


def test_what_nobody_publishes_is_said_plainly():
    rows = pd.DataFrame(characteristics(board("wmu"))[1:])
    printed = rows[["characteristic", "published", "lowest_share"]].to_numpy().tolist()
    assert printed == [[one, "no", ""] for one in ("ethnicity", "disability", "age")]
    assert rows["reason"].str.contains("No list seen").all() and (rows["not_published"] == 3).all()


def test_no_list_prints_ethnicity_disability_or_age():
    lines = known.read_table("sightings")
    assert not [name for name in lines if any(part in name for part in ("ethnic", "disab", "age_", "birth"))]
    own_words = lines["job_title"] + "; " + lines["capacity_as_published"] + "; " + lines["sector_as_published"]
    assert not own_words.str.contains(r"\bethnic|\bBAME\b|\bdisab|\baged? [0-9]|years old", case=False).any()


def test_a_published_count_of_any_characteristic_is_shown_with_its_base():
    count = PublishedCount("ethnicity", 2, 14, "2021", as_published="two from ethnic minorities")
    shown = characteristics(replace(board("wmu"), published=(count,)))
    (found,) = (one for one in shown if one["published"] == "as a count")
    assert (found["yes"], found["members"], found["lowest_share"]) == (2, 14, "1/7")
    of_nobody = [one for one in shown if (one["characteristic"], one["published"]) == ("ethnicity", "no")]
    assert [one["lowest_share"] for one in of_nobody] == [""]  # never of a person
