"""Do one piece of work in this process: run the notebook, and give back its bytes. Imported by workers only."""

from __future__ import annotations

import copy
import json
import os
import tempfile
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import papermill_engines
from papermill.execute import prepare_notebook_metadata
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from lepdata.batch.engine import KernelDidNotStart, error_output
from lepdata.batch.jobs import Outcome, Settings, Work
from lepdata.batch.repeatable import clean, repeatable

START_TIMEOUT = 120
LONGEST_ERROR = 300
UNSAID = "the cell failed and could not say why (too little memory?)"
EXPECTED = "raises-exception"


def perform(work: Work, settings: Settings) -> Outcome:
    """Run a notebook and give it back as it is to be written.

    Parameters
    ----------
    work : Work
    settings : Settings

    Returns
    -------
    Outcome
        Never an exception for what the notebook does: its failure is in its outputs, and in `error` in one line.
    """
    start = time.perf_counter()
    again = False
    try:
        notebook = executed(work, settings)
        error = _first_error(notebook)
    except KernelDidNotStart as failure:
        notebook, error, again = untouched(work, str(failure)), str(failure), True
    if error is not None:
        error = clean(" ".join(error.split()))[:LONGEST_ERROR]
    stamp = {"name": work.name, "parameters": work.parameters, "fingerprint": work.fingerprint, "error": error}
    return Outcome(repeatable(notebook, stamp), error, again, time.perf_counter() - start)


def executed(work: Work, settings: Settings) -> nbformat.NotebookNode:
    """The executed notebook, as far as it came.

    Raises
    ------
    KernelDidNotStart
        Nothing ran.
    """
    kept: list[nbformat.NotebookNode] = []
    with tempfile.TemporaryDirectory(
        dir=settings.scratch or None, prefix="lepdata-", ignore_cleanup_errors=True
    ) as own:
        folder = work.folder or str(Path(own, "folder"))
        Path(folder).mkdir(exist_ok=True)
        engine = f"lepdata-{settings.engine}"
        # papermill's own steps, but for writing the notebook as JSON twice, which `repeatable` does once and for all
        papermill_engines.execute_notebook_with_engine(
            engine,
            prepare_notebook_metadata(_parameterised(work, engine), work.name, work.name),
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=settings.timeout,
            record_timing=False,
            shutdown_kernel="immediate",
            keep=kept.append,
            kernel_folder=folder,
            kernel_environment=_environment(own),
            memory=settings.memory,
            shown=settings.shown,
        )
    return kept[0]


def _parameterised(work: Work, engine: str) -> nbformat.NotebookNode:
    notebook = copy.deepcopy(_loaded(work.notebook))
    if not work.parameters:
        return notebook
    return parameterize_notebook(
        notebook, dict(work.parameters), kernel_name="python3", language="python", engine_name=engine
    )


@lru_cache(maxsize=1)
def _loaded(data: bytes) -> nbformat.NotebookNode:
    """The notebook as papermill loads it; a worker is often given one notebook many times."""
    return load_notebook_node(_read(data))


def _read(data: bytes) -> nbformat.NotebookNode:
    """A notebook, its cells numbered: identifiers that are missing or double would only be complained of."""
    whole = json.loads(data)
    if whole.get("nbformat") != 4:
        return nbformat.reads(data.decode("utf-8"), as_version=4)
    whole["nbformat_minor"] = max(5, whole.get("nbformat_minor", 0))
    for number, cell in enumerate(whole["cells"], start=1):
        cell["id"] = f"cell-{number}"
        cell["source"] = "".join(cell.get("source", ""))
    return nbformat.from_dict(whole)


def _environment(own: str) -> dict[str, str]:
    """A kernel's: nobody's settings, and the order of a set the same in every run."""
    return {**os.environ, "IPYTHONDIR": str(Path(own, "kernel-ipython")), "PYTHONHASHSEED": "0"}


def _first_error(notebook: Any) -> str | None:
    """The first error that was not expected; papermill itself takes an expected one for a failure too."""
    for cell in notebook.cells:
        if EXPECTED in cell.metadata.get("tags", []):
            continue
        if cell.metadata.get("papermill", {}).get("exception") and not any(map(_is_error, cell.outputs)):
            cell.outputs.append(error_output("CellFailed", UNSAID))
        for output in filter(_is_error, cell.get("outputs", [])):
            return f"{output.ename}: {output.evalue}"
    return None


def _is_error(output: Any) -> bool:
    return bool(output.output_type == "error")


def untouched(work: Work, message: str) -> nbformat.NotebookNode:
    """The notebook without outputs, and an error in front that says why it did not run."""
    notebook = _read(work.notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.cells.insert(0, nbformat.v4.new_code_cell("", outputs=[error_output("NotRun", message)]))
    return notebook
