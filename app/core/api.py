"""HTTP to a hub: one client, and what is made of an answer that is no hub's."""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import ipaddress
import ssl
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import truststore

from app import __version__
from app.contract import tongue
from app.contract.errors import (
    CertificateRefused,
    InvalidInput,
    NotAHub,
    StudySpotError,
    Unreachable,
)
from app.contract.tongue import translate
from app.contract.wire import DONE_AT, encode, unwrap
from app.core.http import httpx
from app.core.outside import translated
from app.core.ports import Clock

T = TypeVar("T")

CONNECT_S = 5.0
ANSWER_S = 20.0
WHOLE_S = 60.0
"""Time limits in seconds: for a connection, between bytes of an answer, for all of a call."""

AWAY = (Unreachable, NotAHub, CertificateRefused)
"""No server of ours answers: none at all, somebody else, or one that cannot prove itself."""

CLOCKS_AGREE = timedelta(seconds=3)
"""A Date header is cut to the second and has been on its way: less is no other clock."""

MOST_BYTES = 64 * 1024 * 1024
"""An answer longer than this, unpacked, is no hub's: the largest snapshot stays well below."""

HEALTH_S = 3.0
LET_GO_S = 0.5

_START_SHOWN = 60


def server_address(typed: str) -> str:
    """The base address behind what a person typed, without a slash at the end.

    Without a scheme, https is taken, and http for this computer itself. A path `/api` at the
    end, which some copy along, is left out: the calls add it themselves.

    Raises:
        InvalidInput: when it cannot be the address of a server.
    """
    text = typed.strip()
    try:
        if "://" not in text:
            here = is_loopback(urlsplit(f"//{text}").hostname or "")
            text = f"{'http' if here else 'https'}://{text}"
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        httpx.URL(text)
    except (ValueError, httpx.InvalidURL):
        fits = False
    if not fits or " " in text or parts.username or parts.query or parts.fragment:
        raise InvalidInput(
            translate(
                "api",
                "“{typed}” is not the address of a server. "
                "It looks like https://desk.example.com or http://192.168.1.20:8765.",
            ).format(typed=typed.strip()),
            details={"field": "server"},
        )
    return text.rstrip("/").removesuffix("/api").rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether the host is this computer itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def trusted() -> ssl.SSLContext:
    """The certificates that this operating system trusts."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Api:
    """Calls to the hub at `server`; knows nothing of who is signed in.

    `on_heard` is called whenever the hub has answered. `transport` replaces the network.

    Raises:
        InvalidInput: when `server` cannot be an address.
    """

    def __init__(
        self,
        server: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.server = server
        self.on_heard: Callable[[], None] | None = None
        self._clock = clock
        self._ahead = timedelta()
        self._trusted = trusted()
        self._transport = transport
        self._client = self._new_client()
        self._under_way: set[asyncio.Task[tuple[httpx.Response, bytes]]] = set()

    async def close(self) -> None:
        """Let go of the connections; a call under way fails as `Unreachable`."""
        await self._let_go(self._client)

    async def start_over(self) -> None:
        """Let go of the connections that stand; the next call makes a new one.

        After a sleep, or by another network, they may look well and lead nowhere, and a call
        would wait for its answer until it times out. A call under way fails as `Unreachable`.
        """
        before, self._client = self._client, self._new_client()
        with contextlib.suppress(TimeoutError, httpx.HTTPError, OSError):
            async with asyncio.timeout(LET_GO_S):
                await self._let_go(before)

    def move(self, server: str) -> None:
        """Go on with the same hub at another address."""
        self.server = server
        self._client.base_url = httpx.URL(server)

    def server_now(self) -> datetime:
        """The hub's wall clock, as far as its answers tell."""
        return self.server_time(self._clock.now())

    def server_time(self, moment: datetime) -> datetime:
        """What the hub's wall clock showed when this computer's showed `moment`."""
        return moment + self._ahead

    async def request(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        token: str | None = None,
        body: object = None,
        key: str | None = None,
        done_at: datetime | None = None,
        params: dict[str, str | int] | None = None,
        limit_s: float = WHOLE_S,
    ) -> T:
        """Call and decode the answer's data as `kind`.

        Args:
            method: GET, POST, PUT or DELETE.
            path: from the server's base, with its slash.
            kind: what the data are.
            token: an access token.
            body: a record to send as JSON.
            key: an Idempotency-Key.
            done_at: when the command was given, by the hub's clock, if that was earlier.
            params: the query.
            limit_s: seconds for all of it.

        Raises:
            Unreachable: no connection, no name, no answer in time.
            CertificateRefused: the server could not prove who it is.
            NotAHub: something else answered.
            StudySpotError: what the hub said.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if key:
            headers["Idempotency-Key"] = key
        if done_at is not None:
            headers[DONE_AT] = done_at.isoformat()
        content = None
        if body is not None:
            content, headers["Content-Type"] = encode(body), "application/json"
        try:
            async with asyncio.timeout(limit_s):
                answer, told = await self._answer(
                    self._read(
                        self._client.stream(
                            method, path, content=content, headers=headers, params=params
                        )
                    )
                )
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise translated(error, self.server) from error
        self._check(answer, told)
        return unwrap(answer.status_code, told, kind)

    async def wrong(self) -> StudySpotError | None:
        """Why no server of ours answers over HTTP; None when one does, whatever it says.

        It is asked without a sign-in. A basic server may know no such page.
        """
        try:
            await self.request("GET", "/api/health", msgspec.Raw, limit_s=HEALTH_S)
        except AWAY as error:
            return None if error.details.get("status") == HTTPStatus.NOT_FOUND else error
        except StudySpotError:
            return None
        return None

    async def _read(
        self, call: AbstractAsyncContextManager[httpx.Response]
    ) -> tuple[httpx.Response, bytes]:
        """The answer with its bytes, unpacked; never more of them in memory than a hub sends."""
        parts: list[bytes] = []
        length = 0
        async with call as answer:
            async for part in answer.aiter_bytes():
                parts.append(part)
                length += len(part)
                if length > MOST_BYTES:
                    raise NotAHub(
                        translate(
                            "api",
                            "{server} answered more than {size} MB, which no StudySpot server "
                            "does; the rest was not read. Check the address, or ask whoever runs "
                            "the server.",
                        ).format(server=self.server, size=MOST_BYTES // 1024 // 1024)
                    )
        return answer, b"".join(parts)

    async def _answer(
        self, call: Coroutine[Any, Any, tuple[httpx.Response, bytes]]
    ) -> tuple[httpx.Response, bytes]:
        """The call's answer, unless its connections are let go of meanwhile."""
        task = asyncio.create_task(call)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await task
        except asyncio.CancelledError:
            asking = asyncio.current_task()
            if asking is not None and asking.cancelling():
                raise
            raise Unreachable(
                translate(
                    "api",
                    "The connection to {server} was given up for a new one. "
                    "What was asked is asked again by itself.",
                ).format(server=self.server)
            ) from None

    async def _let_go(self, client: httpx.AsyncClient) -> None:
        # Not by the client alone: a call that is just connecting would go on, and leave its
        # connection open for ever.
        for task in (calls := [*self._under_way]):
            task.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await client.aclose()

    def _new_client(self) -> httpx.AsyncClient:
        try:
            host, base = urlsplit(self.server).hostname or "", httpx.URL(self.server)
        except (ValueError, httpx.InvalidURL) as error:
            raise InvalidInput(
                translate(
                    "api", "{server} is not the address of a server. Sign in with another one."
                ).format(server=self.server)
            ) from error
        return httpx.AsyncClient(
            base_url=base,
            verify=self._trusted,
            # A proxy from the environment never leads to this computer itself.
            trust_env=not is_loopback(host),
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            headers={
                "Accept": "application/json",
                "Accept-Language": tongue.language(),
                "User-Agent": f"studyspot-desk/{__version__}",
            },
            transport=self._transport,
        )

    def _check(self, answer: httpx.Response, told: bytes) -> None:
        if answer.is_redirect:
            raise self._sent_on(answer.headers.get("location"))
        if not told.lstrip()[:1] == b"{":
            raise self._no_json(answer, told)
        self._ahead = _ahead(answer, self._clock.now(), self._ahead)
        if self.on_heard is not None:
            self.on_heard()

    def _sent_on(self, place: str | None) -> NotAHub:
        if place is None:
            words = translate(
                "api",
                "{server} sends us on to another page instead of answering. Perhaps this network "
                "wants you to sign in in a browser first, or the address is not quite right.",
            )
        else:
            words = translate(
                "api",
                "{server} sends us on to {place} instead of answering. Perhaps this network "
                "wants you to sign in in a browser first, or the address is not quite right.",
            )
        return NotAHub(words.format(server=self.server, place=place))

    def _no_json(self, answer: httpx.Response, told: bytes) -> StudySpotError:
        gateway = {
            HTTPStatus.BAD_GATEWAY,
            HTTPStatus.SERVICE_UNAVAILABLE,
            HTTPStatus.GATEWAY_TIMEOUT,
        }
        if answer.status_code in gateway:
            return Unreachable(
                translate(
                    "api",
                    "The server behind {server} is not running just now (HTTP {status}). "
                    "It is tried again by itself.",
                ).format(server=self.server, status=answer.status_code)
            )
        start = told[:_START_SHOWN].decode("utf-8", "replace").strip()
        if "<" in start:
            words = translate(
                "api",
                "{server} answered with a web page, not as a StudySpot server does (HTTP "
                "{status}). Check the address, or whether this network wants you to sign in in a "
                "browser first.",
            )
        else:
            words = translate(
                "api",
                "{server} answered with something else, not as a StudySpot server does (HTTP "
                "{status}). Check the address, or whether this network wants you to sign in in a "
                "browser first.",
            )
        return NotAHub(
            words.format(server=self.server, status=answer.status_code),
            details={"status": answer.status_code},
        )


def _ahead(answer: httpx.Response, now: datetime, known: timedelta) -> timedelta:
    try:
        told = email.utils.parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError, TypeError):
        return known
    ahead = (told if told.tzinfo else told.replace(tzinfo=UTC)) - now
    return timedelta() if abs(ahead) <= CLOCKS_AGREE else ahead
