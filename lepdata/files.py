"""Where the files of the package are, how one is written whole, and texts that a reader can trust what they see of."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lepdata.errors import UsageError


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then rename it into place."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)  # mkstemp makes files that only their owner may read; a published page is for everyone
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


LOCK, PARTS = ".lepdata-lock", ".*.part"  # what `write_atomically` was writing


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, made if it is absent, for this run, and remove what a killed one left in it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    with path.open("ab+", buffering=0) as file:
        try:
            _lock(file.fileno())
        except OSError:
            file.seek(0)
            holder = file.read(200).decode("utf-8", "replace").strip() or "another process"
            raise UsageError(
                f"Another run is writing to {folder}: {holder}. Wait until it ends, or choose another folder."
            ) from None
        try:
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}\n".encode())
            for part in folder.glob(PARTS):
                part.unlink(missing_ok=True)
            yield
        finally:
            with contextlib.suppress(OSError):  # Windows keeps an open file
                path.unlink()


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # not where the words are, which then could not be read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


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


@cache
def rule_file(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of the rules, as text; nobody may change them."""
    with (RULES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every unseen character in figures; tabs and ends of lines stay."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
