"""Tiny fictional boards, written as one letter a member."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.model import Board

COLUMNS = (
    "counts_as_member",
    "place",
    "role_read",
    "sector",
    "seat_sector",
    "sector_kind",
    "national_accounts_sector",
    "gender",
    "capacity_as_published",
    "job_title",
    "person_key",
    "organisation_key",
)
PLAIN = {"counts_as_member": "yes", "place": "person", "role_read": "member", "gender": "not published"}
LETTERS = {
    "p": {"sector": "private", "national_accounts_sector": "private"},
    "c": {"sector": "council", "national_accounts_sector": "public"},
    "v": {"sector": "voluntary", "national_accounts_sector": "private", "sector_kind": "charity"},
    "e": {"sector": "education", "national_accounts_sector": "private", "sector_kind": "university"},
    "u": {"sector": "unknown", "national_accounts_sector": "unknown"},
}


def seat(letter: str = "p", **more: str) -> dict[str, str]:
    """One row: a lower-case letter is a sector, a capital the same in a seat that only might count."""
    row = dict.fromkeys(COLUMNS, "") | PLAIN | LETTERS[letter.lower()]
    return row | ({"counts_as_member": "might"} if letter.isupper() else {}) | more


def board(seats: str | list[dict[str, str]], as_at: str = "2022-06-01", **more: object) -> Board:
    """A board from letters or rows; a full list of a main board unless told otherwise."""
    rows = [seat(letter) for letter in seats] if isinstance(seats, str) else seats
    members = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)
    shape = {"lep": "Exampleshire", "body": "main board", "completeness": "full"} | more
    return Board(as_at=as_at, members=members, **shape)  # type: ignore[arg-type]


@pytest.fixture(name="seat")
def _seat():
    return seat


@pytest.fixture(name="board")
def _board():
    return board


@pytest.fixture
def one():
    """The one verdict of a judgement on a criterion, under a definition and denominator."""

    def find(judgement, criterion, definition="business", denominator="all"):
        found = [
            verdict
            for verdict in judgement.verdicts
            if verdict.criterion == criterion
            and verdict.definition in (definition, None)
            and verdict.denominator == denominator
        ]
        assert len(found) == 1, (criterion, found)
        return found[0]

    return find
