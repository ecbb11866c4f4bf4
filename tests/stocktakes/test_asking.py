"""Whom a form is for, and a form for every council."""

import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.forms.reading import read_form
from lepdata.stocktakes.asking import form_head, write_forms


@pytest.mark.parametrize(
    ("lep", "council", "as_at", "head"),
    [
        ("", "", "", {}),
        ("d2n2", "", "", {"lep": "Derby, Derbyshire, Nottingham and Nottinghamshire"}),
        ("Exampleshire", "norbridge city council", "", {"lep": "Exampleshire", "council": "Norbridge City Council"}),
        ("Dorset", "Borough of Poole", "2018", {"lep": "Dorset", "council": "Borough of Poole"}),
    ],
)
def test_the_head_of_a_form(lep, council, as_at, head):
    assert form_head(lep, council, as_at) == head


@pytest.mark.parametrize(("lep", "council"), [("", "Dorset Council"), ("Dorset", "Kent County Council"), ("Dorst", "")])
def test_a_form_for_nobody_is_refused(lep, council):
    with pytest.raises(UsageError):
        form_head(lep, council)


@pytest.mark.parametrize(
    ("lep", "day", "how_many"), [("Dorset", "", 2), ("Dorset", "2018-06-30", 9), ("Exampleshire", "", 4)]
)
def test_every_council_gets_a_form_of_its_own(tmp_path, lep, day, how_many):
    written = write_forms(lep, tmp_path, day)
    assert len({file.name for file in written}) == how_many
    with pytest.raises(InputFaults) as caught:  # blank as they are, they lack answers and a date, and nothing else
        read_form("stocktake", tmp_path)
    assert len(caught.value.faults) == 2 * how_many


def test_with_one_file_there_already_none_is_written(tmp_path):
    (tmp_path / "dorset-council.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"dorset-council\.xlsx already"):
        write_forms("Dorset", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["dorset-council.xlsx"]
