"""Names as published, taken apart. The people and organisations are invented; the damage is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.names import fold, organisation_key, organisation_shown, read_person, same_name, titles


@pytest.mark.parametrize(
    ("name", "honorific", "shown", "honorifics", "letters"),
    [
        ("Ada Example OBE DL", "Dr", "Ada Example", "dr", "OBE DL"),
        ("Cllr Ada Example", "", "Ada Example", "cllr", ""),
        ("AdaExample", "", "Ada Example", "", ""),
        ("MacDonald", "Mr", "MacDonald", "mr", ""),
        ("Ada Lady Example", "", "Ada Example", "lady", ""),
        ("P. Example", "Mr. CC", "P. Example", "mr cllr", ""),
        ("Ada Example CC", "", "Ada Example", "cllr", "CC"),
        ("J Mean", "CC", "J Mean", "cllr", ""),
        ("Ada Example", "Metro Mayor", "Ada Example", "mayor", ""),
        ("Mr S Oliv / er", "", "S Oliver", "mr", ""),
        ("Ada ;", "", "Ada", "", ""),
        ("Inglewoodshire", "Lord", "Inglewoodshire", "lord", ""),
        ("Ada Lord", "", "Ada Lord", "", ""),
        ("Ada Example (she/her)", "", "Ada Example", "", ""), ("Ben Example FRICS", "", "Ben Example", "", "FRICS"),
        ("Ben Example Jr.", "", "Ben Example", "", "Jr."), ("Ada Example (Vice Chair)", "", "Ada Example", "", ""),
        ("Ada Example¹²", "", "Ada Example", "", ""), ("Ada Example 2", "", "Ada Example", "", ""),
        ("Board Member 12", "", "Board Member 12", "", ""), ("P2", "", "P2", "", ""),  # numbered, not named
        ("Ada Example [3]*", "", "Ada Example", "", ""), ("Hal Example (Cllr)", "", "Hal Example", "cllr", ""),
        ("Example, Cllr Ada", "", "Ada Example", "cllr", ""), ("EXAMPLE, Ada", "", "Ada EXAMPLE", "", ""),
        ("Sample, Ben OBE", "", "Ben Sample", "", "OBE"), ("Ada Example, OBE, CEng", "", "Ada Example", "", "OBE CEng"),
        ("Ada Example, Chief Executive", "", "Ada Example", "", ""), ("Jack Ma", "", "Jack Ma", "", ""),
        ("Ada Jane Example MA", "", "Ada Jane Example", "", "MA"), ("Ben Example MP", "", "Ben Example", "mp", "MP"),
        ("Alderman Ada Example", "", "Ada Example", "cllr", ""),
        ("Cllr (Mrs) Ada Example", "", "Ada Example", "cllr mrs", ""),
        ("Ada Example, Mayor of Exbridge", "", "Ada Example", "mayor", ""),
        ("Ada Example, Lady Example School", "", "Ada Example", "", ""),
        ("Ada Example", "Wing Commander", "Ada Example", "wing commander", ""),
        ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_a_published_name_is_taken_apart(name, honorific, shown, honorifics, letters):
    person = read_person(name, honorific)
    assert (person.shown, person.honorifics, person.postnominals) == (shown, honorifics, letters)
    assert not person.vacancy


@pytest.mark.parametrize("name", ["Vacancy", "VACANT", "To be confirmed on appointment", "TBC", "Vacant seat"])
def test_a_vacancy_is_no_person(name):
    person = read_person(name)
    assert person.vacancy and person.key == ""


@pytest.mark.parametrize("name", ["Vacancia Example", "Tobias Confirmed", "Tbcson Example"])
def test_a_name_that_only_resembles_a_vacancy_is_a_person(name):
    assert not read_person(name).vacancy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Example", "ada  EXAMPLE"), ("Peter O'Gorman", "Peter OGorman"), ("Seán Example", "Sean Example"),
        ("E Booth", "Ernest Booth"), ("C-J Green", "CJ Green"), ("Alison Ballard", "Allison Ballard"),
        ("Kathryn Example", "Kathyrn Example"), ("Jeffery Example", "Jeffrey Example"),
        ("Ada Morrissey", "Ada Morrisey"), ("Example", "Ada Example"),
    ],
)  # fmt: skip
def test_names_that_may_be_one_person(one, other):
    assert same_name(read_person(one), read_person(other))
    assert same_name(read_person(other), read_person(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Example", "Adam Example"), ("Eric Example", "Erica Example"), ("Ada Example", "Eda Example"),
        ("Ada Example", "Ada Sample"), ("E Booth", "John Booth"), ("", "Ada Example"), ("", ""), ("Jo Ray", "Jo Kay"),
    ],
)  # fmt: skip
def test_names_that_are_not_one_person(one, other):
    assert not same_name(read_person(one), read_person(other))


@pytest.mark.parametrize(("texts", "found"), [(("Councillor", "Dr the cllr"), "cllr dr"), (("Rt Hon", "Ada"), "")])
def test_titles_are_read_once_each_in_one_spelling(texts, found):
    assert titles(*texts) == found


@pytest.mark.parametrize(
    "text", ["<script>", "=1+1", "\u202eAda", "x" * 10_000, "😀", "\x00", "12345", ",", " ,(she/her)", "(,)", ";,"]
)
def test_no_text_breaks_the_reading(text):
    assert read_person(text).key == fold(read_person(text).shown.replace(".", " "))


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_folding_plain_letters_the_short_way_changes_nothing(text):
    assert fold(text) == fold(text + " é").removesuffix("e").rstrip()


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("ExampleCollege", "Example College"), ("ExampleDownsCollege", "Example Downs College"),
        ("EastExampleCounty Council", "East Example County Council"), ("TheExample Group", "The Example Group"),
        ("NatExample", "NatExample"), ("DeepOcean Group", "DeepOcean Group"), ("OxLEP", "OxLEP"),
        (" Example  Ltd ; ", "Example Ltd"), ("", ""),
    ],
)  # fmt: skip
def test_lost_spaces_come_back_and_brands_stay(published, shown):
    assert organisation_shown(published) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Example & Sons Ltd.", "the example and sons limited"),
        ("King’s Example", "King's Example"),
        ("Stoke on Example", "Stoke-on-Example"),
    ],
)
def test_one_organisation_in_two_spellings(one, other):
    assert organisation_key(one) == organisation_key(other)
