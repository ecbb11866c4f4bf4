"""The tile map as a chart: every area once, readable without colour, and a finding in words."""

import pytest

from lepdata.registers.geography import leps, tiles
from lepdata.reviews.nation_charts import _COLOURS, _LABELS, TILE, tile_map
from lepdata.site.charts import chart_svg

LEPS = leps()["lep"].tolist()
ANSWERS = dict(zip(LEPS, ["met"] * 4 + ["not met"] * 14 + ["depends"] * 20, strict=True))


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


def test_every_area_has_one_tile_at_its_place():
    drawn = {row["LEP"]: row for row in rows(tile_map(ANSWERS, "A map"))}
    assert set(drawn) == set(LEPS) and len(drawn) == 38
    for tile in tiles().to_dict("records"):
        row = drawn[tile["lep"]]
        assert (row["Code"], row["y"]) == (tile["code"], tile["row"] - 1)
        assert row["x"] == tile["column"] - 1 + (0.5 if tile["row"] % 2 == 0 else 0)


def test_it_is_readable_without_colour():
    marks = {row["Answer"]: row["Mark"] for row in rows(tile_map(ANSWERS, "A map"))}
    assert marks == {"Met (Yes)": "Yes", "Not met (No)": "No", "Depends (?)": "?"}


@pytest.mark.parametrize("answer", _COLOURS)
def test_letters_stand_out_from_their_tile(answer):
    condition = tile_map(ANSWERS, "A map").to_dict()["layer"][1]["encoding"]["color"]["condition"]
    letters = "#0B0C0C" if f"'{_LABELS[answer]}'" in condition["test"] else "#FFFFFF"
    assert condition["value"] == "white" and contrast(_COLOURS[answer], letters) >= 4.5


def test_the_finding_counts_all_and_names_the_few():
    said = tile_map(ANSWERS, "A map").to_dict()["description"]
    assert said == f"Of 38 areas: 4 met ({', '.join(LEPS[:4])}), 20 that depend on the reading and 14 not met."


def test_it_draws_narrow_enough_for_a_telephone():
    svg = chart_svg(tile_map(ANSWERS, "A map").properties(title="").to_dict())
    width = float(svg.split(' width="')[1].split('"')[0])
    assert 7 * TILE <= width <= 480
    assert all(code in svg for code in tiles()["code"])
