"""Small fictional boards of real partnerships, read as the build reads published lines."""

import pandas as pd
import pytest

from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle


def line(person: str = "", lep: str = "Cumbria", date: str = "2020-01-15", **more: str) -> dict[str, str]:
    """One published line of a full list of a main board, unless told otherwise."""
    plain = {"body": "main board", "role": "member", "list_completeness": "full", "source_url": "https://example.org/a"}
    return {**plain, "person_name": person, "lep": lep, "snapshot_date": date, **more}


def read(*lines: dict[str, str]) -> pd.DataFrame:
    """Published lines as settled seats; every line has a row_id of its own."""
    frame = pd.DataFrame([{"row_id": f"r{number}", **one} for number, one in enumerate(lines, 1)])
    described = describe(frame if lines else pd.DataFrame(columns=["row_id"]))
    return list_seats(settle(described, find_evidence(described)))


@pytest.fixture(name="line")
def _line():
    return line


@pytest.fixture(name="read")
def _read():
    return read


@pytest.fixture(scope="session")
def nothing() -> pd.DataFrame:
    """Settled seats of no published line at all."""
    return read()


@pytest.fixture(scope="session")
def shipped() -> pd.DataFrame:
    """The settled seats that ship with the package."""
    from lepdata.reviews import known

    return known.seats()
