"""The processes that notebooks run in: a warm one that others are forked from, and the end of any of them.

It has none of this process's threads, locks or settings, imports once what notebooks need, and runs no cell. Python's
`forkserver` does nearly this, but there is one to a program, and each of its children runs the caller's script.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
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
    """Kill a process with all that stayed in its session."""
    number = getattr(signal, "SIGKILL", signal.SIGTERM)
    for kill in (getattr(os, "killpg", os.kill), os.kill):  # it may not have come so far as to lead
        with contextlib.suppress(OSError):
            kill(leader, number)


class WarmProcess:
    """The warm process, seen from outside. Safe to use from several threads."""

    def __init__(self, modules: Sequence[str]):
        self._own = tempfile.TemporaryDirectory(prefix="lepdata-", ignore_cleanup_errors=True)
        self._control, its = socket.socketpair()
        code = f"{START}from lepdata.stopping import end_with_parent\nend_with_parent({os.getpid()})\n"
        code += f"from lepdata.batch.child import serve\nserve({its.fileno()}, {[*modules]!r})"
        with its:
            quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            own: dict[str, Any] = {"cwd": self._own.name, "env": environment(self._own.name)}
            own |= {"pass_fds": [its.fileno()], "start_new_session": True}  # Ctrl-C is for this process alone
            self.process = subprocess.Popen([sys.executable, "-c", code], **quiet, **own)
        self._lock = threading.Lock()

    def fork(self) -> tuple[int, Connection]:
        """A new child, and the line to it (see `lepdata.batch.child`)."""
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


def environment(folder: str) -> dict[str, str]:
    """What a notebook's process finds: no settings of the user's for IPython, sets in one order, docstrings."""
    own = {"IPYTHONDIR": os.path.join(folder, "ipython"), "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": ""}
    return {**os.environ, **own}


_warm: list[WarmProcess] = []
_making = threading.Lock()


def warm_process(modules: Sequence[str] = ()) -> WarmProcess:
    """The warm process of this one, started if there is none; it ends with this process at the latest."""
    with _making:
        if not (_warm and _warm[-1].process.poll() is None):
            _warm.append(WarmProcess(modules))
        return _warm[-1]


def close() -> None:
    """End every process that was started for notebooks."""
    while _warm:
        _warm.pop().close()
    for leader in list(_leaders):
        end(leader)


atexit.register(close)  # papermill's own command ends nothing: the warm process would end by itself, with complaints
