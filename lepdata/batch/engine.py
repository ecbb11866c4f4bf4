"""One notebook run by papermill, in a fork or a kernel, and kept whatever happens; in bytes always the same."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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

from lepdata.batch.parameters import settle_injected
from lepdata.batch.warm import ROOT, START, end, environment, held, warm_process
from lepdata.errors import UsageError

START_TIMEOUT = 120
EXPECTED, SKIPPED = "raises-exception", "skip-execution"
SHOWING = ("stream", "display_data", "update_display_data", "execute_result", "error")
DIED = "the notebook's process died (too little memory, a crash, or its connection closed)"
# What to look for first (most texts have none, which is sooner seen), the pattern, and what to show in its stead; None
# for an identifier drawn by lot by altair or pandas, which is numbered. Patterns are bounded, or a picture of 100,000
# letters without a blank would take minutes.
_OUR_STYLE = re.compile(r'<style class="lep-parts">.*?</style>', re.DOTALL)
DIFFERING = (
    ("ipykernel_", re.compile(r"[^\s\"'<>(]{0,300}ipykernel_\d+[\\/]\d+\.py"), "<cell>"),
    ("at 0x", re.compile(r"\bat 0x[0-9a-fA-F]{6,}"), "at 0x…"),
    ("altair-viz-", re.compile(r"(altair-viz-)[0-9a-f]{32}"), None),
    ("T_", re.compile(r"(?<![0-9A-Za-z])(T_)[0-9a-f]{5}(?=[_\"'\s{])"), None),
)
PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


logging.getLogger("papermill").addHandler(logging.NullHandler())  # what fails is said once, by whoever asked


class Client(PapermillNotebookClient):
    """papermill's client, with an end to what a notebook may show."""

    timeout = Float(None, allow_none=True)
    clear_before_next_output: bool
    km: Any
    most, shown_so_far, leader = 0, 0, 0  # bytes; and the notebook's process

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take one message; when it is too much, keep the beginning and end the notebook's process."""
        if msg["msg_type"] in SHOWING:
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
                described = _described(error, client, begun=bool(begun))
                (begun or code[:1])[-1].outputs.append(_error_output(*described))


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
        elif kind in (*SHOWING, "execute_input", "clear_output"):  # widgets' messages are left out
            headers = {"header": {"msg_type": kind}, "parent_header": {"msg_id": number}}
            client.process_message({"msg_type": kind, "content": content, **headers}, cell, number)


def _received(line: Any, deadline: float | None) -> Any:
    if not line.poll(deadline and max(0.0, deadline - time.monotonic())):
        raise TimeoutError
    try:
        return json_unpacker(line.recv_bytes())
    except (EOFError, OSError) as error:
        raise DeadKernelError("Kernel died") from error


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernel specifications the user has under the name 'python3'."""

    @property
    def kernel_spec(self) -> KernelSpec:
        code = START + "from ipykernel import kernelapp\nkernelapp.launch_new_instance()"
        return KernelSpec(argv=[sys.executable, "-c", code, "-f", "{connection_file}"], display_name="Python 3")


def _in_kernel(client: Client, folder: str, memory: int) -> None:
    """Start a kernel and have papermill's client run the cells in it."""
    client.shutdown_kernel, client.startup_timeout = "immediate", START_TIMEOUT
    with contextlib.ExitStack() as stack:
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True))
        client.km = ThisInterpreter(connection_file=os.path.join(own, "connection.json"))

        def hold(**_: Any) -> None:
            """Have the kernel, once it is there, ended with what it leaves in the background."""
            client.leader = client.km.provisioner.pid
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


def _described(error: Exception, client: Client, begun: bool) -> tuple[str, str]:
    if isinstance(error, UsageError):
        return "UsageError", str(error)
    if not begun:
        return "RuntimeError", f"the notebook's process did not start ({error})"
    if client.too_much():
        return "TooMuchOutput", f"the notebook showed more than {client.most / 1e6:g} MB and was stopped"
    if isinstance(error, TimeoutError | CellTimeoutError):
        return "TimeoutError", f"the cell took more than {client.timeout or 0:g} seconds and was stopped"
    return ("DeadKernelError", DIED) if isinstance(error, DeadKernelError) else (type(error).__name__, str(error))


def _error_output(ename: str, evalue: str) -> NotebookNode:
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[f"{ename}: {evalue}"])


