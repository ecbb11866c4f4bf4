"""Reviews of the shipped boards: every part builds for every board, and says what the tables say."""

from itertools import groupby
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from cases import shown_by
from sample import CHARTS, PAGE, SECTIONS, summary_page

import lepdata as lep
from lepdata.errors import UsageError
from lepdata.registers import geography
from lepdata.reviews.board_page import TABLES
from lepdata.reviews.look import CHARTS as BOARD_CHARTS
from lepdata.reviews.markup import Sentences, Table

ROOT = Path(__file__).resolve().parents[2]

LEPS = geography.leps()["lep"].tolist()
# Full, cut, in fragments, attendance, seats without names; tests/pages opens all 38.
SHOWN = {"New Anglia", "Leeds City Region", "Enterprise M3", "South East", "Gloucestershire"}


@pytest.fixture(scope="module")
def notebook(charts_as_before):
    return shown_by("national_review")


@pytest.fixture(scope="module")
def nation(notebook):
    return notebook[0]["review"]


def charts(shown):
    """What the notebook draws, in its order; first the ranges, then the readings of private."""
    return [one.to_dict() for one in shown if isinstance(one, alt.TopLevelMixin)]


def test_every_part_of_a_board_shows_itself(nation):
    assert [one.lep for one in nation.boards] == LEPS and len(LEPS) == 38
    for one in (one for one in nation.boards if one.lep in SHOWN):
        for kind in TABLES:
            shown = lep.table(one, kind)
            assert isinstance(shown, pd.DataFrame) and shown.caption
            assert ("<table" in shown._repr_html_()) != shown.empty
        drawn = [lep.chart(one, kind).to_dict() for kind in BOARD_CHARTS] if not one.is_fragment else []
        assert all(spec["description"].endswith(".") and spec["title"]["subtitle"] for spec in drawn)
        assert all(str(lep.finding(one, name)).endswith(".") for name in ("seats", "shares", "councils"))


def test_members_are_those_judged_each_with_its_source_offices_first_and_sectors_together(nation):
    offices = ["chair", "deputy chair", "member"]
    for one in nation.boards:
        assert one.judgement.members == (one.members["counts_as_member"] == "yes").sum()
        assert one.members["source_address"].str.startswith(("http://", "https://")).all()
        read = one.members["role"].map(lambda role: offices.index(role) if role in offices else 2)
        assert read.is_monotonic_increasing
        sectors = one.members.loc[read == 2, "sector"]
        assert len(list(groupby(sectors))) == sectors.nunique()


@pytest.mark.parametrize(("kind", "drawn"), [("national", 2), ("collection", 1)])
def test_the_page_of_all_boards_builds_where_nothing_can_be_said(kind, drawn):
    """The page of today is made whole in tests/site/test_everywhere.py."""
    _, shown = shown_by(f"{kind}_review", as_at="2010-01-01")
    assert "nothing can be said" in next(one for one in shown if isinstance(one, Sentences))[0]
    assert all(one.caption in one._repr_html_() for one in shown if isinstance(one, Table))
    first, *others = charts(shown)
    assert first["description"] == "No list good enough to read a share from was found." and len(others) == drawn - 1


def test_a_list_of_fragments_carries_no_share(nation):
    for one in nation.boards:
        if one.board.completeness in ("partial", "truncated"):
            shares = [v for v in one.judgement.all_verdicts if v.criterion in ("private-half", "private-two-thirds")]
            assert {v.outcome for v in shares if v.basis == "list"} <= {"cannot tell"}
            assert lep.caveats(one)[0].startswith(("The list is only a part", "The list was cut off in print"))
            own = nation.answers[nation.answers["lep"] == one.lep]
            assert set(own.loc[own["answer"] == "cannot tell", "shown"]) == {"no answer"}


