"""A hub process for each file, and for each test a library, a student, a proxy and a desk."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.core.proxy import Proxy
from tests.faults.witness import Witness, at_the_desk
from tests.hub.disks import small_disk
from tests.hub.people import Library, Person, register
from tests.hub.process import HubProcess
from tests.shared import library, proxy

__all__ = ["library", "proxy", "small_disk"]

Book = Callable[[], str]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub with its own time limits, as people run it."""
    process = HubProcess(tmp_path_factory.mktemp("faults") / "data")
    process.start()
    yield process
    process.stop()


def bookings(library: Library, student: Person) -> Book:
    """Each call is a booking by the student, an hour after the one before; gives its id."""
    numbers = itertools.count(1)

    def next_one() -> str:
        made: str = library.book(student, hours=next(numbers))["id"]
        return made

    return next_one


@pytest.fixture
def book(hub: HubProcess, library: Library) -> Iterator[Book]:
    """A student's next booking, at each call."""
    student = register(hub.url)
    yield bookings(library, student)
    student.close()


@pytest.fixture
async def desk(tmp_path: Path, proxy: Proxy, library: Library) -> AsyncIterator[Witness]:
    """A desk that reaches the hub through the proxy, in step."""
    async with at_the_desk(tmp_path / "desk", proxy.url, library) as made:
        yield made
