"""Run a plan of notebooks and parameters by papermill: spread over processes, each page kept whatever happens.

A notebook runs in a fork of a warm process or in a kernel of its own, here or on a Dask cluster; in bytes its page is
always the same.
"""

import asyncio
import contextlib
import itertools
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import json_unpacker
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from papermill.execute import prepare_notebook_metadata, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets import Float

from lepdata.batch import warm as warming
from lepdata.batch.parameters import Job, checked, fingerprint, settle_injected, stamp_of
from lepdata.batch.warm import ROOT, START, end, environment, held, warm_process
from lepdata.display import everywhere
from lepdata.errors import UsageError, unknown
from lepdata.files import BESIDE, locked, write_together
from lepdata.stopping import stoppable

ENGINES = ("auto", "fork", "standard")
STYLES = ("auto", "bar", "lines", "json", "quiet")
# Slow to import, and safe to fork afterwards: nothing is printed, no thread of Python's started, no state kept that a
# notebook could tell from a fresh import. Not matplotlib: it picks its backend while it is imported.
_WARM = ("altair", "lepdata.batch.parameters", "numpy", "pandas", "scipy.optimize", "scipy.special", "scipy.stats")
LEAST_MEMORY, OF_THE_MACHINE = 1 << 30, 0.8
WAIT = 30  # seconds for a scheduler to answer
_START_TIMEOUT = 120  # seconds
EXPECTED, SKIPPED = "raises-exception", "skip-execution"
_SHOWING = ("stream", "display_data", "update_display_data", "execute_result", "error")
_DIED = "the notebook's process died (too little memory, a crash, or its connection closed)"
# What to look for first (most texts have none, which is sooner seen), the pattern, and what to show in its stead; None
# for an identifier drawn by lot by altair or pandas, which is numbered. Patterns are bounded, or a picture of 100,000
# letters without a blank would take minutes.
_DIFFERING = (
    ("ipykernel_", re.compile(r"[^\s\"'<>(]{0,300}ipykernel_\d+[\\/]\d+\.py"), "<cell>"),
    ("at 0x", re.compile(r"\bat 0x[0-9a-fA-F]{6,}"), "at 0x…"),
    ("altair-viz-", re.compile(r"(altair-viz-)[0-9a-f]{32}"), None),
    ("T_", re.compile(r"(?<![0-9A-Za-z])(T_)[0-9a-f]{5}(?=[_\"'\s{])"), None),
)
_OUR_STYLE = re.compile(r'<style class="lep-parts">.*?</style>', re.DOTALL)
_PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}

logging.getLogger("papermill").addHandler(logging.NullHandler())  # what fails is said once, by whoever asked


# --- a run of jobs


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
    report: Callable[[Result], object] | None = None,
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
    engine, books = chosen(engine), checked(jobs, force)
    marks = {job.name: fingerprint(job, data_version, books[job.notebook]) for job in jobs}
    stamps = {job.name: stamp_of(job.output) if resume else {} for job in jobs}
    results: dict[str, Result] = {}

    def settle(result: Result) -> None:
        results[result.job.name] = result
        if report:
            report(result)

    for job in jobs:
        if stamps[job.name].get("fingerprint") == marks[job.name] and stamps[job.name]["error"] is None:
            settle(Result(job, True, None, marks[job.name], resumed=True))
    left = [job for job in jobs if job.name not in results]
    at_a_time = max(1, min(workers or cpus(), len(left)))
    code = "\n".join(book.code for book in books.values())  # one module too many does no harm
    modules = (*(module for module in _WARM if module.partition(".")[0] in code), *warm)
    memory = _memory_for_each(at_a_time) if memory is None else memory
    settings = {"engine": engine, "execution_timeout": timeout, "memory": memory, "shown": shown, "warm": modules}
    with contextlib.ExitStack() as stack:
        stack.enter_context(stoppable())
        for folder in sorted({job.output.parent for job in left}):
            stack.enter_context(locked(folder))
        if engine == "fork" and left and not executor:
            warming.warm_process(modules)  # it warms up while papermill is imported here
        executor = executor or stack.enter_context(_threads(at_a_time))
        asked: dict[Future[tuple[bytes, str | None, float]], Job] = {}
        for job in left:
            stamp = {"name": job.name, "parameters": job.parameters, "fingerprint": marks[job.name]}
            own = {**settings, "folder": str(Path(job.folder).resolve()) if job.folder else ""}
            asked[executor.submit(_perform, books[job.notebook].content, stamp, own)] = job
        for done in as_completed(asked):
            job = asked.pop(done)
            settle(_written(job, done, marks[job.name]))
    return [results[job.name] for job in jobs]


