"""Organisations that bear exactly a name of a full register that the user downloaded, or a misspelt one of a body."""

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from lepdata.display import gathered
from lepdata.errors import Fault, InputFaults, refuse_all, refused
from lepdata.files import rule_file
from lepdata.registers.councils import every_council
from lepdata.registers.frozen import read_raw
from lepdata.sectors.evidence import excerpt
from lepdata.sectors.institutions import REGISTERS
from lepdata.sectors.rulebook import PER_POSITION, affiliations
from lepdata.sectors.settling import SPELT_NEARLY
from lepdata.spelling import one_slip, organisation_key, plain

_EXTRACTS = {row["extract"]: row for row in rule_file("names/extracts.csv")}
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
    wanted = [name for row in _EXTRACTS.values() for name in row["files"].split("|")]
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
            heading, wanted = [name.strip() for name in next(table, [])], _EXTRACTS[extract]["columns"].split("|")
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
    for path in (path for name in _EXTRACTS[extract]["files"].split("|") for path in sorted(Path(folder).glob(name))):
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


# A charity that is incorporated stands in both registers, so being a company says nothing against being a charity,
# while no ordinary business is a charity: the charity's word goes before the company's. Schools, colleges and hospital
# funds are charities too: it stays below the words that name them.
CHARITY, OLD_NAME, REMOVED = 75, 3, 3
_Reading = tuple[str, str, str, int]  # rule, sector, its kind, strength


def register_reasons(texts: Sequence[str], folder: Path) -> list[list[tuple]]:
    """What the registers say of organisations by their exact names: of a rule and answer the first of the strongest."""
    require_extracts(folder)
    parts = ((at, *one) for at, text in enumerate(texts) for one in enumerate(affiliations(text)))
    wanted = gathered((organisation_key(part), (at, position)) for at, position, part in parts)
    starts = {key[:2] for key in wanted if key} | {"th", "li"}  # keys have lost "the", and say "ltd"
    best: dict[tuple[str, str, str], tuple[RegisteredName, _Reading]] = {}
    for name in chain(charity_names(folder), company_names(folder)):
        # a quick look, so that few of some millions of names need be made comparable
        start = name.name[:2].lower()
        if name.name.isascii() and start.isalnum() and start not in starts:
            continue
        key = organisation_key(name.name)
        if key in wanted and key and (reading := read_name(name)):
            held = best.setdefault((key, *reading[:2]), (name, reading))
            if held[1][3] < reading[3]:
                best[key, *reading[:2]] = (name, reading)
    by_text: list[list[tuple]] = [[] for _ in texts]
    for (key, *_), (name, (rule, says, kind, strength)) in best.items():
        body = f"{name.standing} charity" if name.register == "charity" else f"company ({name.category})"
        seen = f"{name.use} of a {body}, number {name.number}"
        matched = f"{name.name} ({name.register} {name.number})"
        for at, position in wanted[key]:
            weight = max(1, strength - PER_POSITION * position)
            told = (rule, "register", "organisation", matched, weight, excerpt(texts[at]), seen, name.source)
            by_text[at].append(("sector", says, kind, *told))
    return by_text


def read_name(name: RegisteredName) -> _Reading | None:
    """What a registered name says of the sector; None where the kind of body leaves it open."""
    weaker = OLD_NAME * (name.use != "name") + REMOVED * (name.standing == "removed")
    if name.register == "charity":
        return "charity-register", "voluntary", "charity", CHARITY - weaker
    category, rules = name.category.casefold(), rule_file("members/company_kinds.csv")
    kind = next(row for row in rules if re.fullmatch(row["pattern"], category))
    says = (kind["sector"], kind["sector_kind"], int(kind["strength"]) - weaker)
    return ("company-register", *says) if kind["sector"] else None


STRONGEST_FUZZY, KIND = 40, "fuzzy match"
_MOST_NAMES = 20  # a word in more of the known names than this tells nobody which organisation is meant
_MOST_SLIPS = 2
_SHORTEST_FOR_A_SLIP = 5
_PLAIN = frozenset(["north", "south", "east", "west", "great", "greater", "new", "old", "mid", "central"])
# what a register calls its organisations, how a rule asks it for one, and the sector of these
_KNOWN = {
    "council register (ONS, mySociety)": ("council names", "council"),
    "register of degree-awarding institutions (DfE)": ("university names", "education"),
}


@cache
def _known_words() -> tuple[Counter[str], frozenset[str], dict[str, list[str]]]:
    """In how many names of the registers each word stands; those that tell organisations apart; long ones by letter."""
    rows = read_raw("registers/universities.csv")
    names = [one.name for one in every_council().values()]
    names += rows.loc[rows["kind_by_name"] != "other provider", "name"].tolist()
    known = Counter(word for name in names for word in set(plain(name).split()))
    few = (word for word, names in known.items() if names <= _MOST_NAMES)
    telling = frozenset(word for word in few if len(word) > 2 and not word.isdigit() and word not in _PLAIN)
    return known, telling, gathered((word[0], word) for word in known if len(word) >= _SHORTEST_FOR_A_SLIP)


@lru_cache(maxsize=65536)
def word_meant(word: str) -> str:
    """The one known word that another may be a slip of the pen for, else the word itself."""
    known, _, by_initial = _known_words()
    if len(word) < _SHORTEST_FOR_A_SLIP or word in known or not word.isalpha():
        return word
    near = [other for other in by_initial.get(word[0], ()) if one_slip(word, other)]
    return near[0] if len(near) == 1 else word


def near_reasons(text: str, key: str) -> list[tuple]:
    """What known organisation a misspelt one may mean: weaker than any rule about words of the organisation."""
    from rapidfuzz import fuzz

    reasons: list[tuple] = []
    _, telling, _ = _known_words()  # a quick look, so that few cells need more
    for position, part in enumerate(affiliations(text) if not telling.isdisjoint(key.split()) else ()):
        words = plain(part).split()
        if telling.isdisjoint(words):
            continue
        meant = [word_meant(word) for word in words]
        slips = sum(one != other for one, other in zip(words, meant, strict=True))
        shared = [word for word in dict.fromkeys(words) if word in telling and word in meant]
        for source, (register, sector) in _KNOWN.items() if shared and 0 < slips <= _MOST_SLIPS else ():
            if known := REGISTERS[register](part, " ".join(meant)):
                name, kind = known
                score = round(fuzz.ratio(" ".join(words), name))
                strength = max(1, STRONGEST_FUZZY - (100 - score) - PER_POSITION * position)
                matched = f"score {score}; shared words: {', '.join(shared)}"
                told = ("organisation", matched, strength, excerpt(text), name, source)
                reasons.append(("sector", sector, kind, SPELT_NEARLY, KIND, *told))
    return reasons
