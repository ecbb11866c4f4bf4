"""The national-accounts reading on both sides of each change."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.sectors.classifying import settled_rows

EXAMPLES = Path(__file__).with_name("examples")

COLLEGE, HOUSING, BANK = "Northshire College", "Northshire Housing Group", "NatWest"


@pytest.mark.parametrize(*table(EXAMPLES / "readings.csv"))
def test_readings(organisation, date, reads):
    row = settled_rows(pd.DataFrame({"organisation": [organisation], "snapshot_date": [date]}), decisions=False).iloc[0]
    assert row["national_accounts_sector"] == reads
