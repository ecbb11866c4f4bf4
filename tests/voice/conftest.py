"""Fictional boards of a partnership that the registers know, read and settled as published lists are."""

import pandas as pd
import pytest

from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle


def person(organisation: str = "Example Engineering Ltd", name: str = "", **more: str) -> dict[str, str]:
    row = {"organisation": organisation, "person_name": name, "role": "member", "source_kind": "annual_report"}
    return row | {"source_url": "https://example.org/board", "source_title": "Board"} | more


def settled(rows: list[dict[str, str]], **all_rows: str) -> pd.DataFrame:
    """Settled seats of one list, by default a full one of the main board in June 2019."""
    names = ("Ada", "Bea", "Cyd", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jay", "Kit", "Lee")
    head = {"lep": "New Anglia", "body": "main board", "snapshot_date": "2019-06-01", "list_completeness": "full"}
    head |= {"date_basis": "printed"} | all_rows
    full = [
        {"person_name": f"{names[at % 12]} Example", **head, **{k: v for k, v in row.items() if v}}
        for at, row in enumerate(rows)
    ]
    frame = pd.DataFrame(full).fillna("")
    frame["row_id"] = [f"x{at:04d}" for at in range(len(frame))]
    lines = describe(frame)
    return list_seats(settle(lines, find_evidence(lines, decisions=False)))


@pytest.fixture(name="person")
def _person():
    return person


@pytest.fixture(name="settled")
def _settled():
    return settled
