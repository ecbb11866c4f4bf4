"""The stages in their order: what is signed, corrected or wrong in data/raw reaches every table, or stops the build."""

import pandas as pd
import pytest

from lepdata.collections import built, tables
from lepdata.errors import InputFaults
from lepdata.registers import frozen

SOMEONE = "r0002"  # any shipped line with a name that stands on no other line
SIGNED = {"signed_by": "A Keeper", "signed_on": "2026-01-01", "reason": "asked to be removed", "source": ""}
REMOVAL = {"row_id": SOMEONE, "field": "person_name", "published": "", "corrected": "", "action": "remove", **SIGNED}


@pytest.fixture
def sign(monkeypatch):
    """Make the build see signed corrections."""

    def signed(*rows):
        frame = pd.DataFrame([{"correction_id": f"k{number}", **row} for number, row in enumerate(rows, start=1)])
        read = frozen.read_raw
        monkeypatch.setattr(
            frozen, "read_raw", lambda name, *root: frame if name == "corrections.csv" else read(name, *root)
        )

    return signed


def published(row_id, field):
    return frozen.read_raw("boards/black-country.csv").set_index("row_id").loc[row_id, field]


def test_a_correction_that_does_not_fit_stops_the_build_and_writes_nothing(sign, tmp_path):
    sign({**REMOVAL, "signed_by": ""})
    with pytest.raises(InputFaults, match=r"corrections\.csv, row 2, column signed_by"):
        built.build(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("field", ["source_url", "source_title"])
def test_a_corrected_source_needs_its_row_among_the_sources(sign, field):
    change = {"published": published(SOMEONE, field), "corrected": "https://example.org/elsewhere"}
    sign({**REMOVAL, "field": field, "action": "replace", **change})
    with pytest.raises(InputFaults, match=r"sources\.csv.*https://example\.org/elsewhere"):
        tables.compute()
