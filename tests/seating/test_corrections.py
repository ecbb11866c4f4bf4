"""Signed corrections reach the rows; unsigned or ill-fitting ones are refused, without printing names."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.errors import InputFaults
from lepdata.seating.corrections import WITHHELD, apply_corrections, names_gone, withhold_sources, without_gone
from lepdata.seating.rows import describe

COLUMNS = ["correction_id", "row_id", "field", "published", "corrected", "action"]
COLUMNS += ["signed_by", "signed_on", "reason", "source"]


def lines():
    frame = describe(
        pd.DataFrame({"row_id": ["r1", "r2"], "person_name": ["Ada Example", "Bo Sample"], "honorific": ["Ms", ""]})
    )
    return frame.iloc[:, :]


def corrections(**changes):
    about = ["k1", "r1", "organisation", "", "Example Ltd", "replace"]
    row = dict(zip(COLUMNS, [*about, "A Keeper", "2026-01-01", "the person wrote", ""], strict=True))
    return pd.DataFrame([{**row, **changes}], columns=COLUMNS)


def test_a_replacement_reaches_its_row_alone_and_says_so():
    found = apply_corrections(lines(), corrections())
    assert found["organisation"].tolist() == ["Example Ltd", ""]
    assert found["correction_ids"].tolist() == ["k1", ""]


def test_a_removal_takes_name_title_and_pronoun_and_leaves_the_seat():
    found = apply_corrections(lines(), corrections(action="remove", field="person_name", published=""))
    assert found.loc[0, ["person_name", "honorific", "pronoun_as_published"]].tolist() == ["", "", ""]
    assert len(found) == 2


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "corrections_that_do_not_fit.csv"))
def test_what_does_not_fit_is_refused(column, text, words):
    with pytest.raises(InputFaults, match=words):
        apply_corrections(lines(), corrections(**{column: text}))


def test_a_refusal_prints_no_name():
    with pytest.raises(InputFaults) as refused:
        apply_corrections(lines(), corrections(field="person_name", published="Ada Exmaple"))
    assert "Ada" not in str(refused.value)


REMOVAL = {"action": "remove", "field": "person_name", "published": ""}


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "whoever_is_left_out.csv"))
def test_whoever_is_left_out_is_found_however_they_are_spelt(text, found):
    gone = names_gone(lines(), corrections(**REMOVAL))
    assert gone.is_in(text) == (found == "yes")
    table = pd.DataFrame({"person_name": ["Ada Example"], "because": [text], "count": [1]})
    assert (without_gone(table, gone)["because"].iloc[0] == text) == (found == "no")
    firms = pd.DataFrame({"row_id": ["r1", "r2"], "organisation": "Example Ltd", "lep": "Example"})
    assert [*without_gone(firms, gone).to_numpy().flat] == ["r1", WITHHELD, "Example", "r2", "Example Ltd", "Example"]


def test_the_title_and_address_of_a_source_go_with_the_name_in_every_row_of_it():
    titles = ["Profile of Mr Example", "Minutes"]
    found = lines().assign(source_id=["s1", "s2"], source_title=titles, source_url=["https://a.org/example", "b"])
    gone = names_gone(lines(), corrections(**REMOVAL))
    assert withhold_sources(found, gone) == {"s1"}
    assert found["source_title"].tolist() == ["source:s1", "Minutes"] and found["source_url"][0] == "source:s1"
    assert names_gone(lines(), corrections()) is None
