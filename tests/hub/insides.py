"""Changes the database of a running hub from outside, as another worker of it would."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.hub.database import Database
from app.hub.work import Work
from tests.hub.backups import BASE
from tests.hub.process import HubProcess

T = TypeVar("T")


async def inside(hub: HubProcess, do: Callable[[Work], T]) -> T:
    """The result of one transaction; what it has to emit is emitted by nobody."""
    database = Database(hub.data / BASE, exclusive=False)
    await database.open()
    try:
        return await database.write(do)
    finally:
        await database.close()
