"""A warm process that others are forked from.

It is started by exec, so it has none of its parent's threads, locks or state; it imports once what notebooks need,
never starts a thread of Python's, and then forks a child for each request. A request is a function's name and its
arguments, with one descriptor; what goes over that descriptor is between the one who asked and the child.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pickle
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from lepdata.batch import offspring
from lepdata.batch.jobs import Gone
from lepdata.batch.lock import sweep

LENGTH = struct.Struct("!Q")
LAUNCHER = Path(__file__).with_name("launch.py")


class Zygote:
    """The warm process, seen from outside. Safe to use from several threads.

    Parameters
    ----------
    warm : sequence of str
        What to import first, ``"module"``, or to call, ``"module:function"``. What cannot be imported is left out.
    environment : mapping, optional
        Its environment; that of this process unless told.
    leftovers : sequence of str
        What it removes when it ends (see `sweep`), so that nothing stays if this process is killed.
    """

    def __init__(
        self, warm: Sequence[str] = (), environment: dict[str, str] | None = None, leftovers: Sequence[str] = ()
    ):
        ours, its = socket.socketpair()
        offspring.mine.add(ours.fileno())
        with its:
            self._process = subprocess.Popen(
                [sys.executable, str(LAUNCHER), "--warm", str(its.fileno()), *leftovers],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the parent alone
            )
        self._control, self._lock, self._numbers = ours, threading.Lock(), count(1)
        self.warm(warm)

    def warm(self, names: Sequence[str]) -> None:
        """Import or call more."""
        self._ask(None, list(names))

    def fork(self, function: str, *arguments: Any) -> tuple[socket.socket, int]:
        """A child that runs ``function(wire, *arguments)``; our end of the wire, and a number to `end` it by.

        Raises
        ------
        Gone
            The warm process is no more.
        """
        ours, its = socket.socketpair()
        number = next(self._numbers)
        try:
            with its:
                self._ask(its.fileno(), (number, pickle.dumps((function, arguments))))
        except OSError as error:
            ours.close()
            raise Gone("the warm process has ended") from error
        return ours, number

    def end(self, number: int) -> None:
        """Kill a child, if it is still there, with all that it started."""
        with contextlib.suppress(OSError):
            self._ask(None, number)

    def _ask(self, descriptor: int | None, request: object) -> None:
        data = pickle.dumps(request)
        with self._lock:
            head = LENGTH.pack(len(data))
            if descriptor is None:
                self._control.sendall(head)
            else:
                socket.send_fds(self._control, [head], [descriptor])
            self._control.sendall(data)

    def alive(self) -> bool:
        """Whether it can still fork."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it and everything it forked, and wait until that is so."""
        offspring.mine.discard(self._control.fileno())
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(control: int, leftovers: Sequence[str] = ()) -> None:
    """Be the warm process (called in it alone). Ends when the other end of `control` closes."""
    offspring.prctl(offspring.ADOPT, 1)
    offspring.mine.add(control)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    bell, ring = socket.socketpair()
    for end in (bell, ring):
        end.setblocking(False)
        offspring.mine.add(end.fileno())
    signal.set_wakeup_fd(ring.fileno(), warn_on_full_buffer=False)
    children: dict[int, int] = {}
    with selectors.DefaultSelector() as waiting, socket.socket(fileno=control) as asked:
        offspring.mine.add(waiting.fileno())
        waiting.register(asked, selectors.EVENT_READ)
        waiting.register(bell, selectors.EVENT_READ)
        with contextlib.suppress(EOFError, ConnectionError):
            while True:
                for key, _ in waiting.select():
                    if key.fileobj is asked:
                        _answer(asked, children)
                    else:
                        bell.recv(4096)
                        for child in offspring.buried():
                            children.pop(child, None)
                        if not children:
                            offspring.end_strays()
    for child in children:
        offspring.end_and_bury(child)
    offspring.end_strays()
    sweep(leftovers)
    os._exit(0)


def _answer(asked: socket.socket, children: dict[int, int]) -> None:
    """Do what is asked; `children` are process ids with their numbers."""
    head, descriptors, *_ = socket.recv_fds(asked, LENGTH.size, 1)
    request = pickle.loads(_exactly(asked, LENGTH.unpack(head + _exactly(asked, LENGTH.size - len(head)))[0]))
    if isinstance(request, list):
        _warm_up(request)
    elif isinstance(request, int):
        for child in [pid for pid, number in children.items() if number == request]:
            offspring.end_and_bury(child)
            del children[child]
    else:
        with socket.socket(fileno=descriptors[0]) as wire, contextlib.suppress(OSError):  # no fork: the wire closes
            children[forked(_run, wire, request[1])] = request[0]


def _exactly(source: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = source.recv(min(length - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def _warm_up(names: Sequence[str]) -> None:
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        from lepdata.batch.child import made

        with made().shell.builtin_trap:  # some look, while they are imported, whether they are in a kernel
            for name in names:
                with contextlib.suppress(Exception):  # the notebook that needs it will say so
                    _named(name)()
    gc.collect()
    gc.freeze()  # the collector then leaves the pages alone that children share


def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found = import_module(module)
    return getattr(found, function) if function else lambda: None


def forked(function: Callable[..., object], wire: socket.socket, *arguments: Any) -> int:
    """Fork a child of this process, which must have no threads, that runs a function and ends; its process id."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        offspring.settle_in({wire.fileno()}, parent)
        function(wire, *arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _run(wire: socket.socket, data: bytes) -> None:
    global clean
    clean = True
    function, arguments = pickle.loads(data)
    _named(function)(wire, *arguments)


clean = False
"""Whether this very process came out of a warm one, has no threads, and may therefore be forked itself."""

_own: Zygote | None = None
_making = threading.Lock()


def own() -> Zygote:
    """The warm process that belongs to this one, started at the first call and ended with this process."""
    global _own
    with _making:
        if _own is None or not _own.alive():
            _own = Zygote()
        return _own
