"""Saying how far a batch is: a bar on a terminal, one plain line a notebook elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from lepdata.batch.jobs import Result


def reporter(total: int, stream: TextIO | None = None) -> Callable[[Result], None]:
    """A function to hand to `run` as `report`.

    Parameters
    ----------
    total : int
        How many results will come.
    stream : text file, optional
        Where to write; standard error unless told.

    Returns
    -------
    callable
        Takes each `Result` as it comes.
    """
    stream = stream or sys.stderr
    return _bar(total, stream) if stream.isatty() else _lines(total, stream)


def _outcome(result: Result) -> str:
    if result.resumed:
        return f"{result.job.name} (already done)"
    return result.job.name if result.ok else f"{result.job.name} FAILED: {result.error}"


def _lines(total: int, stream: TextIO) -> Callable[[Result], None]:
    done = 0

    def report(result: Result) -> None:
        nonlocal done
        done += 1
        print(f"{done:>{len(str(total))}} of {total}  {_outcome(result)}", file=stream, flush=True)

    return report


def _bar(total: int, stream: TextIO) -> Callable[[Result], None]:
    from tqdm import tqdm

    layout = "{n_fmt} of {total_fmt} |{bar:24}| {remaining} left  {desc}"
    bar = tqdm(total=total, file=stream, bar_format=layout)

    def report(result: Result) -> None:
        bar.set_description_str(result.job.name, refresh=False)
        bar.update()
        if not result.ok:
            bar.write(_outcome(result), file=stream)
        if bar.n >= total:
            bar.close()

    return report
