"""Small fictional boards of real partnerships, read as the build reads published lines."""

import pandas as pd
import pytest


@pytest.fixture
def line():
    """One published line, of Cumbria unless told otherwise."""

    def make(person: str = "", lep: str = "Cumbria", date: str = "2020-01-15", **more: str) -> dict[str, str]:
        return {"person_name": person, "lep": lep, "snapshot_date": date, **more}

    return make


@pytest.fixture(scope="session")
def nothing(settle_lines) -> pd.DataFrame:
    return settle_lines()


@pytest.fixture(scope="session")
def shipped() -> pd.DataFrame:
    from lepdata.reviews import known

    return known.seats()
