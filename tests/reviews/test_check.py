"""`check` judges any one board, refuses what it cannot read, and says who was counted as what and what it assumed."""

from ast import literal_eval
from pathlib import Path

import pandas as pd
import pytest
from cases import table

import lepdata as lep
from lepdata.cli.boards import check_in_words
from lepdata.errors import InputFaults, UsageError
from lepdata.reviews.checking import check_each, said_first

EXAMPLES = Path(__file__).with_name("examples")


def test_the_frame_given_is_not_changed(twelve):
    before = twelve.copy()
    lep.check(twelve, "nlgaf-2021", "2023-01-31")
    pd.testing.assert_frame_equal(twelve, before)


def test_what_is_no_one_board_is_a_fault(twelve):
    with pytest.raises(InputFaults, match="no row"):
        lep.check(twelve.iloc[:0])
    with pytest.raises(InputFaults, match="2 bodies"):
        lep.check(twelve.assign(body=["main board"] * 6 + ["Audit Committee"] * 6))


def test_of_several_dates_the_newest_in_time_is_judged(twelve):
    frame = twelve.assign(snapshot_date=["2019-03-31"] * 9 + ["2021-03-31"] * 3)
    assert lep.check(frame, as_at="2020-01-01").members == 9
    newest = lep.check(frame)
    assert newest.members == 3 and any("lists of 2 dates" in caveat for caveat in newest.caveats)
    partly = lep.check(twelve.assign(snapshot_date=["2019-03-31"] * 9 + [""] * 3))
    assert partly.members == 9 and "3 rows without a date: not judged with the list of 2019-03-31." in partly.caveats


def test_a_list_without_a_date_is_of_the_day_asked_about():
    """Further education is public in the national accounts from 2022 on, so the day decides."""
    rows = pd.DataFrame({"person_name": ["Ada Example"], "organisation": ["Wessex College"]})
    for day, private in (("2020-03-31", 1), ("2026-03-31", 0)):
        asked = [lep.check(rows, as_at=day, full=True), *check_each(rows.assign(list_completeness="full"), as_at=day)]
        for one in (*asked, lep.check(rows.assign(snapshot_date=day), full=True)):
            of_all = [v for v in one.all_verdicts if v.criterion == "private-two-thirds"]
            found = {(v.for_, v.unknown) for v in of_all if v.definition == "national-accounts"}
            assert found == {(private, 0)}
        kinds = lep.classify(rows, as_at=day)["national_accounts_sector"].tolist()
        assert kinds == ["private" if private else "public"]


def test_what_was_assumed_is_a_caveat(twelve):
    found = lep.check(twelve.assign(lep="Exampleshire", snapshot_date="2024-01-01"), as_at="2023-01-31")
    for words in ("No LEP is known by the name 'Exampleshire'", "later than the date asked about"):
        assert any(words in caveat for caveat in found.caveats)


@pytest.mark.parametrize("rows", [1, 12])
def test_all_unknown_and_only_vacancies_are_honest(twelve, rows):
    nothing = lep.check(twelve.assign(organisation="", person_name="Vacancy").iloc[:rows]).all_verdicts
    assert {one.criterion for one in nothing if one.outcome == "met"} <= {"board-size", "co-opted-limit"}
    unknown = lep.check(twelve.assign(organisation="", role="").iloc[:rows], "nlgaf-2021", "2023-01-31")
    assert unknown.answer("private-two-thirds").verdicts[0].outcome == "cannot tell"


@pytest.mark.parametrize(*table(EXAMPLES / "a_published_count_that_is_none_is_refused.csv"))
def test_a_published_count_that_is_none_is_refused(twelve, published, words):
    with pytest.raises(UsageError) as refused:
        lep.check(twelve, published=literal_eval(published))
    assert words in str(refused.value)


