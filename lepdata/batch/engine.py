"""papermill engines that keep the notebook whatever happens, and the running of one notebook with one of them.

Only what runs notebooks imports this: papermill is slow to load.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import json_unpacker
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.execute import prepare_notebook_metadata, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets import Float

from lepdata.batch.repeatable import clean, repeatable
from lepdata.batch.warm import START, end, environment, held, warm_process

START_TIMEOUT = 120
EXPECTED, SKIPPED = "raises-exception", "skip-execution"
LONGEST_ERROR = 300
LONGEST_JOINED = 20_000  # beyond, joining would take longer and longer
SHOWING = ("stream", "display_data", "update_display_data", "execute_result", "error")
TAKEN = (*SHOWING, "execute_input", "clear_output")  # widgets' messages are left out
DIED = "the notebook's process died (too little memory, a crash, or its connection closed)"
UNSTARTED = "the notebook's process did not start"
UNSAID = "the cell failed and could not say why (too little memory?)"
# No history file; and no warning that the loopback connection, whose messages are signed, is not encrypted as well.
KERNEL_OPTIONS = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=40")


class Client(PapermillNotebookClient):
    """papermill's client, with an end to what a notebook may show."""

    timeout = Float(None, allow_none=True)
    most, shown_so_far, leader = 0, 0, 0  # bytes; and the notebook's process

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take one message; when it is too much, keep the beginning and end the notebook's process."""
        if msg["msg_type"] in SHOWING:
            self.shown_so_far += len(str(msg["content"]))
        if not self.too_much():
            return super().process_message(msg, cell, cell_index)
        del cell.outputs[1:]
        end(self.leader)
        return None

    def too_much(self) -> bool:
        """Whether it has shown more than it may."""
        return bool(self.most) and self.shown_so_far > self.most

    def output(self, outs: list[Any], msg: Any, display_id: str | None, cell_index: int) -> Any:
        """Take one output; the usual sort without nbformat's validation, which takes longer than all the rest."""
        if display_id or self.clear_before_next_output:
            return super().output(outs, msg, display_id, cell_index)
        content = {name: value for name, value in msg["content"].items() if name != "transient"}
        output = nbformat.from_dict({"output_type": msg["msg_type"], **content})
        last = outs[-1] if outs else {}
        if "text" in content and last.get("name") == content["name"] and len(last["text"]) < LONGEST_JOINED:
            last["text"] += content["text"]
        else:
            outs.append(output)
        return output


class KeepingEngine(Engine):
    """What both engines share: what stops a notebook short becomes an error output of the cell that was running."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        execution_timeout: float | None = None,
        shown: int = 0,
        folder: str | None = None,
        memory: int = 0,
        warm: Sequence[str] = (),
        **settings: Any,
    ) -> None:
        """Run the cells: in this folder unless told, in an empty one of its own where it is ""."""
        logs = {name: settings.get(name) for name in ("stdout_file", "stderr_file")}
        client = Client(nb_man, record_timing=False, kernel_name="python3", timeout=execution_timeout, **logs)
        client.log_output, client.most = bool(settings.get("log_output")), shown
        with tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True) as own:
            try:
                cls.run_cells(client, os.getcwd() if folder is None else folder or own, memory, warm)
            except Exception as error:
                code = [cell for cell in nb_man.nb.cells if cell.cell_type == "code"]
                begun = [cell for cell in code if cell.metadata.papermill.get("start_time")]
                found = _described(error, client) if begun else ("RuntimeError", f"{UNSTARTED} ({error})")
                (begun or code[:1])[-1].outputs.append(_error_output(*found))

    @classmethod
    def run_cells(cls, client: Client, folder: str, memory: int, warm: Sequence[str]) -> None:
        """Run the cells, or raise what stopped them."""
        raise NotImplementedError


class Fork(KeepingEngine):
    """The notebook in a child forked from a warm process: no kernel to start, no ports, nothing to wait for."""

    @classmethod
    def run_cells(cls, client: Client, folder: str, memory: int, warm: Sequence[str]) -> None:
        """Send all cells to a child, and take what it sends as messages of a kernel."""
        if not hasattr(os, "fork"):
            raise OSError("The engine lepdata-fork needs Linux or macOS; leave --engine out here.")
        client.reset_execution_trackers()
        client.leader, line = warm_process(warm).fork()
        with line, held(client.leader, memory):
            with contextlib.suppress(OSError):  # that it has ended will be seen when it is listened to
                line.send((folder, _executable(client.nb.cells)))
            _listen(client, line)


def _listen(client: Client, line: Any) -> None:
    manager, current = client.nb_man, None
    deadline: float | None = time.monotonic() + START_TIMEOUT
    while True:
        number, kind, content = _received(line, deadline)
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
        elif kind in TAKEN:
            headers = {"header": {"msg_type": kind}, "parent_header": {"msg_id": number}}
            client.process_message({"msg_type": kind, "content": content, **headers}, cell, number)


def _received(line: Any, deadline: float | None) -> Any:
    if not line.poll(deadline and max(0.0, deadline - time.monotonic())):
        raise TimeoutError
    try:
        return json_unpacker(line.recv_bytes())
    except (EOFError, OSError) as error:
        raise DeadKernelError("Kernel died") from error


def _executable(cells: Iterable[Any]) -> list[tuple[int, str, bool]]:
    """Number and source of each cell that is run, and whether it may fail."""
    code = [(n, cell.source, cell.metadata.get("tags", [])) for n, cell in enumerate(cells) if cell.cell_type == "code"]
    return [(n, source, EXPECTED in tags) for n, source, tags in code if source.strip() and SKIPPED not in tags]


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernel specifications the user has under the name 'python3'."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The one specification there is."""
        code = START + "from ipykernel import kernelapp\nkernelapp.launch_new_instance()"
        argv = [sys.executable, "-c", code, "-f", "{connection_file}", *KERNEL_OPTIONS]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class Standard(KeepingEngine):
    """The notebook in a kernel of its own; papermill itself would lose it when time is up or the kernel dead."""

    @classmethod
    def run_cells(cls, client: Client, folder: str, memory: int, warm: Sequence[str]) -> None:
        """Start a kernel and have papermill's client run the cells in it."""
        client.shutdown_kernel, client.startup_timeout = "immediate", START_TIMEOUT
        with contextlib.ExitStack() as stack:
            own = stack.enter_context(tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True))
            client.km = kernel = ThisInterpreter(connection_file=os.path.join(own, "connection.json"))

            def hold(**_: Any) -> None:
                """Have the kernel, once it is there, ended with what it leaves in the background."""
                made: Any = kernel.provisioner
                client.leader = made.pid
                stack.enter_context(held(client.leader, memory))

            client.on_notebook_start = hold
            stack.callback(run_sync(_settled))
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # what matters is in the outputs
            client.execute(cwd=folder, env=environment(own), cleanup_kc=True, **quiet)


