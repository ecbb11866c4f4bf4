"""The boards in use: the shipped ones, or somebody's own folder of boards, alone or beside them."""

import contextlib
import csv
import io
import os
import tomllib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache, wraps
from hashlib import sha256
from inspect import Parameter, signature
from itertools import chain
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from lepdata.display import Record
from lepdata.errors import Fault, UsageError, near_matches, quoted, refuse_all, refused, typed, unknown
from lepdata.files import DATA, PACKAGE, PARTS, PROCESSED, RAW, hash_of, locked, published, read_bounded, rule_file
from lepdata.headed import Column, Row, read_headed, wrong_cells

ENVIRONMENT = "LEPDATA_DATA"
HIDDEN = "LEPDATA_PSEUDONYMISE"  # set by `--pseudonymise` for a command and its workers
_EDITION = "LEPDATA_EDITION"  # of whoever runs a review: for a board file on its own, which has no settings
SETTINGS = "collection.toml"
MANIFEST = "manifest.csv"  # is in the shipped data alone: the hash of every file
_SHIPPED = "shipped:"  # begins the name of a further collection that ships: "shipped:partnerships"
_TEXTS = ("title", "contact", "ground", "edition", "framework")
_RULES = sorted(path.stem for path in (PACKAGE / "rules/frameworks").glob("*.toml"))  # the ids of those that ship
VERSION = 1  # of the shape of a collection; a folder of a later one is refused
BUILT_OF = "built_of.txt"  # beside built tables: the stamp of the collection that they were built of
# What a document's card says of it; one to confirm waits for somebody to sign what was read of it.
IN_USE, REPLACED, REMOVED, TO_CONFIRM = "in use", "replaced", "removed", "to confirm"
_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, repr=False)
class Collection(Record):
    """Whose boards are spoken of; `stamp` changes with every byte of the folder, so that nothing old is remembered."""

    root: Path | None = None  # the folder, or a board file on its own; None for the shipped boards
    title: str = "Local Enterprise Partnerships"
    contact: str = ""
    ground: str = ""
    edition: str = ""
    framework: str = ""
    with_shipped: bool = True
    stamp: str = ""
    hidden: bool = False  # whether names are left out of everything; see `without_names`

    def _told(self) -> tuple[str, ...]:
        return (f"{self.title}: {self.root or 'the shipped boards'}",)

    @property
    def processed(self) -> Path:
        return self.root / "processed" if self.root else PROCESSED

    @property
    def is_file(self) -> bool:
        return self.root is not None and not self.root.is_dir()


SHIPPED = Collection()
_CHOSEN: ContextVar[Collection | None] = ContextVar("collection in use", default=None)


def in_use() -> Collection:
    """The collection that `using` or the environment names; else the shipped boards."""
    named = os.environ.get(ENVIRONMENT, "")
    chosen = _CHOSEN.get() or (_named(named) if named else SHIPPED)
    return replace(chosen, hidden=True) if os.environ.get(HIDDEN) else chosen


@contextlib.contextmanager
def using(data: str | os.PathLike[str] | Collection | None) -> Iterator[Collection]:
    """Speak of these boards for a while; None or "" leaves what is in use."""
    chosen = data if isinstance(data, Collection) else collection(data) if data else in_use()
    token = _CHOSEN.set(chosen)
    try:
        yield chosen
    finally:
        _CHOSEN.reset(token)


@contextlib.contextmanager
def told_to_children(data: str | os.PathLike[str], edition: str = "") -> Iterator[Collection]:
    """As `using`, and the processes started meanwhile speak of these boards too."""
    place = str(place_of(data))
    before = {name: os.environ.pop(name, None) for name in (ENVIRONMENT, _EDITION)}
    _named.cache_clear()
    os.environ |= {ENVIRONMENT: place, _EDITION: edition or before[_EDITION] or ""}
    try:
        with using(data) as used:
            yield used
    finally:
        for name in before:
            os.environ.pop(name)
        os.environ |= {name: text for name, text in before.items() if text is not None}


@contextlib.contextmanager
def held(alone: bool = False) -> Iterator[None]:
    """Hold the data in use while they are read, with others, or alone while they are built, where they may be built."""
    used = in_use()
    place = used.root or PROCESSED
    if used.is_file or PACKAGE in place.parents or not os.access(place, os.W_OK):
        yield
        return
    with locked(place, shared=not alone):
        for part in used.processed.glob(PARTS) if alone else ():  # of a build that was killed
            part.unlink(missing_ok=True)
        yield


@cache
def about_data(function: Callable[..., _R]) -> Callable[..., _R]:
    """The function with one more keyword, `data`: whose boards it speaks of."""

    @wraps(function)
    def asked(*args: Any, data: str | os.PathLike[str] | Collection | None = None, **kwargs: Any) -> _R:
        with using(data):
            return function(*args, **kwargs)

    own = signature(function)
    extra = Parameter("data", Parameter.KEYWORD_ONLY, default=None, annotation="str | PathLike | Collection | None")
    asked.__signature__ = own.replace(parameters=[*own.parameters.values(), extra])  # type: ignore[attr-defined]
    return asked


