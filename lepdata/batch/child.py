"""The notebook's side of the fork: a Jupyter kernel without ports.

It is ipykernel's own kernel and shell (magics, `!command`, top-level await, rich display, widgets), with the sockets of
ZeroMQ replaced by one socket to the parent. The shell is made once, in the warm parent, before any cell has run.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import socket
import sys
import threading
from types import SimpleNamespace
from typing import Any

import tornado.platform.asyncio  # noqa: F401 - loaded before the fork, as is whatever else is not used
from ipykernel.comm.manager import CommManager  # noqa: F401
from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from traitlets import Float
from traitlets.config import Config

from lepdata.batch.streams import Printed, Stream
from lepdata.batch.wire import Frames, Message, packed

COLLECTED = gc.get_threshold()  # Python's own setting, as a kernel has it
CONFIGURED = {"HistoryManager": {"enabled": False}, "Session": {"key": b"", "metadata": {}}}


class SocketSession(Session):
    """Sends every message down one socket; a process that the notebook forked sends nothing."""

    _wire: socket.socket | None = None

    def attach(self, wire: socket.socket) -> None:
        """From now on, send here."""
        self._wire, self._lock, self._owner = wire, threading.RLock(), os.getpid()

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Make a message, unless it is one, and send it; the interface of `jupyter_client.session.Session`."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content, parent, header, metadata)
        if self._wire is not None and os.getpid() == self._owner:
            frame = packed(message, buffers or ())
            with self._lock:
                self._wire.sendall(frame)
        return message


class Kernel(IPythonKernel):
    """A kernel whose messages go down one socket."""

    _execute_sleep = Float(0)  # ipykernel waits after every cell, for sockets that we have not
    iopub_socket = AnyTrait()
    shell_stream = AnyTrait()

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing is ever queued: the parent sends a cell when it has the answer to the last."""

    def answers(self, message: Message) -> Any:
        """What handles a message; None for one that is not known."""
        return self.shell_handlers.get(message["header"]["msg_type"])

    async def handle(self, message: Message) -> None:
        """Answer one request, between the two marks by which the parent knows that the answer is whole."""
        self.set_parent([], message)
        self._publish_status("busy", "shell")
        if (answer := self.answers(message)) is not None:
            self.pre_handler_hook()
            try:
                await answer(None, [], message)
            except (Exception, KeyboardInterrupt):  # of the kernel, not of a cell; as ipykernel does
                self.log.error("Exception in message handler:", exc_info=True)
            finally:
                self.post_handler_hook()
        sys.stdout.flush()
        self._publish_status("idle", "shell")


def made() -> Any:
    """The kernel of this process, made at the first call; its shell has run nothing."""
    main = sys.modules["__main__"]
    if not Kernel.initialized():
        config = Config(CONFIGURED)
        session, log = SocketSession(config=config), logging.getLogger("lepdata.kernel")
        kernel: Any = Kernel.instance(config=config, session=session, iopub_socket=object(), log=log)
        kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
        kernel.shell.extension_manager.load_extension("storemagic")
        sys.modules["__main__"] = main  # the shell's, once a notebook runs
    return Kernel.instance()


def live(wire: socket.socket) -> None:
    """Be the kernel at the other end of `wire` until that end closes. Never returns."""
    kernel = made()
    kernel.session.attach(wire)
    printed = Printed(
        lambda name, text: kernel.session.send(None, "stream", {"name": name, "text": text}, _asked(kernel))
    )
    sys.stdout, sys.stderr = Stream(printed, 1), Stream(printed, 2)
    kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
    sys.modules["__main__"] = kernel.shell.user_module
    threading.Thread(target=printed.watch, args=(wire.fileno(),), daemon=True, name="output").start()
    owner = os.getpid()
    try:
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        loop.run_until_complete(_serve(kernel, wire, owner))
    finally:
        if os.getpid() == owner:
            printed.flush()
            os.killpg(0, signal.SIGKILL)
        os._exit(0)


def _asked(kernel: Any) -> Message:
    parent: Message = kernel.shell.display_pub.parent_header
    return {"header": parent} if parent else {}


async def _serve(kernel: Any, wire: socket.socket, owner: int) -> None:
    """Take requests one by one; between them the notebook's own tasks go on, as in any kernel."""
    kernel.io_loop = IOLoop.current()
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
    requests: asyncio.Queue[Message | None] = asyncio.Queue()
    frames = Frames()

    def readable() -> None:
        """Take what the parent has sent."""
        data = wire.recv(1 << 20)
        for message in frames.feed(data):
            requests.put_nowait(message)
        if not data:
            requests.put_nowait(None)

    asyncio.get_running_loop().add_reader(wire, readable)
    while (message := await requests.get()) is not None:
        await kernel.handle(message)
        if os.getpid() != owner:  # a cell forked: the copy has no more to say
            sys.stdout.flush()
            os._exit(0)


def start(wire: socket.socket, settings: dict[str, Any]) -> None:
    """What the forked process does: take on the asker's folder and environment, then be the kernel."""
    os.environ.clear()
    os.environ.update(settings["env"])
    made().shell.init_environment()
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    os.chdir(settings["cwd"])
    if "" not in sys.path:  # the working folder, where IPython puts it: before what is installed
        installed = (at for at, place in enumerate(sys.path) if place.endswith(("site-packages", "dist-packages")))
        sys.path.insert(next(installed, 0), "")
    sys.argv = ["ipykernel_launcher"]
    gc.freeze()  # what was there before is not the notebook's garbage, and looking at it would copy its pages
    gc.set_threshold(*COLLECTED)
    _limit_memory(made(), settings["memory"])
    live(wire)


def _limit_memory(kernel: Any, most: int) -> None:
    """Have Python say MemoryError where the notebook asks for more, while the machine still has some."""
    if not most:
        return
    import resource

    to_tell_it = 64 << 20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most + to_tell_it))

    def told(shell: Any, kind: type, value: BaseException, trace: Any, tb_offset: int | None = None) -> list[str]:
        """Show the error with some room more to do it in."""
        resource.setrlimit(resource.RLIMIT_DATA, (most + to_tell_it,) * 2)
        shell.showtraceback((kind, value, trace), tb_offset=tb_offset)
        return list(shell._last_traceback or [])

    kernel.shell.set_custom_exc((MemoryError,), told)
