"""The processes that notebooks run in: a warm one that others are forked from, and the end of any of them.

It has none of this process's threads, locks or settings, imports once what notebooks need, and runs no cell. Python's
`forkserver` does nearly this, but there is one to a program, and each of its children runs the caller's script. In a
child ipykernel's own kernel and shell run the cells; what they send goes down one line to the run.
"""

import asyncio
import atexit
import codecs
import contextlib
import gc
import io
import logging
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = str(Path(__file__).resolve().parents[2])
START = f"""import sys
sys.path[:1] = filter(None, sys.path[:1])
{ROOT!r} in sys.path or sys.path.append({ROOT!r})
sys.modules["rfc3987_syntax"] = None
"""
"""How each process starts: the working folder is not the first place to import from; this lepdata, where it is not
installed, is the last; and a package is hidden that comes with JupyterLab, costs 0.8 s at import, and serves one format
check of jsonschema's ("iri")."""

_leaders: set[int] = set()  # processes of notebooks; each leads a session of its own


@contextlib.contextmanager
def held(leader: int, memory: int = 0) -> Iterator[None]:
    """Hold a process to its memory, and end it with all that stayed in its session."""
    _leaders.add(leader)
    try:
        if memory and sys.platform == "linux":
            import resource

            with contextlib.suppress(ProcessLookupError):  # it will be found dead
                resource.prlimit(leader, resource.RLIMIT_DATA, (memory, memory))
        yield
    finally:
        end(leader)
        _leaders.discard(leader)


def end(leader: int) -> None:
    number = getattr(signal, "SIGKILL", signal.SIGTERM)
    for kill in (getattr(os, "killpg", os.kill), os.kill):  # it may not have come so far as to lead
        with contextlib.suppress(OSError):
            kill(leader, number)


def environment(folder: str) -> dict[str, str]:
    """What a notebook's process finds: no settings of the user's for IPython, sets in one order, docstrings."""
    own = {"IPYTHONDIR": os.path.join(folder, "ipython"), "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": ""}
    return {**os.environ, **own}


class WarmProcess:
    """The warm process, seen from outside. Safe to use from several threads."""

    def __init__(self, modules: Sequence[str]):
        self._own = tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True)
        self._control, its = socket.socketpair()
        code = f"{START}from lepdata.stopping import end_with_parent\nend_with_parent({os.getpid()})\n"
        code += f"from lepdata.batch.warm import serve\nserve({its.fileno()}, {[*modules]!r})"
        with its:
            quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            own: dict[str, Any] = {"cwd": self._own.name, "env": environment(self._own.name)}
            own |= {"pass_fds": [its.fileno()], "start_new_session": True}  # Ctrl-C is for this process alone
            self.process = subprocess.Popen([sys.executable, "-c", code], **quiet, **own)
        self._lock = threading.Lock()

    def fork(self) -> tuple[int, Connection]:
        """A new child, and the line to it (see `_live`)."""
        ours, its = Pipe()
        with its, self._lock:
            socket.send_fds(self._control, [b"."], [its.fileno()])
            if pid := int.from_bytes(self._control.recv(8), "big"):
                return pid, ours
        raise ChildProcessError("the warm process has ended")

    def close(self) -> None:
        """End it; what it forked goes on."""
        end(self.process.pid)
        self.process.wait()
        self._control.close()
        self._own.cleanup()


_warm: list[WarmProcess] = []
_making = threading.Lock()


def warm_process(modules: Sequence[str] = ()) -> WarmProcess:
    """The warm process of this one, started if there is none; it ends with this process at the latest."""
    with _making:
        if not (_warm and _warm[-1].process.poll() is None):
            _warm.append(WarmProcess(modules))
        return _warm[-1]


@atexit.register  # papermill's own command ends nothing: the warm process would end by itself, with complaints
def close() -> None:
    """End every process that was started for notebooks."""
    while _warm:
        _warm.pop().close()
    for leader in list(_leaders):
        end(leader)


# --- in the warm process, and in what is forked from it


class Channel:
    """What makes a session send all down one line, and first what child processes and C code have printed."""

    owner = 0
    msg: Callable[..., dict[str, Any]]

    def attach(self, line: Connection) -> None:
        """From now on, send there; files stand in for file descriptors 1 and 2: unlike a pipe a file is never full."""
        self.line, self.owner, self._lock, self._files = line, os.getpid(), threading.RLock(), []
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            with tempfile.NamedTemporaryFile("ab") as file:
                os.dup2(file.fileno(), descriptor)
                decoder = codecs.getincrementaldecoder("utf-8")("replace")
                self._files.append((name, io.FileIO(file.name), decoder))

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

    def _put(self, parent: dict[str, Any], kind: str, content: Any) -> None:
        from jupyter_client.session import json_packer

        self.line.send_bytes(json_packer([parent.get("msg_id"), kind, content]))

    def watch(self, display: Any) -> None:
        """Send what comes into the files for as long as the other end of the line is there; then end everything."""
        while not self.line.poll(0.1):  # nothing more is sent to here
            with self._lock:  # before the cell is asked for: while the lock is waited for, another may begin
                self.tell(display.parent_header)
        os.killpg(0, signal.SIGKILL)


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
    """Be the warm process, in it alone: load each module, call each "module:function", then fork a child a line."""
    asked = socket.socket(fileno=control)
    with contextlib.redirect_stderr(io.StringIO()):  # of a debugger, which nobody asked for, and of modules
        kernel = _kernel()
        with warnings.catch_warnings(), kernel.shell.builtin_trap:
            warnings.simplefilter("ignore")  # some look, while they are imported, whether they are in a kernel
            for module, _, function in (name.partition(":") for name in modules):
                with contextlib.suppress(Exception):  # the notebook that needs it will say so
                    found = import_module(module)
                    if function:
                        getattr(found, function)()
    gc.collect()
    gc.freeze()  # the collector then leaves the pages alone that children share
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
    from ipykernel.ipkernel import IPythonKernel
    from jupyter_client.session import Session
    from traitlets.config import Config

    main, config = sys.modules["__main__"], Config({"HistoryManager": {"enabled": False}, "Session": {"key": b""}})
    log, session = logging.getLogger("lepdata.kernel"), type("LineSession", (Channel, Session), {})(config=config)
    kernel: Any = IPythonKernel.instance(config=config, session=session, iopub_socket=object(), log=log)
    kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
    kernel.shell.extension_manager.load_extension("storemagic")
    kernel.shell.display_formatter.format("")  # makes a formatter for each kind
    sys.modules["__main__"] = main  # the shell's, once a notebook runs
    return kernel


def _live(kernel: Any, line: Connection) -> None:
    """Run the cells that come down the line, in a process that was just forked. Never returns."""
    os.setsid()
    owner = os.getpid()
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        folder, cells = line.recv()
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        os.chdir(folder)
        installed = (at for at, place in enumerate(sys.path) if place.endswith(("site-packages", "dist-packages")))
        sys.path.insert(next(installed, 0), "")  # the working folder, where IPython puts it: before what is installed
        sys.argv = ["ipykernel_launcher"]
        random.seed()  # chance of its own, as for numpy, whose generator would give every notebook the same numbers
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
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


async def _run(kernel: Any, cells: list[tuple[int, str, bool]]) -> None:
    """Run the cells one by one until one fails that may not; between them the notebook's own tasks go on."""
    from tornado.ioloop import IOLoop

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
