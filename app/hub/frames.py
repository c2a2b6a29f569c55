"""Guards the socket's door: a frame that no client of ours would send ends that connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from engineio.packet import MESSAGE, packet_names
from engineio.packet import Packet as EngineFrame
from engineio.payload import Payload
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT
from socketio.packet import Packet as SocketFrame

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

PATH = "/socket.io"
NO_SENSE = 1007
"""The websocket's close code for data that cannot be understood (RFC 6455, 7.4.1)."""


class Frames:
    """An ASGI application before the socket server's.

    python-socketio writes a traceback for each frame it cannot read, and anybody can send
    such frames without end. Here a websocket that brings one is closed with 1007, and a
    polling request that does is answered with 400, or with 413 when it is too large; nothing
    is logged.
    """

    def __init__(self, application: Application, *, limit: int) -> None:
        self._application = application
        self._limit = limit

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "websocket" and scope["path"].startswith(PATH):
            receive = _watched(receive, send)
        elif scope["type"] == "http" and scope["path"].startswith(PATH):
            body = await _body(receive, self._limit)
            if body is None:
                return  # there is nobody left to answer
            if len(body) > self._limit:
                await _refuse(send, 413, "The payload is too large.")
                return
            if scope["method"] == "POST" and not _payload_has_sense(body):
                await _refuse(send, 400, "The payload has no sense.")
                return
            receive = _again(body, receive)
        await self._application(scope, receive, send)


def _watched(receive: Receive, send: Send) -> Receive:
    async def receive_sense() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        text = message.get("text")
        if text is not None and _has_sense(text):
            return message
        await send({"type": "websocket.close", "code": NO_SENSE})
        return {"type": "websocket.disconnect", "code": NO_SENSE}

    return receive_sense


async def _body(receive: Receive, limit: int) -> bytes | None:
    """The body, cut off behind `limit` bytes; None when the client has gone.

    The rest of one that is too large is read and thrown away: whoever is not listened to
    to the end does not hear the answer either.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        del body[limit + 1 :]
        if not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again


async def _refuse(send: Send, status: int, why: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": why.encode()})


def _payload_has_sense(body: bytes) -> bool:
    try:
        text = body.decode()
        if text.startswith("d="):
            text = parse_qs(text)["d"][0]
    except (UnicodeDecodeError, KeyError):
        return False
    frames = text.split("\x1e")
    # How many are too many, and what to answer then, the library says itself.
    return len(frames) > Payload.max_decode_packets or all(map(_has_sense, frames))


def _has_sense(encoded: str) -> bool:
    """Whether it is an Engine.IO frame and, if that carries a message, a Socket.IO one."""
    try:
        frame = EngineFrame(encoded_packet=encoded)
        if frame.packet_type != MESSAGE:
            return bool(frame.packet_type in range(len(packet_names)))
        message = SocketFrame(encoded_packet=frame.data)
    except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
        return False
    if not isinstance(frame.data, str):
        return False
    if message.packet_type == EVENT:
        return bool(isinstance(message.data, list) and [*map(type, message.data[:1])] == [str])
    if message.packet_type == ACK:
        return isinstance(message.data, list) and message.id is not None
    return bool(message.packet_type in {CONNECT, DISCONNECT})
