"""Full registers that the user has downloaded: found in one folder, known by their SHA-256, opened as text."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from lepdata.errors import Fault, InputFaults

CHARITIES = ("publicextract.charity.zip", "publicextract.charity.txt")
CHARITY_NAMES = ("publicextract.charity_other_names.zip", "publicextract.charity_other_names.txt")
COMPANIES = ("BasicCompanyData*.zip", "BasicCompanyData*.csv")
SUMS = "SHA256SUMS"


class RegisteredName(NamedTuple):
    """One name that a register holds, and whose it is.

    `register` is "charity" or "company"; `standing` is "registered" or "removed" for a charity, the printed status of a
    company; `use` is "name", "previous name" or "working name"; `category` is the register's word for the kind.
    """

    register: str
    name: str
    number: str
    category: str
    standing: str
    use: str
    source: str


@dataclass(frozen=True)
class Extract:
    """One downloaded file."""

    path: Path
    sha256: str

    @property
    def source(self) -> str:
        """The file's name and hash, as evidence names them."""
        return f"{self.path.name}, SHA-256 {self.sha256}"


def find_extracts(folder: Path, *patterns: str) -> list[Extract]:
    """The files of a folder that bear one of the names, each with its hash.

    Parameters
    ----------
    folder : Path
        Where the user keeps downloaded registers. If it holds a file SHA256SUMS (as `sha256sum` writes it), every file
        used must be in it with the same hash.
    patterns : str
        File names, perhaps with "*". Of a file that is there both packed and unpacked, the first is taken.

    Raises
    ------
    InputFaults
        If a file is not the one that was recorded.
    """
    found: dict[str, Path] = {}
    for pattern in patterns:
        for path in sorted(Path(folder).glob(pattern)):
            found.setdefault(path.stem, path)
    extracts = [Extract(path, _sha256(path)) for path in found.values()]
    if faults := _changed(extracts, Path(folder) / SUMS):
        raise InputFaults(faults)
    return extracts


def require_extracts(folder: Path) -> None:
    """Refuse a folder that holds neither register: it would change nothing, and nobody would notice.

    Raises
    ------
    InputFaults
        If there is no such folder, or none of the files is in it.
    """
    wanted = (*CHARITIES, *CHARITY_NAMES, *COMPANIES)
    if Path(folder).is_dir() and any(True for name in wanted for _ in Path(folder).glob(name)):
        return
    found = "none of these files" if Path(folder).is_dir() else "no such folder"
    raise InputFaults([Fault(str(folder), None, "", found, " or ".join(wanted), "see docs/registers.md")])


@contextmanager
def opened(extract: Extract) -> Iterator[TextIO]:
    """The text of a file, unpacked if need be; lines end at LF alone and are not translated."""
    if extract.path.suffix != ".zip":
        with extract.path.open("rb") as content:
            yield _as_text(content)
        return
    try:
        with zipfile.ZipFile(extract.path) as packed:
            inside = [name for name in packed.namelist() if not name.endswith("/")]
            if len(inside) != 1:
                raise refused(extract, None, f"{len(inside)} files in it", "one table")
            with packed.open(inside[0]) as content:
                yield _as_text(content)  # type: ignore[arg-type]
    except zipfile.BadZipFile:
        raise refused(extract, None, "a damaged archive", "a whole zip file") from None


def refused(extract: Extract, line: int | None, found: str, expected: str) -> InputFaults:
    """The error for a file that is not what its name says."""
    return InputFaults([Fault(extract.path.name, line, "", found, expected, "download it again from its publisher")])


def places(extract: Extract, heading: list[str], wanted: tuple[str, ...]) -> list[int]:
    """Where the wanted columns stand; blanks around a heading are part of the published format and not of the name."""
    trimmed = [name.strip() for name in heading]
    if missing := [name for name in wanted if name not in trimmed]:
        raise refused(extract, 1, "no column " + ", ".join(missing), "the columns that the publisher documents")
    return [trimmed.index(name) for name in wanted]


