"""One run to a folder: a lock that a dead process cannot hold, and the removal of what a killed run left."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

from lepdata.errors import UsageError

NAME = ".lepdata-lock"
PARTS = ".*.part"  # what `write_atomically` was writing
BEYOND = 1 << 30  # where Windows locks a byte: not where the words are


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Hold a folder for this run, removing what a killed one left in it.

    The operating system gives the lock up when its holder dies, so a lock file that was left behind locks nobody out.

    Parameters
    ----------
    folder : Path
        Made if it is absent.

    Raises
    ------
    UsageError
        Another run holds it; the message says which process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _taken(descriptor):
            holder = os.read(descriptor, 200).decode("utf-8", "replace").strip() or "another process"
            os.close(descriptor)
            raise UsageError(
                f"Another run is writing to {folder}: {holder}. Wait until it ends, or choose another folder."
            )
        if _still(path, descriptor):
            break
        os.close(descriptor)  # its last holder removed the file meanwhile
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        for part in folder.glob(PARTS):
            part.unlink(missing_ok=True)
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is held, so that nobody else's is removed; Windows keeps an open file
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return False
    return True


def _still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except OSError:
        return False


def sweep(leftovers: Iterable[str]) -> None:
    """Remove what a run that was killed left: called by what survived it.

    Parameters
    ----------
    leftovers : iterable of str
        Folders that were its own, and lock files; beside a lock file, half-written outputs go too.
    """
    for place in map(Path, leftovers):
        if place.name == NAME:
            for left in (*place.parent.glob(PARTS), place):
                with contextlib.suppress(OSError):
                    left.unlink()
        else:
            shutil.rmtree(place, ignore_errors=True)
