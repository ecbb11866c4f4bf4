"""A warm process that notebooks are forked from, seen from both ends.

It is started afresh, so it has none of its parent's threads, locks or settings; it imports once what notebooks need,
starts no thread of Python's, and runs no cell. multiprocessing's `forkserver` does nearly this, but there is one to a
program, whoever started it with whatever seed for the order of sets, and each of its children runs the caller's script.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from multiprocessing import Pipe, reduction
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = str(Path(__file__).resolve().parents[2])
START = f"""import sys
sys.path[:1] = filter(None, sys.path[:1])
{ROOT!r} in sys.path or sys.path.append({ROOT!r})
sys.modules["rfc3987_syntax"] = None
"""
"""How each process starts: the working folder is not the first place to import from; this lepdata, where it is not
installed, is the last; and `rfc3987_syntax` is hidden, which comes with JupyterLab, costs 0.8 s at import, and serves
only one format check ("iri") of jsonschema, which altair imports."""


class Gone(RuntimeError):
    """The process of a notebook did not start, or ended through no fault of the notebook: worth a second try."""


class WarmProcess:
    """The warm process, seen from outside. Safe to use from several threads."""

    def __init__(self, modules: Sequence[str]):
        self._scratch = tempfile.mkdtemp(prefix="lepdata-")
        ours, its = socket.socketpair()
        code = f"{START}from lepdata.batch.warm import serve\nserve({its.fileno()}, {self._scratch!r}, {[*modules]!r})"
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=self._scratch,
                env={**os.environ, "IPYTHONDIR": os.path.join(self._scratch, "ipython"), "PYTHONHASHSEED": "0"},
                start_new_session=True,  # Ctrl-C is for the parent alone
            )
        self._control, self._lock = Connection(ours.detach()), threading.Lock()

    @contextlib.contextmanager
    def child(self, task: dict[str, Any]) -> Iterator[Connection]:
        """The line to a new child with a task (see `lepdata.batch.child`), which is ended with all it started."""
        ours, its = Pipe()
        with ours:
            with its:
                pid = self._ask(0, its)
            _children.add(pid)
            try:
                with contextlib.suppress(OSError):  # it will be seen when it is listened to
                    ours.send(task)
                yield ours
            finally:
                with contextlib.suppress(Gone):
                    self._ask(pid)
                    _children.discard(pid)

    def _ask(self, request: int, line: Connection | None = None) -> int:
        try:
            with self._lock:
                self._control.send(request)
                if line:
                    reduction.send_handle(self._control, line.fileno(), self._process.pid)
                return int(self._control.recv())
        except (OSError, EOFError) as error:
            raise Gone("the warm process has ended") from error

    def alive(self) -> bool:
        """Whether it can still fork."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it and everything it forked, and wait until that is so."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)


_warm: list[WarmProcess] = []
_children: set[int] = set()
_making = threading.Lock()


def warm_process(modules: Sequence[str] = ()) -> WarmProcess:
    """The warm process of this one, started if there is none; it ends with this process at the latest."""
    with _making:
        if not (_warm and _warm[-1].alive()):
            _warm.append(WarmProcess(modules))
        return _warm[-1]


def close() -> None:
    """End the warm process of this one, if there is one, and children that outlived theirs."""
    while _warm:
        _warm.pop().close()
    while _children:
        _kill(_children.pop())


def _kill(pid: int) -> None:
    """Kill a child with all that it started and that stayed in its session."""
    for kill in (os.killpg, os.kill):  # it may not have come so far as to lead a session
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def serve(control: int, scratch: str, modules: Sequence[str]) -> None:
    """Be the warm process (called in it alone): fork a child for each 0 and end the child of each other number."""
    asked, children = Connection(control), set[int]()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _warm_up(modules)
        while True:
            if pid := asked.recv():
                children.discard(pid)
                _end(pid, scratch)
            else:
                children.add(pid := _forked(reduction.recv_handle(asked), asked, scratch))
            asked.send(pid)
    except (EOFError, OSError):  # whoever asked is no more
        pass
    finally:
        for pid in children:
            _end(pid, scratch)
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)


def _forked(descriptor: int, asked: Connection, scratch: str) -> int:
    if pid := os.fork():
        os.close(descriptor)
        return pid
    try:
        asked.close()
        from lepdata.batch.child import live

        live(Connection(descriptor), os.path.join(scratch, str(os.getpid())))
    finally:
        os._exit(1)


def _end(pid: int, scratch: str) -> None:
    _kill(pid)
    os.waitpid(pid, 0)
    shutil.rmtree(os.path.join(scratch, str(pid)), ignore_errors=True)


def _warm_up(modules: Sequence[str]) -> None:
    """Import each module, or call each "module:function", as if in a notebook."""
    from lepdata.batch.child import kernel

    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()), kernel().shell.builtin_trap:
        warnings.simplefilter("ignore")  # some look, while they are imported, whether they are in a kernel
        for name in modules:
            module, _, function = name.partition(":")
            with contextlib.suppress(Exception):  # the notebook that needs it will say so
                found = import_module(module)
                if function:
                    getattr(found, function)()
    gc.collect()
    gc.freeze()  # the collector then leaves the pages alone that children share
