"""Fixtures that several rooms share; the `conftest` of each takes what it needs.

`hub` is the room's own: a process with its time limits, or a hub's wire without a hub.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import pytest

from tests.core.proxy import Proxy
from tests.hub.people import Library, Person, new_owner, register
from tests.hub.process import HubProcess


class Served(Protocol):
    """Whatever can be reached at an address."""

    url: str


@pytest.fixture
def library(hub: HubProcess) -> Iterator[Library]:
    """A library of its own with six seats, its owner signed in over HTTP."""
    made = new_owner(hub.data, hub.url, seats=6)
    yield made
    made.owner.close()


@pytest.fixture
def student(hub: HubProcess) -> Iterator[Person]:
    """Asha Verma, signed in over HTTP."""
    made = register(hub.url, name="Asha Verma")
    yield made
    made.close()


@pytest.fixture
async def proxy(hub: Served) -> AsyncIterator[Proxy]:
    """A way to the hub whose faults the test makes."""
    made = Proxy(hub.url)
    await made.start()
    yield made
    await made.close()
