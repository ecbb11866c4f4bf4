"""Reports on a plan: what is refused, with its row and column, and how a report is appended."""

from __future__ import annotations

import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.plans.appending import append_update
from lepdata.plans.reading import read_plan
from lepdata.plans.rulebook import columns
from lepdata.plans.updates import no_updates, read_updates

from .conftest import PLAN, update


@pytest.fixture
def plan(plan_rows, write):
    return read_plan(write("plan", plan_rows))


def faults(rows, plan, write) -> list[tuple[int | None, str]]:
    with pytest.raises(InputFaults) as caught:
        read_updates(write("update", rows), plan)
    return [(fault.row, fault.column) for fault in caught.value.faults]


DONE = {"status": "done", "done_on": "2023-06-20"}
GOOD = [update("1.m1", "2023-07-05", **DONE), update("1.m2", "2023-07-05", "under way")]


def test_good_updates_are_read(plan, write) -> None:
    frame = read_updates(write("update", GOOD), plan)
    assert list(frame) == list(columns("update")) and frame["status"].tolist() == ["done", "under way"]


def test_a_plan_without_updates_has_an_empty_table(plan) -> None:
    assert read_updates("", plan).equals(no_updates()) and list(no_updates()) == list(columns("update"))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"plan_id": "lancashire-2019"}, "plan_id"),
        ({"item_id": f"{PLAN}/9.m9"}, "item_id"),
        ({"status": "finished"}, "status"),
        ({"quarter": "Q1"}, "quarter"),
        ({"quarter": "2023-25 Q1"}, "quarter"),
        ({"quarter": "2023-24 Q5"}, "quarter"),
        ({"reported_on": "5 July 2023"}, "reported_on"),
        ({"reported_on": "2023-07"}, "reported_on"),
        ({"reported_on": "2023-02-30"}, "reported_on"),
        ({"reported_on": "2023-03-31"}, "reported_on"),
        ({"written_by": ""}, "written_by"),
        ({"written_by": "Mrs Ada Example"}, "written_by"),
        ({"written_by": "ada@example.org"}, "written_by"),
        ({"status": "done"}, "done_on"),
        ({"done_on": "2023-06-20"}, "done_on"),
        ({"status": "done", "done_on": "June"}, "done_on"),
        ({"status": "done", "done_on": "2023-07-06"}, "done_on"),
        ({"moved_to": "some day"}, "moved_to"),
        ({"moved_to": "03/04/2023"}, "moved_to"),
    ],
)
def test_a_spoiled_report_is_a_fault_of_its_cell(change, column, plan, write) -> None:
    assert (3, column) in faults([GOOD[0], {**GOOD[1], **change}], plan, write)


@pytest.mark.parametrize(
    "change",
    [
        {"reported_on": "2023-04-01"},
        {"status": "done", "done_on": "2023-07-05"},
        {"status": "done", "done_on": "2023-07"},
        {"moved_to": "by September 2023"},
        {"written_by": "Chair"},
    ],
)
def test_the_other_side_of_each_boundary_is_read(change, plan, write) -> None:
    assert len(read_updates(write("update", [GOOD[0], {**GOOD[1], **change}]), plan)) == 2


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (update("1.m1", "2023-07-04", "late"), "reported_on"),
        (update("1.m1", "2023-07-05", "late"), "reported_on"),
        (update("1.m1", "2023-08-05", "done", done_on="2023-07-04"), "done_on"),
        (update("1.m1", "2023-08-05", "done", done_on="2023-06"), "done_on"),
    ],
)
def test_reports_of_one_item_go_forward_and_nothing_ends_before_it_began(second, column, plan, write) -> None:
    assert faults([update("1.m1", "2023-07-05", "not started"), second], plan, write) == [(3, column)]


@pytest.mark.parametrize("done", ["2023-07-05", "2023-07", "2023-08-05"])
def test_what_was_not_begun_may_be_done_since(done, plan, write) -> None:
    rows = [update("1.m1", "2023-07-05", "not started"), update("1.m1", "2023-08-05", "done", done_on=done)]
    assert len(read_updates(write("update", rows), plan)) == 2


def test_reports_on_several_items_need_no_common_order(plan, write) -> None:
    rows = [update("1.m1", "2023-08-05", "late"), update("1.m2", "2023-07-05", "late")]
    assert len(read_updates(write("update", rows), plan)) == 2


NEW = {"item_id": f"{PLAN}/1.m1", "quarter": "2023-24 Q2", "reported_on": "2023-10-04", "status": "late"}
NEW |= {"written_by": "Chair", "note": "=HYPERLINK(1)"}


def test_a_report_is_appended_and_nothing_else_changes(plan, tmp_path) -> None:
    path = tmp_path / "reports.csv"
    append_update(path, plan, NEW | {"reported_on": "2023-09-04"})
    before = path.read_bytes()
    frame = append_update(path, plan, NEW)
    assert path.read_bytes().startswith(before) and len(frame) == 2
    assert b",'=HYPERLINK(1)," in path.read_bytes()
    assert read_updates(path, plan)["note"].tolist() == ["=HYPERLINK(1)"] * 2


def test_a_report_is_appended_under_the_headings_that_stand_there(plan, tmp_path) -> None:
    path = tmp_path / "reports.csv"
    names = ["Written by", "My own column", *[name for name in columns("update") if name != "written_by"]]
    path.write_text(",".join(names) + f"\nChair,x,{PLAN},{PLAN}/1.m2,2023-24 Q1,2023-07-05,late,,,", encoding="utf-8")
    append_update(path, plan, NEW)
    assert path.read_text(encoding="utf-8").splitlines()[-1].startswith(f"Chair,,{PLAN},{PLAN}/1.m1,2023-24 Q2")
    assert len(read_updates(path, plan)) == 2


@pytest.mark.parametrize("change", [{"status": "finished"}, {"item_id": "x"}, {"reported_on": "2023-09-03"}])
def test_a_bad_report_leaves_the_file_as_it_was(change, plan, tmp_path) -> None:
    path = tmp_path / "reports.csv"
    append_update(path, plan, NEW | {"reported_on": "2023-09-04"})
    before = path.read_bytes()
    with pytest.raises(InputFaults):
        append_update(path, plan, NEW | change)
    assert path.read_bytes() == before and [file.name for file in tmp_path.glob("*rep*")] == ["reports.csv"]


@pytest.mark.parametrize(
    ("spoil", "lost"),
    [(lambda text: text.replace(",", ";"), 7), (lambda text: text.replace("moved_to", "other"), 1)],
    ids=["semicolons", "no column"],
)
def test_nothing_is_lost_for_want_of_a_column(spoil, lost, plan, tmp_path) -> None:
    path = tmp_path / "reports.csv"
    append_update(path, plan, NEW | {"reported_on": "2023-09-04", "note": ""})
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputFaults) as caught:
        append_update(path, plan, NEW | {"moved_to": "by December 2023", "note": ""})
    assert len(caught.value.faults) == lost and path.read_bytes() == before


def test_a_bad_first_report_makes_no_file(plan, tmp_path) -> None:
    with pytest.raises(InputFaults):
        append_update(tmp_path / "reports.csv", plan, NEW | {"status": ""})
    with pytest.raises(InputFaults):
        append_update(tmp_path / "reports.xlsx", plan, NEW)
    with pytest.raises(UsageError, match="written_by"):
        append_update(tmp_path / "reports.csv", plan, NEW | {"writen_by": "Chair"})
    assert list(tmp_path.glob("reports.*")) == []
