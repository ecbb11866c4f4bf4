"""The whole folder that a reader opens."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lepdata.batch.jobs import Result
from lepdata.model.files import write_atomically
from lepdata.publish.downloads import downloads_page
from lepdata.publish.pages import Stamp, framed_page, page
from lepdata.publish.templates import ASSETS, render

NATIONAL, TRUST = "national", "trust"
FRONT: dict[str, Any] = {
    **dict.fromkeys(("facts", "rules", "rules_headings", "tiles_key"), ()),
    **dict.fromkeys(("rules_note", "tiles_title", "tiles_note"), ""),
}
AT_THE_TOP = {NATIONAL: "The national review", TRUST: "How far to trust the sectors"}
COMPLETE = b'<meta name="lepdata-review" content="complete">'
WORTH_A_POOL = 4
UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(("as_at", "order", "members", "known", "note", "find", "answer"), ""),
    "outcomes": {},
}


def site(
    results: Sequence[Result],
    out: Path,
    *,
    index: Mapping[str, Any],
    pages: Mapping[str, str] | None = None,
    stamp: Stamp | None = None,
    files: Mapping[str, bytes] | None = None,
    versions: Mapping[str, str] | None = None,
    workers: int = 1,
) -> dict[str, list[str]]:
    """Write the site of a batch.

    Parameters
    ----------
    results : sequence of Result
        Executed notebooks. ``national`` and ``trust`` become ``national.html`` and ``trust.html``, every other name
        ``boards/<name>.html``.
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
    draw = partial(_draw, out=out, stamp=stamp, titles={row["slug"]: row["name"] for row in index.get("boards", [])})
    for result in results:
        _keep_notebook(result, out)
    done = dict(zip((result.job.name for result in results), _each(draw, results, workers), strict=True))
    kept = [place(name) for name, written in done.items() if not written]
    for name, content in (files or {}).items():
        write_atomically(out / name, content)
    front = _front(results, index, out, kept, stamp)
    write_atomically(out / "index.html", front.encode())
    for name, html in (pages or {}).items():
        write_atomically(out / name, html.encode("utf-8", "replace"))
    write_atomically(out / "run.json", _run(results, stamp, versions or {}))
    write_atomically(out / "downloads.html", downloads_page(out, stamp).encode())
    written = ["index.html", *(pages or {}), "downloads.html", *(place(n) for n, w in done.items() if w)]
    return {"pages": written, "kept": kept}


def place(name: str) -> str:
    """Where the page of a notebook of that name goes, relative to the site.

    Examples
    --------
    >>> place("national"), place("trust"), place("black-country"), place("plans/black-country")
    ('national.html', 'trust.html', 'boards/black-country.html', 'plans/black-country.html')
    """
    return f"{name}.html" if name in AT_THE_TOP or "/" in name else f"boards/{name}.html"


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
    here = {NATIONAL: NATIONAL, TRUST: "method"}.get(name, "boards")
    source = result.job.output
    title = titles.get(name, AT_THE_TOP.get(name, name))
    if source.exists():
        html = page(source, title, stamp=stamp, here=here, root="../" * place(name).count("/"))
    else:
        piece = render("failed.html", name="NotRun", message=result.error or "it did not run")
        html = framed_page([piece], title, stamp=stamp, here=here, root="../" * place(name).count("/"), complete=False)
    write_atomically(target, html.encode("utf-8", "replace"))
    return True


def _keep_notebook(result: Result, out: Path) -> None:
    target = out / "notebooks" / f"{result.job.name}.ipynb"
    if result.job.output.exists() and result.job.output.resolve() != target.resolve():
        write_atomically(target, result.job.output.read_bytes())


def _front(results: Sequence[Result], index: Mapping[str, Any], out: Path, kept: list[str], stamp: Stamp) -> str:
    boards = [{**UNKNOWN, **row} for row in index.get("boards", [])]
    errors = {result.job.name: result.error for result in results if not result.ok}
    for row in boards:
        row["page"] = place(row["slug"]) if (out / place(row["slug"])).exists() else ""
        row["failed"] = row["slug"] in errors
        row["earlier"] = place(row["slug"]) in kept
    titles = {row["slug"]: row["name"] for row in boards}
    criteria = list(dict.fromkeys(label for row in boards for label in row["outcomes"]))
    pages = {row["slug"]: row["page"] for row in boards}
    tiles = [{**tile, "page": pages.get(tile["slug"], "")} for tile in index.get("tiles", [])]
    body = render(
        "index.html",
        **{**FRONT, **index, "tiles": tiles, "boards": boards, "intro": Markup(index.get("intro", ""))},
        criteria=criteria,
        national=(out / "national.html").exists(),
        failures=[titles.get(name, AT_THE_TOP.get(name, name)) for name in errors],
    )
    return framed_page([body], index.get("title", "Who sits on England’s LEP boards"), stamp=stamp, here="home")


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
        "versions": dict(sorted(versions.items())),
        "notebooks": notebooks,
    }
    return (json.dumps(run, indent=1, ensure_ascii=False) + "\n").encode()
