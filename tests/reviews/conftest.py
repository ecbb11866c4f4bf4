import altair as alt
import pandas as pd
import pytest

_TREES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel")
_NAMES = ("Able", "Baker", "Cole", "Dunn", "Eades", "Frost", "Grey", "Hart", "Ives", "Jolly", "Kent", "Lane")


@pytest.fixture
def twelve():
    """A board of twelve with eight from business, as a file would hold it."""
    organisations = [f"Example {word} Ltd" for word in _TREES]
    organisations += [f"{place} District Council" for place in ("Exbridge", "Exford", "Exmoor", "Exton")]
    people = pd.DataFrame({"person_name": [f"Ada {word}" for word in _NAMES], "organisation": organisations})
    return people.assign(role=["chair", *["member"] * 11], list_completeness="full")


@pytest.fixture(scope="module")
def charts_as_before():
    """Whatever look tests give to charts, the next module finds what was there."""
    before = alt.theme.active, alt.renderers.active
    yield
    alt.theme.enable(before[0])
    alt.renderers.enable(before[1])
