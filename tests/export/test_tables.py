"""The tables as they leave: whole, as text, or those of some LEPs with all that they rest on."""

import pandas as pd
import pytest

from lepdata.export.tables import as_text, tables, typed, types
from lepdata.files import PROCESSED
from lepdata.schema import TABLES, columns


@pytest.mark.parametrize("name", [*TABLES, "dictionary"])
def test_every_table_leaves_as_its_file_has_it_with_its_sentences_beside(every, name):
    file = pd.read_csv(PROCESSED / f"{name}.csv", dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(every[name][list(file)], file)
    assert name == "dictionary" or list(every[name]) == columns(name)


def test_some_leps_bring_their_own_rows_reasons_and_documents(every):
    own = tables(["Cumbria", "Dorset"])
    assert set(own["members"]["lep"]) == {"Cumbria", "Dorset"}
    assert len(own["members"]) == every["members"]["lep"].isin(["Cumbria", "Dorset"]).sum()
    assert set(own["evidence"]["seat_id"]) <= set(own["sightings"]["row_id"])
    assert set(own["sources"]["source_id"]) == set(own["sightings"]["source_id"])
    pd.testing.assert_frame_equal(own["dictionary"], every["dictionary"])


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (3.0, "3"), (None, ""), (float("nan"), ""), (pd.NA, ""), ("", ""), ("007", "007"), (0.5, "0.5")],
)
def test_as_text(value, text):
    assert as_text(pd.DataFrame({"x": pd.Series([value, "other"], dtype=object)}))["x"].tolist() == [text, "other"]


@pytest.mark.parametrize("name", TABLES)
def test_whole_numbers_are_numbers_and_nothing_else_is(every, name):
    frame = typed(name, every[name])
    whole = {column for column, kind in types(name).items() if kind == "whole number"}
    assert {column for column in frame if frame[column].dtype == "Int64"} == whole
    pd.testing.assert_frame_equal(as_text(frame), every[name])


def test_a_number_that_is_none_is_noticed():
    with pytest.raises(ValueError, match="many"):
        typed("sources", pd.DataFrame({"n_rows": ["many"]}))
