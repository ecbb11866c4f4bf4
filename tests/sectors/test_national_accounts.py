"""The national-accounts reading on both sides of each change."""

import pandas as pd
import pytest

from lepdata.sectors.classifying import settled_rows

COLLEGE, HOUSING, BANK = "Northshire College", "Northshire Housing Group", "NatWest"


@pytest.mark.parametrize(
    ("organisation", "date", "reads"),
    [
        (COLLEGE, "2012-03-31", "public"),
        (COLLEGE, "2012-04-01", "private"),
        (COLLEGE, "2012", "unknown"),
        (COLLEGE, "2012-04", "private"),
        (COLLEGE, "2022-11-29", "public"),
        (COLLEGE, "2022-11", "unknown"),
        (COLLEGE, "", "unknown"),
        (HOUSING, "2015-10-29", "private"),
        (HOUSING, "2015-10-30", "public"),
        (HOUSING, "2017-11-16", "private"),
        (BANK, "2024-05-31", "public"),
        (BANK, "2024-06-01", "private"),
        ("University of Northshire", "", "private"),
        ("Northshire Community Foundation", "", "private"),
        ("Example Widgets Ltd", "", "private"),
        ("Kent County Council", "", "public"),
        ("NHS", "2019", "public"),
        ("Education", "2019", "unknown"),
        ("", "2019", "unknown"),
    ],
)
def test_readings(organisation, date, reads):
    row = settled_rows(pd.DataFrame({"organisation": [organisation], "snapshot_date": [date]}), decisions=False).iloc[0]
    assert row["national_accounts_sector"] == reads
