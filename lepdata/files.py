"""Where the files of the package are, how one is written whole, and texts that a reader can trust what they see of."""

import contextlib
import csv
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from lepdata.english import UNSEEN, visible
from lepdata.errors import UsageError, quoted, refused

MOST_BYTES = 150_000_000  # of any file that is read


def read_bounded(path: Path) -> bytes:
    """The bytes of a file; refused where it is a pipe or a device, which may never end, or larger than any."""
    about = path.stat()
    if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
        raise refused(path.name, "a pipe or a device", "a file", "save what it gives as a file, and name that")
    if about.st_size > MOST_BYTES:
        found, most = f"a file of {about.st_size:,} bytes", f"at most {MOST_BYTES:,}"
        raise refused(path.name, found, most, "save only the part that is meant")
    return path.read_bytes()


def hash_of(paths: Iterable[Path], root: Path) -> str:
    """A hash over the files among some paths, each with its place in a folder."""
    whole = hashlib.sha256()
    for path in filter(Path.is_file, paths):
        with path.open("rb") as file:  # which may be larger than the memory
            digest = hashlib.file_digest(file, "sha256").digest()
        whole.update(path.relative_to(root).as_posix().encode() + b"\0" + digest)
    return whole.hexdigest()


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then rename all into place: a full disk leaves them as they were."""
    # A new file has the mode of the old one, else what the umask leaves; a full disk is said of the file's name.
    parts = {path: path.with_name(f".{path.name[:40]}.lepdata-{secrets.token_hex(4)}.part") for path in files}
    try:
        for path, part in parts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    if path.exists():
                        shutil.copymode(path, part)
                    file.write(files[path])
            except OSError as error:
                error.filename = str(path)
                raise
        for path, part in parts.items():
            os.replace(part, path)
    except BaseException:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()
        raise


def write_outputs(files: Mapping[Any, bytes], force: bool | None = None) -> None:
    """Write what a command was asked for, all or nothing: into pipes as they are, never over what may be somebody's."""
    # A link keeps leading where it led. Without `force` only what is no loss is replaced (`_is_no_loss`).
    asked = {Path(path): data for path, data in files.items()}
    for path, data in asked.items():
        refuse_place(path, force, data)
    write_together({path.resolve(): data for path, data in asked.items() if not _is_stream(path)})
    for path, data in asked.items():
        if _is_stream(path):
            path.write_bytes(data)


def _is_stream(path: Path) -> bool:
    return path.exists() and not (path.is_file() or path.is_dir())


def refuse_place(path: Path, force: bool | None, data: bytes | None = None) -> None:
    """Refuse a place that holds something already; a command without `--force` has None for it."""
    shown = f"'{visible(str(path))}'"
    if path.is_dir():
        raise UsageError(f"{shown} is a folder. Fix: name a file in it.")
    if os.path.islink(os.path.realpath(path)):
        raise UsageError(f"{shown} is a link that leads back to itself. Fix: name another file.")
    if path.exists() and not path.stat().st_mode & 0o222:
        raise UsageError(f"{shown} is read-only and is left as it is. Fix: name another file.")
    if not path.exists() or _is_stream(path) or (data is not None and _is_no_loss(path, data)):
        return
    if not force:
        or_force = "" if force is None else ", or use --force"
        raise UsageError(f"{shown} exists already and is left as it is. Fix: name another file{or_force}.")


def _is_no_loss(path: Path, data: bytes) -> bool:
    """Whether a file is empty, holds the same, or is a table of the same headings that nobody has signed."""
    old = path.read_bytes()
    if old in (b"", data) or path.suffix.casefold() != ".csv" or old.partition(b"\n")[0] != data.partition(b"\n")[0]:
        return old in (b"", data)
    rows = csv.DictReader(old.decode("utf-8", "replace").splitlines())
    return not any((row.get("signed_by") or "").strip() for row in rows)


def files_in(path: Path) -> list[Path]:
    """A folder's files in order of name, without what programs leave while they have one open; a file is its own."""
    if not path.is_dir():
        return [path]
    return [one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith((".", "~$"))]


