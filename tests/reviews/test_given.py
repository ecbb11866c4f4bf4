"""A file, a frame with published headings and `classify`'s output are read alike."""

from pathlib import Path

import pandas as pd
import pytest
from cases import cases

import lepdata as lep
from lepdata.errors import InputFaults, UsageError

ROWS = "Name,Organisation,Role\nAda Able,Example Engineering Ltd,Chair\nBen Baker,Exford District Council,Member\n"
LISTS = cases(Path(__file__).parent / "examples" / "lists_as_found.txt")
PUBLISHED = {"Name": ["Ada Able", "Ben Baker"], "Organisation": ["Example Engineering Ltd", "Exford District Council"]}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(ROWS)
    return path


def test_a_frame_is_read_as_its_file_is(path):
    frame = pd.read_csv(path)
    assert lep.classify(frame)["sector"].tolist() == lep.classify(path)["sector"].tolist() == ["private", "council"]
    judged = [lep.check(given, full=True).answers for given in (frame, path, str(path), lep.read_board(path))]
    assert all(judged[0].equals(other) for other in judged[1:])


def test_index_order_and_columns_of_a_frame_stay():
    frame = pd.DataFrame(PUBLISHED | {"Shoe size": [4, 5]}, index=[7, 3])
    before = frame.copy()
    found = lep.classify(frame)
    assert found.index.tolist() == [7, 3] and list(found)[:3] == list(frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("ask", [lep.classify, lep.check, lep.check_many])
def test_a_frame_without_a_heading_that_is_known_is_refused(ask):
    for frame, said in ((pd.DataFrame({"Shoe size": [42]}), "Shoe size"), (pd.DataFrame(), "no row")):
        with pytest.raises(InputFaults, match=said):
            ask(frame)


def test_what_is_neither_a_frame_nor_a_file_is_refused():
    for given in (None, [1, 2], pd.Series(["Ada"])):
        for ask, said in ((lep.check, "not as"), (lep.read_board, "by its path"), (lep.board, "by its name")):
            with pytest.raises(UsageError, match=said):
                ask(given)


def test_a_frame_may_say_how_its_dates_are_meant():
    frame = pd.DataFrame(PUBLISHED | {"Stepped down": ["01/04/2019", ""]})
    with pytest.raises(InputFaults, match="day-first"):
        lep.classify(frame)
    assert lep.classify(frame, dates="day-first", as_at=2020)["counts_as_member"].tolist() == ["no", "yes"]


def test_further_headings_of_a_frame_in_our_own_words_are_said_or_refused():
    frame = pd.DataFrame({"person_name": ["Ada Able"], "organisation": ["Example Engineering Ltd"]})
    said = lep.classify(frame.assign(shoe="4")).attrs["not_read"]
    assert [one["text"] for one in said] == ["shoe"]
    gone = frame.assign(**{"Left the board on": "2019"})
    assert lep.classify(gone, as_at=2020)["counts_as_member"].tolist() == ["no"]
    with pytest.raises(InputFaults, match="speaks of leaving"):
        lep.classify(frame.assign(**{"When it was left": "2019"}))


def test_the_output_of_classify_is_input_of_check(path):
    frame = pd.read_csv(path)
    assert lep.check(lep.classify(frame), full=True).answers.equals(lep.check(frame, full=True).answers)


def test_so_many_people_are_no_one_board():
    crowd = pd.DataFrame({"person_name": [f"Ada {letter}x{more}x" for letter in "ABCDEFGH" for more in "abcdefghi"]})
    with pytest.raises(InputFaults, match=r"72 members of one board[\s\S]*--columns body=HEADING"):
        lep.check(crowd)
    assert lep.check(crowd, board_size=72).members == 72


@pytest.mark.parametrize("kind", LISTS)
def test_who_counts_on_a_list_as_it_was_found(tmp_path, kind):
    text, members, answer = LISTS[kind]
    (tmp_path / "list.csv").write_text(f"{text}\n", encoding="utf-8")
    found = lep.check(tmp_path / "list.csv", full=True, as_at="2022-06-30")
    assert found.members == int(members) and (not answer or found.answer("private-two-thirds").answer == answer)
