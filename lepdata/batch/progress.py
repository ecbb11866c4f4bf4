"""Saying how far a batch is: one bar on a terminal, nothing elsewhere, or a line of JSON a notebook for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TextIO

from lepdata.batch.jobs import Result
from lepdata.errors import unknown

STYLES = ("auto", "bar", "lines", "json", "quiet")


def reporter(
    total: int, stream: TextIO | None = None, style: str = "auto", about: dict[str, Any] | None = None
) -> Callable[[Result], None]:
    """A function to hand to `run` as `report`.

    Parameters
    ----------
    total : int
        How many results will come.
    stream : text file, optional
        Where to write; standard error unless told.
    style : str
        ``"bar"``; ``"lines"``, one a notebook; ``"json"``, one object a line: ``{"event": "start", ...}``, then
        ``{"event": "notebook", "name": ..., "ok": ..., "error": ..., ...}`` for each; ``"quiet"``; ``"auto"``, a bar on
        a terminal and quiet elsewhere.
    about : dict, optional
        Said at the start, in ``json`` and above a bar: engine and workers.

    Returns
    -------
    callable
        Takes each `Result` as it comes.

    Raises
    ------
    UsageError
        There is no such style.
    """
    stream = stream or sys.stderr
    if style not in STYLES:
        raise unknown("style of log", style, STYLES)
    if style == "auto":
        style = "bar" if stream.isatty() else "quiet"
    makers = {"bar": _bar, "lines": _lines, "json": _objects, "quiet": lambda *_: lambda result: None}
    return makers[style](total, stream, about or {})


def _outcome(result: Result) -> str:
    if result.resumed:
        return f"{result.job.name} (already done)"
    return result.job.name if result.ok else f"{result.job.name} FAILED: {result.error}"


def _lines(total: int, stream: TextIO, about: dict[str, Any]) -> Callable[[Result], None]:
    done = 0

    def report(result: Result) -> None:
        """Write one line."""
        nonlocal done
        done += 1
        print(f"{done:>{len(str(total))}} of {total}  {_outcome(result)}", file=stream, flush=True)

    return report


def _objects(total: int, stream: TextIO, about: dict[str, Any]) -> Callable[[Result], None]:
    done = 0

    def say(event: str, **more: Any) -> None:
        """Write one object on one line."""
        print(json.dumps({"event": event, **more}, ensure_ascii=False), file=stream, flush=True)

    def report(result: Result) -> None:
        """Say one result."""
        nonlocal done
        done += 1
        found = {"ok": result.ok, "error": result.error, "resumed": result.resumed}
        spent = {"seconds": round(result.seconds, 3), "done": done, "total": total}
        say("notebook", name=result.job.name, output=str(result.job.output), **found, **spent)

    say("start", total=total, **about)
    return report


def _bar(total: int, stream: TextIO, about: dict[str, Any]) -> Callable[[Result], None]:
    from tqdm import tqdm

    if about:
        print(", ".join(f"{what} {value}" for what, value in about.items()), file=stream)
    layout = "{n_fmt} of {total_fmt} |{bar:24}| {rate_fmt}, {remaining} left  {desc}"
    bar = tqdm(total=total, file=stream, bar_format=layout, unit=" notebooks", dynamic_ncols=True)

    def report(result: Result) -> None:
        """Move the bar on by one notebook."""
        bar.set_description_str(result.job.name, refresh=False)
        bar.update()
        if not result.ok:
            bar.write(_outcome(result), file=stream)
        if bar.n >= total:
            bar.close()

    return report
