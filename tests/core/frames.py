"""Reads the websocket frames that a server sends, and lets a test remake their texts."""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable, Iterable

Edit = Callable[[str], Awaitable[Iterable[str]]]
"""From the text of one frame to the texts that pass in its place, none to drop it."""

_SWITCHED = b"HTTP/1.1 101 "
_END_OF_HEAD = b"\r\n\r\n"
_WHOLE_TEXT = 0x81
_SHORT, _TWO_BYTES, _EIGHT_BYTES = 125, 126, 127


class FrameEditor:
    """What one connection brings down: anything but a websocket's texts passes untouched.

    `edit` is asked for anew at each frame, so that a test may turn it on amid a connection.
    Frames come unmasked, whole and not compressed, as our servers send them (RFC 6455, 5.2).
    """

    def __init__(self, edit: Callable[[], Edit | None]) -> None:
        self._edit = edit
        self._waiting = b""
        self._websocket: bool | None = None

    async def feed(self, data: bytes) -> bytes:
        """What is to pass for these bytes; the start of a frame waits for its end."""
        if self._websocket is None:
            self._websocket = data.startswith(_SWITCHED)
            if self._websocket:
                head, _, data = data.partition(_END_OF_HEAD)
                return head + _END_OF_HEAD + await self.feed(data)
        if not self._websocket:
            return data
        self._waiting += data
        passing = b""
        while (sizes := _sizes(self._waiting)) is not None:
            whole, payload = sizes
            frame, self._waiting = self._waiting[:whole], self._waiting[whole:]
            passing += await self._remade(frame, frame[whole - payload :])
        return passing

    async def _remade(self, frame: bytes, payload: bytes) -> bytes:
        edit = self._edit()
        if edit is None or frame[0] != _WHOLE_TEXT:
            return frame
        return b"".join(framed(text) for text in await edit(payload.decode()))


def framed(text: str) -> bytes:
    """The text as one frame from a server."""
    payload = text.encode()
    if len(payload) <= _SHORT:
        return struct.pack("!BB", _WHOLE_TEXT, len(payload)) + payload
    if len(payload) < 1 << 16:
        return struct.pack("!BBH", _WHOLE_TEXT, _TWO_BYTES, len(payload)) + payload
    return struct.pack("!BBQ", _WHOLE_TEXT, _EIGHT_BYTES, len(payload)) + payload


def _sizes(data: bytes) -> tuple[int, int] | None:
    """The lengths of the first frame and of its payload; None until all of it is there."""
    if len(data) < 2:
        return None
    head, length = 2, data[1]
    if length == _TWO_BYTES:
        head = 4
    elif length == _EIGHT_BYTES:
        head = 10
    if len(data) < head:
        return None
    if head > 2:
        (length,) = struct.unpack("!H" if head == 4 else "!Q", data[2:head])
    return (head + length, length) if len(data) >= head + length else None
