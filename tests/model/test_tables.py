"""Every column of every processed table is defined once, and there is no definition without a column."""

import pandas as pd
import pytest

from lepdata.files import PROCESSED
from lepdata.schema import TABLES, columns, dictionary, in_order


@pytest.mark.parametrize("table", TABLES)
def test_the_built_table_has_exactly_the_columns_of_the_dictionary(table):
    built = pd.read_csv(PROCESSED / f"{table}.csv", nrows=0)
    assert list(built) == columns(table, stored=True)


def test_no_definition_without_a_table_and_none_without_a_meaning():
    words = dictionary()
    assert set(words["table"]) == set(TABLES) and (words["meaning"].str.len() > 3).all()
    assert not words.duplicated(["table", "column"]).any()


def test_a_missing_column_is_noticed():
    with pytest.raises(KeyError):
        in_order("sources", pd.DataFrame({"source_id": ["s001"]}))


def allowed_words():
    for row in dictionary().to_dict("records"):
        if row["type"] == "word" and ";" in row["allowed"]:
            yield row["table"], row["column"], {word.strip() for word in row["allowed"].split(";")}


@pytest.mark.parametrize(("table", "column", "allowed"), list(allowed_words()))
def test_closed_lists_are_closed(table, column, allowed):
    values = set(pd.read_csv(PROCESSED / f"{table}.csv", dtype=str, keep_default_na=False)[column])
    assert {value or "empty" for value in values} <= allowed | ({"empty"} if "empty" in allowed else set())
