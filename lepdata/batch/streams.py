"""Everything a forked notebook prints, in the order in which it was printed.

What Python prints goes straight to the parent. What C code and child processes print arrives through pipes that stand
in for file descriptors 1 and 2; they are emptied before anything else is said, and by a thread while the notebook is
busy.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import io
import os
import select
import signal
import threading
from collections.abc import Callable, Iterable
from time import monotonic

NAMES = {1: "stdout", 2: "stderr"}
HELD = 1 << 14  # characters that are gathered before they are sent
WAIT = 0.1  # seconds after which what was gathered is sent anyway
PIPE = 1 << 20  # so that C code, during which no thread of Python can empty the pipe, seldom has to wait
LINUX_SET_PIPE_SIZE = 1031


class Printed:
    """What is printed, in order: `say` takes the name of a stream and a text."""

    def __init__(self, say: Callable[[str, str], None]):
        self._say = say
        self._owner = os.getpid()
        self._lock = threading.RLock()
        self._name, self._held, self._length = "", [], 0  # type: tuple[str, list[str], int]
        self._next = 0.0
        self._pipes = {descriptor: _standing_in_for(descriptor) for descriptor in NAMES}
        self._decoders = {descriptor: codecs.getincrementaldecoder("utf-8")("replace") for descriptor in NAMES}
        os.register_at_fork(before=self._before, after_in_parent=self._after, after_in_child=self._in_child)

    def _before(self) -> None:
        self._lock.acquire()  # so that a process which the notebook forks never gets a half-made state

    def _after(self) -> None:
        self._lock.release()

    def _in_child(self) -> None:
        self._lock = threading.RLock()

    def write(self, name: str, text: str) -> None:
        """Print; a process that the notebook forked prints through the pipe instead, as any child does."""
        if os.getpid() != self._owner:
            os.write(next(number for number, known in NAMES.items() if known == name), text.encode("utf-8", "replace"))
            return
        with self._lock:
            self._drain()
            self._hold(name, text)

    def flush(self) -> None:
        """Send all there is, so that what is said next comes after it."""
        if os.getpid() == self._owner:
            with self._lock:
                self._drain()
                self._send()

    def watch(self, parent: int) -> None:
        """Empty the pipes for as long as the parent is there (`parent`: a descriptor); without it, end everything."""
        poll = select.poll()
        for pipe in self._pipes.values():
            poll.register(pipe, select.POLLIN)
        poll.register(parent, 0)  # only its end is reported
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(1000 * WAIT)}
            if parent in ready:
                os.killpg(0, signal.SIGKILL)
            self.flush()

    def _drain(self) -> None:
        for descriptor, pipe in self._pipes.items():
            while data := _available(pipe):
                self._hold(NAMES[descriptor], self._decoders[descriptor].decode(data))

    def _hold(self, name: str, text: str) -> None:
        if name != self._name:
            self._send()
            self._name = name
        self._held.append(text)
        self._length += len(text)
        if self._length > HELD or monotonic() > self._next:  # at once after a pause: nobody may come to it later
            self._send()

    def _send(self) -> None:
        text = "".join(self._held)
        self._held, self._length = [], 0
        if text:
            self._next = monotonic() + WAIT
            self._say(self._name, text)


def _standing_in_for(descriptor: int) -> int:
    """The reading end of a pipe whose writing end takes the place of a descriptor."""
    reading, writing = os.pipe()
    os.dup2(writing, descriptor)
    os.close(writing)
    os.set_blocking(reading, False)
    with contextlib.suppress(OSError):  # not Linux, or not so much allowed
        fcntl.fcntl(reading, LINUX_SET_PIPE_SIZE, PIPE)
    return reading


def _available(pipe: int) -> bytes:
    try:
        return os.read(pipe, PIPE)
    except BlockingIOError:
        return b""


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a forked notebook."""

    encoding, errors = "UTF-8", "strict"

    def __init__(self, printed: Printed, descriptor: int):
        self._printed, self._descriptor = printed, descriptor

    @property
    def name(self) -> str:
        """`stdout` or `stderr`."""
        return NAMES[self._descriptor]

    def write(self, text: str) -> int:
        """Print a text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._printed.write(NAMES[self._descriptor], text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        """Print several."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Send what is held."""
        self._printed.flush()

    def fileno(self) -> int:
        """The descriptor, so that child processes can be given it."""
        return self._descriptor

    def writable(self) -> bool:
        """True."""
        return True

    def isatty(self) -> bool:
        """False, as in a kernel."""
        return False
