"""What the user says rules: a ruling in the file, `classify`'s own output corrected, words that nobody reads."""

import pandas as pd
import pytest

from lepdata.errors import InputFaults
from lepdata.sectors.classifying import settled_rows
from lepdata.sectors.decisions import COLUMNS, left_unread
from lepdata.sectors.settling import NO_EVIDENCE

BOARD = pd.DataFrame(
    {
        "person_name": ["Ada Example", "Bea Sample", "Cy Made", "Di Invent"],
        "organisation": ["Brave Badger", "Kent County Council", "Example Ltd", ""],
    }
)


def answers(frame: pd.DataFrame, **asked) -> list[tuple[str, str]]:
    found = settled_rows(frame, decisions=False, **asked)
    return list(zip(found["sector"], found["sector_status"], strict=True))


def test_what_classify_wrote_comes_back_as_it_was_and_only_what_was_changed_rules():
    first = settled_rows(BOARD, decisions=False)
    assert answers(first) == answers(BOARD)
    assert answers(BOARD)[0] == ("private", "guessed")
    corrected = first.assign(sector=["voluntary", "council", "unknown", "unknown"])
    ruled = [("voluntary", "ruled"), ("council", "settled"), ("unknown", "ruled"), ("unknown", "unknown")]
    assert answers(corrected) == ruled
    assert answers(settled_rows(corrected, decisions=False)) == ruled


@pytest.mark.parametrize("word", ["voluntary", "Voluntary", "Charity", "voluntary sector"])
def test_a_ruling_of_its_own_heading_goes_before_every_rule(word):
    found = settled_rows(BOARD.assign(sector_ruling=["", word, "", ""])).loc[1]
    assert (found["sector"], found["sector_status"], found["sector_kind"]) == ("voluntary", "ruled", "")
    assert "you ruled" in found["sector_because"]


def test_a_ruling_tells_of_the_same_person_on_another_list():
    later = BOARD.assign(snapshot_date="2024", organisation="")
    both = pd.concat([BOARD.assign(snapshot_date="2023", sector_ruling=["health", "", "", ""]), later]).fillna("")
    assert answers(both)[4] == ("health", "settled")


DECISION = dict(zip(COLUMNS, ["d1", "", "Brave Badger", "sector", "voluntary", "", "w", "s", "b", "2026"], strict=True))


@pytest.mark.parametrize(
    ("rulings", "decisions", "said"),
    [
        (["privat", "", "", ""], None, "row 2, column sector_ruling: found 'privat'.*write private"),
        (["Wohlfahrt", "", "", ""], None, "'Wohlfahrt'.*expected one of private"),
        (["private", "", "", ""], pd.DataFrame([DECISION]), "expected voluntary, as the decision d1 says"),
    ],
)
def test_a_ruling_that_cannot_hold_is_named_with_its_row(rulings, decisions, said):
    with pytest.raises(InputFaults, match="(?s)" + said):
        settled_rows(BOARD.assign(sector_ruling=rulings), further_decisions=decisions)


def test_two_rulings_about_one_person_of_a_list_are_refused():
    twice = pd.concat([BOARD, BOARD.head(1)], ignore_index=True).assign(sector_ruling=["health", "", "", "", "council"])
    with pytest.raises(InputFaults, match=r"row 6.*expected health, as another row rules"):
        settled_rows(twice)


def test_a_cell_with_bodies_of_different_sectors_is_named():
    cells = ["Exbridge Council/Example Ltd", "Example Ltd; Sample LLP", "Exbridge LEP / Example Ltd"]
    told = settled_rows(pd.DataFrame({"organisation": cells}))
    ((*found, why),) = left_unread(told)
    assert found == ["Exbridge Council/Example Ltd", "the frame, row 2"] and "bodies of different sectors" in why


def test_published_sectors_that_no_rule_reads_are_named_with_what_may_be_meant():
    words = ["Privat", "Voluntry", "Anchor institution", "Private sector", "Public body", "", "Privat", "Secteur privé"]
    told = pd.DataFrame({"sector_as_published": words, "capacity_as_published": ["Rep: Badger", *[""] * 7]})
    found = left_unread(told.assign(sector_because=NO_EVIDENCE))
    assert [(text, where, why.partition("; ")[2].removesuffix(" may be meant")) for text, where, why in found] == [
        ("Privat", "the frame, rows 2 and 8", "'private'"),
        ("Voluntry", "the frame, row 3", "'voluntary'"),
        ("Anchor institution", "the frame, row 4", ""),
        ("Secteur privé", "the frame, row 9", "'private'"),
        ("Rep: Badger", "the frame, row 2", ""),
    ]
    genders = pd.DataFrame({"gender_as_published": ["F", "girl", "", "Prefer not to say", "Male", "N/A", "girl"]})
    assert [found[:2] for found in left_unread(genders)] == [("girl", "the frame, rows 3 and 8")]
