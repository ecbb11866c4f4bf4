"""Run a plan of notebooks and parameters: check it, spread it over processes, write what comes back, lose nothing."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from lepdata.batch import warm as warming
from lepdata.batch.parameters import Job, Notebook, files_named
from lepdata.errors import UsageError, unknown
from lepdata.files import BESIDE, locked, write_atomically
from lepdata.stopping import stoppable

ENGINES = ("auto", "fork", "standard")
STYLES = ("auto", "bar", "lines", "json", "quiet")
# Slow to import, and safe to fork afterwards: nothing is printed, no thread of Python's started, no state kept that a
# notebook could tell from a fresh import. Not matplotlib: it picks its backend while it is imported.
WARM = ("altair", "lepdata", "numpy", "pandas", "scipy.optimize", "scipy.special", "scipy.stats")
LEAST_MEMORY, OF_THE_MACHINE = 1 << 30, 0.8
WAIT = 30  # seconds for a scheduler to answer

Outcome = tuple[bytes, str | None, float]  # a notebook's page, its failure in one line, and the seconds it took


@dataclass(frozen=True)
class Result:
    """What became of a job: its failure in one line, and whether an earlier run's output was still good."""

    job: Job
    ok: bool
    error: str | None = None
    fingerprint: str = ""
    resumed: bool = False
    seconds: float = field(default=0.0, compare=False)  # for people who watch; never written into an output


def run(
    jobs: Sequence[Job],
    workers: int | None = None,
    timeout: float | None = 600.0,
    report: Callable[[Result], None] | None = None,
    data_version: str = "",
    resume: bool = False,
    engine: str = "auto",
    executor: Executor | None = None,
    warm: Sequence[str] = (),
    memory: int | None = None,
    shown: int = 20_000_000,
    force: bool = False,
) -> list[Result]:
    """Run notebooks, several at a time, and say what became of each, in the order of the jobs."""
    jobs = [replace(job, notebook=Path(job.notebook).resolve(), output=Path(job.output).resolve()) for job in jobs]
    engine, books = chosen(engine), _checked(jobs, force)
    marks = {job.name: fingerprint(job, data_version, books[job.notebook]) for job in jobs}
    results: dict[str, Result] = {}

    def settle(result: Result) -> None:
        results[result.job.name] = result
        if report:
            report(result)

    for job in (job for job in jobs if resume and finished(job, marks[job.name])):
        settle(Result(job, True, None, marks[job.name], resumed=True))
    left = [job for job in jobs if job.name not in results]
    at_a_time = max(1, min(workers or cpus(), len(left)))
    modules = (*imported("\n".join(book.code for book in books.values())), *warm)
    memory = memory_for_each(at_a_time) if memory is None else memory
    settings = {"engine": engine, "execution_timeout": timeout, "memory": memory, "shown": shown, "warm": modules}
    works = [(job, books[job.notebook].content, marks[job.name]) for job in left]
    with contextlib.ExitStack() as stack:
        stack.enter_context(stoppable())
        for folder in sorted({job.output.parent for job in left}):
            stack.enter_context(locked(folder))
        if engine == "fork" and left and not executor:
            warming.warm_process(modules)  # it warms up while papermill is imported here
        for job, done in _worked_off(executor or stack.enter_context(_threads(at_a_time)), works, settings):
            settle(_written(job, done, marks[job.name]))
    return [results[job.name] for job in jobs]


def _worked_off(
    executor: Executor, works: Sequence[tuple[Job, bytes, str]], settings: dict[str, Any]
) -> Iterator[tuple[Job, Future[Outcome]]]:
    """Every notebook, in the order in which it is done."""
    asked: dict[Future[Outcome], Job] = {}
    for job, book, mark in works:
        from lepdata.batch.engine import perform  # slow to load

        stamp = {"name": job.name, "parameters": job.parameters, "fingerprint": mark}
        folder = str(Path(job.folder).resolve()) if job.folder else ""
        asked[executor.submit(perform, book, stamp, {**settings, "folder": folder})] = job
    for done in as_completed(asked):
        yield asked.pop(done), done