def _written(job: Job, done: Future[tuple[bytes, str | None, float]], mark: str) -> Result:
    """Write the page whole or not at all; a full disk is this notebook's failure, not the batch's."""
    try:
        page, error, seconds = done.result()
    except Exception as failure:  # of the machine or the cluster
        return Result(job, False, f"{type(failure).__name__}: {failure}", mark)
    try:
        write_together({job.output: page})
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


def cpus() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _memory_for_each(workers: int) -> int:
    """Bytes that each of so many notebooks may take, so that together they leave the machine a fifth; 0 for any."""
    if sys.platform != "linux":
        return 0
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(LEAST_MEMORY, int(OF_THE_MACHINE * whole / workers))


@contextlib.contextmanager
def cluster(address: str, identity: Callable[[], str]) -> Iterator[Executor]:
    """An executor on the Dask cluster at an address, whose workers all have our `identity`."""
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


# --- how far it is


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
    with cluster(scheduler, identity) if scheduler else contextlib.nullcontext() as executor:

        def run_here(jobs: Sequence[Job], *then: Callable[[Result], object], **further: Any) -> list[Result]:
            tell = (reporter(len(jobs), log, about), *then)
            own: dict[str, Any] = {"engine": engine, "executor": executor, **settings, **further}
            return run(jobs, workers, report=lambda result: [one(result) for one in tell], **own)

        yield run_here


def reporter(total: int, style: str, about: dict[str, Any]) -> Callable[[Result], None]:
    """A function to hand to `run` as `report`: it says on standard error how far a batch is."""
    if style not in STYLES:
        raise unknown("style of log", style, STYLES)
    style = style if style != "auto" else "bar" if sys.stderr.isatty() else "quiet"
    if style == "quiet":
        return lambda result: None
    write, numbers = partial(print, file=sys.stderr, flush=True), itertools.count(1)
    if style == "json":
        write(event("start", total=total, **about))
    elif style == "bar":
        from tqdm import tqdm

        write(", ".join(f"{what} {value}" for what, value in about.items()))
        layout = "{n_fmt} of {total_fmt} |{bar:24}| {rate_fmt}, {remaining} left  {desc}"
        bar = tqdm(total=total, bar_format=layout, unit=" notebooks", dynamic_ncols=True)

    def report(result: Result) -> None:
        name, done = result.job.name, next(numbers)
        news = f"{name} (already done)" if result.resumed else name if result.ok else f"{name} FAILED: {result.error}"
        if style == "bar":
            bar.set_description_str(name, refresh=False)
            bar.update()
            if not result.ok:
                bar.write(news, file=sys.stderr)
            if done == total:
                bar.close()
        elif style == "json":
            output = str(result.job.output).replace(f"{os.sep}{BESIDE}{os.sep}", os.sep)  # where it is going to be
            found = {"ok": result.ok, "error": result.error, "resumed": result.resumed}
            count = {"seconds": round(result.seconds, 3), "done": done, "total": total}
            write(event("notebook", name=name, output=output, **found, **count))
        else:
            write(f"{done:>{len(str(total))}} of {total}  {news}")

    return report


