"""A reason in words: made from codes and published words, the same wherever it is shown."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.files import PROCESSED
from lepdata.reviews import known
from lepdata.schema import MADE_WHEN_SHOWN
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import because, settle

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "each_kind_of_reason.csv"))
def test_each_kind_of_reason(rule, kind, field, matched, words, seen, said):
    assert because(rule, kind, field, matched, words, seen) == said


def test_shown_words_are_those_of_settling_the_published_lines():
    lines = describe(known.read_table("sightings"))
    settled = settle(lines, find_evidence(lines)).set_index("seat_id")
    shown = known.read_table("members").set_index("seat_id")
    for name in ("why_not", "sector_because", "gender_because"):
        pd.testing.assert_series_equal(shown[name], settled.loc[shown.index, name])


@pytest.mark.parametrize("table", MADE_WHEN_SHOWN)
def test_no_sentence_is_stored(table):
    stored = pd.read_csv(PROCESSED / f"{table}.csv", dtype=str, keep_default_na=False)
    shown = known.read_table(table)
    assert set(MADE_WHEN_SHOWN[table]) == set(shown) - set(stored)
    pd.testing.assert_frame_equal(shown[list(stored)].astype(str), stored)
