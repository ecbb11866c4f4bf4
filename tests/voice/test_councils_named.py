"""Which council a published text names, in which area, on which day."""

from pathlib import Path

import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.registers.councils import area, every_council
from lepdata.voice.councils import councils_in

EXAMPLES = Path(__file__).with_name("examples")


def named(lep, on, text, bare=True):
    return [every_council()[code].name for code, *_ in councils_in(text, area(lep, on), bare)]


@pytest.mark.parametrize(*table(EXAMPLES / "names.csv"))
def test_names(lep, on, text, councils):
    assert "|".join(named(lep, on, text)) == councils


@pytest.mark.parametrize(*table(EXAMPLES / "the_day_tells_old_from_new.csv"))
def test_the_day_tells_old_from_new(on, text, council):
    assert named("Dorset", on, text) == [council]


@pytest.mark.parametrize(*table(EXAMPLES / "what_names_no_council.csv"))
def test_what_names_no_council(lep, text):
    assert named(lep, "2018", text) == []


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    where = area("South East", "2018")
    assert all(code in every_council() for code, *_ in councils_in(text, where, True))
