"""Plans and reports on them: what is read and how it stands, both sides of every boundary, every fault in its place."""

import csv
import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from cases import table

import lepdata
from lepdata.actions.plans import STATUSES, append_update, find_plan, read_plan, read_updates, shipped_plans
from lepdata.actions.standing import rate
from lepdata.actions.standing import status as stands
from lepdata.change.action_plan import columns
from lepdata.errors import InputFaults, UsageError
from lepdata.files import rule_file
from lepdata.registers.frozen import read_raw

EXAMPLES = Path(__file__).with_name("examples")

Row = dict[str, str]
PLAN = "exampleshire-2023"
PLANS = {plan.plan_id: plan for plan in shipped_plans()}
STATES = [row["id"] for row in rule_file("plans/states.csv")]


def item(short: str, when: str = "", kind: str = "milestone", text: str = "Do it") -> Row:
    return {
        "plan_id": PLAN,
        "lep": "Exampleshire",
        "title": "Exampleshire plan 2023-24",
        "improvement": short.partition(".")[0],
        "item_id": f"{PLAN}/{short}",
        "kind": kind,
        "text": text,
        "when_as_published": when,
    }


def update(short: str, day: str, status: str, **more: str) -> Row:
    given = {"plan_id": PLAN, "item_id": f"{PLAN}/{short}", "quarter": "2023-24 Q1", "reported_on": day}
    return {**given, "status": status, "written_by": "Secretary", **more}


