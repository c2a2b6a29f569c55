"""The hub on this computer: a child process, started, watched and started again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec

from app.contract.errors import HubFailed, InvalidInput
from app.contract.models import Credentials
from app.contract.tongue import translate
from app.core.own_process import start_own
from app.core.ports import Clock

log = logging.getLogger(__name__)

READY_S = 30.0
OWNER_S = 60.0
GOODBYE_S = 1.2
KILL_S = 0.5
LAST_WORDS_S = 0.2
FIRST_PAUSE_S, LAST_PAUSE_S = 0.5, 30.0
CALM_S = 60.0
KEPT_LINES = 20

_FULL_STOPS = ".।"


class Listening(msgspec.Struct, frozen=True):
    """The hub's own word that it is ready; `demo` is the sample library's owner."""

    listening: str
    demo: Credentials | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.listening.rpartition(":")[2])


class NewOwner(msgspec.Struct, frozen=True, kw_only=True):
    """The owner and library to create in an embedded hub."""

    name: str
    email: str
    password: str
    library: str
    seats: int
    currency: str
    timezone: str


class LocalHub:
    """Keeps an embedded hub running from `start` to `stop`.

    `on_listening` is called at each start with the address, which may be another one than
    before; `on_trouble` with a sentence when it has ended or does not start, and with None
    when it runs.
    """

    def __init__(
        self,
        data: Path,
        clock: Clock,
        *,
        demo: bool,
        port: int,
        on_listening: Callable[[Listening], None],
        on_trouble: Callable[[str | None], None],
    ) -> None:
        self._data = data
        self._clock = clock
        self.demo = demo
        self._port = port
        self._on_listening = on_listening
        self._on_trouble = on_trouble
        self._said: deque[str] = deque(maxlen=KEPT_LINES)
        self._ready: asyncio.Future[Listening] | None = None
        self._failed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to run it."""
        self._ready = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._run(), name="hub on this computer")

    async def first_listening(self) -> Listening:
        """Wait for its first start, however often that has to be tried."""
        if self._ready is None:
            raise HubFailed(translate("local hub", "The hub on this computer was not started."))
        return await asyncio.shield(self._ready)

    async def first_attempt(self) -> Listening:
        """Wait for its first start.

        That the port it had last is taken is no failure: it then starts at a free one.

        Raises:
            HubFailed: when the first attempt failed.
        """
        waits = asyncio.ensure_future(self.first_listening())
        fails = asyncio.ensure_future(self._failed.wait())
        try:
            await asyncio.wait({waits, fails}, return_when=asyncio.FIRST_COMPLETED)
            if waits.done():
                return waits.result()
            raise HubFailed(self._sentence(by_itself=False))
        finally:
            for each in (waits, fails):
                each.cancel()
            await asyncio.gather(waits, fails, return_exceptions=True)

    async def stop(self) -> None:
        """End it; it gets a moment to do so by itself."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        if self._ready is not None:
            self._ready.cancel()

    async def _run(self) -> None:
        pause = FIRST_PAUSE_S
        while True:
            began = self._clock.monotonic()
            at_once = False
            try:
                at_once = await self._live()
            except OSError as error:
                self._said.append(str(error))
            except HubFailed as error:
                self._said.append(error.message)
            if self._clock.monotonic() - began > CALM_S:
                pause = FIRST_PAUSE_S
            if at_once:
                continue
            self._failed.set()
            self._on_trouble(self._sentence(by_itself=True))
            await self._clock.sleep(pause)
            pause = min(pause * 2, LAST_PAUSE_S)

    async def _live(self) -> bool:
        """One life of the process, from its start to its end; True when the next begins at once."""
        self._said.clear()
        process = await start_own(self._arguments())
        listener = asyncio.create_task(self._listen_to(process))
        try:
            listening = await self._first_line(process)
            # Most likely somebody has the port; the next life takes another one.
            port_given_up = listening is None and self._port != 0
            if port_given_up:
                self._port = 0
            if listening is not None:
                self._port = listening.port
                if self._ready is not None and not self._ready.done():
                    self._ready.set_result(listening)
                self._on_trouble(None)
                self._on_listening(listening)
                await _drain(process.stdout)
            await process.wait()
            return port_given_up
        finally:
            await _end(process)
            await asyncio.wait({listener}, timeout=LAST_WORDS_S)
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)

    async def _first_line(self, process: asyncio.subprocess.Process) -> Listening | None:
        if process.stdout is None:
            return None
        try:
            async with asyncio.timeout(READY_S):
                line = await process.stdout.readline()
        except (TimeoutError, ValueError) as error:
            words = translate("local hub", "It did not say within {seconds} s that it is ready.")
            raise HubFailed(words.format(seconds=round(READY_S))) from error
        if not line:
            return None
        try:
            return msgspec.json.decode(line, type=Listening)
        except msgspec.MsgspecError as error:
            words = translate("local hub", "It said something else than where it listens ({why}).")
            raise HubFailed(words.format(why=error)) from error

    async def _listen_to(self, process: asyncio.subprocess.Process) -> None:
        while process.stderr is not None:
            try:
                line = await process.stderr.readline()
            except ValueError:
                continue  # a line longer than the reader's limit
            if not line:
                return
            self._said.append(line.decode("utf-8", "replace").strip())

    def _arguments(self) -> list[str]:
        arguments = ["hub", "--host", "127.0.0.1", "--port", str(self._port)]
        arguments += ["--data", str(self._data), "--json", "--exit-with-stdin"]
        return [*arguments, "--demo"] if self.demo else arguments

    def _sentence(self, *, by_itself: bool) -> str:
        last = next((line for line in reversed(self._said) if line), "")
        last = last or translate("local hub", "It gave no reason.")
        if by_itself:
            words = translate(
                "local hub",
                "The hub on this computer does not run: {why}. It is started again by itself; "
                "if that does not help, look at the folder {folder}.",
            )
        else:
            words = translate(
                "local hub",
                "The hub on this computer does not run: {why}. Try again; "
                "if that does not help, look at the folder {folder}.",
            )
        return words.format(why=_without_name(last).rstrip(_FULL_STOPS), folder=self._data)


async def add_owner(data: Path, wanted: NewOwner) -> None:
    """Create the owner and the library in the embedded hub's folder.

    Raises:
        InvalidInput: when the hub refuses, with its reason.
        HubFailed: when the hub's program cannot be run.
    """
    # One word for each, so that a value that begins with a hyphen is not taken for an option.
    arguments = ["hub", "add-owner", f"--data={data}", f"--name={wanted.name}"]
    arguments += [f"--email={wanted.email}", "--password-stdin", f"--library={wanted.library}"]
    arguments += [f"--seats={wanted.seats}", f"--currency={wanted.currency}"]
    arguments += [f"--timezone={wanted.timezone}"]
    try:
        process = await start_own(arguments)
        try:
            async with asyncio.timeout(OWNER_S):
                _, said = await process.communicate(f"{wanted.password}\n".encode())
        finally:
            await _end(process)
    except (OSError, TimeoutError) as error:
        raise HubFailed(
            translate(
                "local hub",
                "The hub on this computer could not be set up ({why}). "
                "Check that the disk has room, and try again.",
            ).format(why=str(error) or translate("local hub", "it took too long"))
        ) from error
    if process.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        raise InvalidInput(
            _without_name(lines[-1]) if lines else translate("local hub", "The hub gave no reason.")
        )


async def _drain(stream: asyncio.StreamReader | None) -> None:
    while stream is not None and await stream.read(4096):
        pass


async def _end(process: asyncio.subprocess.Process) -> None:
    """Close its standard input, which ends it; else terminate, else kill."""
    if process.stdin is not None:
        process.stdin.close()
    for limit, force in ((GOODBYE_S, None), (KILL_S, process.terminate), (KILL_S, process.kill)):
        if process.returncode is not None:
            break
        if force is not None:
            with contextlib.suppress(ProcessLookupError):
                force()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit):
                await process.wait()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS_S):
            await _drain(process.stdout)


def _without_name(line: str) -> str:
    return line.removeprefix("studyspot-desk: ").removeprefix(f"{HubFailed.title}: ")
