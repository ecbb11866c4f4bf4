"""The councils of an area on a day: lookups, reorganisations, overlaps, counties, populations."""

from pathlib import Path

import pytest
from cases import table

from lepdata.errors import UsageError
from lepdata.registers.councils import area

EXAMPLES = Path(__file__).with_name("examples")


def names(lep, on, part="districts"):
    return [getattr(one, "council", one).name for one in getattr(area(lep, on), part)]


def row(lep, on, council):
    return next(one for one in area(lep, on).both_tiers if one.council.name == council)


@pytest.mark.parametrize(*table(EXAMPLES / "a_successor_takes_over_on_its_first_day.csv"))
def test_a_successor_takes_over_on_its_first_day(lep, last_day, first_day, gone, come):
    assert gone in names(lep, last_day) and come not in names(lep, last_day)
    assert gone not in names(lep, first_day) and come in names(lep, first_day)


@pytest.mark.parametrize(*table(EXAMPLES / "counties_stand_above_their_districts.csv"))
def test_counties_stand_above_their_districts(lep, on, counties):
    assert "|".join(names(lep, on, "counties")) == counties


@pytest.mark.parametrize(*table(EXAMPLES / "shared_councils_are_in_both_and_say_so.csv"))
def test_shared_councils_are_in_both_and_say_so(lep, on, council, relation, shared):
    found = row(lep, on, council)
    assert (found.relation, "; ".join(found.shared_with)) == (relation, shared)


def test_unknown_leps_and_dates_are_refused():
    with pytest.raises(UsageError, match="Dorsit"):
        area("Dorsit", "2019")
    for no_date in ("", "soon"):
        with pytest.raises(ValueError, match="dat"):
            area("Dorset", no_date)
