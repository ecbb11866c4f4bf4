"""Full registers that the user has downloaded, in the forms in which they are published: charities and companies."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from lepdata.errors import Fault, InputFaults, refuse_all, refused
from lepdata.files import rule_file

_FILES, _COLUMNS = (
    {row["extract"]: row[name].split("|") for row in rule_file("names/extracts.csv")} for name in ("files", "columns")
)
_SUMS = "SHA256SUMS"
_MAIN = "0"  # linked charities share the number of the main one and are counted with it


class RegisteredName(NamedTuple):
    """One name that a register holds, and whose it is."""

    register: str  # "charity" or "company"
    name: str
    number: str
    category: str  # the register's word for the kind
    standing: str  # "registered" or "removed" for a charity, the printed status of a company
    use: str  # "name", "previous name" or "working name"
    source: str


def require_extracts(folder: Path) -> None:
    """Refuse a folder that holds neither register: it would change nothing, and nobody would notice."""
    wanted = [name for names in _FILES.values() for name in names]
    if any(True for name in wanted for _ in Path(folder).glob(name)):
        return
    found = "none of these files" if Path(folder).is_dir() else "no such folder"
    raise refused(folder, found, " or ".join(wanted), "see docs/registers.md")


def charity_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every main charity: the one it is registered under, then its previous and working names."""
    owners: dict[str, tuple[str, str, str]] = {}
    for (body, number, linked, name, category, status), source in _rows(folder, "charities"):
        if linked == _MAIN:
            owners[body] = (number, category, status.lower())
            yield RegisteredName("charity", name, *owners[body], "name", source)
    for (body, linked, use, name), source in _rows(folder, "other names"):
        if linked == _MAIN and body in owners:
            yield RegisteredName("charity", name, *owners[body], use.lower(), source)


def company_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every live company, and up to ten it had before; companies wound up are not in the product."""
    for (name, number, category, status, *previous), source in _rows(folder, "companies"):
        yield RegisteredName("company", name, number, category, status, "name", source)
        for old in filter(None, previous):
            yield RegisteredName("company", old, number, category, status, "previous name", source)


def _rows(folder: Path, extract: str) -> Iterator[tuple[list[str], str]]:
    """The wanted cells of each row of an extract, with its source; those of charities have tabs and no quoting."""
    csv.field_size_limit(10_000_000)
    for path, source in _found(folder, extract):
        with _opened(path) as text:
            table = csv.reader(text)
            if extract != "companies":
                table = csv.reader(_whole_records(text), delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
            # blanks around a heading are part of the published format and not of the name
            heading, wanted = [name.strip() for name in next(table, [])], _COLUMNS[extract]
            if missing := [name for name in wanted if name not in heading]:
                raise _refused(path, 1, "no column " + ", ".join(missing), "the columns that the publisher documents")
            places = [heading.index(name) for name in wanted]
            for row in table:
                if len(row) != len(heading):
                    raise _refused(path, table.line_num, f"{len(row)} cells", f"{len(heading)} cells")
                yield [row[place].strip() for place in places], source


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


def _found(folder: Path, extract: str) -> list[tuple[Path, str]]:
    """The files that bear one of its names, each with name and hash; of one packed and unpacked, the first."""
    found: dict[str, Path] = {}
    for path in (path for pattern in _FILES[extract] for path in sorted(Path(folder).glob(pattern))):
        found.setdefault(path.stem, path)
    sums, recorded = Path(folder) / _SUMS, {}  # as `sha256sum` writes it; every file used must be in it
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.exists() else ():
        if parts := line.split(maxsplit=1):
            recorded[parts[-1].lstrip("*").strip()] = parts[0].lower()
    extracts, faults = [], []
    for path in found.values():
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        extracts.append((path, f"{path.name}, SHA-256 {digest}"))
        if sums.exists() and recorded.get(path.name) != digest:
            expected = f"{recorded.get(path.name, 'a hash')}, in {_SUMS}"
            remedy = "use the file that was recorded, or record this one"
            faults.append(Fault(path.name, None, "", f"SHA-256 {digest}", expected, remedy))
    refuse_all(faults)
    return extracts


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, unpacked if need be; lines end at LF alone and are not translated."""
    try:
        with ExitStack() as held:
            content: Any = held.enter_context(path.open("rb"))
            if path.suffix == ".zip":
                packed = held.enter_context(zipfile.ZipFile(content))
                inside = [name for name in packed.namelist() if not name.endswith("/")]
                if len(inside) != 1:
                    raise _refused(path, None, f"{len(inside)} files in it", "one table")
                content = held.enter_context(packed.open(inside[0]))
            yield io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="\n")
    except zipfile.BadZipFile:
        raise _refused(path, None, "a damaged archive", "a whole zip file") from None


def _refused(path: Path, line: int | None, found: str, expected: str) -> InputFaults:
    return refused(path.name, found, expected, "download it again from its publisher", line)
