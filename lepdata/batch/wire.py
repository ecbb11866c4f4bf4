"""Messages of Jupyter's protocol as frames on a socket: how a forked notebook and its parent talk.

A frame is the lengths of its parts, then the parts: the message as JSON, and binary buffers if it has any. JSON rather
than pickle, so that nothing a notebook sends can be more than data.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

COUNT = struct.Struct("!I")
LENGTH = struct.Struct("!Q")

Message = dict[str, Any]


def packed(message: Message, buffers: Sequence[Any] = ()) -> bytes:
    """A message as the bytes of one frame.

    Parameters
    ----------
    message : dict
        Of Jupyter's protocol; dates become text, and what JSON has no word for its `str`.
    buffers : sequence of bytes-like, optional
        Binary parts.

    Examples
    --------
    >>> frames = Frames()
    >>> [found["content"] for found in frames.feed(packed({"content": {"a": 1}}))]
    [{'a': 1}]
    """
    text = json.dumps(message, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
    parts: list[Any] = [text, *(memoryview(buffer).cast("B") for buffer in buffers)]
    lengths = b"".join(LENGTH.pack(len(part)) for part in parts)
    return b"".join((COUNT.pack(len(parts)), lengths, *parts))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


class Frames:
    """What has come in so far, cut into messages."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Message]:
        """Take more bytes and give every message that is now whole, its buffers under ``buffers``."""
        self._held += data
        while (parts := self._parts()) is not None:
            message = json.loads(parts[0].decode("utf-8", "surrogatepass"))
            message["buffers"] = parts[1:]
            yield message

    def _parts(self) -> list[bytes] | None:
        if len(self._held) < COUNT.size:
            return None
        (count,) = COUNT.unpack_from(self._held)
        start = COUNT.size + count * LENGTH.size
        if len(self._held) < start:
            return None
        lengths = [LENGTH.unpack_from(self._held, COUNT.size + n * LENGTH.size)[0] for n in range(count)]
        if len(self._held) < start + sum(lengths):
            return None
        parts = []
        for length in lengths:
            parts.append(bytes(self._held[start : start + length]))
            start += length
        del self._held[:start]
        return parts
