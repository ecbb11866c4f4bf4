"""Boards that could trip a sum: each gets one clear message or an honest "cannot tell", in Python and on the line."""

import json

import pytest

import lepdata as lep

HEAD = "Name,Organisation,Role,Date\n"
ABLE = "Ada Able,Example Engineering Ltd"
BAKER = "Ada Baker,Exford District Council"
TWO_THIRDS = "private-two-thirds"

PEOPLE = {"able": ABLE, "baker": BAKER}
UNKNOWN = "cannot tell"
# Rows (a few names for short), options beside --full, a criterion, its outcome, words of its reason and of a caveat.
BOARDS = {
    "all sectors unknown": (
        *("Ada Able,,Chair,2022|Ada Baker,,Member,2022", {}, TWO_THIRDS, UNKNOWN),
        *("none is known to be private and 2 are unknown", "The sector of no member is known."),
    ),
    "two chairs": (
        *("able,Chair,2022|baker,Chair,2022", {}, "chair-private", "not met", "1 of 2 chairs listed is not private"),
        "2 chairs are listed: the chair is private only if all of them are.",
    ),
    "a member twice": (
        *("able,Member,2022|able,Chair,2022|baker,Member,2022", {}, "chair-private", "met", "the chair is private"),
        "1 line repeats a name and organisation already listed: each person counts once.",
    ),
    "only vacancies": (
        *("Vacancy,,Member,2022|Vacant,,Member,2022", {}, TWO_THIRDS, UNKNOWN, "only 2 vacancies are listed"),
        "Only vacancies are listed.",
    ),
    "later than the date asked about": (
        *("able,Chair,2022", {"as_at": "2020-01-01"}, TWO_THIRDS, "met", "1 of 1 member is private"),
        "later than the date asked about",
    ),
    "before any framework": (
        *("able,Chair,2005", {}, "private-half", "met", "1 of 1 member is private"),
        "No framework for a LEP main board was in force at this date: white-paper-2010 is the nearest.",
    ),
    "a date that spans two frameworks": (
        *("able,Chair,2018", {}, TWO_THIRDS, "met", "1 of 1 member is private"),
        "spans white-paper-2010 and strengthened-2018: the latter is used",
    ),
    "a size smaller than the members seen": (
        *("able,Chair,2022|baker,Member,2022", {"full": False, "board_size": 1}, TWO_THIRDS, UNKNOWN, "it would take"),
        "The published size of 1 is smaller than the 2 members listed, so it is not used.",
    ),
    "no date at all": (
        *("able,Chair,", {}, TWO_THIRDS, "met", "1 of 1 member is private"),
        "There is no date, so no rule is in force: the board is only measured, by nlgaf-2021.",
    ),
    "nobody but officers": (
        *("able,Officer,2022|baker,Observer,2022", {}, TWO_THIRDS, UNKNOWN),
        *("none of the 2 people listed counts as a member", "Nobody listed counts as a member"),
    ),
    "a member who has left": (
        *("able,Member,2022,former", {}, "board-size", UNKNOWN, "none of the 1 person listed counts as a member"),
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
    rows, options, criterion, outcome, reason, caveat = BOARDS[name]
    lines = [
        ",".join([PEOPLE.get(row.split(",")[0], row.split(",")[0]), *row.split(",")[1:]]) for row in rows.split("|")
    ]
    path = write(HEAD.replace("\n", ",Status\n") + "".join(line + "\n" for line in lines))
    full, asked = options.get("full", True), {key: value for key, value in options.items() if key != "full"}
    words = [word for key, value in asked.items() for word in (f"--{key.replace('_', '-')}", value)]
    code, out, err = run("check", path, "--format", "json", *words, *(["--full"] if full else []))
    found = json.loads(out)
    verdict = next(v for v in found["verdicts"] if v["criterion"] == criterion)
    assert (code, err) == (0, "")
    assert verdict["outcome"] == outcome and reason in verdict["reason"]
    assert len([said for said in found["caveats"] if caveat in said]) == 1
    assert lep.as_json(lep.check(lep.read_board(path, full=full), **asked)) == found


def test_only_co_opted_members_leave_the_board_without_them_open(write):
    path = write(f"{HEAD}{ABLE},Co-opted,2022\n{BAKER},Co-opted,2022\n")
    judged = lep.check(lep.read_board(path, full=True))
    outcomes = {v.denominator: (v.outcome, v.reason) for v in judged.all_verdicts if v.criterion == TWO_THIRDS}
    assert outcomes["all"][0] == "not met"
    assert outcomes["without co-opted"] == ("cannot tell", "cannot tell: only co-opted members are listed")
    assert all(v.lowest_share is None or v.denominator == "all" for v in judged.all_verdicts)
