"""`check` says first what was not read, then how each rule stands, who was counted as what, what would settle it."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.reviews.checked import check_in_words, said_first

PEOPLE = pd.DataFrame(
    [
        ("Ada Able", "Example Engineering Ltd", "Chair", "", ""),
        ("Ben Baker", "Exford District Council", "Member", "", ""),
        ("Cy Cole", "", "Member", "", ""),
        ("Dee Dale", "Dale Ltd", "Member", "former", ""),
        ("Eve Earl", "Earl Ltd", "Grand Wizard", "", ""),
        ("Flo Fox", "Fox Ltd", "Member", "", "2019-03-31"),
        ("Vacant", "", "Member", "", ""),
    ],
    columns=["person_name", "organisation", "role", "status", "end_date"],
)


@pytest.fixture(autouse=True)
def _width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def words(*arguments, **named):
    return check_in_words(lep.check(*arguments, **named))


def test_who_was_counted_as_what_and_who_was_not():
    said = words(PEOPLE, as_at="2022-01-31", full=True).splitlines()
    assert said[0] == "main board, 31 January 2022: full list, 3 members and 1 vacancy"
    told = [line for line in said if line.startswith("- ")]
    for line in (
        "- Private (1): Ada Able (chair)",
        "- Council (1): Ben Baker",
        "- Not known (1): Cy Cole",
        "- had left the board: Dee Dale",
        "- perhaps a member: the role 'Grand Wizard' could not be read: Eve Earl",
        "- the term ended on 31 March 2019: Flo Fox",
    ):
        assert line in told
    assert all(len(line) <= 80 for line in said)
    assert any(line.startswith("private-two-thirds") and line.endswith("requirement, due") for line in said)


def test_terms_without_a_day_are_asked_about_first():
    judgement = lep.check(PEOPLE)
    assert "1 person may have left" in check_in_words(judgement).splitlines()[0]
    assert [one["text"] for one in lep.as_json(judgement)["not_read"]] == ["end_date"]
    assert [one["text"] for one in lep.classify(PEOPLE).attrs["not_read"]] == ["end_date"]
    assert lep.classify(PEOPLE, as_at=2022).attrs["not_read"] == []


def test_why_nobody_could_be_counted_comes_first():
    said = " ".join(words(PEOPLE.iloc[4:5]).split())
    assert said.startswith("Nobody on this list could be counted as a member: perhaps a member: the role 'Grand")


def test_the_json_names_everybody():
    found = lep.as_json(lep.check(PEOPLE, as_at=2022))
    assert [one["counts"] for one in found["members"]] == ["yes", "yes", "yes", "no", "might", "no", "vacant"]
    assert found["members"][1] | {"why": ""} == {
        **{"name": "Ben Baker", "organisation": "Exford District Council", "role": "member", "sector": "council"},
        **{"status": "settled", "why": "", "counts": "yes"},
    }
    assert found["guessed"] == sum(one["status"] == "guessed" for one in found["members"] if one["counts"] == "yes")


def test_alike_things_that_were_not_read_are_said_once():
    rows = [{"what": "row", "where": f"a.csv, row {n}", "text": f"note {n}", "why": "a footnote"} for n in range(5)]
    assert said_first(rows) == [
        "Not read: rows 'note 0', 'note 1', 'note 2' and 2 more (a.csv, rows 0, 1, 2 and 2 more): a footnote."
    ]
    assert said_first([{**rows[0], "sentence": "As it is."}]) == ["As it is."]
