"""The whole folder that a reader opens: one state, written beside its place, which it takes when all of it is there."""

import contextlib
import filecmp
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from lepdata import errors, stopping
from lepdata.batch.runs import Result
from lepdata.files import BESIDE, locked, write_together
from lepdata.reviews.markup import PARTS
from lepdata.site import others
from lepdata.site.html import ASSETS
from lepdata.site.pages import ACTIONS, Executed, Stamp, place, write_page

COMPLETE = b'<meta name="lepdata-review" content="complete">'
_AS_MANY = 160  # pages by the same processes: what draws charts keeps 0.2 MB of each


def site(
    results: Sequence[Result],
    out: Path,
    *,
    front: Mapping[str, Any],
    pages: Mapping[str, str],
    actions: Sequence[others.Action],
    stamp: Stamp,
    files: Mapping[str, bytes],
    versions: Mapping[str, str],
    drawn: Container[str] = (),  # notebooks whose pages are there already
) -> None:
    """Write the site of a batch; `front` is what the front page says, `pages` and `files` are by name."""
    write_assets(out)
    places = {place(result.job.name): result for result in results}
    failed = {to: result.job.name for to, result in places.items() if not result.ok}
    # a failed notebook never replaces a whole page
    kept = [to for to in failed if (out / to).exists() and COMPLETE in (out / to).read_bytes()]
    for to, result in places.items():
        if to not in kept and result.job.name not in drawn:
            write_page(executed(result), out, stamp, others.titles_of(front, actions), frozenset(places))
    for old in {*out.glob("data/*")} - {out / name for name in files}:
        old.unlink()  # a table of an earlier lepdata, which would speak of another state
    write_together({out / name: content for name, content in files.items()})
    there = [action for action in actions if (out / action.address).is_file()]
    if others.CHANGES not in pages:
        (out / others.CHANGES).unlink(missing_ok=True)  # of an earlier run: it would speak of another edition
    front = {**front, "changes": others.CHANGES in pages}
    index = others.index_page(front, out, failed=[*failed.values()], kept=kept, actions=there, stamp=stamp)
    of_plans = {ACTIONS: others.actions_page(there, stamp)} if there or stamp.plans else {}
    made = {"index.html": index, **pages, **of_plans}
    write_together({out / name: html.encode("utf-8", "replace") for name, html in made.items()})
    write_together({out / "run.json": _run(results, stamp, versions)})
    write_together({out / "downloads.html": others.downloads_page(out, stamp).encode()})


def write_assets(out: Path) -> None:
    for asset in ASSETS:
        parts = PARTS if asset.suffix == ".css" else ()
        write_together({out / "assets" / asset.name: b"".join(one.read_bytes() for one in (asset, *parts))})


