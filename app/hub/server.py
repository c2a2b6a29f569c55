"""Runs a hub as a process: the port, the line that says it is ready, signals, the way out."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from app.contract.errors import HubFailed, StudySpotError
from app.hub import occupancy
from app.hub.database import Publish
from app.hub.frames import Application
from app.hub.gateway import MESSAGE_LIMIT
from app.hub.hub import Hub, HubSettings, nobody
from app.hub.occupancy import Hold
from app.hub.patience import PatientBodies, PatientHttp

ORIGINS_VARIABLE = "CORS_ORIGINS"
OWN_ADDRESSES = ("127.0.0.1", "::1")
FAILED = 1
SHORTAGE_SECONDS = 3600.0
"""So long the hub says no more of a shortage of files that it has said."""

_log = logging.getLogger(__name__)


def serve(
    *,
    host: str,
    port: int,
    data: Path | None,
    database: str | None,
    demo: bool,
    json_ready: bool,
    exit_with_stdin: bool,
    proxies: tuple[str, ...] = (),
) -> int:
    """Run a hub until it is told to end; what the command line calls.

    Pages from other origins are let in by the environment's CORS_ORIGINS, a list with commas.
    `proxies` are addresses or networks from which X-Forwarded-For is believed, besides this
    computer's own.

    Returns:
        The exit code: 0 after a signal or the end of standard input, 1 when the hub could
        not start, with one line on standard error saying why.
    """
    origins = os.environ.get(ORIGINS_VARIABLE, "").split(",")
    return run(
        HubSettings(
            host=host,
            port=port,
            data=data,
            database=database,
            demo=demo,
            json_ready=json_ready,
            exit_with_stdin=exit_with_stdin,
            origins=tuple(origin.strip() for origin in origins if origin.strip()),
            proxies=proxies,
        )
    )


def run(settings: HubSettings, *, hold: Hold = occupancy.hold, committed: Publish = nobody) -> int:
    """Run a hub with all its settings; as `serve`. For `hold` and `committed` see `Hub`."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(_run(settings, hold, committed))
    except StudySpotError as error:
        sys.stderr.write(f"studyspot-desk: {error.title}: {error.message}\n")
        return FAILED
    return 0


async def _run(settings: HubSettings, hold: Hold, committed: Publish) -> None:
    asyncio.get_running_loop().set_exception_handler(Shortage())
    ending = asyncio.Event()
    listener = _bind(settings.host, settings.port)
    bound = listener.getsockname()[:2]
    hub = Hub(settings, hold=hold, committed=committed)
    with contextlib.closing(listener), _signals(ending):
        if settings.exit_with_stdin:
            _follow_stdin(ending)
        try:
            application = await hub.open()
            server = _Server(_configuration(application, settings), ending)
            serving = asyncio.create_task(server.serve([listener]), name="hub-http")
            serving.add_done_callback(lambda _: server.give_up())
            await server.listening.wait()
            if not serving.done():
                _say_ready(settings, hub, *bound)
            await ending.wait()
            # Sockets first: a polling request that waits for events would hold the rest up.
            await hub.close()
            await serving
        finally:
            await hub.close()


