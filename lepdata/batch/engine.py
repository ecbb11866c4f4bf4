"""Run one notebook through papermill in a kernel of this interpreter.

Only worker processes import this: papermill is slow to load.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from lepdata.batch.jobs import Job

LAUNCHER = Path(__file__).with_name("launch.py")
START_TIMEOUT = 120
# No history file; and no warning that the loopback connection, whose messages are signed, is not encrypted as well.
KERNEL_OPTIONS = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=40")
NAME = "lepdata-standard"


class KernelDidNotStart(RuntimeError):
    """No cell was reached: a fault of the machine, not of the notebook, and worth a second try."""


class NotebookFailed(Exception):
    """A cell failed; `notebook` is as far as it came, with the error among its outputs."""

    def __init__(self, message: str, notebook: nbformat.NotebookNode):
        self.notebook = notebook
        super().__init__(message)


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


class Standard(NBClientEngine):
    """papermill's own engine, but the notebook is kept when time is up or the kernel dead (papermill would lose it)."""

    notebook: nbformat.NotebookNode | None = None

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> None:
        """Run the cells; what stops them short becomes an error output of the cell that was running."""
        cls.notebook = nb_man.nb
        try:
            super().execute_managed_notebook(nb_man, kernel_name, kernel_manager_class=ThisInterpreter, **settings)
        except Exception as error:
            begun = [cell for cell in nb_man.nb.cells if cell.metadata.get("papermill", {}).get("start_time")]
            if not begun:
                raise KernelDidNotStart(f"the notebook's process did not start ({error})") from error
            begun[-1].setdefault("outputs", []).append(_error_output(*_described(error, settings)))


papermill_engines.register(NAME, Standard)
logging.getLogger("papermill").addHandler(logging.NullHandler())  # what fails is said once, by whoever asked


def _described(error: Exception, settings: dict[str, Any]) -> tuple[str, str]:
    if isinstance(error, CellTimeoutError):
        return "TimeoutError", f"the cell took more than {settings['execution_timeout']:g} seconds and was stopped"
    if isinstance(error, DeadKernelError):
        return "DeadKernelError", "the notebook's process died (was there too little memory?)"
    return type(error).__name__, str(error)


def _error_output(ename: str, evalue: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])


def execute(job: Job, timeout: float | None) -> nbformat.NotebookNode:
    """The executed notebook of a job.

    Parameters
    ----------
    job : Job
    timeout : float or None
        Seconds that one cell may take.

    Raises
    ------
    NotebookFailed
        A cell failed, took too long, or its kernel died; the notebook comes with the exception.
    KernelDidNotStart
        Nothing ran.
    """
    Standard.notebook = None
    try:
        return papermill.execute_notebook(
            str(job.notebook).replace("{", "{{").replace("}", "}}"),  # papermill takes a path for a format string
            None,
            parameters=dict(job.parameters),
            engine_name=NAME,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=timeout,
            shutdown_kernel="immediate",
        )
    except PapermillExecutionError as error:
        notebook = Standard.notebook or untouched(job)
        raise NotebookFailed(f"{error.ename}: {error.evalue}", notebook) from None


def untouched(job: Job, message: str = "") -> nbformat.NotebookNode:
    """The job's notebook without outputs; with `message`, an error in front that says why it did not run."""
    notebook = nbformat.read(job.notebook, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if message:
        first = nbformat.v4.new_code_cell("", outputs=[_error_output("NotRun", message)])
        notebook.cells.insert(0, first)
    return notebook
