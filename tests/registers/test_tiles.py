"""The tile map: one cell each, one piece, north up, and neighbours mostly neighbours."""

from __future__ import annotations

import re

import pytest

from lepdata.registers.frozen import manifest
from lepdata.registers.geography import districts, leps, tiles

TILES = tiles().set_index("lep")
CODE = TILES["code"].to_dict()
LEP = {code: lep for lep, code in CODE.items()}

# Pairs of LEPs whose areas of 2017 share a district or a stretch of boundary, read from the districts they are made of;
# of areas that two LEPs share, what touches only through the shared part is left out. Not a complete list.
NEIGHBOURS = """NEL: CUM TEES YORK | CUM: LANC YORK | TEES: YORK | YORK: LANC LEED HUM SHEF | LANC: MAN LIV LEED
LEED: MAN SHEF D2N2 | HUM: LINC SHEF | LIV: CHW MAN | MAN: CHW D2N2 | SHEF: D2N2 LINC | CHW: STOK MAR D2N2
D2N2: STOK LEIC LINC GBS | STOK: GBS BLC MAR WOR | LEIC: COV LINC SEM GCGP | LINC: GCGP ANG SEM | MAR: WOR GLO
BLC: GBS WOR | GBS: COV WOR | COV: WOR GLO OXF SEM | WOR: GLO | GCGP: ANG SEM HERT SEL | ANG: SEL
SEM: OXF BUCK HERT | OXF: GLO SWIN TVB BUCK | BUCK: TVB HERT LON | HERT: LON SEL | LON: SEL C2C EM3 TVB
GLO: WOE SWIN | WOE: SWIN HSW | SWIN: HSW DOR EM3 SOL TVB | HSW: CORN DOR | DOR: SOL | SOL: EM3 C2C
EM3: TVB C2C | C2C: SEL"""
PAIRS = {
    frozenset((line.split(":")[0], other))
    for line in re.split(r" \| |\n", NEIGHBOURS)
    for other in line.split(":")[1].split()
}
KEPT = 69


def place(code: str) -> tuple[float, int]:
    """Centre of a tile: how far east, in tiles, and how far south, in rows."""
    row, column = int(TILES.loc[LEP[code], "row"]), int(TILES.loc[LEP[code], "column"])
    return column + 0.5 * (row % 2 == 0), row


def touch(one: str, other: str) -> bool:
    (x, row), (u, line) = place(one), place(other)
    return abs(x - u) == (1 if row == line else 0.5) and abs(row - line) <= 1


def test_38_cells_of_their_own():
    assert set(TILES.index) == set(leps()["lep"]) and len(TILES) == 38
    assert not TILES.duplicated(["row", "column"]).any()
    assert TILES["code"].is_unique and TILES["code"].str.fullmatch(r"[A-Z][A-Z0-9]{2,3}").all()
    assert TILES[["row", "column"]].min().tolist() == [1, 1]


def test_it_is_one_piece():
    reached, further = set(), {"LON"}
    while further:
        reached |= further
        further = {code for code in LEP if code not in reached and any(touch(code, one) for one in further)}
    assert reached == set(LEP)


def test_most_neighbours_are_neighbours():
    kept = sum(touch(*pair) for pair in PAIRS)
    assert (kept, len(PAIRS)) == (KEPT, 91)
    card = manifest().set_index("path").loc["registers/lep_tiles.csv", "notes"]
    assert f"{KEPT} of {len(PAIRS)} pairs" in card


def test_few_tiles_touch_that_are_no_neighbours():
    strange = [(a, b) for a in LEP for b in LEP if a < b and touch(a, b) and frozenset((a, b)) not in PAIRS]
    assert len(strange) <= 15


@pytest.mark.parametrize("year", [2017, 2021])
def test_leps_that_share_a_district_are_among_the_pairs(year):
    shared = districts(year)[districts(year)["second_lep"] != ""]
    found = {frozenset((CODE[a], CODE[b])) for a, b in zip(shared["lep"], shared["second_lep"], strict=True)}
    assert found and found <= PAIRS


NORTH = """NEL TEES|NEL CUM|TEES YORK|HUM LINC|LANC LIV|SHEF D2N2|GBS COV|D2N2 LEIC|ANG SEL|GCGP HERT|WOR GLO|GLO WOE
BUCK LON|HERT LON|EM3 SOL|SWIN DOR|WOE HSW|LON SEL|LON C2C|HSW CORN"""
WEST = """CUM TEES|LIV MAN|MAN LEED|LEED HUM|MAR BLC|BLC GBS|CHW STOK|LEIC SEM|GCGP ANG|HERT ANG|GLO OXF|OXF BUCK
BUCK LON|TVB LON|LON SEL|C2C SEL|SOL C2C|DOR SOL|CORN HSW"""


@pytest.mark.parametrize(("pairs", "axis"), [(WEST, 0), (NORTH, 1)])
def test_directions(pairs, axis):
    known = [pair.split() for pair in re.split(r"[|\n]", pairs)]
    assert [(one, other) for one, other in known if place(one)[axis] >= place(other)[axis]] == []


def test_the_ends_of_england():
    assert [code for code in LEP if place(code)[1] == min(place(other)[1] for other in LEP)] == ["NEL"]
    assert [code for code in LEP if place(code)[1] == max(place(other)[1] for other in LEP)] == ["CORN"]
    assert [code for code in LEP if place(code)[0] == min(place(other)[0] for other in LEP)] == ["CORN"]
    assert [code for code in LEP if place(code)[0] == max(place(other)[0] for other in LEP)] == ["ANG"]
