"""The published seats: all there, words kept, each with exactly one source."""

import re

import pandas as pd
import pytest

from lepdata import vocabulary
from lepdata.dates import interval
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps, slug

BOARDS = [path for path in read_raw("manifest.csv")["path"] if path.startswith("boards/")]
SEATS = pd.concat([read_raw(path).assign(path=path) for path in BOARDS], ignore_index=True)
SOURCES = read_raw("sources.csv")
SEATS_SO_FAR = 2484
DOCUMENT = ["source_url", "source_title", "source_kind"]


def test_how_many():
    assert len(SEATS) >= SEATS_SO_FAR  # lists may be added, none may be lost
    assert (SEATS["lep"].nunique(), len(BOARDS)) == (38, 38)


def test_each_lep_has_its_own_file():
    expected = {(f"boards/{slug(lep)}.csv", lep) for lep in leps()["lep"]}
    assert set(zip(SEATS["path"], SEATS["lep"], strict=True)) == expected


@pytest.mark.parametrize("path", BOARDS)
def test_columns_and_order(path):
    board = read_raw(path)
    assert tuple(board.columns) == vocabulary.BOARD_COLUMNS
    numbers = board["row_id"].str.removeprefix("r").astype(int)
    assert numbers.is_monotonic_increasing


def test_row_ids_are_unique():
    assert SEATS["row_id"].is_unique and SEATS["row_id"].str.fullmatch(r"r\d{4,}").all()


def test_each_seat_has_exactly_one_source():
    joined = SEATS.merge(SOURCES, on=DOCUMENT, how="left")
    assert len(joined) == len(SEATS)
    assert joined["source_id"].notna().all()
    counted = joined["source_id"].value_counts().sort_index()
    assert counted.to_dict() == dict(zip(SOURCES["source_id"], SOURCES["n_rows"].astype(int), strict=True))


def test_sources_are_documents_on_the_web():
    assert SOURCES["source_id"].tolist() == [f"s{number:03}" for number in range(1, len(SOURCES) + 1)]
    assert not SOURCES.duplicated(DOCUMENT).any()
    assert SOURCES["source_url"].str.fullmatch(r"https?://[^\s/]+\.[a-z]{2,}(:\d+)?(/\S*)?").all()
    hosts = SOURCES["source_url"].str.extract(r"//(?:www\.)?([^/:]+)")[0].str.lower()
    assert hosts.tolist() == SOURCES["publisher_host"].tolist()
    assert (SOURCES["source_title"] != "").all()


def test_closed_lists():
    closed = {"role": vocabulary.ROLES, "status": vocabulary.STATUSES, "attendance": vocabulary.ATTENDANCE}
    closed |= {"date_basis": ("printed", "inferred", "estimated", "none"), "list_completeness": vocabulary.COMPLETENESS}
    assert [column for column, allowed in closed.items() if set(SEATS[column]) - set(allowed)] == []


def test_dates_exist_and_agree_with_their_basis():
    intervals = SEATS["snapshot_date"].map(interval)
    assert (intervals.isna() == (SEATS["date_basis"] == "none")).all()
    assert intervals.dropna().map(lambda days: "2010" <= days[0] <= days[1] < "2025").all()


def test_labels_belong_to_seats():
    labels = read_raw("labels/sector_labels.csv")
    assert labels["row_id"].is_unique
    assert set(labels["row_id"]) - set(SEATS["row_id"]) == set()
    assert set(labels["sector_label"]) - set(vocabulary.SECTORS) == set()
    assert set(labels["kind"]) == {"own-text", "other-sighting", "low", "unknown"}


def test_compositions():
    counts = read_raw("compositions/published_compositions.csv")
    assert counts["composition_id"].tolist() == [f"c{number:02}" for number in range(1, len(counts) + 1)]
    assert len(counts) >= 111
    outside = set(counts["lep"]) - set(leps()["lep"])
    assert outside == {"(all 38)", "(23 of 38)", "(all 39)", "(7 of 39)"}
    assert counts["as_at"].map(interval).notna().sum() == (counts["as_at"] != "").sum()
    both = counts[(counts["count"] != "") & (counts["of"] != "")]
    assert (both["count"].astype(int) <= both["of"].astype(int)).all()


PRIVATE_COLUMN = re.compile(r"e-?mail|phone|mobile|address|birth|(^|_)age$|gender|ethnic|postcode|home", re.IGNORECASE)
PRIVATE_TEXT = re.compile(r"\S@\S+\.\S|\b0\d{3,4} ?\d{5,7}\b")


def test_nothing_personal_beyond_the_published_columns():
    counts_of_areas = {"registers/lep_populations.csv": {"working_age", "ethnic_group_total"}}
    for path in read_raw("manifest.csv")["path"]:
        found = {column for column in read_raw(path) if PRIVATE_COLUMN.search(column)}
        assert found == counts_of_areas.get(path, set()), path


def test_no_address_of_a_person_in_the_seats():
    text = SEATS.drop(columns=DOCUMENT).agg(" ".join, axis=1)
    assert text[text.map(lambda row: bool(PRIVATE_TEXT.search(row)))].tolist() == []