def _checked(jobs: Sequence[Job], force: bool) -> dict[Path, Notebook]:
    used = Counter(own for job in jobs for own in (("name", job.name), ("output", str(job.output))))
    problems = [f"Two notebooks of one run have the {what} '{value}'." for (what, value), n in used.items() if n > 1]
    books: dict[Path, Notebook] = {}
    for path in dict.fromkeys(job.notebook for job in jobs):
        try:
            books[path] = Notebook(path)
        except UsageError as error:
            problems.append(str(error))
    problems += filter(None, (_refused(job.output, books, force) for job in jobs))
    for job in jobs:
        problems += books[job.notebook].wrong(job.parameters) if job.notebook in books else []
    if problems:
        raise UsageError("\n".join(dict.fromkeys(problems)))
    return books


def _refused(output: Path, books: Iterable[Path], force: bool) -> str:
    """Why an output may not be written: it is a notebook to run, or what lies there was made by somebody else."""
    if not output.exists() or not any(output.samefile(book) for book in books):
        if not output.exists() or force or _stamp(output):
            return ""
        return f"{output} exists already and is no output of lepdata's. Fix: name another folder, or use --force."
    return f"{output} is a notebook to run and would be overwritten. Fix: name another folder with --out."


def fingerprint(job: Job, data_version: str, book: Notebook) -> str:
    """What the output of a job depends on, as one SHA-256: name, notebook, parameters and the files they name, data."""
    notebook = hashlib.sha256(book.content).hexdigest()
    depends_on = {"name": job.name, "notebook": notebook, "parameters": job.parameters, "data": data_version}
    if files := files_named({**book.declared, **job.parameters}, job.folder or Path(os.devnull)):
        depends_on["files"] = files
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()


def finished(job: Job, mark: str) -> bool:
    """Whether the output of an earlier run is still good; the output itself says what it was made from."""
    stamp = _stamp(job.output)
    return bool(stamp.get("fingerprint") == mark and stamp["error"] is None)


def _stamp(output: Path) -> dict[str, Any]:
    """What an executed notebook says it was made from; empty for any other file."""
    try:
        stamp = json.loads(output.read_text(encoding="utf-8"))["metadata"]["lepdata"]
        return dict(stamp) if {"fingerprint", "error"} <= {*stamp} else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _written(job: Job, done: Future[Outcome], mark: str) -> Result:
    """Write the page whole or not at all; a full disk is this notebook's failure, not the batch's."""
    try:
        page, error, seconds = done.result()
    except Exception as failure:  # of the machine or the cluster
        return Result(job, False, f"{type(failure).__name__}: {failure}", mark)
    try:
        write_atomically(job.output, page)
    except OSError as failure:
        error = f"{type(failure).__name__}: its page could not be written: {failure.strerror}"
    return Result(job, error is None, error, mark, seconds=seconds)


@contextlib.contextmanager
def _threads(workers: int) -> Iterator[Executor]:
    """A thread for each notebook at a time, which waits while a process runs it; in the end no process is left."""
    threads = ThreadPoolExecutor(workers)
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        ended = threading.Thread(target=threads.shutdown, daemon=True)
        ended.start()
        while ended.is_alive():
            warming.close()
            ended.join(0.05)
        warming.close()


def chosen(engine: str) -> str:
    # macOS can fork, but its own libraries start threads that a fork may meet, and it was not tried there.
    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if engine == "fork" and not hasattr(os, "fork"):
        raise UsageError("The engine 'fork' needs Linux or macOS. Use --engine standard, or leave it out.")
    return engine if engine != "auto" else "fork" if sys.platform == "linux" else "standard"


def imported(code: str) -> list[str]:
    """Those modules of `WARM` that code seems to import; one too many does no harm."""
    return [module for module in WARM if module.partition(".")[0] in code]


def cpus() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def memory_for_each(workers: int) -> int:
    """Bytes that each of so many notebooks may take, so that together they leave the machine a fifth; 0 for any."""
    if sys.platform != "linux":
        return 0
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(LEAST_MEMORY, int(OF_THE_MACHINE * whole / workers))


