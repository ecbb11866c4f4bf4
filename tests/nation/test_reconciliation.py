"""Every published figure beside ours, the sources' own sums, and signed results that stop a build when they move."""

from pathlib import Path

import pandas as pd
import pytest
from cases import cells, numbers, table

from lepdata.collections import built, figures, tables
from lepdata.collections.figures import SIGNED, Shelf, because, compare, moved, reconcile
from lepdata.errors import InputFaults
from lepdata.judging.bounds import Tally
from lepdata.registers import frozen
from lepdata.seating.boards import count_days

EXAMPLES = Path(__file__).with_name("examples")
ELSEWHERE = "https://example.org/elsewhere"


def figure(measure="private", value="2", of="3", lep="Cumbria", as_at="2020-01-15", as_published="", note="", **more):
    first, last = count_days(as_at, "")
    row = {"figure_id": "f1", "about": "", "lep": lep, "body": "main board", "as_at": as_at, "measure": measure}
    row |= {"value": value, "of": of, "as_published": as_published, "note": note, "source_url": ELSEWHERE}
    return [{**row, "date_from": first, "date_to": last, "series": "", **more}]


def board(line, private=2, council=1, **more):
    firms = [line(f"Ada {word}", organisation=f"Example {word} Ltd", **more) for word in "ABCDEF"[:private]]
    return [*firms, *(line(f"Bo {word}", organisation="Eden District Council", **more) for word in "ABCDEF"[:council])]


@pytest.fixture
def only(line, settle_lines):
    """The one row that comes of a figure and the lines of a board."""

    def reconciled(published, *lines):
        row = reconcile(settle_lines(*lines), published).iloc[0]
        return {**row, "because": because(row.to_dict())}

    return reconciled


@pytest.mark.parametrize(*table(EXAMPLES / "every_way_it_may_come_out.csv"))
def test_every_way_it_may_come_out(line, only, published, completeness, outcome, reason, found):
    row = only(figure(**cells(published)), *board(line, list_completeness=completeness))
    assert (row["outcome"], row["reason"], row["found"]) == (outcome, reason, found)
    assert row["because"].endswith(".") and row["same_source"] in ("no", "")


def test_with_no_list_at_all_it_still_says_so(nothing):
    rows = reconcile(nothing, figures.published_figures())
    assert set(rows["outcome"]) == {"cannot be compared"}
    assert all(because(row).endswith(".") for row in rows.to_dict("records"))
    assert rows.set_index("figure_id").loc["n04-main-board", "found"] == "between 0 and 38 of 38"


@pytest.fixture(scope="module")
def real(shipped):
    return reconcile(shipped, figures.published_figures())


SHIPPED = [
    ("c19", "cannot be compared", "another size"),  # 3 women of 13; of 11 listed 10 are unknown
    ("c20", "cannot be compared", "another size"),
    ("v25-kent-women", "cannot be compared", "another size"),
    ("c64", "cannot be compared", "list incomplete"),  # r1991 stood in: 9 councils, as published
    ("c63", "differs", "another date"),
]


@pytest.mark.parametrize(("figure_id", "outcome", "reason"), SHIPPED)
def test_false_alarms_are_none(real, figure_id, outcome, reason):
    row = real.set_index("figure_id").loc[figure_id]
    assert (row["outcome"], row["reason"]) == (outcome, reason)


def test_a_figure_in_two_tables_is_compared_once(real):
    shared = real[real["about"].str.contains("rural issues") | (real["measure"] == "boards with a rural member")]
    assert shared["figure_id"].tolist() == ["v14-rural"]


@pytest.mark.parametrize(*table(EXAMPLES / "which_list_is_chosen.csv"))
def test_which_list_is_chosen(line, settle_lines, lists, wanted):
    rows = []
    for count, date, completeness in map(str.split, lists.split("; ")):
        rows += [line(f"Ada {word}", date=date, list_completeness=completeness) for word in "ABCDEFG"[: int(count)]]
    span = ("2020-01-01", "2020-12-31")
    first, *_ = Shelf(settle_lines(*rows)).beside("Cumbria", "main board", *span)
    assert f"{first['list_completeness']} {first['snapshot_date']} {first['gap']}" == wanted


@pytest.mark.parametrize(*table(EXAMPLES / "a_count_beside_a_figure.csv"))
def test_a_count(found, value, of, outcome, difference):
    compared = compare(Tally(**numbers(found)), int(value), int(of) if of else None)
    assert (compared[0], compared[2]) == (outcome, difference)


FAILING = {
    "hertfordshire-seats": ("15", "16"),
    "ratings-governance": ("38", "37"),
    "ratings-delivery": ("38", "37"),
    "ratings-strategy": ("38", "37"),
    "registers-two-sources": ("62%", "42%"),
    "v16-leps-percent": ("12%", "11.5%"),
}


def test_what_the_sources_print_wrongly_is_known_and_nothing_else():
    checks = figures.check_arithmetic(figures.published_figures()).set_index("check_id")
    failing = checks[checks["outcome"] == "does not hold"]
    assert {name: (row["printed"], row["recomputed"]) for name, row in failing.iterrows()} == FAILING
    assert len(checks[checks["outcome"] == "holds"]) > 40


def now(**changes):
    row = {"figure_id": "f1", "outcome": "agrees", "published": "5 of 12", "found": "5 of 12", "difference": ""}
    return pd.DataFrame([{**row, **changes}])


def signed(**changes):
    return now().assign(why="looked at", signed_by="A Keeper", signed_on="2026-01-01").assign(**changes)


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (now(outcome="differs", found="6 of 12", difference="1 more"), signed()),
        (now(published="6 of 12"), signed()),
        (now(outcome="cannot be compared"), signed()),  # no longer reconciled
        (now(), signed().iloc[:0]),  # newly reconciled
        (now().iloc[:0], signed()),
        (now(), signed(signed_by="")),
    ],
)
def test_what_moved_or_was_not_signed_is_a_fault_with_a_remedy(today, before):
    assert moved(now(), signed()) == []
    faults = moved(today, before)
    assert len(faults) == 1
    assert SIGNED in faults[0].file and ("sign" in faults[0].remedy or "fill in" in faults[0].remedy)


def test_the_shipped_figures_are_as_signed(shipped):
    rows = frozen.read_raw(SIGNED)
    columns_signed = ["figure_id", "outcome", "published", "found", "difference", "why", "signed_by", "signed_on"]
    assert list(rows.columns) == columns_signed and len(rows) == 9
    assert moved(reconcile(shipped, figures.published_figures()), rows) == []


def test_a_figure_that_moves_fails_the_build_and_nothing_is_written(monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "compute", lambda: {"reconciliation": now()})
    with pytest.raises(InputFaults, match=r"found agrees, published 5 of 12"):
        built.build(tmp_path)
    assert list(tmp_path.iterdir()) == []
