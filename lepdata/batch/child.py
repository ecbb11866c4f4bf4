"""The notebook's side of a fork: ipykernel's own kernel and shell, whose messages go down one line to the run."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import gc
import io
import logging
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session, json_packer
from tornado.ioloop import IOLoop
from traitlets.config import Config


class LineSession(Session):
    """Sends every message down one line, and before it whatever child processes and C code have printed meanwhile."""

    owner = 0

    def attach(self, line: Connection) -> None:
        """From now on, send there; files stand in for file descriptors 1 and 2."""
        self.line, self.owner, self._lock = line, os.getpid(), threading.RLock()
        decoder = codecs.getincrementaldecoder("utf-8")
        self._files = [(name, _file_for(at), decoder("replace")) for at, name in ((1, "stdout"), (2, "stderr"))]

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *_: Any, **__: Any) -> Any:
        """Send the cell, the type and the content of a message; a process that the notebook forked sends nothing."""
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        if os.getpid() == self.owner:
            self.tell(message["parent_header"], message["msg_type"], message["content"])
        return message

    def tell(self, parent: dict[str, Any], kind: str = "", content: Any = None) -> None:
        """Send what stands in the files by now, and then a message, if there is one."""
        with self._lock:
            for name, file, decoder in self._files:
                while data := file.read(1 << 20):
                    self._put(parent, "stream", {"name": name, "text": decoder.decode(data)})
            if kind:
                self._put(parent, kind, content)

    def watch(self, display: Any) -> None:
        """Send what comes into the files for as long as the other end of the line is there; then end everything."""
        while not self.line.poll(0.1):  # nothing more is sent to here
            with self._lock:  # before the cell is asked for: while the lock is waited for, another may begin
                self.tell(display.parent_header)
        os.killpg(0, signal.SIGKILL)

    def _put(self, parent: dict[str, Any], kind: str, content: Any) -> None:
        self.line.send_bytes(json_packer([parent.get("msg_id"), kind, content]))


def _file_for(descriptor: int) -> io.FileIO:
    """A file that a descriptor leads to from now on; unlike a pipe it is never full."""
    with tempfile.NamedTemporaryFile("ab") as file:
        os.dup2(file.fileno(), descriptor)
        return open(file.name, "rb", buffering=0)


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a notebook."""

    encoding, errors, name = "UTF-8", "strict", ""

    def __init__(self, name: str, descriptor: int, kernel: Any):
        self.name, self._descriptor, self._kernel = name, descriptor, kernel

    def write(self, text: str) -> int:
        """Print; a process that the notebook forked prints into the file instead, as any child does."""
        data, session = text.encode("utf-8", "backslashreplace"), self._kernel.session
        if os.getpid() == session.owner:
            parent = self._kernel.shell.display_pub.parent_header
            session.tell(parent, "stream", {"name": self.name, "text": data.decode()})
        else:
            os.write(self._descriptor, data)
        return len(text)

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True


def serve(control: int, modules: Sequence[str]) -> None:
    """Be the warm process (called in it alone): fork a child for each line that comes, until no more can."""
    asked = socket.socket(fileno=control)
    with contextlib.redirect_stderr(io.StringIO()):  # of a debugger, which nobody asked for, and of modules
        kernel = _kernel()
        _warm_up(kernel, modules)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever asked sees the end of a child by its line
    while lines := socket.recv_fds(asked, 1, 1)[1]:
        pid = os.fork()
        if not pid:
            asked.close()
            _live(kernel, Connection(lines[0]))
        os.close(lines[0])
        asked.sendall(pid.to_bytes(8, "big"))


def _kernel() -> Any:
    """The kernel that every child has a copy of; its shell has run nothing."""
    main, config = sys.modules["__main__"], Config({"HistoryManager": {"enabled": False}, "Session": {"key": b""}})
    log, session = logging.getLogger("lepdata.kernel"), LineSession(config=config)
    kernel: Any = IPythonKernel.instance(config=config, session=session, iopub_socket=object(), log=log)
    kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
    kernel.shell.extension_manager.load_extension("storemagic")
    sys.modules["__main__"] = main  # the shell's, once a notebook runs
    return kernel


def _warm_up(kernel: Any, modules: Sequence[str]) -> None:
    """Import each module, or call each "module:function", as if in a notebook."""
    with warnings.catch_warnings(), kernel.shell.builtin_trap:
        warnings.simplefilter("ignore")  # some look, while they are imported, whether they are in a kernel
        for name in modules:
            module, _, function = name.partition(":")
            with contextlib.suppress(Exception):  # the notebook that needs it will say so
                found = import_module(module)
                if function:
                    getattr(found, function)()
    gc.collect()
    gc.freeze()  # the collector then leaves the pages alone that children share


def _live(kernel: Any, line: Connection) -> None:
    """Run the cells that come down the line, in a process that was just forked. Never returns."""
    os.setsid()
    owner = os.getpid()
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        folder, cells = line.recv()
        _settle_in(folder)
        kernel.session.attach(line)
        sys.stdout, sys.stderr = Stream("stdout", 1, kernel), Stream("stderr", 2, kernel)
        sys.modules["__main__"] = kernel.shell.user_module
        threading.Thread(target=kernel.session.watch, args=[kernel.shell.display_pub], daemon=True).start()
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        loop.run_until_complete(_run(kernel, cells))
        if os.getpid() == owner:
            signal.pause()  # until it is ended, with all that it started
    finally:
        os._exit(1)


def _settle_in(folder: str) -> None:
    """Take on the notebook's folder, and chance of its own."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.chdir(folder)
    installed = (at for at, place in enumerate(sys.path) if place.endswith(("site-packages", "dist-packages")))
    sys.path.insert(next(installed, 0), "")  # the working folder, where IPython puts it: before what is installed
    sys.argv = ["ipykernel_launcher"]
    random.seed()
    if "numpy" in sys.modules:  # its generator would give every notebook the same numbers
        sys.modules["numpy"].random.seed()


async def _run(kernel: Any, cells: list[tuple[int, str, bool]]) -> None:
    """Run the cells one by one until one fails that may not; between them the notebook's own tasks go on."""
    kernel.io_loop = IOLoop.current()
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
    for number, source, may_fail in cells:
        asked = {"header": {"msg_id": number}}
        kernel.set_parent([], asked)
        kernel.session.send(None, "execute_input", {"execution_count": kernel.execution_count}, asked)
        reply = await kernel.do_execute(source, silent=False, store_history=True, allow_stdin=False)
        if os.getpid() != kernel.session.owner:  # the cell forked: the copy has no more to say
            os._exit(0)
        failed = reply["status"] == "error"
        kernel.session.send(None, "execute_reply", {"failed": failed}, asked)
        if failed and not may_fail:
            break
        await asyncio.sleep(0)
    kernel.session.send(None, "end", kernel.language_info, {"header": {}})
