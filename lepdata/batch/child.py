"""The notebook's side of a fork: ipykernel's own kernel and shell, whose messages go down one line to the run."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import fcntl
import gc
import io
import logging
import os
import random
import resource
import select
import signal
import sys
import threading
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session, json_packer
from tornado.ioloop import IOLoop
from traitlets.config import Config

COLLECTED = gc.get_threshold()  # Python's own setting, as a kernel has it
PIPE, SET_PIPE_SIZE = 1 << 20, 1031  # so that C code, during which no thread of Python reads, seldom has to wait
ROOM_TO_SAY_SO = 64 << 20


class LineSession(Session):
    """Sends every message down one line, and before it whatever child processes and C code have printed meanwhile."""

    line: Connection
    owner = 0

    def attach(self, line: Connection) -> None:
        """From now on, send there; pipes stand in for file descriptors 1 and 2."""
        self.line, self.owner, self._lock = line, os.getpid(), threading.RLock()
        decoder = codecs.getincrementaldecoder("utf-8")
        self._pipes = [(name, _pipe_for(at), decoder("replace")) for at, name in ((1, "stdout"), (2, "stderr"))]

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *_: Any, **__: Any) -> Any:
        """Send the cell, the type and the content of a message; a process that the notebook forked sends nothing."""
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        if os.getpid() == self.owner:
            with self._lock:
                self.drain(message["parent_header"])
                self._tell(message["parent_header"], message["msg_type"], message["content"])
        return message

    def drain(self, parent: dict[str, Any], name: str = "", text: str = "") -> None:
        """Send what has come through the pipes, and then a text that Python prints."""
        with self._lock:
            for pipe_name, pipe, decoder in self._pipes:
                with contextlib.suppress(BlockingIOError):
                    while data := os.read(pipe, PIPE):
                        self._tell(parent, "stream", {"name": pipe_name, "text": decoder.decode(data)})
            if text:
                self._tell(parent, "stream", {"name": name, "text": text})

    def watch(self, parent: Any) -> None:
        """Empty the pipes for as long as the other end of the line is there; without it, end everything."""
        poll = select.poll()
        for _, pipe, _ in self._pipes:
            poll.register(pipe, select.POLLIN)
        poll.register(self.line, 0)  # only its end is reported
        while self.line.fileno() not in dict(poll.poll()):
            self.drain(parent())
        os.killpg(0, signal.SIGKILL)

    def _tell(self, parent: dict[str, Any], kind: str, content: Any) -> None:
        self.line.send_bytes(json_packer([parent.get("msg_id"), kind, content]))


def _pipe_for(descriptor: int) -> int:
    """The reading end of a pipe whose writing end takes the place of a descriptor."""
    reading, writing = os.pipe()
    os.dup2(writing, descriptor)
    os.close(writing)
    os.set_blocking(reading, False)
    with contextlib.suppress(OSError):  # not Linux, or not so much allowed
        fcntl.fcntl(reading, SET_PIPE_SIZE, PIPE)
    return reading


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a notebook."""

    encoding, errors, name = "UTF-8", "strict", ""

    def __init__(self, name: str, descriptor: int, made: Any):
        self.name, self._descriptor, self._kernel = name, descriptor, made

    def write(self, text: str) -> int:
        """Print; a process that the notebook forked prints through the pipe instead, as any child does."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        data = text.encode("utf-8", "backslashreplace")
        if os.getpid() == self._kernel.session.owner:
            self._kernel.session.drain(self._kernel.shell.display_pub.parent_header, self.name, data.decode())
        else:
            os.write(self._descriptor, data)
        return len(text)

    def fileno(self) -> int:
        """The descriptor, so that child processes can be given it."""
        return self._descriptor

    def writable(self) -> bool:
        """True."""
        return True


def kernel() -> Any:
    """The kernel of this process, made in the warm one, before any cell has run; its shell has run nothing."""
    if not IPythonKernel.initialized():
        main, config = sys.modules["__main__"], Config({"HistoryManager": {"enabled": False}, "Session": {"key": b""}})
        log = logging.getLogger("lepdata.kernel")
        made: Any = IPythonKernel.instance(
            config=config, session=LineSession(config=config), iopub_socket=object(), log=log
        )
        made.shell.displayhook.get_execution_count = lambda: made.execution_count
        made.shell.extension_manager.load_extension("storemagic")
        sys.modules["__main__"] = main  # the shell's, once a notebook runs
    return IPythonKernel.instance()


def live(line: Connection, folder: str) -> None:
    """Run the cells that come down the line, in a process that was just forked. Never returns."""
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    owner = os.getpid()
    try:
        task = line.recv()
        _settle_in(task, folder)
        made = kernel()
        made.session.attach(line)
        sys.stdout, sys.stderr = Stream("stdout", 1, made), Stream("stderr", 2, made)
        sys.modules["__main__"] = made.shell.user_module
        parent = lambda: made.shell.display_pub.parent_header  # noqa: E731
        threading.Thread(target=made.session.watch, args=(parent,), daemon=True, name="output").start()
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        loop.run_until_complete(_run(made, task["cells"]))
    finally:
        if os.getpid() == owner:
            os.killpg(0, signal.SIGKILL)  # with all that it started
        os._exit(0)


def _settle_in(task: dict[str, Any], folder: str) -> None:
    """Take on the asker's folder and environment, and chance of its own."""
    ours = {name: os.environ[name] for name in ("IPYTHONDIR", "PYTHONHASHSEED")}
    os.environ.clear()
    os.environ.update(task["env"] | ours)
    kernel().shell.init_environment()
    os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or "module://matplotlib_inline.backend_inline"
    if not task["cwd"]:
        os.mkdir(folder)
    os.chdir(task["cwd"] or folder)
    installed = (at for at, place in enumerate(sys.path) if place.endswith(("site-packages", "dist-packages")))
    sys.path.insert(next(installed, 0), "")  # the working folder, where IPython puts it: before what is installed
    sys.argv = ["ipykernel_launcher"]
    random.seed()
    if "numpy" in sys.modules:  # its generator would give every notebook the same numbers
        sys.modules["numpy"].random.seed()
    gc.freeze()  # what was there before is not the notebook's garbage, and looking at it would copy its pages
    gc.set_threshold(*COLLECTED)
    if task["memory"]:
        _limit_memory(kernel().shell, task["memory"])


