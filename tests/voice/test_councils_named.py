"""Which council a published text names, in which area, on which day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.voice.areas import area, every_council
from lepdata.voice.named import councils_in


def named(lep, on, text, bare=True):
    return [every_council()[one.code].name for one in councils_in(text, area(lep, on), bare)]


@pytest.mark.parametrize(
    ("lep", "on", "text", "councils"),
    [
        ("Stoke-on-Trent and Staffordshire", "2011", "Newcastle", ["Newcastle-under-Lyme Borough Council"]),
        ("North East", "2015", "Newcastle", ["Newcastle City Council"]),
        ("Stoke-on-Trent and Staffordshire", "2011", "Staffs CC", ["Staffordshire County Council"]),
        ("Stoke-on-Trent and Staffordshire", "2011", "SCC", ["Staffordshire County Council"]),
        ("Greater Lincolnshire", "2020", "CoL", ["City of Lincoln Council"]),
        ("Greater Lincolnshire", "2020", "Rutland CC", ["Rutland County Council"]),
        ("D2N2", "2019", "Derbys County Council", ["Derbyshire County Council"]),
        ("D2N2", "2019", "NE Derbys DC", ["North East Derbyshire District Council"]),
        ("Hertfordshire", "2016", "St Albans City and District Council", ["St Albans City and District Council"]),
        ("London", "2012", "Mayor of London", ["Greater London Authority"]),
        ("Tees Valley", "2019", "Tees Valley Mayor", ["Tees Valley Combined Authority"]),
        (
            "Worcestershire",
            "2016",
            "Bromsgrove District & Redditch Borough Council",
            ["Bromsgrove District Council", "Redditch Borough Council"],
        ),
        ("South East", "2016", "Lewes DC / Eastbourne BC", ["Lewes District Council", "Eastbourne Borough Council"]),
        ("New Anglia", "2023", "Gt Yarmouth Borough Councl", ["Great Yarmouth Borough Council"]),
        (
            "New Anglia",
            "2023",
            "King\u2019s Lynn & West Norfolk Council",
            ["Borough Council of Kings Lynn and West Norfolk"],
        ),
        ("West of England", "2015", "B&NES Council", ["Bath and North East Somerset Council"]),
        ("Oxfordshire", "2012", "county council", ["Oxfordshire County Council"]),
    ],
)
def test_names(lep, on, text, councils):
    assert named(lep, on, text) == councils


@pytest.mark.parametrize(
    ("on", "text", "council"),
    [
        ("2018-06", "Dorset Council", "Dorset County Council"),
        ("2020-06", "Dorset Council", "Dorset Council"),
        ("2020-06", "Dorset County Council", "Dorset County Council"),  # abolished: what is printed is not changed
        ("2020-06", "BCP Council", "Bournemouth, Christchurch and Poole Council"),
        ("2018-06", "Poole Borough Council", "Borough of Poole"),
    ],
)
def test_the_day_tells_old_from_new(on, text, council):
    assert named("Dorset", on, text) == [council]


@pytest.mark.parametrize(
    ("lep", "text"),
    [
        ("Buckinghamshire Thames Valley", "District Council"),  # four are
        ("D2N2", "County Council"),  # two are
        ("Leeds City Region", "Leeds City Region LEP"),
        ("London", "London Councils"),
        ("South East", "Kent Example Brewery"),
        ("Cumbria", "BC"),
        ("Cumbria", ""),
    ],
)
def test_what_names_no_council(lep, text):
    assert named(lep, "2018", text) == []


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    where = area("South East", "2018")
    assert all(one.code in every_council() for one in councils_in(text, where, True))
