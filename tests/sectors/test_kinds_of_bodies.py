"""Classes of English organisations, each with its must-not cases.

Many stand by name in the rules: this guards what was written; how new names fare it does not measure.
"""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.sectors.classifying import classify

SECTOR_ALONE = [
    "Voluntary & Community Sector", "Voluntary Sector", "The Third Sector", "VCS", "VCSE", "VCFSE Sector",
    "Voluntary, Community and Social Enterprise Sector", "Voluntary, Community & Faith Sector",
]  # fmt: skip
SUPPORT_BODIES = [
    "Voluntary and Community Action Northshire", "Northshire VCS", "VCSE Alliance", "Voluntary Sector Forum",
    "Third Sector Northshire", "Voluntary Action Norbridge", "Northshire Voluntary and Community Sector Assembly",
]  # fmt: skip
CLASSES = {
    "voluntary": [
        # support bodies and community anchors
        "Quartet Community Foundation", "Foundation Derbyshire", "GMCVO", "LCVS", "Kent CVS", "Voluntary Norfolk",
        "Community Southwark", "Volunteer Cornwall", "Devon Communities Together", "Coin Street Community Builders",
        "Royds Community Association", "Goodwin Development Trust", "Women's Resource Centre", "Rotary Club of Bath",
        "Social Enterprise Kent CIC", "Real Ideas Organisation", "Co-operative Futures", "Big Issue North",
        # charities, hospices, advice
        "Birmingham Settlement", "Tyne & Wear Citizens", "Halton and St Helens VCA", "East Anglian Air Ambulance",
        "Mind in Bradford", "West Norfolk Mind", "Age UK Gloucestershire", "Citizens Advice Stockport", "Hospiscare",
        "St Luke's Hospice", "Royal National Lifeboat Institution", "Guide Dogs", "United Response", "The King's Trust",
        "Trust for London", "English Heritage Trust", "Trust",
        # arts, heritage, faith, land
        "Birmingham Hippodrome", "Tate Liverpool", "Turner Contemporary", "Hull Truck Theatre", "The Lowry",
        "Muslim Council of Britain", "Hindu Council UK", "Diocese of Lichfield", "Great Yorkshire Show",
    ],
    "education": [
        "Petroc", "Askham Bryan", "Grimsby Institute of Further and Higher Education", "EKC Group", "RNN Group",
        "LSE", "SOAS", "Wirral Met", "Staffs Uni", "Truro and Penwith", "JCB Academy", "Oasis Community Learning",
        "Harris Federation", "N8 Research Partnership", "Midlands Innovation", "Association of Colleges", "AMRC",
        "Cambridge Enterprise",
    ],
    "private": [
        # firms whose names borrow a public, charitable or church word
        "Trust Inns", "Foundation Recruitment", "Bright Mind", "Mind Gym", "CVS Group plc", "Charity Solutions Ltd",
        "Hospice Supplies Ltd", "Council Tax Advisors Ltd", "University Cars Ltd", "School Uniforms Direct Ltd",
        "NHS Supply Chain Solutions Ltd", "Fire Service Equipment Ltd", "Academy Music Group", "Church & Co",
        "Tate & Lyle", "Lowry Hotel", "Hippodrome Casino", "Plumpton Racecourse", "Courtauld Textiles", "EA Technology",
        "Stonewall Construction", "Muslim Clothing Co", "Zoo Digital Group", "Museum Inn", "Petrochemicals UK", "LSEG",
        "Citizens Bank", "Community Pharmacy Ltd", "Unite Students", "Equity Partners", "Settlement Capital",
        "Uni Ball Pens", "Mayor Engineering",
        # bodies of business, destinations, ports, science parks
        "Chartered Institute of Marketing", "Institution of Civil Engineers", "Federation of Master Builders",
        "Visit Northshire", "Dover Harbour Board", "Poole Harbour Commissioners", "Babraham Research Campus",
        "Manufacturing Technology Centre", "London Pension plc and Northshire Development Agency",
    ],
    "council": [
        "Mayor of London", "Elected Mayor of Watford", "Councillor for Northchester West", "RBWM", "GLA",
        "London Councils", "Redcar", "Stockton", "Telford", "Windsor", "Brighton", "Hull", "CWaC",
    ],
    "other_public": [
        "DHSC", "FCDO", "TfL", "EA", "LSC", "STFC", "Science and Technology Facilities Council", "English Partnerships",
        "National Apprenticeship Service", "Portsmouth Naval Base", "SDNPA", "Northshire Development Agency",
    ],
    "health": ["South London and Maudsley", "Frimley Health", "UK Health Security Agency"],
    "trade_union": ["CWU", "Fire Brigades Union", "NEU", "NUT"],
    "unknown": [
        "Midlands Engine", "Solent LTB", "Enterprise M3 Ltd", "Locate East Sussex", "Northshire Town Deal Board",
        "Northshire Skills Board",
    ],
}  # fmt: skip
NAMES = [(name, sector) for sector, names in CLASSES.items() for name in names]


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    names = [name for name, _ in NAMES]
    answers = classify(pd.DataFrame({"organisation": names}), decisions=False)
    return dict(zip(names, answers["sector"], strict=True))


@pytest.mark.parametrize(("name", "sector"), NAMES)
def test_a_body_is_read_as_its_class(read, name, sector):
    assert read[name] == sector


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Charity chief executive", "voluntary"),
        ("Social Entrepreneur", "voluntary"),
        ("Entrepreneur", "private"),
        ("Trade unionist", "trade_union"),
        ("Regional Secretary", "unknown"),
        ("Senior civil servant", "other_public"),
        ("Company Secretary", "unknown"),
        ("Dean", "education"),
        ("Dean of Northchester Cathedral", "unknown"),
    ],
)
def test_titles_where_no_organisation_is_known(title, sector):
    assert classify(pd.DataFrame({"job_title": [title]})).loc[0, "sector"] == sector


@pytest.mark.parametrize(
    ("names", "kind"), [(SECTOR_ALONE, "voluntary sector"), (SUPPORT_BODIES, "infrastructure body")]
)
def test_the_sector_alone_is_no_support_body(names, kind):
    read = classify(pd.DataFrame({"organisation": names}))
    assert set(read["sector"]) == {"voluntary"}
    assert dict(zip(names, read["sector_kind"], strict=True)) == dict.fromkeys(names, kind)
