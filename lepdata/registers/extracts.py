"""Full registers that the user has downloaded: found in one folder, known by their SHA-256, opened as text."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from lepdata.model.faults import Fault, InputFaults

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