def test_a_published_count_must_not_contradict_the_board_size(twelve):
    with pytest.raises(UsageError, match="the board size"):
        lep.check(twelve, board_size=13, published={"women": "3/12"})
    part = twelve.drop(columns="list_completeness")
    assert lep.check(part, board_size=12, published={"women": "3/12"}).all_verdicts


def test_shipped_boards_carry_the_counts_published_of_them():
    assert {one.group for one in lep.board("Gloucestershire").published} >= {"private", "women", "voluntary"}
    found = [v for v in lep.review_board("New Anglia").judgement.all_verdicts if v.criterion == "diversity-champion"]
    assert [(v.outcome, v.basis) for v in found] == [("met", "published count")]
    later = lep.review_board("Tees Valley").yardstick.answer("women-half").sentence
    assert later.endswith("A count published for July 2021 gives 10 of 19 members as women, which meets the rule.")


PEOPLE = pd.read_csv(EXAMPLES / "people.csv", keep_default_na=False)


def test_who_was_counted_as_what_and_who_was_not(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = check_in_words(lep.check(PEOPLE, as_at="2022-01-31", full=True)).splitlines()
    assert said[0] == "Not read: word 'Grand Wizard' (the frame, row 6): it may be a member's place or"
    assert said[2] == "main board, 31 January 2022: full list, 3 members and 1 vacancy"
    assert {line for line in said if line.startswith("- ")} >= {
        "- Private (1): Ada Able (chair)",
        "- Council (1): Ben Baker",
        "- Not known (1): Cy Cole",
        "- had left the board: Dee Dale",
        "- perhaps a member: the role 'Grand Wizard' could not be read: Eve Earl",
        "- the term ended on 31 March 2019: Flo Fox",
    }
    assert all(len(line) <= 80 for line in said)
    assert any(line.startswith("private-two-thirds") and line.endswith("requirement, due") for line in said)


def test_a_board_that_bears_its_areas_name_is_called_by_it_once(twelve):
    for lep_, body, called in (
        ("Wessex", "Wessex Growth Board", "Wessex Growth Board"),
        ("Wessex", "Skills Board", "Wessex Skills Board"),
    ):
        said = check_in_words(lep.check(twelve.assign(lep=lep_, body=body, snapshot_date="2026-03-31")))
        assert any(line.startswith(f"{called}, 31 March 2026") for line in said.splitlines())


def test_terms_without_a_day_are_asked_about_first():
    judgement = lep.check(PEOPLE)
    assert "1 person may have left" in check_in_words(judgement).splitlines()[0]
    told = (lep.as_json(judgement)["not_read"], lep.classify(PEOPLE).attrs["not_read"])
    assert [[one["text"] for one in own] for own in told] == [["end_date", "Grand Wizard"]] * 2


def test_why_nobody_could_be_counted_comes_first():
    said = " ".join(check_in_words(lep.check(PEOPLE.iloc[4:5])).split())
    assert said.startswith("Nobody on this list could be counted as a member: perhaps a member: the role 'Grand")


def test_the_json_names_everybody():
    found = lep.as_json(lep.check(PEOPLE, as_at=2022))
    assert [one["counts"] for one in found["members"]] == ["yes", "yes", "yes", "no", "might", "no", "vacant"]
    ben = {"name": "Ben Baker", "organisation": "Exford District Council", "role": "member", "sector": "council"}
    assert found["members"][1] | {"why": ""} == ben | {"status": "settled", "why": "", "counts": "yes"}
    assert found["guessed"] == sum(one["status"] == "guessed" for one in found["members"] if one["counts"] == "yes")


def test_alike_things_that_were_not_read_are_said_once():
    rows = [{"what": "row", "where": f"a.csv, row {n}", "text": f"note {n}", "why": "a footnote"} for n in range(5)]
    assert [*said_first(rows)] == [
        "Not read: rows 'note 0', 'note 1', 'note 2' and 2 more (a.csv, rows 0, 1, 2 and 2 more): a footnote."
    ]
    assert [*said_first([{**rows[0], "sentence": "As it is."}])] == ["As it is."]
