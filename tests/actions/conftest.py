"""Settled seats from a few published cells of invented people."""

import pandas as pd
import pytest

from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS


@pytest.fixture
def settled():
    """Rows of a full list of a main board of 2020, unless told otherwise, as the build settles them."""
    common = {"body": "main board", "snapshot_date": "2020-01-31", "date_basis": "printed", "role": "member"}
    common |= {"status": "current", "list_completeness": "full", "source_url": "https://example.org/board"}

    def make(lep: str, *rows: dict[str, str]) -> pd.DataFrame:
        lines = [
            common | {"lep": lep, "row_id": f"t{n}", "person_name": f"Ada {chr(65 + n)}"} | row
            for n, row in enumerate(rows)
        ]
        described = describe(pd.DataFrame(lines, columns=list(BOARD_COLUMNS), dtype="str").fillna(""))
        return list_seats(settle(described, find_evidence(described)))

    return make