class Shortage:
    """A loop's exception handler that says in words, and not at each try, that files ran out.

    The loop tries to accept connections every second, often many times at once, and would
    write a traceback for each. It says so again after `seconds`; all else is left to the loop.
    """

    def __init__(self, seconds: float = SHORTAGE_SECONDS) -> None:
        self._seconds = seconds
        self._silent_until = 0.0

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Tell of what went wrong in the loop."""
        error = context.get("exception")
        short = isinstance(error, OSError) and error.errno in {errno.EMFILE, errno.ENFILE}
        if not short or "socket" not in context:
            loop.default_exception_handler(context)
        elif time.monotonic() >= self._silent_until:
            self._silent_until = time.monotonic() + self._seconds
            _log.error(
                "The hub takes no new connections for now, because it has as many files and "
                "connections open as it may. Raise the limit of open files, such as by "
                "ulimit -n, and start it again, or let fewer clients connect."
            )


class _Server(uvicorn.Server):
    """uvicorn in this program's loop; waits for an event where it would look ten times a second."""

    def __init__(self, config: uvicorn.Config, ending: asyncio.Event) -> None:
        super().__init__(config)
        self._ending = ending
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals to the program."""
        yield

    def give_up(self) -> None:
        """Let nobody wait for a server that has ended."""
        self.listening.set()
        self._ending.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        """Wait for the end."""
        await self._ending.wait()


class _WebSocket(WebSocketsSansIOProtocol):
    """Ends also while the client says goodbye: uvicorn 0.54 sends a second close and fails."""

    def shutdown(self) -> None:
        """Close the connection; what calls for it is the end of the server."""
        try:
            super().shutdown()
        except InvalidState:
            self.transport.close()


def _configuration(application: Application, settings: HubSettings) -> uvicorn.Config:
    class Http(PatientHttp):
        seconds = settings.request_head_seconds

    return uvicorn.Config(
        PatientBodies(application, seconds=settings.request_body_seconds),
        lifespan="off",
        http=Http,
        ws=_WebSocket,
        log_config=None,
        # Its warnings are about strangers' broken requests, which anybody can send without end.
        log_level="error",
        access_log=False,
        server_header=False,
        # Its text is renewed by the loop that is not run here; the hub writes its own.
        date_header=False,
        # Behind a proxy all would have its address, and one's wrong passwords brake everybody.
        proxy_headers=True,
        forwarded_allow_ips=[*OWN_ADDRESSES, *settings.proxies],
        ws_max_size=MESSAGE_LIMIT,
        # Engine.IO has its own pings; events are small and wanted at once.
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )


def _bind(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise HubFailed(
            f"The hub cannot listen on {host}: there is no such address here. "
            "Use --host 127.0.0.1 for this computer, or 0.0.0.0 for the whole network."
        ) from error
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let two programs have one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Here and not later: another program may have bound the port too and not listen yet.
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise _cannot_listen(host, port, error) from error
    listener.setblocking(False)
    return listener


def _cannot_listen(host: str, port: int, error: OSError) -> HubFailed:
    if error.errno == errno.EADDRINUSE:
        return HubFailed(
            f"The hub cannot listen on port {port}, because another program uses it. "
            "End that program, or choose another port with --port (0 takes a free one)."
        )
    if error.errno == errno.EACCES:
        return HubFailed(
            f"The hub may not listen on port {port}. Choose a port above 1023 with --port."
        )
    return HubFailed(
        f"The hub cannot listen on {host}, port {port}: {error.strerror}. "
        "Use --host 127.0.0.1 for this computer, or 0.0.0.0 for the whole network."
    )


def _say_ready(settings: HubSettings, hub: Hub, host: str, port: int) -> None:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - shown, not bound
    shown = everywhere.get(host, f"[{host}]" if ":" in host else host)
    address, data = f"http://{shown}:{port}", str(hub.folder)
    sample = hub.sample
    if settings.json_ready:
        account = None if sample is None else {"email": sample.email, "password": sample.password}
        line = json.dumps({"listening": address, "data": data, "demo": account})
    else:
        line = f"StudySpot hub is listening on {address}, data in {data}"
        if sample is not None:
            line += f"; sample library: sign in as {sample.email}, password {sample.password}"
    # Whoever started the hub may have closed its end meanwhile; the hub serves all the same.
    with contextlib.suppress(OSError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def _signals(ending: asyncio.Event) -> Generator[None, None, None]:
    """End gracefully at Ctrl+C and when told to terminate."""
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(ending.set)

    wanted = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        wanted.append(signal.SIGBREAK)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _follow_stdin(ending: asyncio.Event) -> None:
    """End when standard input does: then the desk that started this hub is gone."""
    loop = asyncio.get_running_loop()
    descriptor = sys.stdin.fileno()

    def follow() -> None:
        # The descriptor itself: a thread that waits in the buffered reader holds its lock,
        # and the interpreter cannot end.
        with contextlib.suppress(OSError):
            while os.read(descriptor, 4096):
                pass
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(ending.set)

    threading.Thread(target=follow, name="hub-stdin", daemon=True).start()
