"""A desk as a process of its own for tests: takes commands as lines, until it is killed."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path

import msgspec

from app.contract.models import BookingRequest
from app.core.desk import Desk
from app.core.profile import Profile
from app.core.reader import Reader
from tests.core.made import until
from tests.hub.process import PASSWORD

FETCHED_S = 60.0


class FileVault:
    """Secrets in a file, so that they outlive the process."""

    trouble: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path

    def _all(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])

    def _keep(self, secrets: dict[str, str]) -> None:
        part = self._path.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(secrets))
        part.replace(self._path)

    async def read(self, name: str, *, ask: bool = True) -> str | None:  # noqa: ARG002 - the port's
        return self._all().get(name)

    async def write(self, name: str, secret: str) -> None:
        self._keep(self._all() | {name: secret})

    async def forget(self, name: str) -> None:
        self._keep({key: value for key, value in self._all().items() if key != name})


async def work(folder: Path, server: str, email: str) -> None:
    """Sign in, then do what each line says; print its number and how many commands came back."""
    desk_profile = Profile(folder)
    desk = Desk(desk_profile, FileVault(folder / "vault.json"))
    await desk.start()
    if desk.status.user is None:
        await desk.sign_in(server, email, PASSWORD)
    reader = Reader(desk_profile.store)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        number, action, rest = line.rstrip("\n").split(" ", 2)
        if action == "check_in":
            # The first start has still to fetch the bookings.
            await until(partial(reader.rowid_of, rest), FETCHED_S)
            await desk.check_in(rest)
        elif action == "walk_in":
            await desk.walk_in(msgspec.json.decode(rest, type=BookingRequest))
        elif action == "empty":
            await until(lambda: not desk.status.waiting, FETCHED_S)
        print(number, len(desk.status.refusals), flush=True)
    await desk.stop()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
