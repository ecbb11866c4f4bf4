import pandas as pd
import pytest


@pytest.fixture
def twelve():
    """A board of twelve with eight from business, as a file would hold it."""
    organisations = [f"Example {word} Ltd" for word in "Ash Birch Cedar Damson Elm Fir Gorse Hazel".split()]
    organisations += [f"{place} District Council" for place in ("Exbridge", "Exford", "Exmoor", "Exton")]
    people = [f"Ada {word}" for word in "Able Baker Cole Dunn Eades Frost Grey Hart Ives Jolly Kent Lane".split()]
    return pd.DataFrame(
        {
            "person_name": people,
            "organisation": organisations,
            "role": ["chair", *["member"] * 11],
            "list_completeness": "full",
        }
    )
