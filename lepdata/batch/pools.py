"""Executors of our own: spawned processes everywhere, forks of a warm process where there are forks.

Both differ from `ProcessPoolExecutor` in one thing: when a process dies, the work it had in hand fails, and no other.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from lepdata.batch import offspring
from lepdata.batch.jobs import Gone
from lepdata.batch.lock import sweep

SELDOM = 50_000  # papermill makes much that lives as long as its notebook; the notebook itself has Python's own setting


class RemotePool(ThreadPoolExecutor):
    """A thread for each worker, which waits while a process does the work."""

    def __init__(self, workers: int):
        super().__init__(workers, thread_name_prefix="lepdata")
        self.stopped = False

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        """Have a function of a module run in a process."""
        return super().submit(self._remotely, fn, arguments)

    def _remotely(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        raise NotImplementedError

    def stop(self) -> None:
        """End every process, whatever it is doing, with all it started."""
        self.stopped = True
        self._end()
        self.shutdown(wait=True, cancel_futures=True)

    def _end(self) -> None:
        raise NotImplementedError


class SpawnPool(RemotePool):
    """Processes started afresh, each used for one piece of work after another."""

    def __init__(self, workers: int, leftovers: Sequence[str] = ()):
        super().__init__(workers)
        self._own, self._lock = threading.local(), threading.Lock()
        self._all: list[SpawnProcess] = []
        self._leftovers = tuple(leftovers)

    def _remotely(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        process, line = self._handed(function, arguments)
        try:
            ok, found = line.recv()
        except (EOFError, OSError):
            del self._own.worker
            process.join(1)
            raise Gone(died(process.exitcode)) from None
        if not ok:
            raise found
        return found

    def _handed(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[SpawnProcess, Connection]:
        """The worker that has the work; one that died while it had none is replaced, which is nobody's failure."""
        if hasattr(self._own, "worker") and not self._own.worker[0].is_alive():
            del self._own.worker
        process, line = self._worker()
        with contextlib.suppress(OSError):  # it will be seen when the answer is awaited
            line.send((function, arguments))
        return process, line

    def _worker(self) -> tuple[SpawnProcess, Connection]:
        if not hasattr(self._own, "worker"):
            context = multiprocessing.get_context("spawn")
            ours, its = context.Pipe()
            with self._lock:
                if self.stopped:
                    raise Gone("the run was stopped")
                process = context.Process(target=_work, args=(its, self._leftovers), daemon=True)
                process.start()
                self._all.append(process)
            its.close()
            self._own.worker = process, ours
        found: tuple[SpawnProcess, Connection] = self._own.worker
        return found

    def _end(self) -> None:
        with self._lock:
            for process in self._all:
                process.terminate()  # it ends its kernel first
        for process in self._all:
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join()


def died(status: int | None) -> str:
    """Why a process is no more, in words."""
    how = f" (signal {-status})" if status is not None and status < 0 else ""
    return f"the process that ran it died{how}; was there too little memory?"


def _work(line: Connection, leftovers: Sequence[str]) -> None:
    """Be a worker: it ends with its parent, which alone hears Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(leftovers,), daemon=True).start()
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # saves 0.8 s; see launch.py
    try:
        with contextlib.suppress(EOFError, OSError):
            while True:
                function, arguments = line.recv()
                line.send(_tried(function, arguments))
    finally:
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            sweep(leftovers)


def _tried(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except Exception as error:
        return False, error


def _end_with_parent(leftovers: Sequence[str]) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)  # the main thread ends its kernel, if it can
        threading.Event().wait(3)
        sweep(leftovers)
        os._exit(1)


class ForkPool(RemotePool):
    """Workers forked from one warm process; each forks a child of its own for every notebook."""

    def __init__(self, workers: int, warm: Sequence[str], environment: dict[str, str], leftovers: Sequence[str] = ()):
        super().__init__(workers)
        self._start = (("lepdata.batch.perform", *warm), environment, tuple(leftovers))
        self._own, self._lock = threading.local(), threading.Lock()
        self._zygote: Any = None  # of the class Zygote, which needs forks

    def _warm(self) -> Any:
        from lepdata.batch.zygote import Zygote

        with self._lock:
            if self.stopped:
                raise Gone("the run was stopped")
            if self._zygote is None or not self._zygote.alive():
                self._zygote = Zygote(*self._start)
            return self._zygote

    def _remotely(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        line = self._handed(function, arguments)
        try:
            ok, found = line.recv()
        except (EOFError, OSError):
            self._drop()
            raise Gone(died(None)) from None
        if not ok:
            raise found
        return found

    def _handed(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Connection:
        """The line to this thread's worker, which has the work and has said so.

        One that died while it had none is replaced, which is nobody's failure.
        """
        for pause in (0.0, 0.1, 1.0):  # when the warm process dies, its workers take a moment to follow
            threading.Event().wait(pause)
            try:
                if not hasattr(self._own, "line"):
                    wire, _ = self._warm().fork("lepdata.batch.pools:answer")
                    self._own.line = Connection(wire.detach())
                self._own.line.send((function, arguments))
                self._own.line.recv()
            except (EOFError, OSError, Gone):
                self._drop()
                continue
            line: Connection = self._own.line
            return line
        raise Gone(died(None))

    def _drop(self) -> None:
        if hasattr(self._own, "line"):
            self._own.line.close()
            del self._own.line

    def _end(self) -> None:
        with self._lock:
            if self._zygote is not None:
                self._zygote.close()


def answer(wire: Any) -> None:
    """What a forked worker does: one piece of work after another, and the answers down the wire."""
    offspring.mine.add(wire.fileno())
    offspring.prctl(offspring.ADOPT, 1)
    line = Connection(wire.detach())
    gc.set_threshold(SELDOM)
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, arguments = line.recv()
            line.send("begun")
            found = _tried(function, arguments)
            offspring.end_strays()
            line.send(found)