@contextlib.contextmanager
def drawing(
    out: Path, stamp: Stamp, titles: Mapping[str, str], places: Iterable[str], pages: int, workers: int
) -> Iterator[Callable[[Result], object]]:
    """What draws the page of one result after another, while others still run; in the end all are drawn."""
    draw = partial(write_page, out=out, stamp=stamp, titles=titles, made=frozenset(places))
    spawn = multiprocessing.get_context("spawn")
    own: dict[str, Any] = {"mp_context": spawn, "initializer": stopping.end_with_parent, "initargs": (os.getpid(),)}
    asked, pools = list[Future[Path]](), list[ProcessPoolExecutor]()

    def ask(result: Result) -> None:
        if len(asked) % _AS_MANY == 0:
            for pool in pools[-1:]:
                pool.shutdown(wait=False)  # it ends once its pages are drawn
            pools.append(ProcessPoolExecutor(workers // 2, **own))  # half keep up, and each becomes quick in a second
        with stopping.deaf_children():
            asked.append(pools[-1].submit(draw, executed(result)))

    try:
        yield ask if workers > 1 and pages > 3 else lambda result: draw(executed(result))  # no pool is worth its start
        for page in asked:
            page.result()
    except BrokenProcessPool as error:
        why = "lepdata was replaced while it ran, or the memory was too little"
        fix = "The site is as it was. Fix: run it again."
        raise errors.UsageError(f"A worker that makes pages ended: {why}. {fix}") from error
    except BaseException:
        for process in multiprocessing.active_children():  # nobody waits for the pages of a run that was stopped
            process.terminate()
        raise
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def executed(result: Result) -> Executed:
    return result.job.name, result.job.output, result.job.parameters, result.error


def _run(results: Sequence[Result], stamp: Stamp, versions: Mapping[str, str]) -> bytes:
    about = {"lepdata": stamp.code_version, "data": stamp.data_version, "rules": stamp.rules_version}
    about |= {"edition": stamp.edition, "collection": stamp.title}
    notebooks = []
    for job, result in ((result.job, result) for result in results):
        asked = {"name": job.name, "notebook": job.notebook.name, "parameters": job.parameters}
        ended = {"ok": result.ok, "error": result.error, "fingerprint": result.fingerprint}
        notebooks.append({**asked, **ended, "page": place(job.name)})
    run = {**about, "versions": dict(sorted(versions.items())), "notebooks": notebooks}
    return (json.dumps(run, indent=1, ensure_ascii=False) + "\n").encode()


_FILES = ".lepdata-files"  # of a site: every file in it that lepdata wrote, its hash and its name in a line
_WHOLE = ".whole"  # beside: the files of a site that is ready
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
        for left in beside.glob("notebooks/.*lepdata-*"):  # a lock and half a file of a run that was killed
            _gone(left)
        ours = _ours(out)
        if taken := [name for name in _FRONT if (out / name).exists() and name not in ours]:
            raise _not_ours(out, taken[0])
        _link(ours, out, beside)
        try:
            yield beside
        except BaseException:
            if not any(beside.rglob("*.ipynb")):
                _gone(beside)
            raise
        written = {path.relative_to(beside).as_posix() for path in beside.rglob("*") if path.is_file()}
        ours = _ours(out)  # once more: it was a while
        there = (name for name in sorted(written - ours) if (out / name).exists())
        if taken := [name for name in there if not filecmp.cmp(out / name, beside / name, shallow=False)]:
            _gone(beside)
            raise _not_ours(out, taken[0])
        listed = "".join(f"{_hash(beside / name)}  {name}\n" for name in sorted(written))
        write_together({beside / _WHOLE: listed.encode()})
        _take_place(out, beside)
    if new and not any(out.iterdir()):
        out.rmdir()


def _not_ours(out: Path, name: str) -> errors.UsageError:
    without = "" if (out / _FILES).exists() else f" as far as is known ({_FILES}, its list of a site, is not there)"
    return errors.UsageError(f"{out} holds {name}, which lepdata did not write{without}. Fix: name another folder.")


def _ours(out: Path) -> set[str]:
    """The files of a site that lepdata wrote; refused where somebody has changed one since."""
    there = {name: known for name, known in _listed(out / _FILES).items() if (out / name).is_file()}
    if changed := next((name for name, known in there.items() if known and known != _hash(out / name)), ""):
        fix = "move that file away, or name another folder"
        raise errors.UsageError(f"{out} holds {changed}, which was changed since lepdata wrote it. Fix: {fix}.")
    return set(there)


def _listed(path: Path) -> dict[str, str]:
    """The names on a list of a site's files, with their hashes; lists of earlier versions have none."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else ()
    return {name: known for known, _, name in (line.rpartition("  ") for line in lines)}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


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


def _take_place(out: Path, beside: Path) -> None:
    """Put every file into its place, the front page last, and take away what is of the site no more."""
    written = _listed(beside / _WHOLE)
    gone = _listed(out / _FILES).keys() - written
    for name in sorted(written, key=lambda name: (name in _FRONT, name)):
        if os.path.lexists(beside / name):  # else a run that was killed had come so far
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).replace(out / name)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    (beside / _WHOLE).replace(out / _FILES)
    _gone(beside)


def _gone(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
