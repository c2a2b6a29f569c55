"""The baseline of the way of a booking: a bare websocket echo on loopback."""

from __future__ import annotations

import asyncio
import time

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve


async def _echo(connection: ServerConnection) -> None:
    async for message in connection:
        await connection.send(message)


async def _round_trips(count: int) -> list[float]:
    async with serve(_echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as client:
            times = []
            for _ in range(count):
                began = time.perf_counter()
                await client.send("x" * 600)
                await client.recv()
                times.append(time.perf_counter() - began)
            return times


def round_trips(count: int = 300) -> list[float]:
    """Seconds of `count` echoes of 600 bytes, about a booking's size."""
    return asyncio.run(_round_trips(count))
