"""A reason in words: made from codes and published words, the same wherever it is shown."""

import pandas as pd
import pytest

from lepdata.files import PROCESSED
from lepdata.reviews import known
from lepdata.schema import MADE_WHEN_SHOWN
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import because, settle

COLLEGE = {"rule": "college-word", "kind": "organisation words", "field": "organisation", "words": "Example College"}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            {**COLLEGE, "rule": "other-sighting", "matched": "full name",
             "seen": "college-word|organisation words|organisation|"},
            'another line about this person (same name): the organisation "Example College" names a college',
        ),
        (
            {"rule": "other-sighting", "matched": "surname", "words": "Exampel Council",
             "seen": "fuzzy-match|fuzzy match|organisation|Example | Council"},
            'another line about this person (surname): the organisation "Exampel Council" is spelt nearly like '
            '"Example | Council"',
        ),
        ({"rule": "d|1", "kind": "decision", "words": "it is one"}, "it is one"),
        (
            {"rule": "other-sighting", "matched": "surname", "words": "it is one", "seen": "|decision||"},
            "another line about this person (surname): it is one",
        ),
        (
            {"rule": "company-register", "kind": "register", "field": "organisation", "words": "Badger",
             "seen": "name of a company (PLC), number 7"},
            'the organisation "Badger" has the name of a company (PLC), number 7',
        ),
    ],
)  # fmt: skip
def test_each_kind_of_reason(reason, said):
    blank = dict.fromkeys(("rule", "kind", "field", "matched", "words", "seen"), "")
    assert because(**(blank | reason)) == said


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
