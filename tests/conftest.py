"""Small fictional registers in the forms in which the real ones are published, quirks included; tiny boards."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from lepdata.judging.roll import ROLL_COLUMNS
from lepdata.seating.boards import Board
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle

# No test is timed: a busy machine would fail it.
settings.register_profile("lepdata", deadline=None)
settings.load_profile("lepdata")

_HEAD = "date_of_extract organisation_number registered_charity_number linked_charity_number"
CHARITY_FIELDS = f"""{_HEAD} charity_name charity_type charity_registration_status date_of_registration date_of_removal
charity_reporting_status latest_acc_fin_period_start_date latest_acc_fin_period_end_date latest_income
latest_expenditure charity_contact_address1 charity_contact_address2 charity_contact_address3 charity_contact_address4
charity_contact_address5 charity_contact_postcode charity_contact_phone charity_contact_email charity_contact_web
charity_company_registration_number charity_insolvent charity_in_administration charity_previously_excepted
charity_is_cdf_or_cif charity_is_cio cio_is_dissolved date_cio_dissolution_notice charity_activities charity_gift_aid
charity_has_land""".split()
OTHER_NAME_FIELDS = f"{_HEAD} charity_name_id charity_name_type charity_name".split()
_ADDRESS = ["CareOf", "POBox", "AddressLine1", " AddressLine2", "PostTown", "County", "Country", "PostCode"]
COMPANY_FIELDS = [
    "CompanyName",
    " CompanyNumber",
    *(f"{' ' if part.startswith(' ') else ''}RegAddress.{part.strip()}" for part in _ADDRESS),
    *("CompanyCategory", "CompanyStatus", "CountryOfOrigin", "DissolutionDate", "IncorporationDate"),
    *(f"Accounts.{part}" for part in ("AccountRefDay", "AccountRefMonth", "NextDueDate", "LastMadeUpDate")),
    *("Accounts.AccountCategory", "Returns.NextDueDate", "Returns.LastMadeUpDate"),
    *(f"Mortgages.NumMort{part}" for part in ("Charges", "Outstanding", "PartSatisfied", "Satisfied")),
    *(f"SICCode.SicText_{number}" for number in range(1, 5)),
    *("LimitedPartnerships.NumGenPartners", "LimitedPartnerships.NumLimPartners", "URI"),
    *(
        f"{' ' if part == 'CompanyName' or number == 2 else ''}PreviousName_{number}.{part}"
        for number in range(1, 11)
        for part in ("CONDATE", "CompanyName")
    ),
    *("ConfStmtNextDueDate", " ConfStmtLastMadeUpDate"),
]
BY_GUARANTEE = "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)"


def charity(body: str, number: str, linked: str, name: str, kind: str = "Trust", status: str = "Registered") -> list:
    given = {"organisation_number": body, "registered_charity_number": number, "linked_charity_number": linked}
    given |= {"charity_name": name, "charity_type": kind, "charity_registration_status": status}
    # a stray CR LF before a tab, and an escaped backslash, as the real file has them
    given |= {"date_of_extract": "2026-01-01", "charity_contact_address1": "Unit 2\r\n", "charity_activities": "A\\\\B"}
    return [given.get(field, "") for field in CHARITY_FIELDS]


def other_name(body: str, linked: str, use: str, name: str) -> list:
    return ["2026-01-01", body, "900000", linked, "1", use, name]


def company(name: str, number: str, category: str, *previous: str) -> list:
    given = {"CompanyName": name, "CompanyNumber": number, "CompanyCategory": category, "CompanyStatus": "Active"}
    given |= {"IncorporationDate": "01/02/2003", "SICCode.SicText_1": "None Supplied"}
    given |= {f"PreviousName_{at}.CompanyName": old for at, old in enumerate(previous, 1)}
    return [given.get(field.strip(), "") for field in COMPANY_FIELDS]


CHARITIES = [
    charity("11", "900001", "0", 'THE NORTHSHIRE "LANTERN" SOCIETY OF FRIENDS'),
    charity("12", "900001", "1", "LANTERN BURSARY"),
    charity("13", "900002", "0", "LANTERN WORKS", "Charitable company"),
    charity("14", "900003", "0", "OLD LANTERN", status="Removed"),
    charity("15", "900004", "0", "SPLIT\\\tLANTERN", "CIO"),
]
OTHER_NAMES = [
    other_name("13", "0", "Previous name", "GLOWWORM"),
    other_name("13", "0", "Working name", "Firefly"),
    other_name("12", "1", "Working name", "Linked Firefly"),
    other_name("99", "0", "Working name", "Firefly of nobody"),
]
COMPANIES = [
    company("LANTERN WORKS", "00900002", BY_GUARANTEE),
    company("BRAVE BADGER LIMITED", "00900010", "Private Limited Company", 'THE "B" BADGER', "OLD BADGER"),
    company("GLOWING", "SC900011", "Community Interest Company"),
    company("NORTHSHIRE LEP", "00900012", BY_GUARANTEE),
    company("SHARED TILL", "IP900013", "Registered Society"),
    company("BADGER, FOX", "OC900014", "Limited Liability Partnership"),
    company("NORTHSHIRE COLLEGE", "00900015", BY_GUARANTEE),
]


def as_extract(fields: list[str], rows: list[list]) -> bytes:
    """Tabs between cells, CR LF after each record, no quoting."""
    return "".join("\t".join(row) + "\r\n" for row in (fields, *rows)).encode("utf-8")


def as_product(rows: list[list]) -> str:
    """Every cell in quotation marks, those inside doubled; the headings bare, some with a blank before them."""
    lines = [",".join(COMPANY_FIELDS)]
    lines += [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder with both registers: the charities unpacked, their other names and the companies packed."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "publicextract.charity.txt").write_bytes(as_extract(CHARITY_FIELDS, CHARITIES))
    with zipfile.ZipFile(folder / "publicextract.charity_other_names.zip", "w") as packed:
        packed.writestr("publicextract.charity_other_names.txt", as_extract(OTHER_NAME_FIELDS, OTHER_NAMES))
    with zipfile.ZipFile(folder / "BasicCompanyData-2026-01-01-part1_1.zip", "w") as packed:
        packed.writestr("BasicCompanyData-2026-01-01-part1_1.csv", as_product(COMPANIES))
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
