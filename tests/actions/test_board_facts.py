"""What lists show of a promise: shown, not shown on a whole list, or cannot tell, with the list and its date."""

import pytest

from lepdata.actions.plans import find_plan
from lepdata.actions.standing import board_facts

CHAIR = {"role": "chair"}
INTERIM = {"role": "chair", "capacity_as_published": "Interim Chairman"}
ACTING = {"capacity_as_published": "acting chairman"}
ADA = "Ada Example"
TREES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy")
OPEN = ("cannot tell", "2019-07-01")
FULL = ("not shown on a whole list", "2019-07-01")


def seat(person: str, day: str, completeness: str = "partial", **more: str) -> dict[str, str]:
    return {"person_name": person, "snapshot_date": day, "list_completeness": completeness, **more}


@pytest.fixture
def answer(settled):
    def told(rule: str, lines: list[dict[str, str]]) -> tuple[str, str]:
        found = board_facts(find_plan("lancashire-2019"), settled("Lancashire", *lines), "2020-12-31")
        return tuple(found.set_index("id").loc[rule, ["answer", "list_date"]])

    return told


@pytest.mark.parametrize(
    ("seats", "found"),
    [
        ([seat(ADA, "2019-07-01", **CHAIR)], ("shown", "2019-07-01")),
        ([seat(ADA, "2019-03-31", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-04-01", **CHAIR)], ("shown", "2019-04-01")),
        ([seat(ADA, "2021-01-01", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", **INTERIM)], OPEN),
        ([seat(ADA, "2019-02-01", **INTERIM), seat(ADA, "2019-07-01", **CHAIR)], OPEN),
        ([seat(ADA, "2019-07-01", **CHAIR), seat(ADA, "2019-08-01", **ACTING)], OPEN),
        ([seat(ADA, "2019-02-01", **INTERIM), seat("Ben Specimen", "2019-07-01", **CHAIR)], ("shown", "2019-07-01")),
        ([seat(ADA, "2019-07-01")], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", "attendance")], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", "full")], FULL),
        ([seat("Vacancy", "2019-07-01", "full", **CHAIR)], FULL),
        ([seat(ADA, "2019-07-01", body="Skills Board", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", lep="Cumbria", **CHAIR)], ("cannot tell", "")),
    ],
)
def test_a_permanent_chair(seats, found, answer) -> None:
    assert answer("lancashire-chair", seats) == found


@pytest.mark.parametrize(
    ("body", "day", "found"),
    [
        ("Innovation Board", "2019-10-01", ("shown", "2019-10-01")),
        ("Lancashire innovation board", "2019-10-01", ("shown", "2019-10-01")),
        ("Innovation Board", "2019-03-31", ("cannot tell", "")),
        ("Skills Board", "2019-10-01", ("cannot tell", "")),
    ],
)
def test_a_body_is_shown_by_a_list_and_never_disproved(body, day, found, answer) -> None:
    assert answer("lancashire-innovation", [seat(ADA, day, body=body)]) == found


@pytest.mark.parametrize(
    ("women", "completeness", "found"),
    [
        (3, "full", "shown"),
        (2, "full", "not shown on a whole list"),
        (2, "partial", "cannot tell"),
        (3, "partial", "cannot tell"),
    ],
)
def test_a_criterion_is_judged_on_the_lists_since_the_plan(women, completeness, found, answer) -> None:
    pronouns = ["she"] * women + ["he"] * (9 - women)
    seats = [
        seat(f"{TREES[n]} Example", "2020-04-01", completeness, pronoun_as_published=one)
        for n, one in enumerate(pronouns)
    ]
    assert answer("lancashire-women", seats) == (found, "2020-04-01")
    assert answer("lancashire-women", [one | {"snapshot_date": "2019-03-31"} for one in seats]) == ("cannot tell", "")
    other = seat(ADA, "2020-04-01", "full", body="Skills Board")
    assert answer("lancashire-women", [other, seat(ADA, "2020-04-01")]) == ("cannot tell", "2020-04-01")
    assert answer("lancashire-women", [other]) == ("cannot tell", "")
