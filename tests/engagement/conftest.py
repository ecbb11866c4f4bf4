"""Small seats, surveys and elements for the tests of engagement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from lepdata.seating.describe import describe
from lepdata.seating.lists import list_seats
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS

LEP = "Cumbria"
QUESTIONS = ("main_board", "heard", "inclusion", "nominate")


@pytest.fixture
def seats() -> Callable[..., pd.DataFrame]:
    """Settled seats from a few cells each; a full list of the main board of 2020 unless told otherwise."""

    def make(*rows: dict[str, str]) -> pd.DataFrame:
        common = dict.fromkeys(BOARD_COLUMNS, "") | {
            "lep": LEP,
            "body": "main board",
            "snapshot_date": "2020-01-31",
            "date_basis": "printed",
            "role": "member",
            "status": "current",
            "list_completeness": "full",
            "source_url": "https://example.org/board",
            "source_title": "The board",
            "source_kind": "lep_page",
        }
        lines = [common | {"row_id": f"t{n}", "person_name": f"Ada {chr(65 + n)}"} | row for n, row in enumerate(rows)]
        described = describe(pd.DataFrame(lines, dtype="str"))
        return list_seats(settle(described, find_evidence(described)))

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A survey file of lines below the usual headings, or below others."""

    def make(*lines: str, head: str = "lep,answered_on,respondent," + ",".join(QUESTIONS)) -> Path:
        path = tmp_path / "survey.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return make
