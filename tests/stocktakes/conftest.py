"""Small boards, facts and answers of three made-up councils."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.forms.questions import form
from lepdata.forms.reading import answer_columns
from lepdata.seating.boards import Board

COUNCILS = ("Ashby Council", "Birch Council", "Cedar Council")


def answers(*forms: tuple[str, str, dict[str, str]], lep: str = "Exampleshire") -> pd.DataFrame:
    """Forms as (council, day, {question: answer}), as `read_form` hands them on."""
    rows = [
        {"form": "stocktake", "version": "1", "file": "a.csv", "lep": lep, "council": council, "answered_on": day}
        | {"question_id": name, "answer": answer}
        for council, day, said in forms
        for name, answer in said.items()
    ]
    columns = answer_columns(form("stocktake"))
    return pd.DataFrame([{name: row.get(name, "") for name in columns} for row in rows], columns=columns, dtype="str")


def board(
    *organisations: str, body: str = "main board", as_at: str = "2019-05-01", completeness: str = "full"
) -> Board:
    """A board of the made-up area with a member from each organisation."""
    members = [{"organisation": name, "counts_as_member": "yes"} for name in organisations]
    frame = pd.DataFrame(members, columns=["organisation", "counts_as_member"], dtype="str")
    return Board("Exampleshire", body, as_at, completeness, frame)


@pytest.fixture(name="councils")
def _councils():
    return COUNCILS


@pytest.fixture(name="answers")
def _answers():
    return answers


@pytest.fixture(name="board")
def _board():
    return board
