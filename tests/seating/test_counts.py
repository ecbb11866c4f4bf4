"""Published counts keep their dates, and no date is made for them."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.boards import Board, PublishedCount, count_days, counts_of, with_counts

EXAMPLES = Path(__file__).with_name("examples")

COLUMNS = ["composition_id", "lep", "body", "as_at", "date_from", "date_to"]
COLUMNS += ["note", "group", "count", "of", "as_published", "source_url"]


@pytest.mark.parametrize(*table(EXAMPLES / "days_that_a_count_may_mean.csv"))
def test_days_that_a_count_may_mean(as_at, note, first, last):
    assert count_days(as_at, note) == (first, last)


def table(*rows: str) -> pd.DataFrame:
    return pd.DataFrame([row.split("|") for row in rows], columns=COLUMNS, dtype=str)


COUNTS = table(
    "c1|Exampleshire|main board|2018|2018-01-01|2018-12-31||women|3|16||https://example.org",
    "c2|Exampleshire|main board||||undated|private|||two thirds|https://example.org",
    "c3|Exampleshire|Audit Committee|2018|2018-01-01|2018-12-31||women|1|4||https://example.org",
    "c4|Otherland|main board|2018|2018-01-01|2018-12-31||women|5|9||https://example.org",
)


def test_counts_of_one_body_with_missing_numbers_as_none():
    board = Board("Exampleshire", "main board", "2018", "full", pd.DataFrame())
    found = with_counts(board, counts_of(COUNTS)).published
    assert [one.id for one in found] == ["c1", "c2"]
    assert (found[0].count, found[0].of, found[0].date_to) == (3, 16, "2018-12-31")
    assert (found[1].count, found[1].of, found[1].as_published) == (None, None, "two thirds")


def test_a_board_gets_its_own_counts_and_is_not_changed():
    board = Board("Exampleshire", "Audit Committee", "2018", "full", pd.DataFrame())
    assert [one.id for one in with_counts(board, counts_of(COUNTS)).published] == ["c3"]
    assert board.published == ()


@pytest.mark.parametrize(
    ("group", "count", "of", "size"),
    [("members", 15, None, 15), ("women", 3, 16, 16), ("council women", 0, 4, None), ("boards", 15, 23, None)],
)
def test_the_size_a_count_gives(group, count, of, size):
    assert PublishedCount(group, count, of).size == size
