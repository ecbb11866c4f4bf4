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
from lepdata.model.files import write_atomically
from lepdata.publish.actions import Action, actions_page
from lepdata.publish.downloads import downloads_page
from lepdata.publish.index_page import index_page, titles_of
from lepdata.publish.pages import Stamp, framed_page, page
from lepdata.publish.places import ACTIONS, NATIONAL, TRUST, here, is_fictional, place, trail
from lepdata.publish.templates import ASSETS, render

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
    """Write the site of a batch.

    Parameters
    ----------
    results : sequence of Result
        Executed notebooks. ``national`` and ``trust`` become ``national.html`` and ``trust.html``, a name with a folder
        (``plans/black-country``) a page in that folder, every other name ``boards/<name>.html``.
    out : Path
        The folder. Files of other names in it are left alone.
    index : mapping
        The front page: ``title`` (text), ``intro`` (HTML), ``facts`` (pairs of label and value), ``rules`` (rows of a
        table under ``rules_headings``, with ``rules_note``), ``tiles`` (mappings with ``slug``, ``row``, ``column``,
        ``code``, ``name``, ``answer`` and ``words``, under ``tiles_title``, ``tiles_note`` and ``tiles_key``) and
        ``boards``, a list of mappings with ``name``, ``slug`` and, where known, ``as_at``, ``order`` (its ISO date),
        ``members``, ``known`` (text), ``find`` (further words to find it by), ``outcomes`` (label to outcome) and
        ``note``. Every key may be absent.
    pages : mapping, optional
        Further pages, finished: file name to HTML.
    actions : sequence of Action
        The plans, progress and stock-takes that there may be a page about, in the order to be listed. Those whose page
        is not in the folder are left out of the list.
    stamp : Stamp, optional
        For every footer, and into ``run.json``.
    files : mapping, optional
        Files to offer for download: place in the site to content.
    versions : mapping, optional
        Names and versions to record in ``run.json``.
    workers : int
        Processes to draw pages with.

    Returns
    -------
    dict
        ``pages``: the pages written, relative to `out`; ``kept``: pages of an earlier run that stay because their
        notebook failed now.

    Notes
    -----
    Every file appears by one rename, so that a reader never meets half of one. A notebook that failed never replaces
    the whole page of an earlier run; where there is none, its page says what failed.
    """
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
