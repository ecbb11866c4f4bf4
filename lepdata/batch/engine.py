"""papermill engines that keep the notebook whatever happens: one with a kernel of this interpreter, one that forks.

Only worker processes, and papermill itself by its entry point, import this: papermill is slow to load.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

LAUNCHER = Path(__file__).with_name("launch.py")
# No history file; and no warning that the loopback connection, whose messages are signed, is not encrypted as well.
KERNEL_OPTIONS = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=40")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # what matters of it is in the outputs
LONGEST_JOINED = 1_000_000  # beyond, joining would take longer and longer
KEPT_OF_TOO_MUCH = 2_000
TAKEN = ("progress_bar", "nb", "input_path", "output_path", "autosave_cell_every", "timeout", "startup_timeout")


class KernelDidNotStart(RuntimeError):
    """No cell was reached: a fault of the machine, not of the notebook, and worth a second try."""


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernel specifications the user has under the name 'python3'."""

    _spec = KernelSpec(
        argv=[sys.executable, str(LAUNCHER), "-f", "{connection_file}", *KERNEL_OPTIONS],
        display_name="Python 3",
        language="python",
    )

    @property
    def kernel_spec(self) -> KernelSpec:
        """The one specification there is."""
        return self._spec


class Client(PapermillNotebookClient):
    """papermill's client, with an end to what a notebook may show."""

    most_shown = 0
    shown_so_far = 0

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take one message of the kernel; when it is too much, keep the beginning and stop as if it had died."""
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            self.shown_so_far += _length(msg["content"])
        if not self.too_much:
            output = super().process_message(msg, cell, cell_index)
            _join(cell.outputs)
            return output
        cell.outputs = [_beginning(output) for output in cell.outputs[:1]]
        if self.task_poll_for_reply is not None:
            self.task_poll_for_reply.cancel()
        return None

    def output(self, outs: list[Any], msg: Any, display_id: str | None, cell_index: int) -> Any:
        """Take one output; the usual sort without nbformat's validation, which takes longer than all the rest."""
        hooked = self.output_hook_stack[msg["parent_header"].get("msg_id")] or self.clear_before_next_output
        if hooked or display_id or not _usual(msg["msg_type"], msg["content"]):
            return super().output(outs, msg, display_id, cell_index)
        wanted = ("data", "metadata", "execution_count")
        kept = {name: msg["content"][name] for name in wanted if name in msg["content"]}
        outs.append(nbformat.from_dict({"output_type": msg["msg_type"], **kept}))
        return outs[-1]

    @property
    def too_much(self) -> bool:
        """Whether the notebook has shown more than it may."""
        return bool(self.most_shown and self.shown_so_far > self.most_shown)


def _usual(kind: str, content: dict[str, Any]) -> bool:
    """Whether it is an expression's value, every form of it text or JSON as nbformat demands."""
    data = content.get("data")
    if kind != "execute_result" or not isinstance(data, dict) or not isinstance(content.get("metadata"), dict):
        return False
    return all(isinstance(form, str) or mime.endswith("+json") for mime, form in data.items())


def _join(outputs: list[Any]) -> None:
    """Make one of the last two outputs, where they are pieces of one stream: where it breaks depends on timing."""
    if len(outputs) > 1 and all(output.output_type == "stream" for output in outputs[-2:]):
        before, last = outputs[-2:]
        if before.name == last.name and len(before.text) < LONGEST_JOINED:
            before.text += last.text
            outputs.pop()


def _length(content: dict[str, Any]) -> int:
    if "text" in content:
        return len(content["text"])
    return sum(len(part) if isinstance(part, str) else len(str(part)) for part in content.get("data", {}).values())


def _beginning(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    if output.get("output_type") == "stream":
        output["text"] = output["text"][:KEPT_OF_TOO_MUCH] + "…\n"
        return output
    return nbformat.v4.new_output("stream", name="stdout", text="…\n")


class Standard(NBClientEngine):
    """papermill's own engine, but the notebook is kept when time is up or the kernel dead (papermill would lose it)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        keep: Callable[[Any], object] = lambda notebook: None,
        kernel_folder: str | None = None,
        kernel_environment: dict[str, str] | None = None,
        memory: int = 0,
        shown: int = 0,
        **settings: Any,
    ) -> None:
        """Run the cells; what stops them short becomes an error output of the cell that was running."""
        keep(nb_man.nb)
        settings = {name: value for name, value in settings.items() if name not in TAKEN and value is not None}
        where = {"cwd": kernel_folder or os.getcwd(), "env": kernel_environment or dict(os.environ)}
        client: Client | None = None
        try:
            with cls.kernel(where, memory) as (km, start):
                limits = {"timeout": execution_timeout, "startup_timeout": start_timeout}
                client = Client(nb_man, km=km, kernel_name=kernel_name, **limits, **settings)
                client.most_shown = shown
                client.execute(**start)
        except Exception as error:
            begun = [cell for cell in nb_man.nb.cells if cell.metadata.get("papermill", {}).get("start_time")]
            if not begun:
                raise KernelDidNotStart(f"the notebook's process did not start ({error})") from error
            said = _described(error, execution_timeout, shown if client and client.too_much else 0)
            begun[-1].setdefault("outputs", []).append(error_output(*said))
            nb_man.autosave_cell()

    @classmethod
    @contextlib.contextmanager
    def kernel(cls, where: dict[str, Any], memory: int) -> Iterator[tuple[Any, dict[str, Any]]]:
        """A kernel manager, and what nbclient is to start and to end it with."""
        where["env"]["LEPDATA_MEMORY"] = str(memory)
        scratch = where["env"].get("IPYTHONDIR", "")
        file = {"connection_file": f"{scratch}.json"} if scratch.endswith("-ipython") else {}
        yield ThisInterpreter(**file), {**where, **QUIET, "cleanup_kc": True}


class Forked(Standard):
    """The same notebook in a child forked from a warm process: no kernel to start, no ports, nothing to wait for."""

    @classmethod
    @contextlib.contextmanager
    def kernel(cls, where: dict[str, Any], memory: int) -> Iterator[tuple[Any, dict[str, Any]]]:
        """A fork in a kernel manager's clothes, ended whatever happens."""
        if not hasattr(os, "fork"):
            raise OSError("The engine lepdata-fork needs Linux or macOS; leave --engine out here.")
        from lepdata.batch.forked import ForkedKernel

        forked = ForkedKernel()
        try:
            forked.start_kernel(memory=memory, **where)
            yield forked, {}
        finally:
            forked.shutdown_kernel()
            forked.settle()


ENGINES: dict[str, type[Standard]] = {"lepdata-standard": Standard, "lepdata-fork": Forked}
for _name, _engine in ENGINES.items():
    papermill_engines.register(_name, _engine)
logging.getLogger("papermill").addHandler(logging.NullHandler())  # what fails is said once, by whoever asked


def _described(error: Exception, timeout: float | None, too_much: int) -> tuple[str, str]:
    if too_much:
        return "TooMuchOutput", f"the notebook showed more than {too_much / 1e6:g} MB and was stopped"
    if isinstance(error, CellTimeoutError):
        return "TimeoutError", f"the cell took more than {timeout or 0:g} seconds and was stopped"
    if isinstance(error, DeadKernelError):
        return "DeadKernelError", "the notebook's process died (too little memory, a crash, or its connection closed)"
    return type(error).__name__, str(error)


def error_output(ename: str, evalue: str) -> nbformat.NotebookNode:
    """An error as a notebook shows one."""
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])
