"""Boards that could trip a sum: each gets one clear message or an honest "cannot tell", in Python and on the line."""

from __future__ import annotations

import json

import pytest

import lepdata as lep
from lepdata.errors import InputFaults

HEAD = "Name,Organisation,Role,Date\n"
ABLE = "Ada Able,Example Engineering Ltd"
BAKER = "Ada Baker,Exford District Council"
TWO_THIRDS = "private-two-thirds"

# File, options, a criterion, its outcome, words of its reason, words of a caveat.
BOARDS = {
    "all sectors unknown": (
        f"{HEAD}Ada Able,,Chair,2022\nAda Baker,,Member,2022\n",
        {"full": True},
        (TWO_THIRDS, "cannot tell", "none is known to be private and 2 are unknown"),
        "The sector of no member is known.",
    ),
    "two chairs": (
        f"{HEAD}{ABLE},Chair,2022\n{BAKER},Chair,2022\n",
        {"full": True},
        ("chair-private", "not met", "1 of 2 chairs listed is not private"),
        "2 chairs are listed: the chair is private only if all of them are.",
    ),
    "a member twice": (
        f"{HEAD}{ABLE},Member,2022\n{ABLE},Chair,2022\n{BAKER},Member,2022\n",
        {"full": True},
        ("chair-private", "met", "the chair is private"),
        "1 line repeats a name and organisation already listed: each person counts once.",
    ),
    "only vacancies": (
        f"{HEAD}Vacancy,,Member,2022\nVacant,,Member,2022\n",
        {"full": True},
        (TWO_THIRDS, "cannot tell", "only 2 vacancies are listed"),
        "Only vacancies are listed.",
    ),
    "later than the date asked about": (
        f"{HEAD}{ABLE},Chair,2022\n",
        {"full": True, "as_at": "2020-01-01"},
        (TWO_THIRDS, "met", "1 of 1 member is private"),
        "later than the date asked about",
    ),
    "before any framework": (
        f"{HEAD}{ABLE},Chair,2005\n",
        {"full": True},
        ("private-half", "met", "1 of 1 member is private"),
        "No framework for a LEP main board was in force at this date: white-paper-2010 is the nearest.",
    ),
    "a date that spans two frameworks": (
        f"{HEAD}{ABLE},Chair,2018\n",
        {"full": True},
        (TWO_THIRDS, "met", "1 of 1 member is private"),
        "spans white-paper-2010 and strengthened-2018: the latter is used",
    ),
    "a size smaller than the members seen": (
        f"{HEAD}{ABLE},Chair,2022\n{BAKER},Member,2022\n",
        {"board_size": 1},
        (TWO_THIRDS, "cannot tell", "it would take"),
        "The published size of 1 is smaller than the 2 members listed, so it is not used.",
    ),
    "no date at all": (
        f"Name,Organisation\n{ABLE}\n",
        {"full": True},
        (TWO_THIRDS, "met", "1 of 1 member is private"),
        "There is no date: nlgaf-2021 is taken as it stood on 31 March 2024, its last day.",
    ),
    "nobody but officers": (
        f"{HEAD}{ABLE},Officer,2022\n{BAKER},Observer,2022\n",
        {"full": True},
        (TWO_THIRDS, "cannot tell", "none of the 2 people listed counts as a member"),
        "Nobody listed counts as a member",
    ),
    "a member who has left": (
        f"Name,Organisation,Role,Status\n{ABLE},Member,former\n",
        {"full": True},
        ("board-size", "cannot tell", "none of the 1 person listed counts as a member"),
        "Nobody listed counts as a member",
    ),
}


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "my.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("name", BOARDS)
def test_in_python_and_on_the_command_line(run, write, name):
    text, options, (criterion, outcome, reason), caveat = BOARDS[name]
    words: list[str] = []
    for key, value in options.items():
        words += ["--full"] if value is True else [f"--{key.replace('_', '-')}", str(value)]
    code, out, err = run("check", write(text), "--format", "json", *words)
    found = json.loads(out)
    verdict = next(v for v in found["verdicts"] if v["criterion"] == criterion)
    assert (code, err) == (0, "")
    assert verdict["outcome"] == outcome and reason in verdict["reason"]
    assert len([said for said in found["caveats"] if caveat in said]) == 1
    full, asked = options.get("full", False), {key: value for key, value in options.items() if key != "full"}
    assert lep.as_json(lep.check(lep.read_board(write(text), full=full), **asked)) == found


def test_only_co_opted_members_leave_the_board_without_them_open(write):
    path = write(f"{HEAD}{ABLE},Co-opted,2022\n{BAKER},Co-opted,2022\n")
    judged = lep.check(lep.read_board(path, full=True))
    outcomes = {v.denominator: (v.outcome, v.reason) for v in judged.verdicts if v.criterion == TWO_THIRDS}
    assert outcomes["all"][0] == "not met"
    assert outcomes["without co-opted"] == ("cannot tell", "cannot tell: only co-opted members are listed")
    assert all(v.lowest_share is None or v.denominator == "all" for v in judged.verdicts)


FRAMEWORK = """id = "mine"
version = "1"
title = "Mine"
body_kind = "LEP main board"
in_force_from = "2019-01-01"
ruling_definition = "business"
source = "https://example.org"
verified = "yes-primary"
[[criteria]]
id = "voice"
statement = "A voice."
kind = "presence"
threshold = "1"
who = "sectors"
among = ["voluntry"]
strength = "expectation"
source = "https://example.org"
verified = "yes-primary"
[[criteria]]
id = "too-much"
statement = "More than all."
kind = "share"
threshold = "7/5"
who = "private"
strength = "expectation"
source = "https://example.org"
verified = "yes-primary"
"""


def test_every_fault_of_a_framework_is_said_at_once(run, write, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    board = write(f"{HEAD}{ABLE},Chair,2022\n")
    with pytest.raises(InputFaults) as caught:
        lep.check(lep.read_board(board), framework=path)
    places = [(fault.row, fault.column) for fault in caught.value.faults]
    assert places == [(15, "voice.among"), (23, "too-much.threshold")]
    code, out, err = run("check", board, "--framework", path)
    assert (code, out) == (1, "") and "unknown sector 'voluntry'" in err and "found '7/5'" in err
