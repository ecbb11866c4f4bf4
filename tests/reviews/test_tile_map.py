"""The tile map as a chart: every area once, readable without colour, and a finding in words."""

import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.registers.geography import leps, tiles
from lepdata.reviews.nation_charts import TILE, tile_map
from lepdata.site.charts import chart_svg

LEPS = leps()["lep"].tolist()
ANSWERS = ["met"] * 4 + ["not met"] * 14 + ["cannot tell"] * 20


@pytest.fixture
def frame():
    return pd.DataFrame({"lep": LEPS, "answer": ANSWERS})


def rows(chart):
    (data,) = chart.to_dict()["datasets"].values()
    return data


def contrast(colour, letters):
    def luminance(text):
        shares = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(share * weight for share, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    light, dark = sorted((luminance(colour), luminance(letters)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_area_has_one_tile_at_its_place(frame):
    drawn = {row["LEP"]: row for row in rows(tile_map(frame, "answer", "A map"))}
    assert set(drawn) == set(LEPS) and len(drawn) == 38
    for tile in tiles().to_dict("records"):
        row = drawn[tile["lep"]]
        assert (row["Code"], row["y"]) == (tile["code"], tile["row"] - 1)
        assert row["x"] == tile["column"] - 1 + (0.5 if tile["row"] % 2 == 0 else 0)


def test_it_is_readable_without_colour(frame):
    marks = {row["Answer"]: row["Mark"] for row in rows(tile_map(frame, "answer", "A map"))}
    assert marks == {"Met (Yes)": "Yes", "Not met (No)": "No", "Cannot tell (?)": "?"}


@pytest.mark.parametrize(
    "colour", ["#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1", "#6B7280", "#B1B4B6"]
)
def test_letters_stand_out_from_their_tile(frame, colour):
    chart = tile_map(frame.assign(answer="x"), "answer", "A map", {"x": colour}, {"x": "X"})
    dark = {row["Dark"] for row in rows(chart)}
    assert len(dark) == 1 and contrast(colour, "#FFFFFF" if dark.pop() else "#0B0C0C") >= 4.5


def test_the_finding_counts_all_and_names_the_few(frame):
    said = tile_map(frame, "answer", "A map").to_dict()["description"]
    few = ", ".join(LEPS[:4])
    assert said == f"Of 38 areas: 4 met ({few}), 20 cannot tell and 14 not met."


def test_an_area_without_an_answer_is_drawn_and_said(frame):
    chart = tile_map(frame.drop(index=[0]).replace({"answer": {"met": ""}}), "answer", "A map")
    assert "no answer (" in chart.to_dict()["description"]
    assert sum(row["Mark"] == "–" for row in rows(chart)) == 4


def test_only_answers_that_are_given_are_in_the_legend(frame):
    spec = tile_map(frame.assign(answer="met"), "answer", "A map").to_dict()
    scales = [
        layer["encoding"]["color"]["scale"]["domain"]
        for layer in spec["layer"]
        if "scale" in layer["encoding"].get("color", {})
    ]
    assert scales == [["Met (Yes)"]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: pd.concat([frame, frame.head(1)]), "several rows"),
        (lambda frame: frame.assign(answer="perhaps"), "perhaps"),
    ],
)
def test_what_cannot_be_drawn_is_refused(frame, change, said):
    with pytest.raises(UsageError, match=said):
        tile_map(change(frame), "answer", "A map")


def test_it_draws_narrow_enough_for_a_telephone(frame):
    svg = chart_svg(tile_map(frame, "answer", "A map").to_dict())
    width = float(svg.split(' width="')[1].split('"')[0])
    assert 7 * TILE <= width <= 480
    assert all(code in svg for code in tiles()["code"])


def test_hostile_answers_are_text(frame):
    evil = "</text><script>alert(1)</script>"
    spec = tile_map(frame.assign(answer=evil), "answer", "A map", {evil: "#12436D"}, {evil: "<b>"}).to_dict()
    svg = chart_svg(spec)
    assert "<script" not in svg and "<b>" not in svg


def test_nothing_given_is_modified(frame):
    before = frame.copy()
    tile_map(frame, "answer", "A map")
    pd.testing.assert_frame_equal(frame, before)
