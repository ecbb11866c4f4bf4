"""What a freshly forked process has to do, and how processes are ended with everything they started."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
from collections.abc import Collection
from pathlib import Path

DIE_WITH_PARENT, ADOPT = 1, 36  # of Linux's prctl: PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER


def prctl(option: int, value: int) -> None:
    """Linux's prctl; nothing elsewhere."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def settle_in(keep: Collection[int] = (), parent: int = 0) -> None:
    """Set a forked process up: a session of its own, no descriptors of its parent's but `keep`, chance of its own.

    Parameters
    ----------
    keep : collection of int
        Descriptors above 2 that stay open, of those that `mine` holds.
    parent : int
        The process id of the one that forked; if that has ended meanwhile, so does this.
    """
    os.setsid()
    prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if parent and os.getppid() != parent:
        os._exit(1)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.set_wakeup_fd(-1)
    for descriptor in [*mine]:
        if descriptor not in keep:
            mine.discard(descriptor)
            with contextlib.suppress(OSError):
                os.close(descriptor)
    random.seed()
    if "numpy" in sys.modules:  # its generator would give every notebook the same numbers
        sys.modules["numpy"].random.seed()


mine: set[int] = set()
"""Descriptors that a process must not leave to those it forks."""


def end_group(pid: int) -> None:
    """Kill a process that leads a session, with all that it started and that stayed in it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def end_and_bury(pid: int) -> int:
    """Kill a child of this process with its session, and give its exit status (negative: the signal)."""
    end_group(pid)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)  # it may not have come so far as to lead a session
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return 0


def buried() -> list[int]:
    """Children that have ended, each with its session killed before its number can be given to another process."""
    ended: list[int] = []
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return ended
        if found is None:
            return ended
        end_group(found.si_pid)
        os.waitpid(found.si_pid, 0)
        ended.append(found.si_pid)


def end_strays(known: Collection[int] = ()) -> None:
    """Kill children that this process adopted: started by a notebook in the background, and left behind (Linux)."""
    for task in Path("/proc/self/task").glob("*/children"):
        for pid in map(int, task.read_text().split()):
            if pid not in known:
                end_and_bury(pid)
