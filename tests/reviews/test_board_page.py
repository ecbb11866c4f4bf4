"""A board's page keeps its shape and says its answer whatever the board: of one, of sixty, undated, all unknown."""

import re
from dataclasses import replace

import altair as alt
import pandas as pd
import pytest
from cases import shown_by

import lepdata as lep
from lepdata.collections.folder import add, new_collection
from lepdata.judging.verdicts import judge
from lepdata.reviews.look import LINE, OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD
from lepdata.site.html import PHONE, figure

RIGHT_TO_LEFT = ("דוד כהן", "أحمد المثال", "שרה לוי")
PEOPLE = [
    f"{first} {last}"
    for first in ("Ada", "Bob", "Cy", "Di", "Ed")
    for last in ["Ash", "Birch", "Cedar", "Dale", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kale", "Lime"]
]
LONG = [f"{one} Featherstonehaugh Cholmondeley Majoribanks of the Isle of Westmorland" for one in PEOPLE[:14]]
BOARDS = {  # names, organisations, completeness, date, the beginning of the answer
    "of one": (["Ada Able"], ["Able Foods Ltd"], "full", "2026-05-01", "Reaches two-thirds"),
    "of sixty": (PEOPLE, ["Kent County Council"], "full", "2026-05-01", "Is below"),
    "without a date": (["Ada Able", "Bob Cole"], ["Able Foods Ltd"], "full", "", "Reaches two-thirds"),
    "all unknown": (PEOPLE[:12], [""], "attendance", "2026-05-01", "No answer: 0 to 12 of 12"),
    "of long names": (LONG, [f"{LONG[0]} Ltd"], "full", "2026-05-01", "Reaches two-thirds"),
    "from right to left": (RIGHT_TO_LEFT, ["Able Foods Ltd"], "full", "2026-05-01", "Reaches two-thirds"),
    "a fragment": (["Ada Able", "Bob Cole"], ["Able Foods Ltd"], "partial", "2026-05-01", "No answer: 2 members known"),
}


@pytest.fixture
def reviewed(request, tmp_path, charts_as_before):
    names, organisations, completeness, date, _ = BOARDS[request.param]
    rows = {"lep": "Testshire", "body": "Growth Board", "snapshot_date": date, "list_completeness": completeness}
    frame = pd.DataFrame({"person_name": names}).assign(**rows, organisation=(organisations * len(names))[: len(names)])
    frame.to_csv(tmp_path / "board.csv", index=False)
    names, shown = shown_by("lep_review", lep="", data=str(tmp_path / "board.csv"))
    return names["review"], BOARDS[request.param], shown


@pytest.mark.parametrize("reviewed", BOARDS, indirect=True)
def test_a_board_of_any_shape_keeps_it(reviewed):
    review, (names, _, completeness, _, answer), shown = reviewed
    (said,) = re.findall(r'<p class="lep-said">(.*?)</p>', lep.cards(review))
    assert said.startswith(answer) and len(said) < 120
    assert f"{len(names)} member" in lep.facts(review) and "no date" not in lep.facts(review)
    assert [len(one) for one in shown if getattr(one, "caption", "").startswith("Members of the")] == [len(names)]
    assert set(lep.table(review, "rules")["Answer"]) <= {"Reached", "Not reached", "Depends", "No answer"}
    drawn = [one for one in shown if isinstance(one, alt.TopLevelMixin)]
    assert bool(drawn) == (completeness != "partial")
    for chart in drawn:
        html = figure(chart.to_dict())
        (width,) = re.findall(r'<svg class="lep-chart"[^>]* width="([\d.]+)"', html)  # one drawing for every page
        assert float(width) <= PHONE and '<p class="lep-source">Source: ' in html


@pytest.mark.parametrize("reviewed", ["a fragment"], indirect=True)
def test_a_fragment_says_who_is_known_and_what_would_settle_it(reviewed):
    said = lep.cards(reviewed[0])
    assert said.index("Known: Ada Able") < said.index("What would settle it: a full list of one day")


def test_seats_that_a_published_size_tells_of_are_outlined_and_the_bracket_stands_at_two_thirds():
    review = lep.review_board("Worcestershire")
    sized = replace(review.board, board_size=18)
    review = replace(review, board=sized, judgement=judge(sized, "nlgaf-2021"))
    seats = review.seats
    assert len(seats) == 18 and (seats["group"] == "Not seen").sum() == 18 - review.judgement.members
    assert review.needed == 12 and "two-thirds would be 12." in str(lep.finding(review, "seats"))


def _luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(share * weight for share, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*SECTOR_COLOURS.values(), *OUTCOME_COLOURS.values(), LINE, TEXT, THRESHOLD])
def test_every_mark_stands_out_from_its_paper_and_its_letters_from_it(colour):
    assert contrast(colour, "#FFFFFF") >= 3
    if colour in SECTOR_COLOURS.values():
        assert max(contrast(colour, TEXT), contrast(colour, "#FFFFFF")) >= 4.5


@pytest.mark.parametrize("filed", [False, True], ids=["file", "collection"])
def test_a_confirmed_reading_says_first_who_signed_it_and_when(tmp_path, filed):
    read = lep.read_documents(lep.example_document()).query("reading == 'read'")
    signed = {"signed_by": "Ann Reader", "signed_on": "2026-04-02"}
    board = lep.confirm(read, lep="Testshire", body="Growth Board", date="2026-03-12", **signed)
    board.to_csv(tmp_path / "board.csv", index=False)
    data = tmp_path / "board.csv"
    if filed:
        new_collection(tmp_path / "mine", "Mine", alone=True)
        add(tmp_path / "board.csv", tmp_path / "mine")
        data = tmp_path / "mine"
    said = lep.sentences(lep.review_board(data=data))
    told = "Ann Reader compared what was read with the document on 2 April 2026."
    assert said[0] == told + " A doubt was left open beside 2 rows of it." * filed
    assert "Not read" not in " ".join(said)
