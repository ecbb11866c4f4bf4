"""Settled seats from a few published cells of invented people."""

import pytest


@pytest.fixture
def settled(settle_lines):
    """Rows of a list of 2020, each of somebody else, unless told otherwise, as the build settles them."""

    def make(lep: str, *rows: dict[str, str]):
        common = {"lep": lep, "snapshot_date": "2020-01-31", "status": "current"}
        people = [{"row_id": f"t{n}", "person_name": f"Ada {chr(65 + n)}"} for n in range(len(rows))]
        return settle_lines(*(common | who | row for who, row in zip(people, rows, strict=True)))

    return make
