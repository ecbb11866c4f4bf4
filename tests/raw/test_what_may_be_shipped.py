"""Nothing under a share-alike database licence, nothing without a licence, and no trace of private places."""

from __future__ import annotations

import pytest

from lepdata.files import RAW
from lepdata.registers.frozen import manifest, read_raw

NOT_OURS_TO_SHIP = (
    "vcs_infrastructure",
    "orgid_prefixes",
    "ccew_extract_fields",
    "companies_house_columns",
    "providers",
)
SHARE_ALIKE = ("odbl", "open database", "share-alike", "sharealike", "by-sa", "by-nc", "gpl")


def forbidden_words(text: str) -> list[str]:
    """Which licences that lepdata must not carry a card names."""
    return [word for word in SHARE_ALIKE if word in text.casefold()]


def test_no_share_alike_licence():
    cards = manifest()
    assert [row["path"] for row in cards.to_dict("records") if forbidden_words(" ".join(row.values()))] == []


@pytest.mark.parametrize("name", NOT_OURS_TO_SHIP)
def test_left_out(name):
    assert [path.name for path in RAW.rglob("*") if path.stem == name] == []


def test_attributions_are_carried():
    cards = manifest().set_index("path")
    assert "mySociety" in cards.loc["registers/councils.csv", "attribution"]
    assert "Crown copyright" in cards.loc["registers/lep_populations.csv", "attribution"]
    registers = cards[cards.index.str.startswith("registers/")]
    under_ogl = registers[registers["licence"].str.contains("Open Government Licence")]
    assert (under_ogl["attribution"] != "").all() and len(under_ogl) >= 8


def test_labels_have_a_codebook():
    codebook = (RAW / "labels" / "README.md").read_text(encoding="utf-8")
    labels = read_raw("labels/sector_labels.csv")
    assert [label for label in sorted({*labels["sector_label"], *labels["kind"]}) if label not in codebook] == []
