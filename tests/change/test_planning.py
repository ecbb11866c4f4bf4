"""Plans as readers meet them: the sentence, the steps, what is left out, and boards that no plan can be made for."""

import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from cases import cases

from lepdata.change.planning import changes_as_json, plan_changes
from lepdata.errors import UsageError
from lepdata.files import RULES
from lepdata.judging.verdicts import judge
from lepdata.reviews.checking import as_json

CHECK_SCHEMA = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))

WOMAN, MAN = {"gender": "woman"}, {"gender": "man"}


@pytest.fixture
def rows(seat):
    """Letters as members whose gender is known: a third of them women, the first in the chair."""

    def make(letters, **first):
        made = [seat(one, **(WOMAN if at % 3 == 0 else MAN)) for at, one in enumerate(letters)]
        return [made[0] | {"role_read": "chair"} | first, *made[1:]]

    return make


SENTENCES = cases(Path(__file__).with_name("examples") / "sentences.txt")


@pytest.mark.parametrize("asked", SENTENCES)
def test_sentences(board, rows, asked):
    """Each is told by the board's letters and, behind them, what `plan_changes` is asked; the first is in the chair."""
    letters, *options = asked.split()
    more = {name: True if what == "yes" else [what] for name, what in (one.split("=") for one in options)}
    found = plan_changes(judge(board(rows(letters)), "nlgaf-2021"), **more).sentence
    assert found == " ".join(SENTENCES[asked][0].split())


def test_what_is_unknown_is_said_apart_from_what_must_change(board, seat):
    unknown = [seat("p", role_read="chair"), *[seat("p")] * 4, *[seat("u")] * 5, *[seat("c")] * 2]
    found = plan_changes(judge(board(unknown), "nlgaf-2021"))
    assert found.sentence.startswith(
        "All four rules hold without any change if at least four of the 12 members whose gender is not published are "
        "women and at least three of the five members whose sector is not known are private. To make sure of it "
    )
    assert [(one.count, one.of) for one in found.fewest.disclosures] == [(4, 12), (3, 5)]
    assert found.fewest.changes == 0 and found.changes > 0


def test_each_definition_has_its_plan(board, rows):
    judged = judge(board(rows("ppppppvecccc")), "nlgaf-2021")
    definitions = ("business", "national-accounts", "as-published", None)
    assert [plan_changes(judged, definition=one).changes for one in definitions] == [2, 0, 2, 2]


NO_REQUIREMENT = "There is nothing to plan for: no requirement is made of such a board. "
NO_REQUIREMENT += "To plan for a measure all the same, name it: --also private-two-thirds."


@pytest.mark.parametrize(
    ("seats", "more", "sentence"),
    [
        ("", {}, "No plan is made: no member is listed."),
        ("PP", {}, "No plan is made: nobody listed is certainly a member."),
        ([{"place": "vacancy"}] * 3, {}, "No plan is made: only vacancies are listed."),
        ("ppc", {"completeness": "partial"}, "No plan is made: the list is only a part of the board."),
        ("ppc", {"completeness": "truncated"}, "No plan is made: the list was cut off in publication."),
        ("pv", {"body": "UKSPF group", "as_at": "2023"}, NO_REQUIREMENT),
    ],
)
def test_boards_without_a_plan(board, seat, seats, more, sentence):
    own = seats if isinstance(seats, str) else [seat("p", **row) for row in seats]
    judged = judge(board(own, **more), None if "body" in more else "nlgaf-2021")
    found = plan_changes(judged)
    assert (found.sentence, found.certain, found.changes) == (sentence, None, None)
    assert (found.steps, found.conflicts) == ((), ())
    if sentence == NO_REQUIREMENT:
        asked = ("voluntary-voice", "private-presence", "councils-represented")
        assert plan_changes(judged, ["expectation"]).rules == asked


def test_unknown_names_are_a_wrong_usage(board):
    for name in ("women-haf", "expectations", ""):
        with pytest.raises(UsageError, match="criterion"):
            plan_changes(judge(board("ppc")), [name])
    with pytest.raises(UsageError, match="definition"):
        plan_changes(judge(board("ppc")), definition="busines")


@pytest.mark.parametrize(("title", "changes"), [("Mayor of London", 0), ("Leader", 1)])
def test_a_chair_whom_the_rule_excepts_need_not_change(board, seat, title, changes):
    members = [seat("c", role_read="chair", job_title=title), *[seat("p")] * 2]
    assert plan_changes(judge(board(members), "white-paper-2010"), ["expectation"]).changes == changes


@pytest.mark.parametrize("seats", ["ppppppppcccc", "ppcc", "ppcuP", "", "c" * 12 + "p"])
def test_plans_in_json_keep_the_schema_and_leave_the_board_alone(board, seats):
    own = board(seats)
    before = own.members.copy(deep=True)
    judged = judge(own, "nlgaf-2021")
    plan = changes_as_json(plan_changes(judged, ["best practice"], keep_councils=True))
    found = as_json(judged) | {"changes": plan}
    jsonschema.Draft202012Validator(CHECK_SCHEMA).validate(found)
    assert json.loads(json.dumps(found)) == found
    pd.testing.assert_frame_equal(own.members, before)
