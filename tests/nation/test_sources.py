"""Deleting any one source changes only what depends on it."""

import pandas as pd
import pytest

from lepdata.collections import tables as pipeline
from lepdata.read.board import read_raw_boards
from lepdata.registers.geography import leps

BOARDS = ("Gloucestershire", "Lancashire", "New Anglia")
BY_LEP = (
    *("sightings", "seats", "members", "lists", "boards", "verdicts"),
    *("voluntary_seats", "voluntary_voice", "council_coverage", "reconciliation"),
)


@pytest.fixture(scope="module")
def built():
    """Every table from given published lines."""

    def build(lines):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "read_raw_boards", lambda: lines)
            patch.setattr(pipeline, "apply_corrections", lambda lines, _: lines.assign(correction_ids=""))
            tables = pipeline.compute()
        return {name: tables[name] for name in BY_LEP}

    return build


@pytest.fixture(scope="module")
def lines():
    every = read_raw_boards()
    return every[every["lep"].isin(BOARDS)].reset_index(drop=True)


@pytest.fixture(scope="module")
def whole(built, lines):
    return built(lines)


def without(frame, lep):
    """The rows about other partnerships than this one; sums over all boards depend on every one of them."""
    kept = frame[(frame["lep"] != lep) & ~frame["lep"].str.startswith("(")].reset_index(drop=True)
    return kept.drop(columns=["line"], errors="ignore").astype(str)


def test_only_the_boards_of_a_source_change(built, lines, whole):
    lep, source = "Gloucestershire", "https://docsbay.net/gfirst-local-enterprise-partnership"
    fewer = lines[lines["source_url"] != source].reset_index(drop=True)
    assert 0 < len(fewer) < len(lines)
    after = built(fewer)
    for name, before in whole.items():
        pd.testing.assert_frame_equal(without(after[name], lep), without(before, lep), obj=f"{name} without {lep}")
    # the only list of that board's figures is gone, and what it settled is open again
    settled = (tables["reconciliation"].set_index("figure_id").loc["c46", "outcome"] for tables in (whole, after))
    assert list(settled) == ["agrees", "cannot be compared"]


def test_with_no_usable_list_at_all_everything_is_built_and_says_so(built):
    lines = read_raw_boards()
    found = built(lines[lines["snapshot_date"] == ""].reset_index(drop=True))
    assert found["verdicts"].empty and found["council_coverage"].empty and len(found["boards"]) == len(leps())
    assert set(found["reconciliation"]["outcome"]) == {"cannot be compared"}
