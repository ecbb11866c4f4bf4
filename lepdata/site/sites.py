"""The whole folder that a reader opens."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from lepdata.batch.runs import Result
from lepdata.files import write_atomically
from lepdata.reviews.markup import PARTS
from lepdata.site.front import downloads_page, index_page, titles_of
from lepdata.site.others import CHANGES, Action, actions_page
from lepdata.site.pages import ACTIONS, Stamp, framed_page, here, is_fictional, onward, page, place, trail
from lepdata.site.template import ASSETS, render
from lepdata.stopping import end_with_parent

COMPLETE = b'<meta name="lepdata-review" content="complete">'
WORTH_A_POOL = 4


def site(
    results: Sequence[Result],
    out: Path,
    *,
    front: Mapping[str, Any],
    pages: Mapping[str, str],
    actions: Sequence[Action],
    stamp: Stamp,
    files: Mapping[str, bytes],
    versions: Mapping[str, str],
    workers: int = 1,
) -> None:
    """Write the site of a batch; `front` is what the front page says, `pages` and `files` are by name."""
    write_assets(out)
    for result in results:
        copy = out / "notebooks" / f"{result.job.name}.ipynb"
        if result.job.output.exists() and result.job.output.resolve() != copy.resolve():
            write_atomically(copy, result.job.output.read_bytes())
    kept = [place(result.job.name) for result in results if _is_kept(result, out)]
    titles = titles_of(front, actions)
    made = frozenset(place(result.job.name) for result in results)
    draw = partial(write_page, out=out, stamp=stamp, titles=titles, made=made)
    _each(draw, [result for result in results if place(result.job.name) not in kept], workers)
    for name, content in files.items():
        write_atomically(out / name, content)
    there = [action for action in _all(actions, results) if (out / action.address).is_file()]
    failed = [result.job.name for result in results if not result.ok]
    if CHANGES not in pages:
        (out / CHANGES).unlink(missing_ok=True)  # of an earlier run: it would speak of another edition
    front = {**front, "changes": CHANGES in pages}
    index = index_page(front, out, failed=failed, kept=kept, actions=there, stamp=stamp)
    for name, html in {"index.html": index, **pages, ACTIONS: actions_page(there, stamp)}.items():
        write_atomically(out / name, html.encode("utf-8", "replace"))
    write_atomically(out / "run.json", _run(results, stamp, versions))
    write_atomically(out / "downloads.html", downloads_page(out, stamp).encode())


def write_assets(out: Path) -> None:
    for asset in ASSETS:
        parts = PARTS.read_bytes() if asset.suffix == PARTS.suffix else b""
        write_atomically(out / "assets" / asset.name, asset.read_bytes() + parts)


def write_page(
    result: Result, out: Path, stamp: Stamp, titles: Mapping[str, str], made: frozenset[str] = frozenset()
) -> Path:
    """The page of one notebook; `made` are those of the same run, which may not stand there yet."""
    name, source, where = result.job.name, result.job.output, place(result.job.name)
    title = titles.get(name, name)
    frame: dict[str, Any] = {
        "stamp": stamp,
        "here": here(name),
        "root": "../" * where.count("/"),
        "trail": trail(name),
        "path": where,
    }
    frame["parameters"] = result.job.parameters
    frame["onward"] = onward(name, titles, lambda to: to in made or (out / to).is_file()) if made else ()
    if source.exists():
        html = page(source, title, **frame)
    else:
        piece = render("failed.html", name="NotRun", message=result.error or "it did not run")
        html = framed_page([piece], title, complete=False, fictional=is_fictional(name, title), **frame)
    write_atomically(out / where, html.encode("utf-8", "replace"))
    return out / where


def _is_kept(result: Result, out: Path) -> bool:  # a failed notebook never replaces a whole page
    target = out / place(result.job.name)
    return not result.ok and target.exists() and COMPLETE in target.read_bytes()


def _all(actions: Sequence[Action], results: Sequence[Result]) -> list[Action]:
    """The actions, and any notebook of a folder that nobody described: no page is out of reach."""
    named = {action.name for action in actions}
    others = [one.job.name for one in results if "/" in one.job.name and one.job.name not in named]
    return [*actions, *(Action(name, name, "") for name in others)]


def _each(draw: Callable[[Result], Any], results: Sequence[Result], workers: int) -> None:
    if workers < 2 or len(results) < WORTH_A_POOL:
        list(map(draw, results))
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        min(workers, len(results)), mp_context=spawn, initializer=end_with_parent, initargs=(os.getpid(),)
    ) as pool:
        list(pool.map(draw, results))


def _run(results: Sequence[Result], stamp: Stamp, versions: Mapping[str, str]) -> bytes:
    about = {"lepdata": stamp.code_version, "data": stamp.data_version, "rules": stamp.rules_version}
    about |= {"edition": stamp.edition, "collection": stamp.title}
    notebooks = [_of_notebook(result) for result in results]
    run = {**about, "versions": dict(sorted(versions.items())), "notebooks": notebooks}
    return (json.dumps(run, indent=1, ensure_ascii=False) + "\n").encode()


def _of_notebook(result: Result) -> dict[str, Any]:
    job = result.job
    asked = {"name": job.name, "notebook": job.notebook.name, "parameters": job.parameters}
    ended = {"ok": result.ok, "error": result.error, "fingerprint": result.fingerprint}
    return {**asked, **ended, "page": place(job.name)}
