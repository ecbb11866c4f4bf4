"""Reading each distinct text once gives what reading every row would give."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lepdata.seating.distinct import number, read_once

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