def refuse_same(outputs: Sequence[str], inputs: Sequence[str]) -> None:
    """Refuse an output that is an input, or two outputs that are one; where names differ by case alone, too."""
    seen = {_key(name): name for name in inputs if os.path.isfile(name)}
    for name in outputs:
        if not os.path.isdir(name) and (other := seen.get(_key(name))):
            what = "read by the same command" if other in inputs else "written by the same command too"
            raise UsageError(f"{quoted(name)} is {what}, and would be lost. Fix: name another file to write.")
        seen[_key(name)] = name


def _key(name: str) -> object:
    """What two names of one file have in common."""
    if os.path.exists(name):
        return (about := os.stat(name)).st_dev, about.st_ino
    return os.path.realpath(name).casefold()


LOCK, PARTS = ".lepdata-lock", ".*.lepdata-*.part"  # what `write_together` was writing
BESIDE = ".lepdata-new"  # in the folder of a site, while it is made


@contextlib.contextmanager
def locked(folder: Path, shared: bool = False) -> Iterator[None]:
    """Hold a folder, made if absent, for this run or, shared, for all who read; what a killed one left is cleared."""
    folder.mkdir(parents=True, exist_ok=True)
    path, tries = folder / LOCK, 5
    while True:
        with path.open("ab+", buffering=0) as file:
            if not _flock(file, exclusive=not shared):
                if tries := tries - 1:  # whoever ends their reading holds it alone for a moment
                    time.sleep(0.02)
                    continue
                said = path.read_text("utf-8", "replace").strip() if path.is_file() else ""
                holder, _, doing = said.partition(", ")
                what = f"{doing or 'writing to'} {folder}: {holder or 'another process'}"
                raise UsageError(f"Another run is {what}. Wait until it ends, or choose another folder.")
            if not (path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())):
                continue  # whoever held it has just taken it away
            try:
                file.truncate(0)
                doing = "reading" if shared else "writing to"
                file.write(f"process {os.getpid()} on {socket.gethostname()}, {doing}\n".encode())
                for part in () if shared else folder.glob(PARTS):
                    part.unlink(missing_ok=True)
                yield
            finally:
                if _flock(file, exclusive=True):  # else others read on
                    with contextlib.suppress(OSError):  # Windows keeps an open file
                        path.unlink()
            return


def _flock(file: BinaryIO, exclusive: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file.fileno(), 1 << 30, os.SEEK_SET)  # not where the words are, which then could not be read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            if not exclusive:  # Windows knows none that are shared: who reads sees only that nobody writes yet
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:  # other than one that says it is held: a disk that knows no locks
        return not isinstance(error, (BlockingIOError, PermissionError))
    return True


PACKAGE = Path(__file__).resolve().parent
RULES = PACKAGE / "rules"


def _shipped(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


DATA = _shipped("data")
RAW = DATA / "raw"
PROCESSED = DATA / "processed"
NOTEBOOKS = _shipped("notebooks")


_SIGNS = "=+@\t\r\n＝＋－＠-"  # the wide signs count as the narrow ones under some languages
_RISKY = re.compile(rf"'*[{_SIGNS}]")
_MADE_INERT = re.compile(rf"'+[{_SIGNS}]")


def inert(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet could take it for a formula."""
    return "'" + text if _RISKY.match(text) else text


def published(text: str) -> str:
    """The text as it was before `inert`."""
    return text[1:] if text.startswith("'") and _MADE_INERT.match(text) else text


def csv_text(frame: Any) -> str:
    """A table as CSV; before Python 3.13 its writer leaves a lone carriage return bare, which would end the row."""
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return frame.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL) if "\r" in text else text


@cache
def rule_file(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of the rules, as text; nobody may change them."""
    with (RULES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def json_text(record: Any, indent: int | None = 2, default: Any = None) -> str:
    """JSON in the letters of every language, in which no unseen character stands raw."""
    text = json.dumps(record, indent=indent, ensure_ascii=False, default=default)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