def event(what: str, /, **about: Any) -> str:
    """A line of the log for schedulers: what happened, when, and more about it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"event": what, "time": at, **about}, ensure_ascii=False)


# --- one notebook


class Client(PapermillNotebookClient):
    """papermill's client, with an end to what a notebook may show."""

    timeout = Float(None, allow_none=True)
    clear_before_next_output: bool
    km: Any
    most, shown_so_far, leader = 0, 0, 0  # bytes; and the notebook's process

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take one message; when it is too much, keep the beginning and end the notebook's process."""
        if msg["msg_type"] in _SHOWING:
            self.shown_so_far += len(str(msg["content"]))
        if not self.too_much():
            return super().process_message(msg, cell, cell_index)
        end(self.leader)
        cell.outputs = [_stream(out.name, "".join(out.text)[:2000]) for out in cell.outputs[:1] if "text" in out]
        return None

    def too_much(self) -> bool:
        return bool(self.most) and self.shown_so_far > self.most

    def output(self, outs: list[Any], msg: Any, display_id: str | None, cell_index: int) -> Any:
        """Take one output; the usual sort without nbformat's validation, which takes longer than all the rest."""
        if self.clear_before_next_output:
            self.clear_before_next_output, outs[:] = False, []
            self.clear_display_id_mapping(cell_index)
        if display_id:
            return super().output(outs, msg, display_id, cell_index)
        content = {name: value for name, value in msg["content"].items() if name != "transient"}
        if msg["msg_type"] != "stream":
            outs.append(nbformat.from_dict({"output_type": msg["msg_type"], **content}))
        elif outs and outs[-1].get("name") == content["name"]:  # where the pieces of a stream break depends on timing
            outs[-1].text.append(content["text"])
        else:
            outs.append(_stream(**content))
        return outs[-1]


def _stream(name: str, text: str) -> NotebookNode:
    """A stream as a list of its pieces, since joining ever longer texts would take longer and longer."""
    return nbformat.from_dict({"output_type": "stream", "name": name, "text": [text]})


def _error(ename: str, evalue: str) -> NotebookNode:
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])


