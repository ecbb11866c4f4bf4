"""Run a plan of notebooks and parameters: check it, spread it over processes, write what comes back, lose nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from lepdata.batch.engines import chosen, imported, pool
from lepdata.batch.gather import gather
from lepdata.batch.jobs import Job, Outcome, Result, Settings, Work, fingerprint
from lepdata.batch.lock import locked
from lepdata.batch.parameters import Checker, code_cells
from lepdata.batch.repeatable import clean
from lepdata.batch.stopping import stoppable
from lepdata.batch.workers import cpus, memory_for_each
from lepdata.errors import UsageError
from lepdata.files import write_atomically

CELL_TIMEOUT = 600.0
SHOWN = 20_000_000


def run(
    jobs: Sequence[Job],
    workers: int | None = None,
    timeout: float | None = CELL_TIMEOUT,
    report: Callable[[Result], None] | None = None,
    data_version: str = "",
    resume: bool = False,
    engine: str = "auto",
    executor: Executor | None = None,
    warm: Sequence[str] = (),
    memory: int | None = None,
    shown: int = SHOWN,
) -> list[Result]:
    """Run notebooks, several at a time, and say what became of each.

    Call it under ``if __name__ == "__main__":`` in a script: processes may be spawned.

    Parameters
    ----------
    jobs : sequence of Job
        Names and outputs must differ. Everything is checked before anything starts.
    workers : int, optional
        Notebooks at a time: the processors available unless told, and never more than there are jobs.
    timeout : float or None
        Seconds that one cell may take.
    report : callable, optional
        Called with each `Result` as it comes (see `reporter`).
    data_version : str
        Goes into each fingerprint: version of code, data and rules.
    resume : bool
        Leave alone what an earlier run finished with the same fingerprint.
    engine : str
        ``"standard"``, ``"fork"``, or ``"auto"`` (see `chosen`).
    executor : concurrent.futures.Executor, optional
        Where to do the work; processes of our own unless told. It needs lepdata, but no folder in common with us: the
        notebook goes and comes back as bytes. It is not shut down.
    warm : sequence of str
        What `fork` imports (``"module"``) or calls (``"module:function"``) once, beside what the notebooks import.
    memory : int, optional
        Bytes that one notebook may take; a fair share of the machine unless told, 0 for no limit.
    shown : int
        Bytes that one notebook may print and display; 0 for no limit.

    Returns
    -------
    list of Result
        In the order of the jobs. A failed notebook is written too, its error among its outputs.

    Raises
    ------
    UsageError
        A parameter that a notebook does not have, a notebook that is none, a name or output used twice, a folder that
        another run is writing to.
    """
    jobs = [replace(job, notebook=Path(job.notebook).resolve(), output=Path(job.output).resolve()) for job in jobs]
    _check(jobs)
    settings = Settings(chosen(engine), timeout, 0, shown)
    marks = _fingerprints(jobs, data_version)
    results: dict[str, Result] = {}

    def settle(result: Result) -> None:
        """Note a result and report it."""
        results[result.job.name] = result
        if report:
            report(result)

    for job in jobs:
        if resume and finished(job, marks[job.name]):
            settle(Result(job, True, None, marks[job.name], resumed=True))
    left = [job for job in jobs if job.name not in results]
    if left:
        at_a_time = max(1, min(workers or cpus(), len(left)))
        settings = replace(settings, memory=memory_for_each(at_a_time) if memory is None else memory)
        with _held({job.output.parent for job in left}) as leftovers, contextlib.ExitStack() as stack:
            if executor is None:
                executor, settings = _own(stack, settings, at_a_time, warm, left, leftovers)
            for job, outcome in gather(executor, _works(left, marks), settings):
                settle(_written(job, outcome, marks[job.name]))
    return [results[job.name] for job in jobs]


@contextlib.contextmanager
def _held(folders: set[Path]) -> Iterator[list[str]]:
    """Every output folder, locked, and SIGTERM turned into Ctrl-C."""
    with stoppable(), contextlib.ExitStack() as stack:
        yield [str(stack.enter_context(locked(folder))) for folder in sorted(folders)]


def _own(
    stack: contextlib.ExitStack,
    settings: Settings,
    workers: int,
    warm: Sequence[str],
    jobs: Sequence[Job],
    leftovers: Sequence[str],
) -> tuple[Executor, Settings]:
    scratch = tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True)
    settings = replace(settings, scratch=stack.enter_context(scratch))
    books = {job.notebook for job in jobs}
    modules = imported(source for book in sorted(books) for source in code_cells(book))
    processes = pool(settings.engine, workers, (*modules, *warm), settings.scratch, (settings.scratch, *leftovers))
    stack.callback(processes.stop)
    return processes, settings


def _works(jobs: Sequence[Job], marks: dict[str, str]) -> Iterator[tuple[Job, Work]]:
    books = {book: book.read_bytes() for book in {job.notebook for job in jobs}}
    for job in jobs:
        folder = str(Path(job.folder).resolve()) if job.folder else ""
        yield job, Work(job.name, books[job.notebook], job.parameters, folder, marks[job.name])


def _written(job: Job, outcome: Outcome | Exception, mark: str) -> Result:
    """Write the page whole or not at all; a full disk is this notebook's failure, not the batch's."""
    if isinstance(outcome, Exception):
        return Result(job, False, clean(f"{type(outcome).__name__}: {outcome}"), mark)
    try:
        write_atomically(job.output, outcome.notebook)
    except OSError as error:
        why = f"its page could not be written: {error.strerror or error}"
        return Result(job, False, clean(f"{type(error).__name__}: {why}"), mark, seconds=outcome.seconds)
    return Result(job, outcome.error is None, outcome.error, mark, seconds=outcome.seconds)


def _check(jobs: Sequence[Job]) -> None:
    problems = []
    for what, values in {"name": [job.name for job in jobs], "output": [str(job.output) for job in jobs]}.items():
        seen: set[str] = set()
        twice = sorted({value for value in values if value in seen or seen.add(value)})  # type: ignore[func-returns-value]
        problems += [f"Two notebooks of one run have the {what} '{value}'." for value in twice]
    checkers: dict[Path, Checker | None] = {}
    for job in jobs:
        try:
            if job.notebook not in checkers:
                checkers[job.notebook] = None  # said once, if it is no notebook
                checkers[job.notebook] = Checker(job.notebook)
        except UsageError as error:
            problems += str(error).split("\n")
        if (checker := checkers[job.notebook]) is not None:
            problems += checker.wrong(job.parameters)
    if problems:
        raise UsageError("\n".join(dict.fromkeys(problems)))


def _fingerprints(jobs: Sequence[Job], data_version: str) -> dict[str, str]:
    books = {job.notebook for job in jobs}
    hashes = {book: hashlib.sha256(book.read_bytes()).hexdigest() for book in books}
    return {job.name: fingerprint(job, data_version, hashes[job.notebook]) for job in jobs}


def finished(job: Job, mark: str) -> bool:
    """Whether the output of an earlier run is still good; the output itself says what it was made from."""
    try:
        stamp = json.loads(job.output.read_text(encoding="utf-8"))["metadata"]["lepdata"]
        return bool(stamp["fingerprint"] == mark and stamp["error"] is None)
    except (OSError, ValueError, KeyError, TypeError):
        return False