def perform(book: bytes, stamp: dict[str, Any], settings: dict[str, Any]) -> tuple[bytes, str | None, float]:
    """Run a notebook: its page, its failure in one line, and the seconds it took."""
    start, notebook, kernel = time.perf_counter(), _loaded(book), {"kernel_name": "python3", "language": "python"}
    if stamp["parameters"]:
        notebook = parameterize_notebook(notebook, dict(stamp["parameters"]), **kernel)
    notebook = remove_error_markers(prepare_notebook_metadata(notebook, "notebook", "notebook", False))
    KeepingEngine.execute_notebook(notebook, "python3", progress_bar=False, **settings)
    error = _first_error(notebook)
    error = error and tidier()(" ".join(error.split()))[:300]
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
            errors = [_error_output("CellFailed", "the cell failed and could not say why (too little memory?)")]
            cell.outputs += errors
        if errors:
            return f"{errors[0].ename}: {errors[0].evalue}"
    return None


def repeatable(notebook: dict[str, Any], stamp: dict[str, Any]) -> bytes:
    """The bytes of an executed notebook: the same for the same notebook, parameters, data and versions."""
    tidy = tidier()
    cells = [_cell(cell, number, tidy) for number, cell in enumerate(notebook["cells"], start=1)]
    _drop_repeated_styles(output for cell in cells for output in cell.get("outputs", ()))
    metadata = {**_own(notebook.get("metadata", {})), **PYTHON, "lepdata": stamp}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)  # indented it takes a sixth more
    return (text + "\n").encode("utf-8", "backslashreplace")


def _own(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key not in ("papermill", "widgets", "execution")}


def _once(output: dict[str, Any]) -> dict[str, Any]:
    """An output without the line of text that stands in for its HTML."""
    data = output.get("data", {})
    shown = {kind: value for kind, value in data.items() if kind != "text/plain" or "text/html" not in data}
    return {**output, "data": shown} if data else output


def _drop_repeated_styles(outputs: Iterable[dict[str, Any]]) -> None:
    """Keep a look of ours where it first stands: it holds for the whole notebook, and each table brings it."""
    seen: set[str] = set()
    for data in (output["data"] for output in outputs if "text/html" in output.get("data", {})):
        for style in set(_OUR_STYLE.findall(html := "".join(data["text/html"]))):
            html = html.replace(style, "") if style in seen else html
            seen.add(style)
        data["text/html"] = html


def _cell(cell: dict[str, Any], number: int, tidy: Callable[..., str]) -> dict[str, Any]:
    metadata = _own(cell.get("metadata", {}))
    if not metadata.get("tags", True):
        del metadata["tags"]
    cell = {**cell, "id": f"cell-{number}", "metadata": metadata}
    if "outputs" in cell:
        joined = [{**out, "text": "".join(out["text"])} if "text" in out else out for out in cell["outputs"]]
        cell["outputs"] = [_everywhere(_once(out), partial(tidy, said=_is_said_of_code(out))) for out in joined]
    return cell


def _is_said_of_code(output: dict[str, Any]) -> bool:
    """Whether an output names source files, as tracebacks and warnings do; a path that somebody prints is theirs."""
    return output["output_type"] == "error" or output.get("name") == "stderr"


def _everywhere(value: Any, tidy: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_everywhere(item, tidy) for item in value]
    return {key: _everywhere(item, tidy) for key, item in value.items()} if isinstance(value, dict) else value


def tidier() -> Callable[..., str]:
    """A function that takes addresses, chance and, where code is said, folders out of one text after another."""
    names: dict[str, str] = {}
    places = tuple(_places())

    def numbered(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"{match[1]}{len(names) + 1:05x}")

    def tidy(text: str, said: bool = True) -> str:
        for mark, pattern, shown in (*DIFFERING, *(places if said else ())):
            if mark in text:
                text = pattern.sub(shown or numbered, text)
        return text

    return tidy


def _places() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Folders of this machine where source files lie, the innermost first, and what to show in their stead."""
    known = {ROOT: "…", sys.prefix: "<python>", sys.base_prefix: "<python>"}
    known |= {str(Path(tempfile.gettempdir()).resolve()): "<temporary>", str(Path.home()): "~"}
    for place in sorted(known, key=len, reverse=True):
        if len(place) > 3:
            yield place, re.compile(rf"(?<![\w./-]){re.escape(place)}(?=[\\/][^\s\"'<>|]{{0,300}}\.py\b)"), known[place]
