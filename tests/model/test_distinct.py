"""Reading each distinct text once gives what reading every row would give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.seating.distinct import first_rows, marked, mixed, number, read_once

CELLS = st.lists(st.tuples(st.sampled_from(["", "a", "b", "ab"]), st.sampled_from(["", "b", "x"])), max_size=12)


@given(CELLS)
def test_rows_share_a_number_exactly_where_they_share_all_texts(cells: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame(cells, columns=["one", "two"], dtype="str")
    numbers, first = number(frame["one"], frame["two"])
    in_order = list(dict.fromkeys(cells))
    assert [in_order[n] for n in numbers] == cells
    assert [cells[n] for n in first] == in_order


def test_each_combination_is_read_once_and_the_index_is_kept() -> None:
    read: list[tuple[str, str]] = []

    def join(*texts: str) -> str:
        read.append(texts)
        return "".join(texts)

    one, two = (pd.Series(list(texts), index=[5, 3, 9]) for texts in ("aba", "xxx"))
    found = read_once(join, one, two)
    assert (found.tolist(), found.index.tolist(), read) == (["ax", "bx", "ax"], [5, 3, 9], [("a", "x"), ("b", "x")])


@pytest.mark.parametrize(
    ("values", "groups", "expected"),
    [([], [], [False, False]), ([1, 1], [0, 0], [False, False]), ([1, 2], [0, 1], [False, False]),
     ([1, 2, 1], [1, 1, 1], [False, True]), ([1, 2, 2], [0, 0, 1], [True, False])],
)  # fmt: skip
def test_a_group_of_two_values_is_mixed(values: list[int], groups: list[int], expected: list[bool]) -> None:
    assert mixed(np.array(values, dtype=int), np.array(groups, dtype=int), 2).tolist() == expected


def test_a_row_without_a_number_is_nobodys_first() -> None:
    assert first_rows(np.array([-1, 0, -1, 0, 1])).tolist() == [1, 4]
    assert marked(np.array([2, 0, 2]), 4).tolist() == [True, False, True, False]
