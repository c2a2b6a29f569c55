"""The hub put together: every part, made once, given to those that need it."""

from __future__ import annotations

import asyncio
import email.utils
import logging
from pathlib import Path
from typing import Any

import msgspec
import socketio
from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.types import Message, Scope

from app import __version__
from app.contract.wire import DONE_AT
from app.hub import occupancy
from app.hub.accounts import Accounts
from app.hub.bookings import Bookings
from app.hub.database import Database, Publish
from app.hub.demo import sample
from app.hub.dialect import sqlite_path
from app.hub.frames import Frames
from app.hub.gateway import GRACE_SECONDS, MESSAGE_LIMIT, Gateway
from app.hub.health import Health
from app.hub.housekeeping import keep_house
from app.hub.language import Speaking, speak
from app.hub.migrate import SIGNING_KEY, kept
from app.hub.occupancy import Hold
from app.hub.passwords import Passwords
from app.hub.patience import BODY_SECONDS, HEAD_SECONDS
from app.hub.routes.answers import BODY_LIMIT, JsonBody, exception_handlers
from app.hub.routes.auth import AuthController
from app.hub.routes.bookings import BookingsController
from app.hub.routes.description import Description
from app.hub.routes.draining import Draining
from app.hub.routes.libraries import LibrariesController
from app.hub.routes.parameters import refuse_unknown
from app.hub.routes.streams import StreamsController
from app.hub.routes.streams import health as health_route
from app.hub.services import Services
from app.hub.tokens import ACCESS_SECONDS, Tokens
from app.hub.work import Clock, Emission, system_clock

ENDPOINTS = (
    AuthController,
    BookingsController,
    LibrariesController,
    StreamsController,
    health_route,
)
"""All that the REST side answers to."""

_log = logging.getLogger(__name__)


class HubSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a hub is to run; times in seconds.

    `proxies` are addresses or networks whose X-Forwarded-For is believed. `max_pages` bounds
    the database file to that many pages of 4096 bytes. `demo_pace` divides the pauses of the
    sample library's students.
    """

    host: str = "127.0.0.1"
    port: int = 0
    data: Path | None = None
    database: str | None = None
    demo: bool = False
    json_ready: bool = False
    exit_with_stdin: bool = False
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    heads_seconds: float = 20.0
    grace_seconds: float = GRACE_SECONDS
    access_seconds: int = ACCESS_SECONDS
    request_head_seconds: float = HEAD_SECONDS
    request_body_seconds: float = BODY_SECONDS
    max_pages: int | None = None
    demo_pace: float = 1.0
    demo_seed: int | None = None


def nobody(emissions: list[Emission]) -> None:
    """Nobody hears of a commit before the socket does."""
    del emissions


class Hub:
    """One hub. `open` it on the loop that serves `application`, `close` it at the end.

    `hold` takes a seat for a booking, `clock` tells the time, `committed` hears what each
    transaction brought before it is sent to anybody; tests give others.
    """

    def __init__(
        self,
        settings: HubSettings,
        *,
        hold: Hold = occupancy.hold,
        clock: Clock = system_clock,
        committed: Publish = nobody,
    ) -> None:
        self._settings = settings
        self._hold = hold
        self._clock = clock
        self._committed = committed
        self._tasks: list[asyncio.Task[None]] = []
        self._database: Database | None = None
        self._gateway: Gateway | None = None
        self._health: Health | None = None
        self.sample: sample.SampleAccount | None = None

    @property
    def folder(self) -> Path:
        """Where the data lie."""
        return sqlite_path(self._settings.data, self._settings.database).parent

    async def open(self) -> Any:
        """Open the database, begin the background tasks.

        Returns:
            The ASGI application of REST and Socket.IO.

        Raises:
            HubFailed: the data cannot be used.
        """
        speak()
        settings = self._settings
        path = sqlite_path(settings.data, settings.database)
        database = Database(path, clock=self._clock, max_pages=settings.max_pages)
        self._database = database
        await database.open()
        secret = await database.read(lambda look: kept(look.conn, SIGNING_KEY))
        tokens, passwords = Tokens(secret, settings.access_seconds), Passwords()
        bookings = Bookings(self._hold)
        gateway = Gateway(
            database,
            tokens,
            self._clock,
            origins=settings.origins,
            heads_seconds=settings.heads_seconds,
            grace_seconds=settings.grace_seconds,
        )
        self._gateway = gateway
        self._health = health = Health(database)
        services = Services(
            database=database,
            tokens=tokens,
            passwords=passwords,
            accounts=Accounts(database, tokens, passwords),
            bookings=bookings,
            gateway=gateway,
            health=health,
            clock=self._clock,
            demo=settings.demo,
        )
        database.subscribe(self._committed)
        gateway.start()
        self._begin(keep_house(database, bookings), "hub-house")
        if settings.demo:
            seed = settings.demo_seed
            self.sample = await sample.prepare(database, passwords, bookings, path.parent, seed)
            library_id = self.sample.library_id
            students = await sample.students(database, bookings, library_id, seed)
            self._begin(students.run(database, settings.demo_pace), "hub-demo")
        rest = Speaking(Draining(_rest(services, settings.origins)))
        return Frames(socketio.ASGIApp(gateway.server, rest), limit=MESSAGE_LIMIT)

    async def close(self) -> None:
        """End the tasks, the connections and the database; fine when `open` failed, or twice."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        gateway, self._gateway = self._gateway, None
        if gateway is not None:
            await gateway.stop()
        health, self._health = self._health, None
        if health is not None:
            await health.stop()
        database, self._database = self._database, None
        if database is not None:
            await database.close()

    def _begin(self, coroutine: Any, name: str) -> None:
        task = asyncio.create_task(coroutine, name=name)
        task.add_done_callback(_report)
        self._tasks.append(task)


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("%s has ended by a failure", task.get_name(), exc_info=task.exception())


def _rest(services: Services, origins: tuple[str, ...]) -> Litestar:
    """The REST application; anything it is asked is answered in the envelope."""
    cors = CORSConfig(
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["authorization", "content-type", "idempotency-key", DONE_AT.lower()],
    )
    return Litestar(
        route_handlers=ENDPOINTS,
        state=State({"services": services}),
        dto=JsonBody,
        return_dto=None,
        guards=[refuse_unknown],
        before_send=[_dated(services.clock)],
        exception_handlers=exception_handlers(),
        request_max_body_size=BODY_LIMIT,
        cors_config=cors if origins else None,
        openapi_config=OpenAPIConfig(
            title="StudySpot hub",
            version=__version__,
            path="/schema",
            use_handler_docstrings=True,
            render_plugins=[Description(path=["/", "/openapi.json"])],
        ),
        # The program's own logging stands; the framework is not to arrange another.
        logging_config=None,
    )


def _dated(clock: Clock) -> Any:
    """Puts the hub's time on every answer: a desk corrects its own clock by it."""

    async def date(message: Message, _scope: Scope) -> None:
        if message["type"] == "http.response.start":
            now = email.utils.format_datetime(clock(), usegmt=True)
            message["headers"] = [*message["headers"], (b"date", now.encode("ascii"))]

    return date