async def _settled() -> None:
    """Have what nbclient called off end now: else it ends when Python next tidies up, with complaints."""
    for task in (left := asyncio.all_tasks() - {asyncio.current_task()}):
        task.cancel()
    if left:
        await asyncio.wait(left)


ENGINES: dict[str, type[KeepingEngine]] = {"lepdata-standard": Standard, "lepdata-fork": Fork}
for _name, _engine in ENGINES.items():
    papermill_engines.register(_name, _engine)
logging.getLogger("papermill").addHandler(logging.NullHandler())  # what fails is said once, by whoever asked


def _described(error: Exception, client: Client) -> tuple[str, str]:
    if client.too_much():
        return "TooMuchOutput", f"the notebook showed more than {client.most / 1e6:g} MB and was stopped"
    if isinstance(error, TimeoutError | CellTimeoutError):
        return "TimeoutError", f"the cell took more than {client.timeout or 0:g} seconds and was stopped"
    return ("DeadKernelError", DIED) if isinstance(error, DeadKernelError) else (type(error).__name__, str(error))


def _error_output(ename: str, evalue: str) -> NotebookNode:
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])


def perform(
    book: bytes, stamp: dict[str, Any], engine: str, settings: dict[str, Any]
) -> tuple[bytes, str | None, float]:
    """Run a notebook: its page, its failure in one line, and the seconds it took.

    Never an exception for what the notebook does, which its outputs show.
    """
    start, engine, notebook = time.perf_counter(), f"lepdata-{engine}", _loaded(book)
    if stamp["parameters"]:
        language = {"kernel_name": "python3", "language": "python"}
        notebook = parameterize_notebook(notebook, dict(stamp["parameters"]), engine_name=engine, **language)
    # papermill's own steps, but for writing the notebook as JSON twice, which `repeatable` does once and for all
    notebook = remove_error_markers(prepare_notebook_metadata(notebook, "notebook", "notebook", False))
    papermill_engines.execute_notebook_with_engine(
        engine, notebook, kernel_name="python3", progress_bar=False, **settings
    )
    error = _first_error(notebook)
    error = error and clean(" ".join(error.split()))[:LONGEST_ERROR]
    return repeatable(notebook, {**stamp, "error": error}), error, time.perf_counter() - start


def _loaded(data: bytes) -> NotebookNode:
    """The notebook as papermill loads it, its cells numbered: identifiers missing or double would be complained of."""
    whole = json.loads(data)
    whole["nbformat_minor"] = max(5, whole.get("nbformat_minor", 0))
    for number, cell in enumerate(whole["cells"], start=1):
        cell["id"] = f"cell-{number}"
        cell["source"] = "".join(cell.get("source", ""))
    return load_notebook_node(nbformat.from_dict(whole))


def _first_error(notebook: NotebookNode) -> str | None:
    """The first error that was not expected; papermill itself takes an expected one for a failure too."""
    for cell in notebook.cells:
        if EXPECTED in cell.metadata.get("tags", []):
            continue
        errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
        if cell.metadata.papermill.get("exception") and not errors:
            errors = [_error_output("CellFailed", UNSAID)]
            cell.outputs += errors
        if errors:
            return f"{errors[0].ename}: {errors[0].evalue}"
    return None
