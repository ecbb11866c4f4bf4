"""Names as published, taken apart. The people and organisations are invented; the damage is not."""

from pathlib import Path

import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.names import read_person, same_name, titles
from lepdata.spelling import fold, organisation_key, organisation_shown

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "a_published_name_is_taken_apart.csv"))
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


@pytest.mark.parametrize(*table(EXAMPLES / "names_that_may_be_one_person.csv"))
def test_names_that_may_be_one_person(one, other, same):
    assert same_name(read_person(one), read_person(other)) == (same == "yes")
    assert same_name(read_person(other), read_person(one)) == (same == "yes")


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


@pytest.mark.parametrize(*table(EXAMPLES / "lost_spaces_come_back_and_brands_stay.csv"))
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
