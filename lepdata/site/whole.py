"""A site is one state: it is written beside its place, and takes it when all of it is there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from lepdata.errors import UsageError
from lepdata.files import BESIDE, LOCK, locked, write_atomically

_FILES = ".lepdata-files"  # of a site: every file in it that lepdata wrote, one a line
_WHOLE, _OLD = ".whole", ".old"  # beside: the files of a site that is ready, and the folders that it replaced
_FRONT = ("index.html", "run.json")


@contextlib.contextmanager
def renewed(out: Path, resume: bool) -> Iterator[Path]:
    """A copy of a site to write to, which then takes its place; where anything fails, the site stays as it was.

    Files in the folder that lepdata did not write are never touched. Notebooks that a run has finished before it was
    stopped are there again for `resume`.
    """
    new = not out.exists()
    with locked(out):
        beside = out / BESIDE
        if (beside / _WHOLE).exists():  # a run was killed on its way into place
            _take_place(out, beside)
        for path in beside.iterdir() if beside.is_dir() else ():
            if not (resume and path.name == "notebooks"):
                _gone(path)
        ours = _ours(out)
        if taken := [name for name in _FRONT if (out / name).exists() and name not in ours]:
            raise UsageError(f"{out} holds {taken[0]}, which lepdata did not write. Fix: name another folder.")
        _link(ours, out, beside)
        try:
            yield beside
        except BaseException:
            if not any(beside.rglob("*.ipynb")):
                _gone(beside)
            raise
        written = {path.relative_to(beside).as_posix() for path in beside.rglob("*") if path.is_file()}
        if taken := sorted(name for name in written - ours if (out / name).exists() and not _same(out, beside, name)):
            _gone(beside)
            raise UsageError(f"{out} holds {taken[0]}, which lepdata did not write. Fix: name another folder.")
        write_atomically(beside / _WHOLE, "".join(f"{name}\n" for name in sorted(written)).encode())
        _take_place(out, beside)
    if new and not any(out.iterdir()):
        out.rmdir()


def _ours(out: Path) -> set[str]:
    """The files of a site that lepdata wrote; of one from before they were listed, all."""
    if (out / _FILES).is_file():
        return {name for name in (out / _FILES).read_text("utf-8").splitlines() if (out / name).is_file()}
    if not (out / "run.json").is_file() or b'"lepdata"' not in (out / "run.json").read_bytes():
        return set()
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith((LOCK, BESIDE))}


def _link(names: set[str], source: Path, target: Path) -> None:
    """Have files in a second place too: the same ones, or copies where a disk knows no links."""
    target.mkdir(exist_ok=True)
    for name in names:
        if not os.path.lexists(target / name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source / name, target / name, follow_symlinks=False)
            except (OSError, NotImplementedError):
                shutil.copy2(source / name, target / name, follow_symlinks=False)


def _same(out: Path, beside: Path, name: str) -> bool:
    return (out / name).is_file() and (out / name).read_bytes() == (beside / name).read_bytes()


def _take_place(out: Path, beside: Path) -> None:
    """Put every part into its place, the front page last: a folder whole, or, where it holds more, file by file."""
    ours = _ours(out)
    gone = ours - {*(beside / _WHOLE).read_text("utf-8").splitlines()}
    parts = [path for path in beside.iterdir() if path.name not in (_WHOLE, _OLD)]
    (beside / _OLD).mkdir(exist_ok=True)
    for part in sorted(parts, key=lambda path: (path.name in _FRONT, path.name)):
        place = out / part.name
        if part.is_dir() and place.is_dir() and _is_shared(place, {out / name for name in ours}):
            for path in [path for path in part.rglob("*") if path.is_file()]:
                target = place / path.relative_to(part)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
            continue
        if part.is_dir() and place.is_dir():
            place.rename(beside / _OLD / part.name)
        part.replace(place)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    (beside / _WHOLE).replace(out / _FILES)
    _gone(beside)


def _is_shared(folder: Path, ours: set[Path]) -> bool:
    """Whether a folder holds anything that is not of the site."""
    known = ours | {parent for path in ours for parent in path.parents}
    return folder.is_symlink() or any(path not in known for path in folder.rglob("*"))


def _gone(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
