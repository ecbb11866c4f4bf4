"""Any of a LEP's names leads to it; a name that could mean two, or nobody knows, never guesses."""

from pathlib import Path

import pytest
from cases import table

from lepdata.dates import interval
from lepdata.errors import UsageError
from lepdata.registers.geography import find_lep, lep_names, leps, slug

EXAMPLES = Path(__file__).with_name("examples")

LEPS = leps()
HOLDERS = list(LEPS["lep"])


@pytest.mark.parametrize("lep", HOLDERS)
@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.upper,
        slug,
        lambda lep: lep.replace(" and ", " & "),
        lambda lep: f"{lep} LEP",
        lambda lep: f"the {lep.removeprefix('The ')} Local Enterprise Partnership",
        lambda lep: f"  {lep.lower()} ",
    ],
    ids=["as it is", "capitals", "slug", "ampersand", "LEP", "in full", "spaces"],
)
def test_every_spelling_of_every_lep(lep, spell):
    assert find_lep(spell(lep)) == lep


@pytest.mark.parametrize(*table(EXAMPLES / "unsafe_names_are_refused_with_what_to_say.csv"))
def test_unsafe_names_are_refused_with_what_to_say(texts, candidates):
    for text in texts.split("|"):
        with pytest.raises(UsageError, match="is not a safe name") as caught:
            find_lep(text)
        assert [lep for lep in candidates.split("|") if f"'{lep}'" not in str(caught.value)] == []


NEAR = {"New Angla": "New Anglia", "Hertforshire": "Hertfordshire", "Solnet": "Solent", "SELPE": "SELEP"}


@pytest.mark.parametrize("text", NEAR)
def test_misspelt_names_get_near_matches(text):
    with pytest.raises(UsageError, match="Did you mean") as caught:
        find_lep(text)
    assert NEAR[text] in str(caught.value)


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "BC", "GM", "42", "Wales", "E37000099", "West Midlands"])
def test_unknown_names_are_refused(text):
    with pytest.raises(UsageError, match="No LEP is called"):
        find_lep(text)


NAMES = lep_names()


@pytest.mark.parametrize("row", NAMES.to_dict("records"), ids=lambda row: f"{row['lep']}: {row['name']}")
def test_every_registered_name(row):
    assert row["lep"] in HOLDERS
    assert row["kind"] in {"official", "ONS name", "brand", "acronym seen", "absorbed LEP"}
    assert (row["unsafe"] == "yes") == bool(row["why_unsafe"])
    first, last = interval(row["valid_from"]), interval(row["valid_to"])
    assert first is None or last is None or first[0] <= last[1]
    if row["unsafe"] == "yes":
        with pytest.raises(UsageError):
            find_lep(row["name"])
    else:
        assert find_lep(row["name"]) == row["lep"]