ITEMS = [item("1.k1", kind="kpi"), item("1.m1", "by June 2023"), item("1.m2", "July 2023"), item("2.m1", "ASAP")]
DONE = {"status": "done", "done_on": "2023-06-20"}
GOOD = [update("1.m1", "2023-07-05", **DONE), update("1.m2", "2023-07-05", "under way")]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a plan ("plan") or as updates ("update"), with their columns or others."""

    def written(table: str, rows: Iterable[Row], names: Iterable[str] = ()) -> Path:
        path = tmp_path / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(names) or list(columns(table)), restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written


@pytest.fixture
def plan(write):
    return read_plan(write("plan", ITEMS))


def faults(read: Callable[[], object]) -> list[tuple[int | None, str]]:
    with pytest.raises(InputFaults) as caught:
        read()
    return [(fault.row, fault.column) for fault in caught.value.faults]


def of_plan(path) -> list[tuple[int | None, str]]:
    return faults(lambda: read_plan(path))


@pytest.mark.parametrize(
    ("plan_id", "improvements", "kinds"),
    [
        ("lancashire-2019", 9, {"milestone": 58, "monitoring": 32}),
        ("south-east-2019", 7, {"milestone": 22, "kpi": 18, "monitoring": 12}),
    ],
)
def test_a_published_plan_is_whole_in_few_words_of_our_own_and_names_nobody(plan_id, improvements, kinds) -> None:
    items = PLANS[plan_id].items
    assert list(dict.fromkeys(one.improvement for one in items)) == [str(n + 1) for n in range(improvements)]
    assert Counter(one.kind for one in items) == kinds
    assert all(bool(one.when_as_published) == bool(one.when.rule) for one in items)  # every date is read
    assert all(one.because and one.source == plan_id and 0 < len(one.text.split()) <= 26 for one in items)
    whole = " ".join(f"{one.text} {one.owner}" for one in items)
    assert [name for name in set(lepdata.seats()["person"]) if " " in name and name in whole] == []
    assert list(read_raw(f"plans/{plan_id}.csv")) == [name for name in columns("plan") if name != "period"]


def test_a_plan_is_found_by_id_lep_or_path(write) -> None:
    assert find_plan("Lancashire LEP").plan_id == find_plan("LANCASHIRE-2019").plan_id == "lancashire-2019"
    assert find_plan("Exampleshire").fictional and "fictional" in PLANS[PLAN].title and "Fictional" in PLANS[PLAN].note
    assert find_plan(write("plan", ITEMS)).kind == "drafted"
    for name in ("lancashire-2091", "Cumbria"):
        with pytest.raises(UsageError, match="lancashire-2019"):
            find_plan(name)


def test_a_plan_is_read(plan) -> None:
    assert (plan.plan_id, plan.lep, plan.body, plan.kind) == (PLAN, "Exampleshire", "main board", "drafted")
    assert plan.period == "2023-04/2024-03"
    assert [one.when.last for one in plan.items] == ["", "2023-06-30", "2023-07-31", ""]


@pytest.mark.parametrize(*table(EXAMPLES / "a_spoiled_cell_is_a_fault.csv"))
def test_a_spoiled_cell_is_a_fault_of_its_row_and_column(column, text, write) -> None:
    whole_file = column in ("lep", "body", "period")
    rows = [{**row, column: text} if whole_file or at == 1 else row for at, row in enumerate(ITEMS)]
    found = of_plan(write("plan", rows))
    # The second of two rows of one id is the fault.
    assert (2 if whole_file else 3, column) in found or (4, column) in found


def test_all_faults_come_at_once(write) -> None:
    found = of_plan(write("plan", [{**row, "kind": "wish", "text": ""} for row in ITEMS]))
    assert [column for _, column in found].count("kind") == len(ITEMS) == [column for _, column in found].count("text")


@pytest.mark.parametrize("name", columns("plan", required=True))
def test_a_missing_column_is_named(name, write) -> None:
    assert of_plan(write("plan", ITEMS, [column for column in columns("plan") if column != name]))[0] == (1, name)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"plan_id,item_id\n", b"%PDF-1.7", b"\xff\xfea\x00"])
@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan.txt"])
def test_a_file_without_a_plan_is_refused(name, content, tmp_path) -> None:
    (tmp_path / name).write_bytes(content)
    assert len(of_plan(tmp_path / name)) == 1
    assert len(of_plan(tmp_path / f"absent-{name}")) == 1


@pytest.mark.parametrize(*table(EXAMPLES / "a_spoiled_report_is_a_fault.csv"))
def test_a_spoiled_report_is_a_fault_of_its_cell_and_a_name_is_not_told_again(column, text, plan, write) -> None:
    with pytest.raises(InputFaults) as caught:
        read_updates(write("update", [GOOD[0], {**GOOD[1], column: text}]), plan)
    assert (3, column) in [(fault.row, fault.column) for fault in caught.value.faults]
    assert "ada" not in str(caught.value).casefold()


@pytest.mark.parametrize(*table(EXAMPLES / "reports_of_one_item_go_forward_and_nothing_ends_before_it_began.csv"))
def test_reports_of_one_item_go_forward_and_nothing_ends_before_it_began(
    day, status, done, column, plan, write
) -> None:
    rows = [update("1.m1", "2023-07-05", "not started"), update("1.m1", day, status, done_on=done)]
    path = write("update", rows)
    if column:
        assert faults(lambda: read_updates(path, plan)) == [(3, column)]
    else:
        assert len(read_updates(path, plan)) == 2


NEW = {"item_id": f"{PLAN}/1.m1", "quarter": "2023-24 Q2", "reported_on": "2023-10-04", "status": "late"}
NEW |= {"written_by": "Chair", "note": "=HYPERLINK(1)"}
BEFORE = NEW | {"reported_on": "2023-09-04", "note": ""}


@pytest.fixture
def reports(plan, tmp_path) -> Path:
    append_update(tmp_path / "reports.csv", plan, BEFORE)
    return tmp_path / "reports.csv"


def test_a_report_is_appended_under_what_stands_there_and_nothing_else_changes(plan, reports, tmp_path) -> None:
    before = reports.read_bytes()
    frame = append_update(reports, plan, NEW)
    assert reports.read_bytes().startswith(before) and len(frame) == 2
    assert b",'=HYPERLINK(1)," in reports.read_bytes()
    assert read_updates(reports, plan)["note"].tolist() == ["", "=HYPERLINK(1)"]
    path = tmp_path / "other.csv"
    names = ["Written by", "My own column", *[name for name in columns("update") if name != "written_by"]]
    path.write_text(",".join(names) + f"\nChair,x,{PLAN},{PLAN}/1.m2,2023-24 Q1,2023-07-05,late,,,", encoding="utf-8")
    append_update(path, plan, NEW)
    assert path.read_text(encoding="utf-8").splitlines()[-1].startswith(f"Chair,,{PLAN},{PLAN}/1.m1,2023-24 Q2")
    assert len(read_updates(path, plan)) == 2


@pytest.mark.parametrize(
    ("change", "spoil", "count"),
    [
        ({"status": "finished"}, str, 1),
        ({"item_id": "x"}, str, 1),
        ({"reported_on": "2023-09-03"}, str, 1),
        ({"moved_to": "by December 2023", "note": ""}, lambda text: text.replace(",", ";"), 7),
        ({"moved_to": "by December 2023"}, lambda text: text.replace("moved_to", "other"), 1),
    ],
    ids=["status", "item", "day", "semicolons", "no column"],
)
def test_a_bad_report_leaves_the_file_as_it_was(change, spoil, count, plan, reports) -> None:
    reports.write_text(spoil(reports.read_text(encoding="utf-8")), encoding="utf-8")
    before = reports.read_bytes()
    assert len(faults(lambda: append_update(reports, plan, NEW | change))) == count
    assert reports.read_bytes() == before and [file.name for file in reports.parent.glob("*rep*")] == ["reports.csv"]


@pytest.mark.parametrize(*table(EXAMPLES / "how_an_item_stands.csv"))
def test_how_an_item_stands(
    when, as_at, moved_first, reported_on, status, done_on, moved_to, state, rating, in_time, write
) -> None:
    """State, rating and whether in time of one item on a day, after up to two reports on it."""
    plan = read_plan(write("plan", [item("1.m1", when)]))
    reports = [update("1.m1", "2023-06-05", "late", moved_to="by July 2023")] if moved_first else []
    reports += [update("1.m1", reported_on, status, done_on=done_on, moved_to=moved_to)] if reported_on else []
    found = stands(plan, read_updates(write("update", reports) if reports else "", plan), as_at)
    assert tuple(found.loc[0, ["state", "rating", "in_time"]]) == (state, rating, in_time)


def test_every_case_has_a_rating_and_only_a_report_makes_anything_red_or_amber() -> None:
    cases = list(itertools.product(STATES, ("none", *STATUSES), ("yes", "no")))
    assert {rate(*case)[0] for case in cases} == {"red", "amber", "green", "not rated"}
    assert {rate(state, "none", "no")[0] for state in STATES if state not in ("overdue", "done")} == {"not rated"}
    rules = rule_file("plans/ratings.csv")
    assert {rate(*case)[1] for case in cases} == {row["id"] for row in rules}  # each rule is used
    assert {row["ours"] for row in rules} == {"yes"} and all(row["reason"] and row["version"] for row in rules)