class KeepingEngine(Engine):
    """papermill's way in: what stops a notebook short becomes an error output of the cell that was running."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, engine: str = "fork", folder: str | None = None, **settings: Any
    ) -> None:
        """Run the cells: in this folder unless told, in an empty one of its own where it is ""."""
        given = {name: settings.get(name) for name in ("stdout_file", "stderr_file")}
        given["timeout"] = settings.get("execution_timeout")
        client = Client(nb_man, record_timing=False, kernel_name="python3", **given)
        client.log_output, client.most = bool(settings.get("log_output")), settings.get("shown", 0)
        memory, warm = settings.get("memory", 0), settings.get("warm", ())
        with tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True) as own:
            folder = os.getcwd() if folder is None else folder or own
            try:
                settle_injected(client.nb.cells)
                _in_kernel(client, folder, memory) if engine == "standard" else _in_fork(client, folder, memory, warm)
            except Exception as error:
                code = [cell for cell in nb_man.nb.cells if cell.cell_type == "code"]
                begun = [cell for cell in code if cell.metadata.papermill.get("start_time")]
                (begun or code[:1])[-1].outputs.append(_error(*_described(error, client, begun=bool(begun))))


def _described(error: Exception, client: Client, begun: bool) -> tuple[str, str]:
    if isinstance(error, UsageError):
        return "UsageError", str(error)
    if not begun:
        return "RuntimeError", f"the notebook's process did not start ({error})"
    if client.too_much():
        return "TooMuchOutput", f"the notebook showed more than {client.most / 1e6:g} MB and was stopped"
    if isinstance(error, TimeoutError | CellTimeoutError):
        return "TimeoutError", f"the cell took more than {client.timeout or 0:g} seconds and was stopped"
    return ("DeadKernelError", _DIED) if isinstance(error, DeadKernelError) else (type(error).__name__, str(error))


def _in_fork(client: Client, folder: str, memory: int, warm: Sequence[str]) -> None:
    """Send all cells to a child of a warm process, and take what it sends as messages of a kernel."""
    if not hasattr(os, "fork"):
        raise OSError("The engine lepdata-fork needs Linux or macOS; leave --engine out here.")
    client.reset_execution_trackers()
    code = [(n, one, one.metadata.get("tags", [])) for n, one in enumerate(client.nb.cells) if one.cell_type == "code"]
    wanted = [(n, one.source, EXPECTED in tags) for n, one, tags in code if one.source.strip() and SKIPPED not in tags]
    client.leader, line = warm_process(warm).fork()
    with line, held(client.leader, memory):
        with contextlib.suppress(OSError):  # that it has ended will be seen when it is listened to
            line.send((folder, wanted))
        _listen(client, line)


def _listen(client: Client, line: Any) -> None:
    manager, current = client.nb_man, None
    deadline: float | None = time.monotonic() + _START_TIMEOUT
    while True:
        if not line.poll(deadline and max(0.0, deadline - time.monotonic())):
            raise TimeoutError
        try:
            number, kind, content = json_unpacker(line.recv_bytes())
        except (EOFError, OSError) as error:
            raise DeadKernelError("Kernel died") from error
        if kind == "end":
            client.nb.metadata["language_info"] = content
            return
        if kind == "execute_input":
            current, deadline = number, client.timeout and time.monotonic() + client.timeout
            client.clear_before_next_output = False
            manager.cell_start(client.nb.cells[number], number)
        if number is None or number != current:  # a late word of an earlier cell is lost, as in a kernel
            continue
        cell = client.nb.cells[number]
        if kind == "execute_reply":
            if content["failed"]:
                manager.cell_exception(cell, number)
            manager.cell_complete(cell, number)
        elif kind in (*_SHOWING, "execute_input", "clear_output"):  # widgets' messages are left out
            headers = {"header": {"msg_type": kind}, "parent_header": {"msg_id": number}}
            client.process_message({"msg_type": kind, "content": content, **headers}, cell, number)


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernel specifications the user has under the name 'python3'."""

    @property
    def kernel_spec(self) -> KernelSpec:
        code = START + "from ipykernel import kernelapp\nkernelapp.launch_new_instance()"
        return KernelSpec(argv=[sys.executable, "-c", code, "-f", "{connection_file}"], display_name="Python 3")


def _in_kernel(client: Client, folder: str, memory: int) -> None:
    client.shutdown_kernel, client.startup_timeout = "immediate", _START_TIMEOUT
    with contextlib.ExitStack() as stack:
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True))
        client.km = ThisInterpreter(connection_file=os.path.join(own, "connection.json"))

        def hold(**_: Any) -> None:
            """Have the kernel, once it is there, ended with what it leaves in the background."""
            client.leader = client.km.provisioner.pid
            stack.enter_context(held(client.leader, memory))

        async def settled() -> None:
            """Have what nbclient called off end now: else it ends when Python next tidies up, with complaints."""
            for task in (left := asyncio.all_tasks() - {asyncio.current_task()}):
                task.cancel()
            if left:
                await asyncio.wait(left)

        client.on_notebook_start = hold
        stack.callback(run_sync(settled))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # what matters is in the outputs
        client.execute(cwd=folder, env=environment(own), cleanup_kc=True, **quiet)


def _perform(book: bytes, stamp: dict[str, Any], settings: dict[str, Any]) -> tuple[bytes, str | None, float]:
    start, whole, kernel = time.perf_counter(), json.loads(book), {"kernel_name": "python3", "language": "python"}
    whole["nbformat_minor"] = max(5, whole.get("nbformat_minor", 0))
    for number, cell in enumerate(whole["cells"], start=1):  # identifiers missing or double would be complained of
        cell |= {"id": f"cell-{number}", "source": "".join(cell.get("source", ""))}
    notebook = load_notebook_node(nbformat.from_dict(whole))
    if stamp["parameters"]:
        notebook = parameterize_notebook(notebook, dict(stamp["parameters"]), **kernel)
    notebook = remove_error_markers(prepare_notebook_metadata(notebook, "notebook", "notebook", False))
    KeepingEngine.execute_notebook(notebook, "python3", progress_bar=False, **settings)
    error = _first_error(notebook)
    error = error and tidier()(" ".join(error.split()))[:300]
    return repeatable(notebook, {**stamp, "error": error}), error, time.perf_counter() - start


