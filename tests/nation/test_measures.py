"""What a published figure counts, how a member answers it, how many a list may count, and how figures are dated."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.collections.measures import (
    Count,
    answer,
    count,
    every_measure,
    figures,
    measure,
    reaches,
    share_range,
    span,
    together,
)
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.judging.roll import Member, Roll
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.voice.voluntary import voluntary_measures


def member(sector="unknown", seat="", gender="not published", words=""):
    return Member(True, "member", sector, seat, "", "unknown", gender, words)


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        ("members", {}, "for"),
        ("women", {"gender": "woman"}, "for"),
        ("women", {"gender": "man"}, "against"),
        ("private", {"sector": "private"}, "for"),
        ("private", {"sector": "council"}, "against"),
        # publishers count by seat: it goes before the organisation
        ("private", {"sector": "education", "seat": "private"}, "for"),
        ("private", {"sector": "private", "seat": "other_public"}, "against"),
        (replace(measure("private"), by="organisation"), {"sector": "education", "seat": "private"}, "against"),
        # a seat for "the public sector" may be a council's or not
        ("council", {"seat": "other_public"}, "unknown"),
        ("public", {"seat": "other_public"}, "for"),
        ("public", {"sector": "voluntary"}, "against"),
        # a seat for the sector gives it a voice, whoever holds it
        ("voluntary", {"sector": "private", "seat": "voluntary"}, "for"),
        ("voluntary", {"sector": "voluntary", "seat": "private"}, "for"),
        ("voluntary", {"sector": "education"}, "against"),
        ("council women", {"sector": "council", "gender": "woman"}, "for"),
        ("council women", {"sector": "council"}, "unknown"),
        ("council women", {"sector": "private", "gender": "woman"}, "against"),
        ("council women", {"gender": "man"}, "against"),
        ("rural", {"words": "Rural champion"}, "for"),
        ("rural", {"words": "former rural champion"}, "unknown"),
        ("rural", {"words": ""}, "unknown"),
    ],
)
def test_how_a_member_answers(asked, given, said):
    assert answer(member(**given), measure(asked) if isinstance(asked, str) else asked) == said


def test_every_measure_is_used_and_every_used_one_exists():
    used = set(figures()["measure"])
    asked = {one.asked for one in every_measure().values()} | {one.base for one in every_measure().values()}
    assert used <= set(every_measure())
    of_collections = {"ethnicity", "disability", "age"}  # no shipped count is of these
    assert set(every_measure()) - used - asked == of_collections
    for one in every_measure().values():
        assert bool(one.why_not) == (one.level == "none") != bool(one.one and one.many), one.name


def test_women_among_those_a_council_sent_are_added_up():
    women = member("council", gender="woman"), member("council"), member(gender="woman"), member("private")
    found = together([count(Roll(women, "full"), measure("council women"))] * 2)
    assert (found.for_, found.base, found.highest, found.within(5).highest) == (2, 4, None, 5)


def test_the_studys_measures_exist(shipped):
    known = set(voluntary_measures(shipped)["measure"])
    assert {one.asked for one in every_measure().values() if one.level == "study"} <= known


def test_an_unknown_measure_is_refused_with_near_ones():
    with pytest.raises(UsageError, match="council women"):
        measure("council woman")


GENDER = {"w": "woman", "m": "man", "u": "not published"}


def roll(letters, completeness="full"):
    """A capital letter only might be a member."""
    members = tuple(
        Member(one.islower(), "member", "private", "", "", "private", GENDER[one.lower()], "") for one in letters
    )
    return Roll(members, completeness)


@pytest.mark.parametrize(
    ("letters", "completeness", "size", "lowest", "highest", "base"),
    [
        ("wm", "attendance", None, 1, None, 2),
        # a full list shows everybody: another published size does not stretch it
        ("wm", "full", 5, 1, 1, 2),
        # a published size smaller than what is seen limits nothing
        ("wm", "attendance", 1, 1, None, 2),
        ("", "partial", 4, 0, 4, 0),
    ],
)
def test_what_a_list_allows(letters, completeness, size, lowest, highest, base):
    found = count(roll(letters, completeness), measure("women")).within(size)
    assert (found.for_, found.highest, found.base) == (lowest, highest, base)


def completions(letters, unseen):
    """Every number of women and of members that a list allows, by trying everything."""
    for answers in product(*({"w": [1], "m": [0], "u": [0, 1]}[one.lower()] for one in letters)):
        for taken in product(*([True] if one.islower() else [True, False] for one in letters)):
            counted = [answer for answer, is_in in zip(answers, taken, strict=True) if is_in]
            for extra in range(unseen + 1):
                for women in range(extra + 1):
                    yield sum(counted) + women, len(counted) + extra


@given(st.text("wmuWMU", max_size=6))
def test_a_full_list_allows_what_trying_everything_allows(letters):
    found = count(roll(letters), measure("women"))
    tried = list(completions(letters, 0))
    assert (found.for_, found.highest) == (min(women for women, _ in tried), max(women for women, _ in tried))
    shares = [Fraction(women, members) for women, members in tried if members]
    if found.base:
        assert found.shares() == (min(shares), max(shares))


@given(st.text("wmuWMU", max_size=5), st.integers(0, 8))
def test_a_published_size_allows_what_trying_everything_of_that_size_allows(letters, size):
    sure = sum(one.islower() for one in letters)
    if size < sure:
        return
    found = count(roll(letters, "attendance"), measure("women")).within(size)
    # whoever only might be a member, or was not seen, may be a woman or not, as long as the size is kept
    tried = [
        women for women, members in completions(letters.replace("W", "U").replace("M", "U"), size) if members == size
    ]
    assert (found.for_, found.highest) == (min(tried), max(tried))


@pytest.mark.parametrize(
    ("found", "least", "said"),
    [
        (Count(1, 9), 1, "yes"),
        (Count(0, 9), 1, "no"),
        (Count(0, 9, 1), 1, "unknown"),
        (Count(0, 9, unseen=None), 1, "unknown"),
    ],
)
def test_whether_a_board_has_so_many(found, least, said):
    assert reaches(found, least) == said


@pytest.mark.parametrize(
    ("as_at", "found"),
    [
        ("", ("", "")),
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2018-08/2018-12", ("2018-08-01", "2018-12-31")),
    ],
)
def test_what_a_date_may_mean(as_at, found):
    assert span(as_at) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50%", ("99/200", "101/200")),
        ("0%", ("0", "1/200")),
        ("100%", ("199/200", "1")),
        ("12.5%", ("12/100", "13/100")),
        ("two thirds", ("2/3", "1")),
        ("below one third", ("0", "1/3")),
        ("15-strong", None),
        ("at least 50%", None),
        ("", None),
    ],
)
def test_the_shares_that_words_may_stand_for(text, found):
    assert share_range(text) == (tuple(map(Fraction, found)) if found else None)


def test_figures_are_told_apart_and_can_be_traced():
    rows = figures()
    # a note may tell the months
    own = rows.set_index("figure_id").loc["c01"]
    assert (own["as_at"], own["date_from"], own["series"]) == ("2018", "2018-08-01", "national table of 2018")
    assert rows["figure_id"].is_unique
    cells = [cell for rule in rule_file("figures/sums.csv") for cell in (rule["parts"], rule["whole"])]
    named = {part.split(":")[0] for cell in cells for part in cell.split()}
    assert named | set(read_raw("figures/published_percentages.csv")["figure_id"]) <= set(rows["figure_id"])
    assert rows["source_url"].str.match(r"https?://").all()
    named = rows[~rows["lep"].str.startswith("(")]
    assert set(named["lep"]) <= set(leps()["lep"])
    assert (rows["value"].eq("") | rows["value"].str.fullmatch(r"\d+")).all()
    assert (rows["of"].eq("") | rows["of"].str.fullmatch(r"\d+")).all()
    both = rows[(rows["value"] != "") & (rows["of"] != "")]
    assert (both["value"].astype(int) <= both["of"].astype(int)).all()
