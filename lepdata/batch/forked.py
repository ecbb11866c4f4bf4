"""The parent's side of the fork: a kernel manager and client for nbclient, without ports.

nbclient does all it does for any kernel (outputs, display ids, widgets, tags, time limits); only what starts the
kernel, carries its messages and ends it is different. So what a notebook shows is the same, and ends sooner.
"""

from __future__ import annotations

import asyncio
import os
import socket
from queue import Empty
from typing import Any

from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from lepdata.batch import offspring, zygote
from lepdata.batch.wire import Frames, Message, packed

START = "lepdata.batch.child:start"


class Channel:
    """Messages of one kind, as nbclient asks for them."""

    def __init__(self, kernel: ForkedKernel):
        self._kernel = kernel
        self.messages: asyncio.Queue[Message | None] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> Message:
        """The next message; `queue.Empty` when time is up, DeadKernelError when there will be none."""
        self._kernel.listen()
        try:
            message = await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None
        if message is None:
            self.messages.put_nowait(None)
            raise DeadKernelError("Kernel died")
        return message

    def send(self, message: Message) -> None:
        """Send a message that somebody has made (widgets do)."""
        self._kernel.send(message)


class ForkedKernel:
    """One forked notebook: manager and client in one, as both are here for one notebook only."""

    kernel_id, ipykernel, allow_stdin = "forked", False, False

    def __init__(self) -> None:
        self.session = Session(key=b"")
        self.shell_channel, self.iopub_channel = Channel(self), Channel(self)
        self._frames = Frames()
        self._wire: socket.socket | None = None
        self._pid = self._number = 0
        self._warm: zygote.Zygote | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heard_on: asyncio.AbstractEventLoop | None = None

    @property
    def has_kernel(self) -> bool:
        """Whether it was started."""
        return self._wire is not None

    def start_kernel(
        self, cwd: str | None = None, env: dict[str, str] | None = None, memory: int = 0, **_: Any
    ) -> None:
        """Fork: from this process if it is itself a clean child of a warm one, else from a warm one started for it."""
        settings = {"cwd": str(cwd or os.getcwd()), "env": dict(os.environ if env is None else env), "memory": memory}
        if not zygote.clean:
            self._warm = zygote.own()
            self._wire, self._number = self._warm.fork(START, settings)
        else:
            from lepdata.batch.child import start

            self._wire, its = socket.socketpair()
            offspring.mine.add(self._wire.fileno())
            with its:
                self._pid = zygote.forked(start, its, settings)

    def client(self) -> ForkedKernel:
        """Itself."""
        return self

    def start_channels(self) -> None:
        """Nothing to start."""

    def stop_channels(self) -> None:
        """Nothing to stop."""

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """It is ready: what is sent waits in the socket."""

    def is_alive(self) -> bool:
        """Whether more may come."""
        return self._wire is not None

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True, **_: Any) -> str:
        """Ask for a cell to be run; the request's id."""
        content = {"code": code, "silent": False, "store_history": store_history, "stop_on_error": stop_on_error}
        return self._ask("execute_request", {**content, "user_expressions": {}, "allow_stdin": False})

    def kernel_info(self) -> str:
        """Ask what kernel it is; the request's id."""
        return self._ask("kernel_info_request", {})

    def _ask(self, kind: str, content: Message) -> str:
        message = self.session.msg(kind, content)
        self.send(message)
        return str(message["header"]["msg_id"])

    def send(self, message: Message) -> None:
        """Send a message to the kernel."""
        if self._wire is None:
            raise DeadKernelError("Kernel died")
        try:
            self._wire.sendall(packed(message))
        except OSError as error:
            raise DeadKernelError("Kernel died") from error

    def listen(self) -> None:
        """Sort what comes in into the two channels, as long as the event loop runs."""
        loop = asyncio.get_running_loop()
        if self._wire is not None and self._loop is not loop:
            self._loop = self._heard_on = loop
            loop.add_reader(self._wire, self._readable)

    def _readable(self) -> None:
        assert self._wire is not None
        try:
            data = self._wire.recv(1 << 20)
        except OSError:
            data = b""
        for message in self._frames.feed(data):
            answer = message["msg_type"].endswith("_reply")
            (self.shell_channel if answer else self.iopub_channel).messages.put_nowait(message)
        if not data:
            self._unlisten()
            self.shell_channel.messages.put_nowait(None)

    def _unlisten(self) -> None:
        if self._loop is not None and self._wire is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._wire)
        self._loop = None

    def settle(self) -> None:
        """Have what nbclient called off end now: else it ends when Python next tidies up, amid anything."""
        loop = self._heard_on
        if loop is None or loop.is_running() or loop.is_closed():
            return
        for task in (left := asyncio.all_tasks(loop)):
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))

    def shutdown_kernel(self, now: bool = True) -> None:
        """End the notebook's process and all that it started."""
        if self._wire is not None:
            self._unlisten()
            offspring.mine.discard(self._wire.fileno())
            self._wire.close()
            self._wire = None
        if self._warm is not None:
            self._warm.end(self._number)
        if self._pid:
            offspring.end_and_bury(self._pid)
            self._pid = 0

    def interrupt_kernel(self) -> None:
        """Not needed: time limits end the process."""

    def cleanup_resources(self, restart: bool = False) -> None:
        """Nothing is left."""