def _first_error(notebook: NotebookNode) -> str | None:
    """The first error that was not expected; papermill itself takes an expected one for a failure too."""
    for cell in notebook.cells:
        if EXPECTED in cell.metadata.get("tags", []):
            continue
        errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
        if cell.metadata.papermill.get("exception") and not errors:
            errors = [_error("CellFailed", "the cell failed and could not say why (too little memory?)")]
            cell.outputs += errors
        if errors:
            begins = cell.source.strip().partition("\n")[0][:60]
            return f"{errors[0].ename}: {errors[0].evalue} (in the cell “{begins}”)"
    return None


def repeatable(notebook: dict[str, Any], stamp: dict[str, Any]) -> bytes:
    """The bytes of an executed notebook: the same for the same notebook, parameters, data and versions."""
    tidy, cells, looks = tidier(), [], set[str]()
    for number, cell in enumerate(notebook["cells"], start=1):
        made = {**cell, "id": f"cell-{number}", "metadata": _own(cell.get("metadata", {}))}
        if not made["metadata"].get("tags", True):
            del made["metadata"]["tags"]
        if "outputs" in cell:
            made["outputs"] = [_shown(output, tidy, looks) for output in cell["outputs"]]
        cells.append(made)
    metadata = {**_own(notebook.get("metadata", {})), **_PYTHON, "lepdata": stamp}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)  # indented it takes a sixth more
    return (text + "\n").encode("utf-8", "backslashreplace")


def _own(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key not in ("papermill", "widgets", "execution")}


def _shown(output: dict[str, Any], tidy: Callable[..., str], looks: set[str]) -> dict[str, Any]:
    """An output made tidy: pieces joined, no line of text in place of its HTML, and a look of ours once a notebook."""
    # only an error or a warning names source files; a path that somebody prints is theirs
    said = partial(tidy, said=output["output_type"] == "error" or output.get("name") == "stderr")
    made = {**output, "text": "".join(output["text"])} if "text" in output else dict(output)
    if "text/html" in made.get("data", {}):
        html = "".join(made["data"]["text/html"])
        for look in set(_OUR_STYLE.findall(html)):
            html = html.replace(look, "") if look in looks else html
            looks.add(look)
        made["data"] = {kind: value for kind, value in made["data"].items() if kind != "text/plain"}
        made["data"]["text/html"] = html
    return {key: everywhere(value, said) for key, value in made.items()}


def tidier() -> Callable[..., str]:
    """A function that takes addresses, chance and, where code is said, folders out of one text after another."""
    names: dict[str, str] = {}
    known = {ROOT: "…", sys.prefix: "<python>", sys.base_prefix: "<python>"}  # where source files lie on this machine
    known |= {str(Path(tempfile.gettempdir()).resolve()): "<temporary>", str(Path.home()): "~"}
    innermost = sorted((place for place in known if len(place) > 3), key=len, reverse=True)
    patterns = (re.compile(rf"(?<![\w./-]){re.escape(one)}(?=[\\/][^\s\"'<>|]{{0,300}}\.py\b)") for one in innermost)
    places = tuple((place, pattern, known[place]) for place, pattern in zip(innermost, patterns, strict=True))

    def numbered(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"{match[1]}{len(names) + 1:05x}")

    def tidy(text: str, said: bool = True) -> str:
        for mark, pattern, shown in (*_DIFFERING, *(places if said else ())):
            if mark in text:
                text = pattern.sub(shown or numbered, text)
        return text

    return tidy
