"""Stopping tidily whoever asks: Ctrl-C, a scheduler's SIGTERM, a terminal that closes."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

ASKED = ("SIGTERM", "SIGHUP")  # Windows has only the first


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """While this holds, being asked to end is the same as Ctrl-C, so that everything is put away first."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's business
        return
    numbers = [getattr(signal, name) for name in ASKED if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.default_int_handler) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
