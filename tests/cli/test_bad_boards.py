"""Boards that could trip a sum: each gets one clear message or an honest "cannot tell", in Python and on the line."""

import json
from pathlib import Path

import pytest
from cases import cases

import lepdata as lep

HEAD = "Name,Organisation,Role,Date\n"
ABLE = "Ada Able,Example Engineering Ltd"
BAKER = "Ada Baker,Exford District Council"
TWO_THIRDS = "private-two-thirds"

# Rows, options, and what is said: a criterion and its outcome, words of its reason and of a caveat.
BOARDS = cases(Path(__file__).with_name("examples") / "boards.txt")


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "my.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("name", BOARDS)
def test_in_python_and_on_the_command_line(run, write, name):
    rows, options, said = BOARDS[name]
    (criterion, outcome), (_, reason), (_, caveat) = (line.split(": ", 1) for line in said.splitlines())
    path = write(f"{HEAD.strip()},Status\n{rows}\n")
    code, out, err = run("check", path, "--format", "json", *options.split())
    found = json.loads(out)
    verdict = next(v for v in found["verdicts"] if v["criterion"] == criterion)
    assert (code, err) == (0, "")
    assert verdict["outcome"] == outcome and reason in verdict["reason"]
    assert len([said for said in found["caveats"] if caveat in said]) == 1
    pairs = [one.split() for one in options.split("--") if " " in one.strip()]
    asked = {name.replace("-", "_"): int(word) if name == "board-size" else word for name, word in pairs}
    assert lep.as_json(lep.check(lep.read_board(path, full="--full" in options), **asked)) == found


def test_only_co_opted_members_leave_the_board_without_them_open(write):
    path = write(f"{HEAD}{ABLE},Co-opted,2022\n{BAKER},Co-opted,2022\n")
    judged = lep.check(lep.read_board(path, full=True))
    outcomes = {v.denominator: (v.outcome, v.reason) for v in judged.all_verdicts if v.criterion == TWO_THIRDS}
    assert outcomes["all"][0] == "not met"
    assert outcomes["without co-opted"] == ("cannot tell", "cannot tell: only co-opted members are listed")
    assert all(v.lowest_share is None or v.denominator == "all" for v in judged.all_verdicts)
