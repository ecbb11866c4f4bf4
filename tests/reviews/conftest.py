import pandas as pd
import pytest

_TREES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel")
_NAMES = ("Able", "Baker", "Cole", "Dunn", "Eades", "Frost", "Grey", "Hart", "Ives", "Jolly", "Kent", "Lane")


@pytest.fixture
def twelve():
    """A board of twelve with eight from business, as a file would hold it."""
    organisations = [f"Example {word} Ltd" for word in _TREES]
    organisations += [f"{place} District Council" for place in ("Exbridge", "Exford", "Exmoor", "Exton")]
    people = [f"Ada {word}" for word in _NAMES]
    return pd.DataFrame(
        {
            "person_name": people,
            "organisation": organisations,
            "role": ["chair", *["member"] * 11],
            "list_completeness": "full",
        }
    )
