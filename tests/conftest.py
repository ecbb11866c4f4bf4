"""Small fictional registers in the forms in which the real ones are published, quirks included; tiny boards."""

import gc
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from cases import cases
from hypothesis import settings

from lepdata.judging.roll import ROLL_COLUMNS
from lepdata.seating.boards import Board
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle

# As commands and reviews hold texts; notebooks may hold them in pyarrow's store (tests/repository/test_processed.py).
pd.set_option("mode.string_storage", "python")
gc.set_threshold(50_000, 20, 20)  # what thousands of tests hold until the end is seldom looked through

# No test is timed: a busy machine would fail it.
settings.register_profile("lepdata", deadline=None)
settings.load_profile("lepdata")

# Of each file its headings, a line each, and what is filled in of its records; the arrow stands for a tab.
REGISTERS = cases(Path(__file__).with_name("examples") / "registers.txt")
# a stray CR LF before a tab, and an escaped backslash, as the real file has them
ALWAYS = {"date_of_extract": "2026-01-01", "charity_contact_address1": "Unit 2\r\n", "charity_activities": "A\\\\B"}
ALWAYS |= {"CompanyStatus": "Active", "IncorporationDate": "01/02/2003", "SICCode.SicText_1": "None Supplied"}


def register(name: str) -> bytes:
    """Charities: tabs between cells, CR LF after each record, no quoting. Companies: every cell but headings quoted."""
    fields, filled = (part.split("\n") for part in REGISTERS[name])
    names, *records = ([cell.replace("⇥", "\t") for cell in line.split("|")] for line in filled)
    given = [ALWAYS | dict(zip(names, cells, strict=True)) for cells in records]
    rows = [[one.get(field.strip(), "") for field in fields] for one in given]
    if name.startswith("publicextract"):
        return "".join("\t".join(row) + "\r\n" for row in (fields, *rows)).encode("utf-8")
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join([",".join(fields), *lines, ""]).encode("utf-8")


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder with both registers: the charities unpacked, their other names and the companies packed."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "publicextract.charity.txt").write_bytes(register("publicextract.charity"))
    others, companies = "publicextract.charity_other_names", "BasicCompanyData-2026-01-01-part1_1"
    for name, ending in ((others, ".txt"), (companies, ".csv")):
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as packed:
            packed.writestr(name + ending, register(name))
    return folder


@pytest.fixture(autouse=True)
def without_the_developers_own_registers(monkeypatch):
    """Full registers that a developer points at would change what the classifier finds."""
    monkeypatch.delenv("LEPDATA_REGISTERS", raising=False)


# Tiny fictional boards, written as one letter a member.
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
    row = dict.fromkeys(ROLL_COLUMNS, "") | PLAIN | LETTERS[letter.lower()]
    return row | ({"counts_as_member": "might"} if letter.isupper() else {}) | more


def board(seats: str | list[dict[str, str]], as_at: str = "2022-06-01", **more: object) -> Board:
    """A board from letters or rows; a full list of a main board unless told otherwise."""
    rows = [seat(letter) for letter in seats] if isinstance(seats, str) else seats
    members = pd.DataFrame(rows, columns=list(ROLL_COLUMNS), dtype=str)
    shape = {"lep": "Exampleshire", "body": "main board", "completeness": "full"} | more
    return Board(as_at=as_at, members=members, **shape)  # type: ignore[arg-type]


@pytest.fixture(name="seat")
def _seat():
    return seat


@pytest.fixture(name="board")
def _board():
    return board


@pytest.fixture(scope="session")
def settle_lines():
    """Published lines of a full list of a main board, unless told otherwise, as settled seats, as the build does."""
    plain = {"body": "main board", "role": "member", "list_completeness": "full", "date_basis": "printed"}
    plain |= {"source_url": "https://example.org/board"}

    def seats(*lines: dict[str, str], **asked: object) -> pd.DataFrame:
        rows = [{"row_id": f"r{number}"} | plain | line for number, line in enumerate(lines, 1)]
        described = describe(pd.DataFrame(rows, columns=None if rows else ["row_id"]).fillna(""))
        return list_seats(settle(described, find_evidence(described, **asked)))

    return seats
