"""Spread jobs over processes and gather what became of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from lepdata.batch.jobs import Job, Result, fingerprint
from lepdata.batch.parameters import check_parameters
from lepdata.batch.repeatable import clean, repeatable
from lepdata.batch.workers import cpus
from lepdata.model.faults import UsageError
from lepdata.model.files import write_atomically

CELL_TIMEOUT = 600.0
WAITING = 2  # a kernel that starts or stops mostly waits: two more than the processors keep them busy (make bench)
LONGEST_ERROR = 300
DIED = "the process that ran it died (was there too little memory?)"


def run(
    jobs: Sequence[Job],
    workers: int | None = None,
    timeout: float | None = CELL_TIMEOUT,
    report: Callable[[Result], None] | None = None,
    data_version: str = "",
    resume: bool = False,
) -> list[Result]:
    """Run notebooks, several at a time, and say what became of each.

    Call it under ``if __name__ == "__main__":`` in a script: the processes are spawned.

    Parameters
    ----------
    jobs : sequence of Job
        Names and outputs must differ. Everything is checked before a kernel starts.
    workers : int, optional
        Notebooks at a time: two more than the processors available unless told, and never more than there are jobs.
    timeout : float or None
        Seconds that one cell may take.
    report : callable, optional
        Called with each `Result` as it comes (see `reporter`).
    data_version : str
        Goes into each fingerprint: version of code, data and rules.
    resume : bool
        Leave alone what an earlier run finished with the same fingerprint.

    Returns
    -------
    list of Result
        In the order of the jobs. A failed notebook is written too, its error among its outputs.

    Raises
    ------
    UsageError
        A parameter that a notebook does not have, a notebook that is none, a name or output used twice.
    """
    jobs = [replace(job, notebook=Path(job.notebook).resolve(), output=Path(job.output).resolve()) for job in jobs]
    _check(jobs)
    marks = {job.name: fingerprint(job, data_version) for job in jobs}
    results: dict[str, Result] = {}

    def settle(result: Result) -> None:
        results[result.job.name] = result
        if report:
            report(result)

    for job in jobs:
        if resume and _finished(job, marks[job.name]):
            settle(Result(job, True, None, marks[job.name], resumed=True))
    left = [job for job in jobs if job.name not in results]
    with closing(_in_processes(left, marks, workers or cpus() + WAITING, timeout)) as stream:
        for result in stream:
            settle(result)
    return [results[job.name] for job in jobs]


def _check(jobs: Sequence[Job]) -> None:
    problems = []
    for what, values in {"name": [job.name for job in jobs], "output": [str(job.output) for job in jobs]}.items():
        twice = sorted({value for value in values if values.count(value) > 1})
        problems += [f"Two notebooks of one run have the {what} '{value}'." for value in twice]
    for job in jobs:
        try:
            check_parameters(job.notebook, job.parameters)
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n".join(dict.fromkeys("\n".join(problems).split("\n"))))


def _finished(job: Job, mark: str) -> bool:
    """Whether the output of an earlier run is still good; the output itself says what it was made from."""
    try:
        stamp = json.loads(job.output.read_text(encoding="utf-8"))["metadata"]["lepdata"]
        return bool(stamp["fingerprint"] == mark and stamp["error"] is None)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _in_processes(
    jobs: Sequence[Job], marks: dict[str, str], workers: int, timeout: float | None
) -> Generator[Result, None, None]:
    """Two rounds: when a worker dies, the pool is lost with it, and what it had not finished is tried once more."""
    left = list(jobs)
    for _ in range(2):
        if left:
            with closing(_one_pool(tuple(left), marks, workers, timeout)) as stream:
                for result in stream:
                    left.remove(result.job)
                    yield result
    for job in left:
        yield Result(job, False, DIED, marks[job.name])


def _one_pool(
    jobs: Sequence[Job], marks: dict[str, str], workers: int, timeout: float | None
) -> Generator[Result, None, None]:
    others = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True) as scratch:
        pool = ProcessPoolExecutor(
            max(1, min(workers, len(jobs))),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(scratch,),
        )
        try:
            futures: dict[Future[str | None], Job] = {
                pool.submit(perform, job, marks[job.name], timeout): job for job in jobs
            }
            for future in as_completed(futures):
                job, error = futures[future], _outcome(future)
                yield Result(job, error is None, error, marks[job.name])
        except BrokenProcessPool:
            return
        except BaseException:
            _end(set(multiprocessing.active_children()) - others)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _outcome(future: Future[str | None]) -> str | None:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as error:  # such as a full disk: this notebook's failure, not the batch's
        return clean(f"{type(error).__name__}: {error}")


def _end(processes: set[multiprocessing.process.BaseProcess]) -> None:
    for process in processes:
        process.terminate()  # lets nbclient end the kernel first
    for process in processes:
        process.join(3)
        if process.is_alive():
            process.kill()


def _begin(scratch: str) -> None:
    """Set a worker up: it ends with its parent, which alone hears Ctrl-C; kernels do not see the user's settings."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # saves 0.8 s; see launch.py
    os.environ["IPYTHONDIR"] = str(Path(scratch) / f"ipython-{os.getpid()}")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(scratch) / "runtime")
    os.environ["PYTHONHASHSEED"] = "0"  # for the kernels: the order of a set is then the same in every run


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def perform(job: Job, mark: str, timeout: float | None) -> str | None:
    """Run one job in this process and write its output; the error in one line, or None.

    Tried a second time where the kernel did not start: of many started at once, now and then one finds its port taken.
    """
    from lepdata.batch.engine import KernelDidNotStart, NotebookFailed, execute, untouched

    error: str | None = None
    for _ in range(2):
        try:
            notebook, error = execute(job, timeout), None
        except NotebookFailed as failure:
            notebook, error = failure.notebook, str(failure)
        except KernelDidNotStart as failure:
            notebook, error = untouched(job, str(failure)), str(failure)
            continue
        break
    if error is not None:
        error = clean(" ".join(error.split()))[:LONGEST_ERROR]
    stamp = {"name": job.name, "parameters": job.parameters, "fingerprint": mark, "error": error}
    write_atomically(job.output, repeatable(notebook, stamp))
    return error
