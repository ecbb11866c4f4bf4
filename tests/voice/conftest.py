"""Fictional boards of a partnership that the registers know, read and settled as published lists are."""

import pytest

NAMES = ("Ada", "Bea", "Cyd", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jay", "Kit", "Lee")


@pytest.fixture
def person():
    def row(organisation: str = "Example Engineering Ltd", name: str = "", **more: str) -> dict[str, str]:
        plain = {"organisation": organisation, "source_kind": "annual_report", "source_title": "Board"}
        return plain | ({"person_name": name} if name else {}) | more

    return row


@pytest.fixture
def settled(settle_lines):
    """Settled seats of one list, by default of June 2019."""

    def seats(rows: list[dict[str, str]], **all_rows: str):
        head = {"lep": "New Anglia", "snapshot_date": "2019-06-01"} | all_rows
        people = [{"person_name": f"{NAMES[at % 12]} Example"} for at in range(len(rows))]
        return settle_lines(*(who | head | row for who, row in zip(people, rows, strict=True)), decisions=False)

    return seats
