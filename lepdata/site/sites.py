"""The whole folder that a reader opens."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from lepdata.batch.runs import Result
from lepdata.files import write_atomically
from lepdata.site.front import downloads_page, index_page, titles_of
from lepdata.site.others import Action, actions_page
from lepdata.site.pages import ACTIONS, NATIONAL, TRUST, Stamp, framed_page, here, is_fictional, page, place, trail
from lepdata.site.template import ASSETS, render

__all__ = ["NATIONAL", "TRUST", "place", "site"]

COMPLETE = b'<meta name="lepdata-review" content="complete">'
WORTH_A_POOL = 4


def site(
    results: Sequence[Result],
    out: Path,
    *,
    index: Mapping[str, Any],
    pages: Mapping[str, str] | None = None,
    actions: Sequence[Action] = (),
    stamp: Stamp | None = None,
    files: Mapping[str, bytes] | None = None,
    versions: Mapping[str, str] | None = None,
    workers: int = 1,
) -> dict[str, list[str]]:
    """Write the site of a batch."""
    stamp = stamp or Stamp()
    for asset in ASSETS:
        write_atomically(out / "assets" / asset.name, asset.read_bytes())
    draw = partial(_draw, out=out, stamp=stamp, titles=titles_of(index, actions))
    for result in results:
        _keep_notebook(result, out)
    done = dict(zip((result.job.name for result in results), _each(draw, results, workers), strict=True))
    kept = [place(name) for name, written in done.items() if not written]
    for name, content in (files or {}).items():
        write_atomically(out / name, content)
    there = [action for action in _all(actions, results) if (out / action.address).is_file()]
    failed = [result.job.name for result in results if not result.ok]
    front = index_page(index, out, failed=failed, kept=kept, actions=there, stamp=stamp)
    others = {"index.html": front, **(pages or {}), ACTIONS: actions_page(there, stamp)}
    for name, html in others.items():
        write_atomically(out / name, html.encode("utf-8", "replace"))
    write_atomically(out / "run.json", _run(results, stamp, versions or {}))
    write_atomically(out / "downloads.html", downloads_page(out, stamp).encode())
    written = [*others, "downloads.html", *(place(n) for n, w in done.items() if w)]
    return {"pages": written, "kept": kept}


def _all(actions: Sequence[Action], results: Sequence[Result]) -> list[Action]:
    """The actions, and any notebook of a folder that nobody described: no page is out of reach."""
    named = {action.name for action in actions}
    others = [one.job.name for one in results if "/" in one.job.name and one.job.name not in named]
    return [*actions, *(Action(name, name, "") for name in others)]


def _each(draw: partial[bool], results: Sequence[Result], workers: int) -> list[bool]:
    if workers < 2 or len(results) < WORTH_A_POOL:
        return [draw(result) for result in results]
    with ProcessPoolExecutor(min(workers, len(results)), mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(draw, results))


def _draw(result: Result, out: Path, stamp: Stamp, titles: Mapping[str, str]) -> bool:
    """Write one page; False where it was kept as it was."""
    name = result.job.name
    target = out / place(name)
    if not result.ok and target.exists() and COMPLETE in target.read_bytes():
        return False
    source, title = result.job.output, titles.get(name, name)
    where: dict[str, Any] = {
        "stamp": stamp,
        "here": here(name),
        "root": "../" * place(name).count("/"),
        "trail": trail(name),
    }
    where["parameters"] = result.job.parameters
    if source.exists():
        html = page(source, title, **where)
    else:
        piece = render("failed.html", name="NotRun", message=result.error or "it did not run")
        html = framed_page([piece], title, complete=False, fictional=is_fictional(name, title), **where)
    write_atomically(target, html.encode("utf-8", "replace"))
    return True


def _keep_notebook(result: Result, out: Path) -> None:
    target = out / "notebooks" / f"{result.job.name}.ipynb"
    if result.job.output.exists() and result.job.output.resolve() != target.resolve():
        write_atomically(target, result.job.output.read_bytes())


def _run(results: Sequence[Result], stamp: Stamp, versions: Mapping[str, str]) -> bytes:
    notebooks = [
        {
            "name": result.job.name,
            "notebook": result.job.notebook.name,
            "parameters": result.job.parameters,
            "ok": result.ok,
            "error": result.error,
            "fingerprint": result.fingerprint,
            "page": place(result.job.name),
        }
        for result in results
    ]
    run = {
        "lepdata": stamp.code_version,
        "data": stamp.data_version,
        "rules": stamp.rules_version,
        "versions": dict(sorted(versions.items())),
        "notebooks": notebooks,
    }
    return (json.dumps(run, indent=1, ensure_ascii=False) + "\n").encode()