def _limit_memory(shell: Any, most: int) -> None:
    """Have Python say MemoryError where the notebook asks for more, with some room to say it in."""
    resource.setrlimit(resource.RLIMIT_DATA, (most, most + ROOM_TO_SAY_SO))

    def show(_: Any, kind: type, value: BaseException, trace: Any, tb_offset: int | None = None) -> list[str]:
        """Show the error as any other."""
        resource.setrlimit(resource.RLIMIT_DATA, (most + ROOM_TO_SAY_SO,) * 2)
        shell.showtraceback((kind, value, trace), tb_offset=tb_offset)
        return list(shell._last_traceback or [])

    shell.set_custom_exc((MemoryError,), show)


async def _run(made: Any, cells: list[tuple[int, str, bool]]) -> None:
    """Run the cells one by one until one fails that may not; between them the notebook's own tasks go on."""
    made.io_loop = IOLoop.current()
    made.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
    for number, source, may_fail in cells:
        asked = {"header": {"msg_id": number}}
        made.set_parent([], asked)
        made.session.send(None, "execute_input", {"execution_count": made.execution_count}, asked)
        reply = await made.do_execute(source, silent=False, store_history=True, allow_stdin=False)
        if os.getpid() != made.session.owner:  # the cell forked: the copy has no more to say
            os._exit(0)
        failed = reply["status"] == "error"
        made.session.send(None, "execute_reply", {"failed": failed}, asked)
        if failed and not may_fail:
            break
        await asyncio.sleep(0)
    made.session.send(None, "end", made.language_info, {"header": {}})