def test_a_chart_counts_what_it_has_no_room_to_draw():
    ranges, readings, *_ = (one["description"] for one in charts(shown_by("national_review", most=3)[1]))
    assert ranges.startswith("Of 24 usable") and ranges.endswith("The 21 oldest lists are not drawn.")
    assert readings.startswith("On 8 usable") and readings.endswith("The 5 oldest lists are not drawn.")


def test_answers_that_rest_on_guesses_are_starred_and_the_squares_bring_their_colours(nation, notebook):
    drawn = charts(notebook[1])[0]["datasets"].values()
    rows = [row for data in drawn for row in data if row.get("shown")]
    usable = nation.last_rules.query("criterion == @nation.main_rule.id and carries_a_share == 'yes'")
    guessed = set(usable.query("shown != shown_without_guesses")["lep"])
    assert {row["board"][5:] for row in rows if row["mark"].endswith("*")} == guessed != set()
    assert all(row["mark"].endswith("*") == (row["shown"] != row["shown_without_guesses"]) for row in rows)
    assert "[data-answer=" in lep.table(nation, "squares")._repr_mimebundle_()["text/html"].partition("</style>")[0]


def test_a_date_before_any_list_is_said():
    review = lep.review_board("Enterprise M3", "2010-06-01")
    assert review.board is None and "No dated list" in lep.sentences(review)[0]
    assert "No dated list" in lep.cards(review)
    assert not any(lep.chart(review, kind) for kind in BOARD_CHARTS)
    assert all(shown.empty or shown._repr_html_() for shown in (lep.table(review, kind) for kind in TABLES))
    assert lep.facts(review) and lep.heading(review) and lep.caveats(review) == ()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lep.review_board("New Angla"), "New Anglia"),
        (lambda: lep.review_board("New Anglia", "soon"), "date asked for"),
        (lambda: lep.review_board("New Anglia", framework="nlgaf"), "nlgaf-2019"),
        (lambda: lep.chart(lep.review_board("New Anglia"), "pie"), "readings"),
        (lambda: lep.table(lep.review_board("New Anglia"), "rulse"), "rules"),
        (lambda: lep.board("New Anglia", "2009"), "earlier"),
    ],
)
def test_wrong_usage_gets_the_near_matches(call, words):
    with pytest.raises(UsageError, match=words):
        call()


def test_the_committed_summary_is_true_and_every_finding_has_words_and_a_picture(nation, notebook):
    text, pictures = summary_page(nation, dict(zip(CHARTS, charts(notebook[1]), strict=True)))
    assert (ROOT / "docs" / PAGE).read_text(encoding="utf-8") == text, "run: make docs"
    assert all((ROOT / "docs" / place).is_file() and f"]({place})" in text for place in pictures)
    assert len(SECTIONS) == text.count("\n## ") and len(pictures) == 4
    assert all(svg.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" ') for svg in pictures.values())


def test_known_numbers_of_a_board_that_was_published_as_seats():
    """GFirst published its twelve seats in April 2018 without names, and how many each sector has."""
    members = lep.review_board("Gloucestershire").members.query("counts_as_member == 'yes'")
    assert members.groupby("sector").size().to_dict() == {"Private": 7, "Council": 2, "Voluntary": 1, "Education": 2}


def test_a_seat_published_for_another_sector_is_said_beside_the_sector(nation):
    listed = pd.concat([one.board.members for one in nation.boards]).query("counts_as_member != 'no'")
    differing = listed.query("seat_sector != '' and seat_sector != sector and sector != 'unknown'")
    shown = nation.members.query("counts_as_member != 'no'")["sector_shown"].str.contains("published seat")
    assert shown.sum() == len(differing) > 0


def test_only_lists_later_than_its_due_day_are_judged_by_a_rule(nation):
    usable = nation.last_rules.query("criterion == @nation.main_rule.id and carries_a_share == 'yes'")
    later = usable[usable["after_due"] == "yes"]
    assert set(later["as_at"].str[:4]) <= {"2020", "2021", "2022", "2023"} and len(later) < len(usable)
    assert f"{len(later)} are later than the day" in lep.sentences(nation)[0]
