"""Nothing under a share-alike database licence, nothing without a licence, and no trace of private places."""

from lepdata.files import RAW
from lepdata.registers.frozen import read_raw

NOT_OURS_TO_SHIP = (
    "vcs_infrastructure",
    "orgid_prefixes",
    "ccew_extract_fields",
    "companies_house_columns",
    "providers",
)
SHARE_ALIKE = ("odbl", "open database", "share-alike", "sharealike", "by-sa", "by-nc", "gpl")


def test_no_share_alike_licence_and_nothing_that_is_not_ours():
    cards = [" ".join(card.values()).casefold() for card in read_raw("manifest.csv").to_dict("records")]
    assert [card for card in cards if any(word in card for word in SHARE_ALIKE)] == []
    assert [path.name for path in RAW.rglob("*") if path.stem in NOT_OURS_TO_SHIP] == []


def test_attributions_are_carried():
    cards = read_raw("manifest.csv").set_index("path")
    assert "mySociety" in cards.loc["registers/councils.csv", "attribution"]
    assert "Crown copyright" in cards.loc["registers/lep_populations.csv", "attribution"]
    registers = cards[cards.index.str.startswith("registers/")]
    under_ogl = registers[registers["licence"].str.contains("Open Government Licence")]
    assert (under_ogl["attribution"] != "").all() and len(under_ogl) >= 8
