"""Reads a refused body to its end, so that whoever sends it gets to hear the refusal."""

from __future__ import annotations

import asyncio
import contextlib
from http import HTTPStatus

from litestar.types import ASGIApp, Message, Receive, Scope, Send

DRAIN_LIMIT = 64_000_000
DRAIN_SECONDS = 10.0


class Draining:
    """ASGI middleware: answered before it has sent all, a client sees only a broken pipe."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; a 413 waits for the body, within a limit of size and time."""

        async def send_after_body(message: Message) -> None:
            refused = (
                message["type"] == "http.response.start"
                and message["status"] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            )
            if refused:
                await _drain(receive)
            await send(message)

        await self._application(scope, receive, send_after_body)


async def _drain(receive: Receive) -> None:
    taken = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while taken < DRAIN_LIMIT:
                message = await receive()
                if message["type"] != "http.request" or not message.get("more_body"):
                    return
                taken += len(message["body"])
