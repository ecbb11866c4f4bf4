"""The registers agree with each other and with the calendar."""

import pytest

from lepdata.errors import UsageError
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps, slug, strategy_wave

LEPS = leps().set_index("lep")


def test_leps():
    assert len(LEPS) == 38 and LEPS.index.is_unique and LEPS["slug"].is_unique
    assert slug("Fict\u00edcia & Sons") == "ficticia-and-sons"
    assert [slug(lep) for lep in LEPS.index] == LEPS["slug"].tolist()
    assert LEPS["slug"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()


def test_populations():
    frame = read_raw("registers/lep_populations.csv").set_index("lep")
    frame = frame.astype({column: "int64" for column in frame if column != "lep_code"})
    assert set(frame.index) == set(LEPS.index)
    assert (frame["females"] + frame["males"] == frame["population"]).all()
    assert (frame["working_age_females"] + frame["working_age_males"] == frame["working_age"]).all()
    assert (frame["working_age"] < frame["population"]).all()
    assert (frame["lep_code"] == LEPS["ons_code_2021"].reindex(frame.index)).all()
    shared = frame.loc[frame["districts_shared"] > 0, "districts_shared"]
    counts = {"Greater Birmingham and Solihull": 7, "Stoke-on-Trent and Staffordshire": 4, "Worcestershire": 3}
    assert shared.to_dict() == counts


def test_a_wave_is_refused_for_an_unknown_lep():
    with pytest.raises(UsageError):
        strategy_wave("Atlantis")


def test_colleges_change_sector_on_the_day():
    frame = read_raw("registers/national_accounts_kinds.csv")
    colleges = frame[frame["kind"].str.startswith("further education")].to_dict("records")
    charity = "private (NPISH)"
    days = {"2012-03-31": "public", "2012-04-01": charity, "2022-11-28": charity}
    for day, sector in (days | {"2022-11-29": "public (central government)"}).items():
        assert [row["sector"] for row in colleges if row["from"] <= day <= (row["to"] or "9999")] == [sector]
