"""How our processes end: asked to, in a sentence; and with the one that started them, whatever ended that."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

_SET_PARENT_DEATH_SIGNAL = 1  # of prctl
_LOOK = 0.5  # seconds between two looks at whether the parent is there


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM and SIGHUP (Windows has only the first) are the same as Ctrl-C for a while."""
    with contextlib.ExitStack() as stack:
        for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
            if threading.current_thread() is threading.main_thread():
                stack.callback(signal.signal, number, signal.signal(number, signal.default_int_handler))
        yield


@contextlib.contextmanager
def deaf_children() -> Iterator[None]:
    """Processes started for a while do not hear Ctrl-C: it is for the one that started them, and will end them."""
    hears = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if hears is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, hears)


def end_with_parent(parent: int) -> None:
    """From now on, end this process, whatever it does, once the one that started it is gone."""
    # Linux sees to it; elsewhere a thread looks (Windows tells nothing of a parent's end).
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before
            os._exit(1)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
