"""A reconciled figure that moves stops the build until somebody signs it anew."""

import pandas as pd
import pytest

from lepdata.collections import build
from lepdata.collections.published import SIGNED, SIGNED_COLUMNS, moved, reconcile
from lepdata.errors import InputFaults
from lepdata.registers import frozen


def now(**changes):
    row = {"figure_id": "f1", "outcome": "agrees", "published": "5 of 12", "found": "5 of 12", "difference": ""}
    return pd.DataFrame([{**row, **changes}])


def signed(**changes):
    return now().assign(why="looked at", signed_by="A Keeper", signed_on="2026-01-01").assign(**changes)


def test_as_signed_nothing_has_moved():
    assert moved(now(), signed()) == []
    assert moved(now(outcome="cannot be compared"), signed().iloc[:0]) == []


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (now(outcome="differs", found="6 of 12", difference="1 more"), signed()),
        (now(found="5 of 13"), signed()),
        (now(published="6 of 12"), signed()),
        (now(outcome="cannot be compared"), signed()),  # no longer reconciled
        (now(), signed().iloc[:0]),  # newly reconciled
        (now().iloc[:0], signed()),
        (now(), signed(why="")),
        (now(), signed(signed_by="")),
    ],
)
def test_what_moved_or_was_not_signed_is_a_fault_with_a_remedy(today, before):
    faults = moved(today, before)
    assert len(faults) == 1
    assert SIGNED in faults[0].file and ("sign" in faults[0].remedy or "fill in" in faults[0].remedy)


def test_the_shipped_figures_are_as_signed(shipped):
    rows = frozen.read_raw(SIGNED)
    assert list(rows.columns) == list(SIGNED_COLUMNS) and len(rows) > 10
    assert moved(reconcile(shipped), rows) == []


def test_a_figure_that_moves_fails_the_build_and_nothing_is_written(monkeypatch, tmp_path):
    read = frozen.read_raw
    other = read(SIGNED).assign(found="99 of 100")
    monkeypatch.setattr(frozen, "read_raw", lambda path: other if path == SIGNED else read(path))
    with pytest.raises(InputFaults, match=r"found agrees, published 2 of 12") as caught:
        build.build(tmp_path)
    assert len(caught.value.faults) == len(other)
    assert list(tmp_path.iterdir()) == []
