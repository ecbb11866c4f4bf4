"""Counts published without names: when they speak of a list, what they settle, and what they contradict."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from cases import table

from lepdata.files import RULES
from lepdata.judging.counts import speaking
from lepdata.judging.verdicts import judge, judge_counts
from lepdata.reviews.checking import as_json
from lepdata.seating.boards import PublishedCount

CHECK_SCHEMA = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))

TWO_THIRDS = "private-two-thirds"
EXAMPLES = Path(__file__).with_name("examples")
SOURCE = "https://example.org/counts"


def count(group: str, number: int | None = None, of: int | None = None, **more: object) -> PublishedCount:
    dated = {"as_at": "2022-06", "date_from": "2022-06-01", "date_to": "2022-06-30", "source_url": SOURCE} | more
    return PublishedCount(group, number, of, **dated)  # type: ignore[arg-type]


@pytest.fixture
def counted(board):

    def found(seats, *counts, **more):
        return judge(replace(board(seats, **more), published=counts))

    return found


@pytest.fixture
def women(board, seat):
    """A full list of sixteen of whom two are known to be women."""
    return board([seat("p", gender="woman")] * 2 + [seat("p")] * 14)


def test_a_count_narrows_exactly(women, one):
    alone = one(judge(women), "women-one-third")
    assert (alone.outcome, alone.basis) == ("cannot tell", "list")
    judged = judge(replace(women, published=(count("women", 3, 16),)))
    found = one(judged, "women-one-third")
    assert (found.for_, found.against, found.unknown, found.lowest_share) == (3, 13, 0, "3/16")
    assert (found.outcome, found.as_listed, found.basis) == ("not met", "cannot tell", "published count")
    assert found.reason == "by a count published for June 2022, 3 of 16 members are women: less than a third"
    assert any(SOURCE in caveat and "3 of 16 members as women" in caveat for caveat in judged.caveats)


@pytest.mark.parametrize(*table(EXAMPLES / "private_as_published.csv"))
def test_private_as_published(counted, one, seats, completeness, group, number, of, outcome, basis):
    judged = counted(seats, count(group, int(number), int(of) if of else None), completeness=completeness)
    found = one(judged, TWO_THIRDS, "as-published")
    assert (found.outcome, found.basis) == (outcome, basis)
    assert (found.outcome == "cannot tell") == found.reason.startswith("cannot tell: ")
    jsonschema.validate(as_json(judged), CHECK_SCHEMA)


def test_private_is_the_publishers_word_and_of_all_members(board, seat, one):
    seats = [*[seat("p")] * 7, *[seat("u")] * 4, seat("u", role_read="co-opted")]
    judged = judge(replace(board(seats), published=(count("private", 8, 12),)))
    assert one(judged, TWO_THIRDS, "as-published").outcome == "met"
    assert one(judged, TWO_THIRDS, "as-published", "without co-opted").basis == "list"
    for definition in ("business", "national-accounts"):
        found = one(judged, TWO_THIRDS, definition)
        assert (found.outcome, found.basis) == ("cannot tell", "list")


@pytest.mark.parametrize(*table(EXAMPLES / "each_group_settles_its_own_criterion.csv"))
def test_each_group_settles_its_own_criterion(counted, one, seats, group, number, of, criterion, outcome):
    given = count(group, int(number), int(of) if of else None)
    judged = counted(seats, given) if seats else judge_counts([given])  # perhaps without a list
    found = one(judged, criterion, "as-published")
    assert (found.outcome, found.basis) == (outcome, "list" if group == "education" else "published count")
    assert (found.outcome == "cannot tell") == found.reason.startswith("cannot tell: ")


@pytest.mark.parametrize(("size", "outcome"), [(20, "met"), (21, "not met")])
def test_a_published_size_settles_the_size_and_names_its_source(counted, one, size, outcome):
    judged = counted("ppp", count("women", 1, size), completeness="not stated")
    found = one(judged, "board-size")
    assert (found.outcome, found.basis) == (outcome, "published count")
    assert found.reason.startswith(f"by a count published for June 2022, the board has {size} members: ")
    missing = f"By the published size of {size} ({SOURCE}), {size - 3} members may be missing from the list."
    assert missing in judged.caveats


@pytest.mark.parametrize("as_at", ["2022-06-01", "2022-06-30", "2022", "2022-05-31", "2022-07-01", "", "no date"])
def test_a_count_speaks_only_of_a_list_of_its_own_date(board, one, as_at):
    speaks = as_at in ("2022-06-01", "2022-06-30", "2022")
    given = replace(board("ppuuuuuu", as_at=as_at), published=(count("women", 4, 8),))
    assert bool(speaking(given)) == speaks
    assert (one(judge(given, "nlgaf-2021"), "women-half").outcome == "met") == speaks
    undated = replace(given.published[0], as_at="", date_from="", date_to="")
    assert not speaking(replace(given, published=(undated,)))
    assert speaking(replace(given, published=(replace(undated, of_this_list=True),)))


@pytest.mark.parametrize(*table(EXAMPLES / "contradictions.csv"))
def test_contradictions_are_said_and_the_list_is_kept(counted, one, seats, completeness, counts, words):
    plain = one(counted(seats, completeness=completeness), TWO_THIRDS, "as-published")
    published = [re.fullmatch(r"(\w+) (\d+)(?: of (\d+))?", each).groups() for each in counts.split("; ")]
    given = [count(group, int(number), int(of) if of else None) for group, number, of in published]
    judged = counted(seats, *given, completeness=completeness)
    assert one(judged, TWO_THIRDS, "as-published") == plain
    said = [caveat for caveat in judged.caveats if words in caveat]
    assert len(said) == 1 and SOURCE in said[0]


def test_sizes_that_contradict_the_lists_or_the_size_given(board, counted, one):
    judged = counted("ppuuu", count("women", 2, 6), completeness="not stated", board_size=5)
    assert any("5 (the size given)" in caveat for caveat in judged.caveats)
    assert one(judged, "women-half").basis == "list"


def test_counts_that_agree_are_one_and_what_is_not_used_is_said(counted, one):
    assert one(counted("ppuuuuuu", count("women", 4), count("women", 4, 8)), "women-half").outcome == "met"
    judged = counted("ppuuuuuu", count("women", as_published="50%"))
    assert one(judged, "women-half").outcome == "cannot tell"
    assert any("“50%”, was printed without numbers" in caveat for caveat in judged.caveats)
    assert counted("ppppppppcccc", count("private", 8, 12), count("council", 4, 12)).caveats == ()  # no rule needs it


def test_counts_alone(one):
    judged = judge_counts([count("private", 10, 14), count("council", 3, 14)], lep="Exampleshire")
    assert judged.members == 14
    assert {verdict.basis for verdict in judged.all_verdicts} == {"published count"}
    assert [(v.criterion, v.definition, v.outcome) for v in judged.all_verdicts] == [
        (TWO_THIRDS, "as-published", "met"),
        ("board-size", None, "met"),
        ("councils-represented", None, "met"),
    ]
    found = one(judged, TWO_THIRDS, "as-published")
    assert (found.lowest_share, found.highest_share, found.as_listed) == ("5/7", "5/7", "cannot tell")
    assert found.reason == (
        "by a count published for June 2022, 10 of 14 members are private as published: more than two-thirds"
    )
    assert len(judged.caveats) == 1 and SOURCE in judged.caveats[0]
    jsonschema.validate(as_json(judged), CHECK_SCHEMA)


def test_counts_alone_that_contradict_have_no_date_or_no_printed_year():
    judged = judge_counts([count("private", 10, 14), count("women", 3, 15)])
    assert judged.all_verdicts == () and "14" in judged.caveats[0] and "15" in judged.caveats[0]
    undated = judge_counts([count("women", 3, 16, as_at="", date_from="", date_to="")])
    assert undated.all_verdicts and "no date" in " ".join(undated.caveats)
    about = judge_counts([count("women", 3, 15, date_from="", date_to="", note="year not printed")])
    assert "by a count of about June 2022, 3 of 15" in about.all_verdicts[1].reason
    assert "(year not printed)" in about.caveats[0]