def _as_text(content: BinaryIO) -> TextIO:
    return io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _changed(extracts: list[Extract], sums: Path) -> list[Fault]:
    if not sums.exists():
        return []
    lines = [line.split(maxsplit=1) for line in sums.read_text(encoding="utf-8").splitlines() if line.strip()]
    recorded = {line[-1].lstrip("*").strip(): line[0].lower() for line in lines}
    return [
        Fault(one.path.name, None, "", f"SHA-256 {one.sha256}", f"{recorded.get(one.path.name, 'a hash')}, in {SUMS}",
              "use the file that was recorded, or record this one")
        for one in extracts
        if recorded.get(one.path.name) != one.sha256
    ]  # fmt: skip


_CHARITY = (
    "organisation_number",
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_type",
    "charity_registration_status",
)
_OTHER = ("organisation_number", "linked_charity_number", "charity_name_type", "charity_name")
_MAIN = "0"  # linked charities share the number of the main one and are counted with it


def charity_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every main charity: the one it is registered under, then its previous and working names.

    Parameters
    ----------
    folder : Path
        Holds publicextract.charity and, if wanted, publicextract.charity_other_names, each as .zip or .txt.

    Yields
    ------
    RegisteredName

    Raises
    ------
    InputFaults
        If a file lacks a column, or a row has not as many cells as the heading.
    """
    owners: dict[str, tuple[str, str, str]] = {}
    for extract in find_extracts(folder, *CHARITIES):
        source = extract.source
        for body, number, linked, name, category, status in _rows(extract, _CHARITY):
            if linked == _MAIN:
                owners[body] = (number, category, status.lower())
                yield RegisteredName("charity", name, *owners[body], "name", source)
    for extract in find_extracts(folder, *CHARITY_NAMES):
        source = extract.source
        for body, linked, use, name in _rows(extract, _OTHER):
            if linked == _MAIN and body in owners:
                yield RegisteredName("charity", name, *owners[body], use.lower(), source)


def _rows(extract: Extract, wanted: tuple[str, ...]) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    with opened(extract) as text:
        table = csv.reader(_whole_records(text), delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
        heading = next(table, [])
        at = places(extract, heading, wanted)
        for row in table:
            if len(row) != len(heading):
                raise refused(extract, table.line_num, f"{len(row)} cells", f"{len(heading)} cells")
            yield [row[place].strip() for place in at]


def _whole_records(lines: Iterable[str]) -> Iterator[str]:
    """One record a line: some are broken by a stray CR LF before a tab, and no record begins with a tab."""
    record = ""
    for line in lines:
        if record and not line.startswith("\t"):
            yield record
            record = ""
        record = record.rstrip("\r\n") + line.rstrip("\r\n").replace("\r", " ").replace("\0", "") + "\n"
    if record.strip():
        yield record


_COMPANY = ("CompanyName", "CompanyNumber", "CompanyCategory", "CompanyStatus")
_PREVIOUS = tuple(f"PreviousName_{number}.CompanyName" for number in range(1, 11))


def company_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every live company, and up to ten it had before; companies wound up are not in the product.

    Parameters
    ----------
    folder : Path
        Holds BasicCompanyDataAsOneFile-….zip or the parts BasicCompanyData-…-partN_M.zip, or their .csv files.

    Yields
    ------
    RegisteredName

    Raises
    ------
    InputFaults
        If a file lacks a column, or a row has not as many cells as the heading.
    """
    for extract in find_extracts(folder, *COMPANIES):
        source = extract.source
        for name, number, category, status, *previous in _companies_rows(extract):
            yield RegisteredName("company", name, number, category, status, "name", source)
            for old in filter(None, previous):
                yield RegisteredName("company", old, number, category, status, "previous name", source)


def _companies_rows(extract: Extract) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    with opened(extract) as text:
        table = csv.reader(text)
        heading = next(table, [])
        at = places(extract, heading, _COMPANY + _PREVIOUS)
        for row in table:
            if len(row) != len(heading):
                raise refused(extract, table.line_num, f"{len(row)} cells", f"{len(heading)} cells")
            yield [row[place].strip() for place in at]