@contextlib.contextmanager
def cluster(address: str, identity: Callable[[], str]) -> Iterator[Executor | None]:
    """An executor on the Dask cluster at an address, whose workers all have our `identity`; None for no address."""
    if not address:
        yield None
        return
    try:
        from distributed import Client

        client = Client(address, timeout=WAIT, set_as_default=False)
    except ModuleNotFoundError:
        raise UsageError("--scheduler needs Dask. Install it with: pip install 'lepdata[cluster]'") from None
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(f"No Dask scheduler answers at {address} ({error or type(error).__name__}).") from None
    with client:
        found, here = client.run(identity), identity()
        if not found:
            raise UsageError(f"The scheduler at {address} has no worker. Start one: dask worker {address}")
        if other := sorted(worker for worker, there in found.items() if there != here):
            which = "These workers have another version of lepdata or of its data than this machine"
            raise UsageError(f"{which}: {', '.join(other)}. Install the same on all of them.")
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)  # what is still there is cancelled


@contextlib.contextmanager
def runner(
    identity: Callable[[], str],
    engine: str = "auto",
    workers: int | None = None,
    log: str = "auto",
    scheduler: str = "",
    **settings: Any,
) -> Iterator[Callable[..., list[Result]]]:
    """`run` with these settings, on this machine or the cluster of a scheduler, and with a log of how far it is."""
    engine = chosen(engine)
    about = {"engine": engine, "workers": scheduler or workers or cpus()}
    with cluster(scheduler, identity) as executor:

        def run_here(jobs: Sequence[Job], **further: Any) -> list[Result]:
            report = reporter(len(jobs), style=log, about=about)
            return run(jobs, workers, report=report, engine=engine, executor=executor, **settings, **further)

        yield run_here


def reporter(
    total: int, stream: TextIO | None = None, style: str = "auto", about: dict[str, Any] | None = None
) -> Callable[[Result], None]:
    """A function to hand to `run` as `report`: it says on a stream, standard error unless told, how far a batch is."""
    stream, about = stream or sys.stderr, about or {}
    if style not in STYLES:
        raise unknown("style of log", style, STYLES)
    style = style if style != "auto" else "bar" if stream.isatty() else "quiet"
    if style == "bar":
        return _bar(total, stream, about)
    done, tell = itertools.count(1), partial(print, file=stream, flush=True)
    if style == "json":
        tell(event("start", total=total, **about))
        return lambda result: tell(event("notebook", **_ended(result, next(done), total)))
    if style == "lines":
        return lambda result: tell(f"{next(done):>{len(str(total))}} of {total}  {_news(result)}")
    return lambda result: None


def event(what: str, /, **about: Any) -> str:
    """A line of the log for schedulers: what happened, when, and more about it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"event": what, "time": at, **about}, ensure_ascii=False)


def _ended(result: Result, done: int, total: int) -> dict[str, Any]:
    output = str(result.job.output).replace(f"{os.sep}{BESIDE}{os.sep}", os.sep)  # where it is going to be
    about = {"name": result.job.name, "output": output}
    found = {"ok": result.ok, "error": result.error, "resumed": result.resumed}
    return {**about, **found, "seconds": round(result.seconds, 3), "done": done, "total": total}


def _bar(total: int, stream: TextIO, about: dict[str, Any]) -> Callable[[Result], None]:
    from tqdm import tqdm

    if about:
        print(", ".join(f"{what} {value}" for what, value in about.items()), file=stream)
    layout = "{n_fmt} of {total_fmt} |{bar:24}| {rate_fmt}, {remaining} left  {desc}"
    bar = tqdm(total=total, file=stream, bar_format=layout, unit=" notebooks", dynamic_ncols=True)

    def report(result: Result) -> None:
        bar.set_description_str(result.job.name, refresh=False)
        bar.update()
        if not result.ok:
            bar.write(_news(result), file=stream)
        if bar.n >= total:
            bar.close()

    return report


def _news(result: Result) -> str:
    if result.resumed:
        return f"{result.job.name} (already done)"
    return result.job.name if result.ok else f"{result.job.name} FAILED: {result.error}"