def per_collection(maxsize: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """As `lru_cache`, and an answer about one collection is never given about another; each is given a table anew."""

    def made(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept: Callable[..., _R] = lru_cache(maxsize)(lambda _used, *args, **kwargs: function(*args, **kwargs))

        @wraps(function)
        def asked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            found = kept(in_use(), *args, **kwargs)
            return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

        return asked

    return made


def collection(path: str | os.PathLike[str]) -> Collection:
    """A folder of your own boards, or a board file: hand it to `data=` of whatever speaks of boards.

    Parameters
    ----------
    path : path-like
        A folder made by `lepdata new`, or a board file, which is the smallest collection.

    Raises
    ------
    InputFaults
        With everything that is wrong in the folder.
    """
    root = place_of(path)
    if root.is_dir() and (root / MANIFEST).is_file():
        if root.resolve() == RAW:
            return SHIPPED
        wanted = "the data of the lepdata that runs"
        raise refused(root, "the data of another copy of lepdata", wanted, "run that copy")
    if root.is_dir():
        return _folder(root)
    if not root.exists():
        remedy = f"{near_place(Path(path))}make one with `lepdata new {typed(path)}`, or name a board file"
        raise UsageError(f"{path}: no such file or folder. Fix: {remedy}.")
    edition = os.environ.get(_EDITION, "")
    stamp = sha256(read_bounded(root)).hexdigest()
    return Collection(root, root.stem, edition=edition, with_shipped=False, stamp=stamp)


_named = cache(collection)  # for the environment: as it is when a process first asks, since one run is of one state


def place_of(path: str | os.PathLike[str]) -> Path:
    """Where a collection lies: one that ships has a name, and the shipped data lie in a folder of `data`."""
    text = os.fspath(path)
    if text.startswith(_SHIPPED):
        root = DATA / text.removeprefix(_SHIPPED)
        if not (root / SETTINGS).is_file():
            raise unknown("shipped collection", text, [_SHIPPED + one.parent.name for one in DATA.glob("*/*.toml")])
        return root
    root = Path(path).absolute()
    return root / "raw" if (root / "raw" / MANIFEST).is_file() else root


def near_place(path: Path) -> str:
    """The beginning of a remedy: which names beside a place that is not there are like its own; "" if none is."""
    beside = [one.name for one in path.parent.glob("*") if one.is_dir() or one.suffix == path.suffix != ""]
    near = " or ".join(typed(path.parent / name) for name in near_matches(path.name, beside))
    return f"name {near}, or " if near else ""


def _folder(root: Path) -> Collection:
    if not (root / SETTINGS).is_file():
        remedy = "name that folder; `lepdata new FOLDER` makes an empty one"
        raise refused(root, f"no {SETTINGS} in {root.name}", "a folder made by `lepdata new`", remedy)
    try:
        settings = tomllib.loads((root / SETTINGS).read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        remedy = "correct the line, or make a new folder with `lepdata new` and copy its collection.toml"
        raise refused(SETTINGS, f"{error}", 'lines such as title = "My boards"', remedy) from None
    refuse_all([*_settings_faults(root, settings), *_document_faults(root)])
    every = ((path, path.relative_to(root).parts) for path in sorted(root.rglob("*")))
    own = (path for path, parts in every if parts[0] != "processed" and not any(part[:1] == "." for part in parts))
    texts: dict[str, Any] = {name: str(settings.get(name, "")) for name in _TEXTS}
    texts["framework"] = rules_at(root, texts["framework"])
    return Collection(root, **texts, with_shipped=settings.get("with_shipped", True) is True, stamp=hash_of(own, root))


def rules_at(root: Path, asked: str) -> str:
    """The rules that a folder names: an id that ships, or where its own file of them lies; "" for what is neither."""
    file = root / asked
    own = str(file) if os.path.isfile(file) and root.resolve() in file.resolve().parents else ""
    return asked if asked in _RULES else own


def _rules_faults(root: Path, table: str, line: int | None, asked: object) -> Iterator[Fault]:
    if isinstance(asked, str) and asked and not rules_at(root, asked):
        own = [path.relative_to(root).as_posix() for path in root.rglob("*.toml") if path != root / SETTINGS]
        near = " or ".join(near_matches(asked, [*_RULES, *own])) or "such an id, or copy the file here"
        expected = "an id of `lepdata frameworks`, or the place of a file in this folder, such as frameworks/mine.toml"
        yield Fault(table, line, "framework", quoted(asked), expected, f"write {near}")


def _settings_faults(root: Path, settings: dict[str, object]) -> Iterator[Fault]:
    version = settings.get("version", VERSION)
    if not isinstance(version, int) or version > VERSION:
        expected = f"version {VERSION} or earlier"
        yield Fault(SETTINGS, None, "version", str(version), expected, "use the newer lepdata that wrote this folder")
        return
    kinds: dict[str, tuple[type, str, str]] = dict.fromkeys(_TEXTS, (str, "a text", "put it in quotation marks"))
    kinds["with_shipped"] = (bool, "true or false", "write true or false without quotation marks")
    for name, (kind, expected, remedy) in kinds.items():
        if not isinstance(settings.get(name, kind()), kind):
            yield Fault(SETTINGS, None, name, quoted(str(settings[name])), expected, remedy)
    yield from _rules_faults(root, SETTINGS, None, settings.get("framework"))


def _document_faults(root: Path) -> Iterator[Fault]:
    """What does not fit between the cards and the files that they speak of."""
    cards = own_rows(root / "documents.csv")
    for line, card in cards:
        if card["status"] != IN_USE:
            continue
        yield from _rules_faults(root, "documents.csv", line, card["framework"])
        restore = f"put the document back as it was, or run: lepdata remove {card['document']} --because TEXT"
        files = (card["path"], f"boards/{card['document']}.csv")
        # none of its files is one outside the folder, or of a name that no file can have
        own = [one for one in files if not Path(one).is_absolute() and ".." not in Path(one).parts]
        missing = [one for one in files if one not in own or not os.path.isfile(root / one)]
        for name in missing:
            yield Fault("documents.csv", line, "path", f"no file {name}", "the file that this card is about", restore)
        if not missing and sha256((root / card["path"]).read_bytes()).hexdigest() != card["sha256"]:
            found, expected = f"{card['path']} was changed by hand", "the document as it was got"
            yield Fault("documents.csv", line, "sha256", found, expected, f"{restore}, then add it")
    named = {card["document"] for _, card in cards}
    for rows in sorted((root / "boards").glob("*.csv")):
        if rows.stem not in named:
            found, remedy = "rows without a card in documents.csv", "delete the file and add its document again"
            yield Fault(f"boards/{rows.name}", None, "", found, "rows that `lepdata add` wrote", remedy)


def hash_of_rows(content: bytes) -> str:
    """Of the file in `boards/` that holds a document's rows, whichever ends its lines have by now."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def declared(table: str) -> list[Column]:
    """The columns of a collection's table, and what each holds: of signed rows, that they are signed."""
    own = [row for row in rule_file("collection/tables.csv") if row["file"] == table]
    return [Column(row["column"], row["absent"] == "refused", row["holds"], row["meaning"]) for row in own]


def table_columns(name: str) -> list[str]:
    return [one.name for one in declared(name)]


def rows_and_help(text: str) -> tuple[list[Row], str]:
    """The rows of a table with the line that each ends on, and its lines of help: # begins them, outside of a cell."""
    rows, help_, at, lines = list[Row](), "", 0, io.StringIO(text)
    for line in lines:
        at += 1
        if line.startswith("#"):
            help_ += line.rstrip("\r\n") + "\n"
        else:
            reader = csv.reader(chain([line], lines))  # which takes further lines where a cell holds several
            cells = tuple(next(reader))
            at += reader.line_num - 1
            rows += [(at, cells)] if cells else []
    return rows, help_


def own_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines, lines of help left out; none where there is no file."""
    if not os.path.lexists(path):
        return []
    if path.is_dir():
        raise refused(path.name, "a folder", "a table", "call the folder something else")
    try:
        table = rows_and_help(read_bounded(path).decode("utf-8-sig"))[0] or [(1, ())]
    except (UnicodeDecodeError, csv.Error) as error:
        what = "bytes that are not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        remedy = "open it in a spreadsheet program and save it as CSV UTF-8"
        raise refused(path.name, what, "a table in UTF-8", remedy) from None
    columns = declared(path.name)
    found, faults = [], [*(read := read_headed(path.name, table, columns)).faults]
    for line, row in read.rows if not faults else ():
        cells = {one.name: published(row[one.name]) for one in columns}
        cells |= {one.name: cells[one.name].strip() for one in columns if one.holds}
        faults += wrong_cells(path.name, line, cells, columns)
        if "document" in cells:  # a card written by hand need not say its id or that it is in use
            cells |= {"document": cells["document"] or Path(cells["path"]).stem, "status": cells["status"] or IN_USE}
        found.append((line, cells))
    refuse_all(faults)
    return found


@per_collection(maxsize=32)
def own_table(name: str) -> pd.DataFrame:
    """One of the own tables of the collection in use, as text; empty for the shipped boards and for a board file."""
    root = in_use().root
    rows = [row for _, row in own_rows(root / name)] if root and root.is_dir() else []
    return pd.DataFrame(rows, columns=table_columns(name), dtype=str)


def rows_added(file: Path) -> pd.DataFrame:
    """The rows of a document as `add` filed them in `boards/`, each cell as it was published."""
    return pd.read_csv(file, dtype=str, keep_default_na=False).map(published)


def beside_shipped(shipped: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The shipped rows, if the collection in use is read beside them, and its own after them."""
    kept = shipped if in_use().with_shipped else shipped.iloc[:0]
    if own.empty:
        return kept.copy()
    return pd.concat([kept, own.reindex(columns=shipped.columns, fill_value="")], ignore_index=True)
