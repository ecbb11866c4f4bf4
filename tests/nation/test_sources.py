"""Deleting any one source changes only what depends on it."""

import pandas as pd
import pytest

from lepdata.collections import build as pipeline
from lepdata.collections.reconciliation import reconcile
from lepdata.collections.shown import every_seat, in_sentences
from lepdata.nation import over_time, places
from lepdata.read.board import read_raw_boards
from lepdata.registers.geography import leps
from lepdata.schema import MADE_WHEN_SHOWN
from lepdata.seating.assembly import assemble

BOARDS = ("Black Country", "Greater Manchester", "Gloucestershire", "Lancashire", "New Anglia")
BY_LEP = (
    *("sightings", "seats", "members", "lists", "boards", "verdicts"),
    *("voluntary_seats", "voluntary_voice", "council_coverage"),
)


def lines_of(*names):
    lines = read_raw_boards()
    return lines[lines["lep"].isin(names)].reset_index(drop=True)


def found_in(settled):
    """What the findings about people and places say, by name."""
    boards = [board for lep in leps()["lep"] if (board := assemble(settled, lep))]
    return {
        "turnover": over_time.turnover(settled),
        "chairs": over_time.chairs(settled),
        "successors": over_time.reappearances(settled),
        "places": places.beside_residents(boards),
        "rural": places.rural_voices(settled),
        "reconciled": reconcile(settled),
    }


@pytest.fixture(scope="module")
def built():
    """Every table and finding from given published lines."""

    def build(lines):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "read_raw_boards", lambda: lines)
            tables = pipeline.compute()

        def read(name):
            table = tables[name]
            return in_sentences(name, table, read) if name in MADE_WHEN_SHOWN else table

        return {name: tables[name] for name in BY_LEP} | found_in(every_seat(read))

    return build


@pytest.fixture(scope="module")
def whole(built):
    return built(lines_of(*BOARDS))


def without(frame, lep):
    """The rows about other partnerships than this one; sums over all boards depend on every one of them."""
    kept = frame[(frame["lep"] != lep) & ~frame["lep"].str.startswith("(")].reset_index(drop=True)
    return kept.drop(columns=["line"], errors="ignore").astype(str)


@pytest.mark.parametrize(
    ("lep", "address"),
    [
        ("Gloucestershire", "https://docsbay.net/gfirst-local-enterprise-partnership"),
        ("New Anglia", ""),
    ],
)
def test_only_the_boards_of_a_source_change(built, whole, lep, address):
    lines = lines_of(*BOARDS)
    source = address or lines.loc[lines["lep"] == lep, "source_url"].mode().iloc[0]
    fewer = lines[lines["source_url"] != source].reset_index(drop=True)
    assert 0 < len(fewer) < len(lines)
    after = built(fewer)
    for name, before in whole.items():
        pd.testing.assert_frame_equal(without(after[name], lep), without(before, lep), obj=f"{name} without {lep}")
    assert len(after["sightings"]) == len(fewer)
    if address:  # the only list of that board's figures is gone, and what it settled is open again
        outcomes = [tables["reconciled"].set_index("figure_id").loc["c46", "outcome"] for tables in (whole, after)]
        assert outcomes == ["agrees", "cannot be compared"]


@pytest.mark.parametrize("kept", ["nothing", "undated"])
def test_with_no_usable_list_at_all_everything_is_built_and_says_so(built, kept):
    lines = read_raw_boards()
    undated = lines[lines["snapshot_date"] == ""]
    assert len(undated) > 5, "the test needs lines without a date"
    found = built(undated.reset_index(drop=True) if kept == "undated" else lines.iloc[:0])
    assert found["verdicts"].empty and found["council_coverage"].empty
    assert len(found["boards"]) == len(found["places"]) == len(leps())
    assert set(found["places"]["because"]) == {"No dated list of the board is held."}
    assert set(found["reconciled"]["outcome"]) == {"cannot be compared"}
    assert all(found[name].empty for name in ("turnover", "chairs", "successors"))
